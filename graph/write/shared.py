"""What documents share: the instruments they cite, the bodies and groups they name, the indicators they set."""

from collections.abc import Iterable, Iterator

from cancu.graph import names
from cancu.graph.known import CITATION, Instrument
from cancu.graph.names import indicator_iri, programme_iri
from cancu.graph.plan.each_party import charged
from cancu.graph.plan.model import PLAN_TYPE, Party
from cancu.graph.reading import Reading
from cancu.graph.registry import Area, Body, Registry
from cancu.graph.turtle import Triples, date, iri, joined_turtle, node, text, vi

REGIME_CLASSES = {
    "normative": "cancu:NormativeInstrument",
    "administrative": "cancu:AdministrativeInstrument",
    "party": "cancu:PartyInstrument",
    "treaty": "cancu:Treaty",
}
_PIECE = 500
"""Instruments written at a time: a country cites a hundred thousand."""
BY_MAKE_DATA = "written by `make data`"


def instruments_turtle(instruments: Iterable[Instrument], origin: str = BY_MAKE_DATA) -> str:
    """Instruments known by citation only; `origin` says in the heading what wrote them."""
    ordered = sorted(instruments, key=lambda i: i.iri)
    pieces = (_described(ordered[begin : begin + _PIECE]) for begin in range(0, len(ordered), _PIECE))
    return joined_turtle(f"Instruments known only because documents cite them; {origin}.", pieces)


def _described(instruments: Iterable[Instrument]) -> Triples:
    out = Triples()
    for known in instruments:
        classes = [node("cancu:Instrument"), node(REGIME_CLASSES[known.regime])]
        out.add(
            known.iri,
            a=classes + ([node("cancu:Plan")] if known.type == PLAN_TYPE else []),
            eli__work_type=node(f"type:{known.type}"),
            cancu__documentNumber=text(known.number) if known.number else None,
            eli__number=text(known.number.split("/")[0].split("-")[0]) if known.number else None,
            cancu__symbol=text(known.symbol) if known.symbol else None,
            cancu__numberStatus=node("number-status:given" if known.number else "number-status:absent"),
            cancu__citedName=vi(known.name) if known.name else None,
            dcterms__issued=date(known.date) if known.date else None,
            cancu__year=date(known.year) if known.year else None,
            dcterms__title=vi(known.title or known.name or "") if known.title or known.name else None,
            cancu__issuedBy=iri(known.issuer) if known.issuer else None,
            cancu__register=iri(known.register) if known.register else None,
            cancu__level=node(f"level:{known.level}") if known.level else None,
            cancu__system=node(f"system:{known.system}") if known.system else None,
            eli__jurisdiction=iri(known.area) if known.area else None,
            cancu__held=node(f"held:{CITATION}"),
        )
    return out


def bodies_turtle(bodies: Iterable[Body], groups: Iterable[tuple[Party, Area | None]], registry: Registry) -> str:
    """Local bodies and groups that documents name, with the bodies they are part of; central ones are curated
    elsewhere.
    """
    out = Triples()
    wanted = {b.slug: b for b in bodies}
    queue = list(wanted.values())
    while queue:
        body = queue.pop()
        for slug in (body.parent, body.register):
            above = registry.body_by_slug(slug) if slug and slug not in wanted else None
            if above is not None:
                wanted[above.slug] = above
                queue.append(above)
    for slug in sorted(s for s in wanted if s not in registry.bodies):
        _body(out, wanted[slug])
    for party, area in sorted(groups, key=lambda g: party_iri(*g)):
        _party(out, party, area)
    return out.turtle(f"Local bodies and groups of bodies that documents name; {BY_MAKE_DATA}.")


def indicators_turtle(readings: Iterable[Reading]) -> str:
    """Shared indicators, by what they measure."""
    out = Triples()
    measures = {indicator_iri(t.measure): t.measure for r in readings for i in r.facts.indicators for t in i.targets}
    for concept in sorted(measures):
        out.add(concept, a=[node("cancu:Indicator"), node("skos:Concept")], skos__prefLabel=vi(measures[concept]))
    return out.turtle(f"Shared indicators, named after what they measure; {BY_MAKE_DATA}.")


def programmes_turtle(readings: Iterable[Reading]) -> str:
    """Shared programmes, by their titles."""
    out = Triples()
    titles = {programme_iri(p.name): p.name for r in readings for p in r.facts.programmes}
    for programme in sorted(titles):
        out.add(programme, a=node("cancu:Programme"), skos__prefLabel=vi(titles[programme]))
    return out.turtle("Shared programmes, named after their titles; written by `make data`.")


def bodies_of(readings: Iterable[Reading]) -> tuple[Body, ...]:
    """Every known body that the readings name."""
    found: dict[str, Body] = {}
    for reading in readings:
        own = reading.facts.identity.issuer
        mentioned = [c.mention.issuer for c in reading.resolution.citations]
        named = [p.body for p in _parties(reading)]
        found.update({b.slug: b for b in (own, *mentioned, *named) if b is not None})
    return tuple(found[slug] for slug in sorted(found))


def groups_of(readings: Iterable[Reading]) -> tuple[tuple[Party, Area | None], ...]:
    """Every group and every body outside the registry that the readings name, with the document's area."""
    found: dict[str, tuple[Party, Area | None]] = {}
    for reading in readings:
        area = reading.facts.identity.area
        found.update({party_iri(p, area): (p, area) for p in _parties(reading) if p.body is None})
    return tuple(found[key] for key in sorted(found))


def party_iri(party: Party, area: Area | None) -> str:
    """IRI of a body or group that a document names; what the registry does not know is told apart by the document's
    area.
    """
    if party.body is not None:
        return party.body.iri
    if party.group:
        return names.group_iri(party.name, area.slug if area else None)
    own = (
        party.name
        if area is None or names.slug(area.short_name) in names.slug(party.name)
        else f"{party.name} {area.name}"
    )
    return names.body_iri(names.slug(own))


def _parties(reading: Reading) -> Iterator[Party]:
    facts = reading.facts
    for indicator in facts.indicators:
        yield from indicator.lead_agencies
    yield from charged(facts)


def _body(out: Triples, body: Body) -> None:
    out.add(
        body.iri,
        a=node("org:FormalOrganization"),
        skos__prefLabel=vi(body.name),
        org__classification=node(f"kind:{body.kind}") if body.kind else None,
        cancu__level=node(f"level:{body.level}"),
        cancu__system=node(f"system:{body.system}"),
        eli__jurisdiction=iri(body.area.iri) if body.area else None,
        org__subOrganizationOf=iri(names.body_iri(body.parent)) if body.parent else None,
        cancu__existsFrom=date(body.exists_from.isoformat()) if body.exists_from else None,
        cancu__endedOn=date(body.ended_on.isoformat()) if body.ended_on else None,
        cancu__numbersFor=iri(names.body_iri(body.register)) if body.register != body.slug else None,
    )


def _party(out: Triples, party: Party, area: Area | None) -> None:
    within = area is None or names.slug(area.short_name) in names.slug(party.name)
    label = party.name if within or area is None else f"{party.name} ({area.name})"
    out.add(
        party_iri(party, area),
        a=node("cancu:BodyGroup" if party.group else "org:FormalOrganization"),
        skos__prefLabel=vi(label),
        cancu__level=node(f"level:{area.level}") if area else None,
        cancu__system=None if party.group else node("system:state"),
        eli__jurisdiction=iri(area.iri) if area else None,
        cancu__endedOn=date(area.ended_on.isoformat()) if area and area.ended_on else None,
        cancu__verification=node("verification:unchecked"),
    )
