"""What changed between two versions of the data, as a page and as a feed."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.web import create_app
from cancu.web.site import Settings
from tests.graph.keeping.conftest import DEFAULTS, PLAN

HTML = {"Accept": "text/html"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FIRST = "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/101"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site over a data folder in which a plan was added after another."""
    folder = tmp_path_factory.mktemp("updates")
    for number in ("100", "101"):
        path: Path = folder / f"{number}.txt"
        path.write_text(PLAN.format(**DEFAULTS | {"number": number}), "utf-8")
        (outcome,) = add(folder / "home", [arrive(path)], Options()).outcomes
        assert outcome.kind.good
    return create_app(folder / "home", Settings(rate_per_minute=100_000)).test_client()


def test_the_page_names_what_was_added_since_the_version_before(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/updates", headers=HTML).text, "html.parser")
    heading = page.find(id="added")
    assert heading is not None
    links = heading.find_parent("section").select(".rows a")  # type: ignore[union-attr]
    assert [str(a["href"]) for a in links] == [FIRST]
    counts = {row.th.get_text(): row.find_all("td")[-1].get_text() for row in page.select("tbody tr")}  # type: ignore[union-attr]
    assert counts["Kế hoạch đã đọc toàn văn"] == "+1"
    before = page.select_one("a[href^='/?v=']")
    assert before is not None
    assert client.get(str(before["href"]), headers=HTML).status_code == 200


def test_the_feed_has_an_entry_for_each_and_is_valid_atom(client: FlaskClient) -> None:
    response = client.get("/updates.atom")
    assert response.content_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.data)
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.find("a:link", ATOM).get("href") == FIRST  # type: ignore[union-attr]
    assert "101/KH-UBND" in (entry.findtext("a:title", "", ATOM))
    for parent in (root, entry):
        for needed in ("id", "title", "updated"):
            assert parent.findtext(f"a:{needed}", "", ATOM), needed
    assert response.data == client.get("/updates.atom").data


def test_the_feed_of_a_body_tells_what_a_new_version_gives_it_and_changes(client: FlaskClient, tmp_path: Path) -> None:
    def entries(site: FlaskClient, agency: str) -> list[tuple[str, str]]:
        root = ElementTree.fromstring(site.get("/updates.atom", query_string={"agency": agency}).data)
        found = root.findall("a:entry", ATOM)
        return [(e.findtext("a:title", "", ATOM).split(":")[0], e.findtext("a:summary", "", ATOM)) for e in found]

    health, finance = "Sở Y tế tỉnh Bình Phước", "Sở Tài chính tỉnh Bình Phước"
    ((kind, summary),) = entries(client, health)
    assert kind == "Kế hoạch mới giao việc"
    assert "mục giao việc" in summary
    assert entries(client, "Sở Tư pháp tỉnh Bình Phước") == []
    assert client.get("/updates.atom?agency=khong-co").status_code == 404

    home = tmp_path / "home"
    for at, told in enumerate((DEFAULTS, DEFAULTS | {"task": DEFAULTS["task"] + "; báo cáo trước ngày 20/11"})):
        path = tmp_path / f"{at}.txt"
        path.write_text(PLAN.format(**told), "utf-8")
        assert add(home, [arrive(path)], Options()).outcomes[0].kind.good
    changed = create_app(home, Settings(rate_per_minute=100_000)).test_client()
    assert [kind for kind, _ in entries(changed, finance)] == ["Việc được giao có thay đổi"]
    assert entries(changed, health) == []


def test_without_an_earlier_version_it_says_so(real_app: Flask) -> None:
    client = real_app.test_client()
    assert "Chưa có phiên bản trước" in client.get("/updates", headers=HTML).text
    assert ElementTree.fromstring(client.get("/updates.atom").data).findall("a:entry", ATOM) == []
