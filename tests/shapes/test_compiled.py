"""The shapes compiled to SPARQL against plain pySHACL: the same findings, for all data and for a part, or a refusal."""

import re
from collections.abc import Iterable
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from cancu.graph.check import CheckError, Report
from cancu.graph.check.chosen import Chosen
from cancu.graph.check.compiled import core_inquiries
from cancu.graph.check.compiled.questions import inspections_of, questions_of
from cancu.graph.check.findings import Finding
from cancu.graph.check.grouped import constraint_inquiries
from cancu.graph.check.load import engine_of, graph_of
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import all_shapes, shapes_graph
from cancu.graph.check.shapes import Shapes, statements
from cancu.graph.check.validate import core_findings as by_pyshacl
from cancu.graph.check.validate import shacl_findings
from cancu.graph.names import ONTOLOGY, SHAPE, XSD
from cancu.graph.sources import asserted_quads, bundled_sources
from tests.shapes.test_rules import FAILING, changed, quads

ONCE = ("order", "start", "printedDate", "role", "relation", "resolution", "partOfPlan", "targetYear", "value")


def told(found: Iterable[Finding]) -> set[tuple[str, str, str | None]]:
    return {(f.rule, f.focus, f.value) for f in Report.of(found).findings}


def ours(data: list[Quad], focus: set[str] | None = None, *, sparql: bool = False) -> set[tuple[str, str, str | None]]:
    engine = engine_of(data)
    facts = Facts(engine.store)
    chosen = None if focus is None else Chosen(engine.store, focus)
    inquiries = core_inquiries(engine, facts, chosen) + (constraint_inquiries(engine, facts, chosen) if sparql else [])
    return told(finding for inquiry in inquiries for finding in inquiry())


def theirs(data: list[Quad]) -> set[tuple[str, str, str | None]]:
    return told(by_pyshacl(graph_of(data), Facts(engine_of(data).store)))


def asked_one_by_one(data: list[Quad], rule: URIRef) -> set[tuple[str, str, str | None]]:
    """By pySHACL with the core constraints and one of sh:sparql, which it asks anew for every focus node."""
    shapes = Graph()
    shapes += shapes_graph()
    for shape, constraint in shapes_graph().subject_objects(SH.sparql):
        if shape != rule:
            shapes.remove((shape, SH.sparql, constraint))
    return told(shacl_findings(graph_of(data), shapes, Facts(engine_of(data).store)))


@cache
def record() -> tuple[Quad, ...]:
    return tuple(asserted_quads(bundled_sources()))


@pytest.mark.parametrize("rule", FAILING)
def test_a_fault_is_what_pyshacl_says_it_is(rule: str) -> None:
    data, shape = quads(changed(FAILING[rule])), URIRef(SHAPE + rule)
    if (shape, SH.sparql, None) not in shapes_graph():
        assert ours(data) == theirs(data)
        return
    also = {r for r in FAILING if r != rule and (URIRef(SHAPE + r), SH.sparql, None) in shapes_graph()}
    assert {f for f in ours(data, sparql=True) if f[0] not in also} == asked_one_by_one(data, shape)


def planted(place: int | None) -> list[Quad]:
    """The bundled data in which every so many statements are lost, doubled or of another kind."""
    if place is None:
        return list(record())
    data: list[Quad] = []
    for at, quad in enumerate(record()):
        name = quad.predicate.value.removeprefix(ONTOLOGY)
        if "#" not in str(quad.subject) or (at + place) % 40:
            data.append(quad)
        elif name in ONCE or at % 3:
            strange = (
                Literal("?"), Literal("2024-02-31", datatype=NamedNode(XSD + "date")), Literal("x", language="en"),
                Literal("-7", datatype=NamedNode(XSD + "integer")), NamedNode("https://w3id.org/cancu/id/body/_no"),
            )[at % 5]  # fmt: skip
            data += [quad] if at % 2 else []
            data.append(Quad(quad.subject, quad.predicate, strange, quad.graph_name))
    return data


@pytest.mark.parametrize("place", [0, 17, None])
def test_planted_faults_are_found_and_nothing_else(place: int | None) -> None:
    data = planted(place)
    found = ours(data)
    assert len(found) > (20 if place is None else 100)
    assert found == theirs(data)


def test_a_part_is_told_what_the_whole_is_told_of_it() -> None:
    data = planted(5)
    whole = ours(data, sparql=True)
    graphs = sorted({str(q.graph_name) for q in data if "/graph/" in str(q.graph_name)})
    for graph in graphs[:3]:
        part = {q.subject.value for q in data if str(q.graph_name) == graph and isinstance(q.subject, NamedNode)}
        assert ours(data, part, sparql=True) == {finding for finding in whole if finding[1] in part}
    assert ours(data, set(), sparql=True) == set()


PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
THINGS = """
x:a a x:Thing ; x:p 1 , 2 , 3 ; x:q x:b ; x:name "một"@vi , "hai"@vi , "one"@en .
x:b a x:Special ; x:p "1" , "text" ; x:q x:c , x:d ; x:r x:c ; x:name "ba" ; x:day "2024-02-30"^^xsd:date .
x:c x:p 1.5 , -4 ; x:q x:a ; x:r x:d ; x:day "2024-01-01"^^xsd:date ; x:until "2023-01-01"^^xsd:date .
x:d a x:Other ; x:p 7 ; x:name "bốn"@vi-VN ; x:day "2024"^^xsd:gYear ; x:until "2025-01-01"^^xsd:date , "soon" .
x:Special rdfs:subClassOf x:Thing .
"""
SHAPES = """
sh:targetClass x:Thing ; sh:nodeKind sh:IRI ; sh:property [ sh:path x:p ; sh:minCount 2 ; sh:maxCount 2 ] .
sh:targetSubjectsOf x:p ; sh:property [ sh:path x:p ; sh:datatype xsd:integer ; sh:minInclusive 1 ;
    sh:maxExclusive 3 ] .
sh:targetSubjectsOf x:p ; sh:property [ sh:path x:p ; sh:minExclusive -4 ; sh:maxInclusive 1.5 ] .
sh:targetSubjectsOf x:p ; sh:property [ sh:path x:p ; sh:datatype xsd:decimal ] , [ sh:path x:p ;
    sh:datatype xsd:string ] .
sh:targetObjectsOf x:q ; sh:class x:Thing .
sh:targetNode x:a , x:none ; sh:property [ sh:path x:q ; sh:hasValue x:c ; sh:in ( x:b x:c ) ] .
sh:targetSubjectsOf x:name ; sh:property [ sh:path x:name ; sh:uniqueLang true ; sh:languageIn ( "vi" ) ;
    sh:maxLength 2 ] .
sh:targetSubjectsOf x:name ; sh:property [ sh:path x:name ; sh:pattern "^B" ; sh:flags "i" ] .
sh:targetSubjectsOf x:day ; sh:property [ sh:path x:day ; sh:datatype xsd:date ; sh:lessThan x:until ] .
sh:targetSubjectsOf x:day ; sh:property [ sh:path x:day ; sh:lessThanOrEquals x:until ] .
sh:targetSubjectsOf x:q ; sh:property [ sh:path x:q ; sh:disjoint x:r ] , [ sh:path x:q ; sh:equals x:r ] .
sh:targetClass x:Thing ; sh:property [ sh:path ( x:q x:q ) ; sh:minCount 3 ; sh:nodeKind sh:IRI ; sh:class x:Thing ] .
sh:targetClass x:Thing ; sh:property [ sh:path [ sh:inversePath x:q ] ; sh:maxCount 0 ] .
sh:targetClass x:Thing ; sh:property [ sh:path [ sh:alternativePath ( x:q x:r ) ] ; sh:maxCount 1 ;
    sh:class x:Other ] .
sh:targetClass x:Thing ; sh:property [ sh:path [ sh:oneOrMorePath x:r ] ; sh:minCount 2 ] .
sh:targetSubjectsOf x:q ; sh:xone ( [ sh:property [ sh:path x:p ; sh:maxCount 2 ] ] [ sh:class x:Thing ] ) .
sh:targetSubjectsOf x:q ; sh:and ( [ sh:class x:Thing ] [ sh:not [ sh:property [ sh:path x:r ; sh:minCount 1 ] ] ] ) .
sh:targetSubjectsOf x:q ; sh:or ( [ sh:property [ sh:path x:q ; sh:minCount 2 ;
    sh:node [ sh:class x:Other ] ] ] [ sh:class x:Other ] ) .
sh:targetSubjectsOf x:q ; sh:not [ sh:property [ sh:path ( x:q ( x:q x:q ) ) ; sh:minCount 1 ; sh:class x:Thing ] ] .
sh:targetSubjectsOf x:q ; sh:or ( [ sh:property [ sh:path ( x:q x:q ) ; sh:maxCount 1 ; sh:not [ sh:in ( x:b ) ] ] ]
    [ sh:property [ sh:path ( x:r x:r ) ; sh:minCount 1 ] ] ) .
sh:targetSubjectsOf x:p ; sh:property [ sh:path x:p ; sh:maxCount 5 ; sh:datatype xsd:string ] .
sh:targetSubjectsOf x:p ; sh:not [ sh:property [ sh:path x:p ; sh:equals x:p ; sh:uniqueLang true ;
    sh:hasValue 1 ] ] .
sh:targetSubjectsOf x:p ; sh:or ( [ sh:property [ sh:path x:q ; sh:disjoint x:r ] ] [ sh:property [ sh:path x:day ;
    sh:lessThan x:until ; sh:minCount 1 ; sh:maxCount 0 ] ] ) .
"""


def shapes_in(turtle: str) -> Shapes:
    return Shapes(statements(turtle.encode()))


@pytest.mark.parametrize("shape", [text for text in SHAPES.strip().split(" .\n") if text])
def test_each_component_says_what_pyshacl_says(shape: str) -> None:
    from pyshacl import validate

    data = list(parse((PREFIXES + THINGS).encode(), format=RdfFormat.TURTLE))
    turtle = f"{PREFIXES}x:shape a sh:NodeShape ; {shape.removesuffix(' .')} ."
    _, results, _ = validate(graph_of(data), shacl_graph=Graph().parse(data=turtle, format="turtle"))
    assert isinstance(results, Graph)
    wanted = set()
    for result in results.subjects(SH.focusNode):
        component, focus, value = (
            results.value(result, name) for name in (SH.sourceConstraintComponent, SH.focusNode, SH.value)
        )
        wanted.add((str(component), str(focus), None if value in (None, focus) else str(value)))
    store = engine_of(data)
    found = set()
    for question in questions_of(shapes_in(turtle), (("http://example.org/Special", "http://example.org/Thing"),)):
        for row in store.select(question.query()).values():
            value = row.get("value")
            found.add((question.component, row["this"], None if value in (None, row["this"]) else value))
    assert wanted
    assert found == wanted
    for inspection in inspections_of(shapes_in(turtle), (("http://example.org/Special", "http://example.org/Thing"),)):
        if inspection.screen is not None:
            rows = [(row["this"], row["sound"]) for row in store.select(inspection.screen.query()).values()]
            sound = {this for this, _ in rows if rows.count((this, "true")) == 1 and (this, "false") not in rows}
            assert {this for this, _ in rows} - sound == {focus for _, focus, _ in wanted}


REFUSED = {
    "closed": "sh:closed true",
    "qualifiedMinCount": "sh:property [ sh:path x:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ ] ]",
    "deactivated": "sh:deactivated true",
    "target": "sh:target [ a sh:SPARQLTarget ]",
    "datatype": "sh:property [ sh:path x:p ; sh:datatype x:colour ]",
    "property": "sh:property [ sh:path x:p ; sh:property [ sh:path x:q ; sh:minCount 1 ] ]",
    "sparql": "sh:or ( [ sh:sparql [ sh:select 'SELECT $this WHERE { $this ?p ?o }' ] ] )",
    "path": "sh:property [ sh:path [ x:strange x:p ] ; sh:minCount 1 ]",
    "minCount": "sh:or ( [ sh:property [ sh:path x:p ; sh:minCount 9 ] ] )",
    "maxCount": "sh:maxCount 1",
}


@pytest.mark.parametrize("feature", REFUSED)
def test_what_is_not_covered_is_refused_by_the_name_of_the_shape(feature: str) -> None:
    shapes = shapes_in(f"{PREFIXES}x:shape a sh:NodeShape ; sh:targetClass x:A ; {REFUSED[feature]} .")
    with pytest.raises(CheckError, match=r"example\.org/shape") as refused:
        list(questions_of(shapes))
    assert f"sh:{feature}" in refused.value.message_en


def test_no_question_follows_a_sequence_inside_exists_where_the_engine_would_begin_at_its_far_end() -> None:
    for inspection in inspections_of(all_shapes()):
        for question in (inspection.screen, *inspection.questions):
            assert question is not None
            _, _, inside = question.query().partition("EXISTS")
            assert not re.search(r"\?\w+ \(\^?<[^>]*>/", inside)


def test_a_shape_within_itself_is_refused() -> None:
    shapes = shapes_in(f"{PREFIXES}x:s sh:targetClass x:A ; sh:not x:t . x:t sh:not x:t .")
    with pytest.raises(CheckError, match="recursive"):
        list(questions_of(shapes))
