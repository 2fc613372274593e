"""What documents tell of others, looked up instead of read: the folder is the same whatever became of the ledger."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cancu.graph.keeping.folder import holdings_of
from cancu.graph.keeping.ledger import LEDGER, Ledger, drop
from cancu.graph.keeping.removing import remove
from tests.graph.keeping.conftest import Write, graph_files, keep

KH_101 = "Kế hoạch số 101/KH-UBND ngày 10/3/2024 của Ủy ban nhân dân tỉnh về chăm sóc trẻ em"


def papers(write: Write) -> list[Path]:
    """Plans that cite one another, of which two bear one number."""
    return [
        write("a.txt", number="102", title="Phòng chống đuối nước trẻ em năm 2024", carries_out=KH_101),
        write("b.txt"),
        write("c.txt", number="103", title="Kiểm tra năm 2024", task="thực hiện Kế hoạch số 101/KH-UBND"),
        write("d.txt", number="102", title="Một văn bản khác cùng số", day="ngày 20 tháng 4 năm 2024"),
    ]


def test_what_changed_in_the_folder_is_read_again_and_nothing_else(home: Path, write: Write) -> None:
    keep(home, write("a.txt", number="201"), write("b.txt", number="202"))
    ledger = Ledger(home)
    first = ledger.now()
    assert first == holdings_of(home)
    keep(home, write("c.txt", number="203"))
    changed = next(iter(first.values()))
    (home / changed.derived_name).unlink()
    then = ledger.now()
    assert then == holdings_of(home)
    assert len(then) == 3
    assert then[changed.record.sha256].contribution is None
    same = [sha for sha in first if sha != changed.record.sha256]
    assert [then[sha] is first[sha] for sha in same] == [True] * len(same)


def test_a_document_whose_own_file_is_lost_is_made_again_until_it_is_there(home: Path, write: Write) -> None:
    keep(home, write("a.txt"))
    ledger = Ledger(home)
    (held,) = ledger.now().values()
    (plan,) = (home / "plans").glob("*.ttl")
    content = plan.read_bytes()
    plan.unlink()
    assert [h.contribution for h in ledger.now().values()] == [None]
    plan.write_bytes(content)
    assert list(ledger.now().values()) == [held]


def test_a_document_that_touches_no_other_has_no_other_looked_at(
    home: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, *papers(write))
    looked_at: list[str] = []
    told = Ledger.told
    monkeypatch.setattr(Ledger, "told", lambda ledger, sha: (looked_at.append(sha), told(ledger, sha))[1])
    keep(home, write("e.txt", number="300", title="Dinh dưỡng học đường năm 2024"))
    assert looked_at == []
    keep(home, write("g.txt", number="101", title="Một văn bản khác nữa", day="ngày 21 tháng 4 năm 2024"))
    assert looked_at  # those whose citations may mean another document now


def _damage(home: Path) -> None:
    (home / LEDGER).write_bytes(b"no database" * 1000)


def _lag(home: Path) -> None:
    """As of processes that were killed when their changes were made: one of each two changes is not known."""
    earlier = home.parent / "earlier"
    if earlier.exists():
        earlier.replace(home / LEDGER)
    else:
        shutil.copyfile(home / LEDGER, earlier)


@pytest.mark.parametrize("befall", [drop, _damage, _lag])
def test_whatever_becomes_of_the_ledger_the_folder_is_the_same(
    befall: Callable[[Path], None], write: Write, tmp_path: Path
) -> None:
    found = papers(write)
    whole, home = tmp_path / "whole", tmp_path / "home"
    keep(whole, *found)
    for path in found:
        keep(home, path)
        befall(home)
    assert graph_files(home) == graph_files(whole)
    gone = next(h.made.iri for h in holdings_of(whole).values() if h.record.file == "b.txt")
    befall(home)
    remove(home, gone)
    remove(whole, gone)
    assert graph_files(home) == graph_files(whole)


def test_of_a_paper_that_is_taken_out_nothing_stays_in_the_ledger(home: Path, write: Write) -> None:
    kept, gone = write("a.txt"), write("b.txt", number="555", carries_out="Kế hoạch số 556/KH-UBND ngày 01/02/2023")
    keep(home, kept, gone)
    assert b"2023/556" in (home / LEDGER).read_bytes()
    remove(home, next(h.made.iri for h in holdings_of(home).values() if h.record.file == "b.txt"))
    assert b"2023/556" not in (home / LEDGER).read_bytes()
