"""By which year a target shall be reached: lines above lists, announcements, years beside values; and what is none."""

import pytest

from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import HEAD
from tests.graph.plan.test_targets import whole


def years(prose: Facts, body: str) -> list[tuple[str, int | None]]:
    found = prose(HEAD + f"II. MỤC TIÊU\n\n1. Mục tiêu cụ thể\n\n{body}\n")[1].indicators
    return [(str(t.value), t.year) for i in found for t in i.targets]


@pytest.mark.parametrize(
    "lead",
    [
        "Phấn đấu đến năm 2031:", "Đến năm 2031:", "**Đến năm 2031:**", "* Giai đoạn 2028 - 2031:",
        "Giai đoạn 2028 - 2031", "Mục tiêu trồng cây đến năm 2031:", "Đến năm 2031, phấn đấu đạt các chỉ tiêu sau:",
        "Mục tiêu giai đoạn 2028 - 2031:", "- Đến hết năm 2031:", "* Từ 2028 đến 2031:",
    ],
)  # fmt: skip
def test_a_line_above_a_list_says_by_when(prose: Facts, lead: str) -> None:
    body = f"{lead}\n\n- Tỷ lệ vườn có rào đạt 90%;\n\n- Tỷ lệ vườn có ao đạt 80% vào năm 2029.\n"
    assert years(prose, body) == [("90", 2031), ("80", 2029)]


def test_a_marked_line_holds_for_what_stands_below_its_mark(prose: Facts) -> None:
    body = "- Đến năm 2031:\n\n+ Tỷ lệ vườn có rào đạt 90%.\n\n- Đến năm 2035:\n\n+ Tỷ lệ vườn có ao đạt 80%.\n"
    assert years(prose, body) == [("90", 2031), ("80", 2035)]


def test_another_line_of_time_ends_the_one_above(prose: Facts) -> None:
    body = "Đến năm 2031:\n\n- Tỷ lệ vườn có rào đạt 90%.\n\nĐến năm 2035:\n\n- Tỷ lệ vườn có rào đạt 95%.\n"
    assert years(prose, body) == [("90", 2031), ("95", 2035)]


def test_a_line_that_was_broken_before_its_year_is_none_above_a_list(prose: Facts) -> None:
    [first, second] = years(prose, "- Tỷ lệ vườn có rào đạt 90% vào\nnăm 2031\n- Tỷ lệ vườn có ao đạt 80%.\n")
    assert first == ("90", 2031)
    assert second[1] != 2031


def test_a_heading_names_the_years_from_which_to_which(prose: Facts) -> None:
    body = "a) Từ 2028 đến 2031\n\n- Tỷ lệ vườn có rào đạt 90%.\n\nb) Từ 2032 đến 2035\n\n- Tỷ lệ vườn có ao đạt 80%.\n"
    assert years(prose, body) == [("90", 2031), ("80", 2035)]


def test_what_announces_several_targets_says_by_when(prose: Facts) -> None:
    body = "- Các chỉ tiêu khác đến năm 2031 của vùng gồm: Giảm 3% số vườn trống; 100% vườn có rào; 98% vườn có ao.\n"
    assert years(prose, body) == [("3", 2031), ("100", 2031), ("98", 2031)]


def test_a_year_that_opens_the_sentence_is_that_of_its_first_value(prose: Facts) -> None:
    body = "- Đề án đặt mục tiêu đến năm 2031 giảm tỷ lệ cây chết xuống còn 5% và 4% vào năm 2035.\n"
    assert years(prose, body) == [("5", 2031), ("4", 2035)]


def test_both_of_two_years_are_told(prose: Facts) -> None:
    body = "- Tỷ lệ cây chết dưới 5% ở xã và dưới 9% ở phường vào năm 2031 và năm 2035.\n"
    assert years(prose, body) == [("5", 2031), ("5", 2035), ("9", 2031), ("9", 2035)]


def test_what_is_so_in_the_whole_country_is_no_target(prose: Facts) -> None:
    item = "Tỷ lệ cây chết dưới 5% vào năm 2030 (cả nước là dưới 8%)."
    assert whole(prose, item) == [("Tỷ lệ cây chết", "<", "5", 2030, "level")]


@pytest.mark.parametrize(
    "opening", ["Mục tiêu cụ thể mà kế hoạch đề ra là", "Hướng tới mục tiêu", "Kế hoạch đặt mục tiêu đến năm 2030"]
)
def test_that_it_is_an_aim_is_no_part_of_what_is_measured(prose: Facts, opening: str) -> None:
    assert whole(prose, f"{opening} 90% số vườn có rào vào năm 2030.") == [("số vườn có rào", "=", "90", 2030, "level")]


def test_a_number_of_cases_is_no_condition(prose: Facts) -> None:
    assert whole(prose, "Góp phần giảm 25% số trường hợp cây bị gãy vào năm 2030.") == [
        ("số trường hợp cây bị gãy", "=", "25", 2030, "change")
    ]
    assert whole(prose, "Trường hợp cây bị gãy, trồng lại 25% số cây.") == []


def test_what_an_item_is_about_is_no_part_of_what_is_measured(prose: Facts) -> None:
    assert whole(prose, "Về chăm sóc cây: Giảm tỷ lệ cây chết xuống dưới 5% vào năm 2030.") == [
        ("tỷ lệ cây chết", "<", "5", 2030, "level")
    ]
