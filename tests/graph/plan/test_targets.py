"""Which values are targets: counts, ranges and multiples in the sections that set them, and years to come elsewhere."""

import pytest

from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import HEAD

Target = tuple[str, str, str | None, str]


def targets(prose: Facts, body: str) -> list[Target]:
    found = prose(HEAD + body)[1].indicators
    return [
        (t.comparator, str(t.value), str(t.value_to) if t.value_to is not None else None, t.unit)
        for i in found
        for t in i.targets
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tỷ lệ trẻ em dưới 5 tuổi được uống nước sạch đạt trên 90%.", [(">", "90", None, "%")]),
        ("Tỷ lệ người từ 15 tuổi trở lên biết trồng cây đạt tối thiểu 80%.", [(">=", "80", None, "%")]),
        ("Xây dựng 05 mô hình điểm.", [("=", "5", None, "mô hình")]),
        ("Sản lượng quả đạt 3,8 - 4 triệu tấn.", [("=", "3.8", "4", "triệu tấn")]),
        ("Mỗi năm phát triển từ 05 vườn trường, xây dựng mới 20 mô hình.", [("=", "20", None, "mô hình")]),
        ("Giá trị sản xuất gấp 3 lần hiện có.", [("=", "3", None, "lần")]),
        ("80 - 90% số trường có sân chơi.", [("=", "80", "90", "%")]),
        ("Vườn của 05 mô hình điểm được chăm sóc.", []),
        ("Duy trì 100% học sinh có thẻ thư viện.", [("=", "100", None, "%")]),
        ("Trường có thể trồng 30% số cây.", []),
        ("Xây dựng ít nhất 03 mô hình/năm.", [(">=", "3", None, "mô hình/năm")]),
        ("Số năm cây sống khỏe đạt tối thiểu 68 năm.", [(">=", "68", None, "năm")]),
        ("Trồng thành công vùng rừng với quy mô 1.700 ha.", [("=", "1700", None, "ha")]),
        ("Trồng mới 1.500 ha rừng, 2 triệu cây phân tán.", [("=", "1500", None, "ha"), ("=", "2", None, "triệu cây")]),
        ("Đón 6,5 triệu lượt khách.", [("=", "6.5", None, "triệu lượt khách")]),
        ("Giảm 120 hộ nghèo, 80 hộ cận nghèo.", [("=", "120", None, "hộ"), ("=", "80", None, "hộ")]),
        ("Giúp 30 hộ trồng cây, trong đó 10 hộ có vườn.", [("=", "30", None, "hộ"), ("=", "10", None, "hộ")]),
        ("Không để xảy ra vụ ngộ độc trên 30 người.", []),
        ("Không để xã, phường nào trồng cây dưới 65% diện tích.", [(">=", "65", None, "%")]),
        ("Không để tỷ lệ cây chết trên 5%.", [("<=", "5", None, "%")]),
        ("Không để cây bị sâu, tỷ lệ cây chết dưới 5%.", [("<", "5", None, "%")]),
        ("Chiều cao của cây tăng tối thiểu 1,5 cm.", [(">=", "1.5", None, "cm")]),
        ("Trên 8.500 ngôi nhà có vườn.", [(">", "8500", None, "ngôi nhà")]),
        ("Tỷ lệ cây chết: < 0,09%.", [("<", "0.09", None, "%")]),
        ("Thời gian chờ tưới trung bình: ≤ 45 phút.", [("<=", "45", None, "phút")]),
        ("Tuổi thọ của cây đạt 75,5 tuổi.", [("=", "75.5", None, "tuổi")]),
        ("Chăm sóc người trên 60 tuổi.", []),
        ("Điểm vườn trường đạt từ 4,2 đến 4,4 điểm.", [("=", "4.2", "4.4", "điểm")]),
        ("Kết nạp mới 5.000 hội viên trở lên.", [(">=", "5000", None, "hội viên")]),
        ("Có 05 trường nội trú, mỗi trường từ 100 học sinh.", [("=", "5", None, "trường")]),
        ("Thu nhập bình quân tăng 1,5 lần so với năm 2020.", [("=", "1.5", None, "lần")]),
        ("Tốc độ tăng diện tích vườn đạt từ 11%/năm trở lên.", [(">=", "11", None, "%")]),
        ("Thu nhập bình quân đầu người đạt 6.700 - 6.800 USD.", [("=", "6700", "6800", "USD")]),
        ("Thu nhập bình quân đầu người đạt từ 84-87 triệu đồng/người.", [("=", "84", "87", "triệu đồng")]),
        ("Thu nhập bình quân đầu người năm 2030 là 41 triệu đồng.", [("=", "41", None, "triệu đồng")]),
        ("Sản lượng quả bình quân 2,1 triệu tấn/năm.", [("=", "2.1", None, "triệu tấn/năm")]),
        ("Tổng vốn trồng cây khoảng 630.000 tỷ đồng.", [("=", "630000", None, "tỷ đồng")]),
        ("Tỷ lệ cây sống: từ 35% (năm học 2024 - 2025) lên 45%.", [("=", "45", None, "%")]),
        ("Không quá 02 vụ cháy vườn trên địa bàn tỉnh.", [("<=", "2", None, "vụ")]),
        ("Kéo giảm ít nhất 5% số vụ cháy so với năm trước liền kề.", [(">=", "5", None, "%")]),
        ("Ty le cay chet giam xuong duoi 25% vao nam 2030 o cac truong.", [("<", "25", None, "%")]),
        (
            "Cây chết giảm từ 11 cây/1.000 cây năm 2025 xuống dưới 9 cây/1.000 cây năm 2030.",
            [("<", "9", None, "cây/1.000 cây")],
        ),
        (
            "Số giờ chăm cây giảm còn 1,7 lần vào năm 2028 và 1,4 lần vào năm 2030.",
            [("<=", "1.7", None, "lần"), ("<=", "1.4", None, "lần")],
        ),
    ],
)
def test_in_a_section_that_sets_targets(prose: Facts, words: str, expected: list[Target]) -> None:
    assert targets(prose, f"II. MỤC TIÊU\n\n1. Cụ thể\n\n- {words}\n") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Đến năm 2026, 100% các trường có vườn cây.", [("=", "100", None, "%")]),
        ("Chăm cây. Phấn đấu đến năm 2026 diện tích vườn đạt 1.700 ha.", [("=", "1700", None, "ha")]),
        ("Diện tích vườn cây đến năm 2026 đạt 1.700 ha.", [("=", "1700", None, "ha")]),
        ("Vườn trường: 100% lớp học có bảng tên cây.", [("=", "100", None, "%")]),
        ("Đến năm 2020, 50% trường đã có vườn.", []),
        ("Theo Quyết định về vườn trường đến năm 2026 đạt 50 ha, tiếp tục trồng cây.", []),
        ("100% kinh phí do trường lo.", []),
        ("Đã có 30% số trường làm xong.", []),
    ],
)
def test_among_tasks(prose: Facts, words: str, expected: list[Target]) -> None:
    assert targets(prose, f"II. NHIỆM VỤ\n\n1. Trồng cây\n\n- {words}\n") == expected


def told(prose: Facts, body: str) -> list[tuple[str, int | None]]:
    """What is measured, and the year to reach it by."""
    return [(t.measure, t.year) for i in prose(HEAD + body)[1].indicators for t in i.targets]


def test_the_year_compared_with_is_not_the_year_to_reach_it(prose: Facts) -> None:
    body = "II. MỤC TIÊU NĂM 2026\n\n1. Giảm 10% số vụ đuối nước so với năm 2020.\n\n2. Khác\n"
    assert told(prose, body) == [("số vụ đuối nước so với năm 2020", 2026)]


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("Số hóa 80% hồ sơ còn hiệu lực.", "Số hóa hồ sơ còn hiệu lực"),
        ("Đầu tư tối thiểu 20% chi ngân sách cho vườn trường.", "Đầu tư chi ngân sách cho vườn trường"),
        ("Trồng mới 50 ha rừng, sửa chữa 12 công trình.", "ha rừng"),
        ("Trồng vùng rừng với tổng diện tích trên 50 ha.", "Trồng vùng rừng với tổng diện tích"),
    ],
)
def test_words_that_only_say_what_is_done_measure_nothing(prose: Facts, words: str, measure: str) -> None:
    assert told(prose, f"II. MỤC TIÊU\n\n- {words}\n")[0][0] == measure


def test_a_line_below_the_title_of_the_targets_is_measured_by_its_own_words(prose: Facts) -> None:
    body = "II. MỤC TIÊU ĐẾN NĂM 2027\nÍt nhất 95% trẻ em được uống nước sạch.\n\nIII. NHIỆM VỤ\n"
    assert told(prose, body) == [("trẻ em được uống nước sạch", 2027)]


def test_a_target_behind_a_dashed_number_is_its_own(prose: Facts) -> None:
    body = "II- CHỈ TIÊU\n\n1- Trồng đạt trên 80% diện tích.\n\n2- 100% trường có vườn.\n"
    found = prose(HEAD.replace("I. MỤC", "I- MỤC") + body)[1].indicators
    assert [(i.number, [(t.comparator, str(t.value)) for t in i.targets]) for i in found] == [
        ("1", [(">", "80")]),
        ("2", [("=", "100")]),
    ]


def test_a_count_for_so_many_people_is_no_plain_count(prose: Facts) -> None:
    assert ("=", "14", None, "cây") not in targets(prose, "II. CHỈ TIÊU\n\n1. Đạt 14 cây trên 10.000 dân.\n")


def test_counts_for_so_many_people_share_the_base_that_is_said_last(prose: Facts) -> None:
    assert targets(prose, "II. CHỈ TIÊU\n\n1. Đạt 35 giường bệnh, 14 bác sĩ trên 10.000 dân.\n") == [
        ("=", "35", None, "giường bệnh trên 10.000 dân"),
        ("=", "14", None, "bác sĩ trên 10.000 dân"),
    ]


def test_what_is_counted_ends_before_those_for_whom_it_is(prose: Facts) -> None:
    body = "II. CHỈ TIÊU\n\n1. Mở 20 lớp bơi cho ít nhất 1.200 người.\n"
    assert [measure for measure, _ in told(prose, body)] == ["lớp bơi", "người"]


def test_a_year_above_a_list_begins_no_range(prose: Facts) -> None:
    body = "II. CHỈ TIÊU\n\n1. Năm 2025\n\n- 90% trường có vườn.\n\n- 15 vườn ươm giai đoạn 2021\n- 2030.\n"
    assert targets(prose, body)[0] == ("=", "90", None, "%")
    assert told(prose, body)[0] == ("trường có vườn", 2025)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Đến năm 2028 đạt 80%, đến năm 2030 đạt 95% số trường có vườn.", [("80", 2028), ("95", 2030)]),
        ("95% trường có vườn đến năm 2030; đến năm 2025 đạt 90%.", [("95", 2030), ("90", 2025)]),
        ("Tỷ lệ trường có vườn đạt 70% vào năm 2026, 90% vào năm 2030.", [("70", 2026), ("90", 2030)]),
    ],
)
def test_one_measure_may_have_values_of_several_years(
    prose: Facts, words: str, expected: list[tuple[str, int]]
) -> None:
    found = prose(HEAD + f"II. CHỈ TIÊU\n\n1. {words}\n")[1].indicators
    assert [(str(t.value), t.year) for i in found for t in i.targets] == expected
    assert all(t.measure.endswith("trường có vườn") for i in found for t in i.targets)


def test_what_falls_against_a_school_year_is_a_change_by_the_plans_own_year(prose: Facts) -> None:
    body = "II. CHỈ TIÊU\n\n1. Giảm số cây chết ít nhất 15% so với năm học 2022 - 2023.\n"
    (target,) = prose(HEAD + body)[1].indicators[0].targets
    assert (target.comparator, str(target.value), target.kind, target.year) == (">=", "15", "change", 2026)


def test_children_are_counted_but_not_those_of_a_rate(prose: Facts) -> None:
    body = "II. CHỈ TIÊU\n\n1. Hỗ trợ, can thiệp sớm cho 350 trẻ; dạy bơi cho ít nhất 1.200 trẻ.\n"
    assert targets(prose, body) == [("=", "350", None, "trẻ"), (">=", "1200", None, "trẻ")]
    rate = "II. CHỈ TIÊU\n\n1. Tử vong trẻ dưới 1 tuổi trên 1.000 trẻ đẻ sống dưới 9,5.\n"
    assert targets(prose, rate) == [("<", "9.5", None, "‰")]


def test_what_was_in_an_earlier_year_is_neither_a_target_nor_its_year(prose: Facts) -> None:
    body = "II. CHỈ TIÊU ĐẾN NĂM 2030\n\n1. Giảm tỷ lệ cây chết từ 38,5% năm 2025 xuống còn 30%.\n"
    found = prose(HEAD + body)[1].indicators
    assert [(t.comparator, str(t.value), t.year) for i in found for t in i.targets] == [("<=", "30", 2030)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12 câu lạc bộ trồng cây được thành lập.", [("=", "12", None, "câu lạc bộ")]),
        (
            "Duy trì 25 địa chỉ xanh, thành lập mới 6 tổ chăm cây.",
            [("=", "25", None, "địa chỉ"), ("=", "6", None, "tổ")],
        ),
        ("Tổ chức 80 cuộc đối thoại.", [("=", "80", None, "cuộc")]),
        ("12 câu lạc bộ trồng cây ở các trường.", []),
    ],
)
def test_a_count_that_opens_a_target_says_what_shall_hold_of_so_many(
    prose: Facts, words: str, expected: list[Target]
) -> None:
    assert targets(prose, f"II. CHỈ TIÊU\n\n1. {words}\n") == expected


@pytest.mark.parametrize(
    "words",
    [
        "Tỷ lệ cây chết không vượt quá 45% (năm 2025: 62%).",
        "Tỷ lệ cây chết không vượt quá 45% so với trung bình giai đoạn 2021 - 2025.",
    ],
)
def test_what_a_target_is_compared_with_is_none(prose: Facts, words: str) -> None:
    head = HEAD.replace("2026", "2025")
    found = prose(head + f"II. CHỈ TIÊU\n\n1. Đến năm 2030\n\na) {words}\n")[1].indicators
    assert [(t.comparator, str(t.value), t.year) for i in found for t in i.targets] == [("<=", "45", 2030)]


def test_each_value_is_of_the_year_that_leads_to_it_and_shares_what_is_said_once(prose: Facts) -> None:
    body = """II. MỤC TIÊU

1. Cụ thể

- Tỷ lệ trường có vườn năm 2028 đạt 80%, năm 2030 đạt 90%.
- Đến năm 2028 đạt 70% và đến năm 2030 đạt trên 75% số lớp có cây.
"""
    found = [(t.measure, str(t.value), t.year) for i in prose(HEAD + body)[1].indicators for t in i.targets]
    assert found == [
        ("Tỷ lệ trường có vườn", "80", 2028),
        ("Tỷ lệ trường có vườn", "90", 2030),
        ("số lớp có cây", "70", 2028),
        ("số lớp có cây", "75", 2030),
    ]


def test_a_level_reached_by_lowering_is_no_change_and_a_comparison_is_one(prose: Facts) -> None:
    body = """II. MỤC TIÊU

1. Cụ thể

- Tỷ lệ cây chết giảm bình quân 0,3 - 0,5 điểm phần trăm mỗi năm, đến năm 2030 còn dưới 1%.
- Tỷ lệ cây sâu giảm còn dưới 17%.
- Giảm lượng nước ít nhất 9% so với cách tưới cũ.
"""
    found = [(str(t.value), t.unit, t.kind) for i in prose(HEAD + body)[1].indicators for t in i.targets]
    assert found == [
        ("0.3", "điểm phần trăm", "change"),
        ("1", "%", "level"),
        ("17", "%", "level"),
        ("9", "%", "change"),
    ]


def test_all_counts_of_a_list_share_the_base_said_last(prose: Facts) -> None:
    body = "II. MỤC TIÊU\n\n1. Cụ thể\n\n- Đạt 34 vườn ươm, 11 thợ và 3,2 kỹ sư trên 10.000 dân.\n"
    assert [unit for *_, unit in targets(prose, body)] == [
        "vườn ươm trên 10.000 dân", "thợ trên 10.000 dân", "kỹ sư trên 10.000 dân",
    ]  # fmt: skip


def whole(prose: Facts, item: str) -> list[tuple[str, str, str, int | None, str]]:
    found = prose(HEAD + f"II. MỤC TIÊU\n\n1. Cụ thể\n\n- {item}\n")[1].indicators
    return [(t.measure, t.comparator, str(t.value), t.year, t.kind) for i in found for t in i.targets]


def test_what_a_measure_stands_at_is_told_in_brackets_and_no_target(prose: Facts) -> None:
    item = "Tỷ lệ trường có vườn đạt trên 45% vào năm 2030 (năm 2025 là 38%)."
    assert whole(prose, item) == [("Tỷ lệ trường có vườn", ">", "45", 2030, "level")]


def test_values_of_several_years_behind_semicolons_are_of_one_measure(prose: Facts) -> None:
    assert whole(prose, "Tỷ lệ có vườn: năm 2026: 50%; năm 2027: 60%; năm 2030: 90%.") == [
        ("Tỷ lệ có vườn", "=", "50", 2026, "level"),
        ("Tỷ lệ có vườn", "=", "60", 2027, "level"),
        ("Tỷ lệ có vườn", "=", "90", 2030, "level"),
    ]


def test_shares_of_a_whole_are_measured_by_the_words_before_them(prose: Facts) -> None:
    assert [t[:3] for t in whole(prose, "Cơ cấu vườn: cây ăn quả 20%, cây bóng mát 45%, cây cảnh 35%.")] == [
        ("Cơ cấu vườn: cây ăn quả", "=", "20"),
        ("cây bóng mát", "=", "45"),
        ("cây cảnh", "=", "35"),
    ]


def test_a_verb_of_change_holds_for_all_that_is_compared_behind_it(prose: Facts) -> None:
    item = "Giảm ít nhất 10% số cây chết, 15% số cây sâu và 20% số cây gãy so với năm trước; mỗi năm giảm ít nhất 4%."
    assert [(t[1], t[2], t[4]) for t in whole(prose, item)] == [
        (">=", "10", "change"),
        (">=", "15", "change"),
        (">=", "20", "change"),
        (">=", "4", "change"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Giai đoạn 2025 - 2027: cây chết dưới 3%; giai đoạn 2028 - 2030: dưới 2%.", [("3", 2027), ("2", 2030)]),
        ("Có trên 25.000 hộ trồng cây, gấp 2 lần năm 2025.", [("25000", 2030), ("2", 2030)]),
        ("Trồng cây\n\na) Có trên 25.000 hộ trồng cây, gấp 2 lần năm 2025.", [("25000", 2030), ("2", 2030)]),
    ],
)
def test_a_phase_tells_the_year_and_what_is_multiplied_does_not(
    prose: Facts, words: str, expected: list[tuple[str, int]]
) -> None:
    found = prose(HEAD + "I. MỤC TIÊU ĐẾN NĂM 2030\n- " + words)[1].indicators
    assert [(str(t.value), t.year) for i in found for t in i.targets] == expected


def test_what_is_cut_is_a_change_of_all_that_is_named(prose: Facts) -> None:
    words = "I. MỤC TIÊU\n- Cắt giảm ít nhất 30% thời gian tưới và 20% chi phí so với năm 2024; năm 2028 cắt giảm 50%."
    found = [t for i in prose(HEAD + words)[1].indicators for t in i.targets]
    assert [(t.comparator, str(t.value), t.kind) for t in found] == [
        (">=", "30", "change"),
        (">=", "20", "change"),
        ("=", "50", "change"),
    ]


def test_a_level_told_beside_a_change_in_another_unit_is_none(prose: Facts) -> None:
    words = "I. MỤC TIÊU\n- Số cây được chăm sóc tăng gấp 1,5 lần so với năm 2024, đạt 1.200 cây."
    found = [t for i in prose(HEAD + words)[1].indicators for t in i.targets]
    assert [(str(t.value), t.kind) for t in found] == [("1.5", "change"), ("1200", "level")]


def test_a_year_between_two_values_of_one_measure_measures_nothing(prose: Facts) -> None:
    words = "I. MỤC TIÊU\n- Đến hết năm 2027 có 50% và đến năm 2030 có 80% số trường trồng cây."
    (indicator,) = prose(HEAD + words)[1].indicators
    assert [(t.measure, str(t.value), t.year) for t in indicator.targets] == [
        ("số trường trồng cây", "50", 2027),
        ("số trường trồng cây", "80", 2030),
    ]


def test_a_count_of_a_further_year_is_of_the_same_things(prose: Facts) -> None:
    item = (
        "80 ngôi nhà của thợ vườn được lợp lại vào năm 2027 và 120 vào năm 2030; 15 trường có vườn mẫu vào năm 2027 và"
    )
    measures = ("ngôi nhà của thợ vườn được lợp lại", "trường có vườn mẫu")
    assert [
        t[:4] for t in whole(prose, f"{item} 25 trường vào năm 2030; đạt 15 trường trồng đa và 25 trường vào năm 2030.")
    ][:4] == [
        (measures[0], "=", "80", 2027),
        (measures[0], "=", "120", 2030),
        (measures[1], "=", "15", 2027),
        (measures[1], "=", "25", 2030),
    ]


def test_a_comparing_word_holds_for_the_next_year_and_the_next_area(prose: Facts) -> None:
    item = "Giảm tỷ lệ cây chết năm 2027 xuống còn 9% và 7% vào năm 2030; tỷ lệ cây sâu xuống dưới 4% (khu vực đồi), 6%"
    assert [t[1:4] for t in whole(prose, f"{item} (khu vực bãi) vào năm 2028.")] == [
        ("<=", "9", 2027),
        ("<=", "7", 2030),
        ("<", "4", 2028),
        ("<", "6", 2028),
    ]


def test_numbered_indicators_are_read_where_no_heading_is_left(prose: Facts) -> None:
    excerpt = "TRỒNG CÂY NĂM 2026\na) Mục tiêu 1: Về vườn\n- Chỉ tiêu 2: Tỷ lệ cây sống đạt 90% vào năm 2027.\n"
    (found,) = prose(excerpt)[1].indicators
    assert (found.number, found.targets[0].measure) == ("2", "Tỷ lệ cây sống")


def test_a_topic_above_a_target_is_not_what_it_measures(prose: Facts) -> None:
    body = "II. MỤC TIÊU\n\n1. Cụ thể\n\na) Về vườn trường, vườn nhà:\nGiảm tỷ lệ cây chết xuống dưới 9%.\n\nb) Khác\n"
    (found,) = prose(HEAD + body)[1].indicators
    assert found.label == "tỷ lệ cây chết"


def test_the_year_an_item_opens_with_holds_for_what_follows(prose: Facts) -> None:
    item = "Đến năm 2027: tỷ lệ cây chết dưới 24%1; tỷ lệ cây sâu dưới 15%; tỷ lệ cây gãy dưới 5% vào năm 2029."
    assert [(t[0], t[3]) for t in whole(prose, item)] == [
        ("tỷ lệ cây chết", 2027),
        ("tỷ lệ cây sâu", 2027),
        ("tỷ lệ cây gãy", 2029),
    ]
    item = "Đến năm 2027, tỷ lệ cây chết dưới 24%; tỷ lệ cây sâu dưới 15%. Tỷ lệ cây gãy dưới 5%."
    assert [t[3] for t in whole(prose, item)][:2] == [2027, 2027]


def test_what_is_set_for_some_apart_is_the_same_measure(prose: Facts) -> None:
    item = "Tỷ lệ có vườn đạt: thấp nhất là 30% đối với trường xa, 90% đối với trường gần, riêng trường mới trên 98%."
    found = prose(f"{HEAD}II. MỤC TIÊU\n\n1. Cụ thể\n\n- {item}\n")[1].indicators
    assert [(t.measure, t.group, t.comparator, str(t.value)) for i in found for t in i.targets] == [
        ("Tỷ lệ có vườn", "trường xa", ">=", "30"),
        ("Tỷ lệ có vườn", "trường gần", "=", "90"),
        ("Tỷ lệ có vườn", "trường mới", ">", "98"),
    ]
