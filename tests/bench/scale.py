"""Measures a made-up country at size: build, check, every kind of page and every saved question through HTTP.

Times of pages and questions stand beside those of their queries alone, so that what HTTP and rendering add is seen.
Writes `RESULTS.md` beside this file. CANCU_BENCH_PLANS says how many plans, CANCU_BENCH_HOME where a country that is
built already may be found again.
"""

import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path

from country import Country
from faults import found, plant

from cancu.graph.check.run import check_bundled
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.knowledge import Knowledge
from cancu.graph.saved import saved_queries
from cancu.graph.sources import bundled_sources, record_files, with_record
from cancu.graph.store import build, current_version
from cancu.web import create_app

RESULTS = Path(__file__).with_name("RESULTS.md")
PLANS = 1_000
TIMES = 5
_THINGS = {
    "plan": "SELECT ?x { ?x a cancu:Plan ; cancu:held held:text } ORDER BY ?x LIMIT 5",
    "instrument": "SELECT ?x { ?x cancu:citationCount ?n } ORDER BY DESC(?n) LIMIT 5",
    "agency": "SELECT ?x { ?x a org:FormalOrganization . ?t cancu:assignee ?x } ORDER BY ?x LIMIT 1",
    "indicator": "SELECT ?x { ?x a cancu:Indicator } ORDER BY DESC(?x) LIMIT 3",
    "area": "SELECT ?x { ?p a cancu:Plan ; eli:jurisdiction ?x } ORDER BY ?x LIMIT 1",
}
_LISTS = (
    "/", "/plans", "/instruments", "/agencies", "/areas", "/indicators", "/levels", "/queries", "/quality",
    "/?q=9001-CT/TW", "/?q=ke+hoach+chuyen+doi+so", "/?q=so+y+te",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timed:
    """What was asked, how long it took in milliseconds, and the part that its queries took."""

    name: str
    median: float
    slowest: float
    queries: float


class Clock:
    """Adds up the time that queries take, wherever they are asked."""

    def __init__(self) -> None:
        self.spent = 0.0
        asked = EmbeddedEngine.select

        def select(engine: EmbeddedEngine, *given: object, **named: object) -> object:
            start = time.perf_counter()
            try:
                return asked(engine, *given, **named)  # type: ignore[arg-type]
            finally:
                self.spent += time.perf_counter() - start

        EmbeddedEngine.select = select  # type: ignore[method-assign,assignment]

    def time(self, name: str, actions: Iterable[Callable[[], object]]) -> Timed:
        """Run each action several times, the first time unmeasured."""
        taken, queries = [], []
        for action in actions:
            action()
            for _ in range(TIMES):
                self.spent, start = 0.0, time.perf_counter()
                action()
                taken.append((time.perf_counter() - start) * 1000)
                queries.append(self.spent * 1000)
        ranked = sorted(taken)
        p95 = ranked[min(len(ranked) - 1, round(len(ranked) * 0.95))]
        return Timed(name, statistics.median(taken), p95, statistics.median(queries))


def pages(home: Path) -> list[Timed]:
    """Lists, searches, a page of each kind of thing and every saved question."""
    client, clock = create_app(home).test_client(), Clock()
    version = current_version(home)
    assert version is not None
    engine = Knowledge(version).engine
    things = {kind: engine.select(query).column("x") for kind, query in _THINGS.items()}

    def asking(address: str) -> Callable[[], object]:
        return lambda: client.get(address, follow_redirects=True).get_data()

    timed = [clock.time(address, [asking(address)]) for address in _LISTS]
    for kind, iris in things.items():
        timed.append(clock.time(f"page of {kind}", [asking(f"/resource?iri={iri}") for iri in iris]))
    values = {**things, "body": things["agency"], "date": ["2023-06-01"]}
    for question in saved_queries().values():
        required = [p for p in question.parameters if p.required]
        given = "&".join(f"{p.name}={values[p.type][0]}" for p in required)
        timed.append(clock.time(f"question {question.name}", [asking(f"/queries/{question.name}?{given}")]))
    return timed


def main() -> None:
    """Build what is not built, measure, print and write."""
    count = int(os.environ.get("CANCU_BENCH_PLANS", PLANS))
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(os.environ.get("CANCU_BENCH_HOME") or temporary)
        lines = [f"## {count} plans", ""]
        if current_version(home) is None:
            country = Country(count)
            country.write(home)
            expected = plant(home, count // 50)
            start, used = time.perf_counter(), time.process_time()
            build(with_record(bundled_sources(), record_files(home)), home)
            lines.append(
                f"- build: {time.perf_counter() - start:.0f} s, {time.process_time() - used:.0f} s of processor"
            )
            lines.append(f"- peak of memory while building: {_peak()} MB")
            start, used = time.perf_counter(), time.process_time()
            told = found(check_bundled(home).findings)
            lines.append(
                f"- check: {time.perf_counter() - start:.0f} s, {time.process_time() - used:.0f} s of processor"
            )
            lines.append(
                f"- planted faults found: {len(told & expected)} of {len(expected)}; others: {len(told - expected)}"
            )
            lines.append(f"- peak of memory while checking: {_peak()} MB")
        version = current_version(home)
        assert version is not None
        triples = version.counts()["triples"]
        lines.append(f"- triples: {triples}, {triples / count:.0f} a plan with what all share and what is derived")
        start = time.perf_counter()
        create_app(home).test_client().get("/")
        lines.append(f"- start to first answer: {time.perf_counter() - start:.2f} s")
        lines += ["", "| asked | median ms | p95 ms | queries ms |", "|---|---:|---:|---:|"]
        for t in sorted(pages(home), key=lambda t: -t.slowest):
            lines.append(f"| {t.name} | {t.median:.1f} | {t.slowest:.1f} | {t.queries:.1f} |")
        lines.append(f"\nPeak of memory in the end: {_peak()} MB.\n")
    print("\n".join(lines))
    RESULTS.write_text("\n".join([*_head(), *_without(f"## {count} plans"), *lines]), "utf-8")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _head() -> list[str]:
    libraries = ", ".join(f"{name} {version_of(name)}" for name in ("pyoxigraph", "flask", "rdflib"))
    return [
        "# Measured at size",
        "",
        f"Written by `make bench` on {os.cpu_count()} cores ({platform.machine()}), Python {sys.version.split()[0]}, "
        f"{libraries}. Other work may have shared the machine: compare within a run.",
        "",
    ]


def _without(heading: str) -> list[str]:
    """Earlier measurements of other sizes."""
    if not RESULTS.exists():
        return []
    parts = RESULTS.read_text("utf-8").split("\n## ")[1:]
    return [f"## {part.rstrip()}\n" for part in parts if f"## {part}".splitlines()[0] != heading]


if __name__ == "__main__":
    main()
