"""The README names what exists: targets, folders, commands and settings, and none that does not."""

import re
import shlex
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cancu.graph.cli import cli
from cancu.web.site import Settings

EXAMPLE = re.compile(r"^cancu ([a-z]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text()


def test_make_targets_exist(readme: str, root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", readme))
    assert named
    assert named - targets == set()
    assert targets - named == set()


def test_folders_exist(readme: str, root: Path) -> None:
    named = set(re.findall(r"^\| `([\w./-]+/)`", readme, re.MULTILINE))
    assert {"ontology/", "graph/", "graph/data/", "shapes/", "queries/", "web/", "tests/", ".ci/"} <= named
    assert [name for name in named if not (root / name).is_dir()] == []


def test_links_into_the_tree_lead_somewhere(readme: str, root: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", readme)
    assert [target for target in targets if not (root / target).exists()] == []


def test_every_command_has_help_and_is_named(readme: str) -> None:
    assert cli.commands
    assert [name for name, command in cli.commands.items() if not command.get_short_help_str()] == []
    assert set(EXAMPLE.findall(readme)) == set(cli.commands)


def default_of(field: Field[Any]) -> str:
    return f"{field.default:.12g}" if isinstance(field.default, int | float) else field.default or "none"


def test_every_setting_is_explained(readme: str, root: Path) -> None:
    sources = [*(root / "graph").rglob("*.py"), *(root / "web").rglob("*.py"), root / "tests" / "conftest.py"]
    used = set(re.findall(r"\bCANCU_[A-Z_]*[A-Z]\b", "".join(path.read_text() for path in sources)))
    site = {f"CANCU_{field.name.upper()}": default_of(field) for field in fields(Settings)}
    explained = dict(re.findall(r"^\| `(CANCU_[A-Z_]+)` \|.*\| (.*) \|$", readme, re.MULTILINE))
    assert used | set(site) == set(explained)
    assert {name: explained[name] for name in site} == site


def test_examples_answer(readme: str, cancu_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every question of the README that needs no file gives an answer."""
    monkeypatch.setenv("CANCU_HOME", str(cancu_home))
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^cancu ((?:query|trace|sparql|export) .+)$", readme, re.MULTILINE)
    assert len(examples) >= 8
    results = {example: CliRunner().invoke(cli, shlex.split(example)) for example in examples}
    assert {example: result.output for example, result in results.items() if result.exit_code != 0} == {}
