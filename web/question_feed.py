"""A saved question as an Atom feed: the rows of its answer that the version before did not have."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from flask import Blueprint, Response

from cancu.graph import names
from cancu.graph.engine import Table, Term
from cancu.graph.saved import SavedQuery
from cancu.web import address, present
from cancu.web.apart import answer_apart, is_large
from cancu.web.asking import check_rate
from cancu.web.atom import Entry, feed_of
from cancu.web.cells import Cell, cells_of, heading
from cancu.web.errors import ProblemError
from cancu.web.questions import answered, given_values
from cancu.web.site import knowledge
from cancu.web.updates import earlier_version

question_feed = Blueprint("question_feed", __name__)

MOST = 100
"""Rows with an entry of their own; of more the feed tells how many."""
_PLACES = frozenset({"order", "start", "end"})
"""Where in its paper a thing stands moves with every other word of the paper."""

Row = tuple[Term | None, ...]


@question_feed.get("/queries/<name>.atom")
def feed(name: str) -> Response:
    """The new rows of a question with these parameters; none where no version came before."""
    asked = knowledge().saved.get(name)
    if asked is None:
        raise ProblemError.not_found(name)
    given = given_values(asked, frozenset({"v", "lang"}))
    check_rate()
    if not any(given.values()) and is_large(asked):
        return answer_apart()
    answer = answered(asked, given, "atom")
    earlier = earlier_version(knowledge())
    found = new_rows(earlier.engine.select(answer.bound.sparql), answer.table) if earlier else []
    page, here = address.question(name, **given), address.question(f"{name}.atom", **given)
    values = present.joined(given.values(), ", ")
    title = f"Căn Cứ: {asked.title_vi}{f' ({values})' if values else ''}"
    return feed_of(f"{names.ROOT}{page.removeprefix('/')}", title, page, here, entries(asked, found, page))


def new_rows(earlier: Table, now: Table) -> list[Row]:
    """The rows that were not there before, in their order; rows that only moved within their paper were."""
    at = [i for i, column in enumerate(now.columns) if column not in _PLACES]
    left = Counter(tuple(row[i] for i in at) for row in earlier.rows)
    found = []
    for row in now.rows:
        key = tuple(row[i] for i in at)
        if left[key]:
            left[key] -= 1
        else:
            found.append(row)
    return found


def entries(asked: SavedQuery, found: Sequence[Row], page: str) -> list[Entry]:
    """An entry a row: what its first cells say, the rest beneath, and where the first of them leads."""
    shown = cells_of(Table(asked.columns, tuple(found[:MOST])), MOST)
    made = [
        Entry(
            f"{names.ROOT}queries/{asked.name}#{_digest(row)}",
            present.joined((cell.text for cell in cells[:3]), ", ") or asked.title_vi,
            next((cell.href for cell in cells if cell.href), page),
            _told(asked, cells),
        )
        for row, cells in zip(found, shown, strict=False)
    ]
    if len(found) > MOST:
        more = f"Còn {present.integer(len(found) - MOST)} dòng mới khác"
        made.append(Entry(f"{names.ROOT}queries/{asked.name}#more", more, page, "Xem cả câu trả lời ở trang câu hỏi."))
    return made


def _told(asked: SavedQuery, cells: Sequence[Cell]) -> str:
    pairs = zip(asked.columns, cells, strict=True)
    return present.joined(f"{heading(column, asked.name)}: {cell.text}" for column, cell in pairs if cell.text)


def _digest(row: Row) -> str:
    return sha256("\n".join(map(str, row)).encode()).hexdigest()[:16]
