"""`/sparql`: the SPARQL 1.1 protocol, read-only, with the description of the service."""

from collections.abc import Sequence

from flask import Blueprint, Response, redirect, request
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from werkzeug.wrappers import Response as BaseResponse

from cancu.graph import names
from cancu.graph.worker import ENDPOINT
from cancu.web import asking, protocol
from cancu.web.address import LONGEST_ADDRESS
from cancu.web.errors import ProblemError
from cancu.web.negotiate import PAGE, RDF_VARIANTS, RESULT_VARIANTS, Variant, by_ending, choose, prefers_page
from cancu.web.replies import download, typed
from cancu.web.site import knowledge, rows

endpoint = Blueprint("sparql", __name__)

WORKER_FORMATS = {
    "json": "json", "xml": "xml", "csv": "csv", "tsv": "tsv",
    "ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml",
}  # fmt: skip
RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"


@endpoint.route("/sparql", methods=list(protocol.METHODS), provide_automatic_options=False)
def sparql() -> BaseResponse:
    """One query, or the description of the service when there is none."""
    if request.method == "OPTIONS":
        return _options()
    asked = protocol.read(request)
    accept = request.headers.get("Accept")
    if asked is None:
        return _description(accept)
    if request.method in ("GET", "HEAD") and not asked.format and prefers_page(accept):
        if len(request.query_string) > LONGEST_ADDRESS:
            raise ProblemError(
                414, "Địa chỉ quá dài để mở bằng trình duyệt.", "query-too-long", query=asked.query,
                next_step="Mở câu truy vấn trong trang SPARQL, hoặc gửi bằng POST.",
            )  # fmt: skip
        return redirect("/query?" + request.query_string.decode("ascii", "replace"), 303)
    asking.check_rate()
    query = asking.guarded(asked.query)
    variants = RESULT_VARIANTS if query.form in ("select", "ask") else RDF_VARIANTS
    variant = _variant(asked.format, accept, variants)
    allowed = asking.limits(seconds=asked.timeout, truncate=asked.truncate)
    outcome = asking.run(query, WORKER_FORMATS[variant.ending], asked.dataset, allowed)
    if request.args.get("download") == "1":
        response = download(outcome.body, typed(variant), f"ket-qua.{variant.ending}")
    else:
        response = Response(outcome.body, content_type=typed(variant))
    response.headers.add("Vary", "Accept")
    response.headers["Server-Timing"] = (
        f'query;dur={outcome.elapsed_ms}, limit;dur={round(allowed.seconds * 1000)};desc="limit"'
    )
    if outcome.truncated:
        response.headers["X-Result-Truncated"] = f"rows={outcome.rows}"
    return response


def _options() -> Response:
    response = Response(status=204)
    response.headers["Allow"] = ", ".join(protocol.METHODS)
    response.headers["Accept-Query"] = protocol.QUERY
    response.headers["Accept-Post"] = f"{protocol.FORM}, {protocol.QUERY}"
    return response


def _variant(ending: str, accept: str | None, variants: Sequence[Variant]) -> Variant:
    chosen = by_ending(ending, variants) if ending else choose(accept, variants)
    if chosen is None:
        offered = ", ".join(v.media_type for v in variants)
        raise ProblemError(
            406,
            f"Câu truy vấn này trả lời được dưới dạng: {offered}.",
            extra={"available": [v.media_type for v in variants]},
            headers={"Vary": "Accept"},
        )
    return chosen


def _description(accept: str | None) -> BaseResponse:
    ending = request.args.get("format", "")
    offered = (PAGE, *RDF_VARIANTS) if prefers_page(accept) else RDF_VARIANTS
    chosen = by_ending(ending, RDF_VARIANTS) if ending else choose(accept, offered)
    if chosen is None:
        raise ProblemError(406, "Mô tả dịch vụ có dưới dạng: " + ", ".join(v.media_type for v in RDF_VARIANTS) + ".")
    if chosen is PAGE:
        return redirect("/query", 303)
    response = Response(
        serialize(_service(), format=RDF_FORMATS[chosen.ending], prefixes={"sd": _SD, **names.PREFIXES}),
        content_type=typed(chosen),
    )
    response.headers.add("Vary", "Accept")
    return response


def _service() -> list[Triple]:
    service, dataset, default = NamedNode(ENDPOINT), BlankNode("dataset"), BlankNode("default")
    a = NamedNode(names.RDF + "type")

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    triples = [
        Triple(service, a, sd("Service")),
        Triple(service, sd("endpoint"), service),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, a, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), default),
        Triple(default, a, sd("Graph")),
        Triple(default, NamedNode(names.VOID + "triples"), Literal(knowledge().version.counts().get("triples", 0))),
        Triple(
            service, NamedNode(names.DCTERMS + "license"), NamedNode("https://creativecommons.org/licenses/by/4.0/")
        ),
        Triple(service, NamedNode(names.OWL + "versionInfo"), Literal(knowledge().version.id)),
    ]
    result_formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    formats = (*result_formats, "Turtle", "JSON-LD", "N-Triples", "RDF_XML")
    triples += [Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name)) for name in formats]
    for at, row in enumerate(rows("graphs")):
        node = BlankNode(f"graph{at}")
        triples += [Triple(dataset, sd("namedGraph"), node), Triple(node, sd("name"), NamedNode(row["graph"]))]
    return triples
