"""Tables of tasks with columns «cơ quan chủ trì», «cơ quan phối hợp», «thời gian»: a row is a duty of whom it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cancu.graph.plan.dues import dues
from cancu.graph.plan.duties import together
from cancu.graph.plan.lines import Words
from cancu.graph.plan.model import COORDINATE, LEAD, OTHER, Assignment, Duty, Identity, Party, year_of_dues
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.tables import Cell, Row, below_headers
from cancu.graph.read import Outline, Text

_TASK = re.compile(
    r"^(?:(?:ten|cac|danh muc|noi dung|dau|nhom)(?:,| cac)? ?){0,2}"
    r"(?:nhiem vu|noi dung|cong viec|viec|hoat dong|giai phap|de an|du an|chuong trinh)\b"
)
_WHO = r"^(?:(?:cac|co quan|don vi|so|ban|nganh|dia phuong|cap)\b[ ,/;]*(?:va )?){0,5}(?:duoc (?:giao|phan cong) )?"
_LEAD = re.compile(_WHO + r"(?:chu tri|dau moi)\b")
_DOES = re.compile(
    r"^(?:(?:co quan|don vi)\b[ ,/]*(?:va )?){1,2}(?:duoc (?:giao|phan cong) )?"
    r"(?:(?:to chuc )?(?:thuc hien|trien khai)|phu trach|tham muu)\b|^phu trach\b"
    r"|^(?:ten )?co quan[,/]? ?(?:don vi)?$"
    r"|^(?:phan cong|trach nhiem|giao)(?: nhiem vu)?(?: to chuc)? thuc hien\b|^phan cong(?: nhiem vu)?$"
)
_HELPS = re.compile(_WHO + r"phoi hop\b")
_TIME = re.compile(r"^(?:thoi gian|thoi han|tien do|han)\b")
_ORDINAL = re.compile(r"^(?:s?tt|so tt|so thu tu)$")
_CHARGED_AS = Words(r"[\s*_+•-]*(?:(?:cơ quan|đơn vị) )?chủ trì[\s*_]*:[\s*_]*")
_LEADS = Words(r"\bchủ trì\b")
_HELPED_BY = Words(r"(?:[,;.]|\bchủ trì,?)?[\s*_+•-]*(?:(?:cơ quan|đơn vị) )?\bphối hợp(?: với| cùng)?[\s*_]*:?[\s*_]*")
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


@lru_cache(maxsize=2)
def task_rows(text: Text, outline: Outline) -> tuple[tuple[_Header, Row], ...]:
    """The rows of the tables of body and annexes that say who does what, each with the header above it."""
    return tuple(_with_merged(below_headers(text, outline.body_start, outline.length, _header)))


def _with_merged(rows: Iterable[tuple[_Header, Row]]) -> Iterator[tuple[_Header, Row]]:
    """The rows, each with the bodies of the row above where one cell holds those of both: that cell is not repeated,
    and the row tells who helps or when.
    """
    above: tuple[_Header, Row] | None = None
    for header, row in rows:
        told = [column for column in (header.helps, header.time) if column is not None and row[column].text]
        bare = not row[header.lead].text and row[header.task].text
        if above is not None and above[0] is header and bare and told:
            row = (*row[: header.lead], above[1][header.lead], *row[header.lead + 1 :])
        above = (header, row)
        yield header, row


def tabled(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, rows: tuple[tuple[_Header, Row], ...]
) -> Iterator[Assignment]:
    """Assignments of the `rows` of tables; those of one body in one role and section are one."""
    found: list[Assignment] = []
    for header, row in rows:
        found += _of_row(text, outline, identity, reader, header, row)
    yield from together(found)


def charged_in_row(
    text: Text, reader: PartyReader, rows: tuple[tuple[_Header, Row], ...], position: int
) -> tuple[tuple[int, int], tuple[Party, ...]] | None:
    """The row in which `position` lies, and whom it charges; None outside the `rows`."""
    for header, row in rows:
        start, end = row[0].start, row[-1].end
        if start <= position < end:
            return (start, end), _charged(text, reader, header.role, row[header.lead])[1]
    return None


def is_tabled(rows: tuple[tuple[_Header, Row], ...], position: int) -> bool:
    """Whether `position` lies in one of the `rows`: what is read there as prose is a cell's."""
    return any(row[0].start <= position < row[-1].end for _, row in rows)


def _header(row: Row) -> _Header | None:
    last = max((i for i, cell in enumerate(row) if len(cell.text) > _MAX_TITLE), default=-1)
    first = next((i for i, cell in enumerate(row) if i > last and _ORDINAL.match(cell.folded)), last + 1)
    titles = [cell.folded for cell in row[first:]]

    def column(pattern: re.Pattern[str]) -> int | None:
        return next((i for i, title in enumerate(titles) if pattern.match(title)), None)

    task = column(_TASK)
    if task is None:
        return None
    lead = column(_LEAD)
    chosen = lead if lead is not None else column(_DOES)
    if chosen is None:
        return None
    role = LEAD if lead is not None else OTHER
    return _Header(len(titles), task, chosen, role, column(_HELPS), column(_TIME))


def _of_row(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, header: _Header, row: Row
) -> Iterator[Assignment]:
    task = row[header.task]
    role, leading, named = _charged(text, reader, header.role, row[header.lead])
    if not task.text or not leading:
        return
    helping = (_parties(reader, row[header.helps]) if header.helps is not None else ()) or named
    time = row[header.time] if header.time is not None else None
    due = next(iter(dues(text, time.start, time.end, year_of_dues(identity), bare=True)), None) if time else None
    section = outline.path_at(task.start)
    one = Duty(1, section, role, helping, due, task.start, task.end)
    for part, parties in ((role, leading), (COORDINATE, helping)):
        for party in parties:
            yield Assignment(section, party, part, (one,), 0, task.start, task.end)


def _charged(
    text: Text, reader: PartyReader, role: str, cell: Cell
) -> tuple[str, tuple[Party, ...], tuple[Party, ...]]:
    """The role of the bodies in a cell, the bodies, and those that help: «Chủ trì: Sở A; phối hợp: Sở B» in one."""
    if not cell.text:
        return role, (), ()
    opens = _CHARGED_AS.match(text, cell.start, cell.end)
    start = opens.end() if opens else cell.start
    helps = _HELPED_BY.search(text, start, cell.end)
    leads = _LEADS.search(text, start, helps.end() if helps else cell.end) is not None
    end = helps.start() if helps else cell.end
    helping = reader.listed(helps.end(), cell.end) if helps else ()
    return LEAD if opens or leads else role, reader.listed(start, end), helping


def _parties(reader: PartyReader, cell: Cell) -> tuple[Party, ...]:
    return reader.listed(cell.start, cell.end) if cell.text else ()
