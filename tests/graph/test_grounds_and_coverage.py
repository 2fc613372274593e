"""Coverage, grounds, expected plans and successors on the small invented data."""

import pytest

from cancu.graph.knowledge import Knowledge
from cancu.graph.names import ID
from cancu.graph.saved import ParameterError

PLAN = f"{ID}ubnd-tinh-song-tra/ke-hoach/2024/88"
DISTRICT = f"{ID}ubnd-huyen-hoa-trung/ke-hoach/2025/7"


def answer(mini: Knowledge, question: str, **values: str) -> list[list[str]]:
    """Rows of a question as plain values."""
    return [list(row.values()) for row in mini.ask_question(question, values).table.values()]


def test_coverage_tells_own_plans_from_those_of_ended_units(mini: Knowledge) -> None:
    before = answer(mini, "coverage", instrument="88/KH-UBND", at="2025-06-30")
    assert before == [
        ["huyện Hòa Trung", "district", "có", "1", DISTRICT],
        ["tỉnh Núi Lam", "province", "chưa có trong dữ liệu", "0", ""],
        ["tỉnh Sông Trà", "province", "chưa có trong dữ liệu", "0", ""],
    ]
    after = answer(mini, "coverage", instrument="88/KH-UBND", at="2025-07-01")
    assert ["huyện Hòa Trung", "district", "có của đơn vị cũ", "1", DISTRICT] in after
    assert answer(mini, "coverage", instrument="88/KH-UBND") == after, "today is the default"
    assert {row[2] for row in answer(mini, "coverage", instrument="88/KH-UBND", at="2024-12-31")} == {
        "chưa có trong dữ liệu"
    }, "the plan was not issued yet"


def test_areas_of_a_level_without_a_plan(mini: Knowledge) -> None:
    assert answer(mini, "areas-without-plan", instrument="99-CT/TW@2023", at="2025-06-30") == [
        ["tỉnh Núi Lam", "Việt Nam", "chưa có trong dữ liệu", ""]
    ]
    district = {"instrument": "99-CT/TW@2023", "level": "huyện", "at": "2025-06-30"}
    assert [row[0] for row in answer(mini, "areas-without-plan", **district)] == ["huyện Hòa Trung"]
    assert answer(mini, "areas-without-plan", **{**district, "at": "2025-07-01"}) == [], (
        "there are no districts any more"
    )
    assert answer(mini, "areas-without-plan", **{**district, "instrument": "88/KH-UBND"}) == [], "it has a plan"


@pytest.mark.parametrize("level", ["commune", "Xã", "cấp xã", "Commune"])
def test_a_level_is_taken_in_the_words_people_use(mini: Knowledge, level: str) -> None:
    assert answer(mini, "areas-without-plan", instrument="88/KH-UBND", level=level) == []


def test_what_is_no_level_is_told_with_those_that_are(mini: Knowledge) -> None:
    with pytest.raises(ParameterError, match="Tỉnh"):
        answer(mini, "areas-without-plan", instrument="88/KH-UBND", level="thôn")


def test_coverage_does_not_count_what_only_names_the_instrument(mini: Knowledge) -> None:
    state = {row[0]: row[2:4] for row in answer(mini, "coverage", instrument="99-CT/TW@2023", at="2025-06-30")}
    assert state["tỉnh Sông Trà"] == ["có", "2"]
    assert "huyện Hòa Trung" not in state, "its plan names the directive among its tasks"


def test_grounds_have_the_status_that_the_data_show(mini: Knowledge) -> None:
    rows = {row[0].removeprefix(ID): row[1:] for row in answer(mini, "ground-status", plan=PLAN, at="2024-06-01")}
    assert rows["luat/2016/luat-tre-em"][:2] == ["based_on", "unchecked"]
    assert rows["tinh-uy-song-tra/ke-hoach/2024/240"][1] == "not-applicable"
    district = {row[0]: row[2] for row in answer(mini, "ground-status", plan=DISTRICT, at="2026-12-31")}
    assert district[PLAN] == "not-applicable", "its period runs to the end of that year"
    assert {row[0]: row[2] for row in answer(mini, "ground-status", plan=DISTRICT, at="2027-01-01")}[
        PLAN
    ] == "period-over"


def test_who_was_told_to_issue_a_plan(mini: Knowledge) -> None:
    assert answer(mini, "expected-plans", instrument="99-CT/TW@2019") == []


def test_a_body_that_nothing_happened_to_has_no_successor(mini: Knowledge) -> None:
    assert answer(mini, "succession", body="Sở Y tế tỉnh Sông Trà") == []
