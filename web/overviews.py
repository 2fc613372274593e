"""Answers of saved questions as their pages show them, remembered for the life of a version."""

from dataclasses import dataclass
from functools import partial

from cancu.graph.kept import Kept
from cancu.graph.saved import Bound, SavedQuery
from cancu.web import two_way
from cancu.web.apart import may_be_large
from cancu.web.bars import Chart
from cancu.web.cells import Cell, cells_of
from cancu.web.charting import chart_of
from cancu.web.outlines import SHOWN, Outline, keep_outline, kept_outline, outline_of
from cancu.web.pivoting import Asked, Pivot, Sorting
from cancu.web.site import knowledge, once_a_version

CELLS = 100_000
"""Cells of the pages that are remembered, some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The first rows, how many there are, what sorts them, and their chart."""

    count: int
    rows: list[list[Cell]]
    sorting: Sorting
    chart: Chart | None


def overview(asked: SavedQuery, bound: Bound, *, of_everything: bool) -> Overview:
    """What the page of an answer shows; `of_everything` where the question was given no value.

    Raises UnknownLengthError.
    """
    if not knowledge().answers_stay:
        return _shown(asked, outline_of(asked, knowledge().rows(bound)))
    kept = once_a_version("overviews", lambda: Kept[Overview](CELLS, _cells))
    return kept.get(bound.sparql, lambda: _shown(asked, _outline(asked, bound, of_everything)))


def crossing(bound: Bound, chosen: Asked) -> Pivot:
    """The two-way table of an answer as its page shows it."""
    make = partial(_crossing, bound, chosen)
    if not knowledge().answers_stay:
        return make()
    kept = once_a_version("two-way", lambda: Kept[Pivot](CELLS, lambda made: len(made.lines) * (len(made.heads) + 1)))
    return kept.get(f"{chosen}\n{bound.sparql}", make)


def _crossing(bound: Bound, chosen: Asked) -> Pivot:
    return two_way.on_page(knowledge().rows(bound), chosen, two_way.of_saved)


def _shown(asked: SavedQuery, outline: Outline) -> Overview:
    rows = cells_of(outline.first, SHOWN)
    return Overview(outline.count, rows, outline.sorting, chart_of(asked, outline.bars))


class UnknownLengthError(Exception):
    """Of so many data nobody knows yet how long the answer is: it is to be made apart."""


def _outline(asked: SavedQuery, bound: Bound, lasting: bool) -> Outline:
    """An answer in short, as another process kept it with the version; of a question that everybody asks alike it is
    kept here too.

    Raises UnknownLengthError.
    """
    folder = knowledge().version.folder
    known = kept_outline(folder, asked, bound.sparql)
    if known is None:
        if lasting and may_be_large():
            raise UnknownLengthError
        known = outline_of(asked, knowledge().rows(bound))
        if lasting:
            keep_outline(folder, asked, bound.sparql, known)
    return known


def _cells(overview: Overview) -> int:
    return (len(overview.rows) + 1) * max(len(overview.sorting.apt), *(len(row) for row in overview.rows), 1)
