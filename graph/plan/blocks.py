"""Headings that say who must act: under «Tổ chức thực hiện», and in runs of siblings that are all names of bodies."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from cancu.graph.plan.headings import Section, lineage
from cancu.graph.plan.lines import Words, closing, first_item, items
from cancu.graph.plan.model import Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.read import Text

_ORGANISING = re.compile(
    r"(?:thoi gian(?:,| va) )?"
    r"(?:to chuc (?:trien khai )?thuc hien|to chuc trien khai|to chuc theo doi"
    r"|phan cong (?:nhiem vu|trach nhiem|thuc hien|to chuc)"
    r"|trach nhiem (?:cua|thuc hien|cac|to chuc)|nhiem vu cua cac|phan cong, to chuc)"
)
"""Titles, folded, of sections that say who does what."""

_OWED_BY = re.compile(r"(?:trach nhiem|nhiem vu(?:,? (?:va )?quyen han)?) cua ")
"""Titles, folded, that say whose duties follow."""

_WORK = re.compile(r"nhiem vu|giai phap|trach nhiem|phan cong|thuc hien")
_AFTER_CLAUSE = Words(r"[\s*_]*(?:căn cứ|trên cơ sở|theo|từ|để|trong|đối với)\b[^,;.:]{0,160},\s*")
_MIN_SIBLINGS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the bodies it names: `parties_end` is where their list ends, `end` the block's end.

    `pure` says that the heading is nothing but names; otherwise they are the subject of a sentence.
    """

    section: Section
    parties: tuple[Party, ...]
    parties_end: int
    end: int
    pure: bool


@lru_cache(maxsize=1024)
def organises(title: str) -> bool:
    """Whether a heading, folded, opens what says who does what."""
    return _ORGANISING.match(title) is not None


def blocks(text: Text, found: tuple[Section, ...], reader: PartyReader) -> tuple[Block, ...]:
    """Headings that say who must act: those under an organising section, those that say «Trách nhiệm của …», runs of
    siblings that are all names, and what divides one of them further.
    """
    organised = [any(organises(s.title) for s in lineage(found, i)[1:]) for i in range(len(found))]
    candidates = [_block(text, reader, s, bare=inside) for s, inside in zip(found, organised, strict=True)]
    charged = [inside or _charges(found, i) for i, inside in enumerate(organised)]
    siblings = Counter(
        s.parent
        for s, b, inside, c in zip(found, candidates, organised, charged, strict=True)
        if b and b.pure and c and not inside
    )
    kept: dict[int, Block] = {}
    last: Block | None = None
    for index, (section, block) in enumerate(zip(found, candidates, strict=True)):
        if block is None:
            continue
        named = charged[index] and siblings[section.parent] >= _MIN_SIBLINGS
        divides = block.pure and section.parent in kept
        if not (organised[index] or named or divides or (block.pure and _OWED_BY.match(section.title))):
            continue
        below = last is not None and section.heading.start < last.section.end
        if block.pure or not below:
            kept[index] = last = block
    starts = [b.section.body for b in kept.values()]
    return tuple(b for b in kept.values() if not _only_divides(text, b, starts))


def annex_blocks(text: Text, found: tuple[Section, ...], reader: PartyReader) -> tuple[Block, ...]:
    """Headings of an annex that say who must act in so many words; its other lists of bodies charge nobody."""
    return tuple(
        block
        for index, section in enumerate(found)
        if (_OWED_BY.match(section.title) or any(organises(s.title) for s in lineage(found, index)[1:]))
        and (block := _block(text, reader, section, bare=False)) is not None
        and block.pure
    )


def _charges(found: tuple[Section, ...], index: int) -> bool:
    """Whether a heading may charge the bodies it names: «Đối với các doanh nghiệp» also opens criteria and amounts."""
    section = found[index]
    above = lineage(found, index)[1:]
    return not section.title.startswith("doi voi") or not above or any(_WORK.search(s.title) for s in above)


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
    listed = first_item(text, section.title_end, end)
    limit = end if listed is None else listed
    parties, stop = reader.at(section.body, limit, title_end=section.title_end, bare=bare)
    if parties:
        return Block(section, parties, stop, end, pure=_ends_line(text, stop, end, listed))
    clause = _AFTER_CLAUSE.match(text, section.body, end)
    if clause is None:
        return None
    parties, stop = reader.at(clause.end(), end)
    return Block(section, parties, stop, end, pure=False) if parties else None


def _ends_line(text: Text, offset: int, end: int, listed: int | None) -> bool:
    """Whether a name that ends at `offset` is all its heading says: punctuation, the list that begins at `listed` or a
    finished line follows.
    """
    if listed is not None and not text.content[offset:listed].strip(" \t\n\f*_"):
        return True
    rest = text.content[offset:end]
    words = rest.lstrip(" \t\n\f*_")
    if not words or words[0] in ":;.(":
        return True
    return "\n" in rest[: len(rest) - len(words)] and not words[0].islower()
