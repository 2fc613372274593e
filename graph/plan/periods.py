"""How often something is owed: «6 tháng», «quý», «năm», from the words around the day when it is due."""

import re

from cancu.graph.plan.lines import Words
from cancu.graph.plan.model import Due
from cancu.graph.plan.subjects import Sentence
from cancu.graph.read import Text

_PERIODS = (
    (
        Words(r"\b0?(?P<months>\d{1,2}) tháng\b(?!\s*(?:/|\d|(?:cuối|việc|thực hiện|triển khai|kể từ)\b))"),
        "{months} tháng",
    ),
    (Words(r"\b(?:hằng|hàng|mỗi|cuối) quý\b|\bbáo cáo quý\b"), "quý"),
    (Words(r"\b(?:hằng|hàng|mỗi) tháng\b|\bbáo cáo tháng\b"), "tháng"),
    (Words(r"\b(?:hằng|hàng|mỗi) tuần\b|\bbáo cáo tuần\b"), "tuần"),
    (Words(r"\b(?:hằng|hàng|mỗi) ngày\b|\blần/ngày\b"), "ngày"),
    (Words(r"\b(?:cả|hằng|hàng|mỗi) năm\b|\bbáo cáo năm\b(?!\s*\d)|\bđịnh kỳ năm\b"), "năm"),
)
_BRACKET = re.compile(r"[\s*_]*\([^()]{0,60}\)")
_AFTER = 20
"""Characters behind a day in which «hằng năm» still belongs to it."""


def period_of(text: Text, previous: int, due: Due, sentence: Sentence) -> str | None:
    """How often, from the words in brackets behind the day, those nearest before it, or those directly behind."""
    bracket = _BRACKET.match(text.content, due.end, sentence.end)
    inside = period_in(text, due.end, bracket.end()) if bracket else None
    if inside is not None:
        return inside
    spoken_for = _BRACKET.match(text.content, previous, due.start)
    before = period_in(text, spoken_for.end() if spoken_for else previous, due.start)
    if before is not None:
        return before
    behind = min(sentence.end, due.end + _AFTER)
    return next((name for words, name in _PERIODS if "{" not in name and words.search(text, due.start, behind)), None)


def period_in(text: Text, start: int, end: int) -> str | None:
    """How often, from the last words of `start:end` that say so."""
    found = [
        (m.start(), name.format(**m.groupdict())) for words, name in _PERIODS for m in words.finditer(text, start, end)
    ]
    return max(found, key=lambda f: f[0])[1] if found else None
