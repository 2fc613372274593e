"""The same queries elsewhere: the naive formulation, Virtuoso and rdflib over the same data."""

import gc
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from clock import timed

from cancu.graph.engine import Engine, QueryError
from cancu.graph.guard import guard
from cancu.graph.names import PREFIXES
from cancu.graph.remote import RemoteEngine, RemoteError, upload
from cancu.graph.store import Version
from cancu.graph.workers import Limits, WorkerError, Workers

if TYPE_CHECKING:
    from rdflib import Graph

NAIVE = {
    "implementing-plans": """
        SELECT DISTINCT ?plan ?number WHERE { ?plan cancu:implements+ <INSTRUMENT> ; a cancu:Plan
          OPTIONAL { ?plan cancu:documentNumber ?number } }""",
    "legal-bases": """
        SELECT DISTINCT ?instrument ?number WHERE { <PLAN> (cancu:implements|eli:based_on)+ ?instrument
          OPTIONAL { ?instrument cancu:documentNumber ?number } }""",
    "most-cited-instruments": """
        SELECT ?instrument (COUNT(DISTINCT ?plan) AS ?plans) (COUNT(?citation) AS ?mentions) WHERE {
          ?citation a cancu:Citation ; cancu:citedDocument ?instrument ; cancu:citingDocument ?plan
        } GROUP BY ?instrument ORDER BY DESC(?plans) LIMIT 100""",
    "coverage": """
        SELECT ?area (COUNT(DISTINCT ?plan) AS ?plans) WHERE { ?area a eli:AdministrativeArea
          OPTIONAL { ?plan cancu:implements+ <INSTRUMENT> ; a cancu:Plan ; eli:jurisdiction ?area } } GROUP BY ?area""",
}
"""What somebody would write who knows the ontology and not what is derived: open paths, counts over all."""
_BUFFERS = 400_000
"""What Virtuoso may keep of its pages in memory, 8 kB each: all of 12 million triples."""
_DECLARED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def naive(name: str, instrument: str, plan: str) -> str | None:
    """The naive query of a saved question, where there is one."""
    query = NAIVE.get(name)
    return query and query.replace("INSTRUMENT", instrument).replace("PLAN", plan)


def asked_of(engine: Engine, queries: tuple[str, ...], clock: Callable[[], float] = time.perf_counter) -> float | str:
    """Median milliseconds that an engine needs for all of these, or the word of its failure."""

    def ask() -> None:
        for query in queries:
            engine.select(query)

    try:
        return timed([ask], clock=clock).median
    except (QueryError, RemoteError) as error:
        return getattr(error, "code", "refused")


class Naive:
    """The naive queries over a version, in a process that is ended where it needs longer than the limit."""

    def __init__(self, version: Version, seconds: float) -> None:
        limits = Limits(seconds, rows=1_000_000, bytes=2**30, memory=8 * 2**30)
        self._workers = Workers(version.store, 1, limits)

    def ask(self, query: str) -> float | str:
        """Milliseconds for this, the best of two, or the limit."""
        try:
            told = [self._workers.run(guard(query), client="bench", format="json") for _ in range(2)]
        except WorkerError as error:
            return error.code
        return float(min(outcome.elapsed_ms for outcome in told))

    def close(self) -> None:
        """End it."""
        self._workers.close()


@contextmanager
def virtuoso_with(version: Version, told: Callable[[int, int], object]) -> Iterator[RemoteEngine | None]:
    """Virtuoso holding this version; None where it is not installed."""
    from servers import VIRTUOSO, virtuoso

    if VIRTUOSO is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, virtuoso(Path(folder), _BUFFERS) as endpoint:
        upload(version.open_store(), version.id, endpoint, told)
        yield RemoteEngine(endpoint)


class Rdflib:
    """rdflib over a version, loaded once in a process of its own; each question is asked of a copy of that process,
    which can be stopped.
    """

    def __init__(self, version: Version) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(theirs, str(version.store)))
        self._process.start()
        theirs.close()
        try:
            self.loaded: Loaded | None = self._pipe.recv()
        except EOFError:
            self.loaded = None

    def ask(self, queries: tuple[str, ...], seconds: float) -> float | str:
        """Milliseconds for all of these once, or the limit where it needs longer, or the word of its failure."""
        self._pipe.send((queries, seconds))
        told: float | str = self._pipe.recv()
        return told

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.join()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What it took to hold a version in rdflib: seconds and megabytes."""

    seconds: float
    megabytes: int


def _answer(pipe: "Connection[Loaded | float | str, tuple[tuple[str, ...], float]]", store: str) -> None:
    from pyoxigraph import Store

    from cancu.graph.check.load import graph_of

    most = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    start = time.perf_counter()
    try:
        graph = graph_of(Store.read_only(store))
    except MemoryError:
        return
    graph.query("SELECT * { ?s ?p ?o } LIMIT 1")  # the grammar is made ready once, not in each copy
    gc.freeze()  # else each copy would touch, and so copy, all that is held
    pipe.send(Loaded(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
    copies = multiprocessing.get_context("fork")
    while True:
        queries, seconds = pipe.recv()
        ours, theirs = copies.Pipe(duplex=False)
        copy = copies.Process(target=_ask, args=(graph, queries, theirs))
        copy.start()
        theirs.close()
        try:
            pipe.send(ours.recv() if ours.poll(seconds) else f"> {seconds:.0f} s")
        except EOFError:
            pipe.send("ended")
        copy.kill()
        copy.join()


def _ask(graph: "Graph", queries: tuple[str, ...], pipe: "Connection[float | str, None]") -> None:
    # Where memory ends it is this copy that goes, not what it was made of.
    Path("/proc/self/oom_score_adj").write_text("1000")
    start = time.perf_counter()
    try:
        for query in queries:
            len(graph.query(_DECLARED + query))
    except Exception as error:  # whatever it cannot answer is told, not raised in another process
        pipe.send(type(error).__name__)
    else:
        pipe.send((time.perf_counter() - start) * 1000)
