"""Turtle files that make up the record, each with the named graph it belongs to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cancu.graph.blocks import about as told_of
from cancu.graph.names import (
    DCTERMS,
    HELD,
    ID,
    INSTRUMENTS_GRAPH,
    ONTOLOGY,
    PREFIXES,
    REFERENCE_GRAPH,
    graph_iri,
    plan_file_stem,
)

PACKAGE = Path(__file__).resolve().parent.parent
ONTOLOGY_FOLDER = PACKAGE / "ontology"
BUNDLED_DATA = PACKAGE / "graph" / "data"

_MANY = ("indicators.ttl", "programmes.ttl")
"""What a country has very many of, each told of by itself."""

_HELD = NamedNode(ONTOLOGY + "held")
_HELD_REGISTER = NamedNode(HELD + "register")
_REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")


class SourceError(Exception):
    """A file that cannot be used; `line` is from 1, 0 where the file as a whole is meant."""

    def __init__(self, file: Path, line: int, vi: str, en: str) -> None:
        place_vi = f"{file}, dòng {line}" if line else str(file)
        place_en = f"{file}, line {line}" if line else str(file)
        super().__init__(f"{place_vi}: {vi} / {place_en}: {en}")
        self.file = file
        self.line = line
        self.message_vi = f"{place_vi}: {vi}"
        self.message_en = f"{place_en}: {en}"


@dataclass(frozen=True, slots=True)
class Sources:
    """Files by the graph they go to; plans have one graph each.

    A register lists documents that nobody here has read; each of its rows has a graph of its own too.
    """

    reference: tuple[Path, ...]
    instruments: tuple[Path, ...]
    plans: tuple[Path, ...]
    register: tuple[Path, ...] = ()

    def files(self) -> tuple[Path, ...]:
        """All files, in a stable order."""
        return (*self.reference, *self.instruments, *self.register, *self.plans)


def sources_of(folder: Path, ontology: Path = ONTOLOGY_FOLDER) -> Sources:
    """Sources in a folder laid out like `graph/data`."""
    instruments, register = folder / "instruments.ttl", folder / "register.ttl"
    reference = [p for p in sorted(folder.glob("*.ttl")) if p not in (instruments, register)]
    return Sources(
        reference=(*sorted(ontology.glob("*.ttl")), *reference),
        instruments=(instruments,) if instruments.exists() else (),
        plans=tuple(sorted((folder / "plans").glob("*.ttl"))),
        register=(register,) if register.exists() else (),
    )


def bundled_sources() -> Sources:
    """Sources that come with the package."""
    return sources_of(BUNDLED_DATA)


RECORD_FILES = ("instruments.ttl", "register.ttl", "indicators.ttl", "programmes.ttl", "aliases.ttl")
"""What all documents of a data folder share, beside one file a document in `plans/`."""


def record_files(folder: Path) -> dict[str, Path]:
    """The Turtle files of a data folder, by their path in it."""
    named = {name: folder / name for name in RECORD_FILES}
    plans = {f"plans/{path.name}": path for path in sorted((folder / "plans").glob("*.ttl"))}
    return {name: path for name, path in {**named, **plans}.items() if path.exists()}


def with_record(bundled: Sources, files: Mapping[str, Path]) -> Sources:
    """The bundled data together with the files of a data folder (`record_files`).

    A bundled plan gives way to the folder's reading of it and to the official version that took its place; the
    folder's `instruments.ttl` describes the bundled instruments too.
    """
    plans = {path.name: path for name, path in sorted(files.items()) if name.startswith("plans/")}
    gone = {f"{plan_file_stem(iri)}.ttl" for iri in replaced(files.get("aliases.ttl"))}
    kept = [path for path in bundled.plans if path.name not in plans and path.name not in gone]
    shared = (files[name] for name in RECORD_FILES[1:] if name in files)
    instruments = files.get("instruments.ttl")
    return Sources(
        reference=(*bundled.reference, *shared),
        instruments=(instruments,) if instruments else bundled.instruments,
        plans=(*kept, *plans.values()),
        register=bundled.register,
    )


def replaced(aliases: Path | None) -> dict[str, str]:
    """Old IRI → the IRI that answers for it, from a file of aliases. Raises SourceError."""
    if aliases is None:
        return {}
    quads = read_turtle(aliases)
    return {q.subject.value: q.object.value for q in quads if q.predicate == _REPLACED_BY}  # type: ignore[union-attr]


def asserted_quads(sources: Sources) -> list[Quad]:
    """All statements of the record, each once, in the graph of its file. Raises SourceError naming file and line.

    A document is described once: by its text where it is held, else by the register, else by who cites it.
    """
    return list(dict.fromkeys(streamed_quads(sources)))


def streamed_quads(
    sources: Sources, read: Callable[[int, int], object] | None = None, about: Set[str] | None = None
) -> Iterator[Quad]:
    """The same with one plan in memory at a time; what stands in two files comes twice. `read` learns how many of how
    many plans were read. Of the instruments known by citation, and of the indicators and programmes of a data folder,
    only those `about` which are asked for, where they are. Raises SourceError.
    """
    held = set()
    for done, path in enumerate(sources.plans, 1):
        document, found = plan_quads(path)
        held.add(document)
        yield from found
        if read is not None:
            read(done, len(sources.plans))
    yield from reference_quads(sources, about)
    yield from cited_quads(sources, held, about)


def plan_quads(path: Path) -> tuple[str, list[Quad]]:
    """The document that a plan file describes, and its statements in the document's graph. Raises SourceError."""
    found = read_turtle(path)
    document = described_document(path, found)
    return document, list(_in_graph(found, graph_iri(document)))


def reference_quads(sources: Sources, about: Set[str] | None = None) -> Iterator[Quad]:
    """The statements about bodies, areas and vocabularies; of indicators and programmes of a data folder those `about`
    which are asked for, where they are. Raises SourceError.
    """
    for path in sources.reference:
        many = path.name in _MANY and path.parent != BUNDLED_DATA
        yield from _in_graph(_described(path, about if many else None), REFERENCE_GRAPH)
    listed = (quad for path in sources.register for quad in read_turtle(path))
    yield from _in_graph((q for q in listed if _is_body(q)), REFERENCE_GRAPH)


def shared_quads(sources: Sources, held: Set[str], about: Set[str]) -> Iterator[Quad]:
    """The statements `about` these documents and other things in what all documents share, where these are `held`.
    Raises SourceError.
    """
    for path in sources.reference:
        ours = path.parent not in (BUNDLED_DATA, ONTOLOGY_FOLDER)
        yield from _in_graph(_about(_described(path, about if ours else None), about), REFERENCE_GRAPH)
    listed = (quad for path in sources.register for quad in read_turtle(path) if _is_body(quad))
    yield from _in_graph(_about(listed, about), REFERENCE_GRAPH)
    yield from _about(cited_quads(sources, held, about), about)


def cited_quads(sources: Sources, held: Set[str], about: Set[str] | None = None) -> Iterator[Quad]:
    """The statements about documents that nobody here has read, where these are `held`; of those known by citation the
    ones `about` which are asked for, where they are. Raises SourceError.
    """
    cited = [quad for path in sources.instruments for quad in _described(path, about)]
    listed = [quad for path in sources.register for quad in read_turtle(path) if not _is_body(quad)]
    rows = {_document(q) for q in listed if q.predicate == _HELD and q.object == _HELD_REGISTER} - held
    known = {_document(q) for q in cited} | held
    yield from _in_graph((q for q in cited if _document(q) not in rows), INSTRUMENTS_GRAPH)
    for quad in listed:
        document = _document(quad)
        if document in rows:
            yield from _in_graph((quad,), graph_iri(document))
        elif document not in known:
            yield from _in_graph((quad,), INSTRUMENTS_GRAPH)


def _about(quads: Iterable[Quad], subjects: Set[str]) -> Iterator[Quad]:
    return (q for q in quads if _document(q) in subjects)


def _is_body(quad: Quad) -> bool:
    return _document(quad).startswith(PREFIXES["body"])


def document_of(subject: str) -> str:
    """The document that a part of one belongs to; for other things their own IRI."""
    return subject.partition("#")[0]


def _document(quad: Quad) -> str:
    """The document that a statement is about, itself or a part of it; for other things their own IRI."""
    return document_of(quad.subject.value) if isinstance(quad.subject, NamedNode) else ""


def read_turtle(path: Path) -> list[Quad]:
    """Statements of one Turtle file. Raises SourceError naming file and line."""
    try:
        return list(parse(path=str(path), format=RdfFormat.TURTLE))
    except SyntaxError as error:
        reason = str(error.args[0]) if error.args else ""
        raise SourceError(path, error.lineno or 0, "Turtle sai cú pháp.", f"broken Turtle ({reason}).") from None
    except (OSError, ValueError) as error:
        raise SourceError(path, 0, "không đọc được.", f"cannot be read ({error}).") from None


def _described(path: Path, about: Set[str] | None) -> list[Quad]:
    """Statements of a Turtle file, of those subjects alone where they are given. Raises SourceError.

    A file of ours has a block for each subject: those that nobody asks for need not be parsed.
    """
    if about is None:
        return read_turtle(path)
    try:
        return list(parse(told_of(path.read_text("utf-8"), about).encode(), format=RdfFormat.TURTLE))
    except (SyntaxError, OSError, ValueError, KeyError):
        return [q for q in read_turtle(path) if _document(q) in about]  # which tells file and line


def _in_graph(quads: Iterable[Quad], graph: str) -> Iterator[Quad]:
    name = NamedNode(graph)
    return (Quad(q.subject, q.predicate, q.object, name) for q in quads)


def described_document(path: Path, quads: list[Quad]) -> str:
    """IRI of the one document that a plan file describes."""
    subjects = {q.subject.value for q in quads if q.predicate == _HELD and isinstance(q.subject, NamedNode)}
    if len(subjects) != 1 or not next(iter(subjects)).startswith(ID):
        raise SourceError(
            path,
            0,
            "tệp phải mô tả đúng một văn bản (một chủ thể có cancu:held).",
            "the file must describe exactly one document (one subject with cancu:held).",
        )
    return subjects.pop()
