"""The same request as code to paste: a shell, Python, R; with the address that this installation is reached at."""

import json
import shlex
from dataclasses import dataclass

from flask import request


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of code and what it is written in."""

    name: str
    code: str


def base() -> str:
    """Where the site is reached from this machine; the host is never one that a visitor's header names."""
    port = request.environ.get("SERVER_PORT", "")
    return f"http://127.0.0.1:{port if port.isdigit() else 8000}"


def of_query(query: str) -> tuple[Snippet, ...]:
    """Code that sends a SPARQL query; of a SELECT or ASK the answer is a table."""
    endpoint = f"{base()}/sparql"
    shell = shlex.join(["curl", "-H", "Accept: text/csv", "--data-urlencode", f"query={query}", endpoint])
    python = (
        "from SPARQLWrapper import JSON, SPARQLWrapper\n\n"
        f"endpoint = SPARQLWrapper({json.dumps(endpoint)})\n"
        "endpoint.setMethod('POST')\n"
        f"endpoint.setQuery({_python_text(query)})\n"
        "endpoint.setReturnFormat(JSON)\n"
        "for row in endpoint.query().convert()['results']['bindings']:\n"
        "    print({name: cell['value'] for name, cell in row.items()})\n"
    )
    statistics = (
        "library(httr2)\n\n"
        f"query <- {json.dumps(query, ensure_ascii=False)}\n"
        f"answer <- request({json.dumps(endpoint)}) |>\n"
        '  req_headers(Accept = "text/csv") |>\n'
        "  req_body_form(query = query) |>\n"
        "  req_perform()\n"
        "rows <- read.csv(text = resp_body_string(answer))\n"
    )
    return Snippet("curl", shell), Snippet("Python (SPARQLWrapper)", python), Snippet("R (httr2)", statistics)


def of_question(path: str) -> tuple[Snippet, ...]:
    """Code that gets the answer of a saved question; `path` is the address of its JSON file."""
    address = base() + path
    table = address.replace(".json", ".csv", 1)
    return (
        Snippet("curl", shlex.join(["curl", address])),
        Snippet("Python (pandas)", f"import pandas\n\nrows = pandas.read_json({json.dumps(address)})\n"),
        Snippet("R", f'rows <- read.csv({json.dumps(table)}, fileEncoding = "UTF-8")\n'),
    )


def _python_text(text: str) -> str:
    """A literal that keeps its lines; whatever could end it early is escaped."""
    return '"""' + text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') + '\n"""'
