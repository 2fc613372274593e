"""Which document in hand a document that comes in is another version of, and what it tells that was not known."""

from collections.abc import Mapping

from cancu.graph.keeping.holding import Holding
from cancu.graph.keeping.intake import Arrival
from cancu.graph.keeping.rereading import Texts
from cancu.graph.keeping.settle import base_iri, other_day
from cancu.graph.known import Instrument, Known
from cancu.graph.read import Text
from cancu.graph.reading import Reading, as_instrument, understand
from cancu.graph.registry import load_registry

Held = Mapping[str, Holding]
"""The documents in hand, with their identity, by the SHA-256 of their texts."""


def other_version(held: Held, base: str, document: Instrument) -> str | None:
    """The held document of which this is another version."""
    same = {sha: h for sha, h in held.items() if base == h.made.base or (h.record.named and base in h.record.replaces)}
    alike = [sha for sha, h in same.items() if not other_day(h.made.document, document)]
    dated = [sha for sha in alike if same[sha].made.document.date == document.date]
    found = alike if len(alike) == 1 else dated
    return found[0] if len(found) == 1 else None


def same_file(held: Held, arrival: Arrival, document: Instrument) -> str | None:
    """The document that was read from this very file before, whose text came out otherwise."""
    coming = {r.text.sha256: as_instrument(r.facts.identity, "").type for r in arrival.readings}
    found = [
        sha
        for sha, h in held.items()
        if sha not in coming
        and h.record.original_sha256 == arrival.original_sha256
        and h.made.document.type == document.type
    ]
    return found[0] if len(found) == 1 == list(coming.values()).count(document.type) else None


def later_version(held: Held, arrival: Arrival, reading: Reading) -> Holding | None:
    """The later version of this document that took the place of this very file."""
    found = (h for h in held.values() if arrival.original_sha256 in h.record.earlier)
    one = len(arrival.readings) == 1
    return next((h for h in found if one or h.made.base == base_iri(reading)), None)


def draft_of(arrival: Arrival, reading: Reading, draft: str | None) -> str | None:
    """The `draft` told for a file, where this is its official version: of several documents the one of its type."""
    if draft is None or len(arrival.readings) == 1:
        return draft
    alike = [r for r in arrival.readings if f"/{as_instrument(r.facts.identity, '').type}/" in draft]
    return draft if reading in alike[:1] else None


def issued_anew(held: Holding, reading: Reading, texts: Texts) -> bool:
    """Whether a text that is held comes with the decision that issues it, as it did not before.

    Of two decisions that come with one text, the first by IRI counts, whichever was added first.
    """
    now, before = reading.issued_by, texts.issuing(held)
    if not now or now == held.record.issued_by:
        return False
    return before is None or _told_by(texts.coming[now]) <= _told_by(before)


def _told_by(decision: Text) -> tuple[str, str]:
    """By what a decision that issues plans is known."""
    reading = understand(decision, load_registry(), Known())
    return base_iri(reading), reading.facts.identity.date or ""
