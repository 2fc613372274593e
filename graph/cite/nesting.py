"""The title that is printed behind a mention, and which mention stands inside whose title.

«Quyết định số A phê duyệt Kế hoạch thực hiện Nghị quyết số B; Quyết định số C …» names B in the title of A; C stands
beside A. A title begins with a word that titles begin with and ends at «;», at a new subject or at the sentence's end.
"""

import re

from cancu.graph.cite.dates import NOTE_MARK
from cancu.graph.cite.governing import AMENDS, IMPLEMENTS, NESTED, carries_out, clean, mended
from cancu.graph.cite.joint import is_joint
from cancu.graph.cite.mention import Mention
from cancu.graph.fold import CAPITALS
from cancu.graph.read import Text
from cancu.graph.read.quality import GARBLED, GOOD

_OPENING_WORDS = re.compile(
    r"(?:,\s*(?=ve\s+viec\s))?[\s*_]*(?:\(?(?:ve|v/v|thong\s+qua|trien\s+khai|thuc\s+hien|phe\s+duyet|ban\s+hanh|quy\s+dinh|huong\s+dan|sua\s+doi|"
    r"bo\s+sung|cong\s+bo|dieu\s+chinh|tang\s+cuong|to\s+chuc|phong|day\s+manh|quan\s+ly|giao|nham|chi\s+tiet|cua|ket\s+luan\s+cua|"
    r"tiep\s+tuc\s+(?:trien\s+khai|thuc\s+hien)|kien\s+toan|thanh\s+lap|uy\s+quyen|phan\s+cap|bai\s+bo|thay\s+the|keo\s+dai|hop\s+nhat|dinh\s+chinh|de\s+nghi)\b"
    r"|[\"(])"
)
_FORMER_NAME = r"\s*\((?:nay\s+la|cu|truoc\s+day|truoc\s+sap\s+xep|nay\s+thuoc)\b[^()]{0,80}\)"
_TERM = r"\s*[,(]?\s*(?:khoa|nhiem\s+ky)\s+[ivxlc\d][ivxlc\d –-]{0,12}(?![a-z])\)?"
_SENT_TO = r"(?:\s+gui\s+[^.;()\n]{3,80}?(?=,?\s+ve\s+viec\s))?"
_TWICE = r"(?:\s+(?:tinh|thanh\s+pho|huyen|xa|phuong)(?=\s+ve\s))?"
"""The rank of a place that a writer put twice: «Ủy ban nhân dân tỉnh tỉnh về …»."""
_AFTER_ISSUER = re.compile(rf"{NOTE_MARK}{_TWICE}(?:{_TERM})?(?P<former>{_FORMER_NAME})?{_SENT_TO}")
"""What may stand between an issuer and the title: «[1]», «khóa XIII», «(nay là tỉnh Đồng Tháp)», «gửi các bộ»."""
_OTHER_ISSUERS = re.compile(
    r"(?:\s*(?:,|va)\s+(?:lien\s+)?(?:bo|ban|tong|thanh\s+tra|ngan\s+hang|toa\s+an|vien|uy\s+ban|hoi|doan|mat\s+tran)\s"
    r"[^;.()\"]{2,60}?){1,5}(?=\s(?:ve|quy\s+dinh|huong\s+dan|sua\s+doi|ban\s+hanh)\b)"
)
_NEXT_SUBJECT = (
    r"(?:uy\s+ban|ubnd|hoi\s+dong|hdnd|so\s+[a-z]|bo\s+[a-z]|ban\s+[a-z]|phong\s+[a-z]|can\s+cu|xet|theo\s+de\s+nghi|"
    r"tinh\s+uy|thuong\s+truc|nham|de\s|voi\s+muc|dong\s+thoi|theo\s+quy\s+dinh)"
)
_NEXT_DAY = (
    r"ngay\s+\d[^;,]{2,30},\s*(?:uy\s+ban|ubnd|hoi\s+dong|hdnd|so|bo|chinh\s+phu|thu\s+tuong|tinh\s+uy|thanh\s+uy)\b"
)
"""The day with which a new sentence about another paper begins: «…, ngày 14/7/2014, Bộ Y tế đã ban hành»."""
_CHANGED_BY = re.compile(r"\s*[(,]?\s*(?:da\s+)?duoc\s+(?:sua\s+doi|dieu\s+chinh|bo\s+sung|thay\s+the)")
# Each way to end begins with a character that is written out: so the places in between are passed over fast.
_TITLE_ENDS = re.compile(
    rf";(?!\s*quy\s+dinh\s+chi\s+tiet\s+(?:va|mot\s+so|thi\s+hanh)\b)|,\s*(?={_NEXT_SUBJECT}\b|{_NEXT_DAY})|\.\s|\)\s"
    r"|\(\s*(?:da\s+)?duoc\s+(?:sua\s+doi|dieu\s+chinh|bo\s+sung|thay\s+the)\b"
    r"|\(\s*(?:sau\s+day\s+)?(?:duoc\s+)?(?:viet|goi)\s+(?:tat|tt|chung|la)\b"
    r"|,\s*(?:da\s+)?duoc\s+(?:sua\s+doi|dieu\s+chinh|bo\s+sung|thay\s+the)\b"
    + "".join(
        rf"|{blank}(?:"
        r"(?:da\s+)?duoc\s+(?:sua\s+doi,?\s+)?(?:bo\s+sung|thay\s+the|sua\s+doi|dieu\s+chinh)[^;,]{0,30}?\s(?:boi|theo)\b"
        r"|(?:da\s+)?duoc\s+(?:sua\s+doi,?\s+bo\s+sung|sua\s+doi|thay\s+the)\s+tai\b"
        r"|(?:va|cung)\s+cac\s+(?:quyet\s+dinh|van\s+ban|ke\s+hoach|noi\s+dung|huong\s+dan|quy\s+dinh|chinh\s+sach)\b"
        r"|va\s+(?:huong\s+dan|chi\s+dao|y\s+kien|ket\s+luan|de\s+nghi|yeu\s+cau)(?:\s+chi\s+dao)?\s+cua\b"
        r"|theo\s+quy\s+dinh\s+(?:tai|cua)\b|va\s+quy\s+dinh\s+tai\b|ke\s+tu\s+ngay\b"
        r"|gan\s+voi\s+(?:viec\s+)?(?:tiep\s+tuc\s+|day\s+manh\s+|to\s+chuc\s+)*(?:trien\s+khai|thuc\s+hien|hoc\s+tap)\b)"
        for blank in (" ", r"\n", r"\f")
    )
)
_AND = re.compile(r"\s*va\s*")
_COMMA = re.compile(r"\s*,\s*")
_BESIDE = re.compile(r"(?P<sign>,\s*va|,|\sva|\scung(?:\s+voi)?)\s+(?:cac\s+)?(?:so\s{0,3}:?\s{0,3})?$")
"""What stands before a mention that is named beside an earlier one, with its type or by «số» alone, not inside its
title.
"""
_PARAGRAPH = re.compile(r"[ \t*_]*\n[ \t*_]*\n\s*")
_QUOTED = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")
_CLOSING_QUOTES = "”»’"
_NEW_CLAUSE = re.compile(rf",\s*\n\s*(?=[{CAPITALS}])")
_LINKS = (
    ("details", re.compile(r"\bquy dinh chi tiet[^;]*$")),
    ("guides", re.compile(r"\bhuong dan(?: (?:thi hanh|thuc hien|ap dung|mot so))?[^;,]*$")),
    ("amends", re.compile(r"\b(?:sua doi|bo sung)[^;]*$")),
    ("amends", re.compile(r"\bdieu chinh(?: mot so)?(?: (?:noi dung|dieu|chi tieu))?(?: (?:cua|tai))?(?: cac)?$")),
    ("replaces", re.compile(r"\bthay the[^;]*$")),
    ("announces", re.compile(r"\bcong bo[^;]*$")),
    ("implements", re.compile(r"\b(?:thuc hien|trien khai|thi hanh)\b[^;]*$")),
    ("approves", re.compile(r"\b(?:phe duyet|ban hanh|thong qua)[^;]*$")),
)
_WITHIN = frozenset({"implements", "details", "guides"})
"""Links of a title whose verb also governs what follows «và»."""
_GUIDING = re.compile(r"\b(?:huong dan|quy dinh chi tiet)\b")
_CARRIED_OUT = re.compile(r"\W*(?:ve )?(?:viec )?(?:to chuc |trien khai |tiep tuc )*(?:thuc hien|trien khai)(?: cac)?")
_POINTS_IN = re.compile(r"\b(?:cua|tai|theo|trong|ap dung|bai bo|tong ket|so ket)(?: cac| mot so| toan bo)*$")
_MARKUP = "*_#"
_ABOUT = re.compile(r"[Vv](?:[ềỀ]\s+[vV][iI][ệỆ][cC]|[ềỀ]|/[vV])\s+")
LEVELS = ("central", "province", "district", "commune")
_WHOLE_DATE = len("2025-12-31")
MIN_TITLE, MAX_TITLE = 12, 420
"""A title is no shorter and no longer than this, in characters; what runs on is prose."""


def nesting(
    text: Text, earlier: list[Mention], unit: int, mention: Mention
) -> tuple[tuple[int, ...], str | None] | None:
    """The mentions whose title names this one, with the relation between them and it; None where it is in no title.

    No title names a paper that is younger than itself.
    """
    if not earlier or earlier[-1].start < unit:
        return None
    found = _nesting(text, earlier, mention)
    return None if found and any(_is_younger(mention, earlier[outer]) for outer in found[0]) else found


def _is_younger(mention: Mention, outer: Mention) -> bool:
    """Whether both print a day, one that their numbers do not belie, and that of `mention` is the later."""
    days = [
        m.date for m in (mention, outer) if m.date and len(m.date) == _WHOLE_DATE and m.number_year in (None, m.year)
    ]
    return len(days) == 2 and days[0] > days[1]


def _nesting(text: Text, earlier: list[Mention], mention: Mention) -> tuple[tuple[int, ...], str | None] | None:
    last = earlier[-1]
    if mention.start < last.end:
        return (len(earlier) - 1,), AMENDS
    between = text.folded[last.end : mention.start]
    if last.relation == NESTED and (last.nested_in or last.nested_relation in ("details", "guides")):
        if _AND.fullmatch(between):
            return _nesting_of(_same_type(earlier, mention, nested=True) or last)
        if _COMMA.fullmatch(between) and mention.type == last.type:
            return _nesting_of(last)
    opens = _title_start(text, last, mention.start)
    if _CHANGED_BY.match(between) or opens is None or title_end(text, last, mention.start) < mention.start:
        return None
    words = mended(clean(between)) if text.quality_at(mention.start) == GARBLED else clean(between)
    link = _link(words)
    beside = _BESIDE.search(between)
    if beside is not None and beside.start() > opens - last.end:
        if _is_lower(mention, _outermost(earlier)):
            return None
        sibling = _same_type(earlier, mention, nested=False)
        if sibling is None and beside["sign"] != ",":
            carried = last.relation == NESTED and last.nested_relation == IMPLEMENTS
            if not carried and link not in _WITHIN:
                return None
            sibling = last if last.relation == NESTED else None
        elif sibling is None:
            return None
        if sibling is not None:
            return _nesting_of(sibling)
    if link is None and not _POINTS_IN.search(words):
        return None
    return _outer(text, earlier, mention, words, link), link


def beside_from(text: Text, last: Mention, mention: Mention) -> int | None:
    """Where the «, » or «và» stands by which the mention is named beside `last`, within reach of its title; None where
    it is not.
    """
    if not 0 < mention.start - last.end < MAX_TITLE:
        return None
    beside = _BESIDE.search(text.folded[last.end : mention.start])
    return last.end + beside.start() if beside is not None else None


def _outermost(earlier: list[Mention]) -> Mention:
    """The mention in whose title the last one stands, or the last one itself."""
    outer = earlier[-1]
    while outer.nested_in:
        outer = earlier[outer.nested_in[0]]
    return outer


def _is_lower(mention: Mention, outer: Mention) -> bool:
    """Whether the mention is of a body below that of `outer`, which therefore names it in no title."""
    if mention.issuer is None or outer.issuer is None:
        return False
    return LEVELS.index(mention.issuer.level) > LEVELS.index(outer.issuer.level)


def _nesting_of(sibling: Mention) -> tuple[tuple[int, ...], str | None] | None:
    """Where a mention stands that is named beside `sibling`."""
    return (sibling.nested_in, sibling.nested_relation) if sibling.relation == NESTED else None


def _same_type(earlier: list[Mention], mention: Mention, *, nested: bool) -> Mention | None:
    """The innermost mention of the same type among the last one and those whose titles hold it; `nested` asks for one
    that stands in a title itself.
    """
    chain = earlier[-1]
    while True:
        if chain.type == mention.type and (chain.relation == NESTED or not nested):
            return chain
        if not chain.nested_in:
            return None
        chain = earlier[chain.nested_in[-1]]


def _link(words: str) -> str | None:
    """What the title's words make of the instrument that they end at."""
    if carries_out(words) and not _GUIDING.search(words):
        return IMPLEMENTS
    return next((relation for relation, pattern in _LINKS if pattern.search(words)), None)


def _outer(text: Text, earlier: list[Mention], mention: Mention, words: str, link: str | None) -> tuple[int, ...]:
    """The last mention, and those joined to it by «và» where the title says of all of them that they carry this out."""
    index = len(earlier) - 1
    outer = [index]
    while link == IMPLEMENTS and _CARRIED_OUT.fullmatch(words) and index > 0:
        here, before = earlier[index], earlier[index - 1]
        joined = _AND.fullmatch(text.folded, before.end, here.start)
        if not joined or before.nested_in != here.nested_in or before.number == mention.number:
            break
        index -= 1
        outer.insert(0, index)
    return tuple(outer)


def title_end(text: Text, mention: Mention, limit: int) -> int:
    """Where the mention's title ends before `limit`; the mention's own end where it has none."""
    start = _title_start(text, mention, limit)
    return mention.end if start is None else _end_of_title(text, start, limit)


def _end_of_title(text: Text, start: int, limit: int) -> int:
    found = _TITLE_ENDS.search(text.folded, start, limit)
    end = found.start() if found else limit
    clause = _NEW_CLAUSE.search(text.content, start, limit)
    return min(end, clause.start()) if clause else end


def _title_start(text: Text, mention: Mention, limit: int) -> int | None:
    """Where the words behind the mention that may be its title begin."""
    start = mention.end
    passed = _AFTER_ISSUER.match(text.folded, start, limit)
    if passed and passed.end() > start and _OPENING_WORDS.match(text.folded, passed.end(), limit):
        start = passed.end()
    elif passed and passed["former"]:
        return None
    elif is_joint(mention.type):
        others = _OTHER_ISSUERS.match(text.folded, start, limit)
        start = others.end() if others else start
    found = _OPENING_WORDS.match(text.folded, start, limit)
    if (
        found is None
        or text.content[found.end() - 1] in _CLOSING_QUOTES
        or _CHANGED_BY.match(text.folded, start, limit)
    ):
        return None
    paragraph = _PARAGRAPH.match(text.content, start, limit)
    # An empty line amid a sentence is how some copies set every line.
    if paragraph and not text.content[paragraph.end() : paragraph.end() + 1].islower():
        return None
    return start


def titles(text: Text, mention: Mention, limit: int) -> tuple[str | None, str | None]:
    """What is printed before `limit` as the mention's title, and the same apart where the letters cannot be trusted."""
    title = _title(text, mention, min(limit, mention.end + MAX_TITLE))
    return (title, None) if title is None or text.quality_at(mention.start) == GOOD else (None, title)


def _title(text: Text, mention: Mention, limit: int) -> str | None:
    """What is printed after the mention as the instrument's title; None where nothing is."""
    start = None if mention.name else _title_start(text, mention, limit)
    if start is None:
        return None
    end = _end_of_title(text, start, limit)
    words = text.content[start:end]
    for mark in _MARKUP:
        if mark in words:
            words = words.replace(mark, " ")
    words = " ".join(words.replace("Ð", "Đ").split()).strip(" .,:;/").rstrip(" -–—_=")
    about = _ABOUT.match(words)
    words = words[about.end() :] if about else words
    quoted = _QUOTED.match(words)
    words = (quoted.group(1) if quoted else words).strip()
    proper = len(words) > MIN_TITLE and end < mention.end + MAX_TITLE and not words.lower().startswith("của ")
    return words if proper else None
