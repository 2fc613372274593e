"""Values, comparators and days, phrase by phrase."""

import pytest

from cancu.graph.plan.dues import dues
from cancu.graph.plan.titles import period_of
from cancu.graph.plan.values import decimal, values
from cancu.graph.read.text import text_of
from tests.graph.plan.conftest import Facts

FILLER = "Kế hoạch này được ban hành để hướng dẫn các cơ quan, đơn vị thực hiện nhiệm vụ được giao. "
"""Enough Vietnamese for a page to count as legible."""


def found(clause: str) -> list[tuple[str, str, str | None, str]]:
    text = text_of("t", FILLER + clause)
    return [
        (v.comparator, str(v.value), None if v.value_to is None else str(v.value_to), v.unit)
        for v in values(text, len(FILLER), len(text.content), times=True)
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("tỷ lệ hộ nghèo dưới 3%", [("<", "3", None, "%")]),
        ("giảm tỷ lệ hộ nghèo xuống dưới 3%", [("<", "3", None, "%")]),
        ("giảm tỷ lệ hộ nghèo xuống 3%", [("<=", "3", None, "%")]),
        ("giảm tỷ lệ hộ nghèo còn 3%", [("<=", "3", None, "%")]),
        ("không quá 3% số hộ", [("<=", "3", None, "%")]),
        ("giảm tỷ lệ cây chết xuống 3%0 số cây và dưới 2%o", [("<=", "3", None, "‰"), ("<", "2", None, "‰")]),
        ("trên 70% số xã", [(">", "70", None, "%")]),
        ("đạt ít nhất 27%", [(">=", "27", None, "%")]),
        ("tối thiểu 27%", [(">=", "27", None, "%")]),
        ("đạt từ 98% trở lên", [(">=", "98", None, "%")]),
        ("đạt 98%", [("=", "98", None, "%")]),
        ("từ 2% đến 3%", [("=", "2", "3", "%")]),
        ("5 - 7%", [("=", "5", "7", "%")]),
        ("tỷ lệ tảo hôn 2%", [("=", "2", None, "%")]),
        (
            "giảm hộ nghèo xuống còn 5% vào năm 2025 và 3% vào năm 2030",
            [("<=", "5", None, "%"), ("<=", "3", None, "%")],
        ),
        ("trên 90% số xã và 80% số thôn", [(">", "90", None, "%"), ("=", "80", None, "%")]),
        ("trẻ em dưới 5 tuổi đạt 99,1%", [("=", "99.1", None, "%")]),
        ("trẻ em từ 11 tuổi trở lên đạt 30%", [("=", "30", None, "%")]),
        ("xuống 550/100.000", [("<=", "550", None, "per 100000")]),
        ("tử vong trên 1.000 trẻ đẻ sống dưới 9,5", [("<", "9.5", None, "‰")]),
        ("9,5‰", [("=", "9.5", None, "‰")]),
        ("giảm từ 23% xuống 18%", [("<=", "18", None, "%")]),
        ("còn 1,7 lần", [("<=", "1.7", None, "lần")]),
        ("xuống 18 ca sinh/1.000 phụ nữ", [("<=", "18", None, "ca sinh/1.000 phụ nữ")]),
        ("đường dây nóng 111, ngày 15/11/2025, số 26/2021/NQ-HĐND", []),
        ("trẻ em dưới 5 tuổi, 8 loại vắc xin", []),
    ],
)
def test_values(clause: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert found(clause) == expected


@pytest.mark.parametrize(
    ("printed", "value"), [("9,5", "9.5"), ("1.000", "1000"), ("99.1", "99.1"), ("1.234,5", "1234.5")]
)
def test_decimal(printed: str, value: str) -> None:
    assert str(decimal(printed)) == value


@pytest.mark.parametrize(
    ("clause", "year", "expected"),
    [
        ("trước ngày 10/11/2025", None, [("2025-11-10", None, True)]),
        ("trước ngày 16 tháng 12 năm 2025", None, [("2025-12-16", None, True)]),
        ("chậm nhất ngày 17 tháng 12", None, [(None, "12-17", False)]),
        ("trước ngày 01/6 và 15/11 hằng năm", 2025, [(None, "06-01", True), (None, "11-15", True)]),
        ("trước ngày 05/12", 2025, [("2025-12-05", None, True)]),
        ("trước ngày 31/02/2025", None, [(None, None, True)]),
        ("từ ngày 01/6 đến ngày 30/6", 2025, []),
        ("ngày 14/6/2021", None, []),
    ],
)
def test_days(clause: str, year: int | None, expected: list[tuple[str | None, str | None, bool]]) -> None:
    text = text_of("t", clause)
    assert [(d.date, d.month_day, d.before) for d in dues(text, 0, len(clause), year)] == expected


@pytest.mark.parametrize(
    ("title", "year", "period"),
    [
        ("Công tác trẻ em năm 2024", None, (2024, 2024)),
        ("Giai đoạn 2021 - 2025, định hướng đến năm 2030", 2021, (2021, 2025)),
        ("Phát triển đến năm 2030, tầm nhìn đến năm 2045", 2025, (2025, 2030)),
        ("Tài chính 03 năm 2026 - 2028", 2025, (2026, 2028)),
        ("Thực hiện Nghị quyết ngày 12 tháng 6 năm 2025", 2025, None),
        ("Chương trình giai đoạn 2021 - 2030 năm 2024", None, (2024, 2024)),
        ("Định hướng đến năm 2030", 2024, None),
        ("Nâng cao chất lượng", 2024, None),
    ],
)
def test_period(title: str, year: int | None, period: tuple[int, int] | None) -> None:
    assert period_of(title, year) == period


HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n\nSố: {number}\n\nCao Bằng, ngày {date}\n\n"
    "KẾ HOẠCH\n\nPhát triển thư viện\n\nI. MỤC ĐÍCH\n"
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("15/KH-UBND", ("15/KH-UBND", "15", "KH-UBND", "given")),
        ("0124/KH- UBND", ("0124/KH-UBND", "124", "KH-UBND", "given")),
        ("10/2025/QĐ-UBND", ("10/2025/QĐ-UBND", "10", "QĐ-UBND", "given")),
        ("     /KH–UBND", (None, None, "KH-UBND", "blank")),
        ("28-KH/TU", ("28-KH/TU", "28", "KH/TU", "given")),
        ("", (None, None, None, "illegible")),
    ],
)
def test_number(prose: Facts, number: str, expected: tuple[str | None, ...]) -> None:
    identity = prose(HEADER.format(number=number, date="02 tháng 3 năm 2025"))[1].identity
    assert (identity.number, identity.digits, identity.symbol, identity.number_status) == expected


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("02 tháng 3 năm 2025", "2025-03-02"),
        ("     tháng 4 năm 2024", "2024-04"),
        ("     tháng     năm 2025", "2025"),
        ("31 tháng 02 năm 2025", "2025-02"),
    ],
)
def test_date(prose: Facts, printed: str, date: str) -> None:
    assert prose(HEADER.format(number="1/KH-UBND", date=printed))[1].identity.date == date


def test_a_body_the_header_ends_with_must_be_known(prose: Facts) -> None:
    header = HEADER.replace("\n\nSố:", "\nTRUNG TÂM KHÔNG CÓ THẬT\n\nSố:")
    assert prose(header.format(number="1/KH-TT", date="02 tháng 3 năm 2025"))[1].identity.issuer is None


def test_counts_are_targets_behind_a_word_of_comparing_or_making() -> None:
    def counted(clause: str) -> list[tuple[str, str, str]]:
        text = text_of("t", FILLER + clause)
        found = values(text, len(FILLER), len(text.content), counts=True)
        return [(v.comparator, str(v.value), v.unit) for v in found]

    clause = "hình thành ít nhất 100 doanh nghiệp khởi nghiệp, 50 doanh nghiệp khoa học"
    assert counted(clause) == [(">=", "100", "doanh nghiệp"), (">=", "50", "doanh nghiệp")]
    assert counted("xây dựng 05 mô hình điểm") == [("=", "5", "mô hình")]
    assert counted("việc của 05 mô hình điểm") == []
    assert counted("trẻ em trên 6 tuổi") == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("có 15/21 khu phố đạt chuẩn", [("=", "15/21", 15, "khu phố")]),
        ("ít nhất 100/120 hộ dân có nước sạch", [(">=", "100/120", 100, "hộ dân")]),
        ("tổ chức 1/6 trẻ em được tặng quà", []),
        ("trước 2/9 xã hoàn thành", []),
        ("hiện có 3/5 trường đạt chuẩn", []),
        ("có 21/15 xã đạt chuẩn", []),
    ],
)
def test_a_count_of_a_whole_is_told_from_a_day(printed: str, expected: list[tuple[str, str, int, str]]) -> None:
    text = text_of("t", FILLER + printed)
    counted = values(text, len(FILLER), len(text.content), counts=True)
    assert [(v.comparator, v.text, v.value, v.unit) for v in counted] == expected


def test_a_target_of_a_whole_keeps_what_it_counts(prose: Facts) -> None:
    paper = (
        HEADER.format(number="1/KH-UBND", date="02 tháng 3 năm 2025") + "\nI. MỤC TIÊU\n- Đạt 3/5 trường sạch đẹp.\n"
    )
    assert [i.label for i in prose(paper)[1].indicators] == ["trường sạch đẹp"]
