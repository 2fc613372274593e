"""The tree is what pyproject.toml says it is: packages, data files, and the few top-level names."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

TOP_LEVEL = {
    "ontology",
    "graph",
    "shapes",
    "queries",
    "web",
    "tests",
    "pyproject.toml",
    "README.md",
    "__init__.py",
    "Makefile",
    "LICENSE",
    "CITATION.cff",
    "CHANGELOG.md",
    ".gitignore",
    ".ci",
}
SAYS_NOTHING = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """Every file of the checkout that git does not ignore, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sorted(path for name in listed.split("\0") if name and (root / (path := Path(name))).is_file())


@pytest.fixture(scope="module")
def setuptools_table(root: Path) -> dict[str, Any]:
    """[tool.setuptools] of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["setuptools"]
    return table


def packaged(setuptools_table: dict[str, Any], root: Path) -> dict[tuple[str, str], set[Path]]:
    """The files each (package, pattern) of package-data brings into the wheel."""
    found = {}
    for package, patterns in setuptools_table["package-data"].items():
        folder = root.joinpath(*package.split(".")[1:])
        for pattern in patterns:
            found[package, pattern] = {path.relative_to(root) for path in folder.glob(pattern) if path.is_file()}
    return found


def test_top_level_names(files: list[Path]) -> None:
    assert {path.parts[0] for path in files} == TOP_LEVEL


def test_the_root_holds_no_other_module(files: list[Path]) -> None:
    """Setuptools would put any module beside the root __init__.py into the wheel."""
    assert [path.name for path in files if len(path.parts) == 1 and path.suffix == ".py"] == ["__init__.py"]


def test_every_package_is_listed(files: list[Path], setuptools_table: dict[str, Any]) -> None:
    in_tree = {
        ".".join(("cancu", *path.parent.parts))
        for path in files
        if path.name == "__init__.py" and path.parts[0] != "tests"
    }
    assert in_tree == set(setuptools_table["packages"])


def test_every_module_lies_in_a_package(files: list[Path], setuptools_table: dict[str, Any]) -> None:
    modules = {path for path in files if path.suffix == ".py" and path.parts[0] not in ("tests", ".ci")}
    outside = {path for path in modules if ".".join(("cancu", *path.parent.parts)) not in setuptools_table["packages"]}
    assert not outside


def test_every_data_pattern_finds_something(setuptools_table: dict[str, Any], root: Path) -> None:
    assert [key for key, found in packaged(setuptools_table, root).items() if not found] == []


def test_every_data_file_is_packaged(files: list[Path], setuptools_table: dict[str, Any], root: Path) -> None:
    inside = set[Path]().union(*packaged(setuptools_table, root).values())
    data = {
        path
        for path in files
        if path.parts[0] in ("ontology", "shapes", "queries", "graph", "web") and path.suffix not in (".py", ".md")
    }
    assert data - inside == set()


def test_no_name_that_says_nothing(files: list[Path]) -> None:
    assert [path for path in files if SAYS_NOTHING & {part.removesuffix(".py") for part in path.parts}] == []


def test_modules_stay_small(files: list[Path], root: Path) -> None:
    lines = {path: (root / path).read_text().count("\n") for path in files if path.suffix == ".py"}
    assert {path: count for path, count in lines.items() if count > 400} == {}


def test_tests_are_no_package(files: list[Path]) -> None:
    """With import mode «importlib» an __init__.py would make pytest import the tests under a second name."""
    assert [path for path in files if path.parts[0] == "tests" and path.name == "__init__.py"] == []
