"""Answers on the data that comes with the package: five plans of 2024 and 2025 for children."""

from pathlib import Path

import pytest

from cancu.graph.knowledge import Knowledge
from cancu.graph.lookup import LookupFailedError
from cancu.graph.store import current_version
from cancu.graph.trace import render, trace

PLANS = ("000_dd4505a89507d750", "001_4295d422e4411f9f", "002_fb47a0df288b870a", "003_289ed289cededb05",
         "004_cbddc2852ea7f879")  # fmt: skip


@pytest.fixture(scope="module")
def bundled(cancu_home: Path) -> Knowledge:
    """The bundled data, built and opened."""
    version = current_version(cancu_home)
    assert version is not None
    return Knowledge(version)


def rows(bundled: Knowledge, question: str, **values: str) -> list[dict[str, str]]:
    """Answer of a question as plain values."""
    return bundled.ask_question(question, values).table.values()


def test_five_plans_are_held(bundled: Knowledge) -> None:
    assert sorted(row["source"] for row in rows(bundled, "plans")) == [f"{name}.txt" for name in PLANS]


@pytest.mark.parametrize(
    "typed", ["28-CT/TW", "28 CT/TW", "28-CT/TW@2023", "chi thi 28", "28 ct tw", "Chỉ thị số 28-CT/TW"]
)
def test_who_carries_out_the_directive_on_children(typed: str, bundled: Knowledge) -> None:
    found = rows(bundled, "implementing-plans", instrument=typed)
    assert sorted((r["issuer"], r["date"][:4], r["depth"], r["via"], r["basis"], r["held"]) for r in found) == [
        ("Ban Thường vụ Tỉnh ủy Bình Phước", "2024", "1", "", "via", "citation"),
        ("Sở Giáo dục và Đào tạo tỉnh Bình Phước", "2024", "1", "", "task", "text"),
        ("Sở Giáo dục và Đào tạo tỉnh Hòa Bình", "2024", "1", "", "task", "text"),
        ("Ủy ban nhân dân huyện Sơn Hà", "", "1", "", "orders-plan", "text"),
        ("Ủy ban nhân dân huyện Sơn Hà", "", "1", "", "task", "text"),
        ("Ủy ban nhân dân tỉnh Bình Phước", "2024", "2", "240-KH/TU", "issued-for", "text"),
        ("Ủy ban nhân dân tỉnh Bình Phước", "2025", "1", "", "task", "text"),
        ("Ủy ban nhân dân tỉnh Ninh Bình", "2024", "2", "1183/QĐ-TTg", "register", "register"),
    ]


def test_indicators_of_the_plan_that_sets_them(bundled: Knowledge) -> None:
    found = rows(bundled, "plan-indicators", plan=f"{PLANS[1]}.txt")
    assert len(found) == 34
    assert [row["no"] for row in found if row["no"]] == sorted((row["no"] for row in found), key=int)
    assert {row["no"] for row in found} == {str(n) for n in range(1, 25)}
    ninth = [row for row in found if row["no"] == "9"]
    assert [row["lead"] for row in ninth] == ["Công an tỉnh Bình Phước; Sở Y tế tỉnh Bình Phước"]
    assert next(row["value"] for row in found if row["no"] == "3") == "9.5"


def test_numbers_that_stand_for_two_papers(bundled: Knowledge) -> None:
    found = {row["number"]: row for row in rows(bundled, "same-number")}
    assert len(found["174/KH-UBND"]["instruments"].split()) == 2
    assert len(found["174/KH-UBND"]["dates"].split()) == 2


def test_duties_of_an_agency(bundled: Knowledge) -> None:
    found = rows(bundled, "agency-duties", agency="Sở Y tế tỉnh Bình Phước")
    assert {row["role"] for row in found} <= {"lead", "coordinate", "requested", "other"}
    assert max(int(row["duties"]) for row in found) > 5
    assert found == rows(bundled, "agency-duties", agency="SYT Bình Phước")


def test_reports_due_in_a_year(bundled: Knowledge) -> None:
    found = rows(bundled, "reporting-deadlines", **{"from": "2025-01-01", "to": "2025-12-31"})
    assert [row["due"] for row in found] == ["2025-11-10", "2025-11-20"]
    assert found[0]["via"] == "Sở Y tế tỉnh Bình Phước"


def test_grounds_of_a_plan_reach_the_directive(bundled: Knowledge) -> None:
    found = {row["number"]: row for row in rows(bundled, "legal-bases", plan=f"{PLANS[4]}.txt")}
    assert found["240-KH/TU"]["depth"] == "1"
    assert (found["28-CT/TW"]["depth"], found["28-CT/TW"]["system"]) == ("2", "party")
    assert found["28-CT/TW"]["relation"] == "implements"


def test_every_document_with_a_number_is_found_by_it(bundled: Knowledge) -> None:
    table = bundled.engine.select(
        "SELECT ?iri ?number WHERE { ?iri cancu:documentNumber ?number ; a cancu:Instrument }"
    )
    for row in table.values():
        assert row["iri"] in [hit.iri for hit in bundled.search.instruments(row["number"])], row["number"]


def test_trace_names_the_paper_between(bundled: Knowledge) -> None:
    directive = bundled.resolver.instrument("28-CT/TW").iri
    lines = render(trace(bundled.engine, directive, "down", 10)).splitlines()
    between = next(i for i, line in enumerate(lines) if "Kế hoạch 240-KH/TU" in line)
    assert "Ủy ban nhân dân tỉnh Bình Phước" in lines[between + 2]
    assert sum("─" in line for line in lines) == 8


def test_trace_shows_every_way_with_its_citation_and_section(bundled: Knowledge) -> None:
    directive = bundled.resolver.instrument("28-CT/TW").iri
    lines = render(trace(bundled.engine, directive, "down", 1)).splitlines()
    at = next(i for i, line in enumerate(lines) if "huyện Sơn Hà" in line)
    assert "được giao triển khai bằng kế hoạch, tại: Kế hoạch" in lines[at]
    assert "(mục IV.1.b)" in lines[at + 1]
    assert "và được nêu trong nhiệm vụ: «" in lines[at + 2]
    assert "(mục II.1.a)" in lines[at + 2]


def test_common_bases_repeat_no_row(bundled: Knowledge) -> None:
    plans = [row["plan"] for row in rows(bundled, "plans")]
    for other in plans[1:]:
        found = [tuple(row.values()) for row in rows(bundled, "common-bases", plan_a=plans[0], plan_b=other)]
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("luat tre em", "Luật Trẻ em"),
        ("Luật Trẻ em", "Luật Trẻ em"),
        ("chỉ thị 28 bộ chính trị", "Chỉ thị 28-CT/TW"),
        ("so y te", "Sở Y tế tỉnh Bình Phước"),
        ("uy ban nhan dan tinh binh phuoc", "Ủy ban nhân dân tỉnh Bình Phước"),
        ("ct28", "Chỉ thị 28-CT/TW"),
    ],
)
def test_the_named_thing_is_on_top(typed: str, first: str, bundled: Knowledge) -> None:
    assert bundled.search.search(typed).hits[0].label.partition(":")[0] == first


def test_a_number_of_another_register_is_shown_but_not_taken(bundled: Knowledge) -> None:
    with pytest.raises(LookupFailedError) as error:
        bundled.resolver.instrument("26/NQ-HĐND")
    assert error.value.code == "unknown"
    assert [c.number for c in error.value.candidates] == ["26/2021/NQ-HĐND"]
    assert [(h.number, h.near) for h in bundled.search.search("26/NQ-HĐND").hits] == [("26/2021/NQ-HĐND", True)]


def test_a_number_printed_for_two_instruments_is_never_guessed(bundled: Knowledge) -> None:
    with pytest.raises(LookupFailedError) as error:
        bundled.resolver.instrument("06/QĐ-TTg")
    assert [c.number for c in error.value.candidates] == ["06/QĐ-TTg", "06/QĐ-TTg"]
    assert bundled.resolver.instrument("06/QĐ-TTg@2022").date == "2022-01-06"
    assert bundled.resolver.instrument("06/QĐ-TTg@2019").date == "2019-01-03"
