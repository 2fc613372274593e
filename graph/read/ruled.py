"""The words of a page whose lines rule tables: each in its cell, the cells' lines put together to paragraphs.

A page is set in lines; which of them are one paragraph shows in the room that is left: had the next word found place,
the line would not have ended there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cancu.graph.read.grids import Field, Grid, inside
from cancu.graph.read.overlay import Glyph, spaced, surface
from cancu.graph.read.printed import seam

MAX_TABLES = 30
"""Tables of one page."""
_ASTRAY = 0.005
"""Share of a table's letters that its lines may cross or part from their words, besides one; where they do so to more,
they are not its borders.
"""
_CROSSED = 2.0
_PADDING = 6.0
"""Points between a cell's side and its words at most."""
_BLANK_WIDTH = 0.28
"""Width of a blank, in heights of a line."""
_SLACK = 1.5
"""Points that a word needs beyond its width to be sure that it would have found place."""
_ITEM = re.compile(r"(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ][.)])\s+[^\W\d_]")
"""What opens a paragraph wherever the line before ended."""

Line = Sequence[Glyph]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's paragraphs, the room behind its last line, and what its first word would need above, in points."""

    paragraphs: tuple[str, ...] = ()
    room: float = 0.0
    opening: float = 0.0

    def leads_to(self, below: "Cell") -> bool:
        """Whether the words of `below`, over leaf, go on with the last paragraph."""
        return self.room < below.opening and _ITEM.match(below.paragraphs[0]) is None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of one that a page holds: where its columns begin and end, and its cells row by row.

    Fields that a cell spans beyond its first are empty cells. The first row `goes_on` where it is the rest of one.
    """

    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    goes_on: bool = False


def tables_and_text(lines: Sequence[Line], grids: Sequence[Grid]) -> list[str | Table]:
    """What stands on a page, from top to bottom: lines of text and tables; `lines` as the file has them."""
    if len(grids) > MAX_TABLES:
        grids = []
    return [part if isinstance(part, Table) else surface(part) for part in _parts(lines, grids)]


def _parts(lines: Sequence[Line], grids: Sequence[Grid]) -> list[list[Line] | Table]:
    """Lines outside the tables and the tables between them."""
    outermost = [grid for grid in grids if not any(inside(grid, other) for other in grids if other is not grid)]
    sound = [grid for grid in outermost if _bordered(lines, grid)]
    rest, words = _sorted_in(lines, sound)
    heights = [median(g.middle for g in line if g.drawn) if any(g.drawn for g in line) else None for line in rest]
    parts: list[list[Line] | Table] = []
    done = 0
    for grid in sound:
        place = max(done, _place(heights, grid))
        parts += [list(rest[done:place])] if place > done else []
        parts.append(_table(grid, words[id(grid)], [other for other in grids if inside(other, grid)]))
        done = place
    return [*parts, list(rest[done:])] if done < len(rest) else parts


def _bordered(lines: Sequence[Line], grid: Grid) -> bool:
    """Whether the grid holds text in two cells at least and its lines part words, not the letters of one."""
    filled = set()
    held = crossed = 0
    for line in lines:
        before: tuple[Glyph, Field] | None = None
        for glyph in line:
            cell = _cell(grid, glyph) if glyph.drawn else None
            if cell is None:
                before = None
                continue
            left, right = grid.sides(cell)
            filled.add(cell)
            held += 1
            crossed += glyph.left < left - _CROSSED or glyph.right > right + _CROSSED
            crossed += before is not None and before[1] != cell and _adjoin(before[0], glyph)
            before = glyph, cell
    return len(filled) > 1 and crossed <= 1 + _ASTRAY * held


def _adjoin(one: Glyph, other: Glyph) -> bool:
    """Whether two letters stand side by side in one word."""
    return abs(one.middle - other.middle) < _CROSSED and -_CROSSED < other.left - one.right < _CROSSED


def _cell(grid: Grid, glyph: Glyph) -> Field | None:
    return grid.cell_at((glyph.left + glyph.right) / 2, glyph.middle)


def _sorted_in(
    lines: Sequence[Line], grids: Sequence[Grid]
) -> tuple[list[list[Glyph]], dict[int, dict[Field, list[Glyph]]]]:
    """The lines without what stands in tables, and that by table and cell; a blank goes with the letter before it."""
    rest: list[list[Glyph]] = []
    words: dict[int, dict[Field, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        outside: list[Glyph] = []
        current = outside
        for glyph in line:
            if glyph.drawn:
                current = outside
                for grid in grids:
                    if (cell := _cell(grid, glyph)) is not None:
                        current = words[id(grid)][cell]
                        break
            current.append(glyph)
        if any(glyph.drawn for glyph in outside) or len(outside) == len(line):
            rest.append(outside)
    return rest, words


def _place(heights: Sequence[float | None], grid: Grid) -> int:
    """Before which line the table stands: that with the fewest lines on its wrong side."""
    middle = (grid.rows[0] + grid.rows[-1]) / 2
    best, wrong, place = 0, 0, 0
    for index, height in enumerate(heights, start=1):
        if height is not None:
            wrong += 1 if height < middle else -1
        if wrong < best:
            best, place = wrong, index
    return place


def _table(grid: Grid, words: dict[Field, list[Glyph]], nested: Sequence[Grid]) -> Table:
    empty = Cell()
    rows = []
    for row in range(len(grid.rows) - 1):
        cells = []
        for column in range(len(grid.columns) - 1):
            held = words.get((row, column))
            cells.append(_read(held, grid, (row, column), nested) if held else empty)
        rows.append(tuple(cells))
    return Table(grid.columns, tuple(rows), grid.goes_on)


def _read(glyphs: Sequence[Glyph], grid: Grid, cell: Field, nested: Sequence[Grid]) -> Cell:
    lines = _set(glyphs)
    within = [g for g in nested if grid.cell_at((g.columns[0] + g.columns[-1]) / 2, g.rows[0]) == cell]
    sides = grid.sides(cell)
    pieces: list[str] = []
    for part in _parts(lines, within) if within else [lines]:
        if isinstance(part, Table):
            # A table inside a cell only sets its text: its cells stand for themselves.
            pieces += [piece for row in part.rows for inner in row for piece in inner.paragraphs]
        else:
            pieces += _paragraphs([line for line in part if line], sides)
    return Cell(tuple(pieces), _rooms(lines, sides)[-1], _needed(lines[0])) if lines else Cell()


def _set(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The letters of a cell line by line, from top to bottom."""
    lines: list[list[Glyph]] = []
    current = 0
    spans: list[tuple[float, float]] = []
    for glyph in glyphs:
        if not glyph.drawn:
            if lines:
                lines[current].append(glyph)
            continue
        current = next(
            (i for i in range(len(lines) - 1, -1, -1) if spans[i][0] <= glyph.middle <= spans[i][1]), len(lines)
        )
        if current == len(lines):
            lines.append([])
            spans.append((glyph.bottom, glyph.top))
        lines[current].append(glyph)
        spans[current] = (min(spans[current][0], glyph.bottom), max(spans[current][1], glyph.top))
    order = sorted(range(len(lines)), key=lambda i: -sum(spans[i]))
    return [_in_order(lines[i]) for i in order]


def _in_order(line: list[Glyph]) -> list[Glyph]:
    while not line[-1].drawn:
        line.pop()
    drawn = [g for g in line if g.drawn]
    if any(after.left < before.left for before, after in pairwise(drawn)):
        return list(spaced(sorted(drawn, key=lambda g: g.left)))
    return line


def _paragraphs(lines: Sequence[Line], sides: tuple[float, float]) -> Iterator[str]:
    rooms = _rooms(lines, sides)
    text = ""
    for index, line in enumerate(lines):
        words = " ".join(surface([line]).split())
        ended = index > 0 and (_ITEM.match(words) or rooms[index - 1] >= _needed(line))
        if text and ended:
            yield text
            text = words
        else:
            text = seam(text, words) if text else words
    if text:
        yield text


def _rooms(lines: Sequence[Line], sides: tuple[float, float]) -> list[float]:
    """The width that each line leaves in its cell."""
    extents = [(line[0].left, max(g.right for g in line if g.drawn)) for line in lines]
    left, right = sides
    padding = min(_PADDING, *(start - left for start, _ in extents), *(right - end for _, end in extents))
    centred = all(abs((start - left) - (right - end)) < 2 * _CROSSED for start, end in extents)
    if centred:
        return [right - left - 2 * padding - (end - start) for start, end in extents]
    return [right - padding - end for _, end in extents]


def _needed(line: Line) -> float:
    """The room that the line's first word would have taken on the line above."""
    end = next((i for i, g in enumerate(line) if not g.drawn), len(line))
    return line[end - 1].right - line[0].left + _BLANK_WIDTH * (line[0].top - line[0].bottom) + _SLACK
