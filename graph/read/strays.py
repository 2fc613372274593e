"""Letters that a PDF draws after the rest of their line, or each as a line of its own, put back in their places.

A program that takes Vietnamese letters from a second font writes «S : 45/KH-UBND ố»: on the page they stand right, in
the text layer at the line's end, or every change of font ends a line.
"""

import re
from collections.abc import Sequence

from cancu.graph.read.overlay import Glyph, lines_of_glyphs, spaced

_ALONE = re.compile(r"(?<![^\s])[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]{1,3}(?![^\s])")
"""A word of nothing but such letters; «ở», «ạ» are the few that are words."""
_WORD = re.compile(r"\S+")
_BROKEN, _FEW = 0.5, 20
"""Share of lines of one or two characters above which lines are broken, on a page of so many."""
_SHARE = 0.12
"""Share of the words above which a page has strays: good pages measure up to 0.06, damaged ones 0.25 and more."""


def has_strays(page: str) -> bool:
    """Whether so many Vietnamese letters stand alone that they must have left their words."""
    words = len(_WORD.findall(page))
    return words > 0 and len(_ALONE.findall(page)) > max(1, _SHARE * words)


def is_scattered(page: str) -> bool:
    """Whether most lines are a letter or two."""
    lines = [line.strip() for line in page.splitlines()]
    return len(lines) >= _FEW and sum(0 < len(line) <= 2 for line in lines) > _BROKEN * len(lines)


def in_place(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The lines of a page, the letters of each in the order in which they stand on it."""
    return [_line(line) for line in lines_of_glyphs(glyphs)]


def _line(glyphs: Sequence[Glyph]) -> list[Glyph]:
    drawn = sorted((g for g in glyphs if g.drawn), key=lambda g: g.left)
    return list(spaced(drawn)) if drawn else []
