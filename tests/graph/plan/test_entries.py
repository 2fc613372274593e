"""Bodies that head entries without numbers or lists below their sentence; papers without headings; who asks whom."""

import pytest

from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import CB, HEAD, Row, assigned

ORGANISING = "II. TỔ CHỨC THỰC HIỆN\n\n"
HEALTH, MONEY, HOME = (f"Sở {name} {CB}" for name in ("Y tế", "Tài chính", "Nội vụ"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            """- Sở Y tế: Chủ trì tập huấn; tổng hợp báo cáo.

- Sở Tài chính: Bố trí kinh phí.

- Các sở, ban, ngành: Phối hợp thực hiện.
""",
            [("II", HEALTH, "lead", 1), ("II", MONEY, "other", 1), ("II", "Các sở, ban, ngành", "coordinate", 1)],
        ),
        (
            """- Sở Y tế:

+ Chủ trì tập huấn.

+ Tổng hợp báo cáo.

- Sở Tài chính, Sở Nội vụ:

+ Bố trí kinh phí.

+ Thẩm định.
""",
            [("II", HEALTH, "lead", 2), ("II", MONEY, "other", 2), ("II", HOME, "other", 2)],
        ),
        (
            """**Sở Y tế**

- Chủ trì tập huấn.

- Tổng hợp báo cáo.

**Sở Tài chính**

Bố trí kinh phí.
""",
            [("II", HEALTH, "lead", 2), ("II", MONEY, "other", 1)],
        ),
        (
            """- Việc này giao cho
Sở Y tế
và trường học cùng làm.
""",
            [],
        ),
    ],
    ids=["colons", "lists below", "lines of names", "a broken line"],
)
def test_entries_without_numbers(prose: Facts, body: str, expected: list[Row]) -> None:
    assert assigned(prose(HEAD + ORGANISING + body)[1]) == expected


def test_paragraphs_below_a_name_are_its_items(prose: Facts) -> None:
    body = """1. Sở Y tế

Chủ trì trồng cây ở trạm xá.

Tuyên truyền về bóng mát.

2. Sở Tài chính

Bố trí kinh phí mua cây.
"""
    assert assigned(prose(HEAD + ORGANISING + body)[1]) == [("II.1", HEALTH, "lead", 2), ("II.2", MONEY, "other", 1)]


def test_a_sentence_that_announces_the_list_below_it(prose: Facts) -> None:
    body = """II. NỘI DUNG

1. Giám đốc Sở Y tế theo chức năng, nhiệm vụ được giao:

a) Rà soát cây già.

b) Trồng cây mới.

2. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ:

a) Mua cây.

b) Mua phân.

3. Sở Nội vụ bố trí người tưới cây.

4. Đề nghị Hội Nông dân tỉnh:

- Góp cây giống.

5. Về sân trường

Sở Y tế:

a) Quét lá.

b) Tỉa cành.
"""
    assert assigned(prose(HEAD + body)[1]) == [
        ("II.1", f"Giám đốc {HEALTH}", "other", 2),
        ("II.2", MONEY, "lead", 2),
        ("II.3", HOME, "other", 1),
        ("II.4", f"Hội Nông dân {CB}", "requested", 1),
        ("II.5", HEALTH, "other", 2),
    ]


def test_what_a_report_shall_hold_is_no_duty(prose: Facts) -> None:
    body = """II. NỘI DUNG

1. Yêu cầu các sở, ban, ngành báo cáo số liệu gồm:

a) Số cây đã trồng.

b) Số cây đã chết.
"""
    assert assigned(prose(HEAD + body)[1]) == []


def test_who_asks_is_charged_with_nothing(prose: Facts) -> None:
    body = "1. Ủy ban nhân dân tỉnh trân trọng đề nghị Hội Nông dân tỉnh vận động hội viên trồng cây.\n"
    assert assigned(prose(HEAD + ORGANISING + body)[1]) == [("II.1", f"Hội Nông dân {CB}", "requested", 1)]


def test_a_letter_without_headings(prose: Facts) -> None:
    letter = """UBND TỈNH CAO BẰNG
Số: 12/UBND-VX
Cao Bằng, ngày 05 tháng 01 năm 2026

Kính gửi: Sở Y tế.

Xét đề nghị của Sở Nội vụ về trồng cây, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:

Sở Y tế chủ trì, phối hợp với Sở Nội vụ chọn giống cây.

Giao Sở Tài chính bố trí kinh phí mua cây.

Sở Nội vụ đã có văn bản về việc này.

Nơi nhận:
- Như trên.
"""
    assert assigned(prose(letter)[1]) == [("preamble", HEALTH, "lead", 1), ("preamble", MONEY, "other", 1)]
