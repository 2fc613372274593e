"""Numbers that a plan's headings skip or use twice, and what is not taken for that."""

import pytest

from cancu.graph.read import FOREIGN, REPEATED, SKIPPED, outline, slips, text_of


def found(*lines: str) -> list[tuple[str, str]]:
    content = "KẾ HOẠCH\nTrồng cây trên địa bàn huyện\n\n" + "\n".join(lines) + "\n./.\nNơi nhận:\n- Lưu: VT.\n"
    text = text_of("a.txt", content)
    return [(slip.kind, slip.path) for slip in slips(text, outline(text))]


PARTS = ("I. MỤC ĐÍCH", "1. Mục đích", "2. Yêu cầu")


@pytest.mark.parametrize(
    ("lines", "slip"),
    [
        (("II. NHIỆM VỤ", "1. Phòng Y tế", "2. Phòng Nội vụ", "4. Công an huyện"), (SKIPPED, "II.3")),
        (("II. NHIỆM VỤ", "1. Việc một", "IV. KINH PHÍ"), (SKIPPED, "III")),
        (("II. NHIỆM VỤ", "1. Việc", "a) Một", "b) Hai", "c) Ba", "d) Bốn", "e) Năm"), (SKIPPED, "II.1.đ")),
        (("II. NHIỆM VỤ", "1. Việc", "a) Một", "b) Hai", "c) Ba", "d) Bốn", "đ) Năm", "e) Sáu", "f) Bảy", "g) Tám"),
         (FOREIGN, "II.1.f")),
        (("II. NHIỆM VỤ", "1. Việc một", "II. KINH PHÍ", "1. Nguồn"), (REPEATED, "II")),
        (("II. NHIỆM VỤ", "1. Phòng Y tế", "2. Phòng Nội vụ", "2. Công an", "3. Phòng Tư pháp"), (REPEATED, "II.2")),
    ],
)  # fmt: skip
def test_a_slip_is_told_by_its_path(lines: tuple[str, ...], slip: tuple[str, str]) -> None:
    assert found(*PARTS, *lines) == [slip]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("II. NHIỆM VỤ", "1. Việc", "a) Một", "b) Hai", "c) Ba", "d) Bốn", "đ) Năm", "e) Sáu", "g) Bảy"),
                     id="Vietnamese alphabet"),
        pytest.param(("II. NHIỆM VỤ", "1. Việc một", "2. Việc hai", "3/ việc ba ghi khác kiểu", "4. Việc bốn"),
                     id="marked in another way"),
        pytest.param(("II. NHIỆM VỤ", "1. Việc một", "Ngoài ra:", "1. Việc khác", "2. Việc khác nữa"),
                     id="a list that begins anew"),
    ],
)  # fmt: skip
def test_no_slip_where_a_mark_stands(lines: tuple[str, ...]) -> None:
    assert found(*PARTS, *lines) == []


def test_a_damaged_text_is_not_blamed_for_lost_marks() -> None:
    text = text_of("a.txt", "KE HOACH\nThuc hi¢n cOng tac tré em nam 2024 cua S¢ Giao duc va Pao tao\n" * 9
                   + "I. MUC PiCH\n1. Mot\n2. Hai\n4. Bon c6ng viec cua truong h0c va d0n vi\n./.\n")  # fmt: skip
    assert slips(text, outline(text)) == ()
