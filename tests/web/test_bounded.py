"""How many queries a page may ask of the store, once what is kept for each version of the data has been made."""

from collections.abc import Callable

import pytest
from flask import Flask

from cancu.web.site import Site

DIRECTIVE = "trung-uong-dang/chi-thi/2023/28"
BOUNDS = {
    "/": 0,
    "/coverage": 0,
    "/coverage?at=2025-06-30": 1,
    "/coverage?at=2025-06-30&all=1&level=district": 1,
    "/updates": 0,
    "/updates.atom": 0,
    "/queries/most-cited-instruments?down=issuer&across=type": 4,
    "/queries/plans.atom": 2,
    "/suggest?q=so+y+te": 0,
    f"/dossier?of=https://w3id.org/cancu/id/{DIRECTIVE}": 5,
    f"/instruments/{DIRECTIVE}": 9,
    "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2025/_thuc-hien-cong-tac-tre-em-nam-2025": 7,
}
"""Address of a page, and the queries it asks at most."""


@pytest.mark.parametrize("path", BOUNDS)
def test_a_page_asks_a_bounded_number_of_queries(real_app: Flask, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    site: Site = real_app.extensions["cancu"]
    client = real_app.test_client()
    assert client.get(path).status_code == 200
    engine = site.source.get().engine
    asked: list[str] = []
    select: Callable[[str], object] = engine.select
    monkeypatch.setattr(engine, "select", lambda query: asked.append(query) or select(query))
    assert client.get(path).status_code == 200
    assert len(asked) <= BOUNDS[path], len(asked)
