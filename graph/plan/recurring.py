"""Days that come back every month, every quarter or every week, and the words with which any day is told."""

import re
from calendar import monthrange
from collections.abc import Iterator

from cancu.graph.plan.model import Due
from cancu.graph.scanning import letters_first


def scanned(pattern: str) -> re.Pattern[str]:
    """A pattern that is looked for by its letters."""
    return re.compile(letters_first(pattern))


GAP = r"[\s*_]{1,9}"
LOOSE = r"[\s*_]{0,9}"
"""Between the words of a day: blanks and Markdown; some, or none."""
CUE = (
    r"(?:cham\s{1,3}nhat(?: la)?(?: vao)?(?: truoc)?|muon nhat(?: la)?(?: vao)?|han cuoi(?: la)?|khong qua|xong truoc"
    r"|truoc|het)"
)
LEAP_YEAR = 2024
_WEEKDAYS = {"2": 1, "hai": 1, "3": 2, "ba": 2, "4": 3, "tu": 3, "5": 4, "nam": 4, "6": 5, "sau": 5, "7": 6, "bay": 6}
_MONTHLY = scanned(
    rf"\b(?:(?P<word>{CUE}){GAP})?(?:vao{GAP})?ngay{GAP}(?P<day>\d{{1,2}}){GAP}"
    rf"(?:cua{GAP})?(?:(?:hang|moi){GAP}thang\b|cac{GAP}thang\b|(?P<next>thang{GAP}(?:sau|ke{GAP}tiep|tiep{GAP}theo)\b))"
)
_OF_MONTHS = re.compile(r"\b(?:hang|moi|bao cao|dinh ky|cac)\s{1,3}thang\b")
"""«ngày 05 của tháng sau» is a day of every month where they are spoken of."""
_EACH_MONTH = scanned(
    rf"thang(?:(?<=hang.thang)|(?<=moi.thang))(?:{LOOSE}[,(]{LOOSE}|[^.;:()0-9]{{1,90}}\s)"
    rf"(?P<due>{CUE}{GAP}ngay{GAP}(?P<day>\d{{1,2}}))"
    r"(?![\d/-]|[\s*_]{1,9}(?:thang|cua)\b)"
)
"""«hằng tháng (trước ngày 25)», «hằng tháng tổng hợp, báo cáo Sở X trước ngày 25»."""
_IN_QUARTERS = scanned(
    rf"\b(?P<word>{CUE}|vao){GAP}(?:vao{GAP})?ngay{GAP}(?P<day>\d{{1,2}}){GAP}(?:cua{GAP})?thang{GAP}"
    rf"(?P<month>cuoi|dau){GAP}"
    rf"(?:cung{GAP})?(?:cua{GAP})?(?:(?:moi|hang){GAP})?quy\b"
)
"""«trước ngày 15 của tháng cuối quý»: a day of four months."""
_FIRST_MONTHS = {"dau": 1, "cuoi": 3}
_WEEKLY = scanned(
    rf"\b(?P<word>{CUE}{GAP})?(?:vao{GAP})?(?:ngay{GAP})?thu{GAP}(?P<day>[2-7]|hai|ba|tu|nam|sau|bay){GAP}"
    rf"(?:hang|moi){GAP}tuan\b"
)
_EACH_WEEK = scanned(
    rf"\b(?:hang|moi){GAP}tuan{LOOSE}[,(]?{LOOSE}(?:vao{GAP})?(?P<word>{CUE}{GAP})?(?P<hour>\d{{1,2}}(?:[hg:]\d{{0,2}}|{GAP}gio)"
    rf"(?:{GAP}\d\d(?:{GAP}phut)?)?{LOOSE},?{LOOSE})?(?:vao{GAP})?(?:ngay{GAP}|chieu{GAP}|sang{GAP})?thu{GAP}"
    r"(?P<day>[2-7]|hai|ba|tu|nam|sau|bay)\b"
)
"""«hằng tuần (trước 14 giờ thứ Sáu)»: before an hour of that day, on it."""


def monthly(folded: str, start: int, end: int) -> Iterator[Due]:
    """«trước ngày 15 hằng tháng», «hằng tháng, vào ngày 05 của tháng sau»."""
    for match in _MONTHLY.finditer(folded, start, end):
        if match["next"] and not _OF_MONTHS.search(folded, start, end):
            continue
        if 1 <= int(match["day"]) <= 31:
            before = (match["word"] or "").endswith("truoc")
            yield Due(start=match.start(), end=match.end(), before=before, day=int(match["day"]))


def each_month(folded: str, start: int, end: int) -> Iterator[Due]:
    """«hằng tháng (trước ngày 25)»."""
    for match in _EACH_MONTH.finditer(folded, start, end):
        if 1 <= int(match["day"]) <= 31:
            before = match["due"].partition("ngay")[0].rstrip().endswith("truoc")
            yield Due(start=match.start("due"), end=match.end(), before=before, day=int(match["day"]))


def in_quarters(folded: str, start: int, end: int) -> Iterator[Due]:
    """«trước ngày 15 của tháng cuối quý», «ngày 05 tháng đầu quý sau»: that day of every such month."""
    for match in _IN_QUARTERS.finditer(folded, start, end):
        before, day = match["word"].endswith("truoc"), int(match["day"])
        for month in range(_FIRST_MONTHS[match["month"]], 13, 3):
            if 1 <= day <= monthrange(LEAP_YEAR, month)[1]:
                yield Due(start=match.start(), end=match.end(), before=before, month_day=f"{month:02}-{day:02}")


def weekly(folded: str, start: int, end: int) -> Iterator[Due]:
    """«thứ Sáu hằng tuần», «hằng tuần, vào thứ Sáu»."""
    for match in _EACH_WEEK.finditer(folded, start, end):
        before = (match["word"] or "").rstrip().endswith("truoc") and not match["hour"]
        yield Due(start=match.start(), end=match.end(), before=before, weekday=_WEEKDAYS[match["day"]])
    for match in _WEEKLY.finditer(folded, start, end):
        before = (match["word"] or "").rstrip().endswith("truoc")
        yield Due(start=match.start(), end=match.end(), before=before, weekday=_WEEKDAYS[match["day"]])
