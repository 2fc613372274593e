"""Who is charged with what: labels, tables, subjects of items; and reports without a day."""

import pytest

from cancu.graph.plan import PlanFacts
from tests.graph.plan.conftest import Facts

CB = "tỉnh Cao Bằng"
HEAD = """UBND TỈNH CAO BẰNG
Số: 12/KH-UBND

KẾ HOẠCH
Chăm sóc cây xanh năm 2026

I. MỤC ĐÍCH

1. Giữ bóng mát cho sân trường.

"""
Row = tuple[str, str, str, int]


def assigned(facts: PlanFacts) -> list[Row]:
    return [(a.section, a.agency.name, a.role, len(a.duties)) for a in facts.assignments]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            """II. NHIỆM VỤ

1. Trồng cây

- Chọn giống cây bản địa.

- Trồng cây vào mùa mưa.

Đơn vị chủ trì: Sở Nông nghiệp và Môi trường.

Đơn vị phối hợp: Sở Tài chính; các cơ quan, đơn vị liên quan.

Thời gian thực hiện: trước ngày 30/6/2026.

- Tưới cây vào mùa khô.

Đơn vị thực hiện: Các trường.
""",
            [
                ("II.1", f"Sở Nông nghiệp và Môi trường {CB}", "lead", 2),
                ("II.1", f"Sở Tài chính {CB}", "coordinate", 2),
                ("II.1", "Các cơ quan, đơn vị liên quan", "coordinate", 2),
                ("II.1", "Các trường", "other", 1),
            ],
        ),
        (
            """II. TRÁCH NHIỆM THỰC HIỆN

- Sở Y tế phối hợp với Sở Nội vụ kiểm tra bóng mát tại trạm y tế.

- Đề nghị Hội Nông dân tỉnh vận động hội viên trồng cây.

- Công an tỉnh hướng dẫn giao thông quanh nơi trồng cây.
""",
            [
                ("II", f"Sở Y tế {CB}", "coordinate", 1),
                ("II", f"Hội Nông dân {CB}", "requested", 1),
                ("II", f"Công an {CB}", "other", 1),
            ],
        ),
        (
            """II. NỘI DUNG

1. Sở Tài chính, trên cơ sở đề xuất của các xã, chủ trì bố trí kinh phí mua cây giống.

2. Các sở, ngành chủ động cân đối kinh phí trong dự toán được giao.

3. Các sở, ngành đã trồng nhiều cây trong năm qua.
""",
            [("II.1", f"Sở Tài chính {CB}", "lead", 1), ("II.2", "Các sở, ngành", "other", 1)],
        ),
        (
            """II. TIÊU CHÍ THI ĐUA

1. Đối với các doanh nghiệp

- Trồng nhiều cây.

2. Đối với Sở Y tế

- Trồng nhiều cây.

3. Đối với Công an tỉnh

- Trồng nhiều cây.
""",
            [],
        ),
        (
            """II. TỔ CHỨC THỰC HIỆN

1. Giám đốc Sở Y tế, Chủ tịch UBND các xã, phường:

a) Trồng cây trong sân trạm y tế.

b) Báo cáo Chủ tịch UBND tỉnh kết quả trồng cây hằng năm.
""",
            [
                ("II.1", f"Giám đốc Sở Y tế {CB}", "other", 2),
                ("II.1", "Chủ tịch Ủy ban nhân dân các xã, phường", "other", 2),
            ],
        ),
    ],
    ids=["labels", "dashes", "subjects", "criteria", "heads"],
)
def test_forms_of_charging(prose: Facts, body: str, expected: list[Row]) -> None:
    assert assigned(prose(HEAD + body)[1]) == expected


def test_a_table_of_tasks(prose: Facts) -> None:
    table = """II. NHIỆM VỤ

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Ươm cây giống | Sở Nông nghiệp và Môi trường | Sở Tài chính; UBND các xã, phường | Trước ngày 15/3/2026 |
| 2 | Trồng cây | Sở Nông nghiệp và Môi trường | UBND các xã, phường | Thường xuyên |
"""
    facts = prose(HEAD + table)[1]
    assert assigned(facts) == [
        ("II", f"Sở Nông nghiệp và Môi trường {CB}", "lead", 2),
        ("II", f"Sở Tài chính {CB}", "coordinate", 1),
        ("II", "Ủy ban nhân dân các xã, phường", "coordinate", 2),
    ]
    assert [d.due and d.due.date for d in facts.assignments[0].duties] == ["2026-03-15", None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Tổng hợp, báo cáo UBND tỉnh kết quả thực hiện theo quy định.",
            [([f"Sở Y tế {CB}"], [f"Ủy ban nhân dân {CB}"])],
        ),
        ("Nếu có khó khăn, kịp thời báo cáo UBND tỉnh kết quả xử lý theo quy định.", []),
        ("Tổng hợp, báo cáo UBND tỉnh xem xét, quyết định mức hỗ trợ.", []),
        ("Thực hiện nghiêm chế độ báo cáo định kỳ theo quy định.", [([f"Sở Y tế {CB}"], [])]),
        ("Triển khai thu thập số liệu, báo cáo theo quy định tại Thông tư số 13/2021/TT-BYT.", []),
        ("Kịp thời báo cáo UBND tỉnh khó khăn, vướng mắc để chỉ đạo.", []),
        ("Gửi danh sách học sinh về Sở Tài chính để phối hợp.", []),
    ],
)
def test_reports_without_a_day(prose: Facts, words: str, expected: list[tuple[list[str], list[str]]]) -> None:
    facts = prose(HEAD + "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Trồng cây.\n\n- " + words + "\n")[1]
    assert [([p.name for p in d.who], [p.name for p in d.to]) for d in facts.deadlines if d.due is None] == expected


def test_who_helps_is_charged_by_the_label_of_who_leads(prose: Facts) -> None:
    body = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG

KẾ HOẠCH
Trồng cây bóng mát trong trường học năm 2025

I. NỘI DUNG
1. Phát động Tết trồng cây trong các trường học.
Cơ quan thực hiện: Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Y tế, báo, đài và các đơn vị có liên quan.
"""
    found = [(a.agency.name, a.role) for a in prose(body)[1].assignments]
    assert found == [
        ("Sở Giáo dục và Đào tạo tỉnh Cao Bằng", "lead"),
        ("Sở Y tế tỉnh Cao Bằng", "coordinate"),
        ("Báo, đài", "coordinate"),
        ("Các đơn vị có liên quan", "coordinate"),
    ]


def test_what_is_sent_in_by_a_day_is_owed_like_a_report(prose: Facts) -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nGửi danh sách học sinh về Sở Tài chính trước 17 giờ ngày 05/12/2025.\n"
    (sent,) = prose(HEAD + body)[1].deadlines
    assert [p.name for p in sent.to] == [f"Sở Tài chính {CB}"]
    assert sent.due is not None
    assert (sent.due.date, sent.due.before) == ("2025-12-05", True)


def test_a_letter_that_names_nobody_asks_those_it_is_written_to(prose: Facts) -> None:
    letter = """SỞ Y TẾ TỈNH CAO BẰNG
Số: 12/SYT-NVY
Cao Bằng, ngày 05 tháng 3 năm 2025

Kính gửi: Các bệnh viện công lập

Để tổng hợp số liệu, đề nghị gửi báo cáo kết quả về Sở Y tế chậm nhất ngày 20/3/2025./.

Nơi nhận:
- Như trên.
"""
    (owed,) = prose(letter)[1].deadlines
    assert (owed.section, [p.name for p in owed.who]) == ("preamble", ["Các bệnh viện công lập"])


def test_a_line_broken_before_a_name_ends_no_sentence(prose: Facts) -> None:
    body = """II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế tổng hợp tình hình, kết quả thực hiện Kế hoạch này trên toàn tỉnh, báo cáo
Ủy ban nhân dân tỉnh và Bộ Y tế theo quy định.

2. Công an tỉnh tuyên truyền.
"""
    (owed,) = prose(HEAD + body)[1].deadlines
    assert [p.name for p in owed.to] == [f"Ủy ban nhân dân {CB}", "Bộ Y tế"]


HEADS = "| STT | Nhiệm vụ | Cơ quan thực hiện | Thời gian |"
BELOW = [("annex.1", f"Sở Y tế {CB}", "lead", 2), ("annex.1", f"Sở Nội vụ {CB}", "coordinate", 2)]
ANNEX = "I. MỤC ĐÍCH\n\n1. Trồng cây.\n\nNơi nhận:\n- Lưu: VT.\n\nPHỤ LỤC\nNhiệm vụ\n\n"


def cells(*rows: str) -> str:
    """Rows as cells that stand line by line, two bars between rows."""
    return "|\n" + "\n|\n|\n".join("\n|\n".join(row.split(" | ")) for row in rows) + "\n|\n"


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Đơn vị phối hợp | Tên công việc | Đơn vị chủ trì |\n|---|---|---|---|\n"
        "| 1 | Sở Nội vụ | Trồng cây | Sở Y tế |\n| 2 | Sở Nội vụ | Tưới cây | Sở Y tế |\n",
        "| TT | Nội dung | Phân công thực hiện | Thời gian |\n|---|---|---|---|\n| | | Chủ trì | Phối hợp |\n",
        "| TT | Danh mục nhiệm vụ | Phân công thực hiện | Hạn |\n|---|---|---|---|\n"
        "| 1 | Trồng cây | Sở Y tế chủ trì, phối hợp với Sở Nội vụ | 2026 |\n"
        "| 2 | Tưới cây | Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ | 2026 |\n",
        cells("TT | Nhiệm vụ | Cơ quan thực hiện | Thời gian", "Chủ trì | Phối hợp",
              "1 | Trồng cây | Sở Y tế | Sở Nội vụ | 2026", "2 | Tưới cây | Sở Y tế | Sở Nội vụ | 2026"),
        cells("STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Kết quả",
              "1 | Trồng cây | Sở Y tế | Sở Nội vụ", "2 | Tưới cây | Sở Y tế | Sở Nội vụ"),
        cells("Nội dung | Đơn vị chủ trì | Đơn vị phối hợp",
              "1.1 | Trồng cây | Sở Y tế | Sở Nội vụ", "1.2 | Tưới cây | Sở Y tế | Sở Nội vụ"),
    ],
    ids=["any order", "no rows", "one cell", "two rows", "last cell empty", "no ordinals in the header"],
)  # fmt: skip
def test_forms_of_tables(prose: Facts, table: str) -> None:
    found = assigned(prose(HEAD + ANNEX + table)[1])
    assert sorted(found) == ([] if "| | |" in table else sorted(BELOW))


def test_an_article_that_says_who_is_responsible_for_a_list_charges_that_body(prose: Facts) -> None:
    _, facts = prose(
        "UBND TỈNH CAO BẰNG\nSố: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc chăm sóc cây xanh\n\n"
        "Điều 1. Chăm sóc cây xanh năm 2026.\nĐiều 2. Sở Xây dựng có trách nhiệm:\n- Tưới cây xanh.\n"
        "- Báo cáo kết quả chăm sóc cây.\nĐiều 3. Sở Tài chính chịu trách nhiệm thi hành Quyết định này.\n"
    )
    assert assigned(facts) == [("2", f"Sở Xây dựng {CB}", "other", 2)]
