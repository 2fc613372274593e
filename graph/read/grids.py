"""Tables from the lines that rule a page: which lines belong together, and the cells that they enclose.

A border that is missing between two cells makes them one. What the lines do not enclose cleanly is no table.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from cancu.graph.read.rulings import Ruling, Rulings

MAX_LINES = 400
"""Lines of one page, pieces put together; a page of narrow rows has 60 level ones, a broad table 30 upright ones."""
MAX_FIELDS = 8_000
"""Fields between the lines of one table."""
_NEAR = 3.0
"""Points by which lines that meet may miss each other."""
_SAME_PLACE = 2.5
_SHORTEST = 6.0
_OPEN_SIDE = 8.0
"""Points that level lines go beyond the outermost upright one where a table's side is not drawn."""
_LEAST_OPEN = 3

Field = tuple[int, int]
"""Row and column."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the places of its upright and level lines, and which cell each field between them belongs to.

    `columns` go from left to right, `rows` from top to bottom. A cell is the field at its upper left; fields that no
    line encloses are no cell's. The first row `goes_on` where it is the rest of one that the page before breaks.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cell_of: dict[Field, Field]
    goes_on: bool = False

    @property
    def box(self) -> Box:
        return self.columns[0], self.rows[-1], self.columns[-1], self.rows[0]

    def cell_at(self, x: float, y: float) -> Field | None:
        """Row and column of the cell that holds the point."""
        if not (self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]):
            return None
        row = bisect_right(self.rows, -y, key=lambda place: -place) - 1
        return self.cell_of.get((row, bisect_right(self.columns, x) - 1))

    def sides(self, cell: Field) -> tuple[float, float]:
        """Left and right side of a cell."""
        row, column = cell
        last = column
        while self.cell_of.get((row, last + 1)) == cell:
            last += 1
        return self.columns[column], self.columns[last + 1]


def grids(found: Rulings) -> list[Grid]:
    """The tables that the lines of a page rule, from top to bottom."""
    level, upright = _whole(found.level), _whole(found.upright)
    if len(level) + len(upright) > MAX_LINES:
        return []
    tables = []
    for rows, columns in _meeting(level, upright):
        grid = _grid(*_closed(rows, columns))
        if grid is not None:
            tables.append(grid)
    return sorted(_apart(tables), key=lambda grid: -grid.rows[0])


def outside(level: Sequence[Ruling], tables: Sequence[Grid]) -> list[Ruling]:
    """The level lines that stand above, below or between the tables."""
    spans = [(table.rows[-1] - _NEAR, table.rows[0] + _NEAR) for table in tables]
    return [line for line in level if not any(low <= line.at <= high for low, high in spans)]


def _whole(pieces: Sequence[Ruling]) -> list[Ruling]:
    """Lines put together from their pieces, those too short for a side of a cell left out."""
    lines: list[Ruling] = []
    for near in _near(sorted(pieces)):
        at = sum(piece.at for piece in near) / len(near)
        start, end = None, 0.0
        for piece in sorted(near, key=lambda piece: piece.start):
            if start is not None and piece.start <= end + _NEAR:
                end = max(end, piece.end)
                continue
            if start is not None:
                lines.append(Ruling(at, start, end))
            start, end = piece.start, piece.end
        if start is not None:
            lines.append(Ruling(at, start, end))
    return [line for line in lines if line.end - line.start >= _SHORTEST]


def _near(pieces: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Pieces that stand at one place, as far as borders are thick."""
    group: list[Ruling] = []
    for piece in pieces:
        if group and piece.at - group[0].at > _SAME_PLACE:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _meeting(level: Sequence[Ruling], upright: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Lines that meet, directly or through others, level and upright ones."""
    first = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while first[index] != index:
            first[index] = first[first[index]]
            index = first[index]
        return index

    places = [column.at for column in upright]
    for i, row in enumerate(level):
        for j in range(bisect_left(places, row.start - _NEAR), bisect_right(places, row.end + _NEAR)):
            if upright[j].start - _NEAR <= row.at <= upright[j].end + _NEAR:
                first[root(i)] = root(len(level) + j)
    together: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(level):
        together[root(i)][0].append(row)
    for j, column in enumerate(upright, start=len(level)):
        together[root(j)][1].append(column)
    return (lines for lines in together.values() if lines[0] and lines[1])


def _closed(level: list[Ruling], upright: list[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The lines with the outer sides that are not drawn: where all lines across end at one place beyond the last."""
    sides = _missing(level, upright)
    upright = [*upright, *sides]
    return [*level, *_missing(upright, level)], upright


def _missing(across: Sequence[Ruling], along: Sequence[Ruling]) -> Iterator[Ruling]:
    if len(across) < _LEAST_OPEN:
        return
    places = [line.at for line in across]
    for outermost, ends, outward in (
        (min(line.at for line in along), [line.start for line in across], -1),
        (max(line.at for line in along), [line.end for line in across], 1),
    ):
        place = outward * max(outward * end for end in ends)
        beyond = outward * (place - outermost) > _OPEN_SIDE
        if beyond and all(abs(end - place) <= _NEAR for end in ends):
            yield Ruling(place, min(places), max(places))


class _Borders(NamedTuple):
    """What is drawn between the fields of a table: above which of them a level line, before which an upright one."""

    height: int
    width: int
    above: set[Field]
    before: set[Field]

    def open(self, field: Field) -> bool:
        """Whether nothing parts the field from what is outside the table."""
        row, column = field
        return (
            (row == 0 and field not in self.above)
            or (row == self.height - 1 and (row + 1, column) not in self.above)
            or (column == 0 and field not in self.before)
            or (column == self.width - 1 and (row, column + 1) not in self.before)
        )

    def joined(self, start: Field) -> list[Field]:
        """The fields that no line parts from `start`, sorted."""
        found, waiting = {start}, [start]
        while waiting:
            row, column = waiting.pop()
            for field, parted in (
                ((row - 1, column), (row, column) in self.above),
                ((row + 1, column), (row + 1, column) in self.above),
                ((row, column - 1), (row, column) in self.before),
                ((row, column + 1), (row, column + 1) in self.before),
            ):
                inside = 0 <= field[0] < self.height and 0 <= field[1] < self.width
                if inside and not parted and field not in found:
                    found.add(field)
                    waiting.append(field)
        return sorted(found)


def _grid(level: Sequence[Ruling], upright: Sequence[Ruling]) -> Grid | None:
    """The table of lines that meet; None where they enclose fewer than two cells side by side, other shapes, or too
    many."""
    columns, rows = _places(upright), _places(level)[::-1]
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > MAX_FIELDS:
        return None
    borders = _Borders(
        len(rows) - 1,
        len(columns) - 1,
        {(_nearest(rows, line.at), column) for line in level for column in _covered(columns, line)},
        {(row, _nearest(columns, line.at)) for line in upright for row in _covered(rows, line)},
    )
    cells: dict[Field, Field] = {}
    seen: set[Field] = set()
    for start in product(range(borders.height), range(borders.width)):
        if start in seen:
            continue
        fields = borders.joined(start)
        seen.update(fields)
        if any(borders.open(field) for field in fields):
            continue
        if not _rectangle(fields):
            return None
        cells.update(dict.fromkeys(fields, start))
    return Grid(tuple(columns), tuple(rows), cells) if len(set(cells.values())) > 1 else None


def _rectangle(fields: Sequence[Field]) -> bool:
    rows, columns = {row for row, _ in fields}, {column for _, column in fields}
    return len(rows) * len(columns) == len(fields)


def _places(lines: Sequence[Ruling]) -> list[float]:
    places: list[float] = []
    for line in sorted(lines):
        if not places or line.at - places[-1] > _NEAR:
            places.append(line.at)
    return places


def _nearest(places: Sequence[float], at: float) -> int:
    return min(range(len(places)), key=lambda i: abs(places[i] - at))


def _covered(places: Sequence[float], line: Ruling) -> Iterator[int]:
    """The fields between `places` along which the line goes."""
    for index, (one, other) in enumerate(pairwise(places)):
        if line.start <= min(one, other) + _NEAR and line.end >= max(one, other) - _NEAR:
            yield index


def _apart(tables: Sequence[Grid]) -> list[Grid]:
    """Tables that neither cut another nor lie upon it; one may lie within a cell of another."""
    return [
        one
        for one in tables
        if all(
            one is other or _outside(one.box, other.box) or inside(one, other) or inside(other, one) for other in tables
        )
    ]


def _outside(one: Box, other: Box) -> bool:
    return (
        one[2] <= other[0] + _NEAR
        or other[2] <= one[0] + _NEAR
        or one[3] <= other[1] + _NEAR
        or other[3] <= one[1] + _NEAR
    )


def inside(inner: Grid, outer: Grid) -> bool:
    """Whether a table lies within one cell of another."""
    left, bottom, right, top = inner.box
    cell = outer.cell_at(left, top)
    return cell is not None and cell == outer.cell_at(right, bottom)
