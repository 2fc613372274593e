"""Where figures stand in a text: found in one scan, asked for in many stretches."""

import re
from bisect import bisect_left
from functools import lru_cache

from cancu.graph.cite.numbers import shapes
from cancu.graph.read import Text

_FIGURE = re.compile(b"0(?<!00)0*")
"""A figure where all digits are «0»: one letter is scanned for many times as fast as a class."""


def figures(text: Text, start: int, end: int) -> list[int]:
    """Where the figures in `start:end` begin."""
    every = _every(text)
    return every[bisect_left(every, start) : bisect_left(every, end)]


def has_figure(text: Text, start: int, end: int) -> bool:
    """Whether a figure begins in `start:end`."""
    every = _every(text)
    first = bisect_left(every, start)
    return first < len(every) and every[first] < end


@lru_cache(maxsize=4)
def _every(text: Text) -> list[int]:
    return list(map(re.Match.start, _FIGURE.finditer(shapes(text))))
