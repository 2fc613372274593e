"""Which held documents could be an earlier form of one that comes in: a draft of what is signed now, or the same paper
without a number under another title. They are offered, never merged: only a person can tell.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz

from cancu.graph.known import Instrument
from cancu.graph.names import slug

SAME_TITLE = 92
"""Similarity (0–100) from which a draft's title counts as that of the signed copy."""

ALIKE_TITLE = 75
"""Similarity from which an unnumbered paper could be another version of one: the title was reworded in part."""

_OFFERED = 3


def drafts_of(signed: Instrument, held: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The drafts that `signed` could be the official version of; none where it has no number itself."""
    if signed.number is None:
        return ()
    return _by_iri(h for h in held if h.number is None and _one_paper(h, signed))


def signed_of(draft: Instrument, held: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The signed copies in hand that `draft` could be a draft of."""
    if draft.number is not None:
        return ()
    return _by_iri(h for h in held if h.number is not None and _one_paper(draft, h))


def versions_of(new: Instrument, held: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The documents that `new` could be a new version of, the likeliest first: without a number, like itself, or of the
    same number and day where no list knows who issued them.

    Its title is all that tells a paper without a number from others, so a reworded one would stand for another
    document; and without a known issuer nothing tells whose number it is.
    """
    if new.number is not None and new.register:
        return ()
    found = [(_likeness(h, new), h) for h in held if h.number == new.number and h.iri != new.iri]
    alike = sorted((-likeness, h.iri, h) for likeness, h in found if likeness >= ALIKE_TITLE)
    return tuple(h for _, _, h in alike[:_OFFERED])


def _by_iri(found: Iterable[Instrument]) -> tuple[Instrument, ...]:
    return tuple(sorted(found, key=lambda instrument: instrument.iri))


def _one_paper(draft: Instrument, signed: Instrument) -> bool:
    return _likeness(draft, signed) >= SAME_TITLE


def _likeness(first: Instrument, second: Instrument) -> float:
    """Similarity of the titles (0–100) of two papers of one register, type and year, or of one number and day; 0 for
    others.
    """
    same = (first.register, first.type, first.year) == (second.register, second.type, second.year)
    told = first.register or (first.number and first.number == second.number and first.date == second.date)
    if not same or not told or not first.year or not first.title or not second.title:
        return 0.0
    return float(fuzz.ratio(slug(first.title), slug(second.title)))
