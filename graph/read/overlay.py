"""Numbers and days that a registry office laid over a signed PDF, put where they stand on the page.

A decision is signed with «Số:     /2025/QĐ-UBND» and «ngày    tháng    năm 2025»; number and day come with a later
signature, whose appearance covers the gap. In the text layer they follow the page's own text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

_STAMP = re.compile(
    r"(?:ký bởi|người ký|thời gian ký|ngày ký|cơ quan|email|digitally signed|signature|signed by|date)\s*:"
    r"|\S@\S+\.\S|\d\d[.:]\d\d[.:]\d\d|[+-]\d\d[:']\d\d",
    re.IGNORECASE,
)
"""What the stamp of a signature says: who signed and when."""
_SAME_LINE = 4.5
"""Points that the lower edges of letters on one line may differ by; lines are 13 apart."""
_BLANK, _COLUMN = 0.05, 0.7
"""Gaps between letters, in heights of the line's tallest: a blank, and what parts two columns."""
_MOST_COLUMNS = 2
_LOOSE_MARK = re.compile(r"(?<=\d) +(?=/)|(?<=\w) +(?=:)")
_MAX_LAID = 2_000
"""Numbers, days and stamps take 200 characters; where more is laid over a page it is the page's text, kept as it
comes.
"""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in points, y upwards; a blank or line break is not drawn and may have no true box."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def drawn(self) -> bool:
        return not self.char.isspace()

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


_SPACE = Glyph(" ", 0, 0, 0, 0)

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def is_stamp(surface: str) -> bool:
    """Whether these lines are the stamp of an electronic signature."""
    return _STAMP.search(surface) is not None


def merged(own: Sequence[Glyph], laid: Sequence[Glyph], boxes: Sequence[Box]) -> list[list[Glyph]]:
    """The page's lines with the words of `laid`, which its annotations at `boxes` show, in their places."""
    lines = lines_of_glyphs(own)
    if len(laid) > _MAX_LAID:
        return [*lines, *lines_of_glyphs(laid)]
    words = [word for part in _by_box(laid, boxes) if not is_stamp(_surface(part)) for word in _words(part)]
    # From right to left, so that each word still finds the characters left of it where they were.
    for word in sorted(words, key=lambda w: -w[0].left):
        _insert(lines, word)
    known = set(laid)
    return [list(_tight(line)) if any(g in known for g in line) else line for line in in_reading_order(lines)]


def lines_of_glyphs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters of a page, line by line."""
    lines: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.char == "\n":
            lines.append([])
        elif glyph.char != "\r":
            lines[-1].append(glyph)
    return lines


def surface(lines: Sequence[Sequence[Glyph]]) -> str:
    """The lines as text."""
    return "\n".join(_surface(line) for line in lines)


def _tight(line: Sequence[Glyph]) -> Iterator[Glyph]:
    """The line without blanks before the marks of a number."""
    loose = {i for blank in _LOOSE_MARK.finditer(_surface(line)) for i in range(*blank.span())}
    return (glyph for index, glyph in enumerate(line) if index not in loose)


def _by_box(laid: Sequence[Glyph], boxes: Sequence[Box]) -> Iterator[list[Glyph]]:
    """The laid characters of each annotation; those of none together."""
    parts: dict[int, list[Glyph]] = {}
    current = -1
    for glyph in laid:
        if glyph.drawn:
            x, y = (glyph.left + glyph.right) / 2, glyph.middle
            current = next((i for i, box in enumerate(boxes) if box[0] <= x <= box[2] and box[1] <= y <= box[3]), -1)
        parts.setdefault(current, []).append(glyph)
    yield from parts.values()


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.drawn:
            if word:
                yield word
            word = []
        else:
            word.append(glyph)
    if word:
        yield word


def _insert(lines: list[list[Glyph]], word: list[Glyph]) -> None:
    """Put `word` behind the last character left of it on its line; where no line has its height, on one of its own."""
    middle = median(g.middle for g in word)
    best = None
    for number, line in enumerate(lines):
        for place, glyph in enumerate(line):
            if not glyph.drawn or not glyph.bottom - 3 <= middle <= glyph.top + 3:
                continue
            distance = abs(glyph.middle - middle)
            left_of = (glyph.left + glyph.right) / 2 < word[0].left + 1
            gap = word[0].left - glyph.right if left_of else 10_000 + glyph.left
            key = (distance > 8, gap)
            if best is None or key < best[0]:
                best = (key, number, place + 1 if left_of else place)
    if best is None:
        lines.append(list(word))
        return
    _, number, place = best
    line = lines[number]
    before = [_SPACE] if place and not line[place - 1].char.isspace() else []
    after = [] if place >= len(line) or line[place].char.isspace() else [_SPACE]
    line[place:place] = [*before, *word, *after]


def in_reading_order(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Lines that the file draws last although they stand above the first one come first: a letterhead laid on top."""
    heights = [median([g.middle for g in line if g.drawn] or [float("nan")]) for line in lines]
    first = next((h for h in heights if h == h), None)
    if first is None:
        return lines
    cut = len(lines)
    while cut > 1 and not heights[cut - 1] <= first + 1:
        cut -= 1
    return set_anew([g for line in lines[cut:] for g in line if g.drawn]) + lines[:cut]


def set_anew(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs as lines from top to bottom, each from left to right, blanks where they stand apart."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.bottom):
        if not rows or rows[-1][-1].bottom - glyph.bottom > _SAME_LINE:
            rows.append([])
        rows[-1].append(glyph)
    return [list(spaced(sorted(row, key=lambda g: g.left))) for row in rows]


def spaced(row: list[Glyph]) -> Iterator[Glyph]:
    """The drawn characters of a line, from left to right, with blanks where they stand apart."""
    height = max(g.top - g.bottom for g in row)
    ends = accumulate((g.right for g in row), max)
    gaps = [0.0, *(glyph.left - end for glyph, end in zip(row[1:], ends, strict=False))]
    # Between columns there are one or two wide gaps; where there are more, the line is drawn out to its margins.
    columns = sum(gap >= _COLUMN * height for gap in gaps) <= _MOST_COLUMNS
    for glyph, gap in zip(row, gaps, strict=True):
        if gap > _BLANK * height:
            yield from [_SPACE] * (4 if columns and gap >= _COLUMN * height else 1)
        yield glyph


def _surface(glyphs: Sequence[Glyph]) -> str:
    return "".join(g.char for g in glyphs)
