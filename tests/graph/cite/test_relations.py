"""Which relation the words before a mention give it, and in whose title it stands, on sentences of our own."""

import pytest

from cancu.graph.cite import Mention, cite
from cancu.graph.read import outline, text_of
from cancu.graph.registry import load_registry

REGISTRY = load_registry()
PLACE = REGISTRY.area_named("tỉnh Bình Phước")
DECISION = "QUYẾT ĐỊNH\nVỀ VIỆC BÃI BỎ VĂN BẢN\nĐiều 1. "


def mentions(body: str, heading: str = "I. NHIỆM VỤ\n1. ") -> tuple[Mention, ...]:
    text = text_of("a.txt", heading + body)
    return cite(text, outline(text), REGISTRY, PLACE)


def nested(body: str, heading: str = "") -> list[tuple[list[str | None], str | None]]:
    found = mentions(body + "\nI. MỤC ĐÍCH\n", heading)
    return [([found[i].number for i in m.nested_in], m.nested_relation) for m in found]


@pytest.mark.parametrize(
    ("body", "relation"),
    [
        ("Thực hiện nghiêm chỉ đạo của Thủ tướng Chính phủ tại Công điện số 12/CĐ-TTg", "implements"),
        ("Thực hiện quy định về hỗ trợ trẻ em theo quy định của Nghị định số 56/2017/NĐ-CP", "implements"),
        ("Bảo đảm tuân thủ quy định của Luật Trẻ em", "implements"),
        ("Khuyến khích doanh nghiệp thực hiện Chương trình theo Quyết định số 1719/QĐ-TTg", "implements"),
        ("Đẩy mạnh thực hiện có hiệu quả các nội dung công tác trẻ em theo Nghị quyết số 30/NQ-CP", "implements"),
        ("Thực hiện Tiểu dự án 1 của Dự án 6 theo Quyết định số 90/QĐ-TTg", "implements"),
        ("Kinh phí thực hiện Kế hoạch được bố trí theo phân cấp quy định tại Nghị định số 5/2024/NĐ-CP", "based_on"),
        ("Kinh phí thực hiện Kế hoạch theo phân cấp quy định tại Luật Ngân sách nhà nước", "based_on"),
        ("Nhiệm vụ của Ban quản lý được quy định tại Quyết định số 15/QĐ-UBND", "based_on"),
        ("Hồ sơ thuộc trường hợp quy định tại các điểm a, b và c khoản 1 Điều 3 Nghị định số 5/2024/NĐ-CP", "based_on"),
        ("Mức chi không vượt quá mức quy định tại Điều 24 của Nghị định số 5/2024/NĐ-CP", "based_on"),
        ("Người không bảo đảm điều kiện theo quy định tại Kế hoạch này hoặc vi phạm Luật Trẻ em", "cites"),
        ("Để thực hiện dự án trường học (Sở Tài chính đề nghị tại Công văn số 15/STC-ĐT)", "proposed_by"),
        ("Thực hiện nhiệm vụ được giao: về việc này, Chính phủ đã ban hành Nghị quyết số 5/NQ-CP", "cites"),
        ("Nhờ các xã thực hiện (Đính kèm Thông báo số 26/TB-UBND ngày 06/02/2024)", "cites"),
        ("Thực hiện chủ đề năm, ngày 5/3/2024 Ủy ban nhân dân huyện ban hành Kế hoạch số 9/KH-UBND", "cites"),
        ("Thực hiện rà soát, tham mưu sửa đổi, bổ sung Quyết định số 15/QĐ-UBND", "cites"),
        ("Hướng dẫn này có hiệu lực từ ngày ký và thay thế Hướng dẫn số 3/HD-UBND ngày 02/01/2024", "replaces"),
        ("Kế hoạch này thay thế các Kế hoạch: số 25/KH-UBND ngày 04/3/2022, số 41/KH-UBND ngày 15/4/2022", "replaces"),
        ("Hướng dẫn này có hiệu lực từ ngày ký, thay thế các Hướng dẫn: số 3/HD-UBND ngày 02/01/2024", "replaces"),
        ("Hướng dẫn này thay thế các văn bản sau: Hướng dẫn số 3/HD-UBND ngày 02/01/2024", "replaces"),
        ("Thực hiện chế độ hỗ trợ (sau đây viết tắt là Quyết định số 15/QĐ-UBND)", "cites"),
        ("Theo Báo cáo số 52/BC-UBND ngày 20/01/2026 của UBND tỉnh, toàn tỉnh có 96 bể bơi", "cites"),
        (
            "Triển khai Luật Trẻ em; Chương trình cây xanh ban hành theo Quyết định số 23/QĐ-TTg; Kế hoạch số "
            "98/KH-UBND của UBND tỉnh",
            "implements",
        ),
        (
            "Cắm biển theo Thông tư số 8/2020/TT-BYT hướng dẫn về an toàn và quy định tại khoản 2 Điều 5 Nghị định số "
            "56/2017/NĐ-CP",
            "based_on",
        ),
        ("Hoàn thành trong quý I./. Quyết định số 15/QĐ-UBND được gửi kèm", "cites"),
    ],
)
def test_the_words_before_a_mention_tell_its_relation(body: str, relation: str) -> None:
    assert mentions(body)[-1].relation == relation


@pytest.mark.parametrize(
    ("heading", "body", "relation"),
    [
        ("I. HIỆU LỰC\n1. ", "Thay thế Kế hoạch số 15/KH-UBND ngày 12/5/2024 của UBND tỉnh.", "replaces"),
        ("I. HIỆU LỰC\n1. ", "Bãi bỏ Kế hoạch số 15/KH-UBND ngày 12/5/2024 của UBND tỉnh.", "repeals"),
        ("I. NHIỆM VỤ\n1. ", "Thay thế Kế hoạch số 15/KH-UBND về chợ kể từ ngày ký.", "replaces"),
        ("I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- ", "Thay thế Kế hoạch số 15/KH-UBND của UBND tỉnh.", "cites"),
        ("I. NHIỆM VỤ\n1. ", "Thay thế Kế hoạch số 15/KH-UBND bằng chương trình mới.", "cites"),
        ("I. NHIỆM VỤ\n1. Sở Y tế: Tập huấn.\n\n", "Bãi bỏ Công văn số 15/UBND-VX của UBND tỉnh.", "repeals"),
        ("I. NHIỆM VỤ\n1. Sở Y tế\n- Tập huấn. ", "Bãi bỏ Kế hoạch số 15/KH-UBND của UBND tỉnh.", "cites"),
    ],
)
def test_an_item_that_opens_with_an_order_to_replace_a_plan_ends_it(heading: str, body: str, relation: str) -> None:
    assert mentions(body, heading)[-1].relation == relation


@pytest.mark.parametrize(
    ("body", "relations"),
    [
        (
            "Thực hiện Kế hoạch số 10/KH-UBND của UBND tỉnh và hướng dẫn của Bộ Y tế tại Công văn số 15/BYT-BMTE,",
            ["implements", "implements"],
        ),
        (
            "Theo đề nghị của Sở Y tế tại Tờ trình số 103/TTr-SYT; ý kiến thẩm định của Sở Tư pháp tại Báo cáo số "
            "24/BC-STP,",
            ["proposed_by", "proposed_by"],
        ),
        (
            "Căn cứ Nghị định số 63/2010/NĐ-CP được sửa đổi, bổ sung tại Nghị định số 92/2017/NĐ-CP;",
            ["based_on", "based_on"],
        ),
        (
            "Căn cứ Nghị định số 5/2020/NĐ-CP của Chính phủ về kiểm soát thủ tục được sửa đổi, bổ sung bởi Nghị định "
            "số 6/2023/NĐ-CP, Nghị định số 7/2025/NĐ-CP;",
            ["based_on"] * 3,
        ),
        (
            "Căn cứ Thông tư số 5/2020/TT-BYT (sau đây viết tắt là Thông tư số 5/2020/TT-BYT); Thông tư số "
            "6/2021/TT-BYT,",
            ["based_on", "cites", "based_on"],
        ),
    ],
)
def test_recitals_go_on_with_what_they_began(body: str, relations: list[str]) -> None:
    assert [m.relation for m in mentions(body + "\nI. MỤC ĐÍCH\n", heading="")] == relations


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("SỬA ĐỔI, BỔ SUNG QUY ĐỊNH VỀ MỨC THU PHÍ TẠI NGHỊ QUYẾT SỐ 16/2023/NQ-HĐND", "amends"),
        ("SỬA ĐỔI MỘT SỐ ĐIỀU CỦA QUY CHẾ BAN HÀNH KÈM THEO QUYẾT ĐỊNH SỐ 6/2024/QĐ-UBND", "amends"),
        ("BÃI BỎ TOÀN BỘ QUYẾT ĐỊNH SỐ 6/2024/QĐ-UBND", "repeals"),
    ],
)
def test_a_title_says_what_the_document_does_to_another(title: str, relation: str) -> None:
    (found,) = mentions(f"QUYẾT ĐỊNH\n\n{title}\n\nĐiều 1. Phạm vi\n", heading="")
    assert found.relation == relation


@pytest.mark.parametrize(
    ("article", "relations"),
    [
        ("Bãi bỏ khoản 1 Điều 3 Nghị quyết số 22/2024/NQ-HĐND ngày 04/10/2024.", ["repeals"]),
        ("Sửa đổi, bổ sung một số điều của Thông tư số 55/2023/TT-BTC ngày 15/8/2023.", ["amends"]),
        ("Thay thế cụm từ “huyện” bằng “xã” tại Điều 5 của Thông tư số 55/2023/TT-BTC.", ["amends"]),
        ("Thay thế Phụ lục kèm theo Thông tư số 55/2023/TT-BTC.", ["amends"]),
        ("Thay thế Quyết định số 6/2024/QĐ-UBND ngày 02/01/2024.", ["replaces"]),
        ("Quyết định có hiệu lực từ ngày ký và thay thế Công văn số 6/BXD-KT ngày 02/01/2024.", ["replaces"]),
        (
            "Bãi bỏ các Quyết định sau:\n1. Quyết định số 6/2024/QĐ-UBND ngày 02/01/2024 về phí;\n"
            "2. Quyết định số 7/2024/QĐ-UBND ngày 03/01/2024 về lệ phí.",
            ["repeals", "repeals"],
        ),
        ("Sửa đổi khoản 3 Điều 5 như sau: “3. Hồ sơ theo quy định tại Luật Trẻ em”.", ["based_on"]),
        ("Cá nhân vi phạm Luật Trẻ em thì bị hủy bỏ theo quy định tại Luật Trẻ em.", ["cites", "based_on"]),
    ],
)
def test_an_article_does_what_it_opens_with(article: str, relations: list[str]) -> None:
    assert [m.relation for m in mentions(article, DECISION)] == relations


def test_a_numbered_list_is_governed_by_the_sentence_above_it() -> None:
    found = mentions(
        "Tiếp tục triển khai thực hiện có hiệu quả các văn bản sau:\na) Chỉ thị số 28-CT/TW ngày 25/12/2023;\n"
        "b) Quyết định số 15/QĐ-UBND ngày 02/01/2024."
    )
    assert [m.relation for m in found] == ["implements", "implements"]


NOT_NESTED: tuple[list[str | None], None] = ([], None)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Căn cứ Nghị quyết số 71/NQ-CP của Chính phủ sửa đổi, cập nhật Chương trình hành động của Chính phủ thực "
            "hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị;",
            [NOT_NESTED, (["71/NQ-CP"], "implements")],
        ),
        (
            "Căn cứ Kế hoạch số 14-KH/TU của Ban Thường vụ Tỉnh ủy và Kế hoạch số 24/KH-UBND của UBND tỉnh thực hiện "
            "Nghị quyết số 66-NQ/TW của Bộ Chính trị;",
            [NOT_NESTED, NOT_NESTED, (["14-KH/TU", "24/KH-UBND"], "implements")],
        ),
        (
            "Căn cứ Quyết định số 10/QĐ-UBND của UBND tỉnh ban hành quy chế làm việc và Quyết định số 14/QĐ-UBND của "
            "UBND tỉnh sửa đổi Quyết định số 10/QĐ-UBND;",
            [NOT_NESTED, NOT_NESTED, (["14/QĐ-UBND"], "amends")],
        ),
        (
            "Căn cứ Nghị định số 48/2013/NĐ-CP của Chính phủ về sửa đổi các nghị định về thủ tục, Nghị định số "
            "92/2017/NĐ-CP của Chính phủ về thủ tục;",
            [NOT_NESTED, NOT_NESTED],
        ),
        (
            "Căn cứ Nghị định số 187/2025/NĐ-CP sửa đổi một số điều của Nghị định số 78/2025/NĐ-CP quy định chi tiết "
            "Luật Trẻ em và Nghị định số 79/2025/NĐ-CP;",
            [
                NOT_NESTED,
                (["187/2025/NĐ-CP"], "amends"),
                (["78/2025/NĐ-CP"], "details"),
                (["187/2025/NĐ-CP"], "amends"),
            ],
        ),
        (
            "Căn cứ Kế hoạch số 371/KH-UBND ngày 31/7/2023 của Ủy ban nhân dân tỉnh Tiền Giang (nay là tỉnh Đồng Tháp) "
            "về thực hiện Nghị quyết số 48/NQ-CP;",
            [NOT_NESTED, (["371/KH-UBND"], "implements")],
        ),
        (
            "Căn cứ Thông tư liên tịch số 1/2012/TTLT-BQP-BTC của Bộ Quốc phòng, Bộ Tài chính hướng dẫn thực hiện "
            "Quyết định số 62/2011/QĐ-TTg;",
            [NOT_NESTED, (["1/2012/TTLT-BQP-BTC"], "guides")],
        ),
        (
            "Thực hiện Kết luận số 21-KL/TW về xây dựng, chỉnh đốn Đảng gắn với thực hiện Chỉ thị số 05-CT/TW;",
            [NOT_NESTED, NOT_NESTED],
        ),
        (
            "Căn cứ Nghị quyết số 1/NQ-CP của Chính phủ về giải pháp chủ yếu thực hiện Kế hoạch phát triển kinh tế và "
            "Quyết định số 5/QĐ-UBND của UBND tỉnh về giao chỉ tiêu;",
            [NOT_NESTED, NOT_NESTED],
        ),
        (
            "Căn cứ Quyết định số 10/QĐ-UBND kiện toàn Ban Chỉ đạo thực hiện Nghị quyết số 57-NQ/TW;",
            [NOT_NESTED, (["10/QĐ-UBND"], "implements")],
        ),
    ],
)
def test_a_title_names_what_stands_in_it_and_nothing_beside_it(
    body: str, expected: list[tuple[list[str | None], str | None]]
) -> None:
    assert nested(body) == expected


def test_a_title_ends_before_the_paper_that_is_named_beside_its_own() -> None:
    found = mentions(
        "Thực hiện Quyết định số 12/QĐ-TTg ngày 19/7/2021 của Thủ tướng Chính phủ phê duyệt Chương trình trồng cây và "
        "Chỉ thị số 8-CT/TW ngày 25/12/2023 của Bộ Chính trị về công tác cây xanh;"
    )
    assert [m.title for m in found] == ["phê duyệt Chương trình trồng cây", "công tác cây xanh"]


def test_a_quotation_that_ends_or_a_new_paragraph_opens_no_title() -> None:
    found = mentions(
        "Sửa cụm từ “theo Nghị định số 5/2024/NĐ-CP” để phù hợp với quy định của Nghị định số 6/2024/NĐ-CP.\n"
        "2. Theo Nghị định số 7/2024/NĐ-CP\n\nThực hiện Nghị định số 8/2024/NĐ-CP."
    )
    assert not any(m.nested_in for m in found)


def test_empty_lines_between_all_lines_do_not_part_a_title_from_its_number() -> None:
    (found,) = mentions(
        "Thực hiện Nghị quyết số 26/2021/NQ-HĐND ngày 07/12/2021 của HĐND tỉnh \n\nthông qua Đề án trồng cây bóng mát "
        "giai đoạn \n\n2021 - 2025."
    )
    assert found.title == "thông qua Đề án trồng cây bóng mát giai đoạn 2021 - 2025"


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        (
            "Thực hiện Kết luận liên ngành tư pháp tỉnh số 23/KL-LNTP ngày 21/11/2024",
            "Liên ngành tư pháp tỉnh Bình Phước",
        ),
        (
            "Thực hiện Nghị quyết số 36-NQ/TW ngày 22/10/2018, Hội nghị lần thứ 8 của Ban Chấp hành Trung ương Đảng "
            "khóa XII",
            "Ban Chấp hành Trung ương Đảng",
        ),
        (
            "Thực hiện Nghị quyết số 36-NQ/TW ngày 22/10/2018 Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng",
            "Ban Chấp hành Trung ương Đảng",
        ),
        (
            "Thực hiện Kế hoạch số 16-KH/ĐU ngày 26/11/2025 của Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh về trẻ em",
            "Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh Bình Phước",
        ),
        (
            "Thực hiện Kế hoạch số 5/KH-BCĐ ngày 02/01/2025 của Ban chỉ đạo phòng, chống dịch bệnh tỉnh và Kế hoạch số "
            "6/KH-UBND của UBND tỉnh",
            "Ban Chỉ đạo phòng, chống dịch bệnh tỉnh Bình Phước",
        ),
        (
            "Căn cứ Thông tư liên tịch số 39/2014/TTLT-BCT-BTC ngày 29/10/2014 của liên Bộ Công Thương - Tài chính quy "
            "định về giá",
            "Bộ Công Thương; Bộ Tài chính",
        ),
        (
            "Thực hiện Kế hoạch số 1-KH/BCĐ ngày 28/6/2025 của Ban Chỉ đạo phát triển khoa học và chuyển đổi số về Kế "
            "hoạch hành động",
            "Ban Chỉ đạo phát triển khoa học và chuyển đổi số",
        ),
        (
            "Thực hiện Kế hoạch số 2-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương, Ủy ban nhân dân tỉnh ban hành",
            "Ban Chỉ đạo Trung ương",
        ),
        (
            "Thực hiện Kế hoạch số 3-KH/BCĐ ngày 19/6/2025 của Ban Chỉ đạo về phát triển khoa học về việc đổi mới",
            "Ban Chỉ đạo về phát triển khoa học",
        ),
        ("Thực hiện Thông tri số 2-TT/TU của Thành ủy Thành phố Hồ Chí Minh", "Thành ủy Thành phố Hồ Chí Minh"),
    ],
)
def test_issuers_are_named_in_full_with_their_place(body: str, issuer: str) -> None:
    assert mentions(body)[0].issuer_name == issuer


def test_a_repeat_has_the_issuer_of_the_first_even_where_no_register_knows_it() -> None:
    first, second = mentions(
        "Thực hiện Kế hoạch số 16-KH/ĐU ngày 26/11/2025 của Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh về trẻ em. "
        "Báo cáo theo Kế hoạch số 16-KH/ĐU."
    )
    assert second.issuer_name == first.issuer_name is not None


@pytest.mark.parametrize(
    ("article", "relation"),
    [
        ("Sửa đổi Điều 1 của Thông tư số 7/2022/TT-BTP", "amends"),
        ("Sửa đổi khoản 2 Điều 5 Thông tư số 7/2022/TT-BTP như sau:", "amends"),
        ("Bổ sung Điều 5a vào sau Điều 5 Thông tư số 7/2022/TT-BTP", "amends"),
        ("Thay thế Điều 5 của Thông tư số 7/2022/TT-BTP", "amends"),
        ("Thay thế Thông tư số 7/2022/TT-BTP", "replaces"),
    ],
)
def test_an_article_that_changes_a_part_amends_the_whole(article: str, relation: str) -> None:
    assert [m.relation for m in mentions(article, DECISION)] == [relation]


def test_a_sentence_that_begins_with_a_capital_with_marks_is_one_of_its_own() -> None:
    first, second = mentions(
        "Thực hiện Kế hoạch số 15/KH-UBND của UBND tỉnh về cây xanh. Ủy ban nhân dân tỉnh đã có Công văn số "
        "16/UBND-VX về cây xanh."
    )
    assert (first.relation, second.relation) == ("implements", "cites")


def test_a_title_that_adjusts_an_instrument_names_it() -> None:
    body = "Căn cứ Quyết định số 920/QĐ-TTg về việc điều chỉnh một số nội dung Quyết định số 1719/QĐ-TTg;"
    assert nested(body)[1] == (["920/QĐ-TTg"], "amends")


def test_a_former_name_of_the_issuer_is_no_title() -> None:
    found = mentions("Thực hiện Kế hoạch số 15/KH-UBND của UBND tỉnh Bình Phước (trước sắp xếp) và họp.")
    assert found[0].title is None


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Nghị định số 27/2022/NĐ-CP quy định cơ chế thực hiện (được sửa đổi tại Nghị định số 38/2023/NĐ-CP).",
         "quy định cơ chế thực hiện"),
        ("Thông tư số 55/2023/TT-BTC (được sửa đổi, bổ sung tại Thông tư số 75/2024/TT-BTC).", None),
    ],
)  # fmt: skip
def test_what_changed_an_instrument_is_no_part_of_its_title(body: str, title: str | None) -> None:
    found = mentions(f"Bố trí vốn theo {body}")
    assert (found[0].title, found[1].relation) == (title, "based_on")


def test_plans_that_end_with_this_one_are_repealed() -> None:
    ended = "Các Kế hoạch số 33/KH-UBND ngày 12/4/2022 và số 77/KH-UBND ngày 19/10/2022 hết hiệu lực kể từ ngày"
    assert [m.relation for m in mentions(f"{ended} Kế hoạch này được ban hành.")] == ["repeals", "repeals"]
    assert [m.relation for m in mentions(f"{ended} 01/01/2025.")] == ["cites", "cites"]


def test_what_a_programme_of_action_replaces_it_replaces() -> None:
    (found,) = mentions("Chương trình hành động này thay thế Chương trình hành động số 6-CTr/TU ngày 02/10/2024.")
    assert found.relation == "replaces"


def test_a_rule_that_came_with_the_last_of_the_repealed_is_repealed_too() -> None:
    article = (
        "Điều 3. Bãi bỏ\n1. Bãi bỏ Điều 6 Quyết định số 19/2020/QĐ-UBND và Chương III Quy chế ban hành kèm theo "
        "Quyết định số 6/2018/QĐ-UBND."
    )
    assert [m.relation for m in mentions(article, DECISION)] == ["repeals", "repeals"]


def test_what_else_an_instrument_holds_stays_and_is_only_named() -> None:
    body = (
        "Tiếp tục thực hiện Kế hoạch số 15/KH-UBND; các nội dung khác của Quyết định số 24/QĐ-UBND giữ nguyên hiệu lực."
    )
    assert [m.relation for m in mentions(body)] == ["implements", "cites"]


@pytest.mark.parametrize("title", ["Bãi bỏ toàn bộ các Quyết định của Ủy ban nhân dân tỉnh", "Bãi bỏ các văn bản sau"])
def test_what_is_listed_below_an_article_that_ends_papers_is_repealed(title: str) -> None:
    article = (
        f"Điều 1. {title}\n\n1. Quyết định số 19/2013/QĐ-UBND ngày 05/7/2013 về cây xanh.\n\n"
        "2. Chỉ thị số 6/CT-UBND ngày 14/11/2016 về vườn ươm.\n\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n"
    )
    assert [m.relation for m in mentions(article, "")] == ["repeals", "repeals"]


def test_a_point_of_a_letter_that_ends_a_letter_repeals_it() -> None:
    points = "1. Trồng cây.\n\n2. Bãi bỏ Công văn số 1208/UBND-VX ngày 15/4/2025 của UBND tỉnh.\n"
    assert [m.relation for m in mentions(points, "")] == ["repeals"]


@pytest.mark.parametrize(
    ("kind", "relation"),
    [("Pháp lệnh Cây xanh số 4/2012/PL-UBTVQH13", "based_on"), ("Nghị định số 7/2010/NĐ-CP", "cites")],
)
def test_a_ground_that_amends_another_paper_says_nothing_of_this_one(kind: str, relation: str) -> None:
    body = f"Căn cứ {kind.split()[0]} {kind.split()[1]} sửa đổi, bổ sung một số điều của {kind};\nI. MỤC ĐÍCH\n"
    assert [m.relation for m in mentions(body, "KẾ HOẠCH\nTrồng cây\n")][-1:] == [relation]
