"""Focus nodes among the few things that a check after a change is about."""

from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Store

from cancu.graph.names import RDF

_TYPE = NamedNode(RDF + "type")


class Chosen:
    """A few IRIs, and which of them the targets of a shape are. Each target is looked up once."""

    def __init__(self, store: Store, focus: Collection[str]) -> None:
        self._store = store
        self.iris = tuple(sorted(focus))
        self._nodes = [NamedNode(iri) for iri in self.iris]
        self._of_class: dict[str, list[str]] = {}
        for node in self._nodes:
            for kind in {quad.object for quad in store.quads_for_pattern(node, _TYPE, None, None)}:
                if isinstance(kind, NamedNode):
                    self._of_class.setdefault(kind.value, []).append(node.value)
        self._known: dict[tuple[str, str], list[str]] = {}

    def among(self, targets: Iterable[tuple[str, str]]) -> list[str]:
        """Those that are a target of these kinds (local names of SHACL) and IRIs, each once."""
        return list(dict.fromkeys(iri for kind, value in targets for iri in self._among(kind, value)))

    def _among(self, kind: str, value: str) -> list[str]:
        if kind == "targetClass":
            return self._of_class.get(value, [])
        if (kind, value) not in self._known:
            self._known[kind, value] = self._found(kind, NamedNode(value))
        return self._known[kind, value]

    def _found(self, kind: str, value: NamedNode) -> list[str]:
        if kind == "targetSubjectsOf":
            return [n.value for n in self._nodes if _any(self._store, n, value, None)]
        if kind == "targetObjectsOf":
            return [n.value for n in self._nodes if _any(self._store, None, value, n)]
        return [n.value for n in self._nodes if n == value]


def _any(store: Store, subject: NamedNode | None, predicate: NamedNode, value: NamedNode | None) -> bool:
    return next(store.quads_for_pattern(subject, predicate, value, None), None) is not None
