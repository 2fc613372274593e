"""Measures what people wait for: reading a plan, building the store, a saved question, a page of the site."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CLI = [sys.executable, "-c", "from cancu.graph.cli import main; main()"]
QUESTIONS = {
    "plans": [],
    "implementing-plans": ["instrument=28-CT/TW@2023"],
    "same-number": [],
}
PAGES = ["/", "/plans", "/instruments", "/?q=chi+thi+28", "/quality"]


def cancu(*arguments: str | Path) -> None:
    """Runs one command to its end, as from a terminal: Python's start is part of what a person waits for."""
    done = subprocess.run([*CLI, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"cancu {' '.join(map(str, arguments))} ended with {done.returncode}\n{done.stderr}")


def measure(name: str, action: Callable[[], object], times: int = 5) -> None:
    """Prints the median and the slowest of several runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    print(f"{name:<48}{statistics.median(taken):>10.1f}{max(taken):>10.1f}")


def build_anew(home: Path) -> None:
    """Builds where nothing was built: the same data is not built twice."""
    shutil.rmtree(home / "versions", ignore_errors=True)
    (home / "current").unlink(missing_ok=True)
    cancu("build")


def measure_site() -> None:
    """Pages through the application itself, without a network."""
    from cancu.web import create_app

    client = create_app().test_client()
    for address in PAGES:
        if (status := client.get(address, follow_redirects=True).status_code) != 200:
            sys.exit(f"{address} answered {status}")
        measure(f"page {address}", lambda address=address: client.get(address, follow_redirects=True), times=20)


def main() -> None:
    """Measures in a data folder of its own, thrown away at the end."""
    print(f"{'milliseconds':<48}{'median':>10}{'slowest':>10}")
    corpus = Path(os.environ.get("CANCU_CORPUS", ""))
    seeds = sorted(corpus.glob("seeds/*.txt")) + sorted(corpus.glob("seeds/*.md")) if corpus.name else []
    with tempfile.TemporaryDirectory() as home:
        os.environ["CANCU_HOME"] = home
        measure("cancu --help", lambda: cancu("--help"))
        measure("cancu build", lambda: build_anew(Path(home)), times=3)
        for seed in seeds:
            measure(f"cancu read {seed.name}"[:46], lambda seed=seed: cancu("read", seed), times=3)
        for question, parameters in QUESTIONS.items():
            measure(
                f"cancu query {question}", lambda q=question, p=parameters: cancu("query", q, *p, "--format", "csv")
            )
        measure("cancu check --again", lambda: cancu("check", "--again"), times=3)
        measure_site()


if __name__ == "__main__":
    main()
