"""Requests made up from our own OpenAPI: every answer is one that the description allows, and none is a failure."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.mark.long
@pytest.mark.row("Q3")
def test_every_operation_answers_as_described(live: Any, root: Path, tmp_path: Path) -> None:
    schemathesis = root / ".venv" / "load" / "bin" / "schemathesis"
    assert schemathesis.is_file(), "run `.ci/setup load` first, as `make test-all` does"
    done = subprocess.run(
        [
            schemathesis, "--config-file", HERE / "schemathesis.toml", "run", f"{live.base}/api/openapi.json",
            "--max-examples", "10", "--phases", "examples,coverage,fuzzing", "--workers", "2", "--no-color",
            "--seed", "1",
        ],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
