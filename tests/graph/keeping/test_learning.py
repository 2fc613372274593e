"""A number, day or issuer that is learnt of a document already held: its old identifier leads to the new one."""

from dataclasses import replace
from pathlib import Path

import pytest

from cancu.graph.keeping import settle
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.folder import review_name
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Kept, Options
from cancu.graph.keeping.renewing import held_documents, reapply
from cancu.graph.keeping.settle import learnt
from cancu.graph.names import ID
from tests.graph.keeping.conftest import Write, graph_files, keep
from tests.graph.keeping.test_adding import OWN, engine

UNDATED = f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/_/101"


@pytest.mark.parametrize(
    ("old", "new", "known"),
    [
        ("a/ke-hoach/_/101", "a/ke-hoach/2024/101", True),
        ("a/ke-hoach/2024/_tre-em", "a/ke-hoach/2024/12", True),
        ("_/ke-hoach/2024/_tre-em~0123456789ab", "a/ke-hoach/2024/_tre-em", True),
        ("a/ke-hoach/2024/10", "a/ke-hoach/2024/101", False),
        ("a/ke-hoach/2023/10", "a/ke-hoach/2024/10", False),
        ("a/ke-hoach/2024/10", "a/ke-hoach/2024/10~2024-03-01", False),
    ],
)
def test_learning_is_no_correction(old: str, new: str, known: bool) -> None:
    assert learnt(ID + old, ID + new) is known


def undated(write: Write) -> Path:
    return write("a.txt", day="ngày    tháng    năm", title="Chăm sóc trẻ em tỉnh Bình Phước")


def test_the_same_file_read_with_its_day_keeps_its_old_identifier(write: Write, home: Path) -> None:
    path = undated(write)
    (first,) = keep(home, path).outcomes
    assert first.iri == UNDATED
    (home / review_name(UNDATED)).write_text("# của tôi\n", "utf-8")
    # The same bytes, whose text came out better: pages recognised at last, or a newer reader.
    better = arrive(write("b.txt", title="Chăm sóc trẻ em tỉnh Bình Phước"))
    same = replace(better, path=path, original_sha256=arrive(path).original_sha256)
    (outcome,) = add(home, [same], Options(build=False)).outcomes
    assert (outcome.kind, outcome.iri) == (Kept.REPLACED, OWN)
    assert [h.iri for h in held_documents(home)] == [OWN]
    assert engine(home).ask(f"ASK {{ <{UNDATED}> dcterms:isReplacedBy <{OWN}> }}")
    assert (home / review_name(OWN)).read_text("utf-8") == "# của tôi\n"


def test_another_file_of_the_same_number_is_not_taken_for_it(write: Write, home: Path) -> None:
    keep(home, undated(write))
    dated = write("b.txt", title="Chăm sóc trẻ em tỉnh Bình Phước")
    assert keep(home, dated).outcomes[0].kind == Kept.ADDED
    assert {h.iri for h in held_documents(home)} == {UNDATED, OWN}


def test_what_newer_rules_learn_moves_the_identifier(write: Write, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.txt")
    plain = settle.base_iri
    with monkeypatch.context() as earlier:
        for module in ("adding", "settle", "naming"):
            earlier.setattr(f"cancu.graph.keeping.{module}.base_iri", lambda r: plain(r).replace("/2024/", "/_/"))
        earlier.setattr(settle, "rules", lambda: "earlier rules")
        assert keep(home, path).outcomes[0].iri == UNDATED
    reapply(home)
    assert [h.iri for h in held_documents(home)] == [OWN]
    assert engine(home).ask(f"ASK {{ <{UNDATED}> dcterms:isReplacedBy <{OWN}> }}")
    before = graph_files(home)
    reapply(home)
    assert graph_files(home) == before
