"""`/data`: coverage with what it is of, accuracy as measured, versions, citation."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from cancu.web.accuracy import FILE, Measure, measures


@pytest.fixture(scope="module")
def page(real_app: Flask) -> BeautifulSoup:
    return BeautifulSoup(real_app.test_client().get("/data").text, "html.parser")


def test_coverage_names_what_it_is_of(page: BeautifulSoup) -> None:
    section = page.find("section", {"aria-labelledby": "scope"})
    cells = [cell.get_text() for cell in section.select("td")]
    assert "chưa có dữ liệu" in cells
    plans = sum(int(cell.split(" / ")[0]) for cell in cells if " / " in cell)
    held = page.find("dt", string="kế hoạch đã đọc toàn văn").find_next_sibling("dd").get_text()
    assert plans == int(held)
    assert "trong 34 địa bàn" in section.get_text()


def test_accuracy_is_that_of_the_file(page: BeautifulSoup) -> None:
    rows = page.find("section", {"aria-labelledby": "accuracy"}).select("tbody tr")
    entries = json.loads(FILE.read_text("utf-8"))
    assert len(rows) == len(entries) == len(measures())
    for row, entry in zip(rows, entries, strict=True):
        shown = [int(cell.get_text().replace(".", "")) for cell in row.select("td")[:4]]
        assert shown == [entry[key] for key in ("papers", "annotated", "read", "right")]
        assert row.th.get_text() != entry["fact"], "a kind of fact without a Vietnamese name"


def test_shares_are_never_rounded_up() -> None:
    assert Measure("citation", 1, 1000, 999, 999, True).recall == "99,9%"
    assert Measure("citation", 1, 10_000, 10_000, 9_999, True).recall == "99,9%"
    assert Measure("citation", 1, 3, 3, 3, True).precision == "100%"
    assert Measure("citation", 0, 0, 0, 0, True).precision == "không rõ"


def test_the_data_can_be_cited(page: BeautifulSoup, real_app: Flask, root: Path) -> None:
    assert page.find("a", href="/data/CITATION.cff") is not None
    answer = real_app.test_client().get("/data/CITATION.cff")
    assert answer.data == (root / "CITATION.cff").read_bytes()
    lines = answer.text.splitlines()
    assert lines[0] == "cff-version: 1.2.0"
    assert {"message", "title", "authors", "license"} <= {line.partition(":")[0] for line in lines}
