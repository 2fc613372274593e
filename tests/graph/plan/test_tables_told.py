"""Tables of money and of reports, and what a row says of who reports."""

from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_orders import HEAD
from tests.graph.plan.test_reports import CB, UBND, owed

MONEY = """II. KINH PHÍ
{above}
| STT | Nguồn kinh phí | {head} |
|---|---|---|
| 1 | Ngân sách tỉnh | 1.200 |
| 2 | Nguồn xã hội hóa | 150,5 |
|   | Tổng cộng | 1.350,5 |
"""


def amounts(prose: Facts, body: str) -> list[tuple[str, float | None, str | None]]:
    return [(f.name, f.amount and float(f.amount), f.unit) for f in prose(HEAD + body)[1].funding]


def test_the_head_of_a_column_or_the_words_above_a_table_tell_the_unit_of_its_amounts(prose: Facts) -> None:
    expected = [("Ngân sách tỉnh", 1200.0, "triệu đồng"), ("Nguồn xã hội hóa", 150.5, "triệu đồng")]
    assert amounts(prose, MONEY.format(above="", head="Kinh phí (triệu đồng)")) == expected
    assert amounts(prose, MONEY.format(above="Phân theo nguồn (ĐVT: triệu đồng):", head="Số tiền")) == expected


def test_an_amount_without_unit_of_one_year_of_several_or_of_one_row_of_several_is_not_that_of_the_source(
    prose: Facts,
) -> None:
    assert amounts(prose, MONEY.format(above="", head="Số tiền")) == [
        ("Ngân sách tỉnh", None, None), ("Nguồn xã hội hóa", None, None),
    ]  # fmt: skip
    years = """II. KINH PHÍ (ĐVT: triệu đồng)
| Nguồn vốn | Năm 2026 | Năm 2027 |
| Ngân sách tỉnh | 1.000 | 2.000 |
"""
    assert amounts(prose, years) == [("Ngân sách tỉnh", None, None)]
    twice = """II. KINH PHÍ
| Nguồn | Kinh phí (đồng) |
| Ngân sách tỉnh | 5.000.000 |
| Ngân sách tỉnh | 7.000.000 |
"""
    assert amounts(prose, twice) == [("Ngân sách tỉnh", None, None)]


def test_a_column_tells_who_reports(prose: Facts) -> None:
    body = """II. TỔ CHỨC THỰC HIỆN
1. Chế độ báo cáo
| STT | Đơn vị báo cáo | Nơi nhận báo cáo | Nội dung | Thời hạn |
|---|---|---|---|---|
| 1 | UBND các xã, phường | Sở Y tế | Báo cáo kết quả 6 tháng | Trước ngày 10/6/2026 |
| 2 | Sở Tài chính | | Báo cáo kết quả | Trước ngày 05/12/2026 |
"""
    assert owed(prose(HEAD + body)[1]) == [
        (["Ủy ban nhân dân các xã, phường"], [f"Sở Y tế {CB}"], [], "2026-06-10", "6 tháng"),
        ([f"Sở Tài chính {CB}"], [UBND], [], "2026-12-05", None),
    ]


def test_a_report_among_the_tasks_of_a_table_is_owed_by_whom_its_row_charges(prose: Facts) -> None:
    body = """II. PHÂN CÔNG
| TT | Nội dung | Chủ trì | Thời gian |
|---|---|---|---|
| 1 | Lập danh mục | Sở Xây dựng | 08/6/2026 |
| 2 | Tổng hợp, báo cáo UBND tỉnh | Sở Y tế | Trước 05/7/2026 |
"""
    assert owed(prose(HEAD + body)[1]) == [([f"Sở Y tế {CB}"], [UBND], [], "2026-07-05", None)]


def test_a_column_of_sources_tells_the_amount_of_one_that_it_names_once(prose: Facts) -> None:
    body = """II. KINH PHÍ (ĐVT: nghìn đồng)
| Nội dung | Nguồn | Thành tiền |
| Mua hạt giống | Ngân sách tỉnh | 25.000 |
| Mua cuốc | Ngân sách tỉnh | 12.500 |
| Quà tặng | Nguồn xã hội hóa | 9.000 |
"""
    expected = [("Ngân sách tỉnh", None, None), ("Nguồn xã hội hóa", 9000.0, "nghìn đồng")]
    assert amounts(prose, body) == expected


def test_a_table_with_other_heads_does_not_go_on_with_the_targets_above_it(prose: Facts) -> None:
    body = """II. MỤC TIÊU
| STT | Chỉ tiêu | Đơn vị tính | Năm 2026 | Năm 2027 |
|---|---|---|---|---|
| 1 | Tỷ lệ cây sống | % | 90 | 95 |

III. KINH PHÍ (ĐVT: triệu đồng)
| TT | Nội dung | Tổng số | Ngân sách tỉnh | Ngân sách xã |
|---|---|---|---|---|
| 1 | Mua cây giống | 300 | 200 | 100 |
"""
    assert [i.label for i in prose(HEAD + body)[1].indicators] == ["Tỷ lệ cây sống"]


def test_a_point_about_money_names_its_sources_and_society_with_a_sum_is_one(prose: Facts) -> None:
    body = """II. NHIỆM VỤ
1. Trồng cây
a) Nội dung: trồng cây bản địa.
b) Kinh phí thực hiện: 460 triệu đồng, trong đó: ngân sách tỉnh 400 triệu đồng; xã hội hóa: 60 triệu đồng.

III. KINH PHÍ
- Ngân sách tỉnh: 400 triệu đồng.
- Xã hội hóa: 80 triệu đồng.
"""
    assert amounts(prose, body) == [
        ("ngân sách tỉnh", 400.0, "triệu đồng"), ("xã hội hóa", 60.0, "triệu đồng"),
        ("Ngân sách tỉnh", 400.0, "triệu đồng"), ("Xã hội hóa", 80.0, "triệu đồng"),
    ]  # fmt: skip


def test_columns_may_be_years_alone_and_those_before_the_plan_aim_at_nothing(prose: Facts) -> None:
    body = """II. MỤC TIÊU

|
TT
|
Chỉ tiêu
|
Đơn vị
|
2024
|
2025
|
2027
|
|
1
|
Tỷ lệ cây sống
|
%
|
80
|
90
|
≥ 95
|

**III. KINH PHÍ** (ĐVT: triệu đồng)

|
TT
|
Nguồn vốn
|
Tổng cộng
|
2026
|
|
1
|
Ngân sách tỉnh
|
300
|
200
|
|
2
|
Xã hội hóa
|
12
|
6
|
"""
    found = prose(HEAD + body)[1]
    assert [(t.comparator, str(t.value), t.year) for i in found.indicators for t in i.targets] == [
        ("=", "90", 2025), (">=", "95", 2027),
    ]  # fmt: skip
    assert amounts(prose, body) == [("Ngân sách tỉnh", 300.0, "triệu đồng"), ("Xã hội hóa", 12.0, "triệu đồng")]


def test_a_column_of_bodies_beside_their_tasks_charges_them(prose: Facts) -> None:
    body = """II. PHÂN CÔNG

Số TT | Cơ quan, đơn vị | Nhiệm vụ | Thời gian
1 | Sở Y tế | Chọn giống cây | 9/2025
2 | Các trường | Trồng cây | Trước 31/12/2025
"""
    found = prose(HEAD + body)[1].assignments
    assert [(a.agency.name, a.duties[0].due and a.duties[0].due.iso) for a in found] == [
        (f"Sở Y tế {CB}", None), ("Các trường", "2025-12-31"),
    ]  # fmt: skip


def test_years_below_one_head_are_columns_of_targets_unless_they_tell_what_was_done(prose: Facts) -> None:
    body = """II. CHỈ TIÊU
| TT | Chỉ tiêu | ĐVT | Thực hiện | | Kế hoạch | |
| | | | 2024 | Ước 2025 | 2025 | 2026 |
| I. Trồng cây | | | | | | |
| 1 | Tỷ lệ đường có cây xanh | % | 70 | 78 | ≥ 80 | 90 |
"""
    (found,) = prose(HEAD + body)[1].indicators
    assert [(t.comparator, t.value, t.year) for t in found.targets] == [(">=", 80, 2025), ("=", 90, 2026)]


def test_who_leads_in_a_merged_cell_leads_in_all_its_rows(prose: Facts) -> None:
    body = """II. NHIỆM VỤ
| STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |
| 1 | Tập huấn | Sở Y tế | Sở Tài chính | Quý II/2026 |
| | Kiểm tra | | Công an tỉnh | Tháng 9/2026 |
| 2 | Trồng cây | | Sở Nội vụ | 2027 |
| | Nhóm giải pháp khác | | | |
"""
    led = [a for a in prose(HEAD + body)[1].assignments if a.role == "lead"]
    assert [(a.agency.name, [d.due and d.due.date for d in a.duties]) for a in led] == [
        (f"Sở Y tế {CB}", ["2026-Q2", "2026-09", "2027"])
    ]
