"""What the SPARQL page offers besides the answer: terms, code to paste, the file of a saved question."""

import ast
import csv
import io
import re
import shlex
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup

from cancu.graph.saved import read_query

QUERY = (
    'SELECT ?plan ?title\nWHERE { ?plan a cancu:Plan ; dcterms:title ?title FILTER(?title != "\'\\"\\"\\" $x `y`") }'
)
HTML = {"Accept": "text/html"}


def shown(client: Any, path: str, **values: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path, query_string=values, headers=HTML).text, "html.parser")


def test_terms_are_those_of_the_data(client: Any) -> None:
    terms = {term["name"]: term for term in client.get("/query/terms.json").json}
    assert terms["cancu:implements"]["base"] == "https://w3id.org/cancu/ontology#"
    assert terms["cancu:Plan"]["label"] == "Kế hoạch"
    assert {"eli:work_type", "dcterms:title", "level:province"} <= set(terms)
    version = client.get("/health").json["version"]
    assert "immutable" in client.get(f"/query/terms.json?v={version}").headers["Cache-Control"]
    assert f"/query/terms.json?v={version}" in client.get("/query", headers=HTML).text


def test_code_to_paste_sends_the_very_query(client: Any) -> None:
    page = shown(client, "/query", query=QUERY)
    curl, python, statistics = (str(code["data-copy"]) for code in page.select("pre[data-copy]"))
    assert f"query={QUERY}" in shlex.split(curl)
    calls = [node for node in ast.walk(ast.parse(python)) if isinstance(node, ast.Call)]
    sent = [c.args[0].value for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "setQuery"]
    assert sent == [QUERY + "\n"]
    assert "/sparql" in statistics
    question = shown(client, "/queries/plans")
    codes = [str(code["data-copy"]) for code in question.select("pre[data-copy]")]
    assert shlex.split(codes[0])[1].endswith("/queries/plans.json")


def test_a_query_becomes_the_file_of_a_question(client: Any, tmp_path: Path) -> None:
    said = {"title_vi": "Kế hoạch\nvà tên", "title_en": "Plans and titles", "answer_vi": "Tên của từng kế hoạch"}
    answer = client.post("/query/saved.rq", data={"query": QUERY, **said})
    assert 'filename="plans-and-titles.rq"' in answer.headers["Content-Disposition"]
    file = tmp_path / "plans-and-titles.rq"
    file.write_bytes(answer.data)
    question = read_query(file)
    assert (question.title_vi, question.title_en) == ("Kế hoạch và tên", "Plans and titles")
    assert question.columns == ("plan", "title")
    assert "PREFIX dcterms: <http://purl.org/dc/terms/>" in question.text
    assert client.get("/sparql", query_string={"query": question.text}).status_code == 200


@pytest.mark.parametrize(
    ("form", "parameter"),
    [({"query": QUERY}, "title_vi"), ({"query": "ASK {}", "title_vi": "Có gì không"}, "query")],
)
def test_what_cannot_become_a_question_is_told(client: Any, form: dict[str, str], parameter: str) -> None:
    answer = client.post("/query/saved.rq", data=form, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["parameter"]) == (400, parameter)


def test_the_query_page_says_what_answered_in_which_time_and_within_which_limits(client: Any) -> None:
    page = shown(client, "/query?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%203")
    note = next(p.get_text() for p in page.select("main p") if "Oxigraph" in p.get_text())
    assert re.search(r"\d+ ms cho 3 dòng", note)
    assert "100 dòng; tải về 2 giây, 10.000 dòng" in note


COUNTED = "SELECT ?type ?level ?d WHERE { ?d eli:work_type ?type OPTIONAL { ?d cancu:level ?level } }"


@pytest.mark.row("D13")
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_rows_of_a_query_make_a_two_way_table(client: Any, method: str) -> None:
    choice = {"query": COUNTED, "down": "type", "across": "level"}
    answer = client.get("/query", query_string=choice) if method == "get" else client.post("/query", data=choice)
    page = BeautifulSoup(answer.text, "html.parser")
    table = page.select_one(".two-way table")
    assert table is not None
    assert table.select_one("tfoot td:last-child").get_text() == str(
        len(page.select(".results:not(.two-way *) tbody tr"))
    )
    links = {str(a["href"]) for a in page.select(".two-way .downloads a")}
    filed = [client.get(link) for link in sorted(links)]
    assert [answer.status_code for answer in filed] == [200, 200]
    rows = list(csv.reader(io.StringIO(filed[0].data.decode("utf-8-sig"))))
    assert rows[0] == [cell.get_text(strip=True) for cell in table.select("thead th")]
    assert rows[-1][0] == "Tổng"
    book = openpyxl.load_workbook(io.BytesIO(filed[1].data))
    assert {row[0] for row in book["Thông tin"].iter_rows(values_only=True)} >= {"Câu truy vấn", "Bảng hai chiều"}


@pytest.mark.row("D13", "S12")
def test_heads_of_a_two_way_table_are_no_formulas(client: Any) -> None:
    query = 'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("x" "=cmd()") ("y" "=cmd()") ("x" "<b>") } }'
    answer = client.get("/query/two-way.csv", query_string={"query": query, "down": "a", "across": "b"})
    assert answer.data.decode("utf-8-sig").splitlines()[0] == "a,'=cmd(),<b>,Tổng"
    page = client.get("/query", query_string={"query": query, "down": "a", "across": "b"}).text
    assert "<b>" not in page.partition("<main")[2].replace("<bdi>", "")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 400), ({"query": "ASK {}", "down": "a"}, 400), ({"query": COUNTED}, 400),
        ({"query": COUNTED, "down": "nothing"}, 400), ({"query": "SELECT * {", "down": "a"}, 400),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "down": "s"}, 403),
    ],
)  # fmt: skip
def test_what_makes_no_two_way_table_is_told(client: Any, values: dict[str, str], status: int) -> None:
    assert client.get("/query/two-way.csv", query_string=values).status_code == status
    assert client.get("/query/two-way.json", query_string=values).status_code == 404
