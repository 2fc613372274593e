"""From settled holdings to a change of the data folder that is checked, built and carried out."""

from collections.abc import Collection, Iterable, Mapping

from cancu.graph.check import Finding, Report, Tell, check_changed, check_documents, check_store
from cancu.graph.findings_file import violations_of
from cancu.graph.keeping.folder import holding_files, review_name
from cancu.graph.keeping.holding import Holding, record_name
from cancu.graph.keeping.settle import Settled
from cancu.graph.keeping.transaction import Transaction
from cancu.graph.names import plan_file_stem
from cancu.graph.pieces import untold
from cancu.graph.sources import RECORD_FILES, Sources, bundled_sources, with_record
from cancu.graph.store import Built, make_version
from cancu.graph.texts import text_name


def stage(
    change: Transaction, before: Mapping[str, Holding], gone: Iterable[Holding], settled: Settled
) -> frozenset[str]:
    """Stage all that follows from the documents in hand, `gone` being those of `before` that no longer are.

    The documents whose own file is another than before.
    """
    names = {f"plans/{plan_file_stem(h.made.iri)}.ttl": h.made.iri for h in settled.holdings.values()}
    differing = set()
    for name, content in settled.files.items():
        if change.write(name, content.encode()) and name in names:
            differing.add(names[name])
    earlier = {h.contribution.iri for h in before.values() if h.contribution}
    for name in (*RECORD_FILES, *(f"plans/{plan_file_stem(iri)}.ttl" for iri in earlier)):
        if name not in settled.files and name not in names:
            change.delete(name)
    for old, new in settled.moved.items():
        move_review(change, old, new)
    for holding in settled.holdings.values():
        if holding.made.told is None:
            continue  # as it was read from the folder
        change.write(holding.record.name, holding.record.to_json())
        change.write(holding.derived_name, holding.made.to_json())
    needed = {h.record.issued_by for h in settled.holdings.values()}
    for name in (name for holding in gone for name in holding_files(holding)):
        if name not in map(text_name, needed):
            change.delete(name)
    for sha in {h.record.issued_by for h in before.values()} - needed - {""}:
        if change.path(record_name(sha)) is None:
            change.delete(text_name(sha))
    return frozenset(differing)


def move_review(change: Transaction, old: str, new: str) -> None:
    """Take what people decided about one document over to another, unless that has decisions of its own."""
    decided = change.path(review_name(old))
    if decided is not None and change.path(review_name(new)) is None:
        change.write(review_name(new), decided.read_bytes())
        change.delete(review_name(old))


def sources_after(change: Transaction) -> Sources:
    """The bundled data and the data folder as it will be."""
    names = (*RECORD_FILES, *change.names("plans", ".ttl"))
    files = {name: path for name in names if (path := change.path(name)) is not None}
    return with_record(bundled_sources(), files)


def checked(sources: Sources, new: Mapping[str, Holding]) -> Report:
    """What the shapes say of the documents `new` and of what they alone describe."""
    told = [holding.made.tells for holding in new.values()]
    also = {subject for t in told for subject in (*t.shared, *(i.iri for i in t.described))}
    return check_documents(sources, {h.made.iri for h in new.values()}, also)


def violations(report: Report, new: Mapping[str, Holding]) -> dict[str, tuple[Finding, ...]]:
    """Violations that one of the documents `new` brought in, by the SHA-256 of its text."""
    found = [f for f in report.findings if f.severity == "violation"]
    return {sha: mine for sha, holding in new.items() if (mine := tuple(f for f in found if _of(holding, f)))}


def _of(holding: Holding, finding: Finding) -> bool:
    made, told = holding.made, holding.made.tells
    named: Collection[str] = {made.iri, *told.cited, *told.shared, *(i.iri for i in told.described)}
    return finding.plan == made.iri or finding.focus.partition("#")[0] == made.iri or finding.focus in named


def built_after(change: Transaction, tell: Tell | None = None, read: Tell = untold) -> Built:
    """The store of the data folder as it will be, with what the shapes say of it; not yet in use.

    `tell` learns how far a check of everything is, where one is due, `read` how many files of how many were read.
    """
    return make_version(
        sources_after(change), change.folder, lambda engine: check_store(engine, tell).body, check_changed, read
    )


def faults_of(built: Built) -> Report:
    """What the shapes say of a version, its violations alone."""
    return Report(tuple(Finding(**told) for told in violations_of(built.version.findings_file.read_bytes())))
