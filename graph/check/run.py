"""What `cancu check` does: the bundled data, or files against it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from cancu.graph.check.findings import CheckError, Report
from cancu.graph.check.grouped import constraint_findings, query_findings
from cancu.graph.check.load import engine_of, graph_of, held_documents, neighbourhood, read, read_file, sources
from cancu.graph.check.places import Facts
from cancu.graph.check.render import render
from cancu.graph.check.validate import core_findings
from cancu.graph.engine import plain
from cancu.graph.names import graph_iri
from cancu.graph.sources import Sources


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to print and the exit code: 0 conforms, 1 violations, 2 could not run."""

    text: str
    error: str
    exit_code: int


def run(
    paths: Sequence[Path] = (), form: str = "text", language: str = "vi", data_folder: Path | None = None
) -> Outcome:
    """Check the files, or without files the bundled data and the data folder, and render the report."""
    try:
        report = check_files(paths, data_folder) if paths else check_bundled(data_folder)
    except CheckError as error:
        return Outcome("", error.message_en if language == "en" else error.message_vi, 2)
    return Outcome(render(report, form, language), "", 0 if report.conforms else 1)


def check_bundled(data_folder: Path | None = None) -> Report:
    """Findings on all data that comes with the package, and on the data folder."""
    return check_sources(sources(data_folder))


def check_sources(found: Sources) -> Report:
    """Findings on all of these files."""
    return check_quads(read(found))


def check_documents(found: Sources, documents: Collection[str], also: Collection[str] = ()) -> Report:
    """Findings about these documents of `found`, and about the things `also`, read together with what they refer to."""
    quads = read(found)
    graphs, things = {NamedNode(graph_iri(iri)) for iri in documents}, {NamedNode(iri) for iri in also}
    own = [quad for quad in quads if quad.graph_name in graphs or quad.subject in things]
    return check_quads([quad for quad in quads if not (quad.graph_name in graphs or quad.subject in things)], own)


def check_files(paths: Sequence[Path], data_folder: Path | None = None) -> Report:
    """Findings about the subjects of these files, read together with the data they refer to.

    Turtle is taken as it is; a draft (.txt, .md) is read first. A file about a document that is in the data takes the
    place of that document.
    """
    base = read(sources(data_folder))
    files = [quad for path in paths for quad in read_file(path, base)]
    held = held_documents(files)
    graphs, documents = {NamedNode(graph_iri(iri)) for iri in held}, {NamedNode(iri) for iri in held}
    rest = [quad for quad in base if quad.graph_name not in graphs and quad.subject not in documents]
    return check_quads(rest, files, tuple(str(path) for path in paths))


def check_quads(base: list[Quad], files: list[Quad] | None = None, checked: tuple[str, ...] = ()) -> Report:
    """Findings on all statements; with `files`, only those about the subjects of these."""
    engine = engine_of(base if files is None else [*base, *files])
    data = graph_of(base if files is None else neighbourhood(base, files))
    facts = Facts(engine.store)
    found = [*core_findings(data, facts), *constraint_findings(engine, facts), *query_findings(engine, facts)]
    subjects = None if files is None else {plain(quad.subject) for quad in files}
    return Report.of((f for f in found if subjects is None or f.focus in subjects), checked)
