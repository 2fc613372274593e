"""Dates as papers print them, as precise as they are and never completed by guessing."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

NOTE_MARK = r"(?:\s?[\[(]\d{1,2}[\])]|\?{1,4})?"
"""What refers to a footnote, amid the particulars of a paper: «28-CT/TW[1] ngày …», «13/KH-UBND(2) ngày …»; raised
figures are folded to question marks.
"""
_HOUR = r"(?:(?:hoi|luc)\s*\d{1,2}\s*(?:h|gio|g|:)\s*(?:\d{1,2})?\s*(?:phut)?[,\s]{1,3})?"
"""«Công điện số 31/CĐ-TW hồi 15h30 ngày 27/10/2025»."""
_ISSUED_ON = r"(?:(?:duoc\s{1,4})?(?:ban\s{1,4}hanh|ky)\s{1,4}(?=ngay\s))?"
DATE_GAP = re.compile(rf"{NOTE_MARK}[\s,(]{{0,4}}(?:cung\s{{1,4}})?{_ISSUED_ON}{_HOUR}(?=[nt\d])")
"""What may stand between a number or an issuer and its date."""
_YEAR_OF_DAY = r"20 \d\d(?=\s*(?:[;,.)]|cua\b))|\d{2,6}"
"""A year that a copy broke («16/7/20 21 của …») is one where no noun is counted behind it."""
_DAY = (
    r"(?:ngay\s*|(?<!\d)(?=\d{1,2} thang))(?P<day>\d{1,2}|0 \d)\s*"
    rf"(?:[/.\-]\s*(?P<month>\d{{1,2}}|0 \d)\s*[/.\-]\s*(?P<year>{_YEAR_OF_DAY})"
    rf"|thang\s*(?P<month_w>\d{{1,2}}|0 \d)\s*(?:,\s*)?n\S{{1,2}}m\s*(?P<year_w>{_YEAR_OF_DAY}))"
)
_MONTH = r"thang\s*(?P<month_only>\d{1,2})\s*(?:/\s*|n\S{1,2}m\s*)(?P<month_year>\d{4})"
_BLANK_DAY = r"ngay[\s.…_]*thang[\s.…_]*(?P<blank_month>\d{1,2})?[\s.…_]*n\S{1,2}m\s*(?P<blank_year>\d{4})"
_YEAR = r"nam\s*(?P<only_year>(?:19|20)\d{2})(?!\s*-|\d)"
DATE = re.compile(rf"{_DAY}|{_BLANK_DAY}|{_MONTH}|{_YEAR}")
"""A date on a folded text; `read_date` says what a match means."""

_D = "[0-9oli|]"
_S = r"(?:\s?[/\\|li1.,_~-]\s?)"
_DAMAGED_DATE = re.compile(
    rf"ng\S?y\s?(?P<day>{_D}{{1,2}})"
    rf"(?:{_S}(?P<month>{_D}{{1,2}}){_S}(?P<year>[1li|2]{_D}{{3}})"
    rf"|\s?th\S?ng\s?(?P<month_w>{_D}{{1,2}})\s?(?:n\S{{1,2}}m)\s?(?P<year_w>[1li|2]{_D}{{3}}))(?![0-9])"
)
_DIGITS = str.maketrans("oli|", "0111")
EARLIEST_YEAR, _LATEST_YEAR = "1945", "2099"
_CENTURY, _LAST_SHORT = 20, "45"
"""A year of two figures is of this century before that one («5/6/12»), of the last from it on («31/7/98»)."""
_MONTHS, _DAYS = ({form: f"{n:02}" for n in range(1, last + 1) for form in (f"{n}", f"{n:02}")} for last in (12, 31))
"""Months and days as they may be printed, and with two digits."""


_SESSION = re.compile(
    r"(?:[\s,]{1,4}khoa\s+(?:[ivx]{1,5}|\d{1,2})\b)?"
    r"[\s,]{1,4}(?:tai\s+)?ky\s+hop\s+(?:thu\s+)?\w+(?:\s+\w+)?(?=\s*,)"
)


def behind_session(folded: str, end: int) -> int:
    """Where the session said behind the issuer at `end` ends («Quốc hội khóa XV, kỳ họp thứ 10»), else `end`."""
    session = _SESSION.match(folded, end)
    return session.end() if session else end


class PrintedDate(NamedTuple):
    """A date as printed: ISO (day, month or year precision) or, where it is impossible, None with the raw form."""

    iso: str | None
    raw: str | None
    end: int


def read_date(found: re.Match[str], content: str) -> PrintedDate:
    """Interpret a match of `DATE` on the folded copy of `content`."""
    end = found.end()
    day, month, year, month_w, year_w = found.group("day", "month", "year", "month_w", "year_w")
    if day:
        iso = _day((year or year_w).replace(" ", ""), month or month_w, day)
        return PrintedDate(iso, None if iso else "".join(content[found.start("day") : end].split()), end)
    if found["blank_year"]:
        return PrintedDate(_month(found["blank_year"], found["blank_month"]), None, end)
    if found["month_only"]:
        return PrintedDate(_month(found["month_year"], found["month_only"]), None, end)
    return PrintedDate(found["only_year"], None, end)


def read_damaged_date(folded: str, position: int) -> PrintedDate | None:
    """A full date on a misread page, strokes and digits read as letters put right; None where it is no real day."""
    found = _DAMAGED_DATE.match(folded, position)
    if found is None:
        return None
    day = found["day"].translate(_DIGITS)
    month = (found["month"] or found["month_w"]).translate(_DIGITS)
    iso = _day((found["year"] or found["year_w"]).translate(_DIGITS), month, day)
    return PrintedDate(iso, None, found.end()) if iso else None


def _day(year: str, month: str, day: str) -> str | None:
    mm, dd = _MONTHS.get(month.replace(" ", "")), _DAYS.get(day.replace(" ", ""))
    if len(year) == 2:
        year = f"{_CENTURY if year < _LAST_SHORT else _CENTURY - 1}{year}"
    if mm is None or dd is None or len(year) != 4 or not EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    if dd > "28" and int(dd) > monthrange(int(year), int(mm))[1]:
        return None
    return f"{year}-{mm}-{dd}"


def _month(year: str, month: str | None) -> str:
    return f"{year}-{_MONTHS[month]}" if month in _MONTHS else year


@lru_cache(maxsize=1024)
def last_day(printed: str | None) -> date | None:
    """The last day that a printed date («2025-05-12», «2024-04», «2019») can mean."""
    if not printed:
        return None
    if len(printed) == len("2025-05-12"):
        return date.fromisoformat(printed)
    year, month, day = (int(part) if part else 0 for part in (f"{printed}--").split("-")[:3])
    return date(year, month or 12, day or monthrange(year, month or 12)[1])
