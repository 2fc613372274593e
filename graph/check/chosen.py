"""Focus nodes among the few things that a check after a change is about."""

from collections.abc import Collection, Iterable
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Store

from cancu.graph.check.shapes import Node
from cancu.graph.names import RDF

Target: TypeAlias = tuple[str, str]
"""The local name of a SHACL target and its IRI."""

_TYPE = NamedNode(RDF + "type")


class Chosen:
    """IRIs of which all rules are asked, and of which only those that look `beyond` one document; which of them the
    targets of a shape are is looked up once.
    """

    def __init__(self, store: Store, focus: Collection[str], beyond: Collection[str] = ()) -> None:
        self.iris = tuple(sorted(focus))
        self._near = Nodes(store, map(NamedNode, self.iris))
        self._beyond = Nodes(store, map(NamedNode, sorted(set(beyond).difference(focus))))

    def among(self, targets: Iterable[Target], *, beyond: bool = False) -> list[str]:
        """Those that are one of the targets, each once."""
        asked = (self._near, self._beyond) if beyond else (self._near,)
        return list(dict.fromkeys(iri for kind, value in targets for nodes in asked for iri in nodes.of(kind, value)))


def is_target(store: Store, node: Node, target: Target) -> bool:
    """Whether a node is one of those that a target names."""
    kind, iri = target[0], NamedNode(target[1])
    match kind:
        case "targetClass":
            return _is_said(store, node, _TYPE, iri)
        case "targetSubjectsOf":
            return _is_said(store, node, iri, None)
        case "targetObjectsOf":
            return _is_said(store, None, iri, node)
        case _:
            return node == iri


def _is_said(store: Store, subject: Node | None, predicate: NamedNode, value: Node | None) -> bool:
    if isinstance(subject, Literal):  # planted where a node should be, it is at most the value of something
        return False
    return next(store.quads_for_pattern(subject, predicate, value, None), None) is not None


class Nodes:
    """Some nodes by target, for who asks about many targets."""

    def __init__(self, store: Store, nodes: Iterable[Node]) -> None:
        self._store = store
        self._nodes = tuple(nodes)
        self._known: dict[Target, list[str]] = {}
        for node in self._nodes:
            if isinstance(node, Literal):  # planted where a node should be, it is at most the value of something
                continue
            said = {(quad.predicate, quad.object) for quad in store.quads_for_pattern(node, None, None, None)}
            for value in {value for predicate, value in said if predicate == _TYPE and isinstance(value, NamedNode)}:
                self._known.setdefault(("targetClass", value.value), []).append(node.value)
            for predicate in {predicate for predicate, _ in said}:
                self._known.setdefault(("targetSubjectsOf", predicate.value), []).append(node.value)

    def of(self, kind: str, value: str) -> list[str]:
        """Those that are such a target."""
        if (kind, value) not in self._known:
            self._known[kind, value] = self._found(kind, NamedNode(value))
        return self._known[kind, value]

    def _found(self, kind: str, value: NamedNode) -> list[str]:
        if kind == "targetObjectsOf":
            return [node.value for node in self._nodes if _is_said(self._store, None, value, node)]
        return [node.value for node in self._nodes if kind == "targetNode" and node.value == value.value]
