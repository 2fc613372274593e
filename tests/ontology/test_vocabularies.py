"""The concept schemes: complete, in two languages, worded as officials write, and free of clashes."""

from collections import defaultdict
from itertools import chain

import pytest
from pyoxigraph import Literal, NamedNode

from cancu.graph.names import KIND, PREFIXES, RDF, SKOS, TYPE
from cancu.graph.registry import Registry, load_registry
from cancu.graph.registry.wording import key

Statements = list[tuple[str, str, NamedNode | Literal]]

_SCHEMES = {
    "level": "central province district commune",
    "system": "party state front",
    "relation": "implements based_on proposed_by issued_with replaces amends repeals nested cites "
    "details guides approves announces",
    "basis": "issued-for task orders-plan register via",
    "resolution": "resolved ambiguous unresolved",
    "role": "lead coordinate requested other",
    "number-status": "given blank absent illegible issued-with",
    "status": "in-force partly-ended ended period-over issuer-ended not-applicable unchecked",
    "held": "text citation register",
    "quality": "good undiacritic garbled",
    "origin": "text-layer ocr unread",
    "unit": "percent permille per-100000 per-1000 count",
    "verification": "checked unchecked",
    "validity": "begins ends-in-part ends",
    "direction": "more less",
    "function": "children social-protection social-evils drug-rehabilitation labour gender-equality "
    "vocational-education poverty-reduction press information-technology planning-investment transport agriculture "
    "environment ethnic-affairs religion party-publicity mass-mobilisation",
    "group-term": "so ban phong doan-the mat-tran dia-phuong",
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def ontology(turtle: dict[str, Statements]) -> Statements:
    """The statements of all files of the ontology."""
    return [s for where, statements in turtle.items() if where.startswith("ontology/") for s in statements]


@pytest.fixture(scope="module")
def labels(ontology: Statements) -> dict[str, dict[str, str]]:
    """prefLabel by concept and language."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, value in ontology:
        if predicate == SKOS + "prefLabel" and isinstance(value, Literal):
            assert value.language not in found[subject], subject
            found[subject][value.language or ""] = value.value
    return found


def test_every_concept_is_labelled_in_both_languages(labels: dict[str, dict[str, str]]) -> None:
    assert [iri for iri, by_language in labels.items() if sorted(by_language) != ["en", "vi"]] == []


def test_every_concept_is_in_its_scheme(ontology: Statements) -> None:
    concepts = {s for s, p, o in ontology if p == RDF + "type" and o.value == SKOS + "Concept"}
    schemes = {s: o.value for s, p, o in ontology if p == SKOS + "inScheme"}
    assert concepts == schemes.keys()
    assert [iri for iri, scheme in schemes.items() if iri.rpartition("/")[0] + "/" != scheme] == []


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_schemes_hold_exactly_these_concepts(scheme: str, labels: dict[str, dict[str, str]]) -> None:
    base = PREFIXES[scheme]
    assert {iri[len(base) :] for iri in labels if iri.startswith(base) and iri != base} == set(_SCHEMES[scheme].split())


@pytest.mark.parametrize(
    ("concept", "label"),
    [
        ("relation/implements", "Văn bản được triển khai, thực hiện"),
        ("relation/based_on", "Căn cứ ban hành"),
        ("relation/cites", "Văn bản dẫn chiếu trong nội dung"),
        ("relation/nested", "Viện dẫn trong tên văn bản khác"),
        ("status/in-force", "Còn hiệu lực"),
        ("status/partly-ended", "Hết hiệu lực một phần"),
        ("status/ended", "Hết hiệu lực toàn bộ"),
        ("status/period-over", "Hết thời gian thực hiện"),
        ("status/unchecked", "Chưa kiểm tra"),
        ("status/not-applicable", "Không áp dụng"),
        ("resolution/resolved", "Đã xác định"),
        ("resolution/ambiguous", "Trùng số, cần chọn"),
        ("resolution/unresolved", "Chưa xác định"),
        ("held/citation", "Chỉ biết qua viện dẫn"),
        ("level/district", "Huyện (đến 30/6/2025)"),
        ("role/requested", "Đề nghị thực hiện"),
    ],
)
def test_labels_are_the_official_ones(concept: str, label: str, labels: dict[str, dict[str, str]]) -> None:
    assert labels["https://w3id.org/cancu/" + concept]["vi"] == label


def test_nothing_is_called_an_error_or_valid(labels: dict[str, dict[str, str]]) -> None:
    said = " ".join(by_language["vi"].lower() for iri, by_language in labels.items() if not iri.startswith(KIND))
    assert "lỗi" not in said
    assert "hợp lệ" not in said


def test_a_symbol_belongs_to_one_type_in_each_system(registry: Registry) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in registry.types.values():
        for symbol in kind.symbols:
            for system in kind.systems:
                owners[symbol.upper(), system].add(kind.slug)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


def test_a_shared_symbol_has_another_owner(registry: Registry) -> None:
    owned = {s for kind in registry.types.values() for s in kind.symbols}
    shared = {s for kind in registry.types.values() for s in kind.shared_symbols}
    assert shared == {"QĐ"}
    assert shared <= owned


def test_names_of_types_are_unique(registry: Registry) -> None:
    names = [key(n) for kind in registry.types.values() for n in dict.fromkeys((kind.name, *kind.aliases))]
    assert [n for n in set(names) if names.count(n) > 1] == []


def test_regimes(registry: Registry) -> None:
    expected = {
        "normative": {"luat", "nghi-dinh", "thong-tu", "thong-tu-lien-tich", "hien-phap"},
        "by-number": {"quyet-dinh", "nghi-quyet", "chi-thi"},
        "administrative": {"ke-hoach", "cong-van", "to-trinh", "bao-cao", "chuong-trinh"},
        "treaty": {"cong-uoc", "hiep-dinh"},
        "party": {"thong-tri"},
    }
    for regime, slugs in expected.items():
        assert {slug for slug in slugs if registry.types[slug].regime != regime} == set()
    assert {t.slug for t in registry.types.values() if t.regime == "by-number"} == expected["by-number"]


def test_names_of_kinds_do_not_clash_at_one_level(registry: Registry) -> None:
    owners: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for kind in registry.kinds.values():
        for name in (kind.stem, *kind.aliases):
            owners[key(name), kind.level, kind.rank].add(kind.slug)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}
    without_rank: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for letters, level, rank in owners:
        without_rank[letters, level].add(rank)
    assert {k: v for k, v in without_rank.items() if None in v and len(v) > 1} == {}


def test_names_of_central_bodies_are_unique(registry: Registry) -> None:
    names = list(chain.from_iterable({key(n) for n in (b.name, *b.aliases)} for b in registry.bodies.values()))
    assert [n for n in set(names) if names.count(n) > 1] == []


def test_a_local_name_that_is_also_central_needs_its_place(registry: Registry) -> None:
    central = {key(n) for b in registry.bodies.values() for n in (b.name, *b.aliases)}
    clashing = {k.slug for k in registry.kinds.values() for n in (k.stem, *k.aliases) if key(n) in central}
    assert {slug for slug in clashing if not registry.kinds[slug].needs_place} == set()


def test_kinds_hang_together(registry: Registry) -> None:
    for kind in registry.kinds.values():
        assert kind.template.endswith((" {area}", " {name}")), kind.slug
        for other in (kind.parent, kind.numbers_for):
            if other is not None:
                above = registry.kinds[other]
                assert (above.level, above.rank) == (kind.level, kind.rank), kind.slug
        if kind.numbers_for:
            assert registry.kinds[kind.numbers_for].symbol_codes, kind.slug
            assert registry.kinds[kind.numbers_for].numbers_for is None, kind.slug


def test_bases_tell_kinds_of_a_level_apart(registry: Registry) -> None:
    bases = [(k.base, k.level, k.rank) for k in registry.kinds.values()]
    assert [b for b in set(bases) if bases.count(b) > 1] == []
    assert [k.slug for k in registry.kinds.values() if k.iri != KIND + k.slug] == []
    assert [t.slug for t in registry.types.values() if t.iri != TYPE + t.slug] == []
