"""How wide the lines of a text are, where they were broken, and whether blank lines part its paragraphs."""

import re
from functools import lru_cache

from cancu.graph.read.text import Text

BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BREAK = re.compile(r"\n\s*")
_LOW, _HIGH = 0.1, 0.9
"""Share of line breaks that are blank lines, between which blank lines part paragraphs."""


def wrap_width(text: Text) -> int | None:
    """Column at which the lines of `text` were broken; None where blank lines part the paragraphs."""
    inside, _ = _breaks(text)
    return None if _are_parting(*inside) else usual_length(text)


def parts_paragraphs(text: Text) -> bool:
    """Whether blank lines part the paragraphs of `text`; where every line is followed by one they say nothing."""
    _, every = _breaks(text)
    return _are_parting(*every)


def _are_parting(breaks: int, blank_lines: int) -> bool:
    return breaks > 0 and _LOW < blank_lines / breaks < _HIGH


@lru_cache(maxsize=4)
def _breaks(text: Text) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many line breaks, and blank lines, stand between the first and the last word, and how many in all."""
    content = text.content
    first, last = len(content) - len(content.lstrip()), len(content.rstrip())
    stretches = (first, last), (0, first), (last, len(content))
    breaks, blank_lines = (
        [len(pattern.findall(content, start, end)) for start, end in stretches] for pattern in (_BREAK, BLANK_LINE)
    )
    return (breaks[0], blank_lines[0]), (sum(breaks), sum(blank_lines))


@lru_cache(maxsize=2)
def usual_length(text: Text) -> int:
    """What nine in ten lines of `text` do not exceed, in characters."""
    lengths = sorted(filter(None, map(len, map(str.strip, text.content.split("\n")))))
    return lengths[len(lengths) * 9 // 10] if lengths else 0
