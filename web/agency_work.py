"""What plans ask of a body, a page at a time with whole counts: duties, indicators, reports, and what it issued."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cancu.graph.catalogue_file import GATHERS, GIVEN, LEADS, PARTNER, RECEIVES, SENDS
from cancu.graph.plan_parts import POSSIBLE, Total
from cancu.web import address, planning, words
from cancu.web.membership import whom_of
from cancu.web.paging import Part, taken
from cancu.web.parts import parts_named
from cancu.web.planning import Assignment, Duty, Item, Report
from cancu.web.refs import BodyRef, DocumentRef, body, documents, grouped, listed
from cancu.web.site import knowledge, rows

SHOWN = 25
"""Reports, partnerships and documents of each sort that the page shows at a time."""
PLANS = 10
"""Plans whose duties, or indicators, it shows at a time: each brings several."""


@dataclass(frozen=True, slots=True)
class PlanShare:
    """What one plan gives a body, by role."""

    plan: DocumentRef
    by_role: dict[str, list[Assignment]]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A duty of somebody else in which the body takes part."""

    plan: DocumentRef
    duty: str
    section: str
    label: str
    leads: tuple[BodyRef, ...]


class Work:
    """What the page of a body shows of plans and documents, as the address asks for it."""

    def __init__(self, iri: str) -> None:
        opened = knowledge()
        self._iri, self._path = iri, address.page(iri)
        self._parts, self._catalogue = opened.parts, opened.catalogue
        self._whom = whom_of(iri)
        self._totals = self._parts.totals(self._whom)

    def _total(self, kind: int) -> Total:
        return self._totals.get(kind, Total())

    @property
    def may_belong_to(self) -> set[str]:
        """Groups that it only may belong to: of them those concerned are meant."""
        return {about.iri for about in self._whom if about.kinds == POSSIBLE}

    @property
    def duties(self) -> int:
        """How many duties it is given in all."""
        return self._total(GIVEN).amount

    @property
    def led(self) -> int:
        """How many indicators it leads in all."""
        return self._total(LEADS).parts

    def shares(self) -> Part[PlanShare]:
        """What plans give it to do, the newest plans first."""
        return taken(self._shares, self._total(GIVEN).plans, PLANS, self._path, "#nhiem-vu")

    def _shares(self, limit: int, start: int) -> list[PlanShare]:
        found = self._parts.plans(self._whom, GIVEN, limit, start)
        given = planning.assignments(parts_named([part for _, parts in found for part in parts]))
        by_plan: dict[str, list[Assignment]] = {}
        for assignment in given:
            by_plan.setdefault(assignment.iri.partition("#")[0], []).append(assignment)
        return [PlanShare(listed(plan), by_role(by_plan.get(plan.iri, []))) for plan, _ in found]

    def items(self) -> Part[tuple[DocumentRef, list[Item]]]:
        """Indicators that it leads, by plan, the newest plans first."""
        return taken(self._items, self._total(LEADS).plans, PLANS, self._path, "#chi-tieu", "indicators")

    def _items(self, limit: int, start: int) -> list[tuple[DocumentRef, list[Item]]]:
        found = self._parts.plans(self._whom[:1], LEADS, limit, start)
        names = [part for _, parts in found for part in parts]
        told = {item.iri: item for item in planning.items(parts_named(names))}
        made = [(listed(plan), [told[part] for part in parts if part in told]) for plan, parts in found]
        return [(plan, sorted(items, key=lambda item: (len(item.no), item.no))) for plan, items in made]

    def sends(self) -> Part[Report]:
        """Reports that it sends, those without a date first, then by date."""
        return self._reports((SENDS,), "#gui", "sent")

    def receives(self) -> Part[Report]:
        """Reports that it receives or gathers."""
        return self._reports((RECEIVES, GATHERS), "#nhan", "received")

    def _reports(self, kinds: tuple[int, ...], anchor: str, name: str) -> Part[Report]:
        def take(limit: int, start: int) -> list[Report]:
            wanted = self._parts.parts(self._whom, kinds, limit, start)
            plans = documents(part.partition("#")[0] for part in wanted)
            found = planning.reports(parts_named(wanted))
            told = {report.iri: replace(report, plan=plans[report.iri.partition("#")[0]]) for report in found}
            # In a plan as it has them, which is not the order of their names.
            place = {report.iri: at for at, report in enumerate(found)}
            of_plan = groupby(
                (part for part in wanted if part in told), key=lambda part: (told[part].when, part.partition("#")[0])
            )
            return [told[part] for _, group in of_plan for part in sorted(group, key=lambda part: place[part])]

        return taken(take, self._parts.count(self._whom, kinds), SHOWN, self._path, anchor, name)

    def partnerships(self) -> Part[Partnership]:
        """Duties of others that name it as partner."""
        return taken(self._partnerships, self._total(PARTNER).parts, SHOWN, self._path, "#phoi-hop", "partner")

    def _partnerships(self, limit: int, start: int) -> list[Partnership]:
        wanted = self._parts.parts(self._whom[:1], (PARTNER,), limit, start)
        plans = documents(part.partition("#")[0] for part in wanted)
        found = grouped(rows("agency-partnerships", duty=wanted) if wanted else [], "duty")
        return [
            Partnership(
                plans[duty.partition("#")[0]], duty, found[duty][0]["section"], found[duty][0]["label"],
                tuple(dict.fromkeys(b for row in found[duty] if (b := body(row, "assignee")) is not None)),
            )
            for duty in wanted
            if duty in found
        ]  # fmt: skip

    def issued(self) -> Part[DocumentRef]:
        """Documents that it issued, the latest first."""
        _, total = self._catalogue.documents({"issuer": self._iri}, "latest", 0)
        return taken(self._issued, total, SHOWN, self._path, "#ban-hanh", "issued")

    def _issued(self, limit: int, start: int) -> list[DocumentRef]:
        found, _ = self._catalogue.documents({"issuer": self._iri}, "latest", limit, start)
        return [listed(entry) for entry in found]


def by_role(found: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    """Assignments of one plan by role, from lead to other."""
    order = list(words.ROLES)
    groups = grouped_by_role(found)
    return {role: groups[role] for role in sorted(groups, key=order.index)}


def grouped_by_role(assignments: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    """Assignments by the last piece of their role, one whose items have labels split by the roles of its items."""
    groups: dict[str, list[Assignment]] = {}
    for assignment in assignments:
        parts = _by_duty_role(assignment) if any(duty.label for duty in assignment.duties) else {}
        for role, part in (parts or {words.local(assignment.role): assignment}).items():
            groups.setdefault(role if role in words.ROLES else "other", []).append(part)
    return groups


def _by_duty_role(assignment: Assignment) -> dict[str, Assignment]:
    roles: dict[str, list[Duty]] = {}
    for duty in assignment.duties:
        roles.setdefault(words.local(duty.role), []).append(duty)
    return {role: replace(assignment, duties=tuple(duties)) for role, duties in roles.items()}
