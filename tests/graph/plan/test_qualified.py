"""Names with all that qualifies them, bodies that direct others, and further facts that hang on such words."""

import pytest

from cancu.graph.plan import PlanFacts
from cancu.graph.plan.parties import party_reader
from cancu.graph.read.text import text_of
from cancu.graph.registry import Registry
from tests.graph.plan.conftest import Facts

CB = "tỉnh Cao Bằng"
UBND = f"Ủy ban nhân dân {CB}"
HEAD = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 79/KH-UBND
Cao Bằng, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Tổ chức phong trào thi đua trồng cây bóng mát trong trường học năm 2025

Ủy ban nhân dân tỉnh ban hành Kế hoạch phong trào thi đua trồng cây bóng mát trong trường học, cụ thể như sau:

"""
ORGANISED = f"{HEAD}I. TỔ CHỨC THỰC HIỆN\n\n"


def assigned(facts: PlanFacts) -> list[tuple[str, str, str, int]]:
    return [(a.section, a.agency.name, a.role, len(a.duties)) for a in facts.assignments]


def reports(facts: PlanFacts) -> list[tuple[list[str], list[str], list[str]]]:
    return [([p.name for p in d.who], [p.name for p in d.to], [p.name for p in d.via]) for d in facts.deadlines]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Chi cục Kiểm lâm báo cáo", [f"Chi cục Kiểm lâm {CB}"]),
        ("Chi cục Hải quan khu vực XX báo cáo", ["Chi cục Hải quan khu vực XX"]),
        ("Ban Quản lý các khu công nghệ cao và khu công nghiệp",
         [f"Ban Quản lý các khu công nghệ cao và khu công nghiệp {CB}"]),
        ("Ban Quản lý Khu kinh tế Bắc Sông chủ trì", [f"Ban Quản lý Khu kinh tế Bắc Sông {CB}"]),
        ("Sở Y tế và Bộ, ngành trực tiếp quản lý.", [f"Sở Y tế {CB}", "Bộ, ngành trực tiếp quản lý"]),
        ("Bộ Y tế, Ủy nhân dân tỉnh kết quả", ["Bộ Y tế", UBND]),
        ("các Ban của Hội đồng nhân dân, các Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh giám sát",
         ["Các Ban của Hội đồng nhân dân", "Các Tổ đại biểu", "Đại biểu Hội đồng nhân dân tỉnh"]),
        ("Cục Kết cấu hạ tầng xây dựng tham mưu", ["Cục Kết cấu hạ tầng xây dựng"]),
        ("người đứng đầu các cơ quan chuyên môn, các đơn vị sự nghiệp công lập triển khai",
         ["Người đứng đầu các cơ quan chuyên môn, các đơn vị sự nghiệp công lập"]),
    ],
)  # fmt: skip
def test_names_hold_what_qualifies_them(registry: Registry, words: str, expected: list[str]) -> None:
    reader = party_reader(text_of("t", words), registry, registry.area_named(CB), None)
    assert [p.name for p in reader.at(0, len(words))[0]] == expected


def test_abbreviations_in_names_are_written_out(prose: Facts) -> None:
    facts = prose(f"{ORGANISED}1. Các cơ sở KCB BHYT trên địa bàn tỉnh\n\n- Trồng cây.\n")[1]
    name = "Các cơ sở khám bệnh, chữa bệnh bảo hiểm y tế trên địa bàn tỉnh"
    assert assigned(facts) == [("I.1", name, "other", 1)]


def test_a_marked_heading_above_a_list_is_a_name_as_a_whole(prose: Facts) -> None:
    body = """**1. Các sở, ngành chủ trì, tham gia thực hiện các dự án thuộc Chương trình**

- Lập sổ theo dõi cây trồng.

- Báo cáo kết quả trồng cây gửi Sở Y tế tổng hợp.
"""
    facts = prose(ORGANISED + body)[1]
    name = "Các sở, ngành chủ trì, tham gia thực hiện các dự án thuộc Chương trình"
    assert assigned(facts) == [("I.1", name, "other", 2)]
    assert reports(facts) == [([name], [f"Sở Y tế {CB}"], [])]


def test_whom_a_body_directs_reports(prose: Facts) -> None:
    body = """1. Sở Nông nghiệp và Môi trường chỉ đạo Chi cục Kiểm lâm thực hiện các nội dung sau:

- Kiểm đếm cây giống.

- Tổng hợp, báo cáo UBND tỉnh kết quả trước ngày 15/12/2025.
"""
    facts = prose(ORGANISED + body)[1]
    assert assigned(facts) == [
        ("I.1", f"Sở Nông nghiệp và Môi trường {CB}", "other", 2),
        ("I.1", f"Chi cục Kiểm lâm {CB}", "other", 2),
    ]
    assert reports(facts) == [([f"Chi cục Kiểm lâm {CB}"], [UBND], [])]


def test_what_an_item_is_about_may_stand_before_who_does_it(prose: Facts) -> None:
    body = """I. NHIỆM VỤ

a) Cấp cây giống cho các trường: Sau khi kiểm đếm, Ủy ban nhân dân các xã, phường phối hợp với các trường giao cây.
"""
    assert assigned(prose(HEAD + body)[1]) == [("I.a", "Ủy ban nhân dân các xã, phường", "coordinate", 1)]


def test_another_body_below_a_group_has_its_own_item(prose: Facts) -> None:
    body = """1. Các cơ quan, đơn vị

- Lập sổ theo dõi cây trồng.

- Sở Y tế chủ trì, phối hợp với các trường kiểm tra cây trồng.

- Các trường học chịu trách nhiệm tưới cây.
"""
    assert sorted(assigned(prose(ORGANISED + body)[1])) == [
        ("I.1", "Các cơ quan, đơn vị", "other", 2),
        ("I.1", f"Sở Y tế {CB}", "lead", 1),
    ]


def test_the_closing_words_may_charge_a_body_to_lead(prose: Facts) -> None:
    body = """1. Sở Y tế

- Kiểm tra cây trồng.

Ủy ban nhân dân
tỉnh yêu cầu các sở, ngành nghiêm túc thực hiện. Giao Sở Nội vụ chủ trì, đôn đốc các đơn vị thực hiện./.
"""
    assert assigned(prose(ORGANISED + body)[1]) == [
        ("I.1", f"Sở Y tế {CB}", "other", 1),
        ("I.1", f"Sở Nội vụ {CB}", "lead", 1),
    ]


def test_what_is_delegated_is_owed(prose: Facts) -> None:
    body = """I. NỘI DUNG PHÂN CẤP

1. Sở Tài chính

a) Giao cây giống.

b) Thu hồi cây giống.

2. Đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh

a) Thanh lý cây khô.

b) Bán cây khô.
"""
    assert assigned(prose(HEAD + body)[1]) == [
        ("I.1", f"Sở Tài chính {CB}", "other", 2),
        ("I.2", "Đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh", "other", 2),
    ]


@pytest.mark.parametrize(
    ("sentence", "to", "via"),
    [
        ("Tổng hợp số liệu; xây dựng báo cáo giám sát, báo cáo đánh giá để báo cáo Bộ Y tế và UBND tỉnh.",
         ["Bộ Y tế", UBND], []),
        ("Tổng hợp, báo cáo cấp thẩm quyền (UBND tỉnh, Bộ Y tế và các Bộ chủ trì dự án) việc trồng cây.",
         [UBND, "Bộ Y tế", "Các Bộ chủ trì dự án"], []),
        ("Thực hiện chế độ báo cáo tình hình cây trồng với UBND tỉnh theo quy định.", [UBND], []),
        ("Chăm sóc cây và báo cáo về Sở Y tế (qua Chi cục Dân số).", [f"Sở Y tế {CB}"], [f"Chi cục Dân số {CB}"]),
    ],
)  # fmt: skip
def test_who_receives_a_report(prose: Facts, sentence: str, to: list[str], via: list[str]) -> None:
    facts = prose(f"{ORGANISED}1. Sở Nội vụ\n\n- Trồng cây.\n\n- {sentence}\n")[1]
    assert reports(facts) == [([f"Sở Nội vụ {CB}"], to, via)]


def test_those_whom_a_dossier_asks_do_not_report(prose: Facts) -> None:
    body = """I. KHEN THƯỞNG

1. Hồ sơ trình, đề nghị Chủ tịch UBND tỉnh xem xét gửi về Sở Nội vụ (qua Phòng Thi đua) trước ngày 31/3/2026.
"""
    assert reports(prose(HEAD + body)[1]) == [([], [f"Sở Nội vụ {CB}"], ["Phòng Thi đua"])]


def test_a_drive_of_the_title_is_an_event_in_any_letters(prose: Facts) -> None:
    body = """I. NỘI DUNG

1. Phong trào thi đua cao điểm diễn ra trong tháng 10; đợt 1 bắt đầu trước.
"""
    events = [(e.section, e.name) for e in prose(HEAD + body)[1].events]
    assert events == [("preamble", "Phong trào thi đua trồng cây bóng mát trong trường học")]


@pytest.mark.parametrize(
    ("sentence", "ordered"),
    [
        ("Phê duyệt kế hoạch trồng cây bóng mát; phân công người theo dõi.", True),
        ("Phê duyệt kế hoạch tuyển dụng viên chức.", False),
        ("Căn cứ Kế hoạch này, khẩn trương xây dựng kế hoạch ươm giống theo chỉ tiêu phân bổ.", True),
        ("Lập kế hoạch ươm giống theo chỉ tiêu phân bổ.", False),
        ("Xây dựng kế hoạch cụ thể triển khai vườn ươm tại các trường.", True),
        ("Có kế hoạch đẩy mạnh tuyên truyền về Phong trào thi đua.", True),
        ("Lập kế hoạch, dự toán theo Kế hoạch này và Luật Ngân sách nhà nước.", False),
    ],
)
def test_plans_for_the_matter_of_this_one(prose: Facts, sentence: str, ordered: bool) -> None:
    facts = prose(f"{ORGANISED}1. Sở Nội vụ\n\n- {sentence}\n\n- Trồng cây.\n")[1]
    assert bool(facts.plan_orders) is ordered


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Từ nguồn ngân sách tỉnh đối ứng.", ["ngân sách tỉnh đối ứng"]),
        ("Từ nguồn kinh phí sự nghiệp môi trường trong dự toán ngân sách tỉnh năm 2025.",
         ["nguồn kinh phí sự nghiệp môi trường trong dự toán ngân sách tỉnh"]),
        ("Theo hình thức hợp tác công tư (PPP).", ["hợp tác công tư (PPP)"]),
        ("Kinh phí thực hiện từ các doanh nghiệp lâm nghiệp và huy động nguồn lực xã hội hóa.",
         ["các doanh nghiệp lâm nghiệp", "nguồn lực xã hội hóa"]),
        ("Ngân sách tỉnh bảo đảm kinh phí (bao gồm nguồn kinh phí chi thường xuyên và chi đầu tư).",
         ["Ngân sách tỉnh"]),
        ("Do các nhà đầu tư chủ động tự đảm bảo kinh phí.", ["các nhà đầu tư"]),
        ("Các nhà đầu tư tham gia chăm sóc cây.", []),
    ],
)  # fmt: skip
def test_sources_with_what_says_whose_they_are(prose: Facts, sentence: str, expected: list[str]) -> None:
    facts = prose(f"{HEAD}I. KINH PHÍ THỰC HIỆN\n\n{sentence}\n")[1]
    assert [f.name for f in facts.funding] == expected


@pytest.mark.parametrize(
    ("title", "parts", "expected"),
    [
        ("NỘI DUNG", "xã A: 20 cây, xã B: 40 cây", [(60, None), (20, "xã A"), (40, "xã B")]),
        ("NỘI DUNG", "xã A: 20 cây, xã B: 30 cây", []),
        ("THỰC TRẠNG", "xã A: 20 cây, xã B: 40 cây", []),
    ],
)
def test_amounts_with_their_parts_are_indicators(
    prose: Facts, title: str, parts: str, expected: list[tuple[int, str | None]]
) -> None:
    facts = prose(f"{HEAD}I. {title}\n\n- Trồng mới cây xanh: 60 cây (Trong đó: {parts});\n")[1]
    assert [(int(t.value), t.group) for i in facts.indicators for t in i.targets] == expected


def test_the_body_that_sees_to_programmes_names_none(prose: Facts) -> None:
    body = "I. NỘI DUNG\n\n1. Báo cáo Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh và Sở Y tế.\n"
    assert not prose(HEAD + body)[1].programmes


def test_a_letter_without_a_head_is_of_the_one_province_it_names(prose: Facts) -> None:
    body = """1. Sở Y tế tỉnh Cao Bằng

- Trồng cây.

- Báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15/12/2025.

Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện./.
"""
    assert reports(prose(body)[1]) == [([f"Sở Y tế {CB}"], [UBND], [])]
