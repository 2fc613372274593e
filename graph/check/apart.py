"""Checks drafts in processes of their own, without network, with bounded memory and time: for files from strangers.

The modules, the rules and what reading needs are read once, by a process that stands ready (`python -m
cancu.graph.check.apart`) and holds no store: each draft is checked in a copy of it, behind walls that go up before the
file is opened. What that writes is beside the draft, in a folder that the caller removes. A file that needs another
program (LibreOffice, tesseract) is refused there.
"""

import atexit
import gc
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cancu.graph.check.draft import read_draft
from cancu.graph.check.findings import CheckError
from cancu.graph.check.rules import rules
from cancu.graph.check.run import check_draft
from cancu.graph.known import Known
from cancu.graph.program import started
from cancu.graph.read import OcrSettings
from cancu.graph.registry import load_registry
from cancu.graph.sandbox import close_network, limit_memory, limit_time
from cancu.graph.version import DamagedStoreError, current_version

MEMORY = 1 << 30
"""Bytes that checking one draft may take."""


_SAMPLE = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: 1/KH-UBND
Hà Tĩnh, ngày 02 tháng 01 năm 2024

KẾ HOẠCH
Chăm sóc trẻ em năm 2024

Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch:

I. CHỈ TIÊU
1. Tỷ lệ trẻ em được khám sức khỏe đạt ít nhất 90%.

II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế chủ trì, phối hợp với các sở, ban, ngành; báo cáo Ủy ban nhân dân tỉnh trước ngày 20/11.
"""
"""Reading it makes ready what reading needs."""


class StoppedError(Exception):
    """The process ended without an answer: it took too long (`late`), too much memory, or crashed."""

    def __init__(self, late: bool) -> None:
        super().__init__()
        self.late = late


class Ready:
    """The process that stands ready, as seen from outside; it starts with the first draft and ends with this one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        """The process, None before the first draft and after one that was stopped."""

    def check(self, path: Path, folder: Path, seconds: float) -> dict[str, Any]:
        """The report on the draft `path` beside the version in use in `folder`, as `Report.to_json` writes it.

        Raises CheckError for a file that cannot be read, StoppedError when there was no answer in `seconds`.
        """
        with self._lock:
            answer = self._asked(json.dumps([str(path), str(folder), str(seconds)]), time.monotonic() + seconds)
        try:
            told: dict[str, Any] = json.loads(json.loads(answer))
        except ValueError:
            raise StoppedError(late=False) from None
        if "error" in told:
            raise CheckError(*told["error"])
        return told

    def end(self) -> None:
        """End it, with the copy that may be at work."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                assert pipe is not None
                pipe.close()
            self.process = None

    def _asked(self, request: str, deadline: float) -> bytes:
        """The line that answers; b"" from a process that died. Raises StoppedError."""
        if self.process is None or self.process.poll() is not None:
            self.process = started(
                "cancu.graph.check.apart", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        pipe, answer = self.process.stdout.fileno(), b""
        answered = select.poll()  # which, unlike `select`, any number of open files leaves at work
        answered.register(pipe, select.POLLIN)
        try:
            self.process.stdin.write(request.encode() + b"\n")
            self.process.stdin.flush()
            while not answer.endswith(b"\n"):
                if not answered.poll(max(0.0, deadline - time.monotonic()) * 1000):
                    self.end()
                    raise StoppedError(late=True)
                if not (part := os.read(pipe, 2**20)):
                    raise BrokenPipeError
                answer += part
        except BrokenPipeError:
            self.end()
            return b""
        return answer


_READY = Ready()
atexit.register(_READY.end)
check_apart = _READY.check


def main(path: str, folder: str, seconds: str) -> None:
    """Check and print; the walls go up before the file is opened."""
    limit_memory(MEMORY)
    limit_time(float(seconds))
    close_network()
    try:
        answer = check_draft(Path(path), current_version(Path(folder)), Path(path).parent).to_json()
    except (CheckError, DamagedStoreError) as error:
        answer = json.dumps({"error": [error.message_vi, error.message_en]})
    sys.stdout.write(answer)


def stand_ready() -> None:
    """Answer each line of standard input, until there is none, with a line: what a copy of this process printed."""
    _know()
    for line in sys.stdin:
        path, folder, seconds = json.loads(line)
        sys.stdout.write(json.dumps(_in_a_copy(path, folder, seconds)) + "\n")
        sys.stdout.flush()


def _know() -> None:
    """Read the rules and what reading needs: the copies find it done."""
    rules()
    with TemporaryDirectory() as empty:
        sample = Path(empty) / "sample.txt"
        sample.write_text(_SAMPLE, "utf-8")
        read_draft(sample, load_registry(), Known(), OcrSettings("never"))
    gc.collect()
    gc.freeze()  # else each copy would touch, and so copy, all that is known


def _in_a_copy(path: str, folder: str, seconds: str) -> str:
    reading, writing = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(reading)
        try:
            with os.fdopen(writing, "w", encoding="utf-8") as answer, redirect_stdout(answer):
                main(path, folder, seconds)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as told:
        answered = told.read()
    os.waitpid(copy, 0)
    return answered


if __name__ == "__main__":
    stand_ready()
