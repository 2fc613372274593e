"""Chooses the representation a client gets from its Accept header.

Own parser, because ties and a missing header must follow the server's documented order, parameters such as
`charset` must not defeat a match, and a malformed item must be ignored rather than fail the request.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HTML = "text/html"
JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class Variant:
    """A representation: the file ending that names it, its media type, and other names clients may use for it."""

    ending: str
    media_type: str
    synonyms: tuple[str, ...] = ()


PAGE = Variant("html", HTML, ("application/xhtml+xml",))
TURTLE = Variant("ttl", "text/turtle", ("application/x-turtle",))
JSON_LD = Variant("jsonld", "application/ld+json")
N_TRIPLES = Variant("nt", "application/n-triples")
RDF_XML = Variant("rdf", "application/rdf+xml")
RDF_VARIANTS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)

RESULTS_JSON = Variant("json", "application/sparql-results+json", (JSON,))
RESULTS_XML = Variant("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
RESULTS_CSV = Variant("csv", "text/csv")
RESULTS_TSV = Variant("tsv", "text/tab-separated-values")
RESULT_VARIANTS = (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)


@dataclass(frozen=True, slots=True)
class _Range:
    main: str
    sub: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """3 for the exact type, 2 for `main/*`, 1 for `*/*`, 0 for no match."""
        main, _, sub = media_type.partition("/")
        if self.main == "*" and self.sub == "*":
            return 1
        if self.main != main:
            return 0
        if self.sub == "*":
            return 2
        return 3 if self.sub == sub else 0


def _ranges(header: str) -> list[_Range]:
    found = []
    for item in header.lower().split(","):
        kind, *parameters = (part.strip() for part in item.split(";"))
        main, slash, sub = kind.partition("/")
        if not (slash and main and sub) or " " in kind:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = -1.0
        if 0.0 <= quality <= 1.0:
            found.append(_Range(main, sub, quality))
    return found


def _quality(ranges: Sequence[_Range], variant: Variant) -> float:
    matches = [(r.specificity(variant.media_type), r.quality) for r in ranges]
    best = max((m for m in matches if m[0]), default=(0, 0.0))[1]
    named = [r.quality for r in ranges for name in variant.synonyms if r.specificity(name) == 3]
    return max([best, *named])


def choose(header: str | None, variants: Sequence[Variant]) -> Variant | None:
    """The variant `header` prefers; ties go to the earlier variant; None when nothing offered is acceptable."""
    if header is None or not header.strip():
        return variants[0]
    ranges = _ranges(header)
    if not ranges:
        return variants[0]
    best, chosen = 0.0, None
    for variant in variants:
        quality = _quality(ranges, variant)
        if quality > best:
            best, chosen = quality, variant
    return chosen


def prefers_page(header: str | None) -> bool:
    """Whether the client is a browser: it names text/html and likes it at least as much as JSON."""
    ranges = _ranges(header or "")
    named = [r for r in ranges if (r.main, r.sub) in (("text", "html"), ("application", "xhtml+xml")) and r.quality > 0]
    return bool(named) and _quality(ranges, PAGE) >= _quality(ranges, Variant("json", JSON, (PROBLEM_JSON,)))


def error_kind(header: str | None) -> str:
    """Media type of an error message: HTML for browsers, problem JSON where JSON is accepted, else plain text."""
    if prefers_page(header):
        return HTML
    ranges = _ranges(header or "*/*")
    json_types = (JSON, RESULTS_JSON.media_type, JSON_LD.media_type)
    if _quality(ranges, Variant("json", PROBLEM_JSON, json_types)) > 0:
        return PROBLEM_JSON
    return PLAIN


def by_ending(ending: str, variants: Sequence[Variant]) -> Variant | None:
    """The variant a file ending names."""
    return next((v for v in variants if v.ending == ending), None)
