"""The recognition engine: the system program tesseract with its Vietnamese data, one process a page.

Each process has one thread, a time limit and a limit on its computing time, so that none outlives the page it reads,
whatever ends the reading.
"""

import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cancu.graph.read.text import UnreadableFile

PROGRAM, LANGUAGE = "tesseract", "vie"
INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-vie"
_LAYOUT = "3"
"""Tesseract's page segmentation: automatic, columns and all, no turning."""
_ORIENTATION = "0"
"""Its way of telling only how a page is turned."""
_TURN = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_ASKING_SECONDS = 20.0
_VERSION = re.compile(r"tesseract\s+v?([\w.\-]+)")
_DATA_FOLDER = re.compile(r'"([^"]+)"')


class LatePageError(Exception):
    """A page was not read within its time."""


class FailedPageError(Exception):
    """The program could not read the picture; the message is its own."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program found on this system; `settings` is everything that a result depends on besides the picture."""

    program: str
    version: str
    settings: str

    @property
    def name(self) -> str:
        """Name and version, for the record."""
        return f"{PROGRAM} {self.version}"


def installed(path: Path) -> Tesseract:
    """The program with its Vietnamese data. Raises `UnreadableFile` for `path` where either is absent."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnreadableFile(
            f"{path}: có trang là ảnh chụp, phải nhận dạng chữ (OCR), nhưng máy chưa có chương trình tesseract; hãy "
            f"cài: {INSTALL}; hoặc dùng bản Word hay PDF có lớp chữ; nếu chỉ cần các trang có lớp chữ: «--no-ocr» "
            f"(pages are pictures and need OCR, but tesseract is not installed: {INSTALL}; --no-ocr reads only the "
            "pages with text)"
        )
    asked = _asked(program)
    if asked is None:
        raise UnreadableFile(
            f"{path}: không chạy được chương trình nhận dạng chữ ({program}); hãy cài lại: {INSTALL} (tesseract "
            f"does not run, install it anew: {INSTALL})"
        )
    version, languages, data = asked
    if LANGUAGE not in languages:
        raise UnreadableFile(
            f"{path}: có trang là ảnh chụp, phải nhận dạng chữ (OCR), nhưng tesseract trên máy chưa có dữ liệu tiếng "
            f"Việt; hãy cài: {INSTALL} (tesseract has no Vietnamese data: {INSTALL})"
        )
    return Tesseract(program, version, f"{PROGRAM} {version} {LANGUAGE} {data} psm {_LAYOUT} tsv")


def available() -> bool:
    """Whether the program and its Vietnamese data are there."""
    program = shutil.which(PROGRAM)
    asked = _asked(program) if program else None
    return asked is not None and LANGUAGE in asked[1]


@cache
def _asked(program: str) -> tuple[str, frozenset[str], str] | None:
    """Version, languages, and the size of the language data, which tells one release of them from another."""
    try:
        version, listed = (
            subprocess.run(
                [program, option], capture_output=True, text=True, errors="replace", timeout=_ASKING_SECONDS, check=True
            )
            for option in ("--version", "--list-langs")
        )
    except (OSError, subprocess.SubprocessError):
        return None
    # Old versions answer on standard error.
    number = _VERSION.search(version.stdout + version.stderr)
    heading, _, names = (listed.stdout or listed.stderr).partition("\n")
    folder = _DATA_FOLDER.search(heading)
    data = Path(folder[1] if folder else ".") / f"{LANGUAGE}.traineddata"
    size = str(data.stat().st_size) if data.is_file() else "?"
    return number[1] if number else "?", frozenset(names.split()), size


@dataclass(slots=True)
class Runs:
    """The processes at work for one file; `stop` ends them and lets no other begin."""

    tesseract: Tesseract
    seconds: float
    _running: set[subprocess.Popen[bytes]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: bool = False

    def table(self, picture: bytes, dpi: int) -> str:
        """Tesseract's table of the words on `picture`. Raises `LatePageError`, `FailedPageError`."""
        return self._answer(picture, dpi, "-l", LANGUAGE, "--psm", _LAYOUT, "tsv")

    def turn(self, picture: bytes, dpi: int) -> int:
        """Degrees, clockwise, by which `picture` has to be turned to be upright; 0 where that cannot be told."""
        try:
            found = _TURN.search(self._answer(picture, dpi, "--psm", _ORIENTATION))
        except FailedPageError:
            return 0
        return int(found[1]) if found else 0

    def _answer(self, picture: bytes, dpi: int, *options: str) -> str:
        process = self._begun(dpi, options)
        try:
            out, complaint = process.communicate(picture, self.seconds)
        except subprocess.TimeoutExpired:
            raise LatePageError from None
        finally:
            self._ended(process)
        if process.returncode == -signal.SIGXCPU:
            raise LatePageError
        if process.returncode != 0:
            reason = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise FailedPageError(reason or f"exit {process.returncode}")
        return out.decode("utf-8", "replace")

    def stop(self) -> None:
        """End all processes."""
        with self._lock:
            self._stopped = True
            running = list(self._running)
        for process in running:
            _kill(process)

    def _begun(self, dpi: int, options: Sequence[str]) -> subprocess.Popen[bytes]:
        command = [self.tesseract.program, "stdin", "stdout", "--dpi", str(dpi), *options]
        with self._lock:
            if self._stopped:
                raise LatePageError
            try:
                process = subprocess.Popen(
                    command, env={**os.environ, "OMP_THREAD_LIMIT": "1"}, stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                )  # fmt: skip
            except OSError as error:
                raise FailedPageError(error.strerror or str(error)) from error
            self._running.add(process)
        if hasattr(resource, "prlimit"):
            # Should this program itself be killed, the system still ends the page.
            limit = int(self.seconds) + 1
            with contextlib.suppress(OSError):
                resource.prlimit(process.pid, resource.RLIMIT_CPU, (limit, limit))
        return process

    def _ended(self, process: subprocess.Popen[bytes]) -> None:
        _kill(process)
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with self._lock:
            self._running.discard(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
