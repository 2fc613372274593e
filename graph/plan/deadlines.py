"""Reports that are owed: who, to whom, through whom, by when, how often. One record a day named.

A report without a day counts where who reports is said, and to whom or that it is regular, and where it does not hang
on an event. What is sent in by a day (results, lists, files) counts too; plans and budgets are other matters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cancu.graph.plan.blocks import Block
from cancu.graph.plan.dues import dues
from cancu.graph.plan.headings import Section, sections
from cancu.graph.plan.lines import Words, sentences, trimmed
from cancu.graph.plan.model import Deadline, Due, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.periods import period_in, period_of
from cancu.graph.plan.subjects import Sentence, addressees, body_sentences, charged_behind, subject_of, told_to, via_of
from cancu.graph.plan.titles import LETTER
from cancu.graph.read import Outline, Text
from cancu.graph.registry import Body

_REPORT = Words(
    r"\bbáo cáo\b(?! viên\b| số\b(?! liệu)| (?:nghiên cứu|kinh tế|tài chính|thẩm định|thẩm tra|giải trình)\b"
    r"| đánh giá tác động)"
)
"""A report; neither a study nor the number of a paper."""

_SEND = Words(r"\b(?:gửi|nộp)\b(?! (?:kèm|đến người|kế hoạch|dự toán|chương trình))")
_REPORTS = tuple(map(re.compile, (r"bao\s+cao", "gui", "nop")))
"""One by one: letters that every find begins with are scanned for at the speed of C."""
_TO = Words(r"\b(?:báo cáo|về|cho|gửi|lên|tới|đến)(?: về| cho| lên| tới| đến| với)?[\s*_]+")
_ONWARD = Words(
    r"\b(?:để (?:tổng hợp|báo cáo|theo dõi|xem xét|tham mưu|được|kịp|(?:có |làm )?(?:cơ sở|căn cứ))"
    r"|tổng hợp(?: chung)?,? báo cáo|tổng hợp,? tham mưu)\b"
)
_AND_TO = Words(r"[\s*_]*,?[\s*_]*(?:và|đồng thời|đồng)[\s*_]+(?:gửi|báo cáo)(?: về| cho| tới)?[\s*_]+")
_OPENING_PERIOD = Words(r"[\s*_-]*(?:định kỳ )?(?:hằng|hàng|mỗi|\d{1,2}) (?:năm|quý|tháng|tuần|ngày)\b")
"""«Hằng năm, …; …; báo cáo» holds for the whole sentence."""

_IF = Words(r"\b(?:nếu|trường hợp|khi (?:có|phát|xảy|xuất|cần)|phát sinh)\b")
"""Reports that hang on an event are none of the regular ones."""

_IS_REPORT = Words(
    r"\b(?:kết quả|định kỳ|theo quy định|tình hình|tổng hợp|sơ kết|tổng kết|tiến độ|hằng|hàng|đánh giá|theo dõi"
    r"|đôn đốc|giám sát|kiểm tra|chế độ)\b"
)
_REGULAR = Words(
    r"\b(?:thực hiện (?:nghiêm |nghiêm túc |đầy đủ |tốt )*(?:các )?chế độ (?:thông tin,? (?:và )?)?báo cáo"
    r"|định kỳ (?:(?:hằng|hàng) \w+,? )?(?:tổng hợp,? |đánh giá,? |gửi )*báo cáo"
    r"|tổng hợp[^.;:]{0,80}? báo cáo[^.;:]{0,80}? theo (?:định kỳ|quy định)(?! (?:tại|của))"
    r"|báo cáo (?:tình hình|kết quả)[^.;:]{0,80}? theo quy định(?! (?:tại|của))"
    r"|báo cáo (?:(?:số liệu|kết quả|tình hình) )?(?:theo )?định kỳ)\b"
)
"""Reports that are owed even where nobody is said to receive them."""

_NOT_OWED = Words(
    r"\b(?:hướng dẫn|quy định|theo|tiếp nhận|xây dựng|mẫu|công bố|hệ thống(?: thông tin)?|các"
    r"|nội dung|của|nhận(?: được)?"
    r"|hội nghị|dự thảo|xin|sau khi|tại|thời gian|số liệu|lập|(?<!định\s)kỳ)"
    r"(?: (?:về )?chế độ)?(?: thông tin,?)?[\s*_]+$"
)
"""Words before «báo cáo» that make it a thing or a rule."""

_RECEIVED = Words(r"\b(?:tiếp nhận|nhận được|thẩm định|thẩm tra|xem xét)[\s*_]+(?:các )?báo cáo\b")
_HARDSHIPS = Words(r"\b(?:khó khăn|vướng mắc|bất cập|vi phạm|vấn đề (?:đột xuất|phát sinh|mới)|sự cố)\b")
_RESULTS = Words(r"\b(?:kết quả|định kỳ|tình hình|tiến độ|sơ kết|tổng kết)\b")
_BUDGET = Words(r"\b(?:dự toán|quyết toán|nhu cầu (?:kinh phí|vốn)|đề xuất kinh phí)\b")
_PLAN_SENT = Words(r"\b(?:xây dựng|ban hành|lập|phê duyệt)\b[^.;]{0,60}?\b(?:kế hoạch|chương trình|văn bản|đề án)\b")
_ASKS = Words(
    r"[^.;(]{0,80}?\b"
    r"(?:xem xét|quyết định (?!số)|chỉ đạo|giải quyết|phê duyệt|cho ý kiến|xử lý|khen thưởng|bố trí"
    r"|(?:nội dung|vấn đề) cần)\b"
)
"""Behind the recipient: what is sent asks for a decision and is no report."""

_LABEL = re.compile(r"[\s*_]*[Bb]áo\s+cáo\s[^.;]{0,80}")
"""«Báo cáo định kỳ 6 tháng, hằng năm» above the sentences that say who owes it."""
_AS_FOLLOWS = re.compile(r"như\s+sau[\s*_]*:[\s*_]*\Z")
"""Each report is then said by itself."""
_OF_A_REPORT = Words(
    r"[\s*_:;.–+()-]*(?:(?:đối với )?báo cáo|thời (?:gian|hạn|điểm)|định kỳ|hằng|hàng|lần|đợt|kỳ"
    r"|trước ngày|chậm nhất)\b"
)
"""How a sentence begins that only says when a report of which others speak is due."""
_FURTHER = Words(r"\bđể (?:tổng hợp|báo cáo|theo dõi|tham mưu)\b")
_BESIDES = re.compile(r"\bdot\s+xuat\b[^.;]*$")
_AS_RULED = Words(r"\btheo quy định\b")
_WHOEVER = Words(r"(?:các )?(?:cấp|cơ quan)(?: có)? thẩm quyền\b")
"""«Cấp có thẩm quyền», to whom a report goes on: whoever it may be."""
_ADVISED = Words(r"\btham mưu(?: cho)? ")
_BEFORE = 60
"""Characters before «khi có» in which «đột xuất» still belongs to it."""


@dataclass(frozen=True, slots=True)
class _Document:
    """What tells who acts: the blocks and headings that name bodies, and to whom a letter is `addressed`."""

    text: Text
    outline: Outline
    identity: Identity
    reader: PartyReader
    named: tuple[Block, ...]
    headings: tuple[Section, ...]
    addressed: tuple[Party, ...]

    def who(self, sentence: Sentence, to: tuple[Party, ...]) -> tuple[Party, ...]:
        """Who acts; where a letter names nobody, or only who receives the report, those it is written to."""
        report = _REPORT.search(self.text, sentence.start, sentence.end)
        told = told_to(self.text, self.reader, sentence, report.start()) if report else ()
        who = told or subject_of(self.text, self.reader, self.named, self.headings, sentence)
        own = {p.name for p in who} & {p.name for p in to}
        return self.addressed if self.addressed and (own or not who) else who


def deadlines(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    named: tuple[Block, ...],
) -> tuple[Deadline, ...]:
    """Reporting duties in text order."""
    found: list[Deadline] = []
    letter = identity.type is not None and identity.type.slug == LETTER
    asked = addressees(text, outline, reader) if letter else ()
    document = _Document(text, outline, identity, reader, named, sections(text, outline), asked)
    year = identity.period[0] if identity.period and identity.period[0] == identity.period[1] else None
    told: list[_Told] = []
    for sentence in body_sentences(text, outline, speaking_of=_REPORTS):
        if not _sends(text, sentence.start, sentence.end):
            continue
        told += _told(document, sentence)
        previous = sentence.start
        for due in dues(text, sentence.start, sentence.end, year):
            if not _reports_by(text, sentence, due):
                continue
            record = _deadline(document, sentence, due, period_of(text, previous, due, sentence))
            previous = due.end
            if record is not None:
                found.append(record)
        found += _undated(document, sentence, dated=previous > sentence.start)
    return tuple(replace(d, order=order) for order, d in enumerate(_completed(document, found, told), start=1))


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that says to whom the reports of its section go."""

    start: int
    end: int
    section: int
    who: tuple[Party, ...]
    to: tuple[Party, ...]
    via: tuple[Party, ...]


def _told(document: _Document, sentence: Sentence) -> Iterator[_Told]:
    text, reader = document.text, document.reader
    to = _to(text, reader, sentence, None)
    if to:
        section = bisect_right(document.headings, sentence.start, key=lambda s: s.heading.start)
        via = via_of(text, reader, sentence.start, sentence.end)
        yield _Told(sentence.start, sentence.end, section, document.who(sentence, to), to, via)


def _completed(document: _Document, found: list[Deadline], told: list[_Told]) -> Iterator[Deadline]:
    """`found`, where «Báo cáo năm: trước ngày 15/12» with what another sentence of its section says of who and to whom;
    that sentence then owes no report of its own.
    """
    spent: set[int] = set()
    complete: list[Deadline] = []
    for record in found:
        section = bisect_right(document.headings, record.start, key=lambda s: s.heading.start)
        bare = record.due is not None and (not record.to or not record.to[0].surface)
        others = [t for t in told if t.section == section and not t.start <= record.start < t.end] if bare else []
        if not others or not _OF_A_REPORT.match(document.text, record.start, record.end):
            complete.append(record)
            continue
        nearest = min(others, key=lambda t: abs(t.start - record.start))
        spent.add(nearest.start)
        complete.append(replace(record, who=nearest.who or record.who, to=nearest.to, via=nearest.via))
    whole = [t for t in told if t.start in spent]
    yield from (d for d in complete if d.due or d.period or not any(t.start <= d.start < t.end for t in whole))


def _sends(text: Text, start: int, end: int) -> re.Match[str] | None:
    """Where a report is spoken of, or that something is sent in."""
    return _REPORT.search(text, start, end) or _SEND.search(text, start, end)


def _reports_by(text: Text, sentence: Sentence, due: Due) -> bool:
    """Whether `due` is the day of a report: one is spoken of before it or in its own clause, and no plan is ordered."""
    clause = _clause(text, sentence, due.start)
    if _RECEIVED.search(text, clause.start, due.start):
        return False
    if _sends(text, sentence.start, due.start):
        sent = _REPORT.search(text, sentence.start, due.start) is not None
    else:
        sent = False
        if not _sends(text, due.end, clause.end):
            return False
    if not sent and _PLAN_SENT.search(text, clause.start, clause.end):
        return False
    return not (_BUDGET.search(text, clause.start, clause.end) and not _RESULTS.search(text, clause.start, clause.end))


def _clause(text: Text, sentence: Sentence, offset: int) -> Sentence:
    """The part of the sentence between «;» in which `offset` lies."""
    parts = sentences(text, sentence.start, sentence.end)
    start, end = next(((s, e) for s, e in parts if s <= offset < e), (sentence.start, sentence.end))
    return sentence._replace(start=start, end=end)


def _undated(document: _Document, sentence: Sentence, *, dated: bool) -> Iterator[Deadline]:
    """Reports of the sentence without a day: clause by clause, and what is then reported further «theo quy định»."""
    text, reader = document.text, document.reader
    clauses = [] if dated else list(sentences(text, sentence.start, sentence.end))
    for start, end in clauses:
        record = _regular(document, sentence, start, end)
        if record is not None:
            yield record
    onward = _FURTHER.search(text, sentence.start, sentence.end)
    if onward and _AS_RULED.search(text, onward.start(), sentence.end) and not _hangs_on_an_event(text, sentence):
        rest = Sentence(onward.start(), sentence.end, onward.start())
        report = _REPORT.search(text, rest.start, rest.end)
        to = _to(text, reader, rest._replace(start=report.start()), None) if report else ()
        advised = _ADVISED.search(text, rest.start, rest.end)
        who = reader.at(advised.end(), rest.end)[0] if advised else ()
        who = who or via_of(text, reader, sentence.start, rest.start)
        if who and any(_WHOEVER.match(text, p.start, p.end) is None for p in to):
            yield _open(document, rest, who, to, (), None)


def _regular(document: _Document, sentence: Sentence, start: int, end: int) -> Deadline | None:
    """The report without a day that the clause `start:end` asks for."""
    text, reader = document.text, document.reader
    onward = _FURTHER.search(text, start, end)
    clause = Sentence(start, onward.start() if onward else end, sentence.item_start)
    period = period_in(text, start, end) or period_in(text, end, sentence.end)
    opening = _OPENING_PERIOD.match(text, sentence.start, start)
    period = period or (period_in(text, sentence.start, opening.end()) if opening else None)
    report = _report(text, start, clause.end)
    if report is None and period:
        # «gửi Văn phòng trước 13 giờ hằng ngày»: what is sent again and again is a report by itself.
        report = _SEND.search(text, start, clause.end)
    if report is None and onward and not _SEND.search(text, start, clause.end):
        clause = clause._replace(end=end)
        report = _report(text, start, end)
    if report is None or _hangs_on_an_event(text, clause._replace(end=end)) or not _IS_REPORT.search(text, start, end):
        return None
    if _aside(text, start, end):
        return None
    to = _to(text, reader, clause._replace(start=report.start()), None)
    if not to and (not _REGULAR.search(text, start, end) or _LABEL.fullmatch(text.content[start:end])):
        return None
    if _AS_FOLLOWS.search(text.content, start, end):
        return None
    who = document.who(clause, to) or charged_behind(text, reader, sentence)
    same = {p.name for p in who} & {p.name for p in to}
    if not who or same or (to and _ASKS.match(text, to[-1].end, end)):
        return None
    return _open(document, clause, who, to, via_of(text, reader, clause.start, clause.end), period)


def _report(text: Text, start: int, end: int) -> re.Match[str] | None:
    """The first «báo cáo» of `start:end` that somebody owes."""
    found = _REPORT.finditer(text, start, end)
    return next((m for m in found if not _NOT_OWED.search(text, max(start, m.start() - 40), m.start())), None)


def _aside(text: Text, start: int, end: int) -> bool:
    """Whether hardships or money are reported, not results."""
    if _RESULTS.search(text, start, end):
        return False
    return (_HARDSHIPS.search(text, start, end) or _BUDGET.search(text, start, end)) is not None


def _hangs_on_an_event(text: Text, sentence: Sentence) -> bool:
    """Whether the report is owed in a certain case only; «hoặc đột xuất khi có yêu cầu» adds to the regular ones."""
    cases = _IF.finditer(text, sentence.start, sentence.end)
    return any(not _BESIDES.search(text.folded, max(sentence.start, m.start() - _BEFORE), m.start()) for m in cases)


def _open(
    document: _Document,
    clause: Sentence,
    who: tuple[Party, ...],
    to: tuple[Party, ...],
    via: tuple[Party, ...],
    period: str | None,
) -> Deadline:
    start, end = trimmed(document.text, clause.start, clause.end)
    return Deadline(document.outline.path_at(start), who, to, via, None, period, 0, start, end)


def _deadline(document: _Document, sentence: Sentence, due: Due, period: str | None) -> Deadline | None:
    """The report due on a day; None where something else is sent and nobody is said to receive it."""
    text, reader, issuer = document.text, document.reader, document.identity.issuer
    relay = _relayed(text, reader, sentence, due)
    who, to = relay or ((), _to(text, reader, sentence, due))
    who = who or document.who(sentence, to)
    asked = to and _ASKS.match(text, to[-1].end, sentence.end) and _hangs_on_an_event(text, sentence)
    if asked or (not to and not _REPORT.search(text, sentence.start, sentence.end)):
        return None
    via = () if relay else via_of(text, reader, sentence.start, sentence.end)
    if not to and issuer is not None:
        # Nobody named: the plan's issuer asks, so the report goes to it.
        to = () if any(p.name == issuer.name for p in who) else (_unprinted(issuer, text, sentence),)
    if not who and not to:
        return None
    start, end = trimmed(text, sentence.start, sentence.end)
    return Deadline(document.outline.path_at(due.start), who, to, via, due, period, 0, start, end)


def _relayed(
    text: Text, reader: PartyReader, sentence: Sentence, due: Due
) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """«gửi Sở X … để tổng hợp, báo cáo UBND tỉnh trước ngày …»: who received it sends it on, to whom."""
    report = _sends(text, sentence.start, due.start)
    onward = _ONWARD.search(text, report.start(), due.start) if report else None
    if report is None or onward is None:
        return None
    begin = _REPORT.search(text, onward.start(), due.start)
    further = _directly(text, reader, begin.start(), due.start) if begin else ()
    first = _directly(text, reader, report.start(), onward.start())
    return (first, further) if first and further and further[-1].end > onward.start() else None


def _unprinted(body: Body, text: Text, sentence: Sentence) -> Party:
    """A party that the sentence implies; its evidence is the whole sentence."""
    start, end = trimmed(text, sentence.start, sentence.end)
    return Party(body.name, "", body, group=False, start=start, end=end)


def _to(text: Text, reader: PartyReader, sentence: Sentence, due: Due | None) -> tuple[Party, ...]:
    """To whom: the bodies directly behind «báo cáo», «về», «cho» …, before the words that say what they do with it;
    the last that are named before the day, else the first.
    """
    report, send = _REPORT.search(text, sentence.start, sentence.end), _SEND.search(text, sentence.start, sentence.end)
    begin = min((m.start() for m in (report, send) if m), default=sentence.start)
    onward = _ONWARD.search(text, begin, sentence.end)
    # «tổng hợp, báo cáo UBND tỉnh» itself may be what is asked for; only behind a recipient it goes on.
    limit = onward.start() if onward and onward.start() > begin else sentence.end
    before = _directly(text, reader, begin, min(limit, due.start), last=True) if due else ()
    if before or due is None or limit <= due.end:
        return before or _directly(text, reader, begin, limit)
    label = _OF_A_REPORT.match(text, sentence.start, sentence.end)
    return _directly(text, reader, due.end, limit if label else min(limit, _clause(text, sentence, due.start).end))


def _directly(text: Text, reader: PartyReader, start: int, end: int, *, last: bool = False) -> tuple[Party, ...]:
    """The first, or `last`, bodies of `start:end` to whom something is sent."""
    found: tuple[Party, ...] = ()
    read_to = start
    for match in _TO.finditer(text, start, end):
        if match.start() < read_to:
            continue
        parties, stop = reader.at(match.end(), end)
        if not parties:
            continue
        further = _AND_TO.match(text, stop, end)
        more = reader.at(further.end(), end)[0] if further else ()
        known = {p.name for p in parties}
        found = (*parties, *(p for p in more if p.name not in known))
        read_to = found[-1].end
        if not last:
            break
    return found
