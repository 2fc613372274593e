"""Everything this package works out, as triples for the derived graph."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, Triple

from cancu.graph.institutions.members import members
from cancu.graph.institutions.periods import period_of
from cancu.graph.institutions.succession import Succeeding, Succession, changed_areas, make_heirs
from cancu.graph.institutions.world import CHECKED, UNCHECKED, LocalBody, World, world_of
from cancu.graph.names import (
    DCTERMS,
    ELI,
    LEVEL,
    ONTOLOGY,
    ORG,
    RDF,
    SKOS,
    SYSTEM,
    XSD,
    body_iri,
    succession_iri,
)
from cancu.graph.registry import Area, body_slug

_A = NamedNode(RDF + "type")
_BODY = NamedNode(ORG + "FormalOrganization")
_LABEL = NamedNode(SKOS + "prefLabel")
_DATES = {4: NamedNode(XSD + "gYear"), 7: NamedNode(XSD + "gYearMonth"), 10: NamedNode(XSD + "date")}
_NAMES = (DCTERMS + "title", SKOS + "prefLabel")
_READ = frozenset((RDF + "type", *_NAMES))
_WITH_PERIOD = frozenset((ONTOLOGY + "Programme", ONTOLOGY + "Instrument"))


def institutional(quads: Sequence[Quad]) -> list[Triple]:
    """Bodies by template, members of groups, successions, changes of areas and periods, each triple once."""
    world = world_of(quads)
    for area in (a for a in world.areas.values() if a.level == "province"):
        for kind in (slug for slug, template in world.templates.items() if template.listed):
            world.make(kind, area)
    make_heirs(world)
    triples = [*_memberships(world)]
    succeeding = Succeeding(world)
    triples += (t for body in world.bodies.values() if not body.asserted for t in _described(body, world))
    named = sorted({*world.central, *(b.iri for b in world.bodies.values())})
    triples += (t for iri in named for s in succeeding.of(iri) for t in _succession(s))
    triples += _changes_of_areas(world)
    triples += periods(quads)
    return list(dict.fromkeys(triples))


def _described(body: LocalBody, world: World) -> Iterator[Triple]:
    kind, area, iri = body.template.kind, body.area, NamedNode(body.iri)
    yield Triple(iri, _A, _BODY)
    yield Triple(iri, _LABEL, Literal(kind.template.format(area=area.name, name=area.short_name), language="vi"))
    yield _link(body.iri, ORG + "classification", kind.iri)
    yield _link(body.iri, ONTOLOGY + "level", LEVEL + kind.level)
    yield _link(body.iri, ONTOLOGY + "system", SYSTEM + kind.system)
    yield _link(body.iri, ELI + "jurisdiction", area.iri)
    for predicate, above in ((ORG + "subOrganizationOf", kind.parent), (ONTOLOGY + "numbersFor", kind.numbers_for)):
        if above is not None:
            yield _link(body.iri, predicate, body_iri(body_slug(world.templates[above].kind, area)))
    if body.exists_from is not None:
        yield _dated(body.iri, ONTOLOGY + "existsFrom", body.exists_from.isoformat())
    if body.ended_on is not None:
        yield _dated(body.iri, ONTOLOGY + "endedOn", body.ended_on.isoformat())


def _memberships(world: World) -> Iterator[Triple]:
    for group in (g for g in world.groups if not g.stated):
        for body, certain in members(group, world):
            yield _link(group.iri, ORG + "hasMember" if certain else ONTOLOGY + "possibleMember", body.iri)


def _succession(found: Succession) -> Iterator[Triple]:
    node = succession_iri(found.body, found.function, found.successor)
    yield _link(node, RDF + "type", ONTOLOGY + "Succession")
    yield _link(node, ONTOLOGY + "transferredFrom", found.body)
    if found.successor:
        yield _link(node, ONTOLOGY + "transferredTo", found.successor)
    if found.function:
        yield _link(node, ONTOLOGY + "function", found.function)
    if found.day:
        yield _dated(node, ONTOLOGY + "effectiveOn", found.day)
    if found.change:
        yield _link(node, ONTOLOGY + "change", found.change)
    depth = Literal(str(found.depth), datatype=NamedNode(XSD + "integer"))
    yield Triple(_node(node), _node(ONTOLOGY + "depth"), depth)
    yield _link(node, ONTOLOGY + "verification", CHECKED if found.checked else UNCHECKED)


def _changes_of_areas(world: World) -> Iterator[Triple]:
    for event, areas in changed_areas(world.areas.values()).items():
        ended = sorted(areas, key=lambda a: a.code)
        later = world.areas.get(ended[0].replaced_by or "")
        bases = {world.basis_of_area[a.slug] for a in (*ended, *([later] if later else ()))}
        yield _link(event, RDF + "type", ORG + "ChangeEvent")
        yield Triple(NamedNode(event), _LABEL, Literal(_title(ended, later), language="vi"))
        yield from (_link(event, ONTOLOGY + "originalArea", a.iri) for a in ended if later)
        if later is not None:
            yield _link(event, ONTOLOGY + "resultingArea", later.iri)
        yield from (
            _dated(event, ONTOLOGY + "effectiveOn", d.isoformat())
            for d in sorted({a.ended_on for a in ended if a.ended_on})
        )
        basis = NamedNode(ONTOLOGY + "legalBasis")
        yield from (
            Triple(NamedNode(event), basis, Literal(text)) for text in sorted({text for text, _ in bases if text})
        )
        yield _link(event, ONTOLOGY + "verification", CHECKED if all(sure for _, sure in bases) else UNCHECKED)


_LEVELS = {"district": "cấp huyện", "commune": "cấp xã", "province": "cấp tỉnh"}


def _title(ended: list[Area], later: Area | None) -> str:
    if later is None:
        return f"Kết thúc hoạt động {_LEVELS.get(ended[0].level, ended[0].level)}"
    names = [a.name for a in ended]
    listed = ", ".join(names[:-1]) + " và " + names[-1] if len(names) > 1 else names[0]
    return f"Sắp xếp {listed} thành {later.name}"


def periods(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Periods of programmes and instruments, where every title that is printed for one says the same."""
    wanted: set[str] = set()
    titles: list[tuple[str, str]] = []
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in _READ or not isinstance(quad.subject, NamedNode):
            continue
        subject, value = quad.subject.value, quad.object
        if isinstance(value, NamedNode):
            if value.value in _WITH_PERIOD:
                wanted.add(subject)
        elif isinstance(value, Literal) and "#" not in subject:
            titles.append((subject, value.value))
    for subject, said in groupby(sorted(titles), key=lambda pair: pair[0]):
        found = {period_of(title) for _, title in said} if subject in wanted else set()
        if len(found) == 1 and (period := found.pop()) is not None:
            start, end = period
            if start is not None:
                yield _dated(subject, ONTOLOGY + "periodStart", start)
            yield _dated(subject, ONTOLOGY + "periodEnd", end)


_node = lru_cache(maxsize=4096)(NamedNode)
"""Predicates, kinds, areas and the body at hand come again and again."""


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(_node(subject), _node(predicate), _node(value))


def _dated(subject: str, predicate: str, value: str) -> Triple:
    return Triple(_node(subject), _node(predicate), Literal(value, datatype=_DATES[len(value)]))
