"""A change of the data folder is made whole or not at all: killed at any moment, or two at once."""

import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

import pytest

from cancu.graph.fulltext import search_sections
from cancu.graph.keeping.renewing import held_documents, reapply
from cancu.graph.keeping.transaction import JOURNAL, STAGING, complete, interrupted, transaction
from cancu.graph.lock import BusyStoreError, only_writer
from cancu.graph.sources import bundled_sources, record_files, with_record
from cancu.graph.store import current_version, verify, version_id
from tests.graph.keeping.conftest import Write, graph_files, keep

ADD = """
import itertools, os, signal, sys
from pathlib import Path
from cancu.graph.check import Report
from cancu.graph.keeping import staging
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options

file, build = Path(sys.argv[1]), sys.argv[2] == "True"
changes, last = itertools.count(1), 0

def counted(original):
    def change(*given, **more):
        if next(changes) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*given, **more)
    return change

staging.check_store = lambda *what: Report(())
staging.check_documents = lambda *what: Report(())
staging.check_changed = lambda *what: Report(()).content
arrival = arrive(file)
for name in ("replace", "unlink", "write_bytes", "write_text", "mkdir", "rename"):
    setattr(Path, name, counted(getattr(Path, name)))
for line in sys.stdin:
    at, _, home = line.rstrip().partition(" ")
    last = int(at)
    if not (child := os.fork()):
        add(Path(home), [arrival], Options(build=build))
        print(next(changes) - 1, flush=True)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL:
        print("killed", flush=True)
"""
"""Adds one file to each data folder named, in a process apart that kills itself (kill -9) before the nth change of the
disk; with 0 it lives on and tells how many there are. What is loaded and read once serves all.
"""


class Adder:
    """One file that is added again and again, each time with its own end."""

    def __init__(self, file: Path, build: bool) -> None:
        command = [sys.executable, "-c", ADD, str(file), str(build)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.process.communicate()

    def add(self, home: Path, killed_at: int = 0) -> int:
        """How many changes of the disk there were; 0 where it was killed."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{killed_at} {home}\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline().strip()
        assert (told == "killed") == bool(killed_at), told
        return 0 if killed_at else int(told)


def state(home: Path) -> tuple[dict[str, bytes], str]:
    """What a reader finds: the files of the graph, and the version in use."""
    version = current_version(home)
    return graph_files(home), version.id if version else ""


def texts_searched(home: Path) -> set[str]:
    """Of the texts in hand, all have «kế hoạch» in some section."""
    return {hit.sha256 for hit in search_sections(home, "ke hoach") or ()}


def expected(home: Path) -> str:
    return version_id(with_record(bundled_sources(), record_files(home)))


@pytest.mark.parametrize("build", [True, False])
def test_an_add_that_is_killed_leaves_the_state_before_or_after(build: bool, write: Write, tmp_path: Path) -> None:
    first, second = write("a.txt"), write("b.txt", number="102", title="Việc khác năm 2024")
    plain, done, killed = tmp_path / "plain", tmp_path / "done", tmp_path / "killed"
    keep(plain, first, build=True)
    before = state(plain)
    shutil.copytree(plain, done)
    seen = []
    with Adder(second, build) as adder:
        changes = adder.add(done)
        after = state(done)
        # Most moments of the staging are alike; from the journal on, each one counts.
        for count in sorted({*range(2, changes - 20, 12), *range(max(1, changes - 20), changes + 1, 2)}):
            shutil.copytree(plain, killed)
            adder.add(killed, count)
            version = current_version(killed)
            assert version is not None
            verify(version)
            with only_writer(killed):
                complete(killed)
            assert state(killed) in (before, after)
            assert texts_searched(killed) == {p.stem for p in (killed / "documents").glob("*.txt") if len(p.stem) == 64}
            seen.append(state(killed) == after)
            shutil.rmtree(killed)
    assert seen == sorted(seen)
    assert {*seen} == {False, True}


def test_the_next_add_clears_what_a_killed_one_left(write: Write, home: Path) -> None:
    first = write("a.txt")
    with Adder(first, True) as adder:
        adder.add(home, 8)
    keep(home, first, build=True)
    assert not (home / STAGING).exists()
    assert not interrupted(home)
    assert [p.name for p in (home / "versions").iterdir()] == [expected(home)]


def test_what_was_decided_is_carried_out_by_whoever_comes_next(write: Write, home: Path) -> None:
    keep(home, write("a.txt"), build=True)
    with only_writer(home), transaction(home) as change:
        change.write("plans/x.txt", b"x")
        change.delete("instruments.ttl")
        folder = home / "kept"
        (home / STAGING).rename(folder)
        order = {"write": ["plans/x.txt"], "delete": ["instruments.ttl"], "version": None}
        (home / JOURNAL).write_text(json.dumps(order), "utf-8")
        folder.rename(home / STAGING)
        change.close = lambda: None  # type: ignore[method-assign]
    assert interrupted(home)
    reapply(home)
    assert (home / "plans" / "x.txt").read_bytes() == b"x"
    assert not interrupted(home)


def test_what_was_decided_and_could_not_be_carried_out_is_not_lost(
    write: Write, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write("a.txt"), write("b.txt", number="102", title="Việc khác năm 2024")
    keep(tmp_path / "plain", *files)
    replace, moved = Path.replace, itertools.count()

    def fails(path: Path, target: Path) -> Path:
        if next(moved) > 2:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fails)
        with pytest.raises(OSError, match="No space left"):
            keep(home, *files)
        with only_writer(home), pytest.raises(OSError, match="No space left"):
            complete(home)
    assert interrupted(home)
    assert graph_files(home) != graph_files(tmp_path / "plain")
    with only_writer(home):
        complete(home)
    assert graph_files(home) == graph_files(tmp_path / "plain")


def test_two_at_once_wait_for_each_other(write: Write, home: Path) -> None:
    keep(home, write("c.txt", number="103", title="Việc đã có năm 2024"), build=True)
    one, two = write("a.txt"), write("b.txt", number="102", title="Việc khác năm 2024")
    command = [sys.executable, "-c", "from cancu.graph.cli import main; main()", "add"]
    environment = {**os.environ, "CANCU_HOME": str(home)}
    with only_writer(home):
        running = [
            subprocess.Popen([*command, str(path)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for path in (one, two)
        ]
        told = [process.stderr.readline().decode() for process in running if process.stderr]
    said = [process.communicate(timeout=300) for process in running]
    assert all("chờ tối đa" in line for line in told), told
    assert [process.returncode for process in running] == [0, 0], said
    assert {h.record.file for h in held_documents(home)} == {"a.txt", "b.txt", "c.txt"}
    version = current_version(home)
    assert version is not None
    assert version.id == expected(home)


def test_a_folder_that_stays_locked_is_told(write: Write, home: Path) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with only_writer(home):
            holding.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait(30)
    try:
        with pytest.raises(BusyStoreError, match="Một lệnh khác đang ghi"):
            keep(home, write("a.txt"))
    finally:
        done.set()
        thread.join()
    assert not record_files(home)


def test_a_broken_file_of_the_folder_is_named_and_made_again_once_deleted(write: Write, home: Path) -> None:
    keep(home, write("a.txt"), write("b.txt", number="102", title="Việc khác năm 2024"), build=True)
    good, files = current_version(home), graph_files(home)
    broken = sorted((home / "plans").glob("*.ttl"))[0]
    broken.write_text("@prefix x: <http://example.org/> .\nthis is not turtle\n", "utf-8")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-c", "from cancu.graph.cli import main; main()", *command]
        return subprocess.run(line, env={**os.environ, "CANCU_HOME": str(home)}, capture_output=True, text=True)

    answered = run("query", "plans", "--format", "csv")
    assert answered.returncode == 0
    assert "102/KH-UBND" in answered.stdout
    refused = run("build")
    assert refused.returncode == 2
    assert f"{broken.name}, dòng 2" in refused.stderr
    assert "Xóa tệp này rồi chạy `cancu build`" in refused.stderr
    assert current_version(home) == good
    broken.unlink()
    reapply(home)
    assert graph_files(home) == files
    assert current_version(home) == good
