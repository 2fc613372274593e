"""Which relation the words before a mention give it.

The first rule that fits counts: the verb of title and recital, proposals, replacement, doing a programme «theo» its
decision, «theo / tại», the contents of a paper governed by a distant verb, «căn cứ», doing; the rest cites.
"""

import re
from functools import lru_cache

from cancu.graph.read.outline import PREAMBLE

IMPLEMENTS, BASED_ON, PROPOSED_BY = "implements", "based_on", "proposed_by"
REPLACES, AMENDS, REPEALS, NESTED, CITES = "replaces", "amends", "repeals", "nested", "cites"
_CHANGES = frozenset({REPLACES, AMENDS, REPEALS})
ARTICLE, BODY = "article", "body"
"""Where outside the preamble a mention stands: in an article of a decision, or in the body of another paper."""

_DO = (
    r"(?:to chuc (?:trien khai )?thuc hien|trien khai,? thuc hien|trien khai thi hanh|thuc hien|"
    r"trien khai(?! thu thap)|thi hanh|cu the hoa|bam sat|chap hanh|tuan thu)"
)
_TELL = (
    r"(?:quan triet|tuyen truyen|pho bien|phu hop(?: voi)?|tuong thich(?: voi)?|truyen thong|hoc tap|gioi thieu|"
    r"nghien cuu|gop y)"
)
_VERB = re.compile(
    rf"\b(?:(?P<do>{_DO})|(?P<tell>{_TELL})|(?P<ground>can cu|tren co so)|(?P<other>trien khai thu thap))\b"
)
_FILL = (
    r"(?: (?:co hieu qua|hieu qua|nghiem tuc|nghiem|tot|day du|dong bo|kip thoi|thiet thuc|toan dien|thang loi|"
    r"quyet liet|noi dung|tinh than|toan van|cac|thanh cong|va|va cac|viec),?)*"
)
_CONTENT = r"(?:chi tieu|nhiem vu|giai phap|noi dung|muc tieu|quan diem|chu truong)"
_PROGRAMME = (
    r"(?:chuong trinh|de an|tieu du an|du an|hop phan|ke hoach|chien luoc|co che|chinh sach|quy dinh ve|quy hoach|"
    r"phong trao|cuoc van dong)"
)

_DEFINED = re.compile(r"\b(?:goi|viet) (?:tat |tt |chung |gon )?la[ :]*$")
_ATTACHED = re.compile(r"\b(?:kem theo|dinh kem(?: theo)?)$")
_REST_OF = re.compile(
    r"\b(?:noi dung|quy dinh|dieu khoan) (?:khac|con lai)(?: khong dieu chinh)? (?:cua|tai|trong)(?: cac)?$"
)
"""«Các nội dung khác của Quyết định số X giữ nguyên hiệu lực» does nothing to X."""
_REST_ENDS = (" cua", " tai", " trong", " cac")
_BREAKING = re.compile(r"\bvi pham(?: nghiem trong)?(?: cac)?(?: (?:quy dinh|dieu khoan))?(?: cua| tai| trong)?$")
"""«Xử lý các hành vi vi phạm Luật X» names X and no more."""
_PROPOSED_IN = re.compile(r"\b(?:de nghi|kien nghi|de xuat|(?<!giai )trinh|xin y kien)(?: [^,;:.]{0,60})? tai$")
_PROPOSAL = re.compile(
    r"\b(?:xet|(?<!tiep )theo|tren co so|chap thuan|can cu) (?:noi dung |y kien )?"
    r"(?:bao cao|de xuat|de nghi|kien nghi|to trinh)\b"
    r"(?:(?!\btheo\b|\bxet\b)[^;])*$|\bde nghi$|\bxet$"
)
_DOING = re.compile(rf"\b{_DO}{_FILL}(?: (?:quy dinh|yeu cau) cua)?$")
_TELLING = re.compile(rf"\b{_TELL}(?:, {_TELL})*{_FILL}$")
_GROUND = re.compile(r"\b(?:can cu|tren co so)(?: vao)?(?: (?:cac|quy dinh cua|quy dinh tai|noi dung|tinh than))*$")
_CONTENT_OF = re.compile(rf"\b{_CONTENT}\b(?:(?!\btheo\b)[^;:.])*? (?:cua|tai|trong|neu tai|neu trong|nhu)$")
_LIST_OF = re.compile(r"\b(?:nhu|gom|sau|sau day|cu the|la)(?: cac)?$")
_FOLLOWING_UP = re.compile(r"\b(?:tiep theo|tiep noi|tuong tu|tuong tu nhu)(?: cac| noi dung)*$")
_FITTING = re.compile(
    r"\bphu hop (?:voi )?(?:cac )?(?:quy dinh|quy hoach|noi dung|chu truong|dinh huong|ke hoach|muc tieu)\b[^;,.:]*$"
)
"""«Phù hợp với quy định tại X» names X and no more."""
_ACCORDING = re.compile(
    r"\b(?:(?<!tiep )theo|tai|thuoc|trong|quy dinh cua|huong dan cua|yeu cau cua)(?: (?:dung|cac|noi dung|tinh than))*$"
    r"|\btheo (?:dung )?(?:quy dinh|huong dan|chi dao|ket luan|noi dung|tinh than|yeu cau|y kien)"
    r"(?:(?!\bnay\b)[^,;:]){0,80}$"
)
"""A preposition that «này» has answered («quy định tại Nghị quyết này») asks for no more."""
_ORDERED_IN = re.compile(r"\btheo (?:dung )?(?:quy dinh|huong dan|chi dao|ket luan|yeu cau|y kien)\b[^;]*$")
_DOING_PROGRAMME = re.compile(
    rf"\b{_DO}{_FILL} (?:{_PROGRAMME}|{_CONTENT}),? (?!nay\b|tai\b)[^;]*\b(?:theo|tai|trong)$"
)
_ALLOTTED = re.compile(
    r"\b(?:duoc|do) (?:bo tri|cap(?! co| tren| uy)|chi(?! dao)|dam bao|bao dam|huy dong|phan bo|lap|ngan sach)\b"
)
"""Money for a programme is allotted as a paper says; that carries out no programme of this paper's."""
_DIRECTION = (
    r"(?:quy dinh|(?:y kien |su )?(?:lanh dao,? )?chi dao|y kien|ket luan|yeu cau|huong dan|chu truong|dinh huong)"
)
_DOING_RULES = re.compile(rf"\b{_DO}{_FILL} {_DIRECTION}\b(?:(?!theo\b)[^;:,.])*\b(?:tai|trong)$")
_DOING_RULES_BY = re.compile(rf"\b{_DO}{_FILL} quy dinh ve\b[^;:.]*\btheo (?:dung )?quy dinh (?:tai|cua|trong)$")
"""«Thực hiện quy định về … theo quy định của X» carries out what X says."""
_DIRECTED_TOO = re.compile(rf"^\W*(?:va |cung )(?:cac )?{_DIRECTION}\b[^;:.]* tai$")
"""«… và hướng dẫn của Bộ Y tế tại» goes on with what was done before it."""
_CHANGED_BY = re.compile(
    r"^\W*(?:va )?(?:da )?(?:duoc )?(?:sua doi|bo sung|dieu chinh|thay the)[^;:.]{0,40} (?:boi|tai|theo|bang)(?: cac)?$"
)
"""What says that an instrument named before was changed by this one."""
_PAPER = "(?:van ban|quyet dinh|nghi quyet|ke hoach|chi thi|thong tu|huong dan|cong van|thong bao|quy che|chuong trinh)"
_LISTED = rf"(?: cac| toan bo| nhung)*(?: {_PAPER})?(?: sau(?: day)?)?:?$"
"""What announces the list that a verb governs: «thay thế các văn bản sau:»."""
_REPLACING = re.compile(rf"\bthay the(?: cho)?{_LISTED}")
_AMENDING = re.compile(
    r"\b(?:sua doi(?:, bo sung)?|dieu chinh(?:, bo sung)?)(?: mot so)?(?: cac)?(?: dieu| noi dung)?(?: cua| tai)?$"
)
_AMENDING_IN = re.compile(
    r"(?:^|\b(?:ve|viec|ban hanh|nghi quyet|quyet dinh|ke hoach|thong tu|nghi dinh) )\W*"
    r"(?:sua doi|bo sung|dieu chinh)\b"
    r"(?:(?!\b(?:theo quy dinh|can cu|xet|thuc hien theo|de nghi)\b)[^;:])*\b(?:cua|tai|kem theo)(?: cac)?$"
)
"""A title or recital that changes what stands in another instrument («sửa đổi quy định về phí … tại X»)."""
_REPEALING = re.compile(rf"\b(?:bai bo|huy bo){_LISTED}")
_AMENDING_PAPER = re.compile(
    r"\b(?:can cu|xet|thuc hien)\b(?:(?!\bve viec\b)[^;:])*"
    r"\b(?:luat|phap lenh|nghi dinh|thong tu|quyet dinh|nghi quyet) sua doi(?:, bo sung)?(?: mot so)?(?: dieu)? cua$"
)
"""«Căn cứ Pháp lệnh sửa đổi, bổ sung một số điều của Pháp lệnh X số …»: it is that paper which changes another."""
_OF_A_CHANGE = (" dieu cua", " sung cua", " doi cua")
_PASSIVE = re.compile(r"\b(?:duoc|bi) (?:thay the|sua doi|bo sung|bai bo)[^,;]*$")
_ONCE_PASSED = re.compile(
    r"\b(?:khi|da ban hanh|da co|(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|(?:tinh|thanh|huyen) uy|chinh phu)"
    r"(?: \w+){0,5} ban hanh)(?: cac)?$"
)
"""«…, UBND huyện ban hành Kế hoạch số X» says what followed the paper that is carried out."""
_ITEM_MARK = r"^\W*(?:(?:dieu )?(?:\d+(?:\.\d+)*|[a-z])[.)]\W*)?"
_ARTICLE_REPEALS = re.compile(rf"{_ITEM_MARK}(?:bai bo|huy bo|thay the(?! (?:cum )?tu\b))\b[^:]*$")
_ARTICLE_AMENDS = re.compile(
    rf"{_ITEM_MARK}(?:sua doi|bo sung|dieu chinh|thay the|(?:bai bo|huy bo), (?:sua doi|bo sung))\b"
    r"(?:\W*|(?:(?!\b(?:theo quy dinh|quy dinh tai|nhu sau)\b)[^:])*"
    r"(?:\b(?:sua doi|bo sung|cua|tai|kem theo|trong|vao(?: sau| truoc| cuoi)?)(?: cac)?))$"
)
"""What an article opens with, it does to the instruments that its sentence names."""
_PART_REPLACED = re.compile(
    r"\bthay the\b[^:]*\b(?:mot so|phu luc|bieu mau|mau so|danh muc|diem|khoan|dieu)\b|, sua doi\b"
)
"""Who replaces a part of an instrument amends it."""
_OPENS_REPLACING = re.compile(rf"{_ITEM_MARK}thay the\b")
_ITEM_ENDS = re.compile(rf"{_ITEM_MARK}(?:(?P<replaces>thay the(?: cho)?)|bai bo|huy bo){_LISTED}$")
"""An item that is nothing but an order to take the place of, or to repeal, what follows it."""
_ENDS_ALL = re.compile(
    r"(?:bai bo|huy bo|thay the)(?: toan bo)?(?: cac| nhung| mot so)?"
    r" (?:van ban|quyet dinh|nghi quyet|chi thi|ke hoach)\b"
)
_ARTICLE_LIST_AMENDED = re.compile(rf"{_ITEM_MARK}(?:sua doi|bo sung|dieu chinh)\b[^:]*$")
_BARE_ITEM = re.compile(rf"{_ITEM_MARK}\W*(?:cac |toan bo )*$")
_LONGEST_BARE_ITEM = 60
_SUBJECT = re.compile(
    rf"{_ITEM_MARK}(?:(?:ke )?tu (?:ngay|thoi diem) [^;:.]*?, )?"
    r"(?:cac(?: (?:ke hoach|quyet dinh|cong van|van ban))?\b|toan bo\b|§|va\b|[,; ])*$"
    r"|^[^;:.]{0,160}\b(?:cong bo|ban hanh)\b[^;:.]{0,40} (?:tai|theo)(?: cac)?$"
)
"""What stands before an instrument that a sentence is about, or before the one that told what it is about."""
_VALUE = r"(?:\d[\w.]*|[a-z]\.\d+|[a-z]|[ivxl]+)(?!\w)"
_PART = re.compile(
    rf"(?:\b(?:cac )?(?:diem|tiet|khoan|dieu|tieu muc|muc|phan|chuong|phu luc) {_VALUE}(?:(?:, ?| va |; ?){_VALUE})*"
    r"[,;]?(?: va)?(?: |$))+(?:cua ?)?$"
)
"""«khoản 2 Điều 5», «các điểm a, b và c khoản 1» between a preposition and the instrument."""
_PART_ENDS = re.compile(r"\d|(?:[a-z]|[ivxl]+)(?:[.,;]|$)")
"""How the last word of a part begins: a look at it spares reading the whole sentence for a part."""
_END = 20
"""Characters of an end that show whether it is worth a longer look."""
_AS_TOLD = re.compile(rf"{_ITEM_MARK}theo")
"""«Theo Báo cáo số …, toàn tỉnh có 96 bể bơi»: where a figure comes from, which is no ground."""
_UNNUMBERED = re.compile(
    r"\b(?:nghi dinh|thong tu|nghi quyet|quyet dinh)(?:,? (?:va )?(?:nghi dinh|thong tu|nghi quyet|quyet dinh))*"
    r"(?: cua [^,;.]{3,60}?)? (?P<link>quy dinh chi tiet|huong dan)"
    r"(?:,? (?:va )?(?:huong dan|bien phap))?(?: thi hanh| thuc hien)?(?: mot so (?:dieu|noi dung))?(?: cua)?$"
)
"""An instrument named by its title alone, in which the one that follows stands («Nghị định quy định chi tiết …»)."""
_AMENDING_LAW = re.compile(
    r"\bluat (?:so [\w/]+ )?(?:nay )?sua doi(?:,? bo sung)?(?: mot so)?(?: dieu)?(?: cua)?(?: cac)?$"
)
_UNNUMBERED_PLAN = re.compile(
    r"(?<!ban hanh )(?<!xay dung )\bke hoach cua "
    r"(?:uy ban|ubnd|chinh phu|tinh uy|thanh uy|bo|thanh pho|tinh)\b[^;,.:]{0,60}?"
    r"(?: ve)?(?: viec)? (?:trien khai |to chuc )?(?:thuc hien|trien khai)$"
    r"|; ke hoach trien khai thuc hien$"
)
_THIS_PAPER = re.compile(
    r"\b(?:ke hoach|quyet dinh|nghi quyet|van ban|chi thi|huong dan|quy dinh|quy che|thong tu|nghi dinh|chuong trinh|"
    r"de an|cong van|thong bao|ket luan|phuong an|cong dien|dieu le|thong tri)"
    r"(?: hanh dong| phoi hop| lien nganh)? nay\b[^(]*$"
    rf"|{_ITEM_MARK}(?:quyet dinh|nghi quyet|ke hoach|chi thi|thong tu) (?:se )?co hieu luc\b[^(]*$"
)
"""Which paper a sentence is about: «Quyết định này …», or at the head of an article «Quyết định có hiệu lực …»."""
_GUIDING_TEXTS = re.compile(
    r"\b(?:van ban|quy dinh)(?: \w+){0,3}? (?:huong dan|quy dinh chi tiet)(?: thi hanh| thuc hien)?\b"
)
_PLAN_ORDERED = re.compile(r"\bban hanh[^.;:]{0,60}\bke hoach\b[^.;:]*$")
_PLAN_FOR_IT = re.compile(
    rf"\b(?:xay dung|ban hanh|lap)[^.;:]{{0,40}}\bke hoach(?: hanh dong| cu the)?(?: de)? {_DO}{_FILL}$"
)
_PLAN_DRAWN_UP = re.compile(r"\b(?:xay dung|tham muu)[^.;:]{0,60}\bke hoach\b[^.;:]*$")
_PREPOSITION = re.compile(r"\b(?:theo|tai)\b")
_THEO = re.compile(r"\b(?:theo|xet|de nghi|thay the|bai bo|sua doi|goi la)\b")
_OPENS_WITH_DOING = re.compile(rf"\W*{_DO}\b")
_DECORATION = "*_#\"'("
_NUMBER_SIGN = re.compile(r"(?:,?(?<!co) so ?[:.]?|:)?\s*$")
_LAWS = frozenset({"luat", "bo-luat", "phap-lenh", "hien-phap"})
"""Types that issue no programme."""
_PROPOSAL_TYPES = frozenset({"to-trinh", "cong-van", "bao-cao"})


_DAMAGED_VERBS = (
    (re.compile(r"\bth\S{1,3} hi\S{1,2}n\b"), "thuc hien"),
    (re.compile(r"\btr\S{1,2}n khai\b"), "trien khai"),
    (re.compile(r"\bc\S{1,2}n c\S{1,3}\b(?= (?!bo\b))"), "can cu"),
    (re.compile(r"\bqu\S{1,2}n tri\S{1,2}t\b"), "quan triet"),
    (re.compile(r"\btuy\S{1,2}n truy\S{1,2}n\b"), "tuyen truyen"),
)


def unnumbered_link(before: str) -> str | None:
    """The relation to this mention of an instrument that is named right before it without a number."""
    if "luat " in before and _AMENDING_LAW.search(before):
        return AMENDS
    if "chi tiet" in before or "huong dan" in before:
        found = _UNNUMBERED.search(before)
        if found:
            return "details" if found["link"] == "quy dinh chi tiet" else "guides"
    return IMPLEMENTS if "ke hoach " in before and _UNNUMBERED_PLAN.search(before) else None


def mended(words: str) -> str:
    """The governing verbs of a misread page as they must have stood: their consonants survive, their vowels do not."""
    for damaged, verb in _DAMAGED_VERBS:
        words = damaged.sub(verb, words)
    return words


def clean(words: str) -> str:
    """Folded words before a mention with single blanks, without the number sign and the part («khoản 2 Điều 5») at
    their end.
    """
    for mark in _DECORATION:
        if mark in words:
            words = words.replace(mark, " ")
    words = " ".join(words.split())
    if words.endswith((" so", ":", ".")):
        words = words[:-_END] + _NUMBER_SIGN.sub("", words[-_END:])
    last = words.removesuffix(" cua").removesuffix(" va")
    return _PART.sub("", words).rstrip() if _PART_ENDS.match(last, last.rfind(" ") + 1) else words


@lru_cache(maxsize=4096)
def relation_of(before: str, previous: str | None, kind: str, place: str) -> str:
    """The relation that the words `before` a mention of the type `kind` give it; `previous` is that of the mention
    before it, `place` tells preamble, article of a decision and other body.
    """
    tail = before[max(before.rfind("§"), before.rfind(";")) + 1 :]
    own = _GUIDING_TEXTS.sub("van ban", tail).strip(" ,")
    if previous in _CHANGES and _VERB.search(before, before.rfind("§") + 1, max(0, len(before) - len(tail))):
        previous = None  # the list that is changed has ended before this one began
    if own.endswith(_REST_ENDS) and _REST_OF.search(own):
        return CITES
    if previous is not None and (_continues(own) or _CHANGED_BY.search(own) or _DIRECTED_TOO.search(own)):
        return previous
    if previous == PROPOSED_BY and kind in _PROPOSAL_TYPES and not _VERB.search(own):
        return PROPOSED_BY
    # Words after the last «;» speak for themselves when they hold a verb or a preposition of their own.
    speaks = _VERB.search(own) or (_ACCORDING.search(own) and not _ATTACHED.search(own))
    words = own if previous is not None and speaks else before
    return _classify(_GUIDING_TEXTS.sub("van ban", words).strip(), kind, place)


def _continues(tail: str) -> bool:
    """Whether nothing but list words stands between this mention and the one before it."""
    if any(pattern.search(tail) for pattern in (_DEFINED, _ATTACHED, _ONCE_PASSED, _REPLACING, _AMENDING, _REPEALING)):
        return False
    return not (_VERB.search(tail) or _PREPOSITION.search(tail) or _PROPOSAL.search(tail))


def _classify(words: str, kind: str, place: str) -> str:
    if _DEFINED.search(words) or _ONCE_PASSED.search(words):
        return CITES
    decided = _decided(words, _ARTICLE_AMENDS) if place == ARTICLE else None
    if decided is not None:
        return decided
    if place == PREAMBLE and words.endswith(_OF_A_CHANGE) and _AMENDING_PAPER.search(words):
        return governed(words) if kind in _LAWS else CITES
    if place == PREAMBLE and _AMENDING_IN.search(words) and not _PASSIVE.search(words):
        return AMENDS
    if _ATTACHED.search(words):
        return governed(words) if place == PREAMBLE else CITES
    if _BREAKING.search(words):
        return CITES
    if _DOING.search(words):
        return IMPLEMENTS
    if kind in _PROPOSAL_TYPES and (_PROPOSAL.search(words) or _PROPOSED_IN.search(words)):
        return PROPOSED_BY
    changing = _changing(words, in_preamble=place == PREAMBLE)
    if changing is not None:
        return changing
    if any(pattern.search(words) for pattern in (_REPLACING, _AMENDING, _REPEALING)):
        return CITES
    if _TELLING.search(words) or _FOLLOWING_UP.search(words) or _FITTING.search(words):
        return CITES
    if _GROUND.search(words):
        return BASED_ON
    if _LIST_OF.search(words) and _ORDERED_IN.search(words):
        return BASED_ON
    if (_CONTENT_OF.search(words) or _LIST_OF.search(words)) and (_VERB.search(words) or not _ACCORDING.search(words)):
        return governed(words)
    if kind == "bao-cao" and place != PREAMBLE and _AS_TOLD.fullmatch(words):
        return CITES
    if _ACCORDING.search(words):
        programme = _DOING_PROGRAMME.search(words) and kind not in _LAWS and not _ALLOTTED.search(words)
        doing = programme or _DOING_RULES.search(words) or _DOING_RULES_BY.search(words)
        recital = place == PREAMBLE and _OPENS_WITH_DOING.match(words)
        return IMPLEMENTS if doing or recital else BASED_ON
    return governed(words)


def _decided(words: str, amending: re.Pattern[str]) -> str | None:
    """What an article that opens with a word of change does."""
    if _PASSIVE.search(words):
        return None
    if _ARTICLE_REPEALS.search(words) and not _PART_REPLACED.search(words):
        return REPLACES if _OPENS_REPLACING.match(words) else REPEALS
    return AMENDS if amending.search(words) else None


def _changing(words: str, *, in_preamble: bool) -> str | None:
    """Replacement, amendment or repeal by this very document; tasks to prepare one are none."""
    if not (in_preamble or _THIS_PAPER.search(words)) or _PASSIVE.search(words):
        return None
    for relation, pattern in ((REPLACES, _REPLACING), (AMENDS, _AMENDING), (REPEALS, _REPEALING)):
        if pattern.search(words):
            return relation
    return None


def ended_by_item(words: str) -> str | None:
    """What an item of a plan does to the plan that it names right behind its opening verb, if that ends it."""
    ends = _ITEM_ENDS.match(words)
    return None if ends is None else REPLACES if ends["replaces"] else REPEALS


def ends_all(title: str) -> bool:
    """Whether a `title` says that the papers listed below it end: «Bãi bỏ toàn bộ các Quyết định»."""
    return _ENDS_ALL.match(title) is not None


def relation_of_list(words: str, kind: str, place: str) -> str:
    """The relation that the `words` above a list give its items."""
    decided = _decided(words, _ARTICLE_LIST_AMENDED) if place == ARTICLE else None
    if decided is not None:
        return decided
    if kind in _PROPOSAL_TYPES and _PROPOSAL.search(words):
        return PROPOSED_BY
    return governed(words)


def opens_list(words: str) -> bool:
    """Whether the words hold what a list below them can be governed by."""
    return bool(_VERB.search(words) or _ARTICLE_REPEALS.search(words) or _ARTICLE_LIST_AMENDED.search(words))


def governed(words: str) -> str:
    """The relation of the last verb, however far away."""
    verbs = list(_VERB.finditer(words))
    if not verbs:
        return CITES
    last = verbs[-1]
    if last["do"]:
        return IMPLEMENTS
    return CITES if last["tell"] else BASED_ON


def defines(words: str) -> bool:
    """Whether what follows the words is only how an instrument shall be called."""
    return " la" in words[-_END:] and bool(_DEFINED.search(words))


def carries_out(words: str) -> bool:
    """Whether the words end in a verb of doing that governs what follows them."""
    return bool(_DOING.search(words))


def orders_plan(words: str, in_duties: bool) -> bool:
    if "ke hoach" not in words:
        return False
    ordered = _PLAN_ORDERED.search(words) or _PLAN_FOR_IT.search(words)
    return bool(ordered) or (in_duties and bool(_PLAN_DRAWN_UP.search(words)))


def has_relation_words(words: str) -> bool:
    """Whether the words hold a verb or a preposition that governs what follows them."""
    return bool(_VERB.search(words) or _THEO.search(words))


def has_verb(words: str) -> bool:
    """Whether the words hold a verb that a list below them can be governed by."""
    return bool(_VERB.search(words))


def is_subject(words: str) -> bool:
    """Whether the instrument behind the words is what their sentence is about («2. Thông tư số X hết hiệu lực»)."""
    return bool(_SUBJECT.search(words))


def is_bare_item(words: str) -> bool:
    """Whether the words are only the mark of an item: what it lists is governed by the words above the list."""
    return len(words) <= _LONGEST_BARE_ITEM and bool(_BARE_ITEM.match(words))
