"""Rules asked of the whole graph at once: the sh:sparql constraints of the shapes, and the queries over named graphs.

pySHACL runs a sh:sparql constraint once for every focus node and parses its text each time, which takes most of a
check. The constraints here bind $this by ordinary patterns, so one run without a bound $this gives the rows of all
focus nodes; those that are no target of the shape are dropped. A test compares the findings with plain pySHACL.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cancu.graph.check.details import finding_of
from cancu.graph.check.findings import CheckError, Finding
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import rules, rules_by_iri, shapes_graph
from cancu.graph.engine import EmbeddedEngine, QueryError
from cancu.graph.names import RDF, SH

_TARGETS = {
    SH + "targetClass": "?this a <{}>",
    SH + "targetSubjectsOf": "?this <{}> ?any",
    SH + "targetObjectsOf": "?any <{}> ?this",
}


@dataclass(frozen=True, slots=True)
class _Constraint:
    shape: str
    select: str
    targets: str


def constraint_findings(engine: EmbeddedEngine, facts: Facts) -> Iterator[Finding]:
    """Findings of every sh:sparql constraint. Raises CheckError when a constraint cannot be run."""
    for constraint in _constraints():
        rule = rules_by_iri()[constraint.shape]
        rows = _rows(engine, constraint.select, constraint.shape)
        if not rows:
            continue
        targets = {row["this"] for row in _rows(engine, constraint.targets, constraint.shape)}
        for row in rows:
            if row["this"] in targets:
                value = row["value"] if row["value"] != row["this"] else None
                yield finding_of(facts, rule, row["this"], None, value or None, SH + "SPARQLConstraintComponent")


def query_findings(engine: EmbeddedEngine, facts: Facts) -> Iterator[Finding]:
    """Findings of the queries over named graphs."""
    for rule in rules():
        if rule.query:
            for row in _rows(engine, rule.query, rule.iri):
                component = SH + "SPARQLConstraintComponent"
                yield finding_of(facts, rule, row["focus"], row["path"] or None, row["value"] or None, component)


def _rows(engine: EmbeddedEngine, query: str, shape: str) -> list[dict[str, str]]:
    try:
        return engine.select(query).values()
    except QueryError as error:
        raise CheckError(f"{shape}: không chạy được ({error}).", f"{shape}: cannot be run ({error}).") from None


@cache
def _constraints() -> tuple[_Constraint, ...]:
    """The sh:sparql constraints. Raises CheckError for a target this module does not know, rather than skip it."""
    from rdflib import URIRef

    shapes = shapes_graph()
    found = []
    for shape, node in sorted(shapes.subject_objects(URIRef(SH + "sparql")), key=str):
        select = str(shapes.value(node, URIRef(SH + "select")))
        patterns = [
            pattern.format(value)
            for predicate, pattern in _TARGETS.items()
            for value in shapes.objects(shape, URIRef(predicate))
        ]
        other = shapes.value(shape, URIRef(SH + "targetNode")) or shapes.value(
            predicate=URIRef(SH + "property"), object=shape
        )
        if not patterns or other is not None or (shape, URIRef(RDF + "type"), URIRef(SH + "NodeShape")) not in shapes:
            raise CheckError(f"{shape}: không rõ đối tượng kiểm tra.", f"{shape}: its targets are not understood.")
        targets = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
        prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in _prefixes())
        found.append(_Constraint(str(shape), prefixes + select, f"SELECT DISTINCT ?this WHERE {{ {targets} }}"))
    return tuple(found)


def _prefixes() -> list[tuple[str, str]]:
    """The prefixes the shapes declare for their queries."""
    from rdflib import URIRef

    shapes = shapes_graph()
    declared = shapes.objects(None, URIRef(SH + "declare"))
    pairs = ((shapes.value(d, URIRef(SH + "prefix")), shapes.value(d, URIRef(SH + "namespace"))) for d in declared)
    return sorted((str(prefix), str(namespace)) for prefix, namespace in pairs)
