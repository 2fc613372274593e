"""The site in English: asked for by the address alone, carried by links; what papers say stays and says so."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from cancu.web.english import page_in_english, translated

HTML = {"Accept": "text/html"}
DIRECTIVE = "/instruments/trung-uong-dang/chi-thi/2023/28"
MARKED = re.compile(r"[^\W\d_a-zA-Z]")
PAGES = ("/", "/?q=tre+em&all=1", "/plans", DIRECTIVE, "/queries/plans", "/query", "/coverage", "/khong-co")
Get = Callable[[str], BeautifulSoup]


@pytest.fixture
def get(real_app: Flask) -> Get:
    client = real_app.test_client()
    return lambda path: BeautifulSoup(client.get(path, headers=HTML | {"Accept-Language": "en"}).text, "html.parser")


def english(path: str) -> str:
    return path + ("&" if "?" in path else "?") + "lang=en"


@pytest.mark.row("N18")
@pytest.mark.parametrize("path", PAGES)
def test_the_address_alone_chooses_the_language_and_links_keep_it(get: Get, path: str) -> None:
    assert get(path).html["lang"] == "vi"  # type: ignore[index]
    page = get(english(path))
    assert page.html["lang"] == "en"  # type: ignore[index]
    menu = [a.get_text() for a in page.select(".masthead nav a")]
    assert menu[:4] == ["Plans", "Instruments", "Bodies", "Indicators"]
    for a in page.select("a[href^='/']"):
        address = str(a["href"])
        program = re.search(r"^/(static|sparql|data/|api)|\.(csv|xlsx|json|rq|atom|ics|ttl|svg)\b", address)
        assert ("lang=en" in address) is (a.get("hreflang") != "vi" and not program), address
    back = page.select_one("a[hreflang=vi]")
    assert back is not None
    assert "lang" not in str(back["href"])


@pytest.mark.row("N18")
def test_what_stays_vietnamese_is_marked_so(get: Get) -> None:
    page = get(english(DIRECTIVE))
    for part in page.body.find_all(string=MARKED):  # type: ignore[union-attr]
        if part.parent.name not in ("script", "style", "pre", "code"):  # type: ignore[union-attr]
            assert part.find_parent(attrs={"lang": "vi"}) is not None, part


def test_forms_and_redirects_keep_the_language_and_no_cookie_is_set(real_app: Flask) -> None:
    client = real_app.test_client()
    found = client.get("/?q=28-CT/TW&lang=en", headers=HTML)
    assert found.headers["Location"] == f"{DIRECTIVE}?lang=en"
    page = BeautifulSoup(client.get("/calendar?year=2025&lang=en", headers=HTML).text, "html.parser")
    for form in page.select("form[method=get]"):
        assert form.find("input", attrs={"name": "lang", "value": "en"}) is not None
    assert "Set-Cookie" not in found.headers


def test_questions_and_vocabularies_bring_their_english(get: Get) -> None:
    page = get(english("/queries/most-cited-instruments"))
    assert page.h1.get_text() == "Most cited instruments"  # type: ignore[union-attr]
    assert page.select_one("main td a").get_text() == "Chỉ thị 28-CT/TW"  # type: ignore[union-attr]
    assert page.title.get_text() == "Most cited instruments · Căn Cứ"  # type: ignore[union-attr]


def test_every_translation_has_the_numbers_of_its_original(root: Path) -> None:
    said: dict[str, Any] = tomllib.loads((root / "web" / "translations" / "en.toml").read_text("utf-8"))
    for vietnamese, told in said.items():
        assert vietnamese.count("{}") == told.count("{}"), vietnamese
        assert " ".join(vietnamese.split()) == vietnamese


def test_numbers_stay_in_their_order_and_unknown_words_as_they_are() -> None:
    assert translated(" Trang 2 / 1.204 ", {}) == " Page 2 / 1.204 "
    assert translated("Tìm «trẻ em 2024»", {}) == "Search «trẻ em 2024»"
    assert translated("Chỉ thị · Trung ương", {"Chỉ thị": "Directive"}) == "Directive · Central"
    assert translated("Luật Trẻ em", {}) is None
    html = "<!doctype html><html lang=vi><body><p>Luật Trẻ em</p><pre>Kế hoạch</pre><a href='//x'>Xem</a></body></html>"
    page = page_in_english(html, {})
    assert '<p lang="vi">Luật Trẻ em</p><pre>Kế hoạch</pre><a href="//x">Show</a>' in page
