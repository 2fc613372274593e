"""Tables in plain text: Markdown rows, and cells that stand line by line between lines of a single bar."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from cancu.graph.fold import fold
from cancu.graph.plan.lines import clean
from cancu.graph.read import Text

_LINE = re.compile(r"[^\n\f]+")
_SPANS = re.compile(r"(?:don vi|co quan|phan cong|trach nhiem|to chuc|thuc hien|don vi thuc hien)\b")
"""Heads of columns that may stand above two others."""

_LOWER = re.compile(r"(?:(?:co quan|don vi) )?(?:chu tri|phoi hop|dau moi)\b")
"""Heads of columns below another."""
_YEAR = re.compile(r"(?:(?:den|nam|uoc|ke hoach|muc tieu|chi tieu|thuc hien)\b ?){0,3}20\d\d$")
"""The same, where values of several years stand below one head."""
_DONE = re.compile(r"(?:ket qua|uoc|so lieu|hien trang|thuc trang|thuc hien|da thuc hien)\b")
"""Heads above years of which the values are no targets."""

_MAX_BELOW = 3
_MAX_HEAD = 60
ORDINAL = re.compile(r"^\d{1,3}(?:\.\d{1,2})*\.?$")
ORDINALS = re.compile(r"(?:s?tt|so tt|so thu tu)$")
"""The head of the first column of many tables: a row that it opens is no row of the table above."""
_RULE = re.compile(r"[\s|:\-–—*_]*")


class Cell(NamedTuple):
    """One cell: its words, the same folded, and the characters `start:end` it takes."""

    text: str
    folded: str
    start: int
    end: int


Row = tuple[Cell, ...]


class Header(Protocol):
    """What a row of column heads tells a reader of tables."""

    @property
    def width(self) -> int:
        """How many cells a row below it has."""


Headed = TypeVar("Headed", bound=Header)


def below_headers(
    text: Text, start: int, end: int, header_of: Callable[[Row], Headed | None]
) -> Iterator[tuple[Headed, Row]]:
    """The rows of `start:end` that are as wide as the header above them, each with that header.

    A header repeated without its column of ordinals heads the same rows. Two pieces of a row between which a cell is
    empty are put together where they are as wide as the header, and a last cell may be empty, both only behind an
    ordinal. A header may take two rows («Cơ quan thực hiện» above «Chủ trì | Phối hợp»); one that tells the reader
    nothing ends the table above it.
    """
    header: Headed | None = None
    piece: Row = ()
    for row, heads in _with_heads(text, start, end):
        opened = header_of(row)
        if opened is None:
            opened = next((found for both in heads if (found := header_of(both))), None)
        if opened is not None:
            header, piece = opened, ()
        elif row and ORDINALS.match(row[0].folded):
            header, piece = None, ()
        elif header is not None:
            numbered = bool(row) and ORDINAL.match(row[0].folded) is not None
            if piece and not numbered and len(piece) + 1 + len(row) == header.width:
                yield header, (*piece, _empty(piece[-1]), *row)
            elif piece and len(piece) + 1 == header.width and (numbered or not row):
                yield header, (*piece, _empty(piece[-1]))
            piece = ()
            if len(row) == header.width:
                yield header, row
            elif numbered and len(row) == header.width + 1:
                yield header, row[1:]
            elif numbered:
                piece = row
    if header is not None and piece and len(piece) + 1 == header.width:
        yield header, (*piece, _empty(piece[-1]))


@lru_cache(maxsize=4)
def _with_heads(text: Text, start: int, end: int) -> tuple[tuple[Row, tuple[Row, ...]], ...]:
    """The rows of the tables in `start:end`, each with what it may tell as column heads with the row above it."""
    found: list[tuple[Row, tuple[Row, ...]]] = []
    above: Row = ()
    for row in rows(text, start, end):
        below = 1 < len(row) <= max(len(above), _MAX_BELOW)
        found.append((row, tuple(_of_two_rows(above, row)) if below else ()))
        above = row or above
    return tuple(found)


def _of_two_rows(above: Row, row: Row) -> Iterator[Row]:
    """Column heads told in two rows: the lower ones in place of what spans them, or where each stands."""
    if any(len(cell.text) > _MAX_HEAD for cell in row):
        return
    if not any(_LOWER.match(cell.folded) or _YEAR.match(cell.folded) for cell in row):
        return
    if len(row) == len(above):
        yield tuple(_lower_heads(above, row))
    for index, cell in enumerate(above):
        if _SPANS.match(cell.folded) and len(row) <= _MAX_BELOW:
            yield (*above[:index], *row, *above[index + 1 :])


def _lower_heads(above: Row, row: Row) -> Iterator[Cell]:
    """The lower head of each column that has one, else the upper; years of what was done stay below their head."""
    spanning = above[0]
    for high, low in zip(above, row, strict=True):
        spanning = high if high.text or not low.text else spanning
        done = _DONE.match(spanning.folded) and _YEAR.match(low.folded)
        yield low if low.text and not done else high


def _empty(before: Cell) -> Cell:
    return Cell("", "", before.end, before.end)


@lru_cache(maxsize=4)
def rows(text: Text, start: int, end: int) -> tuple[Row, ...]:
    """Rows of the tables in `start:end`, in text order; an empty row where a table ends.

    In the form «cell by line» two bars in a row end a row, so an empty cell cannot be told from a row's end: such rows
    come out short, and a reader must skip them. An empty line below a bar ends the table.
    """
    first, last = text.content.find("|", start, end), text.content.rfind("|", start, end)
    if first < 0:
        return ()
    # Outside the lines with bars there are no cells.
    begin = max(start, *(text.content.rfind(mark, start, first) + 1 for mark in "\n\f"))
    line = _LINE.match(text.content, last, end)
    return tuple(_rows(text, begin, line.end() if line else end))


def _rows(text: Text, start: int, end: int) -> Iterator[Row]:
    cells: list[Cell] = []
    begin: int | None = None
    stop = start
    bars = bar = 0
    for line in _LINE.finditer(text.content, start, end):
        surface = line.group().strip(" \t\u00a0")
        if not surface:
            continue
        if surface == "|":
            if begin is not None:
                cells.append(_cell(text, begin, stop))
                begin = None
            elif cells:
                yield tuple(cells)
                cells = []
            bars += 1
            bar = line.end()
            continue
        if bars and begin is None and text.content.count("\n", bar, line.start()) > 1:
            # Below a bar an empty line stands only where the table ends; what follows is prose.
            if cells:
                yield tuple(cells)
                cells = []
            yield ()
            bars = 0
        if surface.count("|") > 1 and (surface.startswith("|") or begin is None):
            if cells:
                yield tuple(cells)
                cells = []
            # What stood since the last bar was no cell: prose between two tables.
            begin = None
            yield from _markdown(text, line)
            continue
        if not bars:
            continue
        begin = line.start() if begin is None else begin
        stop = line.end()
    if cells:
        yield tuple(cells)


def _markdown(text: Text, line: re.Match[str]) -> Iterator[Row]:
    if _RULE.fullmatch(line.group()):
        return
    marks = [line.start() + i for i, c in enumerate(line.group()) if c == "|"]
    if not line.group().lstrip().startswith("|"):
        marks.insert(0, line.start() - 1)  # «1 | Chọn cây | Sở Y tế»: rows drawn without bars at their ends
    ends = [*marks[1:], line.end()]
    found = [_cell(text, mark + 1, end) for mark, end in zip(marks, ends, strict=True)]
    yield tuple(found[:-1] if not found[-1].text else found)


def _cell(text: Text, start: int, end: int) -> Cell:
    surface = text.content[start:end]
    left = len(surface) - len(surface.lstrip(" \t\n*_"))
    right = len(surface.rstrip(" \t\n*_"))
    if right <= left:
        return Cell("", "", start, end)
    words = clean(surface)
    return Cell(words, fold(words), start + left, start + right)
