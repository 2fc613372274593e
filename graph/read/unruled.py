"""Tables without upright lines: their columns are told by white space, their rows by the numbers in the first column.

Such a table opens with «TT» or «STT» and counts its rows. Level lines part its rows where they are drawn; else the
room between rows does, or that all cells of a row begin beside its number. Whatever leaves a doubt of which row or
column words belong to makes it no table: its words are read line by line.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cancu.graph.read.columns import Strip, beside, column_of, crossed, filled, fits, spanned, strips
from cancu.graph.read.grids import Field, Grid
from cancu.graph.read.phrases import Level
from cancu.graph.read.rowwise import Marks, cuts
from cancu.graph.read.rulings import Ruling

_OPENS = re.compile(r"(?:S?TT|Số TT|Số thứ tự)", re.IGNORECASE)
"""The head of a column that counts the rows."""
_MAY_OPEN = re.compile(rf"(?<!\S){_OPENS.pattern}(?!\S)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?[.)]?")
_GROUP = re.compile(r"[IVX]{1,5}[.)]?|[A-ZĐ][.)]?")
_BESIDE = 18.0
"""Points by which a row's number may stand beside the head of its column."""
_FAR = 1.7
"""Distance of two lines, in heights of a letter, beyond which they are no lines of one table."""
_MARGIN = 4.0
_AROUND = 2
"""Lines that a page may print above and below the part of a table that it holds: its number, a running title."""


class Open(NamedTuple):
    """A table that a page's end breaks: its sides, columns and lines of the head, and the number of its last row."""

    left: float
    right: float
    parts: tuple[Strip, ...]
    head: tuple[str, ...]
    last: str


class _Found(NamedTuple):
    grid: Grid
    open: Open
    end: int


def may_hold_tables(text: str) -> bool:
    """Whether the head of such a table is among the words of a page."""
    return _MAY_OPEN.search(text) is not None


def unruled(
    page: Sequence[Level], rules: Sequence[Ruling], before: Open | None = None
) -> tuple[list[Grid], Open | None]:
    """The tables of a page from its words and the level lines that stand alone; the last one if the page breaks it.

    `before` is the one that the page before broke.
    """
    found: list[_Found] = []
    if before is not None and (rest := _going_on(page, rules, before)) is not None:
        found.append(rest)
    place = found[-1].end if found else 0
    while (head := next((i for i in range(place, len(page)) if _OPENS.fullmatch(page[i].opening)), None)) is not None:
        table = _headed(page, head, place, rules, None if found else before)
        if table is not None:
            found.append(table)
        place = table.end if table is not None else head + 1
    broken = found and len(page) - found[-1].end <= _AROUND
    return [table.grid for table in found], found[-1].open if broken else None


def _headed(
    page: Sequence[Level], head: int, floor: int, rules: Sequence[Ruling], before: Open | None
) -> _Found | None:
    """The table with its head at `head`; `before` it, over leaf, may be its beginning."""
    if (
        before is not None
        and _repeats(page, head, before)
        and (rest := _rest(page, head, head + len(before.head), before))
    ):
        return rest
    title = page[head].phrases[0]
    numbered = _numbered(page, head + 1, (title.left + title.right) / 2, ("0", before.last) if before else ("0",))
    known = before.parts if before is not None else ()
    parts = known if _all_fit(page, numbered, known) else _parts(page, numbered)
    if len(parts) < 2 or any(column_of(page[i].phrases[0], parts) for i in (head, *numbered)):
        return None
    begin = head
    while begin > floor and _heads(page[begin - 1], page[begin], parts, rules):
        begin -= 1
    if parts is not known:
        parts = tuple(beside(parts, page[begin : numbered[0]]))
    return _table(page, begin, head, numbered, parts, rules, before if parts is known else None)


def _going_on(page: Sequence[Level], rules: Sequence[Ruling], before: Open) -> _Found | None:
    """The rest of the table that the page before broke, without a head of its own."""
    apart = (i for i in range(1, min(_AROUND + 1, len(page))) if _far(page[i - 1], page[i]))
    begin = max(apart, default=0)
    first = next((i for i in range(begin, len(page)) if page[i].phrases[0].right <= before.parts[0].left + 1), None)
    if first is None or not _follows(page[first].opening, before.last):
        # A line that begins right of the second column is no prose, but may be a title in capitals.
        aside = any(column_of(p, before.parts) > 1 for p in page[begin].phrases) if begin < len(page) else False
        return _rest(page, begin, begin, before) if aside else None
    centre = (page[first].phrases[0].left + page[first].phrases[0].right) / 2
    numbered = _numbered(page, first, centre, (before.last,))
    if not numbered or numbered[0] != first or not _all_fit(page, numbered, before.parts):
        return None
    if not all(fits(level, before.parts) for level in page[begin:first]):
        return None
    return _table(page, begin, None, numbered, before.parts, rules, before)


def _rest(page: Sequence[Level], begin: int, start: int, before: Open) -> _Found | None:
    """The rest of the last row of the page before, below the head if that is repeated, where no other row follows."""
    end = start
    while end < len(page) and (end == start or not _far(page[end - 1], page[end])):
        level = page[end]
        titled = any(phrase.words.isupper() for phrase in level.phrases)
        if titled or column_of(level.phrases[0], before.parts) == 0 or not fits(level, before.parts):
            break
        end += 1
    numbered = end < len(page) and _follows(page[end].opening, before.last)
    if end == start or numbered:
        return None
    rows = [page[one:other] for one, other in ((begin, start), (start, end)) if other > one]
    grid = _grid(rows, (before.left, before.right), before.parts, begin < start, True)
    return _Found(grid, before, end) if grid is not None else None


def _table(
    page: Sequence[Level],
    begin: int,
    head: int | None,
    numbered: Sequence[int],
    parts: tuple[Strip, ...],
    rules: Sequence[Ruling],
    before: Open | None,
) -> _Found | None:
    end = _end(page, numbered[-1], parts, rules)
    groups = _groups(page, begin if head is None else head + 1, numbered, parts)
    if end is None or groups is None or not filled([page[i] for i in range(begin, end) if i not in groups], parts):
        return None
    repeated = len(before.head) if before is not None and head is not None and _repeats(page, begin, before) else 0
    body = sorted((*numbered, *groups))
    # What stands below a head that the page repeats, or above the first number of one without, may be a row's rest.
    rest = begin + repeated if (head is None or repeated) and begin + repeated < body[0] else None
    starts = cuts(page, Marks([rest, *body], groups), end, parts, rules) if rest is not None else None
    if starts is not None and repeated:
        starts = [begin + repeated, *starts]
    if starts is None and (head is not None or rest is None):
        rest = None
        starts = cuts(page, Marks([*([] if head is None else [head]), *body], groups), end, parts, rules)
    if starts is None:
        return None
    rows = [page[one:other] for one, other in pairwise([begin, *starts, end])]
    words = [phrase for level in page[begin:end] for phrase in level.phrases]
    left, right = min(p.left for p in words) - _MARGIN, max(p.right for p in words) + _MARGIN
    if before is not None:
        left, right = min(left, before.left), max(right, before.right)
    grid = _grid(rows, (left, right), parts, head is not None, rest is not None)
    titles = before.head if before is not None else tuple(_said(level) for level in rows[0])
    going_on = Open(left, right, tuple(strip.core for strip in parts), titles, page[numbered[-1]].opening)
    return _Found(grid, going_on, end) if grid is not None else None


def _repeats(page: Sequence[Level], begin: int, before: Open) -> bool:
    """Whether the lines from `begin` are those of the head that the page before has."""
    return tuple(_said(level) for level in page[begin : begin + len(before.head)]) == before.head


def _said(level: Level) -> str:
    return " ".join(phrase.words for phrase in level.phrases)


def _parts(page: Sequence[Level], numbered: Sequence[int]) -> tuple[Strip, ...]:
    """The strips between the columns of the numbered rows and of what stands between them."""
    if len(numbered) < 2:
        return ()
    rows = [page[i] for i in numbered if len(page[i].phrases) > 1]
    among = set(numbered)
    return tuple(strips(rows, [page[i] for i in range(numbered[0], numbered[-1]) if i not in among]))


def _all_fit(page: Sequence[Level], numbered: Sequence[int], parts: Sequence[Strip]) -> bool:
    return bool(parts and numbered) and all(fits(page[i], parts) for i in numbered)


def _numbered(page: Sequence[Level], start: int, centre: float, last: Sequence[str]) -> list[int]:
    """The levels that begin with the next number of the table's first column, whatever stood `last`."""
    found: list[int] = []
    known = list(last)
    for index in range(start, len(page)):
        opening = page[index].phrases[0]
        if _OPENS.fullmatch(opening.words):
            break
        if abs((opening.left + opening.right) / 2 - centre) > _BESIDE or not _ORDINAL.fullmatch(opening.words):
            continue
        if all(phrase.words.strip("().").isdigit() for phrase in page[index].phrases) and len(page[index].phrases) > 2:
            continue  # «(1) (2) (3)» counts columns
        if any(_follows(opening.words, one) for one in known):
            found.append(index)
            known = [opening.words, "0"]
    return found


def _follows(number: str, last: str) -> bool:
    """Whether a row's number is the next one: «3» after «2», «1.2» after «1.1», «1.1» after «1», «2» after «1.2»."""
    one, other = _ORDINAL.fullmatch(number), _ORDINAL.fullmatch(last)
    if one is None or other is None:
        return False
    main, part = int(one[1]), int(one[2] or 0)
    before, below = int(other[1]), int(other[2] or 0)
    return (main, part) in ((before + 1, 0), (before, below + 1))


def _heads(level: Level, below: Level, parts: Sequence[Strip], rules: Sequence[Ruling]) -> bool:
    """Whether a line above the one with «TT» belongs to the table's head: it stands close, right of the numbers."""
    ruled = any(below.middle < rule.at < level.middle and rule.start < parts[0].left for rule in rules)
    return not _far(level, below) and not ruled and column_of(level.phrases[0], parts) > 0


def _far(above: Level, below: Level) -> bool:
    return above.middle - below.middle > _FAR * below.height


def _end(page: Sequence[Level], last: int, parts: Sequence[Strip], rules: Sequence[Ruling]) -> int | None:
    """The first level behind the table's last row; None where one close below may belong to that row or not."""
    floor = max((r.at for r in rules if r.at < page[last].middle and r.start < parts[0].left), default=float("-inf"))
    for end in range(last + 1, len(page)):
        level = page[end]
        if level.middle < floor or _far(page[end - 1], level) or column_of(level.phrases[0], parts) == 0:
            return end
        if not fits(level, parts):
            return None
    return len(page)


def _groups(
    page: Sequence[Level], start: int, numbered: Sequence[int], parts: Sequence[Strip]
) -> frozenset[int] | None:
    """The levels that name groups of rows; None where one between the rows is neither that nor part of a row."""
    among = set(numbered)
    found = set()
    for index in range(start, numbered[-1]):
        level = page[index]
        if index in among:
            if not fits(level, parts):
                return None
            continue
        first = column_of(level.phrases[0], parts) == 0
        lettered = len(level.phrases) <= 2 and _GROUP.fullmatch(level.opening) is not None
        across = len(level.phrases) == 1 and bool(crossed(level, parts))
        if (first and lettered) or (across and (first or index > numbered[0])):
            found.add(index)
        elif index > numbered[0] and (first or not fits(level, parts)):
            return None
    return frozenset(found)


def _grid(
    rows: Sequence[Sequence[Level]],
    sides: tuple[float, float],
    parts: Sequence[Strip],
    headed: bool,
    goes_on: bool,
) -> Grid | None:
    """Cells of the rows; what lies across columns is one cell, and a head may have two rows."""
    columns = (sides[0], *(strip.middle for strip in parts), sides[1])
    width = len(parts) + 1
    upper = _two_rows(rows[0], parts) if headed else None
    if upper is not None:
        spans, below = upper
        rows = [rows[0][:below], rows[0][below:], *rows[1:]]
    heights = [rows[0][0].middle + rows[0][0].height]
    heights += [(above[-1].middle + under[0].middle) / 2 for above, under in pairwise(rows)]
    heights.append(rows[-1][-1].middle - rows[-1][-1].height)
    cells: dict[Field, Field] = {(r, c): (r, c) for r in range(len(rows)) for c in range(width)}
    for number, row in enumerate(rows):
        across = [held for level in row for p in level.phrases if len(held := spanned(p, parts)) > 1]
        for held in across:
            cells.update({(number, c): (number, held[0]) for c in held})
        if across and headed and number == 0 and upper is None:
            return None
    if upper is not None:
        cells.update({(1, c): (0, c) for c in range(width) if c not in spans})
    return Grid(columns, tuple(heights), cells, goes_on)


def _two_rows(head: Sequence[Level], parts: Sequence[Strip]) -> tuple[set[int], int] | None:
    """Of a head in which one title stands over others: the columns below such, and where the lower row begins."""
    wide: set[int] = set()
    lowest = -1
    for index, level in enumerate(head):
        for phrase in level.phrases:
            held = spanned(phrase, parts)
            if len(held) > 1:
                wide |= set(held)
                lowest = index
    if not wide or lowest + 1 >= len(head):
        return None
    below = {column_of(phrase, parts) for level in head[lowest + 1 :] for phrase in level.phrases}
    return (wide, lowest + 1) if wide <= below else None
