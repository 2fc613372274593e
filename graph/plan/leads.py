"""Which agencies lead which indicators: duties name them by number («chủ trì … thực hiện các chỉ tiêu 01, 02»)."""

import re
from collections.abc import Iterator

from cancu.graph.plan.lines import sentences
from cancu.graph.plan.model import Assignment, Indicator, Party
from cancu.graph.read import Text

_NUMBERED = re.compile(
    r"\bchi\s+tieu(?:\s+so)?\s+(?P<list>\d{1,2}(?:\s*(?:,|;|va|-)\s*\d{1,2}){0,60})\b(?!\s*[:%/,.]?\d)"
)
_HELPS = re.compile(r"\bphoi\s+hop\b[^,;]{0,200}$")
_RANGE = 60
_WINDOW = 250


def with_leads(
    text: Text, indicators: tuple[Indicator, ...], assignments: tuple[Assignment, ...]
) -> tuple[Indicator, ...]:
    """`indicators` with the agencies whose duties name them, in the order of those duties.

    Only where numbers are unique: «Chỉ tiêu 1» of three different goals cannot be told apart by its number.
    """
    numbers = [i.number for i in indicators if i.number is not None]
    if not numbers or len(set(numbers)) != len(numbers):
        return indicators
    leads: dict[str, dict[str, Party]] = {}
    for assignment in assignments:
        for duty in assignment.duties:
            for number in _named(text, duty.start, duty.end):
                leads.setdefault(number, {}).setdefault(assignment.agency.name, assignment.agency)
    return tuple(_led(i, leads.get(i.number, {})) if i.number else i for i in indicators)


def _led(indicator: Indicator, named: dict[str, Party]) -> Indicator:
    known = {p.name for p in indicator.lead_agencies}
    more = tuple(party for name, party in named.items() if name not in known)
    return indicator._replace(lead_agencies=(*indicator.lead_agencies, *more))


def _named(text: Text, start: int, end: int) -> Iterator[str]:
    """Numbers of the indicators a duty sees to; where it only helps another body with them they are not its own."""
    for begin, stop in sentences(text, start, end) if text.folded.find("tieu", start, end) >= 0 else ():
        for match in _NUMBERED.finditer(text.folded, begin, stop):
            if not _HELPS.search(text.folded, max(begin, match.start() - _WINDOW), match.start()):
                yield from _expanded(match["list"])


def _expanded(printed: str) -> Iterator[str]:
    for part in re.split(r"\s*(?:,|;|va)\s*", printed):
        low, dash, high = (p.strip() for p in part.partition("-"))
        if dash and 0 < int(high) - int(low) < _RANGE:
            yield from (str(n) for n in range(int(low), int(high) + 1))
        elif low:
            yield low.lstrip("0") or "0"
