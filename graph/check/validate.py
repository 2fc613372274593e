"""The shapes run by pySHACL: the reference that the compiled shapes are compared with, and the way to check an rdflib
graph that somebody has in hand.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cancu.graph.check.details import finding_of
from cancu.graph.check.findings import CheckError, Finding, Report
from cancu.graph.check.grouped import constraint_inquiries
from cancu.graph.check.load import Data, engine_of, quads_of, union_of, without_literal_warnings
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import Rule, rules_by_iri, shapes_graph
from cancu.graph.names import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class _Result:
    """A validation result as pySHACL gives it, not yet in words."""

    rule: str
    focus: str
    path: str | None
    value: str | None
    component: str


def check_graph(data: Data, focus: Collection[str] | None = None) -> Report:
    """Findings of all shapes on `data`, which must also hold what it refers to (bodies, areas, ontology).

    `focus` keeps the findings about these subjects only. Raises CheckError when the shapes themselves cannot be run.
    """
    graph = union_of(data)
    engine = engine_of(quads_of(graph))
    facts = Facts(engine.store)
    grouped = (finding for inquiry in constraint_inquiries(engine, facts) for finding in inquiry())
    found = [*core_findings(graph, facts), *grouped]
    return Report.of(f for f in found if focus is None or f.focus in focus)


def core_findings(graph: "Graph", facts: Facts) -> list[Finding]:
    """Findings of the core constraints, by pySHACL. No inference, no import, nothing is fetched."""
    return shacl_findings(graph, _core_shapes(), facts)


def shacl_findings(graph: "Graph", shapes: "Graph", facts: Facts) -> list[Finding]:
    """What pySHACL finds on a whole graph with these shapes."""
    return [_worded(facts, result) for result in _results(graph, shapes)]


def _worded(facts: Facts, result: _Result) -> Finding:
    """A result as a finding, with its place in the document and the rule's words."""
    rule = rules_by_iri()[result.rule]
    return finding_of(facts, rule, result.focus, result.path, result.value, result.component)


def _results(graph: "Graph", shapes: "Graph") -> list[_Result]:
    """What pySHACL finds on a whole graph with these shapes.

    Its option `focus_nodes` is not used: pySHACL 0.40 applies it to the nodes of nested shapes too, so that sh:or finds
    nothing and sh:not finds everything.
    """
    from pyshacl import validate
    from rdflib import Graph, URIRef

    _look_up_quickly()
    with without_literal_warnings():
        _, results, text = validate(
            graph,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            js=False,
            meta_shacl=False,
            do_owl_imports=False,
        )
    if not isinstance(results, Graph):
        raise CheckError(f"Không chạy được bộ luật kiểm tra: {text}", f"The shapes could not be run: {text}")
    return [_result(results, node) for node in results.objects(None, URIRef(SH + "result"))]


@cache
def _look_up_quickly() -> None:
    """pySHACL asks of each statement of a shape whether its predicate stands in a list of forty: a set answers at once.

    Both are filled here as its `Shape.validate` fills them when it first runs; nothing is added to them without
    `advanced` and `js`.
    """
    from pyshacl import shape
    from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP

    shape.CONSTRAINT_PARAMS = (frozenset(ALL_CONSTRAINT_PARAMETERS), CONSTRAINT_PARAMETERS_MAP)  # type: ignore[attr-defined]


@cache
def _core_shapes() -> "Graph":
    """The shapes without their sh:sparql constraints."""
    from rdflib import Graph, URIRef

    core = Graph()
    core += shapes_graph()
    core.remove((None, URIRef(SH + "sparql"), None))
    return core


def _result(results: "Graph", node: "Node") -> _Result:
    from rdflib import URIRef

    def said(name: str) -> "Node | None":
        return results.value(node, URIRef(SH + name))

    focus, path, value = str(said("focusNode")), said("resultPath"), said("value")
    return _Result(
        _rule_of(said("sourceShape")).iri,
        focus,
        str(path) if isinstance(path, URIRef) else None,
        None if value is None or str(value) == focus else str(value),
        str(said("sourceConstraintComponent")),
    )


def _rule_of(shape: "Node | None") -> Rule:
    """The rule a result belongs to: an unnamed property shape speaks for the rule it stands in."""
    from rdflib import BNode, URIRef

    while isinstance(shape, BNode):
        shape = shapes_graph().value(predicate=URIRef(SH + "property"), object=shape)
    rule = rules_by_iri().get(str(shape))
    if rule is None:
        raise CheckError(f"{shape} không phải là một luật kiểm tra.", f"{shape} is no rule.")
    return rule
