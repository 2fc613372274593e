"""Who must do what outside the blocks that name bodies: labels, «X chủ trì …», items that begin with who acts."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from cancu.graph.fold import fold
from cancu.graph.plan.blocks import Block, asked_behind, carries_out
from cancu.graph.plan.duties import REQUEST, due_behind, duty, joint_role, role_of, together
from cancu.graph.plan.headings import Section, annex_sections
from cancu.graph.plan.labels import labelled, opens_label
from cancu.graph.plan.lines import Words, closing, items, sentences, trimmed
from cancu.graph.plan.model import COORDINATE, LEAD, OTHER, REQUESTED, Assignment, Duty, Identity, Party, year_of_dues
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import ACTS, MUST, STATES, VERB
from cancu.graph.plan.phrases import Phrases
from cancu.graph.plan.stretches import Stretch, is_article, stretches
from cancu.graph.read import Outline, Text

_LEADING = Words(r"\bchủ trì\b")
_LEADING_WORDS = Phrases("chu tri")
"""The same, looked for where those of other readers are."""
_ASIDE = re.compile(
    r"\s*,\s*(?:tren\s+co\s+so|can\s+cu|theo)\b[^.;]{0,200},\s*"
    r"|\s+(?:khan\s+truong|tiep\s+tuc|kip\s+thoi|chu\s+dong|co\s+trach\s+nhiem)\s*"
    r"|\s+la\s+(?:co\s+quan|don\s+vi)\s+(?:thuong\s+truc|dau\s+moi)\s*(?:,|va)?\s*"
)
_CLAUSE = Words(r"[\s*_]*(?:căn cứ|trên cơ sở|theo|đối với|sau khi)\b")
_TOPIC = Words(r"[\s*_]*về [^.;:]{3,60}:[\s*_]*")
_SUBJECT = Words(r"[^.;:()]{8,90}:[\s*_]*(?=[^\W\d_])")
"""What an item is about, before the sentence that says who does it: «Mở tài khoản cho người hưởng: UBND xã …»."""
_BRACKET = re.compile(r"[\s*_]*\([\s*_]*")
_TITLE_LINE = re.compile(r"[^\n.;:,|]{3,90}\n[\s*_]*(?=[^\W\d_])")
"""A title on a line of its own, below which a sentence begins."""
_CONTENT = re.compile(r"(?:noi dung|nhiem vu|hoat dong|cong viec|muc tieu|yeu cau|ten nhiem vu)\b")
"""What the first of them begins with, folded."""
_COMMA = re.compile(r",[\s*_]+")
_CLAUSE_END = re.compile(r"[;:]|\.\s")
_MAX_CLAUSE = 400
_REPORTS = Words(r"(?:định kỳ [^,;.]{0,40}|tổng hợp[^;.]{0,60}|hằng năm |hàng năm )?(?:báo cáo|gửi|tổng hợp)\b")
_WHERE = Words(r"(?:trong|tại|theo) [^,.;]{0,70}? (?=(?:có|chịu) trách nhiệm\b)")
"""Words between a name and what it must do that say where it is charged."""

_ENCOURAGED = Words(r"[\s*_]*khuyến khích\b")
_GENERAL = Words(
    r"(?:thủ trưởng )?(?:các )?(?:cấp|sở|ban|ngành|cơ quan|đơn vị|địa phương|đoàn thể)\b"
    r"(?:[\s,;]*(?:các|cấp|sở|ban|ngành|cơ quan|đơn vị|địa phương|đoàn thể|tổ chức|cá nhân|hội|có liên quan"
    r"|liên quan|có thẩm quyền"
    r"|khác|của|thuộc|tỉnh|thành phố|huyện|xã|phường|trung ương|trực thuộc|và)\b)*$"
)
"""Groups of everybody, of whom plans also say in general what they do."""
_TALK = re.compile(
    r"\b(?:muc dich|yeu cau|tinh hinh|thuc trang|ket qua|danh gia|pham vi|doi tuong|quan diem|can cu"
    r"|(?<!chuong trinh )muc tieu|chi tieu"
    r"|tieu chi|tieu chuan|khen thuong|che do)\b"
)
"""Titles, folded, of sections that describe and do not charge."""

_WORK = re.compile(
    r"(?:cac |cong tac |to chuc )*(?:nhiem vu|giai phap|hoat dong|phuong an|theo doi|kiem tra|giam sat|trien khai"
    r"|thuc hien)\b"
)
"""How titles, folded, of sections begin that charge even below one that describes."""

_OWN_WORDS = 40
_MOST_WORDS = 20
"""A heading of more words is a sentence that only bears a number."""

_ORDERED = Words(r"[\s*_]*(?:giao|đề nghị|yêu cầu)\b")
_ASSIGNED = Words(r"[\s*_]*giao\b")
_ORDER_BEFORE = Words(r"\bgiao[\s*_]+$")
_ORDERING_LETTERS = "giao"
"""Letters that stand in whatever `_ORDER_BEFORE` finds."""
_GIVES = Words(
    r"(?<!được\s)(?<!do\s)(?<!theo\s)\b(?:chủ tịch )?(?:ủy ban nhân dân|ubnd) (?:tỉnh|thành phố|tp|huyện|quận|thị xã)"
    r"(?: [^\W\d_]+){0,4}? giao[\s*_]+(?=[^\W\d_])"
)
"""«Thực hiện …; Chủ tịch UBND tỉnh giao Sở X chủ trì»: in a paper of that committee an order."""
_COMMITTEE, _GIVING = "uy ban nhan dan", " giao "
_OWED_BY = Words(r"[\s*_]*(?:trách nhiệm|nhiệm vụ)\b")
_PARAGRAPH = re.compile(r"(?:\n[ \t*_|]*|(?<=[.:;])[ \t*_]*)\n[\s*_|]*")
_BLANKS = " \t\n\f*_"
_LEAD_IN = 20
"""Characters at most of the words before the names: «Đề nghị», «Trách nhiệm của»."""


def stated(
    text: Text,
    outline: Outline,
    headings: tuple[Section, ...],
    identity: Identity,
    reader: PartyReader,
    named: tuple[Block, ...],
) -> Iterator[Assignment]:
    """Assignments outside the blocks `named`; those of one body in one role and section are one.

    In annexes only labels count, and the articles of rules that come with a decision.
    """
    if not headings:
        yield from together(_in_letter(text, outline, identity, reader))
        return
    covered = _bounds([(b.section.heading.start, b.end) for b in named])
    found = list(_in_region(text, outline, identity, reader, headings, (outline.body_start, outline.body_end), covered))
    found += _at_the_end(text, outline, identity, reader, headings[-1])
    for annexed in annex_sections(text, outline):
        region = annexed[0].heading.start, max(s.end for s in annexed)
        rules = any(is_article(text, s) for s in annexed)
        found += _in_region(text, outline, identity, reader, annexed, region, covered, labels_only=not rules)
    yield from together(found)


def _at_the_end(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, last: Section
) -> Iterator[Assignment]:
    """«UBND tỉnh yêu cầu … Giao Sở X chủ trì, đôn đốc …»: whom the words that close a plan charge to lead."""
    start = closing(text, last.title_end, outline.body_end)
    for begin, end in sentences(text, start, outline.body_end, semicolons=False):
        stretch = Stretch(begin, end, end, end, ("",), organised=False, article=False)
        if _ASSIGNED.match(text, begin, end):
            led = list(_led(text, outline, identity, reader, stretch))
            yield from led or _subject(text, outline, identity, reader, stretch)
        elif _ORDERED.match(text, begin, end):
            yield from _led(text, outline, identity, reader, stretch)


def _in_region(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    headings: tuple[Section, ...],
    region: tuple[int, int],
    covered: list[int],
    *,
    labels_only: bool = False,
) -> Iterator[Assignment]:
    start, end = region
    labels: list[int] = []
    bounds = [*(s.heading.start for s in headings[1:]), end]
    lettered = set(_in_letters(text, headings))
    for index, (section, bound) in enumerate(zip(headings, bounds, strict=False)):
        if _within(covered, section.heading.start) or (labels and _within(labels, section.heading.start)):
            continue
        stop = min(end, section.end) if index in lettered else bound
        found = list(labelled(text, outline, identity, reader, section.body, stop))
        labels += [section.heading.start, stop] if found else []
        yield from found
    if labels_only:
        return
    read_to = start
    for stretch in stretches(text, headings, start, end):
        begin = stretch.start
        if begin < read_to or _within(covered, begin) or (labels and _within(labels, begin)):
            continue
        led = list(_led(text, outline, identity, reader, stretch))
        for one in led or (_subject(text, outline, identity, reader, stretch) if _may_charge(text, stretch) else ()):
            read_to = max(read_to, one.end)
            yield one


def _in_letters(text: Text, headings: tuple[Section, ...]) -> Iterator[int]:
    """The sections whose points are the parts of one task: «a) Nội dung: … b) Đơn vị chủ trì: … d) Thời gian: …»."""
    first: set[int] = set()
    of_a_task: set[int] = set()
    for section in headings:
        if section.parent is None:
            continue
        label = opens_label(text, section.body, section.end)
        if section.parent not in first and (label or _CONTENT.match(section.title)):
            of_a_task.add(section.parent)
        first.add(section.parent)
        if label and section.parent in of_a_task:
            yield section.parent


def _in_letter(text: Text, outline: Outline, identity: Identity, reader: PartyReader) -> Iterator[Assignment]:
    """Assignments of a paper without headings: paragraphs that say who «chủ trì», or order or ask a body by name."""
    end = closing(text, 0, outline.body_end)
    begins = [0, *(m.end() for m in _PARAGRAPH.finditer(text.content, 0, end))]
    for start, stop in pairwise([*begins, end]):
        stretch = Stretch(start, stop, end, end, ("",), organised=False, article=False)
        if _ORDERED.match(text, start, stop):
            yield from _subject(text, outline, identity, reader, stretch)
        else:
            yield from _led(text, outline, identity, reader, stretch)


def _within(bounds: list[int], offset: int) -> bool:
    """Whether `offset` lies in one of the spans between each two `bounds`."""
    return bisect_right(bounds, offset) % 2 == 1


def _bounds(spans: list[tuple[int, int]]) -> list[int]:
    """Where each of `spans` begins and ends, in order, overlapping ones made one."""
    joined: list[int] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1]:
            joined[-1] = max(end, joined[-1])
        else:
            joined += [start, end]
    return joined


def _led(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, stretch: Stretch
) -> Iterator[Assignment]:
    """«X chủ trì, phối hợp với Y …»: every sentence that says so of whom it begins with."""
    if not _LEADING_WORDS.begin_in(text, stretch.start, stretch.end):
        return
    for start, end in sentences(text, stretch.start, stretch.end):
        bracket = _BRACKET.match(text.content, start, end)
        parties, stop = reader.at(bracket.end() if bracket else start, end)
        title = _TITLE_LINE.match(text.content, start, end) if not parties and start == stretch.start else None
        if title is not None and text.content[title.end()].isupper():
            start = title.end()
            parties, stop = reader.at(start, end)
        gives = _GIVES.search(text, start, end) if text.folded.find(_GIVING, start, end) >= 0 else None
        by_itself = gives is not None and _COMMITTEE in fold(identity.issuer_name or "")
        if gives is not None and by_itself and (not parties or parties[0].start < gives.end()):
            start = gives.start()
            parties, stop = reader.at(gives.end(), end)
        lead = _LEADING.search(text, stop, end) if parties else None
        if lead is None:
            continue
        between = text.folded[stop : lead.start()]
        if between.strip(" \n*_,") and not _ASIDE.fullmatch(between):
            continue
        requested = REQUEST.match(text, start, end) is not None
        role = REQUESTED if requested else LEAD
        one = duty(text, outline, identity, reader, trimmed(text, start, end), 1, requested=requested)
        one = one._replace(role=role, due=one.due or due_behind(text, end, stretch.end, year_of_dues(identity)))
        for party in parties:
            yield Assignment(one.section, party, role, (one,), 0, one.start, one.end)


def _subject(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, stretch: Stretch
) -> Iterator[Assignment]:
    """«Sở X hướng dẫn …»: an item whose first sentence begins with who acts and a verb; where it only announces a
    list («… các hoạt động sau:»), the items below it are the duties.
    """
    start, end = trimmed(text, stretch.start, stretch.end)
    if stretch.article and not _ORDERED.match(text, start, end):
        return
    parties, stop = _behind_clause(text, reader, start, end)
    if not parties or _OWED_BY.match(text, start, end):
        return
    asks = asked_behind(text, reader, stop, end)
    if asks is not None:
        start, parties, stop = asks
        if all(_GENERAL.match(text, p.start, p.end) for p in parties):
            return
    if parties and parties[0].start == start and text.content[start].islower():
        return
    stop += len(text.content[stop:end]) - len(text.content[stop:end].lstrip(_BLANKS))
    if not _charged(text, identity, stretch, parties, stop, end):
        return
    requested = REQUEST.match(text, start, end) is not None
    one = duty(text, outline, identity, reader, (start, end), 1, requested=requested)
    if any(p.start < stop for p in one.partners):
        return
    role = REQUESTED if requested else role_of(text, stop, end)
    if role == COORDINATE and _works_further(text, reader, parties, stop, end):
        role = OTHER
    duties = tuple(_announced(text, outline, identity, reader, stretch))
    if not duties and _only_announces(text, start, end):
        return
    duties = duties or (one._replace(role=role),)
    if role not in (REQUESTED, COORDINATE):
        role = joint_role(duties)
    for party in parties:
        yield Assignment(one.section, party, role, duties, 0, start, duties[-1].end)


def _may_charge(text: Text, stretch: Stretch) -> bool:
    """Whether the titles above `stretch` let it charge anybody: where they only describe, words of ordering must."""
    if stretch.organised or not _talks(_titles_above(text, stretch)):
        return stretch.organised or bool(stretch.titles)
    ordered = text.folded.find(_ORDERING_LETTERS, stretch.start, stretch.end) >= 0
    return ordered or _ORDERED.match(text, stretch.start, stretch.end) is not None


def _works_further(text: Text, reader: PartyReader, parties: tuple[Party, ...], start: int, end: int) -> bool:
    """Whether a further sentence begins with one of `parties` and what it does by itself."""
    names = {p.name for p in parties}
    for begin, stop in list(sentences(text, start, end, semicolons=False))[1:]:
        begin, stop = trimmed(text, begin, stop)
        further, behind = reader.at(begin, stop)
        if names & {p.name for p in further} and ACTS.match(text, *trimmed(text, behind, stop)):
            return True
    return False


def _behind_clause(text: Text, reader: PartyReader, start: int, end: int) -> tuple[tuple[Party, ...], int]:
    """The bodies at `start`, or behind the comma that ends the clause there («Căn cứ Kế hoạch này, Sở X …»)."""
    colon = text.content.find(":", start, end) >= 0
    topic = _TOPIC.match(text, start, end) if colon else None
    if topic is not None:
        parties, stop = reader.at(topic.end(), end)
        return (parties, stop) if parties and not any(p.group for p in parties) else ((), start)
    parties, stop = reader.at(start, end)
    subject = _SUBJECT.match(text, start, end) if colon and not parties else None
    if subject is not None:
        start = subject.end()
        parties, stop = reader.at(start, end)
    if parties or not _CLAUSE.match(text, start, end):
        return parties, stop
    mark = _CLAUSE_END.search(text.content, start, min(end, start + _MAX_CLAUSE))
    limit = mark.start() if mark else min(end, start + _MAX_CLAUSE)
    for comma in _COMMA.finditer(text.content, start, limit):
        parties, stop = reader.at(comma.end(), end)
        if parties:
            return parties, stop
    return (), start


def _announced(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, stretch: Stretch
) -> Iterator[Duty]:
    """The items of the list that the words of `stretch` announce; none where they begin with bodies of their own."""
    if not text.content[stretch.start : stretch.end].rstrip(_BLANKS).endswith(":"):
        return
    listed = items(text, stretch.end, stretch.section_end) or items(text, stretch.end, stretch.block_end)
    if not listed or text.content[stretch.end : listed[0].start].strip(_BLANKS):
        return
    if any(reader.at(i.body, i.end)[0] for i in listed):
        return
    for order, item in enumerate(listed, start=1):
        yield duty(text, outline, identity, reader, (item.start, item.end), order, requested=False)


def _only_announces(text: Text, start: int, end: int) -> bool:
    """Whether the first sentence of `start:end` only opens what the sections below it say."""
    first = next(sentences(text, start, end, semicolons=False), (start, end))
    return text.content[first[0] : first[1]].rstrip(_BLANKS).endswith(":")


def _charged(text: Text, identity: Identity, stretch: Stretch, parties: tuple[Party, ...], stop: int, end: int) -> bool:
    """Whether the words at `stop` charge `parties`; outside «Tổ chức thực hiện» everybody must be told to."""
    if carries_out(text, stop, end) or any(p.body is not None and p.body == identity.issuer for p in parties):
        return False
    acts = bool(VERB.match(text, stop, end) or ACTS.match(text, stop, end))
    if not acts and any(p.body is not None and not p.group for p in parties):
        acts = text.content[stop : stop + 1].islower() and STATES.match(text, stop, end) is None
    if not acts and parties[0].start <= stretch.start + _LEAD_IN:
        acts = text.content[stop:end].strip(_BLANKS) == ":"
    if stretch.organised:
        return acts
    ordered = _ORDERED.match(text, stretch.start, end) or _ORDER_BEFORE.search(
        text, max(stretch.start, parties[0].start - _LEAD_IN), parties[0].start
    )
    if not stretch.titles or (_talks(_titles_above(text, stretch)) and not ordered) or _REPORTS.match(text, stop, end):
        return False
    if not any(p.group for p in parties):
        return acts
    if _ENCOURAGED.match(text, stretch.start, end):
        return False
    everybody = all(p.group for p in parties) and any(_GENERAL.match(text, p.start, p.end) for p in parties)
    where = _WHERE.match(text, stop, end)
    stop = where.end() if where else stop
    told = ordered or MUST.match(text, stop, end) or any("kinh phi" in title for title in stretch.titles)
    announced = text.content[stretch.start : stretch.end].rstrip(_BLANKS).endswith(":")
    return bool(told) or (acts and (announced or not everybody))


def _titles_above(text: Text, stretch: Stretch) -> tuple[str, ...]:
    """The titles above `stretch`, without its own words where it is itself a sentence that bears a number."""
    if not stretch.titles or text.folded[stretch.start : stretch.start + 1].strip() not in stretch.titles[0][:1]:
        return stretch.titles
    own = " ".join(text.folded[stretch.start : stretch.start + _OWN_WORDS].split())
    return stretch.titles[1:] if own and stretch.titles[0].startswith(own) else stretch.titles


@lru_cache(maxsize=1024)
def _talks(titles: tuple[str, ...]) -> bool:
    """Whether the innermost of `titles` that tells says that its section only describes."""
    for title in titles:
        if title.count(" ") > _MOST_WORDS:
            continue
        if _TALK.search(title):
            return True
        if _WORK.match(title):
            return False
    return False
