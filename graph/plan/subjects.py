"""Sentences of the body and who acts in them: the subject, whoever is charged, the bodies of the heading; via whom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from cancu.graph.plan.blocks import Block
from cancu.graph.plan.headings import Section, lineage, sections
from cancu.graph.plan.lines import Words, all_items, first_item, sentences
from cancu.graph.plan.model import Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.phrases import Phrases
from cancu.graph.read import Outline, Text
from cancu.graph.read.widths import parts_paragraphs

_SUBJECT_AHEAD = Words(
    r"[\s*_:;.–+()-]*(?:(?:đồng thời|riêng|trong đó|căn cứ [^,;.]{0,120}"
    r"|định kỳ (?:\d{1,2} tháng|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần))"
    r"|định kỳ(?:(?! (?:báo cáo|gửi|nộp) )[^,;.]){0,40}"
    r"|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)),?\s+)?"
)
"""What may stand before the subject; whom a report is sent to is none («Định kỳ hằng quý báo cáo Sở X»)."""
_OPENING = Words(
    r"[\s*_:;.–+()-]*(?:định kỳ|hằng|hàng|căn cứ|trên cơ sở|theo|để|nhằm|trước|chậm nhất|sau khi|khi|trong|ngoài"
    r"|bên cạnh|đồng thời|riêng|kết thúc|từ)\b"
)
_COMMA = re.compile(r"[,;.][\s*_]+")
_OF = Words(r"\bcủa [^,;.]{3,60}$")
"""Before a comma groups whose papers the sentence rests on: «Trên cơ sở báo cáo của các sở, địa phương, Sở X …»."""
_MAX_OPENING = 240
_ACTING = Words(
    r"[\s*_]*,?[\s*_]*(?:có |phải |chủ động |kịp thời |khẩn trương |tiến hành )*"
    r"(?:báo cáo|gửi|tổng hợp|xây dựng|ban hành|lập|tổ chức|triển khai|thực hiện|trách nhiệm|nhiệm vụ|định kỳ|căn cứ"
    r"|đánh giá|tham mưu|chủ trì|phối hợp|rà soát|cụ thể hóa)\b"
)
_TELLING = Words(r"\b(?:đôn đốc|lãnh đạo|chỉ đạo|hướng dẫn|yêu cầu|giao|đề nghị)[\s*_]+(?=\w)")
_ONLY_HOW = re.compile(r"[\s*_,]*(?:(?:chủ động|khẩn trương|kịp thời|tổ chức|triển khai|tổng hợp|định kỳ)[\s*_,]+)*")
_LABEL = Words(
    r"[\s*_]*(?:(?:giám sát|kiểm tra|đánh giá) (?:thông )?qua )?(?:báo cáo|định kỳ|đợt)\b[^;.:]{0,40}:[\s*_]*"
)
"""«Báo cáo 6 tháng, cả năm: Sở X …»."""
_VIA = Words(r"(?:\([\s*_]*|\b)(?:thông )?qua[\s*_]+(?:bộ phận[\s*_]+)?(?=[^\W\d_])")
_CHARGED = Words(
    r"\b(?:(?:xin |kính |trân trọng |cũng )*(?:đề nghị|yêu cầu|giao|thông báo(?: (?:để|cho))?))[\s*_]+"
    r"|\b(?:như sau|có ý kiến)[\s*_]*:[\s*_]*"
)
_CHARGING = Phrases("de nghi, yeu cau, giao, thong bao, nhu sau, co y kien")
"""Of these one stands in whatever `_CHARGED` finds."""
_PAPER = Words(r"\b(?:hồ sơ|tờ trình|văn bản|danh sách|công văn)(?: [^\W\d_]+){0,2}[\s*_,]*$")
"""Before «đề nghị» a paper that asks those who decide on it: it charges nobody."""
_ADDRESSED = Words(r"\bkính gửi[\s*_]*:[\s*_|]*")
_ADDRESSES_END = re.compile(
    r"\n[ \t*_]*\n|\n[ \t]*\||\n[ \t*_]*(?:Căn cứ|Thực hiện|Triển khai|Để|Ngày|Xét|Theo|Trên cơ sở)\s|\./|\.[ \t*_]*\n"
)
_NEXT_LINE = re.compile(r"\s*(?P<line>(?P<word>[^ \n]*)[^\n]*)")
_HEAD = 5000
"""Characters in which the address of a letter is looked for."""
_UNFINISHED = re.compile(r"(?:,|\b(?:và|các|của|cho|với|về|Bộ|Sở|Ban|Ủy|Cục|Vụ))\Z")
_LONGEST_WORD = 3
"""Last words behind which a title must go on, however its lines are broken, and letters of the longest."""
_END_OF_TITLE = re.compile(r"[ \t*_.:]*(?P<line>\n)\s*(?=\S)")
_BLANK_LINE = re.compile(r"\n[ \t*_]*\n")


class Sentence(NamedTuple):
    """A sentence, and where the item or paragraph begins in which it stands."""

    start: int
    end: int
    item_start: int


def body_sentences(text: Text, outline: Outline, *, speaking_of: Phrases) -> Iterator[Sentence]:
    """Sentences of the items and paragraphs of the body in which one of `speaking_of` stands.

    «;» does not end one: a report's parts hang together.
    """
    said = speaking_of.spans(text, 0, outline.body_end)
    for body, end in _speaking(_items_and_paragraphs(text, outline), said) if said else ():
        for begin, stop in sentences(text, body, end, semicolons=False):
            if _speaks(said, begin, stop):
                yield Sentence(begin, stop, body)


def _speaking(parts: tuple[tuple[int, int], ...], said: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the `parts` of a body, in order, in which one of the words `said` stands: few of a long paper."""
    places = dict.fromkeys(bisect_right(parts, start, key=itemgetter(0)) - 1 for start, _ in said)
    return (parts[at] for at in places if at >= 0 and _speaks(said, *parts[at]))


def _speaks(said: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the words `said`, in order, stands in `start:end`."""
    first = bisect_left(said, (start, start))
    return first < len(said) and said[first][1] <= end


@lru_cache(maxsize=2)
def _items_and_paragraphs(text: Text, outline: Outline) -> tuple[tuple[int, int], ...]:
    """The words of every item and of what stands below each heading."""
    headings = sections(text, outline)
    starts = {i.start: i.body for i in all_items(text, outline.body_start, outline.body_end)}
    for section in headings:
        starts[section.heading.start] = section.body
        if title_alone(text, section):
            starts[section.title_end] = section.title_end
    # A letter without headings has its words where others have their recital, below those it is written to.
    first = outline.body_start
    if not headings:
        written_to = _ADDRESSED.search(text, 0, min(outline.body_end, _HEAD))
        first = _paragraph_end(text, written_to.end()) if written_to else 0
    starts.setdefault(first, first)
    ordered = sorted(starts.items())
    ends = [start for start, _ in ordered[1:]] + [outline.body_end]
    return tuple((body, end) for (_, body), end in zip(ordered, ends, strict=True))


def title_alone(text: Text, section: Section) -> bool:
    """Whether the title stands on lines of its own, above the words of the section."""
    content, end = text.content, section.end
    behind = _END_OF_TITLE.match(content, section.title_end, end)
    last = max(section.body, section.title_end - _LONGEST_WORD)
    if behind is None or _UNFINISHED.search(content, last, section.title_end):
        return False
    if content[behind.end()].islower():
        return False
    parted = parts_paragraphs(text)
    return not (
        parted and not _BLANK_LINE.match(content, behind.start("line"), end) and _wrapped(text, section.title_end)
    )


def _wrapped(text: Text, offset: int) -> bool:
    """Whether the line of `offset` was broken for its length: the next word would not have fitted."""
    above = text.content[text.content.rfind("\n", 0, offset) + 1 : offset]
    below = _NEXT_LINE.match(text.content, offset)
    return below is not None and len(above) + 1 + len(below["word"]) > len(below["line"])


def subject_of(
    text: Text,
    reader: PartyReader,
    named: tuple[Block, ...],
    headings: tuple[Section, ...],
    sentence: Sentence,
) -> tuple[Party, ...]:
    """Who acts: the sentence's subject, whoever it charges, the subject of the item, the bodies of the heading."""
    block = next((b for b in reversed(named) if b.section.heading.start <= sentence.start < b.end), None)
    above = {p.name for p in block.parties} if block else set()
    for start in dict.fromkeys((sentence.start, sentence.item_start)):
        label = _LABEL.match(text, start, sentence.end)
        ahead = _SUBJECT_AHEAD.match(text, label.end() if label else start, sentence.end)
        begin = ahead.end() if ahead else start
        parties, stop = reader.at(begin, sentence.end)
        charged = _CHARGED.match(text, stop + blanks(text, stop), sentence.end) if parties else None
        if charged:
            parties = reader.at(charged.end(), sentence.end)[0]  # who asks is not who acts
        parties = parties or _charged_in(text, reader, start, sentence.end)
        if parties:
            return _in_full(named, parties)
        parties = behind_opening(text, reader, start, sentence.end)
        if parties and not above.issuperset(p.name for p in parties):
            return parties
    return block.parties if block else _titled(text, reader, headings, sentence)


def _in_full(named: tuple[Block, ...], parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """`parties`, or those of the heading that they open: there a name with a comma is whole («Phòng Tuyên truyền, Báo
    chí - Xuất bản»), and so is the list of names.
    """
    first = parties[0]
    headed = [b.parties for b in named if b.parties and b.parties[0].start == first.start]
    whole = (p for p in headed if p[: len(parties)] == parties or (not p[0].group and p[0].end > first.end))
    return next(whole, parties)


def behind_opening(text: Text, reader: PartyReader, start: int, end: int) -> tuple[Party, ...]:
    """The bodies that act behind the words that open the sentence: «Trên cơ sở Kế hoạch này, các sở … xây dựng»."""
    opening = _OPENING.match(text, start, end)
    for comma in _COMMA.finditer(text.content, start, min(end, start + _MAX_OPENING)) if opening else ():
        parties, stop = reader.at(comma.end(), end)
        if parties and _ACTING.match(text, stop, end):
            named = tuple(p for p in parties if not p.group)
            return named if named and _OF.search(text, start, comma.start()) else parties
        if comma.group()[0] in ";.":
            break
    return ()


def _titled(text: Text, reader: PartyReader, headings: tuple[Section, ...], sentence: Sentence) -> tuple[Party, ...]:
    """The bodies with whose names the innermost heading above the sentence begins that names any."""
    place = bisect_right(headings, sentence.start, key=lambda s: s.heading.start) - 1
    for section in lineage(headings, place) if place >= 0 else ():
        listed = first_item(text, section.title_end, section.end)
        parties, _ = reader.at(section.body, section.end if listed is None else listed.start)
        if parties and all(p.group or p.body for p in parties):
            return parties
    return ()


def _charged_in(text: Text, reader: PartyReader, start: int, end: int) -> tuple[Party, ...]:
    """Whom `start:end` charges last."""
    asked = _CHARGED.finditer(text, start, end) if _CHARGING.begin_in(text, start, end) else ()
    for begin in reversed([m.end() for m in asked if not _PAPER.search(text, start, m.start())]):
        parties, _ = reader.at(begin, end)
        if parties:
            return parties
    return ()


def told_to(text: Text, reader: PartyReader, sentence: Sentence, verb: int) -> tuple[Party, ...]:
    """The bodies directly before the `verb` that somebody else tells: «đôn đốc các đơn vị xây dựng kế hoạch»."""
    for telling in _TELLING.finditer(text, sentence.start, verb):
        parties, stop = reader.at(telling.end(), verb)
        if parties and _ONLY_HOW.fullmatch(text.small, stop, verb):
            return parties
    return ()


def addressees(text: Text, outline: Outline, reader: PartyReader) -> tuple[Party, ...]:
    """To whom a letter is written («Kính gửi: …»): they act where it names nobody."""
    found = _ADDRESSED.search(text, 0, min(outline.body_end, _HEAD))
    return reader.listed(found.end(), _paragraph_end(text, found.end())) if found else ()


def _paragraph_end(text: Text, start: int) -> int:
    end = _ADDRESSES_END.search(text.content, start)
    return end.start() if end else start


def charged_behind(text: Text, reader: PartyReader, sentence: Sentence) -> tuple[Party, ...]:
    """Whom the sentence behind charges: «… báo cáo UBND tỉnh. Yêu cầu các sở, ban, ngành thực hiện»."""
    behind = sentence.end + blanks(text, sentence.end)
    charged = _CHARGED.match(text, behind, len(text.content))
    return reader.at(charged.end(), len(text.content))[0] if charged else ()


def via_of(text: Text, reader: PartyReader, start: int, end: int) -> tuple[Party, ...]:
    """Through whom something is sent in `start:end`: «(qua Sở Y tế)»."""
    for match in _VIA.finditer(text, start, end):
        bracket = text.content.find(")", match.end(), end) if "(" in match[0] else -1
        parties = reader.filling(match.end(), bracket) if bracket > 0 else reader.at(match.end(), end)[0]
        if parties:
            return parties
    return ()


def blanks(text: Text, offset: int) -> int:
    """How many blanks, commas and marks of Markdown stand at `offset`."""
    rest = text.content[offset : offset + 20]
    return len(rest) - len(rest.lstrip(" \t\n*_,"))
