"""Plans written for these tests: two columns, cells of a web page, a district plan without a header."""

from cancu.graph.plan import Party, PlanFacts
from tests.graph.plan.conftest import Facts


def targets(facts: PlanFacts) -> dict[str, list[tuple[object, ...]]]:
    return {
        f"{i.section}/{i.number}": [
            (t.comparator, str(t.value), t.value_to and str(t.value_to), t.unit, t.group, t.kind) for t in i.targets
        ]
        for i in facts.indicators
    }


def assigned(facts: PlanFacts) -> list[tuple[str, str, str, int]]:
    return [(a.section, a.agency.name, a.role, len(a.duties)) for a in facts.assignments]


def named(parties: tuple[Party, ...]) -> list[str]:
    return [p.name for p in parties]


def owed(facts: PlanFacts) -> list[tuple[object, ...]]:
    return [
        (named(d.who), named(d.to), named(d.via), d.due and (d.due.date or d.due.month_day), d.period)
        for d in facts.deadlines
    ]


def test_header_in_two_columns(own: Facts) -> None:
    identity = own("so-y-te-hai-cot.txt")[1].identity
    assert identity.issuer is not None
    assert identity.issuer.name == "Sở Y tế tỉnh Cao Bằng"
    assert (identity.symbol, identity.number_status, identity.date) == ("KH-SYT", "blank", "2025-03")
    assert identity.title == "Nâng cao chất lượng bữa ăn học đường năm 2025"


def test_indicators_in_prose(own: Facts) -> None:
    assert targets(own("so-y-te-hai-cot.txt")[1]) == {
        "I.1/1": [("=", "92.5", None, "%", None, "level")],
        "I.2/2": [
            ("<", "12", None, "%", None, "level"),
            ("<=", "7", None, "%", "nông thôn", "level"),
            ("<", "5", None, "%", "thành thị", "level"),
        ],
        "I.3/3": [("<=", "15", None, "per 100000", None, "level"), ("<", "6.5", None, "‰", None, "level")],
        "I.4/4": [("=", "3", "4", "%", None, "change"), (">=", "60", None, "%", None, "level")],
        "I.5/5": [(">=", "97", None, "%", None, "level"), ("<=", "2", None, "%", None, "level")],
    }


def test_a_body_that_only_helps_with_an_indicator_does_not_lead_it(own: Facts) -> None:
    leads = {i.number: [a.name for a in i.lead_agencies] for i in own("so-y-te-hai-cot.txt")[1].indicators}
    division = ["Phòng Nghiệp vụ Y"]
    assert leads == {"1": division, "2": division, "3": [], "4": division, "5": []}


def test_duties_shared_and_own(own: Facts) -> None:
    facts = own("so-y-te-hai-cot.txt")[1]
    assert assigned(facts) == [
        ("II.1.a", "Phòng Nghiệp vụ Y", "lead", 2),
        ("II.1.b", "Các phòng thuộc Sở", "other", 1),
        ("II.2", "Sở Tài chính tỉnh Cao Bằng", "coordinate", 1),
        ("II.3", "Hội Liên hiệp Phụ nữ Việt Nam tỉnh Cao Bằng", "requested", 1),
        ("II.3", "Tỉnh Đoàn Cao Bằng", "requested", 2),
        ("II.3", "Các tổ chức thành viên", "requested", 1),
        ("II.4", "Ủy ban nhân dân các xã, phường", "other", 2),
    ]
    communes = facts.assignments[-1]
    assert [d.due and (d.due.date, d.due.before) for d in communes.duties] == [("2025-04-15", True), None]


def test_two_reports_in_one_sentence(own: Facts) -> None:
    everybody = ["Các cơ quan, đơn vị"]
    assert owed(own("so-y-te-hai-cot.txt")[1]) == [
        (everybody, ["Sở Y tế tỉnh Cao Bằng"], [], "2025-06-20", "6 tháng"),
        (everybody, ["Sở Y tế tỉnh Cao Bằng"], [], "2025-12-05", "năm"),
    ]


def test_ending_in_two_columns(own: Facts) -> None:
    facts = own("so-y-te-hai-cot.txt")[1]
    assert [r.name for r in facts.recipients] == ["Bộ Y tế (để b/c)", "UBND tỉnh, các sở, ban, ngành"]
    assert facts.signer is not None
    assert (facts.signer.capacity, facts.signer.post, facts.signer.name) == (
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Nông Thị Mây",
    )


def test_header_in_cells(own: Facts) -> None:
    identity = own("ubnd-tinh-o-bang.md")[1].identity
    assert identity.issuer is not None
    assert identity.issuer.name == "Ủy ban nhân dân tỉnh Cao Bằng"
    assert (identity.number, identity.digits, identity.date) == ("045/KH-UBND", "45", "2025-10-09")
    assert identity.title.startswith("TRỒNG CÂY BÓNG MÁT TRONG SÂN TRƯỜNG")
    assert identity.period == (2026, 2030)


def test_targets_as_bullets_and_as_table_rows(own: Facts) -> None:
    facts = own("ubnd-tinh-o-bang.md")[1]
    found = [
        (t.measure, t.comparator, str(t.value), t.group, t.year, t.kind, [a.name for a in i.lead_agencies])
        for i in facts.indicators
        for t in i.targets
    ]
    forestry, education = "Sở Nông nghiệp và Môi trường tỉnh Cao Bằng", "Sở Giáo dục và Đào tạo tỉnh Cao Bằng"
    assert found == [
        ("sân trường có bóng mát", ">=", "80", "địa bàn đô thị", 2030, "level", []),
        ("Tỷ lệ cây sống sau hai năm", ">", "90", None, 2030, "level", [forestry]),
        ("số cây trồng mới", "=", "5", None, 2030, "change", []),
        ("sân trường xanh", "=", "100", None, 2035, "level", []),
        ("Tỷ lệ trường có vườn ươm", "=", "35", None, 2030, "level", [education]),
        ("Trường có tường rào cây", "=", "40", None, 2026, "level", []),
        ("Trường có tường rào cây", "=", "55.5", None, 2027, "level", []),
    ]


def test_labels_and_sentences_that_name_who_acts(own: Facts) -> None:
    facts = own("ubnd-tinh-o-bang.md")[1]
    assert assigned(facts) == [
        ("II.1", "Sở Nông nghiệp và Môi trường tỉnh Cao Bằng", "lead", 1),
        ("II.1", "Sở Giáo dục và Đào tạo tỉnh Cao Bằng", "coordinate", 1),
        ("II.1", "Ủy ban nhân dân các xã, phường", "coordinate", 1),
        ("III.1", "Sở Giáo dục và Đào tạo tỉnh Cao Bằng", "lead", 1),
        ("III.2", "Liên đoàn Lao động tỉnh Cao Bằng", "requested", 1),
        ("III.3", "Các sở, ban, ngành", "other", 1),
        ("III.3", "Ủy ban nhân dân các xã, phường", "other", 1),
    ]
    partners = [p.name for p in facts.assignments[0].duties[0].partners]
    assert partners == ["Sở Giáo dục và Đào tạo tỉnh Cao Bằng", "Ủy ban nhân dân các xã, phường"]


def test_reports_of_every_year(own: Facts) -> None:
    office = ["Văn phòng Sở"]
    everybody = ["Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]
    education, province = "Sở Giáo dục và Đào tạo tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Cao Bằng"
    assert owed(own("ubnd-tinh-o-bang.md")[1]) == [
        ([education], [province], [], "12-15", "năm"),
        (everybody, [education], office, "06-01", "năm"),
        (everybody, [education], office, "11-15", "năm"),
    ]


def test_signature_over_broken_lines(own: Facts) -> None:
    signer = own("ubnd-tinh-o-bang.md")[1].signer
    assert signer is not None
    assert (signer.capacity, signer.name) == ("TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "Hoàng Văn Sáng")


def test_a_district_plan_without_header(own: Facts) -> None:
    facts = own("ubnd-huyen-mat-dau-de.txt")[1]
    identity = facts.identity
    assert identity.issuer is not None
    assert identity.issuer.name == "Ủy ban nhân dân huyện Trùng Khánh"
    assert (identity.number_status, identity.date, identity.year, identity.level) == ("absent", None, 2024, "district")
    assert assigned(facts) == [
        ("I.1", "Phòng Văn hóa và Thông tin huyện Trùng Khánh", "lead", 2),
        ("I.2", "Phòng Tài chính - Kế hoạch huyện Trùng Khánh", "coordinate", 1),
        ("I.3", "Các trường trực thuộc Ủy ban nhân dân huyện", "other", 2),
        ("I.4", "Ủy ban nhân dân các xã, thị trấn", "other", 1),
    ]
    assert owed(facts) == [
        (
            ["Phòng Văn hóa và Thông tin huyện Trùng Khánh"],
            ["Sở Văn hóa, Thể thao và Du lịch tỉnh Cao Bằng"],
            [],
            "2024-09-30",
            None,
        )
    ]
