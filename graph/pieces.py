"""The record as N-Quads, piece by piece, for a store that is filled while the next piece is read.

The same files give the same pieces in the same order, so a store that was being filled when its process was killed can
be filled on from the piece it had come to. What the derived graph needs is noted on the way: the citations, the
reference data and the titles of documents, little beside the statements themselves.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from cancu.graph.derive import Asserted, derived
from cancu.graph.institutions import institutional, periods
from cancu.graph.names import DCTERMS, DERIVED_GRAPH, INSTRUMENTS_GRAPH, RDF, REFERENCE_GRAPH, graph_iri
from cancu.graph.sources import Sources, cited_quads, described_document, read_turtle, reference_quads

Tell: TypeAlias = Callable[[int, int], object]
"""Is told how many of how many files were read."""


def untold(_done: int, _total: int) -> None:
    """For who need not know."""


PIECE_BYTES = 64 * 2**20
"""About a quarter of a million statements: what the store needs to sort a piece grows with it."""
STATEMENTS_AT_ONCE = 200_000

_OF_DOCUMENTS = frozenset((NamedNode(RDF + "type"), NamedNode(DCTERMS + "title")))
_SHARED = frozenset((NamedNode(REFERENCE_GRAPH), NamedNode(INSTRUMENTS_GRAPH)))


@dataclass(frozen=True, slots=True)
class Noted:
    """What is kept of the record while it passes; `documents` names the one that each plan file describes."""

    documents: dict[str, str] = field(default_factory=dict)
    asserted: Asserted = field(default_factory=Asserted)
    shared: list[Quad] = field(default_factory=list)


def record_pieces(sources: Sources, noted: Noted, tell: Tell) -> Iterator[bytes]:
    """All statements of the record, of which some may repeat. Raises SourceError."""
    piece: list[bytes] = []
    length = 0
    for part in _parts(sources, noted, tell):
        piece.append(part)
        length += len(part)
        if length >= PIECE_BYTES:
            yield b"".join(piece)
            piece, length = [], 0
    yield b"".join(piece)


def period_pieces(noted: Noted) -> Iterator[bytes]:
    """Of what follows from the record that which rules ask for: the periods of instruments and programmes."""
    yield in_graph(list(periods(noted.shared)), DERIVED_GRAPH)


def derived_pieces(noted: Noted) -> Iterator[bytes]:
    """What follows from the record, once all of it has passed; in another order each time."""
    triples = iter(chain(derived(noted.asserted), institutional(noted.shared)))
    while some := list(islice(triples, STATEMENTS_AT_ONCE)):
        yield in_graph(some, DERIVED_GRAPH)


def in_graph(statements: Iterable[Quad] | Iterable[Triple], graph: str) -> bytes:
    """Statements of the default graph as N-Quads of this graph."""
    lines = serialize(statements, format=RdfFormat.N_TRIPLES) or b""
    # Line ends inside texts are escaped: a line ends where its statement does.
    return lines.replace(b" .\n", f" <{graph}> .\n".encode())


def _parts(sources: Sources, noted: Noted, tell: Tell) -> Iterator[bytes]:
    total = len(sources.plans)
    for done, path in enumerate(sources.plans, 1):
        found = read_turtle(path)
        document = noted.documents[path.name] = described_document(path, found)
        for quad in found:
            noted.asserted.note(quad)
            if _of_document(quad):
                noted.shared.append(quad)
        yield in_graph(found, graph_iri(document))
        tell(done, total)
    for quads in (reference_quads(sources), cited_quads(sources, set(noted.documents.values()))):
        while some := list(islice(quads, STATEMENTS_AT_ONCE)):
            for quad in some:
                noted.asserted.note(quad)
            noted.shared.extend(q for q in some if q.graph_name in _SHARED or _of_document(q))
            yield serialize(some, format=RdfFormat.N_QUADS) or b""


def _of_document(quad: Quad) -> bool:
    """Whether it says of a document what it is, or its title."""
    return quad.predicate in _OF_DOCUMENTS and "#" not in str(quad.subject)
