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


DEPARTMENT = """UBND TỈNH BÌNH PHƯỚC
SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 12/KH-SGDĐT
Bình Phước, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Trồng cây trong trường học năm 2024

I. MỤC ĐÍCH
1. Mục đích
Trồng cây.
II. TỔ CHỨC THỰC HIỆN
1. Các phòng thuộc Sở: theo chức năng hướng dẫn trồng cây.
{units}./.
Nơi nhận:
{recipients}
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Nguyễn Văn Trồng
"""
UNITS = "2. Các đơn vị trực thuộc Sở: tổ chức trồng cây.\n"


def divisions_left_out(units: str, *recipients: str) -> bool:
    lines = "\n".join(f"- {line};" for line in recipients)
    text = text_of("a.txt", DEPARTMENT.format(units=units, recipients=lines))
    return "Các phòng thuộc Sở" in [party.name for party in facts_of(text).unlisted]


def test_units_with_work_of_their_own_are_not_the_divisions() -> None:
    assert divisions_left_out(UNITS, "Ban Giám đốc (để b/c)", "Các phòng GDĐT", "Các đơn vị trực thuộc (để t/hiện)")


@pytest.mark.parametrize(
    ("units", "recipients"),
    [
        ("", ("Các phòng GDĐT", "Các đơn vị trực thuộc")),
        (UNITS, ("Các phòng Sở", "Các đơn vị trực thuộc")),
        (UNITS, ("Các phòng, ban", "Các đơn vị trực thuộc")),
        (UNITS, ("Như trên", "Các đơn vị trực thuộc")),
    ],
)
def test_a_line_that_may_mean_the_divisions_is_enough(units: str, recipients: tuple[str, ...]) -> None:
    assert not divisions_left_out(units, *recipients)


@pytest.mark.parametrize(
    ("recipients", "missing"),
    [
        (("Các phòng, ban, đoàn thể huyện", "UBND các xã, thị trấn"), True),
        (("Các phòng, ban, đoàn thể huyện", "Tòa án nhân dân huyện", "UBND các xã, thị trấn"), False),
        (("Các phòng, ban, đoàn thể huyện", "TAND, VKSND huyện", "UBND các xã, thị trấn"), False),
        (("Khối nội chính huyện", "Các đoàn thể huyện", "UBND các xã, thị trấn"), False),
    ],
)
def test_a_court_is_no_division_of_the_committee(recipients: tuple[str, ...], *, missing: bool) -> None:
    plan = PLAN.replace(
        "1. Phòng Y tế\na) Hướng dẫn trồng cây thuốc.", "1. Đề nghị Tòa án nhân dân huyện\na) Trồng cây."
    )
    text = text_of("a.txt", plan.format(recipients="\n".join(f"- {line};" for line in recipients)))
    court = "Tòa án nhân dân huyện Sơn Hà"
    assert [p.name for p in facts_of(text).unlisted] == ([court] if missing else [])


def test_without_recipients_nothing_is_said() -> None:
    assert left_out() == []
