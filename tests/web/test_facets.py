"""Search results narrowed by type, level, area and year: the counts are those of the data."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from cancu.web.site import Site

HTML = {"Accept": "text/html"}
COUNTED = """SELECT (COUNT(DISTINCT ?doc) AS ?n) WHERE {
  ?doc a cancu:Instrument ; dcterms:title ?title ; cancu:level ?level .
  FILTER(REGEX(?title, "(^|[^\\\\p{L}])trẻ em([^\\\\p{L}]|$)", "i") && STRENDS(STR(?level), "/LEVEL"))
}"""


def facet(page: BeautifulSoup, label: str) -> dict[str, tuple[int, str]]:
    """Choices of one filter: name → count and address."""
    for found in page.select(".facet"):
        if found.summary.get_text(" ", strip=True).split(":")[0].startswith(label):  # type: ignore[union-attr]
            return {
                li.a.get_text(strip=True): (int(li.select_one(".n").get_text()), str(li.a["href"]))  # type: ignore[union-attr,index]
                for li in found.select("li")
                if li.a is not None
            }
    return {}


def test_results_are_narrowed_by_links_that_tell_how_many_are_left(real_app: Flask) -> None:
    client = real_app.test_client()
    page = BeautifulSoup(client.get("/?q=trẻ em&all=1", headers=HTML).text, "html.parser")
    count, href = facet(page, "Cấp")["Tỉnh"]
    narrowed = BeautifulSoup(client.get(href, headers=HTML).text, "html.parser")
    assert narrowed.select_one("h2 .n").get_text() == f"({count})"  # type: ignore[union-attr]
    for year, (left, further) in facet(narrowed, "Năm").items():
        both = BeautifulSoup(client.get(further, headers=HTML).text, "html.parser")
        assert parse_qs(urlsplit(further).query) == {
            "q": ["trẻ em"], "kind": ["document"], "level": ["province"], "year": [year],
        }  # fmt: skip
        assert both.select_one("h2 .n").get_text() == f"({left})"  # type: ignore[union-attr]
        for result in both.select(".rows .sub"):
            assert year in result.get_text()


def test_counts_of_a_filter_are_those_of_the_data(real_app: Flask) -> None:
    site: Site = real_app.extensions["cancu"]
    opened = site.source.get()
    found = dict(opened.search.facet("trẻ em", "level", ("plan", "instrument"), {}))
    asked = {
        level: int(opened.engine.select(COUNTED.replace("LEVEL", level)).values()[0]["n"])
        for level in ("central", "district")
    }
    assert asked == {level: found.get(level, 0) for level in asked}


def test_a_filter_that_leaves_nothing_offers_to_drop_it(real_app: Flask) -> None:
    page = BeautifulSoup(real_app.test_client().get("/?q=trẻ em&level=commune", headers=HTML).text, "html.parser")
    told = page.select_one("main .notice")
    assert told is not None
    assert "cấp «Xã»" in told.get_text()
    ways = {a.get_text(): str(a["href"]) for a in told.select("a")}
    assert "level" not in ways["Bỏ lọc theo cấp"]


@pytest.mark.row("L10")
def test_a_filter_with_more_values_than_are_shown_says_so_and_the_rest_stands(
    real_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/?q=trẻ em&kind=document&level=province"
    whole = BeautifulSoup(real_app.test_client().get(address, headers=HTML).text, "html.parser")
    monkeypatch.setattr("cancu.web.facets.SHOWN", 1)
    page = BeautifulSoup(real_app.test_client().get(address, headers=HTML).text, "html.parser")
    further = len(facet(whole, "Năm")) - 1
    assert further > 0
    assert f"và {further} giá trị khác" in page.select_one(".facets").get_text()  # type: ignore[union-attr]
    assert "Tỉnh" in facet(page, "Cấp"), "the value in force is shown"
    assert page.select(".rows a") == whole.select(".rows a") != []
