"""Rules asked of the whole graph at once: the sh:sparql constraints of the shapes, and the queries over named graphs.

pySHACL runs a sh:sparql constraint once for every focus node and parses its text each time, which takes most of a
check. The constraints here bind $this by ordinary patterns, so one run without a bound $this gives the rows of all
focus nodes; those that are no target of the shape are dropped. Where that run has to look at things in another order,
the shape gives it a form of its own (shape:grouped) beside sh:select. A test compares the findings with plain pySHACL.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

from pyoxigraph import NamedNode, Triple

from cancu.graph.check.chosen import Chosen, Target, is_target
from cancu.graph.check.details import finding_of
from cancu.graph.check.findings import CheckError, Finding, Inquiry
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import Rule, all_shapes, rules, rules_by_iri
from cancu.graph.check.shapes import Shapes, refuse
from cancu.graph.engine import EmbeddedEngine, QueryError, Table
from cancu.graph.names import DERIVED_GRAPH, RDF, SH, SHAPE

_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
GRAPHS = 200
"""Graphs that a query is asked about at a time, so that its memory does not grow with their number."""

_VARIABLE = re.compile(r"[$?](\w+)")
_LINKED = re.compile(r"\bcancu:(?:citedDocument|candidate|orderedFor|affects|issues)\s+[$?](\w+)")
"""Another document, where a part of one names it."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A sh:sparql constraint: its query, that for all focus nodes at once, and its targets by kind."""

    shape: str
    select: str
    grouped: str
    targets: tuple[Target, ...]

    @property
    def beyond(self) -> bool:
        """Whether it looks at what is said of another document that this one names, not only at that it is named."""
        uses = Counter(_VARIABLE.findall(self.select))
        return any(uses[name] > times for name, times in Counter(_LINKED.findall(self.select)).items())


def constraint_inquiries(engine: EmbeddedEngine, facts: Facts, chosen: Chosen | None = None) -> list[Inquiry]:
    """Every sh:sparql constraint, on all data or on what is chosen. Raises CheckError for one not understood."""
    return [partial(_of_constraint, engine, facts, constraint, chosen) for constraint in constraints()]


def _of_constraint(
    engine: EmbeddedEngine, facts: Facts, constraint: Constraint, chosen: Chosen | None
) -> Iterator[Finding]:
    rule = rules_by_iri()[constraint.shape]
    for row in _broken(engine, constraint, chosen):
        value = row["value"] if row["value"] != row["this"] else None
        yield finding_of(facts, rule, row["this"], None, value or None, SH + "SPARQLConstraintComponent")


def _broken(engine: EmbeddedEngine, constraint: Constraint, chosen: Chosen | None) -> list[dict[str, str]]:
    """Rows about targets of the constraint."""
    if chosen is not None:
        focus = chosen.among(constraint.targets, beyond=constraint.beyond)
        return _rows(engine, _restricted(constraint.select, focus), constraint.shape) if focus else []
    found = _asked(engine, constraint.grouped, constraint.shape)
    at = found.columns.index("this")
    nodes = {node for row in found.rows if not isinstance(node := row[at], Triple | None)}
    targets = {n.value for n in nodes if any(is_target(engine.store, n, target) for target in constraint.targets)}
    return [row for row in found.values() if row["this"] in targets]


def _restricted(query: str, focus: Collection[str], variable: str = "this") -> str:
    """The query for these focus nodes only: they are bound wherever a SELECT gives out their variable."""
    values = f" VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in focus)} }} "
    given_out = rf"\bSELECT\b[^{{}}]*[$?]{variable}\b[^{{}}]*\bWHERE\s*\{{"
    return re.sub(given_out, lambda match: match[0] + values, query)


def query_inquiries(engine: EmbeddedEngine, facts: Facts, chosen: Chosen | None = None) -> list[Inquiry]:
    """The queries over named graphs, on all data, some graphs at a time, or on what is chosen."""
    asked = [rule for rule in rules() if rule.query]
    if chosen is not None:
        return [partial(_of_query, engine, facts, r, _restricted(r.query, chosen.iris, "focus")) for r in asked]
    graphs = (graph for graph in engine.store.named_graphs() if graph.value != DERIVED_GRAPH)
    names = (graph.value for graph in graphs)
    parts = list(iter(lambda: tuple(islice(names, GRAPHS)), ()))
    return [
        partial(_of_query, engine, facts, rule, _restricted(rule.query, part, "graph"))
        for rule in asked
        for part in parts
    ]


def _of_query(engine: EmbeddedEngine, facts: Facts, rule: Rule, query: str) -> Iterator[Finding]:
    for row in _rows(engine, query, rule.iri):
        component = SH + "SPARQLConstraintComponent"
        yield finding_of(facts, rule, row["focus"], row["path"] or None, row["value"] or None, component)


def _rows(engine: EmbeddedEngine, query: str, shape: str) -> list[dict[str, str]]:
    return _asked(engine, query, shape).values()


def _asked(engine: EmbeddedEngine, query: str, shape: str) -> Table:
    try:
        return engine.select(query)
    except QueryError as error:
        raise CheckError(f"{shape}: không chạy được ({error}).", f"{shape}: cannot be run ({error}).") from None


@cache
def looking_beyond() -> frozenset[str]:
    """IRIs of the shapes whose constraints look beyond one document."""
    return frozenset(constraint.shape for constraint in constraints() if constraint.beyond)


@cache
def constraints() -> tuple[Constraint, ...]:
    """The sh:sparql constraints. Raises CheckError for a target this module does not know, rather than skip it."""
    shapes = all_shapes()
    found = []
    for shape in shapes.described("sparql"):
        targets = tuple((kind, value.value) for kind in _TARGETS for value in shapes.values(shape, kind))
        other = shapes.values(shape, "targetNode") or shapes.naming(shape, "property")
        of_nodes = NamedNode(SH + "NodeShape") in shapes.objects(shape, RDF + "type")
        if not targets or other or not of_nodes:
            named = shapes.named(shape)
            raise CheckError(f"{named}: không rõ đối tượng kiểm tra.", f"{named}: its targets are not understood.")
        prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in _prefixes(shapes))
        for node in shapes.values(shape, "sparql"):
            select = shapes.value(node, "select")
            grouped = next(iter(shapes.objects(node, SHAPE + "grouped")), select)
            if select is None or grouped is None:
                raise refuse(shapes.named(node), "sparql")
            found.append(Constraint(shape.value, prefixes + select.value, prefixes + grouped.value, targets))
    return tuple(found)


def _prefixes(shapes: Shapes) -> list[tuple[str, str]]:
    """The prefixes the shapes declare for their queries."""
    declared = [node for shape in shapes.described("declare") for node in shapes.values(shape, "declare")]
    pairs = ((shapes.value(node, "prefix"), shapes.value(node, "namespace")) for node in declared)
    return sorted((prefix.value, namespace.value) for prefix, namespace in pairs if prefix and namespace)
