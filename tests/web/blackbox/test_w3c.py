"""The query part of the W3C SPARQL 1.1 protocol tests, read from beside the real documents: they are not ours."""

import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from cancu.graph.store import current_version
from cancu.web import create_app
from cancu.web.site import Settings

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
TEST = Namespace("http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/manifest#")
NAMES = (
    "query_post_form", "query_dataset_default_graphs_get", "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post", "query_dataset_named_graphs_get", "query_dataset_full",
    "query_multiple_dataset", "query_get", "query_content_type_select", "query_content_type_ask",
    "query_content_type_describe", "query_content_type_construct", "query_post_direct", "bad_query_method",
    "bad_multiple_queries", "bad_query_wrong_media_type", "bad_query_missing_form_type",
    "bad_query_missing_direct_type", "bad_query_non_utf8", "bad_query_syntax",
)  # fmt: skip
TYPES = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}


@pytest.fixture(scope="module")
def manifest() -> Graph:
    """The tests as W3C wrote them; they lie beside the folder of real documents."""
    path = Path(os.environ.get("CANCU_CORPUS", "")).resolve().parent / "data" / "w3c-sparql-protocol" / "manifest.ttl"
    if not path.is_file():
        pytest.skip(f"the W3C protocol tests are not part of the repository, and not at {path}")
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


@pytest.fixture(scope="module")
def visitor(manifest: Graph, mini_home: Path, tmp_path_factory: pytest.TempPathFactory, serve, visit) -> Any:  # type: ignore[no-untyped-def]
    """A client of a site whose store also holds the graphs that the tests ask for."""
    home = tmp_path_factory.mktemp("w3c") / "home"
    shutil.copytree(mini_home, home)
    version = current_version(home)
    assert version is not None
    store = Store(str(version.store))
    for data in set(manifest.objects(None, UT.graphData)):
        named, file = str(manifest.value(data, RDFS.label)), str(manifest.value(data, UT.graph))
        store.load(path=urlsplit(file).path, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(named))
    store.flush()
    del store
    app = create_app(home, Settings(rate_per_minute=100_000))
    yield visit(serve(app))
    app.extensions["cancu"].close()


def test_no_test_of_queries_is_left_out(manifest: Graph) -> None:
    (listed,) = manifest.objects(None, MF.entries)
    all_of_them = {str(entry).removeprefix(str(TEST)) for entry in Collection(manifest, listed)}
    assert {name for name in all_of_them if "update" not in name} == set(NAMES)


@pytest.mark.row("P26")
@pytest.mark.parametrize("name", NAMES)
def test_w3c_protocol(manifest: Graph, visitor: Any, name: str) -> None:
    action = manifest.value(TEST[name], MF.action)
    (requests,) = manifest.objects(action, HT.requests)
    for request in Collection(manifest, requests):
        _holds(manifest, visitor, request)


def _holds(manifest: Graph, visitor: Any, request: Node) -> None:
    body = manifest.value(request, HT.body)
    encoding = str(manifest.value(body, CNT.characterEncoding) or "UTF-8")
    content = str(manifest.value(body, CNT.chars) or "").encode(encoding)
    listed = manifest.value(request, HT.headers)
    headers = {
        str(manifest.value(header, HT.fieldName)): str(manifest.value(header, HT.fieldValue))
        for header in (Collection(manifest, listed) if listed is not None else ())
    }
    path = str(manifest.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
    got = visitor.open(path, method=str(manifest.value(request, HT.methodName)), data=content, headers=headers)
    (answer,) = manifest.objects(request, HT.resp)
    allowed = {str(status)[-3] for status in manifest.objects(answer, MF.expectedStatus) if isinstance(status, URIRef)}
    assert str(got.status_code)[0] in allowed, got.text
    kind, truth = manifest.value(answer, MF.expectedFormat), manifest.value(answer, MF.expectedBoolean)
    if kind is not None:
        assert got.mimetype in TYPES[str(kind)]
    if truth is not None:
        assert got.json["boolean"] is truth.toPython()
