"""Tables of reports with columns «đơn vị báo cáo», «nơi nhận», «thời hạn»: a row is a report of whom it names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cancu.graph.plan.addressing import to_whom
from cancu.graph.plan.dues import dues
from cancu.graph.plan.model import Deadline, Identity, Party, year_of_dues
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.periods import period_in
from cancu.graph.plan.subjects import Sentence
from cancu.graph.plan.tables import Row, below_headers
from cancu.graph.read import Outline, Text

_BODY = r"^(?:(?:cac|co quan|don vi|noi|dia phuong|to chuc)\b[ ,/;]*(?:va )?)+"
_WHO = re.compile(rf"{_BODY}(?:(?:thuc hien|lap|gui|phai|chiu trach nhiem) )*(?:bao cao|gui)$")
_TO = re.compile(rf"{_BODY}(?:tiep )?nhan(?: bao cao)?$|^(?:gui ve|gui den|noi gui den)$")
_TIME = re.compile(r"^(?:thoi (?:gian|han|diem)|han)\b")
_OFTEN = re.compile(r"^(?:dinh ky|tan suat|ky bao cao|ky han)\b")


class _Header(NamedTuple):
    """Columns of a table of reports; those it lacks are None. `start` is where it stands."""

    start: int
    width: int
    who: int
    time: int
    to: int | None
    often: int | None


def tabled_reports(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader
) -> tuple[tuple[tuple[int, int], tuple[Deadline, ...]], ...]:
    """The rows of tables of reports in body and annexes, each with what it says is owed.

    What stands in another section than the header is another table.
    """
    found = below_headers(text, outline.body_start, outline.length, _header)
    return tuple(
        ((row[0].start, row[-1].end), tuple(_of_row(text, outline, identity, reader, header, row)))
        for header, row in found
        if outline.path_at(row[0].start) == outline.path_at(header.start)
    )


def _header(row: Row) -> _Header | None:
    heads = [cell.folded for cell in row]

    def column(pattern: re.Pattern[str]) -> int | None:
        return next((i for i, head in enumerate(heads) if pattern.match(head)), None)

    who = column(_WHO)
    time = None if who is None else column(_TIME)
    if who is None or time is None:
        return None
    return _Header(row[0].start, len(row), who, time, column(_TO), column(_OFTEN))


def _of_row(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, header: _Header, row: Row
) -> Iterator[Deadline]:
    """One report a day that the row names; one without a day where it says how often."""
    who = _parties(reader, row, header.who)
    to = _parties(reader, row, header.to) or _said(text, reader, row, header) or _asking(identity, row, who)
    if not who or not to:
        return
    time, (start, end) = row[header.time], (row[0].start, row[-1].end)
    period = _period(text, row, header)
    section = outline.path_at(row[header.who].start)
    named = dues(text, time.start, time.end, year_of_dues(identity), bare=True)
    for due in named or ((None,) if period else ()):
        yield Deadline(section, who, to, (), due, period, 0, start, end)


def _parties(reader: PartyReader, row: Row, column: int | None) -> tuple[Party, ...]:
    if column is None or not row[column].text:
        return ()
    return reader.listed(row[column].start, row[column].end)


def _said(text: Text, reader: PartyReader, row: Row, header: _Header) -> tuple[Party, ...]:
    """To whom, where the words of a cell say so: «Báo cáo năm gửi Sở Nội vụ»."""
    cells = (cell for i, cell in enumerate(row) if i not in (header.who, header.time) and cell.text)
    told = (to_whom(text, reader, Sentence(cell.start, cell.end, cell.start), None) for cell in cells)
    return next((to for to in told if to), ())


def _asking(identity: Identity, row: Row, who: tuple[Party, ...]) -> tuple[Party, ...]:
    """Nobody named: the issuer asks, so the report goes to it; its evidence is the row."""
    issuer = identity.issuer
    if issuer is None or any(p.name == issuer.name for p in who):
        return ()
    return (Party(issuer.name, "", issuer, group=False, start=row[0].start, end=row[-1].end),)


def _period(text: Text, row: Row, header: _Header) -> str | None:
    """How often, from the column that says so, else from the other cells."""
    first = [row[header.often]] if header.often is not None else []
    others = [cell for i, cell in enumerate(row) if i != header.who]
    said = (period_in(text, cell.start, cell.end) for cell in (*first, *others))
    return next((period for period in said if period), None)
