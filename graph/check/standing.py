"""Whether the documents that a draft cites still stand, on its own day and today, by the evidence in the data.

The saved question `ground-status` asks it of what a plan directly rests on. Here every document that the draft cites
counts as a ground; the paths that say so are put into the store of the check alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from cancu.graph.engine import EmbeddedEngine
from cancu.graph.names import DERIVED_GRAPH, ONTOLOGY, RELATION, XSD
from cancu.graph.saved import bind_terms, saved_queries

_DERIVED = NamedNode(DERIVED_GRAPH)
_INTEGER = NamedNode(XSD + "integer")


@dataclass(frozen=True, slots=True)
class Standing:
    """Status of a document on a day (a concept of the ontology's list) and why, in Vietnamese."""

    status: str
    reason: str


def cited_as_grounds(engine: EmbeddedEngine, document: str, instruments: Iterable[str]) -> None:
    """Let each instrument count as a direct ground of the document."""
    for at, instrument in enumerate(sorted(set(instruments))):
        path = NamedNode(f"{document}#ground-check-{at}")
        for name, value in (
            ("pathFrom", NamedNode(document)),
            ("pathTo", NamedNode(instrument)),
            ("relation", NamedNode(RELATION + "cites")),
            ("depth", Literal("1", datatype=_INTEGER)),
        ):
            engine.store.add(Quad(path, NamedNode(ONTOLOGY + name), value, _DERIVED))


def standings(engine: EmbeddedEngine, document: str, day: str) -> dict[str, Standing]:
    """Of each ground of the document how it stands on `day` (ISO)."""
    at = Literal(day, datatype=NamedNode(XSD + "date"))
    query = bind_terms(saved_queries()["ground-status"], {"plan": NamedNode(document), "at": at})
    return {row["instrument"]: Standing(row["status"], row["reason"]) for row in engine.select(query).values()}
