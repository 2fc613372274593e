"""Taking a document out of the data folder again."""

from dataclasses import dataclass
from pathlib import Path

from cancu.graph.keeping.bundle import bundled_plan, bundled_texts
from cancu.graph.keeping.errors import NotHeldError
from cancu.graph.keeping.folder import (
    active,
    decisions_in,
    holding_files,
    removed_review,
    review_name,
)
from cancu.graph.keeping.holding import Holding
from cancu.graph.keeping.ledger import Ledger
from cancu.graph.keeping.rereading import Texts, read_again
from cancu.graph.keeping.settle import base_iri, settle
from cancu.graph.keeping.staging import built_after, stage
from cancu.graph.keeping.transaction import Transaction, transaction
from cancu.graph.known import Known
from cancu.graph.lock import Wait, only_writer


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out: the file as added, decisions kept aside, bundled drafts that stand for themselves again.

    `still_cited` tells that others cite the document, `text_only` that it is a bundled plan, whose facts stay.
    """

    file: str
    review: Path | None = None
    drafts: tuple[str, ...] = ()
    still_cited: bool = False
    text_only: bool = False


def remove(folder: Path, document: str, patience: float = 0.0, on_wait: Wait | None = None) -> Removed:
    """Take out the document with this IRI.

    Raises NotHeldError, BusyStoreError, LostTextError, SourceError, OSError; then nothing has changed.
    """
    with only_writer(folder, patience, on_wait), transaction(folder) as change:
        ledger = Ledger(folder)
        held = ledger.now()
        before = active(change, held)
        found = next((h for h in before.values() if h.contribution and h.made.iri == document), None)
        if found is None:
            return _text_of_bundled(change, held, document)
        after = {sha: h for sha, h in before.items() if h is not found}
        settled = settle(before, after, Texts(folder), decisions_in(change), ledger)
        aside = _put_aside(change, found, Texts(folder))
        stage(change, before, [found], settled)
        cited = settled.known.cites(document)
        change.commit(built_after(change).version)
        ledger.committed()
        drafts = tuple(iri for iri in found.record.replaces if bundled_plan(iri))
        return Removed(found.record.file, aside, drafts, still_cited=cited)


def _put_aside(change: Transaction, gone: Holding, texts: Texts) -> Path | None:
    """Keep what people decided about a document that goes; it is in force again when the document comes back, then
    under the identifier that its own words give it.
    """
    document = gone.made.iri
    decided = change.path(review_name(document))
    if decided is None:
        return None
    back = base_iri(read_again(gone, texts, Known())) if gone.record.named else document
    change.write(removed_review(back), decided.read_bytes())
    change.delete(review_name(document))
    return change.folder / removed_review(back)


def _text_of_bundled(change: Transaction, held: dict[str, Holding], document: str) -> Removed:
    """Of a bundled plan only the text that was added can be taken out."""
    texts = [h for sha, h in held.items() if bundled_texts().get(sha) == document]
    if not texts:
        raise NotHeldError(document, bundled=bundled_plan(document) is not None)
    for name in holding_files(texts[0]):
        change.delete(name)
    change.commit()
    return Removed(texts[0].record.file, text_only=True)
