"""Brings a version of the store to a SPARQL server, graph by graph, and tells whether one is there as a whole.

The marker graph names the version. It is taken away first and written last, so an upload that was interrupted is seen,
and the next `build` mends it. Where the server holds a version that is still known, only the graphs that have changed
since are brought. To put or delete a whole graph twice does no harm, so that is tried again when a connection breaks;
adding to a graph is not.
"""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, serialize

from cancu.graph.names import GRAPH, OWL
from cancu.graph.remote import errors
from cancu.graph.remote.endpoint import Endpoint
from cancu.graph.remote.engine import RemoteEngine, failure
from cancu.graph.remote.login import opener

MARKER = GRAPH + "version"
_VERSION = OWL + "versionInfo"
_TRIES = 3
_PAUSE = 0.5
_AT_ONCE = 50_000
"""Triples of one request."""
_UPLOAD_SECONDS = 600.0
_STATE = f"SELECT ?version WHERE {{ GRAPH <{MARKER}> {{ <{MARKER}> <{_VERSION}> ?version }} }}"
_IN_UNION = f"SELECT ?version WHERE {{ <{MARKER}> <{_VERSION}> ?version }}"
_GRAPHS = f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), '{GRAPH}')) }}"

Told = Callable[[int, int], object]
"""Is told how many of how many graphs are there."""

Since = Callable[[str], Collection[str] | None]
"""Graphs that have changed since a version; None where that cannot be told."""


def held_version(engine: RemoteEngine) -> str | None:
    """The version that the server holds as a whole; None where it holds none. Raises RemoteError."""
    row = engine.select(_STATE).first()
    return row["version"] if row else None


def upload(
    store: Store,
    version: str,
    endpoint: Endpoint,
    told: Told = lambda _done, _total: None,
    since: Since = lambda _held: None,
) -> bool:
    """Bring the graphs of a store to the server; false where this version is there already. Raises RemoteError.

    `since` names those that have changed since a version that the server may hold, if it can.
    """
    engine = RemoteEngine(endpoint)
    held = held_version(engine)
    if held == version:
        return False
    changed = since(held) if held else None
    opened = opener(endpoint)
    _delete(opened, endpoint, MARKER)
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    if changed is None:
        changed = graphs | set(engine.select(_GRAPHS).column("graph")) - {MARKER}
    for done, graph in enumerate(sorted(changed, key=lambda graph: (graph in graphs, graph)), 1):
        if graph in graphs:
            _put(opened, endpoint, graph, store)
        else:
            _delete(opened, endpoint, graph)
        told(done, len(changed))
    _send(opened, endpoint, "PUT", MARKER, [Triple(NamedNode(MARKER), NamedNode(_VERSION), Literal(version))])
    if not engine.select(_IN_UNION).rows:
        raise errors.no_union(endpoint.query)
    return True


def _put(opened: urllib.request.OpenerDirector, endpoint: Endpoint, graph: str, store: Store) -> None:
    """Replace one graph; a large one goes in pieces, the first of which replaces what was there."""
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)))
    method = "PUT"
    while piece := list(islice(triples, _AT_ONCE)):
        _send(opened, endpoint, method, graph, piece)
        method = "POST"


def _delete(opened: urllib.request.OpenerDirector, endpoint: Endpoint, graph: str) -> None:
    _send(opened, endpoint, "DELETE", graph)


def _send(
    opened: urllib.request.OpenerDirector, endpoint: Endpoint, method: str, graph: str, triples: Iterable[Triple] = ()
) -> None:
    """One request of the Graph Store protocol. Raises RemoteError."""
    address = f"{endpoint.graphs}?{urlencode({'graph': graph})}"
    body = serialize(triples, format=RdfFormat.N_TRIPLES) if method != "DELETE" else None
    headers = {"Content-Type": "application/n-triples"} if body is not None else {}
    for attempt in range(1, _TRIES + 1):
        try:
            request = urllib.request.Request(address, data=body, headers=headers, method=method)
            with opened.open(request, timeout=_UPLOAD_SECONDS) as response:
                response.read()
            return
        except urllib.error.HTTPError as error:
            if error.code == 404 and method == "DELETE":
                error.close()
                return
            raise failure(error, endpoint.graphs) from None
        except TimeoutError:
            raise errors.timed_out(endpoint.graphs, _UPLOAD_SECONDS) from None
        except (OSError, http.client.HTTPException) as error:
            if method == "POST" or attempt == _TRIES:
                raise errors.unreachable(endpoint.graphs, error) from None
            time.sleep(_PAUSE * attempt)
