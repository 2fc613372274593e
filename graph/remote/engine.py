"""Asks a SPARQL server what the embedded store is asked elsewhere: the same queries, the same tables.

Queries change nothing, so one that met a broken connection is asked once more; nothing else is repeated.
"""

import http.client
import json
import re
import urllib.error
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from SPARQLWrapper import ASK, CONSTRUCT, DIGEST, GET, POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from cancu.graph.engine import Dataset, QueryError, Table
from cancu.graph.names import PREFIXES
from cancu.graph.remote import errors
from cancu.graph.remote.endpoint import Endpoint

_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_GRAPHS = (_TRIPLES, "text/plain", "text/turtle")
_LONG = 4_000
"""Characters of a query that no longer fits into an address."""
_DECLARED = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


class RemoteEngine:
    """Engine over a SPARQL 1.1 server; safe to share between threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def select(self, query: str, dataset: Dataset | None = None) -> Table:
        """Rows of a SELECT. Raises QueryError, RemoteError."""
        result = self._results(query, SELECT, dataset)
        if not isinstance(result, QuerySolutions):
            raise QueryError("not a SELECT query")
        columns = tuple(variable.value for variable in result.variables)
        try:
            return Table(columns, tuple(tuple(solution) for solution in result))
        except (SyntaxError, ValueError):
            raise errors.incomplete(self.endpoint.query) from None

    def ask(self, query: str, dataset: Dataset | None = None) -> bool:
        """Answer of an ASK. Raises QueryError, RemoteError."""
        result = self._results(query, ASK, dataset)
        if isinstance(result, QuerySolutions):
            # Virtuoso answers with a table of one row, which holds 1 or 0.
            return [str(term.value) for row in result for term in row if isinstance(term, Literal)] == ["1"]
        return bool(result)

    def construct(self, query: str, dataset: Dataset | None = None) -> tuple[Triple, ...]:
        """Triples of a CONSTRUCT or DESCRIBE, each once. Raises QueryError, RemoteError."""
        body = self._answer(query, CONSTRUCT, dataset, f"{_TRIPLES},text/turtle;q=0.9", _GRAPHS)
        try:
            return tuple(dict.fromkeys(quad.triple for quad in parse(body, format=RdfFormat.TURTLE)))
        except SyntaxError:
            raise errors.incomplete(self.endpoint.query) from None

    def _results(self, query: str, form: str, dataset: Dataset | None) -> QuerySolutions | QueryBoolean:
        body = self._answer(query, form, dataset, _JSON, (_JSON, "application/json"))
        try:
            json.loads(body)  # the parser below takes what was cut off after a row for the end
            return parse_query_results(body, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError):
            raise errors.incomplete(self.endpoint.query) from None

    def _answer(self, query: str, form: str, dataset: Dataset | None, accept: str, fitting: tuple[str, ...]) -> bytes:
        try:
            headers, body = self._send(query, form, dataset, accept)
        except (ConnectionError, http.client.RemoteDisconnected):
            try:
                headers, body = self._send(query, form, dataset, accept)
            except OSError as error:
                raise errors.unreachable(self.endpoint.query, error) from None
        kind = headers.get_content_type() if "Content-Type" in headers else ""
        if kind not in fitting:
            raise errors.not_sparql(self.endpoint.query, kind)
        return body

    def _send(self, query: str, form: str, dataset: Dataset | None, accept: str) -> tuple[Message, bytes]:
        """One request. Raises ConnectionError where nothing came back, QueryError and RemoteError for the rest."""
        address = self.endpoint.query
        request = _request(self.endpoint, query, form, dataset, accept)
        try:
            response: Any = request.query().response
            with response:
                return response.headers, response.read()
        except TimeoutError:
            raise errors.timed_out(address, self.endpoint.seconds) from None
        except http.client.IncompleteRead:
            raise errors.incomplete(address) from None
        except SPARQLWrapperException as error:
            if isinstance(error.__context__, urllib.error.HTTPError):
                error.__context__.close()
            raise _refusal(error, address) from None
        except urllib.error.HTTPError as error:
            raise failure(error, address) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise errors.timed_out(address, self.endpoint.seconds) from None
            if isinstance(error.reason, ConnectionError):
                raise error.reason from None
            raise errors.unreachable(address, error.reason) from None


def _in_ascii(query: str) -> str:
    """The query with the escapes of SPARQL for all other letters: not every server takes UTF-8 for what it is."""
    return re.sub(r"[^\x00-\x7f]", lambda letter: f"\\U{ord(letter[0]):08X}", query)


def _request(endpoint: Endpoint, query: str, form: str, dataset: Dataset | None, accept: str) -> SPARQLWrapper:
    request = SPARQLWrapper(endpoint.query)
    # Not by setQuery, which guesses the form of the query, wrongly where comments hold words of updates.
    request.queryString, request.queryType = _in_ascii(_DECLARED + query), form
    request.setMethod(POST if len(query) > _LONG else GET)
    request.setTimeout(max(1, round(endpoint.seconds)))
    request.setOnlyConneg(True)
    request.addCustomHttpHeader("Accept", accept)
    if endpoint.user:
        if urlsplit(endpoint.query).path.endswith("-auth"):  # as Virtuoso names what asks for a digest
            request.setHTTPAuth(DIGEST)
        request.setCredentials(endpoint.user, endpoint.password)
    for graph in dataset.default if dataset else ():
        request.addParameter("default-graph-uri", graph)
    for graph in dataset.named if dataset else ():
        request.addParameter("named-graph-uri", graph)
    return request


def _refusal(error: SPARQLWrapperException, address: str) -> Exception:
    """What SPARQLWrapper makes of a status, in our words."""
    said = str(error)
    match type(error).__name__:
        case "QueryBadFormed":
            return QueryError(said)
        case "Unauthorized":
            return errors.log_in_refused(address)
        case "EndPointNotFound":
            return errors.not_found(address)
    return errors.failed(address, 500, said.encode())


def failure(error: urllib.error.HTTPError, address: str) -> errors.RemoteError:
    """The error that a status stands for."""
    with error:
        if error.code in (401, 403):
            return errors.log_in_refused(address)
        if error.code in (404, 405, 501):
            return errors.not_found(address)
        return errors.failed(address, error.code, error.read(2_000))
