"""A small bar chart of a saved question's answer, where its file says which columns make one."""

from collections import Counter

from cancu.graph.engine import Table, Term, plain
from cancu.graph.saved import SavedQuery
from cancu.web import present
from cancu.web.bars import ROW, Bar, Chart
from cancu.web.cells import cells_of, heading

MOST = 10
"""Bars that are drawn; the table beneath has every row."""


def chart_of(question: SavedQuery, table: Table) -> Chart | None:
    """The chart of an answer; None where nothing can be compared."""
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
    named = cells_of(Table(charted.by, tuple(thing for thing, _ in drawn)), MOST)
    full = max(abs(value) for _, value in found) or 1.0
    bars = tuple(
        Bar(
            present.capital(present.joined([cell.text for cell in cells])) or "Không rõ",
            _shown(value, unit),
            next((cell.href for cell in cells if cell.href), ""),
            round(100 * abs(value) / full, 2),
            row * ROW,
        )
        for row, (cells, (_, value)) in enumerate(zip(named, drawn, strict=True))
    )
    measured = heading(charted.value, question.name) if charted.value else "Số dòng"
    by = ", ".join(heading(column, question.name).lower() for column in charted.by)
    cut = f"{MOST} trong {present.integer(len(found))}" if len(found) > MOST else ""
    return Chart(present.joined([f"{measured} theo {by}", cut]), _shown(full, unit), bars)


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
