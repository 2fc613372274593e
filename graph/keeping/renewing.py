"""Bringing the data folder up to date with decisions, rules and bundled data that changed since."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cancu.graph.check import Tell
from cancu.graph.keeping.bundle import bundled_plan
from cancu.graph.keeping.errors import TextNotHeldError, UnfitDecisionError
from cancu.graph.keeping.folder import active, decisions_in
from cancu.graph.keeping.holding import Holding, Record
from cancu.graph.keeping.ledger import Ledger
from cancu.graph.keeping.naming import named_by_people
from cancu.graph.keeping.rereading import Texts, read_again
from cancu.graph.keeping.settle import (
    decided_of_issuing,
    issued_in,
    known_of,
    learnt,
    settle,
    with_identity,
)
from cancu.graph.keeping.staging import built_after, faults_of, stage, violations
from cancu.graph.keeping.transaction import Untouched, transaction
from cancu.graph.lock import Wait, only_writer
from cancu.graph.pieces import untold
from cancu.graph.reading import Reading
from cancu.graph.review import Decision
from cancu.graph.store import Built, discard


@dataclass(frozen=True, slots=True)
class Renewed:
    """The version in use now, the documents whose own file is another than before, decisions that match nothing."""

    built: Built
    changed: tuple[str, ...]
    unmatched: dict[str, tuple[Decision, ...]]


@dataclass(frozen=True, slots=True)
class Held:
    """A document in hand with its reading as it stands in the graph."""

    iri: str
    record: Record
    reading: Reading


def reapply(
    folder: Path,
    documents: Collection[str] = (),
    patience: float = 0.0,
    on_wait: Wait | None = None,
    *,
    strict: bool = False,
    tell: Tell | None = None,
    read: Tell = untold,
) -> Renewed:
    """Apply what has changed since the last time: review files in `plans/`, rules of reading, bundled data.

    Documents whose decisions or candidates changed are resolved anew, their Turtle is written, the store is built and
    put in use, under the lock and all or nothing. `documents` are those that must be among the documents in hand. With
    `strict` nothing changes where a document would break a rule; `tell` learns how far a check of everything is, `read`
    how many files of how many were read. Raises UnfitDecisionError then, TextNotHeldError, ReviewError, LostTextError,
    BusyStoreError, SourceError, OSError.
    """
    with only_writer(folder, patience, on_wait), transaction(folder) as change:
        ledger = Ledger(folder)
        held = ledger.now()
        before = {sha: holding for sha, holding in held.items() if holding.contribution and holding.made.iri}
        texts = Texts(folder)
        after = active(change, named_by_people(change, active(change, held), texts))
        after = _renamed(before, with_identity(after, texts, decisions_in(change)))
        settled = settle(before, after, texts, decisions_in(change), ledger)
        in_hand = {h.made.iri for h in settled.holdings.values()}
        for document in documents:
            if document not in in_hand:
                raise TextNotHeldError(document, bundled=bundled_plan(document) is not None)
        changed = stage(change, before, (), settled)
        for holding in (h for sha, h in before.items() if sha not in settled.holdings):
            change.delete(holding.derived_name)  # a bundled plan again, whose decisions were taken back
        built = built_after(change, tell, read)
        if strict and built.new:
            _refuse_faults(built, {sha: h for sha, h in settled.holdings.items() if h.made.iri in changed})
        change.commit(built.version)
        ledger.committed()
        unmatched = {r.iri: r.unmatched for r in settled.readings.values() if r.unmatched}
        return Renewed(built, tuple(sorted(changed)), unmatched)


def _renamed(before: Mapping[str, Holding], after: Mapping[str, Holding]) -> dict[str, Holding]:
    """Documents of which newer rules read issuer, year or number, unknown before: the old identifier leads to them."""
    found = dict(after)
    for sha, holding in after.items():
        record, old = holding.record, before.get(sha)
        if old is None or record.named or old.record.named or not learnt(old.made.base, holding.made.base):
            continue
        replaces = tuple(dict.fromkeys((*record.replaces, old.made.iri)))
        found[sha] = replace(holding, record=replace(record, replaces=replaces))
    return found


def _refuse_faults(built: Built, changed: Mapping[str, Holding]) -> None:
    """Drop a version in which one of these documents breaks a rule. Raises UnfitDecisionError."""
    for found in violations(faults_of(built), changed).values():
        discard(built)
        raise UnfitDecisionError(found[0].message_vi, found[0].message_en)


def held_documents(folder: Path) -> Iterator[Held]:
    """Every document in hand, restricted ones apart, in the order of their IRIs. Raises LostTextError, ReviewError."""
    change = Untouched(folder)
    decide = decisions_in(change)
    texts = Texts(folder)
    ledger = Ledger(folder)
    holdings = with_identity(active(change, ledger.now()), texts, decide)
    iris = {sha: h.made.iri or h.made.base for sha, h in holdings.items()}
    known, issued = known_of(ledger, holdings, iris), issued_in(holdings.values(), iris)
    for holding in sorted(holdings.values(), key=lambda h: iris[h.record.sha256]):
        document = iris[holding.record.sha256]
        decisions = decide(document, holding.record.replaces)
        of_issuing = decided_of_issuing(holding, holdings, texts, decide)
        reading = read_again(holding, texts, known, decisions, of_issuing)
        yield Held(document, holding.record, replace(reading, iri=document, issues=issued.get(holding.record.sha256)))
