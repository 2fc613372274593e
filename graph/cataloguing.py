"""Reads from the store what the catalogue holds, and keeps it in step with a change."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolution, QuerySolutions, Store

from cancu.graph import charging
from cancu.graph.catalogue_file import COLUMNS, CatalogueWriter, Entry, LineagePath, MentionOf, writing
from cancu.graph.collation import sort_text
from cancu.graph.engine import evaluate, plain
from cancu.graph.names import LEVEL, RELATION, TYPE
from cancu.graph.spacing import NoRoomError
from cancu.graph.tallying import BASES
from cancu.graph.vocabulary import labels

RELATIONS = tuple(RELATION + name for name in ("implements", "based_on", "issued_with"))
"""Relations of ground paths; a path has the rank of its own."""
_DOCUMENTS = """
SELECT ?iri ?is_plan ?type ?number ?symbol ?title ?issued ?date_text ?year ?level ?quality ?held ?issuer ?issuer_label
       ?system ?area ?area_label ?mentions ?implementing
WHERE {
  AMONG
  ?iri a cancu:Instrument .
  BIND(EXISTS { ?iri a cancu:Plan } AS ?is_plan)
  OPTIONAL { ?iri eli:work_type ?type }
  OPTIONAL { ?iri cancu:documentNumber ?number }
  OPTIONAL { ?iri cancu:symbol ?symbol }
  OPTIONAL { ?iri dcterms:title ?title }
  OPTIONAL { ?iri dcterms:issued ?issued }
  OPTIONAL { ?iri cancu:dateText ?date_text }
  OPTIONAL { ?iri cancu:year ?year }
  OPTIONAL { ?iri cancu:level ?level }
  OPTIONAL { ?iri dcterms:source ?text . ?text cancu:textQuality ?quality }
  OPTIONAL { ?iri cancu:held ?held }
  OPTIONAL { ?iri cancu:issuedBy ?issuer . ?issuer skos:prefLabel ?issuer_label }
  OPTIONAL { ?iri cancu:system ?system }
  OPTIONAL { ?iri eli:jurisdiction ?area . ?area skos:prefLabel ?area_label }
  OPTIONAL { ?iri cancu:citationCount ?mentions }
  OPTIONAL { ?iri cancu:implementingPlanCount ?implementing }
}
"""
_PATHS = """
SELECT ?upper ?lower ?relation ?basis ?depth ?via WHERE {
  AMONG
  ?path cancu:pathFrom ?lower ; cancu:pathTo ?upper ; cancu:relation ?relation ; cancu:depth ?depth .
  OPTIONAL { ?path cancu:basis ?basis }
  OPTIONAL { ?path cancu:pathVia ?via }
}
"""
_RESOLVED = """
SELECT ?cited ?citation ?order WHERE {
  AMONG
  ?citation cancu:citedDocument ?cited .
  OPTIONAL { ?citation cancu:order ?order }
}
"""
_POSSIBLE = """
SELECT ?cited ?citation ?order WHERE {
  AMONG
  ?citation cancu:candidate ?cited .
  OPTIONAL { ?citation cancu:citedDocument ?known }
  FILTER(!BOUND(?known))
  OPTIONAL { ?citation cancu:order ?order }
}
"""
_MENTIONS = (_RESOLVED, _POSSIBLE)
_AT_ONCE = 1_000


def build_catalogue(path: Path, store: Store) -> None:
    """Write the catalogue of a store to a new file."""
    with writing(path, new=True) as catalogue:
        catalogue.documents(_documents(_asking(store, ())(_DOCUMENTS, "")))
        _fill(catalogue, _asking(store, ()), of_all=True)
        catalogue.tally()


def renew_catalogue(path: Path, store: Store, iris: Collection[str]) -> None:
    """Bring a catalogue up to date, where only these things and what they state may have changed."""
    names = sorted(iris)
    asking = [_asking(store, names[at : at + _AT_ONCE]) for at in range(0, len(names), _AT_ONCE)]
    try:
        with writing(path, new=False) as catalogue:
            for iri in names:
                catalogue.forget(iri)
            found = (_documents(ask(_DOCUMENTS, "VALUES ?iri { %s }")) for ask in asking)
            catalogue.documents(chain.from_iterable(found))
            for ask in asking:
                _fill(catalogue, ask, of_all=False)
            catalogue.tally(names)
    except NoRoomError:
        path.unlink()
        build_catalogue(path, store)


def _asking(store: Store, among: Sequence[str]) -> charging.Ask:
    """Asks of these documents; of all where none are named."""

    def ask(query: str, pattern: str) -> Iterator[QuerySolution]:
        only = pattern.replace("%s", " ".join(f"<{iri}>" for iri in among)) if among else ""
        found = evaluate(store, query.replace("AMONG", only))
        assert isinstance(found, QuerySolutions)
        return iter(found)

    return ask


def _fill(catalogue: CatalogueWriter, ask: charging.Ask, *, of_all: bool) -> None:
    """Everything that the catalogue has of all documents, or of those that are asked about."""
    catalogue.paths(map(_path, ask(_PATHS, "VALUES ?lower { %s }")))
    mentions = (ask(query, "VALUES ?citing { %s } ?citation cancu:citingDocument ?citing .") for query in _MENTIONS)
    catalogue.mentions(map(_mention, chain.from_iterable(mentions)))
    catalogue.parts(charging.parts(ask))
    due, timed = charging.dues(ask, of_all=of_all)
    catalogue.deadlines(due)
    catalogue.parts(timed)


def document_name(type_label: str, number: str, symbol: str, title: str) -> str:
    """«Chỉ thị 28-CT/TW»; without a number «Kế hoạch số …/KH-SGDĐT» or the title."""
    if number:
        return f"{type_label} {number}"
    if symbol:
        return f"{type_label} số …/{symbol}"
    if title:
        starts = title.casefold().startswith(type_label.casefold())
        return title if starts else f"{type_label} {title[:1].lower()}{title[1:]}"
    return type_label


def _documents(rows: Iterable[QuerySolution]) -> Iterator[tuple[Entry, str]]:
    """Each document once, however many labels or areas the data give it, with its place in lists."""
    best: dict[str, tuple[str, ...]] = {}
    for row in rows:
        values = tuple(map(plain, row))
        best[values[0]] = min(values, best.get(values[0], values))
    for iri, is_plan, *texts, mentions, implementing in best.values():
        said: dict[str, Any] = dict(zip(COLUMNS[1:-2], texts, strict=True))
        entry = Entry(iri, is_plan == "true", **said, mentions=int(mentions or 0), implementing=int(implementing or 0))
        yield entry, _place(entry)


def _place(entry: Entry) -> str:
    """From the centre down, then by issuer, date and name as in Vietnamese."""
    levels = list(labels(LEVEL))
    level = entry.level.removeprefix(LEVEL)
    rank = levels.index(level) if level in levels else len(levels)
    kind = labels(TYPE).get(entry.type.removeprefix(TYPE), "")
    name = document_name(kind, entry.number, entry.symbol, entry.title)
    return "\x00".join((str(rank), sort_text(entry.issuer_label), entry.issued, sort_text(name)))


def _path(row: QuerySolution) -> LineagePath:
    upper, lower, relation, basis, depth, via = map(plain, row)
    rank = BASES.index(basis) if basis in BASES else len(BASES)
    return LineagePath(upper, lower, RELATIONS.index(relation), rank, int(depth), via)


def _mention(row: QuerySolution) -> MentionOf:
    cited, citation, order = map(plain, row)
    citing, _, name = citation.partition("#")
    return MentionOf(cited, citing, int(order or 0), f"#{name}")
