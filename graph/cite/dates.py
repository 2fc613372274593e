"""Dates as papers print them, as precise as they are and never completed by guessing."""

import re
from calendar import isleap
from typing import NamedTuple

_DAY = (
    r"ngay\s*(?P<day>\d{1,2})\s*(?:[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{2,6})"
    r"|thang\s*(?P<month_w>\d{1,2})\s*(?:,\s*)?n\S{1,2}m\s*(?P<year_w>\d{2,6}))"
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
EARLIEST_YEAR = 1945
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class PrintedDate(NamedTuple):
    """A date as printed: ISO (day, month or year precision) or, where it is impossible, None with the raw form."""

    iso: str | None
    raw: str | None
    end: int


def read_date(found: re.Match[str], content: str) -> PrintedDate:
    """Interpret a match of `DATE` on the folded copy of `content`."""
    day, month, year, month_w, year_w = found.group("day", "month", "year", "month_w", "year_w")
    if day:
        iso = _day(year or year_w, month or month_w, day)
        surface = None if iso else "".join(content[found.start("day") : found.end()].split())
        return PrintedDate(iso, surface, found.end())
    if found["blank_year"]:
        return PrintedDate(_month(found["blank_year"], found["blank_month"]), None, found.end())
    if found["month_only"]:
        return PrintedDate(_month(found["month_year"], found["month_only"]), None, found.end())
    return PrintedDate(found["only_year"], None, found.end())


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
    y, m, d = int(year), int(month), int(day)
    if len(year) != 4 or y < EARLIEST_YEAR or not 1 <= m <= 12 or not 1 <= d <= _LAST_DAYS[m - 1]:
        return None
    return f"{year}-{m:02}-{d:02}" if (m, d) != (2, 29) or isleap(y) else None


def _month(year: str, month: str | None) -> str:
    return f"{year}-{int(month):02}" if month and 1 <= int(month) <= 12 else year
