"""Who issued a cited paper: several bodies together, a ministry with a comma, a Party committee by its long name."""

import pytest

from cancu.graph.cite import Mention, cite
from cancu.graph.read import outline, text_of
from cancu.graph.registry import load_registry

REGISTRY = load_registry()
PLACE = REGISTRY.area_named("tỉnh Bình Phước")
TRAINING, HOME, LABOUR = "Bộ Giáo dục và Đào tạo", "Bộ Nội vụ", "Bộ Lao động - Thương binh và Xã hội"


def mentions(body: str) -> tuple[Mention, ...]:
    text = text_of("a.txt", "I. NHIỆM VỤ\n1. " + body)
    return cite(text, outline(text), REGISTRY, PLACE)


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        (f"Căn cứ Thông tư liên tịch số 3/2015/TTLT-BGDĐT-BNV ngày 1/2/2015 của {TRAINING}, {HOME} về mã số",
         f"{TRAINING}; {HOME}"),
        ("Căn cứ Thông tư liên tịch số 3/2015/TTLT-BGDĐT-BNV ngày 1/2/2015 của Bộ trưởng Bộ Giáo dục và Đào tạo và Bộ "
         "trưởng Bộ Nội vụ về mã số", f"{TRAINING}; {HOME}"),
        ("Căn cứ Thông tư liên tịch số 3/2013/TTLT/BGDĐT-BLĐTBXH ngày 1/2/2013 của liên Bộ: Giáo dục và Đào tạo, Lao "
         "động - Thương binh và Xã hội về học phí", f"{TRAINING}; {LABOUR}"),
        ("Căn cứ Thông tư liên tịch số 3/2015/TTLT-BGDĐT-BNV về mã số", f"{TRAINING}; {HOME}"),
        (f"Căn cứ Nghị quyết liên tịch số 1/2008/NQLT-BLĐTBXH-HLHPN của {LABOUR} và Hội Liên hiệp Phụ nữ Việt Nam về "
         "việc làm", f"{LABOUR}; Hội Liên hiệp Phụ nữ Việt Nam"),
        ("Thực hiện Công văn số 8/LĐTBXH-TE, ngày 2/8/2014 của Bộ Lao động, Thương binh và Xã hội về trẻ em", LABOUR),
        ("Thực hiện Chương trình số 8-CTr/TU ngày 2/8/2022 của Ban Chấp hành Đảng bộ tỉnh về trẻ em",
         "Ban Chấp hành Đảng bộ tỉnh Bình Phước"),
        ("Thực hiện Nghị quyết số 20-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ 6, Ban Chấp hành Trung ương khóa XII "
         "về sức khỏe", "Ban Chấp hành Trung ương Đảng"),
    ],
)  # fmt: skip
def test_an_issuer_is_named_whole(body: str, issuer: str) -> None:
    assert mentions(body)[0].issuer_name == issuer


def test_a_joint_paper_is_kept_in_the_register_of_the_first_body_and_its_title_follows_the_last() -> None:
    (circular,) = mentions(
        "Căn cứ Thông tư liên tịch số 3/2015/TTLT-BGDĐT-BNV ngày 1/2/2015 của Bộ Giáo dục và Đào tạo, Bộ Nội vụ "
        "quy định mã số nghề nghiệp của giáo viên"
    )
    assert circular.issuer is not None
    assert circular.issuer.name == TRAINING
    assert circular.text.endswith("Bộ Nội vụ")
    assert circular.title == "quy định mã số nghề nghiệp của giáo viên"


@pytest.mark.parametrize(
    ("body", "number", "kind"),
    [
        ("Thực hiện Chỉ thị số 49/-CT /TW ngày 21/02/2005 của Ban Bí thư", "49-CT/TW", "Chỉ thị"),
        ("Căn cứ văn bản số 16/BGDĐT-GDTrH ngày 19/4/2019 của Bộ GD&ĐT", "16/BGDĐT-GDTrH", "Công văn"),
        ("Xét đề nghị của Sở Y tế tại văn bản số 91/TTr-SYT ngày 7/8/2019", "91/TTr-SYT", "Tờ trình"),
        ("THỰC HIỆN CHƯƠNG TRÌNH HÀNH ĐỘNG SỐ 23-CTR/TU NGÀY 17/8/2022 CỦA TỈNH ỦY", "23-CTr/TU",
         "Chương trình hành động"),
        ("Thực hiện Nghị quyết số số 11-NQ/TW ngày 10/02/2022 của Bộ Chính trị", "11-NQ/TW", "Nghị quyết"),
    ],
)  # fmt: skip
def test_slips_of_the_pen_around_a_number_leave_type_and_number_whole(body: str, number: str, kind: str) -> None:
    (mention,) = mentions(body)
    assert (mention.number, mention.type_name) == (number, kind)
    assert mention.date is not None
    assert mention.text.lower().startswith(("chỉ thị", "văn bản", "chương trình", "nghị quyết"))


def test_a_number_without_symbol_counts_where_a_day_tells_it_from_others() -> None:
    (decision,) = mentions(
        "Căn cứ Quyết định 2238 ngày 30/12/2021 của Thủ tướng Chính phủ phê duyệt Chiến lược; kế hoạch 5 năm; Quyết "
        "định 15 của Sở Y tế"
    )
    assert (decision.number, decision.date, decision.issuer_name) == ("2238", "2021-12-30", "Thủ tướng Chính phủ")


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        ("Thực hiện Quyết định số 3/QĐ-LĐTBXH ngày 3/3/2024 của Bộ trưởng Bộ LĐ-TB&XH về trẻ em", LABOUR),
        ("Thực hiện Tờ trình số 3/TTr-SYT ngày 3/3/2024 của Giám đốc Sở Y tế", "Sở Y tế tỉnh Bình Phước"),
        ("Thực hiện Công văn số 8/LĐTBXH-TE ngày 2/8/2014 về trẻ em", None),
    ],
)
def test_who_signs_stands_for_the_body_and_a_code_of_ministry_and_department_for_neither(
    body: str, issuer: str | None
) -> None:
    text = text_of("a.txt", "I. NHIỆM VỤ\n1. " + body)
    committee = REGISTRY.body_named("Ủy ban nhân dân tỉnh Bình Phước", PLACE)
    (mention,) = cite(text, outline(text), REGISTRY, PLACE, committee, "15/KH-UBND")
    assert mention.issuer_name == issuer


def test_a_paper_between_two_bodies_is_of_both() -> None:
    found = mentions("Thực hiện Kế hoạch liên tịch số 05/KHLT-SYT-CAT ngày 11/3/2024 giữa Sở Y tế và Công an tỉnh.")
    assert found[0].issuers == ("Sở Y tế tỉnh Bình Phước", "Công an tỉnh Bình Phước")


def test_a_programme_of_action_of_a_party_committee_ends_its_name_before_its_term() -> None:
    (found,) = mentions(
        "Căn cứ Chương trình hành động số 05-CTrHĐ/ĐU ngày 15/9/2025 của Ban Chấp hành Đảng bộ phường Bình Long lần "
        "thứ I, nhiệm kỳ 2025 - 2030."
    )
    assert (found.number, found.issuer_text) == ("05-CTrHĐ/ĐU", "Ban Chấp hành Đảng bộ phường Bình Long")


def test_the_day_may_stand_behind_the_session_of_the_issuer() -> None:
    (found,) = mentions(
        "Thực hiện Nghị quyết số 261/2025/QH15 của Quốc hội khóa XV, kỳ họp thứ 10, ngày 11/12/2025 về y tế."
    )
    assert (found.issuer_name, found.date, found.title) == ("Quốc hội", "2025-12-11", None)


HEALTH, SCHOOLS, POLICE = (f"{name} tỉnh Bình Phước" for name in ("Sở Y tế", "Sở Giáo dục và Đào tạo", "Công an"))


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        ("Thực hiện Kế hoạch liên tịch số 4/KHLT-SYT-SGDĐT-CAT ngày 5/5/2025 của Sở Y tế, Sở Giáo dục và Đào tạo và "
         "Công an tỉnh về bữa ăn ở trường", f"{HEALTH}; {SCHOOLS}; {POLICE}"),
        ("Thực hiện Quy chế phối hợp số 3/QCPH-SGDĐT-CAT ngày 1/2/2022 giữa Sở Giáo dục và Đào tạo và Công an tỉnh",
         f"{SCHOOLS}; {POLICE}"),
        ("Thực hiện Thông tư số 19/2009/TTLT-BGDĐT-BLĐTBXH ngày 1/10/2009 của Bộ Giáo dục và Đào tạo và Bộ Lao động - "
         "Thương binh và Xã hội về học nghề", f"{TRAINING}; {LABOUR}"),
    ],
)  # fmt: skip
def test_bodies_of_a_province_and_the_symbol_of_a_joint_paper_name_all_issuers(body: str, issuer: str) -> None:
    assert mentions(body)[0].issuer_name == issuer


@pytest.mark.parametrize(
    ("body", "issuers"),
    [
        ("Thực hiện Kế hoạch số 4/KH-UBND ngày 1/2/2021, Kế hoạch số 9/KH-UBND ngày 9/6/2022 và Kế hoạch số 3/KH-UBND "
         "ngày 2/8/2024 của UBND tỉnh Kon Tum", ["Ủy ban nhân dân tỉnh Kon Tum"] * 3),
        ("Thực hiện Chương trình số 5/CTr-UBND ngày 1/2/2021 và Kế hoạch số 3/KH-UBND ngày 2/8/2024 của UBND tỉnh Kon "
         "Tum", ["Ủy ban nhân dân tỉnh Kon Tum"] * 2),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 1/2/2021 và Quyết định số 3/QĐ-UBND ngày 2/8/2024 của Chủ tịch UBND "
         "tỉnh", ["Ủy ban nhân dân tỉnh Bình Phước", "Chủ tịch Ủy ban nhân dân tỉnh Bình Phước"]),
        ("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024, các Nghị quyết số 66-NQ/TW ngày 30/4/2025 và số 68-NQ/TW "
         "ngày 4/5/2025 của Bộ Chính trị", ["Bộ Chính trị"] * 3),
        ("Thực hiện Kế hoạch số 4/KH-UBND ngày 1/2/2021; Kế hoạch số 9/KH-UBND ngày 9/6/2022 của UBND tỉnh Kon Tum",
         ["Ủy ban nhân dân tỉnh Bình Phước", "Ủy ban nhân dân tỉnh Kon Tum"]),
    ],
)  # fmt: skip
def test_papers_of_one_list_and_symbol_share_the_issuer_printed_last(body: str, issuers: list[str]) -> None:
    assert [m.issuer_name for m in mentions(body)] == issuers


def test_the_symbol_before_a_comma_is_no_type_word_of_the_next_number() -> None:
    found = mentions("Thực hiện các Nghị định số 80/2025/NĐ-CP, số 110 /2024/NĐ-CP của Chính phủ")
    assert [m.number for m in found] == ["80/2025/NĐ-CP", "110/2024/NĐ-CP"]


@pytest.mark.parametrize(
    "body",
    [
        "Thực hiện Chỉ thị số 20/CT-TTg và Chỉ thị số 21/CT-TTg cùng ngày 31 tháng 5 năm 2023 của Thủ tướng Chính phủ",
        "Thực hiện các Chỉ thị số 20/CT-TTg, số 21/CT-TTg cùng ngày 31/5/2023 của Thủ tướng Chính phủ",
    ],
)
def test_papers_of_one_day_share_it(body: str) -> None:
    assert [m.date for m in mentions(body)] == ["2023-05-31"] * 2


def test_a_number_without_symbol_is_a_citation_where_its_issuer_follows() -> None:
    numbers = [
        (m.number, m.symbol, m.date, m.issuer_name)
        for m in mentions(
            "Thực hiện Kế hoạch số 110 của Ủy ban nhân dân tỉnh Cao Bằng ngày 05/3/2025; Kế hoạch số 7 của Sở Y tế "
            "tỉnh Cao Bằng; kế hoạch 5 của Sở Y tế tỉnh Cao Bằng; Kế hoạch số 9 của nhóm."
        )
    ]
    assert numbers == [
        ("110", None, "2025-03-05", "Ủy ban nhân dân tỉnh Cao Bằng"), ("7", None, None, "Sở Y tế tỉnh Cao Bằng"),
    ]  # fmt: skip
