"""The data set as a whole, in VoID and DCAT: what it holds, in which words, under which licence, where to get it."""

from collections.abc import Iterator

from flask import Blueprint, Response, redirect
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from werkzeug.wrappers import Response as BaseResponse

from cancu.graph import names
from cancu.graph.worker import ENDPOINT
from cancu.web.errors import ProblemError
from cancu.web.negotiate import RDF_VARIANTS, by_ending
from cancu.web.replies import typed
from cancu.web.site import knowledge
from cancu.web.sparql import RDF_FORMATS

dataset = Blueprint("dataset", __name__)

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LARGEST_DUMP = 300_000
"""Triples up to which the site makes dumps itself; a larger store is exported once, by its keeper."""
DUMPS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}

_SET = NamedNode(names.ROOT)
_VOCABULARIES = (names.ONTOLOGY, names.ELI, names.ORG, names.PROV, names.SKOS, names.DCTERMS)
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MEDIA_TYPES = {"nq": "application/n-quads", "trig": "application/trig"}


@dataset.get("/.well-known/void")
def well_known() -> BaseResponse:
    """Where crawlers look for the description (VoID, section 7.2)."""
    return redirect("/data/cancu.ttl", 302)


@dataset.get("/data/cancu.<ending>")
def description(ending: str) -> Response:
    """The description of the data set as RDF."""
    variant = by_ending(ending, RDF_VARIANTS)
    if variant is None:
        raise ProblemError.not_found(f"cancu.{ending}")
    kind = RDF_FORMATS[variant.ending]
    prefixes = None if kind == RdfFormat.N_TRIPLES else names.PREFIXES
    return Response(serialize(described(), None, kind, prefixes=prefixes) or b"", content_type=typed(variant))


def described() -> Iterator[Triple]:
    """What is said of the data set, with the counts of the version that is asked for."""
    version = knowledge().version
    counts = version.counts()

    def say(predicate: str, value: NamedNode | BlankNode | Literal) -> Triple:
        return Triple(_SET, NamedNode(predicate), value)

    yield say(names.RDF + "type", NamedNode(names.VOID + "Dataset"))
    yield say(names.RDF + "type", NamedNode(names.DCAT + "Dataset"))
    yield say(names.DCTERMS + "title", Literal("Căn Cứ: kế hoạch của địa phương và căn cứ của chúng", language="vi"))
    yield say(names.DCTERMS + "title", Literal("Căn Cứ: local-government plans and their grounds", language="en"))
    yield say(
        names.DCTERMS + "description",
        Literal(
            "Kế hoạch của chính quyền địa phương Việt Nam: văn bản làm căn cứ, cơ quan được giao việc, thời hạn, chỉ "
            "tiêu; mỗi điều kèm vị trí trong văn bản. Không kèm nguyên văn.",
            language="vi",
        ),
    )
    yield say(
        names.DCTERMS + "description",
        Literal(
            "Plans of Vietnamese local government: the instruments they rest on, who must do what by when, targets; "
            "each with its place in the document. The documents' text is not included.",
            language="en",
        ),
    )
    yield say(names.DCTERMS + "license", NamedNode(LICENCE))
    yield say(names.DCTERMS + "language", Literal("vi"))
    yield say(names.DCTERMS + "spatial", NamedNode("http://publications.europa.eu/resource/authority/country/VNM"))
    yield say(names.DCTERMS + "conformsTo", NamedNode(names.ONTOLOGY.rstrip("#")))
    yield say(names.OWL + "versionInfo", Literal(version.id))
    yield say(names.VOID + "sparqlEndpoint", NamedNode(ENDPOINT))
    yield say(names.VOID + "uriSpace", Literal(names.ID))
    yield say(names.VOID + "triples", Literal(counts["triples"]))
    for vocabulary in _VOCABULARIES:
        yield say(names.VOID + "vocabulary", NamedNode(vocabulary))
    examples, _ = knowledge().catalogue.documents({"is_plan": 1, "held": names.HELD + "text"}, "newest", 3)
    for entry in examples:
        yield say(names.VOID + "exampleResource", NamedNode(entry.iri))
    if counts["triples"] <= LARGEST_DUMP:
        yield from _dumps()
    yield from _partitions(version.uses())


def _dumps() -> Iterator[Triple]:
    for ending, media_type in _MEDIA_TYPES.items():
        file, made = NamedNode(f"{names.ROOT}data/cancu.{ending}.gz"), BlankNode(f"dump-{ending}")
        yield Triple(_SET, NamedNode(names.VOID + "dataDump"), file)
        yield Triple(_SET, NamedNode(names.DCAT + "distribution"), made)
        yield Triple(made, NamedNode(names.RDF + "type"), NamedNode(names.DCAT + "Distribution"))
        yield Triple(made, NamedNode(names.DCAT + "downloadURL"), file)
        yield Triple(made, NamedNode(names.DCAT + "mediaType"), NamedNode(_MEDIA + media_type))
        yield Triple(made, NamedNode(names.DCAT + "compressFormat"), NamedNode(_MEDIA + "application/gzip"))
        yield Triple(made, NamedNode(names.DCTERMS + "license"), NamedNode(LICENCE))


def _partitions(uses: dict[str, int]) -> Iterator[Triple]:
    """How many things of each class and statements of each property there are."""
    for at, (iri, count) in enumerate(sorted(uses.items())):
        part = BlankNode(f"part-{at}")
        is_class = iri.rpartition("#")[2].rpartition("/")[2][:1].isupper()
        link, name, number = (
            ("classPartition", "class", "entities") if is_class else ("propertyPartition", "property", "triples")
        )
        yield Triple(_SET, NamedNode(names.VOID + link), part)
        yield Triple(part, NamedNode(names.VOID + name), NamedNode(iri))
        yield Triple(part, NamedNode(names.VOID + number), Literal(count))
