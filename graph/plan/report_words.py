"""Which words speak of a report that is owed: none do of rules, hardships, money or what depends on an event."""

import re

from cancu.graph.plan.addressing import REPORT
from cancu.graph.plan.lines import Words
from cancu.graph.read import Text

_IF = Words(r"\b(?:nếu|trường hợp|khi (?:có|phát|xảy|xuất|cần)|phát sinh)\b")
"""Reports that hang on an event are none of the regular ones."""

_NOT_OWED = Words(
    r"\b(?:hướng dẫn|quy định|theo|tiếp nhận|xây dựng|mẫu|công bố|hệ thống(?: thông tin)?|các"
    r"|nội dung|của|nhận(?: được)?"
    r"|hội nghị|dự thảo|xin|sau khi|tại|thời gian|số liệu|lập|(?<!định\s)kỳ)"
    r"(?: (?:về )?chế độ)?(?: thông tin,?)?[\s*_]+$"
)
"""Words before «báo cáo» that make it a thing or a rule."""

_HARDSHIPS = Words(r"\b(?:khó khăn|vướng mắc|bất cập|vi phạm|vấn đề (?:đột xuất|phát sinh|mới)|sự cố)\b")
RESULTS = Words(r"\b(?:kết quả|định kỳ|tình hình|tiến độ|sơ kết|tổng kết)\b")
BUDGET = Words(r"\b(?:dự toán|quyết toán|nhu cầu (?:kinh phí|vốn)|đề xuất kinh phí)\b")
_BESIDES = re.compile(r"\bdot\s+xuat\b[^.;]*$")
_BEFORE = 60
"""Characters before «khi có» in which «đột xuất» still belongs to it."""


def owed_report(text: Text, start: int, end: int) -> re.Match[str] | None:
    """The first «báo cáo» of `start:end` that somebody owes."""
    found = REPORT.finditer(text, start, end)
    return next((m for m in found if not _NOT_OWED.search(text, max(start, m.start() - 40), m.start())), None)


def is_aside(text: Text, start: int, end: int) -> bool:
    """Whether hardships or money are reported, not results."""
    if RESULTS.search(text, start, end):
        return False
    return (_HARDSHIPS.search(text, start, end) or BUDGET.search(text, start, end)) is not None


def hangs_on_an_event(text: Text, start: int, end: int) -> bool:
    """Whether the report is owed in a certain case only; «hoặc đột xuất khi có yêu cầu» adds to the regular ones."""
    cases = _IF.finditer(text, start, end)
    return any(not _BESIDES.search(text.folded, max(start, m.start() - _BEFORE), m.start()) for m in cases)
