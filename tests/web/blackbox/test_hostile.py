"""What visitors and data may try: markup in names, addresses that escape, other hosts, formulas, failures."""

import io
from urllib.parse import quote

import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from cancu.web import create_app
from cancu.web.errors import ADVICE, ProblemError

HTML = {"Accept": "text/html"}
THING = "/instruments/co-quan-la/chi-thi/2024/1"
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "javascript:alert(1)",
    "\u202egnol",
    "a" * 5000,
    "%0d%0aSet-Cookie: x=1",
    "\r\nSet-Cookie: x=1",
    "\x00",
    "' OR 1=1 --",
    'x" } UNION { ?s ?p ?o } #',
    "\\",
    "'''",
    "*",
    '"',
    "NEAR(a b)",
    "🙂" * 100,
)


def sound(text: str) -> BeautifulSoup:
    page = BeautifulSoup(text, "html.parser")
    assert [s for s in page.find_all("script") if not s.get("src")] == []
    assert page.find_all("img") == []
    for icon in page.select("link[rel=icon]"):  # the mark of the site, in the page itself
        assert str(icon.extract()["href"]).startswith("data:image/svg+xml,")
    for tag in page.find_all(href=True):
        assert str(tag["href"]).startswith(("/", "#")), tag
    return page


@pytest.mark.row("S8")
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "path",
    [
        "/?q={}",
        "/suggest?q={}",
        "/calendar?agency={}",
        "/calendar?year={}",
        "/calendar.ics?agency={}",
        "/compare?a={}",
        "/compare.xlsx?a={}",
        "/dossier?of={}",
        "/files/{}",
        "/text/{}",
        "/coverage?at={}",
        "/coverage?level={}",
        "/forms/indicators.xlsx?plan={}",
        "/trace?of={}",
        "/agencies?q={}",
        "/plans?level={}",
        "/queries/implementing-plans?instrument={}",
        "/query?query={}",
        "/resource?iri={}",
        "/indicators?q={}",
        "/?q=a&kind={}",
        "/?q=a&page={}",
        "/sparql?query=ASK%7B%7D&default-graph-uri={}",
    ],
)
def test_typed_text_is_only_text(client: FlaskClient, path: str, attack: str) -> None:
    response = client.get(path.format(quote(attack, safe="")), headers=HTML)
    assert response.status_code < 500, response.text[:300]
    assert "Set-Cookie" not in response.headers
    if response.mimetype == "text/html" and response.status_code < 300:
        sound(response.text)


@pytest.mark.row("S7")
def test_names_from_the_data_are_only_text(client: FlaskClient) -> None:
    for path in (THING, "/instruments", "/agencies/co-quan-la", "/agencies", "/?q=co+quan+la&all=1", "/levels/central"):
        page = sound(client.get(path, headers=HTML).text)
        assert page.find("b", string="lạ") is None, path
    assert "<script>alert(1)</script>" in sound(client.get(THING, headers=HTML).text).get_text()
    data = "https://w3id.org/cancu/id/co-quan-la/chi-thi/2024/1"
    page = sound(
        client.get("/query", query_string={"query": f"SELECT * WHERE {{ <{data}> ?p ?o }}"}, headers=HTML).text
    )
    assert "javascript:alert(3)" in page.get_text()
    assert page.select("td bdi")


@pytest.mark.row("S9", "S10", "S11")
def test_saved_question_parameters_are_values(client: FlaskClient) -> None:
    for typed in (
        'x" } UNION { ?s ?p ?o } #',
        "http://e/a> } #",
        "relative/iri",
        "https://w3id.org/cancu/level/central",
    ):
        response = client.get("/queries/implementing-plans.csv", query_string={"instrument": typed})
        assert response.status_code == 400
        assert (
            "instrument"
            in client.get(
                "/queries/implementing-plans.json",
                query_string={"instrument": typed},
                headers={"Accept": "application/json"},
            ).json["parameter"]
        )
    bad = client.get("/queries/reporting-deadlines.csv", query_string={"from": "not a date"})
    assert bad.status_code == 400


@pytest.mark.row("S12", "X1")
def test_formulas_stay_text(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/queries/plans.xlsx").data))
    assert book.sheetnames[0] == "Thông tin"
    about = {row[0]: row[1] for row in book["Thông tin"].iter_rows(values_only=True)}
    assert about["Số dòng"] == str(book[book.sheetnames[1]].max_row - 1)
    assert about["Giấy phép dữ liệu"] == "CC BY 4.0"
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.row("S13")
@pytest.mark.parametrize(
    "path",
    [
        "/static/../pyproject.toml",
        "/static/%2e%2e/__init__.py",
        "/static/..%5c__init__.py",
        "/static/%00",
        "/id/%ff",
        "/instruments/%00",
        "/plans/%0d%0aX-Y:%20z",
        "/instruments/a/b/c/d/e/f",
        "/instruments/..",
        "/plans/<x>/ke-hoach/2024/1",
        "/agencies/%22%3E",
        "/agencies/a b",
        "/areas/%7B%7D",
        "/indicators/|",
        "/data/../../etc/passwd.ttl",
        "/data/body/x y.ttl",
        "/queries/../../etc/passwd",
        "/queries/plans.py",
        "/queries/.rq",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_paths_that_lead_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path, headers=HTML).status_code in (400, 404)


@pytest.mark.row("S15")
@pytest.mark.parametrize(
    "path", ["//evil.example", "///evil.example/", "/%5Cevil.example/", "/plans//evil.example/", "/\\evil.example/"]
)
def test_no_redirect_leaves_the_site(client: FlaskClient, path: str) -> None:
    response = client.open(path, method="GET", base_url="http://site.example", headers=HTML)
    location = response.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.mark.row("S14")
def test_host_header_is_never_repeated(client: FlaskClient) -> None:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", **HTML}
    for path in (
        "/",
        "/plans/",
        THING,
        "/id/co-quan-la/chi-thi/2024/1",
        "/sparql",
        "/nothing",
        "/data/body/co-quan-la.ttl",
        "/sparql?format=ttl",
    ):
        response = client.get(path, headers=headers)
        assert "evil.example" not in response.text, path
        assert "evil.example" not in str(response.headers), path


@pytest.mark.row("S16")
def test_forced_failure_tells_nothing(mini_home, caplog: pytest.LogCaptureFixture) -> None:  # type: ignore[no-untyped-def]
    app = create_app(mini_home)

    @app.get("/broken")
    def broken() -> str:
        raise RuntimeError("secret in /home/somebody")

    for accept in ("text/html", "application/json", "text/plain"):
        response = app.test_client().get("/broken", headers={"Accept": accept})
        assert response.status_code == 500
        assert "secret" not in response.text
        assert "Traceback" not in response.text
        assert "Mã tham chiếu" in response.text or "reference" in response.text
    assert "secret" in caplog.text


@pytest.mark.row("E1")
@pytest.mark.parametrize("status", sorted(ADVICE))
def test_every_error_in_three_forms(mini_home, status: int) -> None:  # type: ignore[no-untyped-def]
    app = create_app(mini_home)

    @app.get("/fails")
    def fails() -> str:
        raise ProblemError(status, "Chi tiết của lỗi <b>này</b>.")

    client = app.test_client()
    page = client.get("/fails", headers=HTML)
    shown = sound(page.text)
    assert page.status_code == status
    assert shown.main.find(["h1", "p"]).name == "h1"
    for part in (ADVICE[status].title, "Chi tiết của lỗi <b>này</b>.", ADVICE[status].next_step, "Mã tham chiếu"):
        assert part in shown.get_text()
    machine = client.get("/fails", headers={"Accept": "application/json"})
    assert machine.mimetype == "application/problem+json"
    assert (machine.json["status"], machine.json["token"]) == (status, ADVICE[status].token)
    plain = client.get("/fails", headers={"Accept": "text/turtle"})
    assert plain.mimetype == "text/plain"
    assert {r.headers["X-Problem"] for r in (page, machine, plain)} == {ADVICE[status].token}


def test_methods_of_pages(client: FlaskClient) -> None:
    response = client.post("/plans", headers=HTML)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert client.head("/plans").status_code == 200
    assert client.options("/plans").status_code == 200


def test_large_bodies_are_refused(client: FlaskClient) -> None:
    assert client.post("/query", data={"query": "a" * (2 * 1024 * 1024)}, headers=HTML).status_code == 413


@pytest.mark.row("S18")
def test_app_has_no_way_to_write(mini_app: Flask) -> None:
    writing = {"PUT", "PATCH", "DELETE"}
    posting = set()
    for rule in mini_app.url_map.iter_rules():
        assert not rule.methods & writing, rule
        if "POST" in rule.methods:
            posting.add(rule.rule)
    assert posting == {"/sparql", "/query", "/query/saved.rq", "/check", "/reconcile"}
