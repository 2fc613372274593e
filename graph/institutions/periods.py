"""The years that a title says a plan or programme is for."""

import re

_YEAR = r"(?:năm\s+)?((?:19|20)\d\d)"
_SPAN = re.compile(rf"\bgiai đoạn(?:\s+từ)?\s+{_YEAR}\s*(?:-|–|đến(?:\s+hết)?|tới)\s*{_YEAR}\b", re.IGNORECASE)
_FROM_TO = re.compile(rf"\btừ\s+{_YEAR}\s+(?:-|–|đến(?:\s+hết)?)\s+{_YEAR}\b", re.IGNORECASE)
_UNTIL = re.compile(r"\bđến\s+(?:hết\s+)?năm\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_YEARLY = re.compile(r"\b(?:trong\s+)?năm\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_OUTLOOK = re.compile(r"[,;(]?\s*(?:và\s+)?(?:định hướng|tầm nhìn|hướng tới)\b.*", re.IGNORECASE | re.DOTALL)
"""An outlook never extends the period; it ends the title, or what follows it is about the outlook."""
_OTHERS = re.compile(
    r"\b(?:số\s+\S+\s+)?ngày\s+\d|\d/[A-ZĐ]|\bLuật\b|\bNghị (?:quyết|định)\b|\bChỉ thị\b|\bQuyết định\b"
)
"""A title that names another instrument: years behind it are likely the other's."""


def period_of(title: str) -> tuple[str | None, str] | None:
    """First and last year of the period in a title, the first None for «đến năm 2030»; None without a period.

    «giai đoạn 2021 - 2025, định hướng đến năm 2030» ends in 2025. Where the title names another instrument only what
    stands before it counts.
    """
    own = _OTHERS.split(_OUTLOOK.sub("", title), maxsplit=1)[0]
    if span := _SPAN.search(own) or _FROM_TO.search(own):
        return (span[1], span[2]) if span[1] <= span[2] else None
    if until := _UNTIL.search(own):
        return None, until[1]
    years = set(_YEARLY.findall(own))
    if len(years) == 1:
        year = years.pop()
        return year, year
    return None
