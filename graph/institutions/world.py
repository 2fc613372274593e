"""The reference data as the derivations need them: areas, kinds, bodies in being, groups, changes, group terms."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from cancu.graph.names import ELI, ID, KIND, ONTOLOGY, ORG, RDF, REFERENCE_GRAPH, SKOS, VERIFICATION, body_iri
from cancu.graph.registry import Area, BodyKind, areas_and_kinds, body_slug

_Values = dict[str, dict[str, list[NamedNode | Literal]]]

UNCHECKED = VERIFICATION + "unchecked"
CHECKED = VERIFICATION + "checked"


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of local body with what only the build asks: when it came, whether every area has it, its namesake.

    `office` is the same for the kinds that differ only in the rank of their area (Tỉnh ủy, Thành ủy).
    """

    kind: BodyKind
    everywhere: bool
    exists_from: date | None
    office: str

    @property
    def listed(self) -> bool:
        """Whether the build makes it for every area unasked; organs within a Party committee and bodies that count
        their papers in another's register come where something names them.
        """
        organ = self.kind.system == "party" and self.kind.parent is not None
        return self.everywhere and not organ and self.kind.numbers_for is None


@dataclass(frozen=True, slots=True)
class LocalBody:
    """A body of a kind in an area; `asserted` where the reference data describe it already."""

    iri: str
    template: Template
    area: Area
    asserted: bool

    @property
    def exists_from(self) -> date | None:
        """The later of the first days of kind and area."""
        return max((d for d in (self.template.exists_from, self.area.exists_from) if d), default=None)

    @property
    def ended_on(self) -> date | None:
        """The earlier of the ends of kind and area."""
        return min((d for d in (self.template.kind.ended_on, self.area.ended_on) if d), default=None)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of bodies as documents of an area call it; `stated` where the reference data name its members."""

    iri: str
    label: str
    area: Area
    stated: bool


@dataclass(frozen=True, slots=True)
class GroupTerm:
    """A word that names several kinds of bodies."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    of_districts: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Work that goes from one body (or kind, by slug) to another from a day on; all of it where `function` is empty."""

    source: str
    target: str
    function: str
    day: str
    change: str
    checked: bool


@dataclass(slots=True)
class World:
    """Everything at hand; `bodies` grows while groups and successions find more to name."""

    areas: dict[str, Area]
    templates: dict[str, Template]
    groups: tuple[Group, ...]
    terms: tuple[GroupTerm, ...]
    steps: tuple[Step, ...]
    central: frozenset[str]
    basis_of_area: dict[str, tuple[str, bool]]
    """Legal basis of the change of an area (by slug) and whether it was checked."""
    bodies: dict[tuple[str, str], LocalBody] = field(default_factory=dict)

    def body(self, kind: str, area: Area) -> LocalBody | None:
        """The body of that kind in that area, where there is one."""
        return self.bodies.get((kind, area.slug))

    def make(self, kind: str, area: Area) -> LocalBody | None:
        """The body of a kind that every area has, made together with those above it; None for other kinds."""
        known = self.bodies.get((kind, area.slug))
        template = self.templates.get(kind)
        if known is not None or template is None or not template.everywhere or not _together(template, area):
            return known
        for above in (template.kind.parent, template.kind.numbers_for):
            if above is not None and self.make(above, area) is None:
                return None
        made = LocalBody(body_iri(body_slug(template.kind, area)), template, area, asserted=False)
        self.bodies[kind, area.slug] = made
        return made


def _together(template: Template, area: Area) -> bool:
    """Whether kind and area fit and exist on a common day."""
    kind = template.kind
    if kind.level != area.level or kind.rank not in (None, area.rank):
        return False
    starts = [d for d in (template.exists_from, area.exists_from) if d]
    ends = [d for d in (kind.ended_on, area.ended_on) if d]
    return not starts or not ends or max(starts) < min(ends)


def world_of(quads: Iterable[Quad]) -> World:
    """Gather the reference graph of the asserted statements."""
    home = NamedNode(REFERENCE_GRAPH)
    values: _Values = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if quad.graph_name != home or not isinstance(quad.subject, NamedNode):
            continue
        if isinstance(quad.object, NamedNode | Literal):
            values[quad.subject.value][quad.predicate.value].append(quad.object)
    areas, kinds = areas_and_kinds(values)
    templates = {slug: _template(kind, values[kind.iri]) for slug, kind in kinds.items()}
    world = World(
        areas=areas,
        templates=templates,
        groups=tuple(_groups(values, areas)),
        terms=tuple(_terms(values)),
        steps=tuple(_steps(values)),
        central=frozenset(_central(values)),
        basis_of_area={a.slug: _basis(values[a.iri]) for a in areas.values()},
    )
    for iri, said in values.items():
        kind_slug, area_slug = _tail(said, ORG + "classification"), _tail(said, ELI + "jurisdiction")
        if kind_slug in templates and area_slug in areas and _is(said, ORG + "FormalOrganization"):
            world.bodies[kind_slug, area_slug] = LocalBody(iri, templates[kind_slug], areas[area_slug], asserted=True)
    return world


def _template(kind: BodyKind, said: dict[str, list[NamedNode | Literal]]) -> Template:
    start = _text(said, ONTOLOGY + "existsFrom")
    return Template(
        kind=kind,
        everywhere=_text(said, ONTOLOGY + "inEveryArea") == "true",
        exists_from=date.fromisoformat(start) if start else None,
        office=_tail(said, ONTOLOGY + "rankVariantOf") or kind.slug,
    )


def _groups(values: _Values, areas: dict[str, Area]) -> Iterable[Group]:
    for iri, said in values.items():
        area = areas.get(_tail(said, ELI + "jurisdiction"))
        if area is not None and _is(said, ONTOLOGY + "BodyGroup"):
            yield Group(iri, _text(said, SKOS + "prefLabel"), area, stated=bool(said.get(ORG + "hasMember")))


def _terms(values: _Values) -> Iterable[GroupTerm]:
    for said in values.values():
        if _is(said, ONTOLOGY + "GroupTerm"):
            labels = [*said[SKOS + "prefLabel"], *said[SKOS + "altLabel"]]
            yield GroupTerm(
                names=tuple(v.value for v in labels if isinstance(v, Literal) and v.language == "vi"),
                kinds=tuple(v.value.removeprefix(KIND) for v in said[ONTOLOGY + "memberKind"]),
                of_districts=_text(said, ONTOLOGY + "ofDistrictsWithin") == "true",
            )


def _steps(values: _Values) -> Iterable[Step]:
    """Transfers of functions, and what a change as a whole did with the bodies (or kinds) it ended."""
    for iri, said in values.items():
        day, checked = _text(said, ONTOLOGY + "effectiveOn"), CHECKED in _texts(said, ONTOLOGY + "verification")
        if _is(said, ONTOLOGY + "FunctionTransfer"):
            yield Step(
                source=_text(said, ONTOLOGY + "transferredFrom"),
                target=_text(said, ONTOLOGY + "transferredTo"),
                function=_text(said, ONTOLOGY + "function"),
                day=day,
                change=_text(said, ONTOLOGY + "change"),
                checked=checked,
            )
        elif _is(said, ORG + "ChangeEvent"):
            sources = _texts(said, ORG + "originalOrganization") + _texts(said, ONTOLOGY + "originalKind")
            targets = _texts(said, ORG + "resultingOrganization") + _texts(said, ONTOLOGY + "resultingKind")
            yield from (Step(s, t, "", day, iri, checked) for s in sources for t in targets)


def _central(values: _Values) -> Iterable[str]:
    for iri, said in values.items():
        if _is(said, ORG + "FormalOrganization") and iri.startswith(ID) and not said.get(ELI + "jurisdiction"):
            yield iri


def _basis(said: dict[str, list[NamedNode | Literal]]) -> tuple[str, bool]:
    return _text(said, ONTOLOGY + "legalBasis"), CHECKED in _texts(said, ONTOLOGY + "verification")


def _is(said: dict[str, list[NamedNode | Literal]], kind: str) -> bool:
    return kind in _texts(said, RDF + "type")


def _texts(said: dict[str, list[NamedNode | Literal]], predicate: str) -> list[str]:
    return sorted(v.value for v in said.get(predicate, ()))


def _text(said: dict[str, list[NamedNode | Literal]], predicate: str) -> str:
    return next(iter(_texts(said, predicate)), "")


def _tail(said: dict[str, list[NamedNode | Literal]], predicate: str) -> str:
    return _text(said, predicate).rpartition("/")[2]
