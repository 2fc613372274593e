"""Citations as hurried copies print them, on texts of our own."""

import pytest

from tests.graph.cite.papers import HEAD, TITLE, cited, read


def test_an_amending_law_by_its_number_is_one_mention() -> None:
    law = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 52/2019/QH14"
    assert [(number, relation) for number, _, relation in cited(f"Căn cứ {law};")] == [
        ("52/2019/QH14", "based_on"),
        (None, "nested"),
    ]


def test_words_that_a_copy_joined_are_told_by_their_capital_and_number() -> None:
    assert cited("Thực hiệnChỉ thị số 7-CT/TU ngày 02/01/2025 của Tỉnh ủy;") == [
        ("7-CT/TU", "Tỉnh ủy Cao Bằng", "implements")
    ]
    assert cited("Thực hiện Thông báo số53/TB-VPCP ngày 02/01/2025;") == [
        ("53/TB-VPCP", "Văn phòng Chính phủ", "implements")
    ]
    assert [number for number, _, _ in cited("Thực hiện phân loại vănbản2/TB-VPCP;")] == []


def test_a_number_before_its_type_may_lack_the_mark_where_a_body_is_coded() -> None:
    assert [n for n, _, _ in cited("Căn cứ Kế hoạch số 298 KH/TWĐTN ngày 02/01/2025 của Trung ương Đoàn;")] == [
        "298/KH-TWĐTN"
    ]


def test_a_law_about_councils_and_committees_may_name_them_the_other_way_round() -> None:
    recital = "Căn cứ Luật Ban hành văn bản quy phạm pháp luật của UBND, HĐND ngày 03 tháng 12 năm 2004;"
    mentions = read(f"{HEAD}{TITLE}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [m.date for m in mentions] == ["2004-12-03"]


def test_what_is_broken_is_not_carried_out_and_rules_issued_with_a_paper_rest_on_it() -> None:
    assert cited("Để ngăn chặn, thực hiện nghiêm việc xử lý hành vi vi phạm Luật Lâm nghiệp;") == [
        (None, "Quốc hội", "cites")
    ]
    assert cited("Căn cứ Quy chế ban hành kèm theo Quyết định số 7/QĐ-TTg ngày 02/01/2025;") == [
        ("7/QĐ-TTg", "Thủ tướng Chính phủ", "based_on")
    ]


def test_the_day_that_opens_a_sentence_is_that_of_the_paper_it_says_was_issued() -> None:
    recital = (
        "Ngày 02/01/2025, Tỉnh ủy đã ban hành Chỉ thị số 7-CT/TU về cây. Đến ngày 03/01/2025, Bộ Xây dựng ban hành "
        "Thông tư số 3/2025/TT-BXD."
    )
    mentions = read(f"{HEAD}{TITLE}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [m.date for m in mentions] == ["2025-01-02", None]


def test_a_division_behind_the_symbol_of_its_department_keeps_the_day() -> None:
    recital = "Theo đề nghị của Sở Y tế tại Tờ trình số 227/TTr-SYT.DS ngày 02/01/2025;"
    mentions = read(f"{HEAD}{TITLE}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [(m.number, m.date, m.issuer_name) for m in mentions] == [
        ("227/TTr-SYT", "2025-01-02", "Sở Y tế tỉnh Cao Bằng")
    ]


def test_a_letter_sent_to_bodies_has_its_title_behind_them() -> None:
    recital = (
        "Ngày 02/01/2025, Bộ Xây dựng đã có Văn bản số 7/BXD-KT gửi các bộ, ngành về việc triển khai Chỉ thị số "
        "9/CT-TTg ngày 01/01/2025 của Thủ tướng Chính phủ."
    )
    mentions = read(f"{HEAD}{TITLE}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [(m.number, m.date, m.relation) for m in mentions] == [
        ("7/BXD-KT", "2025-01-02", "cites"),
        ("9/CT-TTg", "2025-01-01", "nested"),
    ]


def test_the_line_that_says_what_a_paper_came_with_cites_nothing_behind_the_recipients_either() -> None:
    body = "I. MỤC ĐÍCH\n1. Trồng cây.\nNơi nhận:\n- Lưu: VT.\nĐỀ CƯƠNG TRỒNG CÂY\n"
    assert read(f"{HEAD}{TITLE}{body}(Ban hành theo Quyết định số 24/QĐ-UBND ngày 02/01/2025)\n").mentions == ()


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("ngày 16/7/20 21", "2021-07-16"),
        ("16 tháng 7 năm 2021", "2021-07-16"),
        ("ngày 16/7/5021", None),
    ],
)
def test_a_day_that_a_copy_broke_is_read_and_one_of_no_century_is_not(printed: str, day: str | None) -> None:
    head = f"{HEAD}{TITLE}Căn cứ Quyết định số 24/QĐ-TTg {printed} của Thủ tướng Chính phủ về cây xanh;\n"
    assert [(m.date, m.issuer_name) for m in read(f"{head}I. MỤC ĐÍCH\n1. Trồng cây.\n").mentions] == [
        (day, "Thủ tướng Chính phủ")
    ]


def test_what_a_paper_goes_on_carrying_out_stands_in_its_title() -> None:
    recital = (
        "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị tiếp tục thực hiện Nghị quyết số 29-NQ/TW "
        "ngày 04/11/2013 của Ban Chấp hành Trung ương Đảng;"
    )
    assert [relation for *_, relation in cited(recital)] == ["implements", "nested"]


def test_the_unit_behind_a_symbol_parts_no_number_from_its_day() -> None:
    head = f"{HEAD}{TITLE}Căn cứ Quyết định số 12/QĐ-UBND.VX ngày 03/01/2025 của UBND tỉnh về cây xanh;\n"
    assert [(m.number, m.date, m.title) for m in read(f"{head}I. MỤC ĐÍCH\n1. Trồng cây.\n").mentions] == [
        ("12/QĐ-UBND", "2025-01-03", None)
    ]


def test_a_committee_of_the_assembly_signs_with_its_term() -> None:
    assert cited("Thực hiện Văn bản số 91/UBDNGS15 ngày 02/01/2025 của Ủy ban Dân nguyện và Giám sát;") == [
        ("91/UBDNGS15", None, "implements")
    ]


def test_the_constitution_and_the_laws_are_all_law_there_is() -> None:
    assert cited("Để mọi người tuân thủ Hiến pháp, luật pháp, chấp hành nghiêm Hiến pháp và pháp luật;") == []
    assert [number for number, _, _ in cited("Căn cứ Hiến pháp năm 2013;")] == [None]


def test_a_title_may_go_on_behind_a_semicolon_with_what_it_details() -> None:
    title = "quy định về trồng cây; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Lâm nghiệp"
    assert cited(f"Căn cứ Nghị định số 7/2025/NĐ-CP của Chính phủ {title};") == [
        ("7/2025/NĐ-CP", "Chính phủ", "based_on"),
        (None, "Quốc hội", "nested"),
    ]


def test_what_a_repealed_paper_amended_is_not_amended_by_this_one_though_a_word_stands_twice() -> None:
    old = "Quyết định số 3/2016/QĐ-UBND ngày 21/3/2016 của Ủy ban nhân dân tỉnh"
    new = "Quyết định số 20/2022/QĐ-UBND ngày 15/6/2022 của Ủy ban nhân dân tỉnh tỉnh về sửa đổi, bổ sung"
    assert [relation for _, _, relation in cited(f"Bãi bỏ {new} {old}.")] == ["repeals", "nested"]


def test_a_day_amid_a_sentence_is_that_of_what_a_body_then_issued() -> None:
    recital = "Để không bỏ trống vườn cây, ngày 10/01/2025, Bộ Xây dựng (cũ) đã có Văn bản số 3/BXD-CX về cây;"
    mentions = read(f"{HEAD}{TITLE}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [(m.number, m.date) for m in mentions] == [("3/BXD-CX", "2025-01-10")]
    before = "Hoàn thành trước, ngày 10/01/2025, các xã thực hiện Văn bản số 3/BXD-CX về cây;"
    mentions = read(f"{HEAD}{TITLE}{before}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    assert [(m.number, m.date) for m in mentions] == [("3/BXD-CX", None)]
