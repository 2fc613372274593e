"""The registry's bodies that a text names, looked for stretch by stretch where readers ask for them."""

from bisect import bisect_left, bisect_right, insort
from datetime import date

from cancu.graph.plan.lines import stops
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body, Printed, Registry

_MARKS = "*_#"
_WORD = 3
"""Letters before a full stop that end a sentence: those of a shorter word may be an abbreviation («TP. Hà Nội»)."""


class NamedBodies:
    """Where bodies begin → where their names end, and the body.

    Readers ask at the beginnings of few sentences, while most of a text names nobody who matters. No name and no list
    of names goes on behind a full stop or «;»: what stands between two is looked through when it is first asked for.
    """

    def __init__(self, text: Text, registry: Registry, place: Area | None, on: date | None) -> None:
        content, folded = text.content, text.folded
        for mark in _MARKS:
            content, folded = content.replace(mark, " "), folded.replace(mark, " ")
        self._printed = Printed(content, folded, text.spaced[1:])
        self._registry, self._place, self._on = registry, place, on
        self._stops = stops(text)
        self._read = bytearray(len(self._stops) + 1)
        self._found: dict[int, tuple[int, Body]] = {}
        self._starts: list[int] = []

    def get(self, at: int) -> tuple[int, Body] | None:
        """The end of the name that begins at this place, and the body; None where none does."""
        index = bisect_right(self._stops, at)
        if not self._read[index]:
            if not self._registry.may_name_body(self._printed, at):
                return None
            self._look(index)
        return self._found.get(at)

    def within(self, start: int, end: int) -> list[int]:
        """Where names begin in `start:end`, in order."""
        for index in range(bisect_right(self._stops, start), bisect_right(self._stops, end) + 1):
            if not self._read[index]:
                self._look(index)
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _look(self, index: int) -> None:
        """Find the bodies of the stretch in which the words before the stop `index` lie."""
        first, last = index, index
        while first > 0 and not self._parts(self._stops[first - 1]):
            first -= 1
        while last < len(self._stops) and not self._parts(self._stops[last]):
            last += 1
        start = self._stops[first - 1] if first else 0
        end = self._stops[last] if last < len(self._stops) else len(self._printed.text)
        self._read[first : last + 1] = b"\1" * (last + 1 - first)
        for begin, stop, body in self._registry.bodies_within(self._printed, start, end, self._place, self._on):
            if begin not in self._found or self._found[begin][0] < stop:
                self._found[begin] = (stop, body)
                insort(self._starts, begin)

    def _parts(self, stop: int) -> bool:
        """Whether neither a name nor a list of names can go on behind the sign that ends at `stop`."""
        content, spaced = self._printed.text, self._printed.spaced
        if content[stop - 1] not in ".;" or " " in spaced[max(0, stop - 1 - _WORD) : stop - 1]:
            return False
        following = stop
        while spaced.startswith(" ", following):
            following += 1
        # A colon behind it may belong to the word before: «Sở.: …».
        return stop - 1 >= _WORD and ":" not in content[stop:following]
