"""Paragraphs and table rows as lines of text, in the forms that the readers of plans understand."""

import re
from collections.abc import Iterator, Sequence

Cell = Sequence[str]
"""The paragraphs of a cell, none of them empty."""

LETTERHEAD = re.compile(
    r"\bsố\s*:|ngày\s.{0,12}tháng\s.{0,12}năm|cộng\s+hòa\s+xã\s+hội|đảng\s+cộng\s+sản", re.IGNORECASE
)
"""What makes a page's head part of the letterhead; page numbers and running titles are not text of the document."""
_BLANKS_AROUND_BREAK = re.compile(r"[ \t]*\n\s*")


def paragraph(surface: str) -> str:
    """`surface` without outer white space and empty lines, non-breaking blanks as blanks."""
    return _BLANKS_AROUND_BREAK.sub("\n", surface.replace("\u00a0", " ")).strip()


def joined(blocks: Sequence[str]) -> str:
    """The text of a document from its paragraphs and table rows: an empty line parts them, none parts rows."""
    out: list[str] = []
    for block in blocks:
        if out:
            rows = block.startswith("|") and out[-1].endswith("|")
            out.append("\n" if rows else "\n\n")
        out.append(block)
    return "".join(out) + "\n" if out else ""


def table_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Each row as a block of lines: «| a | b |», or cell by cell between lines of a single bar.

    The latter keeps the paragraphs of cells, on which letterheads and signatures depend, but cannot show an empty
    cell: it serves rows without one, and tables that only set two columns of text side by side.
    """
    beside = all(sum(bool(cell) for cell in cells) <= 2 for cells in rows)
    for cells in rows:
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        by_line = any(len(cell) > 1 or "\n" in cell[0] for cell in filled)
        if by_line and (beside or len(filled) == len(cells)):
            yield "\n".join(["|", *(line for cell in filled for line in (*cell, "|"))])
        else:
            yield "| " + " | ".join(" ".join(" ".join(cell).split()) for cell in cells) + " |"
