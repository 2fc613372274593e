"""Where there are plans and where the data are silent, and the picture of who carries an instrument out."""

import importlib
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from cancu.web.coverage import Place, by_level, matrix, most_carried_out
from cancu.web.lineage import Lineage, Node
from cancu.web.lineage_picture import HEIGHT, WIDTH, picture
from cancu.web.refs import DocumentRef
from cancu.web.site import Site

HTML = {"Accept": "text/html"}
DIRECTIVE = "/instruments/trung-uong-dang/chi-thi/2023/28"


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def read(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path, headers=HTML)
    assert response.status_code == status, response.text[:300]
    return BeautifulSoup(response.text, "html.parser")


def test_silent_places_are_named_beside_those_with_a_plan(real: FlaskClient) -> None:
    section = read(real, DIRECTIVE).find(id="dia-phuong").find_parent("section")  # type: ignore[union-attr]
    assert section is not None
    text = " ".join(section.get_text(" ").split())
    assert "Cấp tỉnh (34 nơi)" in text
    assert "Chưa có trong dữ liệu (32)" in text
    assert "thành phố Hà Nội" in text
    assert section.find("a", string="thành phố Đồng Nai") is not None


def test_a_page_names_some_of_very_many_places_and_leads_to_all(
    real: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("cancu.web.documents"), "PLACES", 3)
    section = read(real, DIRECTIVE).find(id="dia-phuong").find_parent("section")  # type: ignore[union-attr]
    (further,) = section.find_all("a", string=re.compile(r"^và \d+ nơi khác$"))  # type: ignore[union-attr]
    assert real.get(further["href"]).status_code == 200


def test_places_are_grouped_by_level_and_state() -> None:
    places = [
        Place("a", "district", "có", 1, "plan"),
        Place("b", "province", "chưa có trong dữ liệu", 0, ""),
    ]
    levels = by_level(places)
    assert [(level.level, list(level.states), level.universe) for level in levels] == [
        ("province", ["chưa có trong dữ liệu"], 1),
        ("district", ["có"], 1),
    ]


@pytest.mark.parametrize("day", ["2020-12-31", "2025-06-30", "2025-12-31"])
def test_the_matrix_says_of_every_place_what_the_question_says(real_app: Flask, day: str) -> None:
    site: Site = real_app.extensions["cancu"]
    opened = site.source.get()
    with real_app.test_request_context():
        made = matrix(day)
        for entry in most_carried_out():
            asked = opened.ask_question("coverage", {"instrument": entry.iri, "at": day}).table.values()
            said = {(r["area"], r["level"]): (r["state"], int(r["plans"] or 0)) for r in asked}
            column = made.found.get(entry.iri, {})
            silent = ("chưa có trong dữ liệu", 0)
            shown = {made.areas[p]: (place.state, place.plans) for p, place in column.items()}
            assert said == {area: silent for area in made.areas.values() if area[1] == "province"} | shown


def test_the_matrix_counts_the_places_of_a_level(real: FlaskClient) -> None:
    page = read(real, "/coverage?all=1&at=2025-12-31")
    column = [str(a["href"]) for a in page.select("thead a")].index(DIRECTIVE)
    cells = [row.find_all("td")[column] for row in page.select("tbody tr")]
    assert len(cells) == 34
    assert page.select("tfoot td")[column].get_text() == str(sum(1 for cell in cells if cell.find("a")))


def test_the_matrix_shows_few_places_unless_all_are_asked_for(real: FlaskClient) -> None:
    assert len(read(real, "/coverage").select("tbody tr")) < 34
    assert "31/12/2025" in read(real, "/coverage?at=31/12/2025").get_text()
    assert read(real, "/coverage?at=hom-nay", 400).find("h1") is not None


def node(name: str, *children: Node) -> Node:
    ref = DocumentRef(f"https://w3id.org/cancu/id/{name}", "Kế hoạch", name, "", "", "", "", "", "", "", None)
    return Node(ref, (), False, children)


def test_boxes_of_a_picture_never_overlap() -> None:
    tree = (node("a", node("b"), node("c", node("d"))), node("e"))
    drawn = picture("gốc", Lineage((), tree, 0))
    assert len(drawn.boxes) == 6
    assert len(drawn.paths) == 5
    for at, one in enumerate(drawn.boxes):
        assert one.x + WIDTH <= drawn.width
        assert one.y + HEIGHT <= drawn.height
        for other in drawn.boxes[at + 1 :]:
            assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT


@pytest.mark.row("A6")
def test_the_picture_links_the_documents_of_the_tree(real: FlaskClient) -> None:
    page = read(real, DIRECTIVE)
    drawn = {str(a["href"]) for a in page.select("svg.lineage a")}
    listed = {
        str(a["href"])
        for a in page.select("#trien-khai")[0].find_parent("section").select(".tree .node > a:first-child")
    }  # type: ignore[union-attr]
    assert drawn == listed
    assert page.select("svg.lineage [style]") == []


def test_the_first_page_counts_the_gaps_that_its_questions_list(real_app: Flask) -> None:
    client = real_app.test_client()
    opened = real_app.extensions["cancu"].source.get()
    links = read(client, "/").select("section[aria-labelledby=gaps] li a")
    assert [urlsplit(str(link["href"])).path.rpartition("/")[2] for link in links] == [
        "instruments-without-plan", "areas-without-plan", "areas-without-plan", "areas-without-plan",
    ]  # fmt: skip
    for link in links:
        parts = urlsplit(str(link["href"]))
        answer = opened.ask_question(parts.path.rpartition("/")[2], dict(parse_qsl(parts.query)))
        assert int(link.get_text().split()[0]) == len(answer.table.rows)
