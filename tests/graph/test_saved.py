"""Saved questions: the files are sound, parameters are bound and never pasted, each question has its answer."""

import re
from pathlib import Path

import pytest

from cancu.graph.knowledge import Knowledge
from cancu.graph.names import ID
from cancu.graph.saved import (
    QUERIES,
    read_query,
    saved_queries,
)

COLUMNS = {
    "plans": "plan number symbol title issuer level area date year source",
    "plan-citations": "order number type date issuer relation section text start end instrument resolution",
    "implementing-plans": "plan number issuer level area date depth via section basis held",
    "legal-bases": "instrument number type date issuer level system relation depth",
    "most-cited-instruments": "instrument number type issuer plans mentions",
    "plan-indicators": "no label measure comparator value value_to unit group lead",
    "compare-indicator": "plan area year comparator value unit",
    "agency-duties": "plan section role duties group membership",
    "reporting-deadlines": "due period reporter recipient via plan section",
    "common-bases": "instrument number in_a in_b",
    "same-number": "number instruments dates",
    "unresolved-citations": "plan text section candidates",
    "reviewed-citations": "plan text section resolution instrument reviewer reviewed",
    "hierarchy": "body level system parent",
    "succession": "event date successor function checked",
    "coverage": "area level state plans plan",
    "instruments-without-plan": "instrument number type issuer date plans plan",
    "areas-without-plan": "area within state ordered_by",
    "ground-status": "instrument basis status reason source checked",
    "expected-plans": "body group ordered_by section due state plan",
    "reports-to-send": "due period recipient plan section group",
    "reports-to-receive": "due period reporter as plan section",
    "ended-grounds": "plan instrument number reason since relation",
    "duties-of-ended-bodies": "body ended plan section role successor",
    "agencies-without-reports": "plan body duties",
    "missing-indicators": "indicator measure comparator value unit section",
    "cited-by-one-plan": "instrument number type date plan mentions",
    "level-jumps": "plan level instrument number instrument_level section",
    "shortest-path": "step instrument number type date issuer",
    "plan-deadlines": "due what who section",
    "instrument-citations": "plan section text relation basis start end",
    "plan-programmes": "programme label approved_by from to section",
}
PARAMETERS = {
    "plan-citations": ["plan"], "implementing-plans": ["instrument"], "legal-bases": ["plan"],
    "plan-indicators": ["plan"], "compare-indicator": ["indicator"], "agency-duties": ["agency"],
    "reporting-deadlines": ["from", "to"], "common-bases": ["plan_a", "plan_b"], "reviewed-citations": ["plan"],
    "succession": ["body"], "coverage": ["instrument", "at"], "ground-status": ["plan", "at"],
    "expected-plans": ["instrument"], "reports-to-send": ["agency"], "ended-grounds": ["at"],
    "reports-to-receive": ["agency"], "duties-of-ended-bodies": ["at"], "missing-indicators": ["plan", "previous"],
    "shortest-path": ["from", "to"], "plan-deadlines": ["plan"], "instrument-citations": ["instrument"],
    "plan-programmes": ["plan"], "areas-without-plan": ["instrument", "level", "at"], "hierarchy": ["level", "at"],
}  # fmt: skip

PLAN = f"{ID}ubnd-tinh-song-tra/ke-hoach/2024/88"
DISTRICT = f"{ID}ubnd-huyen-hoa-trung/ke-hoach/2025/7"
BLANK = f"{ID}ubnd-tinh-nui-lam/ke-hoach/_/_vi-tre-em-tinh-nui-lam"
PARTY_PLAN = f"{ID}tinh-uy-song-tra/ke-hoach/2024/240"
DIRECTIVE = f"{ID}ban-bi-thu/chi-thi/2023/99"


def answer(mini: Knowledge, question: str, **values: str) -> list[list[str]]:
    """Rows of a question as plain values."""
    asked = mini.ask_question(question, {name.rstrip("_"): value for name, value in values.items()})
    return [list(row.values()) for row in asked.table.values()]


def test_the_questions_and_their_columns_are_those_promised() -> None:
    assert {name: " ".join(query.columns) for name, query in saved_queries().items()} == COLUMNS
    assert {n: [p.name for p in q.parameters] for n, q in saved_queries().items() if q.parameters} == PARAMETERS


@pytest.mark.row("Q1")
@pytest.mark.parametrize(
    "path",
    [path for folder in ("page", "review", "saved") for path in sorted((QUERIES / folder).glob("*.rq"))],
    ids=lambda p: f"{p.parent.name}/{p.stem}",
)
def test_every_file_is_sound(path: Path, mini: Knowledge) -> None:
    query = read_query(path)
    assert all((query.title_vi, query.title_en))
    if path.parent.name == "saved":
        assert all((query.answer_vi, query.answer_en))
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    table = mini.engine.select(query.text)
    assert table.columns == query.columns


@pytest.mark.parametrize("path", sorted((QUERIES / "saved").glob("*.rq")), ids=lambda p: p.stem)
def test_authoring_rules(path: Path) -> None:
    """No open path and no NOT EXISTS with a constant: both are what makes a question slow on big data."""
    text = re.sub(r"#.*", "", path.read_text("utf-8"))
    assert not re.search(r"[\w>)][*+](?=\s+[?<(\w])", text.replace("SELECT *", "").replace("COUNT(*)", ""))
    assert "NOT EXISTS" not in text


def test_plans(mini: Knowledge) -> None:
    assert answer(mini, "plans") == [
        [DISTRICT, "07/KH-UBND", "KH-UBND", "Chăm sóc trẻ em huyện Hòa Trung năm 2025",
         "Ủy ban nhân dân huyện Hòa Trung", "district", "huyện Hòa Trung", "2025-01", "2025", "ke-hoach-07.txt"],
        [BLANK, "", "KH-UBND", "Vì trẻ em tỉnh Núi Lam",
         "Ủy ban nhân dân tỉnh Núi Lam", "province", "tỉnh Núi Lam", "", "", "ke-hoach-nui-lam.txt"],
        [PLAN, "88/KH-UBND", "KH-UBND", "Chăm sóc trẻ em tỉnh Sông Trà giai đoạn 2024 - 2026",
         "Ủy ban nhân dân tỉnh Sông Trà", "province", "tỉnh Sông Trà", "2024-04-10", "2024", "ke-hoach-88.txt"],
    ]  # fmt: skip


def test_plan_citations(mini: Knowledge) -> None:
    rows = answer(mini, "plan-citations", plan="ke-hoach-nui-lam.txt")
    assert rows[0] == [
        "1", "26/2021/NQ-HĐND", "Nghị quyết", "2021-12-07", "Hội đồng nhân dân tỉnh Núi Lam", "based_on", "preamble",
        "Nghị quyết số 26/2021/NQ-HĐND ngày 07/12/2021", "90", "135", f"{ID}hdnd-tinh-nui-lam/nghi-quyet/2021/26-2021",
        "resolved",
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row[-2:] for row in rows[2:4]] == [["", "ambiguous"], ["", "unresolved"]]
    assert rows[4][3] == "2019-02"


def test_implementing_plans_reach_through_other_papers(mini: Knowledge) -> None:
    assert answer(mini, "implementing-plans", instrument="99-CT/TW@2023") == [
        [PARTY_PLAN, "240-KH/TU", "Tỉnh ủy Sông Trà", "province", "tỉnh Sông Trà", "2024-03-15", "1", "", "preamble",
         "via", "citation"],
        [DISTRICT, "07/KH-UBND", "Ủy ban nhân dân huyện Hòa Trung", "district", "huyện Hòa Trung", "2025-01", "1", "",
         "II.1", "task", "text"],
        [BLANK, "", "Ủy ban nhân dân tỉnh Núi Lam", "province", "tỉnh Núi Lam", "", "1", "", "III.2", "orders-plan",
         "text"],
        [PLAN, "88/KH-UBND", "Ủy ban nhân dân tỉnh Sông Trà", "province", "tỉnh Sông Trà", "2024-04-10", "2",
         "240-KH/TU", "preamble", "issued-for", "text"],
    ]  # fmt: skip
    assert answer(mini, "implementing-plans", instrument="99-CT/TW@2019") == []


def test_legal_bases(mini: Knowledge) -> None:
    rows = answer(mini, "legal-bases", plan=DISTRICT)
    assert [(row[0].removeprefix(ID), row[-2], row[-1]) for row in rows] == [
        ("ban-bi-thu/chi-thi/2023/99", "implements", "1"),
        ("ubnd-tinh-song-tra/ke-hoach/2024/88", "implements", "1"),
        ("luat/2016/luat-tre-em", "based_on", "2"),
        ("thu-tuong/quyet-dinh/2021/06", "implements", "2"),
        ("tinh-uy-song-tra/ke-hoach/2024/240", "implements", "2"),
    ]
    assert rows[0][1:7] == ["99-CT/TW", "Chỉ thị", "2023-12-25", "Ban Bí thư Trung ương Đảng", "central", "party"]


def test_plan_indicators_keep_the_printed_number_and_every_lead(mini: Knowledge) -> None:
    one, two = "Tỷ lệ trẻ em được tiêm chủng", "Tỷ suất tử vong trẻ em dưới 5 tuổi"
    label = "Tỷ suất tử vong trẻ em dưới 5 tuổi còn 18,50‰ ở nông thôn"
    assert answer(mini, "plan-indicators", plan="88/KH-UBND") == [
        ["1", "Tỷ lệ trẻ em được tiêm chủng trên 95% vào năm 2026", one, ">", "95", "", "%", "",
         "Sở Tài chính tỉnh Sông Trà; Sở Y tế tỉnh Sông Trà"],
        ["02", label, two, "<=", "18.5", "", "‰", "nông thôn", "Sở Y tế tỉnh Sông Trà"],
        ["02", label, two, "=", "10", "12", "trường hợp", "", "Sở Y tế tỉnh Sông Trà"],
    ]  # fmt: skip


def test_agency_duties_include_the_groups_it_belongs_to(mini: Knowledge) -> None:
    rows = [
        [PLAN, "III.1", "lead", "2", "", ""],
        [PLAN, "III.3", "other", "1", "các sở, ban, ngành tỉnh Sông Trà", "member"],
    ]
    for agency in (
        "Sở Y tế tỉnh Sông Trà",
        "so y te tinh song tra",
        "SYT tỉnh Sông Trà",
        f"{ID}body/so-y-te-tinh-song-tra",
    ):
        assert answer(mini, "agency-duties", agency=agency) == rows


def test_reporting_deadlines(mini: Knowledge) -> None:
    rows = answer(mini, "reporting-deadlines")
    assert [row[0] for row in rows] == ["2024-11-15", "2025-06-10", ""]
    assert rows[0][1:] == [
        "năm", "Sở Tài chính tỉnh Sông Trà; các sở, ban, ngành tỉnh Sông Trà", "Ủy ban nhân dân tỉnh Sông Trà",
        "Sở Y tế tỉnh Sông Trà", PLAN, "IV",
    ]  # fmt: skip
    assert [r[0] for r in answer(mini, "reporting-deadlines", from_="01/01/2025")] == ["2025-06-10"]
    assert [r[0] for r in answer(mini, "reporting-deadlines", to="2024-11-15")] == ["2024-11-15"]
    assert answer(mini, "reporting-deadlines", from_="2024-11-16", to="2025-06-09") == []


def test_same_number(mini: Knowledge) -> None:
    assert answer(mini, "same-number") == [
        ["174/KH-UBND", f"{ID}ubnd-tinh-nui-lam/ke-hoach/2022/174 {ID}ubnd-tinh-nui-lam/ke-hoach/2024/174",
         "2022-08-19 2024-09-30"],
        ["99-CT/TW", f"{ID}ban-bi-thu/chi-thi/2019/99 {DIRECTIVE}", "2019-02 2023-12-25"],
    ]  # fmt: skip


def test_most_cited_instruments(mini: Knowledge) -> None:
    rows = answer(mini, "most-cited-instruments")
    assert rows[:2] == [
        [DIRECTIVE, "99-CT/TW", "Chỉ thị", "Ban Bí thư Trung ương Đảng", "3", "4"],
        [f"{ID}luat/2016/luat-tre-em", "", "Luật", "Quốc hội", "2", "2"],
    ]
    assert sum(int(row[-1]) for row in rows) == 12


def test_compare_indicator(mini: Knowledge) -> None:
    assert answer(mini, "compare-indicator", indicator="tỷ lệ trẻ em được tiêm chủng") == [
        [DISTRICT, "huyện Hòa Trung", "2025", "=", "96", "%"],
        [PLAN, "tỉnh Sông Trà", "2026", ">", "95", "%"],
    ]


def test_common_bases(mini: Knowledge) -> None:
    rows = answer(mini, "common-bases", plan_a="88/KH-UBND", plan_b="7/KH-UBND")
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("", "based_on", "based_on"),
        ("06/QĐ-TTg", "implements", "implements"),
        ("240-KH/TU", "implements", "implements"),
        ("99-CT/TW", "implements", "implements"),
    ]


def test_unresolved_citations(mini: Knowledge) -> None:
    candidates = f"{ID}ubnd-tinh-nui-lam/ke-hoach/2022/174 {ID}ubnd-tinh-nui-lam/ke-hoach/2024/174"
    assert answer(mini, "unresolved-citations") == [
        [BLANK, "Kế hoạch số 174/KH-UBND", "III.3", candidates],
        [BLANK, "Công văn số 55", "III.4", ""],
    ]


def test_hierarchy(mini: Knowledge) -> None:
    rows = answer(mini, "hierarchy")
    assert rows[0] == ["Ban Bí thư Trung ương Đảng", "central", "party", ""]
    district = "Ủy ban nhân dân huyện Hòa Trung"
    assert ["Phòng Y tế huyện Hòa Trung", "district", "state", district] in rows


def test_hierarchy_of_a_level_on_a_day(mini: Knowledge) -> None:
    every = answer(mini, "hierarchy", level="district")
    assert {level for _, level, *_ in every} == {"district"}
    on_a_day = answer(mini, "hierarchy", level="district", at="2025-08-01")
    assert on_a_day != every
    assert [row for row in every if row in on_a_day] == on_a_day
