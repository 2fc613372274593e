"""How answers travel: packed, shared with other sites where allowed, from the version that was asked for."""

import gzip
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from cancu.graph.sources import sources_of
from cancu.graph.store import build, current_version
from cancu.web import create_app
from cancu.web.site import Settings

PAGE = "/instruments/ban-bi-thu/chi-thi/2023/99"
TURTLE = "/data/ban-bi-thu/chi-thi/2023/99.ttl"
ASK = "/sparql?query=ASK%7B%7D"
FOREIGN = "https://other.example"


@pytest.mark.row("H5")
@pytest.mark.parametrize("path", [PAGE, TURTLE, "/static/site.css"])
def test_packed_answers_are_the_same(client: Any, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):
        assert "Accept-Encoding" in ", ".join(answer.headers.getlist("Vary"))
    assert packed.headers["ETag"] != plain.headers["ETag"]
    known = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    again = client.get(path, headers=known)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.row("H5")
def test_what_is_packed_already_is_left_alone(client: Any) -> None:
    assert "Content-Encoding" not in client.get("/data/cancu.nq.gz", headers={"Accept-Encoding": "gzip"}).headers
    assert "Content-Encoding" not in client.get(TURTLE, headers={"Accept-Encoding": "gzip;q=0"}).headers


@pytest.mark.row("H9")
@pytest.mark.parametrize("path", ["/", PAGE, TURTLE, "/queries", "/quality", "/nothing-here", "/api/openapi.json"])
def test_text_is_utf_8_and_composed(client: Any, path: str) -> None:
    answer = client.get(path)
    assert unicodedata.is_normalized("NFC", answer.data.decode("utf-8"))
    assert answer.mimetype == "application/json" or "charset=utf-8" in answer.headers["Content-Type"]


@pytest.mark.row("H11")
def test_other_sites_may_read_nothing_unless_allowed(client: Any) -> None:
    for answer in (
        client.get(ASK, headers={"Origin": FOREIGN}),
        client.options("/sparql", headers={"Origin": FOREIGN}),
    ):
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.row("H12")
@pytest.mark.parametrize(("origins", "allowed"), [("*", "*"), (f"https://a.example {FOREIGN}", FOREIGN)])
def test_other_sites_may_read_what_is_allowed(
    mini_home: Path, serve: Any, visit: Any, origins: str, allowed: str
) -> None:
    app = create_app(mini_home, Settings(rate_per_minute=100_000, cors_origins=origins))
    visitor = visit(serve(app))
    asked = {
        "Origin": FOREIGN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    before = visitor.options("/sparql", headers=asked)
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Origin"] == allowed
    assert "POST" in before.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in before.headers["Access-Control-Allow-Headers"]
    assert int(before.headers["Access-Control-Max-Age"]) > 0
    answers = [visitor.get(path, headers={"Origin": FOREIGN}) for path in (ASK, TURTLE, "/queries/plans.json")]
    page = visitor.get("/", headers={"Origin": FOREIGN, "Accept": "text/html"})
    stranger = visitor.get(ASK, headers={"Origin": "https://stranger.example"})
    app.extensions["cancu"].close()
    assert {answer.headers["Access-Control-Allow-Origin"] for answer in answers} == {allowed}
    assert all("Access-Control-Allow-Credentials" not in answer.headers for answer in (before, *answers))
    assert "Access-Control-Allow-Origin" not in page.headers
    assert stranger.headers.get("Access-Control-Allow-Origin") in ("*", None)
    assert stranger.headers.get("Access-Control-Allow-Origin") != FOREIGN


@pytest.mark.row("S18")
def test_forms_of_other_sites_are_refused(client: Any) -> None:
    for path in ("/query", "/check"):
        refused = client.post(path, data={"query": "ASK {}"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert (refused.status_code, refused.headers["X-Problem"]) == (403, "cross-site")
    assert client.post("/query", data={"query": "ASK {}"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert client.post("/query", data={"query": "ASK {}"}).status_code == 200


@pytest.mark.row("N15", "N16")
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_identifier_with_diacritics_leads_to_its_one_spelling(client: Any, form: str) -> None:
    typed = unicodedata.normalize(form, "/agencies/Sở-Y-tế-tỉnh-Sông-Trà")
    for path in (typed, typed.replace("/agencies/", "/id/body/")):
        answer = client.get(path + "?page=2")
        assert answer.status_code == 308
        assert answer.headers["Location"] == path.split("Sở")[0].split("So")[0] + "so-y-te-tinh-song-tra?page=2"


@pytest.mark.row("N14", "H10")
def test_what_was_withdrawn_is_told_with_where_it_can_be_seen(
    tmp_path: Path, root: Path, serve: Any, visit: Any
) -> None:
    data, home = tmp_path / "data", tmp_path / "home"
    shutil.copytree(root / "tests" / "fixtures" / "mini", data)
    build(sources_of(data), home)
    old = current_version(home)
    assert old is not None
    bodies = data / "bodies.ttl"
    bodies.write_text(bodies.read_text("utf-8").replace("body:so-tai-chinh-tinh-song-tra", "body:so-khac"), "utf-8")
    build(sources_of(data), home)
    app = create_app(home)
    visitor = visit(serve(app))
    gone = visitor.get("/agencies/so-tai-chinh-tinh-song-tra", headers={"Accept": "application/json"})
    pinned = visitor.get(f"/agencies/so-tai-chinh-tinh-song-tra?v={old.id}")
    unknown = visitor.get("/agencies/khong-co", headers={"Accept": "application/json"})
    wrong = visitor.get("/plans?v=000000000000", headers={"Accept": "application/json"})
    led = visitor.get(f"/id/body/so-tai-chinh-tinh-song-tra?v={old.id}", headers={"Accept": "text/turtle"})
    app.extensions["cancu"].close()
    assert (gone.status_code, gone.json["token"]) == (410, "withdrawn")
    assert gone.json["alternatives"] == [f"/agencies/so-tai-chinh-tinh-song-tra?v={old.id}"]
    assert pinned.status_code == 200
    assert unknown.status_code == 404
    assert (wrong.status_code, wrong.json["versions"][1:]) == (410, [old.id])
    assert led.headers["Location"] == f"/data/body/so-tai-chinh-tinh-song-tra.ttl?v={old.id}"
