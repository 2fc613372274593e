"""Which values are targets: counts, ranges and multiples in the sections that set them, and years to come elsewhere."""

import pytest

from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import HEAD

Target = tuple[str, str, str | None, str]


def targets(prose: Facts, body: str) -> list[Target]:
    found = prose(HEAD + body)[1].indicators
    return [
        (t.comparator, str(t.value), str(t.value_to) if t.value_to is not None else None, t.unit)
        for i in found
        for t in i.targets
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tỷ lệ trẻ em dưới 5 tuổi được uống nước sạch đạt trên 90%.", [(">", "90", None, "%")]),
        ("Tỷ lệ người từ 15 tuổi trở lên biết trồng cây đạt tối thiểu 80%.", [(">=", "80", None, "%")]),
        ("Xây dựng 05 mô hình điểm.", [("=", "5", None, "mô hình")]),
        ("Sản lượng quả đạt 3,8 - 4 triệu tấn.", [("=", "3.8", "4", "triệu tấn")]),
        ("Mỗi năm phát triển từ 05 vườn trường, xây dựng mới 20 mô hình.", [("=", "20", None, "mô hình")]),
        ("Giá trị sản xuất gấp 3 lần hiện có.", [("=", "3", None, "lần")]),
        ("80 - 90% số trường có sân chơi.", [("=", "80", "90", "%")]),
        ("Vườn của 05 mô hình điểm được chăm sóc.", []),
    ],
)
def test_in_a_section_that_sets_targets(prose: Facts, words: str, expected: list[Target]) -> None:
    assert targets(prose, f"II. MỤC TIÊU\n\n1. Cụ thể\n\n- {words}\n") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Đến năm 2026, 100% các trường có vườn cây.", [("=", "100", None, "%")]),
        ("Chăm cây. Phấn đấu đến năm 2026 diện tích vườn đạt 1.700 ha.", [("=", "1700", None, "ha")]),
        ("Diện tích vườn cây đến năm 2026 đạt 1.700 ha.", [("=", "1700", None, "ha")]),
        ("Vườn trường: 100% lớp học có bảng tên cây.", [("=", "100", None, "%")]),
        ("Đến năm 2020, 50% trường đã có vườn.", []),
        ("Theo Quyết định về vườn trường đến năm 2026 đạt 50 ha, tiếp tục trồng cây.", []),
        ("100% kinh phí do trường lo.", []),
        ("Đã có 30% số trường làm xong.", []),
    ],
)
def test_among_tasks(prose: Facts, words: str, expected: list[Target]) -> None:
    assert targets(prose, f"II. NHIỆM VỤ\n\n1. Trồng cây\n\n- {words}\n") == expected
