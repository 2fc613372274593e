"""What a reader of plans finds in one document besides its citations; offsets count characters of the text as read."""

from dataclasses import dataclass
from decimal import Decimal

from cancu.graph.registry import Area, Body, DocumentType

GIVEN, BLANK, ABSENT, ILLEGIBLE, ISSUED_WITH = "given", "blank", "absent", "illegible", "issued-with"
LEAD, COORDINATE, REQUESTED, OTHER = "lead", "coordinate", "requested", "other"
LEVEL, CHANGE = "level", "change"


@dataclass(frozen=True, slots=True)
class Party:
    """A body or a group of bodies that a plan names; `name` in full, `body` where the registry knows it."""

    name: str
    surface: str
    body: Body | None
    group: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Which document this is; an absent value is None.

    `date` is ISO, as precise as printed («2024-04»); `number` the whole one as it should be printed («884/KH-SGD&ĐT»),
    `digits` its running number without leading zeros; `period` the first and last year it covers.
    """

    type: DocumentType | None
    number: str | None
    number_raw: str | None
    digits: str | None
    number_year: str | None
    symbol: str | None
    number_status: str
    date: str | None
    date_text: str | None
    title: str
    title_start: int
    title_end: int
    issuer: Body | None
    level: str | None
    area: Area | None
    year: int | None
    period: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Target:
    """One value an indicator shall reach; `comparator` one of < <= > >= =, `value_to` the upper end of a range."""

    measure: str
    comparator: str
    value: Decimal
    value_text: str
    value_to: Decimal | None
    unit: str | None
    group: str | None
    year: int | None
    kind: str
    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a plan; `number` as numbered there, None for an item without a number."""

    number: str | None
    label: str
    targets: tuple[Target, ...]
    lead_agencies: tuple[Party, ...]
    section: str
    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: `date` in full, or `month_day` («11-15») of every year; `before` for «trước ngày»."""

    date: str | None
    month_day: str | None
    before: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One item of what a body must do."""

    order: int
    section: str
    role: str
    partners: tuple[Party, ...]
    due: Due | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one body or group must do under one heading; bodies named together share the same duties."""

    section: str
    agency: Party
    role: str
    duties: tuple[Duty, ...]
    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """A report somebody owes; `due` is None where no day is printed, `period` «6 tháng», «năm», «quý» … or None."""

    section: str
    who: tuple[Party, ...]
    to: tuple[Party, ...]
    via: tuple[Party, ...]
    due: Due | None
    period: str | None
    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of «Nơi nhận», as printed without its dash and final punctuation."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, post («PHÓ CHỦ TỊCH») and capacity («KT. CHỦ TỊCH»), each as printed or None."""

    name: str | None
    post: str | None
    capacity: str | None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Everything found."""

    identity: Identity
    indicators: tuple[Indicator, ...]
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    recipients: tuple[Recipient, ...]
    signer: Signer | None
