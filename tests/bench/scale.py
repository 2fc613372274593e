"""Measures a made-up country at size: build, check, every kind of page and every saved question, all in one run.

Pages and questions are asked through HTTP of `cancu serve`, and their queries beside that of the store itself, of
Virtuoso and of rdflib over the same data, and in the naive formulation. Writes `RESULTS.md` beside this
file, where each size has its part.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib.metadata import version as version_of
from pathlib import Path
from statistics import median

from asked import THINGS, Asked, everything, page_work, with_queries
from clock import Timed, once, quantile, timed
from made import Cost, Made, changed, checked, in_use, made, on_disk
from mixed import mixed
from rivals import Naive, Rdflib, asked_of, naive, virtuoso_with
from served import Site, site
from varied import varied

from cancu.graph.knowledge import Knowledge
from cancu.graph.store import Version

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = Path(__file__).with_name("RESULTS.md")
RDFLIB_SECONDS = NAIVE_SECONDS = 30.0
"""What one question may take there."""
A_SECOND, LOAD_SECONDS = 50.0, 20.0
WHOLE = frozenset(
    "question " + name for name in (
        "plans", "most-cited-instruments", "same-number", "hierarchy", "unresolved-citations", "ended-grounds",
        "agencies-without-reports", "duties-of-ended-bodies", "instruments-without-plan", "level-jumps",
        "reporting-deadlines", "reviewed-citations", "plan-deadlines", "instrument-citations", "expected-plans",
    )
)  # fmt: skip
"""Questions about everything: up to a second each. All else has 50 ms."""


def measured(count: int, home: Path, *, built: bool, rivals: bool, http: bool, fewer: Path | None) -> list[str]:
    """All tables about `count` plans, which are written and built first unless they are there; with `http` what
    visitors wait for alone. The data folder `fewer` holds a tenth of the plans, if there is one.
    """
    lines = [f"## {count} plans", ""]
    if not built:
        lines += _build(count, made(count, home))
    version = in_use(home)
    if not built:
        lines.append(f"- whole check: {_said(checked(home))}")
        whole, rules = changed(_copied(home))
        lines.append(f"- one changed plan: {_said(whole)}; its rules alone {_said(rules)}")
    asked = everything(Knowledge(version))
    if not http:
        asked = with_queries(home, asked)
    small: dict[str, Timed] = {}
    if fewer is not None:
        small = _small(fewer)
    elif not built and count >= 100:
        with tempfile.TemporaryDirectory() as other:
            made(count // 10, Path(other))
            small = _small(Path(other))
    with ExitStack() as stack:
        remote = stack.enter_context(virtuoso_with(version, _told)) if rivals else None
        served = stack.enter_context(site(home, _port()))
        served.settle(max(300.0, count / 50))
        lines += _pages(served, version, asked, small, remote, page_work(home, asked))
        lines += _once_each(served, varied(Knowledge(version)))
        lines += _load(served, asked)
    if rivals:
        lines += _rdflib(home)
    return lines


def _build(count: int, country: Made) -> list[str]:
    triples, cost = country.version.counts()["triples"], country.cost
    millions = triples / 1e6
    size = on_disk(country.version)
    return [
        f"- triples: {triples:,}, {triples / count:.0f} a plan with what all share and what is derived",
        f"- build with findings: {_said(cost)}, {cost.processor / millions:.1f} s of processor a million triples",
        f"- size on disk: {size} MB, {size * 2**20 / triples:.0f} bytes a triple",
        f"- planted faults found: {country.found} of {country.planted}; others about these plans: {country.others}",
    ]


def _copied(home: Path) -> Path:
    """The same data folder once more, which may be changed; its store costs nothing, as its files are never changed."""
    other = home.with_name(home.name + "-changed")
    shutil.copytree(home, other, copy_function=os.link)
    for plan in sorted((other / "plans").glob("*.ttl"))[:1]:
        content = plan.read_bytes()
        plan.unlink()
        plan.write_bytes(content)
    return other


def _small(home: Path) -> dict[str, Timed]:
    """Pages and questions over a tenth of the plans, to see what grows."""
    with site(home, _port()) as served:
        served.settle()
        return {one.name: _http(served, one) for one in everything(Knowledge(in_use(home)))}


def _http(served: Site, one: Asked) -> Timed:
    return timed([lambda address=address: served.get(address) for address in one.addresses])


def _pages(
    served: Site,
    version: Version,
    asked: list[Asked],
    small: dict[str, Timed],
    remote: object | None,
    page: Mapping[str, float],
) -> list[str]:
    """One row for each page and question, the slowest first."""
    engine = Knowledge(version).engine
    things = {kind: engine.select(query).column("x")[0] for kind, query in THINGS.items()}
    plain_asker = Naive(version, NAIVE_SECONDS)
    rows: list[tuple[float, str]] = []
    slow, behind, behind_with_page = [], [], []
    for one in asked:
        used = served.processor()
        through = _http(served, one)
        used = (served.processor() - used) * 1000 / (through.times + len(one.addresses))
        alone = asked_of(engine, one.queries, time.process_time) if one.queries else "-"
        there = asked_of(remote, one.queries) if remote is not None else "-"  # type: ignore[arg-type]
        plainly = naive(one.name.removeprefix("question "), things["instrument"], things["plan"])
        other = plain_asker.ask(plainly) if plainly and one.queries else "-"
        grown = f"{through.p95 / small[one.name].p95:.1f}" if one.name in small else "-"
        cells = (through.first, through.median, through.p95, used, page[one.name], alone, other, there)
        told = " | ".join(f"{cell:.1f}" if isinstance(cell, float) else cell for cell in cells)
        rows.append((through.p95, f"| {one.name} | {told} | {grown} |"))
        if isinstance(there, float) and isinstance(alone, float) and there < alone:
            behind.append(f"{one.name} {alone:.1f} ({there:.1f})")
        elif isinstance(there, float) and one.name.startswith("question ") and there < through.median:
            behind_with_page.append(f"{one.name} {through.median:.1f} ({there:.1f})")
        if through.p95 > (1_000 if one.name in WHOLE else 50):
            slow.append(one.name)
        print(f"{one.name}: {told}", file=sys.stderr, flush=True)
    plain_asker.close()
    ranked = [row for _, row in sorted(rows, reverse=True)]
    return [
        "",
        "Milliseconds. First, median, p95: through HTTP over loopback, a connection kept alive. Site: of processor, a "
        "request, once what is asked ahead is answered. Page: of processor, what of this is the web framework and the "
        "template. Store: of processor, for the queries of the first address, nothing being kept. Naive: an open path "
        "or a count over all, by the clock. Virtuoso: the queries by its HTTP. Growth: p95 against fewer plans.",
        "",
        "| asked | first | median | p95 | site | page | store | naive | Virtuoso | growth |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *ranked,
        "",
        *_exceptions(behind, behind_with_page),
        f"- over their limit (50 ms, whole-graph questions 1 s): {len(slow)} of {len(asked)}",
        f"- framework and template: at most {max(page.values()):.1f} ms ({max(page, key=page.__getitem__)})",
        f"- start to first answer: {served.started:.2f} s; memory of the site after all of this: {served.memory()} MB",
    ]


def _exceptions(behind: Sequence[str], behind_with_page: Sequence[str]) -> list[str]:
    """Where Virtuoso is ahead, and why."""
    told = []
    if behind:
        told.append(
            f"- Virtuoso's engine is ahead of the store, nothing being kept: {'; '.join(behind)}. These join a whole "
            "class with what is said of it: Virtuoso reads columns and joins them at once, the store follows its index "
            "from row to row. The site keeps what they answer."
        )
    if behind_with_page:
        told.append(
            f"- Virtuoso's bare answer comes before the page of the site: {'; '.join(behind_with_page)}. There the "
            "store is ahead, and what takes longer is the page that people read."
        )
    return told


def _once_each(served: Site, asked: Sequence[Asked]) -> list[str]:
    """What the first visitor of a thing waits for, whatever thing it is."""
    rows = []
    for one in asked:
        taken = sorted(once(lambda address=address: served.get(address)) for address in one.addresses)
        rows.append((quantile(taken, 0.95), f"| {one.name} | {len(taken)} | {median(taken):.1f} |", taken[-1]))
    return [
        "",
        "Different things, drawn at random from all, each asked once: milliseconds through HTTP.",
        "",
        "| asked | things | median | p95 | slowest |",
        "|---|---:|---:|---:|---:|",
        *(f"{told} {p95:.1f} | {slowest:.1f} |" for p95, told, slowest in sorted(rows, reverse=True)),
    ]


def _load(served: Site, asked: list[Asked]) -> list[str]:
    """The pages that visitors see, at a fixed pace."""
    addresses = [address for one in asked if one.name not in WHOLE for address in one.addresses]
    used = served.processor()
    load = mixed(served.port, addresses, A_SECOND, LOAD_SECONDS)
    return [
        f"- mixed load, {A_SECOND:.0f} requests/s for {LOAD_SECONDS:.0f} s over {len(addresses)} addresses: "
        f"{load.failed} of {load.asked} failed, {load.answered_a_second:.1f} answered a second, median "
        f"{load.median:.0f} ms, p95 {load.p95:.0f} ms, slowest {load.slowest:.0f} ms; the site used "
        f"{(served.processor() - used):.1f} s of processor and holds {served.memory()} MB",
    ]


def _rdflib(home: Path) -> list[str]:
    """Every saved question, of the store and of rdflib."""
    version = in_use(home)
    engine, rdflib = Knowledge(version).engine, Rdflib(version)
    if rdflib.loaded is None:
        return ["", "rdflib: three quarters of the machine's memory do not hold these data."]
    lines = [
        "",
        f"rdflib over the same data, loaded in {rdflib.loaded.seconds:.0f} s, {rdflib.loaded.megabytes} MB; "
        "milliseconds, of the store the median, of rdflib once:",
        "",
        "| asked | store | rdflib |",
        "|---|---:|---:|",
    ]
    for one in with_queries(home, [o for o in everything(Knowledge(version)) if o.name.startswith("question ")]):
        cells = (asked_of(engine, one.queries), rdflib.ask(one.queries, RDFLIB_SECONDS))
        told = " | ".join(f"{cell:.1f}" if isinstance(cell, float) else cell for cell in cells)
        lines.append(f"| {one.name} | {told} |")
        print(f"{one.name}: {told}", file=sys.stderr, flush=True)
    rdflib.close()
    return lines


def _said(cost: Cost) -> str:
    memory = f", peak of memory {cost.memory} MB" if cost.memory else ""
    return f"{cost.seconds:.2f} s, {cost.processor:.2f} s of processor{memory}"


def _told(done: int, total: int) -> None:
    if done % 500 == 0 or done == total:
        print(f"Virtuoso: {done} of {total} graphs", file=sys.stderr, flush=True)


def _port() -> int:
    from servers import free_port

    return free_port()


def _head() -> list[str]:
    libraries = ", ".join(f"{name} {version_of(name)}" for name in ("pyoxigraph", "flask", "rdflib"))
    model = next((line.partition(":")[2].strip() for line in _cpu() if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        "# Measured at size",
        "",
        f"Written by `make bench` on {os.cpu_count()} cores ({platform.machine()} {model}), {memory:.0f} GB, "
        f"{platform.system()} {platform.release()}, Python {sys.version.split()[0]}, {libraries}.",
        "",
        f"Load of the machine when this was written: {os.getloadavg()[0]:.1f}, {os.getloadavg()[1]:.1f} and "
        f"{os.getloadavg()[2]:.1f} over 1, 5 and 15 minutes, this run included. Where that is above the number of "
        "cores, other work shared the machine: compare within a run, and seconds of processor rather than seconds.",
        "",
    ]


def _cpu() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return []


def _without(heading: str) -> list[str]:
    """Earlier measurements of other sizes."""
    if not RESULTS.exists():
        return []
    parts = RESULTS.read_text("utf-8").split("\n## ")[1:]
    return [f"## {part.rstrip()}\n" for part in parts if f"## {part}".splitlines()[0] != heading]


def main() -> None:
    """Measure, print and write."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--plans", type=int, default=300, help="how many plans")
    given.add_argument("--home", type=Path, help="a data folder in which so many were built before")
    given.add_argument("--no-rivals", action="store_true", help="without Virtuoso and rdflib")
    given.add_argument("--http", action="store_true", help="through HTTP alone, where the queries would take hours")
    given.add_argument("--fewer", type=Path, help="a data folder with a tenth of the plans, to see what grows")
    options = given.parse_args()
    # The tests know how to start SPARQL servers; a library may bring a package `tests` of its own.
    sys.path.append(str(ROOT / "tests" / "graph" / "remote"))
    with tempfile.TemporaryDirectory() as temporary:
        home = options.home or Path(temporary) / "home"
        home.mkdir(exist_ok=True)
        built = options.home is not None
        rivals = not (options.no_rivals or options.http)
        lines = measured(options.plans, home, built=built, rivals=rivals, http=options.http, fewer=options.fewer)
    print("\n".join(lines))
    RESULTS.write_text("\n".join([*_head(), *_without(lines[0]), *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
