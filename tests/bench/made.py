"""A country on disk, built by `cancu build` in a process of its own: what that takes, and what a change of it takes."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from country import Country
from faults import found, plant
from served import CLI

from cancu.graph.check import Report, check_changed, check_store
from cancu.graph.sources import bundled_sources, record_files, with_record
from cancu.graph.store import Version, build, current_version

_FAULTY = 200
"""The most plans with a fault, each of which brings a province and bodies of its own: with more of them a large country
would be one of false provinces.
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of processor, and the peak of memory in megabytes."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True, slots=True)
class Made:
    """A built country; what was planted, and how much of it was found."""

    version: Version
    cost: Cost
    planted: int
    found: int
    others: int


def made(count: int, home: Path) -> Made:
    """Write so many plans with faults of every kind, and build them."""
    Country(count).write(home)
    expected = plant(home, min(max(count // 50, 1), _FAULTY))
    cost = _run(home, "build")
    version = in_use(home)
    told = found(Report.from_body(version.findings()).findings)
    return Made(version, cost, len(expected), len(told & expected), len(told - expected))


def in_use(home: Path) -> Version:
    """The version of a data folder."""
    version = current_version(home)
    assert version is not None, f"nothing is built in {home}"
    return version


def checked(home: Path) -> Cost:
    """Every rule asked of all data, by `cancu check`."""
    return _run(home, "check", "--again")


def changed(home: Path) -> tuple[Cost, Cost]:
    """One plan gets another title: the build of that change, and the rules asked again in it."""
    plan = next(iter(sorted((home / "plans").glob("*.ttl"))))
    plan.write_text(plan.read_text("utf-8").replace('dcterms:title "', 'dcterms:title "Sửa đổi: ', 1), "utf-8")
    rules: list[Cost] = []

    def renewed(*given: Any) -> bytes:
        start, used = time.perf_counter(), time.process_time()
        content = check_changed(*given)
        rules.append(Cost(time.perf_counter() - start, time.process_time() - used, 0))
        return content

    start, used = time.perf_counter(), time.process_time()
    build(with_record(bundled_sources(), record_files(home)), home, lambda e: check_store(e).body, renewed=renewed)
    return Cost(time.perf_counter() - start, time.process_time() - used, 0), rules[0]


def on_disk(version: Version) -> int:
    """Megabytes of a version."""
    return sum(path.stat().st_size for path in version.folder.rglob("*") if path.is_file()) // 2**20


def _run(home: Path, *words: str) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(
        [*CLI, *words], env={**os.environ, "CANCU_HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), complaint.decode()
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
