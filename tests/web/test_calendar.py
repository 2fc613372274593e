"""The calendar: every due stands on its last permitted day, on the page and in the feed alike."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from cancu.web.calendars import ics
from cancu.web.deadlines import Deadline
from cancu.web.occurrences import Window, last_days
from cancu.web.refs import BodyRef, DocumentRef
from cancu.web.site import Site

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))
HEALTH = "https://w3id.org/cancu/id/body/so-y-te-tinh-binh-phuoc"
EDUCATION = "Sở Giáo dục và Đào tạo tỉnh Bình Phước"


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


@pytest.mark.parametrize(
    ("due", "before", "days"),
    [
        ("2025-11-20", True, ["2025-11-19"]),
        ("2025-11-20", False, ["2025-11-20"]),
        ("2025-03-01", True, ["2025-02-28"]),
        ("2026-01-01", True, ["2025-12-31"]),
        ("2025-Q4", False, ["2025-12-31"]),
        ("2025-Q4", True, ["2025-09-30"]),
        ("2025-02", False, ["2025-02-28"]),
        ("2025", False, ["2025-12-31"]),
        ("--11-15", True, ["2025-11-14"]),
        ("--01-01", True, ["2025-12-31"]),
        ("--02-30", False, ["2025-02-28"]),
        ("--06", False, ["2025-06-30"]),
        ("--01", True, ["2025-12-31"]),
        ("P10D", False, []),
        ("2025-02-30", True, []),
        ("bad", False, []),
        ("2024-11-20", True, []),
    ],
)
def test_a_due_stands_on_its_last_permitted_day(due: str, before: bool, days: list[str]) -> None:
    assert [d.isoformat() for d in last_days(due, before=before, window=YEAR)] == days


def test_what_is_due_every_month_or_week_stands_each_time() -> None:
    months = last_days("---31", before=False, window=YEAR)
    assert [d.day for d in months] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    fridays = last_days("W5", before=False, window=YEAR)
    assert len(fridays) == 52
    assert {d.isoweekday() for d in fridays} == {5}
    assert {d.isoweekday() for d in last_days("W5", before=True, window=YEAR)} == {4}


@given(st.from_regex(r"(-{0,3})[0-9]{1,4}(-Q?[0-9]{1,2}){0,2}", fullmatch=True), st.booleans())
def test_any_due_is_survived(due: str, before: bool) -> None:
    assert all(day in YEAR for day in last_days(due, before=before, window=YEAR))


def rows_of(client: FlaskClient, **query: str) -> list[str]:
    response = client.get("/calendar", query_string=query)
    assert response.status_code == 200
    page = BeautifulSoup(response.text, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in page.select("tbody tr")]


def test_the_calendar_of_a_body_has_what_its_groups_must_do(real: FlaskClient) -> None:
    shared, health = rows_of(real, agency=HEALTH, year="2025")
    assert shared.startswith("09/11/2025")
    assert health.startswith("19/11/2025 Thứ Tư Báo cáo Sở Y tế tỉnh Bình Phước")
    assert "trước ngày 20/11/2025" in health
    (education,) = rows_of(real, agency=EDUCATION, year="2025")
    assert education.startswith("09/11/2025")
    assert "Các sở, ban, ngành" in education
    assert len(rows_of(real, year="2025")) == 2


def test_a_year_without_deadlines_says_so_and_names_those_with(real: FlaskClient) -> None:
    text = real.get("/calendar?year=2019").text
    assert "Không có thời hạn nào trong năm 2019" in text
    assert "/calendar?year=2025" in text


def test_what_is_not_understood_is_told(real: FlaskClient) -> None:
    assert real.get("/calendar?year=25").status_code == 400
    assert real.get("/calendar?agency=khong+co+ai").status_code == 404
    assert real.get("/calendar.ics?agency=khong+co+ai").status_code == 404


def test_the_feed_has_the_same_days(real: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cancu.web.calendars.today", lambda: "2025-06-01")
    response = real.get("/calendar.ics", query_string={"agency": HEALTH})
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"\r\n" in response.data
    events = [e for e in Calendar.from_ical(response.data).walk("VEVENT") if e.decoded("dtstart").year == 2025]
    assert len(events) == 2
    event = events[-1]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 11, 19), date(2025, 11, 20))
    assert "trước ngày 20/11/2025" in event["description"]
    assert response.data == real.get("/calendar.ics", query_string={"agency": HEALTH}).data


def test_text_of_an_event_cannot_add_another() -> None:
    plan = DocumentRef("https://w3id.org/cancu/id/a/b/c/d", "Kế hoạch", "1/KH", "", "", "", "", "", "", "", None)
    label = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y; z, \\ w"
    due = Deadline("https://x#1", "duty", label, "I", "năm 2025", (BodyRef("b", "B"),), plan)
    (event,) = Calendar.from_ical(ics("n", [(date(2025, 1, 1), [due])], datetime(2025, 1, 1, tzinfo=UTC))).walk(
        "VEVENT"
    )
    assert event["summary"].endswith("y; z, \\ w: B")


def test_the_calendar_asks_a_bounded_number_of_queries(real_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    site: Site = real_app.extensions["cancu"]
    engine = site.source.get().engine
    asked: list[str] = []
    select = engine.select
    monkeypatch.setattr(engine, "select", lambda query: asked.append(query) or select(query))
    client = real_app.test_client()
    assert client.get("/calendar", query_string={"agency": HEALTH, "year": "2025"}).status_code == 200
    assert len(asked) <= 3  # the deadlines, the years there are, the names of types
