"""Tables of tasks with columns «cơ quan chủ trì», «cơ quan phối hợp», «thời gian»: a row is a duty of whom it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cancu.graph.plan.dues import dues
from cancu.graph.plan.duties import together
from cancu.graph.plan.model import COORDINATE, LEAD, OTHER, Assignment, Duty, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.tables import Cell, Row, below_headers
from cancu.graph.read import Outline, Text

_TASK = re.compile(r"^(?:ten |cac |noi dung,? ?)?(?:nhiem vu|noi dung|cong viec|hoat dong|giai phap|de an)\b")
_WHO = r"^(?:co quan|don vi|so, nganh|co quan, don vi|don vi, co quan)?,? ?(?:duoc giao )?"
_LEAD = re.compile(_WHO + r"(?:chu tri|dau moi)\b")
_DOES = re.compile(r"^(?:co quan|don vi|co quan, don vi)(?: to chuc)? thuc hien\b")
_HELPS = re.compile(_WHO + r"phoi hop\b")
_TIME = re.compile(r"^(?:thoi gian|thoi han|tien do|han)\b")
_ORDINAL = re.compile(r"^(?:s?tt|so tt|so thu tu)$")
_MAX_TITLE = 80


@dataclass(frozen=True, slots=True)
class _Header:
    """Columns of a table of tasks; `role` is that of the bodies in column `lead`."""

    width: int
    task: int
    lead: int
    role: str
    helps: int | None
    time: int | None


def tabled(text: Text, outline: Outline, identity: Identity, reader: PartyReader) -> Iterator[Assignment]:
    """Assignments of the tables of body and annexes; those of one body in one role and section are one."""
    found: list[Assignment] = []
    for header, row in below_headers(text, outline.body_start, outline.length, _header):
        found += _of_row(text, outline, identity, reader, header, row)
    yield from together(found)


def _header(row: Row) -> _Header | None:
    last = max((i for i, cell in enumerate(row) if len(cell.text) > _MAX_TITLE), default=-1)
    first = next((i for i, cell in enumerate(row) if i > last and _ORDINAL.match(cell.folded)), last + 1)
    titles = [cell.folded for cell in row[first:]]

    def column(pattern: re.Pattern[str]) -> int | None:
        return next((i for i, title in enumerate(titles) if pattern.match(title)), None)

    task, lead, does = column(_TASK), column(_LEAD), column(_DOES)
    chosen = lead if lead is not None else does
    if task is None or chosen is None:
        return None
    role = LEAD if lead is not None else OTHER
    return _Header(len(titles), task, chosen, role, column(_HELPS), column(_TIME))


def _of_row(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, header: _Header, row: Row
) -> Iterator[Assignment]:
    task = row[header.task]
    leading = _parties(reader, row[header.lead])
    if not task.text or not leading:
        return
    helping = _parties(reader, row[header.helps]) if header.helps is not None else ()
    time = row[header.time] if header.time is not None else None
    due = next(iter(dues(text, time.start, time.end, identity.year, bare=True)), None) if time else None
    section = outline.path_at(task.start)
    one = Duty(1, section, header.role, helping, due, task.start, task.end)
    for role, parties in ((header.role, leading), (COORDINATE, helping)):
        for party in parties:
            yield Assignment(section, party, role, (one,), 0, task.start, task.end)


def _parties(reader: PartyReader, cell: Cell) -> tuple[Party, ...]:
    return reader.listed(cell.start, cell.end) if cell.text else ()
