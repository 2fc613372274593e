"""Fills an empty store with the record and with what follows from it, in one pass, without holding either in memory.

What is derived needs little of what is asserted: the citations, the reference data and the titles of documents. That is
noted while the statements stream by on their way into the store.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad, Store

from cancu.graph.derive import Asserted, derived
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.institutions import institutional
from cancu.graph.names import DCTERMS, DERIVED_GRAPH, INSTRUMENTS_GRAPH, RDF, REFERENCE_GRAPH

_SHARED = frozenset((NamedNode(REFERENCE_GRAPH), NamedNode(INSTRUMENTS_GRAPH)))
_OF_DOCUMENTS = frozenset((NamedNode(RDF + "type"), NamedNode(DCTERMS + "title")))
_USES = "SELECT ?term (COUNT(*) AS ?n) WHERE { GRAPH ?graph { %s } } GROUP BY ?term"


def fill(store: Store, statements: Iterable[Quad]) -> None:
    """Load the asserted statements, which may repeat, and derive what follows from them."""
    asserted, shared = Asserted(), list[Quad]()
    store.bulk_extend(_noted(statements, asserted, shared))
    graph = NamedNode(DERIVED_GRAPH)
    following = chain(derived(asserted), institutional(shared))
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in following)
    store.flush()


def _noted(statements: Iterable[Quad], asserted: Asserted, shared: list[Quad]) -> Iterator[Quad]:
    for quad in statements:
        asserted.note(quad)
        if quad.graph_name in _SHARED or (quad.predicate in _OF_DOCUMENTS and "#" not in str(quad.subject)):
            shared.append(quad)
        yield quad


def uses(engine: EmbeddedEngine) -> dict[str, int]:
    """How often each property occurs, and each class as a type."""
    found: dict[str, int] = {}
    for pattern in ("?s ?term ?o", f"?s <{RDF}type> ?term"):
        for term, count in engine.select(_USES % pattern).rows:
            if isinstance(term, NamedNode) and isinstance(count, Literal):
                found[term.value] = found.get(term.value, 0) + int(count.value)
    return found
