"""The characters of a PDF page's text layer, each in its box."""

import ctypes
from statistics import median
from typing import Any

from pypdfium2 import raw

from cancu.graph.read.drawn import UPRIGHT, Matrix, moved
from cancu.graph.read.overlay import Glyph

_FONT_HEIGHT, _BELOW_LINE = 1.6, 0.2
"""Height of a font, in heights of most of its letters, and the share of it below the line."""


def glyphs(textpage: Any, turn: Matrix = UPRIGHT) -> list[Glyph]:
    """The characters of a page as its readers see them, `turn` being what turns it, in the order of the file."""
    return _upright(textpage) if turn is UPRIGHT else glyphs_on_lines(textpage, turn)


def ends_above_its_beginning(textpage: Any) -> bool:
    """Whether the last character of the file stands higher on the page than the first: the head was drawn last."""
    count = textpage.count_chars()
    ends = []
    for places in (range(count), range(count - 1, -1, -1)):
        drawn = next((i for i in places if not _character(textpage, i).isspace()), None)
        if drawn is None:
            return False
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(textpage, drawn, box)
        ends.append(box)
    return bool(ends[1].bottom > ends[0].top)


def _upright(textpage: Any) -> list[Glyph]:
    # The box of the font, not that of the ink: all letters of a line then have the same height.
    box = raw.FS_RECTF()
    found = []
    for index in range(textpage.count_chars()):
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        found.append(Glyph(_character(textpage, index), box.left, box.bottom, box.right, box.top))
    return found


def glyphs_on_lines(textpage: Any, turn: Matrix = UPRIGHT) -> list[Glyph]:
    """The same, all as high above the line that they stand on as most of the page are, whatever their fonts say.

    Boxes of the font are given for upright letters only, and by some programs for no letter.
    """
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    box = raw.FS_RECTF()
    set_: list[tuple[str, float, float, float]] = []
    inked: list[float] = []
    loose: list[float] = []
    for index in range(textpage.count_chars()):
        raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        one, other = moved((left.value, bottom.value), turn), moved((right.value, top.value), turn)
        start, end = min(one[0], other[0]), max(one[0], other[0])
        char = _character(textpage, index)
        inked += [] if char.isspace() else [abs(other[1] - one[1])]
        if turn is UPRIGHT:
            raw.FPDFText_GetLooseCharBox(textpage, index, box)
            start, end = box.left, box.right
            loose += [] if char.isspace() else [box.top - box.bottom]
        raw.FPDFText_GetCharOrigin(textpage, index, left, top)
        set_.append((char, start, end, moved((left.value, top.value), turn)[1]))
    height = max(_FONT_HEIGHT * median(inked or [0.0]), median(loose or [0.0]))
    below, above = _BELOW_LINE * height, (1 - _BELOW_LINE) * height
    return [Glyph(char, start, line - below, end, line + above) for char, start, end, line in set_]


def _character(textpage: Any, index: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, index)
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF else "\ufffd"
