"""Which instruments are normative: by type, by the year in the number, or because somebody decided so."""

from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode, RdfFormat, parse

from cancu.graph.names import ONTOLOGY
from cancu.graph.registry.model import DocumentType

_RESOLUTION = "nghi-quyet"
_ASSEMBLY = frozenset({"quoc-hoi", "uy-ban-thuong-vu-quoc-hoi"})


def is_normative(kind: DocumentType, register: str | None, number_year: str | None, iri: str) -> bool:
    """Whether an instrument of this type, register (slug of the body) and year in its number is normative.

    Every number of the National Assembly bears a year, also that of a resolution without norms: one of its resolutions
    is normative only where the record says so (Nghị định 78/2025/NĐ-CP, Điều 7, 71, for the others).
    """
    if kind.slug == _RESOLUTION and register in _ASSEMBLY:
        return iri in _decided()
    return kind.regime == "normative" or bool(number_year)


@cache
def _decided() -> frozenset[str]:
    """The instruments that `graph/data/validity.ttl` says are normative."""
    data = files("cancu").joinpath("graph/data/validity.ttl").read_bytes()
    return frozenset(
        quad.subject.value
        for quad in parse(data, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
        and quad.predicate.value == ONTOLOGY + "regime"
        and quad.object == NamedNode(ONTOLOGY + "NormativeInstrument")
    )
