"""Where the rows of a table without upright lines begin, told from its lines, the room between rows, and the words."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from cancu.graph.read.columns import Strip, cells, column_of
from cancu.graph.read.phrases import Level, Phrase
from cancu.graph.read.rulings import Ruling

_ROOM = 1.5
"""Points by which the room between rows is wider than that between lines."""
_BLANK = 0.28
"""Width of a blank, in heights of a letter."""
_SLACK = 1.5
_CENTRED = 0.6
"""Heights of a letter by which a number may miss the middle of its row."""
_MOST_CUT = 0.34
"""Share of the rows that may end in a full line: where more do, sentences go on over the ends of rows."""

Page = Sequence[Level]
Pair = tuple[int, int]


class Marks(NamedTuple):
    """The levels that open rows by their numbers, in order, the head's first; those of `groups` name groups of rows."""

    places: Sequence[int]
    groups: Set[int]


def cuts(page: Page, marks: Marks, end: int, parts: Sequence[Strip], rules: Sequence[Ruling]) -> list[int] | None:
    """The level that the row of each mark but the first begins with; None where it is not clear.

    What stands between two marks belongs to the first one up to a line, or to a room wider than any other, or, where
    all cells begin beside the numbers, up to the second.
    """
    pairs = list(pairwise(marks.places))
    ruled = [_by_rule(page, pair, parts, rules) for pair in pairs]
    if any(len(found) > 1 for found in ruled):
        return None
    rows = _Rows(page, marks, end, parts)
    ways: tuple[tuple[Callable[[Pair], int | None], Callable[[Sequence[int]], bool]], ...] = (
        (lambda pair: _by_room(page, pair, marks.groups), rows.centred_or_level),
        (lambda pair: _by_number(pair, marks.groups), lambda starts: rows.level(starts) and not rows.full(starts)),
    )
    for way, shaped in ways:
        found = [min(lines) if lines else way(pair) for lines, pair in zip(ruled, pairs, strict=True)]
        starts = [start for start in found if start is not None]
        if len(starts) == len(found) and (all(ruled) or (rows.whole(starts) and shaped(starts))):
            return starts
    return None


def _by_rule(page: Page, pair: Pair, parts: Sequence[Strip], rules: Sequence[Ruling]) -> set[int]:
    """The levels directly below the lines between two marks that go across all columns."""
    first, second = pair
    between = [
        rule.at
        for rule in rules
        if page[second].middle < rule.at < page[first].middle
        and rule.start < parts[0].left
        and rule.end > parts[-1].right
    ]
    return {next(i for i in range(first, second + 1) if page[i].middle < at) for at in between}


def _by_room(page: Page, pair: Pair, groups: Set[int]) -> int | None:
    """The level below the widest room between two marks."""
    first, second = pair
    if second in groups or second == first + 1:
        return second
    if first in groups:
        return first + 1
    rooms = sorted(((page[i - 1].middle - page[i].middle, i) for i in range(first + 1, second + 1)), reverse=True)
    return rooms[0][1] if rooms[0][0] >= rooms[1][0] + _ROOM else None


def _by_number(pair: Pair, groups: Set[int]) -> int | None:
    first, second = pair
    return None if first in groups and second != first + 1 else second


class _Rows:
    """What the rows of a table hold, column by column, once it is said where each begins."""

    def __init__(self, page: Page, marks: Marks, end: int, parts: Sequence[Strip]) -> None:
        self.page, self.marks, self.end, self.parts = page, marks, end, parts
        lines = [page[i] for i in range(marks.places[0], end) if i not in marks.groups]
        right = max(phrase.right for level in lines for phrase in level.phrases)
        edges = [*(strip.middle for strip in parts), right]
        lefts = list(edges)
        for level in lines:
            for phrase in level.phrases:
                column = column_of(phrase, parts)
                lefts[column] = min(lefts[column], phrase.left)
        self.widths = [edge - left for left, edge in zip(lefts, edges, strict=True)]

    def level(self, starts: Sequence[int]) -> bool:
        """Whether all cells of each row begin beside its number."""
        return all(
            index == mark
            for mark, columns in self._cells(starts)
            if mark not in self.marks.groups
            for (index, _), *_ in columns.values()
        )

    def centred_or_level(self, starts: Sequence[int]) -> bool:
        """Whether each row's number stands beside its first line, or in the middle of its lines."""
        ends = [*starts[1:], self.end]
        return all(
            mark in self.marks.groups
            or mark == start
            or abs((self.page[start].middle + self.page[end - 1].middle) / 2 - self.page[mark].middle)
            <= _CENTRED * self.page[mark].height
            for mark, start, end in zip(self.marks.places[1:], starts, ends, strict=True)
        )

    def whole(self, starts: Sequence[int]) -> bool:
        """Whether no row's end cuts a sentence, and no row holds others without a number."""
        among = any(after.words[0].islower() for ends in self._ends(starts) for _, after in ends.values())
        return not among and not any(self._holds_others(columns) for _, columns in self._cells(starts))

    def full(self, starts: Sequence[int]) -> bool:
        """Whether so many rows end in a line that left no room that their ends may cut sentences."""
        widest = max(range(len(self.widths)), key=lambda column: self.widths[column])
        ends = [ends[widest] for ends in self._ends(starts) if widest in ends]
        return sum(self._goes_on(*pair, widest) for pair in ends) > _MOST_CUT * len(ends)

    def _ends(self, starts: Sequence[int]) -> Iterator[dict[int, tuple[Phrase, Phrase]]]:
        """Of rows that follow on another, the last phrase of that one and their first one, column by column."""
        for (mark, above), (_, below) in pairwise(self._cells(starts)):
            if mark not in self.marks.groups:
                yield {c: (above[c][-1][1], below[c][0][1]) for c in above.keys() & below.keys() if c > 0}

    def _holds_others(self, columns: dict[int, list[tuple[int, Phrase]]]) -> bool:
        """Whether something new begins in two columns at one height below the row's first line."""
        fresh = Counter(
            index
            for column, lines in columns.items()
            for (_, above), (index, below) in pairwise(lines)
            if not self._goes_on(above, below, column)
        )
        return any(count > 1 for count in fresh.values())

    def _goes_on(self, above: Phrase, below: Phrase, column: int) -> bool:
        """Whether the line above left no room for the next word."""
        word = below.words.split(" ")[0]
        width = (below.right - below.left) / len(below.words)
        taken = above.right - above.left + (len(word) + 2 * _BLANK) * width + _SLACK
        return below.words[0].islower() or taken > self.widths[column]

    def _cells(self, starts: Sequence[int]) -> list[tuple[int, dict[int, list[tuple[int, Phrase]]]]]:
        """Each row's mark and the phrases of its columns, with the levels that they stand on; the first row apart."""
        found = []
        for mark, start, end in zip(self.marks.places[1:], starts, [*starts[1:], self.end], strict=True):
            columns: dict[int, list[tuple[int, Phrase]]] = {}
            for index in range(start, end):
                for column, phrase in cells(self.page[index], self.parts).items():
                    columns.setdefault(column, []).append((index, phrase))
            found.append((mark, columns))
        return found
