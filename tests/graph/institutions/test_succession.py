"""Who took over: by function, through the end of the area, never mixing functions that only met later."""

from collections import defaultdict
from collections.abc import Callable

from pyoxigraph import Triple

from cancu.graph.names import FUNCTION, ID, ONTOLOGY

BODY = ID + "body/"
Worked = Callable[..., list[Triple]]


def heirs(triples: list[Triple], slug: str) -> list[tuple[str, str, str, str]]:
    """(step, function, successor, day) of a body, in order."""
    nodes: dict[str, dict[str, str]] = defaultdict(dict)
    for t in triples:
        if t.subject.value.startswith(f"{BODY}{slug}#succession-"):
            nodes[t.subject.value][t.predicate.value.removeprefix(ONTOLOGY)] = t.object.value
    return sorted(
        (
            n["depth"],
            n.get("function", "").removeprefix(FUNCTION),
            n.get("transferredTo", "").removeprefix(BODY),
            n["effectiveOn"],
        )
        for n in nodes.values()
    )


def test_a_function_goes_its_own_way_and_on_into_the_merged_province(worked_out: Worked) -> None:
    assert heirs(worked_out(), "so-cu-tinh-song") == [
        ("1", "", "so-moi-tinh-song", "2025-03-01"),
        ("1", "children", "so-lo-tinh-song", "2025-03-01"),
        ("2", "", "so-moi-thanh-pho-bien~2025", "2025-07-01"),
        ("2", "children", "so-lo-thanh-pho-bien~2025", "2025-07-01"),
    ]


def test_what_a_later_holder_gave_away_was_not_ours(worked_out: Worked) -> None:
    triples = worked_out()
    assert "religion" in {function for _, function, _, _ in heirs(triples, "so-moi-tinh-song")}
    assert "religion" not in {function for _, function, _, _ in heirs(triples, "so-cu-tinh-song")}


def test_the_party_committee_of_a_province_goes_to_that_of_the_city(worked_out: Worked) -> None:
    assert heirs(worked_out(), "tinh-uy-song") == [("1", "", "thanh-uy-bien~2025", "2025-07-01")]


def test_a_district_ends_without_anyone_in_particular_coming_after(worked_out: Worked) -> None:
    more = (
        'body:ubnd-huyen-thuong a org:FormalOrganization ; skos:prefLabel "UBND"@vi ; '
        "org:classification kind:ubnd-huyen ; "
        "eli:jurisdiction area:huyen-thuong ."
    )
    assert heirs(worked_out(more), "ubnd-huyen-thuong") == [("1", "", "", "2025-07-01")]


def test_a_body_that_lives_on_has_no_successor(worked_out: Worked) -> None:
    assert heirs(worked_out(), "ubnd-thanh-pho-bien~2025") == []


def test_a_chain_is_as_sure_as_its_weakest_step(worked_out: Worked) -> None:
    triples = worked_out()
    sure = {
        t.subject.value.partition("#")[2]: t.object.value.rpartition("/")[2]
        for t in triples
        if t.predicate.value == ONTOLOGY + "verification" and "#succession" in t.subject.value
    }
    assert sure["succession-_-thanh-uy-bien~2025"] == "checked"
    assert sure["succession-children-so-lo-thanh-pho-bien~2025"] == "unchecked"


def test_a_merger_of_areas_is_a_change_with_its_legal_basis(worked_out: Worked) -> None:
    said = defaultdict(set)
    for t in worked_out():
        if t.subject.value == ID + "event/sap-xep-thanh-pho-bien~2025":
            said[t.predicate.value.rpartition("#")[2]].add(t.object.value)
    assert said["prefLabel"] == {"Sắp xếp tỉnh Song và thành phố Biên thành thành phố Biên"}
    assert said["legalBasis"] == {"9/2025/QH15"}
    assert said["originalArea"] == {ID + "area/tinh-song", ID + "area/thanh-pho-bien"}
    assert said["resultingArea"] == {ID + "area/thanh-pho-bien~2025"}


def test_a_circle_in_the_data_ends(worked_out: Worked) -> None:
    back = (
        "event:lai a org:ChangeEvent ; cancu:originalKind kind:so-moi ; cancu:resultingKind kind:so-cu ; "
        'cancu:effectiveOn "2025-03-01"^^xsd:date ; cancu:verification verification:unchecked .'
    )
    assert len(heirs(worked_out(back), "so-cu-tinh-song")) < 10
