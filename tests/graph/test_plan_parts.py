"""Parts of plans by body: newest plans first, a page at a time, and of a group only what a body was a member for."""

from pathlib import Path

import pytest

from cancu.graph.catalogue_file import GIVEN, LEADS, MEASURES, SENDS, Due, Entry, PartOf, writing
from cancu.graph.plan_parts import SHARED, About, PlanParts

OLD, NEW = "https://w3id.org/cancu/id/a/ke-hoach/2022/1", "https://w3id.org/cancu/id/a/ke-hoach/2024/2"
BODY, GROUP, INDICATOR = "urn:body", "urn:group", "urn:indicator"


@pytest.fixture
def parts(tmp_path: Path) -> PlanParts:
    with writing(tmp_path / "catalogue.sqlite", new=True) as catalogue:
        catalogue.documents((Entry(iri, is_plan=True, issued=f"{iri[-6:-2]}-03-01"), "") for iri in (OLD, NEW))
        catalogue.parts(
            [
                PartOf(BODY, GIVEN, OLD, "#asg-1", 2),
                PartOf(BODY, GIVEN, NEW, "#asg-1", 1),
                PartOf(GROUP, GIVEN, NEW, "#asg-1", 1),
                PartOf(GROUP, GIVEN, OLD, "#asg-2", 4),
                PartOf(GROUP, LEADS, OLD, "#ind-1", 1),
                PartOf(BODY, SENDS, OLD, "#rep-1", 1),
                PartOf(BODY, SENDS, NEW, "#rep-1", 1),
                PartOf(INDICATOR, MEASURES, NEW, "#target-1", 2024),
                PartOf(INDICATOR, MEASURES, OLD, "#target-1", 2023),
            ]
        )
        catalogue.deadlines(
            [
                Due(OLD, "#rep-1", SENDS, "2024-11-01", True),
                Due(NEW, "#rep-1", SENDS, "--11-15", False, "2024", "2026"),
            ]
        )
    return PlanParts(tmp_path / "catalogue.sqlite")


def test_plans_of_a_body_come_newest_first_and_what_it_gets_twice_counts_once(parts: PlanParts) -> None:
    whom = [About(BODY), About(GROUP, SHARED)]
    found = [(plan.iri, of) for plan, of in parts.plans(whom, GIVEN, 25)]
    assert found == [(NEW, [f"{NEW}#asg-1"]), (OLD, [f"{OLD}#asg-1", f"{OLD}#asg-2"])]
    total = parts.totals(whom)[GIVEN]
    assert (total.parts, total.amount, total.plans) == (3, 7, 2)
    assert [plan.iri for plan, _ in parts.plans(whom, GIVEN, 1, 1)] == [OLD]


def test_what_a_group_leads_is_not_its_members_and_a_member_counts_only_while_it_existed(parts: PlanParts) -> None:
    assert LEADS not in parts.totals([About(BODY), About(GROUP, SHARED)])
    late = [About(BODY), About(GROUP, SHARED, since="2023-01-01")]
    assert parts.totals(late)[GIVEN].amount == 3
    ended = [About(GROUP, SHARED, until="2022-03-01")]
    assert GIVEN not in parts.totals(ended)


def test_targets_come_by_year_and_reports_by_their_due(parts: PlanParts) -> None:
    assert parts.targets(INDICATOR, 25) == [f"{OLD}#target-1", f"{NEW}#target-1"]
    assert parts.targets(INDICATOR, 25, 1) == [f"{NEW}#target-1"]
    assert parts.targets(BODY, 25) == []
    assert parts.parts([About(BODY)], (SENDS,), 25) == [f"{NEW}#rep-1", f"{OLD}#rep-1"]
    assert parts.count([About(BODY)], (SENDS,)) == 2


def test_what_has_the_same_due_is_counted_and_given_together(parts: PlanParts) -> None:
    recurring, once = parts.dues()
    assert (recurring.due, recurring.since, recurring.until, recurring.count) == ("--11-15", "2024", "2026", 1)
    assert parts.due(once, [About(BODY)], 25) == [(f"{OLD}#rep-1", SENDS)]
    assert parts.dues([About(GROUP)]) == []


def test_what_most_parts_are_about_comes_first(parts: PlanParts) -> None:
    assert parts.most(GIVEN, 5) == [BODY, GROUP]
    assert parts.most(SENDS, 1) == [BODY]
    assert parts.most(MEASURES, 0) == []
