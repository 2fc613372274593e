"""How a document stands to each instrument it mentions, read from the words before the mention.

The first rule that fits counts: the verb of title and recital, proposals, nesting in another paper's title,
replacement, doing a programme «theo» its decision, «theo / tại», the contents of a paper governed by a distant
verb, «căn cứ», doing; the rest cites. A list parted by «;» keeps the relation of its head.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from cancu.graph.cite.mention import Mention
from cancu.graph.fold import fold
from cancu.graph.read import Outline, Text
from cancu.graph.read.outline import PREAMBLE
from cancu.graph.read.quality import GARBLED, GOOD

IMPLEMENTS, BASED_ON, PROPOSED_BY = "implements", "based_on", "proposed_by"
REPLACES, AMENDS, REPEALS, NESTED, CITES = "replaces", "amends", "repeals", "nested", "cites"

_DO = (
    r"(?:to chuc (?:trien khai )?thuc hien|trien khai,? thuc hien|trien khai thi hanh|thuc hien|"
    r"trien khai(?! thu thap)|thi hanh|cu the hoa|bam sat|chap hanh)"
)
_TELL = r"(?:quan triet|tuyen truyen|pho bien|phu hop(?: voi)?|truyen thong|hoc tap|gioi thieu|nghien cuu|gop y)"
_VERB = re.compile(
    rf"\b(?:(?P<do>{_DO})|(?P<tell>{_TELL})|(?P<ground>can cu|tren co so)|(?P<other>trien khai thu thap))\b"
)
_FILL = (
    r"(?: (?:co hieu qua|hieu qua|nghiem tuc|nghiem|tot|day du|dong bo|kip thoi|thiet thuc|toan dien|thang loi|"
    r"quyet liet|noi dung|tinh than|toan van|cac|thanh cong|va|va cac|,))*"
)
_CONTENT = r"(?:chi tieu|nhiem vu|giai phap|noi dung|muc tieu|quan diem|chu truong)"
_PROGRAMME = (
    r"(?:chuong trinh|de an|du an|ke hoach|chien luoc|co che|chinh sach|quy dinh ve|quy hoach|phong trao|cuoc van dong)"
)

_DEFINED = re.compile(r"goi (?:tat |chung )?la[ :]*$")
_ATTACHED = re.compile(r"\bkem theo$")
_PROPOSAL = re.compile(r"\b(?:xet|theo) (?:de nghi|to trinh)|\bde nghi cua\b|\bde nghi$|\bxet$")
_DOING = re.compile(rf"\b{_DO}{_FILL}$")
_TELLING = re.compile(rf"\b{_TELL}(?:, {_TELL})*{_FILL}$")
_GROUND = re.compile(r"\b(?:can cu|tren co so)(?: vao)?(?: (?:cac|quy dinh cua|quy dinh tai|noi dung|tinh than))*$")
_CONTENT_OF = re.compile(rf"\b{_CONTENT}\b(?:(?!\btheo\b)[^;:.])*? (?:cua|tai|trong|neu tai|neu trong|nhu)$")
_LIST_OF = re.compile(r"\b(?:nhu|gom|sau|sau day|cu the|la)$")
_ACCORDING = re.compile(
    r"\b(?:theo|tai|thuoc|trong|quy dinh cua|huong dan cua|yeu cau cua)(?: (?:dung|cac|noi dung|tinh than))*$"
    r"|\btheo (?:dung )?(?:quy dinh|huong dan|chi dao|ket luan|noi dung|tinh than|yeu cau|y kien)[^,;:]{0,80}$"
)
_DOING_PROGRAMME = re.compile(rf"\b{_DO}{_FILL} {_PROGRAMME} (?!nay\b|theo\b|tai\b)[^;]*\b(?:theo|tai)$")
_REPLACING = re.compile(r"\bthay the(?: cho)?(?: cac| toan bo)*$")
_AMENDING = re.compile(
    r"\b(?:sua doi(?:, bo sung)?|dieu chinh(?:, bo sung)?)(?: mot so)?(?: cac)?(?: dieu| noi dung)?(?: cua| tai)?$"
)
_REPEALING = re.compile(r"\b(?:bai bo|huy bo)(?: cac| toan bo)*$")
_PASSIVE = re.compile(r"\b(?:duoc|bi) (?:thay the|sua doi|bo sung|bai bo)[^,;]*$")
_THIS_PAPER = re.compile(r"\b(?:ke hoach|quyet dinh|nghi quyet|van ban|chi thi) nay\b")
_GUIDING_TEXTS = re.compile(
    r"\b(?:van ban|quy dinh)(?: \w+){0,3}? (?:huong dan|quy dinh chi tiet)(?: thi hanh| thuc hien)?\b"
)
_PLAN_ORDERED = re.compile(r"\bban hanh[^.;:]{0,60}\bke hoach\b[^.;:]*$")
_PLAN_FOR_IT = re.compile(
    rf"\b(?:xay dung|ban hanh|lap)[^.;:]{{0,40}}\bke hoach(?: hanh dong| cu the)?(?: de)? {_DO}{_FILL}$"
)
_PLAN_DRAWN_UP = re.compile(r"\b(?:xay dung|tham muu)[^.;:]{0,60}\bke hoach\b[^.;:]*$")
_DUTIES_TITLE = re.compile(r"to chuc (?:va )?thuc hien|phan cong|trach nhiem")

_DAMAGED_VERBS = (
    (re.compile(r"\bth\S{1,3} hi\S{1,2}n\b"), "thuc hien"),
    (re.compile(r"\btr\S{1,2}n khai\b"), "trien khai"),
    (re.compile(r"\bc\S{1,2}n c\S{1,3}\b(?= (?!bo\b))"), "can cu"),
    (re.compile(r"\bqu\S{1,2}n tri\S{1,2}t\b"), "quan triet"),
    (re.compile(r"\btuy\S{1,2}n truy\S{1,2}n\b"), "tuyen truyen"),
)

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\Wa-zà-ỹđ])")
_BULLET = re.compile(r"\n[ \t]*[-+*•–][ \t]+(?!\d)")
_OPENING = re.compile(
    r"\n[ \t*_#>]*(?=(?:Thực hiện|Căn cứ|Xét|Theo|Triển khai|Tiếp tục|Để|Trên cơ sở|Nhằm|Tổ chức|Chủ trì)\b)"
)
_TITLE_OPENS = re.compile(
    r"\s*(?:\(?(?:ve|v/v|thong qua|trien khai|thuc hien|phe duyet|ban hanh|quy dinh|huong dan|sua doi|bo sung|"
    r"cong bo|dieu chinh|tang cuong|to chuc|phong|day manh|quan ly|giao|nham|chi tiet|cua)\b|[\"(])"
)
_NEXT_SUBJECT = (
    r"(?:uy ban|ubnd|hoi dong|hdnd|so [a-z]|bo [a-z]|ban [a-z]|phong [a-z]|can cu|xet|theo de nghi|tinh uy|thuong truc|"
    r"nham|de )"
)
_CHANGED_BY = re.compile(r"\s*[(,]?\s*(?:da\s+)?duoc\s+(?:sua doi|dieu chinh|bo sung|thay the)")
_TITLE_ENDS = re.compile(
    rf";|,\s*(?={_NEXT_SUBJECT}\b)|[.)]\s|\(\s*(?:sau day\s+)?(?:viet|goi)\s+(?:tat|chung)\b"
    r"|\s(?:va|cung) cac (?:quyet dinh|van ban|ke hoach|noi dung|huong dan|quy dinh|chinh sach)\b"
)
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
_POINTS_IN = re.compile(r"\b(?:cua|tai|theo)$")
_PREPOSITION = re.compile(r"\b(?:theo|tai)\b")
_OPENS_WITH_DOING = re.compile(rf"\W*{_DO}\b")
_SPACING = re.compile(r"[\s*_#]+")
_ABOUT = re.compile(r"^(?:về việc|về|v/v)\s+", re.IGNORECASE)
_DECORATION = re.compile(r"[\s*_#\"'(]+")
_NUMBER_SIGN = re.compile(r"(?:,?(?<!co) so ?[:.]?|:)?\s*$")
MIN_TITLE, MAX_TITLE = 12, 420
"""A title is no shorter and no longer than this, in characters; what runs on is prose."""
MAX_LIST = 64
"""Mentions of one sentence that are looked back at: the head's relation has reached the later ones through them."""
MAX_OPENING = 40
"""Characters that show that a sentence or an item begins; more are blanks."""
_PROPOSAL_TYPES = frozenset({"to-trinh", "cong-van", "bao-cao"})


def relate(text: Text, outline: Outline, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Give every mention its relation, its nesting and whether the clause orders a plan for it."""
    if not mentions:
        return ()
    starts = _unit_starts(text, outline, mentions)
    duty_sections = _duty_sections(outline)
    out: list[Mention] = []
    tops: list[int] = []
    for index, mention in enumerate(mentions):
        mention = _titled(text, mention, starts, outline.body_end)
        unit = starts[bisect_right(starts, mention.start) - 1]
        inner = _nesting(text, out, unit, mention)
        if inner is not None:
            outer, link = inner
            out.append(mention._replace(relation=NESTED, nested_relation=link, nested_in=(outer,)))
            continue
        here = _since(tops, out, unit)
        before = _masked(text, here, here[0].start if len(here) == MAX_LIST else unit, mention.start)
        previous = here[-1].relation if here else None
        kind = mention.type.slug if mention.type else ""
        relation = _relation(before, previous, kind, mention.section == PREAMBLE)
        ordered = (
            relation == IMPLEMENTS
            and mention.section != PREAMBLE
            and _orders_plan(before, any(f"{mention.section}.".startswith(f"{s}.") for s in duty_sections))
        )
        out.append(mention._replace(relation=relation, plan_ordered=ordered))
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
    for start, end in _neighbourhoods(heads, mentions):
        for pattern in (_SENTENCE_END, _BULLET, _OPENING):
            found.update([m.end() for m in pattern.finditer(text.content, start, end)])
    starts = sorted(found)
    for mention in mentions:
        del starts[bisect_right(starts, mention.start) : bisect_left(starts, mention.end)]
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


def _nesting(text: Text, earlier: list[Mention], unit: int, mention: Mention) -> tuple[int, str | None] | None:
    """The mention whose title names this one, with the relation between the two."""
    if not earlier or earlier[-1].start < unit:
        return None
    if mention.start < earlier[-1].end:
        return len(earlier) - 1, AMENDS
    between = text.folded[earlier[-1].end : mention.start]
    if (
        _CHANGED_BY.match(between)
        or not _TITLE_OPENS.match(between)
        or _title_end(text, earlier[-1].end, mention.start) < mention.start
    ):
        return None
    words = _mended(_clean(between)) if text.quality_at(mention.start) == GARBLED else _clean(between)
    for relation, pattern in _INNER_LINK:
        if pattern.search(words):
            return len(earlier) - 1, relation
    return (len(earlier) - 1, None) if _POINTS_IN.search(words) else None


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
    words = _clean("".join(pieces))
    return _mended(words) if text.quality_at(end) == GARBLED else words


def _mended(words: str) -> str:
    """The governing verbs of a misread page as they must have stood: their consonants survive, their vowels do not."""
    for damaged, verb in _DAMAGED_VERBS:
        words = damaged.sub(verb, words)
    return words


def _title_end(text: Text, start: int, limit: int) -> int:
    if not _TITLE_OPENS.match(text.folded, start, limit):
        return start
    ends = [
        m.start()
        for m in (_TITLE_ENDS.search(text.folded, start, limit), _NEW_CLAUSE.search(text.content, start, limit))
        if m
    ]
    return min(ends, default=limit)


def _titled(text: Text, mention: Mention, starts: list[int], body_end: int) -> Mention:
    """The mention with what is printed as its title, kept apart where the letters cannot be trusted."""
    title = _title(text, mention, starts, body_end)
    if title is None:
        return mention
    good = text.quality_at(mention.start) == GOOD
    return mention._replace(title=title) if good else mention._replace(title_raw=title)


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
    end = _title_end(text, mention.end, limit)
    words = _ABOUT.sub("", _SPACING.sub(" ", text.content[mention.end : end]).strip(" .,:;"))
    quoted = _QUOTED.match(words)
    words = (quoted.group(1) if quoted else words).strip()
    proper = len(words) > MIN_TITLE and end < mention.end + MAX_TITLE and not words.lower().startswith("của ")
    return words if proper else None


def _clean(words: str) -> str:
    return _NUMBER_SIGN.sub("", _DECORATION.sub(" ", words))


@lru_cache(maxsize=4096)
def _relation(before: str, previous: str | None, kind: str, in_preamble: bool) -> str:
    """The relation that the words `before` a mention of the type `kind` give it; `previous` is that of the mention
    before it.
    """
    tail = before[max(before.rfind("§"), before.rfind(";")) + 1 :]
    own = _GUIDING_TEXTS.sub("van ban", tail).strip(" ,")
    if previous is not None and _continues(own):
        return previous
    # Words after the last «;» speak for themselves when they hold a verb or a preposition of their own.
    words = own if previous is not None and (_VERB.search(own) or _ACCORDING.search(own)) else before
    return _classify(_GUIDING_TEXTS.sub("van ban", words).strip(), kind, in_preamble=in_preamble)


def _continues(tail: str) -> bool:
    """Whether nothing but list words stands between this mention and the one before it."""
    if any(pattern.search(tail) for pattern in (_DEFINED, _ATTACHED, _REPLACING, _AMENDING, _REPEALING)):
        return False
    return not (_VERB.search(tail) or _PREPOSITION.search(tail) or _PROPOSAL.search(tail))


def _classify(words: str, kind: str, *, in_preamble: bool) -> str:
    if _DEFINED.search(words) or _ATTACHED.search(words):
        return CITES
    if _DOING.search(words):
        return IMPLEMENTS
    if kind in _PROPOSAL_TYPES and _PROPOSAL.search(words):
        return PROPOSED_BY
    changing = _changing(words, in_preamble=in_preamble)
    if changing is not None:
        return changing
    if _TELLING.search(words):
        return CITES
    if _GROUND.search(words):
        return BASED_ON
    if _CONTENT_OF.search(words) or _LIST_OF.search(words):
        return _governed(words)
    if _ACCORDING.search(words):
        doing = _DOING_PROGRAMME.search(words)
        recital = in_preamble and _OPENS_WITH_DOING.match(words)
        return IMPLEMENTS if doing or recital else BASED_ON
    return _governed(words)


def _changing(words: str, *, in_preamble: bool) -> str | None:
    """Replacement, amendment or repeal by this very document; tasks to prepare one are none."""
    if not (in_preamble or _THIS_PAPER.search(words)) or _PASSIVE.search(words):
        return None
    for relation, pattern in ((REPLACES, _REPLACING), (AMENDS, _AMENDING), (REPEALS, _REPEALING)):
        if pattern.search(words):
            return relation
    return None


def _governed(words: str) -> str:
    """The relation of the last verb, however far away."""
    verbs = list(_VERB.finditer(words))
    if not verbs:
        return CITES
    last = verbs[-1]
    if last["do"]:
        return IMPLEMENTS
    return CITES if last["tell"] else BASED_ON


def _orders_plan(words: str, in_duties: bool) -> bool:
    ordered = _PLAN_ORDERED.search(words) or _PLAN_FOR_IT.search(words)
    return bool(ordered) or (in_duties and bool(_PLAN_DRAWN_UP.search(words)))
