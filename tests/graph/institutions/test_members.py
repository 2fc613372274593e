"""Members of a group by the words of its name."""

from collections.abc import Callable

import pytest
from pyoxigraph import Triple

from cancu.graph.names import ID, ONTOLOGY, ORG

Worked = Callable[..., list[Triple]]
OFFICES = {"so-cu", "so-moi", "so-lo"}


def members(worked_out: Worked, label: str, area: str = "tinh-song", more: str = "") -> tuple[set[str], set[str]]:
    """Sure and possible members, without the area."""
    group = f'body-group:nhom a cancu:BodyGroup ; skos:prefLabel "{label}"@vi ; eli:jurisdiction area:{area} .'
    sure, possible = set(), set()
    for t in worked_out(group + more):
        if t.subject.value == ID + "body-group/nhom":
            slug = t.object.value.removeprefix(ID + "body/")
            if t.predicate.value == ORG + "hasMember":
                sure.add(slug.removesuffix("-tinh-song"))
            elif t.predicate.value == ONTOLOGY + "possibleMember":
                possible.add(slug.removesuffix("-tinh-song"))
    return sure, possible


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Các sở (tỉnh Song)", OFFICES),
        ("Các sở, ban, ngành, đoàn thể tỉnh (tỉnh Song)", OFFICES | {"hoi-ban"}),
        ("Các sở, đoàn thể tỉnh và địa phương", OFFICES | {"hoi-ban", "ubnd-huyen-thuong", "ubnd-thi-xa-ha"}),
        ("Các tổ chức chính trị - xã hội trên địa bàn tỉnh", {"hoi-ban"}),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", {"ubnd-huyen-thuong", "ubnd-thi-xa-ha"}),
        ("Ủy ban nhân dân các huyện", {"ubnd-huyen-thuong"}),
        ("Các cơ quan, đơn vị", set()),
        ("Các sở con", set()),
        ("Sở Hiếm các huyện, thị xã", set()),
    ],
)
def test_words_name_the_members(worked_out: Worked, label: str, expected: set[str]) -> None:
    assert members(worked_out, label) == (expected, set())


@pytest.mark.parametrize("label", ["Các sở có liên quan", "Các sở, ngành liên quan", "Các sở khác (tỉnh Song)"])
def test_only_those_concerned_are_possible_members(worked_out: Worked, label: str) -> None:
    assert members(worked_out, label) == (set(), OFFICES)


def test_a_kind_that_not_every_area_has_counts_where_a_document_names_it(worked_out: Worked) -> None:
    rare = (
        '\nbody:so-hiem-tinh-song a org:FormalOrganization ; skos:prefLabel "Sở Hiếm tỉnh Song"@vi ; '
        "org:classification kind:so-hiem ; eli:jurisdiction area:tinh-song ."
    )
    assert members(worked_out, "Các sở", more=rare) == (OFFICES | {"so-hiem"}, set())


def test_a_district_has_no_departments_of_the_province(worked_out: Worked) -> None:
    assert members(worked_out, "Các sở, địa phương", area="huyen-thuong") == (set(), set())


def test_members_that_the_data_state_are_all(worked_out: Worked) -> None:
    stated = "\nbody-group:nhom org:hasMember body:so-lo-tinh-song ."
    assert members(worked_out, "Các sở", more=stated) == (set(), set())
