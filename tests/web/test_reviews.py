"""Pages say what a person has reviewed, who and when, and what still waits."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}
LAW = "/instruments/luat/2016/luat-tre-em"


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, path
    return BeautifulSoup(response.text, "html.parser")


def words(element: object) -> str:
    return " ".join(element.get_text(" ").split()) if element is not None else ""  # type: ignore[attr-defined]


def plan_of(client: FlaskClient, part: str) -> str:
    links = page(client, "/plans?held=text").select("tbody th a")
    return next(str(a["href"]) for a in links if part in words(a.find_parent("tr")))


def test_a_plan_says_at_its_head_whether_a_person_confirmed_it(real: FlaskClient) -> None:
    shown = page(real, plan_of(real, "huyện Sơn Hà"))
    assert "Chưa soát" in [words(chip) for chip in shown.select(".page-head .chip")]


def test_a_reviewed_citation_shows_it_with_who_and_when(real: FlaskClient) -> None:
    shown = page(real, plan_of(real, "huyện Sơn Hà"))
    mentions = shown.select(".mentions > li")
    done = [m for m in mentions if "Đã soát" in [words(chip) for chip in m.select(".meta .chip")]]
    assert 0 < len(done) < len(mentions)
    assert "Đã soát: Nhóm Căn Cứ, 22/11/2026" in words(done[0].select_one(".evidence"))
    other = next(m for m in mentions if m not in done)
    assert "Chưa soát" in words(other.select_one(".evidence"))
    section = shown.find(id="moi-vien-dan").find_parent("section")  # type: ignore[union-attr]
    assert f"Đã soát {len(done)} trong {len(mentions)} viện dẫn" in words(section)


def test_the_evidence_of_an_instrument_says_it_too(real: FlaskClient) -> None:
    table = page(real, LAW).find(id="vien-dan").find_parent("section")  # type: ignore[union-attr]
    assert "Đã soát: Nhóm Căn Cứ" in words(table)
    assert "Chưa soát" in words(table)


def test_the_quality_page_counts_what_is_reviewed_and_what_waits(real: FlaskClient) -> None:
    section = page(real, "/quality").find(id="soat").find_parent("section")  # type: ignore[union-attr]
    told = words(section)
    assert "Đã soát toàn bộ 0 trong 5 kế hoạch có toàn văn" in told
    assert "Số đã phải sửa vì chữ hỏng (3)" in told
    assert "cancu review" in told
    rows = real.get("/queries/reviewed-citations.json").json
    assert rows
    assert {row["reviewer"] for row in rows} == {"Nhóm Căn Cứ"}
    assert f"{len(rows)} trong" in told
