"""A small bar chart of a saved question's answer, where its file says which columns make one."""

from collections import Counter
from dataclasses import dataclass

from cancu.graph.engine import Table, Term, plain
from cancu.graph.saved import SavedQuery
from cancu.web import present
from cancu.web.bars import ROW, Bar, Chart
from cancu.web.cells import cells_of, heading

MOST = 10
"""Bars that are drawn; the table beneath has every row."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The first bars of an answer: what each is of, in terms, and how long; of how many, the longest of them, unit."""

    things: tuple[tuple[Term | None, ...], ...]
    values: tuple[float, ...]
    count: int
    longest: float
    unit: str


def measured(question: SavedQuery, table: Table) -> Measured | None:
    """The bars of an answer; None where nothing can be compared."""
    charted = question.chart
    if charted is None:
        return None
    at = [table.columns.index(column) for column in charted.by]
    things = [tuple(row[i] for i in at) for row in table.rows]
    found: list[tuple[tuple[Term | None, ...], float]]
    if charted.value:
        values, unit = _values(table, charted.value, charted.unit)
        found = [(thing, value) for thing, value in zip(things, values, strict=True) if value is not None]
    else:
        unit = ""
        found = [(thing, float(count)) for thing, count in Counter(things).most_common()]
    if len(found) < 2:
        return None
    drawn = found[:MOST]
    return Measured(
        tuple(thing for thing, _ in drawn),
        tuple(value for _, value in drawn),
        len(found),
        max(abs(value) for _, value in found) or 1.0,
        unit,
    )


def chart_of(question: SavedQuery, made: Measured | None) -> Chart | None:
    """The bars as they are drawn."""
    charted = question.chart
    if charted is None or made is None:
        return None
    named = cells_of(Table(charted.by, made.things), MOST)
    bars = tuple(
        Bar(
            present.capital(present.joined([cell.text for cell in cells])) or "Không rõ",
            _shown(value, made.unit),
            next((cell.href for cell in cells if cell.href), ""),
            round(100 * abs(value) / made.longest, 2),
            row * ROW,
        )
        for row, (cells, value) in enumerate(zip(named, made.values, strict=True))
    )
    told = heading(charted.value, question.name) if charted.value else "Số dòng"
    by = ", ".join(heading(column, question.name).lower() for column in charted.by)
    cut = f"{MOST} trong {present.integer(made.count)}" if made.count > MOST else ""
    return Chart(present.joined([f"{told} theo {by}", cut]), _shown(made.longest, made.unit), bars)


def _values(table: Table, column: str, unit: str) -> tuple[list[float | None], str]:
    """The number of each row, None where there is none or it is of another unit than most."""
    at = table.columns.index(column)
    units = [plain(row[table.columns.index(unit)]) if unit else "" for row in table.rows]
    common = Counter(units).most_common(1)[0][0] if units else ""
    values = [_number(plain(row[at])) if own == common else None for row, own in zip(table.rows, units, strict=True)]
    return values, common


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _shown(value: float, unit: str) -> str:
    return present.decimal(f"{value:g}") + (unit if unit in ("", "%", "‰") else f" {unit}")
