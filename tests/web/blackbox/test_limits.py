"""What the site does under strain: clients that leave, workers that are all busy, connections that go quiet."""

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from cancu.web import create_app
from cancu.web.serving import server
from cancu.web.site import Settings

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(12)) + " }"
SLOW = "/sparql?" + urlencode({"query": CROSS})
HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}


def idle(app: Flask, seconds: float = 20.0) -> bool:
    """Whether all workers come to rest in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if app.extensions["cancu"].workers_state()["busy"] == 0:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.row("L4")
def test_a_client_that_goes_away_keeps_no_worker(client: Any, live: Any, mini_app: Flask) -> None:
    assert client.get("/sparql?query=ASK%7B%7D").status_code == 200
    assert idle(mini_app)
    with socket.create_connection((live.host, live.port)) as connection:
        connection.sendall(f"GET {SLOW} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        while mini_app.extensions["cancu"].workers_state()["busy"] == 0:
            time.sleep(0.02)
    assert idle(mini_app)
    assert client.get("/health").json["workers"] == {"count": 3, "busy": 0}


@pytest.mark.row("L5")
def test_when_all_workers_are_busy_a_query_is_told_to_come_back(client: Any, live: Any, mini_app: Flask) -> None:
    assert client.get("/sparql?query=ASK%7B%7D").status_code == 200
    share = mini_app.extensions["cancu"].settings.workers - 1
    waiting = [HTTPConnection(live.host, live.port, timeout=60) for _ in range(share)]
    for connection in waiting:
        connection.request("GET", SLOW, headers=JSON)
    while mini_app.extensions["cancu"].workers_state()["busy"] < share:
        time.sleep(0.02)
    refused = client.get("/sparql?query=ASK%7B%7D", headers=JSON)
    told = [json.loads(connection.getresponse().read())["token"] for connection in waiting]
    for connection in waiting:
        connection.close()
    assert (refused.status_code, refused.json["token"], refused.headers["Retry-After"]) == (503, "busy", "2")
    assert told == ["query-timeout"] * share
    assert idle(mini_app)


@pytest.mark.row("L1", "L8")
def test_the_page_tells_what_it_left_out_and_what_to_do(client: Any) -> None:
    many = client.get("/query", query_string={"query": "SELECT * WHERE { ?s ?p ?o }"}, headers=HTML)
    page = BeautifulSoup(many.text, "html.parser")
    assert len(page.select("table tbody tr")) == 100
    assert "LIMIT" in page.select_one(".notice").get_text()
    late = client.get("/sparql?" + urlencode({"query": CROSS, "timeout": "0.3"}), headers=JSON).json
    assert late["limit_ms"] == 300
    assert late["elapsed_ms"] >= 300
    assert "LIMIT" in late["next_step"]
    assert "/data" in late["alternatives"]
    assert late["detail_en"].startswith("The query was stopped")


@pytest.mark.row("L7")
def test_a_result_that_was_cut_says_so_in_its_head(client: Any) -> None:
    query = {"query": "SELECT * WHERE { ?a a ?b . ?c a ?d } LIMIT 20000", "truncate": "1"}
    cut = client.get("/sparql?" + urlencode(query)).json
    assert cut["head"]["truncated"] == len(cut["results"]["bindings"]) == 10_000
    whole = client.get("/sparql?" + urlencode({"query": "SELECT * WHERE { ?s ?p ?o } LIMIT 3"})).json
    assert "truncated" not in whole["head"]


@pytest.mark.row("L6")
def test_too_many_requests_say_when_to_come_back(mini_home: Any, serve: Any, visit: Any) -> None:
    app = create_app(mini_home, Settings(rate_per_minute=2))
    visitor = visit(serve(app))
    answers = [visitor.get("/sparql?query=ASK%7B%7D", headers=JSON) for _ in range(3)]
    app.extensions["cancu"].close()
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert answers[-1].headers["RateLimit"].startswith("limit=2, remaining=0")


@pytest.fixture
def impatient(mini_app: Flask) -> Iterator[int]:
    """The port of a server that closes connections after two silent seconds."""
    bound = server(mini_app, "127.0.0.1", 0, silent_seconds=2)
    thread = threading.Thread(target=bound.run, daemon=True)
    thread.start()
    yield bound.effective_port
    bound.close()
    thread.join(5)


@pytest.mark.row("L12")
def test_a_connection_that_goes_quiet_is_closed(impatient: int) -> None:
    with socket.create_connection(("127.0.0.1", impatient), timeout=30) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nquery=")
        assert connection.recv(1000) == b""


@pytest.mark.row("S17")
def test_each_query_leaves_a_line_without_its_text(client: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "cancu.web.queries"):
        client.get("/sparql?query=ASK%7B%22bi-mat%22%20a%20%3Fx%7D")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "cancu.web.queries"]
    assert line.startswith("query ")
    assert "ms" in line
    assert "rows ok" in line
    assert "bi-mat" not in line
    assert "127.0.0.1" not in line


@pytest.mark.row("P25")
def test_a_query_too_long_for_a_redirect_is_kept_on_the_page_that_says_so(client: Any) -> None:
    response = client.get("/sparql?" + urlencode({"query": "ASK { } #" + "x" * 9000}), headers=HTML)
    assert response.status_code == 414
    assert "ASK { } #xxx" in response.text
    assert 'action="/query"' in response.text


@pytest.mark.parametrize("page", ["/plans?q=", "/instruments?x=", "/agencies?name=", "/calendar?agency=", "/id/"])
def test_a_long_address_is_not_answered_by_a_page_many_times_as_long(client: Any, page: str) -> None:
    response = client.get(page + "a" * 50_000, headers=HTML)
    assert response.status_code == 414
    assert "Rút ngắn điều muốn tìm" in response.text
    assert len(response.text) < 20_000


@pytest.mark.row("P25", "E1")
@pytest.mark.parametrize(
    ("sent", "status", "token"),
    [(b"GET /?q=".ljust(2**20, b"a"), "431", "query-too-long"), (b"GET /\r\n : \r\n\r\n", "400", "bad-request")],
)
def test_what_the_server_itself_refuses_is_told_in_vietnamese(live: Any, sent: bytes, status: str, token: str) -> None:
    with socket.create_connection((live.host, live.port), timeout=30) as connection:
        connection.sendall(sent)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    head, _, body = answer.decode().partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.0 {status}")
    assert f"X-Problem: {token}" in head
    assert '<html lang="vi">' in body
    assert "Về trang chủ" in body
