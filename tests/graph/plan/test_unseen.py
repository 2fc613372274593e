"""Ways of charging in papers of many sectors: lettered blocks, labels of time, offices, lists of departments."""

import pytest

from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import CB, HEAD, assigned

TASK = """II. NHIỆM VỤ

1. Chọn giống cây

a) Nội dung: Chọn giống cây bản địa cho sân trường.

b) Đơn vị chủ trì: Sở Nông nghiệp và Môi trường.

c) Đơn vị phối hợp: Sở Tài chính.

d) Thời gian thực hiện: Quý I/2026.

2. Trồng cây

a) Nội dung: Trồng cây vào mùa mưa.

b) Đơn vị chủ trì: Các trường.

d) Thời gian thực hiện: Hoàn thành trước ngày 30/6/2026.
"""


def test_the_points_of_a_lettered_block_are_one_task(prose: Facts) -> None:
    facts = prose(HEAD + TASK)[1]
    assert assigned(facts) == [
        ("II.1.a", f"Sở Nông nghiệp và Môi trường {CB}", "lead", 1),
        ("II.1.a", f"Sở Tài chính {CB}", "coordinate", 1),
        ("II.2.a", "Các trường", "lead", 1),
    ]
    dues = [[d.due.iso if d.due else None for d in a.duties] for a in facts.assignments]
    assert dues == [["2026-Q1"], ["2026-Q1"], ["2026-06-30"]]
    partners = [[p.name for d in a.duties for p in d.partners] for a in facts.assignments]
    assert partners == [[f"Sở Tài chính {CB}"], [], []]


def test_points_of_a_procedure_are_no_task(prose: Facts) -> None:
    body = """II. NHIỆM VỤ

1. Thủ tục trồng cây

a) Hồ sơ: Đơn trồng cây.

b) Thời hạn: 15 ngày.

c) Cơ quan thực hiện: Sở Xây dựng.
"""
    assert [(a.section, len(a.duties)) for a in prose(HEAD + body)[1].assignments] == [("II.1.c", 1)]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Giao Sở Y tế chủ trì chọn cây thuốc. Thời gian hoàn thành: Quý II/2026.", "2026-Q2"),
        ("Giao Sở Y tế chủ trì chọn cây thuốc. Thời gian: trong năm 2026.", "2026"),
        ("Giao Sở Y tế rà soát cây thuốc. Thời gian thực hiện: tháng 5/2026.", "2026-05"),
        ("Giao Sở Y tế rà soát cây thuốc. Thời gian thực hiện: Tháng 3 - 4/2026.", "2026-04"),
        ("Giao Sở Y tế chủ trì chọn cây thuốc. Thời gian thực hiện: Thường xuyên.", None),
    ],
)
def test_a_time_behind_a_duty_is_its_own(prose: Facts, words: str, due: str | None) -> None:
    duties = [d for a in prose(f"{HEAD}II. NHIỆM VỤ\n\n1. Cây thuốc\n\n- {words}\n")[1].assignments for d in a.duties]
    assert [d.due.iso if d.due else None for d in duties] == [due]


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Văn phòng HĐND và UBND xã", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"]),
        ("Trạm Y tế các xã, phường", ["Trạm Y tế các xã, phường"]),
        ("Thành viên Ban Chỉ đạo", ["Thành viên Ban Chỉ đạo"]),
        ("Ban An toàn giao thông tỉnh", [f"Ban An toàn giao thông {CB}"]),
        ("Các sở, ngành: Nội vụ, Y tế, Công an tỉnh", [f"Sở Nội vụ {CB}", f"Sở Y tế {CB}", f"Công an {CB}"]),
    ],
)
def test_names_that_hold_words_of_other_names(prose: Facts, heading: str, names: list[str]) -> None:
    body = f"II. TỔ CHỨC THỰC HIỆN\n\n1. {heading}\n\n- Tưới cây vào mùa khô.\n"
    assert [a.agency.name for a in prose(HEAD + body)[1].assignments] == names


@pytest.mark.parametrize("verb", ["cung cấp số liệu về cây", "lãnh đạo việc trồng cây", "cập nhật sổ cây"])
def test_a_numbered_sentence_ends_the_name_at_its_verb(prose: Facts, verb: str) -> None:
    body = f"II. TỔ CHỨC THỰC HIỆN\n\n1. Kho bạc Nhà nước khu vực {verb} trước ngày 25/4/2026.\n"
    assert [a.agency.name for a in prose(HEAD + body)[1].assignments] == ["Kho bạc Nhà nước khu vực"]


def test_a_sentence_below_a_title_line_names_who_leads(prose: Facts) -> None:
    body = "II. NHIỆM VỤ\n1. Vườn ươm\nSở Xây dựng chủ trì làm đường vào vườn ươm (hoàn thành trước 30/6/2027).\n"
    found = prose(HEAD + body)[1].assignments
    assert [(a.agency.name, a.role, a.duties[0].due and a.duties[0].due.iso) for a in found] == [
        (f"Sở Xây dựng {CB}", "lead", "2027-06-30")
    ]


def test_a_paragraph_below_the_title_is_none_of_it(prose: Facts) -> None:
    content = """UBND TỈNH CAO BẰNG
Số: 5/CT-UBND

CHỈ THỊ
Về việc chăm sóc cây xanh

Thời gian qua nhiều cây bị bệnh. Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Xây dựng tỉa cành.
"""
    assert prose(content)[1].identity.title == "Về việc chăm sóc cây xanh"


def test_a_joint_paper_is_of_the_body_named_first(prose: Facts) -> None:
    content = """SỞ Y TẾ - SỞ NỘI VỤ TỈNH CAO BẰNG
Số: 77/KHLN-SYT-SNV

KẾ HOẠCH LIÊN NGÀNH
Chăm sóc cây thuốc năm 2026

I. MỤC ĐÍCH
"""
    issuer = prose(content)[1].identity.issuer
    assert issuer is not None
    assert issuer.name == f"Sở Y tế {CB}"


def test_the_mark_of_the_next_point_is_no_part_of_a_name(prose: Facts) -> None:
    body = "II. NHIỆM VỤ\n1. Tổ chức Tết trồng cây\na) Nội dung: trồng cây đầu xuân.\n"
    assert [e.name for e in prose(HEAD + body)[1].events] == ["Tết trồng cây"]


LETTER = """UBND TỈNH CAO BẰNG
Số: 210/UBND-KT
V/v giữ ấm cho cây

Kính gửi:
- Sở Nông nghiệp và Môi trường;
- UBND các xã, phường.

Trời sắp rét. {charge}:

1. Tuyên truyền cách ủ gốc cây.

2. {second}

Yêu cầu các đơn vị khẩn trương thực hiện./.
"""
ORDER = "UBND tỉnh yêu cầu Sở Nông nghiệp và Môi trường, UBND các xã, phường triển khai các nội dung sau"


def test_whoever_the_words_above_the_points_charge_has_them_all(prose: Facts) -> None:
    facts = prose(LETTER.format(charge=ORDER, second="Tổng hợp số cây chết, báo cáo UBND tỉnh."))[1]
    assert assigned(facts) == [
        ("preamble", f"Sở Nông nghiệp và Môi trường {CB}", "other", 2),
        ("preamble", "Ủy ban nhân dân các xã, phường", "other", 2),
    ]
    assert [d.section for d in facts.assignments[0].duties] == ["1", "2"]


@pytest.mark.parametrize(
    ("charge", "second"),
    [
        (ORDER, "Sở Xây dựng tưới cây hai bên đường."),
        ("Kết quả như sau", "Tổng hợp số cây chết."),
    ],
)
def test_points_with_bodies_of_their_own_or_without_an_order_are_not(prose: Facts, charge: str, second: str) -> None:
    found = assigned(prose(LETTER.format(charge=charge, second=second))[1])
    assert not [a for a in found if a[0] == "preamble"]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("- Sở Y tế trồng cây thuốc trong ngày 13 tháng 10 năm 2026.", "2026-10-13"),
        ("- Sở Y tế trồng cây thuốc trong 03 ngày.", None),
    ],
)
def test_a_thing_to_be_done_on_one_day(prose: Facts, words: str, due: str | None) -> None:
    duties = [d for a in prose(f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n\n{words}\n")[1].assignments for d in a.duties]
    assert [d.due.iso if d.due else None for d in duties] == [due]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("tỉnh Cao Bằng, Lạng Sơn", ["tỉnh Cao Bằng", "tỉnh Lạng Sơn"]),
        ("tỉnh, thành phố", None),
        ("tỉnh miền núi", None),
    ],
)
def test_committees_of_several_provinces_without_a_colon(prose: Facts, names: str, expected: list[str] | None) -> None:
    body = f"II. TỔ CHỨC THỰC HIỆN\n\n1. Chủ tịch UBND các {names} tổ chức trồng cây.\n"
    found = [a.agency for a in prose(HEAD + body)[1].assignments]
    if expected is None:
        assert all(p.body is None for p in found)
    else:
        assert [p.name for p in found] == [f"Chủ tịch Ủy ban nhân dân {name}" for name in expected]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Ban hành kế hoạch trước ngày 30/3/2026.", "2026-03-30"),
        ("Xây dựng kế hoạch chăm sóc cây xanh năm 2026, hoàn thành trong tháng 3/2026.", "2026-03"),
        ("Xây dựng kế hoạch chăm sóc.", None),
        ("Xây dựng kế hoạch tài chính năm 2026 trước ngày 30/3/2026.", None),
    ],
)
def test_a_plan_due_by_a_day_or_called_like_this_one_is_ordered(prose: Facts, words: str, due: str | None) -> None:
    body = f"II. TỔ CHỨC THỰC HIỆN\n\n1. UBND các xã, phường\n\n- {words}\n\n- Tưới cây.\n"
    orders = prose(HEAD + body)[1].plan_orders
    assert [o.due.iso if o.due else None for o in orders] == ([due] if due else [])


def test_words_that_ask_everybody_in_the_end_are_no_duty_of_the_last_point(prose: Facts) -> None:
    charge = "Sở Nội vụ đề nghị các sở, cơ quan tương đương sở, UBND các xã, phường thực hiện các nội dung sau"
    letter = LETTER.format(charge=charge, second="Phân công người tưới cây.")
    letter = letter.replace("Yêu cầu các đơn vị khẩn trương thực hiện./.", "Đề nghị các đơn vị quan tâm thực hiện./.")
    assert assigned(prose(letter)[1]) == [
        ("preamble", "Các sở, cơ quan tương đương sở", "requested", 2),
        ("preamble", "Ủy ban nhân dân các xã, phường", "requested", 2),
    ]


def test_a_numbered_sentence_charges_whatever_it_speaks_of(prose: Facts) -> None:
    content = HEAD.replace("KẾ HOẠCH", "CHỈ THỊ").partition("I. MỤC ĐÍCH")[0]
    body = """1. Sở Y tế tưới cây.
2. Giám đốc Sở Tài chính, Giám đốc Sở Xây dựng bảo đảm kinh phí, chế độ cho người trồng.
"""
    found = [a.agency.name for a in prose(content + body)[1].assignments]
    assert found == [f"Sở Y tế {CB}", f"Giám đốc Sở Tài chính {CB}", f"Giám đốc Sở Xây dựng {CB}"]


def test_an_amount_of_all_sources_together_is_that_of_none(prose: Facts) -> None:
    body = "II. KINH PHÍ\nTừ ngân sách phường và nguồn xã hội hóa, tổng 150 triệu đồng.\n"
    found = prose(HEAD + body)[1].funding
    assert [(f.name, f.amount) for f in found] == [("ngân sách phường", None), ("nguồn xã hội hóa", None)]


def test_an_amount_may_be_told_in_two_units(prose: Facts) -> None:
    body = "II. KINH PHÍ\n- Ngân sách tỉnh: 12 tỷ 500 triệu đồng.\n- Ngân sách xã: 3 tỷ đồng.\n"
    found = prose(HEAD + body)[1].funding
    assert [(f.amount and float(f.amount), f.unit) for f in found] == [(12500.0, "triệu đồng"), (3.0, "tỷ đồng")]


def test_an_amount_is_that_of_the_source_it_is_drawn_from(prose: Facts) -> None:
    body = """II. KINH PHÍ
1. Kinh phí 500 triệu đồng (Năm trăm triệu đồng) từ ngân sách tỉnh và 200 triệu đồng từ nguồn xã hội hóa.
2. Hỗ trợ 20 triệu đồng từ ngân sách tỉnh, ngân sách xã.
"""
    found = prose(HEAD + body)[1].funding
    assert [(f.name, f.amount and int(f.amount)) for f in found] == [
        ("ngân sách tỉnh", 500), ("nguồn xã hội hóa", 200), ("ngân sách tỉnh", None), ("ngân sách xã", None),
    ]  # fmt: skip
