"""What stands on a page at one height: its words, those that a blank parts together, from left to right."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from cancu.graph.read.overlay import Glyph

APART = 0.45
"""Room, in heights of a letter, that is wider than a blank between words."""
_SAME_HEIGHT = 0.3
"""Heights of a letter by which letters of one line, of several fonts, may stand higher or lower."""
_WORD_GAP = 0.3


class Phrase(NamedTuple):
    """Words in a row that only blanks part."""

    left: float
    right: float
    words: str


class Level(NamedTuple):
    """All that stands at one height of a page; `height` is that of its letters."""

    middle: float
    height: float
    phrases: tuple[Phrase, ...]

    @property
    def opening(self) -> str:
        """The words at the left."""
        return self.phrases[0].words


def levels(lines: Sequence[Sequence[Glyph]]) -> list[Level]:
    """The words of a page from top to bottom, whatever order its file has them in."""
    letters: list[_Letter] = []
    for line in lines:
        for glyph, following in zip_longest(line, line[1:]):
            if glyph.drawn:
                letters.append(_Letter(glyph, following is None or not following.drawn))
    rows: list[list[_Letter]] = []
    for letter in sorted(letters, key=lambda each: -each.glyph.middle):
        glyph = letter.glyph
        if not rows or rows[-1][0].glyph.middle - glyph.middle > _SAME_HEIGHT * (glyph.top - glyph.bottom):
            rows.append([])
        rows[-1].append(letter)
    return [_level(sorted(row, key=lambda each: each.glyph.left)) for row in rows]


class _Letter(NamedTuple):
    glyph: Glyph
    ends_word: bool


def _level(row: Sequence[_Letter]) -> Level:
    height = max(letter.glyph.top - letter.glyph.bottom for letter in row)
    groups: list[list[_Letter]] = []
    end = 0.0
    for letter in row:
        if not groups or letter.glyph.left - end > APART * height:
            groups.append([])
            end = letter.glyph.right
        groups[-1].append(letter)
        end = max(end, letter.glyph.right)
    middle = sum(letter.glyph.middle for letter in row) / len(row)
    return Level(middle, height, tuple(_phrase(group, height) for group in groups))


def _phrase(letters: Sequence[_Letter], height: float) -> Phrase:
    words, end, ended = "", letters[0].glyph.left, False
    for glyph, ends_word in letters:
        words += f" {glyph.char}" if ended or glyph.left - end > _WORD_GAP * height else glyph.char
        end, ended = max(end, glyph.right), ends_word
    return Phrase(letters[0].glyph.left, end, words)
