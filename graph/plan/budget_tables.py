"""Amounts of sources of money in tables, whose unit stands in the head of the column or above the table."""

import re
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from cancu.graph.plan.tables import ORDINAL, Row, below_headers
from cancu.graph.plan.values import decimal
from cancu.graph.read import Outline, Text

_UNIT = re.compile(r"\b(?:nghin |ngan |trieu |ty )?dong\b")
_UNIT_ABOVE = re.compile(r"\b(?:don\s+vi(?:\s+tinh)?|dvt)\s*:?\s*(?P<unit>(?:(?:nghin|ngan|trieu|ty)\s+)?dong)\b")
"""«(ĐVT: triệu đồng)» above a table."""
_ABOVE = 160
"""Characters above a table in which its unit is said."""
_AMOUNTS = re.compile(
    r"(?:tong |nhu cau |du toan |muc |so |khai toan |du kien )*(?:kinh phi|tien|von|thanh tien|gia tri|so tien|cong|so"
    r"|du toan)\b|nam 20\d\d\b|20\d\d$"
)
"""Heads, folded, of columns of amounts."""
_WHOLE = re.compile(r"(?:tong|cong)\b")
"""The head of the column that holds the amounts of several others together."""
_SOURCES = re.compile(r"(?:co cau )?nguon\b")
"""The head of the column that names the sources beside what is paid from them."""
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?")
"""An amount; three digits behind a comma may be thousands in another manner of print, which is not guessed."""


class _Header(NamedTuple):
    """How wide the table is, which column holds its amounts, in what unit, and which names sources, if one does."""

    width: int
    amount: int
    unit: str
    source: int | None


class BudgetRow(NamedTuple):
    """A row: its name `start:end` and the amount beside it."""

    start: int
    end: int
    amount: Decimal
    unit: str


def budget_rows(text: Text, outline: Outline) -> tuple[BudgetRow, ...]:
    """The rows with an amount in tables of body and annexes; none of those whose table says a name twice."""
    found = below_headers(text, outline.body_start, outline.length, lambda row: _header(text, row))
    kept: list[BudgetRow] = []
    for header, rows in groupby(found, key=lambda pair: pair[0]):
        named = [(name, row) for _, row in rows if (name := _name(header, row)) is not None]
        words = [row[name].folded for name, row in named]
        for name, row in named:
            printed = row[header.amount].text
            if words.count(row[name].folded) == 1 and _FIGURE.fullmatch(printed):
                kept.append(BudgetRow(row[name].start, row[name].end, decimal(printed), header.unit))
    return tuple(kept)


def _header(text: Text, row: Row) -> _Header | None:
    heads = [cell.folded for cell in row]
    columns = [i for i, head in enumerate(heads) if i and _AMOUNTS.match(head)]
    if len(columns) > 1:
        columns = [i for i in columns if _WHOLE.match(heads[i])]
    if len(columns) != 1:
        return None
    amount = columns[0]
    source = next((i for i, head in enumerate(heads) if i != amount and _SOURCES.match(head)), None)
    cell = row[amount]
    unit = _UNIT.search(text.folded, cell.start, cell.end)
    if unit is not None:
        return _Header(len(row), amount, _printed(text, *unit.span()), source)
    said = [*_UNIT_ABOVE.finditer(text.folded, max(0, row[0].start - _ABOVE), row[0].start)]
    return _Header(len(row), amount, _printed(text, *said[-1].span("unit")), source) if said else None


def _printed(text: Text, start: int, end: int) -> str:
    return " ".join(text.content[start:end].lower().split())


def _name(header: _Header, row: Row) -> int | None:
    """The column of the row's name: that of sources, else the first that is no ordinal, left of the amount."""
    if header.source is not None:
        return header.source
    names = (i for i, cell in enumerate(row[: header.amount]) if cell.text and not ORDINAL.match(cell.folded))
    return next(names, None)
