"""What a search may find otherwise after a change."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from cancu.graph.increment.delta import Delta, TooWideError, of_data, referring
from cancu.graph.names import ONTOLOGY, PREFIXES

_COUNTED = (ONTOLOGY + "assignee", ONTOLOGY + "indicator")
"""Whoever has tasks, and what has targets, is the more popular the more of them there are."""
_NAMED_BY_OTHERS = (PREFIXES["body"], PREFIXES["area"])

MOST = 20_000
"""Things that are looked at again before it is quicker to make all of it anew."""


def to_find(delta: Delta, derived: Iterable[Quad]) -> set[str]:
    """IRIs of the things whose entry in the index may have changed. Raises TooWideError."""
    found = {q.subject.value.partition("#")[0] for q in (*delta.quads, *derived) if isinstance(q.subject, NamedNode)}
    found |= {q.object.value for q in delta.quads if q.predicate.value in _COUNTED and isinstance(q.object, NamedNode)}
    for subject in delta.subjects():
        if not of_data(subject):
            raise TooWideError
        if subject.startswith(_NAMED_BY_OTHERS):
            for store, _ in delta.sides():
                found.update(iri.partition("#")[0] for iri in referring(store, subject))
    if len(found) > MOST:
        raise TooWideError
    return found
