"""The ontology, the rules and the description of the data set, for people and for programs."""

import json
import re
from collections import Counter
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.namespace import DCAT, OWL, RDF, VOID

from cancu.graph.check import rules
from cancu.graph.names import ONTOLOGY, ROOT, SHAPE
from cancu.graph.sources import ONTOLOGY_FOLDER
from cancu.web import address
from cancu.web.class_diagram import HEIGHT, WIDTH, Edge, diagram


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def declared() -> set[str]:
    graph = Graph().parse(ONTOLOGY_FOLDER / "core.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    return {str(s) for kind in kinds for s in graph.subjects(RDF.type, kind)}


def test_every_term_has_its_place_on_the_page(real: FlaskClient) -> None:
    text = real.get("/ontology").text
    places = set(re.findall(r'\bid="([A-Za-z0-9]+)"', text))
    assert {iri.removeprefix(ONTOLOGY) for iri in declared()} <= places


def test_the_iri_of_a_term_leads_to_its_place() -> None:
    assert address.page(ONTOLOGY + "Citation") == "/ontology#Citation"
    assert address.page(SHAPE + "citation-undated") == "/rules#citation-undated"


def test_the_picture_has_a_link_for_every_box(real: FlaskClient) -> None:
    svg = re.search(r"<svg class=\"classes\".*?</svg>", real.get("/ontology").text, re.S)
    assert svg
    assert svg[0].count("<rect") >= 10
    text = unescape(svg[0])
    assert re.search(r'href="#Citation"><rect[^>]*/><text[^>]*>Viện dẫn</text>', text)
    assert re.search(r'href="#hasDuty"><text[^>]*>', text)


FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}


def statements(data: bytes, kind: RdfFormat) -> set[str]:
    return {f"{q.subject} {q.predicate} {q.object}" for q in parse(data, kind)}


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ontology_in_every_format_is_the_same(real: FlaskClient, ending: str) -> None:
    told = statements(real.get(f"/ontology.{ending}").data, FORMATS[ending])
    assert told == statements((ONTOLOGY_FOLDER / "core.ttl").read_bytes(), RdfFormat.TURTLE)


def test_a_program_that_asks_for_rdf_gets_it(real: FlaskClient) -> None:
    response = real.get("/ontology", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["Location"]) == (303, "/ontology.ttl")
    assert "Accept" in response.headers["Vary"]
    assert real.get("/ontology", headers={"Accept": "application/foo"}).status_code == 406
    assert real.get("/ontology.exe").status_code == 404


def test_a_version_of_the_ontology_is_its_own_address(real: FlaskClient) -> None:
    text = (ONTOLOGY_FOLDER / "core.ttl").read_text("utf-8")
    version = re.search(r'owl:versionInfo "([^"]+)"', text)
    assert version
    assert f"owl:versionIRI <{ROOT}ontology/{version[1]}>" in text
    assert real.get(f"/ontology/{version[1]}").headers["Location"] == "/ontology"
    assert real.get("/ontology/0.0.0").status_code == 404


def test_the_context_reads_back_what_it_wrote(real: FlaskClient) -> None:
    """Data compacted with the context and read again are the same data."""
    context = json.loads(real.get("/context.jsonld").data)
    path = real.get("/plans?q=").text
    plan = re.search(r'href="/plans/([^"#?]+)"', path)
    assert plan
    plain = real.get(f"/data/{plan[1]}.nt").data
    written = Graph().parse(data=plain, format="nt").serialize(format="json-ld", context=context["@context"])
    assert '"cancu:citingDocument":' in written
    assert statements(written.encode(), RdfFormat.JSON_LD) == statements(plain, RdfFormat.N_TRIPLES)


def test_the_rules_page_has_every_rule_with_what_it_found(real: FlaskClient) -> None:
    text = real.get("/rules").text
    assert [rule.id for rule in rules() if f'id="{rule.id}"' not in text] == []
    assert 'href="/quality#rule-body-ended"' in text


def test_the_shapes_can_be_downloaded_whole(real: FlaskClient) -> None:
    graph = Graph().parse(data=real.get("/shapes.ttl").data, format="turtle")
    named = {str(s).removeprefix(SHAPE) for s in graph.subjects() if str(s).startswith(SHAPE)}
    assert {rule.id for rule in rules() if not rule.query} <= named


def test_the_description_counts_what_the_data_hold(real_app: Flask) -> None:
    client = real_app.test_client()
    graph = Graph().parse(data=client.get("/data/cancu.ttl").data, format="turtle")
    (whole,) = graph.subjects(RDF.type, DCAT.Dataset)
    store = real_app.extensions["cancu"].source.get().engine.store
    assert graph.value(whole, VOID.triples).toPython() == len(store)  # type: ignore[union-attr]
    types = Counter(
        q.object.value for q in store.quads_for_pattern(None, None, None) if q.predicate.value == RDF.type.toPython()
    )
    told = {
        str(graph.value(part, VOID["class"])): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(whole, VOID.classPartition)
    }
    assert told == types


def test_crawlers_find_the_description_where_void_says(real: FlaskClient) -> None:
    assert real.get("/.well-known/void").headers["Location"] == "/data/cancu.ttl"


def test_a_version_asked_for_stays_pinned(real: FlaskClient) -> None:
    text = real.get("/data/cancu.nt").text
    version = re.search(r'versionInfo> "([0-9a-f]{12})"', text)
    assert version
    assert real.get(f"/data/cancu.nt?v={version[1]}").text == text
    assert sum(1 for _ in parse(text.encode(), format=RdfFormat.N_TRIPLES)) > 50


NAMES = st.sampled_from("abcdefg")


@given(st.lists(st.builds(Edge, NAMES, st.sampled_from("pqr"), NAMES, st.integers(0, 9)), max_size=20))
def test_no_two_boxes_of_the_picture_overlap(edges: list[Edge]) -> None:
    edges = [e for e in edges if e.source != e.target]
    drawn = diagram("a", edges, {})
    places = [(box.x, box.y) for box in drawn.boxes]
    assert len(set(places)) == len(places)
    assert all(0 <= x <= drawn.width - WIDTH and 0 <= y <= drawn.height - HEIGHT for x, y in places)
    assert len(drawn.lines) == len(drawn.boxes) - 1
    assert {box.iri for box in drawn.boxes} == reachable("a", edges)


def reachable(root: str, edges: list[Edge]) -> set[str]:
    found = {root}
    while more := {x for e in edges for x in (e.source, e.target) if {e.source, e.target} & found} - found:
        found |= more
    return found
