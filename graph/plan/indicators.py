"""Indicators of a plan and the targets it sets, from prose.

Three kinds of places: items that say «Chỉ tiêu 3: …», anywhere; the items of sections whose title speaks of mục tiêu
or chỉ tiêu; and, elsewhere, percentages that shall be reached («phấn đấu đạt 20% …», «đảm bảo ít nhất 70% …»).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cancu.graph.plan.figures import figures, has_figure
from cancu.graph.plan.headings import Section, inherited, lineage
from cancu.graph.plan.lines import MARKUP, Item, all_items, clean, closing, sentences
from cancu.graph.plan.measures import Phrase, phrases
from cancu.graph.plan.model import CHANGE, LEVEL, Identity, Indicator, Target
from cancu.graph.plan.phrases import Phrases
from cancu.graph.plan.stretches import is_article
from cancu.graph.plan.target_years import (
    further_year,
    plan_year,
    year_above,
    year_announced,
    year_opening,
    year_said,
)
from cancu.graph.plan.values import PERCENT, values
from cancu.graph.read import Outline, Text
from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.widths import parts_paragraphs

_EXPLICIT = AtLineStart(
    rf"{MARKUP}(?:\d{{1,2}}[.)][ \t*_]*|[-+][ \t*_]*|[a-z]\)[ \t*_]*|\(\d{{1,2}}\)[ \t*_]*)?"
    r"(?P<word>chi tieu(?: so)?[ \t]+(?P<number>\d{1,2}(?:\.\d{1,2})?)[ \t*_]*[:.])"
)
_INDICATOR = Phrases("chi tieu")
_TARGETS = re.compile(r"\b(?:muc tieu|chi tieu)\b")
_TARGET_TITLE = re.compile(r"(?:cac |mot so |nhung |he thong |phan dau .{0,60}?)?(?:muc tieu|chi tieu)\b")
_ANNOUNCED = re.compile(
    r"(?:c(?<=\bc)hi|m(?<=\bm)uc) tieu(?:,? (?:chi tieu|muc tieu))?(?: cu the| chu yeu)?(?: nhu)? sau(?: day)?[\s*_]*:"
)
_AFTER, _AS_FOLLOWS = "sau", re.compile(r"sau(?: day)?[\s*_]*:")
"""How whatever `_ANNOUNCED` finds ends: its letters are scanned for fast, and few stretches hold them."""
_NOT_A_TARGET = Phrases("co the, hien nay, hien tai, truong hop, neu, da dat, nam truoc, khong de xay ra")
_BESIDE = ("so voi ", "so voi\n")
_CASE, _NUMBER_OF = "truong hop", ("so ", "so\n", "% ")
"""«Giảm 25% số trường hợp mắc» speaks of cases, «trường hợp» elsewhere of what may be."""
_CARD = "thẻ"
"""«Có thẻ bảo hiểm y tế» has the letters of «có thể»."""
_GROUP_AHEAD = re.compile(r"[\s*_]*(?:tai|o)\s+(?P<group>[^:.;%\d]{3,90}?)[\s*_]*:")
_TOPIC_AHEAD = re.compile(r"[\s*_]*ve\s+[^:.;%\d]{3,90}:[\s*_]*")
"""«a) Về sức khỏe: Tỷ lệ …»: what it is about, which is no part of what is measured."""
_PARAGRAPH = re.compile(r"\n[ \t*_]*\n[\s*_]*")
_ASIDE = re.compile(
    r"\((?:(?:(?:thuc\s+hien|uoc|ket\s+qua|cuoi|het)\s+)*nam\s+(?P<year>20\d\d)\b"
    r"|(?:(?:muc|ty\s+le|so)\s+)?(?:(?:binh\s+quan|trung\s+binh|chung)\s+)*(?:cua\s+)?(?:ca\s+nuoc|toan\s+quoc)\b)[^()]{0,80}\)"
)
"""«không vượt quá 450 (năm 2025: 620)»: what is in the year of the paper; «(cả nước là 8%)»: what is elsewhere."""
_BASE = re.compile(r"\([^()]{0,20}?\bnam\s+(?P<year>20\d\d)[^()]{0,12}")
"""«… đạt 45% vào năm 2030 (năm 2025 là 38%)»: what is already so."""
_LOOSE_LINES = " \t*_\n\f"
_LOOSE = " \t*_"
_ENDS_LINE = re.compile(r"[ \t*_]*\n")
_MAX_TITLE = 120
_AIM = re.compile(
    r"\b(?:phan\s+dau|(?:bao|dam)\s+(?:dam|bao)|(?:muc|chi)\s+tieu|yeu\s+cau"
    r"|(?:dua|nang|tang|giam)\s+t[yi]\s+le)\b"
    r"(?:(?!\b(?:hoan\s+thanh|so\s+voi|hien\s+nay|uoc|da|thue\s+suat|lai\s+suat|cat\s+giam)\b)[^.;%]){0,110}?\d[\s*_]{0,4}%"
)
_BY_YEAR = re.compile(
    r"(?:[\s*_+•-]|phan\s+dau,?\s)*(?:(?:den|het)\s+(?:het\s+|cuoi\s+)?nam\s+(?P<ahead>20\d\d)\b"
    r"|(?:(?!\b(?:quyet dinh|nghi quyet|chuong trinh|chien luoc|de an|ke hoach|so voi|uoc|da)\b)[^.;:%]){5,160}?"
    r"\b(?:den|het)\s+(?:het\s+|cuoi\s+)?nam\s+(?P<behind>20\d\d)\s+(?:dat|co|con)\b)"
)
_OPENS = re.compile(
    r"[\s*_+•-]*(?:[^.;:%\d]{3,80}:[\s*_]*)?(?P<claim>(?:phan\s+dau\s+)?(?:(?:co|dat)\s+)?(?:(?:it\s+nhat|toi\s+thieu|tren)\s+)?\d{1,3}(?:,\d{1,2})?[\s*_]{0,4}%\s+"
    r"(?!(?:ke\s+hoach|du\s+toan|nguon|von|kinh\s+phi|tu\s+ngan|so\s+voi|muc)\b)[^.;]{8,})"
)
_YEAR_SAID = re.compile(r"nam\s+20\d\d")
_UP_TO = re.compile(r"(?:den|het)\s+(?:het\s+|cuoi\s+)?$")
_UP_TO_WITHIN = 60
"""Characters before a year in which it is said that something is to be done up to then."""
_DESCRIBES = re.compile(
    r"\b(?:tinh hinh|thuc trang|ket qua|danh gia|dac diem|bao cao|kinh phi|nguon von|co so phap ly)\b"
)


class _Statement(NamedTuple):
    """A stretch that may state an indicator: its number, where it begins with its mark and where its words begin.

    `aim` where it stands among tasks; `dated` where such a one names a year to come.
    """

    number: str | None
    start: int
    body: int
    end: int
    explicit: bool
    aim: bool = False
    dated: bool = False


def indicators(
    text: Text, outline: Outline, headings: tuple[Section, ...], identity: Identity
) -> tuple[Indicator, ...]:
    """Indicators of the body in text order, without their agencies."""
    explicit = list(_explicit(text, outline))
    setting = inherited(headings, [_sets_targets(s) for s in headings])
    counted = _listed(text, outline, headings, setting)
    listed = [cut for s in counted if (cut := _before_explicit(s, explicit)) is not None]
    aims = [
        a
        for a in _aims(text, outline, headings, setting, identity)
        if not any(s.start < a.end and a.start < s.end for s in explicit)
    ]
    found: list[Indicator] = []
    order = 0
    for statement in sorted([*explicit, *listed, *aims], key=lambda s: s.start):
        targets = tuple(_targets(text, outline, headings, identity, statement, order))
        if not targets and not statement.explicit:
            continue
        order += len(targets)
        label = "; ".join(dict.fromkeys(t.measure for t in targets)) or _label(text, statement)
        section = outline.path_at(statement.start)
        found.append(
            Indicator(statement.number, label, targets, (), section, len(found) + 1, statement.start, statement.end)
        )
    return tuple(found)


def _before_explicit(statement: _Statement, explicit: list[_Statement]) -> _Statement | None:
    """`statement` up to the first item «Chỉ tiêu N» in it; None where it is that item."""
    inside = [e for e in explicit if statement.start <= e.start < statement.end or e.start <= statement.start < e.end]
    if not inside:
        return statement
    first = min(e.start for e in inside)
    return statement._replace(end=first) if first > statement.body else None


def _label(text: Text, statement: _Statement) -> str:
    return clean(text.content[statement.body : statement.end]).rstrip(" .;")


def _explicit(text: Text, outline: Outline) -> Iterator[_Statement]:
    """Items «Chỉ tiêu N: …»; each ends at the next one, the next heading or item, or the closing words."""
    # An excerpt without a heading has no body of its own.
    body = outline.body_start if outline.headings else 0
    named = _INDICATOR.begin_in(text, body, outline.body_end)
    found = list(_EXPLICIT.finditer(text.folded, body, outline.body_end)) if named else []
    if not found:
        return
    marks = sorted({i.start for i in all_items(text, body, outline.body_end)} | {h.start for h in outline.headings})
    begins = [m.start() for m in found]
    for index, match in enumerate(found):
        limit = begins[index + 1] if index + 1 < len(found) else outline.body_end
        end = next((m for m in marks if m > match.end("word") and m < limit), limit)
        start = match.start() + len(match[0]) - len(match[0].lstrip(" \t#>*_|"))
        number = match["number"].lstrip("0") or "0"
        yield _Statement(number, start, match.end("word"), _stop(text, match.end("word"), end), explicit=True)


def _stop(text: Text, start: int, end: int) -> int:
    return start + len(text.content[start : closing(text, start, end)].rstrip(" \t\n\f*_|"))


def _listed(text: Text, outline: Outline, headings: tuple[Section, ...], setting: list[bool]) -> Iterator[_Statement]:
    """Items with a figure of the sections that set targets; `setting` tells which do by their titles."""
    for number, start, end in _regions(text, outline, headings, setting):
        if not has_figure(text, start, end):
            continue
        items = all_items(text, start, end)
        first = items[0].start if items else end
        yield from _paragraphs(text, number, start, start, _stop(text, start, first))
        for item in items:
            if has_figure(text, item.body, item.end):
                yield from _paragraphs(text, _number(item), item.start, item.body, _stop(text, item.body, item.end))


def _aims(
    text: Text, outline: Outline, headings: tuple[Section, ...], setting: list[bool], identity: Identity
) -> Iterator[_Statement]:
    """Percentages to reach and values for a year to come, in the sections that do not set targets as such."""
    describing = inherited(headings, [_describes(s.title) for s in headings])
    for index, section in enumerate(headings):
        end = headings[index + 1].heading.start if index + 1 < len(headings) else outline.body_end
        if describing[index] or setting[index]:
            continue
        if not _promises(text, section.body, end):
            continue
        if _announced(text, section.heading.start, end):
            continue
        rules = any(is_article(text, s) for s in lineage(headings, index))
        for start, stop in sentences(text, section.body, _stop(text, section.body, end), semicolons=False):
            year = _BY_YEAR.match(text.folded, start, stop)
            ahead = year is not None and int(year["ahead"] or year["behind"]) >= (identity.year or 0)
            aim = _AIM.search(text.folded, start, stop)
            aim = aim or (None if rules else _OPENS.match(text.folded, start, stop))
            if aim and not (ahead and year and year["ahead"]):
                begin = aim.start("claim") if aim.re is _OPENS else aim.start()
                yield _Statement(None, begin, begin, stop, explicit=False, aim=True)
            elif ahead:
                yield _Statement(None, start, start, stop, explicit=False, aim=True, dated=True)


def _promises(text: Text, start: int, end: int) -> bool:
    """Whether a percentage stands in `start:end`, or a year up to which something is to be done."""
    if not has_figure(text, start, end):
        return False
    if text.folded.find("%", start, end) >= 0:
        return True
    # Years are found by their first letters, at the speed of C.
    years = (said.start() for said in _YEAR_SAID.finditer(text.folded, start, end))
    return any(_UP_TO.search(text.folded, max(start, at - _UP_TO_WITHIN), at) for at in years)


def _paragraphs(text: Text, number: str | None, start: int, body: int, end: int) -> Iterator[_Statement]:
    """The paragraphs of an item, each of which may state an indicator; the number is that of the first."""
    parted = text.content.find("\n", body, end) >= 0 and parts_paragraphs(text)
    breaks = list(_PARAGRAPH.finditer(text.content, body, end)) if parted else []
    if not breaks:
        yield _Statement(number, start, body, max(body, end), explicit=False)
        return
    begins = [(number, start, body), *((None, m.end(), m.end()) for m in breaks)]
    ends = [*(m.start() for m in breaks), end]
    for (label, first, words), stop in zip(begins, ends, strict=True):
        yield _Statement(label, first, words, max(words, stop), explicit=False)


def _number(item: Item) -> str | None:
    return item.label if item.kind in ("letter", "paren", "number") else None


def _regions(
    text: Text, outline: Outline, found: tuple[Section, ...], setting: list[bool]
) -> Iterator[tuple[str | None, int, int]]:
    """Stretches that set targets: under titles that say so, down to the next heading; the number of a heading whose
    mark opens no item elsewhere («1- Đạt 80% …»).
    """
    for index, section in enumerate(found):
        end = found[index + 1].heading.start if index + 1 < len(found) else outline.body_end
        if setting[index]:
            alone = _names_targets(section.title) and _ENDS_LINE.match(text.content, section.title_end, end)
            mark = text.content[section.heading.start : section.body]
            dashed = section.heading.number.isdigit() and mark.rstrip(_LOOSE).endswith("-")
            start = section.title_end if alone else section.body if dashed else section.heading.start
            yield section.heading.number if dashed and not alone else None, start, end
        elif announced := _announced(text, section.heading.start, end):
            yield None, announced.end(), end


def _announced(text: Text, start: int, end: int) -> re.Match[str] | None:
    """«các chỉ tiêu cụ thể như sau:»."""
    said = text.folded.find(_AFTER, start, end) >= 0 and _AS_FOLLOWS.search(text.folded, start, end)
    return _ANNOUNCED.search(text.folded, start, end) if said else None


def _sets_targets(section: Section) -> bool:
    if _names_targets(section.title):
        return True
    part = section.heading.level == 1 and section.heading.title.isupper()
    return part and _TARGETS.search(section.title) is not None


def _describes(title: str) -> bool:
    return len(title) <= _MAX_TITLE and _DESCRIBES.search(title) is not None


@lru_cache(maxsize=1024)
def _names_targets(title: str) -> bool:
    return len(title) <= _MAX_TITLE and _TARGET_TITLE.match(title) is not None


def _targets(
    text: Text, outline: Outline, found: tuple[Section, ...], identity: Identity, statement: _Statement, order: int
) -> Iterator[Target]:
    places = figures(text, statement.body, statement.end)
    if not places:
        return
    group, body = _group_ahead(text, statement)
    opening, opened_to = year_opening(text, statement.body, statement.end)
    last: Phrase | None = None
    aimed_at: int | None = None
    for begin, end in sentences(text, body, statement.end):
        begun = last if last and text.content[body:begin].rstrip(_LOOSE_LINES).endswith(";") else None
        last = None
        first = bisect_left(places, begin)
        if first == len(places) or places[first] >= end or _tells(text, begin, end):
            continue
        start = begin
        if announced := year_announced(text, begin, statement.end):
            opening, start, opened_to = announced
        free = not statement.aim or statement.dated
        asides = [m.span() for m in _ASIDE.finditer(text.folded, start, end) if _is_aside(m, identity)]
        read = values(text, start, end, times=not statement.aim, counts=free)
        stated = tuple(v for v in read if free or v.unit == PERCENT)
        for phrase in phrases(text, start, end, stated, begun):
            opened = text.content.rfind("(", start, phrase.value.lead) if aimed_at is not None else -1
            base = _BASE.fullmatch(text.folded, opened, phrase.value.lead) if opened >= 0 else None
            if base is not None and aimed_at and int(base["year"]) < aimed_at:
                continue
            if any(a < phrase.value.start < b for a, b in asides):
                continue
            last = phrase
            year = year_said(text.folded, (start, end), phrase.value, stated, asides)
            year = year or (opening if start < opened_to else None)
            year = year or year_above(text, found, statement.start, outline.body_end) or plan_year(identity)
            aimed_at = year
            further = further_year(text.folded, (start, end), phrase.value, year)
            for by in (year,) if further is None else (year, further):
                order += 1
                yield _target(phrase, group, by, order)


def _is_aside(bracket: re.Match[str], identity: Identity) -> bool:
    """Whether what stands in the bracket is what was, or what is elsewhere."""
    return bracket["year"] is None or int(bracket["year"]) <= (identity.year or 0)


def _tells(text: Text, start: int, end: int) -> bool:
    """Whether the clause tells what is or was; what it compares with («so với năm trước») is no part of that."""
    told = _NOT_A_TARGET.spans(text, start, end)
    return any(
        not text.folded.endswith(_BESIDE, start, at)
        and not text.small.endswith(_CARD, at, stop)
        and not (text.folded.startswith(_CASE, at) and text.folded.endswith(_NUMBER_OF, start, at))
        for at, stop in told
    )


def _target(phrase: Phrase, group: str | None, year: int | None, order: int) -> Target:
    value = phrase.value
    return Target(
        measure=phrase.measure,
        comparator=value.comparator,
        value=value.value,
        value_text=value.text,
        value_to=value.value_to,
        unit=value.unit,
        group=phrase.group or group,
        year=year,
        kind=CHANGE if phrase.change else LEVEL,
        order=order,
        start=value.lead,
        end=value.end,
    )


def _group_ahead(text: Text, statement: _Statement) -> tuple[str | None, int]:
    """«Tại địa bàn đô thị: 100% …» names a group for all that follows in the item."""
    found = _GROUP_AHEAD.match(text.folded, statement.body, statement.end)
    if not found:
        topic = _TOPIC_AHEAD.match(text.folded, statement.body, statement.end)
        return None, topic.end() if topic and text.content[topic.end()].isupper() else statement.body
    return clean(text.content[found.start("group") : found.end("group")]), found.end()
