"""Districts: as issuers, and their bodies that a plan counts on, as groups with work or named «cấp huyện»."""

import pytest

from cancu.graph.read import text_of
from tests.graph.plan.conftest import Facts, facts_of

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


HEAD = "{head}\nSố: 12/KH-UBND\nTân Cây, ngày 05 tháng 01 năm 2018\n\nKẾ HOẠCH\nTrồng cây\n\nI. MỤC ĐÍCH\n1. A.\n"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN QUẬN 2", "Ủy ban nhân dân quận 2"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN SUỐI MƠ", "Ủy ban nhân dân huyện Suối Mơ"),
        ("ỦY BAN NHÂN DÂN QUẬN 2\nTRUNG TÂM CÂY XANH", "Trung tâm Cây xanh quận 2"),
    ],
)
def test_a_district_that_no_register_knows_is_named_by_the_head(prose: Facts, head: str, issuer: str) -> None:
    identity = prose(HEAD.format(head=head))[1].identity
    assert (identity.issuer_name, identity.level, identity.area) == (issuer, "district", None)


def test_a_verb_with_a_capital_letter_is_not_the_name_of_a_district(prose: Facts) -> None:
    plan = (
        "KẾ HOẠCH\nTrồng cây năm 2021 trên địa bàn huyện Sóc Sơn\n\n"
        "Ủy ban nhân dân huyện Xây dựng Kế hoạch trồng cây như sau:\nI. MỤC ĐÍCH\n1. A.\n"
    )
    assert prose(plan)[1].identity.issuer_name == "Ủy ban nhân dân huyện Sóc Sơn"
