"""Deadlines of plans: what is due, for whom, on which last permitted days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from cancu.graph.names import XSD
from cancu.web import address, occurrences, present
from cancu.web.occurrences import Window
from cancu.web.planning import due_of
from cancu.web.refs import BodyRef, DocumentRef, body, document, grouped
from cancu.web.site import Row, knowledge, rows

KINDS = {"report": "Báo cáo", "duty": "Nhiệm vụ", "order": "Ban hành kế hoạch"}
MOST = 5000
"""Rows that the calendar of all bodies reads at most."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due; `days` are its last permitted days in the time asked for, none where they depend on an event."""

    iri: str
    kind: str
    label: str
    section: str
    when: str
    days: tuple[date, ...]
    recurs: bool
    bodies: tuple[BodyRef, ...]
    plan: DocumentRef

    @property
    def href(self) -> str:
        """Its place on the page of the plan."""
        return address.page(self.iri)

    @property
    def kind_label(self) -> str:
        """Kind in words."""
        return KINDS[self.kind]

    @property
    def place(self) -> str:
        """Section in words."""
        return present.section(self.section)

    @property
    def who(self) -> str:
        """The bodies by name."""
        return ", ".join(ref.label for ref in self.bodies)


def of_agency(iri: str, window: Window) -> list[Deadline]:
    """Deadlines of a body and of the groups it belongs to."""
    return _deadlines(rows("agency-deadlines", agency=iri), window)


def of_all(window: Window) -> tuple[list[Deadline], bool]:
    """Deadlines of all bodies, and whether some were left out because there are too many."""
    first, last = (Literal(day.isoformat(), datatype=NamedNode(XSD + "date")) for day in (window.first, window.last))
    found = knowledge().page("deadlines", first=first, last=last).values()
    return _deadlines(found, window), len(found) == MOST


def _deadlines(found: Iterable[Row], window: Window) -> list[Deadline]:
    made = []
    for iri, group in grouped(found, "thing").items():
        first = group[0]
        days = occurrences.last_days(first["due"], before=first["before"] == "true", window=_of_plan(first, window))
        made.append(
            Deadline(
                iri=iri,
                kind=first["kind"],
                label=first["label"] or (f"Báo cáo {first['period']}" if first["period"] else ""),
                section=first["section"],
                when=due_of(first),
                days=tuple(days),
                recurs=occurrences.recurs(first["due"]),
                bodies=tuple(dict.fromkeys(ref for row in group if (ref := body(row, "body")) is not None)),
                plan=document(first, "plan"),
            )
        )
    return made


def _of_plan(row: Row, window: Window) -> Window:
    """A due that recurs does so from the plan's year to the end of its period, so far as they are known."""
    if not occurrences.recurs(row["due"]):
        return window
    begins = (row["start"] or row["planIssued"] or row["planYear"])[:4]
    ends = row["end"][:4]
    first = date(int(begins), 1, 1) if begins.isdigit() else window.first
    last = date(int(ends), 12, 31) if ends.isdigit() else window.last
    return window.within(Window(first, last))


def by_day(deadlines: Iterable[Deadline]) -> list[tuple[date, list[Deadline]]]:
    """Deadlines by the last permitted day, in order; one that recurs stands at each of its days."""
    days: dict[date, list[Deadline]] = {}
    for deadline in deadlines:
        for day in deadline.days:
            days.setdefault(day, []).append(deadline)
    return sorted(days.items())
