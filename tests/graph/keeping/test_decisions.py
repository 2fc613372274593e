"""What people decided: it is applied, survives new versions and removal, and wins over a bundled decision."""

from pathlib import Path

import pytest

from cancu.graph.keeping.errors import LostTextError, TextNotHeldError
from cancu.graph.keeping.removing import remove
from cancu.graph.keeping.renewing import held_documents, reapply
from cancu.graph.names import ID
from cancu.graph.review import ReviewError
from cancu.graph.store import current_version
from tests.graph.keeping.conftest import Write, graph_files, keep

OWN = f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/2024/101"
MEANT = f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/2023/77"
REVIEW = "plans/ubnd-tinh-binh-phuoc_ke-hoach_2024_101.review.toml"
DECISION = f"""
[[decision]]
kind = "citation"
section = "III.2"
surface = "Kế hoạch số 77/KH-UBND"
decision = "{MEANT}"
why = "Sở Tài chính xác nhận"
who = "Nguyễn Thị Hoa"
when = "2026-11-22"
"""


@pytest.fixture
def unsure(write: Write, home: Path) -> Path:
    """A plan that cites a number two plans have, and a data folder that holds it and knows both."""
    both = "Kế hoạch số 77/KH-UBND ngày 02/02/2023 và Kế hoạch số 77/KH-UBND ngày 03/3/2022 của UBND tỉnh"
    path = write("a.txt", task="thực hiện Kế hoạch số 77/KH-UBND")
    keep(home, path, write("e.txt", number="105", title="Dinh dưỡng năm 2024", basis=both), build=True)
    return path


def meaning(home: Path) -> str | None:
    """What the plan's unsure citation is said to mean."""
    reading = next(h.reading for h in held_documents(home) if h.iri == OWN)
    return next(c.instrument for c in reading.resolution.citations if c.mention.text == "Kế hoạch số 77/KH-UBND")


@pytest.mark.usefixtures("unsure")
def test_a_decision_is_applied_and_the_version_switched(home: Path) -> None:
    before = current_version(home)
    assert meaning(home) is None
    (home / REVIEW).write_text(DECISION, "utf-8")
    done = reapply(home, [OWN])
    assert done.changed == (OWN,)
    assert meaning(home) == MEANT
    assert current_version(home) == done.built.version != before
    assert not reapply(home).built.new
    (home / REVIEW).unlink()
    reapply(home)
    assert current_version(home) == before


def test_decisions_survive_a_new_version_and_removal(unsure: Path, write: Write, home: Path) -> None:
    (home / REVIEW).write_text(DECISION, "utf-8")
    reapply(home)
    decided = graph_files(home)
    newer = write("a-sua.txt", task="thực hiện Kế hoạch số 77/KH-UBND", rate="99")
    keep(home, newer)
    assert meaning(home) == MEANT
    aside = remove(home, OWN).review
    assert aside is not None
    assert aside.read_text("utf-8") == DECISION
    assert not (home / REVIEW).exists()
    (outcome,) = keep(home, unsure).outcomes
    assert outcome.restored
    assert meaning(home) == MEANT
    assert graph_files(home) == decided


@pytest.mark.usefixtures("unsure")
def test_a_decision_that_matches_nothing_is_told_and_a_broken_file_changes_nothing(home: Path) -> None:
    (home / REVIEW).write_text(DECISION.replace("III.2", "IX.9"), "utf-8")
    assert [d.section for d in reapply(home).unmatched[OWN]] == ["IX.9"]
    before, version = graph_files(home), current_version(home)
    (home / REVIEW).write_text("[[decision]\n", "utf-8")
    with pytest.raises(ReviewError, match="không đọc được tệp soát"):
        reapply(home)
    assert current_version(home) == version
    assert {k: v for k, v in graph_files(home).items() if k != REVIEW} == {
        k: v for k, v in before.items() if k != REVIEW
    }


def test_a_bundled_plan_can_be_decided_about_once_its_text_is_held(corpus: Path, home: Path) -> None:
    document = f"{ID}so-giao-duc-va-dao-tao-tinh-hoa-binh/ke-hoach/2024/884"
    with pytest.raises(TextNotHeldError, match="đi kèm Căn Cứ, chưa có toàn văn trong kho"):
        reapply(home, [document])
    keep(home, corpus / "seeds" / "002_fb47a0df288b870a.txt")
    assert list(held_documents(home)) == []
    review = home / "plans" / "so-giao-duc-va-dao-tao-tinh-hoa-binh_ke-hoach_2024_884.review.toml"
    review.parent.mkdir(exist_ok=True)
    review.write_text(
        '[[decision]]\nkind = "title"\nsection = "document"\ndecision = "Tên đã soát lại"\n'
        'why = "Theo bản giấy"\nwho = "Hoa"\nwhen = "2026-11-22"\n',
        "utf-8",
    )
    reapply(home, [document])
    (held,) = held_documents(home)
    assert (held.iri, held.reading.facts.identity.title) == (document, "Tên đã soát lại")


@pytest.mark.usefixtures("unsure")
def test_a_lost_text_is_named(home: Path) -> None:
    (home / REVIEW).write_text(DECISION, "utf-8")
    for path in (home / "documents").glob("*.txt"):
        path.unlink()
    with pytest.raises(LostTextError, match=r"toàn văn của tệp «a\.txt» bị mất"):
        reapply(home)
