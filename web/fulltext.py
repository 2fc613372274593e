"""Search in the texts of the data folder: sections that have the words typed, and the text itself at its place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from markupsafe import Markup
from pyoxigraph import Literal

from cancu.graph.fulltext import SectionHit, places_of, ranked, search_sections, sections
from cancu.web import present
from cancu.web.errors import ProblemError
from cancu.web.marking import highlighted
from cancu.web.refs import DocumentRef, document
from cancu.web.site import knowledge, site, text_of

fulltext = Blueprint("fulltext", __name__)

AROUND = 140
"""Characters of a section shown on each side of the first word found."""
LONGEST = 300
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A section found: of which document, the words in their sentence, and where to read on."""

    document: DocumentRef
    place: str
    snippet: Markup
    href: str
    near: bool


@dataclass(frozen=True, slots=True)
class SectionResults:
    """A page of sections and how many there are in all."""

    results: Sequence[SectionResult]
    total: int


def documents_of(sha256s: Iterable[str]) -> dict[str, DocumentRef]:
    """The documents of the data that were read from these texts, in one query."""
    values = " ".join(str(Literal(sha256)) for sha256 in sorted(set(sha256s)))
    if not values:
        return {}
    query = f"""SELECT ?sha256 ?doc ?docType ?docNumber ?docSymbol ?docTitle ?docIssued ?docYear
      ?docIssuer ?docIssuerLabel WHERE {{
      VALUES ?sha256 {{ {values} }}
      ?text cancu:sha256 ?sha256 . ?doc dcterms:source ?text .
      OPTIONAL {{ ?doc eli:work_type ?docType }}
      OPTIONAL {{ ?doc cancu:documentNumber ?docNumber }}
      OPTIONAL {{ ?doc cancu:symbol ?docSymbol }}
      OPTIONAL {{ ?doc dcterms:title ?docTitle }}
      OPTIONAL {{ ?doc dcterms:issued ?docIssued }}
      OPTIONAL {{ ?doc cancu:year ?docYear }}
      OPTIONAL {{ ?doc cancu:issuedBy ?docIssuer . ?docIssuer skos:prefLabel ?docIssuerLabel }}
    }} ORDER BY ?doc"""
    found: dict[str, DocumentRef] = {}
    for row in knowledge().engine.select(query).values():
        found.setdefault(row["sha256"], document(row, "doc"))
    return found


def found_sections(typed: str, limit: int, offset: int = 0) -> SectionResults:
    """Sections with the words typed, in the texts that the data folder holds; no more than some hundreds."""
    home = site().home
    hits = search_sections(home, typed) if home is not None else None
    if not hits:
        return SectionResults((), 0)
    known = documents_of(hit.sha256 for hit in hits)
    texts = {sha256: content for sha256 in known if (content := text_of(sha256)) is not None}
    ordered = ranked(hits, typed, texts)
    shown = [_result(hit, known[hit.sha256], texts[hit.sha256], typed) for hit in ordered[offset : offset + limit]]
    return SectionResults(shown, len(ordered))


def _result(hit: SectionHit, ref: DocumentRef, content: str, typed: str) -> SectionResult:
    places = places_of(content, typed, hit.start, hit.stop)
    first = places[0][0] if places else hit.start
    low, high = max(hit.start, first - AROUND), min(hit.stop, first + AROUND)
    low = low if low == hit.start else content.find(" ", low, first) + 1 or low
    high = high if high == hit.stop else max(content.rfind(" ", first, high), first + 1)
    piece = content[low:high].replace("\n", " ").replace("\f", " ")
    marked = highlighted(piece, [(a - low, b - low) for a, b in places if low <= a and b <= high])
    before, after = "… " if low > hit.start else "", " …" if high < hit.stop else ""
    href = f"/text/{hit.sha256}?" + urlencode({"q": typed}) + f"#at-{hit.start}"
    return SectionResult(ref, present.section(hit.path), Markup("{}{}{}").format(before, marked, after), href, hit.near)


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of the text as it is read on the page."""

    anchor: str
    place: str
    content: Markup


@fulltext.get("/text/<sha256>")
def text_page(sha256: str) -> str:
    """A whole text by sections, as it was read; `?q=` marks words, `?from=&to=` the characters of one passage."""
    known = documents_of([sha256]) if _SHA256.fullmatch(sha256) else {}
    content = text_of(sha256) if known else None
    if content is None:
        raise ProblemError.not_found("toàn văn")
    typed = " ".join(request.args.get("q", "")[:LONGEST].split())
    first, last = request.args.get("from", ""), request.args.get("to", "")
    chosen = []
    if first.isdecimal() and last.isdecimal() and len(first + last) < 20 and int(first) < int(last) <= len(content):
        chosen = [(int(first), int(last))]
    parts = []
    for path, start, stop in sections(content):
        marks = [(a, b) for a, b in chosen if a < stop and b > start] or places_of(content, typed, start, stop)
        inside = [(max(a, start) - start, min(b, stop) - start) for a, b in marks]
        parts.append(
            Passage(
                f"at-{start}",
                present.section(path),
                highlighted(content[start:stop].strip("\n"), _moved(inside, content[start:stop])),
            )
        )
    return render_template("text.html", doc=known[sha256], parts=parts, typed=typed)


def _moved(marks: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Marks of a text whose empty lines at the beginning are cut off."""
    cut = len(text) - len(text.lstrip("\n"))
    return [(max(a - cut, 0), b - cut) for a, b in marks if b > cut]
