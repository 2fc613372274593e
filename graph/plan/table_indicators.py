"""Indicators given as table rows: a column of indicators, and values in the same words or in columns of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cancu.graph.fold import fold
from cancu.graph.plan.measures import phrases
from cancu.graph.plan.model import CHANGE, LEVEL, Identity, Indicator, Party, Target
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.tables import Cell, Row, below_headers
from cancu.graph.plan.values import PERCENT, PERMILLE, decimal, values
from cancu.graph.read import Outline, Text

_NAME_COLUMN = re.compile(r"^(?:ten |cac |noi dung )?(?:chi tieu|muc tieu)\b")
_UNIT_COLUMN = re.compile(r"^(?:don vi tinh|dvt|don vi)$")
_LEAD_COLUMN = re.compile(r"^(?:co quan|don vi|so, nganh)?,? ?(?:chu tri|theo doi|thuc hien|phu trach)\b")
_VALUE_COLUMN = re.compile(
    r"^(?:chi tieu|ke hoach|muc tieu|den|nam|giai doan)\b.*\b(?P<year>20\d\d)$|^(?:nam )?(?P<only>20\d\d)$"
)
_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    r"^(?P<comparator>[<>≥≤=]{1,2}|trên|hơn|dưới|ít nhất|tối thiểu|không dưới|tối đa|không quá)?"
    rf"\s*(?P<value>{_FIGURE})(?:\s*[-–]\s*(?P<to>{_FIGURE}))?\s*(?P<sign>[%‰])?(?: (?P<more>trở lên))?$"
)
_ORDINAL_COLUMN = re.compile(r"^(?:s?tt|so tt|so thu tu)$")
_ORDINAL = re.compile(r"^\d{1,3}(?:\.\d{1,2})*$")
_MAX_TITLE = 80
_MIN_COLUMNS = 2
_SIGNS = {
    **dict.fromkeys(("≥", "ít nhất", "tối thiểu", "không dưới", "trở lên"), ">="),
    **dict.fromkeys(("≤", "tối đa", "không quá"), "<="),
    **dict.fromkeys(("trên", "hơn"), ">"),
    "dưới": "<",
    "": "=",
}
"""What signs and words before a number say of it."""


@dataclass(frozen=True, slots=True)
class _Header:
    """Columns of a table of indicators; those it lacks are None."""

    width: int
    name: int
    unit: int | None
    lead: int | None
    values: tuple[tuple[int, int], ...]


def table_indicators(text: Text, outline: Outline, identity: Identity, reader: PartyReader) -> tuple[Indicator, ...]:
    """Indicators in the tables of body and annexes, in text order."""
    found: list[Indicator] = []
    for header, row in below_headers(text, outline.body_start, outline.length, _header):
        found += _of_row(text, outline, identity, reader, header, row)
    return tuple(found)


def _header(row: Row) -> _Header | None:
    # Prose between two tables cannot be told from a cell: what stands before the last long «cell» is not the header.
    last = max((i for i, cell in enumerate(row) if len(cell.text) > _MAX_TITLE), default=-1)
    first = next((i for i, cell in enumerate(row) if i > last and _ORDINAL_COLUMN.match(cell.folded)), last + 1)
    row = row[first:]
    titles = [cell.folded for cell in row]
    name = next((i for i, t in enumerate(titles) if _NAME_COLUMN.match(t) and not _VALUE_COLUMN.match(t)), None)
    if name is None or len(row) < _MIN_COLUMNS:
        return None
    years = [(i, m) for i, t in enumerate(titles) if i != name and (m := _VALUE_COLUMN.match(t))]
    return _Header(
        width=len(row),
        name=name,
        unit=next((i for i, t in enumerate(titles) if _UNIT_COLUMN.match(t)), None),
        lead=next((i for i, t in enumerate(titles) if i != name and _LEAD_COLUMN.match(t)), None),
        values=tuple((i, int(m["year"] or m["only"])) for i, m in years),
    )


def _of_row(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, header: _Header, row: Row
) -> Iterator[Indicator]:
    name = row[header.name]
    targets = tuple(_in_words(text, identity, name)) or tuple(_in_columns(header, row, identity))
    if not targets:
        return
    leads: tuple[Party, ...] = ()
    if header.lead is not None:
        leads = reader.at(row[header.lead].start, row[header.lead].end)[0]
    number = row[0].text if header.name != 0 and _ORDINAL.match(row[0].text) else None
    label = "; ".join(dict.fromkeys(t.measure for t in targets))
    section = outline.path_at(name.start)
    yield Indicator(number, label, targets, leads, section, 0, row[0].start, row[-1].end)


def _in_words(text: Text, identity: Identity, cell: Cell) -> Iterator[Target]:
    """Targets stated by the cell itself («Tỷ lệ … đạt 95%»)."""
    year = identity.period[1] if identity.period else identity.year
    for phrase in phrases(text, cell.start, cell.end, values(text, cell.start, cell.end)):
        value = phrase.value
        kind = CHANGE if phrase.change else LEVEL
        yield Target(
            phrase.measure, value.comparator, value.value, value.text, value.value_to, value.unit, phrase.group, year,
            kind, 0, value.lead, value.end,
        )  # fmt: skip


def _in_columns(header: _Header, row: Row, identity: Identity) -> Iterator[Target]:
    """Targets whose values stand in columns of years, with the unit in another column or behind the number; what was
    before the document's own time is none.
    """
    unit = row[header.unit].text if header.unit is not None else None
    first = identity.period[0] if identity.period else identity.year or 0
    for column, year in header.values:
        cell = row[column]
        printed = _NUMBER.match(cell.text.lower())
        if printed is None or not (unit or printed["sign"]) or year < first:
            continue
        sign = printed["comparator"] or printed["more"] or ""
        above = decimal(printed["to"]) if printed["to"] else None
        words = f"{printed['value']} - {printed['to']}" if above is not None else printed["value"]
        measured = printed["sign"] or unit
        yield Target(
            row[header.name].text, _SIGNS.get(sign, sign), decimal(printed["value"]), words, above,
            PERMILLE if measured == PERMILLE else PERCENT if measured == PERCENT else measured, None, year,
            LEVEL, 0, cell.start, cell.end,
        )  # fmt: skip


def merged(stated: tuple[Indicator, ...], tabled: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Both, one of each: a row that repeats what the body states only adds its agencies; orders from 1."""
    kept = list(stated)
    for row in tabled:
        same = next((i for i, known in enumerate(kept) if _same(known, row)), None)
        if same is None:
            kept.append(row)
        else:
            names = {p.name for p in kept[same].lead_agencies}
            more = tuple(p for p in row.lead_agencies if p.name not in names)
            kept[same] = kept[same]._replace(lead_agencies=(*kept[same].lead_agencies, *more))
    return tuple(_numbered(sorted(kept, key=lambda i: i.start)))


def _same(known: Indicator, row: Indicator) -> bool:
    return [(fold(t.measure), t.value) for t in known.targets] == [(fold(t.measure), t.value) for t in row.targets]


def _numbered(found: list[Indicator]) -> Iterator[Indicator]:
    order = 0
    for place, indicator in enumerate(found, start=1):
        targets = tuple(
            t if t.order == at else t._replace(order=at) for at, t in enumerate(indicator.targets, order + 1)
        )
        order += len(targets)
        same = indicator.order == place and indicator.targets == targets
        yield indicator if same else indicator._replace(targets=targets, order=place)
