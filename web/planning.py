"""What a plan asks for: targets, duties, reports."""

from collections import Counter
from dataclasses import dataclass

from cancu.web import due, present, words
from cancu.web.parts import Parts, Thing
from cancu.web.refs import BodyRef, DocumentRef
from cancu.web.site import labels


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
        """«dưới 9,5‰», «từ 2% đến 3%», «đạt 98%», «15/21 khu phố»."""
        unit = self.unit_shown
        value = self.value_text if self.is_of_a_whole or not self.value else present.decimal(self.value)
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
    def is_of_a_whole(self) -> bool:
        """Whether it counts some of a whole, which is told as printed: «15/21 khu phố»."""
        return "/" in self.value_text

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


def target_of(thing: Thing) -> Target:
    """A target from what is said of it."""
    return Target(
        iri=thing.iri,
        indicator=thing.one("indicator"),
        measure=thing.one("measure"),
        comparator=thing.one("comparator"),
        value=thing.one("value"),
        value_text=thing.one("valueText"),
        value_to=thing.one("valueTo"),
        unit=thing.one("unit"),
        unit_text=thing.one("unitText"),
        group=thing.one("group"),
        year=thing.one("targetYear"),
        kind=thing.one("targetKind"),
    )


def items(found: Parts) -> list[Item]:
    """Indicators with their targets, in the order of their plan."""
    return [
        Item(
            iri=thing.iri,
            section=thing.one("section"),
            no=thing.one("itemNumber"),
            label=thing.one("prefLabel"),
            targets=tuple(map(target_of, found.of(thing, "hasTarget"))),
            leads=found.bodies(thing, "leadAgency"),
        )
        for thing in found.of_kind("PlannedIndicator")
    ]


@dataclass(frozen=True, slots=True)
class Duty(Charge):
    """One item of work: our own label when there is one, and where it stands."""

    label: str
    start: str
    end: str
    when: str
    partners: tuple[BodyRef, ...]
    mentions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Assignment(Charge):
    """What a plan gives one body to do."""

    assignee: BodyRef
    label: str
    duties: tuple[Duty, ...]

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


def assignments(found: Parts) -> list[Assignment]:
    """What is given to whom, in the order of its plan."""
    return [
        Assignment(
            iri=thing.iri,
            section=thing.one("section"),
            role=thing.one("role"),
            assignee=assignee,
            label=thing.one("label"),
            duties=tuple(_duty(found, duty, thing) for duty in found.of(thing, "hasDuty")),
        )
        for thing in found.of_kind("Assignment")
        for assignee in found.bodies(thing, "assignee")[:1]
    ]


def _duty(found: Parts, duty: Thing, whole: Thing) -> Duty:
    return Duty(
        iri=duty.iri,
        section=duty.one("section") or whole.one("section"),
        role=duty.one("role") or whole.one("role"),
        label=duty.one("label"),
        start=duty.one("start"),
        end=duty.one("end"),
        when=duty.when,
        partners=found.bodies(duty, "partner"),
        mentions=found.passages(duty, "mentions"),
    )


def tasks(found: Parts) -> list[Task]:
    """What a plan gives to whom, in its order, what several are given together once."""
    shared: dict[tuple[str, str, tuple[str, ...]], list[Assignment]] = {}
    for assignment in assignments(found):
        key = tuple(duty.iri for duty in assignment.duties) or (assignment.iri,)
        shared.setdefault((assignment.section, assignment.role, key), []).append(assignment)
    made = []
    seen: set[str] = set()
    for group in shared.values():
        new = frozenset(duty.iri for duty in group[0].duties) - seen
        seen |= new
        made.append(Task(group[0], tuple(a.assignee for a in group), tuple(a.anchor for a in group), new))
    return made


@dataclass(frozen=True, slots=True)
class Report(PlanPart):
    """An obligation to report: who, to whom, through whom, when."""

    when: str
    period: str
    reporters: tuple[BodyRef, ...]
    recipients: tuple[BodyRef, ...]
    via: tuple[BodyRef, ...]
    plan: DocumentRef | None = None


def reports(found: Parts) -> list[Report]:
    """Obligations to report, in the order of their plan."""
    return [
        Report(
            iri=thing.iri,
            section=thing.one("section"),
            when=thing.when or due.UNKNOWN,
            period=thing.one("period"),
            reporters=found.bodies(thing, "reporter"),
            recipients=found.bodies(thing, "reportTo"),
            via=found.bodies(thing, "via"),
        )
        for thing in found.of_kind("ReportingObligation")
    ]
