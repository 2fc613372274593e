"""To whom a report goes: the bodies behind «báo cáo», «gửi về», «cho», and where the words of sending stand."""

import re

from cancu.graph.plan.lines import Words, sentences
from cancu.graph.plan.model import Due, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.subjects import Sentence
from cancu.graph.read import Text

REPORT = Words(
    r"\bbáo cáo\b(?! viên\b| số\s*:?\s*\d| (?:nghiên cứu|kinh tế|tài chính|thẩm định|thẩm tra|giải trình)\b"
    r"| đánh giá tác động)"
)
"""A report; neither a study nor the number of a paper."""

SEND = Words(r"\b(?:gửi|nộp|cung cấp (?:số liệu|danh sách))\b(?! (?:kèm|đến người|kế hoạch|dự toán|chương trình))")
_TO = Words(r"\b(?:báo cáo|về|cho|gửi|lên|tới|đến)(?: về| cho| lên| tới| đến| với)?[\s*_]+")
ONWARD = Words(
    r"\b(?:để (?:tổng hợp|báo cáo|theo dõi|xem xét|tham mưu|được|kịp|(?:có |làm )?(?:cơ sở|căn cứ))"
    r"|tổng hợp(?: chung)?,? báo cáo|tổng hợp,? tham mưu)\b"
)
_AND_TO = Words(r"[\s*_]*,?[\s*_]*(?:và|đồng thời|đồng)[\s*_]+(?:gửi|báo cáo)(?: về| cho| tới)?[\s*_]+")
_REPORT_LABEL = re.compile(r"[\s*_-]*[Bb]áo\s+cáo\s[^.;:]{0,40}:")
"""«Báo cáo 6 tháng, cả năm:» in front of the sentence that says who owes it."""
OF_A_REPORT = Words(
    r"[\s*_:;.–+()-]*(?:(?:đối với )?báo cáo|thời (?:gian|hạn|điểm)|định kỳ|hằng|hàng|lần|đợt|kỳ"
    r"|trước ngày|chậm nhất)\b"
)
"""How a sentence begins that only says when a report of which others speak is due."""
WHOEVER = Words(r"(?:các )?(?:cấp|cơ quan)(?: có)? thẩm quyền\b")
"""«Cấp có thẩm quyền», to whom a report goes on: whoever it may be."""
_IN_BRACKETS = re.compile(r"[\s*_]*\((?P<names>[^()]{4,300})\)")
"""Who that is, where it is said: «cấp thẩm quyền (UBND tỉnh, Bộ X)»."""
_UNDER_RULE = Words(r"\bchế độ báo cáo\b[^.;:]{0,160}?\bvới[\s*_]+")
"""«Thực hiện chế độ báo cáo … với UBND tỉnh»."""


def to_whom(text: Text, reader: PartyReader, sentence: Sentence, due: Due | None) -> tuple[Party, ...]:
    """To whom: the bodies directly behind «báo cáo», «về», «cho» …, before the words that say what they do with it;
    the last that are named before the day, else the first.
    """
    label = _REPORT_LABEL.match(text.content, sentence.start, sentence.end)
    opening = label.end() if label else sentence.start
    report, send = REPORT.search(text, opening, sentence.end), SEND.search(text, opening, sentence.end)
    begin = min((m.start() for m in (report, send) if m), default=sentence.start)
    onward = ONWARD.search(text, begin, sentence.end)
    # «tổng hợp, báo cáo UBND tỉnh» itself may be what is asked for; only behind a recipient it goes on.
    limit = onward.start() if onward and onward.start() > begin else sentence.end
    before = directly(text, reader, begin, min(limit, due.start), last=True) if due else ()
    if before or due is None or limit <= due.end:
        return before or directly(text, reader, begin, limit)
    of_one = OF_A_REPORT.match(text, sentence.start, sentence.end)
    return directly(text, reader, due.end, limit if of_one else min(limit, clause_at(text, sentence, due.start).end))


def directly(text: Text, reader: PartyReader, start: int, end: int, *, last: bool = False) -> tuple[Party, ...]:
    """The first, or `last`, bodies of `start:end` to whom something is sent."""
    found: tuple[Party, ...] = ()
    read_to = start
    for match in _TO.finditer(text, start, end):
        if match.start() < read_to:
            continue
        whoever = WHOEVER.match(text, match.end(), end)
        bracket = _IN_BRACKETS.match(text.content, whoever.end(), end) if whoever else None
        if bracket is not None:
            found = reader.filling(*bracket.span("names")) or found
            read_to = bracket.end()
            if found and not last:
                break
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


def under_rule(text: Text, reader: PartyReader, start: int, end: int) -> tuple[Party, ...]:
    """The bodies with which somebody keeps «chế độ báo cáo»."""
    rule = _UNDER_RULE.search(text, start, end)
    return reader.at(rule.end(), end)[0] if rule else ()


def clause_at(text: Text, sentence: Sentence, offset: int) -> Sentence:
    """The part of the sentence between «;» in which `offset` lies."""
    parts = sentences(text, sentence.start, sentence.end)
    start, end = next(((s, e) for s, e in parts if s <= offset < e), (sentence.start, sentence.end))
    return sentence._replace(start=start, end=end)
