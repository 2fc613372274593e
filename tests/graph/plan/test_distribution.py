"""Bodies with duties that the list of recipients leaves out; a line that may mean them is enough."""

import pytest

from cancu.graph.read import text_of
from tests.graph.plan.conftest import facts_of

PLAN = """ỦY BAN NHÂN DÂN
HUYỆN SƠN HÀ
Số: 12/KH-UBND
Sơn Hà, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Trồng cây năm 2024 trên địa bàn huyện

I. MỤC ĐÍCH
1. Mục đích
Trồng cây.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Y tế
a) Hướng dẫn trồng cây thuốc.
2. Đề nghị Hội Liên hiệp Phụ nữ huyện
a) Vận động hội viên trồng cây.
3. Ủy ban nhân dân các xã, thị trấn
a) Tổ chức trồng cây.
./.
Nơi nhận:
{recipients}
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Trồng
"""
WOMEN, COMMUNES = "Hội Liên hiệp Phụ nữ Việt Nam huyện Sơn Hà", "Ủy ban nhân dân các xã, thị trấn"


def left_out(*recipients: str) -> list[str]:
    text = text_of("a.txt", PLAN.format(recipients="\n".join(f"- {line};" for line in recipients)))
    return [party.name for party in facts_of(text).unlisted]


@pytest.mark.parametrize(
    ("recipients", "missing"),
    [
        (("UBND tỉnh", "Các phòng, ban huyện", "UBND các xã, thị trấn"), [WOMEN]),
        (("Các phòng, ban huyện", "Các đoàn thể huyện"), [COMMUNES]),
        (("Các phòng, ban huyện", "Các tổ chức chính trị - xã hội tỉnh", "UBND các xã, thị trấn"), [WOMEN]),
    ],
)
def test_who_is_left_out_is_named(recipients: tuple[str, ...], missing: list[str]) -> None:
    assert left_out(*recipients) == missing


@pytest.mark.parametrize(
    "recipients",
    [
        ("Các phòng, ban, đoàn thể huyện", "UBND các xã, thị trấn"),
        ("Phòng Y tế", "Hội Liên hiệp Phụ nữ huyện", "UBND các xã, thị trấn"),
        ("Như mục II",),
        ("Các cơ quan, đơn vị liên quan",),
        ("Phòng Y tế", "Các hội, đoàn thể", "Các địa phương"),
    ],
)
def test_a_line_that_may_mean_them_is_enough(recipients: tuple[str, ...]) -> None:
    assert left_out(*recipients) == []


def test_without_recipients_nothing_is_said() -> None:
    assert left_out() == []
