"""What a committee gives to do in the middle of its sentences, what is done with others on some ground, who acts."""

import pytest

from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import HEAD

CB = "tỉnh Cao Bằng"
LETTER = """{issuer}
Số: 12/{symbol}
Cao Bằng, ngày 10 tháng 3 năm 2026

Kính gửi: Sở Y tế.

{body}
"""


def given(prose: Facts, body: str, issuer: str = "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", symbol: str = "UBND-NL") -> list[str]:
    facts = prose(LETTER.format(issuer=issuer, symbol=symbol, body=body))[1]
    return [f"{a.agency.name} {a.role} {d.due.iso if d.due else '-'}" for a in facts.assignments for d in a.duties]


@pytest.mark.parametrize(
    "words",
    [
        "Chủ tịch UBND tỉnh giao Sở Xây dựng chủ trì, phối hợp với các sở trồng cây trước ngày 05/6/2026.",
        "Để giữ bóng mát, Ủy ban nhân dân tỉnh giao Sở Xây dựng chủ trì trồng cây trước ngày 05/6/2026.",
        "Thực hiện Chỉ thị số 5/CT-TTg ngày 12/02/2026 của Thủ tướng Chính phủ; UBND tỉnh giao Sở Xây dựng chủ trì "
        "trồng cây trước ngày 05/6/2026.",
    ],
)
def test_a_committee_gives_a_body_the_lead_in_the_middle_of_a_sentence(prose: Facts, words: str) -> None:
    assert given(prose, words) == [f"Sở Xây dựng {CB} lead 2026-06-05"]


def test_what_a_committee_gave_is_no_order_of_a_department_that_tells_it(prose: Facts) -> None:
    words = "UBND tỉnh giao Sở Xây dựng chủ trì trồng cây."
    assert given(prose, words, "UBND TỈNH CAO BẰNG\nSỞ Y TẾ", "SYT-NV") == []


def test_what_a_body_was_given_elsewhere_is_no_order(prose: Facts) -> None:
    assert given(prose, "Các việc được UBND tỉnh giao Sở Xây dựng chủ trì đã xong.") == []


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Căn cứ vào khả năng ngân sách hằng năm, phối hợp với Sở Y tế bố trí tiền mua cây.", "coordinate"),
        ("Căn cứ theo chức năng, nhiệm vụ được giao, chủ động phối hợp với Sở Y tế trồng cây.", "coordinate"),
        ("Căn cứ tình hình, trồng cây mới, phối hợp với Sở Y tế tưới cây.", "other"),
    ],
)
def test_who_works_with_others_on_some_ground_coordinates(prose: Facts, words: str, role: str) -> None:
    facts = prose(HEAD + f"II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính\n\n{words}\n")[1]
    assert [a.role for a in facts.assignments] == [role]


def ordered(prose: Facts, words: str) -> list[str]:
    facts = prose(HEAD + f"II. TỔ CHỨC THỰC HIỆN\n\n{words}\n")[1]
    return [p.name for o in facts.plan_orders for p in o.who]


def test_what_is_made_according_to_a_plan_is_no_plan_ordered(prose: Facts) -> None:
    words = "1. Sở Y tế\n\nChủ trì xây dựng các chuyên mục theo kế hoạch hằng năm và dài hạn về cây xanh."
    assert ordered(prose, words) == []


def test_a_plan_of_each_place_is_ordered(prose: Facts) -> None:
    words = "1. UBND các xã, phường\n\nXây dựng và tổ chức thực hiện Kế hoạch của từng địa phương; tưới cây."
    assert ordered(prose, words) == ["Ủy ban nhân dân các xã, phường"]


def test_on_the_ground_of_reports_of_others_acts_who_is_named_behind_them(prose: Facts) -> None:
    body = """Yêu cầu các đơn vị, địa phương báo cáo kết quả trồng cây về Sở Y tế trước ngày 01/11/2026.

Trên cơ sở báo cáo của các đơn vị, địa phương, Sở Y tế có nhiệm vụ tổng hợp, báo cáo UBND tỉnh trước ngày 15/11/2026.
"""
    facts = prose(LETTER.format(issuer="ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", symbol="UBND-NL", body=body))[1]
    told = [("; ".join(p.name for p in d.who), d.due.iso if d.due else None) for d in facts.deadlines]
    assert told == [("Các đơn vị, địa phương", "2026-11-01"), (f"Sở Y tế {CB}", "2026-11-15")]


def test_others_that_a_sentence_names_draw_up_their_plans(prose: Facts) -> None:
    words = "1. Sở Y tế\n\nSau khi có Kế hoạch này, các đơn vị xây dựng kế hoạch triển khai thực hiện cụ thể."
    assert ordered(prose, words) == ["Các đơn vị"]
