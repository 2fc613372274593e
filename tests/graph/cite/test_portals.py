"""Papers as web pages and hurried copies print them, on texts of our own."""

import pytest

from tests.graph.cite.papers import DAY, HEAD, MOTTO, TITLE, cited, read


def test_another_paper_that_a_page_names_in_a_line_above_the_head_is_not_cited() -> None:
    found = cited(
        "Thực hiện Chỉ thị số 7-CT/TU ngày 02/01/2025 của Tỉnh ủy;", "Quyết định 9/QĐ-TTg về cây\n" + HEAD + TITLE
    )
    assert [number for number, _, _ in found] == ["7-CT/TU"]


def test_what_a_portal_prints_above_a_paper_cites_nothing() -> None:
    portal = (
        "Kế hoạch 15/KH-UBND năm 2025 triển khai Chỉ thị 7-CT/TU về cây xanh tỉnh Cao Bằng\n| Số hiệu | 15/KH-UBND |\n"
    )
    found = cited("Thực hiện Chỉ thị số 7-CT/TU ngày 02/01/2025 của Tỉnh ủy về cây xanh;", portal + HEAD + TITLE)
    assert found == [("7-CT/TU", "Tỉnh ủy Cao Bằng", "implements")] * 2


def test_a_head_without_type_word_and_place_is_told_by_symbol_capitals_and_recital() -> None:
    head = f"ỦY BAN NHÂN DÂN |\n{MOTTO}|\nSố: 15/KH-UBND |\nCao Bằng, ngày 05 tháng 01 năm 2025 |\n"
    recital = "Để trồng nhiều cây, Ủy ban nhân dân tỉnh xây dựng Kế hoạch trồng cây xanh năm 2025 như sau:"
    found = read(f"{head}{TITLE}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").facts.identity
    assert (found.type and found.type.name, found.title, found.issuer_name, found.level) == (
        "Kế hoạch",
        "TRỒNG CÂY XANH NĂM 2025",
        "Ủy ban nhân dân tỉnh Cao Bằng",
        "province",
    )


def test_a_blank_too_many_parts_no_name_in_a_head() -> None:
    head = (
        f"UỶ BAN NHÂN DÂN\n    XÃ TÂN  CÂY\n\n{MOTTO}Số:      /KH-UBND\nTân Cây, ngày 05 tháng 01 năm 2025\nKẾ HOẠCH\n"
    )
    reading = read(
        f"{head}Trồng cây xanh năm 2025\n\nThực hiện Kế hoạch số 7/KH-UBND ngày 02/01/2025 của UBND tỉnh Cao Bằng; "
        "Công văn số 97/SXD ngày 03/01/2025 của Sở Xây dựng về trồng cây.\nI. MỤC ĐÍCH\n1. Trồng cây.\n"
    )
    assert reading.facts.identity.issuer_name == "Ủy ban nhân dân xã Tân Cây"
    # A commune's department is that of the one province whose papers it names.
    assert [m.issuer_name for m in reading.mentions] == [
        "Ủy ban nhân dân tỉnh Cao Bằng",
        "Sở Xây dựng tỉnh Cao Bằng",
    ]


@pytest.mark.parametrize(
    ("printed", "number", "issuer"),
    [
        ("Công văn số 97/SXD ngày 03/01/2025", "97/SXD", "Sở Xây dựng tỉnh Cao Bằng"),
        ("Văn bản số 81/PCTT ngày 03/01/2025 của Sở Xây dựng", "81/PCTT", "Sở Xây dựng tỉnh Cao Bằng"),
        ("Nghị định số 64/CP ngày 27/9/1993", "64/CP", "Chính phủ"),
        ("Nghị định số 61/2018/NĐCP ngày 23/4/2018", "61/2018/NĐ-CP", "Chính phủ"),
        ("Quyết định số 178/TTg ngày 27/9/1993", "178/TTg", "Thủ tướng Chính phủ"),
    ],
)
def test_a_symbol_of_one_code_or_without_its_dash_is_read_behind_a_type_word(
    printed: str, number: str, issuer: str
) -> None:
    assert cited(f"Căn cứ {printed} về cây xanh;") == [(number, issuer, "based_on")]


def test_figures_with_a_unit_are_no_numbers_of_papers() -> None:
    assert cited("Căn cứ tình hình trồng cây, với mật độ 400/HA và số 5/HA rừng non;") == []


def test_what_a_heading_calls_grounds_is_rested_on() -> None:
    listed = (
        "I. CĂN CỨ PHÁP LÝ XÂY DỰNG KẾ HOẠCH\n- Quyết định số 7/QĐ-TTg ngày 02/01/2024 về cây;\n- Luật Lâm nghiệp;\n"
    )
    found = read(f"{HEAD}{TITLE}{listed}II. NHIỆM VỤ\n1. Trồng cây.\n").mentions
    assert [m.relation for m in found] == ["based_on", "based_on"]


@pytest.mark.parametrize(
    ("recital", "relations"),
    [
        (
            "Căn cứ Luật Bầu cử số 85/2015/QH13 và được sửa đổi, bổ sung một số điều tại Luật số 83/2025/QH15; "
            "Chỉ thị số 46-CT/TW ngày 16/5/2025 của Bộ Chính trị về bầu cử;",
            ["based_on", "based_on", "based_on"],
        ),
        (
            "Căn cứ Thông báo số 26-TB/TW ngày 09/5/2011 của Ban Bí thư (khóa XI) về việc sơ kết Chỉ thị số 49-CT/TW;",
            ["based_on", "nested"],
        ),
        (
            "Thực hiện Công điện số 9/CĐ-TTg ngày 06/7/2021 của Thủ tướng Chính phủ về việc tăng cường phòng dịch để "
            "thực hiện mục tiêu kép và Công văn số 16/VPCP-KGVX ngày 07/7/2021 của Văn phòng Chính phủ;",
            ["implements", "implements"],
        ),
        (
            "Thực hiện Quyết định số 5/QĐ-TTg ngày 06/02/2014 của Thủ tướng Chính phủ phê duyệt Chương trình cây xanh "
            "đến năm 2020, ngày 14 tháng 7 năm 2014, Bộ Xây dựng đã ban hành Hướng dẫn số 23/HD-BXD về cây;",
            ["implements", "cites"],
        ),
        (
            "Theo đề nghị của Sở Lao động\n- Thương binh và Xã hội tại Tờ trình số 92/TTr-SLĐTBXH ngày 06/4/2021;",
            ["proposed_by"],
        ),
    ],
    ids=["amended by a law", "term in brackets", "a later paper", "a new sentence", "a name with a dash"],
)
def test_recitals_keep_their_relations(recital: str, relations: list[str]) -> None:
    assert [relation for _, _, relation in cited(recital)] == relations


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("Nghị quyết số 42-NQ/TW ngày 24/11/2023 của Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII",
         "Ban Chấp hành Trung ương Đảng"),
        ("Nghị quyết số 81/NQ-CP ngày 04/12/2012 củaChính phủ", "Chính phủ"),
        ("Kế hoạch số 33/KH-MTTQ-BTT ngày 17/11/2025 của Ban Thường trực Ủy ban MTTQ Việt Nam xã Tân Cây",
         "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Cây"),
        ("Thông báo số 07-TB/CQTTBCĐ ngày 15/10/2025 của Cơ quan Thường trực Ban chỉ đạo Trung ương về trồng cây về "
         "kết luận của đồng chí Trưởng ban",
         "Cơ quan Thường trực Ban Chỉ đạo Trung ương về trồng cây"),
    ],
)  # fmt: skip
def test_an_issuer_is_read_as_it_is_printed(printed: str, issuer: str) -> None:
    assert cited(f"Căn cứ {printed} về cây xanh;")[0][1] == issuer


def test_the_date_of_an_amending_law_is_not_that_of_the_law_it_amends() -> None:
    law = "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
    found = read(f"{HEAD}{TITLE}Căn cứ {law} ngày 22/11/2019;\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [m.date for m in found] == ["2019-11-22", None, None]


def test_who_decides_is_named_below_the_title_where_the_head_names_no_place() -> None:
    head = f"ỦY BAN NHÂN DÂN | {MOTTO}Số: 15/2025/QĐ-UBND | {DAY} |\nQUYẾT ĐỊNH\n"
    reading = read(
        f"{head}BAN HÀNH QUY ĐỊNH VỀ CÂY XANH\nỦY BAN NHÂN DÂN TỈNH CAO BẰNG\nCăn cứ Luật Lâm nghiệp;\n"
        "Theo đề nghị của Sở Xây dựng tại Báo cáo thẩm định số 18/BCTĐ-SXD ngày 02/01/2025;\n"
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành quy định về cây xanh.\n"
    )
    found = reading.facts.identity
    assert (found.title, found.issuer_name) == ("BAN HÀNH QUY ĐỊNH VỀ CÂY XANH", "Ủy ban nhân dân tỉnh Cao Bằng")
    report = reading.mentions[-1]
    assert (report.type and report.type.name, report.issuer_name, report.relation) == (
        "Báo cáo",
        "Sở Xây dựng tỉnh Cao Bằng",
        "proposed_by",
    )


def test_a_plan_without_head_is_told_by_its_title() -> None:
    found = read(
        "KẾ HOẠCH TRỒNG CÂY XANH TRÊN ĐỊA BÀN TỈNH CAO BẰNG NĂM 2020\n\nCăn cứ Luật Lâm nghiệp;\n\n"
        "Uỷ ban nhân dân tỉnh xây dựng Kế hoạch trồng cây xanh như sau:\nI. MỤC ĐÍCH\n1. Trồng cây.\n"
    ).facts.identity
    assert (found.type and found.type.name, found.title, found.issuer_name) == (
        "Kế hoạch",
        "TRỒNG CÂY XANH TRÊN ĐỊA BÀN TỈNH CAO BẰNG NĂM 2020",
        "Ủy ban nhân dân tỉnh Cao Bằng",
    )


@pytest.mark.parametrize(
    ("recital", "expected"),
    [
        (
            "Căn\ncứ Luật Lâm nghiệp;\nCăn\ncứ Luật Đất đai;",
            [("Luật Lâm nghiệp", "based_on"), ("Luật Đất đai", "based_on")],
        ),
        (
            "Căn cứ Luật sửa đổi, bổ sung một\nsố điều Luật Đất đai ngày 18/6/2020;",
            [("Luật sửa đổi, bổ sung một số điều Luật Đất đai", "based_on"), ("Luật Đất đai", "nested")],
        ),
        (
            "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủyban nhân dân ngày 26/11/2003;",
            [("Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân", "based_on")],
        ),
        (
            "Căn cứ Luật tổ chức Chính phủngày 25/12/2001; Luật PBGDPL;",
            [("Luật Tổ chức Chính phủ", "based_on"), ("Luật Phổ biến, giáo dục pháp luật", "based_on")],
        ),
    ],
    ids=["broken lines", "no «của»", "glued words", "glued date and initials"],
)
def test_laws_are_read_over_broken_lines_and_glued_words(recital: str, expected: list[tuple[str, str]]) -> None:
    title = "VỀ THỰC HIỆN NGHỊ QUYẾT SỐ 4/NQ-HĐND NGÀY 09/12/2022 CỦA HỘI ĐỒNG NHÂN DÂN TỈNH VỀ TRỒNG CÂY\n"
    found = read(f"{HEAD}{title}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [(m.name, m.relation) for m in found[1:]] == expected


def test_a_bare_number_of_the_national_assembly_behind_a_law_is_of_a_law() -> None:
    found = read(
        f"{HEAD}{TITLE}Căn cứ Luật Đất đai số 1/2002/QH11 ngày 16/12/2002; số 83/2015/QH13 ngày 25/6/2015;\nI. A\n"
    ).mentions
    assert [m.type_name for m in found] == ["Luật", "Luật"]


def test_the_day_of_a_cited_paper_is_not_that_of_a_paper_without_head() -> None:
    found = read(
        "Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23 tháng\n4 năm 2018 của Chính phủ về cây xanh.\n1. Trồng.\n"
    )
    assert (found.facts.identity.date, found.facts.identity.year) == (None, None)


def test_a_number_without_its_dash_is_the_papers_own() -> None:
    head = HEAD.replace("15/KH-UBND", "15/KHUBND")
    reading = read(f"Kế hoạch số 15/2025/KH-UBND\n{head}{TITLE}Căn cứ Luật Lâm nghiệp;\nI. MỤC ĐÍCH\n1. Trồng cây.\n")
    assert reading.facts.identity.number == "15/KH-UBND"
    assert [m.name for m in reading.mentions] == ["Luật Lâm nghiệp"]


def test_a_committee_is_told_by_the_place_of_its_paper_and_title() -> None:
    head = f"ỦY BAN NHÂN DÂN | {MOTTO}Số: 15/KH-UBND | {DAY} |\nKẾ HOẠCH\n"
    titled = f"{head}TRỒNG CÂY XANH TỈNH CAO BẰNG NĂM 2025\nNăm 2024 trồng được nhiều cây.\nI. MỤC ĐÍCH\n1. Trồng.\n"
    assert read(titled).facts.identity.issuer_name == "Ủy ban nhân dân tỉnh Cao Bằng"
    # The place of the day alone may be that of a committee below the province.
    assert read(titled.replace("TỈNH CAO BẰNG", "Ở MỌI NƠI")).facts.identity.issuer_name is None


def test_a_commune_that_issues_its_plan_is_named_without_a_head() -> None:
    found = read(
        "KẾ HOẠCH TRỒNG CÂY XANH NĂM 2025\nUBND xã Tân Cây ban hành Kế hoạch trồng cây xanh năm 2025 như sau:\nI. A\n"
    ).facts.identity
    assert (found.issuer_name, found.level) == ("Ủy ban nhân dân xã Tân Cây", "commune")


def test_a_title_behind_a_comma_names_what_it_carries_out() -> None:
    recital = "Thực hiện Kế hoạch số 5-KH/TU ngày 17/8/2017 của Tỉnh ủy, về việc thực hiện Kết luận số 11-KL/TW về cây;"
    assert [relation for _, _, relation in cited(recital)] == ["implements", "nested"]


def test_the_sitting_of_a_council_is_not_its_papers_title() -> None:
    head = f"| Lĩnh vực | Văn hóa - Xã hội |\nHỘI ĐỒNG NHÂN\nDÂN |\n{MOTTO}|\nSố: 15/NQ-HĐND |\n{DAY} |\nNGHỊ QUYẾT\n"
    found = read(
        f"{head}VỀ CÂY XANH NĂM 2025\nHỘI ĐỒNG NHÂN DÂN TỈNH CAO BẰNG\nKHÓA X, NHIỆM KỲ 2021 - 2026, KỲ HỌP THỨ 5\n"
        "Căn cứ Luật Lâm nghiệp;\nQUYẾT NGHỊ:\nĐiều 1. Trồng cây.\n"
    ).facts.identity
    assert (found.title, found.issuer_name) == ("VỀ CÂY XANH NĂM 2025", "Hội đồng nhân dân tỉnh Cao Bằng")


def test_related_papers_that_a_portal_lists_above_the_head_are_not_cited() -> None:
    listed = "- 1Luật Lâm nghiệp 2017\n- 2 Chỉ thị 15/CT-TTg năm 2024 về cây xanh do Thủ tướng Chính phủ ban hành\n"
    assert cited("Thực hiện Chỉ thị số 7-CT/TU ngày 02/01/2025 của Tỉnh ủy;", listed + HEAD + TITLE) == [
        ("7-CT/TU", "Tỉnh ủy Cao Bằng", "implements")
    ]


def test_a_directive_without_type_word_has_its_capitals_as_title_and_the_committee_whose_chairman_speaks() -> None:
    content = (
        f"ỦY BAN NHÂN DÂN | {MOTTO}|\nSố: 24/CT-UBND | Cao Bằng, ngày 24 tháng 7 năm 2021 |\n"
        "VỀ VIỆC TRỒNG CÂY XANH\nTrước tình hình cây xanh còn ít, Chủ tịch UBND tỉnh Chỉ thị:\n1. Trồng cây.\n"
    )
    found = read(content).facts.identity
    assert (found.title, found.issuer_name) == ("VỀ VIỆC TRỒNG CÂY XANH", "Ủy ban nhân dân tỉnh Cao Bằng")


def test_a_day_that_opens_the_sentence_below_a_title_is_not_the_laws() -> None:
    title = "TRIỂN KHAI THI HÀNH LUẬT LÂM NGHIỆP\n"
    recital = "Ngày 15 tháng 11 năm 2017, Quốc hội đã thông qua Luật Lâm nghiệp (Luật số 16/2017/QH14)."
    mentions = read(f"{HEAD}{title}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [(m.date, m.relation) for m in mentions] == [(None, "implements"), (None, "cites"), (None, "cites")]


def test_who_decides_is_no_title_in_a_head_that_lost_it() -> None:
    content = (
        f"ỦY BAN NHÂN DÂN | {MOTTO}|\nSố: 24/QĐ-UBND | Cao Bằng, ngày 24 tháng 7 năm 2021 |\n"
        "ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Lâm nghiệp ngày 15/11/2017;\n"
    )
    found = read(content).facts.identity
    assert (found.title, found.issuer_name) == ("", "Ủy ban nhân dân tỉnh Cao Bằng")


def test_a_head_in_one_line_below_a_portals_lines_names_a_commune_and_a_day_in_figures() -> None:
    head = (
        "Cổng thông tin điện tử xã Tân Cây\nTrang chủ / Tin tức\n"
        "UBND XÃ TÂN CÂY - CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM - Độc "
        "lập – Tự do – Hạnh phúc\nSố : 245/ KH - UBND          Tân Cây, ngày 12/ 9/ 2025\nKẾ HOẠCH\n"
    )
    found = read(f"{head}Trồng cây xanh năm 2025\nI. MỤC ĐÍCH\n1. Trồng cây.\n").facts.identity
    assert (found.issuer_name, found.number, found.date) == (
        "Ủy ban nhân dân xã Tân Cây", "245/KH-UBND", "2025-09-12",
    )  # fmt: skip


def test_a_recital_broken_after_its_first_word_ends_the_title_above_who_decides() -> None:
    content = (
        f"UỶ BAN NHÂN\nDÂN\nTỈNH CAO BẰNG\n|\n{MOTTO}|\nSố: 24/QĐ-UBND\n|\n{DAY}\n|\nQUYẾT ĐỊNH\n"
        "VỀ VIỆC TRỒNG CÂY XANH\nỦY\nBAN NHÂN DÂN TỈNH CAO BẰNG\nCăn\ncứ Luật Lâm nghiệp ngày 15/11/2017;\n"
    )
    assert read(content).facts.identity.title == "VỀ VIỆC TRỒNG CÂY XANH"


def test_a_number_may_stand_behind_its_type_before_place_and_day() -> None:
    content = (
        "TỈNH ỦY CAO BẰNG\nĐẢNG CỘNG SẢN VIỆT NAM\nNghị quyết số: 7-NQ/TU Cao Bằng, ngày 05 tháng 3 năm 2024\n"
        "NGHỊ QUYẾT\nVỀ TRỒNG CÂY XANH\nI. MỤC ĐÍCH\n1. Trồng cây.\n"
    )
    found = read(content)
    identity = found.facts.identity
    assert (identity.number, identity.date, identity.issuer_name) == ("7-NQ/TU", "2024-03-05", "Tỉnh ủy Cao Bằng")
    assert found.mentions == ()


def test_the_youth_union_prints_its_name_where_others_have_the_motto() -> None:
    head = (
        "BAN CHẤP HÀNH TRUNG ƯƠNG                    ĐOÀN TNCS HỒ CHÍ MINH\n***\n"
        "Số: 12-KH/TWĐTN-CTTN                    Hà Nội, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\n"
    )
    found = read(f"{head}Trồng cây xanh năm 2024\nI. MỤC ĐÍCH\n1. Trồng cây.\n").facts.identity
    assert found.issuer_name == "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"


def test_what_a_column_of_legal_grounds_names_is_a_ground_of_its_row() -> None:
    table = (
        "|\n**STT**\n|\n**Tên thủ tục**\n|\n**Căn cứ pháp lý**\n|\n|\n**Theo quy định**\n|\n|\n1\n|\nTrồng cây\n|\n"
        "- Nghị định số 7/2025/NĐ-CP;\n- Thông tư số 8/2025/TT-BYT ngày 02/01/2025.\n|\n|\n2\n|\n"
        "Giới thiệu Thông tư số 9/2025/TT-BYT\n|\n- Không\n|\n|\n"
        "STT\n|\nTên\n|\nGhi chú\n|\n|\n1\n|\nTưới cây\n|\nNghị định số 10/2025/NĐ-CP\n|\n"
    )
    mentions = read(f"{HEAD}{TITLE}Căn cứ Luật Trẻ em;\nI. DANH MỤC\n{table}").mentions
    assert [(m.number, m.relation) for m in mentions][1:] == [
        ("7/2025/NĐ-CP", "based_on"),
        ("8/2025/TT-BYT", "based_on"),
        ("9/2025/TT-BYT", "cites"),
        ("10/2025/NĐ-CP", "cites"),
    ]
