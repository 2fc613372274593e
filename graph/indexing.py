"""Reads from a store what the search index is to hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from cancu.graph.engine import Engine
from cancu.graph.saved import SavedQuery
from cancu.graph.search import Entry, write_index
from cancu.graph.spelling import folded_words, vi_date

_INSTRUMENTS = """
SELECT ?iri ?type ?slug ?number ?title ?date ?issuer ?area ?file ?mentions (BOUND(?plan) AS ?is_plan) WHERE {
  ?iri a cancu:Instrument .
  OPTIONAL { ?iri a ?plan FILTER(?plan = cancu:Plan) }
  OPTIONAL { ?iri eli:work_type ?slug OPTIONAL { ?slug skos:prefLabel ?type FILTER(LANG(?type) = "vi") } }
  OPTIONAL { ?iri cancu:documentNumber ?number }
  OPTIONAL { ?iri dcterms:title ?title }
  OPTIONAL { ?iri dcterms:issued ?date }
  OPTIONAL { ?iri cancu:issuedBy/skos:prefLabel ?issuer FILTER(LANG(?issuer) = "vi") }
  OPTIONAL { ?iri eli:jurisdiction/skos:prefLabel ?area FILTER(LANG(?area) = "vi") }
  OPTIONAL { ?iri dcterms:source/cancu:fileName ?file }
  OPTIONAL { ?iri cancu:citationCount ?mentions }
} ORDER BY ?iri
"""
_CITED_AS = "SELECT ?iri ?number WHERE { ?iri cancu:citedAs ?number } ORDER BY ?iri ?number"
_AGENCIES = """
SELECT ?iri ?label ?parent ?tasks WHERE {
  VALUES ?class { org:FormalOrganization cancu:BodyGroup }
  ?iri a ?class ; skos:prefLabel ?label FILTER(LANG(?label) = "vi")
  OPTIONAL { ?iri org:subOrganizationOf/skos:prefLabel ?parent FILTER(LANG(?parent) = "vi") }
  OPTIONAL { { SELECT ?iri (COUNT(?task) AS ?tasks) WHERE { ?task cancu:assignee ?iri } GROUP BY ?iri } }
} ORDER BY ?iri
"""
_NAMES = """
SELECT DISTINCT ?iri ?name WHERE {
  { ?iri skos:altLabel ?name } UNION { ?iri a org:FormalOrganization ; cancu:symbolCode ?name }
} ORDER BY ?iri ?name
"""
_KINDS = """
SELECT DISTINCT ?template ?short WHERE {
  ?kind cancu:nameTemplate ?template .
  { ?kind skos:altLabel ?short } UNION { ?kind cancu:symbolCode ?short }
} ORDER BY ?template ?short
"""
_INDICATORS = """
SELECT ?iri ?label (COUNT(?target) AS ?targets) WHERE {
  ?iri a cancu:Indicator ; skos:prefLabel ?label FILTER(LANG(?label) = "vi")
  OPTIONAL { ?target cancu:indicator ?iri }
} GROUP BY ?iri ?label ORDER BY ?iri
"""
_AREAS = """
SELECT ?iri ?label ?within ?ended WHERE {
  ?iri a eli:AdministrativeArea ; skos:prefLabel ?label FILTER(LANG(?label) = "vi")
  OPTIONAL { ?iri dcterms:isPartOf/skos:prefLabel ?within FILTER(LANG(?within) = "vi") }
  OPTIONAL { ?iri cancu:endedOn ?ended }
} ORDER BY ?iri
"""
_TYPES = """
SELECT ?type ?word WHERE {
  ?scheme_type skos:inScheme ?scheme .
  { ?type skos:prefLabel|skos:altLabel ?word } UNION { ?type cancu:typeSymbol ?word }
  FILTER(?type = ?scheme_type && STRSTARTS(STR(?type), "https://w3id.org/cancu/type/"))
} ORDER BY ?type ?word
"""
_ALIASES = "SELECT ?old ?new WHERE { ?old dcterms:isReplacedBy ?new . ?new a cancu:Instrument } ORDER BY ?old"


def build_index(path: Path, engine: Engine, questions: Iterable[SavedQuery]) -> None:
    """Write the index of all documents, bodies, indicators, areas and questions to a new file."""
    names = _names(engine)
    shorts: dict[str, list[str]] = defaultdict(list)
    for row in engine.select(_KINDS).values():
        shorts[row["template"].split("{")[0].strip()].append(row["short"])
    entries = [*_documents(engine), *_bodies(engine, names, shorts), *_others(engine, names), *_asked(questions)]
    types: dict[str, list[str]] = defaultdict(list)
    for row in engine.select(_TYPES).values():
        types[row["type"].rpartition("/")[2]].append(row["word"])
    aliases = {row["old"]: row["new"] for row in engine.select(_ALIASES).values()}
    write_index(path, entries, types, aliases)


def document_label(type_name: str, number: str, title: str) -> str:
    """How a document is named in a list: type and number, title; the title alone where it begins with the type."""
    if not number:
        begins = folded_words(title)[: len(folded_words(type_name))] == folded_words(type_name)
        return (title if begins else f"{type_name}: {title}") if title else type_name
    return f"{type_name} {number}: {title}" if title else f"{type_name} {number}"


def _documents(engine: Engine) -> Iterator[Entry]:
    cited_as: dict[str, list[str]] = defaultdict(list)
    for row in engine.select(_CITED_AS).values():
        cited_as[row["iri"]].append(row["number"])
    seen: set[str] = set()
    for row in engine.select(_INSTRUMENTS).values():
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
            weight=int(row["mentions"] or 0),
            names=(row["title"],) if row["title"] else (),
            words=row["area"],
        )


def _names(engine: Engine) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in engine.select(_NAMES).values():
        names[row["iri"]].append(row["name"])
    return names


def _bodies(engine: Engine, names: dict[str, list[str]], shorts: dict[str, list[str]]) -> Iterator[Entry]:
    """Bodies and groups; `shorts` holds the short forms of the opening words of a kind's full name."""
    for row in engine.select(_AGENCIES).values():
        label = row["label"]
        known = [label, *names.get(row["iri"], ())]
        openings = (label[:at] for at, letter in enumerate(label) if letter == " ")
        known += [short + label[len(full) :] for full in openings for short in shorts.get(full, ())]
        yield Entry(
            iri=row["iri"],
            kind="agency",
            label=label,
            detail=row["parent"],
            weight=int(row["tasks"] or 0),
            names=tuple(dict.fromkeys(known[1:])),
        )


def _others(engine: Engine, names: dict[str, list[str]]) -> Iterator[Entry]:
    for row in engine.select(_INDICATORS).values():
        yield Entry(row["iri"], "indicator", row["label"], weight=int(row["targets"]), names=tuple(names[row["iri"]]))
    for row in engine.select(_AREAS).values():
        ended = f"kết thúc từ {vi_date(row['ended'])}" if row["ended"] else ""
        detail = " · ".join(part for part in (row["within"], ended) if part)
        yield Entry(row["iri"], "area", row["label"], detail, names=tuple(names[row["iri"]]))


def _asked(questions: Iterable[SavedQuery]) -> Iterator[Entry]:
    for query in questions:
        yield Entry(f"question:{query.name}", "question", query.title_vi, query.answer_vi, words=query.title_en)
