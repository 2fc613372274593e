"""Heads of papers that are no plain plans: who decides, bodies that no register knows, markup inside words, signers."""

import pytest

from cancu.graph.cite import cite
from cancu.graph.read import outline
from tests.graph.plan.conftest import Facts, loaded

MOTTO = "|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\n|\n"
ARTICLES = "\n*Căn cứ Luật Trẻ em năm 2016;*\n\n**QUYẾT ĐỊNH:**\n\n**Điều 1.** Ban hành quy chế.\n\n"
END = "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n|\n"
SIGNED = f"{END}**CHỦ TỊCH**\nTrần Văn An\n|\n"


def paper(issuer: str, number: str, below: str, place: str = "Cao Bằng", end: str = SIGNED) -> str:
    return (
        f"|\n{issuer}\n-------\n{MOTTO}Số: {number}\n|\n*{place}, ngày 05\ntháng 01 năm 2026*\n|\n\n"
        f"**QUYẾT ĐỊNH**\n\n{below}{ARTICLES}{end}"
    )


@pytest.mark.parametrize(
    ("below", "number", "title", "issuer"),
    [
        ("VỀ VIỆC\nTRỒNG CÂY XANH\n**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH**\n", "15/QĐ-UBND", "VỀ VIỆC TRỒNG CÂY XANH",
         "Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng"),
        ("VỀ VIỆC TRỒNG CÂY XANH\n", "15/QĐ-UBND", "VỀ VIỆC TRỒNG CÂY XANH", "Ủy ban nhân dân tỉnh Cao Bằng"),
        ("VỀ VIỆC TRỒNG CÂY XANH\n", "15/2026/QĐ-CTUBND", "VỀ VIỆC TRỒNG CÂY XANH",
         "Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng"),
        ("VỀ VIỆC ỦY QUYỀN CHO\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ\n", "15/QĐ-UBND",
         "VỀ VIỆC ỦY QUYỀN CHO CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "Ủy ban nhân dân tỉnh Cao Bằng"),
    ],
    ids=["line below the title", "committee", "symbol", "chairman in the title"],
)  # fmt: skip
def test_a_chairman_decides_where_the_paper_says_so(
    prose: Facts, below: str, number: str, title: str, issuer: str
) -> None:
    identity = prose(paper("**ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG**", number, below))[1].identity
    assert (identity.title, identity.issuer_name, identity.level) == (title, issuer, "province")


@pytest.mark.parametrize(
    ("head", "below", "issuer", "level"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n**TRUNG TÂM TRỒNG CÂY XANH**",
         "VỀ VIỆC TRỒNG CÂY\n**GIÁM ĐỐC TRUNG TÂM TRỒNG CÂY XANH**\n",
         "Trung tâm Trồng cây xanh tỉnh Cao Bằng", "province"),
        ("**BAN CHỈ ĐẠO QUỐC GIA\nVỀ CÂY XANH**", "VỀ QUY CHẾ CỦA BAN CHỈ ĐẠO\n", "Ban Chỉ đạo quốc gia về cây xanh",
         "central"),
        ("**ỦY BAN NHÂN DÂN\nXÃ TÂN CÂY**", "VỀ VIỆC TRỒNG CÂY\n", "Ủy ban nhân dân xã Tân Cây", "commune"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO\n**TRƯỜNG TRUNG HỌC TÂN CÂY**", "VỀ CÂY\n", "Trường trung học tân cây", None),
        ("ĐẢNG BỘ TỈNH CAO BẰNG\n**ĐẢNG ỦY XÃ TÂN CÂY**\n*", "VỀ VIỆC TRỒNG CÂY\n", "Đảng ủy xã Tân Cây", "commune"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG HÀNG CÂY\n**PHÒNG VĂN HÓA - XÃ HỘI**", "VỀ VIỆC TRỒNG CÂY\n",
         "Phòng Văn hóa - Xã hội phường Hàng Cây", "commune"),
        ("ỦY BAN MTTQ VIỆT NAM\nXÃ TÂN CÂY\n**BAN THƯỜNG TRỰC**", "VỀ VIỆC TRỒNG CÂY\n",
         "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Cây", "commune"),
        ("UBMTTQ VIỆT NAM\nTỈNH CAO BẰNG\n**BAN THƯỜNG TRỰC**", "VỀ VIỆC TRỒNG CÂY\n",
         "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Cao Bằng", "province"),
        ("UBND TỈNH CAO BẰNG\n**BAN QUẢN LÝ THỊ XÃ TÂN CÂY**", "VỀ VIỆC TRỒNG CÂY\n",
         "Ban Quản lý thị xã tân cây tỉnh Cao Bằng", "province"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\n**BAN TỔ CHỨC**", "VỀ VIỆC TRỒNG CÂY\n", "Ban Tổ chức Trung ương", "central"),
    ],
)  # fmt: skip
def test_a_head_names_bodies_that_no_register_knows(
    prose: Facts, head: str, below: str, issuer: str, level: str | None
) -> None:
    number = "15-QĐ/BTCTW" if "BAN TỔ CHỨC" in head else "15/QĐ-TTCX"
    identity = prose(paper(head, number, below))[1].identity
    assert (identity.issuer_name, identity.level) == (issuer, level)


def test_the_line_below_the_title_tells_whose_plan_it_is_and_of_when(prose: Facts) -> None:
    plan = (
        "KẾ HOẠCH\nTrồng cây năm 2026\n(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Cao "
        "Bằng)\n\nI. MỤC ĐÍCH\n1. Giữ cây\nGiữ cây.\n"
    )
    identity = prose(plan)[1].identity
    assert (identity.issuer_name, identity.date, identity.number) == (
        "Ủy ban nhân dân tỉnh Cao Bằng",
        "2026-01-05",
        None,
    )
    assert identity.number_status == "issued-with"


def test_markup_inside_a_date_is_of_no_meaning(prose: Facts) -> None:
    letter = paper("**BỘ XÂY DỰNG**", "15/QĐ-BXD", "VỀ CÂY XANH\n", "Hà Nội").replace("năm 2026", "năm\n202**6**")
    assert prose(letter)[1].identity.date == "2026-01-05"


def test_a_paper_without_type_word_and_title_has_none(prose: Facts) -> None:
    identity = prose(paper("**BỘ XÂY DỰNG**", "15/QĐ-BXD", "", "Hà Nội"))[1].identity
    assert identity.title == ""
    assert identity.type is not None


def test_a_subject_line_makes_a_letter_of_a_paper_that_addresses_nobody(prose: Facts) -> None:
    letter = (
        f"|\n**BỘ XÂY DỰNG**\n-------\n{MOTTO}Số: 15/BXD-KT\n*V/v trồng cây*\n|\n"
        "*Hà Nội, ngày 05 tháng 01 năm 2026*\n|\n\n"
        f"Bộ Xây dựng nhận được ý kiến về cây xanh.\n\n1. Về cây đa\n\n2. Về cây bàng\n\n{END}"
    )
    identity = prose(letter)[1].identity
    assert identity.type is not None
    assert (identity.type.slug, identity.title) == ("cong-van", "V/v trồng cây")


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("**KT. CHỦ TỊCH**\nPHÓ CHỦ TỊCH\n**Nguyễn\nVăn An**\n", "Nguyễn Văn An"),
        ("**KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n**Lê Tấn\nBình**\n", "Lê Tấn Bình"),
        ("**CHỦ\nTỊCH**\nTrần Thị Cúc\n", "Trần Thị Cúc"),
        ("**CHỈ HUY TRƯỞNG**\nĐại tá Phạm Văn Dũng\n", "Phạm Văn Dũng"),
        ("**GIÁM ĐỐC**\nPGS.TS Hoàng **Thị** Em\n", "Hoàng Thị Em"),
    ],
)
def test_a_signer_is_named_in_full_without_rank(prose: Facts, signature: str, name: str) -> None:
    end = f"{END}{signature}|\n"
    signer = prose(paper("**ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG**", "15/QĐ-UBND", "VỀ CÂY XANH\n", end=end))[1].signer
    assert signer is not None
    assert signer.name == name


def test_a_letter_may_print_its_number_without_the_word_before_it(prose: Facts) -> None:
    letter = (
        f"UBND HUYỆN NGUYÊN BÌNH\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n-------\n{MOTTO}125/PGDĐT-TH\nV/v trồng cây\n"
        "Nguyên Bình, ngày 3 tháng 4 năm 2024\n\nKính gửi: Các trường\n\nCác trường trồng cây.\n"
    )
    identity = prose(letter)[1].identity
    assert identity.number == "125/PGDĐT-TH"
    assert identity.issuer_name == "Phòng Giáo dục và Đào tạo huyện Nguyên Bình"


def test_a_stroke_in_the_symbol_of_no_party_paper_leaves_the_stroke_before_it(prose: Facts) -> None:
    identity = prose(paper("ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG", "01/QCPH/UBND-UBMTTQ", "VỀ VIỆC TRỒNG CÂY\n"))[1].identity
    assert identity.number == "01/QCPH/UBND-UBMTTQ"


def test_a_district_that_the_title_names_issues_what_its_committee_draws_up(prose: Facts) -> None:
    body = (
        "KẾ HOẠCH\n\nRà soát hộ nghèo năm 2021 trên địa bàn huyện Nguyên Bình\n\n"
        "Thực hiện Kế hoạch số 164/KH-UBND ngày 29/8/2021 của UBND tỉnh Cao Bằng về rà soát hộ nghèo.\n\n"
        "Ủy ban nhân dân huyện xây dựng Kế hoạch rà soát hộ nghèo như sau:\n\nI. MỤC ĐÍCH\n\nRà soát đúng.\n"
    )
    identity = prose(body)[1].identity
    assert (identity.issuer_name, identity.level) == ("Ủy ban nhân dân huyện Nguyên Bình", "district")


@pytest.mark.parametrize(
    ("issuer", "below", "expected"),
    [
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN CÂY", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN CÂY",
         "Chủ tịch Ủy ban nhân dân xã Tân Cây"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH CAO BẰNG", "HỘI ĐỒNG NHÂN DÂN TỈNH CAO BẰNG\nKHÓA XII, KỲ HỌP THỨ HAI",
         "Hội đồng nhân dân tỉnh Cao Bằng"),
        ("ĐOÀN TNCS HỒ CHÍ MINH\nBAN CHẤP HÀNH TỈNH CAO BẰNG\n***", "", "Tỉnh Đoàn Cao Bằng"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH\nBAN THƯỜNG TRỰC", "",
         "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Cao Bằng"),
        ("ĐẢNG ỦY XÃ TÂN CÂY\nỦY BAN KIỂM TRA\n*", "", "Ủy ban kiểm tra Đảng ủy xã Tân Cây"),
    ],
    ids=["chairman of a commune", "council", "youth union", "place of the day alone", "organ of a commune"],
)  # fmt: skip
def test_who_decides_ends_a_title_in_small_letters(prose: Facts, issuer: str, below: str, expected: str) -> None:
    paper = (
        f"{issuer}\n{MOTTO}Số: 15/QĐ-X\nCao Bằng, ngày 05 tháng 01 năm 2026\nQUYẾT ĐỊNH\nVề việc trồng cây xanh\n"
        f"{below}\nCăn cứ Luật Trẻ em năm 2016;\nQUYẾT ĐỊNH:\nĐiều 1. Trồng cây.\n"
    )
    identity = prose(paper)[1].identity
    assert (identity.title, identity.issuer_name) == ("Về việc trồng cây xanh", expected)


BARE = "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 15/{} |\nCao Bằng, ngày 05 tháng 01 năm 2026 |\n"
"""A head that lost the line with the place of its committee."""


def test_who_decides_is_named_before_the_recital_where_the_head_lost_its_title(prose: Facts) -> None:
    below = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\nCăn cứ Luật Trẻ em năm 2016;\nQUYẾT ĐỊNH:\nĐiều 1. Trồng cây.\n"
    identity = prose(BARE.format("QĐ-UBND") + below)[1].identity
    assert (identity.type and identity.type.name, identity.issuer_name) == (
        "Quyết định",
        "Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng",
    )


@pytest.mark.parametrize(
    "cell",
    [
        "| Cơ quan ban hành | Tỉnh Cao Bằng |",
        "Nơi ban hành: Tỉnh Cao Bằng Người ký: An",
        "Nơi ban hành:\n|\nTỉnh Cao Bằng\n|\nNgười ký:\n|\nAn\n|",
    ],
)
def test_a_table_above_the_paper_tells_the_place_of_its_committee(prose: Facts, cell: str) -> None:
    plan = "KẾ HOẠCH\nTRỒNG CÂY NĂM 2026\nI. MỤC TIÊU\n1. Trồng cây.\n"
    identity = prose(f"{cell}\n{BARE.format('KH-UBND')}{plan}")[1].identity
    assert identity.issuer_name == "Ủy ban nhân dân tỉnh Cao Bằng"
    assert prose(BARE.format("KH-UBND") + plan)[1].identity.issuer_name is None
    far = f"{cell}\n" + "Mục\n" * 50 + BARE.format("KH-UBND").replace("DÂN |", "DÂN\nHUYỆN HÀ QUẢNG |")
    assert "tỉnh" not in (prose(far + plan)[1].identity.issuer_name or "")


def test_a_table_identifies_a_paper_without_a_head(prose: Facts) -> None:
    table = "Cơ quan ban hành: Thủ tướng Chính phủ\nSố hiệu:15/2026/QĐ-TTg\nNgày ban hành:05/01/2026\n"
    recital = "Xét đề nghị tại Tờ trình số 3/TTr-BXD ngày 01 tháng 01 năm 2026,\nĐiều 1. Trồng cây.\n"
    identity = prose(f"{table}\n{recital}")[1].identity
    assert (identity.number, identity.date, identity.issuer_name) == (
        "15/2026/QĐ-TTg",
        "2026-01-05",
        "Thủ tướng Chính phủ",
    )


def test_a_number_may_stand_behind_the_body_in_one_line(prose: Facts) -> None:
    line = "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG ____ Số: 15/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Cao Bằng, ngày 05"
    identity = prose(f"{line} tháng 01 năm 2026 |\nKẾ HOẠCH\nTRỒNG CÂY NĂM 2026\nI. MỤC TIÊU\n1. Trồng cây.\n")[
        1
    ].identity
    assert (identity.number, identity.date) == ("15/KH-UBND", "2026-01-05")


def test_a_sentence_names_no_issuer(prose: Facts) -> None:
    words = "Nhằm trồng cây, Ban Thường vụ Huyện ủy ban hành Chương trình trồng cây thực hiện Nghị quyết như sau:\n"
    assert prose(f"{words}I. MỤC ĐÍCH\n1. Trồng cây.\n")[1].identity.issuer_name is None


def test_the_first_of_four_bodies_numbers_their_paper_though_others_are_misprinted(prose: Facts) -> None:
    content = (
        "BỘ Y TẾ - BỘ VĂN HÓA, TH THAO - BỘ XÂY DỰNG - BỘ CÔNG AN\n-------\nSố: 7/2025/TTLT-BYT-BVHTTDL-BXD-BCA\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 05 tháng 01 năm 2025\nTHÔNG TƯ LIÊN TỊCH\nVỀ CÂY XANH\n"
        "Điều 1. Trồng cây.\n"
    )
    found = prose(content)[1].identity
    assert (found.number, found.issuer_name) == ("7/2025/TTLT-BYT-BVHTTDL-BXD-BCA", "Bộ Y tế")


@pytest.mark.parametrize(("below", "known"), [("- Căn cứ Luật Công đoàn;", True), ("Cây xanh là bạn.", False)])
def test_the_first_line_of_a_page_names_a_paper_without_a_head(prose: Facts, below: str, known: bool) -> None:
    line = "Hướng dẫn số 12/HD-TLĐ ngày 05 tháng 3 năm 2024 của Tổng Liên đoàn Lao động Việt Nam về trồng cây"
    identity = prose(f"{line}\n\n{below}\n\nI. MỤC ĐÍCH\n1. Trồng cây.\n")[1].identity
    found = (identity.type and identity.type.name, identity.number, identity.date, identity.issuer_name, identity.title)
    expected = ("Hướng dẫn", "12/HD-TLĐ", "2024-03-05", "Tổng Liên đoàn Lao động Việt Nam", "về trồng cây")
    assert found == (expected if known else (None, None, None, None, ""))


@pytest.mark.parametrize(
    ("behind", "known"),
    [
        ("về trồng cây. Trang tin xin giới thiệu toàn văn.", True),
        ("về trồng cây, cụ thể như sau:", True),
        ("về trồng cây. UBND huyện ban hành Kế hoạch thực hiện như sau:", False),
        ("về trồng cây.", False),
    ],
)
def test_a_page_may_announce_the_paper_that_it_gives(prose: Facts, behind: str, known: bool) -> None:
    said = f"Trồng cây\nNgày 05/3/2024, Tổng Liên đoàn Lao động Việt Nam ban hành Hướng dẫn số 12/HD-TLĐ {behind}"
    identity = prose(f"{said}\n\nCây xanh là bạn.\n\nI. MỤC ĐÍCH\n1. Trồng cây.\n")[1].identity
    found = (identity.number, identity.date, identity.title)
    assert found == (("12/HD-TLĐ", "2024-03-05", "về trồng cây") if known else (None, None, ""))
    assert identity.issuer_name == "Tổng Liên đoàn Lao động Việt Nam"


def test_a_resolution_without_a_head_is_of_the_day_on_which_it_was_passed(prose: Facts) -> None:
    resolution = (
        "NGHỊ QUYẾT\nVề trồng cây\nHỘI ĐỒNG NHÂN DÂN QUẬN 6\nCăn cứ Luật Lâm nghiệp năm 2017;\nQUYẾT NGHỊ:\n"
        "Điều 1. Trồng cây.\nNghị quyết này đã được Hội đồng nhân dân quận 6 khóa IX, kỳ họp thứ 12 thông qua ngày 11 "
        "tháng 7 năm 2018./.\n"
    )
    assert prose(resolution)[1].identity.date == "2018-07-11"


def test_the_day_in_the_line_of_the_number_is_the_papers_though_several_places_bear_its_name(prose: Facts) -> None:
    letter = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN CHÂU THÀNH Độc lập - Tự do - Hạnh phúc\n\n"
        "Số: 84/UBND Châu Thành, ngày 12 tháng 2 năm 2018\n\n"
        "V/v trồng cây theo Thông báo số 6/TB-UBND ngày 06 tháng 02 năm 2018\n\nKính gửi: Trung tâm Cây xanh tỉnh.\n"
    )
    assert prose(letter)[1].identity.date == "2018-02-12"


def test_what_it_came_with_is_no_part_of_a_title_that_it_stands_behind(prose: Facts) -> None:
    plan = "KẾ HOẠCH\nTRỒNG CÂY NĂM HỌC 2026 - 2027 (Ban hành kèm theo Quyết định số 15/QĐ-BXD ngày 05/01/2026)\n"
    text, facts = prose(plan + "\nI. MỤC ĐÍCH\n\n1. Trồng cây.\n")
    identity = facts.identity
    assert cite(text, outline(text), loaded(), None) == ()
    assert (identity.title, identity.period) == ("TRỒNG CÂY NĂM HỌC 2026 - 2027", (2026, 2027))


def test_a_day_whose_figures_a_copy_broke_is_read(prose: Facts) -> None:
    letter = paper("**BỘ XÂY DỰNG**", "15/QĐ-BXD", "VỀ CÂY XANH\n", "Hà Nội")
    assert "tháng 01" in letter
    assert prose(letter.replace("tháng 01", "tháng 0 1"))[1].identity.date == "2026-01-05"


ANNEX = "\n**QUY CHẾ**\n\nTRỒNG CÂY\n\n*(Kèm theo Quyết định số 15/QĐ-BYT ngày 05 tháng 01 năm 2026 của Bộ Y tế)*\n"
OTHER_ANNEX = ANNEX.replace("15/QĐ", "16/QĐ")


@pytest.mark.parametrize(
    ("annexes", "told"),
    [
        (ANNEX, ("15/QĐ-BYT", "2026-01-05", "Bộ Y tế", "15/QĐ-BYT")),
        (ANNEX + OTHER_ANNEX, (None, None, None, None)),
        (ANNEX.replace("Quyết định", "Công văn"), (None, None, None, None)),
        (ANNEX.replace("TRỒNG CÂY\n\n*(", "Trồng cây ("), (None, None, None, None)),
    ],
    ids=["its own", "of two papers", "of a paper of another type", "amid a sentence"],
)
def test_a_lost_head_is_told_by_the_annexes(prose: Facts, annexes: str, told: tuple[str | None, ...]) -> None:
    identity = prose(f"**QUYẾT ĐỊNH**\n\nBAN HÀNH QUY CHẾ TRỒNG CÂY\n{ARTICLES}{SIGNED}{annexes}")[1].identity
    assert (identity.number, identity.date, identity.issuer_name, identity.number_raw) == told


def test_a_conclusion_is_of_the_organ_that_the_line_below_its_type_names(prose: Facts) -> None:
    head = (
        "**BAN\nCHẤP HÀNH TRUNG ƯƠNG**\n*\n|\n**ĐẢNG\nCỘNG SẢN VIỆT NAM**\n-------\n|\n|\nSố 12-KL/TW\n|\n"
        "*Hà Nội, ngày 18\ntháng 01 năm 2026*\n|\n**KẾT LUẬN**\nCỦA BỘ CHÍNH TRỊ,\nBAN BÍ THƯ\nVỀ TRỒNG CÂY XANH\n"
    )
    identity = prose(f"{head}Tại phiên họp, Bộ Chính trị kết luận như sau:\n**1.** Trồng cây.\n")[1].identity
    assert (identity.issuer_name, identity.title) == ("Bộ Chính trị", "VỀ TRỒNG CÂY XANH")


def test_a_minister_who_issues_a_circular_in_its_recital_is_its_issuer(prose: Facts) -> None:
    recital = "*Căn cứ Luật Lâm nghiệp số 16/2017/QH14;*\n*Bộ trưởng Bộ\nY tế ban hành Thông tư quy định về cây.*\n"
    identity = prose(f"**THÔNG TƯ**\nQUY ĐỊNH VỀ CÂY\n{recital}**Điều 1.** Trồng cây.\n")[1].identity
    assert identity.issuer_name == "Bộ Y tế"
    other = recital.replace("ban hành Thông tư quy định", "ban hành Nghị quyết quy định")
    assert prose(f"**THÔNG TƯ**\nQUY ĐỊNH VỀ CÂY\n{other}**Điều 1.** Trồng cây.\n")[1].identity.issuer_name is None


CENTRE = "**BAN\nCHẤP HÀNH TRUNG ƯƠNG**\n*\n|\n**ĐẢNG\nCỘNG SẢN VIỆT NAM**\n-------\n|\n|\nSố 12-QĐ/TW\n|\n"


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("T/M BAN BÍ THƯ", "Ban Bí thư"),
        ("T/M BỘ CHÍNH\nTRỊ", "Bộ Chính trị"),
        ("T/M BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương Đảng"),
        ("TỔNG BÍ THƯ", "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_a_paper_of_the_central_committee_is_of_the_organ_that_signs_it(prose: Facts, signed: str, issuer: str) -> None:
    head = f"{CENTRE}*Hà Nội, ngày 18\ntháng 01 năm 2026*\n|\n**QUY ĐỊNH**\nVỀ TRỒNG CÂY XANH\n"
    body = f"- Căn cứ Điều lệ Đảng;\n**Điều 1.** Trồng cây.\n|\nNơi nhận:\n- Các xã.\n|\n**{signed}**\nTrần Văn An\n|\n"
    assert prose(head + body)[1].identity.issuer_name == issuer


def test_a_consolidation_is_one_by_its_symbol(prose: Facts) -> None:
    head = paper("**BỘ Y TẾ**", "7/VBHN-BYT", "VỀ VIỆC TRỒNG CÂY\n", "Hà Nội")
    identity = prose(head)[1].identity
    assert identity.type is not None
    assert (identity.type.name, identity.issuer_name) == ("Văn bản hợp nhất", "Bộ Y tế")


def test_the_head_of_a_committee_that_no_register_knows_decides_below_the_title(prose: Facts) -> None:
    recital = f"BAN HÀNH QUY CHẾ\n\n**TRƯỞNG BAN CHỈ ĐẠO QUỐC GIA VỀ\nCÂY XANH**\n{ARTICLES}"
    told = "Điều 2. Ban Chỉ đạo quốc gia về Cây xanh chịu trách nhiệm thi hành.\n"
    identity = prose(f"**QUYẾT ĐỊNH**\n\n{recital}{told}{SIGNED}")[1].identity
    assert (identity.issuer_name, identity.level) == ("Ban Chỉ đạo quốc gia về Cây xanh", "central")
