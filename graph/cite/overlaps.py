"""Which of the mentions that share characters count."""

from bisect import bisect_right

from cancu.graph.cite.laws import is_amending
from cancu.graph.cite.mention import Mention


def is_free(mentions: list[Mention], starts: list[int], position: int) -> bool:
    """Whether no mention holds `position`."""
    place = bisect_right(starts, position)
    return not place or mentions[place - 1].end <= position


def without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """In text order; where two share characters the longer one stays (a law's name before its number)."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -(m.end - m.start))):
        if out and mention.start < out[-1].end and not _amended(out[-1], mention):
            continue
        out.append(mention)
    return out


def _amended(outer: Mention, inner: Mention) -> bool:
    """Whether `inner` is a law named inside the name of the law that amends it."""
    amending = outer.name is not None and is_amending(outer.name)
    return (
        amending
        and inner.name is not None
        and inner.number is None
        and outer.start < inner.start
        and inner.end <= outer.end
    )
