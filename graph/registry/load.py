"""Load the registry from the Turtle files of the package and from extra ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cancu.graph.names import DCTERMS, ELI, ID, KIND, ONTOLOGY, ORG, RDF, SKOS, TYPE
from cancu.graph.registry.lookup import Registry
from cancu.graph.registry.model import Area, Body, BodyKind, DocumentType

SOURCES = (
    "ontology/types.ttl",
    "ontology/kinds.ttl",
    "graph/data/areas.ttl",
    "graph/data/districts.ttl",
    "graph/data/bodies.ttl",
)
"""Files of the package that hold the reference data the registry needs."""

_REGIMES = {
    frozenset({"NormativeInstrument"}): "normative",
    frozenset({"AdministrativeInstrument"}): "administrative",
    frozenset({"NormativeInstrument", "AdministrativeInstrument"}): "by-number",
    frozenset({"PartyInstrument"}): "party",
    frozenset({"Treaty"}): "treaty",
}


Statements: TypeAlias = Mapping[str, Mapping[str, list[NamedNode | Literal]]]
"""What is said of each subject, by predicate."""


class _Record:
    """The statements about one subject, by predicate."""

    __slots__ = ("_values", "iri")

    def __init__(self, iri: str, values: Mapping[str, list[NamedNode | Literal]]) -> None:
        self.iri = iri
        self._values = values

    def texts(self, predicate: str) -> tuple[str, ...]:
        return tuple(v.value for v in self._values.get(predicate, ()))

    def vietnamese(self, predicate: str) -> tuple[str, ...]:
        values = self._values.get(predicate, ())
        return tuple(v.value for v in values if isinstance(v, Literal) and v.language in (None, "vi"))

    def text(self, predicate: str) -> str | None:
        return next(iter(self.texts(predicate)), None)

    def local(self, predicate: str) -> str | None:
        value = self.text(predicate)
        return None if value is None else _local(value)

    def day(self, predicate: str) -> date | None:
        value = self.text(predicate)
        return None if value is None else date.fromisoformat(value)

    def flag(self, predicate: str) -> bool:
        return self.text(predicate) == "true"


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[1]


@cache
def load_registry(*extra: Path) -> Registry:
    """Return the registry of the package's reference data and the Turtle files `extra`, read once a process."""
    package = files("cancu")
    contents = [package.joinpath(name).read_bytes() for name in SOURCES] + [path.read_bytes() for path in extra]
    return registry_from(contents)


def registry_from(contents: Iterable[bytes]) -> Registry:
    """Return the registry described by Turtle documents; raises SyntaxError when one is not Turtle."""
    values: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for content in contents:
        for quad in parse(content, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                values[quad.subject.value][quad.predicate.value].append(quad.object)
    records = [_Record(iri, statements) for iri, statements in values.items()]
    areas, kinds = _areas_and_kinds(records)
    bodies = {b.slug: b for b in map(_body, _of_class(records, ORG + "FormalOrganization"))}
    in_scheme = (r for r in records if r.text(SKOS + "inScheme") == TYPE)
    types = {t.slug: t for t in map(_type, in_scheme)}
    return Registry(types=types, kinds=kinds, bodies=bodies, areas=areas)


def areas_and_kinds(values: Statements) -> tuple[dict[str, Area], dict[str, BodyKind]]:
    """The areas and the kinds of local bodies that statements describe, each by its slug."""
    return _areas_and_kinds([_Record(iri, statements) for iri, statements in values.items()])


def _areas_and_kinds(records: list[_Record]) -> tuple[dict[str, Area], dict[str, BodyKind]]:
    areas = {a.slug: a for a in map(_area, _of_class(records, ELI + "AdministrativeArea"))}
    kinds = {k.slug: k for k in map(_kind, _of_class(records, ONTOLOGY + "BodyKind"))}
    return areas, kinds


def _of_class(records: Iterable[_Record], iri: str) -> Iterable[_Record]:
    return (r for r in records if iri in r.texts(RDF + "type"))


def _type(record: _Record) -> DocumentType:
    return DocumentType(
        slug=_local(record.iri),
        iri=record.iri,
        name=record.vietnamese(SKOS + "prefLabel")[0],
        aliases=record.vietnamese(SKOS + "altLabel"),
        other_words=record.vietnamese(SKOS + "hiddenLabel"),
        symbols=record.texts(ONTOLOGY + "typeSymbol"),
        shared_symbols=record.texts(ONTOLOGY + "sharedSymbol"),
        systems=frozenset(map(_local, record.texts(ONTOLOGY + "ofSystem"))),
        regime=_REGIMES[frozenset(map(_local, record.texts(ONTOLOGY + "regime")))],
        cited_by_name=record.flag(ONTOLOGY + "citedByName"),
    )


def _kind(record: _Record) -> BodyKind:
    return BodyKind(
        slug=record.iri.removeprefix(KIND),
        iri=record.iri,
        name=record.vietnamese(SKOS + "prefLabel")[0],
        aliases=record.vietnamese(SKOS + "altLabel"),
        template=record.texts(ONTOLOGY + "nameTemplate")[0],
        base=record.texts(ONTOLOGY + "slugBase")[0],
        symbol_codes=record.texts(ONTOLOGY + "symbolCode"),
        level=_local(record.texts(ONTOLOGY + "atLevel")[0]),
        system=_local(record.texts(ONTOLOGY + "ofSystem")[0]),
        parent=record.local(ONTOLOGY + "parentKind"),
        numbers_for=record.local(ONTOLOGY + "numbersFor"),
        rank=record.text(ONTOLOGY + "forRank"),
        needs_place=record.flag(ONTOLOGY + "needsPlace"),
        ended_on=record.day(ONTOLOGY + "endedOn"),
    )


def _area(record: _Record) -> Area:
    name = record.vietnamese(SKOS + "prefLabel")[0]
    labels = record.vietnamese(SKOS + "altLabel")
    short = next((label for label in labels if name.endswith(" " + label)), name.rpartition(" ")[2])
    return Area(
        slug=_local(record.iri),
        name=name,
        short_name=short,
        aliases=tuple(label for label in labels if label != short),
        level=_local(record.texts(ONTOLOGY + "level")[0]),
        code=record.text(SKOS + "notation") or "",
        parent=record.local(DCTERMS + "isPartOf"),
        exists_from=record.day(ONTOLOGY + "existsFrom"),
        ended_on=record.day(ONTOLOGY + "endedOn"),
        replaced_by=record.local(DCTERMS + "isReplacedBy"),
    )


def _body(record: _Record) -> Body:
    slug = record.iri.removeprefix(ID + "body/")
    return Body(
        slug=slug,
        name=record.vietnamese(SKOS + "prefLabel")[0],
        aliases=record.vietnamese(SKOS + "altLabel"),
        kind=None,
        level=_local(record.texts(ONTOLOGY + "level")[0]),
        system=_local(record.texts(ONTOLOGY + "system")[0]),
        area=None,
        parent=record.local(ORG + "subOrganizationOf"),
        register=record.local(ONTOLOGY + "numbersFor") or slug,
        symbol_codes=record.texts(ONTOLOGY + "symbolCode"),
        exists_from=record.day(ONTOLOGY + "existsFrom"),
        ended_on=record.day(ONTOLOGY + "endedOn"),
    )
