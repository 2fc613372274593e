"""Footnotes of a PDF page: what stands in small letters below a short line, and the raised numbers that refer to it.

Both are given the form that notes of Word files have: «…[1]» in the text, «[1] …» behind it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from cancu.graph.read.overlay import Glyph, surface
from cancu.graph.read.printed import seam
from cancu.graph.read.rulings import Ruling

_RULE = (40.0, 260.0)
"""Lengths, in points, of the line above footnotes."""
_MOST_RULES = 3
"""Lines, the lowest of a page outside its tables, that may stand above footnotes."""
_SMALL = 0.95
"""Height of the letters of notes at most, in heights of the text's."""
_RAISED = 0.85
_SAME_LINE = 2.0
_BLANK = 0.08
"""Gap, in heights of a letter, that is a blank."""
_NOTE = re.compile(r"\s*\[?(?P<number>\d{1,3})\]?\s*(?=[^\W\d_]|[“\"(«])")

Line = Sequence[Glyph]


class Noted(NamedTuple):
    """A page's lines with the numbers of its notes in brackets, the notes, and how the last one before goes on."""

    lines: list[list[Glyph]]
    notes: list[str]
    rest: str


def may_note(level: Sequence[Ruling]) -> bool:
    """Whether one of a page's lines is as long as those above footnotes."""
    return any(_parts_notes(rule) for rule in level)


def _parts_notes(rule: Ruling) -> bool:
    return _RULE[0] <= rule.end - rule.start <= _RULE[1]


def noted(lines: Sequence[Line], level: Sequence[Ruling], first: int) -> Noted | None:
    """The page with its footnotes apart, numbered from `first`; None where it has none that its text refers to."""
    drawn = [(line, _height(line)) for line in lines if any(g.drawn for g in line)]
    for rule in sorted(rule for rule in level if _parts_notes(rule))[:_MOST_RULES]:
        above = [line for line, height in drawn if height > rule.at]
        below = [line for line, height in drawn if height < rule.at]
        if not above or not below or _size(below) > _SMALL * _size(above):
            continue
        rest, told = _notes(_whole(below))
        if rest and first == 1:
            continue
        referred = _referred(_whole(above), _size(above), {number for number, _ in told}, first) if told else None
        if referred is not None:
            return Noted(referred, [f"[{i}] {words}" for i, (_, words) in enumerate(told, start=first)], rest)
    return None


def _height(line: Line) -> float:
    return median(g.middle for g in line if g.drawn)


def _size(lines: Sequence[Line]) -> float:
    return median(g.top - g.bottom for line in lines for g in line if g.drawn)


def _notes(lines: Sequence[Line]) -> tuple[str, list[tuple[str, str]]]:
    """Number and words of each note, and the words before the first: what the page before had no room for."""
    rest = ""
    found: list[tuple[str, str]] = []
    for line in lines:
        words = " ".join(surface([line]).split())
        opens = _NOTE.match(words)
        if opens and (not found or int(opens["number"]) == int(found[-1][0]) + 1):
            found.append((opens["number"], words[opens.end() :]))
        elif found:
            found[-1] = (found[-1][0], seam(found[-1][1], words))
        else:
            rest = seam(rest, words) if rest else words
    return rest, found


def _whole(lines: Sequence[Line]) -> list[list[Glyph]]:
    """The lines, those put together again that a raised number broke."""
    whole: list[list[Glyph]] = []
    for line in lines:
        begin = next(g for g in line if g.drawn)
        last = next((g for g in reversed(whole[-1]) if g.drawn), begin) if whole else begin
        gap = begin.left - last.right
        if whole and gap > -_SAME_LINE and _level(whole[-1], line):
            blank = gap > _BLANK * (begin.top - begin.bottom) and begin is line[0] and last is whole[-1][-1]
            whole[-1] += [*([Glyph(" ", 0, 0, 0, 0)] if blank else []), *line]
        else:
            whole.append(list(line))
    return whole


def _level(one: Line, other: Line) -> bool:
    """Whether two pieces are of one line: they stand at one height, or one is a raised number beside the other."""
    feet = _foot(one), _foot(other)
    if abs(feet[0] - feet[1]) < _SAME_LINE:
        return True
    raised, line = (one, other) if feet[0] > feet[1] else (other, one)
    small = all(g.char.isdigit() for g in raised if g.drawn) and _size([raised]) < _RAISED * _size([line])
    return small and _foot(raised) < _foot(line) + _size([line])


def _foot(line: Line) -> float:
    """Where most letters of a line stand."""
    return median(g.bottom for g in line if g.drawn)


def _referred(lines: Sequence[Line], size: float, numbers: set[str], first: int) -> list[list[Glyph]] | None:
    """The lines with raised numbers in brackets; None where a note is not referred to."""
    found: list[str] = []
    out: list[list[Glyph]] = []
    for line in lines:
        new: list[Glyph] = []
        raised: list[Glyph] = []
        for glyph in [*line, None]:
            if glyph is not None and glyph.char.isdigit() and glyph.top - glyph.bottom < _RAISED * size:
                raised.append(glyph)
                continue
            number = "".join(g.char for g in raised)
            if number in numbers and number not in found:
                mark = f"[{first + len(found)}]"
                found.append(number)
                new += [replace(raised[0], char=char) for char in mark]
            else:
                new += raised
            raised = []
            new += [glyph] if glyph is not None else []
        out.append(new)
    return out if set(found) == numbers else None
