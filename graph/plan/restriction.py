"""Marks that keep a paper from the public: MẬT, TỐI MẬT, TUYỆT MẬT, «Lưu hành nội bộ».

A mark stands by itself, in a cell, on a line or after the number; the same word inside a sentence is none.
"""

import re

from cancu.graph.fold import fold
from cancu.graph.plan.lines import clean
from cancu.graph.read import Text
from cancu.graph.read.quality import GOOD

_CELLS = re.compile(r"\s{2,}|[|\t]")
_SECRET = re.compile(
    r"(?:(?:do|muc|dau) (?:do )?mat\W{1,3})?(?:tai lieu |van ban |ban )?(?P<degree>(?:t[o06e]i |tuy[e6]t )?mat)"
)
_INTERNAL = re.compile(
    r"(?:tai lieu |van ban |ban |chi )?(?P<degree>l[a-z]{1,2} ?h[a-z]nh n[a-z0-9]{1,2}i b[a-z0-9]{1,2})"
)
_AFTER_NUMBER = re.compile(r"^s[o06]\b.{0,40}\S(?:\s+|\()(?P<degree>(?:t[o06e]i |tuy[e6]t )?mat)\)?$")
_LOOK_ALIKE = re.compile(r"m(?!ật)[ăâáàảãạắằẳẵặấầẩẫ]\w*t", re.IGNORECASE)
_LETTERS_ALONE = re.compile(r"[^\w]+")
_HEAD_LINES = 40
_BELOW_TITLE = 240
"""Characters below the title where a mark in brackets may stand."""
_TOP_LINES = 3
"""Lines at the top of every page where a stamp may stand."""
SECRET, TOP_SECRET, MOST_SECRET, INTERNAL = "MẬT", "TỐI MẬT", "TUYỆT MẬT", "Lưu hành nội bộ"


def restriction(text: Text, title_start: int, title_end: int) -> str | None:
    """The mark that a document bears in its head or on top of a page, as officials write it; None without one."""
    for start, line in _marked_lines(text.content, title_start, title_end):
        good = text.quality_at(start) == GOOD
        for cell in (line, *_CELLS.split(line)):
            if (mark := _mark(clean(cell), good)) is not None:
                return mark
    return None


def _marked_lines(content: str, title_start: int, title_end: int) -> list[tuple[int, str]]:
    """Lines where marks stand, with their offsets: the head to a little below the title, the tops of pages.

    A title broken over lines («… bảo vệ bí / mật») is none of them.
    """
    found: list[tuple[int, str]] = []
    start, on_page = 0, 0
    for count, line in enumerate(re.split(r"(?<=[\n\f])", content)):
        on_page = 0 if content[start - 1 : start] == "\f" else on_page
        on_page += bool(line.strip())
        in_head = start <= title_end + _BELOW_TITLE if title_end else count < _HEAD_LINES
        in_title = title_start < start < title_end
        if line.strip() and not in_title and (in_head or 0 < on_page <= _TOP_LINES):
            found.append((start, line))
        start += len(line)
    return found


def _mark(cell: str, good: bool) -> str | None:
    """The mark that a cell is; a word in lower case goes on a sentence."""
    words = _LETTERS_ALONE.sub(" ", fold(cell)).strip()
    if cell[:1].islower():
        return None
    if _INTERNAL.fullmatch(words):
        return INTERNAL
    after_number = _AFTER_NUMBER.match(fold(cell).strip()) if cell.rstrip(" )")[-3:].isupper() else None
    found = _SECRET.fullmatch(words) or after_number
    if found is None or (good and _LOOK_ALIKE.search(cell)):
        return None
    degree = found["degree"]
    return MOST_SECRET if degree.startswith("tu") else TOP_SECRET if degree.startswith("t") else SECRET
