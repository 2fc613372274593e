"""Bringing the data folder up to date with decisions, rules and bundled data that changed since."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cancu.graph.keeping.errors import TextNotHeldError
from cancu.graph.keeping.folder import active, decisions_in, holdings_of, text_of_holding
from cancu.graph.keeping.holding import Record
from cancu.graph.keeping.settle import bundled_plan, known_of, settle, with_identity
from cancu.graph.keeping.staging import built_after, stage
from cancu.graph.keeping.transaction import Untouched, transaction
from cancu.graph.lock import Wait, only_writer
from cancu.graph.reading import Reading, understand
from cancu.graph.registry import load_registry
from cancu.graph.review import Decision
from cancu.graph.store import Built


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
    folder: Path, documents: Collection[str] = (), patience: float = 0.0, on_wait: Wait | None = None
) -> Renewed:
    """Apply what has changed since the last time: review files in `plans/`, rules of reading, bundled data.

    Documents whose decisions or candidates changed are resolved anew, their Turtle is written, the store is built and
    put in use, under the lock and all or nothing. `documents` are those that must be among the documents in hand.
    Raises TextNotHeldError for one that is not, ReviewError, LostTextError, BusyStoreError, SourceError, OSError.
    """
    with only_writer(folder, patience, on_wait), transaction(folder) as change:
        before = active(change, holdings_of(folder))
        settled = settle(before, before, partial(text_of_holding, folder), decisions_in(change))
        in_hand = {h.made.iri for h in settled.holdings.values()}
        for document in documents:
            if document not in in_hand:
                raise TextNotHeldError(document, bundled=bundled_plan(document) is not None)
        changed = stage(change, before, (), settled)
        built = built_after(change)
        change.commit(built.version)
        unmatched = {r.iri: r.resolution.unmatched for r in settled.readings.values() if r.resolution.unmatched}
        return Renewed(built, tuple(sorted(changed)), unmatched)


def held_documents(folder: Path) -> Iterator[Held]:
    """Every document in hand, restricted ones apart, in the order of their IRIs. Raises LostTextError, ReviewError."""
    change = Untouched(folder)
    holdings = with_identity(active(change, holdings_of(folder)), partial(text_of_holding, folder))
    iris = {sha: h.made.iri or h.made.base for sha, h in holdings.items()}
    known, decide = known_of(holdings.values(), iris), decisions_in(change)
    for holding in sorted(holdings.values(), key=lambda h: iris[h.record.sha256]):
        document = iris[holding.record.sha256]
        decisions = decide(document, holding.record.replaces)
        reading = understand(text_of_holding(folder, holding), load_registry(), known, decisions)
        yield Held(document, holding.record, replace(reading, iri=document))
