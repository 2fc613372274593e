"""The dialogues on a pseudo-terminal: answers, a wrong key, Ctrl-C, the end of input; nothing is half written."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.graph.keeping.renewing import held_documents
from cancu.graph.keeping.transaction import interrupted
from cancu.graph.names import ID
from cancu.graph.review import Decision, load_decisions
from tests.graph.keeping.conftest import DEFAULTS, PLAN

DOUBTFUL = {"number": "31", "title": "Việc một năm 2024", "basis": "Luật Trẻ em", "task": "thực hiện Luật Đất đai"}
PATIENCE, STILL = 60.0, 0.3
CTRL_C, END_OF_INPUT = "\x03", "\x04"

# The shapes take seconds and are not what these tests are about. Opening the terminal makes it the controlling one of
# the new session, so that Ctrl-C reaches the command as it does in a shell.
COMMAND = """
import os, sys
os.close(os.open(os.ttyname(0), os.O_RDWR))
from cancu.graph.check import Report
from cancu.graph.keeping import staging
staging.check_store = lambda *what: Report(())
from cancu.graph.cli import main
main(sys.argv[1:])
"""


class Terminal:
    """A command that runs on a pseudo-terminal, and what it has shown."""

    def __init__(self, process: "subprocess.Popen[bytes]", screen: int) -> None:
        self.process, self._screen, self.shown = process, screen, ""
        self._read = 0

    def wait_for(self, words: str) -> None:
        """Read until these words are shown after those that were waited for before."""
        end = time.monotonic() + PATIENCE
        while words not in self.shown[self._read :]:
            assert time.monotonic() < end, f"«{words}» was not shown:\n{self.shown[self._read :]}"
            assert self._more(end), f"ended without «{words}»:\n{self.shown[self._read :]}"
        self._read = self.shown.index(words, self._read) + len(words)

    def type(self, keys: str) -> None:
        """Press these keys once the command waits for them, as people do.

        A Ctrl-C that comes between the question and the waiting would be noticed with the next key only.
        """
        self._until_it_waits()
        os.write(self._screen, keys.encode())

    def _until_it_waits(self) -> None:
        """Return when the command has slept for a moment without using the processor."""
        end, used, since = time.monotonic() + PATIENCE, -1, time.monotonic()
        while time.monotonic() - since < STILL and time.monotonic() < end:
            # proc(5): the state and the ticks of user and system time, counted after the name in brackets
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
            ticks = int(fields[11]) + int(fields[12])
            if fields[0] != "S" or ticks != used:
                used, since = ticks, time.monotonic()
            time.sleep(0.02)

    def answer(self, question: str, typed: str) -> None:
        """Wait for a question and answer it with a line."""
        self.wait_for(question)
        self.type(f"{typed}\n")

    def ended(self) -> int:
        """Read all the rest; the exit code."""
        end = time.monotonic() + PATIENCE
        while self._more(end) and time.monotonic() < end:
            pass
        return self.process.wait(PATIENCE)

    def _more(self, end: float) -> bool:
        ready, _, _ = select.select([self._screen], [], [], max(0.0, end - time.monotonic()))
        try:
            read = os.read(self._screen, 65536) if ready else b""
        except OSError:  # Linux tells the end of a pseudo-terminal so
            return False
        self.shown += read.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(read)


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[Terminal]:
    """`cancu` with these arguments on a terminal of its own."""
    screen, keyboard = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments],
        stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True,
        env={**os.environ, "CANCU_HOME": str(home), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"},
    )  # fmt: skip
    os.close(keyboard)
    try:
        yield Terminal(process, screen)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()
        os.close(screen)


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a plan with the given words in the place of the usual ones."""

    def written(name: str, **words: str) -> Path:
        (tmp_path / name).write_text(PLAN.format(**DEFAULTS | words), "utf-8")
        return tmp_path / name

    return written


@pytest.fixture
def home(tmp_path: Path, write: Write) -> Path:
    """A data folder with one plan about which there are questions."""
    folder = tmp_path / "home"
    add(folder, [arrive(write("ngo.txt", **DOUBTFUL))], Options(build=False))
    return folder


DOCUMENT = f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/2024/31"


def decided(home: Path) -> list[Decision]:
    """Everything that was decided; also checks that no change stands half done."""
    assert not interrupted(home)
    assert not [p for p in home.rglob("*") if p.name.endswith((".new", ".part", ".tmp"))]
    return [d for file in sorted((home / "plans").glob("*.review.toml")) for d in load_decisions(file)]


def test_answers_a_wrong_key_and_stopping(home: Path) -> None:
    with running(home, "review", "31/KH-UBND") as terminal:
        terminal.answer("Tên người soát", "Lê Thị Soát")
        terminal.answer("Trả lời", "99999999")
        terminal.wait_for("Không thấy văn bản «99999999»")
        terminal.answer("Trả lời", "?")
        terminal.answer("Lý do", "giấy mờ")
        terminal.wait_for("✓ đã ghi")
        terminal.answer("Trả lời", "q")
        assert terminal.ended() == 0
        assert "Đã áp dụng cho 1 văn bản" in terminal.shown
    assert {(d.who, d.why) for d in decided(home)} == {("Lê Thị Soát", "giấy mờ")}


@pytest.mark.parametrize("key", [CTRL_C, END_OF_INPUT])
def test_whoever_leaves_keeps_what_was_answered_and_nothing_else(home: Path, key: str) -> None:
    with running(home, "review", "31/KH-UBND", "--who", "A") as terminal:
        terminal.answer("Trả lời", "?")
        terminal.answer("Lý do", "")
        terminal.wait_for("✓ đã ghi")
        terminal.answer("Trả lời", "0")
        terminal.wait_for("Lý do")  # in the middle of the second answer
        terminal.type(key)
        terminal.wait_for("Dừng ở đây")
        assert terminal.ended() == 0
        assert "Traceback" not in terminal.shown
    assert len({(d.section, d.surface) for d in decided(home)}) == 1
    assert {d.decision for d in decided(home)} != {"none"}


def test_ctrl_c_before_the_first_answer_writes_nothing(home: Path) -> None:
    with running(home, "review", "31/KH-UBND", "--who", "A") as terminal:
        terminal.wait_for("Trả lời")
        terminal.type(CTRL_C)
        assert terminal.ended() == 0
    assert decided(home) == []
    assert not (home / "reviews.jsonl").exists()


def held(home: Path) -> set[str]:
    return {h.record.file for h in held_documents(home) if h.record.file in ("du-thao.txt", "ky.txt")}


@pytest.mark.parametrize(
    ("typed", "stays"),
    [
        ("y\n", {"ky.txt"}),
        ("n\n", {"du-thao.txt", "ky.txt"}),
        ("\n", {"du-thao.txt", "ky.txt"}),
        ("có lẽ\ny\n", {"ky.txt"}),
        (CTRL_C, {"du-thao.txt", "ky.txt"}),
        (END_OF_INPUT, {"du-thao.txt", "ky.txt"}),
    ],
)
def test_the_official_version_of_a_draft_is_asked_about(home: Path, write: Write, typed: str, stays: set[str]) -> None:
    add(home, [arrive(write("du-thao.txt", number=""))], Options(build=False))
    with running(home, "add", str(write("ky.txt", number="131"))) as terminal:
        terminal.wait_for("có phải là bản chính thức của Kế hoạch")
        terminal.wait_for("[c/K]:")
        terminal.type(typed)
        terminal.wait_for("ĐÃ THÊM VÀO KHO / Added: ky.txt")
        assert terminal.ended() == 0
        assert "Traceback" not in terminal.shown
    assert held(home) == stays
    assert decided(home) == []
