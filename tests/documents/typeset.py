"""One paper of ours as Word file, web page and PDF: paragraphs, columns side by side, and tables with merged cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Placed = tuple[float, float, str]
Line = tuple[float, float, float, float]

LEFT, WIDTH, TOP, BOTTOM = 60.0, 480.0, 790.0, 60.0
STEP, PADDING = 16.0, 5.0
LETTER, BLANK = 6.0, 3.0
"""Widths at the size and in the font that the PDF files of the tests are set in."""


@dataclass(frozen=True)
class Cell:
    """Paragraphs of a cell that spans so many columns and rows."""

    paragraphs: tuple[str, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells; what a cell above spans is left out. The first `head` rows are repeated on each page.

    Where it is not `ruled` in full, level `lines` may still part its rows, or frame head and body. Its rows stand
    `apart` by so many points, and the words of cells begin at the top or stand in the `middle`.
    """

    widths: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    head: int = 1
    ruled: bool = True
    lines: Literal["none", "head", "rows"] = "none"
    apart: float = 0.0
    middle: bool = False

    def fields(self) -> list[dict[int, Cell]]:
        """The cells of each row by the column they begin in."""
        taken: set[tuple[int, int]] = set()
        placed: list[dict[int, Cell]] = []
        for number, row in enumerate(self.rows):
            found: dict[int, Cell] = {}
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                found[column] = cell
                taken |= {(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            placed.append(found)
        return placed


def row(*cells: str | Cell) -> list[Cell]:
    """A row; a string is a cell, its lines are paragraphs."""
    return [cell if isinstance(cell, Cell) else Cell(tuple(cell.split("\n")) if cell else ()) for cell in cells]


def beside(left: str, right: str) -> Table:
    """Two columns of text, as letterheads and signatures are set."""
    return Table((0.45, 0.55), [row(left, right)], head=0, ruled=False)


Paper = Sequence[str | Table]


def word(paper: Paper) -> str:
    """The body of a Word file."""
    return "".join(_word_table(part) if isinstance(part, Table) else _word_paragraph(part) for part in paper)


def _word_paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _word_table(table: Table) -> str:
    sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides) if table.ruled else ""
    grid = "".join(f'<w:gridCol w:w="{int(share * 9000)}"/>' for share in table.widths)
    rows = []
    below: dict[int, tuple[int, int]] = {}
    for number, cells in enumerate(table.fields()):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.head else ""
        out = f"<w:tr>{head}"
        column = 0
        while column < len(table.widths):
            if column in cells:
                cell = cells[column]
                if cell.rows > 1:
                    below[column] = (cell.rows - 1, cell.columns)
                merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                out += _word_cell(table, column, cell.columns, merge, cell.paragraphs)
                column += cell.columns
            else:
                left, columns = below[column]
                below[column] = (left - 1, columns)
                out += _word_cell(table, column, columns, "<w:vMerge/>", ())
                column += columns
        rows.append(f"{out}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _word_cell(table: Table, column: int, columns: int, merge: str, paragraphs: Sequence[str]) -> str:
    width = int(sum(table.widths[column : column + columns]) * 9000)
    inner = "".join(map(_word_paragraph, paragraphs)) or "<w:p/>"
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{columns}"/>{merge}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def page(paper: Paper) -> str:
    """A web page."""
    parts = (_page_table(part) if isinstance(part, Table) else f"<p>{escape(part)}</p>" for part in paper)
    style = "table{border-collapse:collapse} .ruled td{border:1px solid black} thead{display:table-header-group}"
    head = f'<meta charset="utf-8"><style>{style}</style>'
    return f"<!doctype html><html><head>{head}</head><body>{''.join(parts)}</body></html>"


def _page_table(table: Table) -> str:
    rows = [f"<tr>{''.join(map(_page_cell, cells))}</tr>" for cells in table.rows]
    head, body = "".join(rows[: table.head]), "".join(rows[table.head :])
    return f'<table class="{"ruled" if table.ruled else ""}"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _page_cell(cell: Cell) -> str:
    inner = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in cell.paragraphs)
    return f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{inner}</td>'


@dataclass
class Sheets:
    """The pages of a PDF while they are set: words in their places, and lines."""

    words: list[list[Placed]] = field(default_factory=lambda: [[]])
    lines: list[list[Line]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def turn(self) -> None:
        """Begin a page, with its number above the text."""
        self.words.append([(LEFT + WIDTH / 2, TOP + 20, str(len(self.words) + 1))])
        self.lines.append([])
        self.y = TOP

    def put(self, x: float, text: str) -> None:
        """Set a line of text."""
        self.words[-1].append((x, self.y - 12, text))

    def drawn(self) -> list[str]:
        """The lines of each page in the operators of PDF."""
        return ["".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in lines) for lines in self.lines]

    def level(self, y: float) -> None:
        """Draw a line across the page."""
        self.lines[-1].append((LEFT, y, LEFT + WIDTH, y))

    def border(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw the sides of a cell."""
        level = [(left, y, right, y) for y in (top, bottom)]
        upright = [(x, bottom, x, top) for x in (left, right)]
        self.lines[-1] += [*level, *upright]


def sheets(paper: Paper, height: float = TOP - BOTTOM) -> Sheets:
    """The paper set on pages of which `height` points are filled; a row that does not fit goes on over leaf."""
    out = Sheets()
    for part in paper:
        if isinstance(part, Table):
            _set_table(out, part, TOP - height)
            continue
        for line in wrapped(part, WIDTH):
            if out.y - STEP < TOP - height:
                out.turn()
            out.put(LEFT, line)
            out.y -= STEP
    return out


def wrapped(text: str, width: float) -> list[str]:
    """`text` in lines of at most `width` points."""
    lines = [""]
    for piece in text.split():
        longer = f"{lines[-1]} {piece}".strip()
        if lines[-1] and sum(BLANK if c == " " else LETTER for c in longer) > width:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def _set_table(out: Sheets, table: Table, bottom: float) -> None:
    edges = [LEFT]
    for share in table.widths:
        edges.append(edges[-1] + share * WIDTH)
    fields = table.fields()
    number = 0
    while number < len(fields):
        # Rows that a cell joins stand together.
        last = number + 1
        while last < max(n + c.rows for n in range(number, last) for c in fields[n].values()):
            last += 1
        if table.lines == "head" and number in (0, table.head):
            out.level(out.y)
        _set_rows(out, fields[number:last], edges, table, bottom, number >= table.head)
        number = last
    if table.lines != "none":
        out.level(out.y)


def _set_rows(
    out: Sheets, rows: list[dict[int, Cell]], edges: list[float], table: Table, bottom: float, breaks: bool
) -> None:
    texts = [{column: list(_lines(edges, column, cell)) for column, cell in cells.items()} for cells in rows]
    heights = [
        max((len(text[c]) for c, cell in cells.items() if cell.rows == 1), default=1)
        for cells, text in zip(rows, texts, strict=True)
    ]
    if table.lines == "rows":
        out.level(out.y)
    for number, (cells, text) in enumerate(zip(rows, texts, strict=True)):
        room = int((out.y - bottom) / STEP)
        if breaks and room < heights[number] and (number == 0 or room < 1):
            if room > 0 and len(rows) == 1:
                first = {column: lines[:room] for column, lines in text.items()}
                _set_row(out, cells, first, edges, [room], table)
                text = {column: lines[room:] for column, lines in text.items()}
                heights[number] -= room
            out.turn()
            if table.head:
                _set_rows(out, table.fields()[: table.head], edges, table, bottom, False)
        _set_row(out, cells, text, edges, heights[number:], table)


def _set_row(
    out: Sheets,
    cells: dict[int, Cell],
    text: dict[int, list[str]],
    edges: list[float],
    heights: list[int],
    table: Table,
) -> None:
    top = out.y - table.apart / 2
    for column, cell in cells.items():
        out.y = top
        if table.middle:
            out.y -= STEP * (sum(heights[: cell.rows]) - len(text[column])) / 2
        for line in text[column]:
            out.put(edges[column] + PADDING, line)
            out.y -= STEP
        if table.ruled:
            out.border(edges[column], top, edges[column + cell.columns], top - STEP * sum(heights[: cell.rows]))
    out.y = top - STEP * heights[0] - table.apart / 2


def _lines(edges: list[float], column: int, cell: Cell) -> Iterator[str]:
    width = edges[column + cell.columns] - edges[column] - 2 * PADDING
    return (line for paragraph in cell.paragraphs for line in wrapped(paragraph, width))
