"""What the questions that people ask first answer on the bundled plans; every expected answer was read in the plans."""

import shutil
from pathlib import Path

import pytest

from cancu.graph.knowledge import Knowledge
from cancu.graph.names import ID
from cancu.graph.sources import bundled_sources, sources_of
from cancu.graph.store import build

EDUCATION = ID + "so-giao-duc-va-dao-tao-tinh-binh-phuoc/ke-hoach/2024/"
PROVINCE_2024 = ID + "ubnd-tinh-binh-phuoc/ke-hoach/2024/_thuc-hien-ke-hoach-so-240"
PROVINCE_2025 = ID + "ubnd-tinh-binh-phuoc/ke-hoach/2025/"
SON_HA = ID + "ubnd-huyen-son-ha/ke-hoach/2024/"


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return Knowledge(build(bundled_sources(), tmp_path_factory.mktemp("questions")).version)


def rows(bundled: Knowledge, question: str, **values: str) -> list[dict[str, str]]:
    return list(bundled.ask_question(question, values).table.values())


def test_reports_to_send_of_an_agency_and_of_its_groups(bundled: Knowledge) -> None:
    found = rows(bundled, "reports-to-send", agency="Sở Y tế tỉnh Bình Phước")
    own = [r for r in found if r["plan"].startswith(PROVINCE_2025) and not r["group"]]
    assert ("2025-11-20", "Bộ Y tế; Ủy ban nhân dân tỉnh Bình Phước", "VI") in {
        (r["due"], r["recipient"], r["section"]) for r in own
    }
    shared = [r for r in found if r["group"].startswith("Các sở, ban, ngành, đoàn thể tỉnh")]
    assert {r["due"] for r in shared} == {"", "2025-11-10"}


def test_reports_to_receive_tell_the_recipient_from_who_gathers(bundled: Knowledge) -> None:
    found = rows(bundled, "reports-to-receive", agency="Ủy ban nhân dân huyện Sơn Hà")
    assert {(r["due"], r["as"], r["section"]) for r in found} == {
        ("", "to", "II.3.a"), ("", "to", "II.5.b"), ("2024-05-31", "to", "V.1"), ("2024-11-30", "to", "V.1"),
    }  # fmt: skip
    gathered = rows(bundled, "reports-to-receive", agency="Sở Y tế tỉnh Bình Phước")
    assert {(r["due"], r["as"]) for r in gathered} == {("2025-11-10", "via")}


def test_grounds_that_were_over_on_a_day(bundled: Knowledge) -> None:
    def numbers(at: str) -> set[str]:
        return {r["number"] for r in rows(bundled, "ended-grounds", at=at)}

    assert numbers("2024-12-31") == set()
    assert numbers("2025-06-01") == {"64/KH-UBND", "76/KH-UBND"}
    assert numbers("2026-01-01") >= {"26/2021/NQ-HĐND", "250/KH-UBND", "91/KH-UBND", "1481/BYT-BMTE"}


def test_duties_of_ended_bodies_name_who_holds_the_field_today(bundled: Knowledge) -> None:
    found = rows(bundled, "duties-of-ended-bodies", at="2025-05-01")
    labour = next(r for r in found if r["body"] == "Sở Lao động - Thương binh và Xã hội tỉnh Bình Phước")
    assert (labour["ended"], labour["plan"].startswith(PROVINCE_2024)) == ("2025-03-01", True)
    assert "Sở Y tế tỉnh Bình Phước (Trẻ em)" in labour["successor"]
    assert rows(bundled, "duties-of-ended-bodies", at="2024-06-01") == []


def test_agencies_that_have_duties_and_nothing_to_report(bundled: Knowledge) -> None:
    found = [r["body"] for r in rows(bundled, "agencies-without-reports") if r["plan"].startswith(SON_HA)]
    assert "Phòng Dân tộc huyện Sơn Hà" in found
    assert "Phòng Lao động - Thương binh và Xã hội huyện Sơn Hà" not in found


def test_indicators_of_one_plan_that_another_lacks(bundled: Knowledge) -> None:
    found = rows(bundled, "missing-indicators", plan="004_cbddc2852ea7f879.txt", previous="001_4295d422e4411f9f.txt")
    assert len(found) >= 30
    assert {r["section"].partition(".")[0] for r in found} == {"III"}
    itself = "001_4295d422e4411f9f.txt"
    assert rows(bundled, "missing-indicators", plan=itself, previous=itself) == []


def test_instruments_of_one_plan_alone(bundled: Knowledge) -> None:
    found = {r["number"]: r for r in rows(bundled, "cited-by-one-plan")}
    assert found["64/KH-UBND"]["plan"].startswith(EDUCATION)
    assert "28-CT/TW" not in found


def test_instruments_that_plans_name_as_tasks_and_none_is_issued_for(bundled: Knowledge) -> None:
    found = rows(bundled, "instruments-without-plan")
    (named_twice,) = (r for r in found if (r["date"], r["issuer"]) == ("2019-01-03", "Thủ tướng Chính phủ"))
    assert (named_twice["plans"], named_twice["plan"].startswith(EDUCATION)) == ("2", True)
    (one,) = (r for r in found if r["number"] == "1717/QĐ-TTg")
    assert (one["plans"], one["plan"].startswith(PROVINCE_2025)) == ("1", True)
    assert "28-CT/TW" not in {r["number"] for r in found}
    assert "Kế hoạch" not in {r["type"] for r in found}


def test_the_shortest_path_names_every_step(bundled: Knowledge) -> None:
    found = rows(bundled, "shortest-path", **{"from": "174/KH-UBND@2020", "to": "121/2020/QH14"})
    assert [(r["step"], r["number"]) for r in found] == [
        ("0", "174/KH-UBND"), ("1", "1472/QĐ-TTg"), ("2", "121/2020/QH14"),
    ]  # fmt: skip
    assert rows(bundled, "shortest-path", **{"from": "121/2020/QH14", "to": "174/KH-UBND@2020"}) == []


def test_deadlines_of_a_plan_in_order_of_time(bundled: Knowledge) -> None:
    found = rows(bundled, "plan-deadlines", plan="001_4295d422e4411f9f.txt")
    assert [(r["due"], r["what"], r["section"]) for r in found] == [
        ("2025-11-10", "báo cáo", "VI"), ("2025-11-20", "báo cáo", "VI"),
    ]  # fmt: skip
    assert "Sở Y tế tỉnh Bình Phước" in found[1]["who"]


def test_every_citation_of_an_instrument_in_text_order(bundled: Knowledge) -> None:
    found = [
        r for r in rows(bundled, "instrument-citations", instrument="28-CT/TW@2023") if r["plan"].startswith(SON_HA)
    ]
    assert [(r["section"], r["relation"], r["basis"]) for r in found] == [
        ("II.1.a", "implements", "task"), ("IV.1.b", "implements", "orders-plan"),
    ]  # fmt: skip


def test_programmes_with_approval_and_period(bundled: Knowledge) -> None:
    found = rows(bundled, "plan-programmes", plan="001_4295d422e4411f9f.txt")
    scheme = next(r for r in found if r["label"].startswith("Đề án tăng cường công tác bảo vệ"))
    assert scheme["approved_by"] == ID + "hdnd-tinh-binh-phuoc/nghi-quyet/2021/26-2021"
    assert (scheme["from"], scheme["to"]) == ("2021", "2025")


def test_a_district_s_plan_issued_for_a_central_instrument_jumps_a_level(
    bundled: Knowledge, root: Path, tmp_path: Path
) -> None:
    assert rows(bundled, "level-jumps") == []
    shutil.copytree(root / "tests" / "fixtures" / "mini", tmp_path / "data")
    (plan,) = (tmp_path / "data" / "plans").glob("ubnd-huyen-*.ttl")
    plan.write_text(plan.read_text("utf-8").replace("basis:task", "basis:issued-for"), "utf-8")
    changed = Knowledge(build(sources_of(tmp_path / "data"), tmp_path / "home").version)
    assert [(r["level"], r["number"], r["instrument_level"]) for r in rows(changed, "level-jumps")] == [
        ("district", "99-CT/TW", "central")
    ]
