"""Reports in the sentence shapes of official writing: who, to whom, through whom, when; and what is no report."""

import pytest

from cancu.graph.plan import PlanFacts
from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_orders import HEAD

CB = "tỉnh Cao Bằng"
UBND = f"Ủy ban nhân dân {CB}"

Owed = tuple[list[str], list[str], list[str], str | None, str | None]


def owed(facts: PlanFacts) -> list[Owed]:
    return [
        (
            [p.name for p in d.who],
            [p.name for p in d.to],
            [p.name for p in d.via],
            d.due.iso if d.due else None,
            d.period,
        )
        for d in facts.deadlines
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            """1. Sở Y tế
Chủ trì, đôn đốc; định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12) tổng hợp kết quả, báo cáo UBND tỉnh.
""",
            [
                ([f"Sở Y tế {CB}"], [UBND], [], "--06-15", "6 tháng"),
                ([f"Sở Y tế {CB}"], [UBND], [], "--12-15", "năm"),
            ],
            id="days in brackets before the verb",
        ),
        pytest.param(
            """1. Chế độ báo cáo
Các sở, ngành, UBND các xã, phường gửi báo cáo kết quả thực hiện về Sở Y tế để tổng hợp. Báo cáo 6 tháng gửi trước \
ngày 15/6; báo cáo năm gửi trước ngày 05/12.
""",
            [
                (
                    ["Các sở, ngành", "Ủy ban nhân dân các xã, phường"],
                    [f"Sở Y tế {CB}"],
                    [],
                    "2025-06-15",
                    "6 tháng",
                ),
                (["Các sở, ngành", "Ủy ban nhân dân các xã, phường"], [f"Sở Y tế {CB}"], [], "2025-12-05", "năm"),
            ],
            id="days in a sentence of their own",
        ),
        pytest.param(
            """1. Các cơ quan, đơn vị gửi báo cáo năm về Sở Công Thương trước ngày 01/12/2025 để tổng hợp, báo cáo \
UBND tỉnh, Bộ Công Thương trước ngày 15/12/2025.
""",
            [
                (["Các cơ quan, đơn vị"], [f"Sở Công Thương {CB}"], [], "2025-12-01", "năm"),
                ([f"Sở Công Thương {CB}"], [UBND, "Bộ Công Thương"], [], "2025-12-15", None),
            ],
            id="who received it sends it on",
        ),
        pytest.param(
            """1. Định kỳ hằng năm hoặc đột xuất theo yêu cầu, các sở, ngành báo cáo tình hình thực hiện gửi Sở \
Tài chính trước ngày 10 tháng 12.
""",
            [(["Các sở, ngành"], [f"Sở Tài chính {CB}"], [], "--12-10", "năm")],
            id="subject behind the opening words",
        ),
        pytest.param(
            """1. Đề nghị các sở rà soát (đơn vị báo cáo số liệu theo mẫu) và gửi về Sở Nội vụ trước ngày 26/11/2025 \
để báo cáo cấp có thẩm quyền.
""",
            [(["Các sở"], [f"Sở Nội vụ {CB}"], [], "2025-11-26", None)],
            id="the recipient nearest before the day",
        ),
        pytest.param(
            """1. Giám đốc Sở Giáo dục và Đào tạo:
a) Hỗ trợ các địa phương.
b) Báo cáo Chủ tịch UBND tỉnh kết quả trước ngày 30/11/2025.
""",
            [([f"Giám đốc Sở Giáo dục và Đào tạo {CB}"], [f"Chủ tịch {UBND}"], [], "2025-11-30", None)],
            id="who heads a body in the heading",
        ),
        pytest.param(
            """1. Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh phối hợp; định kỳ hằng quý gửi kết quả thực \
hiện về UBND tỉnh (qua Sở Nội vụ).
""",
            [
                (
                    [f"Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam {CB}"],
                    [UBND],
                    [f"Sở Nội vụ {CB}"],
                    None,
                    "quý",
                )
            ],
            id="results every quarter",
        ),
        pytest.param(
            """1. Các đơn vị họp tại TP. Cao Bằng, tổng kết vào năm 2030, báo cáo kết quả gửi Sở Y tế.
""",
            [(["Các đơn vị"], [f"Sở Y tế {CB}"], [], "2030", None)],
            id="a year and an abbreviation with a full stop",
        ),
        pytest.param(
            """1. Các sở, ngành báo cáo trước ngày 10/6/2025 (báo cáo 6 tháng) và trước ngày 10/12/2025 (báo cáo năm) \
gửi Sở Y tế.
""",
            [
                (["Các sở, ngành"], [f"Sở Y tế {CB}"], [], "2025-06-10", "6 tháng"),
                (["Các sở, ngành"], [f"Sở Y tế {CB}"], [], "2025-12-10", "năm"),
            ],
            id="how often in brackets behind the day",
        ),
        pytest.param(
            """1. Sở Giáo dục và Đào tạo
Chỉ đạo các trường học báo cáo kết quả về UBND tỉnh trước ngày 20/11/2025.
""",
            [(["Các trường học"], [UBND], [], "2025-11-20", None)],
            id="who is told to report",
        ),
        pytest.param(
            """1. Trưởng phòng các phòng chuyên môn; Hiệu trưởng các trường báo cáo kết quả về Sở Y tế trước 15h00 \
ngày 20/11/2025.
""",
            [
                (
                    ["Trưởng phòng các phòng chuyên môn", "Hiệu trưởng các trường"],
                    [f"Sở Y tế {CB}"],
                    [],
                    "2025-11-20",
                    None,
                )
            ],
            id="heads of schools and divisions",
        ),
        pytest.param(
            """1. Sở Tài chính
Báo cáo Chủ tịch UBND tỉnh kết quả trước ngày 25 tháng cuối quý.
""",
            [
                ([f"Sở Tài chính {CB}"], [f"Chủ tịch {UBND}"], [], f"--{month}-25", "quý")
                for month in ("03", "06", "09", "12")
            ],
            id="the last month of a quarter is that of four, and no count of months",
        ),
    ],
)
def test_reports_are_read_in_many_shapes(prose: Facts, words: str, expected: list[Owed]) -> None:
    assert owed(prose(HEAD + words)[1]) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Kịp thời báo cáo UBND tỉnh khi có dịch bệnh xảy ra.",
        "Tiếp nhận báo cáo của các địa phương gửi về trước ngày 05/12 hằng năm.",
        "Hoàn thiện báo cáo sơ kết để có cơ sở báo cáo UBND tỉnh ban hành nghị quyết mới.",
        "Trong thời hạn 15 ngày kể từ ngày phê duyệt, cung cấp Báo cáo nghiên cứu khả thi cho UBND tỉnh.",
        "Xây dựng, ban hành kế hoạch thực hiện Kế hoạch này, gửi Sở Nội vụ trước ngày 31/3/2025 để tổng hợp.",
    ],
)
def test_what_is_no_report(prose: Facts, words: str) -> None:
    assert owed(prose(HEAD + f"1. Sở Y tế\n{words}\n")[1]) == []


def test_when_a_period_is_only_said_of_the_number_of_a_kind_of_report(prose: Facts) -> None:
    body = """1. Sở Y tế
a) Tổ chức thực hiện.
Thời gian báo cáo định kỳ hằng năm tính đến hết ngày 14 của kỳ báo cáo.
"""
    assert owed(prose(HEAD + body)[1]) == []


def test_initials_stand_for_the_name_that_the_text_spells_out(prose: Facts) -> None:
    body = """1. Sở Y tế
Phối hợp với Phòng Tổ chức, Hành chính và Quản trị; gửi kết quả về Phòng TCHCQT trước ngày 15/12/2025.
"""
    assert [to for _, to, *_ in owed(prose(HEAD + body)[1])] == [["Phòng Tổ chức, Hành chính và Quản trị"]]


def test_a_regular_report_that_nobody_is_said_to_owe_has_no_reporter(prose: Facts) -> None:
    words = HEAD + "1. Nhiệm vụ\nKiện toàn tổ chức; định kỳ báo cáo UBND tỉnh về công tác trẻ em theo quy định.\n"
    assert owed(prose(words)[1]) == [([], [UBND], [], None, None)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "1. Sở Y tế\nĐịnh kỳ hằng tuần (trước 14 giờ thứ Sáu) báo cáo UBND tỉnh kết quả.\n",
            [([f"Sở Y tế {CB}"], [UBND], [], "-W-5", "tuần")],
        ),
        (
            "1. Sở Y tế\nBáo cáo Bộ Y tế (qua Cục Y tế), Ủy ban nhân dân tỉnh kết quả trước ngày 31/8/2025.\n",
            [([f"Sở Y tế {CB}"], ["Bộ Y tế", UBND], ["Cục Y tế"], "2025-08-31", None)],
        ),
        (
            "1. Sở Y tế\nĐịnh kỳ hằng năm báo cáo UBND tỉnh kết quả thực hiện; sơ kết 5 năm vào năm 2030.\n",
            [([f"Sở Y tế {CB}"], [UBND], [], None, "năm")],
        ),
        (
            "1. Sở Y tế\nBáo cáo UBND tỉnh trước ngày 15/12 hằng năm; tham mưu UBND tỉnh tổ chức sơ kết vào năm 2028, "
            "tổng kết vào cuối năm 2030.\n",
            [([f"Sở Y tế {CB}"], [UBND], [], "--12-15", "năm")],
        ),
        (
            "1. Sở Y tế\nBáo cáo UBND tỉnh trước ngày 05/12/2025 đối với báo cáo năm và trước ngày 15/6/2026 đối với "
            "báo cáo 6 tháng.\n",
            [
                ([f"Sở Y tế {CB}"], [UBND], [], "2025-12-05", "năm"),
                ([f"Sở Y tế {CB}"], [UBND], [], "2026-06-15", "6 tháng"),
            ],
        ),
        (
            "1. Sở Nội vụ\nTổng hợp báo cáo Bộ Y tế (Cục Bà mẹ và Trẻ em), UBND tỉnh trước ngày 10/6/2026.\n",
            [([f"Sở Nội vụ {CB}"], ["Bộ Y tế", UBND], [], "2026-06-10", None)],
        ),
        (
            "1. Các trường\nGửi danh sách về Sở Y tế (qua Phòng Chính trị, tư tưởng) trước ngày 25/11/2025.\n",
            [(["Các trường"], [f"Sở Y tế {CB}"], ["Phòng Chính trị, tư tưởng"], "2025-11-25", None)],
        ),
        (
            "1. Sở Y tế\n- Báo cáo 6 tháng (trước ngày 10/6), năm (trước ngày 05/12) về UBND tỉnh.\n",
            [
                ([f"Sở Y tế {CB}"], [UBND], [], "2025-06-10", "6 tháng"),
                ([f"Sở Y tế {CB}"], [UBND], [], "2025-12-05", "năm"),
            ],
        ),
    ],
)
def test_when_and_to_whom_in_brackets_and_further_clauses(prose: Facts, words: str, expected: list[Owed]) -> None:
    assert owed(prose(HEAD + words)[1]) == expected


def test_a_product_in_a_table_is_no_report(prose: Facts) -> None:
    table = (
        "1. Phân công\n\n| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành | Sản phẩm |\n"
        "| 1 | Chọn cây | Sở Y tế | Trước 30/8/2025 | Báo cáo kết quả |\n"
        "| 2 | Tưới cây | Sở Nội vụ | Quý III/2025 | Báo cáo |\n"
    )
    assert owed(prose(HEAD + table)[1]) == []


def test_each_of_several_days_has_its_period_and_a_clause_its_own_subject(prose: Facts) -> None:
    body = """1. Sở Y tế
a) Trồng cây; định kỳ 6 tháng, năm gửi số liệu về Sở Nội vụ trước ngày 05/6 và 25/11.
b) Báo cáo Sở Nội vụ trước ngày 10 tháng 6 và ngày 10 tháng 12 hằng năm.
c) Định kỳ hằng quý, trước ngày 15 của tháng cuối quý, báo cáo kết quả về UBND tỉnh.

2. Các ngành
Họp giao ban 6 tháng một lần; Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 15/6/2026.

3. Các trường
Báo cáo kết quả học kỳ I trước ngày 10/01/2026, cả năm học trước ngày 25/5/2026 về Sở Y tế.
"""
    health, home = f"Sở Y tế {CB}", f"Sở Nội vụ {CB}"
    assert owed(prose(HEAD + body)[1]) == [
        ([health], [home], [], "2025-06-05", "6 tháng"),
        ([health], [home], [], "2025-11-25", "năm"),
        ([health], [home], [], "--06-10", "năm"),
        ([health], [home], [], "--12-10", "năm"),
        *(([health], [UBND], [], f"--{month}-15", "quý") for month in ("03", "06", "09", "12")),
        ([home], [UBND], [], "2026-06-15", None),
        (["Các trường"], [health], [], "2026-01-10", None),
        (["Các trường"], [health], [], "2026-05-25", None),
    ]


def test_days_of_a_list_share_how_often_though_another_day_stands_before_them(prose: Facts) -> None:
    body = """1. Sở Y tế gửi danh sách về Sở Nội vụ trong quý I năm 2026; báo cáo kết quả về Sở Công Thương trước ngày \
10 tháng 6 và ngày 10 tháng 12 hằng năm.
2. Sở Tài chính gửi danh sách về Sở Nội vụ trong tháng 1/2026; 6 tháng, hằng năm báo cáo kết quả về Sở Công Thương \
trước ngày 15/6 và ngày 15/12.
3. Sở Công Thương định kỳ 6 tháng, 01 năm báo cáo Sở Nội vụ trước ngày 05/6 và 05/12 hằng năm.
"""
    found = [(due, period) for _, _, _, due, period in owed(prose(HEAD + body)[1])]
    assert found == [
        ("2026-Q1", None), ("--06-10", "năm"), ("--12-10", "năm"),
        ("2026-01", None), ("--06-15", "6 tháng"), ("--12-15", "năm"), ("--06-05", "6 tháng"), ("--12-05", "năm"),
    ]  # fmt: skip


def test_a_day_and_one_of_every_month_do_not_share_how_often(prose: Facts) -> None:
    body = "1. Công an tỉnh gửi số liệu về Sở Y tế trước ngày 15/11/2025 và trước ngày 05 hằng tháng.\n"
    found = [(due, period) for _, _, _, due, period in owed(prose(HEAD + body)[1])]
    assert found == [("2025-11-15", None), ("---05", "tháng")]


def test_days_in_brackets_behind_how_often_are_those_of_each(prose: Facts) -> None:
    body = "1. Sở Y tế định kỳ 06 tháng (ngày 15/6), năm (ngày 15/12) báo cáo UBND tỉnh.\n"
    found = [(due, period) for _, _, _, due, period in owed(prose(HEAD + body)[1])]
    assert found == [("2025-06-15", "6 tháng"), ("2025-12-15", "năm")]


def test_all_bodies_of_a_heading_report_where_its_words_are_the_sentence(prose: Facts) -> None:
    body = """1. Đảng ủy các xã, phường, đảng ủy trực thuộc Tỉnh ủy báo cáo kết quả về Sở Y tế trước ngày 10/6/2025.
"""
    assert [who for who, *_ in owed(prose(HEAD + body)[1])] == [
        ["Đảng ủy các xã, phường", "Đảng ủy trực thuộc Tỉnh ủy"]
    ]


def test_data_handed_over_by_a_day_are_owed_and_a_plan_sent_again_is_no_report(prose: Facts) -> None:
    body = """1. Công an tỉnh cung cấp số liệu về Sở Y tế chậm nhất ngày 28/11/2025; cung cấp thông tin cho người dân.
2. UBND các xã, phường xây dựng kế hoạch 2025-2030 và kế hoạch hằng năm, gửi Sở Y tế.
"""
    assert owed(prose(HEAD + body)[1]) == [([f"Công an {CB}"], [f"Sở Y tế {CB}"], [], "2025-11-28", None)]
