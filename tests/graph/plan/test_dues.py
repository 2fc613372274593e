"""When something is due, as precise as it is printed."""

import pytest

from cancu.graph.plan.dues import dues
from cancu.graph.plan.spans import end_of_span
from cancu.graph.read.text import text_of


def read(printed: str, *, year: int | None = 2025, bare: bool = False) -> list[tuple[str, bool]]:
    text = text_of("due.txt", printed)
    return [(d.iso, d.before) for d in dues(text, 0, len(text.content), year, bare=bare)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11/2025", [("2025-11-30", True)]),
        ("gửi về Sở Y tế chậm nhất ngày 17 tháng 12", [("2025-12-17", False)]),
        ("trước ngày 01/6 và 15/11 hằng năm", [("--06-01", True), ("--11-15", True)]),
        ("định kỳ vào ngày 01/6 và ngày 15/11 hằng năm", [("--06-01", False), ("--11-15", False)]),
        ("hoàn thành trong tháng 12/2025", [("2025-12", False)]),
        ("xong trước tháng 6 năm 2026", [("2026-06", True)]),
        ("báo cáo trong tháng 6 và tháng 11 hằng năm", [("--06", False), ("--11", False)]),
        ("hoàn thành trong quý IV/2025", [("2025-Q4", False)]),
        ("Quý II năm 2026", [("2026-Q2", False)]),
        ("ban hành trước 20/01 hằng năm", [("--01-20", True)]),
        ("trước ngày 15 hằng tháng", [("---15", True)]),
        ("báo cáo hằng tháng vào ngày 05 của tháng sau", [("---05", False)]),
        ("báo cáo quý I trước ngày 10 của tháng tiếp theo", []),
        ("định kỳ 06 tháng (ngày 15/6), năm (ngày 15/12)", [("2025-06-15", False), ("2025-12-15", False)]),
        ("báo cáo hằng tháng (trước ngày 25), hằng năm", [("---25", True)]),
        ("báo cáo vào thứ Sáu hằng tuần", [("-W-5", False)]),
        ("trong thời hạn 10 ngày kể từ ngày nhận được Kế hoạch này", [("P10D", False)]),
        ("hoàn thành trong năm 2026", [("2026", False)]),
        ("xây dựng kế hoạch, ban hành trước ngày 31/10/2025", [("2025-10-31", True)]),
        ("hoàn thành trước ngày 3O/6/2O26", [("2026-06-30", True)]),
        ("trước ngày 15 của tháng cuối quý", [(f"--{month}-15", True) for month in ("03", "06", "09", "12")]),
        ("trước ngày mười lăm tháng sáu năm hai nghìn không trăm hai mươi lăm", [("2025-06-15", True)]),
        ("xong trước ngày mồng năm tháng năm năm hai nghìn không trăm hai mươi sáu", [("2026-05-05", True)]),
        ("báo cáo trong 24 giờ đầu kể từ khi bão tan", [("PT24H", False)]),
        ("báo tin trong vòng 30 phút kể từ khi có cháy", [("PT30M", False)]),
        ("xử lý trong vòng 2h, tính từ lúc nhận tin", [("PT2H", False)]),
        ("báo cáo trong vòng 1 giờ khi có sự cố", [("PT1H", False)]),
        ("chậm nhất ngày 05 tháng đầu của quý sau", [(f"--{month}-05", False) for month in ("01", "04", "07", "10")]),
    ],
)
def test_dues_are_read_as_printed(printed: str, expected: list[tuple[str, bool]]) -> None:
    assert read(printed) == expected


def test_a_cell_of_times_may_say_a_month_of_every_year() -> None:
    assert read("Tháng 5 hằng năm", bare=True) == [("--05", False)]


@pytest.mark.parametrize(
    "printed",
    [
        "kết quả thực hiện năm 2025",
        "người sinh trước ngày 01/01/2010",
        "văn bản ban hành trước ngày 01/7/2025",
        "văn bản đã ký, ban hành trước ngày 01/7/2025",
        "tính từ ngày 15 của tháng trước đến ngày 14 của tháng cuối quý",
        "trước ngày 31/02",
        "không quá 30/02 buổi",
        "các nhiệm vụ của quý trước",
        "đánh giá tình hình 6 tháng đầu năm",
        "hỗ trợ trong 3 tháng khi mất việc",
        "trước ngày ba mươi mốt tháng sáu năm hai nghìn không trăm hai mươi lăm",
    ],
)
def test_what_is_past_no_whole_date_or_a_period_is_no_due(printed: str) -> None:
    assert read(printed) == []


def test_a_whole_date_that_no_calendar_has_is_kept_as_impossible() -> None:
    text = text_of("due.txt", "báo cáo trước ngày 31/11/2026 và trước ngày 15/12/2026")
    first, second = dues(text, 0, len(text.content), 2026)
    assert (first.impossible, first.date, first.before) == ("31/11/2026", None, True)
    assert (second.impossible, second.date) == (None, "2026-12-15")


def test_a_time_is_counted_from_its_event() -> None:
    text = text_of("due.txt", "gửi kế hoạch trong vòng 07 ngày làm việc kể từ ngày nhận được văn bản, báo cáo kết quả")
    (due,) = dues(text, 0, len(text.content), 2025)
    assert (due.within, due.working_days, due.trigger) == ("P7D", True, "kể từ ngày nhận được văn bản")


def test_without_a_year_a_day_is_of_every_year_unless_the_document_has_one() -> None:
    assert read("trước ngày 15/11", year=None) == [("--11-15", True)]
    assert read("trước ngày 15/11", year=2025) == [("2025-11-15", True)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Tháng 12/2025", "2025-12"), ("15/11/2025", "2025-11-15"), ("2026", "2026"), ("Quý IV/2025", "2025-Q4")],
)
def test_a_cell_of_times_needs_no_cue(cell: str, expected: str) -> None:
    assert [iso for iso, _ in read(cell, bare=True)] == [expected]


@pytest.mark.parametrize(
    "cell",
    [
        "Quý I và quý II",
        "Thường xuyên, giai đoạn 2026 - 2030",
        "Từ 01/7/2025",
        "Quý IV năm 2025 và các năm tiếp theo",
        "Hằng năm",
    ],
)
def test_a_cell_that_tells_no_end_has_no_due(cell: str) -> None:
    assert read(cell, bare=True) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Từ ngày 15/11/2025 đến ngày 15/12/2025", "2025-12-15"), ("01/6 - 30/6 hằng năm", "--06-30"),
     ("15/5/2025 - 30/6/2025", "2025-06-30")],
)  # fmt: skip
def test_a_span_in_a_cell_is_due_at_its_end(cell: str, expected: str) -> None:
    assert read(cell, bare=True) == [(expected, False)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("kiểm tra từ ngày 10/6 đến ngày 28/6/2026", "2026-06-28"),
        ("tuyên truyền từ 08 giờ 00 ngày 01 tháng 6 đến hết ngày 30 tháng 6", "2026-06-30"),
        ("tập huấn từ tháng 3 đến tháng 10/2026", "2026-10"),
        ("trồng tre từ 15/5 - 30/6", "2026-06-30"),
        ("ra quân dọn sông (01/6 – 30/6 hằng năm)", "--06-30"),
    ],
)
def test_work_done_for_a_time_is_due_at_its_end(printed: str, expected: str) -> None:
    due = end_of_span(text_of("due.txt", printed), 0, len(printed), 2026)
    assert due is not None
    assert (due.iso, due.before) == (expected, False)


@pytest.mark.parametrize(
    "printed",
    [
        "tổng hợp số liệu từ ngày 15/12/2025 đến ngày 14/6/2026",
        "báo cáo kết quả từ ngày 01/01/2026 đến ngày 30/6/2026",
        "đợt 1 từ ngày 01/4 đến ngày 15/4, đợt 2 từ ngày 01/9 đến ngày 15/9",
        "từ ngày 01/02 đến ngày 31/02/2026",
    ],
)
def test_a_time_that_figures_are_of_two_times_and_no_time_are_no_end_of_work(printed: str) -> None:
    assert end_of_span(text_of("due.txt", printed), 0, len(printed), 2026) is None


def test_reports_of_the_middle_and_the_end() -> None:
    printed = "báo cáo sơ kết thực hiện Kế hoạch (năm 2027) và báo cáo tổng kết (năm 2030), gửi Sở Y tế"
    assert read(printed) == [("2027", False), ("2030", False)]
    assert read("sơ kết vào năm 2027, tổng kết vào năm 2030") == [("2027", False), ("2030", False)]


def test_each_of_several_days_is_due_where_a_cue_stands_before_it() -> None:
    content = (
        "Theo Quyết định số 12/QĐ-UBND ngày 05/3/2024, gửi dự thảo trước ngày 10/4/2025; sau họp ngày 12 tháng 4 năm "
        "2025 hoàn thành chậm nhất vào thứ Sáu ngày 25/4/2025 và ngày 09/5/2025"
    )
    assert [due.date for due in dues(text_of("x", content), 0, len(content), None)] == [
        "2025-04-10", "2025-04-25", "2025-05-09",
    ]  # fmt: skip


def test_a_quarter_or_month_alone_in_a_cell_is_of_the_papers_one_year() -> None:
    assert read("Quý I", bare=True, year=2026) == [("2026-Q1", False)]
    assert read("Tháng 6", bare=True, year=2026) == [("2026-06", False)]
    assert read("Quý I", bare=True, year=None) == []
    assert read("02 - 03/2026", bare=True) == [("2026-03", False)]


def test_both_days_behind_a_cue_are_due_however_far_an_earlier_day_stands() -> None:
    printed = f"gửi kế hoạch trước ngày 15/12/2025; {'cây xanh ' * 7}báo cáo về Sở Y tế trước ngày 10/6 và ngày 10/12"
    assert [iso for iso, _ in read(printed)] == ["2025-12-15", "2025-06-10", "2025-12-10"]
