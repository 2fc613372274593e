"""The SPARQL protocol at `/sparql`: what is answered, in which form, and what is refused before anything is touched."""

import csv
import io
import json
import threading
import time
import xml.etree.ElementTree as ET
from http.client import HTTPConnection
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from cancu.web import create_app
from cancu.web.site import Settings

ONE = "SELECT ?n WHERE { <https://w3id.org/cancu/id/ban-bi-thu/chi-thi/2023/99> cancu:documentNumber ?n }"
JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(12)) + " }"


def get(client: FlaskClient, query: str, accept: str | None = None, **more: str) -> object:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql?" + urlencode({"query": query, **more}), headers=headers)


@pytest.mark.row("P1", "P2", "P3", "P4")
@pytest.mark.parametrize(
    "send",
    [
        lambda c: c.get("/sparql?" + urlencode({"query": ONE})),
        lambda c: c.post("/sparql", data={"query": ONE}),
        lambda c: c.post("/sparql", data=ONE.encode(), content_type=QUERY),
        lambda c: c.post("/sparql", data=ONE.encode(), content_type=QUERY + "; charset=UTF-8"),
        lambda c: c.open("/sparql", method="QUERY", data=ONE.encode(), content_type=QUERY),
    ],
    ids=["GET", "form", "body", "body with charset", "QUERY"],
)
def test_ways_to_ask(client: FlaskClient, send) -> None:  # type: ignore[no-untyped-def]
    response = send(client)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(JSON)
    assert "Accept" in response.headers["Vary"]
    assert response.json["results"]["bindings"] == [{"n": {"type": "literal", "value": "99-CT/TW"}}]


@pytest.mark.row("P5", "P23", "P24")
def test_table_formats(client: FlaskClient) -> None:
    query = 'SELECT ?a ?b ?c WHERE { VALUES (?a ?b ?c) { ("x,\\"y\\"\\n"@vi <http://e/> UNDEF) } }'
    found = get(client, query, JSON).json
    assert found["results"]["bindings"][0]["a"] == {"type": "literal", "value": 'x,"y"\n', "xml:lang": "vi"}
    tree = ET.fromstring(get(client, query, "application/sparql-results+xml").data)
    assert tree.tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    text = get(client, query, "text/csv")
    assert text.data.startswith(b"a,b,c\r\n")
    assert list(csv.reader(io.StringIO(text.text, newline=""))) == [["a", "b", "c"], ['x,"y"\n', "http://e/", ""]]
    tsv = get(client, query, "text/tab-separated-values").text
    assert tsv.splitlines()[0] == "?a\t?b\t?c"
    assert '"@vi\t<http://e/>\t' in tsv
    for accept in (JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        assert get(client, "ASK { ?s ?p ?o }", accept).status_code == 200
        assert get(client, "SELECT ?x WHERE { ?x a <http://nothing/> }", accept).status_code == 200


@pytest.mark.row("P6")
def test_graph_formats(client: FlaskClient) -> None:
    query = "CONSTRUCT { ?s cancu:documentNumber ?n } WHERE { ?s cancu:documentNumber ?n }"
    formats = {
        "text/turtle": RdfFormat.TURTLE,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/rdf+xml": RdfFormat.RDF_XML,
    }
    graphs = []
    for media_type, kind in formats.items():
        response = get(client, query, media_type)
        assert response.mimetype == media_type
        graphs.append({(q.subject, q.predicate, q.object) for q in parse(response.data, kind)})
    assert graphs[0]
    assert all(graph == graphs[0] for graph in graphs)
    assert get(client, query).mimetype == "text/turtle"
    assert get(client, "DESCRIBE <https://w3id.org/cancu/id/ban-bi-thu/chi-thi/2023/99>").mimetype == "text/turtle"


@pytest.mark.row("N7")
@pytest.mark.parametrize(
    ("query", "accept"),
    [(ONE, "text/turtle"), (ONE, "application/foo"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv")],
)
def test_no_acceptable_format(client: FlaskClient, query: str, accept: str) -> None:
    response = get(client, query, accept)
    assert response.status_code == 406
    assert response.headers["X-Problem"] == "not-acceptable"


def test_format_parameter_and_download(client: FlaskClient) -> None:
    response = get(client, ONE, "text/html", format="csv", download="1")
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert get(client, ONE, format="nothing").status_code == 406


def test_browser_is_led_to_the_page(client: FlaskClient) -> None:
    response = get(client, ONE, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/query?query=SELECT")


@pytest.mark.row("P7")
@pytest.mark.parametrize("query", ["SELECT * WHERE {\n  ?s ?p \n}", "SELECT * WHERE { ?s ?p ?o", "nonsense"])
def test_malformed_query_names_its_place(client: FlaskClient, query: str) -> None:
    response = get(client, query, "application/json")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert response.headers["X-Problem"] == "query-malformed"
    assert response.json["line"] >= 1
    assert response.json["column"] >= 1


@pytest.mark.row("P8", "P9", "P14")
@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("/sparql?query=", "query-missing"),
        ("/sparql?default-graph-uri=http://e/", "query-missing"),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "parameter-repeated"),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=relative", "parameter-malformed"),
        ("/sparql?query=ASK%7B%7D&timeout=soon", "parameter-malformed"),
        ("/sparql?query=%ff", "not-utf-8"),
    ],
)
def test_bad_requests(client: FlaskClient, path: str, token: str) -> None:
    response = client.get(path, headers={"Accept": "application/json"})
    assert (response.status_code, response.headers["X-Problem"]) == (400, token)


@pytest.mark.row("P9", "P10")
def test_query_in_address_and_body(client: FlaskClient) -> None:
    response = client.post("/sparql?" + urlencode({"query": ONE}), data={"query": ONE})
    assert (response.status_code, response.headers["X-Problem"]) == (400, "parameter-repeated")
    assert client.post("/sparql", data={"query": ONE, "update": "CLEAR ALL"}).status_code == 400


def triples(client: FlaskClient) -> str:
    return str(get(client, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", JSON).json)


@pytest.mark.row("P11", "P12", "S4")
def test_updates_are_refused(client: FlaskClient) -> None:
    before = triples(client)
    for response in (
        client.post("/sparql", data={"update": "CLEAR ALL"}),
        client.post("/sparql", data=b"CLEAR ALL", content_type="application/sparql-update"),
        client.get("/sparql?update=CLEAR%20ALL"),
    ):
        assert (response.status_code, response.headers["X-Problem"]) == (403, "read-only")
    for update in (
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "LOAD <http://127.0.0.1/>",
        "CLEAR ALL",
        "DROP GRAPH <a:a>",
        "CREATE GRAPH <a:a>",
        "COPY DEFAULT TO <a:a>",
    ):
        assert get(client, update).status_code in (400, 403)
    assert triples(client) == before


@pytest.mark.row("P13")
@pytest.mark.parametrize("kind", ["text/plain", "application/json", None])
def test_unknown_body_types(client: FlaskClient, kind: str | None) -> None:
    response = client.post("/sparql", data=ONE.encode(), content_type=kind)
    assert (response.status_code, response.headers["X-Problem"]) == (415, "unsupported-media-type")
    assert QUERY in response.headers["Accept-Post"]


@pytest.mark.row("P14")
@pytest.mark.parametrize("body", [b"\xff", ONE.encode("utf-16")])
def test_body_must_be_utf_8(client: FlaskClient, body: bytes) -> None:
    assert client.post("/sparql", data=body, content_type=QUERY).headers["X-Problem"] == "not-utf-8"
    assert client.post("/sparql", data=b"query=" + quote(body).encode(), content_type=FORM).status_code == 400


@pytest.mark.row("P15", "P16", "P17")
def test_methods(client: FlaskClient) -> None:
    allowed = {"GET", "HEAD", "POST", "QUERY", "OPTIONS"}
    for method in ("PUT", "PATCH", "DELETE"):
        response = client.open("/sparql", method=method)
        assert response.status_code == 405
        assert set(response.headers["Allow"].split(", ")) == allowed
    options = client.options("/sparql")
    assert options.status_code == 204
    assert set(options.headers["Allow"].split(", ")) == allowed
    assert options.headers["Accept-Query"] == QUERY
    asked = "/sparql?" + urlencode({"query": ONE})
    head = client.head(asked)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == client.get(asked).headers["ETag"]
    assert head.headers["Content-Type"] == client.get(asked).headers["Content-Type"]


@pytest.mark.row("P18", "P19")
def test_service_description(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    terms = {str(q.object) for q in parse(response.data, RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert f"<{sd}SPARQL11Query>" in terms
    assert f"<{sd}BasicFederatedQuery>" not in terms
    assert "<https://w3id.org/cancu/graph/derived>" in terms
    assert client.get("/sparql").mimetype == "text/turtle"
    assert client.get("/sparql?format=nt").mimetype == "application/n-triples"
    assert client.get("/sparql", headers={"Accept": "text/html"}).headers["Location"] == "/query"


@pytest.mark.row("P20", "P21")
def test_datasets(client: FlaskClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"

    def n(query: str, *more: tuple[str, str]) -> int:
        response = client.get("/sparql?" + urlencode([("query", query), *more]))
        return int(response.json["results"]["bindings"][0]["n"]["value"])

    graphs = ["https://w3id.org/cancu/graph/derived", "https://w3id.org/cancu/graph/instruments"]
    each = [n(count, ("default-graph-uri", graph)) for graph in graphs]
    assert all(each)
    assert n(count, *(("default-graph-uri", graph) for graph in graphs)) == sum(each)
    assert n(named, ("named-graph-uri", graphs[0])) == each[0]
    assert n(count, ("named-graph-uri", graphs[0])) == 0
    assert n(count.replace("WHERE", f"FROM <{graphs[0]}> WHERE")) == each[0]
    assert n(count.replace("WHERE", f"FROM <{graphs[0]}> WHERE"), ("default-graph-uri", graphs[1])) == each[1]
    assert n(count, ("default-graph-uri", "http://nowhere.example/")) == 0


@pytest.mark.row("P22")
@pytest.mark.parametrize("text", ["50%25", "a+b", 'say "x"', "dòng\nmới", "đ Đ ư", "🙂", "\\\\"])
def test_literals_come_back_unchanged(client: FlaskClient, text: str) -> None:
    literal = json.dumps(text, ensure_ascii=False)
    query = f"SELECT ?x WHERE {{ BIND({literal} AS ?x) }}"
    for response in (get(client, query), client.post("/sparql", data={"query": query})):
        assert response.json["results"]["bindings"][0]["x"]["value"] == json.loads(literal)


@pytest.mark.row("P25", "L11")
def test_too_long(client: FlaskClient) -> None:
    long = "ASK { " + "#" * 100_001
    assert client.post("/sparql", data=long.encode(), content_type=QUERY).status_code == 413
    assert get(client, long).status_code == 414
    body = b"query=" + b"a" * (1024 * 1024 + 10)
    assert client.post("/sparql", data=body, content_type=FORM).status_code == 413


@pytest.mark.row("L7")
def test_too_many_rows(client: FlaskClient) -> None:
    query = "SELECT * WHERE { ?a a ?b . ?c a ?d } LIMIT 20000"
    refused = get(client, query, "application/json")
    assert (refused.status_code, refused.json["token"]) == (422, "result-too-large")
    cut = get(client, query, JSON, truncate="1")
    assert cut.status_code == 200
    assert cut.headers["X-Result-Truncated"] == "rows=10000"


@pytest.mark.row("S2", "S3")
def test_nothing_is_fetched(client: FlaskClient, listener: tuple[int, list[object]], tmp_path) -> None:  # type: ignore[no-untyped-def]
    port, heard = listener
    place = f"http://127.0.0.1:{port}/"
    canary = tmp_path / "canary.nt"
    canary.write_text('<http://e/s> <http://e/p> "canary" .\n')
    services = [
        f"SELECT * WHERE {{ SERVICE <{place}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ SERVICE SILENT <{place}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ {{ SELECT * WHERE {{ SERVICE <{place}> {{ ?s ?p ?o }} }} }} }}",
        f"SELECT * WHERE {{ OPTIONAL {{ SERVICE <{place}> {{ ?s ?p ?o }} }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE <{place}> {{ ?s ?p ?o }} }} }}",
        f"SELECT * WHERE {{ BIND(<{place}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
    ]
    for query in services:
        response = get(client, query)
        assert (response.status_code, response.headers["X-Problem"]) == (403, "federation-disabled"), query
    for address in (place, canary.as_uri(), "ftp://127.0.0.1/x", f"jar:{canary.as_uri()}!/x"):
        for query in (
            f"SELECT * FROM <{address}> WHERE {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED <{address}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            f"SELECT * WHERE {{ GRAPH <{address}> {{ ?s ?p ?o }} }}",
        ):
            response = get(client, query)
            assert (response.status_code, response.json["results"]["bindings"]) == (200, []), query
        response = get(client, "SELECT * WHERE { ?s ?p ?o }", **{"default-graph-uri": address})
        assert response.json["results"]["bindings"] == []
    time.sleep(0.3)
    assert heard == []


@pytest.mark.parametrize("word", ["'SERVICE'", "?service", "# SERVICE\n?x"])
def test_the_word_service_alone_is_harmless(client: FlaskClient, word: str) -> None:
    query = f"SELECT ?x WHERE {{ BIND(1 AS ?x) FILTER(?x = 1 || BOUND(?service) || 'SERVICE' = 'x') }} # {word[0]}"
    assert get(client, query).status_code == 200


@pytest.mark.row("L1", "L2")
def test_slow_query_ends_and_does_not_block_others(live) -> None:  # type: ignore[no-untyped-def]
    outcome: dict[str, object] = {}

    def slow() -> None:
        connection = HTTPConnection(live.host, live.port, timeout=30)
        began = time.monotonic()
        connection.request("GET", "/sparql?" + urlencode({"query": CROSS}), headers={"Accept": "application/json"})
        response = connection.getresponse()
        outcome.update(status=response.status, body=json.loads(response.read()), seconds=time.monotonic() - began)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    time.sleep(0.5)
    times = []
    for path in ("/sparql?query=ASK%7B%7D", "/", "/sparql?query=ASK%7B%7D"):
        connection = HTTPConnection(live.host, live.port, timeout=30)
        began = time.monotonic()
        connection.request("GET", path)
        assert connection.getresponse().status == 200
        times.append(time.monotonic() - began)
        connection.close()
    thread.join()
    assert outcome["status"] == 503
    body = outcome["body"]
    assert isinstance(body, dict)
    assert body["token"] == "query-timeout"
    assert body["limit_ms"] == 2000
    assert float(str(outcome["seconds"])) < 4.0
    assert times[-1] < 1.5


@pytest.mark.row("L1")
def test_slow_query_keeps_its_text_on_the_page(client: FlaskClient) -> None:
    response = client.get("/query?" + urlencode({"query": CROSS}), headers={"Accept": "text/html"})
    assert response.status_code == 503
    assert "chạy quá lâu" in response.text
    assert "?a11 ?b11 ?c11" in response.text


@pytest.mark.row("L9")
def test_requested_limit_is_capped(client: FlaskClient) -> None:
    lower = get(client, CROSS, "application/json", timeout="0.3")
    assert lower.json["limit_ms"] == 300
    assert "limit;dur=2000" in get(client, ONE, JSON, timeout="600").headers["Server-Timing"]


@pytest.mark.row("L3")
@pytest.mark.parametrize("opener", ["{", "(", "[", "!"])
def test_deep_nesting(client: FlaskClient, opener: str) -> None:
    response = client.post("/sparql", data=("ASK { FILTER(" + opener * 10_000).encode(), content_type=QUERY)
    assert response.status_code == 400
    assert get(client, "ASK {}", JSON).status_code == 200


@pytest.mark.row("L6")
def test_rate_limit(mini_home) -> None:  # type: ignore[no-untyped-def]
    app = create_app(mini_home, Settings(rate_per_minute=3))
    client = app.test_client()
    statuses = [get(client, "ASK {}", JSON).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    refused = get(client, "ASK {}", "application/json")
    assert refused.json["token"] == "rate-limited"
    assert int(refused.headers["Retry-After"]) >= 1
    assert client.get("/plans").status_code == 200
    app.extensions["cancu"].close()
