"""Whole folders: hostile files do not stop the rest, a stopped run goes on, and it is said what became of each."""

import csv
import io
import signal
import sys
import textwrap
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from click.testing import CliRunner

from cancu.graph.cli import cli
from cancu.graph.keeping import many
from cancu.graph.keeping.many import add_many, files_in, report
from cancu.graph.keeping.outcome import Kept, Options
from cancu.graph.keeping.readers import read_files
from cancu.graph.keeping.renewing import held_documents
from cancu.graph.read import OcrSettings
from cancu.graph.store import current_version
from tests.graph.keeping.conftest import DEFAULTS, PLAN, Write, graph_files

HOSTILE = {
    "empty.txt": b"",
    "noise.pdf": bytes(range(256)) * 400,
    "cut.docx": b"PK\x03\x04" + b"\0" * 200,
    "half.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "letter.txt": "Kính gửi anh Bình, mai gặp nhé.".encode(),
    "deep.html": b"<html>" + b"<div>" * 60_000,
    "locked.txt": b"",
}


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """Three hundred plans in folders, with hostile files among them."""
    folder = tmp_path / "nhiều"
    for number in range(300):
        path = folder / f"{number % 7}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = {"number": str(200 + number), "title": f"Công tác trẻ em số {number}", "rate": str(number % 90 + 5)}
        path.write_text(PLAN.format(**DEFAULTS | words), "utf-8")
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content)
    (folder / ".hidden.txt").write_text("x", "utf-8")
    return folder


def test_a_folder_with_hostile_files(crowd: Path, home: Path) -> None:
    paths = files_in([crowd])
    assert len(paths) == 300 + len(HOSTILE)
    seen: list[int] = []
    outcomes = {o.file: o for o in add_many(home, paths, Options(), 2, 60, on_file=lambda: seen.append(1))}
    assert len(seen) == len(paths)
    assert [o.kind for path, o in outcomes.items() if path.name not in HOSTILE] == [Kept.ADDED] * 300
    assert all(not outcomes[crowd / name].kind.good and outcomes[crowd / name].reason_vi for name in HOSTILE)
    assert len(list((home / "plans").glob("*.ttl"))) == 300
    rows = list(csv.DictReader(io.StringIO(report(outcomes.values()).decode("utf-8-sig"))))
    assert len(rows) == len(paths)
    assert {row["outcome"] for row in rows} == {"added", "refused", "failed"}


def test_a_stopped_run_goes_on_where_it_was(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [write(f"{n}.txt", number=str(300 + n), title=f"Việc số {n} năm 2024") for n in range(9)]
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    add_many(whole, paths, Options(), 2, 60)
    monkeypatch.setattr(many, "BATCH", 4)
    count = 0

    def stop() -> None:
        nonlocal count
        count += 1
        if count == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_many(stopped, paths, Options(), 2, 60, on_file=stop)
    assert len(list(held_documents(stopped))) == 4
    again = add_many(stopped, paths, Options(), 2, 60)
    assert [o.kind for o in again] == [Kept.UNCHANGED] * 4 + [Kept.ADDED] * 5
    assert graph_files(stopped) == graph_files(whole)


def test_one_file_that_cannot_be_dealt_with_does_not_cost_the_others(
    write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write(f"{n}.txt", number=str(300 + n), title=f"Việc số {n} năm 2024") for n in range(5)]
    real = many.add

    def failing(folder: Path, arrivals: list[many.Arrival], *more: object) -> object:
        if any(arrival.path.name == "3.txt" for arrival in arrivals):
            raise RecursionError
        return real(folder, arrivals, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "add", failing)
    kinds = [o.kind for o in add_many(home, paths, Options(), 1, 60)]
    assert kinds == [Kept.ADDED] * 3 + [Kept.FAILED, Kept.ADDED]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A reader in which some files crash and some never end; a module that other processes can import."""
    (tmp_path / "hostile_reading.py").write_text(
        textwrap.dedent("""
            import os, time
            from cancu.graph.keeping.intake import Arrival

            def read(path, ocr):
                for page in range(5 if path.name == "scan" else 0):
                    time.sleep(0.5)
                    ocr.progress(page + 1, 5)
                if path.name == "crash":
                    os._exit(9)
                while path.name == "hang":
                    time.sleep(1)
                return Arrival(path, "read")
        """),
        "utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return "hostile_reading"


def test_a_file_that_crashes_or_hangs_its_reader_is_told_and_passed(reader: str) -> None:
    __import__(reader)
    paths = [Path(name) for name in ("a", "crash", "b", "hang", "c", "crash", "d")]
    told = list(read_files(paths, 2, 5.0, read=sys.modules[reader].read))
    assert sorted(str(a.path) for a in told) == sorted(map(str, paths))
    assert {str(a.path): a.original_sha256 for a in told if a.path.name in "abcd"} == dict.fromkeys("abcd", "read")
    failures = {a.path.name: a.failure for a in told if a.failure}
    assert "dừng đột ngột" in failures["crash"]
    assert "đọc quá 5 giây" in failures["hang"]


def test_each_recognised_page_has_the_time_of_a_file(reader: str) -> None:
    __import__(reader)
    seen: list[tuple[int, int]] = []
    ocr = OcrSettings(progress=lambda done, total: seen.append((done, total)))
    (told,) = read_files([Path("scan")], 2, 1.5, ocr, sys.modules[reader].read)
    assert told.failure == ""
    assert seen == [(page, 5) for page in range(1, 6)]


def test_the_command_tells_and_ends_with_the_right_code(
    write: Write, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_HOME", str(home))
    folder = write("a.txt").parent
    write("b.txt", number="102", title="Việc khác năm 2024")
    good = CliRunner().invoke(cli, ["add", str(folder), "--jobs", "1"])
    assert good.exit_code == 0, good.output
    assert "2 tệp" in good.stdout
    version = current_version(home)
    assert version is not None
    assert version.counts()["plans"] == 7
    (folder / "thu.txt").write_text("Chào anh.", "utf-8")
    table = tmp_path / "kết quả.csv"
    some = CliRunner().invoke(cli, ["add", str(folder), "--report", str(table)])
    assert some.exit_code == 1
    assert "KHÔNG NHẬN / Refused: 1" in some.stdout
    assert "thu.txt: không đọc ra" in some.stdout
    assert len(table.read_text("utf-8-sig").splitlines()) == 4
    monkeypatch.setenv("CANCU_HOME", "/proc/cancu")
    assert CliRunner().invoke(cli, ["add", str(folder / "a.txt")]).exit_code == 2


def test_a_folder_whose_reading_is_stopped_ends_as_shells_have_it(
    write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("CANCU_HOME", str(home))
    monkeypatch.setattr(many, "add_many", stop)
    told = CliRunner().invoke(cli, ["add", str(write("a.txt").parent)])
    assert told.exit_code == 130
    assert "chạy lại cùng lệnh để làm tiếp" in told.stderr


def test_the_account_of_one_file_and_its_removal(write: Write, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_HOME", str(home))
    path = write("a.txt")
    told = CliRunner().invoke(cli, ["add", str(path)])
    assert told.exit_code == 0, told.output
    assert "ĐÃ THÊM VÀO KHO / Added: a.txt" in told.stdout
    assert "101/KH-UBND" in CliRunner().invoke(cli, ["query", "plans", "--format", "csv"]).stdout
    assert "28-CT/TW" in CliRunner().invoke(cli, ["trace", "a.txt", "--up"]).stdout
    wrong = CliRunner().invoke(cli, ["add", str(write("b.txt", number="102")), "--official-of", "28-CT/TW"])
    assert wrong.exit_code == 2
    assert "không phải bản dự thảo" in wrong.stderr
    asked = CliRunner().invoke(cli, ["remove", "101/KH-UBND"])
    assert asked.exit_code == 2
    assert "--yes" in asked.stderr
    bundled = CliRunner().invoke(cli, ["remove", "884/KH-SGD&ĐT", "--yes"])
    assert bundled.exit_code == 2
    assert "đi kèm Căn Cứ nên không bỏ được" in bundled.stderr
    cited = CliRunner().invoke(cli, ["remove", "28-CT/TW", "--yes"])
    assert cited.exit_code == 2
    assert "chỉ biết qua viện dẫn" in cited.stderr
    gone = CliRunner().invoke(cli, ["remove", str(path), "--yes"])
    assert gone.exit_code == 0, gone.stderr
    assert "101/KH-UBND" not in CliRunner().invoke(cli, ["query", "plans", "--format", "csv"]).stdout


def test_reading_processes_never_hear_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    before, heard = signal.getsignal(signal.SIGINT), []
    start = SpawnProcess.start

    def watched(process: SpawnProcess) -> None:
        heard.append(signal.getsignal(signal.SIGINT))
        start(process)

    monkeypatch.setattr(SpawnProcess, "start", watched)
    list(read_files([Path("khong-co.txt")], 1, 30.0))
    assert (heard, signal.getsignal(signal.SIGINT)) == ([signal.SIG_IGN], before)
