"""Linked data: identifiers that lead to a page or to data, every thing as RDF, the dumps, and a page for any IRI."""

import gzip
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from werkzeug.wrappers import Response as BaseResponse

from cancu.graph import names
from cancu.graph.engine import Term
from cancu.web import address, present
from cancu.web.cells import Cell, cell, names_of
from cancu.web.dataset import DUMPS, LARGEST_DUMP, LICENCE
from cancu.web.errors import ProblemError
from cancu.web.negotiate import PAGE, RDF_VARIANTS, Variant, by_ending, choose
from cancu.web.replies import download, typed
from cancu.web.site import knowledge, once_a_version, rows, table, term_labels
from cancu.web.sparql import RDF_FORMATS
from cancu.web.withdrawn import absent

linked = Blueprint("linked", __name__)

_FOAF = "http://xmlns.com/foaf/0.1/"
_dump_lock = threading.Lock()


@linked.get("/id/<path:path>")
def identifier(path: str) -> BaseResponse:
    """303 from the thing to its page or to its data, as the client prefers; an old identifier leads to the new one."""
    iri = names.ID + path
    successor = rows("replaced", thing=iri)
    if successor:
        return _see("/" + successor[0]["successor"].removeprefix(names.ROOT), 301)
    chosen = choose(request.headers.get("Accept"), (PAGE, *RDF_VARIANTS))
    if not exists(iri):
        raise absent(iri)
    if chosen is None:
        links = [(address.page(iri), "HTML")] + [(address.data(iri, v.ending), v.media_type) for v in RDF_VARIANTS]
        raise ProblemError(406, "Có các dạng: " + ", ".join(n for _, n in links) + ".", links=tuple(links))
    return _see(address.page(iri) if chosen is PAGE else address.data(iri, chosen.ending), 303)


def _see(target: str, status: int) -> BaseResponse:
    """The redirect; a version asked for stays asked for."""
    version = request.args.get("v", "")
    response = redirect(target + ("?" + urlencode({"v": version}) if version else ""), status)
    response.headers["Vary"] = "Accept"
    return response


def exists(iri: str) -> bool:
    """Whether the data say anything of the thing."""
    return bool(rows("resource-known", thing=iri))


@linked.get("/data/cancu.<ending>.gz")
def dump(ending: str) -> Response:
    """Everything, compressed; made once for each version."""
    kind = DUMPS.get(ending)
    if kind is None or knowledge().version.counts().get("triples", 0) > LARGEST_DUMP:
        raise ProblemError.not_found(f"cancu.{ending}.gz")
    if not _dump_lock.acquire(blocking=False):
        raise ProblemError(503, "Tệp đang được tạo cho một người khác.", "busy", headers={"Retry-After": "5"})
    try:
        body = once_a_version(f"dump:{ending}", lambda: _dumped(kind))
    finally:
        _dump_lock.release()
    return download(body, "application/gzip", f"cancu-{knowledge().version.id}.{ending}.gz")


def _dumped(kind: RdfFormat) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder) / "plain", Path(folder) / "packed"
        knowledge().store.dump(str(plain), kind)
        with plain.open("rb") as source, gzip.GzipFile(packed, "wb", mtime=0) as target:
            shutil.copyfileobj(source, target)
        return packed.read_bytes()


@linked.get("/data/<path:path>.<ending>")
def description(path: str, ending: str) -> Response:
    """A thing as RDF: a document held with everything read from it, anything else with what is said of it."""
    variant = by_ending(ending, RDF_VARIANTS)
    if variant is None:
        raise ProblemError.not_found(f"{path}.{ending}")
    iri = names.ROOT + path.removeprefix("term/") if path.startswith("term/") else names.ID + path
    triples = described(iri)
    if not triples:
        raise absent(iri)
    return _rdf([*triples, *_of_the_document(iri, path)], variant, path)


def described(iri: str) -> list[Triple]:
    """Triples of a thing: its own graph when it has one, and what is asserted or derived of it elsewhere."""
    own = names.GRAPH + iri.removeprefix(names.ID) if iri.startswith(names.ID) else ""
    found = list(table("data-thing", thing=iri).rows)
    if own:
        found += table("data-graph", graph=own).rows
    return list(dict.fromkeys(made for s, p, o in found if (made := _triple(s, p, o)) is not None))


def _triple(subject: Term | None, predicate: Term | None, value: Term | None) -> Triple | None:
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode) or value is None:
        return None
    return Triple(subject, predicate, value)


def _of_the_document(iri: str, path: str) -> list[Triple]:
    """What the data document says of itself: its topic, its dataset, its licence, its version."""
    page = NamedNode(f"{names.ROOT}data/{path}")
    return [
        Triple(page, NamedNode(names.RDF + "type"), NamedNode(_FOAF + "Document")),
        Triple(page, NamedNode(_FOAF + "primaryTopic"), NamedNode(iri)),
        Triple(page, NamedNode(names.VOID + "inDataset"), NamedNode(names.ROOT)),
        Triple(page, NamedNode(names.DCTERMS + "license"), NamedNode(LICENCE)),
        Triple(page, NamedNode(names.OWL + "versionInfo"), Literal(knowledge().version.id)),
    ]


def _rdf(triples: Sequence[Triple], variant: Variant, path: str) -> Response:
    prefixes = {**names.PREFIXES, "foaf": _FOAF}
    kind = RDF_FORMATS[variant.ending]
    with_prefixes = kind in (RdfFormat.TURTLE, RdfFormat.RDF_XML, RdfFormat.JSON_LD)
    body = serialize(triples, None, kind, prefixes=prefixes if with_prefixes else None) or b""
    if request.args.get("download") == "1":
        return download(body, typed(variant), path.replace("/", "_") + f".{variant.ending}")
    response = Response(body, content_type=typed(variant))
    if not path.startswith("term/"):
        response.headers["Link"] = f'<{address.page(names.ID + path)}>; rel="describes alternate"; type="text/html"'
    return response


@linked.get("/resource")
def resource() -> BaseResponse | str:
    """The page of the IRI in `?iri=`: 303 to its own page, else all that the data say of it. Never leaves the site."""
    iri = request.args.get("iri", "")[:2000].strip().strip("<>")
    if not iri:
        raise ProblemError(400, "Thiếu tham số «iri».", "parameter-missing")
    own = address.page(iri)
    whole = iri.partition("#")[0]
    if not own.startswith("/resource?") and exists(whole):
        return redirect(own, 303)
    said, pointing = table("resource-out", thing=iri).rows, table("resource-in", thing=iri).rows
    if not said and not pointing:
        raise ProblemError.not_found(present.local_name(iri))
    terms = [term for row in (*said, *pointing) for term in row]
    known = names_of([iri, *(term.value for term in terms if isinstance(term, NamedNode))])
    return render_template(
        "resource.html",
        iri=iri,
        name=known.get(iri) or term_labels().get(iri) or present.local_name(iri),
        said=_pairs(said, 0, 1, known),
        pointing=_pairs(pointing, 1, 0, known),
        formats=[(v.media_type, address.data(iri, v.ending)) for v in RDF_VARIANTS]
        if iri.startswith(names.ROOT) and "#" not in iri else [],
    )  # fmt: skip


def _pairs(
    found: Sequence[Sequence[Term | None]], property_at: int, value_at: int, known: dict[str, str]
) -> list[tuple[Cell, list[Cell]]]:
    groups: dict[str, tuple[Cell, list[Cell]]] = {}
    for row in found:
        heading = cell(row[property_at], known)
        groups.setdefault(heading.title or heading.text, (heading, []))[1].append(cell(row[value_at], known))
    return list(groups.values())
