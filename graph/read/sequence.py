"""Where the numbering of a document's headings skips a number, uses one twice, or bears a foreign letter."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cancu.graph.read.numerals import roman, roman_value
from cancu.graph.read.outline import Heading, Outline
from cancu.graph.read.quality import GOOD
from cancu.graph.read.text import Text

SKIPPED, REPEATED, FOREIGN = "skipped", "repeated", "foreign"

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points in their order: plans leave out ă, â, ê, ô, ơ, ư, and the alphabet has no f, j, w, z."""
_NUMBER, _ROMAN, _LETTER = "number", "roman", "letter"
_NUMBERED_LINE = re.compile(r"(?m)^[^\w\n]*(\d{1,2})[.)/]")


class Slip(NamedTuple):
    """A section that is missing between its neighbours, stands twice, or bears a foreign letter, by its path."""

    kind: str
    path: str


def slips(text: Text, outline: Outline) -> tuple[Slip, ...]:
    """Slips of the numbering, each path once; none where marks may have been lost with the letters of the text.

    A number counts as missing only where no line between its neighbours begins with it in any way.
    """
    if text.quality != GOOD:
        return ()
    found = (slip for before, after in _neighbours(outline.headings) for slip in _between(text, before, after))
    return tuple(dict.fromkeys(found))


def _neighbours(headings: tuple[Heading, ...]) -> Iterator[tuple[Heading, Heading]]:
    """Headings that follow each other in one list."""
    families: dict[str | None, list[Heading]] = {}
    for heading in headings:
        family = families.setdefault(heading.parent, [])
        family.append(heading)
        families.pop(heading.path, None)
        yield from pairwise(family[-2:])


def _between(text: Text, before: Heading, after: Heading) -> Iterator[Slip]:
    style, first = _place(before)
    other, last = _place(after)
    if style == other == _LETTER and last < 0 <= first:
        yield Slip(FOREIGN, after.path)
    if style != other or first < 0:
        return
    # A list may begin anew below a line without a number: only from the second item on is a number used twice.
    if first == last > 1 or (style == _NUMBER and last == first + 1 > 2 and _used_twice(text, before, after)):
        yield Slip(REPEATED, before.path)
    for place in range(first + 1, last):
        mark = _mark(style, place)
        if not re.search(rf"(?mi)^[\W_]*0?{mark}\b", text.content[before.end : after.start]):
            yield Slip(SKIPPED, f"{after.parent}.{mark}" if after.parent else mark)


def _used_twice(text: Text, before: Heading, after: Heading) -> bool:
    """Whether one more line up to the next heading bears the very mark of the heading, and no list stands there."""
    mark = re.match(r"\W*\d{1,2}\W+", text.content[before.start : before.end])
    line_end = text.content.find("\n", before.start + (mark.end() if mark else 0), after.start)
    if mark is None or line_end < 0:
        return False
    between = text.content[line_end : after.start]
    again = re.findall(rf"(?m)^{re.escape(mark[0].strip())}\s+\w", between)
    return len(again) == 1 and again[0][-1].isupper() and len(_NUMBERED_LINE.findall(between)) == 1


def _place(heading: Heading) -> tuple[str, int]:
    """In which way a heading is numbered, and its place in that order; -1 for a letter that the alphabet lacks."""
    last = heading.path.rpartition(".")[2]
    if last.isdigit():
        return _NUMBER, int(last)
    if last.isupper() and (value := roman_value(last.lower(), garbled=False)) is not None:
        return _ROMAN, value
    return _LETTER, _LETTERS.find(last)


def _mark(style: str, place: int) -> str:
    if style == _NUMBER:
        return str(place)
    return roman(place) if style == _ROMAN else _LETTERS[place]
