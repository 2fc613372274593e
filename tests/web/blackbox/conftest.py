"""The site as programs meet it: one live server over the made-up data, and a client that speaks HTTP to it.

`client` here stands in for Flask's own, so that every test of this folder goes over the wire.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.test import EnvironBuilder, TestResponse
from werkzeug.urls import iri_to_uri


class Visitor:
    """Sends requests to a live server; arguments and answers are those of Flask's test client."""

    def __init__(self, host: str, port: int) -> None:
        self._place = host, port

    def open(
        self, path: str, method: str = "GET", query_string: dict[str, str] | None = None, **given: Any
    ) -> TestResponse:
        """One request on a connection of its own; the path goes out as it stands, but for what no address may hold."""
        given.pop("base_url", None)
        builder = EnvironBuilder("/", method=method, **given)
        environ = builder.get_environ()
        body = environ["wsgi.input"].read()
        headers = {
            name: value for name, value in builder.headers.items() if name.lower() not in ("host", "content-type")
        }
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        if "Host" in builder.headers:
            headers["Host"] = builder.headers["Host"]
        target = iri_to_uri(path)
        if query_string:
            target += "?" + urlencode(query_string)
        connection = HTTPConnection(*self._place, timeout=60)
        try:
            connection.request(method, target, body=body or None, headers=headers)
            answer = connection.getresponse()
            return TestResponse(
                [answer.read()], f"{answer.status} {answer.reason}", answer.getheaders(), builder.get_request()
            )
        finally:
            connection.close()

    def get(self, path: str, **given: Any) -> TestResponse:
        """GET."""
        return self.open(path, "GET", **given)

    def head(self, path: str, **given: Any) -> TestResponse:
        """HEAD."""
        return self.open(path, "HEAD", **given)

    def post(self, path: str, **given: Any) -> TestResponse:
        """POST."""
        return self.open(path, "POST", **given)

    def options(self, path: str, **given: Any) -> TestResponse:
        """OPTIONS."""
        return self.open(path, "OPTIONS", **given)


@pytest.fixture(scope="session")
def visit() -> Callable[[Any], Visitor]:
    """Makes a visitor of any live server."""
    return lambda address: Visitor(address.host, address.port)


@pytest.fixture
def client(live: Any) -> Visitor:
    """A visitor of the live server."""
    return Visitor(live.host, live.port)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port that notes every connection."""
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        running = threading.Event()
        running.set()

        def wait() -> None:
            while running.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                heard.append(address)
                connection.close()

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        running.clear()
        thread.join()
