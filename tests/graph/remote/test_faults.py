"""A server that misbehaves is told apart from a wrong question, and nothing is repeated that changes anything."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import NamedNode, Quad, Store

from cancu.graph.engine import EmbeddedEngine, QueryError
from cancu.graph.names import GRAPH
from cancu.graph.remote import Endpoint, EndpointSettingError, RemoteEngine, RemoteError, endpoint_from, upload
from cancu.graph.remote.careful import CarefulEngine, keeps_unbound
from cancu.graph.remote.uploading import MARKER
from cancu.graph.store import Version
from cancu.web import create_app
from tests.graph.remote.servers import free_port

JSON = "application/sparql-results+json"
ROWS = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "0884"}}] * 9}})
Respond = Callable[[BaseHTTPRequestHandler], object]


def answer(handler: BaseHTTPRequestHandler, status: int, kind: str, body: str, length: int | None = None) -> None:
    content = body.encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content) if length is None else length))
    handler.end_headers()
    handler.wfile.write(content)


@contextmanager
def serving(respond: Respond) -> Iterator[tuple[Endpoint, list[str]]]:
    """A server that answers as told, and the requests it had."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
            asked.append(f"{self.command} {graph.rpartition('/')[2]}".strip())
            respond(self)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield Endpoint(f"{base}/query", f"{base}/store"), asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def code_of(respond: Respond) -> str:
    with serving(respond) as (endpoint, _), pytest.raises(RemoteError) as failed:
        RemoteEngine(endpoint).select("SELECT ?x { ?x ?y ?z }")
    assert failed.value.message_vi.startswith("Máy chủ SPARQL http://127.0.0.1:")
    return failed.value.code


def test_numbers_of_documents_are_not_taken_for_numbers() -> None:
    with serving(lambda h: answer(h, 200, JSON, ROWS)) as (endpoint, _):
        assert RemoteEngine(endpoint).select("SELECT ?x { ?x ?y ?z }").column("x") == ["0884"] * 9


@pytest.mark.parametrize("cut", [len(ROWS) // 2, len(ROWS) - 1, len(ROWS) - 3, 0])
def test_an_answer_cut_off_in_the_middle_is_no_answer(cut: int) -> None:
    assert code_of(lambda h: answer(h, 200, JSON, ROWS[:cut])) == "incomplete"


def test_a_connection_closed_before_the_announced_end_is_no_answer() -> None:
    assert code_of(lambda h: answer(h, 200, JSON, ROWS, len(ROWS) + 100)) == "incomplete"


def test_a_page_for_people_is_not_taken_for_a_result() -> None:
    assert code_of(lambda h: answer(h, 200, "text/html", "<h1>Welcome</h1>")) == "not-sparql"


@pytest.mark.parametrize(("status", "code"), [(401, "log-in-refused"), (403, "log-in-refused"), (404, "not-found"),
                                              (500, "failed"), (502, "failed"), (503, "failed")])  # fmt: skip
def test_every_refusal_has_its_word(status: int, code: str) -> None:
    assert code_of(lambda h: answer(h, status, "text/html", "<h1>No</h1>")) == code


def test_a_wrong_query_is_a_wrong_query() -> None:
    with serving(lambda h: answer(h, 400, "text/plain", "expected WHERE")) as (endpoint, _), pytest.raises(QueryError):
        RemoteEngine(endpoint).select("SELECT nonsense")


def test_no_answer_in_time_is_given_up() -> None:
    released = threading.Event()
    with serving(lambda _: released.wait(30)) as (endpoint, _):
        with pytest.raises(RemoteError) as failed:
            RemoteEngine(replace(endpoint, seconds=1)).select("SELECT ?x { ?x ?y ?z }")
        released.set()
    assert failed.value.code == "timeout"


def test_a_question_is_asked_once_more_when_the_connection_broke_and_not_a_third_time() -> None:
    def hangs_up_first(handler: BaseHTTPRequestHandler) -> None:
        if len(asked) > 1:
            answer(handler, 200, JSON, ROWS)
        else:
            handler.close_connection = True
            handler.connection.close()

    with serving(lambda h: hangs_up_first(h)) as (endpoint, asked):
        assert len(RemoteEngine(endpoint).select("SELECT ?x { ?x ?y ?z }").rows) == 9
    assert len(asked) == 2


def test_nobody_there_is_said_at_once() -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(RemoteError) as failed:
        RemoteEngine(Endpoint(address, address)).select("SELECT ?x { ?x ?y ?z }")
    assert failed.value.code == "unreachable"


def test_putting_a_graph_is_tried_again_and_adding_to_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cancu.graph.remote.uploading._AT_ONCE", 2)
    monkeypatch.setattr("cancu.graph.remote.uploading._PAUSE", 0.0)
    name, graph = NamedNode("https://example.org/x"), NamedNode(GRAPH + "large")
    store = Store()
    store.extend(Quad(name, name, NamedNode(f"https://example.org/{n}"), graph) for n in range(3))
    empty = json.dumps({"head": {"vars": []}, "results": {"bindings": []}})
    broken = {"PUT": 1, "POST": 9}

    def respond(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.startswith("/query"):
            answer(handler, 200, JSON, empty.replace("[]", '["version", "graph"]', 1))
        elif broken.get(handler.command, 0) > 0:
            broken[handler.command] -= 1
            handler.close_connection = True
            handler.connection.close()
        else:
            answer(handler, 204, "text/plain", "")

    with serving(respond) as (endpoint, asked), pytest.raises(RemoteError) as failed:
        upload(store, "0" * 12, endpoint)
    assert failed.value.code == "unreachable"
    assert [line for line in asked if line != "GET"] == ["DELETE version", "PUT large", "PUT large", "POST large"]
    assert f"PUT {MARKER.rpartition('/')[2]}" not in asked


def test_what_joins_texts_is_not_asked_of_a_server_that_takes_unbound_for_empty() -> None:
    joined = {"joined": {"type": "literal", "value": "x"}}
    said = json.dumps({"head": {"vars": ["joined"]}, "results": {"bindings": [joined]}})
    embedded = EmbeddedEngine(Store())
    with serving(lambda h: answer(h, 200, JSON, said)) as (endpoint, asked):
        remote = RemoteEngine(endpoint)
        assert keeps_unbound(embedded)
        assert not keeps_unbound(remote)
        careful = CarefulEngine(remote, embedded)
        before = len(asked)
        assert careful.select('SELECT (CONCAT("a", "b") AS ?joined) {}').column("joined") == ["ab"]
        assert len(asked) == before
        assert careful.select("SELECT ?joined {}").column("joined") == ["x"]


def test_a_page_says_that_the_server_does_not_answer(mini_version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_ENDPOINT", f"http://127.0.0.1:{free_port()}/query")
    answered = create_app(mini_version.folder.parent.parent).test_client().get("/plans")
    assert answered.status_code == 503
    assert "127.0.0.1" not in answered.get_data(as_text=True)


@pytest.mark.parametrize(
    "settings",
    [
        {"CANCU_ENDPOINT": "localhost:7878/query"},
        {"CANCU_ENDPOINT": "ftp://example.org/query"},
        {"CANCU_ENDPOINT": "http://[broken/query"},
        {"CANCU_ENDPOINT": "http://somebody:secret@example.org/query"},
        {"CANCU_ENDPOINT": "http://example.org/repositories/cancu"},
        {"CANCU_ENDPOINT": "http://example.org/query", "CANCU_ENDPOINT_SECONDS": "soon"},
        {"CANCU_ENDPOINT": "http://example.org/query", "CANCU_ENDPOINT_GRAPHS": "/store"},
    ],
)
def test_a_setting_that_cannot_be_used_names_its_variable(settings: dict[str, str]) -> None:
    with pytest.raises(EndpointSettingError) as refused:
        endpoint_from(settings)
    assert refused.value.message_vi.startswith("CANCU_ENDPOINT")
    assert "secret" not in str(refused.value)


def test_the_address_of_graphs_is_known_where_it_is_usual() -> None:
    assert endpoint_from({}) is None
    for query, graphs in (("/query", "/store"), ("/sparql", "/sparql-graph-crud-auth")):
        found = endpoint_from({"CANCU_ENDPOINT": f"http://example.org{query}"})
        assert found is not None
        assert found.graphs == f"http://example.org{graphs}"
