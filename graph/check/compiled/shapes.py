"""What is asked of the shapes graph, and the refusal of what the compiler does not know."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cancu.graph.check.findings import CheckError
from cancu.graph.names import RDF, SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

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


def refuse(shape: object, feature: object) -> CheckError:
    """The error for a feature of SHACL that is not covered."""
    name = str(feature).removeprefix(SH)
    return CheckError(
        f"{shape}: chưa dịch được sh:{name} sang SPARQL, nên không chạy được bộ luật.",
        f"{shape}: sh:{name} cannot be compiled to SPARQL, so the rules are not run.",
    )


@dataclass(frozen=True)
class Shapes:
    """The shapes graph, asked by local names of SHACL terms."""

    graph: "Graph"

    def values(self, node: "Node", name: str) -> list["Node"]:
        """Values of a SHACL property, in a stable order."""
        from rdflib import URIRef

        return sorted(self.graph.objects(node, URIRef(SH + name)), key=str)

    def value(self, node: "Node", name: str) -> "Node | None":
        """The only value of a SHACL property. Raises CheckError where there are several."""
        found = self.values(node, name)
        if len(found) > 1:
            raise refuse(self.named(node), f"{name} ×{len(found)}")
        return found[0] if found else None

    def members(self, node: "Node") -> list["Node"]:
        """Members of an RDF list."""
        return list(self.graph.items(node))

    def whole_number(self, node: "Node", name: str) -> int | None:
        """The only value as a whole number. Raises CheckError."""
        found = self.value(node, name)
        try:
            return None if found is None else int(str(found))
        except ValueError:
            raise refuse(self.named(node), f"{name} «{found}»") from None

    def constraints(self, node: "Node") -> frozenset[str]:
        """Local names of the constraint parameters of a shape. Raises CheckError for what is not known."""
        from rdflib import URIRef

        for kind in self.graph.objects(node, URIRef(RDF + "type")):
            if str(kind) not in _KINDS:  # a class that is a shape as well is a target of its own
                raise refuse(self.named(node), f"targetClass «{kind}»")
        names = {str(p).removeprefix(SH) for p in self.graph.predicates(node) if str(p).startswith(SH)}
        for name in sorted(names - CONSTRAINTS - _SAID - set(TARGETS)):
            raise refuse(self.named(node), name)
        return frozenset(names & CONSTRAINTS)

    def targeted(self) -> Iterator["Node"]:
        """Shapes that have a target."""
        from rdflib import URIRef

        found = {s for name in TARGETS for s in self.graph.subjects(predicate=URIRef(SH + name))}
        return iter(sorted(found, key=str))

    def named(self, node: "Node") -> str:
        """The nearest shape with a name around this one."""
        from rdflib import BNode

        seen = set()
        while isinstance(node, BNode) and node not in seen:
            seen.add(node)
            node = next(iter(sorted(self.graph.subjects(object=node), key=str)), node)
        return str(node)
