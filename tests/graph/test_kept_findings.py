"""What is looked up in the file of findings is what reading all of it gives."""

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from cancu.graph.check.findings import order_of
from cancu.graph.findings_file import content_of
from cancu.graph.kept_findings import SEVERITIES, KeptFindings

PLANS = ("https://a/1", "https://a/10", "https://a/2", "https://b/đ", None)


def finding(at: int) -> dict[str, Any]:
    plan = PLANS[at % len(PLANS)]
    return {"focus": plan or "area", "rule": f"rule-{at % 3}", "severity": SEVERITIES[at % 3], "plan": plan,
            "start": at, "value": None, "detail_vi": "dòng\nhai,\n" * (at % 7)}  # fmt: skip


def kept(folder: Path, count: int) -> tuple[KeptFindings, list[dict[str, Any]]]:
    found = sorted(map(finding, range(count)), key=order_of)
    counts = {name: sum(f["rule"] == name for f in found) for name in sorted({f["rule"] for f in found})}
    severities = {name: sum(f["severity"] == name for f in found) for name in SEVERITIES}
    path = folder / "findings.json"
    path.write_bytes(content_of({"severities": severities, "counts": counts, "findings": found}))
    return KeptFindings(path), found


@pytest.mark.parametrize("count", [0, 1, 2, 5, 31, 200])
def test_findings_of_a_document_are_those_of_the_whole_file(tmp_path: Path, count: int) -> None:
    opened, found = kept(tmp_path, count)
    for plan in (*PLANS, "https://a", "https://a/100", "https://z"):
        assert opened.of_document(plan or "") == [f for f in found if f["plan"] == plan]


@pytest.mark.parametrize("most", [1, 4, 1000])
def test_the_first_findings_of_each_rule_come_in_order(tmp_path: Path, most: int) -> None:
    opened, found = kept(tmp_path, 31)
    shown = opened.first_of_rules(most)
    assert shown == sorted(shown, key=order_of)
    for rule, of in groupby(sorted(found, key=lambda f: f["rule"]), key=lambda f: f["rule"]):
        assert [f for f in shown if f["rule"] == rule] == list(of)[:most]


def test_a_version_that_was_not_checked_has_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    path.write_bytes(content_of(None))
    opened = KeptFindings(path)
    assert not opened.was_checked
    assert (opened.counts, opened.severities, opened.of_document("a")) == ({}, {}, [])


def test_a_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, 31)
    path = tmp_path / "findings.json"
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ValueError, match="not whole"):
        KeptFindings(path)
