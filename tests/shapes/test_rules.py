"""Every rule finds its own fault in a plan that is otherwise in order, and nothing in the plan as it is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cancu.graph.check import Report, rules
from cancu.graph.check.load import engine_of, graph_of
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import shapes_graph
from cancu.graph.check.run import check_quads
from cancu.graph.check.validate import shacl_findings
from cancu.graph.names import REFERENCE_GRAPH, graph_iri
from cancu.graph.sources import ONTOLOGY_FOLDER, read_turtle

HERE = Path(__file__).parent
CONFORMING = (HERE / "conforming.ttl").read_text(encoding="utf-8")
FAILING: dict[str, dict[str, Any]] = tomllib.loads((HERE / "failing.toml").read_text(encoding="utf-8"))
REFERENCE = NamedNode(REFERENCE_GRAPH)


def changed(case: dict[str, Any]) -> str:
    """The conforming example with the change of a failing case."""
    if "append" in case:
        return CONFORMING + str(case["append"])
    old, new = case["old"].strip("\n"), case["new"].strip("\n")
    assert old in CONFORMING, old
    return CONFORMING.replace(old, new, -1 if case.get("every") else 1)


def home(subject: object) -> NamedNode:
    """The graph of the document a subject is a part of, else the reference graph."""
    document, _, part = str(subject).strip("<>").partition("#")
    return NamedNode(graph_iri(document)) if part and "/id/" in document else REFERENCE


def quads(turtle: str) -> list[Quad]:
    """The parts of the plan in its own graph, everything else and the types in the reference graph."""
    found = list(parse(turtle.encode(), format=RdfFormat.TURTLE))
    types = read_turtle(ONTOLOGY_FOLDER / "types.ttl")
    return [Quad(t.subject, t.predicate, t.object, home(t.subject)) for t in found + types]


def found(report: Report) -> set[tuple[str, str, str | None]]:
    return {(f.rule, f.focus, f.value) for f in report.findings}


def test_the_conforming_example_has_no_finding() -> None:
    assert check_quads(quads(CONFORMING)).findings == ()


def test_every_shape_has_a_failing_example() -> None:
    assert set(FAILING) == {rule.id for rule in rules() if not rule.query}


@pytest.mark.parametrize("rule", FAILING)
def test_the_rule_finds_its_fault_and_nothing_else(rule: str) -> None:
    case = FAILING[rule]
    report = check_quads(quads(changed(case)))
    assert set(report.counts) == {rule, *case.get("also", ())}
    assert report.conforms == all(f.severity != "violation" for f in report.findings)


def test_plain_pyshacl_finds_the_same() -> None:
    """Compiled and grouped constraints against pySHACL's own, on all faults at once that fit together."""
    turtle = CONFORMING + "".join(str(case["append"]) for case in FAILING.values() if "append" in case)
    both = quads(turtle)
    plain = Report.of(shacl_findings(graph_of(both), shapes_graph(), Facts(engine_of(both).store)))
    ours = Report.of(f for f in check_quads(both).findings if f.rule not in {r.id for r in rules() if r.query})
    assert len(ours.findings) > 20
    assert found(ours) == found(plain)


def test_rules_speak_both_languages() -> None:
    for rule in rules():
        texts = (rule.label_vi, rule.label_en, rule.message_vi, rule.message_en, rule.why_vi, rule.why_en)
        assert all(texts), rule.id


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in rules()]
    assert len(ids) == len(set(ids))


def test_nothing_is_called_a_fault_in_a_signed_paper() -> None:
    assert [r.id for r in rules() if r.severity != "violation" and "lỗi" in (r.label_vi + r.message_vi).lower()] == []


def test_shapes_have_a_label_in_both_languages() -> None:
    from rdflib import RDF, RDFS, Literal, URIRef
    from rdflib.namespace import SH

    shapes = shapes_graph()
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes.subjects(RDF.type, kind):
            labels = [o.language for o in shapes.objects(shape, RDFS.label) if isinstance(o, Literal)]
            assert isinstance(shape, URIRef)
            assert sorted(str(language) for language in labels) == ["en", "vi"], shape
