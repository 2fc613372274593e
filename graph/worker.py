"""The process that runs one visitor's query at a time; it may be killed at any moment and has nothing to lose.

Reads requests from its input and writes answers to its output, each a pair of lengths, a JSON head and a body. It opens
the store read-only, then gives up the network. Results are written here, so that a big one costs the server nothing.
"""

import json
import os
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Store, Triple, serialize

from cancu.graph import results
from cancu.graph.engine import Dataset, QueryError, Table, evaluate
from cancu.graph.names import PREFIXES, ROOT
from cancu.graph.sandbox import close_network, limit_memory, limit_time

HEAD = struct.Struct("!II")
ENDPOINT = ROOT + "sparql"
"""The address of the service, to which relative IRIs of a visitor's query belong (SPARQL 1.1, section 4.1.1)."""

TABLE_FORMATS: dict[str, tuple[str, Callable[[Table | bool], bytes]]] = {
    "json": ("application/sparql-results+json", results.sparql_json),
    "xml": ("application/sparql-results+xml", results.sparql_xml),
    "csv": ("text/csv; charset=utf-8", results.sparql_csv),
    "tsv": ("text/tab-separated-values; charset=utf-8", results.sparql_tsv),
}
GRAPH_FORMATS: dict[str, tuple[str, RdfFormat]] = {
    "turtle": ("text/turtle; charset=utf-8", RdfFormat.TURTLE),
    "ntriples": ("application/n-triples; charset=utf-8", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdfxml": ("application/rdf+xml", RdfFormat.RDF_XML),
}


class _TooLargeError(Exception):
    pass


def read_frame(source: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Next head and body; None at the end."""
    lengths = source.read(HEAD.size)
    if len(lengths) < HEAD.size:
        return None
    head, body = HEAD.unpack(lengths)
    return json.loads(source.read(head)), source.read(body)


def frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message."""
    text = json.dumps(head).encode()
    return HEAD.pack(len(text), len(body)) + text + body


def main(arguments: list[str]) -> None:
    """Serve until the input ends."""
    path, memory = arguments
    store = Store.read_only(path)
    # The answers' own descriptor: whatever a library prints must not land between them.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(memory))
    sealed = close_network()
    output.write(frame({"ready": True, "sealed": sealed}))
    output.flush()
    while (request := read_frame(sys.stdin.buffer)) is not None:
        output.write(_answer(store, request[0], request[1].decode()))
        output.flush()


def _answer(store: Store, request: dict[str, Any], query: str) -> bytes:
    limit_time(request["seconds"])
    try:
        head, body = _run(store, request, query)
    except QueryError as error:
        return frame({"status": "malformed", "line": error.line, "column": error.column, "message": error.message})
    except _TooLargeError:
        return frame({"status": "too-large"})
    except MemoryError:
        return frame({"status": "memory"})
    except (RuntimeError, OSError, ValueError) as error:
        return frame({"status": "failed", "message": str(error)})
    return frame({"status": "ok", **head}, body)


def _run(store: Store, request: dict[str, Any], query: str) -> tuple[dict[str, Any], bytes]:
    given = request["dataset"]
    dataset = Dataset(tuple(given["default"]), tuple(given["named"])) if given else None
    result = evaluate(store, query, dataset, base=ENDPOINT)
    limits = request["rows"], request["bytes"], request["truncate"]
    name = request["format"]
    if isinstance(result, QueryBoolean):
        media_type, write = TABLE_FORMATS[name]
        return {"media_type": media_type, "rows": 1, "truncated": False}, write(bool(result))
    kept, truncated = _take(result, *limits)
    if isinstance(result, QuerySolutions):
        media_type, write = TABLE_FORMATS[name]
        columns = tuple(variable.value for variable in result.variables)
        table = Table(columns, tuple(tuple(row) for row in kept))
        body = results.sparql_json(table, truncated=True) if truncated and name == "json" else write(table)
    else:
        media_type, rdf_format = GRAPH_FORMATS[name]
        body = _written(list(dict.fromkeys(kept)), rdf_format)
    if len(body) > 2 * request["bytes"]:
        raise _TooLargeError
    return {"media_type": media_type, "rows": len(kept), "truncated": truncated}, body


def _take(result: Any, rows: int, size: int, truncate: bool) -> tuple[list[Any], bool]:
    """Rows within the limits; past them _TooLargeError, or with `truncate` what came before."""
    kept: list[Any] = []
    written = 0
    for row in result:
        written += sum(len(str(term)) for term in row if term is not None) + 32
        if len(kept) == rows or written > size:
            if truncate:
                return kept, True
            raise _TooLargeError
        kept.append(row)
    return kept, False


def _written(triples: list[Triple], rdf_format: RdfFormat) -> bytes:
    if rdf_format in (RdfFormat.N_TRIPLES, RdfFormat.JSON_LD):
        return serialize(triples, format=rdf_format) or b""
    used = {_namespace(term) for triple in triples for term in triple}
    prefixes = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in used}
    return serialize(triples, format=rdf_format, prefixes=prefixes) or b""


def _namespace(term: Any) -> str:
    """«<» and the part of an IRI before its last name; of a literal the same of its datatype."""
    text = str(term).rpartition("^^")[2]
    at = max(text.rfind("#"), text.rfind("/"))
    return text[: at + 1]


if __name__ == "__main__":
    main(sys.argv[1:])
