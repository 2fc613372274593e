"""Two-way tables of an answer: the values of one column down the side, of another along the top, and in each cell how
many rows there are, their sum, or what they say. What has no row or column of its own is summed under «Khác», or told.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cancu.graph.collation import sort_key
from cancu.graph.engine import Table, Term, plain
from cancu.graph.names import XSD
from cancu.web import present
from cancu.web.cells import DATES, Cell

MOST_ACROSS, MOST_DOWN = 12, 100
"""Columns and rows on a page."""
FILED_ACROSS = 200
"""Columns in a file, which has every row."""
NAMED = 3
"""Different values that a cell names; of more it says how many."""
SUMMED = frozenset({"plans", "mentions", "duties"})
"""Columns that count things, so that their sum means something."""
UNKNOWN, TOTAL, ROWS = "không rõ", "Tổng", "Số dòng"

_NO_AXIS = SUMMED | {"order", "start", "end", "value", "value_to", "comparator", "text", "no", "step"}
_USUAL_DOWN = ("area", "issuer", "body", "reporter", "recipient", "who", "plan", "instrument", "type")
_USUAL_ACROSS = ("year", "date", "due", "since", "level", "state", "status", "relation", "role", "type", "instrument")
_INTEGER = NamedNode(XSD + "integer")

Record = tuple[Term | None, ...]
Naming = Callable[[str, Sequence[Term | None]], list[Cell]]
"""A column and values of it → the values as they are shown."""
Content = int | str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is set down and across, "" where nothing is; `measure` "" counts the rows."""

    down: str
    across: str
    measure: str

    @property
    def counts(self) -> bool:
        """Whether the cells are numbers that can be added up."""
        return not self.measure or self.measure in SUMMED


@dataclass(frozen=True, slots=True)
class Sorting:
    """Columns that sort the rows, as they have several values and several rows of one; those whose days are taken
    together by their year.
    """

    apt: tuple[str, ...]
    by_year: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its head, its cells, and all of it together."""

    head: Cell
    cells: tuple[Content, ...]
    total: Content


@dataclass(frozen=True, slots=True)
class Pivot:
    """The table; so many rows and columns have no place of their own."""

    asked: Asked
    heads: tuple[Cell, ...]
    lines: tuple[Line, ...]
    sums: Line | None
    left_down: int
    left_across: int


def sorting(table: Table) -> Sorting:
    """What the rows of an answer can be sorted by."""
    return Sorting(tuple(_apt(table)), tuple(column for column in table.columns if is_by_year(table, column)))


def _apt(table: Table) -> Iterator[str]:
    for at, column in enumerate(table.columns):
        values = {plain(_grouped(row[at])) for row in table.rows} if column not in _NO_AXIS else ()
        if 2 <= len(values) <= 0.8 * len(table.rows):
            yield column


def usual(columns: Sequence[str]) -> Asked:
    """What a form begins with."""
    down = next((column for column in (*_USUAL_DOWN, *columns) if column in columns), "")
    across = next((column for column in (*_USUAL_ACROSS, *columns) if column in columns and column != down), "")
    return Asked(down, across, "")


def is_by_year(table: Table, column: str) -> bool:
    """Whether days of this column are taken together by their year."""
    at = table.columns.index(column)
    return any(isinstance(row[at], Literal) and _grouped(row[at]) is not row[at] for row in table.rows)


def pivot(table: Table, asked: Asked, naming: Naming, across: int, down: int | None = None) -> Pivot:
    """The rows of an answer, down and across; with at most so many columns and rows."""
    sides = _axis(table, asked.down, naming, down, asked.counts)
    tops = _axis(table, asked.across, naming, across, asked.counts)
    cells: dict[tuple[int | None, int | None], list[Record]] = defaultdict(list)
    for row in table.rows:
        at = sides.place(table, row), tops.place(table, row)
        for place in {at, (at[0], None), (None, at[1]), (None, None)}:
            cells[place].append(row)
    said = _saying(table, asked.measure, naming)

    def line(head: Cell, at: int | None) -> Line:
        return Line(head, tuple(said(cells[at, top]) for top in range(len(tops.heads))), said(cells[at, None]))

    lines = tuple(line(head, at) for at, head in enumerate(sides.heads))
    return Pivot(
        asked, tops.heads, lines, line(Cell(TOTAL), None) if asked.counts else None, sides.left, tops.left
    )  # fmt: skip


def as_table(made: Pivot, down: str) -> Table:
    """The same as a file holds it; `down` heads its first column."""
    lines = [*made.lines, *([made.sums] if made.sums else [])]
    whole = not made.heads or made.asked.counts
    columns = (down, *(head.text for head in made.heads), *([TOTAL] if whole else []))
    return Table(
        columns,
        tuple(
            (Literal(line.head.text), *map(_term, (*line.cells, *([line.total] if whole else [])))) for line in lines
        ),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """The values of one column in their order, each in its place; those past the last share one, or have none."""

    column: str
    heads: tuple[Cell, ...]
    places: dict[Term | None, int]
    left: int

    def place(self, table: Table, row: Record) -> int | None:
        return self.places.get(_grouped(row[table.columns.index(self.column)])) if self.column else None


def _axis(table: Table, column: str, naming: Naming, most: int | None, counts: bool) -> _Axis:
    if not column:
        return _Axis("", (), {}, 0)
    at = table.columns.index(column)
    found = Counter(_grouped(row[at]) for row in table.rows)
    named = dict(zip(found, naming(column, list(found)), strict=True))
    heads = {key: cell if cell.text else Cell(UNKNOWN) for key, cell in named.items()}
    if all(cell.text.isdigit() for cell in named.values() if cell.text):
        ordered = sorted(found, key=lambda key: (not named[key].text, named[key].text.zfill(9)))
    else:
        ordered = sorted(found, key=lambda key: (not named[key].text, -found[key], sort_key(named[key].text)))
    kept = ordered[:most]
    left = len(ordered) - len(kept)
    places = {key: place for place, key in enumerate(ordered if counts else kept)}
    shown = [heads[key] for key in kept]
    if left and counts:
        places |= dict.fromkeys(ordered[len(kept) :], len(kept))
        shown.append(Cell(f"Khác ({present.integer(left)})"))
    return _Axis(column, tuple(shown), places, left)


def _grouped(term: Term | None) -> Term | None:
    """A day or month stands for its year."""
    if isinstance(term, Literal) and term.datatype.value in DATES and term.value[:4].isdigit():
        return Literal(term.value[:4]) if len(term.value) > 4 else term
    return term


def _saying(table: Table, measure: str, naming: Naming) -> Callable[[Sequence[Record]], Content]:
    """What a cell with these rows holds; None where it has none."""
    if not measure:
        return lambda rows: len(rows) or None
    at = table.columns.index(measure)
    if measure in SUMMED:
        return lambda rows: sum(int(n) for row in rows if (n := plain(row[at])).isdigit()) if rows else None
    texts = _texts(table, measure, naming)

    def said(rows: Sequence[Record]) -> Content:
        found = list(dict.fromkeys(text for row in rows if (text := texts[row])))
        more = [f"và {present.integer(len(found) - NAMED)} giá trị khác"] if len(found) > NAMED else []
        return "; ".join([*found[:NAMED], *more]) or None

    return said


def _texts(table: Table, measure: str, naming: Naming) -> dict[Record, str]:
    """What each row says of the measure: a value with how it is meant and its unit."""
    columns = [c for c in ("comparator", "value", "unit") if c in table.columns] if measure == "value" else [measure]
    said: list[dict[Term | None, str]] = []
    for column in columns:
        values = list(dict.fromkeys(row[table.columns.index(column)] for row in table.rows))
        said.append(dict(zip(values, (cell.text for cell in naming(column, values)), strict=True)))
    at = [table.columns.index(column) for column in columns]
    spoken = {
        row: present.joined((texts[row[i]] for i, texts in zip(at, said, strict=True)), " ") for row in table.rows
    }
    return {row: text.replace(" %", "%").replace(" ‰", "‰") for row, text in spoken.items()}


def _term(content: Content) -> Literal | None:
    if content is None:
        return None
    return Literal(str(content), datatype=_INTEGER) if isinstance(content, int) else Literal(content)
