"""Columns that white space alone parts: the strips of a page on which no row of a table has words.

A strip is the side of a column only where what follows it is set to one side or to the middle; room that words leave by
chance is followed by words that begin anywhere.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cancu.graph.read.phrases import APART, Level, Phrase

_ALIGNED = 2.0
_SHARE = 0.7
"""How many of a column's lines begin, end or have their middle at one place, within so many points."""
_LEAST = 2
_CORE = 4.0


class Strip(NamedTuple):
    """White space from top to bottom of a table."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def core(self) -> "Strip":
        """What of it must stay white on the pages that the table goes on over."""
        half = min(_CORE, self.right - self.left) / 2
        return Strip(self.middle - half, self.middle + half)


def strips(rows: Sequence[Level], others: Sequence[Level] = ()) -> list[Strip]:
    """What parts the columns of the numbered `rows` and of the lines `others` between them.

    A line that lies across columns, such as the name of a group, does not count.
    """
    if len(rows) < _LEAST:
        return []
    least = APART * max(row.height for row in rows)
    full = [*rows, *(row for row in others if len(row.phrases) > 1)]
    found = _free([phrase for row in full for phrase in row.phrases], least)
    for row in others:
        if len(row.phrases) == 1 and not crossed(row, found):
            found = [piece for strip in found for piece in _left_by(row.phrases[0], strip, least)]
    lines = [*rows, *(row for row in others if not crossed(row, found))]
    return [strip for column, strip in enumerate(found, start=1) if _set(lines, found, column)]


def beside(parts: Sequence[Strip], titles: Sequence[Level]) -> list[Strip]:
    """What the titles of columns leave of the strips; a title above several columns takes nothing."""
    left = list(parts)
    for title in titles:
        for phrase in title.phrases:
            pieces = [_left_by(phrase, strip, APART * title.height) for strip in left]
            left = [piece[0] for piece in pieces] if all(len(piece) == 1 for piece in pieces) else left
    return left


def crossed(row: Level, parts: Sequence[Strip]) -> list[Strip]:
    """The strips that a phrase of the row lies across."""
    return [strip for strip in parts if any(p.left < strip.left and strip.right < p.right for p in row.phrases)]


def fits(row: Level, parts: Sequence[Strip]) -> bool:
    """Whether each phrase of the row stands in one column."""
    return all(len(spanned(phrase, parts)) == 1 for phrase in row.phrases)


def filled(rows: Sequence[Level], parts: Sequence[Strip]) -> bool:
    """Whether words that more than a blank parts fill the width of their column, as those drawn out to its sides do.

    Where they do not, they stand in two columns between which no strip was found.
    """
    widths: dict[int, tuple[float, float]] = {}
    held = [cells(row, parts) for row in rows]
    for column, phrase in (item for found in held for item in found.items()):
        left, right = widths.get(column, (phrase.left, phrase.right))
        widths[column] = min(left, phrase.left), max(right, phrase.right)
    for row, found in zip(rows, held, strict=True):
        drawn_out = {column for column, phrase in found.items() if phrase not in row.phrases}
        sides = ((found[column], widths[column]) for column in drawn_out)
        if any(abs(p.left - left) > _ALIGNED or abs(p.right - right) > _ALIGNED for p, (left, right) in sides):
            return False
    return True


def column_of(phrase: Phrase, parts: Sequence[Strip]) -> int:
    """The column that a phrase begins in."""
    return sum(phrase.left >= strip.middle for strip in parts)


def cells(row: Level, parts: Sequence[Strip]) -> dict[int, Phrase]:
    """What stands in each column of a row, drawn out words put together."""
    found: dict[int, Phrase] = {}
    for phrase in row.phrases:
        column = column_of(phrase, parts)
        before = found.get(column)
        found[column] = Phrase(before.left, phrase.right, f"{before.words} {phrase.words}") if before else phrase
    return found


def spanned(phrase: Phrase, parts: Sequence[Strip]) -> range:
    """The columns that a phrase reaches into."""
    return range(column_of(phrase, parts), sum(phrase.right > strip.middle for strip in parts) + 1)


def _free(phrases: Sequence[Phrase], least: float) -> list[Strip]:
    found: list[Strip] = []
    end = None
    for phrase in sorted(phrases):
        if end is not None and phrase.left - end >= least:
            found.append(Strip(end, phrase.left))
        end = phrase.right if end is None else max(end, phrase.right)
    return found


def _left_by(phrase: Phrase, strip: Strip, least: float) -> list[Strip]:
    """What a phrase leaves of a strip, where that is more than a blank."""
    if phrase.right <= strip.left or phrase.left >= strip.right:
        return [strip]
    pieces = Strip(strip.left, phrase.left), Strip(phrase.right, strip.right)
    return [piece for piece in pieces if piece.right - piece.left >= least]


def _set(lines: Sequence[Level], parts: Sequence[Strip], column: int) -> bool:
    """Whether the lines of a column begin, end, or have their middle, at one place."""
    inside = [held[column] for line in lines if column in (held := cells(line, parts))]
    places = (
        [p.left for p in inside],
        [p.right for p in inside],
        [(p.left + p.right) / 2 for p in inside],
    )
    return bool(inside) and any(_together(each) >= _SHARE * len(inside) for each in places)


def _together(places: Sequence[float]) -> int:
    return max(sum(abs(one - other) <= _ALIGNED for other in places) for one in places)
