"""Which held documents could be earlier drafts of a signed one: the same issuer, title and year, but a blank number."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from cancu.graph.known import Instrument
from cancu.graph.names import slug

SAME_TITLE = 92
"""Similarity (0–100) from which a draft's title counts as that of the signed copy."""


def drafts_of(signed: Instrument, held: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The drafts that `signed` could be the official version of; none where it has no number itself."""
    if signed.number is None:
        return ()
    return tuple(h for h in sorted(held, key=lambda h: h.iri) if h.number is None and _one_paper(h, signed))


def signed_of(draft: Instrument, held: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The signed copies in hand that `draft` could be a draft of."""
    if draft.number is not None:
        return ()
    return tuple(h for h in sorted(held, key=lambda h: h.iri) if h.number is not None and _one_paper(draft, h))


def _one_paper(draft: Instrument, signed: Instrument) -> bool:
    same = (draft.register, draft.type, draft.year) == (signed.register, signed.type, signed.year)
    if not same or not draft.register or not draft.year or not draft.title or not signed.title:
        return False
    return fuzz.ratio(slug(draft.title), slug(signed.title)) >= SAME_TITLE
