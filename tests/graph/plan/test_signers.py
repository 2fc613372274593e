"""Who signed a joint paper: signatures side by side, above «Nơi nhận» or below it."""

import pytest

from cancu.graph.plan.ending import ending
from cancu.graph.plan.model import Signer
from cancu.graph.read import outline, text_of

PAPER = "KẾ HOẠCH LIÊN TỊCH\nI. MỤC ĐÍCH\n1. Trồng tre.\nII. TỔ CHỨC\n1. Sở Y tế chủ trì.\n"
RECIPIENTS = "\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
BLANKS = """
        SỞ Y TẾ                         TỈNH ĐOÀN                       HỘI LHPN TỈNH
     KT. GIÁM ĐỐC                       KT. BÍ THƯ                        CHỦ TỊCH
     PHÓ GIÁM ĐỐC                       PHÓ BÍ THƯ

     Nguyễn Văn An                    Trần Thị Bình                      Lê Thị Cúc
"""
MARKDOWN = """
| SỞ Y TẾ | TỈNH ĐOÀN | HỘI LHPN TỈNH |
|---|---|---|
| KT. GIÁM ĐỐC | KT. BÍ THƯ | CHỦ TỊCH |
| PHÓ GIÁM ĐỐC | PHÓ BÍ THƯ | |
| **Nguyễn Văn An** | **Trần Thị Bình** | **Lê Thị Cúc** |
"""
CELLS = """
|
SỞ Y TẾ
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Văn An
|
TỈNH ĐOÀN
KT. BÍ THƯ
PHÓ BÍ THƯ
Trần Thị Bình
|
HỘI LHPN TỈNH
CHỦ TỊCH
Lê Thị Cúc
|
"""
BESIDE = """
Nơi nhận:                    SỞ Y TẾ                    TỈNH ĐOÀN
- UBND tỉnh;                 KT. GIÁM ĐỐC               KT. BÍ THƯ
- Lưu: VT.                   PHÓ GIÁM ĐỐC               PHÓ BÍ THƯ

                             Nguyễn Văn An              Trần Thị Bình
"""


def signed(ending_lines: str) -> Signer | None:
    text = text_of("a.txt", PAPER + ending_lines)
    recipients, signer = ending(text, outline(text))
    assert [r.name for r in recipients] == ["UBND tỉnh"]
    return signer


@pytest.mark.parametrize(
    "printed", [BLANKS + RECIPIENTS, RECIPIENTS + BLANKS, MARKDOWN + RECIPIENTS, CELLS + RECIPIENTS]
)
def test_each_of_three_who_signed_side_by_side_has_his_post(printed: str) -> None:
    names = "Nguyễn Văn An; Trần Thị Bình; Lê Thị Cúc"
    # For two of them only a capacity is printed: whose it is could not be told.
    assert signed(printed) == Signer(names, "PHÓ GIÁM ĐỐC; PHÓ BÍ THƯ; CHỦ TỊCH", None)


def test_two_may_have_signed_beside_the_recipients() -> None:
    expected = Signer("Nguyễn Văn An; Trần Thị Bình", "PHÓ GIÁM ĐỐC; PHÓ BÍ THƯ", "KT. GIÁM ĐỐC; KT. BÍ THƯ")
    assert signed(BESIDE) == expected


def test_one_whose_name_is_missing_leaves_the_others_unread() -> None:
    assert signed(MARKDOWN.replace("**Lê Thị Cúc**", "") + RECIPIENTS) is None
