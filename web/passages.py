"""Passages of a held text around a place: the sentences in which something stands, with line breaks made sane."""

import re
from dataclasses import dataclass

SENTENCE = 360
"""Characters of the text shown on each side of a place, at most."""

_NEW_BLOCK = r"\n[ \t]*\n|\f|\n(?=[ \t]*(?:[-+•*]|\(?\w{1,3}[.)])\s)"
"""An empty line, a new page, or a line that begins an item."""
_BEGINS = re.compile(rf"(?<=[.;!?…])\s+|{_NEW_BLOCK}")
_ENDS = re.compile(rf"[.;!?…](?=\s|$)|{_NEW_BLOCK}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in three pieces, the middle one being what is meant; `cut`: whether it goes on before and after."""

    before: str
    marked: str
    after: str
    cut: tuple[bool, bool] = (False, False)


def around(text: str, start: str, end: str) -> Passage | None:
    """The sentences of `text` that hold the characters from `start` to `end`; None where there are no such."""
    if not (start.isdecimal() and end.isdecimal()) or not 0 <= int(start) < int(end) <= len(text):
        return None
    first, last = int(start), int(end)
    low, high = max(0, first - SENTENCE), min(len(text), last + SENTENCE)
    begins = [found.end() for found in _BEGINS.finditer(text, low, first)]
    ends = _ENDS.search(text, last, high)
    begin = begins[-1] if begins else _word_start(text, low)
    stop = ends.end() if ends else _word_end(text, high)
    return Passage(
        _sane(text[begin:first]).lstrip(),
        _sane(text[first:last]),
        _sane(text[last:stop]).rstrip(),
        (not begins and begin > 0, ends is None and stop < len(text)),
    )


def whole(text: str, start: str, end: str) -> Passage | None:
    """The characters from `start` to `end` themselves, cut after some length."""
    if not (start.isdecimal() and end.isdecimal()) or not 0 <= int(start) < int(end) <= len(text):
        return None
    stop = min(int(end), int(start) + 2 * SENTENCE)
    kept = _word_end(text, stop) if stop < int(end) else stop
    return Passage("", _sane(text[int(start) : kept]).strip().lstrip("-–+• "), "", (False, kept < int(end)))


def _word_start(text: str, at: int) -> int:
    return 0 if at == 0 else text.find(" ", at) + 1 or at


def _word_end(text: str, at: int) -> int:
    return at if at >= len(text) else max(text.rfind(" ", 0, at), 0) or at


def _sane(text: str) -> str:
    """White space of any kind as one space, markup of tables and bold print left out."""
    return re.sub(r"\s+", " ", re.sub(r"[|*#]+|_{2,}", " ", text))
