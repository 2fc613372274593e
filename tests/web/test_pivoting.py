"""Two-way tables: every row of the answer is in one cell, or it is told how many are not."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from cancu.graph.engine import Table, Term, plain
from cancu.graph.names import XSD
from cancu.graph.saved import saved_queries
from cancu.web import pivoting
from cancu.web.cells import Cell
from cancu.web.pivoting import Asked, pivot
from cancu.web.two_way import PARAMETERS

HTML = {"Accept": "text/html"}
DATE = NamedNode(XSD + "date")
COLUMNS = ("area", "date", "plans", "comparator", "value", "unit")


def naming(_column: str, terms: list[Term | None]) -> list[Cell]:
    return [Cell(plain(term)) for term in terms]


def rows(*told: tuple[str, str, str]) -> Table:
    return Table(
        COLUMNS,
        tuple(
            (Literal(area), Literal(day, datatype=DATE) if day else None, Literal(plans), Literal("ít nhất"),
             Literal("90"), Literal("%"))
            for area, day, plans in told
        ),
    )  # fmt: skip


TABLE = rows(("B", "2024-05-01", "2"), ("A", "2023-01-31", "1"), ("B", "2024-12-31", "4"), ("B", "", "1"))


def test_rows_are_counted_by_place_and_year_with_totals() -> None:
    made = pivot(TABLE, Asked("area", "date", ""), naming, 12)
    assert [head.text for head in made.heads] == ["2023", "2024", "không rõ"]
    assert [(line.head.text, line.cells, line.total) for line in made.lines] == [
        ("B", (None, 2, 1), 3),
        ("A", (1, None, None), 1),
    ]
    assert made.sums is not None
    assert (made.sums.cells, made.sums.total) == ((1, 2, 1), 4)


def test_counts_are_added_and_values_are_said() -> None:
    summed = pivot(TABLE, Asked("area", "", "plans"), naming, 12)
    assert [(line.head.text, line.total) for line in summed.lines] == [("B", 7), ("A", 1)]
    said = pivot(TABLE, Asked("area", "date", "value"), naming, 12)
    assert said.sums is None
    assert said.lines[0].cells == (None, "ít nhất 90%", "ít nhất 90%")


def test_what_has_no_column_or_row_of_its_own_is_under_others_or_told() -> None:
    table = rows(*((f"N{n}", f"{2000 + n}-01-01", "1") for n in range(30)))
    made = pivot(table, Asked("area", "date", ""), naming, 12, 20)
    assert (made.heads[-1].text, made.lines[-1].head.text) == ("Khác (18)", "Khác (10)")
    assert made.sums is not None
    assert sum(n for n in made.sums.cells if isinstance(n, int)) == made.sums.total == 30
    told = pivot(table, Asked("area", "date", "value"), naming, 12, 20)
    assert (len(told.heads), len(told.lines), told.left_across, told.left_down) == (12, 20, 18, 10)


@given(st.lists(st.tuples(st.sampled_from("ABCĐ"), st.sampled_from(["", "2023-01-01", "2024-06-30"]), st.just("1"))))
def test_no_row_is_lost_or_counted_twice(told: list[tuple[str, str, str]]) -> None:
    made = pivot(rows(*told), Asked("area", "date", ""), naming, 1, 1)
    assert made.sums is not None
    assert (made.sums.total or 0) == len(told)
    assert sum(n for line in made.lines for n in line.cells if isinstance(n, int)) == len(told)


def test_no_parameter_of_a_question_has_a_name_of_the_table() -> None:
    assert {p.name for q in saved_queries().values() for p in q.parameters}.isdisjoint(PARAMETERS)


@pytest.mark.parametrize("across", ["", "type"])
def test_the_page_shows_it_above_the_rows_and_the_form_keeps_the_choice(real_app: Flask, across: str) -> None:
    address = "/queries/most-cited-instruments?down=issuer&across=" + across
    page = BeautifulSoup(real_app.test_client().get(address, headers=HTML).text, "html.parser")
    made = page.select_one(".two-way table")
    assert made is not None
    shown = int(page.select_one(".result-head strong").get_text().split()[0])  # type: ignore[union-attr]
    assert made.select_one("tfoot td:last-child").get_text() == str(shown)  # type: ignore[union-attr]
    assert page.select_one("select[name=down] option[selected]")["value"] == "issuer"  # type: ignore[index]
    assert len(page.select(".results:not(.two-way) tbody tr")) == min(shown, 100)


def test_an_answer_that_the_question_cuts_says_so(real_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    question = saved_queries()["most-cited-instruments"]
    assert question.most_rows == 200
    assert saved_queries()["coverage"].most_rows is None
    monkeypatch.setattr(type(question), "most_rows", property(lambda _: 5))
    text = real_app.test_client().get("/queries/most-cited-instruments?down=issuer", headers=HTML).text
    assert "chỉ lấy 5 dòng đầu" in text
    assert "Bảng hai chiều chỉ tính các dòng ấy" in text
    assert pivoting.MOST_ACROSS < pivoting.FILED_ACROSS
