"""The README names what exists: targets, folders, commands and settings, and none that does not."""

import re
from pathlib import Path

import pytest


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
    from cancu.graph.cli import main

    assert main.commands
    assert [name for name, command in main.commands.items() if not command.get_short_help_str()] == []
    assert [name for name in main.commands if f"cancu {name}" not in readme] == []
    assert set(re.findall(r"^cancu ([a-z]+)", readme, re.MULTILINE)) - set(main.commands) == set()


def test_every_setting_is_explained(readme: str, root: Path) -> None:
    sources = [*(root / "graph").rglob("*.py"), *(root / "web").rglob("*.py"), *(root / "tests").glob("*.py")]
    used = set(re.findall(r"\bCANCU_[A-Z_]+\b", "".join(path.read_text() for path in sources)))
    explained = set(re.findall(r"^\| `(CANCU_[A-Z_]+)`", readme, re.MULTILINE))
    assert used - {"CANCU_"} == explained


def test_saved_questions_named_exist(readme: str, root: Path) -> None:
    named = set(re.findall(r"^cancu query ([a-z-]+)", readme, re.MULTILINE))
    saved = {path.stem for path in (root / "queries" / "saved").glob("*.rq")}
    assert named - saved == set()
