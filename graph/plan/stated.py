"""Who must do what outside the blocks that name bodies: labels, «X chủ trì …», items that begin with who acts."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cancu.graph.plan.blocks import ORGANISING, Block
from cancu.graph.plan.duties import REQUEST, duty, joint_role, role_of
from cancu.graph.plan.headings import Section, lineage
from cancu.graph.plan.labels import labelled
from cancu.graph.plan.lines import Words, all_items, closing, sentences, trimmed
from cancu.graph.plan.model import LEAD, REQUESTED, Assignment, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import VERB
from cancu.graph.read import Outline, Text

_LEADING = Words(r"\bchủ trì\b")
_ASIDE = re.compile(r"\s*,\s*(?:tren\s+co\s+so|can\s+cu|theo)\b[^.;]{0,200},\s*")
_CLAUSE = Words(r"[\s*_]*(?:căn cứ|trên cơ sở|theo|đối với)\b[^;.:]{0,160}?,\s*")
_ACTS = Words(
    r"(?:hỗ trợ|giám sát|kiểm tra|cung cấp|có nhiệm vụ|tập trung|phát huy|phát động|phân công|vận động|bám sát|ưu tiên"
    r"|nâng cao|lập|cử|tạo điều kiện|sử dụng|khai thác|quản lý|kiểm soát|xử lý|cấp phát|cân đối|nghiên cứu|công bố"
    r"|công khai|cập nhật|trình|đôn đốc|giúp)\b"
)
_MUST = Words(
    r"(?:theo [^,.;]{0,40}? )?(?:chủ động|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|khẩn trương|nghiêm túc)\b"
)
_CARRIES_OUT = Words(r"[^.;]{0,40}\bthi hành (?:quyết định|nghị quyết|chỉ thị)")
_TALK = re.compile(
    r"\b(?:muc dich|yeu cau|tinh hinh|thuc trang|ket qua|danh gia|pham vi|doi tuong|quan diem|can cu|muc tieu|chi tieu"
    r"|tieu chi|tieu chuan|khen thuong|che do)\b"
)
"""Titles, folded, of sections that describe and do not charge."""

_ARTICLE = re.compile(r"[\s#>*_]*dieu\s")
_ORDERED = Words(r"[\s*_]*(?:giao|đề nghị|yêu cầu)\b")
_OWED_BY = Words(r"[\s*_]*(?:trách nhiệm|nhiệm vụ)\b")
_PARAGRAPH = re.compile(r"\n[ \t*_]*\n[\s*_]*")
_OUTSIDE: tuple[tuple[str, ...], bool, bool] = ((), False, False)
_BLANKS = " \t\n\f*_"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words between two marks under `titles`, innermost first; `organised` where one says who does what."""

    start: int
    end: int
    titles: tuple[str, ...]
    organised: bool
    article: bool


def stated(
    text: Text,
    outline: Outline,
    headings: tuple[Section, ...],
    identity: Identity,
    reader: PartyReader,
    named: tuple[Block, ...],
) -> Iterator[Assignment]:
    """Assignments outside the blocks `named`; those of one body in one role and section are one."""
    merged: dict[tuple[str, str, str], Assignment] = {}
    covered = _disjoint([(b.section.heading.start, b.end) for b in named])
    for found in _all(text, outline, headings, identity, reader, covered):
        key = (found.section, found.agency.name, found.role)
        known = merged.get(key)
        duties = (*known.duties, *found.duties) if known else found.duties
        numbered = tuple(replace(d, order=order) for order, d in enumerate(duties, start=1))
        merged[key] = replace(known or found, duties=numbered, end=found.end)
    yield from merged.values()


def _all(
    text: Text,
    outline: Outline,
    headings: tuple[Section, ...],
    identity: Identity,
    reader: PartyReader,
    covered: list[tuple[int, int]],
) -> Iterator[Assignment]:
    labels: list[tuple[int, int]] = []
    bounds = [*(s.heading.start for s in headings[1:]), outline.body_end]
    for section, bound in zip(headings, bounds, strict=False):
        if not _within(covered, section.heading.start):
            found = list(labelled(text, outline, identity, reader, section.body, bound))
            labels += [(section.heading.start, bound)] if found else []
            yield from found
    for stretch in _stretches(text, outline, headings):
        if _within(covered, stretch.start) or _within(labels, stretch.start):
            continue
        led = list(_led(text, outline, identity, reader, stretch))
        yield from led or _subject(text, outline, identity, reader, stretch)


def _within(spans: list[tuple[int, int]], offset: int) -> bool:
    place = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return place >= 0 and offset < spans[place][1]


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` in order, overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _stretches(text: Text, outline: Outline, headings: tuple[Section, ...]) -> Iterator[_Stretch]:
    """Items and headings with the words up to the next mark; where who does what is said, each paragraph."""
    starts = [s.heading.start for s in headings]
    marks = [(i.start, i.body) for i in all_items(text, outline.body_start, outline.body_end)]
    marks += [(s.heading.start, s.body) for s in headings]
    ordered = sorted(dict(sorted(marks)).items())
    ends = [start for start, _ in ordered[1:]] + [outline.body_end]
    above = [lineage(headings, index) for index in range(len(headings))]
    titled = [tuple(s.title for s in chain) for chain in above]
    articles = [any(_ARTICLE.match(text.folded, s.heading.start) for s in chain) for chain in above]
    organising = [any(ORGANISING.search(t) for t in titles) for titles in titled]
    for (start, body), end in zip(ordered, ends, strict=False):
        place = bisect_right(starts, start) - 1
        titles, article, organised = (titled[place], articles[place], organising[place]) if place >= 0 else _OUTSIDE
        stop = closing(text, body, max(body, end))
        breaks = [m.end() for m in _PARAGRAPH.finditer(text.content, body, stop)] if organised else []
        for begin, limit in zip([body, *breaks], [*breaks, stop], strict=True):
            yield _Stretch(begin, limit, titles, organised, article)


def _led(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, stretch: _Stretch
) -> Iterator[Assignment]:
    """«X chủ trì, phối hợp với Y …»: every sentence that says so of whom it begins with."""
    if not _LEADING.search(text, stretch.start, stretch.end):
        return
    for start, end in sentences(text, stretch.start, stretch.end):
        parties, stop = reader.at(start, end)
        lead = _LEADING.search(text, stop, end) if parties else None
        if lead is None:
            continue
        between = text.folded[stop : lead.start()]
        if between.strip(" \n*_,") and not _ASIDE.fullmatch(between):
            continue
        one = duty(text, outline, identity, reader, trimmed(text, start, end), 1, requested=False)
        one = replace(one, role=LEAD)
        for party in parties:
            yield Assignment(one.section, party, LEAD, (one,), 0, one.start, one.end)


def _subject(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, stretch: _Stretch
) -> Iterator[Assignment]:
    """«Sở X hướng dẫn …»: an item whose first sentence begins with who acts and a verb."""
    start, end = trimmed(text, stretch.start, stretch.end)
    if _OWED_BY.match(text, start, end) or (stretch.article and not _ORDERED.match(text, start, end)):
        return
    clause = _CLAUSE.match(text, start, end)
    begin = clause.end() if clause else start
    parties, stop = reader.at(begin, end)
    stop += len(text.content[stop:end]) - len(text.content[stop:end].lstrip(_BLANKS))
    if not parties or not _charged(text, identity, stretch, parties, stop, end):
        return
    requested = REQUEST.match(text, start, end) is not None
    one = duty(text, outline, identity, reader, (start, end), 1, requested=requested)
    if any(p.start < stop for p in one.partners):
        return
    if not requested:
        one = replace(one, role=role_of(text, stop, end))
    role = REQUESTED if requested else joint_role((one,))
    for party in parties:
        yield Assignment(one.section, party, role, (one,), 0, start, end)


def _charged(
    text: Text, identity: Identity, stretch: _Stretch, parties: tuple[Party, ...], stop: int, end: int
) -> bool:
    """Whether the words at `stop` charge `parties`; outside «Tổ chức thực hiện» a group must be told that it must."""
    if _CARRIES_OUT.match(text, stop, end) or any(p.body is not None and p.body == identity.issuer for p in parties):
        return False
    acts = VERB.match(text, stop, end) or _ACTS.match(text, stop, end)
    if stretch.organised:
        return bool(acts)
    if not stretch.titles or any(_TALK.search(t) for t in stretch.titles):
        return False
    if any(p.group for p in parties):
        return _MUST.match(text, stop, end) is not None
    return bool(acts)
