"""Reports that are owed: who, to whom, through whom, by when, how often. One record a day named.

A report without a day counts where who reports is said, and to whom or that it is regular, and where it does not hang
on an event. What is sent in by a day (results, lists, files) counts too; plans and budgets are other matters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cancu.graph.plan.addressing import (
    OF_A_REPORT,
    ONWARD,
    REPORT,
    SEND,
    WHOEVER,
    clause_at,
    directly,
    to_whom,
    under_rule,
)
from cancu.graph.plan.blocks import Block
from cancu.graph.plan.dues import dues
from cancu.graph.plan.headings import Section, sections
from cancu.graph.plan.lines import Words, sentences, trimmed
from cancu.graph.plan.model import Deadline, Due, Identity, Party, year_of_dues
from cancu.graph.plan.own_heads import own_head
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import VERB
from cancu.graph.plan.periods import period_in, period_of, periods_listed, periods_of_each
from cancu.graph.plan.phrases import Phrases
from cancu.graph.plan.report_tables import tabled_reports
from cancu.graph.plan.report_words import BUDGET, RESULTS, hangs_on_an_event, is_aside, owed_report
from cancu.graph.plan.subjects import (
    Sentence,
    addressees,
    blanks,
    body_sentences,
    charged_behind,
    subject_of,
    told_to,
    via_of,
)
from cancu.graph.plan.task_tables import charged_in_row, task_rows
from cancu.graph.plan.titles import LETTER
from cancu.graph.read import Outline, Text
from cancu.graph.registry import Body

_REPORTS = Phrases("bao cao, gui, nop, cung cap so lieu, cung cap danh sach")
_OPENING_PERIOD = Words(r"[\s*_-]*(?:định kỳ )?(?:hằng|hàng|mỗi|\d{1,2}) (?:năm|quý|tháng|tuần|ngày)\b")
"""«Hằng năm, …; …; báo cáo» holds for the whole sentence."""

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

_PERIODICALLY = Words(r"\bđịnh kỳ (?:(?:hằng|hàng) \w+,? )?(?:gửi |tổng hợp,? )?báo cáo\b(?! (?:và|hoặc))")
"""A report that somebody owes again and again, also where the sentence does not say who."""

_RECEIVED = Words(r"\b(?:tiếp nhận|nhận được|thẩm định|thẩm tra|xem xét)[\s*_]+(?:các )?báo cáo\b")
_PLAN_SENT = Words(
    r"\b(?:(?<!bcđ\s)(?<!chỉ\sđạo\s)xây dựng|ban hành|lập|phê duyệt)\b[^.;]{0,60}?"
    r"\b(?:kế hoạch|chương trình|văn bản|đề án)\b"
)
_ASKS = Words(
    r"(?:[\s*_]*\((?:thông )?qua [^()]{0,120}\))?[^.;(]{0,80}?\b"
    r"(?:xem xét|quyết định (?!số)|chỉ đạo|giải quyết|phê duyệt|cho ý kiến|xử lý|khen thưởng|bố trí"
    r"|(?:nội dung|vấn đề) cần)\b"
)
"""Behind the recipient: what is sent asks for a decision and is no report."""

_LABEL = re.compile(r"[\s*_]*[Bb]áo\s+cáo\s[^.;]{0,80}")
"""«Báo cáo định kỳ 6 tháng, hằng năm» above the sentences that say who owes it."""
_AS_FOLLOWS = re.compile(r"như\s+sau[\s*_]*:[\s*_]*\Z")
"""Each report is then said by itself."""
_REVIEWS = Words(r"[\s*_;]*(?:(?:tham mưu|giúp|trình) [^,;.]{0,60}?)?(?:tổ chức )?(?:hội nghị )?(?:sơ kết|tổng kết)\b")
"""A clause that says when work is reviewed, which is no report by itself."""
_WORK = Words(
    r"\b(?:tổ chức|rà soát|hoàn thành|kiểm tra|thành lập|kiện toàn|triển khai|khảo sát|tập huấn|tự đánh giá)\b"
)
_FURTHER = Words(r"\bđể (?:tổng hợp|báo cáo|theo dõi|tham mưu)\b")
_AS_RULED = Words(r"\btheo quy định\b")
_TO_REPORT = Words(r"để báo cáo\b")
_ADVISED = Words(r"\btham mưu(?: cho)? ")
_CELL = " \t\n|*_"
_ROWS = re.compile(r"\|[ \t]*\n[ \t]*\|[ \t]*[^\s|]")
"""Where one row of a table ends and the next begins."""


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

    def section_at(self, offset: int) -> int:
        """How many headings stand up to `offset`: the same number for all that stands below one of them."""
        return bisect_right(self.headings, offset, key=lambda section: section.heading.start)

    def to(self, sentence: Sentence, due: Due | None) -> tuple[Party, ...]:
        """Who receives it: the bodies that the sentence names, else the issuer's head where it names a post alone."""
        named = to_whom(self.text, self.reader, sentence, due)
        return named or own_head(self.text, self.identity, sentence.start, sentence.end)

    def who(self, sentence: Sentence, to: tuple[Party, ...]) -> tuple[Party, ...]:
        """Who acts; where a letter names nobody, or only who receives the report, those it is written to."""
        report = REPORT.search(self.text, sentence.start, sentence.end)
        told = told_to(self.text, self.reader, sentence, report.start()) if report else ()
        clause = _own_clause(self, sentence, report.start()) if report and not told else sentence
        who = told or subject_of(self.text, self.reader, self.named, self.headings, clause)
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
    year = year_of_dues(identity) if identity.period else None
    sending: list[Sentence] = []
    listed = tabled_reports(text, outline, identity, reader)
    for sentence in body_sentences(text, outline, speaking_of=_REPORTS):
        if not _sends(text, sentence.start, sentence.end):
            continue
        sending.append(sentence)
        previous = sentence.start
        named_dues = dues(text, sentence.start, sentence.end, year)
        each = periods_of_each(text, sentence, named_dues)
        for due, period, following in zip(named_dues, each, [*named_dues[1:], None], strict=False):
            if following and _of_work_before(text, sentence, due, following):
                continue
            if not _reports_by(text, sentence, due) or any(start <= due.start < end for (start, end), _ in listed):
                continue
            previous = max(previous, _own_clause(document, sentence, due.start).start)
            record = _deadline(document, sentence, due, period or period_of(text, previous, due, sentence))
            previous = due.end
            if record is not None:
                found.append(record)
        found += _undated(document, sentence, previous)
    owed = [*_completed(document, found, sending), *(d for _, row in listed for d in row)]
    return tuple(replace(d, order=order) for order, d in enumerate(sorted(owed, key=lambda d: d.start), start=1))


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of a section that says to whom reports go."""

    sentence: Sentence
    to: tuple[Party, ...]


def _told(document: _Document, sending: list[Sentence], record: Deadline) -> list[_Told]:
    """Those of the sentences `sending` that say it in the section of `record`, which stands in none of them."""
    section = document.section_at(record.start)
    others = [s for s in sending if document.section_at(s.start) == section and not s.start <= record.start < s.end]
    told = [_Told(s, document.to(s, None)) for s in others]
    return [t for t in told if t.to]


def _completed(document: _Document, found: list[Deadline], sending: list[Sentence]) -> Iterator[Deadline]:
    """`found`, where «Báo cáo năm: trước ngày 15/12» with what another sentence of its section says of who and to whom;
    that sentence then owes no report of its own.
    """
    text, reader = document.text, document.reader
    spent: set[Sentence] = set()
    complete: list[Deadline] = []
    for record in found:
        bare = record.due is not None and (not record.to or not record.to[0].surface)
        bare = bare and not any(record.start <= p.start < record.end for p in record.who)
        bare = bare and OF_A_REPORT.match(text, record.start, record.end) is not None
        others = _told(document, sending, record) if bare else []
        if not others:
            complete.append(record)
            continue
        nearest = min(others, key=lambda t: abs(t.sentence.start - record.start))
        who = document.who(nearest.sentence, nearest.to) or record.who
        via = via_of(text, reader, nearest.sentence.start, nearest.sentence.end)
        complete.append(replace(record, who=who, to=nearest.to, via=via))
        spent.add(nearest.sentence)
    complete = [d for d in complete if d.who or d.to]
    yield from (d for d in complete if d.due or d.period or not any(s.start <= d.start < s.end for s in spent))


def _own_clause(document: _Document, sentence: Sentence, offset: int) -> Sentence:
    """The part of the sentence between «;» in which `offset` lies if it begins with who acts, else the sentence:
    «các ngành họp 6 tháng một lần; Sở X tổng hợp, báo cáo …».
    """
    text = document.text
    if text.content.find(";", sentence.start, offset) < 0:
        return sentence
    clause = clause_at(text, sentence, offset)
    if clause.start == sentence.start:
        return sentence
    start, end = trimmed(text, clause.start, clause.end)
    if text.content[start].islower() and not text.small.startswith(("các ", "ubnd "), start):
        return sentence
    if document.reader.at(sentence.start, sentence.end)[1] > start:
        return sentence  # names parted by «;»
    parties, stop = document.reader.at(start, end)
    stop += blanks(text, stop)
    acts = parties and (VERB.match(text, stop, end) or REPORT.match(text, stop, end))
    return Sentence(start, end, start) if acts else sentence


def _sends(text: Text, start: int, end: int) -> re.Match[str] | None:
    """Where a report is spoken of, or that something is sent in."""
    return REPORT.search(text, start, end) or SEND.search(text, start, end)


def _reports_by(text: Text, sentence: Sentence, due: Due) -> bool:
    """Whether `due` is the day of a report: one is spoken of before it or in its own clause, and no plan is ordered."""
    clause = clause_at(text, sentence, due.start)
    if _REVIEWS.match(text, clause.start, due.start) and not _sends(text, clause.start, clause.end):
        return False
    if _RECEIVED.search(text, clause.start, due.start):
        return False
    other = clause.start > sentence.start and not _sends(text, clause.start, clause.end)
    if other and VERB.match(text, *trimmed(text, clause.start, clause.end)):
        return False  # «báo cáo …; rà soát, xong trước ngày 30/6»: a later clause says what else is done
    if _sends(text, sentence.start, due.start):
        sent = REPORT.search(text, sentence.start, due.start) is not None
    else:
        sent = False
        if not _sends(text, due.end, clause.end):
            return False
    if not sent and _PLAN_SENT.search(text, clause.start, clause.end):
        return False
    return not (BUDGET.search(text, clause.start, clause.end) and not RESULTS.search(text, clause.start, clause.end))


def _of_work_before(text: Text, sentence: Sentence, due: Due, following: Due) -> bool:
    """Whether `due` is the day of work whose results are sent by the `following` day: «tổ chức diễn đàn trước ngày
    20/9, gửi kết quả về Sở X trước ngày 30/9».
    """
    clause = clause_at(text, sentence, due.start)
    if following.start >= clause.end or _sends(text, clause.start, due.start):
        return False
    work = _WORK.search(text, clause.start, due.start)
    return work is not None and _sends(text, due.end, following.start) is not None


def _undated(document: _Document, sentence: Sentence, dated_to: int) -> Iterator[Deadline]:
    """Reports of the sentence without a day: clause by clause behind those that have one, which end at `dated_to`, and
    what is then reported further «theo quy định».
    """
    text, reader = document.text, document.reader
    undated = dated_to == sentence.start or text.content.find(";", dated_to, sentence.end) >= 0
    parts = sentences(text, sentence.start, sentence.end) if undated else ()
    clauses = [c for c in parts if c[0] >= dated_to]
    for start, end in clauses:
        record = _regular(document, sentence, start, end)
        names = periods_listed(text, start, end) if record is not None else ()
        if record is not None:
            yield from [replace(record, period=n) for n in names] or [record]
    onward = _FURTHER.search(text, sentence.start, sentence.end)
    ruled = onward and _AS_RULED.search(text, onward.start(), sentence.end)
    if onward and ruled and not hangs_on_an_event(text, sentence.start, sentence.end):
        rest = Sentence(onward.start(), sentence.end, onward.start())
        report = REPORT.search(text, rest.start, rest.end)
        to = document.to(rest._replace(start=report.start()), None) if report else ()
        advised = _ADVISED.search(text, rest.start, rest.end)
        who = reader.at(advised.end(), rest.end)[0] if advised else ()
        who = who or via_of(text, reader, sentence.start, rest.start)
        if who and any(WHOEVER.match(text, p.start, p.end) is None for p in to):
            yield _open(document, rest, who, to, (), None)


def _regular(document: _Document, sentence: Sentence, start: int, end: int) -> Deadline | None:
    """The report without a day that the clause `start:end` asks for."""
    text, reader = document.text, document.reader
    if _ROWS.search(text.content, start, end):
        return None  # what the rows of a table name together is no one's report
    onward = _FURTHER.search(text, start, end)
    clause = Sentence(start, onward.start() if onward else end, sentence.item_start)
    period = period_in(text, start, end) or period_in(text, end, sentence.end)
    opening = _OPENING_PERIOD.match(text, sentence.start, start)
    period = period or (period_in(text, sentence.start, opening.end()) if opening else None)
    report = owed_report(text, start, clause.end)
    if report is None and period and not _PLAN_SENT.search(text, start, clause.end):
        # «gửi Văn phòng trước 13 giờ hằng ngày»: what is sent again and again is a report by itself.
        report = SEND.search(text, start, clause.end)
    if report is None and onward and not SEND.search(text, start, clause.end):
        clause = clause._replace(end=end)
        report = owed_report(text, start, end)
    if report is None or hangs_on_an_event(text, clause.start, end):
        return None
    # «báo cáo Sở X (qua Chi cục Y)»: who says through whom means a report, whatever it is about.
    if not _IS_REPORT.search(text, start, end) and not via_of(text, reader, report.end(), end):
        return None
    if is_aside(text, start, end):
        return None
    to = document.to(clause._replace(start=report.start()), None) or under_rule(text, reader, start, end)
    if not to and onward and _TO_REPORT.match(text, onward.start(), end):
        # «xây dựng báo cáo giám sát để báo cáo Bộ X»: the purpose names who receives it.
        to = directly(text, reader, onward.start(), end)
    if not to and (not _REGULAR.search(text, start, end) or _LABEL.fullmatch(text.content[start:end])):
        return None
    if _AS_FOLLOWS.search(text.content, start, end):
        return None
    who = document.who(clause, to) or charged_behind(text, reader, sentence)
    same = {p.name for p in who} & {p.name for p in to}
    unsaid = not who and not (to and _PERIODICALLY.search(text, start, end))
    if unsaid or same or (to and _ASKS.match(text, to[-1].end, end)):
        return None
    return _open(document, clause, who, to, via_of(text, reader, clause.start, clause.end), period)


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
    row = charged_in_row(text, reader, task_rows(text, document.outline), due.start)
    if row is not None:
        sentence = Sentence(*row[0], row[0][0])
    relay = _relayed(text, reader, sentence, due)
    who, to = relay or ((), document.to(sentence, due))
    who = who or (row[1] if row else document.who(sentence, to))
    if row is not None and {p.name for p in who} & {p.name for p in to}:
        return None
    asked = to and _ASKS.match(text, to[-1].end, sentence.end) and hangs_on_an_event(text, sentence.start, sentence.end)
    if asked or (not to and not REPORT.search(text, sentence.start, sentence.end)):
        return None
    if not to and "|" in text.content[sentence.start : due.start].strip(_CELL):
        return None  # a product in a cell of a table, «Báo cáo kết quả», beside the time of the task
    via = () if relay else via_of(text, reader, sentence.start, sentence.end)
    if not to and issuer is not None:
        # Nobody named: the plan's issuer asks, so the report goes to it.
        to = () if any(p.name == issuer.name for p in who) else (_unprinted(issuer, text, sentence),)
    if not who and not to and not OF_A_REPORT.match(text, sentence.start, sentence.end):
        return None
    start, end = trimmed(text, sentence.start, sentence.end)
    return Deadline(document.outline.path_at(due.start), who, to, via, due, period, 0, start, end)


def _relayed(
    text: Text, reader: PartyReader, sentence: Sentence, due: Due
) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """«gửi Sở X … để tổng hợp, báo cáo UBND tỉnh trước ngày …»: who received it sends it on, to whom."""
    report = _sends(text, sentence.start, due.start)
    onward = ONWARD.search(text, report.start(), due.start) if report else None
    if report is None or onward is None:
        return None
    begin = REPORT.search(text, onward.start(), due.start)
    further = directly(text, reader, begin.start(), due.start) if begin else ()
    first = directly(text, reader, report.start(), onward.start())
    return (first, further) if first and further and further[-1].end > onward.start() else None


def _unprinted(body: Body, text: Text, sentence: Sentence) -> Party:
    """A party that the sentence implies; its evidence is the whole sentence."""
    start, end = trimmed(text, sentence.start, sentence.end)
    return Party(body.name, "", body, group=False, start=start, end=end)
