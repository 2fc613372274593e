"""The file of findings after a change is the file of the findings that there are then."""

import json
from typing import Any

import pytest

from cancu.graph.check.findings import order_of
from cancu.graph.findings_file import content_of, head_of, renewed, violations_of

SEVERITIES = ("violation", "warning", "note")


def finding(focus: str, rule: str = "blank", severity: str = "note", start: int | None = None) -> dict[str, Any]:
    return {"rule": rule, "severity": severity, "focus": focus, "plan": focus[:1], "start": start, "value": None,
            "detail_vi": "«x»,\n{\"focus\": \"b\"}]}"}  # fmt: skip


def report(*findings: dict[str, Any]) -> dict[str, Any]:
    counts = {rule: sum(f["rule"] == rule for f in findings) for rule in sorted({f["rule"] for f in findings})}
    severities = {name: sum(f["severity"] == name for f in findings) for name in SEVERITIES}
    return {
        "conforms": not severities["violation"],
        "checked": [],
        "severities": severities,
        "counts": counts,
        "findings": sorted(findings, key=order_of),
    }


OLD = (
    finding("a1", severity="violation"), finding("b1", "late"), finding("b2", start=7), finding("c1", start=3),
    finding("d1", "late", "warning"),
)  # fmt: skip
NEW = (finding("a0", severity="violation"), finding("b3", start=1), finding("d2", "early", "warning"), finding("e1"))


@pytest.mark.parametrize("concerned", [(), ("b1", "b2"), ("a1",), ("d1", "c1"), ("a1", "b1", "b2", "c1", "d1")])
@pytest.mark.parametrize("come", [(), NEW[:1], NEW[1:], NEW])
def test_a_change_leaves_what_it_does_not_concern(concerned: tuple[str, ...], come: tuple[dict[str, Any], ...]) -> None:
    again = {"b2": {**OLD[2], "detail_vi": "khác"}}
    told = renewed(content_of(report(*OLD)), lambda f: f in concerned, lambda f: again.get(f["focus"]), come, order_of)
    left = [f for f in OLD if f["focus"] not in concerned]
    kept = [again[focus] for focus in concerned if focus in again]
    now = report(*left, *kept, *come)
    assert json.loads(told) == now
    assert head_of(told) == {**now, "findings": []}


def test_what_an_earlier_program_wrote_is_not_lost() -> None:
    old = json.dumps(report(*OLD), sort_keys=True).encode()
    told = renewed(old, lambda focus: focus == "a1", lambda _: None, NEW[:1], order_of)
    assert json.loads(told) == report(*OLD[1:], NEW[0])
    assert violations_of(old) == violations_of(content_of(report(*OLD))) == [OLD[0]]


def test_nothing_was_checked() -> None:
    assert head_of(content_of(None)) is None
    assert violations_of(content_of(None)) == []
    assert json.loads(content_of(report())) == report()
