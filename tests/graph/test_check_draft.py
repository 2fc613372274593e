"""A draft checked before it is signed: `cancu check FILE`."""

import errno
import json
import os
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cancu.graph.check import Report, check_files, render, rules, run
from cancu.graph.check.ground import Ground
from cancu.graph.check.stored import StoredKnown
from cancu.graph.known import load_known
from cancu.graph.names import ID
from cancu.graph.sources import bundled_sources
from cancu.graph.version import Version, current_version, verify

DRAFT = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 951/KH-UBND
Đồng Nai, ngày 12 tháng 11 năm 2025

KẾ HOẠCH
Chăm sóc trẻ em năm 2026

Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị, Chỉ thị số 28 CT/TW ngày 20/12/2023 của Bộ Chính trị; \
Nghị quyết số 26/2021/NQ-HĐND ngày 07/12/2021 của Hội đồng nhân dân tỉnh Bình Phước, Công văn số 4711/BYT-BMTE ngày \
02/9/2025 của Bộ Y tế và Luật Trẻ em, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH

1. Trẻ em được chăm sóc.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("draft") / "dự thảo.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return check_files([path])


def ground(report: Report, surface: str) -> Ground:
    (draft,) = report.drafts
    return next(g for g in draft.grounds if g.surface.startswith(surface))


def test_a_citation_that_the_data_know_is_compared_with_them(report: Report) -> None:
    found = ground(report, "Chỉ thị số 28-CT/TW")
    assert (found.in_data, found.number, found.date, found.issuer_agrees) == (True, "agrees", "agrees", "agrees")
    assert (found.line, found.page) == (13, None)


def test_another_date_and_a_wrong_separator_are_told_with_what_the_data_say(report: Report) -> None:
    found = ground(report, "Chỉ thị số 28 CT/TW")
    assert (found.number, found.date, found.known_date) == ("differs", "differs", "2023-12-25")
    assert "xem lại (dữ liệu: 25/12/2023)" in render(report)


def test_an_issuer_that_has_ended_is_told_with_its_day(report: Report) -> None:
    assert ground(report, "Nghị quyết số 26/2021").issuer_ended == "2025-07-01"
    assert "kết thúc từ 01/7/2025" in render(report)


def test_what_the_data_do_not_hold_agrees_with_nothing(report: Report) -> None:
    found = ground(report, "Công văn số 4711")
    assert (found.resolution, found.in_data, found.date, found.known_date) == ("resolved", False, "unknown", None)
    row = next(line for line in render(report).splitlines() if "4711" in line)
    assert "chưa có" in row
    assert "khớp" not in row


def test_a_law_without_its_year_names_the_years_of_that_law_in_the_data(report: Report) -> None:
    assert ground(report, "Luật Trẻ em").years == ("2016",)
    assert "không ghi năm; có bản 2016" in render(report)


def test_what_is_cited_is_told_as_it_stood_on_the_draft_s_day_and_stands_today(report: Report) -> None:
    """The resolution's title ends its period with 2025; its council ended on 1 July 2025; a directive is no norm."""
    resolution = ground(report, "Nghị quyết số 26/2021")
    assert resolution.stood is not None
    assert resolution.stood.status == "issuer-ended"
    assert resolution.stands is not None
    assert (resolution.stands.status, "2025" in resolution.stands.reason) == ("period-over", True)
    directive = ground(report, "Chỉ thị số 28-CT/TW")
    assert directive.stands is not None
    assert directive.stands.status == "not-applicable"
    assert "Không phải văn bản quy phạm" in render(report)
    assert ground(report, "Công văn số 4711").stands is None


def test_the_json_tells_citations_and_findings(report: Report) -> None:
    told = json.loads(render(report, "json"))
    (draft,) = told["drafts"]
    assert draft["label"] == "951/KH-UBND (Ủy ban nhân dân tỉnh Đồng Nai)"
    assert draft["date"] == "2025-11-12"
    assert len(draft["citations"]) == 5
    assert "citation-number-separator" in told["counts"]


def test_sarif_names_the_rule_and_the_line_of_each_finding(report: Report) -> None:
    (run,) = json.loads(render(report, "sarif"))["runs"]
    known = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in known] == [rule.id for rule in rules()]
    result = next(r for r in run["results"] if r["ruleId"] == "citation-number-separator")
    assert known[result["ruleIndex"]]["id"] == "citation-number-separator"
    assert result["level"] == "warning"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("d%E1%BB%B1%20th%E1%BA%A3o.txt")
    assert place["region"]["startLine"] == 13
    assert len(run["results"]) == len(report.findings)


def test_junit_has_a_case_a_rule_and_fails_only_on_data_errors(report: Report) -> None:
    whole = ElementTree.fromstring(render(report, "junit"))
    cases = whole.findall("testsuite/testcase")
    assert len(cases) == len(rules()) == int(whole.get("tests") or 0)
    assert whole.get("failures") == "0"
    assert whole.findall("testsuite/testcase/failure") == []
    told = {case.get("classname") for case in cases if case.find("system-out") is not None}
    assert told == {f.rule for f in report.findings}


def test_a_held_plan_is_not_compared_with_itself(corpus: Path) -> None:
    """The plan's own file is checked as if it were not held yet."""
    path = next((corpus / "seeds").glob("004_*"))
    (draft,) = check_files([path]).drafts
    assert draft.iri not in {g.instrument for g in draft.grounds}
    assert {g.in_data for g in draft.grounds if g.resolution == "resolved"} == {True}


def test_pages_are_told_of_a_file_that_has_some(corpus: Path) -> None:
    path = corpus / "formats" / "pdf" / "NQso11.2025.pdf"
    (draft,) = check_files([path]).drafts
    assert {g.page for g in draft.grounds} >= {1, 2}
    assert "Trang" in render(Report((), (), (draft,)))


IMPOSSIBLE = (
    DRAFT
    + """
II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế
a) Báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 31/11/2026.
"""
)


def test_a_due_day_that_no_calendar_has_is_told_and_is_not_taken_for_none(tmp_path: Path) -> None:
    path = tmp_path / "dự thảo.txt"
    path.write_text(IMPOSSIBLE, encoding="utf-8")
    found = check_files([path])
    assert [f.detail_vi for f in found.findings if f.rule == "due-impossible"] == ["Ghi: «31/11/2026»."]
    assert "reporting-without-date" not in found.counts


def written(folder: Path, text: str = DRAFT, name: str = "dự thảo.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_beside_a_built_version_a_draft_gets_the_report_that_all_files_give(cancu_home: Path, tmp_path: Path) -> None:
    drafts = [written(tmp_path), written(tmp_path, IMPOSSIBLE, "khác.txt"), *bundled_sources().plans[:2]]
    for path in drafts:
        built, anew = check_files([path], cancu_home), check_files([path])
        assert built.to_json() == anew.to_json()
        assert (built.anew, anew.anew) == (0, len(bundled_sources().plans))


def test_nothing_of_a_check_stays_in_the_data_folder(cancu_home: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in cancu_home.rglob("*")}
    assert check_files([written(tmp_path)], cancu_home).anew == 0
    assert {path: path.stat().st_mtime_ns for path in cancu_home.rglob("*")} == before
    assert verify(version_in(cancu_home)) is None


def test_a_version_on_another_disk_is_checked_beside_all_the_same(
    cancu_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    path = written(tmp_path)
    linked = check_files([path], cancu_home).to_json()
    monkeypatch.setattr(os, "link", refused)
    assert check_files([path], cancu_home).to_json() == linked
    assert verify(version_in(cancu_home)) is None


def test_data_that_changed_since_they_were_built_are_read_anew_and_that_is_told(
    cancu_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(cancu_home, home)
    plan = bundled_sources().plans[0]
    changed = plan.read_text("utf-8").replace("2023-12-25", "2023-12-20")
    (home / "plans").mkdir(exist_ok=True)
    (home / "plans" / plan.name).write_text(changed, "utf-8")
    told: list[tuple[int, int]] = []
    in_memory = check_files([written(tmp_path)], home, read=lambda *at: told.append(at))
    assert (in_memory.anew, told[-1]) == (5, (5, 5))
    for module in ("cancu.graph.check.beside", run.__module__):
        monkeypatch.setattr(sys.modules[module], "IN_MEMORY", 0)
    on_disk = run([written(tmp_path)], "json", data_folder=home)
    assert on_disk.text == in_memory.to_json()
    assert "cancu build" in on_disk.error
    assert run([written(tmp_path)], data_folder=cancu_home).error == ""


def test_a_store_knows_the_instruments_that_its_files_describe(cancu_home: Path) -> None:
    found = bundled_sources()
    listed = load_known([*found.instruments, *found.plans])
    stored = StoredKnown(version_in(cancu_home).open_store())
    for iri, instrument in listed.by_iri.items():
        assert stored.by_iri.get(iri) == instrument
        if instrument.key is not None:
            assert stored.of_number(instrument.key) == listed.of_number(instrument.key)
            yearless = instrument.key._replace(year=None)
            assert stored.of_number(yearless) == listed.of_number(yearless)
        if instrument.name is not None:
            assert stored.of_name(instrument.name) == listed.of_name(instrument.name)
    assert stored.by_iri.get(ID + "khong-co") is None


def version_in(home: Path) -> Version:
    version = current_version(home)
    assert version is not None
    return version
