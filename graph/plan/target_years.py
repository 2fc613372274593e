"""By which year a target shall be reached: a year beside it, one that opens its sentence, its item or its list, one in
the title of its section, else the last year of the plan.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from cancu.graph.plan.headings import Section, lineage
from cancu.graph.plan.lines import MARKUP, all_items
from cancu.graph.plan.model import Identity
from cancu.graph.plan.values import Value
from cancu.graph.read import Text

_YEAR = re.compile(r"nam(?<=\bnam)(?<!so voi nam)(?<!so voi\nnam)(?<!cung ky nam)(?<![0-9] lan nam)\s+(20\d\d)\b")
"""A year that tells of the target; not what it is compared with («gấp 2 lần năm 2025»)."""
_PHASE = re.compile(r"[\s*_+•-]*(?:trong\s+)?giai\s+doan\s+20\d\d\s*[-–]\s*(?:nam\s+)?(20\d\d)[\s*_]*[:,]")
"""«Giai đoạn 2025 - 2027: …; giai đoạn 2028 - 2030: …»: the last year of each is that of its targets."""
_YEAR_AHEAD = re.compile(
    r"nam(?<!so voi nam)(?<!so voi\nnam)(?<!cung ky nam)(?<=\bnam)\s+(20\d\d)"
    r"(?:[\s*_]*,(?=[\s*_]*[a-z])|[\s*_]*:)?[\s*_]*(?:phan\s+dau\s+)?"
    r"(?:(?:co|dat|la|con|giam|tang|len|xuong)\s*)*$"
)
"""A year directly before a value; behind a comma and nothing else it may be that of the value before."""
_YEAR_NEAR = 40
_UP_TO = re.compile(r"\b(?:den|vao|trong|het|cuoi)\s+$")
_UP_TO_WITHIN = 12
_AND_YEAR = re.compile(r"nam\s+20\d\d[\s*_]*(?:,|va\b)[\s*_]*(?:(?:den|vao)\s+)?nam\s+(20\d\d)[\s*_]*(?=[.;,)]|\Z)")
"""«… vào năm 2025 và năm 2030»: the same for both."""
_BY = r"(?:(?:den|vao|trong)\s+)?(?:(?:het|cuoi)\s+)?nam\s+20\d\d"
_YEAR_OPENING = re.compile(rf"[\s*_]*{_BY}[\s*_]*(?P<mark>[:,])")
"""«Đến năm 2025: A đạt 90%; B đạt 80%»: the year of all that follows; behind a comma, up to the full stop."""
_SPAN = r"(?:nam\s+)?20\d\d\s*(?:[-–]|den)\s*(?:nam\s+)?20\d\d"
_TIMES = rf"(?:(?:den|vao|trong)\s+(?:(?:het|cuoi)\s+)?nam\s+20\d\d|giai\s+doan\s+{_SPAN})\b"
_AIMS = r"\b(?:muc\s+tieu|chi\s+tieu|phan\s+dau)\b"
_WORDS = r"(?:[^.;:%\d\n]|\n(?=[^\W\d_]))"
_ANNOUNCING = (
    rf"(?:{_WORDS}{{0,100}}?{_AIMS}{_WORDS}{{0,80}}?\b{_TIMES}|{_TIMES}{_WORDS}{{0,80}}?{_AIMS})"
    rf"(?:(?!\bphan\s+dau\b){_WORDS}){{0,80}}:"
)
_ANNOUNCED = re.compile(rf"[\s*_+•-]*{_ANNOUNCING}")
"""«Các chỉ tiêu đến năm 2025 gồm: A đạt 90%; B đạt 80%»."""
_FULL_STOP = re.compile(r"\.\s")
_TITLE_YEAR = re.compile(
    r"(?<!so voi )(?<!cung ky )(?<![%?] )(?<![0-9] lan )\bnam\s+(20\d\d)\b(?!(?<=\(nam\s\d\d\d\d)(?::|$))"
    r"|(?<!so voi )(?<!so voi nam hoc )(?<!so voi giai doan )\b20\d\d\s*(?:-|den)\s*(20\d\d)\b"
)
_COMPARED_WITH = re.compile(r"\bso\s+voi\s[^.;:,]{0,60}$")
_LEAD = re.compile(
    rf"\n{MARKUP}(?P<mark>[-+]|[a-z]\)|\d{{1,2}}[.)])?[ \t*_•]*(?P<words>(?=[a-z])(?:(?P<told>{_ANNOUNCING})"
    rf"|(?:phan\s+dau,?\s+)?(?:{_BY}|(?:trong\s+)?giai\s+doan\s+(?:tu\s+)?{_SPAN}|tu\s+{_SPAN})[ \t*_]*(?P<colon>:)?))"
    r"[ \t*_]*(?=\n|\Z)"
)
"""A line of its own above a list: «Phấn đấu đến năm 2025:», «* Giai đoạn 2021 - 2025», «Mục tiêu đến năm 2025:»."""
_FIGURES_OF_A_YEAR = re.compile(r"20\d\d")
_CENTURY = " 20"
_ENDED = (".", ";", ":", "\n")
"""What stands before a line that is one of its own: the end of a sentence, a blank line."""
_NEAR = 20


class _Lead(NamedTuple):
    """A line above a list that says by when; up to where it holds."""

    start: int
    end: int
    year: int


def year_said(
    folded: str, clause: tuple[int, int], value: Value, stated: tuple[Value, ...], asides: list[tuple[int, int]]
) -> int | None:
    """Year named in the clause of the values `stated`: the one that leads to `value` («năm 2028 đạt 80%»), the first
    after it, else the last before it; one between the value and its words («từ 38,5‰ năm 2025 xuống còn 30‰»), or in
    one of the `asides`, is that of what was. Where a year opens the clause, one behind a further value is that one's.
    """
    near = max(clause[0], value.lead - _YEAR_NEAR)
    leading = _YEAR_AHEAD.search(folded, near, value.lead) if folded.find("nam", near, value.lead) >= 0 else None
    if leading is not None:
        return int(leading[1])
    past = [(value.lead, value.end), *asides]
    named = _YEAR.finditer(folded, *clause)
    years = [(m.start(), int(m[1])) for m in named if not any(a < m.start() < b for a, b in past)]
    later = next(((at, y) for at, y in years if at >= value.end), None)
    if not years and (phase := _PHASE.match(folded, *clause)):
        return int(phase[1])
    if later is None:
        return years[-1][1] if years else None
    opened = [y for at, y in years if at < stated[0].lead and _UP_TO.search(folded, max(0, at - _UP_TO_WITHIN), at)]
    further = any(value.end <= other.lead < later[0] for other in stated)
    return opened[-1] if opened and further else later[1]


def further_year(folded: str, clause: tuple[int, int], value: Value, year: int | None) -> int | None:
    """The second of two years by which the same shall be reached, named behind `value`."""
    for named in _YEAR.finditer(folded, value.end, clause[1]):
        both = _AND_YEAR.match(folded, named.start(), clause[1])
        return int(both[1]) if both and int(named[1]) == year else None
    return None


def year_opening(text: Text, start: int, end: int) -> tuple[int | None, int]:
    """The year with which the item at `start:end` opens, and up to where it holds."""
    found = _YEAR_OPENING.match(text.folded, start, end)
    if found is None:
        return None, start
    stop = _FULL_STOP.search(text.folded, found.end(), end) if found["mark"] == "," else None
    return _last_year(found[0]), stop.start() if stop else end


def year_announced(text: Text, start: int, end: int) -> tuple[int, int, int] | None:
    """The year by which what a sentence announces shall be reached, where that begins, and up to where it goes."""
    told = text.folded.find(":", start, end) >= 0 and text.folded.find(_CENTURY, start, end) >= 0
    found = _ANNOUNCED.match(text.folded, start, end) if told else None
    if found is None:
        return None
    stop = _FULL_STOP.search(text.folded, found.end(), end)
    return _last_year(found[0]), found.end(), stop.start() if stop else end


def year_above(text: Text, found: tuple[Section, ...], offset: int, end: int) -> int | None:
    """The year of the line above the list in which `offset` stands, else of the title of the innermost section that has
    one; `end` is that of the body.
    """
    index = bisect_right(found, offset, key=lambda section: section.heading.start) - 1
    start = found[index].heading.start if index >= 0 else 0
    stop = found[index + 1].heading.start if index + 1 < len(found) else end
    leads = [lead for lead in _leads(text, start, stop) if lead.start <= offset < lead.end]
    if leads:
        return leads[-1].year
    chain = lineage(found, index) if index >= 0 else ()
    return next((year for section in chain if (year := _year_of_title(section.title)) is not None), None)


@lru_cache(maxsize=4)
def _leads(text: Text, start: int, end: int) -> tuple[_Lead, ...]:
    """The lines in `start:end` that say by when what is listed below them shall be reached.

    A line without a mark holds up to the next such; a marked one up to the next of its mark, or, where the items below
    it have the same mark, up to the next such line.
    """
    lines = [m for m in _lines_of_time(text.folded, start, end) if _opens_line(text, m)]
    items = all_items(text, start, end) if lines else ()
    held = []
    for line, following in zip_longest(lines, lines[1:]):
        stop = following.start() if following else end
        own = next((i.kind for i in items if line.start() < i.start < line.end()), None)
        below = [i for i in items if i.start >= line.end()]
        if below and below[0].kind != own:
            stop = next((i.start for i in below if i.kind == own), end)
            stop = stop if own else next((m.start() for m in lines if m.start() > line.start() and not m["mark"]), end)
        held.append(_Lead(line.end(), stop, _last_year(line["words"])))
    return tuple(held)


def _lines_of_time(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Lines that only say by when; looked for where years are, each in its own line and the one above."""
    behind = max(0, start - 1)
    for year in _FIGURES_OF_A_YEAR.finditer(folded, start, end):
        own = folded.rfind("\n", behind, year.start())
        above = folded.rfind("\n", behind, own) if own > behind else -1
        line = next((m for at in (above, own) if at >= 0 and (m := _LEAD.match(folded, at, end))), None)
        if line is not None and line.end() > year.start():
            yield line
            behind = line.end()


def _opens_line(text: Text, line: re.Match[str]) -> bool:
    """Whether it is a line of its own, not one that was broken there: «… vào⏎năm 2025»."""
    if line["mark"]:
        return True
    before = text.content[max(0, line.start() - _NEAR) : line.start()].rstrip(" \t*_")
    ended = before.endswith(_ENDED) or bool(line["told"] or line["colon"])
    return ended and text.content[line.start("words")].isupper()


def _last_year(words: str) -> int:
    return int(_FIGURES_OF_A_YEAR.findall(words)[-1])


@lru_cache(maxsize=1024)
def _year_of_title(title: str) -> int | None:
    found = [m for m in _TITLE_YEAR.finditer(title) if not _COMPARED_WITH.search(title, 0, m.start())]
    return int(found[-1][1] or found[-1][2]) if found else None


def plan_year(identity: Identity) -> int | None:
    """The last year that the document covers."""
    return identity.period[1] if identity.period else identity.year
