"""Who is charged in the papers of schools, hospitals, unions and communes: posts, divisions, groups of their own."""

import pytest

from cancu.graph.plan import PlanFacts
from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import CB, HEAD, assigned

ORGANISING = "II. PHÂN CÔNG NHIỆM VỤ\n\n"


def charged(facts: PlanFacts) -> list[str]:
    return [a.agency.name for a in facts.assignments]


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Đồng chí Nông Văn A - Phó Chủ tịch UBND xã, Trưởng ban: Chỉ đạo chung.", ["Phó Chủ tịch Ủy ban nhân dân xã"]),
        ("Đ/c Lý Thị Mai – Phó Hiệu trưởng: Duyệt kế hoạch.", ["Phó Hiệu trưởng"]),
        ("Hiệu trưởng: Duyệt kế hoạch.", ["Hiệu trưởng"]),
        ("Nhân viên y tế\n+ Trực y tế.\n+ Quản lý tủ thuốc.", ["Nhân viên y tế"]),
        ("Giáo viên chủ nhiệm: Theo dõi lớp mình.", ["Giáo viên chủ nhiệm"]),
        ("Tổ Văn phòng: Mua hạt giống.", ["Tổ Văn phòng"]),
        ("Các khoa, phòng: Đăng ký cây của mình.", ["Các khoa, phòng"]),
        ("Khoa Dược: Trồng cây thuốc.", ["Khoa Dược"]),
        ("Công đoàn ngành, công đoàn xã, phường: Vận động.", ["Công đoàn ngành", "Công đoàn xã, phường"]),
        ("Công đoàn cơ sở: Vận động.", ["Công đoàn cơ sở"]),
        ("Giáo viên chủ nhiệm các lớp: Lập danh sách.", ["Giáo viên chủ nhiệm các lớp"]),
        ("Trưởng các thôn, làng: Bình chọn.", ["Trưởng các thôn, làng"]),
        ("Viễn thông Cao Bằng, Viettel Cao Bằng: Nhắn tin.", ["Viễn thông Cao Bằng", "Viettel Cao Bằng"]),
        ("Các Huyện đoàn, Thành đoàn, Đoàn trực thuộc: Ra quân.", ["Các Huyện đoàn, Thành đoàn, Đoàn trực thuộc"]),
        (
            "Các trường mầm non, tiểu học, THCS trên địa bàn: Trồng cây.",
            ["Các trường mầm non, tiểu học, trung học cơ sở trên địa bàn"],
        ),
        (
            "Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh: Vận động.",
            [f"Đảng ủy Mặt trận Tổ quốc và các đoàn thể {CB}"],
        ),
    ],
)
def test_a_heading_charges_whoever_it_names(prose: Facts, heading: str, names: list[str]) -> None:
    assert charged(prose(f"{HEAD}{ORGANISING}1. {heading}\n")[1]) == names


def test_a_person_is_charged_by_the_post_alone(prose: Facts) -> None:
    facts = prose(f"{HEAD}{ORGANISING}1. Đồng chí Nông Văn A - Trưởng phòng Văn hóa - Xã hội: Tưới cây.\n")[1]
    assert charged(facts) == ["Trưởng phòng Văn hóa - Xã hội"]
    assert "Nông Văn A" not in facts.assignments[0].agency.surface


@pytest.mark.parametrize(
    ("helping", "names"),
    [
        ("Phòng Kế hoạch tổng hợp, các khoa lâm sàng", ["Phòng Kế hoạch tổng hợp", "Các khoa lâm sàng"]),
        ("Khoa Khám bệnh", ["Khoa Khám bệnh"]),
    ],
)
def test_divisions_of_a_hospital_help(prose: Facts, helping: str, names: list[str]) -> None:
    body = f"II. NHIỆM VỤ\n\n1. Vườn thuốc\n\n- Đơn vị đầu mối: Khoa Dược.\n\n- Đơn vị phối hợp: {helping}.\n"
    assert charged(prose(HEAD + body)[1]) == ["Khoa Dược", *names]


def test_a_request_behind_the_names_is_one(prose: Facts) -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Đối với Ủy ban nhân dân các xã, phường\n\nTrân trọng đề nghị chỉ đạo trồng cây.\n"
    )
    assert assigned(prose(HEAD + body)[1]) == [("II.1", "Ủy ban nhân dân các xã, phường", "requested", 1)]


def test_an_item_that_opens_with_dau_moi_leads(prose: Facts) -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n1.1. Đầu mối theo dõi cây thuốc.\n\n1.2. Tưới cây.\n"
    assert assigned(prose(HEAD + body)[1]) == [("II.1", f"Sở Y tế {CB}", "lead", 2)]


def test_points_with_a_letter_and_a_full_stop_are_items(prose: Facts) -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na. Chọn cây thuốc.\n\nb. Tưới cây.\n"
    assert assigned(prose(HEAD + body)[1]) == [("II.1", f"Sở Y tế {CB}", "other", 2)]


def test_numbers_that_begin_anew_inside_a_point_belong_to_it(prose: Facts) -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n1. Chọn cây.\n\n2. Chăm cây.\n\n3. Tưới cây.\n\n"
        "2. Sở Nội vụ\n\n1. Vận động.\n\n2. Khen thưởng.\n\n3. Sở Tài chính: Bố trí kinh phí.\n"
    )
    assert assigned(prose(HEAD + body)[1]) == [
        ("II.1", f"Sở Y tế {CB}", "other", 3),
        ("II.2", f"Sở Nội vụ {CB}", "other", 2),
        ("II.3", f"Sở Tài chính {CB}", "other", 1),
    ]


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("SỞ Y TẾ TỈNH CAO BẰNG\nBỆNH VIỆN PHỤ SẢN\nSố: 3/KH-BVPS", "Bệnh viện Phụ sản tỉnh Cao Bằng"),
        (
            "UBND TỈNH CAO BẰNG\nBAN CHỈ ĐẠO PHÒNG CHỐNG THIÊN TAI\nSố: 3/KH-BCĐ",
            "Ban Chỉ đạo phòng chống thiên tai tỉnh Cao Bằng",
        ),
        (
            "PHÒNG VĂN HÓA - XÃ HỘI PHƯỜNG THỤC PHÁN\nTRƯỜNG THCS KIM ĐỒNG\nSố: 3/KH-THCSKĐ",
            "Trường Trung học cơ sở Kim Đồng phường Thục Phán",
        ),
    ],
)
def test_a_name_in_capitals_is_written_as_prose_writes_it(prose: Facts, head: str, issuer: str) -> None:
    paper = f"{head}\n\nKẾ HOẠCH\nTrồng cây năm 2026\n\nI. MỤC ĐÍCH\n\n1. Giữ bóng mát.\n"
    assert prose(paper)[1].identity.issuer_name == issuer


def test_money_behind_another_source_is_not_the_first_ones(prose: Facts) -> None:
    body = "II. KINH PHÍ\n\nTừ nguồn chi thường xuyên của các đơn vị và nguồn quỹ khuyến học (850.000.000 đồng).\n"
    first = prose(HEAD + body)[1].funding[0]
    assert (first.name, first.amount) == ("nguồn chi thường xuyên của các đơn vị", None)


def test_sources_under_the_need_for_money(prose: Facts) -> None:
    sources = "- Ngân sách tỉnh: 85.000 triệu đồng;\n\n- Ngân sách huyện: 4.100 triệu đồng.\n"
    body = f"II. NHU CẦU VỐN\n\nTổng: 89.100 triệu đồng:\n\n{sources}"
    assert [(f.name, int(f.amount or 0)) for f in prose(HEAD + body)[1].funding] == [
        ("Ngân sách tỉnh", 85000),
        ("Ngân sách huyện", 4100),
    ]


def test_an_amount_before_its_source_is_that_sources_alone(prose: Facts) -> None:
    body = (
        "II. KINH PHÍ\n\n1. Năm 2026: 4.850 triệu đồng (Bốn nghìn tám trăm năm mươi triệu đồng) từ ngân sách tỉnh và "
        "12 triệu đồng từ nguồn xã hội hóa.\n\n2. Tổng 8,6 tỷ đồng từ ngân sách xã và nguồn tài trợ.\n\n"
        "3. Vận động tài trợ: 5 tỷ đồng từ nguồn quỹ Trồng cây.\n"
    )
    assert [(f.name, f.amount and float(f.amount)) for f in prose(HEAD + body)[1].funding] == [
        ("ngân sách tỉnh", 4850.0),
        ("nguồn xã hội hóa", 12.0),
        ("ngân sách xã", None),
        ("nguồn tài trợ", None),
        ("Vận động tài trợ", 5.0),
        ("nguồn quỹ Trồng cây", None),
    ]


def test_names_in_a_table_end_with_their_cells(prose: Facts) -> None:
    table = (
        "II. NHIỆM VỤ\n\n| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n"
        "| 1 | Kiểm tra | Sở Y tế | UBMTTQ phường | Từ 10/6/2026 |\n"
        "| 2 | Tổng hợp, báo cáo UBND phường | Sở Nội vụ | | Trước 05/7/2026 |\n"
    )
    facts = prose(HEAD + table)[1]
    assert [name for name in charged(facts) if "phường" in name] == ["Ủy ban Mặt trận Tổ quốc Việt Nam phường"]
    (report,) = facts.deadlines
    assert ([p.name for p in report.to], report.due and report.due.iso) == (["Ủy ban nhân dân phường"], "2026-07-05")


def test_the_day_of_a_head_may_be_printed_in_figures(prose: Facts) -> None:
    head = "UBND TỈNH CAO BẰNG\nSố: 12/KH-UBND\nCao Bằng, ngày 12/9/2025\n\nKẾ HOẠCH\nTrồng cây\n"
    assert prose(head)[1].identity.date == "2025-09-12"


def test_the_place_of_a_commune_may_be_printed_in_english_too(prose: Facts) -> None:
    head = "UBND XÃ ĐĂK PƠ - PEOPLE'S COMMITTEE OF DAK PO COMMUNE\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nTrồng cây\n"
    assert prose(head)[1].identity.issuer_name == "Ủy ban nhân dân xã Đăk Pơ"


def test_the_time_behind_a_recipient_is_no_part_of_its_name(prose: Facts) -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nBáo cáo UBND xã 6 tháng (trước ngày 05/6/2026).\n"
    assert [[p.name for p in d.to] for d in prose(HEAD + body)[1].deadlines] == [["Ủy ban nhân dân xã"]]


def test_a_table_drawn_without_bars_at_its_ends_is_one(prose: Facts) -> None:
    body = (
        "II. NHIỆM VỤ\nTT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian\n"
        "1 | Chọn cây | Sở Y tế | Sở Nội vụ | Tháng 5/2026\n"
        "2 | Trồng cây | Sở Tài chính | Các trường | Trước 30/6/2026\n"
        "\nIII. KINH PHÍ\n| TT | Nguồn vốn | Số tiền |\n| 1 | Ngân sách tỉnh | 1.200 |\n"
    )
    facts = prose(HEAD + body)[1]
    assert charged(facts) == [f"Sở Y tế {CB}", f"Sở Nội vụ {CB}", f"Sở Tài chính {CB}", "Các trường"]
    assert [d.due.iso for a in facts.assignments for d in a.duties if d.due][::2] == ["2026-05", "2026-06-30"]
    assert [f.name for f in facts.funding] == ["Ngân sách tỉnh"]


def test_two_matters_joined_by_a_dash_are_one_event(prose: Facts) -> None:
    body = "II. NHIỆM VỤ\n\n1. Tổ chức Tuần lễ Văn hóa - Du lịch Cao Bằng.\n"
    assert [e.name for e in prose(HEAD + body)[1].events] == ["Tuần lễ Văn hóa - Du lịch Cao Bằng"]


STEERING = """BAN CHỈ ĐẠO 389
THÀNH PHỐ CẦN THƠ

Số: 15/KH-BCĐ389
Cần Thơ, ngày 28 tháng 8 năm 2026

KẾ HOẠCH
Kiểm tra đồ chơi trẻ em

I. PHÂN CÔNG
1. Công an thành phố: Kiểm tra kho hàng.
2. Các khu phố, bản: Nhắc nhở người bán.

II. CHẾ ĐỘ BÁO CÁO
Các sở, ngành báo cáo kết quả về Sở Công Thương:
- Báo cáo tổng kết: trước ngày 30/9/2026.
"""


def test_a_steering_committee_is_of_the_province_that_its_name_ends_with(prose: Facts) -> None:
    facts = prose(STEERING)[1]
    assert facts.identity.issuer_name == "Ban Chỉ đạo 389 thành phố Cần Thơ"
    agencies = [a.agency.name for a in facts.assignments]
    assert agencies == ["Công an thành phố Cần Thơ", "Các khu phố, bản"]


def test_the_day_of_a_report_below_those_who_owe_it_is_theirs_where_nobody_knows_the_issuer(prose: Facts) -> None:
    (report,) = prose(STEERING)[1].deadlines
    assert [p.name for p in report.who] == ["Các sở, ngành"]
    assert [p.name for p in report.to] == ["Sở Công Thương thành phố Cần Thơ"]
    assert report.due is not None
    assert report.due.iso == "2026-09-30"


def test_the_first_words_of_the_issuers_name_mean_the_issuer(prose: Facts) -> None:
    body = """HỘI ĐỒNG NHÂN DÂN
TỈNH AN GIANG
BAN VĂN HÓA - XÃ HỘI

Số: 27/KH-BVHXH
An Giang, ngày 04 tháng 3 năm 2026

KẾ HOẠCH
Giám sát việc chăm sóc cây xanh

I. CÁCH LÀM
1. Giám sát qua báo cáo: các cơ quan chịu sự giám sát gửi báo cáo về Ban Văn hóa - Xã hội trước ngày 05/4/2026.
"""
    facts = prose(body)[1]
    (report,) = facts.deadlines
    assert [p.name for p in report.who] == ["Các cơ quan chịu sự giám sát"]
    assert [p.name for p in report.to] == [facts.identity.issuer_name]


def test_the_leaders_of_the_department_are_those_of_whose_paper_it_is(prose: Facts) -> None:
    body = """SỞ Y TẾ
TỈNH CAO BẰNG

Số: 77/KH-SYT
Cao Bằng, ngày 02 tháng 02 năm 2026

KẾ HOẠCH
Trồng cây thuốc năm 2026

I. TỔ CHỨC THỰC HIỆN
1. Thư viện tỉnh: Chủ trì trưng bày sách; báo cáo Lãnh đạo Sở trước ngày 20/5/2026.
"""
    (report,) = prose(body)[1].deadlines
    assert [p.name for p in report.who] == ["Thư viện tỉnh Cao Bằng"]
    assert [p.name for p in report.to] == ["Lãnh đạo Sở Y tế tỉnh Cao Bằng"]
