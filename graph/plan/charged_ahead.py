"""Whom the words above the points of a paper charge with all of them: «UBND tỉnh yêu cầu các sở, UBND các xã: 1. …»."""

from collections.abc import Iterator

from cancu.graph.plan.duties import REQUEST, duty
from cancu.graph.plan.headings import Section
from cancu.graph.plan.lines import Words, closing, ends_with_colon, sentences, trimmed
from cancu.graph.plan.model import LEAD, OTHER, REQUESTED, Assignment, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import ACTS, VERB
from cancu.graph.plan.subjects import addressees
from cancu.graph.read import Outline, Text
from cancu.graph.read.outline import PREAMBLE

_CHARGES = Words(r"\b(?:đề nghị|yêu cầu|giao)[\s*_]+(?=[^\W\d_])(?!tại\b|của\b|nêu\b)")


def charged_ahead(
    text: Text, outline: Outline, headings: tuple[Section, ...], identity: Identity, reader: PartyReader
) -> Iterator[Assignment]:
    """One assignment for each body that the sentence above the first point charges, a duty for each point.

    Where a point names a body of its own, or most of them are no tasks, the sentence charges nobody.
    """
    points = [s for s in headings if s.parent is None]
    if not points or any(not s.path.isdigit() for s in points):
        return
    above = list(sentences(text, identity.title_end, points[0].heading.start, semicolons=False))
    if not above or not ends_with_colon(text.content, *above[-1]):
        return
    start, end = trimmed(text, *above[-1])
    parties, asked = _charged(text, reader, start, end)
    parties = parties or (addressees(text, outline, reader) if asked is not None else ())
    if asked is None or not parties or not all(p.group or p.body for p in parties):
        return
    if any(_named(reader, s) for s in points):
        return
    if 2 * sum(_is_task(text, s) for s in points) < len(points):
        return
    requested = REQUEST.match(text, asked, end) is not None
    spans = [trimmed(text, s.heading.start, closing(text, s.body, s.end)) for s in points]
    duties = tuple(
        duty(text, outline, identity, reader, span, order, requested=requested)
        for order, span in enumerate(spans, start=1)
    )
    role = REQUESTED if requested else LEAD if any(d.role == LEAD for d in duties) else OTHER
    for party in parties:
        yield Assignment(PREAMBLE, party, role, duties, 0, start, duties[-1].end)


def _charged(text: Text, reader: PartyReader, start: int, end: int) -> tuple[tuple[Party, ...], int | None]:
    """The bodies behind the last word of charging in `start:end` that any follow, and where it stands."""
    asked = list(_CHARGES.finditer(text, start, end))
    for found in reversed(asked):
        parties, _ = reader.at(found.end(), end)
        if parties:
            return parties, found.start()
    return (), (asked[-1].start() if asked else None)


def _named(reader: PartyReader, section: Section) -> bool:
    return bool(reader.at(section.body, section.end)[0])


def _is_task(text: Text, section: Section) -> bool:
    begin, end = trimmed(text, section.body, section.end)
    return bool(VERB.match(text, begin, end) or ACTS.match(text, begin, end))
