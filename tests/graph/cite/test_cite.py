"""Mentions with their dates, issuers, nesting and relations, on sentences of our own in the manner of real plans."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.cite import Mention, cite
from cancu.graph.read import outline, text_of
from cancu.graph.registry import load_registry

REGISTRY = load_registry()
PLACE = REGISTRY.area_named("tỉnh Bình Phước")


def mentions(body: str, heading: str = "I. NHIỆM VỤ\n1. ") -> tuple[Mention, ...]:
    text = text_of("a.txt", heading + body)
    return cite(text, outline(text), REGISTRY, PLACE)


def test_a_mention_keeps_all_else_when_its_title_and_relation_are_read() -> None:
    found = only("Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị.")._replace(distance=1, part="điều 5")
    told = found.read_as(("về trẻ em", "ve tre em"), "nested", "guides", (3,), plan_ordered=True)
    assert told == found._replace(
        title="về trẻ em", title_raw="ve tre em", relation="nested", nested_relation="guides", nested_in=(3,),
        plan_ordered=True,
    )  # fmt: skip


def only(body: str, heading: str = "I. NHIỆM VỤ\n1. ") -> Mention:
    (mention,) = mentions(body, heading)
    return mention


@pytest.mark.parametrize(
    ("body", "relation"),
    [
        ("Thực hiện Chỉ thị số 23/CT-TTg của Thủ tướng Chính phủ", "implements"),
        ("Triển khai thực hiện nghiêm Nghị định số 130/2021/NĐ-CP", "implements"),
        ("Cụ thể hóa các nhiệm vụ, giải pháp nêu trong Kế hoạch số 240-KH/TU", "implements"),
        ("Tổ chức thực hiện các chỉ tiêu 01, 02 của Nghị quyết số 26/2021/NQ-HĐND", "implements"),
        ("Căn cứ chức năng, các sở bám sát nhiệm vụ tại Kế hoạch số 240-KH/TU", "implements"),
        ("Tiếp tục thực hiện quy định về xã phù hợp với trẻ em theo Quyết định số 06/QĐ-TTg", "implements"),
        ("Thực hiện hiệu quả Chương trình bơi an toàn theo Quyết định số 1717/QĐ-TTg", "implements"),
        ("Bố trí kinh phí thực hiện Kế hoạch theo quy định của Luật Ngân sách nhà nước", "based_on"),
        ("Tiếp tục triển khai thu thập chỉ tiêu thống kê theo Thông tư số 13/2021/TT-BLĐTBXH", "based_on"),
        ("Xử lý vụ việc theo quy trình quy định tại Nghị định số 56/2017/NĐ-CP", "based_on"),
        ("Trên cơ sở Kế hoạch số 240-KH/TU, các sở xây dựng chương trình", "based_on"),
        ("Tổ chức quán triệt, tuyên truyền nội dung Chỉ thị số 28-CT/TW", "cites"),
        ("Sửa đổi các văn bản phù hợp với quan điểm, mục tiêu của Chỉ thị số 28-CT/TW", "cites"),
        ("Báo cáo số liệu thuộc Bộ chỉ tiêu ban hành kèm theo Thông tư số 13/2021/TT-BLĐTBXH", "cites"),
        ("Kế hoạch của tỉnh (sau đây gọi tắt là Kế hoạch số 240-KH/TU)", "cites"),
    ],
)
def test_the_words_before_a_mention_tell_its_relation(body: str, relation: str) -> None:
    assert only(body).relation == relation


@pytest.mark.parametrize(
    ("recital", "relation"),
    [
        ("Căn cứ Luật Trẻ em năm 2016;", "based_on"),
        ("Thực hiện Công văn số 1481/BYT-BMTE ngày 14/3/2025 của Bộ Y tế,", "implements"),
        ("Theo đề nghị của Sở Y tế tại Tờ trình số 103/TTr-SYT ngày 07/5/2025,", "proposed_by"),
        ("Xét đề nghị của Sở Nội vụ tại Công văn số 15/SNV-CCVC,", "proposed_by"),
    ],
)
def test_recitals(recital: str, relation: str) -> None:
    mention = only(recital + "\nI. MỤC ĐÍCH\n", heading="")
    assert (mention.section, mention.relation) == ("preamble", relation)


def test_what_a_plan_replaces_or_repeals_is_not_what_it_carries_out() -> None:
    found = mentions(
        "Thực hiện Quyết định số 23/QĐ-TTg phê duyệt Chương trình hành động; UBND tỉnh ban hành Kế hoạch này, thay thế "
        "Kế hoạch số 20/KH-UBND ngày 15/01/2024; bãi bỏ Quyết định số 5/QĐ-UBND ngày 02/01/2020.\nI. MỤC ĐÍCH\n",
        heading="",
    )
    assert [m.relation for m in found] == ["implements", "replaces", "repeals"]


def test_drawing_up_a_plan_to_carry_out_an_instrument_orders_one() -> None:
    assert only("Xây dựng kế hoạch thực hiện Chỉ thị số 23/CT-TTg.").plan_ordered
    assert not only("Xây dựng kế hoạch và tổ chức thực hiện Chỉ thị số 23/CT-TTg.").plan_ordered


def test_a_law_that_is_called_amended_has_its_number_behind_that() -> None:
    law = only("Căn cứ Luật Bảo hiểm y tế (sửa đổi) số 51/2024/QH15 ngày 27/11/2024;")
    assert (law.type and law.type.name, law.number, law.date) == ("Luật", "51/2024/QH15", "2024-11-27")


def test_a_law_inside_the_name_of_the_law_that_amends_it_is_nested() -> None:
    outer, inner = mentions("Phổ biến Luật sửa đổi, bổ sung một số điều của Luật Trẻ em.")
    assert (outer.relation, inner.relation, inner.nested_relation) == ("cites", "nested", "amends")
    assert outer.start < inner.start < inner.end == outer.end


def test_a_list_keeps_the_relation_of_its_head() -> None:
    found = mentions(
        "Thực hiện hiệu quả các nội dung như: Chỉ thị số 28-CT/TW ngày 25/12/2023 về tuyên truyền bảo vệ trẻ em; "
        "Nghị quyết số 121/2020/QH14 về phòng, chống xâm hại trẻ em; Luật Trẻ em năm 2016 và các văn bản khác."
    )
    assert [m.relation for m in found] == ["implements"] * 3


def test_a_new_verb_after_a_semicolon_speaks_for_itself() -> None:
    found = mentions("Thực hiện Chỉ thị số 23/CT-TTg về trẻ em; phổ biến Luật Trẻ em năm 2016.")
    assert [m.relation for m in found] == ["implements", "cites"]


def test_an_instrument_in_another_title_is_nested() -> None:
    outer, inner = mentions(
        "Tiếp tục thực hiện Kế hoạch số 118/KH-UBND ngày 25/3/2018 của UBND tỉnh thực hiện Chỉ thị 18/CT-TTg "
        "ngày 16/5/2017."
    )
    assert (outer.relation, outer.nested_in) == ("implements", ())
    assert (inner.relation, inner.nested_relation, inner.nested_in) == ("nested", "implements", (0,))


@pytest.mark.parametrize(
    ("title", "nested_relation"),
    [
        ("quy định chi tiết một số điều của Luật Trẻ em", "details"),
        ("hướng dẫn thi hành Luật Trẻ em", "guides"),
        ("sửa đổi, bổ sung một số điều của Nghị định số 56/2017/NĐ-CP", "amends"),
    ],
)
def test_titles_tell_how_the_inner_instrument_stands(title: str, nested_relation: str) -> None:
    _, inner = mentions(f"Triển khai Nghị định số 130/2021/NĐ-CP ngày 30/12/2021 của Chính phủ {title}.")
    assert inner.nested_relation == nested_relation


@pytest.mark.parametrize(
    ("printed", "date", "raw"),
    [
        ("ngày 14/6/2021", "2021-06-14", None),
        ("ngày 04/1/2024", "2024-01-04", None),
        ("ngày 19 tháng 6 năm 2020", "2020-06-19", None),
        ("ngày\n26/5/2020", "2020-05-26", None),
        ("ngày 5/6/12", "2012-06-05", None),
        ("ban hành ngày 05/6/2012", "2012-06-05", None),
        ("được ban hành ngày 05/6/2012", "2012-06-05", None),
        ("ngày 31/7/98", "1998-07-31", None),
        ("hồi 15 giờ 30 phút, ngày 27/10/2025", "2025-10-27", None),
        ("hồi 11h00 ngày 27/10/2025", "2025-10-27", None),
        ("tháng 4/2024", "2024-04", None),
        ("năm 2016", "2016", None),
        ("ngày 03/01/20219", None, "03/01/20219"),
        ("ngày 31/02/2024", None, "31/02/2024"),
        ("ngày 29/02/2024", "2024-02-29", None),
        ("ngày 29/02/2023", None, "29/02/2023"),
        ("ngày 31/4/2024", None, "31/4/2024"),
        ("ngày 12/13/2024", None, "12/13/2024"),
        ("ngày 00/10/2024", None, "00/10/2024"),
        ("ngày 02/09/1944", None, "02/09/1944"),
    ],
)
def test_dates_are_as_precise_as_printed_and_never_invented(printed: str, date: str | None, raw: str | None) -> None:
    mention = only(f"Thực hiện Kế hoạch số 206/KH-UBND {printed} của UBND tỉnh.")
    assert (mention.date, mention.date_raw) == (date, raw)


def test_the_issuer_has_its_place_from_the_citing_document() -> None:
    assert only("Thực hiện Kế hoạch số 206/KH-UBND ngày 14/6/2021 của UBND tỉnh.").issuer_name == (
        "Ủy ban nhân dân tỉnh Bình Phước"
    )
    assert only(
        "Thực hiện Thông tư số 13/2021/TT-BLĐTBXH của Bộ trưởng Bộ Lao động - Thương binh và Xã hội"
    ).issuer_name == ("Bộ Lao động - Thương binh và Xã hội")


def test_without_a_printed_issuer_the_symbol_tells_it_when_only_one_body_can_be_meant() -> None:
    mention = only("Thực hiện Chỉ thị 18/CT-TTg ngày 16/5/2017")
    assert (mention.issuer_name, mention.issuer_printed) == ("Thủ tướng Chính phủ", False)
    assert only("Phổ biến Chỉ thị 28-CT/TW").issuer is None


def test_the_span_ends_with_date_and_issuer_and_leaves_the_title_out() -> None:
    mention = only("Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về chăm sóc trẻ em.")
    assert mention.text == "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị"
    assert mention.title == "chăm sóc trẻ em"


@pytest.mark.parametrize("mark", ["[1]", "(2)", " (2)", "²", "⁽³⁾"])
def test_what_refers_to_a_note_parts_no_number_from_its_date_issuer_and_title(mark: str) -> None:
    mention = only(
        f"Thực hiện Chỉ thị số 28-CT/TW{mark} ngày 25/12/2023{mark} của Bộ Chính trị{mark} về chăm sóc trẻ em."
    )
    assert (mention.number, mention.date, mention.issuer_name) == ("28-CT/TW", "2023-12-25", "Bộ Chính trị")
    assert mention.title == "chăm sóc trẻ em"


def test_members_of_a_list_share_date_and_issuer() -> None:
    first, second = mentions(
        "Thực hiện các Quyết định số: 1743/QĐ-BGTVT, 1744/QĐ-BGTVT ngày 31/12/2024 của Bộ Giao thông vận tải."
    )
    assert first.date == second.date == "2024-12-31"
    assert first.type == second.type


def test_own_number_own_annex_line_and_filing_line_are_no_citations() -> None:
    text = text_of(
        "a.txt",
        "UBND TỈNH\nSố: 15/KH-UBND\nKẾ HOẠCH\nCông tác trẻ em\n"
        "(Ban hành kèm theo Quyết định số 16/QĐ-UBND ngày 01/02/2024)\n"
        "I. MỤC ĐÍCH\n1. Làm tốt công tác.\nNơi nhận:\n- Lưu: VT, 17/KH-UBND.\n",
    )
    assert cite(text, outline(text), REGISTRY, PLACE) == ()


def test_a_number_that_opens_a_line_of_a_list_is_not_the_papers_own() -> None:
    numbers = [
        m.number
        for m in mentions(
            "Căn cứ các Quyết định của Thủ tướng Chính phủ: số 749/QĐ-TTg ngày 03/6/2020 phê duyệt Chương trình A;\n"
            "số 942/QĐ-TTg ngày 15/6/2021 phê duyệt Chiến lược B;\nsố 06/QĐ-TTg ngày 06/01/2022 phê duyệt Đề án C;"
        )
    ]
    assert numbers == ["749/QĐ-TTg", "942/QĐ-TTg", "06/QĐ-TTg"]


@pytest.mark.parametrize(
    "body", ["Thực hiện pháp luật về trẻ em, các luật hiện hành và Kế hoạch này.", "theo quy định của pháp luật"]
)
def test_unidentified_instruments_are_no_citations(body: str) -> None:
    assert mentions(body) == ()


def test_names_of_laws_with_the_same_bare_letters_are_told_apart() -> None:
    assert mentions("Đề nghị Hội Luật gia tỉnh phối hợp; Luật được Quốc hội thông qua.") == ()


def test_an_order_to_issue_a_plan_is_noticed() -> None:
    duties = "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế\na) "
    order = only("Tham mưu UBND huyện ban hành kế hoạch và tổ chức thực hiện Chỉ thị số 28-CT/TW.", duties)
    assert (order.relation, order.plan_ordered) == ("implements", True)
    assert not only("Tổ chức thực hiện Chỉ thị số 28-CT/TW.", duties).plan_ordered


WORDS = st.sampled_from(
    [
        "Thực hiện ",
        "theo ",
        "Kế hoạch số 206/KH-UBND",
        " ngày 14/6/2021",
        " của UBND tỉnh",
        "; ",
        ". ",
        "\n",
        "Luật Trẻ em",
        " về ",
        "(",
    ]
)


@given(st.lists(WORDS, max_size=25))
def test_any_order_of_words_gives_ordered_mentions_with_a_relation(words: list[str]) -> None:
    text = text_of("a.txt", "".join(words))
    found = cite(text, outline(text), REGISTRY, PLACE)
    assert all(m.relation for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text.content[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("Theo đề xuất của Chi cục Thủy lợi tại Tờ trình số 214/TTr-CCTL ngày 12/12/2025;", "Chi cục Thủy lợi"),
        ("Theo đề xuất của Chi cục Thủy lợi và ý kiến của phòng tại Tờ trình số 214/TTr-CCTL ngày 12/12/2025;", None),
        (
            "Thực hiện Thông tri số 23/TTr-MTTW-BTT của Ban Thường\ntrực Ủy ban Trung ương MTTQ Việt Nam;",
            "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        ),
        ("Căn cứ Nghị quyết số 16-NQ/TU ngày 25/9/2025 của Đại hội đại biểu Đảng bộ tỉnh Phú Thọ lần thứ XX;",
         "Đại hội đại biểu Đảng bộ tỉnh Phú Thọ"),
        ("Theo Hướng dẫn số 07/HD-BTV của Ban Thường vụ Hội LHPN tỉnh Phú Thọ;",
         "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Phú Thọ"),
    ],
)  # fmt: skip
def test_issuers_that_no_register_knows_before_the_paper_or_over_two_lines(words: str, issuer: str | None) -> None:
    assert only(words).issuer_name == issuer


def test_the_issuer_behind_papers_of_the_same_day_is_that_of_both() -> None:
    found = mentions(
        "Thực hiện Nghị quyết số 20-NQ/TW ngày 25/10/2017 và Nghị quyết số 21-NQ/TW cùng ngày của Hội nghị lần thứ sáu "
        "Ban Chấp hành Trung ương khóa XII."
    )
    assert [m.issuer_name for m in found] == ["Ban Chấp hành Trung ương Đảng"] * 2


def test_a_repeat_keeps_the_issuer_that_is_printed_for_it_beside_another_paper() -> None:
    found = mentions(
        "Thực hiện Quyết định số 512/QĐ-UBND ngày 05/4/2021 của Chủ tịch Ủy ban nhân dân tỉnh. Rà soát Quyết định số "
        "512/QĐ-UBND và Kế hoạch số 860/KH-UBND của Ủy ban nhân dân tỉnh."
    )
    assert found[1].issuer_name == "Chủ tịch Ủy ban nhân dân tỉnh Bình Phước"
