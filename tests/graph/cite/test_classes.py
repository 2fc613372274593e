"""Every way in which plans cite: in full, short, defined, «nêu trên», in lists, parts, nested, by name."""

import pytest

from cancu.graph.cite import Mention, cite
from cancu.graph.known import Known
from cancu.graph.read import outline, text_of
from cancu.graph.registry import load_registry
from cancu.graph.resolve import resolve

REGISTRY = load_registry()
PLACE = REGISTRY.area_named("tỉnh Bình Phước")


def mentions(body: str) -> tuple[Mention, ...]:
    text = text_of("a.txt", "I. NHIỆM VỤ\n1. " + body)
    return cite(text, outline(text), REGISTRY, PLACE)


def numbers(body: str) -> list[str | None]:
    return [m.number for m in mentions(body)]


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("khoản 2 Điều 5 ", "điều 5/khoản 2"),
        ("điểm a khoản 2 Điều 5 ", "điều 5/khoản 2/điểm a"),
        ("điểm đ, khoản 2, Điều 5 của ", "điều 5/khoản 2/điểm đ"),
        ("Điều 12a ", "điều 12a"),
        ("các khoản 1, 3 và 4 Điều 7 ", "điều 7/khoản 1, 3, 4"),
        ("Mục II ", "mục II"),
        ("Chương III\n", "chương III"),
        ("nội dung của ", None),
        ("", None),
    ],
)
def test_the_part_that_is_cited_is_a_path_from_the_outside_in(printed: str, part: str | None) -> None:
    (by_number,) = mentions(f"Chi theo quy định tại {printed}Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.")
    (by_name,) = mentions(f"Chi theo quy định tại {printed}Luật Trẻ em năm 2016.")
    assert by_number.part == by_name.part == part
    assert by_number.text.startswith("Nghị định")


def test_a_short_repeat_is_the_only_full_one_of_that_type_and_number_before_it() -> None:
    found = mentions(
        "Thực hiện Kế hoạch số 110/KH-UBND ngày 23/7/2020 của UBND tỉnh. Các nhiệm vụ của Kế hoạch số 110, Kế hoạch "
        "110 và Quyết định 110; chi 110 triệu đồng."
    )
    assert [m.number for m in found] == ["110/KH-UBND", "110", "110"]
    resolved = resolve(found, REGISTRY, PLACE, Known()).citations
    assert len({c.instrument for c in resolved}) == 1
    assert {c.state for c in resolved} == {"resolved"}


def test_a_short_number_that_two_full_ones_share_is_no_citation() -> None:
    assert numbers(
        "Thực hiện Quyết định số 15/QĐ-UBND ngày 02/01/2024 và Quyết định số 15/QĐ-TTg ngày 05/01/2024. Theo Quyết "
        "định số 15, các đơn vị báo cáo."
    ) == ["15/QĐ-UBND", "15/QĐ-TTg"]


def test_numbers_in_a_row_share_type_symbol_date_and_issuer() -> None:
    first, second, third = mentions(
        "Thực hiện các Kế hoạch số 10, 11 và 12/KH-UBND ngày 15/3/2024 của UBND tỉnh về trẻ em."
    )
    assert [first.number, second.number, third.number] == ["10/KH-UBND", "11/KH-UBND", "12/KH-UBND"]
    assert first.text == "Kế hoạch số 10"
    assert {m.date for m in (first, second, third)} == {"2024-03-15"}
    assert {m.type.slug for m in (first, second, third) if m.type} == {"ke-hoach"}
    assert len({m.issuer_name for m in (first, second, third)}) == 1


def test_other_figures_before_a_number_are_not_in_its_row() -> None:
    assert numbers("Trong năm 2024, 11/KH-UBND được triển khai; giao 5, 12/KH-UBND.") == ["11/KH-UBND", "12/KH-UBND"]


def test_a_list_shares_its_type_word() -> None:
    found = mentions(
        "Quán triệt các Nghị quyết số 19-NQ/TW và số 20-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương."
    )
    assert [(m.number, m.date) for m in found] == [("19-NQ/TW", "2017-10-25"), ("20-NQ/TW", "2017-10-25")]


@pytest.mark.parametrize("tail", ["nêu trên", "nói trên", "trên"])
def test_words_of_reference_do_not_widen_a_mention_and_without_a_number_cite_nothing(tail: str) -> None:
    found = mentions(
        f"Thực hiện Quyết định số 15/QĐ-UBND ngày 02/01/2024. Theo Quyết định số 15/QĐ-UBND {tail}, các đơn vị báo "
        f"cáo; Quyết định {tail} có hiệu lực ngay."
    )
    assert [m.number for m in found] == ["15/QĐ-UBND", "15/QĐ-UBND"]
    assert found[1].text == "Quyết định số 15/QĐ-UBND"


def test_a_defined_name_ends_the_title_and_cites_where_it_has_a_number() -> None:
    first, second = mentions(
        "Thực hiện Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ quy định chi tiết một số điều (sau đây gọi "
        "tắt là Nghị định số 56/2017/NĐ-CP)."
    )
    assert first.title == "quy định chi tiết một số điều"
    assert (second.number, second.relation) == ("56/2017/NĐ-CP", "cites")


@pytest.mark.parametrize(
    ("printed", "number", "type_slug"),
    [
        ("Thông tư liên tịch số 15/2014/TTLT-BYT-BNV", "15/2014/TTLT-BYT-BNV", "thong-tu-lien-tich"),
        ("Chỉ thị số 28-CT/TW", "28-CT/TW", "chi-thi"),
        ("Công văn số 5537/CT-CS", "5537/CT-CS", "cong-van"),
        ("Nghị quyết số 66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "nghi-quyet"),
    ],
)
def test_joint_party_letter_and_decimal_numbers(printed: str, number: str, type_slug: str) -> None:
    (found,) = mentions(f"Triển khai {printed} ngày 12/11/2025.")
    assert (found.number, found.type.slug if found.type else None) == (number, type_slug)


@pytest.mark.parametrize(
    ("printed", "date"),
    [("Luật Trẻ em", None), ("Luật Trẻ em năm 2016", "2016"), ("Luật Trẻ em ngày 05/4/2016", "2016-04-05"),
     ("Luật Trẻ em (sửa đổi) năm 2016", "2016"), ("Luật Trẻ em (sửa đổi)", None)],
)  # fmt: skip
def test_laws_by_name_with_and_without_a_date(printed: str, date: str | None) -> None:
    (found,) = mentions(f"Tuyên truyền {printed}, vận động nhân dân.")
    assert (found.name, found.number, found.date) == ("Luật Trẻ em", None, date)


@pytest.mark.parametrize(
    "printed",
    [
        "Pháp lệnh Dân số ngày 09/01/2003",
        "Pháp lệnh số 08/2008/PL-UBTVQH12",
        "Pháp lệnh Dân số số 06/2003/PL-UBTVQH11",
    ],
)
def test_an_ordinance_is_of_the_assemblys_standing_committee(printed: str) -> None:
    (found,) = mentions(f"Tuyên truyền {printed}; vận động nhân dân.")
    assert (found.issuer_name, found.type.slug if found.type else None) == ("Ủy ban Thường vụ Quốc hội", "phap-lenh")


@pytest.mark.parametrize("gap", [" ", "\n", "  ", " \n "])
def test_a_law_of_the_lexicon_is_found_however_its_words_are_set_apart(gap: str) -> None:
    for name in ("Luật Trẻ em", "Bộ luật Lao động", "Luật Hôn nhân và gia đình", "Luật Dược"):
        printed = name.replace(" ", gap)
        (found,) = mentions(f"Tuyên truyền {printed}; vận động nhân dân.")
        assert (found.name, found.text) == (name, printed)


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("Quyết định số 12/QĐ-UBND ngày 02/01/2024 của UBND tỉnh Hòa Bình (cũ)", "Ủy ban nhân dân tỉnh Hòa Bình"),
        (
            "Thông tư số 13/2021/TT-BLĐTBXH ngày 30/9/2021 của Bộ Lao động - Thương binh và Xã hội (nay là Bộ Nội vụ)",
            "Bộ Lao động - Thương binh và Xã hội",
        ),
    ],
)
def test_bodies_that_are_no_more_issued_what_they_issued(printed: str, issuer: str) -> None:
    (found,) = mentions(f"Tiếp tục thực hiện {printed} về trẻ em; các đơn vị báo cáo.")
    assert found.issuer_name == issuer
    assert found.text.endswith(("Hòa Bình", "Xã hội"))


MISREAD = (
    "Uy ban nhan dan tinh yéu ciu cac s6, ban, nganh trién khai thuc hi¢n nghi€m tuc ké hoach nay trong nam h0c moi. "
)


@pytest.mark.parametrize(
    ("printed", "number", "method", "distance"),
    [
        ("Ké hoach s6 110/KH-UBND ngay 23/7/2020", "110/KH-UBND", "exact", 0),
        ("Ké hoach s6110/KH-UBND ngay 23/7/2020", "110/KH-UBND", "exact", 0),
        ("Ké hoach sé 11O/KH-UBND ngay 23/7/2020", "110/KH-UBND", "skeleton", 0),
        ("Ké hoach sé 110lKH~UBNDngay 23/7/2020", "110/KH-UBND", "exact", 0),
        ("Quyét dinh sé 1472/Qb-TTg ngay 28/9/2020", "1472/QĐ-TTg", "skeleton", 0),
        ("Nghi dinh s6 56l2017/NDCP ngay 09/5/2017", "56/2017/NĐ-CP", "folded", 0),
        ("Ké hoach s6 110/KH-UEND ngay 23/7/2020", "110/KH-UBND", "nearest", 1),
        ("Chi thi sé 28CT/TWngay 25/12/2023", "28-CT/TW", "exact", 0),
    ],
)
def test_misread_numbers_are_put_right_and_every_repair_is_recorded(
    printed: str, number: str, method: str, distance: int
) -> None:
    (found,) = mentions(MISREAD + f"Thuc hién {printed} cua co quan.")
    assert (found.number, found.method, found.distance) == (number, method, distance)
    assert found.date is not None
    if method != "exact":
        assert found.number_raw is not None
        assert found.number_raw in " ".join(printed.split())


def test_a_misread_symbol_that_contradicts_its_type_word_is_not_made_to_fit() -> None:
    assert numbers(MISREAD + "Thuc hién Ké hoach s6 110/GH-UBND ngay 23/7/2020 cua co quan.") != ["110/GP-UBND"]


def test_a_number_that_may_be_two_is_resolved_to_neither() -> None:
    (found,) = mentions(MISREAD + "Thuc hién Théng bao s6 110/TB-ENV ngay 23/7/2020 cua co quan.")
    assert len(found.spellings) > 1
    (citation,) = resolve((found,), REGISTRY, PLACE, Known()).citations
    assert citation.instrument is None
    assert citation.state != "resolved"
    assert all(spelling in (citation.note or "") for spelling in found.spellings)


def test_a_misread_law_is_named_as_the_lexicon_has_it() -> None:
    (found,) = mentions(MISREAD + "Tuyén truyén Luat H6n nhan va gia dinh nam 2014 dén nguoi dan.")
    assert (found.name, found.date) == ("Luật Hôn nhân và gia đình", "2014")


def test_a_line_that_a_sentence_was_broken_into_is_no_heading_of_an_attachment() -> None:
    assert numbers("Tờ khai (Mẫu số 1 quy định tại Phụ lục ban hành\nkèm theo Nghị định số 3/2018/NĐ-CP);") == [
        "3/2018/NĐ-CP"
    ]


def test_a_symbol_may_be_broken_behind_its_ampersand() -> None:
    assert numbers("Theo Công văn số 72/SXD-QLN&\nTTBĐS ngày 14/11/2025 của Sở Xây dựng") == ["72/SXD-QLN&TTBĐS"]


def test_who_signs_for_a_steering_committee_signs_its_papers() -> None:
    (found,) = mentions("Theo Quyết định số 7/QĐ-BCĐ ngày 2/7/2013 của Trưởng Ban Chỉ đạo Nhà nước về Cây xanh.")
    assert found.issuer_name == "Ban Chỉ đạo Nhà nước về Cây xanh"


def test_the_year_of_a_law_may_stand_without_the_word_for_it() -> None:
    first, second = mentions("Thực hiện Luật Trẻ em 2016 và Luật Lâm nghiệp giai đoạn 2021 - 2025")
    assert (first.date, second.date) == ("2016", None)
    assert mentions("Thực hiện Luật Trẻ em 2021-2025")[0].date is None


def test_conventions_in_general_are_none() -> None:
    assert mentions("Thực hiện các Công ước Quốc tế mà Việt Nam là thành viên và các Công ước Quốc tế khác.") == ()
