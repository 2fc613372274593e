"""Saved questions as an API: what OpenAPI says of them, and files that hold what the page shows."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup

from cancu.graph.saved import SavedQuery, saved_queries
from cancu.web.questions import HINTS

QUESTIONS = sorted(saved_queries().values(), key=lambda question: question.name)
VALUES = {
    "plan": "88/KH-UBND",
    "instrument": "https://w3id.org/cancu/id/ban-bi-thu/chi-thi/2023/99",
    "agency": "Sở Y tế tỉnh Sông Trà",
    "body": "Sở Y tế tỉnh Sông Trà",
    "area": "tỉnh Sông Trà",
    "indicator": "Tỷ lệ trẻ em được tiêm chủng",
    "level": "tỉnh",
    "date": "2025-01-31",
    "year": "2024",
    "integer": "5",
}
Answer = Callable[..., Any]
NOT_ASKED = {"v", "excel", "down", "across", "measure"}


def values_of(question: SavedQuery) -> dict[str, str]:
    """A value for each parameter that must have one."""
    return {p.name: VALUES[p.type] for p in question.parameters if p.required}


@pytest.mark.row("Q3")
def test_openapi_lists_every_question_with_its_parameters(client: Any) -> None:
    told = client.get("/api/openapi.json").json
    assert told["openapi"].startswith("3.1")
    for question in QUESTIONS:
        for ending in ("csv", "json", "xlsx"):
            operation = told["paths"][f"/queries/{question.name}.{ending}"]["get"]
            given = {p["name"]: p["required"] for p in operation["parameters"] if p["name"] not in NOT_ASKED}
            assert given == {p.name: p.required for p in question.parameters}
            assert question.title_vi in operation["summary"]
            assert question.title_en in operation["summary"]
    row = told["paths"]["/queries/plans.json"]["get"]["responses"]["200"]["content"]["application/json; charset=utf-8"]
    assert list(row["schema"]["items"]["properties"]) == list(saved_queries()["plans"].columns)
    assert {"/sparql", "/health", "/data/cancu.{ending}", "/query/two-way.{ending}"} <= set(told["paths"])


@pytest.mark.row("X1", "X2", "Q3")
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_file_holds_what_the_page_shows(client: Any, question: SavedQuery) -> None:
    values = values_of(question)
    page = BeautifulSoup(client.get(f"/queries/{question.name}", query_string=values).text, "html.parser")
    shown = int(page.select_one(".result-head strong").get_text().split()[0].replace(".", ""))

    def get(ending: str, **more: str) -> Any:
        answer = client.get(f"/queries/{question.name}.{ending}", query_string={**values, **more})
        assert answer.status_code == 200, answer.text
        assert 'rel="license"' in answer.headers["Link"]
        assert answer.headers["X-Data-Version"]
        return answer

    table = list(csv.reader(io.StringIO(get("csv").text)))
    assert table[0] == list(question.columns)
    assert len(table) - 1 == shown
    rows = get("json").json
    assert len(rows) == shown
    assert all(list(row) == list(question.columns) for row in rows)
    book = openpyxl.load_workbook(io.BytesIO(get("xlsx").data))
    about = {str(row[0]): str(row[1]) for row in book["Thông tin"].iter_rows(values_only=True)}
    assert about["Số dòng"] == str(shown)
    assert about["Giấy phép dữ liệu"] == "CC BY 4.0"
    assert about["Phiên bản dữ liệu"]
    assert about["Ngày dựng dữ liệu"]
    assert about["Câu truy vấn"].startswith("#+ title.vi")
    assert book[book.sheetnames[1]].max_row - 1 == shown


@pytest.mark.row("V11")
def test_accents_survive_in_spreadsheets(client: Any) -> None:
    plain = client.get("/queries/plans.csv").data
    excel = client.get("/queries/plans.csv?excel=1").data
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert excel.startswith(b"\xef\xbb\xbf")
    written = [row["issuer"] for row in csv.DictReader(io.StringIO(excel.decode("utf-8-sig")))]
    book = openpyxl.load_workbook(io.BytesIO(client.get("/queries/plans.xlsx").data))
    sheet = list(book[book.sheetnames[1]].iter_rows(values_only=True))
    assert [row[sheet[0].index("issuer")] for row in sheet[1:]] == written
    assert "Ủy ban nhân dân tỉnh Sông Trà" in written


@pytest.mark.row("E2", "X2")
def test_an_empty_answer_says_what_was_asked(client: Any) -> None:
    path = "/queries/reporting-deadlines"
    values = {"from": "01/01/1990", "to": "1990-12-31"}
    told = BeautifulSoup(client.get(path, query_string=values).text, "html.parser").select_one(".notice").get_text()
    assert "Không có dòng nào" in told
    assert "1990" in told
    assert client.get(f"{path}.csv", query_string=values).text.count("\n") == 1
    assert client.get(f"{path}.json", query_string=values).json == []


@pytest.mark.row("Q2", "S10", "S11")
@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/queries/implementing-plans.json", "instrument"),
        ("/queries/implementing-plans.json?instrument=khong-co", "instrument"),
        ("/queries/coverage.json?instrument=99-CT/TW@2023&at=hom-nay", "at"),
        ("/queries/plans.json?limit=5", "limit"),
        ("/queries/coverage.json?instrument=a&instrument=b", "instrument"),
        ("/queries/plans.csv?excel=yes", "excel"),
        ("/queries/plans.csv?v=abc", "v"),
    ],
)
def test_a_wrong_parameter_is_named(client: Any, path: str, parameter: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["parameter"]) == (400, parameter)


def test_every_kind_of_parameter_has_a_value_to_try() -> None:
    assert set(VALUES) | {"text"} == set(HINTS)


@pytest.mark.row("D13", "X1")
def test_a_two_way_table_is_a_page_and_files_of_the_same_numbers(client: Any) -> None:
    path, values = "/queries/most-cited-instruments", {"down": "type", "across": "level_", "measure": "plans"}
    assert client.get(path, query_string=values).status_code == 400
    values["across"] = "issuer"
    page = BeautifulSoup(client.get(path, query_string=values).text, "html.parser").select_one(".two-way table")
    shown = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("tr")]
    excel = client.get(f"{path}.csv", query_string={**values, "excel": "1"}).data.decode("utf-8-sig")
    filed = [[cell or "–" for cell in row] for row in csv.reader(io.StringIO(excel))]
    assert filed == shown
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}.xlsx", query_string=values).data))
    about = {str(row[0]): str(row[1]) for row in book["Thông tin"].iter_rows(values_only=True)}
    assert about["Bảng hai chiều"] == "hàng: Tên loại; cột: Cơ quan ban hành; ô: Số kế hoạch (cộng lại)"
    last = list(book[book.sheetnames[1]].iter_rows(values_only=True))[-1]
    assert last[-1] == int(shown[-1][-1])
    refused = client.get(f"{path}.json", query_string=values, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json["parameter"]) == (400, "down")
    told = client.get("/api/openapi.json").json["paths"]
    assert {"down", "across", "measure"} <= {p["name"] for p in told[f"{path}.csv"]["get"]["parameters"]}


@pytest.mark.row("D6")
def test_every_question_has_a_feed(client: Any) -> None:
    told = client.get("/api/openapi.json").json["paths"]
    for question in QUESTIONS:
        assert told[f"/queries/{question.name}.atom"]["get"]["responses"]["200"]
    for question in QUESTIONS[:8]:
        page = client.get(f"/queries/{question.name}", query_string=values_of(question)).text
        link = BeautifulSoup(page, "html.parser").select_one("link[type='application/atom+xml']")
        answer = client.get(str(link["href"]))
        assert answer.content_type == "application/atom+xml; charset=utf-8"
