"""The lock pins and hashes all that is needed and names no registry; what is declared is what is imported."""

import ast
import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Licences whose terms would pass on to those who run or change the site.
COPYLEFT = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)


@pytest.fixture(scope="module")
def lock(root: Path) -> str:
    return (root / ".ci" / "lock.txt").read_text()


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text())
    return table


@pytest.fixture(scope="module")
def pinned(lock: str) -> dict[str, str]:
    """Canonical name → version, of the pins that hold on this machine."""
    found = {}
    for entry in lock.replace("\\\n", " ").splitlines():
        requirement = Requirement(entry.split("--hash")[0].strip())
        if requirement.marker is None or requirement.marker.evaluate():
            found[canonicalize_name(requirement.name)] = next(iter(requirement.specifier)).version
    return found


def names(requirements: list[str]) -> set[str]:
    return {str(canonicalize_name(Requirement(text).name)) for text in requirements}


def imported(package: Path) -> set[str]:
    """Top-level names of other people's packages imported anywhere below a folder."""
    found = set()
    for module in package.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"cancu"}


def test_no_address(lock: str) -> None:
    assert not re.search(r":/{2}", lock)


def test_every_entry_is_pinned_and_hashed(lock: str) -> None:
    entries = lock.replace("\\\n", " ").splitlines()
    assert entries
    shape = re.compile(r"[a-z0-9.-]+==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [entry[:60] for entry in entries if not shape.fullmatch(entry)] == []


def test_everything_asked_for_is_locked(project: dict[str, Any], pinned: dict[str, str]) -> None:
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    for text in asked:
        requirement = Requirement(text)
        version = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{text} is locked at {version}"


def test_this_environment_is_the_locked_one(pinned: dict[str, str]) -> None:
    assert {name: distribution(name).version for name in pinned} == pinned


def test_dependencies_are_those_imported(root: Path, project: dict[str, Any]) -> None:
    providers = packages_distributions()
    used = imported(root / "graph") | imported(root / "web")
    needed = {str(canonicalize_name(providers[name][0])) for name in used}
    assert names(project["project"]["dependencies"]) == needed


def test_no_copyleft_at_run_time(project: dict[str, Any]) -> None:
    todo, seen, found = sorted(names(project["project"]["dependencies"])), set[str](), []
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        metadata = distribution(name).metadata
        licence = " ".join(
            [metadata.get("License-Expression") or "", *(metadata.get_all("Classifier") or [])],
        )
        if COPYLEFT.search(licence):
            found.append((name, licence))
        for text in distribution(name).requires or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                todo.append(str(canonicalize_name(requirement.name)))
    assert found == []
