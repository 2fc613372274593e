"""The facts of the real plans, against careful reading."""

from decimal import Decimal

import pytest

from cancu.graph.plan import Assignment, Deadline, PlanFacts
from tests.graph.plan.conftest import Facts

BP = "tỉnh Bình Phước"
SH = "huyện Sơn Hà"


def identified(facts: PlanFacts) -> dict[str, object]:
    identity = facts.identity
    return {
        "type": identity.type and identity.type.name,
        "number": identity.number,
        "symbol": identity.symbol,
        "status": identity.number_status,
        "date": identity.date,
        "issuer": identity.issuer and identity.issuer.name,
        "level": identity.level,
        "area": identity.area and identity.area.name,
        "year": identity.year,
        "period": identity.period,
    }


PLAN = {"type": "Kế hoạch", "number": None}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            "000",
            {**PLAN, "symbol": "KH-SGDĐT", "status": "blank", "date": "2024-04", "level": "province", "area": BP,
             "issuer": f"Sở Giáo dục và Đào tạo {BP}", "year": 2024, "period": (2024, 2024)},
        ),
        (
            "001",
            {**PLAN, "symbol": None, "status": "absent", "date": "2025", "level": "province", "area": BP,
             "issuer": f"Ủy ban nhân dân {BP}", "year": 2025, "period": (2025, 2025)},
        ),
        (
            "002",
            {"type": "Kế hoạch", "number": "884/KH-SGD&ĐT", "symbol": "KH-SGD&ĐT", "status": "given",
             "date": "2024-04-02", "level": "province", "area": "tỉnh Hòa Bình",
             "issuer": "Sở Giáo dục và Đào tạo tỉnh Hòa Bình", "year": 2024, "period": (2024, 2024)},
        ),
        (
            "003",
            {**PLAN, "symbol": None, "status": "absent", "date": None, "level": "district", "area": SH,
             "issuer": f"Ủy ban nhân dân {SH}", "year": 2024, "period": (2024, 2024)},
        ),
        (
            "004",
            {**PLAN, "symbol": "KH-UBND", "status": "blank", "date": "2024", "level": "province", "area": BP,
             "issuer": f"Ủy ban nhân dân {BP}", "year": 2024, "period": None},
        ),
    ],
)  # fmt: skip
def test_identity(seed: Facts, number: str, expected: dict[str, object]) -> None:
    assert identified(seed(number)[1]) == expected


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("000", "Triển khai công tác trẻ em trong ngành Giáo dục năm 2024"),
        ("001", "Thực hiện công tác trẻ em năm 2025"),
        ("003", "Triển khai thực hiện công tác trẻ em trên địa bàn huyện Sơn Hà năm 2024"),
    ],
)
def test_title(seed: Facts, number: str, title: str) -> None:
    text, facts = seed(number)
    assert facts.identity.title == title
    assert text.content[facts.identity.title_start : facts.identity.title_end].split() == title.split()


def test_a_long_title_over_several_lines(seed: Facts) -> None:
    title = seed("004")[1].identity.title
    assert title.startswith("Thực hiện Kế hoạch số 240-KH/TU ngày 22/3/2024 của Ban Thường vụ Tỉnh ủy")
    assert title.endswith("đất nước phồn vinh, hạnh phúc")


def test_the_printed_date_is_kept_where_it_is_incomplete(seed: Facts) -> None:
    assert seed("000")[1].identity.date_text == "ngày tháng 4 năm 2024"
    assert seed("001")[1].identity.date_text == "ngày tháng năm 2025"


TARGETS: dict[str, list[tuple[str, str, str | None, str, str | None]]] = {
    "1": [("=", "76.9", None, "%", None)],
    "2": [("=", "80", None, "%", None)],
    "3": [("<", "9.5", None, "‰", None), ("<=", "12.5", None, "‰", None), ("<", "18.8", None, "‰", None)],
    "4": [
        ("<", "9", None, "%", None),
        ("<=", "20", None, "%", None),
        ("<=", "5", None, "%", "nông thôn"),
        ("<", "10", None, "%", "thành thị"),
    ],
    "5": [("=", "95", None, "%", None)],
    "6": [("=", "2", None, "%", None)],
    "7": [("=", "100", None, "%", None)],
    "8": [("<", "4.5", None, "%", None), ("=", "98", None, "%", None)],
    "9": [("<=", "4", None, "%", None)],
    "10": [("<=", "4.5", None, "%", None)],
    "11": [("<=", "550", None, "per 100000", None), ("<=", "13", None, "per 100000", None)],
    "12": [("=", "100", None, "%", None)],
    "13": [("=", "2", "3", "%", None)],
    "14": [("=", "99", None, "%", None)],
    "15": [("=", "99.1", None, "%", None)],
    "16": [("=", "99.1", None, "%", None)],
    "17": [("=", "99.5", None, "%", None), ("<", "0.12", None, "%", None)],
    "18": [("=", "98", None, "%", None), ("<", "0.14", None, "%", None)],
    "19": [("=", "80", None, "%", None)],
    "20": [("=", "50", None, "%", None), ("=", "80", None, "%", None)],
    "21": [("=", "40", None, "%", None)],
    "22": [("=", "30", None, "%", None)],
    "23": [("=", "85", None, "%", None)],
    "24": [("=", "30", None, "%", None)],
}
"""Comparator, value, upper end, unit and group of each target of 001, by the number of its indicator."""

MEASURES = {
    "1": ["tỷ lệ xã, phường, thị trấn đạt tiêu chuẩn phù hợp với trẻ em"],
    "3": [
        "tỷ suất tử vong trẻ sơ sinh trên 1.000 trẻ đẻ sống",
        "tỷ suất tử vong của trẻ em dưới 1 tuổi trên 1.000 trẻ đẻ sống",
        "tỷ suất tử vong trẻ em dưới 5 tuổi trên 1.000 trẻ đẻ sống",
    ],
    "4": [
        "tỷ lệ trẻ em dưới 5 tuổi bị suy dinh dưỡng thể cân nặng theo tuổi",
        "tỷ lệ trẻ em dưới 5 tuổi bị suy dinh dưỡng thể chiều cao theo tuổi",
        "tỷ lệ trẻ dưới 5 tuổi bị suy dinh dưỡng thể béo phì",
        "tỷ lệ trẻ dưới 5 tuổi bị suy dinh dưỡng thể béo phì",
    ],
    "8": [
        "tỷ lệ trẻ em có hoàn cảnh đặc biệt trên tổng số trẻ em",
        "trẻ em có hoàn cảnh đặc biệt được chăm sóc, nuôi dưỡng, trợ giúp",
    ],
    "13": ["mức giảm số cuộc tảo hôn"],
    "18": ["tỷ lệ trẻ em hoàn thành cấp trung học cơ sở", "tỷ lệ trẻ em bỏ học cấp trung học cơ sở"],
    "22": ["trẻ em từ 07 tuổi trở lên được hỏi ý kiến về các vấn đề của trẻ em với các hình thức phù hợp"],
}

HEALTH, EDUCATION, JUSTICE = f"Sở Y tế {BP}", f"Sở Giáo dục và Đào tạo {BP}", f"Sở Tư pháp {BP}"
LEADS = {
    **{number: [HEALTH] for number in ["1", "2", "3", "4", "5", "6", "8", "10", "11", "12", "22", "23", "24"]},
    **{number: [EDUCATION] for number in ["7", "15", "16", "17", "18", "19", "20"]},
    **{number: [JUSTICE] for number in ("13", "14")},
    "9": [HEALTH, f"Công an {BP}"],
    "21": [f"Sở Văn hóa, Thể thao và Du lịch {BP}"],
}


def test_indicators_of_001(seed: Facts) -> None:
    found = {
        i.number: [
            (t.comparator, str(t.value), str(t.value_to) if t.value_to else None, t.unit, t.group) for t in i.targets
        ]
        for i in seed("001")[1].indicators
    }
    assert found == TARGETS
    assert sum(map(len, found.values())) == 34


def test_measures_of_001(seed: Facts) -> None:
    found = {i.number: [t.measure for t in i.targets] for i in seed("001")[1].indicators}
    assert {number: found[number] for number in MEASURES} == MEASURES


def test_targets_of_001_in_detail(seed: Facts) -> None:
    indicators = seed("001")[1].indicators
    targets = [t for i in indicators for t in i.targets]
    assert {t.year for t in targets} == {2025}
    assert [t.order for t in targets] == list(range(1, 35))
    assert [i.number for i in indicators if any(t.kind == "change" for t in i.targets)] == ["13"]
    assert [t.value_text for t in indicators[12].targets] == ["2% đến 3%"]
    assert targets[0].value == Decimal("76.9")
    assert [i.section for i in indicators] == [f"III.{n}" for n in range(1, 25)]


def test_lead_agencies_of_001(seed: Facts) -> None:
    assert {i.number: [a.name for a in i.lead_agencies] for i in seed("001")[1].indicators} == LEADS


def test_the_others_set_no_targets(seed: Facts) -> None:
    assert [seed(n)[1].indicators for n in ("000", "002", "003", "004")] == [(), (), (), ()]


def plainly(assignments: tuple[Assignment, ...]) -> list[tuple[str, str, str, int]]:
    return [(a.section, a.agency.name, a.role, len(a.duties)) for a in assignments]


ASSIGNMENTS = {
    "000": [
        ("III.1.a", "Phòng Giáo dục Trung học", "lead", 3),
        ("III.1.b", "Các phòng thuộc Sở", "other", 1),
        ("III.2", "Phòng Giáo dục và Đào tạo các huyện, thị xã, thành phố", "other", 2),
        ("III.2", "Các đơn vị trực thuộc Sở", "other", 2),
        ("III.2", "Các trung tâm GDNN-GDTX", "other", 2),
    ],
    "001": [
        ("V.1", HEALTH, "lead", 14),
        ("V.2", f"Sở Tài chính {BP}", "lead", 2),
        ("V.3", JUSTICE, "lead", 4),
        ("V.4", EDUCATION, "lead", 10),
        ("V.5", f"Sở Văn hóa, Thể thao và Du lịch {BP}", "lead", 7),
        ("V.6", f"Công an {BP}", "other", 6),
        ("V.7", f"Sở Khoa học và Công nghệ {BP}", "other", 1),
        ("V.8", f"Sở Xây dựng {BP}", "lead", 2),
        ("V.9", f"Viện kiểm sát nhân dân {BP}", "requested", 2),
        ("V.9", f"Tòa án nhân dân {BP}", "requested", 2),
        ("V.10", f"Ủy ban Mặt trận Tổ quốc Việt Nam {BP}", "requested", 2),
        ("V.10", "Tỉnh Đoàn Bình Phước", "requested", 3),
        ("V.10", f"Hội Liên hiệp Phụ nữ Việt Nam {BP}", "requested", 2),
        ("V.10", "Các tổ chức thành viên", "requested", 2),
        ("V.11", "Ủy ban nhân dân các huyện, thị xã, thành phố", "other", 3),
    ],
    "003": [
        ("II.5.a", f"Phòng Lao động - Thương binh và Xã hội {SH}", "lead", 1),
        ("IV.1", f"Phòng Lao động - Thương binh và Xã hội {SH}", "lead", 7),
        ("IV.2", f"Phòng Giáo dục và Đào tạo {SH}", "other", 4),
        ("IV.3", f"Phòng Y tế {SH}", "other", 2),
        ("IV.4", f"Phòng Văn hóa và Thông tin {SH}", "lead", 4),
        ("IV.6", f"Phòng Tài chính - Kế hoạch {SH}", "coordinate", 1),
        ("IV.7", f"Phòng Nội vụ {SH}", "other", 1),
        ("IV.8", f"Phòng Tư pháp {SH}", "other", 1),
        ("IV.9", f"Phòng Kinh tế và Hạ tầng {SH}", "other", 2),
        ("IV.10", f"Công an {SH}", "other", 3),
        ("IV.11", f"Phòng Dân tộc {SH}", "lead", 1),
        ("IV.12", "Các trường trực thuộc Ủy ban nhân dân huyện", "other", 2),
        ("IV.13", "Huyện đoàn Sơn Hà", "requested", 2),
        ("IV.14", f"Hội Liên hiệp Phụ nữ Việt Nam {SH}", "requested", 3),
        ("IV.15", f"Ủy ban Mặt trận Tổ quốc Việt Nam {SH}", "requested", 2),
        ("IV.15", "Các tổ chức chính trị - xã hội trên địa bàn huyện", "requested", 2),
        ("IV.16", f"Viện kiểm sát nhân dân {SH}", "requested", 1),
        ("IV.16", f"Tòa án nhân dân {SH}", "requested", 1),
        ("IV.17", f"Liên đoàn Lao động {SH}", "requested", 1),
        ("IV.18", f"Trung tâm Truyền thông - Văn hóa - Thể thao {SH}", "other", 2),
        ("IV.19", "Ủy ban nhân dân các xã, thị trấn", "other", 7),
    ],
    "004": [
        ("IV.1", f"Sở Lao động - Thương binh và Xã hội {BP}", "lead", 8),
        ("IV.2", EDUCATION, "other", 3),
        ("IV.3", HEALTH, "other", 2),
        ("IV.4", f"Sở Văn hóa, Thể thao và Du lịch {BP}", "other", 3),
        ("IV.5", f"Sở Thông tin và Truyền thông {BP}", "other", 3),
        ("IV.6", f"Sở Nội vụ {BP}", "other", 1),
        ("IV.7", f"Sở Kế hoạch và Đầu tư {BP}", "lead", 1),
        ("IV.8", f"Sở Tài chính {BP}", "other", 1),
        ("IV.9", f"Công an {BP}", "lead", 3),
        ("IV.10", "Các sở, ban, ngành khác", "other", 1),
        ("IV.11", f"Ủy ban Mặt trận Tổ quốc Việt Nam {BP}", "requested", 2),
        ("IV.11", "Các tổ chức chính trị - xã hội", "requested", 2),
        ("IV.11", "Các tổ chức thành viên", "requested", 2),
        ("IV.12", "Ủy ban nhân dân các huyện, thị xã, thành phố", "other", 4),
    ],
}


@pytest.mark.parametrize("number", sorted(ASSIGNMENTS))
def test_assignments(seed: Facts, number: str) -> None:
    assert plainly(seed(number)[1].assignments) == ASSIGNMENTS[number]


def test_partners(seed: Facts) -> None:
    by_path = {(a.section, a.agency.name): a for a in seed("001")[1].assignments}
    finance = by_path["V.2", f"Sở Tài chính {BP}"]
    assert [[p.name for p in d.partners] for d in finance.duties] == [[], [HEALTH]]
    assert [d.role for d in finance.duties] == ["other", "lead"]


def dated(deadlines: tuple[Deadline, ...]) -> list[tuple[object, ...]]:
    return [
        (
            d.section, [p.name for p in d.who], [p.name for p in d.to], [p.name for p in d.via],
            d.due.date, d.due.before, d.period,
        )
        for d in deadlines
        if d.due
    ]  # fmt: skip


LABOUR = f"Phòng Lao động - Thương binh và Xã hội {SH}"
LABOUR_ABOVE = "Sở Lao động - Thương binh và Xã hội tỉnh Quảng Ngãi"
LABOUR_BP = f"Sở Lao động - Thương binh và Xã hội {BP}"
EVERYBODY = ["Các cơ quan, ban, ngành, đoàn thể", "Ủy ban nhân dân các xã, thị trấn"]
DEADLINES = {
    "000": [
        ("III.2", ["Các đơn vị"], [EDUCATION], [], "2024-06-30", True, "6 tháng"),
        ("III.2", ["Các đơn vị"], [EDUCATION], [], "2024-12-10", True, "năm"),
    ],
    "001": [
        ("VI", ["Các sở, ban, ngành, đoàn thể tỉnh", "Ủy ban nhân dân các huyện, thị xã, thành phố"],
         [f"Ủy ban nhân dân {BP}"], [HEALTH], "2025-11-10", True, None),
        ("VI", [HEALTH], ["Bộ Y tế", f"Ủy ban nhân dân {BP}"], [], "2025-11-20", True, None),
    ],
    "003": [
        ("V.1", EVERYBODY, [f"Ủy ban nhân dân {SH}"], [LABOUR], "2024-05-31", True, "6 tháng"),
        ("V.1", EVERYBODY, [f"Ủy ban nhân dân {SH}"], [LABOUR], "2024-11-30", True, "năm"),
        ("V.2", [LABOUR],
         ["Sở Lao động - Thương binh và Xã hội tỉnh Quảng Ngãi", "Ủy ban nhân dân tỉnh Quảng Ngãi"],
         [], "2024-12-10", True, None),
    ],
    "004": [],
}  # fmt: skip


UNDATED = {
    "000": [("III.1.a", ["Phòng Giáo dục Trung học"], ["Bộ Giáo dục và Đào tạo", f"Ủy ban nhân dân {BP}"], [])],
    "001": [
        ("V.1", [HEALTH], ["Các cấp có thẩm quyền"], []),
        ("V.11", ["Ủy ban nhân dân các huyện, thị xã, thành phố"], [], []),
    ],
    "003": [
        ("II.3.a", [], [f"Ủy ban nhân dân {SH}"], []),
        ("II.5.b", ["Ủy ban nhân dân các xã, thị trấn"], [f"Ủy ban nhân dân {SH}"], [LABOUR]),
        ("II.5.b", [LABOUR], ["Ủy ban nhân dân tỉnh Quảng Ngãi"], [LABOUR_ABOVE]),
        ("IV.1.đ", [LABOUR], [LABOUR_ABOVE], []),
        ("IV.1.e", [LABOUR], [LABOUR_ABOVE], []),
        ("IV.1.g", [LABOUR], [], []),
        ("V.1", [f"Ủy ban nhân dân {SH}"], [LABOUR_ABOVE, "Ủy ban nhân dân tỉnh Quảng Ngãi"], []),
    ],
    "004": [
        ("IV.1.h", [LABOUR_BP], [f"Ủy ban nhân dân {BP}", "Bộ Lao động - Thương binh và Xã hội"], []),
        ("IV.13", ["Các sở, ban, ngành, đoàn thể tỉnh", "Ủy ban nhân dân các huyện, thị xã, thành phố"],
         [f"Ủy ban nhân dân {BP}"], [LABOUR_BP]),
        ("IV.13", [LABOUR_BP], ["Ban Thường vụ Tỉnh ủy Bình Phước", "Bộ Lao động - Thương binh và Xã hội"], []),
    ],
}  # fmt: skip
"""Reports without a day: the recipient is left open where the plan says only that they are regular."""


@pytest.mark.parametrize("number", sorted(UNDATED))
def test_reports_without_a_day(seed: Facts, number: str) -> None:
    found = [d for d in seed(number)[1].deadlines if d.due is None]
    assert [
        (d.section, [p.name for p in d.who], [p.name for p in d.to], [p.name for p in d.via]) for d in found
    ] == UNDATED[number]


@pytest.mark.parametrize("number", sorted(DEADLINES))
def test_deadlines(seed: Facts, number: str) -> None:
    assert dated(seed(number)[1].deadlines) == DEADLINES[number]


@pytest.mark.parametrize(
    ("number", "count", "first", "name", "post", "capacity"),
    [
        ("000", 4, "Ban Giám đốc (để b/c)", None, "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        ("001", 6, "Bộ Y tế", "Trần Tuyết Minh", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"),
        ("003", 12, "UBND tỉnh (Báo cáo)", "Trần Thanh Trung", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"),
        ("004", 7, "Bộ LĐTBXH", "Trần Tuyết Minh", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ],
)
def test_ending(seed: Facts, number: str, count: int, first: str, name: str | None, post: str, capacity: str) -> None:
    facts = seed(number)[1]
    assert facts.signer is not None
    assert (facts.signer.name, facts.signer.post, facts.signer.capacity) == (name, post, capacity)
    assert (len(facts.recipients), facts.recipients[0].name) == (count, first)


def test_a_recipient_over_two_lines_is_one(seed: Facts) -> None:
    assert seed("001")[1].recipients[1].name == "TTTU, TT.HĐND tỉnh, BTT UBMTTQVN tỉnh"
