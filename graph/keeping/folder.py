"""The data folder as it is: documents in hand, their texts, and what people decided about them."""

from collections.abc import Mapping
from pathlib import Path

from cancu.graph.keeping.bundle import bundled_texts
from cancu.graph.keeping.holding import Holding
from cancu.graph.keeping.ledger import Ledger
from cancu.graph.keeping.settle import Decide
from cancu.graph.keeping.transaction import Transaction, Untouched
from cancu.graph.names import plan_file_stem
from cancu.graph.review import REVIEW_SUFFIX, Decision, load_decisions, winning
from cancu.graph.sources import BUNDLED_DATA
from cancu.graph.texts import DOCUMENTS, text_name

RESTRICTED = "restricted"
REMOVED = "removed"


def holdings_of(folder: Path) -> dict[str, Holding]:
    """Every document in hand, restricted ones apart, by the SHA-256 of its text, without what it told."""
    return Ledger(folder).now()


def review_name(document: str) -> str:
    """Path in the data folder of what people decided about a document."""
    return f"plans/{plan_file_stem(document)}{REVIEW_SUFFIX}"


def removed_review(document: str) -> str:
    """Path in the data folder of decisions about a document that was taken out."""
    return f"{REMOVED}/{plan_file_stem(document)}{REVIEW_SUFFIX}"


def decisions_in(change: Transaction | Untouched) -> Decide:
    """What people decided, in the data folder as it will be; its word wins over a bundled decision about the same."""

    def decide(document: str, replaced: tuple[str, ...]) -> tuple[Decision, ...]:
        files = [BUNDLED_DATA / review_name(iri) for iri in (*reversed(replaced), document)]
        if (own := change.path(review_name(document))) is not None:
            files.append(own)
        return winning(*map(load_decisions, files))

    return decide


def active(change: Transaction | Untouched, holdings: Mapping[str, Holding]) -> dict[str, Holding]:
    """The documents that speak for themselves: not the text of a bundled plan that nobody decided anything about."""
    return {sha: holding for sha, holding in holdings.items() if holding.record.named or not _is_bundled(change, sha)}


def _is_bundled(change: Transaction | Untouched, sha256: str) -> bool:
    document = bundled_texts().get(sha256)
    return document is not None and change.path(review_name(document)) is None


def original_name(sha256: str, source: Path) -> str:
    """Path under which an original is kept: the SHA-256 of its text, and its own ending."""
    ending = "".join(c for c in source.suffix.lower() if c.isascii() and (c.isalnum() or c == "."))[:12]
    return f"{DOCUMENTS}/{sha256}.original{ending}"


def holding_files(holding: Holding) -> tuple[str, ...]:
    """Every file of the data folder that belongs to one document alone, apart from those in `plans/`."""
    record = holding.record
    return record.name, record.original, text_name(record.sha256), holding.derived_name
