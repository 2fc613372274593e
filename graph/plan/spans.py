"""Work that is done for a time, «từ ngày 10/6 đến ngày 28/6/2025», is due on the last day of it."""

import re
from datetime import date

from cancu.graph.plan.model import Due
from cancu.graph.read import Text

_HOUR = r"(?:\d{1,2}\s?(?:h|gio)\s?(?:\d\d(?:\s?phut)?)?,?\s+)?"
_FIRST = (
    rf"{_HOUR}(?:ngay\s+)?\d{{1,2}}"
    r"(?:\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?20\d\d)?|\s+thang\s+\d{1,2}(?:\s+nam\s+20\d\d)?)?"
)
_LAST = (
    rf"{_HOUR}(?:het\s+)?(?:ngay\s+)?(?P<day>\d{{1,2}})\s?(?:[/-]|\s+thang\s)\s?(?P<month>\d{{1,2}})"
    r"(?:\s?(?:[/-]|\s+nam\s)\s?(?P<year>20\d\d))?(?![\d/])"
)
_YEARLY = r"(?P<yearly>\s+(?:hang|moi)\s+nam\b)?"
_DAYS = re.compile(rf"tu(?<=\btu)\s+{_FIRST}(?:\s*,?\s+(?:cho\s+)?(?:den|toi)\s+|\s?-\s?){_LAST}{_YEARLY}")
_BRACKETED = re.compile(rf"\((?=\d|ngay){_FIRST}\s?-\s?{_LAST}{_YEARLY}")
"""«từ ngày 10/6 đến ngày 28/6/2025», «từ 15/5 - 30/6», «(01/6 - 30/6 hằng năm)»."""
_DASH = re.compile(r"-(?:(?<=\d-)|(?<=\d -))\s?\d")
_MONTHS = re.compile(
    r"tu(?<=\btu)\s+thang\s+\d{1,2}(?:\s?(?:/|nam\s)\s?20\d\d)?\s+(?:den|toi)\s+(?:het\s+)?thang\s+(?P<month>\d{1,2})"
    r"\s?(?:/|nam\s)\s?(?P<year>20\d\d)\b(?!/)"
)
_COUNTED = re.compile(
    r"\b(?:so lieu|tinh|ky|giai doan|lay|chot|thong ke|phat sinh|ap dung|hieu luc|nhiem ky|dien bien|xay ra|ket qua"
    r"|da)\b[^.;]{0,40}$"
)
"""Before a span: it is the time that figures or rules are about."""
_WITHIN = 60


def end_of_span(text: Text, start: int, end: int, year: int | None) -> Due | None:
    """The last day, or month, of the one span that `start:end` names; `year` completes a day without one.

    None where two are named: each is that of a part of the work.
    """
    folded = text.folded
    worded = folded.find("den", start, end) >= 0 or folded.find("toi", start, end) >= 0
    if not worded and _DASH.search(folded, start, end) is None:
        return None
    found = [m for pattern in (_DAYS, _BRACKETED, _MONTHS) for m in pattern.finditer(folded, start, end)]
    if len(found) != 1 or _COUNTED.search(folded, max(start, found[0].start() - _WITHIN), found[0].start()):
        return None
    return _due(found[0], year)


def _due(span: re.Match[str], year: int | None) -> Due | None:
    month, full = int(span["month"]), int(span["year"]) if span["year"] else year
    if span.re is _MONTHS:
        known = f"{full}-{month:02}" if 1 <= month <= 12 else None
        return Due(start=span.start(), end=span.end(), before=False, date=known) if known else None
    full = None if span["yearly"] else full
    try:
        last = date(full or 2024, month, int(span["day"]))
    except ValueError:
        return None
    if full is None:
        return Due(start=span.start(), end=span.end(), before=False, month_day=f"{last.month:02}-{last.day:02}")
    return Due(start=span.start(), end=span.end(), before=False, date=last.isoformat())
