"""Headers: what a browser may do with a page, how long it may keep it, and which version of the data it shows."""

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cancu.graph.sources import sources_of
from cancu.graph.store import build, current_version
from cancu.web import create_app
from cancu.web.headers import POLICY, asset

PAGES = (
    "/",
    "/plans",
    "/instruments/ban-bi-thu/chi-thi/2023/99",
    "/query",
    "/quality",
    "/nothing-here",
    "/trace?of=xyz",
)
TURTLE = "/data/ban-bi-thu/chi-thi/2023/99.ttl"


@pytest.mark.row("H8", "H9", "H11", "S1")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_confined(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": "text/html"}).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers
    assert not [name for name, _ in headers if name.startswith("Access-Control")]
    assert "charset=utf-8" in headers["Content-Type"]


@pytest.mark.parametrize("path", [*PAGES, TURTLE, "/sparql?query=ASK%7B%7D"])
def test_every_answer_says_how_long_it_took(client: FlaskClient, path: str) -> None:
    told = ", ".join(client.get(path, headers={"Accept": "*/*"}).headers.getlist("Server-Timing"))
    assert re.search(r"total;dur=\d+$", told)


@pytest.mark.row("H1", "H2")
@pytest.mark.parametrize(
    "path", ["/", "/plans", "/instruments/ban-bi-thu/chi-thi/2023/99", TURTLE, "/sparql?query=ASK%7B%7D"]
)
def test_unchanged_pages_are_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Last-Modified"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.row("H4")
def test_tags_differ_by_representation(client: FlaskClient) -> None:
    assert client.get(TURTLE).headers["ETag"] != client.get("/instruments/ban-bi-thu/chi-thi/2023/99").headers["ETag"]


@pytest.mark.row("H7")
def test_errors_are_not_kept(client: FlaskClient) -> None:
    assert client.get("/sparql?query=").headers["Cache-Control"] == "no-store"
    assert client.get("/nothing-here").headers["Cache-Control"] == "max-age=60"
    assert client.get("/id/ban-bi-thu/chi-thi/2023/99").headers["Cache-Control"] == "no-cache"


@pytest.mark.row("H6")
def test_assets_are_kept_for_good(client: FlaskClient) -> None:
    with client.get(asset("site.css")) as response:
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with client.get("/static/site.css") as response:
        assert response.headers["Cache-Control"] == "no-cache"
    assert asset("site.css") in client.get("/").text


def test_pages_are_light(client: FlaskClient) -> None:
    import gzip

    size = 0
    for name in ("site.css", "site.js", "suggest.js"):
        with client.get(asset(name)) as response:
            size += len(gzip.compress(response.data))
    assert size < 30_000


@pytest.mark.row("O2")
def test_nothing_of_ours_is_foreign(root: Path) -> None:
    for path in (*(root / "web" / "static").iterdir(), *(root / "web" / "templates").iterdir()):
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "").replace("http://127.0.0.1:8000", "")
        assert "http:" not in text, path
        assert "https:" not in text, path
        assert "|safe" not in text, path
        assert "@import" not in text, path


@pytest.mark.row("H3", "H10")
def test_versions(tmp_path: Path, root: Path) -> None:
    data, home = tmp_path / "data", tmp_path / "home"
    shutil.copytree(root / "tests" / "fixtures" / "mini", data)
    build(sources_of(data), home)
    app = create_app(home)
    client = app.test_client()
    old = current_version(home)
    assert old is not None
    path = "/instruments/ban-bi-thu/chi-thi/2023/99"
    first = client.get(path)
    assert first.headers["X-Data-Version"] == old.id
    assert client.get("/sparql?query=ASK%7B%7D").json["boolean"] is True
    file = data / "instruments.ttl"
    file.write_text(file.read_text("utf-8").replace("2023-12-25", "2023-12-26"), "utf-8")
    build(sources_of(data), home)
    new = client.get(path)
    assert new.status_code == 200
    assert "26/12/2023" in new.text
    assert new.headers["ETag"] != first.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    query = "/sparql?query=ASK%7B%3Fs%20dcterms%3Aissued%20%222023-12-26%22%5E%5Exsd%3Adate%7D"
    assert client.get(query).json["boolean"] is True
    pinned = client.get(f"{path}?v={old.id}")
    assert pinned.status_code == 200
    assert "25/12/2023" in pinned.text
    assert "immutable" in pinned.headers["Cache-Control"]
    gone = client.get(f"{path}?v=000000000000", headers={"Accept": "application/json"})
    assert (gone.status_code, gone.json["token"]) == (410, "gone")
    app.extensions["cancu"].close()


def test_without_data_the_site_says_what_to_do(tmp_path: Path) -> None:
    response = create_app(tmp_path / "nothing").test_client().get("/", headers={"Accept": "text/html"})
    assert response.status_code == 503
    assert "cancu build" in response.text


def test_health(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert answer.json["status"] == "ok"
    assert answer.headers["Cache-Control"] == "no-store"
