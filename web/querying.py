"""The SPARQL page: a text box, prefixes, examples, results with names and links, errors at their line."""

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request
from pyoxigraph import BlankNode, Literal, NamedNode

from cancu.graph import names
from cancu.graph.engine import Table, Term
from cancu.web import asking, present, snippets, two_way
from cancu.web.cells import Cell, cell, names_of
from cancu.web.errors import ProblemError
from cancu.web.pivoting import Asked, sorting
from cancu.web.site import knowledge, labels, once_a_version, site, term_labels

querying = Blueprint("querying", __name__)

_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_FIRST = "SELECT * WHERE { ?s ?p ?o } LIMIT 5"
LONGEST_IN_ADDRESS = 4_000
"""Characters of a query that fits in an address everywhere."""
_USUAL = ("cancu", "eli", "dcterms", "skos", "org", "relation", "level", "type", "held")


@dataclass(frozen=True, slots=True)
class Example:
    """A query to start from."""

    title: str
    body: str

    @property
    def text(self) -> str:
        """The query with the prefixes it uses."""
        used = [p for p in names.PREFIXES if f"{p}:" in self.body]
        return "".join(f"PREFIX {p}: <{names.PREFIXES[p]}>\n" for p in used) + self.body

    @property
    def href(self) -> str:
        """The page with this query in its box."""
        return "/query?" + urlencode({"example": self.title})


EXAMPLES = (
    Example(
        "Kế hoạch và văn bản được triển khai",
        "SELECT ?plan ?instrument\nWHERE {\n  ?plan a cancu:Plan ;\n"
        "        cancu:implements ?instrument .\n}\nLIMIT 50",
    ),
    Example(
        "Mọi lần viện dẫn Chỉ thị 28-CT/TW, như in",
        'SELECT ?plan ?section ?surface ?relation\nWHERE {\n  ?cited cancu:documentNumber "28-CT/TW" .\n'
        "  ?citation cancu:citedDocument ?cited ;\n            cancu:citingDocument ?plan ;\n"
        "            cancu:section ?section ;\n            cancu:surface ?surface ;\n"
        "            cancu:relation ?relation .\n}\nORDER BY ?plan",
    ),
    Example(
        "Mức chỉ tiêu theo kế hoạch",
        "SELECT ?plan ?measure ?comparator ?value ?unit\nWHERE {\n  ?item cancu:partOfPlan ?plan ;\n"
        "        cancu:hasTarget ?target .\n  ?target cancu:measure ?measure ;\n"
        "          cancu:comparator ?comparator ;\n          cancu:value ?value .\n"
        "  OPTIONAL { ?target cancu:unit ?unit }\n}\nORDER BY ?plan ?measure\nLIMIT 100",
    ),
    Example(
        "Cơ quan được giao nhiều nhiệm vụ nhất",
        "SELECT ?body (COUNT(?duty) AS ?duties)\nWHERE {\n  ?assignment cancu:assignee ?body ;\n"
        "              cancu:hasDuty ?duty .\n}\nGROUP BY ?body\nORDER BY DESC(?duties)\nLIMIT 20",
    ),
    Example(
        "Số văn bản theo tên loại",
        "SELECT ?type (COUNT(?document) AS ?documents)\nWHERE {\n  ?document a cancu:Instrument ;\n"
        "            eli:work_type ?type .\n}\nGROUP BY ?type\nORDER BY DESC(?documents)",
    ),
)


@dataclass(frozen=True, slots=True)
class Results:
    """What a query gave, ready to show; `text` is RDF of a CONSTRUCT, `boolean` the answer of an ASK."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    boolean: bool | None = None
    text: str = ""
    count: int = 0
    truncated: bool = False
    elapsed_ms: int = 0
    endings: tuple[str, ...] = ()
    crossed: two_way.Shown | None = None
    cut: str = ""


def prologue() -> str:
    """The prefixes a new query starts with."""
    return "".join(f"PREFIX {prefix}: <{names.PREFIXES[prefix]}>\n" for prefix in _USUAL)


@querying.route("/query", methods=["GET", "POST"])
def query_page() -> tuple[str, int] | str:
    """The page, with the answer when there is a query."""
    values = request.values
    text = values.get("query", "").replace("\r\n", "\n")
    chosen = next((e for e in EXAMPLES if e.title == values.get("example")), None)
    results, problem = None, None
    if text.strip():
        try:
            asking.check_rate()
            results = _ask(text, values)
        except ProblemError as error:
            problem = error
    page = render_template(
        "query.html",
        text=text or (chosen.text if chosen else prologue() + "\nSELECT ?plan ?title\nWHERE {\n  ?plan a cancu:Plan ;\n"
                      "        dcterms:title ?title .\n}\nLIMIT 20"),
        results=results,
        problem=problem,
        wrong_line=_wrong_line(text, problem),
        examples=EXAMPLES,
        prefixes=names.PREFIXES,
        settings=site().settings,
        snippets=snippets.of_query(text) if results else snippets.of_query(_FIRST),
        downloads=[(ending, "/sparql?" + urlencode({"query": text, "format": ending, "download": "1"}))
                   for ending in (results.endings if results else ())],
        two_way_files=[(ending, "/query/two-way." + ending + "?" + urlencode({"query": text, **results.crossed.values}))
                       for ending in ("csv", "xlsx") if results and results.crossed and len(text) < LONGEST_IN_ADDRESS],
        longest=LONGEST_IN_ADDRESS,
        version=knowledge().version.id,
    )  # fmt: skip
    return (page, problem.status) if problem else page


@querying.get("/query/terms.json")
def terms() -> Response:
    """Names that a query may use, with label and the namespace of their prefix, for the editor."""
    return jsonify(once_a_version("terms-of-queries", _terms))


def _terms() -> list[dict[str, str]]:
    """Classes, relations and concepts that the data use or the ontology names, where one of our prefixes fits."""
    known = {**labels(), **term_labels()}
    found = []
    for iri in sorted(known.keys() | knowledge().version.uses().keys()):
        prefix, _, name = present.prefixed(iri).partition(":")
        if _NAME.fullmatch(name) and prefix in names.PREFIXES:
            found.append({"name": f"{prefix}:{name}", "label": known.get(iri, ""), "base": names.PREFIXES[prefix]})
    return found


def rows_of(text: str, seconds: float | None = None) -> tuple[Table, bool]:
    """All rows that a SELECT may give, and whether there are more. Raises ProblemError."""
    query = asking.guarded(text)
    if query.form != "select":
        raise ProblemError(400, "Bảng hai chiều chỉ lập được từ câu SELECT.", "parameter-malformed")
    outcome = asking.run(query, "json", None, asking.limits(seconds=seconds, truncate=True))
    return _table(json.loads(outcome.body)), outcome.truncated


def cut_at(table: Table) -> str:
    """What to say of rows after which there are more."""
    return f"Chỉ lấy {present.integer(len(table.rows))} dòng đầu của kết quả; còn dòng khác."


def named(_column: str, terms: Sequence[Term | None]) -> list[Cell]:
    """Terms as the table of results shows them."""
    known = names_of(term.value for term in terms if isinstance(term, NamedNode))
    return [cell(term, known) for term in terms]


def _ask(text: str, values: Mapping[str, str]) -> Results:
    settings = site().settings
    if any(values.get(name) for name in two_way.PARAMETERS):
        return _crossed(text, values)
    query = asking.guarded(text)
    allowed = asking.limits(seconds=settings.page_seconds, rows=settings.page_rows, truncate=True)
    if query.form in ("construct", "describe"):
        outcome = asking.run(query, "turtle", None, allowed)
        return Results(
            text=outcome.body.decode("utf-8"),
            count=outcome.rows,
            truncated=outcome.truncated,
            elapsed_ms=outcome.elapsed_ms,
            endings=("ttl", "jsonld", "nt", "rdf"),
        )
    outcome = asking.run(query, "json", None, allowed)
    answer: dict[str, Any] = json.loads(outcome.body)
    endings = ("csv", "tsv", "json", "xml")
    if "boolean" in answer:
        return Results(boolean=bool(answer["boolean"]), elapsed_ms=outcome.elapsed_ms, endings=endings)
    table = _table(answer)
    return Results(
        table.columns, _cells(table), None, "", len(table.rows), outcome.truncated, outcome.elapsed_ms, endings,
        _two_way(table, None),
    )  # fmt: skip


def _crossed(text: str, values: Mapping[str, str]) -> Results:
    """The two-way table of all rows that may be had, and the first of them."""
    settings, began = site().settings, time.monotonic()
    table, truncated = rows_of(text, settings.page_seconds)
    chosen = two_way.asked(values, table.columns)
    first = Table(table.columns, table.rows[: settings.page_rows])
    return Results(
        table.columns, _cells(first), None, "", len(first.rows), len(first.rows) < len(table.rows),
        round((time.monotonic() - began) * 1000), ("csv", "tsv", "json", "xml"),
        _two_way(table, chosen), cut_at(table) if truncated else "",
    )  # fmt: skip


def _two_way(table: Table, chosen: Asked | None) -> two_way.Shown | None:
    return two_way.shown(
        sorting(table), table.columns, chosen, str, lambda asked: two_way.on_page(table, asked, named)
    )  # fmt: skip


def _table(answer: dict[str, Any]) -> Table:
    columns = tuple(answer["head"]["vars"])
    return Table(columns, tuple(tuple(_term(found.get(c)) for c in columns) for found in answer["results"]["bindings"]))


def _cells(table: Table) -> tuple[tuple[Cell, ...], ...]:
    known = names_of(term.value for row in table.rows for term in row if isinstance(term, NamedNode))
    return tuple(tuple(cell(term, known) for term in row) for row in table.rows)


def _term(value: dict[str, Any] | None) -> Term | None:
    """A term of SPARQL JSON results."""
    if value is None:
        return None
    match value["type"]:
        case "uri":
            return NamedNode(value["value"])
        case "bnode":
            return BlankNode(value["value"])
        case "literal" | "typed-literal":
            if language := value.get("xml:lang"):
                return Literal(value["value"], language=language)
            datatype = value.get("datatype")
            return Literal(value["value"], datatype=NamedNode(datatype)) if datatype else Literal(value["value"])
        case _:
            return Literal(json.dumps(value["value"], ensure_ascii=False))


def _wrong_line(text: str, problem: ProblemError | None) -> tuple[int, str, str, str] | None:
    """Line number and the line's text before, at and after the place of an error."""
    line, column = (problem.extra.get("line"), problem.extra.get("column")) if problem else (None, None)
    lines = text.split("\n")
    if not isinstance(line, int) or not isinstance(column, int) or not 1 <= line <= len(lines):
        return None
    wrong = lines[line - 1]
    at = min(max(column - 1, 0), len(wrong))
    return line, wrong[max(0, at - 200) : at], wrong[at : at + 1] or "⏎", wrong[at + 1 : at + 200]
