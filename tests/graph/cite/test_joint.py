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
