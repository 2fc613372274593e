"""The pages of a PDF put together: tables that go on over pages, with the head that each page repeats only once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cancu.graph.read.layout import table_rows
from cancu.graph.read.printed import plain_lines, seam, without_number
from cancu.graph.read.ruled import Cell, Table
from cancu.graph.read.running import without_running

_SAME_COLUMN = 3.0
"""Points by which the columns of one table may differ from page to page."""
_MAX_HEAD = 3

Item = str | Table
"""A line of text, or a table."""


@dataclass(slots=True)
class _Whole:
    """A table over all its pages: every row with the page that it begins on."""

    columns: tuple[float, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    shown: dict[int, list[str]] = field(default_factory=dict)

    def goes_on_in(self, part: Table) -> bool:
        """Whether `part`, at the top of the next page, has the same columns."""
        return len(self.columns) == len(part.columns) and all(
            abs(one - other) <= _SAME_COLUMN for one, other in zip(self.columns, part.columns, strict=True)
        )

    def add(self, part: Table, page: int) -> None:
        """Take the rows of `part`; a head that it repeats is left out, a row that the page's end broke made whole."""
        rows = list(part.rows)
        if self.rows:
            rows = rows[self._repeated(rows) :]
            if rows and (part.goes_on or _broken(self.rows[-1], rows[0])):
                self.rows[-1] = tuple(map(_joined, self.rows[-1], rows.pop(0)))
        self.rows += rows
        self.pages += [page] * len(rows)

    def _repeated(self, rows: Sequence[tuple[Cell, ...]]) -> int:
        count = 0
        for known, row in zip(self.rows[:_MAX_HEAD], rows, strict=False):
            if [c.paragraphs for c in known] != [c.paragraphs for c in row] or not any(c.paragraphs for c in row):
                break
            count += 1
        return count

    def ends_on(self, page: int) -> bool:
        """Whether no row begins behind `page`."""
        return bool(self.pages) and self.pages[-1] <= page

    def rows_of(self, page: int) -> list[str]:
        """The rows that begin on `page`, as other formats have them."""
        if not self.shown:
            filled = [i for i, row in enumerate(self.rows) if any(cell.paragraphs for cell in row)]
            blocks = table_rows([[cell.paragraphs for cell in self.rows[i]] for i in filled])
            for index, block in zip(filled, blocks, strict=True):
                self.shown.setdefault(self.pages[index], []).append(block)
        return self.shown.get(page, [])


def page_items(parts: Sequence[Item], number: int) -> list[Item]:
    """Lines and tables of page `number`, its printed number left out, from runs of text and tables."""
    items: list[Item] = []
    for part in parts:
        items += [part] if isinstance(part, Table) else plain_lines(part)
    return without_number(items, number)


def page_texts(pages: Sequence[list[Item]], notes: Sequence[str] = ()) -> list[str]:
    """The text of each page, without the lines at the head or foot of all; footnotes behind the last."""
    items = [
        without_number(rest, number) if len(rest) < len(page) else rest
        for number, (page, rest) in enumerate(zip(pages, without_running(pages), strict=True), start=1)
    ]
    texts = [_text(page, number) for number, page in enumerate(_with_whole_tables(items))]
    if notes:
        texts[-1] = "\n".join([texts[-1], *(line for note in notes for line in plain_lines(note)), ""])
    return texts


def _with_whole_tables(pages: Sequence[Sequence[Item]]) -> list[list[str | _Whole]]:
    found: list[list[str | _Whole]] = []
    for number, items in enumerate(pages):
        page: list[str | _Whole] = []
        for item in items:
            if isinstance(item, Table):
                above = found[-1][-1] if not page and found and found[-1] else None
                whole = above if isinstance(above, _Whole) and above.goes_on_in(item) else _Whole(item.columns)
                whole.add(item, number)
                page.append(whole)
            else:
                page.append(item)
        found.append(page)
    return found


def _text(page: Sequence[str | _Whole], number: int) -> str:
    """A page's lines; an empty one parts a table from what stands above and below it."""
    lines: list[str] = []
    below_table = False
    for item in page:
        if isinstance(item, _Whole):
            lines += [""] if lines and lines[-1] else []
            lines += item.rows_of(number)
        else:
            lines += [""] if below_table and item else []
            lines.append(item)
        below_table = isinstance(item, _Whole)
    last = page[-1] if page else None
    lines += [""] if isinstance(last, _Whole) and last.ends_on(number) else []
    return "\n".join(lines) + "\n"


def _broken(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the row `below`, at the top of a page, is the rest of the one `above`.

    Then its words stand only in columns where the other has some, and go on where the last line left no room: all of
    them, or those that begin with a small letter while the row has no number of its own.
    """
    going_on = [(one, other) for one, other in zip(above, below, strict=True) if other.paragraphs]
    if not going_on or not all(one.paragraphs for one, _ in going_on):
        return False
    wrapped = [other for one, other in going_on if one.leads_to(other)]
    unnumbered = bool(above[0].paragraphs and not below[0].paragraphs)
    within_sentence = any(cell.paragraphs[0][0].islower() for cell in wrapped)
    return len(wrapped) == len(going_on) or (unnumbered and within_sentence)


def _joined(above: Cell, below: Cell) -> Cell:
    if not below.paragraphs:
        return above
    paragraphs = (*above.paragraphs, *below.paragraphs)
    if above.leads_to(below) or below.paragraphs[0][0].islower():
        *before, last = above.paragraphs
        first, *after = below.paragraphs
        paragraphs = (*before, seam(last, first), *after)
    return replace(below, paragraphs=paragraphs)
