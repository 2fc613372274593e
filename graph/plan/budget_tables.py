"""Amounts of sources of money in tables, whose unit stands in the head of the column or above the table."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from cancu.graph.plan.tables import ORDINAL, Cell, Row, below_headers
from cancu.graph.plan.values import decimal
from cancu.graph.read import Outline, Text

_UNIT = re.compile(r"\b(?:nghin |ngan |trieu |ty )?dong\b")
_UNIT_ABOVE = re.compile(
    r"(?:\b(?:don\s+vi(?:\s+tinh)?|dvt)\s*:?\s*|\()(?P<unit>(?:(?:nghin|ngan|trieu|ty)\s+)?dong)\b"
)
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
_PAYER = re.compile(
    r"(?:von |nguon |kinh phi )*(?:(?:ngan sach|ns) (?:nha nuoc|trung uong|tw|dia phuong|tinh|thanh pho|huyen|cap|xa"
    r"|phuong|dac khu)\b|ns(?:nn|tw|dp)\b|xa hoi hoa\b|nguon (?:hop phap )?khac\b|khac$)"
)
"""Heads, folded, of columns that are themselves sources."""
_SEVERAL = 2
_TOTAL = re.compile(r"(?:tong|cong)(?: (?:cong|so|kinh phi|tong))*\s*:?(?: \(.{1,12}\))?")
"""The name of the row of totals."""
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?")
"""An amount; three digits behind a comma may be thousands in another manner of print, which is not guessed."""

_YEAR = re.compile(r"20\d\d")


class _Header(NamedTuple):
    """How wide the table is, in what unit its amounts are, in which column, in which one it names sources, and which
    cells at its head are themselves sources; None and empty where there are none.
    """

    width: int
    unit: str
    amount: int | None
    source: int | None
    payers: tuple[tuple[int, Cell], ...]


class BudgetRow(NamedTuple):
    """A row: its name `start:end` and the amount beside it."""

    start: int
    end: int
    amount: Decimal
    unit: str


def budget_rows(text: Text, outline: Outline) -> tuple[BudgetRow, ...]:
    """The rows with an amount in tables of body and annexes; none of those whose table says a name twice. Where
    sources are the heads of columns, these with what the row of totals says.
    """
    found = below_headers(text, outline.body_start, outline.length, lambda row: _header(text, row))
    kept: list[BudgetRow] = []
    for header, below in groupby(found, key=lambda pair: pair[0]):
        rows = [row for _, row in below]
        kept += _named(header, rows)
        kept += _headed(header, rows)
    return tuple(kept)


def _named(header: _Header, rows: list[Row]) -> Iterator[BudgetRow]:
    if header.amount is None:
        return
    named = [(row[name], row) for row in rows if (name := _name(header, row, header.amount)) is not None]
    words = [cell.folded for cell, _ in named]
    for cell, row in named:
        printed = row[header.amount].text
        if words.count(cell.folded) == 1 and _FIGURE.fullmatch(printed):
            yield BudgetRow(cell.start, cell.end, decimal(printed), header.unit)


def _headed(header: _Header, rows: list[Row]) -> Iterator[BudgetRow]:
    """Sources at the head, where one row alone has amounts, or one alone their totals."""
    first = min((i for i, _ in header.payers), default=0)
    totals = [row for row in rows if any(_TOTAL.fullmatch(cell.folded) for cell in row[:first])]
    told = totals or rows
    for column, cell in header.payers if len(told) == 1 else ():
        printed = told[0][column].text
        if _FIGURE.fullmatch(printed):
            yield BudgetRow(cell.start, cell.end, decimal(printed), header.unit)


def _header(text: Text, row: Row) -> _Header | None:
    heads = [cell.folded for cell in row]
    columns = [i for i, head in enumerate(heads) if i and _AMOUNTS.match(head)]
    if len(columns) > 1:
        columns = [i for i in columns if _WHOLE.match(heads[i])]
    amount = columns[0] if len(columns) == 1 else None
    payers = tuple((i, row[i]) for i, head in enumerate(heads) if i and _PAYER.match(head))
    payers = payers if len(payers) >= _SEVERAL else ()
    if (amount is None and not payers) or any(map(_is_amount, heads)):
        return None
    source = next((i for i, head in enumerate(heads) if i != amount and _SOURCES.match(head)), None)
    unit = _unit(text, row, row if amount is None else (row[amount],))
    return _Header(len(row), unit, amount, source, payers) if unit else None


def _is_amount(head: str) -> bool:
    """Whether a cell holds an amount, as none of the cells at the head does but years."""
    return _FIGURE.fullmatch(head) is not None and _YEAR.fullmatch(head) is None


def _unit(text: Text, row: Row, heads: Row) -> str | None:
    """The unit that `heads` of the `row` at the head of a table say, else that above it."""
    for cell in heads:
        if unit := _UNIT.search(text.folded, cell.start, cell.end):
            return _printed(text, *unit.span())
    said = [*_UNIT_ABOVE.finditer(text.folded, max(0, row[0].start - _ABOVE), row[0].start)]
    return _printed(text, *said[-1].span("unit")) if said else None


def _printed(text: Text, start: int, end: int) -> str:
    return " ".join(text.content[start:end].lower().split())


def _name(header: _Header, row: Row, amount: int) -> int | None:
    """The column of the row's name: that of sources, else the first that is no ordinal, left of the amount."""
    if header.source is not None:
        return header.source
    names = (i for i, cell in enumerate(row[:amount]) if cell.text and not ORDINAL.match(cell.folded))
    return next(names, None)
