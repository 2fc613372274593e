"""The straight lines that a page of a PDF is ruled with: what borders the cells of its tables.

Programs draw a border as a line, as a side of a rectangle, or as a thin bar that is filled; the last in many pieces.
"""

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw

MAX_OBJECTS = 20_000
"""Objects and points of paths that are looked at on one page; dense tables take 5,000, drawings more."""
_MAX_DEPTH = 5
_THIN = 3.0
"""Points that a border is thick at most."""
_SIDES = 5
"""Segments of a rectangle."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Ruling(NamedTuple):
    """A line along one axis: where it stands on the other one, and from where to where it goes, in points."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines of a page, y upwards."""

    level: list[Ruling]
    upright: list[Ruling]


class _TooMany(Exception):
    """The page has more lines than any table."""


def rulings(page: Any) -> Rulings:
    """The lines drawn on `page`; none where they are too many to rule a table."""
    found = Rulings([], [])
    budget = [MAX_OBJECTS]
    try:
        for ends in _of_objects(
            raw.FPDFPage_CountObjects(page),
            partial(raw.FPDFPage_GetObject, page),
            _SAME,
            0,
            budget,
        ):
            _add(found, *ends)
    except _TooMany:
        return Rulings([], [])
    return found


def _add(found: Rulings, one: Point, other: Point) -> None:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    width, height = right - left, top - bottom
    if height <= _THIN < width:
        found.level.append(Ruling((bottom + top) / 2, left, right))
    elif width <= _THIN < height:
        found.upright.append(Ruling((left + right) / 2, bottom, top))


def _of_objects(
    count: int, at: Callable[[int], Any], outer: Matrix, depth: int, budget: list[int]
) -> Iterator[tuple[Point, Point]]:
    """Opposite corners of lines and thin bars, in points of the page."""
    for index in range(count):
        _spend(budget, 1)
        item = at(index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _of_path(item, outer, budget)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _within(_matrix(item), outer)
            parts = raw.FPDFFormObj_CountObjects(item)
            yield from _of_objects(parts, partial(raw.FPDFFormObj_GetObject, item), inner, depth + 1, budget)


def _of_path(path: Any, outer: Matrix, budget: list[int]) -> Iterator[tuple[Point, Point]]:
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroked) or not (fill.value or stroked.value):
        return
    segments = raw.FPDFPath_CountSegments(path)
    if segments <= _SIDES:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
            return
        if min(right.value - left.value, top.value - bottom.value) <= _THIN:
            yield _moved((left.value, bottom.value), outer), _moved((right.value, top.value), outer)
            return
        if not stroked.value:
            return
    _spend(budget, segments)
    matrix = _within(_matrix(path), outer)
    for outline in _outlines(path, segments):
        corners = [_moved(point, matrix) for point in outline]
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


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that moves by `inner`, then by `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _spend(budget: list[int], amount: int) -> None:
    budget[0] -= amount
    if budget[0] < 0:
        raise _TooMany
