"""The curated areas and bodies are complete, consistent and say how far they were checked."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from pyoxigraph import Literal, NamedNode

from cancu.graph.names import DCTERMS, ONTOLOGY
from cancu.graph.registry import Registry, load_registry

MERGED = {
    "Tuyên Quang": "Hà Giang, Tuyên Quang",
    "Lào Cai": "Yên Bái, Lào Cai",
    "Thái Nguyên": "Bắc Kạn, Thái Nguyên",
    "Phú Thọ": "Hòa Bình, Vĩnh Phúc, Phú Thọ",
    "Bắc Ninh": "Bắc Giang, Bắc Ninh",
    "Hưng Yên": "Thái Bình, Hưng Yên",
    "Hải Phòng": "Hải Dương, Hải Phòng",
    "Ninh Bình": "Hà Nam, Nam Định, Ninh Bình",
    "Quảng Trị": "Quảng Bình, Quảng Trị",
    "Đà Nẵng": "Quảng Nam, Đà Nẵng",
    "Quảng Ngãi": "Kon Tum, Quảng Ngãi",
    "Gia Lai": "Bình Định, Gia Lai",
    "Khánh Hòa": "Ninh Thuận, Khánh Hòa",
    "Lâm Đồng": "Đắk Nông, Bình Thuận, Lâm Đồng",
    "Đắk Lắk": "Phú Yên, Đắk Lắk",
    "Hồ Chí Minh": "Bà Rịa - Vũng Tàu, Bình Dương, Hồ Chí Minh",
    "Đồng Nai": "Bình Phước, Đồng Nai",
    "Tây Ninh": "Long An, Tây Ninh",
    "Cần Thơ": "Sóc Trăng, Hậu Giang, Cần Thơ",
    "Vĩnh Long": "Bến Tre, Trà Vinh, Vĩnh Long",
    "Đồng Tháp": "Tiền Giang, Đồng Tháp",
    "Cà Mau": "Bạc Liêu, Cà Mau",
    "An Giang": "Kiên Giang, An Giang",
}
KEPT = "Cao Bằng, Điện Biên, Hà Nội, Hà Tĩnh, Huế, Lai Châu, Lạng Sơn, Nghệ An, Quảng Ninh, Sơn La, Thanh Hóa"
MERGER = date(2025, 7, 1)

Statements = dict[str, list[tuple[str, str, NamedNode | Literal]]]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_sixty_three_provinces_became_thirty_four(registry: Registry) -> None:
    provinces = [a for a in registry.areas.values() if a.level == "province"]
    before = {a.short_name for a in provinces if a.alive(date(2025, 6, 30))}
    after = {a.short_name for a in provinces if a.alive(MERGER)}
    assert (len(before), len(after)) == (63, 34)
    assert after == {*MERGED, *KEPT.split(", ")}
    assert sum(a.alive(date(2024, 12, 31)) for a in provinces) == 63
    assert sum(a.alive(date(2026, 9, 1)) for a in provinces) == 34


def test_each_merged_province_has_its_parts(registry: Registry) -> None:
    for name, parts in MERGED.items():
        (later,) = [a for a in registry.areas.values() if a.short_name == name and a.exists_from == MERGER]
        assert later.slug.endswith("~2025")
        assert {a.short_name for a in registry.predecessors(later)} == set(parts.split(", "))
        assert {a.ended_on for a in registry.predecessors(later)} == {MERGER}
    ended = [a for a in registry.areas.values() if a.level == "province" and a.ended_on == MERGER]
    assert len(ended) == sum(len(parts.split(", ")) for parts in MERGED.values()) == 52


def test_provinces_that_were_not_merged_are_one_node(registry: Registry) -> None:
    for name in KEPT.split(", "):
        (only,) = [a for a in registry.areas.values() if a.level == "province" and a.short_name == name]
        assert only.ended_on is None


def test_an_area_is_followed_on_the_day_it_ends(registry: Registry) -> None:
    for area in registry.areas.values():
        if area.replaced_by is not None:
            follower = registry.areas[area.replaced_by]
            assert area.ended_on is not None
            assert follower.exists_from is None or follower.exists_from <= area.ended_on


def test_spans_of_one_name_do_not_overlap(registry: Registry) -> None:
    names = Counter(a.name for a in registry.areas.values() if a.level == "province")
    for name in (n for n, count in names.items() if count > 1):
        spans = sorted(
            (a.exists_from or date.min, a.ended_on or date.max) for a in registry.areas.values() if a.name == name
        )
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_districts_lie_in_provinces_and_ended_together(registry: Registry) -> None:
    districts = [a for a in registry.areas.values() if a.level == "district"]
    assert len(districts) == 696
    for area in districts:
        assert area.parent is not None
        assert registry.areas[area.parent].level == "province"
        assert area.ended_on == MERGER
    assert len({a.code for a in districts}) == len(districts)


def test_slugs_hold_rank_and_name(registry: Registry) -> None:
    for area in registry.areas.values():
        assert re.fullmatch(r"(tinh|thanh-pho|huyen|quan|thi-xa)-[a-z0-9-]+(~2025)?", area.slug)
        assert area.rank in {"tỉnh", "thành phố", "huyện", "quận", "thị xã"}, area.slug


def test_every_date_says_where_it_comes_from_and_whether_it_was_checked(turtle: Statements) -> None:
    dated = {ONTOLOGY + "endedOn", ONTOLOGY + "existsFrom"}
    grounds = {ONTOLOGY + "legalBasis", DCTERMS + "source"}
    for where in ("graph/data/areas.ttl", "graph/data/districts.ttl", "graph/data/bodies.ttl", "ontology/kinds.ttl"):
        said: dict[str, set[str]] = {}
        for subject, predicate, _ in turtle[where]:
            said.setdefault(subject, set()).add(predicate)
        for subject, predicates in said.items():
            if predicates & dated:
                assert predicates & grounds, subject
                assert ONTOLOGY + "verification" in predicates, subject


def test_central_bodies_hang_together(registry: Registry) -> None:
    for body in registry.bodies.values():
        assert body.level == "central", body.slug
        assert body.parent is None or body.parent in registry.bodies, body.slug
        assert body.register in registry.bodies, body.slug
        if body.register != body.slug:
            assert not body.symbol_codes, body.slug


def test_ministries_of_march_2025(registry: Registry) -> None:
    change = date(2025, 3, 1)
    ended = {b.slug for b in registry.bodies.values() if b.ended_on == change}
    assert ended == {
        "bo-giao-thong-van-tai",
        "bo-ke-hoach-va-dau-tu",
        "bo-lao-dong-thuong-binh-va-xa-hoi",
        "bo-nong-nghiep-va-phat-trien-nong-thon",
        "bo-tai-nguyen-va-moi-truong",
        "bo-thong-tin-va-truyen-thong",
        "uy-ban-dan-toc",
    }
    new = {b.slug for b in registry.bodies.values() if b.exists_from == change}
    assert new == {"bo-dan-toc-va-ton-giao", "bo-nong-nghiep-va-moi-truong"}


def test_changes_and_validity_say_when_whence_and_how_sure(turtle: Statements) -> None:
    required = {ONTOLOGY + "effectiveOn", DCTERMS + "source", ONTOLOGY + "verification"}
    for where in ("graph/data/changes.ttl", "graph/data/validity.ttl"):
        said: dict[str, set[str]] = {}
        for subject, predicate, _ in turtle[where]:
            said.setdefault(subject, set()).add(predicate)
        for subject, predicates in said.items():
            assert required <= predicates, subject


def test_changes_name_bodies_kinds_and_functions_that_there_are(turtle: Statements, registry: Registry) -> None:
    functions = {subject for subject, _, _ in turtle["ontology/functions.ttl"]}
    moved: set[str] = set()
    for subject, predicate, value in turtle["graph/data/changes.ttl"]:
        name = value.value.rpartition("/")[2]
        if "/id/body/" in value.value:
            assert name in registry.bodies, subject
        elif "/kind/" in value.value:
            assert name in registry.kinds, subject
        elif predicate == ONTOLOGY + "function":
            assert value.value in functions, subject
            moved.add(value.value)
    assert {f for f in functions if not f.endswith("/function/")} == moved


def test_ended_ministries_have_a_successor(turtle: Statements, registry: Registry) -> None:
    originals = {v.value for _, p, v in turtle["graph/data/changes.ttl"] if p.endswith("#originalOrganization")}
    ended = {b.iri for b in registry.bodies.values() if b.ended_on}
    assert ended == originals


def test_ended_kinds_have_a_successor(turtle: Statements, registry: Registry) -> None:
    originals = {v.value for _, p, v in turtle["graph/data/changes.ttl"] if p == ONTOLOGY + "originalKind"}
    ended = {k.iri for k in registry.kinds.values() if k.ended_on and k.level == "province"}
    assert ended == originals
