"""The shapes statement by statement, and the refusal of what the compiler does not know.

They are read by the parser of the store: every change of the data begins with them, and rdflib takes ten times as long.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from cancu.graph.check.findings import CheckError
from cancu.graph.names import RDF, SH

Node: TypeAlias = NamedNode | BlankNode | Literal

TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
CONSTRAINTS = frozenset(
    (
        *("class", "datatype", "nodeKind", "in", "hasValue", "pattern", "flags", "minLength", "maxLength"),
        *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "languageIn", "uniqueLang"),
        *("minCount", "maxCount", "lessThan", "lessThanOrEquals", "equals", "disjoint"),
        *("or", "and", "not", "xone", "node", "property", "sparql"),
    )
)
_SAID = frozenset(["path", "severity", "message", "name", "description", "order", "group"])
"""What a shape says of itself, which constrains nothing."""
_KINDS = (SH + "NodeShape", SH + "PropertyShape")
_FIRST, _REST, _NIL = (RDF + name for name in ("first", "rest", "nil"))


def refuse(shape: object, feature: object) -> CheckError:
    """The error for a feature of SHACL that is not covered."""
    name = str(feature).removeprefix(SH)
    return CheckError(
        f"{shape}: chưa dịch được sh:{name} sang SPARQL, nên không chạy được bộ luật.",
        f"{shape}: sh:{name} cannot be compiled to SPARQL, so the rules are not run.",
    )


def statements(turtle: bytes) -> list[Quad]:
    """The statements of a file of shapes; its blank nodes are no other file's."""
    return list(parse(turtle, format=RdfFormat.TURTLE, rename_blank_nodes=True))


class Shapes:
    """Statements about shapes, asked by local names of SHACL terms or by predicates, in the order they came in."""

    def __init__(self, statements: Iterable[Quad]) -> None:
        self._objects: dict[Node, dict[str, dict[Node, None]]] = {}
        self._subjects: dict[Node, dict[str, dict[Node, None]]] = {}
        self._constraints: dict[Node, frozenset[str]] = {}
        for quad in statements:
            one, other, name = quad.subject, quad.object, quad.predicate.value
            if not isinstance(one, NamedNode | BlankNode) or not isinstance(other, NamedNode | BlankNode | Literal):
                raise refuse(one, name)
            self._objects.setdefault(one, {}).setdefault(name, {})[other] = None
            self._subjects.setdefault(other, {}).setdefault(name, {})[one] = None

    def objects(self, node: Node, predicate: str) -> Sequence[Node]:
        """Values of any predicate."""
        return tuple(self._objects.get(node, {}).get(predicate, ()))

    def described(self, name: str) -> Iterator[Node]:
        """Whatever has a value of a SHACL property."""
        return (node for node, said in self._objects.items() if SH + name in said)

    def naming(self, node: Node, name: str) -> Node | None:
        """What has this node as its value of a SHACL property, the first of several."""
        return next(iter(self._subjects.get(node, {}).get(SH + name, ())), None)

    def values(self, node: Node, name: str) -> Sequence[Node]:
        """Values of a SHACL property."""
        return self.objects(node, SH + name)

    def value(self, node: Node, name: str) -> Node | None:
        """The only value of a SHACL property. Raises CheckError where there are several."""
        found = self.values(node, name)
        if len(found) > 1:
            raise refuse(self.named(node), f"{name} ×{len(found)}")
        return found[0] if found else None

    def is_list(self, node: Node) -> bool:
        """Whether this is an RDF list with members."""
        return bool(self.objects(node, _FIRST))

    def members(self, node: Node) -> list[Node]:
        """Members of an RDF list."""
        found: list[Node] = []
        while self.is_list(node) and len(found) <= len(self._objects):
            found += self.objects(node, _FIRST)[:1]
            node = next(iter(self.objects(node, _REST)), NamedNode(_NIL))
        return found

    def whole_number(self, node: Node, name: str) -> int | None:
        """The only value as a whole number. Raises CheckError."""
        found = self.value(node, name)
        try:
            return None if found is None else int(found.value)
        except ValueError:
            raise refuse(self.named(node), f"{name} «{found}»") from None

    def constraints(self, node: Node) -> frozenset[str]:
        """Local names of the constraint parameters of a shape. Raises CheckError for what is not known."""
        if node not in self._constraints:
            self._constraints[node] = self._known_constraints(node)
        return self._constraints[node]

    def _known_constraints(self, node: Node) -> frozenset[str]:
        for kind in self.objects(node, RDF + "type"):
            if kind.value not in _KINDS:  # a class that is a shape as well is a target of its own
                raise refuse(self.named(node), f"targetClass «{kind.value}»")
        names = {p.removeprefix(SH) for p in self._objects.get(node, {}) if p.startswith(SH)}
        for name in sorted(names - CONSTRAINTS - _SAID - set(TARGETS)):
            raise refuse(self.named(node), name)
        return frozenset(names & CONSTRAINTS)

    def targeted(self) -> Iterator[Node]:
        """Shapes that have a target."""
        return (node for node, said in self._objects.items() if any(SH + name in said for name in TARGETS))

    def named(self, node: Node) -> str:
        """The nearest shape with a name around this one."""
        seen = set()
        while isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            around = self._subjects.get(node, {}).values()
            node = next((one for ones in around for one in ones), node)
        return node.value
