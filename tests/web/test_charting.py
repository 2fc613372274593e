"""The chart above an answer: where the question says which columns make one, and with the numbers of the table."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from pyoxigraph import Literal, NamedNode

from cancu.graph.engine import Table
from cancu.graph.names import XSD
from cancu.graph.saved import Charted, SavedQuery
from cancu.web.charting import chart_of, measured

HTML = {"Accept": "text/html"}
INTEGER = NamedNode(XSD + "integer")
COLUMNS = ("area", "year", "value", "unit")


def question(chart: Charted | None) -> SavedQuery:
    return SavedQuery("x", "x", "x", "x", "x", (), COLUMNS, "", chart)


def rows(*told: tuple[str, str, str, str]) -> Table:
    return Table(
        COLUMNS, tuple((Literal(a), Literal(y), Literal(v, datatype=INTEGER), Literal(u)) for a, y, v, u in told)
    )


def test_bars_are_as_long_as_their_values_and_of_one_unit(real_app: Flask) -> None:
    table = rows(("A", "2024", "90", "%"), ("B", "2024", "45", "%"), ("C", "2024", "7", "vụ"))
    with real_app.test_request_context("/"):
        asked = question(Charted(("area", "year"), "value", "unit"))
        chart = chart_of(asked, measured(asked, table))
    assert chart is not None
    assert [(bar.label, bar.value, bar.length) for bar in chart.bars] == [
        ("A · 2024", "90%", 100),
        ("B · 2024", "45%", 50),
    ]


def test_without_a_value_rows_are_counted(real_app: Flask) -> None:
    table = rows(("A", "2024", "1", ""), ("B", "2024", "1", ""), ("B", "2025", "1", ""))
    with real_app.test_request_context("/"):
        asked = question(Charted(("area",), "", ""))
        chart = chart_of(asked, measured(asked, table))
    assert chart is not None
    assert [(bar.label, bar.value) for bar in chart.bars] == [("B", "2"), ("A", "1")]


@pytest.mark.parametrize("chart", [None, Charted(("area",), "value", "")])
def test_one_row_or_no_chart_asked_for_is_no_chart(real_app: Flask, chart: Charted | None) -> None:
    asked = question(chart)
    with real_app.test_request_context("/"):
        assert chart_of(asked, measured(asked, rows(("A", "2024", "90", "%")))) is None


def test_the_chart_of_a_question_leads_where_its_table_leads(real_app: Flask) -> None:
    page = BeautifulSoup(
        real_app.test_client().get("/queries/most-cited-instruments", headers=HTML).text, "html.parser"
    )
    bars = page.select("svg.bars a")
    cells = [row.a["href"] for row in page.select("main table tbody tr") if row.a]
    assert [bar["href"] for bar in bars] == cells[: len(bars)]
    assert page.select_one("svg.bars")["aria-label"].endswith("số liệu ở bảng dưới")  # type: ignore[union-attr]
