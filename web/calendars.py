"""The calendar: deadlines by day, for one body or for all, as a page and as a feed for calendar programs."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from cancu.graph.lookup import Candidate, LookupFailedError
from cancu.graph.plan_parts import About, DueCount
from cancu.graph.saved import today
from cancu.web import address, deadlines, present
from cancu.web.deadlines import Deadline, Placed
from cancu.web.errors import ProblemError
from cancu.web.membership import whom_of
from cancu.web.occurrences import Window
from cancu.web.paging import PAGE_SIZE, first_of_page, listed_at, page_of
from cancu.web.site import knowledge, once_a_version

calendar = Blueprint("calendar", __name__)

MOST = 5000
"""Events of a feed."""
MOST_UNDATED = 100
FIRST_YEAR, LAST_YEAR = 1945, 2100
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def _today() -> date:
    return date.fromisoformat(today())


def _year() -> int:
    wanted = request.args.get("year", "")
    if not wanted:
        return _today().year
    if wanted.isascii() and wanted.isdigit() and FIRST_YEAR <= int(wanted[:9]) <= LAST_YEAR:
        return int(wanted)
    raise ProblemError(
        400, f"Năm «{wanted[:40]}» không hiểu được.", "parameter-malformed", title="Tham số không đúng",
        next_step=f"Ghi năm bằng bốn chữ số, từ {FIRST_YEAR} đến {LAST_YEAR}.", extra={"parameter": "year"},
    )  # fmt: skip


def _all_dues() -> list[DueCount]:
    return once_a_version("dues", lambda: knowledge().parts.dues())


def _years() -> list[str]:
    return sorted({due.due[:4] for due in _all_dues() if due.due[:4].isdigit()})


@calendar.get("/calendar")
def calendar_page() -> tuple[str, int] | str:
    """The deadlines of a year; `?agency=` those of one body and its groups."""
    year = _year()
    window = Window(date(year, 1, 1), date(year, 12, 31))
    typed = " ".join(request.args.get("agency", "")[:500].split())
    if not typed:
        days = once_a_version(f"calendar:{year}", lambda: deadlines.placed(_all_dues(), window))
        return _page(year, typed, None, days, ())
    try:
        agency = knowledge().resolver.agency(typed)
    except LookupFailedError as error:
        status = 404 if error.code == "unknown" else 300
        return _page(year, typed, None, (), (), error), status
    whom = whom_of(agency.iri)
    dues = knowledge().parts.dues(whom)
    undated = deadlines.without_day(dues, whom, MOST_UNDATED)
    return _page(year, typed, agency, deadlines.placed(dues, window), undated, whom=whom)


def _page(
    year: int,
    typed: str,
    agency: Candidate | None,
    days: Placed,
    undated: Sequence[Deadline],
    error: LookupFailedError | None = None,
    whom: Sequence[About] = (),
) -> str:
    total = deadlines.total(days)
    shown = deadlines.of_part(days, whom, PAGE_SIZE, first_of_page(total, PAGE_SIZE))
    months: dict[int, list[tuple[date, list[Deadline]]]] = {}
    for day, due in shown:
        months.setdefault(day.month, []).append((day, due))

    def of_year(other: str) -> str:
        return "/calendar?" + urlencode({"agency": typed, "year": other} if typed else {"year": other})

    return render_template(
        "calendar.html",
        year=year,
        typed=agency.label if agency else typed,
        agency=agency,
        agency_href=address.page(agency.iri) if agency else "",
        months=months,
        total=total,
        part=page_of(shown, total, PAGE_SIZE, "/calendar"),
        months_of_year=[
            (listed_at("/calendar", page=str(before // PAGE_SIZE + 1)) + f"#thang-{month}", month, count)
            for month, count, before in deadlines.by_month(days)
        ]
        if total > PAGE_SIZE
        else [],
        undated=undated,
        weekdays=WEEKDAYS,
        years=[(of_year(other), other) for other in _years()],
        error=error,
        choices=[(f"/calendar?{urlencode({'agency': c.iri, 'year': str(year)})}", c) for c in error.candidates]
        if error
        else [],
        feed="/calendar.ics" + (f"?{urlencode({'agency': agency.iri})}" if agency else ""),
    )


@calendar.get("/calendar.ics")
def feed() -> Response:
    """The same as a feed to subscribe to: from a year ago to two years ahead, of one body or of all."""
    at = _today()
    window = Window(date(at.year - 1, 1, 1), date(at.year + 2, 12, 31))
    typed = request.args.get("agency", "")[:500].strip()
    name = "Căn Cứ: thời hạn trong kế hoạch"
    whom, dues = list[About](), _all_dues()
    if typed:
        try:
            agency = knowledge().resolver.agency(typed)
        except LookupFailedError as error:
            links = tuple((f"/calendar.ics?{urlencode({'agency': c.iri})}", c.label) for c in error.candidates)
            raise ProblemError(
                404 if error.code == "unknown" else 400, error.message_vi, f"parameter-{error.code}", links=links,
                next_step="Dùng liên kết «Lịch .ics» ở trang của cơ quan.", extra={"parameter": "agency"},
            ) from None  # fmt: skip
        name = f"Thời hạn: {agency.label}"
        whom = whom_of(agency.iri)
        dues = knowledge().parts.dues(whom)
    found = deadlines.of_part(deadlines.placed(dues, window), whom, MOST)
    built = datetime.fromtimestamp(int(knowledge().version.folder.stat().st_mtime), UTC)
    response = Response(ics(name, found, built), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="can-cu.ics"'
    return response


def ics(name: str, days: Sequence[tuple[date, Sequence[Deadline]]], made: datetime) -> bytes:
    """An iCalendar of all-day events, one on each last permitted day."""
    from icalendar import Calendar, Event  # Only who asks for the feed waits for the library.

    book = Calendar()
    book.add("prodid", "-//Can Cu//cancu//VI")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    for day, due in days:
        for deadline in due:
            event = Event()
            event.add("uid", f"{hashlib.sha256(deadline.iri.encode()).hexdigest()[:24]}-{day:%Y%m%d}@cancu")
            event.add("dtstamp", made)
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
            event.add("summary", present.joined([deadline.kind_label, deadline.label, deadline.who], ": "))
            event.add("description", description(deadline))
            event.add("transp", "TRANSPARENT")
            book.add_component(event)
    return bytes(book.to_ical())


def description(deadline: Deadline) -> str:
    """What an event says: the due in the words of the plan, the plan and the section."""
    plan = present.joined([deadline.plan.name, deadline.plan.line])
    return f"Thời hạn: {deadline.when}\n{plan}, {deadline.place}\n{deadline.iri}"
