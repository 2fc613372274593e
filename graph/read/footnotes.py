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
_SMALL = 0.95
"""Height of the letters of notes at most, in heights of the text's."""
_RAISED = 0.85
_SAME_LINE = 2.0
_BLANK = 0.08
"""Gap, in heights of a letter, that is a blank."""
_NOTE = re.compile(r"\s*\[?(?P<number>\d{1,3})\]?\s*(?=[^\W\d_]|[“\"(«])")

Line = Sequence[Glyph]


class Noted(NamedTuple):
    """A page's lines with the numbers of its notes in brackets, and the notes."""

    lines: list[list[Glyph]]
    notes: list[str]


def may_note(level: Sequence[Ruling]) -> bool:
    """Whether one of a page's lines is as long as those above footnotes."""
    return any(_parts_notes(rule) for rule in level)


def _parts_notes(rule: Ruling) -> bool:
    return _RULE[0] <= rule.end - rule.start <= _RULE[1]


def noted(lines: Sequence[Line], level: Sequence[Ruling], first: int) -> Noted | None:
    """The page with its footnotes apart, numbered from `first`; None where it has none that its text refers to."""
    drawn = [line for line in lines if any(g.drawn for g in line)]
    for rule in sorted(level):
        if not _parts_notes(rule):
            continue
        above = [line for line in drawn if _height(line) > rule.at]
        below = [line for line in drawn if _height(line) < rule.at]
        if not above or not below or _size(below) > _SMALL * _size(above):
            continue
        told = _notes(sorted(below, key=lambda line: -_height(line)))
        referred = _referred(_whole(above), _size(above), {number for number, _ in told}, first) if told else None
        if referred is not None:
            return Noted(referred, [f"[{i}] {words}" for i, (_, words) in enumerate(told, start=first)])
    return None


def _height(line: Line) -> float:
    return median(g.middle for g in line if g.drawn)


def _size(lines: Sequence[Line]) -> float:
    return median(g.top - g.bottom for line in lines for g in line if g.drawn)


def _notes(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Number and words of each note; none where the lines do not begin with a number."""
    found: list[tuple[str, str]] = []
    for line in lines:
        words = " ".join(surface([line]).split())
        opens = _NOTE.match(words)
        if opens and (not found or int(opens["number"]) == int(found[-1][0]) + 1):
            found.append((opens["number"], words[opens.end() :]))
        elif found:
            found[-1] = (found[-1][0], seam(found[-1][1], words))
        else:
            return []
    return found


def _whole(lines: Sequence[Line]) -> list[list[Glyph]]:
    """The lines, those put together again that a raised number broke."""
    whole: list[list[Glyph]] = []
    for line in lines:
        last = next((g for g in reversed(whole[-1]) if g.drawn), None) if whole else None
        begin = next(g for g in line if g.drawn)
        if last is not None and _foot(whole[-1]) - _foot(line) < _SAME_LINE > _foot(line) - _foot(whole[-1]):
            gap = begin.left - last.right
            if gap > -_SAME_LINE:
                blank = gap > _BLANK * (begin.top - begin.bottom)
                whole[-1] += [*([Glyph(" ", 0, 0, 0, 0)] if blank else []), *line]
                continue
        whole.append(list(line))
    return whole


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
