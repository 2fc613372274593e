"""The straight lines that a page of a PDF is ruled with: what borders the cells of its tables.

Programs draw a border as a line, as a side of a rectangle, or as a thin bar that is filled; the last in many pieces.
"""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw

from cancu.graph.read.drawn import UPRIGHT, Matrix, Point, drawn, matrix_of, moved, within

MAX_POINTS = 20_000
"""Paths and points of paths that are looked at on one page; dense tables take 5,000, drawings more."""
_THIN = 3.0
"""Points that a border is thick at most."""
_SIDES = 5
"""Segments of a rectangle."""


class Ruling(NamedTuple):
    """A line along one axis: where it stands on the other one, and from where to where it goes, in points."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines of a page, y upwards."""

    level: list[Ruling]
    upright: list[Ruling]


def rulings(page: Any, turn: Matrix = UPRIGHT) -> Rulings:
    """The lines drawn on `page`, moved by its `turn`; none where they are too many to rule a table."""
    found = Rulings([], [])
    left = MAX_POINTS
    for path, outer in drawn(page, raw.FPDF_PAGEOBJ_PATH, turn):
        left -= max(1, raw.FPDFPath_CountSegments(path))
        if left < 0:
            return Rulings([], [])
        for ends in _of_path(path, outer):
            _add(found, *ends)
    return found


def _add(found: Rulings, one: Point, other: Point) -> None:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    width, height = right - left, top - bottom
    if height <= _THIN < width:
        found.level.append(Ruling((bottom + top) / 2, left, right))
    elif width <= _THIN < height:
        found.upright.append(Ruling((left + right) / 2, bottom, top))


def _of_path(path: Any, outer: Matrix) -> Iterator[tuple[Point, Point]]:
    """Opposite corners of lines and thin bars, in points of the page."""
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroked) or not (fill.value or stroked.value):
        return
    segments = raw.FPDFPath_CountSegments(path)
    if segments <= _SIDES:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
            return
        if min(right.value - left.value, top.value - bottom.value) <= _THIN:
            yield moved((left.value, bottom.value), outer), moved((right.value, top.value), outer)
            return
        if not stroked.value:
            return
    matrix = within(matrix_of(path), outer)
    for outline in _outlines(path, segments):
        corners = [moved(point, matrix) for point in outline]
        if stroked.value:
            yield from pairwise(corners)
        else:
            across, along = [p[0] for p in corners], [p[1] for p in corners]
            yield (min(across), min(along)), (max(across), max(along))


def _outlines(path: Any, segments: int) -> Iterator[list[Point]]:
    """The points of each part of the path that is made of straight lines alone."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    straight = True
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if straight and len(points) > 1:
                yield points
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        if raw.FPDFPathSegment_GetPoint(segment, x, y):
            points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if straight and len(points) > 1:
        yield points
