"""Tables written out: accents and markup survive, nothing runs as a formula, columns align by what is seen."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from cancu.graph import results
from cancu.graph.engine import Table
from cancu.graph.names import XSD

AWKWARD = ("=1+1", "+84", "-1", "@x", "\tx", 'a "b", c', "dòng\nhai", "Điện lực", "<b>&amp;</b>", "\u202e", "")
TABLE = Table(
    ("text", "iri", "number"),
    (
        *(
            (Literal(text), NamedNode("http://e/đ"), Literal(str(at), datatype=NamedNode(XSD + "integer")))
            for at, text in enumerate(AWKWARD)
        ),
        (None, BlankNode("b"), Literal("9.5", datatype=NamedNode(XSD + "decimal"))),
    ),
)


def test_csv_is_plain_and_for_excel_inert() -> None:
    content = results.to_csv(TABLE)
    assert not content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert [row[0] for row in read[1:-1]] == list(AWKWARD)
    excel = results.to_csv(TABLE, excel=True)
    assert excel.startswith(b"\xef\xbb\xbf")
    cells = [row[0] for row in csv.reader(io.StringIO(excel.decode("utf-8-sig"), newline=""))]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_json_has_numbers_as_numbers_and_null_for_what_is_absent() -> None:
    read = json.loads(results.to_json(TABLE))
    assert read[0] == {"text": "=1+1", "iri": "http://e/đ", "number": 0}
    assert read[-1] == {"text": None, "iri": "b", "number": 9.5}
    typed = {"integer": "007", "decimal": "5.0", "double": "INF", "boolean": "true", "gYear": "2024", "string": "02"}
    terms = tuple(Literal(text, datatype=NamedNode(XSD + name)) for name, text in typed.items())
    assert json.loads(results.to_json(Table(tuple(typed), (terms,)))) == [
        {"integer": 7, "decimal": 5.0, "double": "INF", "boolean": True, "gYear": "2024", "string": "02"}
    ]


def test_xlsx_keeps_numbers_as_numbers_and_formulas_as_text() -> None:
    about = {"Câu hỏi": "=SUM(1)", "Giấy phép": "CC BY 4.0"}
    book = load_workbook(io.BytesIO(results.to_xlsx(TABLE, "Bảng [1]/2", about)))
    assert book.sheetnames == ["Thông tin", "Bảng 12"]
    sheet = book["Bảng 12"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", "http://e/đ", 0]
    assert sheet["A2"].data_type == "s"
    assert sheet.cell(row=len(AWKWARD) + 2, column=3).value == 9.5
    assert book["Thông tin"]["B1"].data_type == "s"


def test_xlsx_has_as_many_sheets_as_its_rows_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "SHEET_ROWS", 2)
    rows = tuple((Literal(str(number)),) for number in range(5))
    book = load_workbook(io.BytesIO(results.to_xlsx(Table(("n",), rows), "Văn bản dẫn chiếu trong nội dung", {})))
    names = ["Văn bản dẫn chiếu trong nội dun", "Văn bản dẫn chiếu trong nộ (2)", "Văn bản dẫn chiếu trong nộ (3)"]
    assert book.sheetnames == ["Thông tin", *names]
    told = [[row[0] for row in book[name].iter_rows(values_only=True)] for name in names]
    assert told == [["n", "0", "1"], ["n", "2", "3"], ["n", "4"]]


@pytest.mark.parametrize(
    ("write", "form"),
    [(results.sparql_json, QueryResultsFormat.JSON), (results.sparql_xml, QueryResultsFormat.XML),
     (results.sparql_tsv, QueryResultsFormat.TSV)],
)  # fmt: skip
def test_result_formats_parse_back(write: object, form: QueryResultsFormat) -> None:
    parsed = parse_query_results(write(TABLE), format=form)  # type: ignore[operator]
    assert isinstance(parsed, QuerySolutions)
    assert tuple(v.value for v in parsed.variables) == TABLE.columns
    rows = [tuple(row) for row in parsed]
    assert [row[:2] for row in rows[:-1]] == [row[:2] for row in TABLE.rows[:-1]]
    assert rows[-1][0] is None


def test_control_letters_do_not_break_xml() -> None:
    table = Table(("x",), ((Literal("a\x0bb"),),))
    assert ElementTree.fromstring(results.sparql_xml(table)).tag.endswith("sparql")


def test_columns_align_by_display_width() -> None:
    text = results.text_table(("a", "b"), [("Đất", "1"), ("Đa\u0302\u0301t", "2"), ("日本", "3"), ("x\ny\t\x07", "4")])
    lines = text.splitlines()
    assert [results.display_width(line[: line.rindex(str(n))]) for n, line in enumerate(lines[2:], 1)] == [6] * 4
    assert results.text_table(("a",), [("x" * 100,)], widest=10).splitlines()[2] == "x" * 9 + "…"
