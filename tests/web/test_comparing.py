"""Two plans side by side, indicators as a form and as charts: what policy staff take from the targets and duties."""

import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from cancu.web.bars import charts
from cancu.web.comparison import Entry, Said, lines, office
from cancu.web.indicator_workbook import workbook
from cancu.web.planning import Item, Target
from cancu.web.refs import BodyRef, DocumentRef
from cancu.web.site import Site

HTML = {"Accept": "text/html"}
SCHOOL, PROVINCE = "000_dd4505a89507d750.txt", "001_4295d422e4411f9f.txt"


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def entry(key: str, value: str) -> Entry:
    return Entry(key, key, Said(value), value)


def test_lines_tell_what_is_common_added_dropped_changed() -> None:
    found = lines(
        [entry("a", "1"), entry("b", "1"), entry("c", "1")], [entry("b", "1"), entry("c", "2"), entry("d", "1")]
    )
    assert [(line.label, line.state) for line in found] == [
        ("c", "changed"),
        ("d", "added"),
        ("a", "dropped"),
        ("b", "common"),
    ]


def test_the_same_thing_said_twice_is_compared_as_a_whole() -> None:
    (line,) = lines([entry("a", "1"), entry("a", "2")], [entry("a", "2"), entry("a", "1")])
    assert line.state == "common"
    assert len(line.first) == 2


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Sở Y tế tỉnh Bình Phước", "Sở Y tế"),
        ("Ủy ban nhân dân thành phố Đà Nẵng", "Ủy ban nhân dân"),
        ("Các sở, ban, ngành tỉnh (tỉnh Bình Phước)", "Các sở, ban, ngành tỉnh"),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố (tỉnh A)", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        ("Tỉnh đoàn", "Tỉnh đoàn"),
    ],
)
def test_an_office_is_named_without_its_place(label: str, kept: str) -> None:
    assert office(label) == kept


def compared(client: FlaskClient, **query: str) -> BeautifulSoup:
    response = client.get("/compare", query_string={"a": SCHOOL, "b": PROVINCE, **query}, headers=HTML)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def test_two_plans_are_compared_part_by_part(real: FlaskClient) -> None:
    page = compared(real)
    assert [h.get_text().split("(")[0].strip() for h in page.select("main section h2")] == [
        "Văn bản được triển khai, căn cứ ban hành",
        "Chỉ tiêu",
        "Nhiệm vụ theo cơ quan",
        "Thời hạn",
    ]
    row = page.find("a", string="Chỉ thị 28-CT/TW").find_parent("tr")  # type: ignore[union-attr]
    assert row is not None
    assert "Giống nhau" in row.get_text()
    alone = compared(real, show="common")
    states = {tag.get_text() for tag in alone.select("td:last-child .chip")}
    assert states == {"Giống nhau"}


def test_the_sides_can_be_swapped(real: FlaskClient) -> None:
    page = compared(real)
    other = compared(real, a=PROVINCE, b=SCHOOL)
    one = [tag.get_text() for tag in page.select("td:last-child .chip")]
    two = [tag.get_text() for tag in other.select("td:last-child .chip")]
    swap = {
        "Chỉ có ở kế hoạch thứ nhất": "Chỉ có ở kế hoạch thứ hai",
        "Chỉ có ở kế hoạch thứ hai": "Chỉ có ở kế hoạch thứ nhất",
    }
    assert sorted(swap.get(state, state) for state in one) == sorted(two)


def test_one_plan_alone_offers_others_and_a_wrong_one_is_told(real: FlaskClient) -> None:
    page = BeautifulSoup(real.get("/compare", query_string={"a": SCHOOL}, headers=HTML).text, "html.parser")
    assert len(page.select("section .rows a[href^='/compare?a=']")) == 4
    assert real.get("/compare?a=khong-co&b=" + PROVINCE, headers=HTML).status_code == 404
    assert real.get("/compare.xlsx?a=" + PROVINCE, headers=HTML).status_code == 400


def test_the_workbook_has_the_lines_of_the_page(real: FlaskClient) -> None:
    response = real.get("/compare.xlsx", query_string={"a": SCHOOL, "b": PROVINCE})
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    assert book.sheetnames == ["Thông tin", "So sánh"]
    assert book["So sánh"].max_row - 1 == len(compared(real).select("main tbody tr"))


def test_a_comparison_asks_a_bounded_number_of_queries(real_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = real_app.test_client()
    compared(client)
    site: Site = real_app.extensions["cancu"]
    engine = site.source.get().engine
    asked: list[str] = []
    select = engine.select
    monkeypatch.setattr(engine, "select", lambda query: asked.append(query) or select(query))
    compared(client)
    # Of each plan: facts, sources, recipients, grounds and steps, targets and leads, duties and links, reports, orders.
    assert len(asked) <= 22


PLAN = DocumentRef(
    "https://p", "Kế hoạch", "1/KH", "", "thực hiện", "2024-03-22", "", "2024", "", "", BodyRef("b", "Sở A")
)


def target(value: str, comparator: str = "=", unit: str = "%", year: str = "2025", measure: str = "tỷ lệ X") -> Target:
    return Target(f"https://p#{value}", "", measure, comparator, value, "", "", "", unit, "", year, "level")


def test_the_form_of_indicators_is_ready_to_be_filled_in() -> None:
    items = [
        Item("i", "II", "1", "", (target("98"), target("9.5", "<=", "‰")), (BodyRef("b", "Sở Y tế"),)),
        Item("j", "II", "2", "", (target("100", measure="=1+1"),), ()),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(PLAN, items))).active
    assert sheet is not None
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert table[0] == ["TT", "Chỉ tiêu", "ĐVT", "Chỉ tiêu giao", "Kết quả thực hiện", "Cơ quan cung cấp số liệu"]
    assert table[1] == ["1.1", "Tỷ lệ X (năm 2025)", "%", 98, None, "Sở Y tế"]
    assert table[2][2:4] == ["‰", "≤ 9,5"]
    assert sheet.cell(7, 2).data_type == "s"
    assert sheet.cell(5, 5).border.left.style == "thin"
    assert str(sheet["A2"].value) == "(Theo Kế hoạch số 1/KH ngày 22/3/2024 của Sở A thực hiện)"


def test_a_plan_gives_its_form_and_one_without_targets_says_so(real: FlaskClient) -> None:
    response = real.get("/forms/indicators.xlsx", query_string={"plan": PROVINCE})
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    assert sheet.max_row > 5
    assert real.get("/forms/indicators.xlsx", headers=HTML).status_code in (400, 404)


def test_bars_compare_only_what_has_one_unit() -> None:
    area = BodyRef("a", "tỉnh A")
    items = [(Item("i", "", "1", "", (target("50"), target("25", year="2024"), target("7", unit="‰")), ()), area)]
    (chart,) = charts(items)
    assert [(bar.label, bar.length) for bar in chart.bars] == [("tỉnh A · năm 2024", 25.0), ("tỉnh A · năm 2025", 50.0)]
    assert chart.scale == "100%"


def test_an_indicator_of_two_plans_has_a_chart_with_links(client: FlaskClient) -> None:
    index = BeautifulSoup(client.get("/indicators").text, "html.parser")
    pages = [client.get(str(a["href"])).text for a in index.select("main tbody a, main .rows a")]
    drawn = [BeautifulSoup(text, "html.parser").select_one("svg.bars") for text in pages]
    found = [svg for svg in drawn if svg is not None]
    assert found
    assert all(svg.select("a[href^='/plans/']") for svg in found)


def test_a_count_of_a_whole_is_shown_as_printed() -> None:
    counted = Target("https://p#1", "", "khu phố văn hóa", ">=", "15", "15/21", "", "", "khu phố", "", "2026", "level")
    assert counted.shown.endswith("15/21 khu phố")
