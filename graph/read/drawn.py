"""The objects that a page of a PDF draws, those in its forms included, each with what moves it to its place."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from pypdfium2 import raw

_MAX_DEPTH = 5

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
TURNED: dict[int, Matrix] = {0: UPRIGHT, 90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}
"""What turns the points of a page as its readers see it, by the degrees it is turned."""


def drawn(page: Any, kind: int, turn: Matrix = UPRIGHT) -> Iterator[tuple[Any, Matrix]]:
    """Objects of the `kind`, and the matrix of the forms around each and of the page's `turn`.

    They are handles of the library, for its speed: a page may hold a hundred thousand.
    """
    return _among(partial(raw.FPDFPage_GetObject, page), raw.FPDFPage_CountObjects(page), kind, turn, 0)


def _among(at: Any, count: int, kind: int, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    for index in range(count):
        item = at(index)
        found = raw.FPDFPageObj_GetType(item)
        if found == kind:
            yield item, outer
        elif found == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inside = partial(raw.FPDFFormObj_GetObject, item)
            parts = raw.FPDFFormObj_CountObjects(item)
            yield from _among(inside, parts, kind, within(matrix_of(item), outer), depth + 1)


def matrix_of(item: Any) -> Matrix:
    """What moves the points of an object to where they stand in its form or page."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return UPRIGHT
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def within(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that moves by `inner`, then by `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(point: Point, matrix: Matrix) -> Point:
    """Where the matrix moves a point."""
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
