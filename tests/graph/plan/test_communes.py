"""Bodies that a commune's own paper names: those of the commune itself, and those of its province."""

import pytest

from tests.graph.plan.conftest import Facts

PAPER = """ỦY BAN NHÂN DÂN
XÃ ĐÔNG KHÊ
Số: 12/KH-UBND

KẾ HOẠCH
Chăm sóc cây xanh năm 2026

Thực hiện Kế hoạch số 3/KH-UBND ngày 05/01/2026 của UBND tỉnh Cao Bằng, UBND xã Đông Khê ban hành Kế hoạch:

I. MỤC ĐÍCH
1. Giữ bóng mát.
II. TỔ CHỨC THỰC HIỆN
1. {name}: chủ trì tưới cây; báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 15/12/2026.
"""


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Phòng Kinh tế", "Phòng Kinh tế xã Đông Khê"),
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội xã Đông Khê"),
        ("Văn phòng HĐND và UBND xã", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Đông Khê"),
        ("Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công xã Đông Khê"),
        ("Phòng Kinh tế xã Đông Khê", "Phòng Kinh tế xã Đông Khê"),
        ("Kho bạc Nhà nước khu vực", "Kho bạc Nhà nước khu vực"),
        ("Sở Y tế", "Sở Y tế tỉnh Cao Bằng"),
        ("Các thôn", "Các thôn"),
    ],
)
def test_a_body_of_the_commune_bears_its_name(prose: Facts, name: str, full: str) -> None:
    assert [a.agency.name for a in prose(PAPER.format(name=name))[1].assignments] == [full]


def test_the_province_is_the_one_that_the_recital_names(prose: Facts) -> None:
    (report,) = prose(PAPER.format(name="Phòng Kinh tế"))[1].deadlines
    assert [p.name for p in report.to] == ["Ủy ban nhân dân tỉnh Cao Bằng"]
    assert [p.name for p in report.via] == ["Sở Nội vụ tỉnh Cao Bằng"]


def test_two_posts_joined_by_a_comma_are_two(prose: Facts) -> None:
    posts = "Chủ tịch Hội Nông dân xã, Chủ tịch Hội Liên hiệp Phụ nữ xã"
    names = [a.agency.name for a in prose(PAPER.format(name=posts))[1].assignments]
    assert names == ["Chủ tịch Hội Nông dân xã Đông Khê", "Chủ tịch Hội Liên hiệp Phụ nữ xã Đông Khê"]


def test_a_report_to_a_post_alone_goes_to_the_issuers_own_if_it_has_such_a_post(prose: Facts) -> None:
    paper = PAPER.replace("báo cáo UBND tỉnh (qua Sở Nội vụ)", "báo cáo {post} kết quả")
    told = [
        [p.name for d in prose(paper.format(name="Phòng Kinh tế", post=post))[1].deadlines for p in d.to]
        for post in ("Chủ tịch", "Giám đốc")
    ]
    assert told[0] == ["Chủ tịch Ủy ban nhân dân xã Đông Khê"]
    assert "Giám đốc" not in " ".join(told[1])


NOTICE = (
    "{head}\n\nCăn cứ Luật Lâm nghiệp năm 2017;\n{who} thông báo lịch tưới cây như sau:\n1. Thời gian: Buổi sáng.\n"
)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("THÔNG BÁO\nVề việc tưới cây", "Về việc tưới cây"),
        ("THÔNG BÁO VỀ VIỆC TƯỚI CÂY", "VỀ VIỆC TƯỚI CÂY"),
        ("THÔNG BÁO Về việc tưới cây\nNgày cập nhật 24/04/2026", "Về việc tưới cây"),
        ("Thông báo về việc tưới cây", "về việc tưới cây"),
    ],
)
def test_a_notice_copied_from_a_page_is_one_of_the_commune_that_gives_it(prose: Facts, head: str, title: str) -> None:
    identity = prose(NOTICE.format(head=head, who="UBND xã Đông Khê"))[1].identity
    assert identity.type is not None
    assert (identity.type.slug, identity.title) == ("thong-bao", title)
    assert (identity.issuer_name, identity.level) == ("Ủy ban nhân dân xã Đông Khê", "commune")


def test_a_plan_copied_from_a_page_says_in_its_first_line_what_it_is(prose: Facts) -> None:
    plan = "Kế hoạch về việc tưới cây\nNgày cập nhật 24/04/2026\n\nUBND xã Đông Khê triển khai kế hoạch sau:\n1. A.\n"
    identity = prose(plan)[1].identity
    assert identity.type is not None
    assert (identity.type.slug, identity.title) == ("ke-hoach", "về việc tưới cây")
    assert identity.issuer_name == "Ủy ban nhân dân xã Đông Khê"


def test_what_another_commune_told_does_not_make_the_paper_its_own(prose: Facts) -> None:
    recital = "Theo Công văn số 5/UBND ngày 02/01/2026 của UBND xã Tây Khê thông báo lịch tưới cây;\nPhòng Kinh tế"
    assert prose(NOTICE.format(head="THÔNG BÁO\nVề việc tưới cây", who=recital))[1].identity.issuer_name is None


def test_a_sentence_that_opens_a_paper_is_not_the_name_of_a_body(prose: Facts) -> None:
    letter = "Uỷ ban nhân dân xã Đông Khê đề nghị các hộ tưới cây như sau:\n1. Buổi sáng.\n"
    assert prose(letter)[1].identity.issuer_name is None


OF_A_DISTRICT = PAPER.replace("05/01/2026 của UBND tỉnh Cao Bằng", "05/01/2023 của UBND huyện Thạch An").replace(
    "2026", "2023"
)


@pytest.mark.parametrize(
    ("paper", "name", "full"),
    [
        (PAPER, "Công chức Văn hóa - Xã hội", "Công chức Văn hóa - Xã hội xã Đông Khê"),
        (PAPER, "Giao công chức Địa chính - Xây dựng", "Công chức Địa chính - Xây dựng xã Đông Khê"),
        (PAPER, "Văn phòng HĐND - UBND xã", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Đông Khê"),
        (PAPER, "Các chi bộ, đảng bộ trực thuộc", "Các chi bộ, đảng bộ trực thuộc"),
        (PAPER, "Hạt Kiểm lâm số 2", "Hạt Kiểm lâm số 2"),
        (PAPER, "Bộ phận Tiếp nhận và Trả kết quả", "Bộ phận Tiếp nhận và Trả kết quả"),
        (OF_A_DISTRICT, "Phòng Nội vụ", "Phòng Nội vụ huyện Thạch An"),
        (OF_A_DISTRICT, "Công an xã", "Công an xã Đông Khê"),
        (OF_A_DISTRICT.replace("UBND huyện Thạch An", "UBND huyện"), "Phòng Nội vụ", "Phòng Nội vụ"),
    ],
)
def test_who_is_charged_bears_the_name_of_the_commune_or_of_its_district(
    prose: Facts, paper: str, name: str, full: str
) -> None:
    assert [a.agency.name for a in prose(paper.format(name=name))[1].assignments] == [full]


def test_the_district_that_the_recital_names_is_the_one_that_gets_the_report(prose: Facts) -> None:
    paper = OF_A_DISTRICT.replace("báo cáo UBND tỉnh (qua Sở Nội vụ)", "báo cáo UBND huyện (qua Phòng Nội vụ)")
    (report,) = prose(paper.format(name="Công an xã"))[1].deadlines
    assert [p.name for p in report.to] == ["Ủy ban nhân dân huyện Thạch An"]
    assert [p.name for p in report.via] == ["Phòng Nội vụ huyện Thạch An"]


def test_a_weekly_report_goes_to_the_body_without_the_week(prose: Facts) -> None:
    paper = OF_A_DISTRICT.replace("báo cáo UBND tỉnh (qua Sở Nội vụ)", "báo cáo UBND huyện hằng tuần")
    (report,) = prose(paper.format(name="Công an xã"))[1].deadlines
    assert [p.name for p in report.to] == ["Ủy ban nhân dân huyện Thạch An"]
