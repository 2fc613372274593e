"""Headings that say who must act: under «Tổ chức thực hiện», and in runs of siblings that are all names of bodies."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from cancu.graph.plan.headings import Section, above, inherited, lineage
from cancu.graph.plan.lines import Words, closing, ends_with_colon, first_item, items
from cancu.graph.plan.model import Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import ACTS, VERB
from cancu.graph.read import Text

_ORGANISING = re.compile(
    r"(?:thoi gian(?:,| va) )?"
    r"(?:to chuc (?:trien khai )?thuc hien|to chuc trien khai|to chuc theo doi"
    r"|phan cong (?:nhiem vu|trach nhiem|thuc hien|to chuc)|phan cong$|noi dung phan cap"
    r"|trach nhiem (?:cua|thuc hien|cac|to chuc)|nhiem vu cua cac|phan cong, to chuc)"
)
"""Titles, folded, of sections that say who does what."""

_OWED_BY = re.compile(r"(?:trach nhiem|nhiem vu(?:,? (?:va )?quyen han)?) cua ")
"""Titles, folded, that say whose duties follow."""

_ORDERS = Words(r"[\s*_]*(?:giao|đề nghị|yêu cầu)\b")
"""Words of a heading that charge by themselves."""

_OWES = Words(r"[\s*_]*(?:có trách nhiệm|chịu trách nhiệm)\b[^.;:]{0,60}:")
"""What a body is charged with in so many words, above a list."""

_ASKS = Words(r"[\s*_]*(?:trân trọng )?(?P<word>đề nghị|yêu cầu|giao) ")
_WORK = ("nhiem vu", "giai phap", "trach nhiem", "phan cong", "thuc hien")
_AFTER_CLAUSE = Words(r"[\s*_]*(?:căn cứ|trên cơ sở|theo|từ|để|trong|đối với)\b[^,;.:]{0,160},\s*")
_CARRIES_OUT = Words(r"[^.;]{0,40}\bthi hành (?:quyết định|nghị quyết|chỉ thị|thông tư|nghị định|quy định)")
"""Words of the last article of a paper: whoever it names carries it out as a whole."""
_CARRYING_OUT, _CARRIED_WITHIN = "thi", 44
"""Letters that stand among the first so many of whatever `_CARRIES_OUT` finds."""

_REPORTS = Words(r"[\s*_,]*(?:định kỳ )?(?:báo cáo|gửi)\b")
"""A list below these words says what the report shall hold."""

_DIRECTS = Words(r"[\s*_]*(?:chỉ đạo|giao|phân công)[\s*_]+")
_CARRY_OUT = Words(r"[\s*_]*(?:tổ chức |triển khai )*thực hiện\b[^.;:]{0,60}:")
_MIN_SIBLINGS = 3
_NEAR = 60
_LONGEST_NAME = 160
_BLANKS = " \t\n\f*_"
_WORDS = re.compile(r"[^ \t\n\f*_]")
_SAID = re.compile(r"[^ \t\n\f*_.:;]")


class Block(NamedTuple):
    """A heading with the bodies it names: their list begins at `begin`, with «Đề nghị» and the like, and ends at
    `parties_end`; `end` is the block's end.

    `pure` says that the heading is nothing but names; otherwise they are the subject of a sentence, which `announces`
    the list below it or says itself what they do. `directed_by` are those who shall see that they do it («Sở X chỉ đạo
    Chi cục Y thực hiện …:»).
    """

    section: Section
    begin: int
    parties: tuple[Party, ...]
    parties_end: int
    end: int
    pure: bool
    announces: bool
    directed_by: tuple[Party, ...] = ()


@lru_cache(maxsize=1024)
def organises(title: str) -> bool:
    """Whether a heading, folded, opens what says who does what."""
    return _ORGANISING.match(title) is not None


def works(title: str) -> bool:
    """Whether a heading, folded, opens what is to be done."""
    return any(map(title.__contains__, _WORK))


def blocks(text: Text, found: tuple[Section, ...], reader: PartyReader) -> tuple[Block, ...]:
    """Headings that say who must act: those under an organising section, those that say «Trách nhiệm của …» or
    «Giao …», those above a list in a run of siblings that begin with names, and what divides one of them further.
    """
    organised = above(found, inherited(found, [organises(s.title) for s in found]))
    candidates = [_block(text, reader, s, bare=inside) for s, inside in zip(found, organised, strict=True)]
    charged = [inside or _charges(found, i) for i, inside in enumerate(organised)]
    outside = [
        (s.parent, b)
        for s, b, inside, c in zip(found, candidates, organised, charged, strict=True)
        if b and c and not inside
    ]
    siblings = Counter(parent for parent, _ in outside)
    names = Counter(parent for parent, b in outside if b.pure)
    kept: dict[int, Block] = {}
    last: Block | None = None
    for index, (section, block) in enumerate(zip(found, candidates, strict=True)):
        if block is None:
            continue
        opens = block.announces or (block.pure and _SAID.search(text.content, block.parties_end, block.end) is not None)
        alike = siblings if opens else names
        named = charged[index] and alike[section.parent] >= _MIN_SIBLINGS
        divides = block.pure and section.parent in kept
        told = _OWED_BY.match(section.title) if block.pure else None
        ordered = opens and (
            _ORDERS.match(text, section.body, block.end) is not None
            or (block.announces and _OWES.match(text, block.parties_end, block.end) is not None)
        )
        if not (organised[index] or named or divides or told or ordered):
            continue
        below = last is not None and section.heading.start < last.section.end
        if block.pure or block.announces or not below:
            kept[index] = last = block
    starts = [b.section.body for b in kept.values()]
    return tuple(b for b in kept.values() if not _only_divides(text, b, starts))


def carries_out(text: Text, start: int, end: int) -> bool:
    """Whether `start:end` says of the bodies before it that they carry out the paper as a whole."""
    near = text.folded.find(_CARRYING_OUT, start, min(end, start + _CARRIED_WITHIN)) >= 0
    return near and _CARRIES_OUT.match(text, start, end) is not None


def annex_blocks(text: Text, found: tuple[Section, ...], reader: PartyReader) -> tuple[Block, ...]:
    """Headings of an annex that say who must act in so many words; its other lists of bodies charge nobody."""
    organised = above(found, inherited(found, [organises(s.title) for s in found]))
    return tuple(
        block
        for section, inside in zip(found, organised, strict=True)
        if (_OWED_BY.match(section.title) or inside)
        and (block := _block(text, reader, section, bare=False)) is not None
        and block.pure
    )


def _charges(found: tuple[Section, ...], index: int) -> bool:
    """Whether a heading may charge the bodies it names: «Đối với các doanh nghiệp» also opens criteria and amounts."""
    section = found[index]
    if not section.title.startswith("doi voi"):
        return True
    outer = lineage(found, index)[1:]
    return not outer or any(works(s.title) for s in outer)


def _only_divides(text: Text, block: Block, starts: list[int]) -> bool:
    """Whether every item of the block is itself a block: «1. Sở Y tế» above «a) Phòng …» has no duty of its own."""
    inner = starts[bisect_right(starts, block.section.body) : bisect_left(starts, block.end)]
    listed = items(text, block.parties_end, block.end) if inner else ()
    return bool(listed) and len(inner) >= len(listed) and all(_within(inner, i.start, i.end) for i in listed)


def _within(starts: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted `starts` lies in `start:end`."""
    place = bisect_left(starts, start)
    return place < len(starts) and starts[place] < end


def _block(text: Text, reader: PartyReader, section: Section, *, bare: bool) -> Block | None:
    end = closing(text, section.title_end, section.end)
    item = first_item(text, section.title_end, end)
    listed = item.start if item else None
    limit = end if listed is None else listed
    announced = listed is not None and ends_with_colon(text.content, section.body, limit)
    begin = section.body
    parties, stop = reader.at(begin, limit, title_end=section.title_end, bare=bare)
    asks = asked_behind(text, reader, stop, end) if parties else None
    if asks is not None:
        begin, parties, stop = asks
    if parties:
        if carries_out(text, stop, end):
            return None
        pure = _ends_line(text, stop, end, listed)
        if not pure and _all_title(text, section, parties, stop, listed):
            return Block(
                section, begin, (reader.titled(parties[0], section.title_end),), section.title_end, end, True, False
            )
        told = _directed(text, reader, stop, limit) if announced else None
        if told is not None:
            return Block(section, begin, told[0], told[1], end, pure=False, announces=True, directed_by=parties)
        says = not pure and announced and _acts(text, stop, limit)
        if says and (inner := first_item(text, stop, end)) and reader.at(inner.body, end)[0]:
            return None
        return Block(section, begin, parties, stop, end, pure, announces=says)
    clause = _AFTER_CLAUSE.match(text, section.body, end)
    if clause is None:
        return None
    parties, stop = reader.at(clause.end(), end)
    return Block(section, section.body, parties, stop, end, pure=False, announces=False) if parties else None


def asked_behind(text: Text, reader: PartyReader, stop: int, end: int) -> tuple[int, tuple[Party, ...], int] | None:
    """Whom a body whose name ends at `stop` asks or orders («Chính phủ đề nghị Ủy ban …»): where the word of asking
    stands, the bodies and where their names end.
    """
    asks = _ASKS.match(text, stop, end)
    if asks is None:
        return None
    parties, behind = reader.at(asks.end(), end)
    return (asks.start("word"), parties, behind) if parties else None


def _directed(text: Text, reader: PartyReader, stop: int, end: int) -> tuple[tuple[Party, ...], int] | None:
    """Whom a body whose name ends at `stop` directs to carry out the list below, and where their names end."""
    directs = _DIRECTS.match(text, stop, end)
    parties, behind = reader.at(directs.end(), end) if directs else ((), stop)
    return (parties, behind) if parties and _CARRY_OUT.match(text, behind, end) else None


def _all_title(text: Text, section: Section, parties: tuple[Party, ...], stop: int, listed: int | None) -> bool:
    """Whether a marked heading on lines of its own, right above a list, is the name of one group: verbs only qualify it
    («**Các sở tham gia thực hiện các dự án**»).
    """
    title = text.content[stop : section.title_end]
    return (
        len(parties) == 1
        and parties[0].group
        and listed is not None
        and not text.content[section.title_end : listed].strip(_BLANKS)
        and "*" in text.content[section.heading.start : section.body]
        and ":" not in title
        and 0 < len(title) < _LONGEST_NAME
    )


def _acts(text: Text, start: int, end: int) -> bool:
    """Whether what `start:end` says of a body is that it acts; a few words may still tell which body is meant."""
    near = min(end, start + _NEAR)
    if _REPORTS.match(text, start, near):
        return False
    return VERB.search(text, start, near) is not None or ACTS.search(text, start, near) is not None


def _ends_line(text: Text, offset: int, end: int, listed: int | None) -> bool:
    """Whether a name that ends at `offset` is all its heading says: punctuation, the list that begins at `listed` or a
    finished line follows.
    """
    if listed is not None and not text.content[offset:listed].strip(" \t\n\f*_"):
        return True
    words = _WORDS.search(text.content, offset, end)
    if words is None or words[0] in ":;.(":
        return True
    return text.content.find("\n", offset, words.start()) >= 0 and not words[0].islower()
