"""Each version keeps how many findings of each rule it had, and remembers those of the versions before it."""

import shutil
from pathlib import Path

import pytest

from cancu.graph.history import Checked, extended, history_from
from cancu.graph.sources import sources_of
from cancu.graph.store import build
from cancu.web.quality import trend

MINI = Path(__file__).resolve().parent.parent / "fixtures" / "mini"


def report(**counts: int) -> dict[str, object]:
    return {"severities": {"violation": 0, "warning": 0, "note": sum(counts.values())}, "counts": counts}


def test_a_version_is_remembered_once_and_an_unchecked_one_not_at_all() -> None:
    first = history_from(extended((), "a", 1, report(blank=2)))
    again = history_from(extended(first, "a", 1, report(blank=1)))
    assert [(entry.version, entry.rules) for entry in again] == [("a", {"blank": 1})]
    assert history_from(extended(again, "b", 2, None)) == again


def test_what_changed_is_told_rule_by_rule() -> None:
    before = Checked("a", 1, {}, {"blank": 2, "ended": 1, "same": 4})
    after = Checked("b", 2, {}, {"blank": 5, "same": 4})
    assert after.changes_since(before) == {"blank": 3, "ended": -1}


@pytest.mark.parametrize("broken", [None, {}, ["x"], [{"version": "a"}]])
def test_a_file_in_another_form_is_no_history(broken: object) -> None:
    assert history_from(broken) == ()


def test_versions_that_are_dropped_are_still_remembered(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "home"
    shutil.copytree(MINI, data)
    for blank in range(4):
        built = build(sources_of(data), folder, lambda _engine, blank=blank: report(blank=blank))  # type: ignore[misc]
        with (data / "areas.ttl").open("a", encoding="utf-8") as areas:
            areas.write(f"# {blank}\n")
    remembered = built.version.history()
    assert [entry.rules["blank"] for entry in remembered] == [0, 1, 2, 3]
    told = trend(remembered, {})
    assert [since.checked for since in told] == list(reversed(remembered))
    assert [dict(since.changes) for since in told] == [{"blank": 1}] * 3 + [{}]
