"""Who is charged outside the plain heading: annexed rules, cells, labels, prose; and what charges nobody."""

import pytest

from cancu.graph.plan import PlanFacts
from tests.graph.plan.conftest import Facts
from tests.graph.plan.test_assigned import CB, HEAD, Row, assigned
from tests.graph.plan.test_orders import HEAD as DATED


def rows(facts: PlanFacts, section: str) -> list[Row]:
    return [row for row in assigned(facts) if row[0] == section]


def test_articles_of_annexed_rules_that_say_whose_duty_it_is(prose: Facts) -> None:
    decision = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 5/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 01 năm 2026

QUYẾT ĐỊNH
Ban hành Quy chế chăm sóc cây xanh

Điều 1. Ban hành kèm theo Quyết định này Quy chế chăm sóc cây xanh.

Nơi nhận:
- Lưu: VT.

QUY CHẾ
CHĂM SÓC CÂY XANH

(Ban hành kèm theo Quyết định số 5/2026/QĐ-UBND)

Điều 1. Phạm vi

1. Quy chế này nói về cây trong sân trường.

Điều
2. Trách nhiệm của Sở Xây dựng

1. Lập danh mục cây.

2. Trồng cây mới.

Điều 3. Điều khoản thi hành

1. Giao Sở Tài chính chủ trì bố trí kinh phí mua cây.
"""
    assert assigned(prose(decision)[1]) == [
        ("annex.1", f"Sở Xây dựng {CB}", "other", 2),
        ("annex.1", f"Sở Tài chính {CB}", "lead", 1),
    ]


def test_a_list_of_bodies_in_an_annex_charges_nobody(prose: Facts) -> None:
    plan = (
        HEAD
        + "Nơi nhận:\n- Lưu: VT.\n\nPHỤ LỤC\nDanh sách nơi trồng cây\n\n1. Sở Y tế\n\n2. Sở Nội vụ\n\n3. Sở Tài chính\n"
    )
    assert assigned(prose(plan)[1]) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Viện, Trường; Doanh nghiệp, Sở, ban, ngành có liên quan",
         ["Viện, Trường", "Doanh nghiệp", "Sở, ban, ngành có liên quan"]),
        ("UBND các phường xã; Các doanh nghiệp cung cấp dịch vụ bưu chính",
         ["Ủy ban nhân dân các phường xã", "Các doanh nghiệp cung cấp dịch vụ bưu chính"]),
        ("Các Cục: Lâm nghiệp; Xuất bản, In và Phát hành; Vụ Pháp chế",
         ["Cục Lâm nghiệp", "Cục Xuất bản, In và Phát hành", "Vụ Pháp chế"]),
        ("Thường xuyên", []),
    ],
    ids=["bare", "qualified", "shared head", "no body"],
)  # fmt: skip
def test_cells_name_bodies_that_no_list_knows(prose: Facts, cell: str, expected: list[str]) -> None:
    table = f"""II. NHIỆM VỤ

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp |
|---|---|---|---|
| 1 | Trồng cây | Sở Xây dựng | {cell} |
"""
    found = prose(HEAD + table)[1].assignments
    assert [a.agency.name for a in found if a.role == "coordinate"] == expected


def test_a_label_that_says_who_leads_and_who_helps(prose: Facts) -> None:
    text = """II. NỘI DUNG

1. Trồng cây

- Nội dung: Trồng cây trong sân trường.

- Cơ quan thực hiện:

+ Sở Xây dựng chủ
trì, phối hợp với Sở Tài chính, báo, đài và các đơn vị có liên quan.

+ Sở Y tế đăng tải tin về cây xanh.
"""
    assert assigned(prose(HEAD + text)[1]) == [
        ("II.1", f"Sở Xây dựng {CB}", "lead", 1),
        ("II.1", f"Sở Tài chính {CB}", "coordinate", 1),
        ("II.1", "Báo, đài", "coordinate", 1),
        ("II.1", "Các đơn vị có liên quan", "coordinate", 1),
        ("II.1", f"Sở Y tế {CB}", "other", 1),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("- UBND xã, phường thực hiện trực ban 24/24.", [("Ủy ban nhân dân xã, phường", "other", 1)]),
        ("- Các Trung tâm y tế giám sát tuyến xã.", [("Các Trung tâm y tế", "other", 1)]),
        ("- Mặt trận Tổ quốc, Hội Phụ nữ hỗ trợ người dân.",
         [("Mặt trận Tổ quốc", "other", 1), ("Hội Phụ nữ", "other", 1)]),
        ("Căn cứ tình hình thực tế, phong trào, các cơ quan, đơn vị phối hợp thực hiện các việc sau:\n\n"
         "- Trồng cây.\n\n- Tưới cây.", [("Các cơ quan, đơn vị", "coordinate", 2)]),
        ("- Khuyến khích các doanh nghiệp hỗ trợ cây giống.", []),
        ("- Các sở, ngành triển khai thường xuyên chủ trương trồng cây.", []),
        ("- Các sở, ngành gửi báo cáo về Sở Y tế.", []),
    ],
    ids=["committees", "kind of bodies", "level unknown", "announced list", "encouraged", "everybody", "report"],
)  # fmt: skip
def test_subjects_of_tasks_outside_the_organising_section(
    prose: Facts, words: str, expected: list[tuple[str, str, int]]
) -> None:
    facts = prose(HEAD + f"II. HOẠT ĐỘNG\n\n1. Các hoạt động chính\n\n{words}\n")[1]
    assert [row[1:] for row in rows(facts, "II.1")] == expected


def test_money_is_planned_by_whom_the_section_names(prose: Facts) -> None:
    text = "II. KINH PHÍ THỰC HIỆN\n\n1. Các sở, ngành xây dựng dự toán từ ngân sách.\n\n2. Nguồn tài trợ khác.\n"
    assert assigned(prose(HEAD + text)[1]) == [("II.1", "Các sở, ngành", "other", 1)]


def test_prose_that_charges_a_body_anew_is_another_duty(prose: Facts) -> None:
    text = """II. TỔ CHỨC THỰC HIỆN

1. Giao Công an tỉnh chủ trì giữ trật tự nơi trồng cây.

Đồng thời, giao Công an tỉnh hướng dẫn giao thông.

Các cơ quan, đơn vị, địa phương căn cứ chức năng, khẩn trương phối hợp thực hiện Kế hoạch này./.
"""
    assert assigned(prose(HEAD + text)[1]) == [("II.1", f"Công an {CB}", "lead", 2)]


def test_a_heading_of_kinds_of_bodies_without_cac(prose: Facts) -> None:
    text = "II. PHÂN CÔNG NHIỆM VỤ\n\n1. Doanh nghiệp, cộng đồng, cá nhân:\n\nỦng hộ cây giống.\n"
    assert assigned(prose(HEAD + text)[1]) == [("II.1", "Doanh nghiệp, cộng đồng, cá nhân", "other", 1)]


def test_what_divides_a_heading_of_bodies_is_charged_by_itself(prose: Facts) -> None:
    text = """II. PHÂN CÔNG NHIỆM VỤ

1. Các cơ sở sản xuất và đơn vị vận chuyển

1.1. Đối với các cơ sở sản xuất có lượng bụi lớn, khói nhiều và gần trường học:

- Che chắn.

1.2. Đối với các đơn vị thực hiện vận chuyển (theo danh sách kèm theo):

- Rửa xe.

- Phủ bạt.
"""
    assert assigned(prose(HEAD + text)[1]) == [
        ("II.1.1", "Các cơ sở sản xuất có lượng bụi lớn, khói nhiều và gần trường học", "other", 1),
        ("II.1.2", "Các đơn vị thực hiện vận chuyển", "other", 2),
    ]


def test_an_item_that_goes_on_with_work_of_its_own_is_no_mere_help(prose: Facts) -> None:
    text = """II. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

Phối hợp với Sở Xây dựng bố trí kinh phí; hướng dẫn thanh toán theo quy định.

2. Sở Nội vụ

Phối hợp với Sở Xây dựng khen thưởng; phối hợp với Sở Y tế tuyên truyền.
"""
    assert [row[2] for row in assigned(prose(HEAD + text)[1])] == ["other", "coordinate"]


def test_a_capital_letter_keeps_a_verb_inside_a_name(prose: Facts) -> None:
    text = "II. TỔ CHỨC THỰC HIỆN\n\n1. Quỹ Hỗ trợ nông dân\n\nCho vay.\n\n2. Văn phòng Ban Chỉ đạo 35\n\nHọp.\n"
    names = [row[1] for row in assigned(prose(HEAD + text)[1])]
    assert names == ["Quỹ Hỗ trợ nông dân", "Văn phòng Ban Chỉ đạo 35"]


def test_a_line_that_goes_on_with_a_sentence_opens_no_heading(prose: Facts) -> None:
    text = """II. HOẠT ĐỘNG

1. Phân phát

- Cây giống được đưa đến những nơi bị thiệt hại nặng nhất trước, gồm các địa bàn cấp độ
1. Sau đó mới đến những nơi khác.

- UBND các xã, phường thực hiện trực ban ở nơi phân phát cây.

2. Chăm sóc
"""
    assert assigned(prose(HEAD + text)[1]) == [("II.1", "Ủy ban nhân dân các xã, phường", "other", 1)]


def test_lines_of_a_cell_are_bodies_of_their_own_and_what_a_table_holds_is_no_prose(prose: Facts) -> None:
    table = (
        "II. NHIỆM VỤ\n|\nTT\n|\nNội dung\n|\nCơ quan chủ trì\n|\nCơ quan phối hợp\n|\n|\n1\n|\nTrồng cây\n"
        "|\nSở Y tế\nSở Nội vụ\n|\nVăn phòng\nỦy ban nhân dân tỉnh\nSở Xây dựng\n|\n|\n2\n|\nTuyên truyền\n|\n"
        "Sở Tư pháp\n|\nCác sở\n|\n"
    )
    facts = prose(f"{HEAD}{table}\nIII. KINH PHÍ\nTự lo.\n")[1]
    assert [(agency, role) for _, agency, role, _ in rows(facts, "II")] == [
        (f"Sở Y tế {CB}", "lead"),
        (f"Sở Nội vụ {CB}", "lead"),
        (f"Văn phòng Ủy ban nhân dân {CB}", "coordinate"),
        (f"Sở Xây dựng {CB}", "coordinate"),
        (f"Sở Tư pháp {CB}", "lead"),
        ("Các sở", "coordinate"),
    ]


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ("Ban Chỉ đạo xây dựng nông thôn mới tỉnh chủ trì, phối hợp với Sở Nội vụ trồng cây.",
         f"Ban Chỉ đạo xây dựng nông thôn mới {CB}"),
        ("Ban chỉ đạo công tác lập Kế hoạch trồng cây cấp huyện, cấp xã phối hợp với các sở hướng dẫn trồng cây.",
         "Ban chỉ đạo công tác lập Kế hoạch trồng cây cấp huyện, cấp xã"),
        ("Ban Chỉ đạo xây dựng kế hoạch trồng cây trên địa bàn tỉnh.", "Ban Chỉ đạo"),
    ],
)  # fmt: skip
def test_a_committee_is_named_by_what_it_sees_to(prose: Facts, said: str, agency: str) -> None:
    facts = prose(f"{HEAD}III. TỔ CHỨC THỰC HIỆN\n1. {said}\n2. Sở Y tế chủ trì trồng cây.\n")[1]
    assert rows(facts, "III.1")[0][1] == agency


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Cục Chợ hoa tỉnh", f"Cục Chợ hoa {CB}"),
        ("Cục Chợ hoa tỉnh Cao Bằng", f"Cục Chợ hoa {CB}"),
        ("Chi cục Chợ hoa khu vực XVI", "Chi cục Chợ hoa khu vực XVI"),
    ],
)
def test_the_name_of_a_body_ends_behind_whose_it_is(prose: Facts, printed: str, name: str) -> None:
    text = f"II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nPhối hợp với {printed} kiểm soát cây giống nhập lậu.\n"
    (assignment,) = prose(HEAD + text)[1].assignments
    assert [p.name for d in assignment.duties for p in d.partners] == [name]


def test_heads_of_all_divisions_are_a_group(prose: Facts) -> None:
    text = "II. TỔ CHỨC THỰC HIỆN\n\n1. Trưởng các phòng, ban; Hiệu trưởng các trường\n\nTrồng cây.\n"
    names = [row[1] for row in assigned(prose(HEAD + text)[1])]
    assert names == ["Trưởng các phòng, ban", "Hiệu trưởng các trường"]


def test_a_day_over_with_the_paper_is_one_of_every_year(prose: Facts) -> None:
    text = "1. Sở Y tế\n\nChọn cây giống trước ngày 15/01; trồng cây trước ngày 20/12.\n"
    (assignment,) = prose(DATED + text)[1].assignments
    assert [d.due.iso for d in assignment.duties if d.due] == ["--01-15"]


def test_a_duty_is_due_when_its_work_is_done(prose: Facts) -> None:
    body = """II. NHIỆM VỤ

1. Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ trồng cây; hoàn thành trong quý I/2026.

2. Tưới cây

Làm giếng ở các trường.

*Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: Sở Tài chính. Thời gian thực
hiện: Quý II/2026.*

III. TỔ CHỨC THỰC HIỆN

1. Sở Xây dựng

- Đào giếng, khởi công trong quý II/2026, hoàn thành trong quý IV/2026.

- Chủ trì dựng rào; phối hợp với Ban Chỉ huy Quân sự xã ứng cứu khi cây đổ.
"""
    found = {a.agency.name: a for a in prose(HEAD + body)[1].assignments if a.role != "coordinate"}
    dues = {name: [d.due.iso if d.due else None for d in a.duties] for name, a in found.items()}
    assert dues == {
        f"Sở Tư pháp {CB}": ["2026-Q1"],
        f"Sở Y tế {CB}": ["2026-Q2"],
        f"Sở Xây dựng {CB}": ["2026-Q4", None],
    }
    partners = found[f"Sở Xây dựng {CB}"].duties[1].partners
    assert [p.name for p in partners] == ["Ban Chỉ huy Quân sự xã"]


def test_hospitals_of_whoever_and_centres_of_a_region_are_groups(prose: Facts) -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n\n1. {}\n\n- Trồng cây.\n"
    names = ("Các bệnh viện công lập, ngoài công lập", "Các Trung tâm Y tế khu vực", "Ủy ban MTTQ tỉnh")
    found = [a.agency.name for n in names for a in prose(HEAD + body.format(n))[1].assignments]
    assert found == [*names[:2], f"Ủy ban Mặt trận Tổ quốc Việt Nam {CB}"]


def test_heads_of_hamlets_are_groups_and_who_is_the_first_to_ask_leads(prose: Facts) -> None:
    body = """II. TỔ CHỨC THỰC HIỆN

1. Bí thư chi bộ, Trưởng thôn, Tổ trưởng tổ dân phố

- Trồng cây.

2. Sở Y tế

Cơ quan đầu mối; hướng dẫn trồng cây.
"""
    assert [row[1:] for row in rows(prose(HEAD + body)[1], "II.1")] == [
        ("Bí thư chi bộ", "other", 1), ("Trưởng thôn", "other", 1), ("Tổ trưởng tổ dân phố", "other", 1),
    ]  # fmt: skip
    assert [row[1:] for row in rows(prose(HEAD + body)[1], "II.2")] == [(f"Sở Y tế {CB}", "lead", 1)]


def test_a_paragraph_that_ends_other_plans_is_no_duty_of_the_last_body(prose: Facts) -> None:
    body = """II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Trồng cây.

Thay thế các Kế hoạch: số 62/KH-UBND ngày 11/3/2022, số 71/KH-UBND ngày 20/4/2022 của UBND tỉnh./.
"""
    assert assigned(prose(HEAD + body)[1]) == [("II.1", f"Sở Y tế {CB}", "other", 1)]


def test_letters_below_a_long_heading_are_its_duties_and_continuing_education_is_a_name(prose: Facts) -> None:
    body = """II. TỔ CHỨC THỰC HIỆN

1. Hiệu trưởng các trường trung học phổ thông, Giám đốc các trung tâm giáo dục
a) Trồng cây bóng mát ở sân trường.
b) Tưới cây.

2. Phòng Giáo dục Trung học - Giáo dục thường xuyên: Chăm sóc cây ở sân trường.
"""
    assert [row[1:] for row in rows(prose(HEAD + body)[1], "II.1")] == [
        ("Hiệu trưởng các trường trung học phổ thông", "other", 2), ("Giám đốc các trung tâm giáo dục", "other", 2),
    ]  # fmt: skip
    name = "Phòng Giáo dục Trung học - Giáo dục thường xuyên"
    assert [row[1:] for row in rows(prose(HEAD + body)[1], "II.2")] == [(name, "other", 1)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Giao Sở Y tế là cơ quan chủ trì, trồng cây.", [(f"Sở Y tế {CB}", "lead", 1)]),
        ("Trung tâm Dịch vụ tổng hợp tỉnh hướng dẫn trồng cây.", [(f"Trung tâm Dịch vụ tổng hợp {CB}", "other", 1)]),
        ("Đề nghị UBMTTQVN tỉnh và các đoàn thể: Trồng cây.",
         [(f"Ủy ban Mặt trận Tổ quốc Việt Nam {CB}", "requested", 1), ("Các đoàn thể", "requested", 1)]),
    ],
)  # fmt: skip
def test_who_is_called_leader_leads_and_short_names_of_the_front(
    prose: Facts, words: str, expected: list[tuple[str, str, int]]
) -> None:
    facts = prose(HEAD + f"II. TỔ CHỨC THỰC HIỆN\n1. {words}\n2. Công an tỉnh giữ trật tự.\n")[1]
    assert [row[1:] for row in rows(facts, "II.1")] == expected


def test_the_clause_behind_that_says_when_it_is_to_be_done_is_the_day_of_who_leads(prose: Facts) -> None:
    body = "II. NHIỆM VỤ\n1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ trồng cây; hoàn thành trong quý III/2025.\n"
    (lead,) = [a for a in prose(DATED.partition("II.")[0] + body)[1].assignments if a.role == "lead"]
    assert [d.due and d.due.iso for d in lead.duties] == ["2025-Q3"]
