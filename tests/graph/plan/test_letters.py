"""Official letters: «V/v …» as the title, and what can be told of one whose head was lost."""

import pytest

from tests.graph.plan.conftest import Facts

ASKS = "UBND Thành phố yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:\n\n1. Sở Xây dựng:\n\n- Trồng cây.\n\n"
END = "Nơi nhận:\n- Lưu: VT.\n\n"


def test_the_subject_of_a_letter_is_its_title(prose: Facts) -> None:
    letter = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
|
Số: 41/UBND-KT
*V/v chăm sóc cây xanh
trong sân trường*
|
*Cao Bằng, ngày 05 tháng 01 năm 2026*
|

**Kính gửi:** Sở Xây dựng.

Đề nghị Sở Xây dựng trồng cây.
"""
    identity = prose(letter)[1].identity
    assert identity.title == "V/v chăm sóc cây xanh trong sân trường"
    assert (identity.number, identity.date) == ("41/UBND-KT", "2026-01-05")
    assert identity.issuer is not None
    assert identity.issuer.name == "Ủy ban nhân dân tỉnh Cao Bằng"


@pytest.mark.parametrize(
    ("line", "number", "date", "issuer"),
    [
        ("(Kèm theo Công văn số 41/BXD-KT ngày 05/01/2026 của Bộ Xây dựng)", "41/BXD-KT", "2026-01-05", "Bộ Xây dựng"),
        ("(kèm theo văn bản số:\n/UBND-KT ngày tháng năm 2026 của UBND\nThành phố)", None, "2026",
         "Ủy ban nhân dân thành phố Cần Thơ"),
    ],
    ids=["whole", "blank number"],
)  # fmt: skip
def test_the_line_of_its_annex_tells_which_letter_it_is(
    prose: Facts, line: str, number: str | None, date: str, issuer: str
) -> None:
    letter = (
        f"Kính gửi: Các sở.\n\n{ASKS}- Báo cáo Sở Tài chính thành phố Cần Thơ.\n\n{END}PHỤ LỤC\n\n{line}\n\n1. Cây đa\n"
    )
    identity = prose(letter)[1].identity
    assert (identity.number, identity.date) == (number, date)
    assert identity.issuer is not None
    assert identity.issuer.name == issuer


def test_who_asks_wrote_the_letter_where_the_place_can_be_told(prose: Facts) -> None:
    told = prose(f"Kính gửi: Các sở.\n\nĐể giữ cây trên địa bàn thành phố Cần Thơ, {ASKS}{END}")[1].identity
    assert told.issuer is not None
    assert (told.issuer.name, told.level) == ("Ủy ban nhân dân thành phố Cần Thơ", "province")
    assert prose(f"Kính gửi: Các sở.\n\n{ASKS}{END}")[1].identity.issuer is None


def test_a_header_that_names_the_chairman(prose: Facts) -> None:
    decision = """CHỦ TỊCH
ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG

Số: 5/QĐ-CTUBND
Cao Bằng, ngày 05 tháng 01 năm 2026

QUYẾT ĐỊNH
Về việc trồng cây

Điều 1. Trồng cây.
"""
    issuer = prose(decision)[1].identity.issuer
    assert issuer is not None
    assert issuer.name == "Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng"


def test_place_and_day_that_a_copy_joined_to_the_subject_are_no_part_of_it(prose: Facts) -> None:
    letter = """BỘ XÂY DỰNG
Số: 41/BXD-KT
V/v chăm sóc cây xanh,
tưới cây trong sânHà Nội, ngày 05 tháng 01 năm 2026

Kính gửi: Sở Xây dựng các tỉnh.

Đề nghị trồng cây.
"""
    identity = prose(letter)[1].identity
    assert identity.title == "V/v chăm sóc cây xanh, tưới cây trong sân"
    assert identity.date == "2026-01-05"


def test_the_type_may_stand_before_the_subject(prose: Facts) -> None:
    letter = "41/BXD-KT\n\nCông văn V/v chăm sóc cây xanh\n\nKính gửi: Các sở.\n\nĐề nghị trồng cây.\n"
    assert prose(letter)[1].identity.title == "V/v chăm sóc cây xanh"


@pytest.mark.parametrize(
    ("words", "signed", "issuer"),
    [
        ("Bộ Xây dựng thông báo các công ty biết", "**TL. BỘ TRƯỞNG**", "Bộ Xây dựng"),
        ("Bộ Xây dựng kính báo cáo Thủ tướng Chính phủ", "KT. BỘ TRƯỞNG", "Bộ Xây dựng"),
        ("Bộ Xây dựng thông báo, Bộ Y tế đề nghị các công ty", "BỘ TRƯỞNG", None),
        ("Theo ý kiến của Bộ Xây dựng đề nghị các công ty", "BỘ TRƯỞNG", None),
        ("Bộ Xây dựng thông báo các công ty biết", "CỤC TRƯỞNG", None),
    ],
    ids=["for the minister", "a deputy", "two ministries", "another's opinion", "head of another rank"],
)
def test_the_ministry_whose_minister_signs_wrote_the_letter(
    prose: Facts, words: str, signed: str, issuer: str | None
) -> None:
    head = "|\n**Kính gửi:**\n|\n- Các công ty.\n|\n\n**1.** Trồng cây.\n\n"
    letter = f"{head}**2.** {words}./.\n\n|\n{END}|\n{signed}\nTrần Văn An\n|\n"
    assert prose(letter)[1].identity.issuer_name == issuer
