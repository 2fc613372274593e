"""Lines that stand at the head or foot of page after page: running titles, addresses, «Trang 3/10»."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from cancu.graph.read.layout import LETTERHEAD

Line = TypeVar("Line")

_LEAST_PAGES, _LEAST_SHARE = 3, 0.6
"""A line is a running one on so many pages, and on such a share of those behind the first."""
_MOST_LINES = 8
_HEADING = re.compile(
    r"\W*(?:phụ\s+lục|mẫu|biểu|bảng|danh\s+mục|điều|chương|phần|mục|kế\s+hoạch|quyết\s+định|nghị\s+quyết|thông\s+báo)"
    r"(?:\s+(?:số\s+)?[\dIVX]+)?\W*",
    re.IGNORECASE,
)
"""What may open several pages and is text on each: the annexes of a paper, the papers of a file."""


def without_running(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without those that all pages have at the top, or at the bottom.

    A letterhead may be repeated too; the first page keeps it.
    """
    rest = list(pages)
    for place in (0, -1):
        for _ in range(_MOST_LINES):
            shorter = _without(rest, place)
            if shorter == rest:
                break
            rest = shorter
    if rest and any(isinstance(line, str) and LETTERHEAD.search(line) for line in pages[0][: -len(rest[0])]):
        rest[0] = pages[0]
    return rest


def _without(pages: Sequence[list[Line]], place: int) -> list[list[Line]]:
    rest = [page[1:] if place == 0 else page[:-1] for page in pages]
    said = [_said(page[place], number) if page else None for number, page in enumerate(pages, start=1)]
    running = {words for words in said if words and _runs(words, said, rest)}
    return [shorter if words in running else page for page, shorter, words in zip(pages, rest, said, strict=True)]


def _runs(words: str, said: Sequence[str | None], rest: Sequence[list[Line]]) -> bool:
    """Whether the line stands on most pages, and those are different pages, not one again and again."""
    held = [shorter for other, shorter in zip(said, rest, strict=True) if other == words]
    if len(held) < max(_LEAST_PAGES, _LEAST_SHARE * (len(rest) - 1)):
        return False
    return all(one and one != other for one, other in pairwise(held))


def _said(line: object, number: int) -> str | None:
    """What a line says apart from the number of its page; None where it may be a heading."""
    if not isinstance(line, str) or _HEADING.fullmatch(line):
        return None
    return re.sub(rf"\b0*{number}(?:\s*/\s*\d{{1,4}})?\b", "#", " ".join(line.split()))
