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
    clean,
    governed,
    has_relation_words,
    has_verb,
    mended,
    orders_plan,
    relation_of,
    unnumbered_link,
)
from cancu.graph.cite.mention import Mention
from cancu.graph.fold import fold
from cancu.graph.read import Outline, Text
from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.outline import PREAMBLE
from cancu.graph.read.quality import GARBLED, GOOD

_OPERATIVE = AtLineStart(r"[ \t*_|]*quyet\s+(?:dinh|nghi)[ \t]*:?[ \t*_|]*(?=\n|\Z)")
"""The line that opens the articles of a decision or resolution: what they repeal, it repeals."""
_LAPSES = re.compile(r"[^.]*\b(?:het\s+hieu\s+luc|(?:bi|duoc)\s+(?:bai\s+bo|huy\s+bo|thay\s+the))\b")
"""What is said behind a list of instruments that a decision ends."""
_LAPSING_WITHIN = 1_500
_DUTIES_TITLE = re.compile(r"to chuc (?:va )?thuc hien|phan cong|trach nhiem")
_BULLET = re.compile(r"\n[ \t]*[-+*•–][ \t]+(?!\d)")
_CELL = re.compile(r"\n[ \t]*\|[ \t]*\n")
_OPENING = re.compile(
    r"\n[ \t*_#>]*(?=(?:Thực hiện|Căn cứ|Xét|Theo|Triển khai|Tiếp tục|Để|Trên cơ sở|Nhằm|Tổ chức|Chủ trì)\b)"
)
_BEGINNINGS = (
    *((mark, re.compile(rf"[{mark}]\s+(?=[^\Wa-zà-ỹđ])")) for mark in ".!?"),
    ("\n", _BULLET),
    ("|", _CELL),
    ("\n", _OPENING),
)
"""What stands before a sentence, an item or a recital, each with a character that is in it. A pattern that begins with
one character is scanned for fast.
"""
_TITLE_OPENS = re.compile(
    r"[\s*_]*(?:\(?(?:ve|v/v|thong\s+qua|trien\s+khai|thuc\s+hien|phe\s+duyet|ban\s+hanh|quy\s+dinh|huong\s+dan|sua\s+doi|"
    r"bo\s+sung|cong\s+bo|dieu\s+chinh|tang\s+cuong|to\s+chuc|phong|day\s+manh|quan\s+ly|giao|nham|chi\s+tiet|cua)\b|[\"(])"
)
_NEXT_SUBJECT = (
    r"(?:uy\s+ban|ubnd|hoi\s+dong|hdnd|so\s+[a-z]|bo\s+[a-z]|ban\s+[a-z]|phong\s+[a-z]|can\s+cu|xet|theo\s+de\s+nghi|"
    r"tinh\s+uy|thuong\s+truc|nham|de\s|voi\s+muc|dong\s+thoi|theo\s+quy\s+dinh)"
)
_CHANGED_BY = re.compile(r"\s*[(,]?\s*(?:da\s+)?duoc\s+(?:sua\s+doi|dieu\s+chinh|bo\s+sung|thay\s+the)")
# Each way to end begins with a character that is written out: so the places in between are passed over fast.
_TITLE_ENDS = re.compile(
    rf";|,\s*(?={_NEXT_SUBJECT}\b)|\.\s|\)\s|\(\s*(?:sau\s+day\s+)?(?:duoc\s+)?(?:viet|goi)\s+(?:tat|chung|la)\b"
    r"|,\s*(?:da\s+)?duoc\s+(?:sua\s+doi|dieu\s+chinh|bo\s+sung|thay\s+the)\b"
    + "".join(
        rf"|{blank}(?:"
        r"(?:va|cung)\s+cac\s+(?:quyet\s+dinh|van\s+ban|ke\s+hoach|noi\s+dung|huong\s+dan|quy\s+dinh|chinh\s+sach)\b"
        r"|va\s+(?:huong\s+dan|chi\s+dao|y\s+kien|ket\s+luan|de\s+nghi|yeu\s+cau)(?:\s+chi\s+dao)?\s+cua\b"
        r"|theo\s+quy\s+dinh\s+(?:tai|cua)\b)"
        for blank in (" ", r"\n", r"\f")
    )
)
_AND = re.compile(r"\s*va\s*")
_QUOTED = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")
_NEW_CLAUSE = re.compile(r",\s*\n\s*(?=[A-ZĐÀ-ÖØ-ÝĂƠƯỦỨỪỬỮỰ])")
_INNER_LINK = (
    ("details", re.compile(r"\bquy dinh chi tiet[^;]*$")),
    ("guides", re.compile(r"\bhuong dan(?: (?:thi hanh|thuc hien|ap dung|mot so))?[^;,]*$")),
    ("amends", re.compile(r"\b(?:sua doi|bo sung)[^;]*$")),
    ("replaces", re.compile(r"\bthay the[^;]*$")),
    ("announces", re.compile(r"\bcong bo[^;]*$")),
    ("implements", re.compile(r"\b(?:thuc hien|trien khai|thi hanh)\b[^;]*$")),
    ("approves", re.compile(r"\b(?:phe duyet|ban hanh|thong qua)[^;]*$")),
)
_POINTS_IN = re.compile(r"\b(?:cua|tai|theo|trong|ap dung|bai bo|tong ket|so ket)(?: cac| mot so| toan bo)*$")
_ITEM = re.compile(r"\n[ \t]*[-+*][ \t]+$")
_LONGEST_LIST = 40
_MARKUP = "*_#"
_ABOUT = re.compile(r"[Vv](?:[ềỀ]\s+[vV][iI][ệỆ][cC]|[ềỀ]|/[vV])\s+")
MIN_TITLE, MAX_TITLE = 12, 420
"""A title is no shorter and no longer than this, in characters; what runs on is prose."""
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
    deciding = _OPERATIVE.finditer(text.folded, 0, len(text.folded))
    operative = any(text.content[m.start() : m.end()].isupper() for m in deciding)
    out: list[Mention] = []
    tops: list[int] = []
    named: set[str] = set()
    for index, mention in enumerate(mentions):
        title, title_raw = _titles(text, mention, starts, outline.body_end)
        unit = starts[bisect_right(starts, mention.start) - 1]
        if mention.number in named and _is_bracketed(text, mention):
            out.append(mention._replace(title=title, title_raw=title_raw, relation=CITES))
            continue
        if mention.number:
            named.add(mention.number)
        inner = _nesting(text, out, unit, mention)
        if inner is not None:
            outer, link = inner
            out.append(
                mention._replace(
                    title=title, title_raw=title_raw, relation=NESTED, nested_relation=link, nested_in=outer
                )
            )
            continue
        here = _since(tops, out, unit)
        before = _masked(text, here, here[0].start if len(here) == MAX_LIST else unit, mention.start)
        link = unnumbered_link(before)
        if link:
            out.append(mention._replace(title=title, title_raw=title_raw, relation=NESTED, nested_relation=link))
            continue
        previous = here[-1].relation if here else None
        kind = mention.type.slug if mention.type else ""
        place = PREAMBLE if mention.section == PREAMBLE else ARTICLE if operative else BODY
        lead = _lead_in(text, starts, unit)
        governs = lead and not has_relation_words(before)
        relation = governed(lead) if governs else relation_of(before, previous, kind, place)
        if (
            place == ARTICLE
            and relation in (CITES, BASED_ON)
            and _LAPSES.match(text.folded, mention.end, mention.end + _LAPSING_WITHIN)
        ):
            relation = REPEALS
        ordered = (
            relation == IMPLEMENTS
            and mention.section != PREAMBLE
            and orders_plan(before, any(f"{mention.section}.".startswith(f"{s}.") for s in duty_sections))
        )
        out.append(mention._replace(title=title, title_raw=title_raw, relation=relation, plan_ordered=ordered))
        tops.append(index)
    return tuple(out)


def _since(tops: list[int], mentions: list[Mention], unit: int) -> list[Mention]:
    """The mentions `tops`, nested in no other, that stand in the unit that begins at `unit`."""
    first = len(tops)
    furthest = max(0, first - MAX_LIST)
    while first > furthest and mentions[tops[first - 1]].start >= unit:
        first -= 1
    return [mentions[i] for i in tops[first:]]


def _duty_sections(outline: Outline) -> tuple[str, ...]:
    return tuple(h.path for h in outline.headings if h.parent is None and _DUTIES_TITLE.search(fold(h.title)))


def _unit_starts(text: Text, outline: Outline, mentions: tuple[Mention, ...]) -> list[int]:
    """Where sentences, items and recitals begin, in order: a verb governs no further than its own unit."""
    heads = [0, *(h.start for h in outline.headings)]
    found = set(heads)
    patterns = [pattern for mark, pattern in _BEGINNINGS if mark in text.content]
    for start, end in _neighbourhoods(heads, mentions):
        for pattern in patterns:
            found.update([m.end() for m in pattern.finditer(text.content, start, end)])
    starts = sorted(found)
    for mention in mentions:
        first, last = bisect_right(starts, mention.start), bisect_left(starts, mention.end)
        if first < last:
            del starts[first:last]
    return starts


def _neighbourhoods(heads: list[int], mentions: tuple[Mention, ...]) -> list[tuple[int, int]]:
    """The stretches in which units that hold a mention or end its title may begin: from the heading above it on."""
    joined: list[tuple[int, int]] = []
    for mention in mentions:
        start = heads[bisect_right(heads, mention.start) - 1]
        end = mention.end + MAX_TITLE + MAX_OPENING
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _lead_in(text: Text, starts: list[int], unit: int) -> str:
    """The words that end in a colon above the list whose item begins at `unit`; "" where there are none with a verb."""
    index = bisect_right(starts, unit) - 1
    for place in range(index, max(0, index - _LONGEST_LIST), -1):
        if _ITEM.search(text.folded, max(0, starts[place] - 6), starts[place]) is None:
            return ""
        above = text.folded[starts[place - 1] : starts[place]].rstrip(" \n\t-+*_|")
        if above.endswith(":"):
            words = clean(above)
            return words if has_verb(words) else ""
    return ""


def _is_bracketed(text: Text, mention: Mention) -> bool:
    """Whether this is how a paper named before shall be called: «Nghị quyết số 163/2024/QH15 … (Nghị quyết số 163)»."""
    return text.folded[mention.start - 1 : mention.start] == "(" and text.folded[mention.end : mention.end + 1] == ")"


def _nesting(
    text: Text, earlier: list[Mention], unit: int, mention: Mention
) -> tuple[tuple[int, ...], str | None] | None:
    """The mention whose title names this one, with the relation between the two."""
    if not earlier or earlier[-1].start < unit:
        return None
    continued = earlier[-1].relation == NESTED and _AND.fullmatch(text.folded, earlier[-1].end, mention.start)
    if continued and (earlier[-1].nested_in or earlier[-1].nested_relation in ("details", "guides")):
        return earlier[-1].nested_in, earlier[-1].nested_relation
    if mention.start < earlier[-1].end:
        return (len(earlier) - 1,), AMENDS
    between = text.folded[earlier[-1].end : mention.start]
    if (
        _CHANGED_BY.match(between)
        or not _TITLE_OPENS.match(between)
        or _title_end(text, earlier[-1].end, mention.start) < mention.start
    ):
        return None
    words = mended(clean(between)) if text.quality_at(mention.start) == GARBLED else clean(between)
    for relation, pattern in _INNER_LINK:
        if pattern.search(words):
            return (len(earlier) - 1,), relation
    return ((len(earlier) - 1,), None) if _POINTS_IN.search(words) else None


def _masked(text: Text, tops: list[Mention], unit: int, end: int) -> str:
    """The folded words from `unit` to `end` with every earlier mention and its title replaced by «§»."""
    pieces: list[str] = []
    position = unit
    for mention in tops:
        if mention.start < position:
            continue
        pieces.append(text.folded[position : mention.start])
        pieces.append(" § ")
        position = _title_end(text, mention.end, end)
    pieces.append(text.folded[position:end])
    words = clean("".join(pieces))
    return mended(words) if text.quality_at(end) == GARBLED else words


def _title_end(text: Text, start: int, limit: int) -> int:
    return _end_of_title(text, start, limit) if _TITLE_OPENS.match(text.folded, start, limit) else start


def _end_of_title(text: Text, start: int, limit: int) -> int:
    found = _TITLE_ENDS.search(text.folded, start, limit)
    end = found.start() if found else limit
    clause = _NEW_CLAUSE.search(text.content, start, limit)
    return min(end, clause.start()) if clause else end


def _titles(text: Text, mention: Mention, starts: list[int], body_end: int) -> tuple[str | None, str | None]:
    """What is printed as the mention's title, and the same apart where the letters cannot be trusted."""
    title = _title(text, mention, starts, body_end)
    return (title, None) if title is None or text.quality_at(mention.start) == GOOD else (None, title)


def _title(text: Text, mention: Mention, starts: list[int], body_end: int) -> str | None:
    """What is printed after the mention as the instrument's title; None where nothing is."""
    if mention.name:
        return None
    following = bisect_right(starts, mention.end)
    limit = mention.end + MAX_TITLE
    if following < len(starts):
        limit = min(limit, starts[following])
    elif mention.end <= body_end:
        limit = min(limit, body_end)
    found = _TITLE_OPENS.match(text.folded, mention.end, limit)
    if found is None:
        return None
    end = _end_of_title(text, mention.end, limit)
    words = text.content[mention.end : end]
    for mark in _MARKUP:
        if mark in words:
            words = words.replace(mark, " ")
    words = " ".join(words.split()).strip(" .,:;/")
    about = _ABOUT.match(words)
    words = words[about.end() :] if about else words
    quoted = _QUOTED.match(words)
    words = (quoted.group(1) if quoted else words).strip()
    proper = len(words) > MIN_TITLE and end < mention.end + MAX_TITLE and not words.lower().startswith("của ")
    return words if proper else None
