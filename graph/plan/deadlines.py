"""Reports that are owed: who, to whom, through whom, by when, how often. One record a day named.

A report without a day counts where both who reports and to whom are said, and where it does not hang on an event.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cancu.graph.plan.blocks import Block
from cancu.graph.plan.dues import dues
from cancu.graph.plan.headings import Section
from cancu.graph.plan.lines import Words, all_items, sentences, trimmed
from cancu.graph.plan.model import Deadline, Due, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.read import Outline, Text
from cancu.graph.registry import Body

_REPORT = Words(r"\bbáo cáo\b")
_TO = Words(r"\b(?:báo cáo|về|cho|gửi|lên|tới|đến)(?: về| cho| lên| tới| đến)?[\s*_]+")
_VIA = Words(r"(?:\([\s*_]*|\b)(?:thông )?qua[\s*_]+(?=[^\W\d_])")
_ONWARD = Words(
    r"\b(?:để (?:tổng hợp|báo cáo|theo dõi|xem xét|tham mưu|được)|tổng hợp(?: chung)?,? báo cáo|tổng hợp,? tham mưu)\b"
)
_SUBJECT_AHEAD = Words(
    r"[\s*_:;.–+()-]*(?:(?:đồng thời|riêng|trong đó|căn cứ [^,;.]{0,120}"
    r"|định kỳ (?:\d{1,2} tháng|hằng năm|hàng năm)|định kỳ[^,;.]{0,40}|hằng năm|hàng năm),?\s+)?"
)
_CHARGED = Words(r"\b(?:đề nghị|yêu cầu|giao)[\s*_]+")
_PERIODS = (
    (Words(r"\b0?(?P<months>\d{1,2}) tháng\b(?!\s*(?:/|\d))"), "{months} tháng"),
    (Words(r"\b(?:hằng|hàng|mỗi) quý\b|\bbáo cáo quý\b"), "quý"),
    (Words(r"\b(?:hằng|hàng|mỗi) tháng\b|\bbáo cáo tháng\b"), "tháng"),
    (Words(r"\b(?:cả|hằng|hàng|mỗi) năm\b|\bbáo cáo năm\b(?!\s*\d)|\bđịnh kỳ năm\b"), "năm"),
)
_IF = Words(r"\b(?:nếu|trường hợp|khi (?:có|phát|xảy|xuất|cần)|phát sinh)\b")
"""Reports that hang on an event are none of the regular ones."""

_IS_REPORT = Words(r"\b(?:kết quả|định kỳ|theo quy định|tình hình|tổng hợp|sơ kết|tổng kết|tiến độ|hằng|hàng)\b")
_ASKS = Words(
    r"[^.;]{0,80}?\b"
    r"(?:xem xét|quyết định (?!số)|chỉ đạo|giải quyết|phê duyệt|cho ý kiến|xử lý|khen thưởng|bố trí"
    r"|(?:nội dung|vấn đề) cần)\b"
)
"""Behind the recipient: what is sent asks for a decision and is no report."""

_FURTHER = Words(r"\bđể (?:tổng hợp|báo cáo|theo dõi|tham mưu)\b")
_AS_RULED = Words(r"\btheo quy định\b")
_ADVISED = Words(r"\btham mưu(?: cho)? ")
_AFTER = 20
"""Characters behind a day in which «hằng năm» still belongs to it."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    item_start: int


def deadlines(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    named: tuple[Block, ...],
    headings: tuple[Section, ...],
) -> tuple[Deadline, ...]:
    """Reporting duties in text order."""
    found: list[Deadline] = []
    year = identity.period[0] if identity.period and identity.period[0] == identity.period[1] else None
    for sentence in _sentences(text, outline, headings):
        if not _REPORT.search(text, sentence.start, sentence.end):
            continue
        previous = sentence.start
        for due in dues(text, sentence.start, sentence.end, year):
            period = _period(text, previous, due, sentence)
            found.append(_deadline(text, outline, identity, reader, named, sentence, due, period))
            previous = due.end
        found += _undated(text, outline, reader, named, sentence, dated=previous > sentence.start)
    return tuple(replace(d, order=order) for order, d in enumerate(found, start=1))


def _undated(
    text: Text, outline: Outline, reader: PartyReader, named: tuple[Block, ...], sentence: _Sentence, *, dated: bool
) -> Iterator[Deadline]:
    """Reports of the sentence without a day: clause by clause, and what is then reported further «theo quy định»."""
    if _IF.search(text, sentence.start, sentence.end):
        return
    clauses = [] if dated else list(sentences(text, sentence.start, sentence.end))
    for start, end in clauses:
        onward = _FURTHER.search(text, start, end)
        clause = _Sentence(start, onward.start() if onward else end, sentence.item_start)
        report = _REPORT.search(text, start, clause.end)
        if report is None or not _IS_REPORT.search(text, start, end):
            continue
        to = _to(text, reader, replace(clause, start=report.start()), None)
        who = _who(text, reader, named, clause) or _charged_later(text, reader, sentence)
        if who and to and not {p.name for p in who} & {p.name for p in to} and not _ASKS.match(text, to[-1].end, end):
            period = _period(text, start, Due(None, None, before=False, start=end, end=end), clause)
            yield _open(text, outline, clause, who, to, _via(text, reader, clause), period)
    onward = _FURTHER.search(text, sentence.start, sentence.end)
    if onward and _AS_RULED.search(text, onward.start(), sentence.end):
        rest = _Sentence(onward.start(), sentence.end, onward.start())
        report = _REPORT.search(text, rest.start, rest.end)
        to = _to(text, reader, replace(rest, start=report.start()), None) if report else ()
        advised = _ADVISED.search(text, rest.start, rest.end)
        who = reader.at(advised.end(), rest.end)[0] if advised else ()
        who = who or _via(text, reader, replace(sentence, end=rest.start))
        if who and to:
            yield _open(text, outline, rest, who, to, (), None)


def _open(
    text: Text,
    outline: Outline,
    clause: _Sentence,
    who: tuple[Party, ...],
    to: tuple[Party, ...],
    via: tuple[Party, ...],
    period: str | None,
) -> Deadline:
    start, end = trimmed(text, clause.start, clause.end)
    return Deadline(outline.path_at(start), who, to, via, None, period, 0, start, end)


def _charged_later(text: Text, reader: PartyReader, sentence: _Sentence) -> tuple[Party, ...]:
    """Whom the sentence behind charges: «… báo cáo UBND tỉnh. Yêu cầu các sở, ban, ngành thực hiện»."""
    behind = sentence.end + _blanks(text, sentence.end)
    charged = _CHARGED.match(text, behind, len(text.content))
    return reader.at(charged.end(), len(text.content))[0] if charged else ()


def _sentences(text: Text, outline: Outline, headings: tuple[Section, ...]) -> Iterator[_Sentence]:
    """Sentences of every item and paragraph of the body that may speak of reports («báo cáo»); «;» does not end one, a
    report's parts hang together.
    """
    starts = {i.start: i.body for i in all_items(text, outline.body_start, outline.body_end)}
    for section in headings:
        starts[section.heading.start] = section.body
        if _title_alone(text, section):
            starts[section.title_end] = section.title_end
    starts.setdefault(outline.body_start, outline.body_start)
    ordered = sorted(starts.items())
    ends = [start for start, _ in ordered[1:]] + [outline.body_end]
    for (_, body), end in zip(ordered, ends, strict=True):
        if text.folded.find("bao", body, end) < 0:
            continue
        for begin, stop in sentences(text, body, max(body, end), semicolons=False):
            yield _Sentence(begin, stop, body)


def _title_alone(text: Text, section: Section) -> bool:
    """Whether the title stands on lines of its own, above the words of the section."""
    behind = text.content[section.title_end : section.end].lstrip(" \t*_.:")
    words = behind.lstrip()
    return behind.startswith("\n") and bool(words) and not words[0].islower()


def _deadline(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    named: tuple[Block, ...],
    sentence: _Sentence,
    due: Due,
    period: str | None,
) -> Deadline:
    who = _who(text, reader, named, sentence)
    to = _to(text, reader, sentence, due)
    via = _via(text, reader, sentence)
    if not to and identity.issuer is not None:
        # Nobody named: the plan's issuer asks, so the report goes to it.
        body = identity.issuer
        to = () if any(p.name == body.name for p in who) else (_unprinted(body, text, sentence),)
    start, end = trimmed(text, sentence.start, sentence.end)
    return Deadline(outline.path_at(due.start), who, to, via, due, period, 0, start, end)


def _unprinted(body: Body, text: Text, sentence: _Sentence) -> Party:
    """A party that the sentence implies; its evidence is the whole sentence."""
    start, end = trimmed(text, sentence.start, sentence.end)
    return Party(body.name, "", body, group=False, start=start, end=end)


def _who(text: Text, reader: PartyReader, named: tuple[Block, ...], sentence: _Sentence) -> tuple[Party, ...]:
    """Who reports: the sentence's subject, whoever it charges, the subject of the item, the bodies of the heading."""
    for start in (sentence.start, sentence.item_start):
        ahead = _SUBJECT_AHEAD.match(text, start, sentence.end)
        begin = ahead.end() if ahead else start
        parties, stop = reader.at(begin, sentence.end)
        charged = _CHARGED.match(text, stop + _blanks(text, stop), sentence.end) if parties else None
        if charged:
            parties = reader.at(charged.end(), sentence.end)[0] or parties
        if parties:
            return parties
    charged_before = [m.end() for m in _CHARGED.finditer(text, sentence.item_start, sentence.end)]
    for begin in reversed(charged_before):
        parties, _ = reader.at(begin, sentence.end)
        if parties:
            return parties
    block = next((b for b in reversed(named) if b.section.heading.start <= sentence.start < b.end), None)
    return block.parties if block else ()


def _blanks(text: Text, offset: int) -> int:
    rest = text.content[offset : offset + 20]
    return len(rest) - len(rest.lstrip(" \t\n*_,"))


def _to(text: Text, reader: PartyReader, sentence: _Sentence, due: Due | None) -> tuple[Party, ...]:
    """To whom: the bodies directly behind «báo cáo», «về», «cho» …, before the words that say what they do with it."""
    report = _REPORT.search(text, sentence.start, sentence.end)
    begin = report.start() if report else sentence.start
    onward = _ONWARD.search(text, begin, sentence.end)
    limit = onward.start() if onward and (due is None or onward.start() > due.start) else sentence.end
    for match in _TO.finditer(text, begin, limit):
        parties, _ = reader.at(match.end(), limit)
        if parties and not (onward and match.start() > onward.start() and onward.start() > begin):
            return parties
    return ()


def _via(text: Text, reader: PartyReader, sentence: _Sentence) -> tuple[Party, ...]:
    for match in _VIA.finditer(text, sentence.start, sentence.end):
        parties, _ = reader.at(match.end(), sentence.end)
        if parties:
            return parties
    return ()


def _period(text: Text, previous: int, due: Due, sentence: _Sentence) -> str | None:
    """How often, from the words nearest before the day, or directly behind it."""
    best: tuple[int, str] | None = None
    for words, name in _PERIODS:
        for match in words.finditer(text, previous, due.start):
            if best is None or match.start() > best[0]:
                best = (match.start(), name.format(**match.groupdict()))
    if best is not None:
        return best[1]
    behind = min(sentence.end, due.end + _AFTER)
    return next((name for words, name in _PERIODS if "{" not in name and words.search(text, due.end, behind)), None)
