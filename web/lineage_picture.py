"""A picture of a tree of documents, from left to right, drawn by the page as SVG with real links.

The list and the table beside it say the same; the picture shows at a glance how many steps there are, and through what.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cancu.web.lineage import Lineage, Node

ROW, COLUMN, WIDTH, HEIGHT = 58, 320, 270, 46
"""Pixels from row to row and from column to column, and the size of a box."""
LONGEST = 34
"""Letters that fit in one line of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A document at its place: its upper left corner in pixels, name and issuer cut to fit, the whole in `title`."""

    x: int
    y: int
    label: str
    sub: str
    title: str
    href: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes, the paths of the lines between them, and the size in pixels."""

    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    width: int
    height: int


def picture(name: str, lineage: Lineage) -> Picture:
    """The tree of `lineage` with the document `name` at its root."""
    boxes: list[Box] = [Box(0, 0, _cut(name), "", name, "", True)]
    paths: list[str] = []

    def place(nodes: Sequence[Node], depth: int, row: int, parent: int) -> int:
        """Put the nodes and all behind them from `row` on; the first row that is free after them."""
        for node in nodes:
            at = row * ROW
            x = depth * COLUMN
            ref = node.document
            how = "; ".join(way.how for way in node.ways)
            title = ", ".join(part for part in (ref.name, ref.line, how) if part)
            sure = any(way.implements for way in node.ways)
            boxes.append(Box(x, at, _cut(ref.name), _cut(ref.line), title, ref.href, sure))
            start, turn = (depth - 1) * COLUMN + WIDTH, x - (COLUMN - WIDTH) // 2
            paths.append(f"M{start} {parent + HEIGHT // 2}H{turn}V{at + HEIGHT // 2}H{x}")
            row = place(node.children, depth + 1, row, at) if node.children else row + 1
        return row

    rows = max(place(lineage.tree, 1, 0, 0), 1)
    width = max(box.x for box in boxes) + WIDTH
    return Picture(tuple(boxes), tuple(paths), width + 2, rows * ROW - (ROW - HEIGHT) + 2)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
