"""Bodies of the district level that a plan counts on, as groups with work or named «cấp huyện»."""

from cancu.graph.read import text_of
from tests.graph.plan.conftest import facts_of

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BÌNH PHƯỚC
Số: 12/KH-UBND
Bình Phước, ngày 05 tháng 3 năm 2025
KẾ HOẠCH
Trồng cây năm 2025 trên địa bàn tỉnh

I. MỤC ĐÍCH
1. Mục đích
Trồng cây; kế thừa kết quả của Ủy ban nhân dân cấp huyện (cũ).
II. TỔ CHỨC THỰC HIỆN
1. Đề nghị Tòa án nhân dân tỉnh
- Chỉ đạo Tòa án nhân dân, Viện kiểm sát
nhân dân cấp huyện trồng cây quanh trụ sở.
2. Ủy ban nhân dân các huyện, thị xã, thành phố
- Tổ chức trồng cây.
3. Ủy ban nhân dân các xã, phường
- Tổ chức trồng cây.
"""


def test_groups_with_work_and_names_of_the_level_are_told_by_section() -> None:
    found = facts_of(text_of("a.txt", PLAN)).of_districts
    assert [(bodies.section, bodies.name) for bodies in found] == [
        ("II.1", "Tòa án nhân dân, Viện kiểm sát nhân dân cấp huyện"),
        ("II.2", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
    ]
