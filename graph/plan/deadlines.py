"""Reports that are owed: who, to whom, through whom, by when, how often. One record a day named.

A report without a day counts where who reports is said, and to whom or that it is regular, and where it does not hang
on an event. What is sent in by a day (results, lists, files) counts too; plans and budgets are other matters.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from cancu.graph.fold import fold
from cancu.graph.plan.blocks import Block
from cancu.graph.plan.dues import dues
from cancu.graph.plan.lines import Words, sentences, trimmed
from cancu.graph.plan.model import Deadline, Due, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.subjects import Sentence, addressees, body_sentences, charged_behind, subject_of, via_of
from cancu.graph.plan.titles import LETTER
from cancu.graph.read import Outline, Text
from cancu.graph.registry import Body

_REPORT = Words(r"\bbáo cáo\b(?! (?:viên|số)\b)")
_SEND = Words(r"\b(?:gửi|nộp)\b(?! (?:kèm|đến người|kế hoạch|dự toán|chương trình))")
_REPORTS = tuple(map(re.compile, (r"bao\s+cao", "gui", "nop")))
"""One by one: letters that every find begins with are scanned for at the speed of C."""
_TO = Words(r"\b(?:báo cáo|về|cho|gửi|lên|tới|đến)(?: về| cho| lên| tới| đến)?[\s*_]+")
_ONWARD = Words(
    r"\b(?:để (?:tổng hợp|báo cáo|theo dõi|xem xét|tham mưu|được)|tổng hợp(?: chung)?,? báo cáo|tổng hợp,? tham mưu)\b"
)
_AND_TO = Words(r"[\s*_]*,?[\s*_]*(?:và|đồng thời|đồng)[\s*_]+(?:gửi|báo cáo)(?: về| cho| tới)?[\s*_]+")
_PERIODS = (
    (Words(r"\b0?(?P<months>\d{1,2}) tháng\b(?!\s*(?:/|\d))"), "{months} tháng"),
    (Words(r"\b(?:hằng|hàng|mỗi) quý\b|\bbáo cáo quý\b"), "quý"),
    (Words(r"\b(?:hằng|hàng|mỗi) tháng\b|\bbáo cáo tháng\b"), "tháng"),
    (Words(r"\b(?:hằng|hàng|mỗi) tuần\b|\bbáo cáo tuần\b"), "tuần"),
    (Words(r"\b(?:hằng|hàng|mỗi) ngày\b|\blần/ngày\b"), "ngày"),
    (Words(r"\b(?:cả|hằng|hàng|mỗi) năm\b|\bbáo cáo năm\b(?!\s*\d)|\bđịnh kỳ năm\b"), "năm"),
)
_UNITS = {name: fold(name.rpartition(" ")[2]) for _, name in _PERIODS}
"""The letters of the unit of time that stands in whatever tells a period."""

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
    r"|báo cáo (?:theo )?định kỳ)\b"
)
"""Reports that are owed even where nobody is said to receive them."""

_NOT_OWED = Words(
    r"\b(?:hướng dẫn|quy định|theo|tiếp nhận|xây dựng|mẫu|công bố|hệ thống(?: thông tin)?|các"
    r"|nội dung|của|nhận(?: được)?"
    r"|hội nghị|dự thảo|xin|sau khi|tại|thời gian|số liệu|lập)"
    r"(?: (?:về )?chế độ)?(?: thông tin,?)?[\s*_]+$"
)
"""Words before «báo cáo» that make it a thing or a rule."""

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

_FURTHER = Words(r"\bđể (?:tổng hợp|báo cáo|theo dõi|tham mưu)\b")
_BESIDES = re.compile(r"\bdot\s+xuat\b[^.;]*$")
_AS_RULED = Words(r"\btheo quy định\b")
_ADVISED = Words(r"\btham mưu(?: cho)? ")
_BEFORE = 60
"""Characters before «khi có» in which «đột xuất» still belongs to it."""
_AFTER = 20
"""Characters behind a day in which «hằng năm» still belongs to it."""


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
    year = identity.period[0] if identity.period and identity.period[0] == identity.period[1] else None
    for sentence in body_sentences(text, outline, speaking_of=_REPORTS):
        if not _sends(text, sentence.start, sentence.end):
            continue
        previous = sentence.start
        for due in dues(text, sentence.start, sentence.end, year):
            if not _reports_by(text, sentence, due):
                continue
            period = _period(text, previous, due, sentence)
            record = _deadline(text, outline, identity, reader, named, sentence, due, period)
            previous = due.end
            if record is not None:
                own = {p.name for p in record.who} & {p.name for p in record.to}
                found.append(replace(record, who=asked) if asked and (own or not record.who) else record)
        found += _undated(text, outline, reader, named, sentence, dated=previous > sentence.start)
    return tuple(replace(d, order=order) for order, d in enumerate(found, start=1))


def _sends(text: Text, start: int, end: int) -> re.Match[str] | None:
    """Where a report is spoken of, or that something is sent in."""
    return _REPORT.search(text, start, end) or _SEND.search(text, start, end)


def _reports_by(text: Text, sentence: Sentence, due: Due) -> bool:
    """Whether `due` is the day of a report: one is spoken of before it or in its own clause, and no plan is ordered."""
    clause = _clause(text, sentence, due.start)
    if _sends(text, sentence.start, due.start):
        sent = _REPORT.search(text, sentence.start, due.start) is not None
    else:
        sent = False
        if not _sends(text, due.end, clause.end):
            return False
    if not sent and _PLAN_SENT.search(text, clause.start, due.start):
        return False
    return not (_BUDGET.search(text, clause.start, clause.end) and not _RESULTS.search(text, clause.start, clause.end))


def _clause(text: Text, sentence: Sentence, offset: int) -> Sentence:
    """The part of the sentence between «;» in which `offset` lies."""
    parts = sentences(text, sentence.start, sentence.end)
    start, end = next(((s, e) for s, e in parts if s <= offset < e), (sentence.start, sentence.end))
    return replace(sentence, start=start, end=end)


def _undated(
    text: Text, outline: Outline, reader: PartyReader, named: tuple[Block, ...], sentence: Sentence, *, dated: bool
) -> Iterator[Deadline]:
    """Reports of the sentence without a day: clause by clause, and what is then reported further «theo quy định»."""
    clauses = [] if dated else list(sentences(text, sentence.start, sentence.end))
    for start, end in clauses:
        record = _regular(text, outline, reader, named, sentence, start, end)
        if record is not None:
            yield record
    onward = _FURTHER.search(text, sentence.start, sentence.end)
    if onward and _AS_RULED.search(text, onward.start(), sentence.end) and not _hangs_on_an_event(text, sentence):
        rest = Sentence(onward.start(), sentence.end, onward.start())
        report = _REPORT.search(text, rest.start, rest.end)
        to = _to(text, reader, replace(rest, start=report.start()), None) if report else ()
        advised = _ADVISED.search(text, rest.start, rest.end)
        who = reader.at(advised.end(), rest.end)[0] if advised else ()
        who = who or via_of(text, reader, sentence.start, rest.start)
        if who and to:
            yield _open(text, outline, rest, who, to, (), None)


def _regular(
    text: Text,
    outline: Outline,
    reader: PartyReader,
    named: tuple[Block, ...],
    sentence: Sentence,
    start: int,
    end: int,
) -> Deadline | None:
    """The report without a day that the clause `start:end` asks for."""
    onward = _FURTHER.search(text, start, end)
    clause = Sentence(start, onward.start() if onward else end, sentence.item_start)
    period = _period_until(text, start, end) or _period_until(text, end, sentence.end)
    opening = _OPENING_PERIOD.match(text, sentence.start, start)
    period = period or (_period_until(text, sentence.start, opening.end()) if opening else None)
    report = _report(text, start, clause.end)
    if report is None and period:
        # «gửi Văn phòng trước 13 giờ hằng ngày»: what is sent again and again is a report by itself.
        report = _SEND.search(text, start, clause.end)
    if report is None and onward and not _SEND.search(text, start, clause.end):
        clause = replace(clause, end=end)
        report = _report(text, start, end)
    if report is None or _hangs_on_an_event(text, replace(clause, end=end)) or not _IS_REPORT.search(text, start, end):
        return None
    if _aside(text, start, end):
        return None
    to = _to(text, reader, replace(clause, start=report.start()), None)
    if not to and not _REGULAR.search(text, start, end):
        return None
    who = subject_of(text, reader, named, clause) or charged_behind(text, reader, sentence)
    same = {p.name for p in who} & {p.name for p in to}
    if not who or same or (to and _ASKS.match(text, to[-1].end, end)):
        return None
    return _open(text, outline, clause, who, to, via_of(text, reader, clause.start, clause.end), period)


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
    text: Text,
    outline: Outline,
    clause: Sentence,
    who: tuple[Party, ...],
    to: tuple[Party, ...],
    via: tuple[Party, ...],
    period: str | None,
) -> Deadline:
    start, end = trimmed(text, clause.start, clause.end)
    return Deadline(outline.path_at(start), who, to, via, None, period, 0, start, end)


def _deadline(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    named: tuple[Block, ...],
    sentence: Sentence,
    due: Due,
    period: str | None,
) -> Deadline | None:
    """The report due on a day; None where something else is sent and nobody is said to receive it."""
    who = subject_of(text, reader, named, sentence)
    to = _to(text, reader, sentence, due)
    asked = to and _ASKS.match(text, to[-1].end, sentence.end) and _hangs_on_an_event(text, sentence)
    if asked or (not to and not _REPORT.search(text, sentence.start, sentence.end)):
        return None
    via = via_of(text, reader, sentence.start, sentence.end)
    if not to and identity.issuer is not None:
        # Nobody named: the plan's issuer asks, so the report goes to it.
        body = identity.issuer
        to = () if any(p.name == body.name for p in who) else (_unprinted(body, text, sentence),)
    start, end = trimmed(text, sentence.start, sentence.end)
    return Deadline(outline.path_at(due.start), who, to, via, due, period, 0, start, end)


def _unprinted(body: Body, text: Text, sentence: Sentence) -> Party:
    """A party that the sentence implies; its evidence is the whole sentence."""
    start, end = trimmed(text, sentence.start, sentence.end)
    return Party(body.name, "", body, group=False, start=start, end=end)


def _to(text: Text, reader: PartyReader, sentence: Sentence, due: Due | None) -> tuple[Party, ...]:
    """To whom: the bodies directly behind «báo cáo», «về», «cho» …, before the words that say what they do with it."""
    report = _sends(text, sentence.start, sentence.end)
    begin = report.start() if report else sentence.start
    onward = _ONWARD.search(text, begin, sentence.end)
    limit = onward.start() if onward and (due is None or onward.start() > due.start) else sentence.end
    for match in _TO.finditer(text, begin, limit):
        parties, stop = reader.at(match.end(), limit)
        if parties and not (onward and match.start() > onward.start() and onward.start() > begin):
            further = _AND_TO.match(text, stop, limit)
            more = reader.at(further.end(), limit)[0] if further else ()
            known = {p.name for p in parties}
            return (*parties, *(p for p in more if p.name not in known))
    return ()


def _period_until(text: Text, start: int, end: int) -> str | None:
    """How often, from the words of `start:end`."""
    return _period(text, start, Due(before=False, start=end, end=end), Sentence(start, end, start))


def _period(text: Text, previous: int, due: Due, sentence: Sentence) -> str | None:
    """How often, from the words nearest before the day, or directly behind it."""
    best: tuple[int, str] | None = None
    for words, name in _PERIODS:
        if text.folded.find(_UNITS[name], previous, due.start) < 0:
            continue
        for match in words.finditer(text, previous, due.start):
            if best is None or match.start() > best[0]:
                best = (match.start(), name.format(**match.groupdict()))
    if best is not None:
        return best[1]
    behind = min(sentence.end, due.end + _AFTER)
    return next((name for words, name in _PERIODS if "{" not in name and words.search(text, due.end, behind)), None)
