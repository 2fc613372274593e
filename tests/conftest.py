"""Fixtures shared by all tests: the folder of real documents, and a data folder built once from the bundled data."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout, for tests that look at the tree itself."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents (CANCU_CORPUS); skips where it is absent, with CANCU_REQUIRE_CORPUS=1 fails."""
    named = os.environ.get("CANCU_CORPUS", "")
    if named and Path(named).is_dir():
        return Path(named).resolve()
    reason = f"CANCU_CORPUS names no folder ({named!r}): the real documents are not part of the repository"
    if os.environ.get("CANCU_REQUIRE_CORPUS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def cancu_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder (CANCU_HOME) built once a session from the bundled data; treat it as read-only."""
    home = tmp_path_factory.mktemp("cancu-home")
    done = subprocess.run(
        [sys.executable, "-c", "from cancu.graph.cli import main; main()", "build"],
        env={**os.environ, "CANCU_HOME": str(home)},
        cwd=tmp_path_factory.getbasetemp(),
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode != 0:
        pytest.fail(f"`cancu build` ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return home


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let the report of a test know the rows it covers."""
    for mark in item.iter_markers("row"):
        item.user_properties.extend(("row", row) for row in mark.args)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many rows of what the site owes (tests/web/blackbox/rows.toml) passed, and which failed."""

    def rows(outcome: str) -> set[str]:
        reports = terminalreporter.stats.get(outcome, [])
        return {value for report in reports for name, value in report.user_properties if name == "row"}

    failed = rows("failed") | rows("error")
    passed = rows("passed") - failed
    if passed or failed:
        listed = tomllib.loads((ROOT / "tests" / "web" / "blackbox" / "rows.toml").read_text("utf-8"))
        terminalreporter.write_line(
            f"rows of the black-box suite: {len(passed)} of {len(listed['rows'])} passed, {len(listed['not_done'])} "
            f"told why not; failed: {', '.join(sorted(failed)) or 'none'}"
        )
