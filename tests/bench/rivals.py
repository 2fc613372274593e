"""The same queries elsewhere: the naive formulation, Virtuoso over the same data, rdflib over few data."""

import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from clock import timed

from cancu.graph.engine import Engine, QueryError
from cancu.graph.guard import guard
from cancu.graph.names import PREFIXES
from cancu.graph.remote import RemoteEngine, RemoteError, upload
from cancu.graph.store import Version
from cancu.graph.workers import Limits, WorkerError, Workers

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
    with tempfile.TemporaryDirectory() as folder, virtuoso(Path(folder)) as endpoint:
        upload(version.open_store(), version.id, endpoint, told)
        yield RemoteEngine(endpoint)


class Rdflib:
    """rdflib over a version, in a process of its own: a query of it cannot be stopped otherwise."""

    def __init__(self, version: Version) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_answer, args=(theirs, str(version.store)), daemon=True)
        self.process.start()
        theirs.close()
        self.alive = self._told(600.0) is not None

    def ask(self, queries: tuple[str, ...], seconds: float) -> float | str:
        """Milliseconds for all of these once; the limit, where it needs longer, ends it for good."""
        if not self.alive:
            return "-"
        self.pipe.send(queries)
        told = self._told(seconds)
        if told is None:
            self.process.kill()
            self.alive = False
            return f"> {seconds:.0f} s"
        return told

    def _told(self, seconds: float) -> float | str | None:
        return self.pipe.recv() if self.pipe.poll(seconds) else None

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.join()


def _answer(pipe: "Connection[float | str, tuple[str, ...]]", store: str) -> None:
    from pyoxigraph import Store
    from rdflib import Graph

    from cancu.graph.check.load import graph_of

    graph: Graph = graph_of(Store.read_only(store))
    pipe.send("ready")
    while True:
        queries = pipe.recv()

        def ask(queries: tuple[str, ...] = queries) -> None:
            for query in queries:
                len(graph.query(_DECLARED + query))

        try:
            pipe.send(timed([ask], seconds=0.0).median)
        except Exception as error:  # whatever it cannot answer is told, not raised in another process
            pipe.send(type(error).__name__)
