"""What a plan asks for: targets, duties, reports."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cancu.web import due, present, words
from cancu.web.refs import BodyRef, DocumentRef, body, document, first_of, grouped
from cancu.web.site import Row, labels, rows

Plans = Mapping[str, DocumentRef]
NO_PLANS: Plans = {}


def _plan(row: Row, plans: Plans) -> DocumentRef | None:
    return plans.get(row.get("plan", "")) if plans else document(row, "plan") if "planType" in row else None


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach."""

    iri: str
    indicator: str
    measure: str
    comparator: str
    value: str
    value_text: str
    value_to: str
    unit: str
    unit_text: str
    group: str
    year: str
    kind: str

    @property
    def shown(self) -> str:
        """«dưới 9,5‰», «từ 2% đến 3%», «đạt 98%»."""
        unit = self.unit_shown
        value = present.decimal(self.value) if self.value else self.value_text
        if not value:
            return "không rõ"
        if self.value_to:
            return f"từ {value}{unit} đến {present.decimal(self.value_to)}{unit}"
        return f"{present.COMPARATORS.get(self.comparator, '')} {value}{unit}".strip()

    @property
    def unit_shown(self) -> str:
        """Unit as written after a figure."""
        if self.unit:
            known = words.UNITS.get(words.local(self.unit))
            return known if known is not None else f" {labels().get(self.unit, words.local(self.unit))}"
        return f" {self.unit_text}" if self.unit_text and self.unit_text not in "%‰" else self.unit_text

    @property
    def is_change(self) -> bool:
        """Whether the value is a change and not a level."""
        return self.kind == "change"


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A piece of a plan and where it stands."""

    iri: str
    section: str

    @property
    def anchor(self) -> str:
        """Its place in the page of the plan."""
        return self.iri.partition("#")[2]

    @property
    def place(self) -> str:
        """Section in words."""
        return present.section(self.section)


@dataclass(frozen=True, slots=True)
class Charge(PlanPart):
    """Work given to a body, in a role: lead, coordinate …"""

    role: str

    @property
    def role_label(self) -> str:
        """Role in words."""
        return words.word(words.ROLES, self.role)


@dataclass(frozen=True, slots=True)
class Item(PlanPart):
    """An indicator of a plan with its targets and lead agencies."""

    no: str
    label: str
    targets: tuple[Target, ...]
    leads: tuple[BodyRef, ...]
    plan: DocumentRef | None = None


def _target(row: Row) -> Target:
    return Target(
        iri=row["target"],
        indicator=row.get("indicator", ""),
        measure=row["measure"],
        comparator=row["comparator"],
        value=row["value"],
        value_text=row["valueText"],
        value_to=row["valueTo"],
        unit=row["unit"],
        unit_text=row["unitText"],
        group=row["group"],
        year=row["year"],
        kind=row["kind"],
    )


def items(found: Iterable[Row], leads: Iterable[Row] = (), plans: Plans = NO_PLANS) -> list[Item]:
    """Indicators from rows of one target each; `plans` gives the plan of each where the rows name it."""
    leading = grouped(leads, "item")
    made = []
    for iri, group in grouped(found, "item").items():
        targeted = sorted((r for r in group if r["target"]), key=lambda r: int(r["targetOrder"] or 0))
        targets = tuple(_target(row) for row in first_of(targeted, "target"))
        bodies = tuple(b for row in leading.get(iri, []) if (b := body(row, "body")) is not None)
        first = group[0]
        made.append(Item(iri, first["section"], first["no"], first["label"], targets, bodies, _plan(first, plans)))
    return made


def items_of_plan(iri: str) -> list[Item]:
    """Indicators of a plan in its order."""
    found = rows("plan-indicators", plan=iri)
    return items(found, rows("plan-indicator-leads", plan=iri) if found else [])


@dataclass(frozen=True, slots=True)
class Duty(Charge):
    """One item of work: our own label when there is one, and where it stands."""

    label: str
    start: str
    end: str
    when: str = ""
    partners: tuple[BodyRef, ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment(Charge):
    """What a plan gives one body to do."""

    assignee: BodyRef | None
    label: str
    duties: tuple[Duty, ...]
    plan: DocumentRef | None = None
    group: BodyRef | None = None

    @property
    def roles(self) -> str:
        """«chủ trì 2, phối hợp 1»: how many duties of each role; "" when all have the role of the whole."""
        counts = Counter(duty.role for duty in self.duties)
        if set(counts) <= {self.role}:
            return ""
        rank = list(words.ROLES)
        ordered = sorted(counts, key=lambda role: rank.index(key) if (key := words.local(role)) in rank else len(rank))
        return ", ".join(f"{words.word(words.ROLES, role).lower()} {counts[role]}" for role in ordered)


@dataclass(frozen=True, slots=True)
class Task:
    """One passage of duties with every body it is given to: a heading may name several."""

    first: Assignment
    assignees: tuple[BodyRef, ...]
    anchors: tuple[str, ...]
    new: frozenset[str]
    """Duties not given before in the plan; one shared with an earlier passage has its place there."""


def assignments(found: Iterable[Row], links: Iterable[Row] = (), plans: Plans = NO_PLANS) -> list[Assignment]:
    """Assignments from rows of one duty each; `plans` as in `items`."""
    partners: dict[str, list[BodyRef]] = {}
    mentions: dict[str, dict[str, str]] = {}
    for row in links:
        partner = body(row, "partner")
        if partner is not None:
            partners.setdefault(row["duty"], []).append(partner)
        elif row["citation"]:
            anchor = "#" + row["citation"].partition("#")[2]
            mentions.setdefault(row["duty"], {}).setdefault(row["surface"], anchor)
    made = []
    for iri, group in grouped(found, "assignment").items():
        duties = tuple(
            Duty(
                iri=row["duty"],
                section=row["dutySection"] or row["section"],
                role=row["dutyRole"] or row["role"],
                label=row["label"],
                start=row.get("start", ""),
                end=row.get("end", ""),
                when=due_of(row) if row.get("due") else "",
                partners=tuple(dict.fromkeys(partners.get(row["duty"], ()))),
                mentions=tuple((anchor, surface) for surface, anchor in mentions.get(row["duty"], {}).items()),
            )
            for row in first_of((r for r in group if r["duty"]), "duty")
        )
        first = group[0]
        made.append(
            Assignment(
                iri=iri,
                section=first["section"],
                assignee=body(first, "assignee"),
                role=first["role"],
                label=first["assignmentLabel"],
                duties=duties,
                plan=_plan(first, plans),
                group=body(first, "group") if first.get("group") and "groupLabel" in first else None,
            )
        )
    return made


def given_to(iri: str, wanted: Sequence[str]) -> list[Assignment]:
    """These assignments to a body or to a group it belongs to, in the order of their plans."""
    if not wanted:
        return []
    given = rows("agency-assigned-duties", assignment=wanted)
    duties = grouped(sorted(given, key=lambda row: int(row["dutyOrder"] or 0)), "assignment")
    none = {"duty": "", "dutyOrder": "", "dutySection": "", "dutyRole": "", "label": ""}
    found = [
        {**row, "group": "" if row["group"] == iri else row["group"]}
        for row in first_of(rows("agency-assignments", assignment=wanted), "assignment")
    ]
    return assignments({**none, **row, **duty} for row in found for duty in duties.get(row["assignment"], [none]))


def tasks_of_plan(iri: str) -> list[Task]:
    """What a plan gives to whom, in its order."""
    found = rows("plan-duties", plan=iri)
    made = assignments(found, rows("plan-duty-links", plan=iri) if found else [])
    shared: dict[tuple[str, str, tuple[str, ...]], list[Assignment]] = {}
    for assignment in made:
        key = tuple(duty.iri for duty in assignment.duties) or (assignment.iri,)
        shared.setdefault((assignment.section, assignment.role, key), []).append(assignment)
    tasks = []
    seen: set[str] = set()
    for group in shared.values():
        new = frozenset(duty.iri for duty in group[0].duties) - seen
        seen |= new
        assignees = tuple(a.assignee for a in group if a.assignee)
        tasks.append(Task(group[0], assignees, tuple(a.anchor for a in group), new))
    return tasks


def due_of(row: Row) -> str:
    """When the row's thing is due, in words."""
    return due.shown(
        row["due"],
        before=present.is_true(row["before"]),
        start=row["dueFrom"],
        working_days=present.is_true(row["workingDays"]),
    )


@dataclass(frozen=True, slots=True)
class Report(PlanPart):
    """An obligation to report: who, to whom, through whom, when."""

    when: str
    period: str
    reporters: tuple[BodyRef, ...]
    recipients: tuple[BodyRef, ...]
    via: tuple[BodyRef, ...]
    plan: DocumentRef | None = None
    own: frozenset[str] = frozenset()


def reports(found: Iterable[Row], plans: Plans = NO_PLANS) -> list[Report]:
    """Obligations from rows that combine everybody who takes part; `plans` as in `items`."""
    made = []
    for iri, group in grouped(found, "report").items():
        parts = {
            role: tuple(dict.fromkeys(ref for row in group if (ref := body(row, role)) is not None))
            for role in ("reporter", "recipient", "via")
        }
        first = group[0]
        made.append(
            Report(
                iri=iri,
                section=first["section"],
                when=due_of(first),
                period=first["period"],
                reporters=parts["reporter"],
                recipients=parts["recipient"],
                via=parts["via"],
                plan=_plan(first, plans),
                own=frozenset(row["own"] for row in group if row.get("own")),
            )
        )
    return made


def reports_of_plan(iri: str) -> list[Report]:
    """Obligations in a plan in its order."""
    return reports(rows("plan-reports", plan=iri))
