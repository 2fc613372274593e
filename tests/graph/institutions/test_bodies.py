"""Bodies by template: which there are, when, and who they belong to."""

from collections.abc import Callable

from pyoxigraph import Triple

from cancu.graph.names import ID, ONTOLOGY, ORG, RDF

BODY = ID + "body/"


def bodies(triples: list[Triple]) -> set[str]:
    return {
        t.subject.value.removeprefix(BODY)
        for t in triples
        if t.predicate.value == RDF + "type" and t.object.value == ORG + "FormalOrganization"
    }


def said(triples: list[Triple], slug: str) -> dict[str, str]:
    return {t.predicate.value.rpartition("#")[2]: t.object.value for t in triples if t.subject.value == BODY + slug}


def test_every_province_has_the_bodies_of_its_time_and_rank(worked_out: Callable[..., list[Triple]]) -> None:
    found = bodies(worked_out())
    assert {
        "tinh-uy-song",
        "thanh-uy-bien",
        "thanh-uy-bien~2025",
        "so-cu-tinh-song",
        "so-moi-thanh-pho-bien~2025",
    } <= found
    assert "thanh-uy-song" not in found
    assert "so-cu-thanh-pho-bien~2025" not in found, "the kind ended before the area began"
    assert not [slug for slug in found if slug.startswith("so-hiem")], "not every area has one"
    assert not [slug for slug in found if "huyen" in slug], "a district's bodies come only where a group needs them"


def test_a_body_has_the_life_span_that_kind_and_area_leave_it(worked_out: Callable[..., list[Triple]]) -> None:
    triples = worked_out()
    old, new = said(triples, "so-cu-tinh-song"), said(triples, "so-moi-tinh-song")
    assert (old.get("existsFrom"), old["endedOn"]) == (None, "2025-03-01")
    assert (new["existsFrom"], new["endedOn"]) == ("2025-03-01", "2025-07-01")
    assert old["prefLabel"] == "Sở Cũ tỉnh Song"
    assert old["subOrganizationOf"] == BODY + "ubnd-tinh-song"


def test_a_body_that_is_described_already_is_left_alone(worked_out: Callable[..., list[Triple]]) -> None:
    triples = worked_out(
        'body:so-lo-tinh-song a org:FormalOrganization ; skos:prefLabel "Sở Lo"@vi ; org:classification kind:so-lo ; '
        "eli:jurisdiction area:tinh-song ."
    )
    assert "so-lo-tinh-song" not in bodies(triples)
    assert ONTOLOGY + "level" not in {t.predicate.value for t in triples if t.subject.value == BODY + "so-lo-tinh-song"}


def test_the_same_data_give_the_same_triples(worked_out: Callable[..., list[Triple]]) -> None:
    triples = worked_out()
    assert worked_out() == triples
    assert len(set(triples)) == len(triples)
