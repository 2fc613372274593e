"""Query processes: limits hold, a death has a cause, one visitor leaves room for others, no network."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, parse

from cancu.graph import process
from cancu.graph.engine import Dataset
from cancu.graph.guard import Guarded, guard
from cancu.graph.names import DERIVED_GRAPH
from cancu.graph.store import Version
from cancu.graph.workers import (
    FORMATS,
    BusyError,
    CrashedError,
    Limits,
    MalformedError,
    OutOfMemoryError,
    TimedOutError,
    TooLargeError,
    UnsupportedError,
    WorkerError,
    Workers,
)

LIMITS = Limits(seconds=1.0, rows=5000)
CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12)) + " }"


@pytest.fixture(scope="module")
def workers(mini_version: Version) -> Iterator[Workers]:
    """A pool as the site has it."""
    pool = Workers(mini_version.store, count=3, limits=LIMITS)
    yield pool
    pool.close()


def ask(pool: Workers, query: str, form: str = "json", client: str = "a", **more: object) -> bytes:
    """Body of a result."""
    return pool.run(guard(query), client=client, format=form, **more).body  # type: ignore[arg-type]


def unguarded(query: str) -> Guarded:
    """A query that slipped past the guard."""
    return Guarded(query, "select")


def healthy(pool: Workers) -> bool:
    """All workers are there and answer."""
    return pool.state() == {"count": 3, "busy": 0} and all(ask(pool, "ASK {}") for _ in range(4))


def test_select_in_four_formats(workers: Workers) -> None:
    query = 'SELECT ?a ?b ?c { VALUES (?a ?b) { ("Đất \\"đai\\"\\t%25"@vi <http://e/x>) } }'
    cells = json.loads(ask(workers, query))["results"]["bindings"]
    assert cells == [
        {
            "a": {"type": "literal", "value": 'Đất "đai"\t%25', "xml:lang": "vi"},
            "b": {"type": "uri", "value": "http://e/x"},
        }
    ]
    assert ask(workers, query, "csv").decode() == 'a,b,c\r\n"Đất ""đai""\t%25",http://e/x,\r\n'
    assert ask(workers, query, "tsv").decode() == '?a\t?b\t?c\n"Đất \\"đai\\"\\t%25"@vi\t<http://e/x>\t\n'
    assert b'<literal xml:lang="vi">' in ask(workers, query, "xml")


def test_ask_and_empty_results(workers: Workers) -> None:
    assert json.loads(ask(workers, "ASK { ?s ?p ?o }")) == {"head": {}, "boolean": True}
    assert b"<boolean>false</boolean>" in ask(workers, "ASK { <http://e/x> ?p ?o }", "xml")
    assert ask(workers, "SELECT ?x { <http://e/x> ?p ?x }", "csv") == b"x\r\n"
    assert json.loads(ask(workers, "SELECT * { <http://e/x> <http://e/p> 1 }"))["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("form", "rdf"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
    ],
)
def test_graphs_parse_back_to_the_same(form: str, rdf: RdfFormat, workers: Workers) -> None:
    query = "CONSTRUCT { ?s cancu:held ?o ; dcterms:title ?t } WHERE { ?s cancu:held ?o ; dcterms:title ?t }"
    expected = {q.triple for q in parse(ask(workers, query, "ntriples"), RdfFormat.N_TRIPLES)}
    assert len(expected) == 8
    assert {q.triple for q in parse(ask(workers, query, form), rdf)} == expected


def test_a_format_must_fit_the_form(workers: Workers) -> None:
    assert len(FORMATS) == 8
    with pytest.raises(UnsupportedError):
        ask(workers, "ASK {}", "turtle")
    with pytest.raises(UnsupportedError):
        ask(workers, "CONSTRUCT WHERE { ?s ?p ?o }", "csv")


def test_a_malformed_query_is_told_where(workers: Workers) -> None:
    with pytest.raises(MalformedError) as caught:
        ask(workers, "SELECT * {\n  ?s ?p 'đ' .\n  ?s foo:bar ?o }")
    assert (caught.value.line, caught.value.column, caught.value.near) == (3, 6, "foo:bar")
    assert "dòng 3" in caught.value.message_vi
    assert "tiền tố chưa khai báo" in caught.value.message_vi


def test_graphs_asked_for(workers: Workers) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} { ?s ?p ?o }".replace("{} ", "")

    def number(query: str, dataset: Dataset | None = None) -> int:
        return int(ask(workers, query, "csv", dataset=dataset).split()[1])

    everything = number(count)
    derived = number(count.replace("{", f"FROM <{DERIVED_GRAPH}> {{"))
    assert 0 < derived < everything
    assert number(count, Dataset(default=(DERIVED_GRAPH,))) == derived
    assert number(count.replace("{", "FROM <file:///etc/passwd> {"), Dataset(default=(DERIVED_GRAPH,))) == derived
    for unknown in ("file:///etc/passwd", "http://127.0.0.1:9/", "jar:x"):
        assert number(count.replace("{", f"FROM <{unknown}> {{")) == 0
        assert number(count, Dataset(default=(unknown,))) == 0
        assert number(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{unknown}> {{ ?s ?p ?o }} }}") == 0
    in_named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(in_named, Dataset(named=(DERIVED_GRAPH,))) == derived
    assert number(in_named, Dataset(default=(DERIVED_GRAPH,))) == 0
    assert number(in_named.replace("{ GRAPH", f"FROM NAMED <{DERIVED_GRAPH}> {{ GRAPH", 1)) == derived


def test_row_and_byte_limits(workers: Workers) -> None:
    query = "SELECT * { ?s ?p ?o }"
    few = replace(LIMITS, rows=10)
    with pytest.raises(TooLargeError) as caught:
        ask(workers, query, limits=few)
    assert caught.value.rows_limit == 10
    cut = workers.run(guard(query), client="a", format="json", limits=replace(few, truncate=True))
    assert (cut.rows, cut.truncated) == (10, True)
    assert len(json.loads(cut.body)["results"]["bindings"]) == 10
    exact = workers.run(guard(query + " LIMIT 10"), client="a", format="json", limits=few)
    assert (exact.rows, exact.truncated) == (10, False)
    with pytest.raises(TooLargeError):
        ask(workers, 'SELECT * { VALUES ?x { "' + "a" * 5000 + '" } }', limits=replace(LIMITS, bytes=1000))
    with pytest.raises(TooLargeError):
        ask(workers, "CONSTRUCT WHERE { ?s ?p ?o }", "turtle", limits=few)


def test_a_cross_product_is_stopped_while_others_are_served(workers: Workers) -> None:
    failures: list[WorkerError] = []

    def hog() -> None:
        try:
            ask(workers, CROSS_PRODUCT, client="hog")
        except WorkerError as error:
            failures.append(error)

    ask(workers, "ASK {}", client="warm")
    started = time.monotonic()
    threads = [threading.Thread(target=hog) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    waits = []
    for _ in range(5):
        asked = time.monotonic()
        assert ask(workers, "ASK {}", client="other")
        waits.append(time.monotonic() - asked)
    with pytest.raises(BusyError) as caught:
        ask(workers, "ASK {}", client="hog")
    assert caught.value.retry_after > 0
    for thread in threads:
        thread.join()
    assert time.monotonic() - started < LIMITS.seconds + 1
    assert max(waits) < 0.5
    assert [type(f) for f in failures] == [TimedOutError, TimedOutError]
    assert isinstance(failures[0], TimedOutError)
    assert failures[0].limit_ms == 1000
    assert 1000 <= failures[0].elapsed_ms < 2000
    assert healthy(workers)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * 5000 + " ?s ?p ?o " + "}" * 5000 + " }",
        "SELECT * { FILTER(" + "+".join("1" * 20_000) + " = 3) }",
        "SELECT * { FILTER(" + "!" * 50_000 + "true) }",
    ],
    ids=["groups", "sum", "signs"],
)
def test_a_query_too_deep_for_the_engine_costs_one_worker(query: str, workers: Workers) -> None:
    with pytest.raises(CrashedError):
        workers.run(unguarded(query), client="a", format="json")
    assert healthy(workers)


@pytest.mark.row("L3")
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s (<http://e/a>|!<http://e/a>)* ?o . ?o (<http://e/b>|!<http://e/b>)* ?z }",
        'SELECT * { ?s ?p ?o . ?a ?b ?c FILTER(REGEX(CONCAT(STR(?o), STR(?c)), "^(a|a?)+$")) }',
        "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i",
    ],
    ids=["path", "regex", "sort"],
)
def test_costly_queries_end_and_leave_the_pool_whole(query: str, workers: Workers) -> None:
    with pytest.raises((TimedOutError, TooLargeError, OutOfMemoryError)):
        ask(workers, query)
    assert healthy(workers)


def test_memory_is_limited_and_told(mini_version: Version) -> None:
    pool = Workers(mini_version.store, count=1, limits=Limits(seconds=20, memory=150 * 2**20))
    try:
        with pytest.raises(OutOfMemoryError):
            ask(pool, "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i")
        assert ask(pool, "ASK {}")
    finally:
        pool.close()


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_a_service_past_the_guard_reaches_no_socket(silent: str, workers: Workers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        port = listener.getsockname()[1]
        query = f"SELECT * {{ SERVICE {silent}<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        if silent:
            workers.run(unguarded(query), client="a", format="json")
        else:
            with pytest.raises(CrashedError, match="not permitted"):
                workers.run(unguarded(query), client="a", format="json")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_updates_past_the_guard_change_nothing(workers: Workers) -> None:
    with pytest.raises(MalformedError):
        workers.run(unguarded("INSERT DATA { <http://e/s> <http://e/p> 1 }"), client="a", format="json")
    assert json.loads(ask(workers, "ASK { <http://e/s> ?p ?o }"))["boolean"] is False


def test_a_worker_killed_while_idle_is_replaced(mini_version: Version) -> None:
    pool = Workers(mini_version.store, count=1, limits=LIMITS)
    try:
        ask(pool, "ASK {}")
        os.kill(pool._idle[0]._process.pid, signal.SIGKILL)
        pool._idle[0]._process.wait()
        assert ask(pool, "ASK {}")
    finally:
        pool.close()


def test_a_worker_that_keeps_its_memory_is_replaced(mini_version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "KEPT_MEMORY", 20 * 2**20)
    pool = Workers(mini_version.store, count=1, limits=Limits(seconds=60, rows=100_000, bytes=2**30))
    try:
        ask(pool, "ASK {}")
        before = pool._idle[0]._process.pid
        ask(pool, "ASK {}")
        assert pool._idle[0]._process.pid == before
        with pytest.raises(TooLargeError):
            ask(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
        assert pool._idle[0]._process.pid != before
        assert ask(pool, "ASK {}")
    finally:
        pool.close()


def test_closing_ends_every_process_and_refuses_more(mini_version: Version) -> None:
    pool = Workers(mini_version.store, count=2)
    ask(pool, "ASK {}")
    processes = [worker._process for worker in pool._idle]
    pool.close()
    assert all(process.poll() is not None for process in processes)
    with pytest.raises(BusyError):
        ask(pool, "ASK {}")
