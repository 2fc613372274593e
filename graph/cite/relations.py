"""How a document stands to each instrument it mentions, read from the words before the mention.

The first rule that fits counts: the verb of title and recital, proposals, nesting in another paper's title,
replacement, doing a programme «theo» its decision, «theo / tại», the contents of a paper governed by a distant
verb, «căn cứ», doing; the rest cites. A list parted by «;» keeps the relation of its head.
"""

import re
from bisect import bisect_left, bisect_right

from cancu.graph.cite.governing import (
    AMENDS,
    ARTICLE,
    BASED_ON,
    BODY,
    CITES,
    IMPLEMENTS,
    NESTED,
    REPEALS,
    REPLACES,
    clean,
    defines,
    ended_by_item,
    ends_all,
    has_relation_words,
    has_verb,
    is_bare_item,
    is_subject,
    mended,
    opens_list,
    orders_plan,
    relation_of,
    relation_of_list,
    unnumbered_link,
)
from cancu.graph.cite.mention import Mention
from cancu.graph.cite.nesting import MAX_TITLE, beside_from, nesting, title_end, titles
from cancu.graph.fold import CAPITALS, fold
from cancu.graph.read import Outline, Text
from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.outline import PREAMBLE
from cancu.graph.read.quality import GARBLED

_OPERATIVE = AtLineStart(r"[ \t*_|]*quyet\s+(?:dinh|nghi)[ \t]*:?[ \t*_|]*(?=\n|\Z)")
"""The line that opens the articles of a decision or resolution: what they repeal, it repeals."""
_CAPITAL_LETTERS = "QUY"
"""Letters of «QUYẾT» that no mark changes."""
_ARTICLE_HEADING = re.compile(r"[\s*_#]*dieu\s")
_LAPSES = re.compile(r"[^.]*\b(?:het\s+hieu\s+luc|(?:bi|duoc)\s+(?:bai\s+bo|huy\s+bo|thay\s+the))\b")
"""What is said behind a list of instruments that a decision ends."""
_LAPSES_BY_THIS = re.compile(
    r"[^.]*\bhet\s+hieu\s+luc\b[^.]*\b(?:ke\s+hoach|quyet\s+dinh|chuong\s+trinh(?:\s+hanh\s+dong)?)\s+nay\b"
)
"""The same behind those that a plan ends: «… hết hiệu lực kể từ ngày Kế hoạch này được ban hành»."""
_LAPSING_WITHIN = 1_500
_DUTIES_TITLE = re.compile(r"to chuc (?:va )?thuc hien|phan cong|trach nhiem")
_OWN_FORCE_TITLE = re.compile(
    r"hieu luc|to chuc (?:va )?thuc hien|phan cong|(?:dieu khoan|to chuc) thi hanh|dieu khoan"
)
"""What heads the items that say from when a paper holds and what it ends."""
_FROM_NOW = re.compile(r"[^;.|]*\bke\s+tu\s+ngay\s+(?:ky|ban\s+hanh)\b")
"""Behind a plan that an item ends: it does so at once."""
_PLAN, _LETTER = "ke-hoach", "cong-van"
_GROUNDS_TITLE = re.compile(
    r"(?:cac |nhung )?(?:can cu|co so)(?: (?:phap ly|phap luat|chinh tri|thuc tien|xay dung|lap|ban hanh|de|,|va)\b|$)"
)
"""What heads the grounds of a paper that are listed in its body: «CĂN CỨ PHÁP LÝ», «CĂN CỨ LẬP KẾ HOẠCH»."""
_SENTENCE_ENDS = tuple((mark, re.compile(rf"[{mark}]\s+(?=[{CAPITALS}\d])")) for mark in ".!?")
_BULLET = re.compile(r"\n[ \t]*[-+*•–][ \t]+(?!\d|Thương\s+binh\s+và\s|Vũng\s+Tàu\b|xã\s+hội\b)")
"""An item; the dash of a name («Lao động⏎- Thương binh và Xã hội») opens none."""
_CELL = re.compile(r"\n[ \t]*\|[ \t]*\n")
_OPENING = re.compile(
    r"\n[ \t*_#>]*(?=(?:Thực\s+hiện|Căn\s+cứ|Xét|Theo|Triển\s+khai|Tiếp\s+tục|Để|Trên\s+cơ\s+sở|Nhằm|Tổ\s+chức|"
    r"Chủ\s+trì|Ngày\s+\d{1,2}\s+tháng|Năm\s+\d{4})\b)"
)
_BEGINNINGS = (
    *_SENTENCE_ENDS,
    ("\n", _BULLET),
    ("|", _CELL),
    ("\n", _OPENING),
)
"""What stands before a sentence, an item or a recital, each with a character that is in it. A pattern that begins with
one character is scanned for fast.
"""
_ITEM = re.compile(r"\n[ \t]*[-+*][ \t]+$")
_MARKUP = " \t*_#>"
_LONGEST_LIST = 40
_MARK_ALONE = re.compile(r"[\s*_#]*(?:(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)])?[\s*_]*")
_LONGEST_HEAD = 400
_LINE_OF_ITS_OWN = re.compile(rf"[*_.:][ \t]*\n\s*(?=[{CAPITALS}\d_])|\n[ \t]*\n")
MAX_LIST = 64
"""Mentions of one sentence that are looked back at: the head's relation has reached the later ones through them."""
MAX_OPENING = 40
"""Characters that show that a sentence or an item begins; more are blanks."""


def relate(text: Text, outline: Outline, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Give every mention its relation, its nesting and whether the clause orders a plan for it."""
    if not mentions:
        return ()
    starts = _unit_starts(text, outline, mentions)
    duty_sections = _duty_sections(outline)
    operative = _has_articles(text, outline)
    out: list[Mention] = []
    tops: list[int] = []
    named: set[str] = set()
    defined: set[int] = set()
    asides: set[int] = set()
    for index, mention in enumerate(mentions):
        printed = titles(text, mention, _title_limit(mention, starts, outline.body_end))
        unit = starts[bisect_right(starts, mention.start) - 1]
        if mention.number in named and _is_bracketed(text, mention):
            out.append(mention.read_as(printed, CITES))
            continue
        if mention.number:
            named.add(mention.number)
        inner = nesting(text, out, unit, mention)
        if inner is not None:
            outer, link = inner
            _end_titles_before(text, out, mention, outer)
            out.append(mention.read_as(printed, NESTED, link, outer))
            continue
        here = _since(tops, out, unit)
        before = _masked(text, here, here[0].start if len(here) == MAX_LIST else unit, mention.start)
        link = unnumbered_link(before)
        if link:
            out.append(mention.read_as(printed, NESTED, link))
            continue
        _end_titles_before(text, out, mention)
        passed = defined | asides if before.endswith(";") else defined
        previous = next((m.relation for m in reversed(here) if m.start not in passed), None)
        kind = mention.type.slug if mention.type else ""
        place = PREAMBLE if mention.section == PREAMBLE else ARTICLE if operative else BODY
        lead = _lead_in(text, starts, unit) or (_list_head(text, outline, unit) if is_bare_item(before) else "")
        if lead and has_relation_words(before):
            lead = ""
        relation = relation_of_list(lead, kind, place) if lead else relation_of(before, previous, kind, place)
        if relation == CITES and not has_verb(before) and not defines(before) and _among_grounds(outline, mention):
            relation = BASED_ON
        if defines(before):
            defined.add(mention.start)
        if relation == BASED_ON and previous not in (None, BASED_ON) and not has_verb(before.rpartition(";")[2]):
            asides.add(mention.start)  # «thực hiện A; chương trình theo B; C»: what «theo» says holds for B alone
        if (
            relation == CITES
            and place == BODY
            and (
                (kind == _PLAN and _on_own_force(text, outline, mention, unit))
                or (kind == _LETTER and mention.section.isdigit())
                or _is_paragraph(text, unit)
            )
        ):
            relation = ended_by_item(before) or relation
        lapses = _LAPSES if place == ARTICLE else _LAPSES_BY_THIS if place == BODY else None
        if (
            lapses is not None
            and relation in (CITES, BASED_ON)
            and is_subject(before)
            and lapses.match(text.folded, mention.end, mention.end + _LAPSING_WITHIN)
        ):
            relation = REPEALS
        if place == ARTICLE and relation == REPLACES and mention.part:
            relation = AMENDS  # who replaces an article of an instrument amends it
        ordered = (
            relation == IMPLEMENTS
            and mention.section != PREAMBLE
            and orders_plan(before, any(f"{mention.section}.".startswith(f"{s}.") for s in duty_sections))
        )
        out.append(mention.read_as(printed, relation, plan_ordered=ordered))
        tops.append(index)
    return tuple(out)


def _end_titles_before(text: Text, earlier: list[Mention], mention: Mention, outer: tuple[int, ...] = ()) -> None:
    """Take from the titles in `earlier`, apart from those in which it stands (`outer`), the paper that is named beside
    them: «… về trẻ em và Chỉ thị số …».
    """
    end = beside_from(text, earlier[-1], mention) if earlier else None
    if end is None:
        return
    index: int | None = len(earlier) - 1
    while index is not None and index not in outer:
        before = earlier[index]
        if before.title or before.title_raw:
            title, title_raw = titles(text, before, end)
            earlier[index] = before._replace(title=title, title_raw=title_raw)
        index = before.nested_in[0] if before.nested_in else None


def _since(tops: list[int], mentions: list[Mention], unit: int) -> list[Mention]:
    """The mentions `tops`, nested in no other, that stand in the unit that begins at `unit`."""
    first = len(tops)
    furthest = max(0, first - MAX_LIST)
    while first > furthest and mentions[tops[first - 1]].start >= unit:
        first -= 1
    return [mentions[i] for i in tops[first:]]


def _has_articles(text: Text, outline: Outline) -> bool:
    """Whether the document decides in articles: what they repeal, it repeals."""
    if any(h.parent is None and _ARTICLE_HEADING.match(text.folded, h.start) for h in outline.headings):
        return True
    if _CAPITAL_LETTERS not in text.content:
        return False
    deciding = _OPERATIVE.finditer(text.folded, 0, len(text.folded))
    return any(text.content[m.start() : m.end()].isupper() for m in deciding)


def _duty_sections(outline: Outline) -> tuple[str, ...]:
    return tuple(h.path for h in outline.headings if h.parent is None and _DUTIES_TITLE.search(fold(h.title)))


def _among_grounds(outline: Outline, mention: Mention) -> bool:
    """Whether the mention stands in a section that lists what the paper rests on."""
    heading = outline.heading_at(mention.start) if mention.section != PREAMBLE else None
    while heading is not None:
        if _GROUNDS_TITLE.match(fold(heading.title)):
            return True
        heading = next((h for h in outline.headings if h.path == heading.parent), None) if heading.parent else None
    return False


def _on_own_force(text: Text, outline: Outline, mention: Mention, unit: int) -> bool:
    """Whether the item that begins at `unit` stands directly below a title about the force or the carrying out of the
    paper, or says from when it holds: what stands below a body's name is that body's task.
    """
    if _FROM_NOW.match(text.folded, mention.end, mention.end + MAX_TITLE):
        return True
    item = outline.heading_at(mention.start)
    if item is not None and (item.start >= unit or _MARK_ALONE.fullmatch(text.folded, item.start, unit)):
        item = next((h for h in outline.headings if h.path == item.parent), None)
    return item is not None and _OWN_FORCE_TITLE.search(fold(item.title)) is not None


def _is_paragraph(text: Text, unit: int) -> bool:
    """Whether a line without a mark begins at `unit`: what a paper ends in a paragraph of its own, it ends itself."""
    begin = text.content.rfind("\n", 0, unit) + 1
    return not text.content[begin:unit].strip(_MARKUP) and text.content[unit : unit + 1].isupper()


def _unit_starts(text: Text, outline: Outline, mentions: tuple[Mention, ...]) -> list[int]:
    """Where sentences, items and recitals begin, in order: a verb governs no further than its own unit."""
    heads = [0, *(h.start for h in outline.headings), *(h.start for h in outline.annex_headings)]
    start = heads[bisect_right(heads, mentions[0].start) - 1]
    end = max(m.end for m in mentions) + MAX_TITLE + MAX_OPENING
    found = set(heads)
    for mark, pattern in _BEGINNINGS:
        if mark in text.content:
            found.update([m.end() for m in pattern.finditer(text.content, start, end)])
    starts = sorted(found)
    for mention in mentions:
        first, last = bisect_right(starts, mention.start), bisect_left(starts, mention.end)
        if first < last:
            del starts[first:last]
    return starts


def _lead_in(text: Text, starts: list[int], unit: int) -> str:
    """The words that end in a colon above the list whose item begins at `unit`; "" where there are none with a verb."""
    index = bisect_right(starts, unit) - 1
    for place in range(index, max(0, index - _LONGEST_LIST), -1):
        begin = starts[place]
        if not text.folded.endswith((" ", "\t"), 0, begin) or not _ITEM.search(text.folded, max(0, begin - 6), begin):
            return ""
        above = text.folded[starts[place - 1] : starts[place]].rstrip(" \n\t-+*_|")
        if above.endswith(":"):
            words = clean(above)
            return words if has_verb(words) else ""
    return ""


def _list_head(text: Text, outline: Outline, unit: int) -> str:
    """The sentence ending in a colon that opens the numbered list whose item begins at `unit`; "" where none does."""
    item = outline.heading_at(unit)
    if item is None or item.parent is None or not _MARK_ALONE.fullmatch(text.folded, item.start, unit):
        return ""
    first = next((h.start for h in outline.headings if h.parent == item.parent), unit)
    above = text.content[max(0, first - _LONGEST_HEAD) : first].rstrip(" \n\t*_|")
    if not above.endswith(":"):
        return _ending_article(text, outline, item.parent)
    begins = [m.end() for p in (*(p for _, p in _SENTENCE_ENDS), _LINE_OF_ITS_OWN) for m in p.finditer(above)]
    words = clean(text.folded[first - min(first, _LONGEST_HEAD) + max(begins, default=0) : first].rstrip(" \n\t*_|:"))
    return words if opens_list(words) else ""


def _ending_article(text: Text, outline: Outline, path: str) -> str:
    """The title of the article at `path` where it says that what is listed below it ends: «Điều 3. Bãi bỏ các văn
    bản».
    """
    heading = next((h for h in outline.headings if h.path == path), None)
    words = clean(fold(heading.title)) if heading and _ARTICLE_HEADING.match(text.folded, heading.start) else ""
    return words if ends_all(words) else ""


def _is_bracketed(text: Text, mention: Mention) -> bool:
    """Whether this is how a paper named before shall be called: «Nghị quyết số 163/2024/QH15 … (Nghị quyết số 163)»."""
    return text.folded[mention.start - 1 : mention.start] == "(" and text.folded[mention.end : mention.end + 1] == ")"


def _masked(text: Text, tops: list[Mention], unit: int, end: int) -> str:
    """The folded words from `unit` to `end` with every earlier mention and its title replaced by «§»."""
    pieces: list[str] = []
    position = unit
    for mention in tops:
        if mention.start < position:
            continue
        pieces.append(text.folded[position : mention.start])
        pieces.append(" § ")
        position = title_end(text, mention, end)
    pieces.append(text.folded[position:end])
    words = clean("".join(pieces))
    return mended(words) if text.quality_at(end) == GARBLED else words


def _title_limit(mention: Mention, starts: list[int], body_end: int) -> int:
    """Where a title of the mention must have ended: at the next unit, or at the end of the body."""
    following = bisect_right(starts, mention.end)
    if following < len(starts):
        return starts[following]
    return body_end if mention.end <= body_end else mention.end + MAX_TITLE
