"""Where a title ends, and which years it covers."""

import pytest

from cancu.graph.plan.titles import period_of, title_of
from cancu.graph.read import outline, text_of
from cancu.graph.registry import load_registry

HEAD = "UBND HUYỆN BÙ ĐĂNG\nSố: 15/KH-UBND\nBù Đăng, ngày 10 tháng 01 năm 2025\n\nKẾ HOẠCH\n"


@pytest.mark.parametrize("place", ["trên địa bàn huyện", "theo Nghị quyết của HĐND tỉnh", "trên địa bàn xã"])
@pytest.mark.parametrize("recital", ["Căn cứ Luật Trẻ em năm 2016;", "Thực hiện Kế hoạch số 64/KH-UBND của UBND tỉnh;"])
def test_a_title_that_ends_with_a_kind_of_place_does_not_swallow_the_recital(place: str, recital: str) -> None:
    text = text_of(
        "a.txt", f"{HEAD}Triển khai công tác trẻ em năm 2025 {place}\n\n{recital}\nI. MỤC TIÊU\n1. Mục một\n"
    )
    assert title_of(text, outline(text), load_registry()).text == f"Triển khai công tác trẻ em năm 2025 {place}"


def test_a_title_may_break_before_the_name_of_its_place() -> None:
    text = text_of(
        "a.txt", f"{HEAD}Triển khai công tác trẻ em trên địa bàn huyện\nBù Đăng năm 2025\n\nCăn cứ Luật Trẻ em;\nI. A\n"
    )
    assert title_of(text, outline(text), load_registry()).text == (
        "Triển khai công tác trẻ em trên địa bàn huyện Bù Đăng năm 2025"
    )


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Thực hiện Luật Trẻ em năm 2016", None),
        ("Thực hiện Luật Trẻ em năm 2016 trong năm 2025", (2025, 2025)),
        ("Thực hiện Luật Trẻ em trên địa bàn tỉnh năm 2025", (2025, 2025)),
        ("Công tác trẻ em quý IV năm 2025 và năm 2026", (2025, 2026)),
        ("Tổng kết năm 2025 và triển khai công tác năm 2026", (2026, 2026)),
        ("Phổ biến, giáo dục pháp luật năm 2024", (2024, 2024)),
        ("Kế hoạch trồng cây 05 năm (2021 - 2025) của tỉnh", (2021, 2025)),
        ("Công tác trẻ em giai đoạn 2021 - 2025, định hướng đến năm 2030", (2021, 2025)),
    ],
)
def test_the_year_of_a_law_is_not_the_period_of_the_plan(title: str, period: tuple[int, int] | None) -> None:
    assert period_of(title, 2025) == period


def test_who_decides_ends_a_title_that_is_not_in_capitals() -> None:
    head = HEAD.replace("KẾ HOẠCH", "QUYẾT ĐỊNH")
    text = text_of(
        "a.txt", f"{head}\nVề việc trồng cây Ðầu xuân\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN\n\nĐiều 1. Trồng cây.\n"
    )
    assert title_of(text, outline(text), load_registry()).text == "Về việc trồng cây Đầu xuân"


def test_when_a_page_showed_a_paper_is_no_part_of_its_title() -> None:
    text = text_of(
        "a.txt", f"{HEAD}\nTrồng cây Đầu xuân\nĐăng ngày: 07/11/2025 – Lượt xem: 1.248\nI. MỤC ĐÍCH\n1. Giữ.\n"
    )
    assert title_of(text, outline(text), load_registry()).text == "Trồng cây Đầu xuân"


def test_a_province_of_the_south_asks_for_no_year() -> None:
    text = text_of(
        "a.txt",
        "ỦY BAN NHÂN DÂN |\nSố: 15/QĐ-UBND | Quảng Nam, ngày 10 tháng 01 năm 2022 |\nQUYẾT ĐỊNH\n"
        "VỀ TRỒNG CÂY TỈNH QUẢNG NAM\nỦY BAN NHÂN DÂN TỈNH QUẢNG NAM\nCăn cứ Luật Lâm nghiệp;\n"
        "QUYẾT ĐỊNH:\nĐiều 1. A.\n",
    )
    assert title_of(text, outline(text), load_registry()).text == "VỀ TRỒNG CÂY TỈNH QUẢNG NAM"


def test_the_first_part_ends_a_title_in_capitals() -> None:
    text = text_of("a.txt", f"{HEAD}TRỒNG CÂY ĐẦU XUÂN\nPHẦN I. KẾT QUẢ NĂM 2024\nI. KẾT QUẢ\n1. Đã trồng.\n")
    assert title_of(text, outline(text), load_registry()).text == "TRỒNG CÂY ĐẦU XUÂN"


def test_a_type_may_be_broken_over_two_lines() -> None:
    text = text_of(
        "a.txt", f"{HEAD.replace('KẾ HOẠCH', 'KẾ' + chr(10) + 'HOẠCH')}TRỒNG CÂY NĂM 2025\nI. MỤC TIÊU\n1. A\n"
    )
    title = title_of(text, outline(text), load_registry())
    assert (title.type and title.type.name, title.text) == ("Kế hoạch", "TRỒNG CÂY NĂM 2025")


@pytest.mark.parametrize("decides", ["ỦY BAN NHÂN DÂN TỈNH\nSƠN LA\n", "\nBỘ\nTRƯỞNG BỘ XÂY DỰNG\n"])
def test_who_decides_may_be_broken_over_two_lines(decides: str) -> None:
    head = HEAD.replace("KẾ HOẠCH", "QUYẾT\nĐỊNH")
    text = text_of("a.txt", f"{head}PHÊ\nDUYỆT ĐỀ ÁN TRỒNG CÂY\n{decides}Căn cứ Luật Trẻ em;\nĐiều 1. Trồng cây.\n")
    assert title_of(text, outline(text), load_registry()).text == "PHÊ DUYỆT ĐỀ ÁN TRỒNG CÂY"
