"""What a page costs a visitor on a slow line: bytes as packed, and requests."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

PACKED = {"Accept": "text/html", "Accept-Encoding": "gzip"}
ASSETS = 30_000
"""Bytes of style and script together."""
REQUESTS = 4
"""The page itself, its style and its two scripts; the page for SPARQL has one script more."""
PAGE = 60_000
"""Bytes of the page itself."""
PATHS = (
    "/", "/?q=tre+em", "/plans", "/instruments", "/agencies", "/indicators", "/queries", "/queries/plans", "/query",
    "/query?query=SELECT%20*%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", "/quality", "/data", "/ontology", "/check",
    "/calendar?year=2024", "/compare", "/coverage", "/updates", "/trace?of=99-CT/TW", "/areas", "/levels", "/rules",
    "/khong-co", "/instruments/ban-bi-thu/chi-thi/2023/99", "/plans/ubnd-tinh-song-tra/ke-hoach/2024/88",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_page_stays_within_its_budget(client: Any, path: str) -> None:
    answer = client.get(path, headers=PACKED)
    plain = client.get(path, headers={"Accept": "text/html"})
    page = BeautifulSoup(plain.text, "html.parser")
    assets = {str(tag["href"]) for tag in page.select("link[rel=stylesheet], link[rel=icon], link[rel=modulepreload]")}
    assets |= {str(tag["src"]) for tag in page.select("script[src], img[src]")}
    weight = sum(len(client.get(asset, headers=PACKED).data) for asset in assets)
    assets = {asset for asset in assets if not asset.startswith("data:")}
    assert len(assets) + 1 <= REQUESTS + path.startswith("/query?") + (path == "/query")
    assert weight <= ASSETS
    assert len(answer.data) <= PAGE


def test_everything_a_page_needs_is_packed_and_kept(client: Any) -> None:
    page = BeautifulSoup(client.get("/query", headers={"Accept": "text/html"}).text, "html.parser")
    for tag in page.select("link[rel=stylesheet], script[src]"):
        answer = client.get(str(tag.get("href") or tag.get("src")), headers=PACKED)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
