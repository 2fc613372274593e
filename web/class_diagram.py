"""A picture of how the classes hang together, laid out here and drawn by the page as SVG with real links.

A class stands one step to the right of the class through which it is first reached from the root; of several relations
that could be drawn to it, it is the one that the data use most. The page gives all of them as text.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

ROW, COLUMN, WIDTH, HEIGHT, MARGIN = 46, 343, 194, 32, 8
"""Pixels from row to row and from column to column, the size of a box, and what is left free around the picture."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation from the class `source` to the class `target`, all three IRIs, and how often the data use it."""

    source: str
    relation: str
    target: str
    uses: int


@dataclass(frozen=True, slots=True)
class Box:
    """A class at its place, its upper left corner in pixels."""

    iri: str
    label: str
    x: int
    y: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Line:
    """A relation between two boxes; `forward` when it points to the right. The label stands at (`x`, `y`)."""

    path: str
    relation: str
    label: str
    x: int
    y: int
    forward: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and lines, and the size of the picture in pixels."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def diagram(root: str, edges: Sequence[Edge], labels: dict[str, str]) -> Diagram:
    """The classes reached from `root` along `edges`, either way, as a tree from left to right."""
    reached = _tree(root, edges)
    children: dict[str, list[str]] = defaultdict(list)
    for iri, (parent, _) in reached.items():
        children[parent].append(iri)
    boxes: dict[str, Box] = {}

    def place(iri: str, depth: int, row: int) -> int:
        """Put the class and all behind it from `row` on; the first row that is free after them."""
        boxes[iri] = Box(iri, labels.get(iri, iri), MARGIN + depth * COLUMN, MARGIN + row * ROW)
        free = row
        for child in sorted(children[iri], key=lambda c: (not children[c], labels.get(c, c))):
            free = place(child, depth + 1, free)
        return max(free, row + 1)

    rows = place(root, 0, 0)
    lines = tuple(_line(boxes[parent], boxes[iri], edge, labels) for iri, (parent, edge) in reached.items())
    width = max(box.x for box in boxes.values()) + WIDTH + MARGIN
    return Diagram(tuple(boxes.values()), lines, width, rows * ROW - (ROW - HEIGHT) + 2 * MARGIN)


def _tree(root: str, edges: Sequence[Edge]) -> dict[str, tuple[str, Edge]]:
    """Of each class but the root: the class before it and the relation between the two."""
    beside: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for edge in edges:
        beside[edge.source].append((edge.target, edge))
        beside[edge.target].append((edge.source, edge))
    reached: dict[str, tuple[str, Edge]] = {}
    last = {root}
    while last:
        steps = [(edge, here, other) for here in last for other, edge in beside[here]]
        steps.sort(key=lambda step: (-step[0].uses, step[0].relation, step[1]))
        before = {root, *reached}
        for edge, here, other in steps:
            if other not in before:
                reached.setdefault(other, (here, edge))
        last = reached.keys() - before
    return reached


def _line(parent: Box, child: Box, edge: Edge, labels: dict[str, str]) -> Line:
    start, end = parent.x + WIDTH, child.x
    above, below = parent.y + HEIGHT // 2, child.y + HEIGHT // 2
    turn = start + 12
    path = f"M{start} {above}H{turn}V{below}H{end}" if above != below else f"M{start} {above}H{end}"
    label = labels.get(edge.relation, edge.relation)
    return Line(path, edge.relation, label, (turn + end) // 2 + 2, below - 5, edge.target == child.iri)
