"""Where phrases stand in a text: those of all readers are looked for in one walk over it."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import chain
from typing import ClassVar

from cancu.graph.read import Text
from cancu.graph.scanning import any_of


class Phrases:
    """Phrases, folded, that are looked for everywhere: whole words, with blanks or marks between them. None of all that
    are looked for may begin another.
    """

    _all: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, phrases: str) -> None:
        self.phrases = frozenset(" ".join(phrase.split()) for phrase in phrases.split(","))
        Phrases._all |= self.phrases

    def spans(self, text: Text, start: int, end: int) -> list[tuple[int, int]]:
        """Where they begin in `start:end` and where each of them ends, in order."""
        spans = _spans(self.phrases, text, self._all)
        return spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))] if spans else spans

    def begin_in(self, text: Text, start: int, end: int) -> bool:
        """Whether one of them begins in `start:end`."""
        spans = _spans(self.phrases, text, self._all)
        first = bisect_left(spans, (start,)) if spans else 0
        return first < len(spans) and spans[first][0] < end


@lru_cache(maxsize=64)
def _spans(phrases: frozenset[str], text: Text, every: frozenset[str]) -> list[tuple[int, int]]:
    """Where some of the phrases stand: few a text, asked for in many stretches."""
    places = _places(text, every)
    return sorted(chain.from_iterable(places[phrase] for phrase in phrases & places.keys()))


@lru_cache(maxsize=4)
def _places(text: Text, phrases: frozenset[str]) -> dict[str, list[tuple[int, int]]]:
    """Where each of the phrases stands."""
    places: dict[str, list[tuple[int, int]]] = {}
    for found in any_phrase(phrases).finditer(text.spaced):
        phrase, start = found[1], found.start()
        known = phrase if phrase in phrases else " ".join(phrase.split())
        places.setdefault(known, []).append((start, start + len(phrase)))
    return places


@lru_cache(maxsize=8)
def any_phrase(phrases: frozenset[str]) -> re.Pattern[str]:
    """Pattern of the blank before one of `phrases` in the `spaced` copy of a text, which stands where they do in it."""
    # The blank before a phrase is found at the speed of C.
    return re.compile(f" (?=({any_of(phrases)}) )".replace("\\ ", " +"))
