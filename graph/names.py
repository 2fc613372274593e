"""Namespaces, and the only place where IRIs are minted."""

import re
import unicodedata
from functools import lru_cache

ROOT = "https://w3id.org/cancu/"
"""Base of every IRI; registered later, so pages link relatively and never depend on it resolving."""

ONTOLOGY = ROOT + "ontology#"
ID = ROOT + "id/"
GRAPH = ROOT + "graph/"
SHAPE = ROOT + "shape/"

TYPE = ROOT + "type/"
LEVEL = ROOT + "level/"
SYSTEM = ROOT + "system/"
RELATION = ROOT + "relation/"
BASIS = ROOT + "basis/"
RESOLUTION = ROOT + "resolution/"
ROLE = ROOT + "role/"
NUMBER_STATUS = ROOT + "number-status/"
STATUS = ROOT + "status/"
HELD = ROOT + "held/"
QUALITY = ROOT + "quality/"
ORIGIN = ROOT + "origin/"
KIND = ROOT + "kind/"
UNIT = ROOT + "unit/"
VERIFICATION = ROOT + "verification/"
REVIEW = ROOT + "review/"
FUNCTION = ROOT + "function/"
GROUP_TERM = ROOT + "group-term/"
VALIDITY = ROOT + "validity/"
DIRECTION = ROOT + "direction/"

ELI = "http://data.europa.eu/eli/ontology#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "cancu": ONTOLOGY,
    "id": ID,
    "body": ID + "body/",
    "body-group": ID + "body-group/",
    "area": ID + "area/",
    "indicator": ID + "indicator/",
    "programme": ID + "programme/",
    "event": ID + "event/",
    "graph": GRAPH,
    "shape": SHAPE,
    "type": TYPE,
    "level": LEVEL,
    "system": SYSTEM,
    "relation": RELATION,
    "basis": BASIS,
    "resolution": RESOLUTION,
    "role": ROLE,
    "number-status": NUMBER_STATUS,
    "status": STATUS,
    "held": HELD,
    "quality": QUALITY,
    "origin": ORIGIN,
    "kind": KIND,
    "unit": UNIT,
    "verification": VERIFICATION,
    "review": REVIEW,
    "function": FUNCTION,
    "group-term": GROUP_TERM,
    "validity": VALIDITY,
    "direction": DIRECTION,
    "eli": ELI,
    "org": ORG,
    "prov": PROV,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "dcat": DCAT,
    "void": VOID,
    "sh": SH,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
}
"""Prefixes of every Turtle file written, every saved query and the SPARQL page."""

REFERENCE_GRAPH = GRAPH + "reference"
INSTRUMENTS_GRAPH = GRAPH + "instruments"
DERIVED_GRAPH = GRAPH + "derived"

TITLE_SLUG_LENGTH = 60
"""Letters of a folded title that stand for a missing number."""


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """ASCII words joined by «-», for IRIs and file names: «Sở Y tế» → «so-y-te»."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("Ð", "D"))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _cut(words: str) -> str:
    if len(words) <= TITLE_SLUG_LENGTH:
        return words
    return words[: TITLE_SLUG_LENGTH + 1].rpartition("-")[0] or words[:TITLE_SLUG_LENGTH]


def document_iri(
    issuer_slug: str, type_slug: str, year: str | None, number: str | None, number_year: str | None, title: str
) -> str:
    """IRI of a document in the register that numbers it.

    `number` has no leading zeros. A number that carries its year («26/2021/NQ-HĐND») belongs to another register
    than the bare one («26/NQ-HĐND»), hence the last segment «26-2021». Without a number the folded title stands in.
    """
    last = "_" + _cut(slug(title)) if number is None else "-".join(filter(None, (slug(number), number_year)))
    return f"{ID}{issuer_slug}/{type_slug}/{year or '_'}/{last}"


def law_iri(name: str, year: str | None) -> str:
    """IRI of an instrument cited by name alone («Luật Trẻ em năm 2016»)."""
    return f"{ID}luat/{year or '_'}/{_cut(slug(name))}"


def term(curie: str) -> str:
    """Expand «cancu:section» to its IRI. Raises KeyError for an unknown prefix."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def body_iri(body_slug: str) -> str:
    """IRI of a body."""
    return f"{ID}body/{body_slug}"


def group_iri(name: str, area_slug: str | None) -> str:
    """IRI of a group of bodies («các sở, ban, ngành») of an area."""
    return f"{ID}body-group/{slug(name)}" + (f"-{area_slug}" if area_slug else "")


def area_iri(area_slug: str) -> str:
    """IRI of an administrative area."""
    return f"{ID}area/{area_slug}"


def indicator_iri(measure: str) -> str:
    """IRI of a shared indicator, named after the whole of what it measures: long names differ in their last words."""
    return f"{ID}indicator/{slug(measure)}"


def programme_iri(name: str) -> str:
    """IRI of a programme, named after its whole title: periods and places tell long titles apart."""
    return f"{ID}programme/{slug(name)}"


def event_iri(*words: str) -> str:
    """IRI of a change of bodies or areas, named after what came of it: `event_iri("tinh-dong-nai~2025")`."""
    return f"{ID}event/{'-'.join(words)}"


def succession_iri(body: str, function: str | None, successor: str | None) -> str:
    """The derived node that says who came after `body`, for one function or for all; None where nobody did."""
    parts = [(function or "").removeprefix(FUNCTION), (successor or "").removeprefix(ID + "body/")]
    return f"{body}#succession-" + "-".join(part or "_" for part in parts)


def graph_iri(document: str) -> str:
    """Named graph that describes the document `document`."""
    return GRAPH + document.removeprefix(ID)


def part_iri(document: str, *parts: str) -> str:
    """IRI of a part of a document: `part_iri(plan, "cit", "II.1", "28-ct-tw", "1")`."""
    kept = [re.sub(r"[^A-Za-z0-9.]+", "-", _ascii(p)).strip("-") for p in parts]
    return f"{document}#" + "-".join(k for k in kept if k)


def ground_path_iri(source: str, target: str, further_basis: str = "") -> str:
    """The derived node that says how `source` rests on `target`; `further_basis` where it does in a second way."""
    node = f"{source}#ground-{target.removeprefix(ID)}"
    return f"{node}-{further_basis.removeprefix(BASIS)}" if further_basis else node


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "dd").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plan_file_stem(document: str) -> str:
    """File name (without ending) of a document's Turtle: its IRI path with «_» between the segments."""
    return document.removeprefix(ID).replace("/", "_")
