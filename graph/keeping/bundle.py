"""The plans that come with the program, beside the documents in hand."""

from functools import cache
from pathlib import Path

from cancu.graph.known import TEXT, Instrument
from cancu.graph.names import plan_file_stem
from cancu.graph.reading import bundled
from cancu.graph.sources import bundled_sources, read_turtle

_NAMING = {"citedDocument", "candidate"}


@cache
def bundled_plans() -> frozenset[str]:
    """IRIs of the bundled plans."""
    return frozenset(i.iri for i in bundled().by_iri.values() if i.held == TEXT)


def bundled_plan(document: str) -> Instrument | None:
    """The bundled plan with this IRI."""
    return bundled().by_iri[document] if document in bundled_plans() else None


@cache
def bundled_texts() -> dict[str, str]:
    """IRIs of the bundled plans by the SHA-256 of the text they were read from."""
    found = {}
    for path in bundled_sources().plans:
        for quad in read_turtle(path):
            if quad.predicate.value.endswith("#sha256"):
                found[quad.object.value] = quad.subject.value.partition("#")[0]  # type: ignore[union-attr]
    return found


@cache
def cited_by_bundled(without: frozenset[str]) -> frozenset[str]:
    """What the bundled plans cite, apart from those that a document in hand took the place of."""
    stems = {plan_file_stem(name) for name in without}
    found = set()
    for path in (p for p in bundled_sources().plans if Path(p).stem not in stems):
        for quad in read_turtle(path):
            if quad.predicate.value.rpartition("#")[2] in _NAMING:
                found.add(quad.object.value)  # type: ignore[union-attr]
    return frozenset(found)
