"""The catalogue tells of instruments that very many documents carry out what it tells of the others."""

from pathlib import Path
from random import Random

import pytest

from cancu.graph.catalogue import BASED_ON, IMPLEMENTS, Catalogue
from cancu.graph.catalogue_file import Entry, LineagePath, MentionOf, writing
from cancu.graph.tallying import BASES, NAMING

UPPER, BETWEEN = "https://e/upper", "https://e/plan/7"


def plan(at: int) -> Entry:
    return Entry(f"https://e/plan/{at}", is_plan=at % 4 > 0, issued=f"2024-0{at % 9 + 1}", area=f"a{at % 3}")


@pytest.fixture(params=[1, 500], ids=["counted at the build", "counted when asked"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setattr("cancu.graph.tallying.MANY", request.param)
    chance = Random(3)
    paths = [
        LineagePath(UPPER, plan(at).iri, relation, basis, 1 + at % 2, BETWEEN if at % 2 else "")
        for at in range(40)
        for relation, basis in ((IMPLEMENTS, at % len(BASES)), (IMPLEMENTS, 0), (BASED_ON, len(BASES)))
        if (relation == IMPLEMENTS) == (at < 30)
    ]
    mentions = [MentionOf(UPPER, plan(at).iri, 1, f"#cit-{at}") for at in range(60)]
    chance.shuffle(paths)
    with writing(tmp_path / "catalogue.sqlite", new=True) as writer:
        writer.documents([(Entry(UPPER), "0"), *((plan(at), f"1-{at:03}") for at in range(60))])
        writer.paths(paths)
        writer.mentions(mentions)
        writer.tally()
    return Catalogue(tmp_path / "catalogue.sqlite")


def test_pages_come_in_the_order_of_lists_with_whole_counts(catalogue: Catalogue) -> None:
    assert catalogue.counts_below(UPPER) == {IMPLEMENTS: 30, BASED_ON: 10}
    shown = [link.document.iri for start in (0, 25) for link in catalogue.below(UPPER, (IMPLEMENTS,), 25, start)]
    assert shown == [plan(at).iri for at in range(30)]
    nearest = catalogue.children(UPPER, 10)
    assert [link.document.iri for link in nearest] == [plan(at).iri for at in range(0, 20, 2)]
    assert nearest[1].bases == (0, 2)


def test_groups_tell_the_paper_between_where_it_is_one(catalogue: Catalogue) -> None:
    groups = catalogue.groups_below(UPPER)
    assert sum(group.count for group in groups) == 30
    assert {group.via for group in groups if group.indirect} == {BETWEEN}
    assert {group.via for group in groups if not group.indirect} == {""}
    assert sum(group.count for group in catalogue.groups_below(UPPER, plans=True)) == sum(
        plan(at).is_plan for at in range(30)
    )


@pytest.mark.parametrize("at", ["2024-05", "2030"])
def test_plans_by_area_are_those_issued_by_the_day_for_the_instrument(catalogue: Catalogue, at: str) -> None:
    assert NAMING, "every plan here is also issued for the instrument"
    expected = {
        f"a{area}": sum(p.is_plan and p.issued <= at and p.area == f"a{area}" for p in map(plan, range(30)))
        for area in range(3)
    }
    assert {area: count for area, count, _ in catalogue.plans_by_area(UPPER, at)} == expected


def test_what_only_cites_is_told_apart(catalogue: Catalogue) -> None:
    assert catalogue.count_mentions(UPPER) == (60, 20)
    assert [m.document.iri for m in catalogue.only_citing(UPPER, 3)] == [plan(at).iri for at in range(40, 43)]
    assert [m.citation for m in catalogue.mentions(UPPER, 2)] == [f"{plan(at).iri}#cit-{at}" for at in range(2)]


def test_each_plan_of_an_area_counts_once_by_its_most_telling_way(catalogue: Catalogue) -> None:
    (counted,) = catalogue.carried_out_in("a0").values()
    assert counted == {0: sum(plan(at).is_plan for at in range(0, 30, 3))}
