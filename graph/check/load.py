"""The data to check, in the two forms the engines want: an rdflib graph for pySHACL, a store for grouped queries."""

import io
import logging
from collections.abc import Callable, Container, Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from cancu.graph.check.findings import CheckError
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.filling import fill
from cancu.graph.institutions import periods
from cancu.graph.names import (
    DCTERMS,
    DERIVED_GRAPH,
    HELD,
    ID,
    INSTRUMENTS_GRAPH,
    ONTOLOGY,
    RDF,
    REFERENCE_GRAPH,
    SKOS,
    XSD,
    graph_iri,
)
from cancu.graph.pieces import Noted, Tell, period_pieces, record_pieces, untold
from cancu.graph.sources import (
    SourceError,
    Sources,
    bundled_sources,
    read_turtle,
    record_files,
    streamed_quads,
    with_record,
)

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from cancu.graph.reading import Reading
    from cancu.graph.registry import Registry

Data: TypeAlias = "rdflib.Graph | rdflib.Dataset"

TURTLE = (".ttl",)

IN_MEMORY = 500
"""Plans whose statements are held in memory for a check, about a million."""

_HELD = NamedNode(ONTOLOGY + "held")
_HELD_TEXT = NamedNode(HELD + "text")
_DERIVED = NamedNode(DERIVED_GRAPH)
_TITLES = tuple(NamedNode(name) for name in (RDF + "type", DCTERMS + "title", SKOS + "prefLabel"))
"""What a period is read from: titles, and of what they are."""


def sources(data_folder: Path | None) -> Sources:
    """The bundled data, and those of a data folder."""
    bundled = bundled_sources()
    return bundled if data_folder is None else with_record(bundled, record_files(data_folder))


def read_data(path: Path) -> list[Quad]:
    """Statements of one Turtle file. Raises CheckError naming file and line."""
    try:
        return read_turtle(path)
    except SourceError as error:
        raise CheckError(error.message_vi, error.message_en) from None


def draft_data(readings: Iterable["Reading"], registry: "Registry") -> list[Quad]:
    """Statements that a draft would bring, with all it refers to. Nothing is stored."""
    from cancu.graph.write import draft_turtle  # Only drafts need what reads and writes documents.

    turtle = "\n".join(draft_turtle(reading, registry) for reading in readings)
    return list(parse(turtle.encode(), format=RdfFormat.TURTLE))


def at_home(triples: list[Quad], known: Container[str]) -> list[Quad]:
    """The statements of a file in the graphs of the documents it holds.

    A draft, and Turtle made from one, brings descriptions of what it cites; those of things that are `known` are left
    out.
    """
    held = held_documents(triples)
    if not held:
        return [Quad(t.subject, t.predicate, t.object, NamedNode(REFERENCE_GRAPH)) for t in triples]
    parted = {
        q.subject.value.partition("#")[0] for q in triples if isinstance(q.subject, NamedNode) and _is_part(q.subject)
    }
    homes = {name: NamedNode(graph_iri(d)) for d in {*held, *parted} for name in (d, graph_iri(d))}
    described = {t.subject for t in triples if isinstance(t.subject, NamedNode) and t.subject.value in known}
    quads = []
    for t in triples:
        home = homes.get(t.subject.value.partition("#")[0]) if isinstance(t.subject, NamedNode) else None
        if home or t.subject not in described:
            quads.append(Quad(t.subject, t.predicate, t.object, home or NamedNode(INSTRUMENTS_GRAPH)))
    return quads


def _is_part(subject: NamedNode) -> bool:
    return subject.value.startswith(ID) and "#" in subject.value


def held_documents(quads: Iterable[Quad]) -> list[str]:
    """The documents whose text these statements say is held."""
    found = {q.subject: None for q in quads if q.predicate == _HELD and q.object == _HELD_TEXT}
    return [s.value for s in found if isinstance(s, NamedNode) and s.value.startswith(ID)]


def engine_on(
    found: Sources, read: Callable[[int, int], object] | None = None, about: Set[str] | None = None
) -> EmbeddedEngine:
    """An engine in memory over all statements of these files; `read` learns how many of how many plans were read. Of
    the instruments known by citation those `about` which are asked for, where they are.

    Raises CheckError naming file and line.
    """
    try:
        return engine_of(streamed_quads(found, read, about))
    except SourceError as error:
        raise CheckError(error.message_vi, error.message_en) from None


@contextmanager
def engine_over(found: Sources, read: Tell = untold) -> Iterator[EmbeddedEngine]:
    """The same for as long as it is needed; of many plans the statements are in a folder for the time being, not in
    memory. Raises CheckError.
    """
    if len(found.plans) <= IN_MEMORY:
        yield engine_on(found, read)
        return
    with in_words(), TemporaryDirectory(prefix="cancu-check-") as folder:
        store, noted = Store(folder), Noted()
        fill(store, record_pieces(found, noted, read))
        fill(store, period_pieces(noted))
        del noted
        yield EmbeddedEngine(store)


@contextmanager
def in_words() -> Iterator[None]:
    """What stands in the way of reading all files into a temporary folder, as a CheckError."""
    try:
        yield
    except SourceError as error:
        raise CheckError(error.message_vi, error.message_en) from None
    except OSError as error:
        raise CheckError(
            f"Không đủ chỗ hoặc không ghi được vào thư mục tạm ({error}). Đặt TMPDIR sang thư mục khác.",
            f"The temporary folder is full or cannot be written ({error}). Set TMPDIR to another one.",
        ) from None


def engine_of(quads: Iterable[Quad]) -> EmbeddedEngine:
    """An engine in memory over these statements and the periods that the titles among them name."""
    store = Store()
    store.bulk_extend(quads)
    titled = (quad for name in _TITLES for quad in store.quads_for_pattern(None, name, None))
    store.extend(Quad(t.subject, t.predicate, t.object, _DERIVED) for t in list(periods(titled)))
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
