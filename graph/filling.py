"""Fills a store with the record and with what follows from it, a piece at a time, so that neither is ever in memory.

A thread puts one piece into the store, which needs no interpreter, while the next one is read: both cores are at work.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from cancu.graph.engine import EmbeddedEngine
from cancu.graph.names import RDF

_USES = "SELECT ?term (COUNT(*) AS ?n) WHERE { GRAPH ?graph { %s } } GROUP BY ?term"


def fill(
    store: Store, pieces: Iterable[bytes], done: int = 0, loaded: Callable[[int], object] = lambda _number: None
) -> None:
    """Put pieces of N-Quads into the store but the first `done`; `loaded` is told how many of them it has.

    To put a piece in once more does no harm.
    """
    with ThreadPoolExecutor(1) as loader:
        waiting: Future[None] | None = None
        for number, piece in enumerate(islice(pieces, done, None), done):
            if waiting is not None:
                waiting.result()
                loaded(number)
            waiting = loader.submit(load, store, piece)
        if waiting is not None:
            waiting.result()
    store.flush()


def load(store: Store, piece: bytes) -> None:
    """Put one piece of N-Quads into the store."""
    # Lenient: whatever is wrong with an IRI was told when the file was read.
    store.bulk_load(piece, RdfFormat.N_QUADS, lenient=True)


def uses(engine: EmbeddedEngine) -> dict[str, int]:
    """How often each property occurs, and each class as a type."""
    found: dict[str, int] = {}
    for pattern in ("?s ?term ?o", f"?s <{RDF}type> ?term"):
        for term, count in engine.select(_USES % pattern).rows:
            if isinstance(term, NamedNode) and isinstance(count, Literal):
                found[term.value] = found.get(term.value, 0) + int(count.value)
    return found
