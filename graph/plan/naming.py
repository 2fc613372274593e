"""Where a name of its own begins and ends in prose, for the readers of events, programmes and sources of money."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from cancu.graph.fold import fold
from cancu.graph.plan.lines import Words, clean
from cancu.graph.plan.model import Passage
from cancu.graph.plan.phrases import Phrases, any_phrase
from cancu.graph.read import Outline, Text
from cancu.graph.read.outline import RECIPIENTS
from cancu.graph.read.quality import GOOD
from cancu.graph.read.widths import parts_paragraphs
from cancu.graph.scanning import any_of

_QUOTED = re.compile(
    r"[\s*_]*(?:“(?P<a>[^“”]{3,300})[”\"]|\"(?P<b>[^\"“”]{3,300})[\"”]|”(?P<e>[^“”\n]{3,200})”|«(?P<c>[^«»]{3,300})»|‘(?P<d>[^‘’\n]{3,200})’)"
)
_OPENING_QUOTES = '“"«‘'
_GOES_ON = r"(?![ \t]*(?:xã|Xã|20\d\d))"
"""A line or a dash that goes on: «kinh tế⏎- xã hội», «2021⏎- 2030»."""
_MARK = (
    rf"\n[ \t]*-{_GOES_ON}|\n[ \t]*[|+•#]"
    r"|\n[ \t*_]*(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)]|[;:!?|…“”\"«»()\[\]]|\.(?!\d)"
    r"|\s[–-]\s(?!\s*(?:20\d\d|xã|Xã))"
)
_BREAK = re.compile(_MARK)
_BREAK_AT_BLANK_LINES = re.compile(rf"\n[ \t*_]*\n|{_MARK}")
_BODIES = frozenset(["Sở", "Bộ", "Ban", "Ủy", "Uỷ", "Phòng", "Cục", "Hội", "Thời"])
"""First words of bodies and labels, which a dash parts from the name before them."""

_SENTENCE_START = ".;:!?|-–+•\n"
_LOOSE = " \t\n\f\u00a0*_#|"

Found = TypeVar("Found", bound=Passage)


class Openings:
    """The words, folded, that names of one kind open with, and a pattern of what stands behind the first of them.

    What follows is told by a pattern with diacritics, matched there alone: scanning for it everywhere takes ten times
    as long. Words of which names are looked for in few places, `anywhere` false, are looked for there alone.
    """

    def __init__(self, phrases: str, behind: str, *, anywhere: bool = True) -> None:
        self._phrases = frozenset(" ".join(phrase.split()) for phrase in phrases.split(","))
        self._whole = re.compile(rf"{any_of({phrase.split()[0] for phrase in self._phrases})}\b{behind}")
        self._anywhere = Phrases(phrases) if anywhere else None

    def among(self, text: Text, start: int, end: int) -> list[int]:
        """Where names may begin in `start:end`, in order."""
        if self._anywhere:
            places = [at for at, _ in self._anywhere.spans(text, start, end)]
        else:
            # One sign more tells whether the last word ends there.
            places = [m.start() for m in any_phrase(self._phrases).finditer(text.spaced, start, end + 2)]
        return [at for at in places if self._whole.match(text.folded, at, end)]


def quoted(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The characters inside the quotation marks that open at `start`."""
    found = _QUOTED.match(text.content, start, end)
    if found is None or found.lastgroup is None:
        return None
    return found.span(found.lastgroup)


def inside_quotes(text: Text, start: int) -> int | None:
    """Where the quotation marks close that open directly before `start`; None where none do."""
    before = text.content[max(0, start - 6) : start].rstrip("*_ ")
    if not before or before[-1] not in _OPENING_QUOTES:
        return None
    found = quoted(text, max(0, start - 6) + len(before) - 1, len(text.content))
    return found[1] if found else None


def phrase_end(text: Text, start: int, end: int, stops: Words, *, commas: Words | None = None) -> int:
    """Where the name that begins at `start` ends: at a mark, a word of `stops`, a comma not followed by `commas`."""
    breaks = _BREAK_AT_BLANK_LINES if parts_paragraphs(text) else _BREAK
    marks = (m.start() for m in breaks.finditer(text.content, start, end) if not _joins_names(text, m))
    limit = next(marks, end)
    limit = next((s.start() for s in stops.finditer(text, start, limit) if not _in_a_name(text, s)), limit)
    position = start
    while (comma := text.content.find(",", position, limit)) >= 0:
        if commas is None or not commas.match(text, comma + 1, limit):
            limit = comma
            break
        position = comma + 1
    return start + len(text.content[start:limit].rstrip(_LOOSE + ","))


def _joins_names(text: Text, mark: re.Match[str]) -> bool:
    """Whether a dash stands between two words of a name («Việt - Trung», «Đồng Đăng - Trà Lĩnh»)."""
    if mark.group().strip() not in ("-", "–") or "\n" in mark.group():
        return False
    before = text.content[max(0, mark.start() - 20) : mark.start()].split()[-1:]
    behind = text.content[mark.end() : mark.end() + 20].split()[:1]
    return all(w[0].isupper() and not w.isupper() and w not in _BODIES for w in (*before, *behind))


def _in_a_name(text: Text, stop: re.Match[str]) -> bool:
    """Whether a word that would end a name is part of it by its capital letter («tỉnh Cao Bằng»)."""
    first = text.content[stop.start() : stop.end()].lstrip(_LOOSE)[:1]
    before = text.content[max(0, stop.start() - 12) : stop.start() + 1].rstrip(_LOOSE)
    return first.isupper() and before[-1:].isalpha() and before[-1].islower()


def opens_sentence(text: Text, offset: int) -> bool:
    """Whether `offset` begins a sentence, an item or a cell, where a capital letter says nothing."""
    before = text.content[max(0, offset - 12) : offset].rstrip(" \t\u00a0*_#")
    if not before or before.endswith("\n"):
        above = text.content[max(0, offset - 40) : offset].rstrip(_LOOSE)
        parted = before.count("\n") > 1 and parts_paragraphs(text)
        return not above or above[-1] in _SENTENCE_START or parted
    return before[-1] in _SENTENCE_START or (before[-1] == ")" and len(before.split()[-1]) <= len("10)"))


def is_capital(text: Text, offset: int) -> bool:
    """Whether the first letter at `offset` is a capital one."""
    return text.content[offset : offset + 8].lstrip(_LOOSE + _OPENING_QUOTES)[:1].isupper()


def legible(text: Text, offset: int) -> bool:
    """Whether the letters at `offset` can be trusted to spell a name."""
    return text.quality_at(offset) == GOOD


def surface(text: Text, start: int, end: int) -> str:
    """`start:end` as one line, without marks at its ends, the first letter large."""
    name = clean(text.content[start:end]).strip(" ,;:.-–“”\"'«»")
    return name[:1].upper() + name[1:]


def once_a_section(found: Iterable[tuple[str, Found]], outline: Outline) -> Iterator[Found]:
    """The facts in text order, one of each name a section; what ends the paper («Nơi nhận») states none."""
    seen: set[tuple[str, str]] = set()
    for name, fact in sorted(found, key=lambda pair: pair[1].start):
        key = fact.section, fold(name)
        if key not in seen and not _in_ending(outline, fact):
            seen.add(key)
            yield fact


def _in_ending(outline: Outline, fact: Passage) -> bool:
    """Whether a fact stands in what ends the paper; a note printed there belongs to the place that refers to it."""
    noted = bool(outline.notes) and fact.start >= outline.notes[0][0] and fact.section != RECIPIENTS
    first_annex = min((start for start, _ in outline.annexes if start >= outline.ending_start), default=outline.length)
    return outline.ending_start <= fact.start < first_annex and not noted
