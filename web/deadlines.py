"""Deadlines of plans: what is due, for whom, on which last permitted days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cancu.graph.catalogue_file import ORDERED, SENDS, TIMED
from cancu.graph.plan_parts import About, DueCount
from cancu.web import address, occurrences, present
from cancu.web.due import shown
from cancu.web.occurrences import Window
from cancu.web.refs import BodyRef, DocumentRef, body, documents, grouped
from cancu.web.site import Row, knowledge, rows

KINDS = {"report": "Báo cáo", "duty": "Nhiệm vụ", "order": "Ban hành kế hoạch"}
_KIND = {SENDS: "report", TIMED: "duty", ORDERED: "order"}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due, in words and with who must do it."""

    iri: str
    kind: str
    label: str
    section: str
    when: str
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


Placed = Sequence[tuple[date, DueCount]]
"""The last permitted days in order, each with what is due then; what recurs stands at each of its days."""


def placed(dues: Iterable[DueCount], window: Window) -> Placed:
    """The days of a time at which something is due."""
    found = (
        (day, due)
        for due in dues
        for day in occurrences.last_days(due.due, before=due.before, window=_of_plans(due, window))
    )
    return sorted(found, key=lambda pair: (pair[0], pair[1].due, pair[1].before, pair[1].since, pair[1].until))


def _of_plans(due: DueCount, window: Window) -> Window:
    """A due that recurs does so from the year of its plan to the end of its period, so far as they are known."""
    if not occurrences.recurs(due.due):
        return window
    first = date(int(due.since), 1, 1) if due.since else window.first
    last = date(int(due.until), 12, 31) if due.until else window.last
    return window.within(Window(first, last))


def total(days: Placed) -> int:
    """How many deadlines there are."""
    return sum(due.count for _, due in days)


def by_month(days: Placed) -> list[tuple[int, int, int]]:
    """The months there are: how many deadlines each has, and how many are before it."""
    counts: dict[int, int] = {}
    for day, due in days:
        counts[day.month] = counts.get(day.month, 0) + due.count
    before, found = 0, []
    for month, count in counts.items():
        found.append((month, count, before))
        before += count
    return found


def of_part(days: Placed, whom: Sequence[About], limit: int, start: int = 0) -> list[tuple[date, list[Deadline]]]:
    """So many deadlines from `start` on, by day; of some bodies, or of all."""
    parts, taken = knowledge().parts, list[tuple[date, list[tuple[str, int]]]]()
    for day, due in days:
        skipped = min(start, due.count)
        start -= skipped
        wanted = min(limit, due.count - skipped)
        if wanted > 0:
            taken.append((day, parts.due(due, whom, wanted, skipped)))
            limit -= wanted
    told = {made.iri: made for made in _told(dict(thing for _, things in taken for thing in things), whom)}
    found: dict[date, list[Deadline]] = {}
    for day, things in taken:
        found.setdefault(day, []).extend(told[iri] for iri, _ in things if iri in told)
    return list(found.items())


def without_day(dues: Iterable[DueCount], whom: Sequence[About], limit: int) -> list[Deadline]:
    """What is due so long after some event."""
    things: dict[str, int] = {}
    for due in dues:
        if due.due.startswith("P") and len(things) < limit:
            things |= dict(knowledge().parts.due(due, whom, limit))
    return _told(things, whom)


def _told(kinds: dict[str, int], whom: Sequence[About]) -> list[Deadline]:
    """Things of these kinds in words; of bodies asked for, those alone are named."""
    names, own = sorted(kinds), {about.iri for about in whom}
    found = [row for at in range(0, len(names), _AT_ONCE) for row in rows("deadlines", thing=names[at : at + _AT_ONCE])]
    plans = documents(name.partition("#")[0] for name in names)
    return [
        Deadline(
            iri=iri,
            kind=_KIND[kinds[iri]],
            label=group[0]["label"] or (f"Báo cáo {group[0]['period']}" if group[0]["period"] else ""),
            section=group[0]["section"],
            when=_when(group[0]),
            bodies=tuple(
                dict.fromkeys(
                    ref for row in group if (not own or row["body"] in own) and (ref := body(row, "body")) is not None
                )
            ),
            plan=plans[iri.partition("#")[0]],
        )
        for iri, group in grouped(found, "thing").items()
    ]


def _when(row: Row) -> str:
    return shown(
        row["due"],
        before=present.is_true(row["before"]),
        start=row["dueFrom"],
        working_days=present.is_true(row["workingDays"]),
    )
