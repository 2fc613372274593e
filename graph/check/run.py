"""What `cancu check` does: the bundled data, or files against it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from cancu.graph.check.draft import draft_of, read_draft
from cancu.graph.check.findings import CheckError, Finding, Report
from cancu.graph.check.grouped import constraint_findings, query_findings
from cancu.graph.check.load import (
    TURTLE,
    at_home,
    draft_data,
    engine_of,
    graph_of,
    held_documents,
    neighbourhood,
    read,
    read_data,
    sources,
)
from cancu.graph.check.places import Facts
from cancu.graph.check.remembered import FILE, Digests, Remembered, Result, owner
from cancu.graph.check.render import render
from cancu.graph.check.standing import with_evidence
from cancu.graph.check.validate import core_findings, core_results, worded
from cancu.graph.engine import plain
from cancu.graph.names import ONTOLOGY, graph_iri
from cancu.graph.read import OcrSettings
from cancu.graph.reading import Reading
from cancu.graph.registry import load_registry
from cancu.graph.sources import Sources

AT_ONCE = 25
"""Documents that are checked together."""
_CITED, _PRINTED = NamedNode(ONTOLOGY + "citedDocument"), NamedNode(ONTOLOGY + "printedNumber")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to print and the exit code: 0 conforms, 1 violations, 2 could not run."""

    text: str
    error: str
    exit_code: int


def run(
    paths: Sequence[Path] = (),
    form: str = "text",
    language: str = "vi",
    data_folder: Path | None = None,
    ocr: OcrSettings | None = None,
) -> Outcome:
    """Check the files, or without files the bundled data and the data folder, and render the report."""
    try:
        report = check_files(paths, data_folder, ocr) if paths else check_bundled(data_folder)
    except CheckError as error:
        return Outcome("", error.message_en if language == "en" else error.message_vi, 2)
    return Outcome(render(report, form, language), "", 0 if report.conforms else 1)


def check_bundled(data_folder: Path | None = None) -> Report:
    """Findings on all data that comes with the package, and on the data folder."""
    return check_sources(sources(data_folder))


def check_sources(found: Sources, folder: Path | None = None) -> Report:
    """Findings on all of these files; in the data folder `folder` it is remembered what need not be checked again.

    Some rules cost more than in proportion to the documents they are run on, so many documents are checked in turns.
    """
    quads = read(found)
    documents = sorted(held_documents(quads))
    if folder is None and len(documents) <= AT_ONCE:
        return check_quads(quads)
    remembered = Remembered(folder / FILE if folder else None)
    engine = engine_of(quads)
    findings = list(query_findings(engine, Facts(engine.store)))
    own, shared = _by_document(quads)
    digests = Digests(shared)
    for turn in (documents[at : at + AT_ONCE] for at in range(0, len(documents), AT_ONCE)):
        findings += _findings_about([q for d in turn for q in own[d]], shared, remembered, digests)
    held = set(documents)
    things = [q for q in shared if owner(q) not in held]
    findings += _findings_about(things, shared, remembered, digests)
    remembered.save(whole=True)
    return Report.of(findings)


def check_documents(
    found: Sources, documents: Collection[str], also: Collection[str] = (), folder: Path | None = None
) -> Report:
    """Findings about these documents of `found`, and about the things `also`, read together with what they refer to."""
    own, shared = _by_document(read(found))
    things = {NamedNode(iri) for iri in also if iri not in own}
    mine = [q for d in documents for q in own.get(d, ())]
    remembered = Remembered(folder / FILE if folder else None)
    about = [*mine, *(q for q in shared if q.subject in things)]
    report = Report.of(_findings_about(about, shared, remembered, Digests(shared)))
    remembered.save(whole=False)
    return report


def _by_document(quads: list[Quad]) -> tuple[dict[str, list[Quad]], list[Quad]]:
    """Statements about each held document and its parts, and those that count for other documents as well.

    To these belong the numbers under which instruments are cited: one mention of each number stands for all.
    """
    own: dict[str, list[Quad]] = defaultdict(list)
    shared = _numbers_cited(quads)
    held = set(held_documents(quads))
    for quad in quads:
        whole, part, _ = plain(quad.subject).partition("#")
        if whole in held:
            own[whole].append(quad)
        if not part or whole not in held:
            shared.append(quad)
    return own, shared


def _numbers_cited(quads: list[Quad]) -> list[Quad]:
    cited = {q.subject: q for q in quads if q.predicate == _CITED}
    numbers = {q.subject: q for q in quads if q.predicate == _PRINTED}
    one = {(cited[m].object, n.object): (cited[m], n) for m, n in numbers.items() if m in cited}
    return [quad for pair in one.values() for quad in pair]


def _findings_about(own: list[Quad], shared: list[Quad], remembered: Remembered, digests: Digests) -> list[Finding]:
    """Findings about the subjects of `own`, which refer to nothing but each other and `shared`."""
    together = dict.fromkeys([*shared, *own])
    engine = engine_of(together)
    facts = Facts(engine.store)
    subjects = {plain(quad.subject) for quad in own}
    core = [worded(facts, result) for result in _core_results(own, shared, remembered, digests)]
    return [f for f in (*core, *constraint_findings(engine, facts)) if f.focus in subjects]


def _core_results(own: list[Quad], shared: list[Quad], remembered: Remembered, digests: Digests) -> list[Result]:
    """What the core constraints find about the subjects of `own`; only what was never checked is checked."""
    by_owner: dict[str, list[Quad]] = defaultdict(list)
    for quad in own:
        by_owner[owner(quad)].append(quad)
    known: list[Result] = []
    new: dict[str, str] = {}
    for name, quads in by_owner.items():
        digest = digests.of(quads)
        results = remembered.of(digest)
        if results is None:
            new[name] = digest
        else:
            known += results
    if not new:
        return known
    unchecked = [quad for name in new for quad in by_owner[name]]
    found: dict[str, list[Result]] = {name: [] for name in new}
    for result in core_results(graph_of(dict.fromkeys(neighbourhood(shared, unchecked)))):
        about = result.focus.partition("#")[0]
        if about in found:
            found[about].append(result)
    for name, digest in new.items():
        remembered.keep(digest, found[name])
    return [*known, *(result for results in found.values() for result in results)]


def check_files(paths: Sequence[Path], data_folder: Path | None = None, ocr: OcrSettings | None = None) -> Report:
    """Findings about the subjects of these files, read together with the data they refer to.

    Turtle is taken as it is; any other file is a draft, which is read first and whose citations the report tells. A
    file about a document that is in the data takes the place of that document.
    """
    found, registry = sources(data_folder), load_registry()
    base = read(found)
    files: list[Quad] = []
    drafts: list[tuple[Path, Reading]] = []
    for path in paths:
        if path.suffix.lower() in TURTLE:
            files += at_home(read_data(path), base)
        else:
            readings = read_draft(path, found, registry, ocr)
            drafts += [(path, reading) for reading in readings]
            files += at_home(draft_data(readings, registry), base)
    held = held_documents(files)
    graphs, documents = {NamedNode(graph_iri(iri)) for iri in held}, {NamedNode(iri) for iri in held}
    rest = [quad for quad in base if quad.graph_name not in graphs and quad.subject not in documents]
    report = check_quads(rest, files, tuple(str(path) for path in paths))
    if not drafts:
        return report
    engine, known = with_evidence([*rest, *files]), {plain(quad.subject) for quad in rest}
    told = (draft_of(path, reading, engine, known, report.findings) for path, reading in drafts)
    return replace(report, drafts=tuple(told))


def check_quads(base: list[Quad], files: list[Quad] | None = None, checked: tuple[str, ...] = ()) -> Report:
    """Findings on all statements; with `files`, only those about the subjects of these."""
    engine = engine_of(base if files is None else [*base, *files])
    data = graph_of(base if files is None else neighbourhood(base, files))
    facts = Facts(engine.store)
    found = [*core_findings(data, facts), *constraint_findings(engine, facts), *query_findings(engine, facts)]
    subjects = None if files is None else {plain(quad.subject) for quad in files}
    return Report.of((f for f in found if subjects is None or f.focus in subjects), checked)
