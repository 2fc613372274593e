"""Official letters: «V/v …» as the title, and what can be told of one whose head was lost."""

import pytest

from tests.graph.plan.conftest import Facts

ASKS = "UBND Thành phố yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:\n\n1. Sở Xây dựng:\n\n- Trồng cây.\n\n"
END = "Nơi nhận:\n- Lưu: VT.\n\n"


def test_the_subject_of_a_letter_is_its_title(prose: Facts) -> None:
    letter = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
|
Số: 41/UBND-KT
*V/v chăm sóc cây xanh
trong sân trường*
|
*Cao Bằng, ngày 05 tháng 01 năm 2026*
|

**Kính gửi:** Sở Xây dựng.

Đề nghị Sở Xây dựng trồng cây.
"""
    identity = prose(letter)[1].identity
    assert identity.title == "V/v chăm sóc cây xanh trong sân trường"
    assert (identity.number, identity.date) == ("41/UBND-KT", "2026-01-05")
    assert identity.issuer is not None
    assert identity.issuer.name == "Ủy ban nhân dân tỉnh Cao Bằng"


@pytest.mark.parametrize(
    ("line", "number", "date", "issuer"),
    [
        ("(Kèm theo Công văn số 41/BXD-KT ngày 05/01/2026 của Bộ Xây dựng)", "41/BXD-KT", "2026-01-05", "Bộ Xây dựng"),
        ("(kèm theo văn bản số:\n/UBND-KT ngày tháng năm 2026 của UBND\nThành phố)", None, "2026",
         "Ủy ban nhân dân thành phố Cần Thơ"),
    ],
    ids=["whole", "blank number"],
)  # fmt: skip
def test_the_line_of_its_annex_tells_which_letter_it_is(
    prose: Facts, line: str, number: str | None, date: str, issuer: str
) -> None:
    letter = (
        f"Kính gửi: Các sở.\n\n{ASKS}- Báo cáo Sở Tài chính thành phố Cần Thơ.\n\n{END}PHỤ LỤC\n\n{line}\n\n1. Cây đa\n"
    )
    identity = prose(letter)[1].identity
    assert (identity.number, identity.date) == (number, date)
    assert identity.issuer is not None
    assert identity.issuer.name == issuer


def test_who_asks_wrote_the_letter_where_the_place_can_be_told(prose: Facts) -> None:
    told = prose(f"Kính gửi: Các sở.\n\nĐể giữ cây trên địa bàn thành phố Cần Thơ, {ASKS}{END}")[1].identity
    assert told.issuer is not None
    assert (told.issuer.name, told.level) == ("Ủy ban nhân dân thành phố Cần Thơ", "province")
    assert prose(f"Kính gửi: Các sở.\n\n{ASKS}{END}")[1].identity.issuer is None


def test_a_header_that_names_the_chairman(prose: Facts) -> None:
    decision = """CHỦ TỊCH
ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG

Số: 5/QĐ-CTUBND
Cao Bằng, ngày 05 tháng 01 năm 2026

QUYẾT ĐỊNH
Về việc trồng cây

Điều 1. Trồng cây.
"""
    issuer = prose(decision)[1].identity.issuer
    assert issuer is not None
    assert issuer.name == "Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng"


def test_place_and_day_that_a_copy_joined_to_the_subject_are_no_part_of_it(prose: Facts) -> None:
    letter = """BỘ XÂY DỰNG
Số: 41/BXD-KT
V/v chăm sóc cây xanh,
tưới cây trong sânHà Nội, ngày 05 tháng 01 năm 2026

Kính gửi: Sở Xây dựng các tỉnh.

Đề nghị trồng cây.
"""
    identity = prose(letter)[1].identity
    assert identity.title == "V/v chăm sóc cây xanh, tưới cây trong sân"
    assert identity.date == "2026-01-05"


def test_the_type_may_stand_before_the_subject(prose: Facts) -> None:
    letter = "41/BXD-KT\n\nCông văn V/v chăm sóc cây xanh\n\nKính gửi: Các sở.\n\nĐề nghị trồng cây.\n"
    assert prose(letter)[1].identity.title == "V/v chăm sóc cây xanh"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("“V/v chăm sóc\ncây xanh”", "V/v chăm sóc cây xanh"),
        ("Về chăm sóc\ncây xanh", "Về chăm sóc cây xanh"),
    ],
)
def test_a_subject_in_quotes_or_without_its_usual_words_is_the_title(prose: Facts, subject: str, title: str) -> None:
    letter = (
        f"UBND HUYỆN SÓC SƠN\nSố: 41/UBND-KT\n{subject}\n\nSóc Sơn, ngày 05 tháng 01 năm 2020\n\n"
        "Kính gửi: UBND các xã.\n\nĐề nghị UBND các xã trồng cây.\n"
    )
    assert prose(letter)[1].identity.title == title


def test_who_a_letter_is_written_to_in_one_line_owes_what_it_asks_for(prose: Facts) -> None:
    letter = (
        "ĐOÀN TNCS HỒ CHÍ MINH TỈNH THANH HÓA\nBAN CHẤP HÀNH ĐOÀN HUYỆN THỌ XUÂN\n***\nSố: 41-CV/ĐTN\nV/v trồng cây\n\n"
        "Thọ Xuân, ngày 05 tháng 01 năm 2020\n\nKính gửi: Ban Chấp hành Đoàn các xã, thị trấn.\n"
        "Thực hiện Kế hoạch số 5-KH/TĐTN ngày 02/01/2020 của BCH Tỉnh Đoàn Thanh Hoá, đề nghị các đồng chí:\n"
        "1. Trồng cây.\n2. Báo cáo kết quả về BTV Huyện đoàn trước ngày 20/01/2020.\n"
    )
    facts = prose(letter)[1]
    assert facts.identity.issuer_name == "Huyện đoàn Thọ Xuân"
    (report,) = facts.deadlines
    assert [p.name for p in report.who] == ["Ban Chấp hành Đoàn các xã, thị trấn"]
    assert [p.name for p in report.to] == ["Huyện đoàn Thọ Xuân"]


LETTER = (
    "ỦY BAN NHÂN DÂN QUẬN 5\nPHÒNG NỘI VỤ\nSố: 21/PNV\n{subject}\n\nQuận 5, ngày 11 tháng 01 năm 2018\n\n"
    "Kính gửi: Ủy ban nhân dân 14 phường.\n\n{words}\n"
)


def test_a_subject_that_a_comma_leaves_open_goes_on_behind_an_empty_line(prose: Facts) -> None:
    letter = LETTER.format(subject="Về tưới cây,\n\nbón cây", words="Nhờ thực hiện.")
    assert prose(letter)[1].identity.title == "Về tưới cây, bón cây"


@pytest.mark.parametrize(
    ("words", "who", "via"),
    [
        ("Phòng Nội vụ đề nghị các anh chị báo cáo kết quả về Phòng trước ngày 20/01/2018.", "14 phường", ""),
        (
            "Phòng Nội vụ đề nghị Phó Chủ tịch phụ trách các khu báo cáo kết quả về Phòng trước ngày 20/01/2018.",
            "14 phường",
            "",
        ),
        (
            "Đề nghị Phó Chủ tịch UBND các phường báo cáo kết quả về Phòng Nội vụ (qua bộ phận Văn phòng UBND quận) "
            "trước ngày 20/01/2018.",
            "Phó Chủ tịch Ủy ban nhân dân các phường",
            "Văn phòng Ủy ban nhân dân quận 5",
        ),
    ],
)
def test_who_asks_for_a_report_does_not_owe_it(prose: Facts, words: str, who: str, via: str) -> None:
    (report,) = prose(LETTER.format(subject="V/v tưới cây", words=words))[1].deadlines
    assert [p.name for p in report.who] == [who if who.startswith("Phó") else f"Ủy ban nhân dân {who}"]
    assert [p.name for p in report.via] == [via] * bool(via)


def test_what_stands_behind_the_day_of_a_report_says_how_often(prose: Facts) -> None:
    words = "Đề nghị gửi báo cáo định kỳ (quý, 6 tháng, 9 tháng, năm) về Phòng Nội vụ chậm nhất là ngày 07 hàng tháng."
    (report,) = prose(LETTER.format(subject="V/v tưới cây", words=words))[1].deadlines
    assert (report.due.iso if report.due else None, report.period) == ("---07", "tháng")


def test_a_committee_that_is_named_by_what_it_builds_orders_no_plan(prose: Facts) -> None:
    words = "Thành viên BCĐ xây dựng Đề án cây xanh góp ý bằng văn bản gửi về Phòng Nội vụ trước ngày 20/01/2018."
    (report,) = prose(LETTER.format(subject="V/v tưới cây", words=words))[1].deadlines
    assert report.due is not None
    assert report.due.iso == "2018-01-20"


def test_what_is_sent_to_the_division_is_sent_to_the_one_that_writes(prose: Facts) -> None:
    words = "Đề nghị UBND các phường gửi danh sách về Phòng trước ngày 20/01/2018."
    (report,) = prose(LETTER.format(subject="V/v tưới cây", words=words))[1].deadlines
    assert [p.name for p in report.to] == ["Phòng Nội vụ quận 5"]


def test_a_kind_of_body_alone_is_no_name(prose: Facts) -> None:
    words = "Đề nghị UBND các phường:\n1. Xây dựng kế hoạch thực hiện, gửi về Phòng trước ngày 20/01/2018."
    orders = prose(LETTER.format(subject="V/v tưới cây", words=words))[1].plan_orders
    assert [[p.name for p in order.to] for order in orders] == [[]]


@pytest.mark.parametrize(
    ("words", "signed", "issuer"),
    [
        ("Bộ Xây dựng thông báo các công ty biết", "**TL. BỘ TRƯỞNG**", "Bộ Xây dựng"),
        ("Bộ Xây dựng kính báo cáo Thủ tướng Chính phủ", "KT. BỘ TRƯỞNG", "Bộ Xây dựng"),
        ("Bộ Xây dựng thông báo, Bộ Y tế đề nghị các công ty", "BỘ TRƯỞNG", None),
        ("Theo ý kiến của Bộ Xây dựng đề nghị các công ty", "BỘ TRƯỞNG", None),
        ("Bộ Xây dựng thông báo các công ty biết", "CỤC TRƯỞNG", None),
    ],
    ids=["for the minister", "a deputy", "two ministries", "another's opinion", "head of another rank"],
)
def test_the_ministry_whose_minister_signs_wrote_the_letter(
    prose: Facts, words: str, signed: str, issuer: str | None
) -> None:
    head = "|\n**Kính gửi:**\n|\n- Các công ty.\n|\n\n**1.** Trồng cây.\n\n"
    letter = f"{head}**2.** {words}./.\n\n|\n{END}|\n{signed}\nTrần Văn An\n|\n"
    assert prose(letter)[1].identity.issuer_name == issuer
