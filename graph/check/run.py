"""What `cancu check` does: the bundled data, or files against it.

Everything is asked of a store by SPARQL: the core constraints as `compiled` makes them of the shapes, whatever the
size of the data, since that is quicker than pySHACL on a single plan too. A feature that cannot be compiled is an
error: to run it by pySHACL unasked would be an hour's wait that nobody could explain.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from cancu.graph.check.affected import affected
from cancu.graph.check.beside import Described, copied, put_in, read_anew
from cancu.graph.check.chosen import Chosen
from cancu.graph.check.compiled import core_inquiries
from cancu.graph.check.details import reworded
from cancu.graph.check.findings import CheckError, Finding, Inquiry, Report, order_of
from cancu.graph.check.grouped import constraint_inquiries, query_inquiries
from cancu.graph.check.load import (
    IN_MEMORY,
    TURTLE,
    at_home,
    draft_data,
    engine_of,
    engine_on,
    engine_over,
    in_words,
    read_data,
    sources,
)
from cancu.graph.check.places import Facts
from cancu.graph.check.render import render
from cancu.graph.check.stored import StoredKnown
from cancu.graph.engine import EmbeddedEngine, QueryError, plain
from cancu.graph.findings_file import head_of, renewed
from cancu.graph.increment.delta import DERIVED, Delta, TooWideError
from cancu.graph.names import ID, RDF, graph_iri, plan_file_stem
from cancu.graph.pieces import untold
from cancu.graph.sources import Sources
from cancu.graph.store import version_of
from cancu.graph.version import DamagedStoreError, Version

if TYPE_CHECKING:
    from cancu.graph.read import OcrSettings
    from cancu.graph.reading import Reading

Tell: TypeAlias = Callable[[int, int], object]
"""Is told how many of how many questions were asked, or plans read."""

_PARTS = (core_inquiries, constraint_inquiries, query_inquiries)
"""What makes up a check, the longest inquiries first, so that all processors end at one time."""

_ANEW = {
    "vi": "Đã đọc lại cả {} kế hoạch, vì dữ liệu chưa dựng hoặc đã đổi từ lần dựng trước; sau khi `cancu build`, kiểm "
    "tra chỉ mất vài giây.",
    "en": "All {} plans were read, as they were not built or changed since; after `cancu build` a check takes seconds.",
}

_TYPE = NamedNode(RDF + "type")

_STEPS = 2
"""How far the rules look from one document to the next: who carries out what is carried out in turn."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to print, what to say beside it or why nothing is, and the exit code: 0 conforms, 1 violations, 2 could not
    run.
    """

    text: str
    error: str
    exit_code: int


def run(
    paths: Sequence[Path] = (),
    form: str = "text",
    language: str = "vi",
    data_folder: Path | None = None,
    ocr: "OcrSettings | None" = None,
    tell: Tell | None = None,
    read: Tell | None = None,
    again: bool = False,
) -> Outcome:
    """Check the files, or without files the bundled data and the data folder, and render the report. `read` learns how
    many of how many plans were read where they are; without files then `tell` how many questions were asked.
    `again` asks every rule even where the build of these files did.
    """
    try:
        report = check_files(paths, data_folder, ocr, read) if paths else check_bundled(data_folder, tell, read, again)
    except CheckError as error:
        return Outcome("", error.message_en if language == "en" else error.message_vi, 2)
    said = _ANEW[language].format(report.anew) if report.anew > IN_MEMORY else ""
    return Outcome(render(report, form, language), said, 0 if report.conforms else 1)


def check_bundled(
    data_folder: Path | None = None, tell: Tell | None = None, read: Tell | None = None, again: bool = False
) -> Report:
    """Findings on all data that comes with the package, and on the data folder.

    Of what was built of these very files the build may have told them: then no rule is asked but `again`, and what was
    built is what they are asked of. Else all files are read. Raises CheckError.
    """
    found = sources(data_folder)
    version = _built_of(found, data_folder)
    if version is not None:
        with suppress(DamagedStoreError, QueryError):
            kept = None if again else version.findings()
            return Report.from_body(kept) if kept else check_store(EmbeddedEngine(version.open_store()), tell)
    return check_sources(found, tell, read)


def _built_of(found: Sources, data_folder: Path | None) -> Version | None:
    """The version in use where it was made of these very files by the rules of today. Raises CheckError."""
    with in_words():
        return version_of(found, data_folder) if data_folder is not None else None


def check_sources(found: Sources, tell: Tell | None = None, read: Tell | None = None) -> Report:
    """Findings on all of these files, every rule asked anew."""
    with engine_over(found, read or untold) as engine:
        return Report.of(_findings(engine, None, tell))


def check_store(engine: EmbeddedEngine, tell: Tell | None = None) -> Report:
    """Findings on the record that a store holds."""
    return Report.of(_findings(engine, None, tell))


def check_changed(delta: Delta, before: bytes) -> bytes:
    """The findings after a change as a version keeps them (`findings_file`), from those before and the rules about what
    it concerns.

    Raises TooWideError where the change concerns too much or nothing was checked before, CheckError.
    """
    if head_of(before) is None:
        raise TooWideError
    engine, again = EmbeddedEngine(delta.after), affected(delta)
    facts = Facts(engine.store)
    found = Report.of(_findings(engine, Chosen(engine.store, again.whole, again.beyond))).findings

    def left(finding: Mapping[str, Any]) -> Mapping[str, Any] | None:
        stands = again.stands(finding["focus"], finding["source_shape"])
        return reworded(facts, Finding(**finding)).told() if stands else None

    return renewed(before, again.concerns, left, (finding.told() for finding in found), order_of)


def check_documents(found: Sources, documents: Collection[str], also: Collection[str] = ()) -> Report:
    """Findings about these documents of `found`, and about the things `also`, read together with what they refer to.

    Of the other documents, in hand or known by citation, only those are read that these refer to, and those that they
    refer to in turn:
    a rule that looks for what stands in any document, as for one number in two papers, needs `check_sources`.
    """
    files = {path.stem: path for path in found.plans}
    near = [path for iri in documents if (path := files.get(plan_file_stem(iri)))]
    waiting = near
    cited = set(also)
    for _ in range(_STEPS):
        named = {q.object.value for path in waiting for q in read_data(path) if isinstance(q.object, NamedNode)}
        cited |= named
        stems = {plan_file_stem(iri) for iri in named if iri.startswith(ID) and "#" not in iri}
        waiting = [path for stem in sorted(stems) if (path := files.get(stem)) and path not in near]
        near += waiting
    cited |= {q.object.value for path in waiting for q in read_data(path) if isinstance(q.object, NamedNode)}
    engine = engine_on(replace(found, plans=tuple(near)), about=cited)
    graphs = [NamedNode(graph_iri(iri)) for iri in documents]
    own = {plain(quad.subject) for g in graphs for quad in engine.store.quads_for_pattern(None, None, None, g)}
    return Report.of(_findings(engine, Chosen(engine.store, {*own, *also})))


def check_files(
    paths: Sequence[Path], data_folder: Path | None = None, ocr: "OcrSettings | None" = None, read: Tell | None = None
) -> Report:
    """Findings about the subjects of these files, read together with the data they refer to: those of the version in
    use where it was made of just these data, else all files are read, of which `read` learns how many.

    Turtle is taken as it is; any other file is a draft, which is read first and whose citations the report tells. A
    file about a document that is in the data takes the place of that document. Raises CheckError.
    """
    found = sources(data_folder)
    version = None if data_folder is None else version_of(found, data_folder)
    if version is not None:
        with suppress(DamagedStoreError), copied(version) as store:
            return _beside(store, paths, ocr)
    with read_anew(found, read or untold) as store:
        return replace(_beside(store, paths, ocr), anew=len(found.plans))


def check_draft(path: Path, version: Version | None, place: Path) -> Report:
    """The same of one file that nobody here knows, beside a version whatever became of its files since, or else beside
    the bundled data; what is written on the way is in the folder `place`. Pictures are not read. Raises CheckError.
    """
    from cancu.graph.read import OcrSettings

    beside = read_anew(sources(None), place=place) if version is None else copied(version, place)
    try:
        with beside as store:
            return _beside(store, (path,), OcrSettings("never"))
    except DamagedStoreError as error:
        raise CheckError(error.message_vi, error.message_en) from None


def _beside(store: Store, paths: Sequence[Path], ocr: "OcrSettings | None") -> Report:
    """Findings about the subjects of files beside the data of a store, which are changed."""
    from cancu.graph.check.draft import draft_of, read_draft  # Whoever only looks at findings waits for no reader.
    from cancu.graph.registry import load_registry

    registry, known, data = load_registry(), StoredKnown(store), Described(store)
    files: list[Quad] = []
    drafts: list[tuple[Path, Reading]] = []
    for path in paths:
        if path.suffix.lower() in TURTLE:
            files += at_home(read_data(path), data)
        else:
            readings = read_draft(path, registry, known, ocr)
            drafts += [(path, reading) for reading in readings]
            files += at_home(draft_data(readings, registry), data)
    rest, engine = put_in(store, files), EmbeddedEngine(store)
    report = _about(engine, files, tuple(str(path) for path in paths))
    told = (draft_of(path, reading, engine, rest, report.findings) for path, reading in drafts)
    return replace(report, drafts=tuple(told))


def check_quads(base: list[Quad], files: list[Quad] | None = None, checked: tuple[str, ...] = ()) -> Report:
    """Findings on all statements; with `files`, only those about the subjects of these."""
    if files is None:
        return Report.of(_findings(engine_of(base), None), checked)
    return _about(engine_of([*base, *files]), files, checked)


def _about(engine: EmbeddedEngine, files: list[Quad], checked: tuple[str, ...]) -> Report:
    subjects = {plain(quad.subject) for quad in files}
    # A query cannot name a blank node: then all are asked about.
    unnamed = any(isinstance(quad.subject, BlankNode) for quad in files)
    found = _findings(engine, None if unnamed else Chosen(engine.store, subjects))
    return Report.of((finding for finding in found if finding.focus in subjects), checked)


def _findings(engine: EmbeddedEngine, chosen: Chosen | None, tell: Tell | None = None) -> Iterator[Finding]:
    """Findings on the record that the engine holds, or on what of it is chosen. Raises CheckError.

    What was derived is no part of the record, but may be held too. The engine lets other threads go on while it looks,
    so that all processors can look at once.
    """
    facts = Facts(engine.store)
    inquiries = [part for make in _PARTS for part in make(engine, facts, chosen)]
    threads = ThreadPoolExecutor(os.cpu_count())
    try:
        asked = [threads.submit(_answered, inquiry) for inquiry in inquiries]
        for done, answer in enumerate(as_completed(asked), 1):
            yield from (finding for finding in answer.result() if not _is_derived(engine.store, finding.focus))
            if tell is not None:
                tell(done, len(inquiries))
    finally:
        threads.shutdown(cancel_futures=True)


def _answered(inquiry: Inquiry) -> list[Finding]:
    return list(inquiry())


def _is_derived(store: Store, focus: str) -> bool:
    """Whether a thing is in the data because others are, as the changes of bodies that a template tells."""
    return focus.startswith(ID) and any(store.quads_for_pattern(NamedNode(focus), _TYPE, None, DERIVED))
