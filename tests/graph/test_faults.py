"""What may go wrong with the store: nothing is lost, the last good version stays in use, and a build mends the rest."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from cancu.graph import filling, making, pieces, store
from cancu.graph.sources import sources_of
from cancu.graph.store import DamagedStoreError, build, current_version, verify

MINI = Path(__file__).resolve().parent.parent / "fixtures" / "mini"
PLAN = "plans/ubnd-tinh-song-tra_ke-hoach_2024_88.ttl"

BUILD = """
import os, resource, signal, sqlite3, sys
from pathlib import Path
from cancu.graph.sources import sources_of
from cancu.graph.store import build

data, home, fault = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def die(*_what):
    os.kill(os.getpid(), signal.SIGKILL)

if fault == "filling":
    from cancu.graph import filling, pieces
    pieces.PIECE_BYTES, pieces.STATEMENTS_AT_ONCE = int(sys.argv[4]), int(sys.argv[5])
    last, load = int(sys.argv[6]), filling.load
    def half(store, piece):
        global last
        last -= 1
        load(store, piece if last else b"".join(piece.splitlines(keepends=True)[::2]))
        if not last:
            die()
    filling.load = half
if fault == "full":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    build(sources_of(data), home, die if fault == "kill" else None, renewed=die if fault == "kill" else None)
except (OSError, sqlite3.Error) as error:
    sys.exit(f"told: {error}")
"""
"""Builds in a process that is killed (kill -9) when all but the findings is there or while a piece of the record is put
into the store, or that may not write files of more than 100 kB.
"""

READ = """
import sys
from pathlib import Path
from cancu.web import create_app

client = create_app(Path(sys.argv[1])).test_client()
while True:
    assert client.get("/health").status_code == 200
    print("answered", flush=True)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(MINI, copy)
    return copy


@pytest.fixture
def home(data: Path, tmp_path: Path) -> Path:
    """A data folder with a version in use, and data that have changed since."""
    folder = tmp_path / "home"
    build(sources_of(data), folder)
    path = data / PLAN
    path.write_text(path.read_text("utf-8").replace("giai đoạn 2024 - 2026", "năm 2024"), "utf-8")
    return folder


def apart(data: Path, home: Path, fault: str, *more: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BUILD, str(data), str(home), fault, *map(str, more)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("fault", ["kill", "full"])
@pytest.mark.parametrize("first", [True, False])
def test_a_build_that_ends_in_the_middle_leaves_the_version_in_use(
    fault: str, first: bool, data: Path, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "empty" if first else home
    before = current_version(folder)
    ended = apart(data, folder, fault)
    assert ended.returncode == (-signal.SIGKILL if fault == "kill" else 1), ended.stderr
    assert fault == "kill" or ended.stderr.startswith("told: ")
    assert current_version(folder) == before
    if before is not None:
        verify(before)
    after = build(sources_of(data), folder).version
    verify(after)
    assert current_version(folder) == after
    assert not list((folder / "versions").glob(".*"))


def test_a_build_killed_at_four_fifths_is_gone_on_with_and_gives_the_same_store(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, at_once = 2_000, 50
    monkeypatch.setattr(pieces, "PIECE_BYTES", size)
    monkeypatch.setattr(pieces, "STATEMENTS_AT_ONCE", at_once)
    noted = pieces.Noted()
    total = len(list(pieces.record_pieces(sources_of(data), noted, pieces.untold)))
    assert total > 10
    assert apart(data, tmp_path / "home", "filling", size, at_once, total * 4 // 5).returncode == -signal.SIGKILL
    computed = len([*pieces.period_pieces(noted), *pieces.derived_pieces(noted)])
    put: list[bytes] = []

    def seen(store: Store, piece: bytes) -> None:
        put.append(piece)
        load(store, piece)

    load = filling.load
    monkeypatch.setattr(filling, "load", seen)
    resumed = build(sources_of(data), tmp_path / "home").version
    assert len(put) <= total - total * 4 // 5 + 2 + computed, "what was loaded before is loaded again"
    fresh = build(sources_of(data), tmp_path / "other").version
    verify(resumed)
    assert set(resumed.open_store()) == set(fresh.open_store())
    assert (resumed.counts(), resumed.uses()) == (fresh.counts(), fresh.uses())
    assert sorted(p.name for p in resumed.folder.iterdir()) == sorted(p.name for p in fresh.folder.iterdir())


def test_a_begun_build_that_cannot_be_gone_on_with_is_begun_anew(data: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert apart(data, home, "kill").returncode == -signal.SIGKILL
    [begun] = (home / "versions").glob(".*")
    for path in (begun / "store").iterdir():
        path.write_bytes(b"broken")
    verify(build(sources_of(data), home).version)


def test_a_killed_server_leaves_the_store_as_it_was(home: Path) -> None:
    version = current_version(home)
    assert version is not None
    server = subprocess.Popen([sys.executable, "-c", READ, str(home)], stdout=subprocess.PIPE, env={**os.environ})
    assert server.stdout is not None
    assert server.stdout.readline() == b"answered\n"
    server.kill()
    server.wait(30)
    server.stdout.close()
    verify(version)


def test_a_store_of_other_rules_is_built_anew_and_the_old_one_kept(
    data: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = current_version(home)
    assert old is not None
    monkeypatch.setattr(store, "RULE_SET", store.RULE_SET + 1)
    monkeypatch.setattr(making, "_change", lambda *_what: pytest.fail("made from a version of other rules"))
    new = build(sources_of(data), home).version
    verify(new)
    verify(old)
    assert new.id != old.id


def broken_tables(folder: Path) -> None:
    for table in folder.glob("store/*.sst"):
        table.write_bytes(table.read_bytes()[:50])


def lost_tables(folder: Path) -> None:
    shutil.rmtree(folder / "store")


def lost_search(folder: Path) -> None:
    (folder / "search.sqlite").write_bytes(b"")


def lost_counts(folder: Path) -> None:
    (folder / "counts.json").unlink()


@pytest.mark.parametrize("damage", [broken_tables, lost_tables, lost_search, lost_counts, shutil.rmtree])
def test_a_change_of_the_data_does_without_a_damaged_version(damage: object, data: Path, home: Path) -> None:
    old = current_version(home)
    assert old is not None
    damage(old.folder)  # type: ignore[operator]
    new = build(sources_of(data), home).version
    verify(new)
    assert current_version(home) == new


@pytest.mark.parametrize("damage", [broken_tables, shutil.rmtree])
def test_a_damaged_version_of_these_very_data_is_built_again(damage: object, data: Path, home: Path) -> None:
    version = build(sources_of(data), home).version
    damage(version.folder)  # type: ignore[operator]
    with pytest.raises(DamagedStoreError):
        verify(version)
    again = build(sources_of(data), home)
    assert again.new
    verify(again.version)
