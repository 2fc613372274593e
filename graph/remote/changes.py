"""Which graphs differ between two versions of the store, told by what they were made of."""

from cancu.graph.manifest import Manifest
from cancu.graph.names import DERIVED_GRAPH, INSTRUMENTS_GRAPH, REFERENCE_GRAPH, graph_iri


def changed_graphs(before: Manifest, after: Manifest) -> frozenset[str] | None:
    """The graphs that may hold something else now, or be there no longer; None where that may be any.

    A row of the register has a graph of its own while nobody holds its document, which is then one of those that came.
    """
    if before.rules != after.rules or _shared(before, "register/") != _shared(after, "register/"):
        return None
    names = {
        name for name in before.plans.keys() | after.plans.keys() if before.plans.get(name) != after.plans.get(name)
    }
    documents = {m.documents[name] for m in (before, after) for name in names if name in m.documents}
    changed = {DERIVED_GRAPH, *map(graph_iri, documents)}
    if _shared(before, "reference/") != _shared(after, "reference/"):
        changed.add(REFERENCE_GRAPH)
    if before.shared != after.shared or set(before.documents.values()) != set(after.documents.values()):
        changed.add(INSTRUMENTS_GRAPH)
    return frozenset(changed)


def _shared(manifest: Manifest, part: str) -> list[str]:
    return [line for line in manifest.shared if line.startswith(part)]
