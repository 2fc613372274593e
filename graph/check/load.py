"""The data to check, in the two forms the engines want: an rdflib graph for pySHACL, a store for grouped queries."""

import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from cancu.graph.check.findings import CheckError
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.names import HELD, ID, INSTRUMENTS_GRAPH, ONTOLOGY, RDFS, REFERENCE_GRAPH, XSD, graph_iri
from cancu.graph.sources import SourceError, Sources, asserted_quads, bundled_sources, read_turtle, sources_of

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

Data: TypeAlias = "rdflib.Graph | rdflib.Dataset"

TURTLE = (".ttl",)

_SUBCLASS = NamedNode(RDFS + "subClassOf")
_HELD = NamedNode(ONTOLOGY + "held")
_HELD_TEXT = NamedNode(HELD + "text")


def sources(data_folder: Path | None) -> Sources:
    """The bundled data, and a data folder laid out like `graph/data`."""
    bundled = bundled_sources()
    if data_folder is None:
        return bundled
    extra = sources_of(data_folder)
    return Sources(
        reference=tuple(dict.fromkeys((*bundled.reference, *extra.reference))),
        instruments=(*bundled.instruments, *extra.instruments),
        plans=(*bundled.plans, *extra.plans),
    )


def read(found: Sources) -> list[Quad]:
    """All statements of these files, each in its home graph. Raises CheckError naming file and line."""
    try:
        return asserted_quads(found)
    except SourceError as error:
        raise CheckError(error.message_vi, error.message_en) from None


def read_file(path: Path, base: list[Quad]) -> list[Quad]:
    """Statements of one file, in the graphs of the documents it holds. Raises CheckError naming file and line.

    What is no Turtle is a draft, read as a plan. A draft, and Turtle made from one, brings descriptions of what it
    cites; those of things that `base` describes already are left out.
    """
    triples = _turtle(path) if path.suffix.lower() in TURTLE else _draft(path)
    held = held_documents(triples)
    if not held:
        return [Quad(t.subject, t.predicate, t.object, NamedNode(REFERENCE_GRAPH)) for t in triples]
    homes = {name: NamedNode(graph_iri(document)) for document in held for name in (document, graph_iri(document))}
    known_subjects = {quad.subject for quad in base}
    quads = []
    for t in triples:
        home = homes.get(t.subject.value.partition("#")[0]) if isinstance(t.subject, NamedNode) else None
        if home or t.subject not in known_subjects:
            quads.append(Quad(t.subject, t.predicate, t.object, home or NamedNode(INSTRUMENTS_GRAPH)))
    return quads


def _turtle(path: Path) -> list[Quad]:
    try:
        return read_turtle(path)
    except SourceError as error:
        raise CheckError(error.message_vi, error.message_en) from None


def _draft(path: Path) -> list[Quad]:
    """A draft, read as a plan, with all it refers to. Nothing is stored."""
    from cancu.graph.read import UnreadableFile
    from cancu.graph.reading import read_documents
    from cancu.graph.registry import load_registry
    from cancu.graph.write import draft_turtle

    registry = load_registry()
    try:
        turtle = "\n".join(draft_turtle(reading, registry) for reading in read_documents(path, registry))
    except UnreadableFile as error:
        # Its message names the file already.
        raise CheckError(str(error), str(error)) from None
    except OSError as error:
        raise CheckError(f"{path}: không đọc được.", f"{path}: {error.strerror}") from None
    return list(parse(turtle.encode(), format=RdfFormat.TURTLE))


def held_documents(quads: Iterable[Quad]) -> list[str]:
    """The documents whose text these statements say is held."""
    found = {q.subject: None for q in quads if q.predicate == _HELD and q.object == _HELD_TEXT}
    return [s.value for s in found if isinstance(s, NamedNode) and s.value.startswith(ID)]


def neighbourhood(base: list[Quad], files: list[Quad]) -> list[Quad]:
    """Statements of the files and about what they point to: what core constraints on the files' subjects look at."""
    pointed_at = {quad.object for quad in files}
    return [*files, *(q for q in base if q.subject in pointed_at or q.predicate == _SUBCLASS)]


def engine_of(quads: Iterable[Quad]) -> EmbeddedEngine:
    """An engine in memory over these statements."""
    store = Store()
    store.bulk_extend(quads)
    return EmbeddedEngine(store)


def quads_of(graph: "rdflib.Graph") -> list[Quad]:
    """Statements of an rdflib graph, in the default graph."""
    text = graph.serialize(format="nt", encoding="utf-8")
    return list(parse(io.BytesIO(text), format=RdfFormat.N_TRIPLES, lenient=True))


def union_of(data: Data) -> "rdflib.Graph":
    """All triples of a data set in one plain graph: look-ups in rdflib's own union are several times slower."""
    from rdflib import Dataset, Graph

    if not isinstance(data, Dataset):
        return data
    union = Graph()
    for subject, predicate, value, _ in data.quads((None, None, None, None)):
        union.add((subject, predicate, value))
    return union


def graph_of(quads: Iterable[Quad]) -> "rdflib.Graph":
    """All statements in one rdflib graph."""
    from rdflib import Graph, URIRef

    graph = Graph()
    with without_literal_warnings():
        for quad in quads:
            graph.add((_term(quad.subject), URIRef(quad.predicate.value), _term(quad.object)))
    return graph


def _term(term: object) -> "Node":
    """The rdflib term; a plain string loses its datatype, or it would equal no plain literal of the shapes."""
    import rdflib

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case Literal() if term.datatype.value == XSD + "string":
            return rdflib.Literal(term.value)
        case Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    raise TypeError(term)


@contextmanager
def without_literal_warnings() -> Iterator[None]:
    """A literal that does not parse is a finding here; rdflib would print a traceback for each as well."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
