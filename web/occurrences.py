"""The last permitted day of a due: «trước ngày 20/11» is the 19th, «trong quý IV» the 31st of December."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_RECURRING = re.compile(r"--(?:-(?P<day>\d{2})|(?P<month>\d{2})(?:-(?P<of_month>\d{2}))?)|W(?P<weekday>[1-7])")


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def within(self, other: "Window") -> "Window":
        """The days that are in both."""
        return Window(max(self.first, other.first), min(self.last, other.last))


def last_days(due: str, *, before: bool, window: Window) -> list[date]:
    """The last days permitted by a due («2025-11-20», «2025-Q4», «--11-15», «---15», «W5»), those in `window`.

    «Before» a day, a month, a quarter or a year ends the day ahead of its first; else its last day is permitted. A time
    counted from an event («P10D») has no day of its own.
    """
    try:
        spans = list(_spans(due, Window(window.first - 7 * _DAY, window.last + 7 * _DAY)))
        return sorted({day for first, last in spans if (day := first - _DAY if before else last) in window})
    except (ValueError, OverflowError):
        return []  # «2025-02-30»: the data keep what was printed


def recurs(due: str) -> bool:
    """Whether it is due again and again."""
    return _RECURRING.fullmatch(due) is not None


def _spans(due: str, window: Window) -> Iterator[tuple[date, date]]:
    """First and last day of what is named, each time it falls near the window."""
    if quarter := _QUARTER.fullmatch(due):
        month = 3 * int(quarter[2]) - 2
        yield date(int(quarter[1]), month, 1), _month_end(int(quarter[1]), month + 2)
    elif part := _PART.fullmatch(due):
        yield _span(int(part[1]), part[2], part[3])
    elif found := _RECURRING.fullmatch(due):
        yield from _repeated(found, window)


def _span(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, int(month), 1), _month_end(year, int(month))
    exact = date(year, int(month), int(day))
    return exact, exact


def _repeated(due: re.Match[str], window: Window) -> Iterator[tuple[date, date]]:
    if due["weekday"]:
        day = window.first + timedelta(days=(int(due["weekday"]) - window.first.isoweekday()) % 7)
        while day <= window.last:
            yield day, day
            day += 7 * _DAY
        return
    # A month on each side: «before 01/01» ends in the year before.
    for year in range(window.first.year - 1, window.last.year + 2):
        if due["month"]:
            first, last = _span(year, due["month"], None)
            if due["of_month"]:
                first = last = min(last, first + (int(due["of_month"]) - 1) * _DAY)
            yield first, last
        else:
            for month in range(1, 13):
                day = min(date(year, month, 1) + (int(due["day"]) - 1) * _DAY, _month_end(year, month))
                yield day, day


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
