"""What is told about a document that comes in: what a new version says otherwise, of what it may be a version."""

from cancu.graph.keeping.changes import changes
from cancu.graph.keeping.drafts import versions_of
from cancu.graph.known import Instrument
from cancu.graph.names import ONTOLOGY

TURTLE = """@prefix c: <{ontology}> . @prefix : <https://w3id.org/cancu/id/x#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:target-II-1 c:measure "cây sống" ; c:comparator "{comparator}" ; c:valueText "{value}" ;
    c:unit <https://w3id.org/cancu/unit/percent> ; c:section "II" .
:fund-III-1 skos:prefLabel "Ngân sách tỉnh" ; c:amount {amount} ; c:amountUnit "triệu đồng" ; c:section "III" .
:ord-IV-1 c:dueDate "{due}"^^xsd:date ; c:dueBefore true ; c:section "IV" .
"""


def turtle(**said: str) -> bytes:
    return TURTLE.format(ontology=ONTOLOGY, **said).encode()


def test_what_changed_is_told_from_and_to() -> None:
    before = turtle(comparator="=", value="100", amount="12500", due="2025-12-15")
    after = turtle(comparator=">", value="95", amount="13000.5", due="2025-12-31")
    assert [(c.kind, c.changed) for c in changes(before, after)] == [
        ("chỉ tiêu", ("cây sống: 100% → trên 95%, mục II",)),
        ("yêu cầu ban hành kế hoạch", ("trước 15/12/2025 → trước 31/12/2025, mục IV",)),
        ("nguồn kinh phí", ("Ngân sách tỉnh: 12.500 triệu đồng → 13.000,5 triệu đồng, mục III",)),
    ]


def paper(iri: str, number: str | None, register: str | None, title: str = "Trồng cây năm 2026") -> Instrument:
    return Instrument(
        iri=iri, type="ke-hoach", regime="administrative", number=number, symbol=None, key=None, year="2026",
        date="2026-01-05", titles=(title,), issuer=None, register=register, level=None, system=None, area=None,
    )  # fmt: skip


def test_the_same_number_and_day_of_an_unknown_issuer_is_offered_as_a_version() -> None:
    held = [paper("a", "3/KH-BV", None), paper("b", "4/KH-BV", None), paper("c", "3/KH-BV", None, "Mua thuốc")]
    assert [v.iri for v in versions_of(paper("n", "3/KH-BV", None), held)] == ["a"]


def test_a_known_issuer_tells_its_numbered_papers_apart_by_itself() -> None:
    assert versions_of(paper("n", "3/KH-SYT", "so-y-te"), [paper("a", "3/KH-SYT", "so-y-te")]) == ()
