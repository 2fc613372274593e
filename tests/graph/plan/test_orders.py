"""Orders to issue a plan: for this document or for one it names; plans of other things are none."""

import pytest

from cancu.graph.plan import PlanFacts
from tests.graph.plan.conftest import Facts

HEAD = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 78/KH-UBND
Cao Bằng, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Trồng cây bóng mát trong trường học năm 2025

Căn cứ Nghị quyết số 9/NQ-CP ngày 05/01/2025 của Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

II. TỔ CHỨC THỰC HIỆN
"""


def orders(facts: PlanFacts) -> list[tuple[list[str], bool, str | None]]:
    return [([p.name for p in o.who], not o.named_at, o.due and o.due.iso) for o in facts.plan_orders]


def test_an_order_to_issue_a_plan_for_this_one(prose: Facts) -> None:
    body = """1. Ủy ban nhân dân các xã, phường
- Xây dựng kế hoạch triển khai thực hiện Kế hoạch này trước ngày 30/4/2025.
- Xây dựng kế hoạch kiểm tra các trường.
"""
    assert orders(prose(HEAD + body)[1]) == [(["Ủy ban nhân dân các xã, phường"], True, "2025-04-30")]


def test_an_order_to_issue_a_plan_for_an_instrument(prose: Facts) -> None:
    body = """1. Sở Giáo dục và Đào tạo
Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện Nghị quyết số 9/NQ-CP ngày 05/01/2025 của Chính phủ.
"""
    text, facts = prose(HEAD + body)
    (order,) = facts.plan_orders
    assert [text.content[at:].partition(" ngày")[0] for at in order.named_at] == ["Nghị quyết số 9/NQ-CP"]


def test_to_whom_and_in_how_many_days(prose: Facts) -> None:
    body = """1. Các sở, ban, ngành và Ủy ban nhân dân các xã, phường:
a) Căn cứ nhiệm vụ được giao tại Kế hoạch này, xây dựng kế hoạch cụ thể, gửi về Ủy ban nhân dân tỉnh (qua Sở Giáo dục \
và Đào tạo) trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.
b) Tuyên truyền trong nhân dân.
"""
    (order,) = prose(HEAD + body)[1].plan_orders
    assert [p.name for p in order.who] == ["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]
    assert [p.name for p in order.to] == ["Ủy ban nhân dân tỉnh Cao Bằng"]
    assert [p.name for p in order.via] == ["Sở Giáo dục và Đào tạo tỉnh Cao Bằng"]
    assert order.due is not None
    assert (order.due.within, order.due.trigger) == ("P10D", "kể từ ngày nhận Kế hoạch này")


@pytest.mark.parametrize(
    "duty",
    [
        "Xây dựng kế hoạch phân bổ cây giống cho các trường.",
        "Lập kế hoạch, dự toán, quyết toán theo quy định.",
        "Tuyên truyền Luật Ban hành văn bản và hướng dẫn thực hiện.",
        "Báo cáo kết quả khi Bộ có văn bản triển khai.",
    ],
)
def test_plans_of_other_things_are_not_ordered_for_this_one(duty: str, prose: Facts) -> None:
    assert prose(f"{HEAD}1. Sở Giáo dục và Đào tạo\n{duty}\n")[1].plan_orders == ()


def test_a_plan_may_be_made_known_or_put_into_plans_by_plans(prose: Facts) -> None:
    body = """1. Báo và Phát thanh, Truyền hình tỉnh
Xây dựng và phê duyệt kế hoạch tuyên truyền sâu rộng trong Nhân dân về nội dung Kế hoạch này.
2. Đề nghị các sở, ban, ngành
Quán triệt Kế hoạch; cụ thể hóa bằng các chương trình, kế hoạch thực hiện phù hợp với tình hình của đơn vị.
3. Sở Y tế
Chủ động ban hành các văn bản hướng dẫn, triển khai, thực hiện trồng cây bóng mát tại trạm y tế.
"""
    assert [(who[0], this) for who, this, _ in orders(prose(HEAD + body)[1])] == [
        ("Báo và Phát thanh, Truyền hình tỉnh Cao Bằng", True),
        ("Các sở, ban, ngành", True),
        ("Sở Y tế tỉnh Cao Bằng", True),
    ]


def test_the_day_may_stand_where_the_plan_is_handed_in(prose: Facts) -> None:
    body = """1. Trên cơ sở Kế hoạch này, các sở, ngành xây dựng kế hoạch, tổ chức thực hiện; gửi kế hoạch về Sở Y tế \
trước ngày 31/3/2025.
"""
    found = prose(HEAD + body)[1].plan_orders
    assert [([p.name for p in o.who], [p.name for p in o.to], o.due and o.due.iso) for o in found] == [
        (["Các sở, ngành"], ["Sở Y tế tỉnh Cao Bằng"], "2025-03-31")
    ]


def test_what_a_plan_shall_embody_is_what_was_named_before(prose: Facts) -> None:
    head = HEAD.replace("Chính phủ, Ủy ban", "Chính phủ phê duyệt Chương trình phủ xanh đất trống, Ủy ban")
    body = """1. Đề nghị các sở, ngành quán triệt Chương trình và các văn bản có liên quan; cụ thể hóa bằng các kế \
hoạch thực hiện phù hợp với tình hình của đơn vị.
"""
    found = orders(prose(head + body)[1])
    assert found == [(["Các sở, ngành"], False, None)]


def test_a_plan_for_the_matter_of_the_title_counts_by_whatever_name(prose: Facts) -> None:
    body = """1. Các ngành khác, theo mục I. Mục tiêu của Kế hoạch này, xây dựng Kế hoạch hành động trồng cây bóng mát \
trong ngành.
2. Sở Xây dựng
Rà soát, xây dựng, điều chỉnh các quy hoạch, kế hoạch, dự án trên địa bàn.
3. Khuyến khích Hội Nông dân tỉnh xây dựng kế hoạch hành động, tham gia trồng cây.
4. UBND các xã, phường
Tham mưu cấp ủy ban hành các văn bản chỉ đạo thực hiện Nghị quyết.
"""
    assert orders(prose(HEAD + body)[1]) == [(["Các ngành khác"], True, None)]


def test_the_day_of_a_plan_may_stand_in_the_next_item(prose: Facts) -> None:
    body = """1. Ủy ban nhân dân các xã, phường
- Xây dựng kế hoạch triển khai thực hiện Kế hoạch này.
- Gửi kế hoạch về Sở Y tế trước ngày 20/4/2025; báo cáo kết quả trước ngày 05/6/2025.
"""
    assert orders(prose(HEAD + body)[1]) == [(["Ủy ban nhân dân các xã, phường"], True, "2025-04-20")]


def test_a_day_without_a_year_lies_behind_the_document(prose: Facts) -> None:
    body = """1. Ủy ban nhân dân các xã, phường
- Xây dựng kế hoạch triển khai thực hiện Kế hoạch này trước ngày 15/01.
"""
    head = HEAD.replace("05 tháng 3 năm 2025", "18 tháng 12 năm 2024")
    assert orders(prose(head + body)[1]) == [(["Ủy ban nhân dân các xã, phường"], True, "2025-01-15")]


def test_who_is_led_to_issue_a_plan_issues_it(prose: Facts) -> None:
    body = "1. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo Ủy ban nhân dân tỉnh xây dựng, ban hành kế hoạch thực hiện.\n"
    assert [who for who, _, _ in orders(prose(HEAD + body)[1])] == [["Ủy ban nhân dân tỉnh Cao Bằng"]]


def test_a_plan_that_shall_be_sent_in_is_one_for_this_document(prose: Facts) -> None:
    body = """1. Các trường
- Xây dựng kế hoạch và chỉ đạo giáo viên thực hiện; gửi kế hoạch về Sở Y tế trước ngày 10/6/2025.
- Xây dựng kế hoạch và chỉ đạo giáo viên thực hiện.
"""
    assert orders(prose(HEAD + body)[1]) == [(["Các trường"], True, "2025-06-10")]


def test_a_plan_of_years_or_of_several_bodies_due_by_a_day_is_ordered(prose: Facts) -> None:
    body = """1. Các trường
- Xây dựng Kế hoạch giai đoạn 2026-2030 và Kế hoạch năm 2026, ban hành trước ngày 28/02/2026, gửi Sở Nội vụ.
2. Các phường
- Căn cứ Kế hoạch này xây dựng kế hoạch phối hợp, hoàn thành trong tháng 10 năm 2025.
3. Sở Nội vụ
- Chỉ đạo UBND các xã xây dựng kế hoạch, phê duyệt xong trước ngày 15/5/2025.
"""
    assert orders(prose(HEAD + body)[1]) == [
        (["Các trường"], True, "2026-02-28"),
        (["Các phường"], True, "2025-10"),
        (["Ủy ban nhân dân các xã"], True, "2025-05-15"),
    ]


@pytest.mark.parametrize("name", ["Chương trình hành động này", "Chương trình hành động"])
def test_a_programme_of_action_orders_plans_for_itself(prose: Facts, name: str) -> None:
    body = f"1. Sở Y tế xây dựng kế hoạch thực hiện {name} trước ngày 30/4/2025.\n"
    programme = HEAD.replace("78/KH", "78/CTr").replace("\nKẾ HOẠCH\n", "\nCHƯƠNG TRÌNH HÀNH ĐỘNG\n")
    assert orders(prose(programme + body)[1]) == [(["Sở Y tế tỉnh Cao Bằng"], True, "2025-04-30")]


def test_a_plan_for_some_years_handed_in_by_a_day_is_ordered(prose: Facts) -> None:
    body = "1. Sở Y tế: xây dựng kế hoạch 2025-2030 và kế hoạch hằng năm, gửi Sở Nội vụ trước ngày 15/7/2025.\n"
    assert orders(prose(HEAD + body)[1]) == [(["Sở Y tế tỉnh Cao Bằng"], True, "2025-07-15")]


def test_a_plan_to_be_sent_by_a_day_is_ordered(prose: Facts) -> None:
    body = "1. Các trường: xây dựng kế hoạch , gửi Sở Y tế ( qua Phòng Nghiệp vụ ) trước ngày 30/4/2025 .\n"
    assert orders(prose(HEAD + body)[1]) == [(["Các trường"], True, "2025-04-30")]


def test_what_the_recital_says_that_the_issuer_draws_up_is_this_plan(prose: Facts) -> None:
    head = HEAD.partition("KẾ HOẠCH")[0] + "KẾ HOẠCH\nTRỒNG CÂY\n\nCăn cứ Luật Trẻ em năm 2016.\n"
    says = "UBND tỉnh xây dựng Kế hoạch tổ chức thực hiện trên địa bàn tỉnh như sau:\nI. MỤC TIÊU\n1. Trồng cây.\n"
    assert prose(head + says)[1].plan_orders == ()
    named = (
        "UBND tỉnh ban hành kế hoạch thực hiện Nghị quyết số 9/NQ-CP ngày 05/01/2025 của Chính phủ như sau:\n- Trồng.\n"
    )
    assert prose(head + named)[1].plan_orders == ()
