"""When two printed titles are of one document, and what a misread one was."""

from rapidfuzz import fuzz

from cancu.graph import names
from cancu.graph.cite import Mention
from cancu.graph.known import Known

RESTORED_TITLE = 75
"""Similarity from which a misread title is taken for the one known of the instrument whose number stands with it."""
_MIN_RESTORED = 20
SAME_TITLE = 85
"""Similarity (0–100) from which two printed titles count as one; copies differ in commas and «và»."""


def same_title(a: str, b: str) -> bool:
    """Whether two printed titles count as one: alike as far as the shorter one goes."""
    first, second = names.slug(a).replace("-", " "), names.slug(b).replace("-", " ")
    short = min(len(first), len(second))
    return fuzz.ratio(first, second) >= SAME_TITLE or (
        short >= 30 and fuzz.ratio(first[:short], second[:short]) >= SAME_TITLE
    )


def restored_title(mention: Mention, iri: str | None, known: Known) -> str | None:
    """The printed title; where its letters cannot be trusted the known one, if it is plainly meant, else none."""
    held = known.by_iri.get(iri) if iri else None
    if mention.title is not None or mention.title_raw is None or held is None or held.title is None:
        return mention.title
    printed, kept = names.slug(mention.title_raw).replace("-", ""), names.slug(held.title).replace("-", "")
    short = min(len(printed), len(kept))
    alike = short >= _MIN_RESTORED and fuzz.ratio(printed[:short], kept[:short]) >= RESTORED_TITLE
    return held.title if alike else None
