"""A change of the data folder is made whole or not at all: killed at any moment, or two at once."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cancu.graph.keeping.renewing import held_documents, reapply
from cancu.graph.keeping.transaction import JOURNAL, STAGING, complete, interrupted, transaction
from cancu.graph.lock import BusyStoreError, only_writer
from cancu.graph.sources import bundled_sources, record_files, with_record
from cancu.graph.store import current_version, verify, version_id
from tests.graph.keeping.conftest import Write, graph_files, keep

WRITING = ("replace", "unlink", "write_bytes", "write_text", "mkdir", "rename")


def counting(at_each: Callable[[], None], patch: pytest.MonkeyPatch) -> None:
    """Call `at_each` before every change of the disk."""
    for name in WRITING:
        original = getattr(Path, name)

        def counted(self: Path, *given: Any, _original: Callable[..., Any] = original, **more: Any) -> Any:
            at_each()
            return _original(self, *given, **more)

        patch.setattr(Path, name, counted)


def killed_at(count: int, work: Callable[[], object]) -> None:
    """Do the work in a process that is killed (as by kill -9) before its nth change of the disk."""
    child = os.fork()
    if child == 0:
        left = itertools.count(count - 1, -1)
        counting(lambda: None if next(left) else os.kill(os.getpid(), signal.SIGKILL), pytest.MonkeyPatch())
        try:
            work()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def state(home: Path) -> tuple[dict[str, bytes], str]:
    """What a reader finds: the files of the graph, and the version in use."""
    version = current_version(home)
    return graph_files(home), version.id if version else ""


def expected(home: Path) -> str:
    return version_id(with_record(bundled_sources(), record_files(home)))


@pytest.mark.parametrize("build", [True, False])
def test_an_add_that_is_killed_leaves_the_state_before_or_after(build: bool, write: Write, tmp_path: Path) -> None:
    first, second = write("a.txt"), write("b.txt", number="102", title="Việc khác năm 2024")
    plain, done, killed = tmp_path / "plain", tmp_path / "done", tmp_path / "killed"
    keep(plain, first, build=True)
    before = state(plain)
    shutil.copytree(plain, done)
    changes: list[None] = []
    with pytest.MonkeyPatch.context() as patch:
        counting(lambda: changes.append(None), patch)
        keep(done, second, build=build)
    after = state(done)
    # Most moments of the staging are alike; from the journal on, each one counts.
    points = [*range(1, len(changes) - 30, 9), *range(max(1, len(changes) - 30), len(changes) + 1, 2)]
    seen = []
    for count in points:
        shutil.copytree(plain, killed)
        killed_at(count, lambda: keep(killed, second, build=build))
        version = current_version(killed)
        assert version is not None
        verify(version)
        with only_writer(killed):
            complete(killed)
        assert state(killed) in (before, after)
        seen.append(state(killed) == after)
        shutil.rmtree(killed)
    assert seen == sorted(seen)
    assert {*seen} == {False, True}


def test_the_next_add_clears_what_a_killed_one_left(write: Write, home: Path) -> None:
    first = write("a.txt")
    killed_at(8, lambda: keep(home, first, build=True))
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
        (home / JOURNAL).write_text(
            '{"write": ["plans/x.txt"], "delete": ["instruments.ttl"], "version": null}', "utf-8"
        )
        folder.rename(home / STAGING)
        change.close = lambda: None  # type: ignore[method-assign]
    assert interrupted(home)
    reapply(home)
    assert (home / "plans" / "x.txt").read_bytes() == b"x"
    assert not interrupted(home)


def test_two_at_once_wait_for_each_other(write: Write, home: Path) -> None:
    one, two = write("a.txt"), write("b.txt", number="102", title="Việc khác năm 2024")
    command = [sys.executable, "-c", "from cancu.graph.cli import main; main()", "add"]
    environment = {**os.environ, "CANCU_HOME": str(home)}
    running = [
        subprocess.Popen([*command, str(path)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for path in (one, two)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert {h.record.file for h in held_documents(home)} == {"a.txt", "b.txt"}
    version = current_version(home)
    assert version is not None
    assert version.id == expected(home)
    assert any("chờ tối đa" in errors.decode() for _, errors in said)


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
