"""Data that stay the same are not checked again, and the report is the same all the same."""

import importlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cancu.graph.check import check_sources
from cancu.graph.check.remembered import FILE
from cancu.graph.sources import sources_of
from tests.graph.conftest import MINI

run = importlib.import_module("cancu.graph.check.run")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the invented data, one plan of which breaks a rule."""
    shutil.copytree(MINI, tmp_path / "data")
    plan = tmp_path / "data" / "plans" / "ubnd-tinh-song-tra_ke-hoach_2024_88.ttl"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("cancu:level level:province", "cancu:level level:none", 1), "utf-8")
    return tmp_path / "data"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many triples pySHACL was given, each time."""
    sizes: list[int] = []
    real: Callable[[Any], Any] = run.core_results

    def counting(graph: Any) -> Any:
        sizes.append(len(graph))
        return real(graph)

    monkeypatch.setattr(run, "core_results", counting)
    return sizes


def test_the_second_check_finds_the_same_and_looks_at_nothing_again(
    data: Path, tmp_path: Path, asked: list[int]
) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    plain = check_sources(sources_of(data))
    first = check_sources(sources_of(data), folder)
    assert first == plain
    assert first.findings
    assert len(asked) > 0
    asked.clear()
    assert check_sources(sources_of(data), folder) == plain
    assert asked == []


def test_a_changed_document_is_checked_and_the_others_are_not(data: Path, tmp_path: Path, asked: list[int]) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    check_sources(sources_of(data), folder)
    whole = sum(asked)
    asked.clear()
    plan = next((data / "plans").glob("ubnd-huyen*.ttl"))
    plan.write_text(plan.read_text("utf-8").replace("cancu:issuedBy", "cancu:approves", 1), "utf-8")
    after = check_sources(sources_of(data), folder)
    assert 0 < sum(asked) < whole
    assert after == check_sources(sources_of(data))
    assert after.findings


def test_a_damaged_memory_costs_time_only(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    plain = check_sources(sources_of(data), folder)
    (folder / FILE).write_text('["x", [["half', "utf-8")
    assert check_sources(sources_of(data), folder) == plain
    assert check_sources(sources_of(data), tmp_path / "no-such-folder") == plain
