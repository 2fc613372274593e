"""What the SPARQL page offers besides the answer: terms, code to paste, the file of a saved question."""

import ast
import re
import shlex
from pathlib import Path
from typing import Any

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
