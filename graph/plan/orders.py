"""Orders to issue a plan: who is told to draw up a plan (or another paper of execution) for what, and by when.

«UBND các xã, phường xây dựng kế hoạch triển khai thực hiện … trước ngày 30/11/2025». A plan of inspections or of
production is none: the order must be for carrying out this document, or an instrument that it names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cancu.graph.cite import Mention
from cancu.graph.cite.governing import BASED_ON, IMPLEMENTS
from cancu.graph.fold import fold
from cancu.graph.plan.blocks import Block
from cancu.graph.plan.dues import dues
from cancu.graph.plan.headings import sections
from cancu.graph.plan.lines import Words, trimmed
from cancu.graph.plan.model import Assignment, Due, Identity, Party, PlanOrder
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import one_of
from cancu.graph.plan.phrases import Phrases
from cancu.graph.plan.subjects import Sentence, behind_opening, body_sentences, subject_of, told_to, via_of
from cancu.graph.read import Outline, Text
from cancu.graph.read.outline import PREAMBLE

_DO = one_of(
    """tổ chức thực hiện, tổ chức triển khai thực hiện, triển khai thực hiện, triển khai và thực hiện, thực hiện,
    tổ chức triển khai, triển khai, cụ thể hóa, cụ thể hoá, thi hành"""
)
_PAPERS = "kế hoạch, chương trình, văn bản, đề án"
_QUALIFIED = (
    r"(?: hành động| cụ thể(?! hóa| hoá)| chi tiết| riêng| công tác| hằng năm| hàng năm| năm 20\d\d| phù hợp"
    r"|(?: giai đoạn)? 20\d\d\s*[-–]\s*20\d\d| phối hợp(?! với\b)"
    r"| chỉ đạo| hướng dẫn"
    rf"|,? (?:và |hoặc )?{one_of(_PAPERS)}\b|\s*\([^)]{{0,60}}\)|,(?= triển khai| tổ chức| hướng dẫn)"
    r"| của (?:từng |mỗi )?(?:ngành|đơn vị|địa phương|cơ quan)(?:,? (?:ngành|đơn vị|địa phương|cơ quan))*(?: mình)?)*"
)
_PLANS = Phrases("ke hoach, van ban, chuong trinh")
_ORDER = Words(
    r"\b(?:(?:xây dựng|ban hành|lập|soạn thảo)\b(?:(?!\bkế hoạch\b|\bchương trình\b|\bvăn bản\b)[^.;:]){0,60}?"
    r"|có (?=kế hoạch))"
    rf"\b(?P<paper>kế hoạch|chương trình hành động|chương trình,? kế hoạch|văn bản)\b(?P<kind>{_QUALIFIED})"
)
_BY_PLAN = Words(
    r"\b(?:cụ thể hóa|cụ thể hoá)\b[^.;:]{0,120}?\b(?:bằng|thành)(?: các| những)? "
    rf"(?P<paper>kế hoạch|chương trình|văn bản)\b{_QUALIFIED}"
)
_DOES = Words(
    rf"[\s*_]*,?[\s*_]*(?:để |và |nhằm |cho việc )?(?:tập trung |chủ động )?{_DO}\b"
    rf"(?:[\s*_]*,[\s*_]*(?:và )?{_DO}\b)*"
)
_THIS_PAPER = (
    r"(?:kế hoạch|chương trình(?: hành động)?|quyết định|nghị quyết|chỉ thị|đề án|chiến lược|hướng dẫn|công văn"
    r"|công điện|kết luận|thông báo|văn bản) này\b"
)
_THIS = Words(rf"\b{_THIS_PAPER}")
_DOES_THIS = Words(
    rf"[^.;:]{{0,60}}?\b{_DO}\b[^.;:]{{0,40}}?\b{_THIS_PAPER}"
    rf"|[\s*_]*(?:tổ chức )?(?:tuyên truyền|quán triệt|phổ biến)\b[^.;:]{{0,100}}? nội dung (?:của )?{_THIS_PAPER}"
)
_PLAN = Words(r"\bkế hoạch\b")
_MATTER_OF = Words(
    r"\b(?:nội dung|nhiệm vụ|mục tiêu)\b[^.;:]{0,40}? của (?P<word>chương trình|đề án|chiến lược)\b"
    r"(?! (?:này|hành động|công tác|phát triển|phối hợp)\b)"
)
_ON_THIS = Words(rf"\b(?:căn cứ|trên cơ sở|theo)\b[^.;:]{{0,160}}?\b{_THIS_PAPER}")
_RESTS_ON_THIS = Words(rf"[\s*_:.–-]*(?:căn cứ|trên cơ sở)\b[^.;:]{{0,60}}?\b{_THIS_PAPER}")
"""«Căn cứ Kế hoạch này, … xây dựng kế hoạch X»: whatever the plan is called, it is for this document."""
_IN_DETAIL = Words(r"\b(?:cụ thể|chi tiết|riêng)\b")
"""A plan in detail is one for what this document says, whatever it is then called."""
_ON_CIRCUMSTANCES = Words(
    r"\b(?:căn cứ|trên cơ sở|theo)(?: vào)?\b[^.;:]{0,160}?\b(?:nhiệm vụ|chức năng|tình hình|điều kiện|kế hoạch)\b"
)
_ENDS = Words(
    r"[\s*_]*(?:$|[.;:()]|,(?! (?:dự toán|quyết toán)\b)|(?:và|phù hợp|bố trí|gửi|trước|chậm nhất|hoàn thành"
    r"|để tổ chức|nhằm)\b)"
)
_DEFINED = Words(
    r"[\s*_]*(?:có hiệu quả |hiệu quả |tốt |nghiêm |đầy đủ )*(?:(?:các )?(?:nội dung|nhiệm vụ)[^.;:]{0,40}? của )?"
    r"(?P<word>chương trình|đề án|chiến lược|kế hoạch|luật|nghị quyết|chỉ thị|quyết định)"
    r"(?! (?:số|phối hợp|công tác|phát triển|hành động)\b)\b"
)
_PROGRAMME = "chuong-trinh"
_OWN_PROGRAMME = Words(
    r"[\s*_]*chương trình hành động(?=[\s*_]*(?:$|[.,;:(]|(?:trong|trước|chậm nhất|hằng|hàng|và|đến|xong)\b))"
)
"""In a programme of action, what is carried out by that name alone."""
_EMBODIES = Words(r"cụ thể (?:hóa|hoá)\b")
_PUT_IN_DETAIL = Words(r"[\s*_]*(?:để )?cụ thể (?:hóa|hoá)\b")
"""«Trên cơ sở Chỉ thị … và Kế hoạch này, ban hành văn bản cụ thể hóa»."""
_INTO = Words(r"\b(?:bằng|thành)\b")
_NAMED = Words(
    r"\b(?P<word>chương trình|đề án|chiến lược|luật|nghị quyết|chỉ thị)\b(?! (?:này|hành động|công tác|số)\b)"
)
"""What may be embodied in a plan, by its short name."""
_GENERAL = Words(
    r"[\s*_]*(?:$|[,.;()]|(?:"
    + one_of(
        """tại, ở, trên địa bàn, của, phù hợp, trong, theo, bảo đảm, đảm bảo, và, một cách, đồng bộ, có hiệu quả,
        hiệu quả,
        nghiêm túc, trước, chậm nhất, hoàn thành, gửi, hằng năm, hàng năm, nhằm, để, cụ thể, kịp thời, xong,
        đợt thi đua"""
    )
    + r")\b)"
)
_MATTERS = one_of("nội dung, nhiệm vụ, giải pháp, mục tiêu, chỉ tiêu, nội dung công việc")
_WORK = Words(
    r"[\s*_]*(?:đầy đủ |có hiệu quả |hiệu quả |kịp thời |nghiêm túc |tốt )*(?:các |những )?"
    rf"{_MATTERS}(?:,? (?:và )?(?:các )?{_MATTERS})*(?:[\s*_]*(?:$|[,.;(])|\s+(?:"
    + one_of(
        """được giao, được phân công, trên, của, nêu, liên quan, theo, tại, đã, thuộc, trong, cụ thể, phù hợp,
        trọng tâm, để,
        nhằm, và"""
    )
    + r")\b)"
)
_ENCOURAGED = Words(r"[\s*_]*khuyến khích\b")
_AMONG_PLANS = Words(r"\b(?:quy hoạch|dự án|đề án)(?:,| và)|\btheo (?:các )?$")
"""«xây dựng, điều chỉnh các quy hoạch, kế hoạch» speaks of plans of all kinds, «xây dựng chuyên mục theo kế hoạch» of
how something else is made."""
_NO_ORDER = Words(
    r"\b(?:"
    + one_of(
        """luật, đã, đang, sau khi, khi, việc, chưa, trong quá trình, nguyên tắc, cơ sở để, làm căn cứ, hướng dẫn, chậm,
        quy trình, công tác, kết quả, tiến độ"""
    )
    + r")[\s*_]+(?:được )?$"
)
_HANDED_IN = Words(
    r";[\s*_]*(?:(?:gửi|hoàn thành|ban hành)(?: (?:việc|xây dựng|ban hành))* (?:kế hoạch|chậm nhất|trước))\b"
)
_SENT = Words(r"\bgửi(?: kế hoạch| văn bản)?(?: về| cho| tới| đến)?[\s*_]+")
_SENT_IN = Words(r"[\s*_:;.–+()-]*gửi (?:bản )?kế hoạch (?:về|cho|tới|đến)[\s*_]+")
_APPROVED = Words(r"[\s*_]*phê duyệt (?P<paper>kế hoạch)[\s*_]+")
_ABOUT = Words(
    r"\b(?:về|trong|cho)[\s*_]+(?=[^\W\d_])(?!(?:nghị quyết|quyết định|chỉ thị|kết luận|kế hoạch|luật|thông tư)\b)"
)
_REACH = 140
_SAME_WORDS = 3
_BEHIND_MATTER = frozenset(("nam", "truoc", "cua", "tai", "tren", "hoan", "gui", "cho"))
"""First words, folded, of what is said behind the matter of a plan: when, whose, where."""
_BY_A_DAY = Words(
    r"[\s*_]*,?[\s*_]*(?:(?:và )?(?:hoàn thành|(?:phê duyệt )?xong|ban hành|phê duyệt) )?"
    r"(?:trước ngày|chậm nhất|trong (?:tháng|quý))\b"
    r"|[\s*_]*,[\s*_]*gửi\b[^.;]{3,160}?\b(?:trước ngày|chậm nhất)\b"
)
"""A plan that is due by a day, in what a document gives to do, is the one by which that is done."""


@dataclass(frozen=True, slots=True)
class _Order:
    """The words that order a plan: where its verb begins and where the words behind «kế hoạch …» begin.

    `approved`: the plan shall be approved, which orders one only where it is for this document's own matter.
    """

    start: int
    paper: int
    end: int
    approved: bool = False


def plan_orders(
    text: Text,
    outline: Outline,
    named: tuple[Block, ...],
    identity: Identity,
    reader: PartyReader,
    assigned: tuple[Assignment, ...],
    mentions: tuple[Mention, ...],
) -> tuple[PlanOrder, ...]:
    """Orders in text order; one for the same bodies, thing and day a section."""
    found: list[PlanOrder] = []
    headings = sections(text, outline)
    for sentence in body_sentences(text, outline, speaking_of=_PLANS):
        if found and (sent_in := _SENT_IN.match(text, sentence.start, sentence.end)):
            found[-1] = _handed_in_apart(text, outline, identity, reader, sentence, sent_in.end(), found[-1])
        for order in _orders(text, sentence):
            wanted = _wanted(text, identity, sentence, order, mentions)
            who = told_to(text, reader, sentence, order.start) or _assigned(assigned, order.start)
            others = behind_opening(text, reader, sentence.start, order.end) if who else ()
            who = others if {p.name for p in others}.difference(p.name for p in who) else who
            who = who or subject_of(text, reader, named, headings, sentence)
            if wanted is None or not who or _ENCOURAGED.match(text, sentence.start, sentence.end):
                continue
            if outline.path_at(order.start) == PREAMBLE and _issues_it(who, identity):
                continue
            clause = _handed_in(text, order.end, sentence.end)
            start, end = trimmed(text, sentence.start, sentence.end)
            sent = _SENT.search(text, order.end, clause)
            found.append(
                PlanOrder(
                    section=outline.path_at(order.start), start=start, end=end, who=who, named_at=wanted,
                    to=reader.at(sent.end(), clause)[0] if sent else (),
                    via=via_of(text, reader, sent.end(), clause) if sent else (),
                    due=_due(text, sentence, order, identity),
                )
            )  # fmt: skip
    return tuple(replace(o, order=order) for order, o in enumerate(_distinct(found), start=1))


def _issues_it(who: tuple[Party, ...], identity: Identity) -> bool:
    """Whether only the issuer is named: what its recital says that it draws up is this document."""
    issuer = identity.issuer
    return issuer is not None and all(p.body is not None and p.body.slug in (issuer.slug, issuer.parent) for p in who)


def _handed_in_apart(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    sentence: Sentence,
    sent: int,
    order: PlanOrder,
) -> PlanOrder:
    """`order` with the day that the next item of its section gives: «Gửi kế hoạch về … trước ngày …»."""
    if order.due is not None or outline.path_at(sentence.start) != order.section:
        return order
    clause = _clause_end(text, sent, sentence.end)
    due = next(iter(_dues_ahead(text, sent, clause, identity)), None)
    to, via = reader.at(sent, clause)[0], via_of(text, reader, sent, clause)
    return replace(order, due=due, to=order.to or to, via=order.via or via) if due else order


def _orders(text: Text, sentence: Sentence) -> Iterator[_Order]:
    approved = _APPROVED.match(text, sentence.start, sentence.end)
    if approved:
        yield _Order(sentence.start, approved.start("paper"), approved.end(), approved=True)
    for pattern in (_ORDER, _BY_PLAN):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if _AMONG_PLANS.search(text, match.start(), match.start("paper")):
                continue
            if not _NO_ORDER.search(text, max(sentence.start, match.start() - 30), match.start()):
                yield _Order(match.start(), match.start("paper"), match.end())


def _distinct(found: list[PlanOrder]) -> Iterator[PlanOrder]:
    seen: set[tuple[object, ...]] = set()
    for order in found:
        key = order.section, tuple(p.name for p in order.who), order.named_at, order.due and order.due.iso
        if key not in seen:
            seen.add(key)
            yield order


def _assigned(assigned: tuple[Assignment, ...], offset: int) -> tuple[Party, ...]:
    """The bodies whose duty it is; of duties one inside the other the inner one."""
    holding = [(d.end - d.start, a.agency) for a in assigned for d in a.duties if d.start <= offset < d.end]
    narrowest = min((size for size, _ in holding), default=0)
    return tuple({agency.name: agency for size, agency in holding if size == narrowest}.values())


def _wanted(
    text: Text, identity: Identity, sentence: Sentence, order: _Order, mentions: tuple[Mention, ...]
) -> tuple[int, ...] | None:
    """Where the instruments to be carried out are named; empty for this document, None for something else."""
    if text.folded.startswith("van", order.paper) and _PLAN.search(text, order.paper, order.end) is None:
        # Other papers than plans count where they are for this very matter.
        does = _DOES.match(text, order.end, sentence.end)
        if does and _own_matter(text, does.end(), identity):
            return ()
        embodies = _PUT_IN_DETAIL.match(text, order.end, sentence.end)
        return (
            _grounds(mentions, sentence, order)
            if embodies and _ON_THIS.search(text, sentence.start, order.start)
            else None
        )
    if order.approved:
        return () if _own_matter(text, order.end, identity) else None
    on_this = _ON_THIS.search(text, sentence.start, order.start) is not None
    does = _DOES.match(text, order.end, sentence.end)
    if does is None and _DOES_THIS.match(text, order.end, sentence.end):
        return ()
    if _EMBODIES.match(text, order.start, order.paper):
        return _embodied(text, identity, sentence, order, mentions)
    if does is None and _own_matter(text, order.end, identity):
        return ()
    if does is None:
        plainly = _ENDS.match(text, order.end, sentence.end) and text.folded.startswith("ke", order.paper)
        detailed = order.end - order.paper > len("kế hoạch ")
        if _IN_DETAIL.search(text, order.paper, order.end) or _names_own_matter(
            text, order.end, sentence.end, identity
        ):
            return ()
        if _RESTS_ON_THIS.match(text, sentence.start, order.start) and text.folded.startswith("ke", order.paper):
            return ()
        on_circumstances = _ON_CIRCUMSTANCES.search(text, sentence.start, order.start) is not None
        handed_in = _handed_in(text, order.end, sentence.end) > _clause_end(text, order.end, sentence.end)
        by_a_day = handed_in or _BY_A_DAY.match(text, order.end, sentence.end) is not None
        return () if plainly and (on_this or on_circumstances or detailed or by_a_day) else None
    clause = _clause_end(text, does.end(), sentence.end)
    cited = [m for m in mentions if does.end() <= m.start < clause and m.relation == IMPLEMENTS]
    this = _THIS.search(text, order.paper, clause)
    if this and not any(m.start < this.start() for m in cited):
        return ()
    if cited:
        return tuple(m.start for m in cited)
    grounds = () if on_this else _grounds(mentions, sentence, order)
    general = on_this or grounds or _PLAN.search(text, order.paper, order.end)
    own = identity.type is not None and identity.type.slug == _PROGRAMME
    if own and _OWN_PROGRAMME.match(text, does.end(), sentence.end):
        return ()
    defined = _DEFINED.match(text, does.end(), sentence.end)
    if defined:
        return _short_form(identity, defined["word"], mentions)
    if general and (_WORK.match(text, does.end(), sentence.end) or _GENERAL.match(text, does.end(), sentence.end)):
        matter = None if grounds else _MATTER_OF.search(text, does.end(), clause)
        return _short_form(identity, matter["word"], mentions) if matter else grounds
    detailed = _IN_DETAIL.search(text, order.paper, order.end) is not None
    return () if detailed or _own_matter(text, does.end(), identity) else None


def _embodied(
    text: Text, identity: Identity, sentence: Sentence, order: _Order, mentions: tuple[Mention, ...]
) -> tuple[int, ...]:
    """What «… quán triệt Chương trình …; cụ thể hóa bằng kế hoạch» puts into a plan: what was named last before it."""
    cited = [m for m in mentions if sentence.start <= m.start < order.start]
    into = _INTO.search(text, order.start, order.paper)
    named = list(_NAMED.finditer(text, sentence.start, into.start() if into else order.paper))
    if cited and (not named or named[-1].start() < cited[-1].start):
        return (cited[-1].start,)
    return _short_form(identity, named[-1]["word"], mentions) if named else ()


def _short_form(identity: Identity, word: str, mentions: tuple[Mention, ...]) -> tuple[int, ...]:
    """What «Chương trình», «Luật» stand for: the paper of the recital that is, or approves, one; else this document."""
    kind = " ".join(fold(word).split())
    for mention in mentions:
        if mention.section != PREAMBLE or mention.start < identity.title_end:
            continue
        title = fold(mention.title or "")
        if fold(mention.text).startswith(kind) or re.match(rf"(?:phe duyet|ban hanh) (?:\w+ ){{0,3}}{kind}\b", title):
            return (mention.start,)
    return ()


def _grounds(mentions: tuple[Mention, ...], sentence: Sentence, order: _Order) -> tuple[int, ...]:
    """«Trên cơ sở Chỉ thị số …, ban hành kế hoạch thực hiện»: the papers that the order rests on, laws apart."""
    before = (m for m in mentions if sentence.start <= m.start < order.start)
    return tuple(m.start for m in before if m.relation == BASED_ON and m.type and m.type.regime != "normative")


def _own_matter(text: Text, start: int, identity: Identity) -> bool:
    """Whether what shall be carried out is this document's own matter, in the words of its title."""
    words = fold(text.content[start : start + 80]).replace("*", " ").split()[:_SAME_WORDS]
    if len(words) == _SAME_WORDS and words[-1] in _BEHIND_MATTER:
        words.pop()  # «kế hoạch giảm nghèo năm 2026»
    enough = len(words) >= _SAME_WORDS - 1 and not _BEHIND_MATTER.intersection(words)
    return enough and f" {' '.join(words)} " in f" {' '.join(fold(identity.title).split())} "


def _names_own_matter(text: Text, start: int, end: int, identity: Identity) -> bool:
    """Whether the plan is for what the title calls by a name: «kế hoạch tuyên truyền về Phong trào thi đua»."""
    clause = _clause_end(text, start, min(end, start + _REACH))
    named = (m.end() for m in _ABOUT.finditer(text, start, clause))
    return any(text.content[at].isupper() and _own_matter(text, at, identity) for at in named)


def _clause_end(text: Text, start: int, end: int) -> int:
    stop = text.content.find(";", start, end)
    return stop if stop >= 0 else end


def _handed_in(text: Text, start: int, end: int) -> int:
    """Where the words about the plan end: its clause, and one that goes on «; gửi kế hoạch về … trước ngày …»."""
    stop = _clause_end(text, start, end)
    return _clause_end(text, stop + 1, end) if stop < end and _HANDED_IN.match(text, stop, end) else stop


def _due(text: Text, sentence: Sentence, order: _Order, identity: Identity) -> Due | None:
    """The due that stands nearest to the order in its clause, not one that belongs to a report."""
    clause = _handed_in(text, order.end, sentence.end)
    found = _dues_ahead(text, sentence.start, clause, identity)
    behind = [d for d in found if d.start >= order.start]
    chosen = behind[0] if behind else found[0] if found else None
    if chosen is None:
        return None
    between = text.folded[min(order.end, chosen.end) : max(order.start, chosen.start)]
    return None if re.search(r"\bbao\s+cao\b", between) else chosen


def _dues_ahead(text: Text, start: int, end: int, identity: Identity) -> tuple[Due, ...]:
    """Dues of `start:end`; a day without a year that would lie before the document is that of the year after."""
    found = dues(text, start, end, identity.year)
    issued = identity.date or ""
    if identity.year is None or not any(len(d.iso) == len(issued) and d.iso < issued for d in found):
        return found
    later = dues(text, start, end, identity.year + 1)
    return tuple(b if a.iso < issued else a for a, b in zip(found, later, strict=True))
