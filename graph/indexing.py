"""Reads from a store what the search index is to hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.engine import Engine
from cancu.graph.index_file import Entry, change_index, write_index
from cancu.graph.saved import SavedQuery
from cancu.graph.spelling import folded_words, vi_date

_INSTRUMENTS = """
SELECT ?iri ?type ?slug ?number ?title ?date ?issuer ?area ?level ?file ?mentions (BOUND(?plan) AS ?is_plan)
WHERE { AMONG
  ?iri a cancu:Instrument .
  OPTIONAL { ?iri a ?plan FILTER(?plan = cancu:Plan) }
  OPTIONAL { ?iri eli:work_type ?slug OPTIONAL { ?slug skos:prefLabel ?type FILTER(LANG(?type) = "vi") } }
  OPTIONAL { ?iri cancu:documentNumber ?number }
  OPTIONAL { ?iri dcterms:title ?title }
  OPTIONAL { ?iri dcterms:issued ?date }
  OPTIONAL { ?iri cancu:issuedBy/skos:prefLabel ?issuer FILTER(LANG(?issuer) = "vi") }
  OPTIONAL { ?iri eli:jurisdiction/skos:prefLabel ?area FILTER(LANG(?area) = "vi") }
  OPTIONAL { ?iri cancu:level ?level }
  OPTIONAL { ?iri dcterms:source/cancu:fileName ?file }
  OPTIONAL { ?iri cancu:citationCount ?mentions }
} ORDER BY ?iri ?type ?number ?title ?date ?issuer ?area ?level ?file
"""
_CITED_AS = "SELECT ?iri ?number WHERE { AMONG ?iri cancu:citedAs ?number } ORDER BY ?iri ?number"
_AGENCIES = """
SELECT ?iri ?label ?parent ?tasks ?ended WHERE { AMONG
  VALUES ?class { org:FormalOrganization cancu:BodyGroup }
  ?iri a ?class ; skos:prefLabel ?label FILTER(LANG(?label) = "vi")
  OPTIONAL { ?iri org:subOrganizationOf/skos:prefLabel ?parent FILTER(LANG(?parent) = "vi") }
  OPTIONAL { ?iri cancu:endedOn ?ended }
  OPTIONAL { { SELECT ?iri (COUNT(?task) AS ?tasks) WHERE { AMONG ?task cancu:assignee ?iri } GROUP BY ?iri } }
} ORDER BY ?iri ?label ?parent ?ended
"""
_NAMES = """
SELECT DISTINCT ?iri ?name WHERE {
  { AMONG ?iri skos:altLabel ?name } UNION { AMONG ?iri a org:FormalOrganization ; cancu:symbolCode ?name }
} ORDER BY ?iri ?name
"""
_KINDS = """
SELECT DISTINCT ?template ?short WHERE {
  ?kind cancu:nameTemplate ?template .
  { ?kind skos:altLabel ?short } UNION { ?kind cancu:symbolCode ?short }
} ORDER BY ?template ?short
"""
_INDICATORS = """
SELECT ?iri ?label (COUNT(?target) AS ?targets) WHERE { AMONG
  ?iri a cancu:Indicator ; skos:prefLabel ?label FILTER(LANG(?label) = "vi")
  OPTIONAL { ?target cancu:indicator ?iri }
} GROUP BY ?iri ?label ORDER BY ?iri ?label
"""
_AREAS = """
SELECT ?iri ?label ?within ?ended WHERE { AMONG
  ?iri a eli:AdministrativeArea ; skos:prefLabel ?label FILTER(LANG(?label) = "vi")
  OPTIONAL { ?iri dcterms:isPartOf/skos:prefLabel ?within FILTER(LANG(?within) = "vi") }
  OPTIONAL { ?iri cancu:endedOn ?ended }
} ORDER BY ?iri ?label ?within ?ended
"""
_TYPES = """
SELECT ?type ?word WHERE {
  ?scheme_type skos:inScheme ?scheme .
  { ?type skos:prefLabel|skos:altLabel ?word } UNION { ?type cancu:typeSymbol ?word }
  FILTER(?type = ?scheme_type && STRSTARTS(STR(?type), "https://w3id.org/cancu/type/"))
} ORDER BY ?type ?word
"""
_AT_ONCE = 1_000
_ALIASES = """
SELECT ?old ?new WHERE { ?old dcterms:isReplacedBy ?new FILTER EXISTS { ?new a cancu:Instrument } } ORDER BY ?old
"""


def build_index(path: Path, engine: Engine, questions: Iterable[SavedQuery]) -> None:
    """Write the index of all documents, bodies, indicators, areas and questions to a new file."""
    types: dict[str, list[str]] = defaultdict(list)
    for row in engine.select(_TYPES).values():
        types[row["type"].rpartition("/")[2]].append(row["word"])
    write_index(path, [*_entries(_Things(engine, "")), *_asked(questions)], types, _aliases(engine))


def renew_index(path: Path, engine: Engine, iris: Collection[str]) -> None:
    """Bring an index file up to date, where only these documents, bodies, indicators and areas may have changed."""
    names = sorted(iris)
    entries: list[Entry] = []
    for at in range(0, len(names), _AT_ONCE):
        among = " ".join(f"<{iri}>" for iri in names[at : at + _AT_ONCE])
        entries += _entries(_Things(engine, f"VALUES ?iri {{ {among} }}"))
    change_index(path, names, entries, _aliases(engine))


@dataclass(frozen=True, slots=True)
class _Things:
    """What is read for the index: everything, or the IRIs that `among` binds to ?iri."""

    engine: Engine
    among: str

    def rows(self, query: str) -> list[dict[str, str]]:
        """Rows of one of the queries above about these things."""
        return self.engine.select(query.replace("AMONG", self.among)).values()


def _entries(things: _Things) -> Iterator[Entry]:
    names = _names(things)
    shorts: dict[str, list[str]] = defaultdict(list)
    for row in things.engine.select(_KINDS).values():
        shorts[row["template"].split("{")[0].strip()].append(row["short"])
    yield from _documents(things)
    yield from _bodies(things, names, shorts)
    yield from _others(things, names)


def _aliases(engine: Engine) -> dict[str, str]:
    return {row["old"]: row["new"] for row in engine.select(_ALIASES).values()}


def document_label(type_name: str, number: str, title: str) -> str:
    """How a document is named in a list: type and number, title; the title alone where it begins with the type."""
    if not number:
        begins = folded_words(title)[: len(folded_words(type_name))] == folded_words(type_name)
        return (title if begins else f"{type_name}: {title}") if title else type_name
    return f"{type_name} {number}: {title}" if title else f"{type_name} {number}"


def _documents(things: _Things) -> Iterator[Entry]:
    cited_as: dict[str, list[str]] = defaultdict(list)
    for row in things.rows(_CITED_AS):
        cited_as[row["iri"]].append(row["number"])
    seen: set[str] = set()
    for row in things.rows(_INSTRUMENTS):
        if row["iri"] in seen:
            continue
        seen.add(row["iri"])
        yield Entry(
            iri=row["iri"],
            kind="plan" if row["is_plan"] == "true" else "instrument",
            label=document_label(row["type"], row["number"], row["title"]),
            detail=" · ".join(part for part in (row["issuer"], vi_date(row["date"])) if part),
            number=row["number"],
            cited_as=tuple(cited_as.get(row["iri"], ())),
            date=row["date"],
            issuer=row["issuer"],
            file=row["file"],
            type=row["slug"].rpartition("/")[2],
            level=row["level"].rpartition("/")[2],
            area=row["area"],
            weight=int(row["mentions"] or 0),
            names=(row["title"],) if row["title"] else (),
            words=row["area"],
        )


def _names(things: _Things) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in things.rows(_NAMES):
        names[row["iri"]].append(row["name"])
    return names


def _bodies(things: _Things, names: dict[str, list[str]], shorts: dict[str, list[str]]) -> Iterator[Entry]:
    """Bodies and groups; `shorts` holds the short forms of the opening words of a kind's full name."""
    for row in things.rows(_AGENCIES):
        label = row["label"]
        known = [label, *names.get(row["iri"], ())]
        openings = (label[:at] for at, letter in enumerate(label) if letter == " ")
        known += [short + label[len(full) :] for full in openings for short in shorts.get(full, ())]
        yield Entry(
            iri=row["iri"],
            kind="agency",
            label=label,
            detail=_with_end(row["parent"], row["ended"]),
            weight=int(row["tasks"] or 0),
            names=tuple(dict.fromkeys(known[1:])),
        )


def _others(things: _Things, names: dict[str, list[str]]) -> Iterator[Entry]:
    for row in things.rows(_INDICATORS):
        yield Entry(row["iri"], "indicator", row["label"], weight=int(row["targets"]), names=tuple(names[row["iri"]]))
    for row in things.rows(_AREAS):
        detail = _with_end(row["within"], row["ended"])
        yield Entry(row["iri"], "area", row["label"], detail, names=tuple(names[row["iri"]]))


def _with_end(within: str, ended: str) -> str:
    """What tells a thing from its namesakes: what it belongs to, and from when it is no more."""
    return " · ".join(part for part in (within, f"kết thúc từ {vi_date(ended)}" if ended else "") if part)


def _asked(questions: Iterable[SavedQuery]) -> Iterator[Entry]:
    for query in questions:
        yield Entry(f"question:{query.name}", "question", query.title_vi, query.answer_vi, words=query.title_en)
