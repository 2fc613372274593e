"""The quality page: the same counts as the check, each finding in words with its place, however many there are."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from cancu.graph.check import Finding
from cancu.graph.check.findings import Report
from cancu.graph.store import current_version
from cancu.web import create_app
from cancu.web.site import Settings

PLAN = "https://w3id.org/cancu/id/ubnd-tinh-song-tra/ke-hoach/2024/88"


def finding(at: int, rule: str, severity: str) -> Finding:
    """A made-up finding of a rule that exists."""
    return Finding(
        rule=rule, severity=severity, focus=f"{PLAN}#cit-II-{at}", plan=PLAN, plan_label="88/KH-UBND",
        section="II.1", start=at, end=at + 5, surface=f"Nghị quyết {at}", message_vi="Ngày không có trên lịch.",
        message_en="No such day.", detail_vi=f"Ghi: «{at}/02/2023».", detail_en=f"Printed: «{at}/02/2023».",
        path=None, value=None, source_shape="", component="",
    )  # fmt: skip


@pytest.fixture
def reported(mini_home: Path, tmp_path: Path, serve: Any, visit: Any) -> Any:
    """Makes a visitor of a site whose check found what is given."""
    apps: list[Flask] = []

    def make(findings: list[Finding]) -> Any:
        home = tmp_path / "home"
        shutil.copytree(mini_home, home)
        version = current_version(home)
        assert version is not None
        version.findings_file.write_bytes(Report.of(findings).content)
        apps.append(create_app(home, Settings(rate_per_minute=100_000)))
        return visit(serve(apps[-1]))

    yield make
    for app in apps:
        app.extensions["cancu"].close()


@pytest.mark.row("R1", "R2")
def test_every_finding_is_counted_and_told_with_its_place(reported: Any) -> None:
    findings = [finding(at, "citation-impossible-date", "warning") for at in range(3)]
    findings.append(finding(9, "citation-nested-relation", "violation"))
    page = BeautifulSoup(reported(findings).get("/quality").text, "html.parser")
    shown = {dt.get_text(): int(dt.find_next_sibling("dd").get_text()) for dt in page.select("dl.figures dt")}
    assert shown["Lỗi dữ liệu"] == 1
    assert shown["Điểm cần rà soát"] == 3
    counted = Counter(found.rule for found in findings)
    for rule, count in counted.items():
        section = page.find(id=f"rule-{rule}")
        assert f"({count})" in section.summary.get_text()
        assert section.summary.select_one(".chip").get_text() in ("Lỗi dữ liệu", "Điểm cần rà soát")
        text = section.get_text()
        for found in findings:
            if found.rule == rule:
                assert found.surface in text
                assert found.detail_vi in text
        assert "mục II.1" in text
        assert section.find("a", href=lambda href: href and href.startswith("/plans/ubnd-tinh-song-tra")) is not None


@pytest.mark.row("R3")
def test_without_findings_the_page_says_what_was_checked(reported: Any) -> None:
    told = BeautifulSoup(reported([]).get("/quality").text, "html.parser").select_one(".notice.good").get_text()
    assert "Không có lỗi dữ liệu" in told
    assert "quy tắc đã kiểm" in told


@pytest.mark.row("R4")
def test_ten_thousand_findings_stay_a_page(reported: Any) -> None:
    answer = reported([finding(at, "citation-impossible-date", "warning") for at in range(10_000)]).get("/quality")
    page = BeautifulSoup(answer.text, "html.parser")
    section = page.find(id="rule-citation-impossible-date")
    assert "(10.000)" in section.summary.get_text()
    assert len(section.select("li")) == 25
    assert "cancu check --format csv" in section.get_text()
    assert len(answer.data) < 300_000
