"""The ontology as pages: its classes and relations made from the Turtle, and the same as RDF."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from flask import Blueprint, Response, redirect, render_template, request
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from werkzeug.wrappers import Response as BaseResponse

from cancu.graph import names
from cancu.graph.engine import plain
from cancu.graph.sources import ONTOLOGY_FOLDER
from cancu.web import address, present
from cancu.web.class_diagram import Diagram, Edge, diagram
from cancu.web.errors import ProblemError
from cancu.web.negotiate import PAGE, RDF_VARIANTS, Variant, by_ending, choose
from cancu.web.replies import typed
from cancu.web.site import knowledge, once_a_version, table
from cancu.web.sparql import RDF_FORMATS

ontology = Blueprint("ontology", __name__)

_SCHEMA = "http://schema.org/"
_DOMAIN, _RANGE = _SCHEMA + "domainIncludes", _SCHEMA + "rangeIncludes"
_ROOT_CLASS = names.ONTOLOGY + "Instrument"
_CONTEXT = "application/ld+json"
_FORMAT_NAMES = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology, with what is said of it; `uses` counts it in the data of this version."""

    iri: str
    name: str
    label_vi: str
    label_en: str
    definition_vi: str
    definition_en: str
    supers: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    links: bool
    uses: int
    example: str | None = None
    properties: tuple["Term", ...] = field(default=())
    pointing: tuple["Term", ...] = field(default=())


@ontology.get("/ontology")
def ontology_page() -> BaseResponse | str:
    """Every class with its relations for people; Turtle, JSON-LD, N-Triples or RDF/XML for programs that ask for it."""
    chosen = choose(request.headers.get("Accept"), (PAGE, *RDF_VARIANTS))
    if chosen is not PAGE:
        if chosen is None:
            raise ProblemError(406, "Có các dạng: text/html, " + ", ".join(v.media_type for v in RDF_VARIANTS) + ".")
        response = redirect(f"/ontology.{chosen.ending}", 303)
        response.headers["Vary"] = "Accept"
        return response
    found = once_a_version("ontology", _read)
    return render_template(
        "ontology.html",
        classes=found.classes,
        properties=found.properties,
        labels=found.labels,
        drawn=found.drawn,
        version=_version(),
        formats=[(v.ending, _FORMAT_NAMES[v.ending]) for v in RDF_VARIANTS],
        own=names.ONTOLOGY,
    )


@ontology.get("/ontology.<ending>")
def ontology_data(ending: str) -> Response:
    """The ontology as RDF."""
    return _rdf(by_ending(ending, RDF_VARIANTS), ending)


@ontology.get("/ontology/<version>")
def ontology_version(version: str) -> BaseResponse:
    """The IRI of a version: the current one leads to the ontology, others are not kept here."""
    if version != _version():
        raise ProblemError.not_found(f"ontology/{version}")
    return redirect("/ontology", 303)


@ontology.get("/context.jsonld")
def context() -> Response:
    """The JSON-LD context of the exports."""
    return Response((ONTOLOGY_FOLDER / "context.jsonld").read_bytes(), content_type=_CONTEXT)


def _rdf(variant: Variant | None, ending: str) -> Response:
    if variant is None:
        raise ProblemError.not_found(f"ontology.{ending}")
    kind = RDF_FORMATS[variant.ending]
    prefixes = None if kind == RdfFormat.N_TRIPLES else {**names.PREFIXES, "schema": _SCHEMA}
    return Response(serialize(_statements(), None, kind, prefixes=prefixes) or b"", content_type=typed(variant))


@cache
def _statements() -> tuple[Triple, ...]:
    """What `ontology/core.ttl` says, in its order."""
    quads = parse(path=str(ONTOLOGY_FOLDER / "core.ttl"), format=RdfFormat.TURTLE)
    return tuple(Triple(q.subject, q.predicate, q.object) for q in quads)


@cache
def _version() -> str:
    """The ontology's own version."""
    return next(plain(t.object) for t in _statements() if t.predicate.value == names.OWL + "versionInfo")


@dataclass(frozen=True, slots=True)
class _Ontology:
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    labels: dict[str, str]
    drawn: Diagram


def _read() -> _Ontology:
    """Terms of the version that is asked for, with how often its data use them."""
    said: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    kinds: dict[str, str] = {}
    for term, kind, prop, value in table("ontology").rows:
        if isinstance(term, NamedNode) and isinstance(value, NamedNode | Literal) and prop is not None:
            said[term.value][plain(prop)].append(value)
            kinds[term.value] = plain(kind)
    uses = knowledge().version.uses()
    terms = {iri: _term(iri, values, kinds[iri], uses.get(iri, 0)) for iri, values in said.items()}
    labels = {iri: term.label_vi for iri, term in terms.items()}
    class_iris = [iri for iri, kind in kinds.items() if kind == names.OWL + "Class"]
    properties = _sorted(term for iri, term in terms.items() if iri not in class_iris)
    classes = _sorted(_with_properties(terms[iri], properties) for iri in class_iris)
    edges = [Edge(d, p.iri, r, p.uses) for p in properties if p.links for d in p.domains for r in p.ranges if d != r]
    drawn = diagram(_ROOT_CLASS, [e for e in edges if {e.source, e.target} <= set(class_iris)], labels)
    return _Ontology(classes, properties, labels, drawn)


def _term(iri: str, said: dict[str, list[NamedNode | Literal]], kind: str, uses: int) -> Term:
    def text(predicate: str, language: str) -> str:
        return next((v.value for v in said[predicate] if isinstance(v, Literal) and v.language == language), "")

    def iris(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(v.value for v in said[predicate] if isinstance(v, NamedNode)))

    label, definition = names.RDFS + "label", names.SKOS + "definition"
    return Term(
        iri=iri, name=present.local_name(iri), label_vi=text(label, "vi"), label_en=text(label, "en"),
        definition_vi=text(definition, "vi"), definition_en=text(definition, "en"),
        supers=iris(names.RDFS + "subClassOf"), domains=iris(_DOMAIN), ranges=iris(_RANGE),
        links=kind == names.OWL + "ObjectProperty", uses=uses,
    )  # fmt: skip


def _with_properties(term: Term, properties: Iterable[Term]) -> Term:
    properties = tuple(properties)
    example = next((plain(row[0]) for row in table("class-example", **{"class": term.iri}).rows), None)
    return Term(
        term.iri, term.name, term.label_vi, term.label_en, term.definition_vi, term.definition_en, term.supers, (), (),
        False, term.uses, address.page(example) if example else None,
        tuple(p for p in properties if term.iri in p.domains),
        tuple(p for p in properties if term.iri in p.ranges),
    )  # fmt: skip


def _sorted(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda t: present.sort_key(t.label_vi)))
