"""Which representation a client gets, where identifiers lead, and what the data of a thing contain."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from cancu.web.negotiate import HTML, PAGE, PLAIN, PROBLEM_JSON, RDF_VARIANTS, choose, error_kind

THING = "/id/ban-bi-thu/chi-thi/2023/99"
PAGE_OF_IT = "/instruments/ban-bi-thu/chi-thi/2023/99"
DATA = "/data/ban-bi-thu/chi-thi/2023/99"
IRI = "https://w3id.org/cancu/id/ban-bi-thu/chi-thi/2023/99"
HELD = "/data/ubnd-tinh-song-tra/ke-hoach/2024/88"


@pytest.mark.row("N1", "N2", "N3", "N4", "N5", "N6", "N8", "N9")
@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PAGE_OF_IT),
        (None, PAGE_OF_IT),
        ("*/*", PAGE_OF_IT),
        ("text/turtle", DATA + ".ttl"),
        ("application/ld+json", DATA + ".jsonld"),
        ("application/rdf+xml", DATA + ".rdf"),
        ("application/n-triples", DATA + ".nt"),
        ("text/html;q=0.4, text/turtle;q=0.9", DATA + ".ttl"),
        ("text/html, text/turtle", PAGE_OF_IT),
        ("text/turtle;charset=utf-8", DATA + ".ttl"),
        ("TEXT/TURTLE", DATA + ".ttl"),
        ("text/turtle ; q=1", DATA + ".ttl"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', DATA + ".jsonld"),
        ("text/html;q=0, */*", DATA + ".ttl"),
        ("application/foo, */*;q=0.1", PAGE_OF_IT),
        ("text/turtle;q=abc, application/n-triples", DATA + ".nt"),
        ("nonsense", PAGE_OF_IT),
    ],
)
def test_identifier_leads_to_what_the_client_prefers(client: FlaskClient, accept: str | None, target: str) -> None:
    response = client.get(THING, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.headers["Location"]) == (303, target)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.row("N7")
def test_identifier_without_acceptable_form(client: FlaskClient) -> None:
    response = client.get(THING, headers={"Accept": "application/foo"})
    assert response.status_code == 406
    assert "text/turtle" in response.text


def test_identifiers_of_other_kinds(client: FlaskClient) -> None:
    for path, target in (
        ("/id/body/so-y-te-tinh-song-tra", "/agencies/so-y-te-tinh-song-tra"),
        ("/id/body-group/cac-so-ban-nganh-tinh-song-tra", "/agencies/groups/cac-so-ban-nganh-tinh-song-tra"),
        ("/id/area/tinh-song-tra", "/areas/tinh-song-tra"),
        ("/id/indicator/ty-le-tre-em-duoc-tiem-chung", "/indicators/ty-le-tre-em-duoc-tiem-chung"),
        ("/id/ubnd-tinh-song-tra/ke-hoach/2024/88", "/plans/ubnd-tinh-song-tra/ke-hoach/2024/88"),
        ("/id/luat/2016/luat-tre-em", "/instruments/luat/2016/luat-tre-em"),
    ):
        assert client.get(path).headers["Location"] == target
        assert client.get(target).status_code == 200


@pytest.mark.row("N13")
@pytest.mark.parametrize(
    ("accept", "kind"), [("text/html", HTML), ("application/json", PROBLEM_JSON), ("text/turtle", PLAIN)]
)
def test_unknown_identifier(client: FlaskClient, accept: str, kind: str) -> None:
    response = client.get("/id/co-quan/ke-hoach/2024/12345", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (404, kind)
    if kind == HTML:
        assert 'value="co quan ke hoach 2024 12345"' in response.text


@pytest.mark.row("N16")
@pytest.mark.parametrize(
    "path", [PAGE_OF_IT + "/", PAGE_OF_IT.replace("chi-thi", "Chi-Thi"), "/plans" + PAGE_OF_IT[12:]]
)
def test_one_spelling_of_each_page(client: FlaskClient, path: str) -> None:
    response = client.get(path + "?page=2")
    assert (response.status_code, response.headers["Location"]) == (308, PAGE_OF_IT + "?page=2")


FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}


@pytest.mark.row("N10", "H9")
@pytest.mark.parametrize("path", [DATA, HELD])
def test_data_in_every_form_is_the_same(client: FlaskClient, path: str) -> None:
    graphs = []
    for ending, (media_type, kind) in FORMATS.items():
        response = client.get(f"{path}.{ending}", headers={"Accept": "application/foo"})
        assert (response.status_code, response.mimetype) == (200, media_type)
        assert "charset=utf-8" in response.headers["Content-Type"]
        graphs.append({(str(q.subject), str(q.predicate), str(q.object)) for q in parse(response.data, kind)})
    assert all(graph == graphs[0] for graph in graphs)


@pytest.mark.row("N12")
def test_data_describe_the_thing_and_themselves(client: FlaskClient) -> None:
    found = {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in parse(client.get(DATA + ".ttl").data, RdfFormat.TURTLE)
    }
    page = "https://w3id.org/cancu/data/ban-bi-thu/chi-thi/2023/99"
    assert (page, "http://xmlns.com/foaf/0.1/primaryTopic", IRI) in found
    assert (page, "http://purl.org/dc/terms/license", "https://creativecommons.org/licenses/by/4.0/") in found
    assert any(s == page and p.endswith("versionInfo") for s, p, _ in found)
    assert (IRI, "https://w3id.org/cancu/ontology#documentNumber", "99-CT/TW") in found
    assert any(p.endswith("#implements") and o == IRI for _, p, o in found)


def test_data_of_a_held_plan_hold_its_whole_graph(client: FlaskClient) -> None:
    text = client.get(HELD + ".nt").text
    assert "#cit-preamble-240-kh-tu-1>" in text
    assert "#target-1-1>" in text


def test_data_of_terms_and_of_nothing(client: FlaskClient) -> None:
    assert client.get("/data/term/held/text.ttl").status_code == 200
    assert client.get("/data/co-quan/ke-hoach/2024/1.ttl").status_code == 404
    assert client.get(DATA + ".exe").status_code == 404


@pytest.mark.row("N18")
def test_english_by_the_address_alone(client: FlaskClient) -> None:
    answer = client.get("/plans?lang=en", headers={"Accept-Language": "vi"})
    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en">' in answer.text
    assert 'href="/instruments?lang=en"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert '<html lang="vi">' in client.get("/plans", headers={"Accept-Language": "en"}).text


@pytest.mark.row("N19")
def test_download(client: FlaskClient) -> None:
    assert "Content-Disposition" not in client.get(DATA + ".ttl").headers
    shown = client.get(DATA + ".ttl?download=1").headers["Content-Disposition"]
    assert shown.startswith('attachment; filename="ban-bi-thu_chi-thi_2023_99.ttl"')


def test_dump_holds_every_triple(client: FlaskClient) -> None:
    import gzip

    packed = client.get("/data/cancu.nq.gz")
    count = client.get(
        "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20WHERE%20%7B%20GRAPH%20%3Fg%20%7B%3Fs%20%3Fp%20%3Fo%7D%20%7D"
    )
    wanted = int(count.json["results"]["bindings"][0]["n"]["value"])
    assert len(gzip.decompress(packed.data).splitlines()) == wanted
    assert client.get("/data/cancu.exe.gz").status_code == 404


@pytest.mark.row("N11")
def test_links_to_data_from_a_page(client: FlaskClient) -> None:
    response = client.get(PAGE_OF_IT)
    assert f'<{DATA}.ttl>; rel="alternate"; type="text/turtle"' in response.headers["Link"]
    assert f'<{PAGE_OF_IT}>; rel="canonical"' in response.headers["Link"]


@pytest.mark.row("N17", "S15")
def test_any_iri(client: FlaskClient) -> None:
    def go(iri: str) -> object:
        return client.get("/resource", query_string={"iri": iri})

    assert go(IRI).headers["Location"] == PAGE_OF_IT
    part = "https://w3id.org/cancu/id/ubnd-tinh-song-tra/ke-hoach/2024/88#cit-II.1.a-06-qd-ttg-1"
    assert go(part).headers["Location"] == "/plans/ubnd-tinh-song-tra/ke-hoach/2024/88#cit-II.1.a-06-qd-ttg-1"
    for odd in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil",
        "javascript:alert(1)",
        "x y",
        "http://e/a> } #",
        IRI + "9",
    ):
        response = go(odd)
        assert (response.status_code, "Location" in response.headers) == (404, False), odd
    assert go("").status_code == 400


@given(st.text(max_size=80))
def test_any_accept_header_is_survived(header: str) -> None:
    chosen = choose(header, (PAGE, *RDF_VARIANTS))
    assert chosen is None or chosen in (PAGE, *RDF_VARIANTS)
    assert error_kind(header) in (HTML, PROBLEM_JSON, PLAIN)
