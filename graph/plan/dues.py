"""When something is due: a day, a month, a quarter, every year or month, or a number of days after an event.

«trước ngày 30/6/2024», «trong tháng 12/2025», «quý IV/2025», «01/6 và 15/11 hằng năm», «ngày 15 hằng tháng», «trong 10
ngày kể từ ngày nhận được». Nothing is made more precise than it is printed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import repeat
from typing import NamedTuple

from cancu.graph.plan.figures import figures
from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import Due
from cancu.graph.plan.recurring import CUE, GAP, LEAP_YEAR, LOOSE, each_month, in_quarters, monthly, scanned, weekly
from cancu.graph.plan.worded import MARK, worded_day
from cancu.graph.read import Text

_CUE_WITHIN = 160
"""Characters before a day in which its `CUE` stands: what may be printed between takes no more."""
_CUE_ENDS = (
    *("nhat", "la", "vao", "truoc", "cuoi", "qua", "het", "trong"),
    *("h", "gio", "phut", *"0123456789", "hai", "ba", "tu", "nam", "sau", "bay"),
)
"""Last letters of the words of a cue, or of the hour and the weekday behind them, before a day or its «ngày»."""
_CUE_NEAR = 60
"""Characters before a day in which they stand."""
_DAYS_WITHIN = 120
"""Characters behind the first of two days in which both end."""
_DAY = (
    r"(?P<d{0}>\d{{1,2}})\s{{0,3}}(?:/|-|thang\s)\s{{0,3}}(?P<m{0}>\d{{1,2}})"
    r"(?:\s{{0,3}}(?:/|-|nam\s)\s{{0,3}}(?P<y{0}>20\d\d))?(?![\d/])"
)
_DATED = re.compile(r"[0-9]+\s{0,3}(?:/|-|thang\s)\s{0,3}(?=[0-9])")
"""How every day begins."""
_AND = rf"{LOOSE}(?:,|va|;){LOOSE}(?:truoc\s{{1,3}})?(?:ngay\s{{1,3}})?"
_HOUR = (
    r"(?:\d{1,2}(?: ?h ?(?:\d\d)?| gio(?: \d\d(?: phut)?)?)['’]?,? )?"
    r"(?:thu (?:[2-7]|hai|ba|tu|nam|sau|bay),? )?"
)
"""«trước 17 giờ 00 ngày 05/12», «trước thứ Tư ngày 03/12»."""

_CUE = rf"\b(?P<word>{CUE}|trong(?={GAP}ngay)){GAP}{_HOUR}(?:ngay{GAP})?".replace(" ?", r"\s{0,3}").replace(
    " ", r"\s{1,3}"
)
_DUE = scanned(_CUE + _DAY.format(1) + rf"(?:(?:{GAP}\([^()]{{2,40}}\))?{_AND}" + _DAY.format(2) + ")?")
_WORDED_CUE = re.compile(rf"\b(?P<word>{CUE}){GAP}(?=ngay{GAP})")
_YEARLY = re.compile(
    rf"\b(?:vao{GAP})?(?:ngay{GAP})?"
    + _DAY.format(1)
    + f"(?:{_AND}"
    + _DAY.format(2)
    + rf")?(?={GAP}(?:hang|moi){GAP}nam\b)"
)
_BRACKET = "(ngay"
_BRACKETED = re.compile(
    rf"ngay(?:(?<=thang.\(ngay)|(?<=nam.\(ngay)|(?<=quy.\(ngay)){GAP}{_DAY.format(1)}(?P<d2>(?!))?{LOOSE}\)"
)
_MONTHS = scanned(
    rf"\b(?P<cue>{CUE}|trong|vao|(?:hoan{GAP}thanh|xong|ban{GAP}hanh|bao{GAP}cao|gui|thuc{GAP}hien)){GAP}"
    rf"(?:cuoi{GAP}|dau{GAP})?thang{GAP}(?P<m1>\d{{1,2}})(?:{LOOSE}(?:,|va){LOOSE}(?:thang{GAP})?(?P<m2>\d{{1,2}}))?"
    rf"(?:{LOOSE}(?:/|nam\b){LOOSE}(?P<year>20\d\d)|{GAP}(?P<every>(?:hang|moi){GAP}nam))?(?!\d|{LOOSE}/)"
)
_QUARTER = re.compile(
    rf"\b(?P<cue>{CUE}{GAP}|trong{GAP}|vao{GAP}|hoan{GAP}thanh{GAP}|tu{GAP})?quy{GAP}(?P<q>iv|i{{1,3}}|[1-4])"
    rf"(?:{LOOSE}(?:/|,|nam\b){LOOSE}(?:nam{GAP})?(?P<year>20\d\d))?\b"
)
_YEAR = scanned(
    rf"\b(?P<cue>(?:hoan{GAP}thanh|xong)(?:{GAP}truoc|{GAP}trong)?){GAP}(?:cuoi{GAP}|het{GAP})?nam{GAP}(?P<year>20\d\d)\b"
)
_REPORT_YEAR = scanned(
    rf"\b(?:bao{GAP}cao|so{GAP}ket|tong{GAP}ket)\b[^.;()]{{0,60}}?"
    rf"(?:\({LOOSE}(?:vao{GAP})?(?:cuoi{GAP})?|\bvao{GAP}(?:cuoi{GAP})?)nam{GAP}(?P<year>20\d\d)\b"
)
"""«báo cáo sơ kết (năm 2027) và báo cáo tổng kết (năm 2030)», «tổng kết vào năm 2030»."""

_WITHIN = scanned(
    rf"\b(?:trong{GAP}(?:vong{GAP}|thoi{GAP}(?:han|gian){GAP})?|cham{GAP}nhat{GAP}(?:la{GAP}|sau{GAP}|trong{GAP})*|khong{GAP}qua{GAP}|sau{GAP})"
    rf"(?P<count>\d{{1,3}}){LOOSE}(?:\([^)]{{1,20}}\){GAP})?(?P<unit>ngay|tuan|thang|gio|phut|h)\b(?:{GAP}dau(?:{GAP}tien)?)?"
    rf"(?P<working>{GAP}lam{GAP}viec)?{LOOSE},?{LOOSE}(?P<from>(?:ke{GAP}tu|tinh{GAP}tu|tu){GAP}(?:khi|ngay|luc|thoi{GAP}diem)"
    rf"|sau{GAP}(?:khi|ngay)|(?P<when>khi)){GAP}(?P<event>[^.;:)\n]{{3,120}})"
)
_BARE_DAY = re.compile(rf"\b(?<!thang )(?:ngay{GAP})?" + _DAY.format(1))
_BARE_MONTH = re.compile(
    rf"\bthang{GAP}(?:\d{{1,2}}{LOOSE}-{LOOSE}(?:thang{GAP})?)?(?P<m1>\d{{1,2}})"
    rf"(?:{LOOSE}(?:/|-|nam\b){LOOSE}(?P<year>20\d\d)|{GAP}(?:hang|moi){GAP}nam)\b"
)
_FROM = re.compile(rf"\b(?:tu|ke{GAP}tu|bat{GAP}dau|sau){GAP}(?:ngay{GAP}|thang{GAP}|nam{GAP}|quy{GAP})?$")
_GOES_ON = re.compile(
    rf"{LOOSE}(?:tro{GAP}di\b|va{GAP}(?:cac{GAP})?nam{GAP}tiep|va{GAP}nhung{GAP}nam|-{LOOSE}(?:ngay{GAP})?\d{{1,2}}{LOOSE}/{LOOSE}\d)"
)
"""Around a time in a cell of times these make it a beginning: «Từ 01/7/2025», «Quý IV/2025 và các năm tiếp theo»,
«01/6 - 30/6».
"""

_BARE_YEAR = re.compile(r"^[\s*_]*(?:trong\s+)?(?:nam\s+)?(?P<year>20\d\d)[\s*_.;]*$")
_TIME_ALONE = re.compile(
    r"^[\s*_]*(?:trong\s+)?(?:quy\s+(?P<quarter>iv|i{1,3}|[1-4])|(?:thang\s+|(?P<span>\d{1,2}\s+-\s+))(?P<month>\d{1,2}))"
    r"(?:/(?P<year>20\d\d))?[\s*_.;]*$"
)
"""«Quý I», «Tháng 6» where nothing else stands, in a paper of one year; «02 - 03/2026», which is no day."""
_EACH = ("hang", "moi")
_EACH_YEAR = tuple(re.compile(rf"{each}{GAP}nam") for each in _EACH)
_EVERY_YEAR = tuple(re.compile(rf"{each}(?<=\b{each})\s{{1,9}}nam\b") for each in _EACH)
_NOT_A_DUE = re.compile(
    r"\b(?:sinh|(?<!, )(?<!,\n)ban hanh|(?<=ky, )ban hanh|co hieu luc|hieu luc|thi hanh|thanh lap|cap"
    r"|(?<!dinh )ky|su dung|phat sinh|ton tai|ap dung|xay ra|da)\s{1,3}$"
)
"""Words before «trước ngày …» that tell of what was, not of what shall be («xây dựng kế hoạch, ban hành trước …»)."""

_WITHOUT_FIGURES = (MARK, "quy", "tuan")
"""Letters of the times that are told in words alone."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_UNITS = {"ngay": "P{}D", "tuan": "P{}W", "thang": "P{}M", "gio": "PT{}H", "h": "PT{}H", "phut": "PT{}M"}
_EVENT_END = re.compile(r",|\b(?:de|va|cac|phai|co trach nhiem)\b")


class _Clause(NamedTuple):
    """Where dues are looked for: the year that completes a day without one, whether «hằng năm» is printed there, be it
    with marks between, and whether it is said.
    """

    text: Text
    start: int
    end: int
    year: int | None
    yearly: bool
    recurring: bool


def dues(text: Text, start: int, end: int, year: int | None, *, bare: bool = False) -> tuple[Due, ...]:
    """Dues named in `start:end` in text order; `year` completes a day without one where nothing says that it recurs.

    `bare` is for places that hold nothing but a time, such as a column «Thời gian»: there no cue is needed.
    """
    places = figures(text, start, end)
    if not places and not _has_any(text.folded, _WITHOUT_FIGURES, start, end):
        return ()
    clause: _Clause | None = None
    taken: list[Due] = []
    for reader in _READERS_ALONE if bare else _READERS:
        if text.folded.find(reader.letters, start, end) < 0 or not reader.may_find(text.folded, start, end, places):
            continue
        clause = clause or _clause(text, start, end, year)
        for due in reader.read(clause):
            begins = bare and (_FROM.search(text.folded, start, due.start) or _GOES_ON.match(text.folded, due.end, end))
            if not begins and not any(_clash(due, known) for known in taken):
                taken.append(due)
    return tuple(sorted(taken, key=lambda d: d.start))


def _clash(due: Due, known: Due) -> bool:
    """Whether both are read from the same letters; those of several months are told by the same words."""
    several = (due.start, due.end) == (known.start, known.end) and due.iso != known.iso
    return due.start < known.end and known.start < due.end and not several


def _clause(text: Text, start: int, end: int, year: int | None) -> _Clause:
    yearly = _has_any(text.folded, _EACH, start, end) and any(w.search(text.folded, start, end) for w in _EACH_YEAR)
    recurring = yearly and any(w.search(text.folded, start, end) for w in _EVERY_YEAR)
    return _Clause(text, start, end, year, yearly, recurring)


def _has_any(folded: str, words: tuple[str, ...], start: int, end: int) -> bool:
    return any(folded.find(word, start, end) >= 0 for word in words)


def _days(clause: _Clause) -> Iterator[Due]:
    """«trước ngày 15/4», «chậm nhất ngày 17 tháng 12», «ngày 01/6 và ngày 15/11 hằng năm», «năm (ngày 15/12)»."""
    folded = clause.text.folded
    yearly = _YEARLY.finditer(folded, clause.start, clause.end) if clause.yearly else ()
    has_bracket = folded.find(_BRACKET, clause.start, clause.end) >= 0
    bracketed = _BRACKETED.finditer(folded, clause.start, clause.end) if has_bracket else ()
    for found, cued in ((_cued_days(clause), True), (yearly, False), (bracketed, False)):
        for match in found:
            past = not (cued and clause.recurring)
            if past and _NOT_A_DUE.search(folded, max(clause.start, match.start() - 20), match.start()):
                continue
            before = cued and match["word"].endswith("truoc")
            for index in ("1", "2"):
                if match["d" + index] is None:
                    continue
                begin = match.start() if index == "1" else match.start("d2")
                stop = match.end("y" + index) if match["y" + index] else match.end("m" + index)
                due = _day(match, index, None if clause.recurring else clause.year, before=before, span=(begin, stop))
                if due is not None:
                    yield due


def _cued_days(clause: _Clause) -> Iterator[re.Match[str]]:
    """All matches of `_DUE`, which is tried only around the days that have a cue before them."""
    folded, spaced, behind = clause.text.folded, clause.text.spaced, clause.start
    for at in figures(clause.text, clause.start, clause.end):
        if not _DATED.match(folded, at, clause.end) or folded[at - 1] in "/-.":
            continue
        begin = max(behind, at - _CUE_WITHIN)
        # In the spaced copy a sign stands one place further on.
        before = spaced[max(begin, at - _CUE_NEAR) : at + 1].rstrip()
        if before.removesuffix("ngay").rstrip().endswith(_CUE_ENDS):
            for match in _DUE.finditer(folded, begin, min(clause.end, at + _DAYS_WITHIN)):
                if match.start() > at:
                    break  # of a later day, the second of which this stretch may cut off
                yield match
                behind = match.end()


def _worded(clause: _Clause) -> Iterator[Due]:
    """«trước ngày mười lăm tháng sáu năm hai nghìn không trăm hai mươi lăm»."""
    for cue in _WORDED_CUE.finditer(clause.text.folded, clause.start, clause.end):
        day = worded_day(clause.text.folded, cue.end(), clause.end)
        if day is not None:
            yield Due(start=cue.start(), end=day.end, before=cue["word"].endswith("truoc"), date=day.iso)


def _day(match: re.Match[str], index: str, year: int | None, *, before: bool, span: tuple[int, int]) -> Due | None:
    """None where the figures are no day of the calendar, unless a whole date is printed: «31/11/2026»."""
    day, month = int(match["d" + index]), int(match["m" + index])
    printed = match["y" + index] or (match["y2"] if index == "1" and "y2" in match.groupdict() else None)
    full = int(printed) if printed else year
    try:
        known = date(full or LEAP_YEAR, month, day)
    except ValueError:
        if printed and 1 <= month <= 12 and 29 <= day <= 31:
            return Due(start=span[0], end=span[1], before=before, impossible=f"{day}/{month}/{full}")
        return None
    if full is None:
        return Due(start=span[0], end=span[1], before=before, month_day=f"{month:02}-{day:02}")
    return Due(start=span[0], end=span[1], before=before, date=known.isoformat())


def _months(clause: _Clause) -> Iterator[Due]:
    """«trong tháng 12/2025», «trước tháng 6», «tháng 6 và tháng 11 hằng năm»."""
    for match in _MONTHS.finditer(clause.text.folded, clause.start, clause.end):
        every = match["every"] or (clause.recurring and not match["year"])
        year = match["year"] or (None if every else clause.year)
        before = match["cue"].endswith("truoc")
        for group in ("m1", "m2"):
            if match[group] is None or not 1 <= int(match[group]) <= 12:
                continue
            begin = match.start() if group == "m1" else match.start(group)
            stop = match.end("m1") if group == "m1" and match["m2"] else match.end()
            month = f"{int(match[group]):02}"
            if every:
                yield Due(start=begin, end=stop, before=before, month=month)
            elif year:
                yield Due(start=begin, end=stop, before=before, date=f"{year}-{month}")


def _quarters(clause: _Clause) -> Iterator[Due]:
    """«quý IV/2025»; without a cue only where the year is printed."""
    for match in _QUARTER.finditer(clause.text.folded, clause.start, clause.end):
        cue = (match["cue"] or "").strip(" *_\n")
        year = match["year"] or (str(clause.year) if clause.year and cue and not clause.recurring else None)
        if year is not None and not cue.startswith("tu"):
            quarter = f"{year}-Q{_QUARTERS[match['q']]}"
            yield Due(start=match.start(), end=match.end(), before=cue.endswith("truoc"), date=quarter)


def _years(clause: _Clause) -> Iterator[Due]:
    """«hoàn thành trong năm 2026», «báo cáo tổng kết (năm 2030)»."""
    for match in _REPORT_YEAR.finditer(clause.text.folded, clause.start, clause.end):
        yield Due(start=match.start("year"), end=match.end(), before=False, date=match["year"])
    for match in _YEAR.finditer(clause.text.folded, clause.start, clause.end):
        yield Due(start=match.start(), end=match.end(), before=match["cue"].endswith("truoc"), date=match["year"])


def _within(clause: _Clause) -> Iterator[Due]:
    """«trong 10 ngày làm việc kể từ ngày nhận được Kế hoạch này»: how long, and after what."""
    for match in _WITHIN.finditer(clause.text.folded, clause.start, clause.end):
        if match["when"] and "T" not in _UNITS[match["unit"]]:
            continue  # «trong 05 năm khi …» is no term
        stop = _EVENT_END.search(clause.text.folded, match.start("event"), match.end("event"))
        end = stop.start() if stop and stop.start() > match.start("event") + 2 else match.end("event")
        event = clean(clause.text.content[match.start("from") : end]).rstrip(" ,")
        duration = _UNITS[match["unit"]].format(int(match["count"]))
        yield Due(
            start=match.start(), end=end, before=False, within=duration, trigger=event,
            working_days=match["working"] is not None,
        )  # fmt: skip


def _bare(clause: _Clause) -> Iterator[Due]:
    """«15/11/2025», «Tháng 12/2025», «Tháng 5 hằng năm», «2026» where nothing else stands."""
    folded = clause.text.folded
    alone = _TIME_ALONE.match(folded[clause.start : clause.end])
    year = (alone["year"] or (None if alone["span"] else clause.year)) if alone else None
    if alone and year and (alone["quarter"] or 1 <= int(alone["month"]) <= 12):
        told = f"{int(alone['month']):02}" if alone["month"] else f"Q{_QUARTERS[alone['quarter']]}"
        yield Due(start=clause.start, end=clause.end, before=False, date=f"{year}-{told}")
        return
    for match in _BARE_DAY.finditer(folded, clause.start, clause.end):
        span = match.start(), match.end("y1") if match["y1"] else match.end("m1")
        if (due := _day(match, "1", None if clause.recurring else clause.year, before=False, span=span)) is not None:
            yield due
    for match in _BARE_MONTH.finditer(folded, clause.start, clause.end):
        month, span = int(match["m1"]), match.span()
        if 1 <= month <= 12 and match["year"]:
            yield Due(start=span[0], end=span[1], before=False, date=f"{match['year']}-{month:02}")
        elif 1 <= month <= 12:
            yield Due(start=span[0], end=span[1], before=False, month=f"{month:02}")
    year = _BARE_YEAR.match(folded[clause.start : clause.end])
    if year:
        yield Due(start=clause.start, end=clause.end, before=False, date=year["year"])


class _Reader(NamedTuple):
    """One way to print a due; each holds the `letters` and the `sign`, which begins with a figure where `at_figure`."""

    read: Callable[[_Clause], Iterator[Due]]
    letters: str
    sign: re.Pattern[str]
    at_figure: bool

    def may_find(self, folded: str, start: int, end: int, places: list[int]) -> bool:
        """Whether the sign stands in `start:end`, whose figures begin at `places`."""
        if self.at_figure:
            return any(map(self.sign.match, repeat(folded), places, repeat(end)))
        return self.sign.search(folded, start, end) is not None


def _of_letters(read: Callable[[str, int, int], Iterator[Due]]) -> Callable[[_Clause], Iterator[Due]]:
    """A reader that needs nothing but the letters of a clause."""
    return lambda clause: read(clause.text.folded, clause.start, clause.end)


_READERS = (
    _Reader(
        _within,
        "",
        re.compile(
            rf"[0-9]+{LOOSE}(?:\(|(?:ngay|tuan|thang|gio|phut|h){LOOSE},?{LOOSE}(?:lam|ke|tinh|tu|sau|dau|khi))"
        ),
        at_figure=True,
    ),
    _Reader(_days, "", _DATED, at_figure=True),
    _Reader(_worded, MARK, re.compile(MARK), at_figure=False),
    _Reader(
        _of_letters(monthly),
        "thang",
        re.compile(rf"[0-9]+{GAP}(?:cua{GAP})?(?:(?:hang|moi|cac){GAP}thang|thang{GAP}(?:sau|ke|tiep))"),
        at_figure=True,
    ),
    _Reader(_of_letters(each_month), "thang", re.compile(r"thang(?:(?<=hang.thang)|(?<=moi.thang))"), at_figure=False),
    _Reader(_of_letters(in_quarters), "quy", re.compile(rf"thang{GAP}(?:cuoi|dau){GAP}"), at_figure=False),
    _Reader(_of_letters(weekly), "tuan", re.compile(rf"(?:hang|moi){GAP}tuan"), at_figure=False),
    _Reader(_months, "thang", re.compile(rf"thang(?<![0-9][\s*_]thang){GAP}[0-9]"), at_figure=False),
    _Reader(_quarters, "quy", re.compile(rf"quy{GAP}[i1-4]"), at_figure=False),
    _Reader(_years, "nam", re.compile(rf"nam(?<![0-9][\s*_]nam){GAP}20"), at_figure=False),
)
"""In the order of preference; most clauses hold no sign of any, though they cite papers «ngày 18 tháng 5 năm 2021»."""
_READERS_ALONE = *_READERS, _Reader(_bare, "", re.compile(r"[0-9]|quy\s|tuan"), at_figure=False)
"""The same where nothing but a time stands."""
