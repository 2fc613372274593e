"""What a reader of plans finds in one document besides its citations; offsets count characters of the text as read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cancu.graph.registry import Area, Body, DocumentType

PLAN_TYPE = "ke-hoach"
GIVEN, BLANK, ABSENT, ILLEGIBLE, ISSUED_WITH = "given", "blank", "absent", "illegible", "issued-with"
LEAD, COORDINATE, REQUESTED, OTHER = "lead", "coordinate", "requested", "other"
LEVEL, CHANGE = "level", "change"


class Party(NamedTuple):
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
    `digits` its running number without leading zeros; `period` the first and last year it covers; `issuer_text` is the
    name of an issuer that no register knows.
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
    issuer_text: str | None = None

    @property
    def issuer_name(self) -> str | None:
        """Full Vietnamese name of the issuer."""
        return self.issuer.name if self.issuer else self.issuer_text


def year_of_dues(document: Identity) -> int | None:
    """The year of a day that is printed without one; None where the document covers several."""
    if document.period is None:
        return document.year
    first, last = document.period
    return first if first == last else None


def day_of(document: Identity) -> date | None:
    """The day of the document, the first of its year where it prints none: of it are the places that it names."""
    if document.date and len(document.date) == len("2025-12-31"):
        return date.fromisoformat(document.date)
    return date(document.year, 1, 1) if document.year else None


def is_plan(document: Identity) -> bool:
    """Whether the document is of the type kế hoạch."""
    return document.type is not None and document.type.slug == PLAN_TYPE


class Target(NamedTuple):
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


class Indicator(NamedTuple):
    """One indicator of a plan; `number` as numbered there, None for an item without a number."""

    number: str | None
    label: str
    targets: tuple[Target, ...]
    lead_agencies: tuple[Party, ...]
    section: str
    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When something is due; exactly one of the following says it, `before` that it must be done before then.

    `date` as precise as printed («2025-12-31», «2025-12», «2025-Q4», «2025»); `month_day` («11-15») or `month` («06»)
    of every year; `day` of every month; `weekday` of every week (1 is Monday); `within` a duration («P10D») after
    `trigger`, the words that say what it counts from, in `working_days` or calendar days; `impossible` a day
    that no calendar has, in figures.
    """

    start: int
    end: int
    before: bool
    date: str | None = None
    month_day: str | None = None
    month: str | None = None
    day: int | None = None
    weekday: int | None = None
    within: str | None = None
    trigger: str | None = None
    working_days: bool = False
    impossible: str | None = None

    @property
    def iso(self) -> str:
        """The due as one string: a date, «--11-15», «--06», «---15», «-W-5» or «P10D»."""
        if self.month_day:
            return f"--{self.month_day}"
        if self.month:
            return f"--{self.month}"
        if self.day:
            return f"---{self.day:02}"
        if self.weekday:
            return f"-W-{self.weekday}"
        return self.date or self.within or self.impossible or ""


class Duty(NamedTuple):
    """One item of what a body must do."""

    order: int
    section: str
    role: str
    partners: tuple[Party, ...]
    due: Due | None
    start: int
    end: int


class Assignment(NamedTuple):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where a fact stands: its section, its place among those of its kind, and the characters `start:end`."""

    section: str
    order: int = 0
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Passage):
    """A day, week, month, feast, ceremony, movement, contest or conference with a name of its own.

    `date` is ISO as precise as printed, «--12-26» for a day without a year, «2025-11-15/2025-12-15» for a time.
    """

    name: str
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Passage):
    """A theme, slogan or message: `name` its wording, `word` what the text calls it."""

    name: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline(Passage):
    """A number to call: `name` its digits, `printed` as printed, `label` what is reached by it."""

    name: str
    printed: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Passage):
    """A source of money; `amount` and `unit` («triệu đồng») where printed beside it."""

    name: str
    amount: Decimal | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Passage):
    """A programme, scheme or component project by its title; `approved_at`: where what approves it is named."""

    name: str
    approved_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOrder(Passage):
    """An order to issue a plan: who, for what, by when, and to whom it shall be sent, through whom.

    `named_at` are the places where the instruments it shall carry out are named; empty where it is this document.
    """

    who: tuple[Party, ...]
    named_at: tuple[int, ...]
    to: tuple[Party, ...]
    via: tuple[Party, ...]
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictBodies(Passage):
    """Bodies of districts named together, by level or as a group: «Tòa án nhân dân cấp huyện»."""

    name: str


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
    """Everything found; `unlisted` are those with assignments whom no recipient can mean."""

    identity: Identity
    indicators: tuple[Indicator, ...]
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    plan_orders: tuple[PlanOrder, ...]
    events: tuple[Event, ...]
    themes: tuple[Theme, ...]
    hotlines: tuple[Hotline, ...]
    funding: tuple[Funding, ...]
    programmes: tuple[Programme, ...]
    recipients: tuple[Recipient, ...]
    signer: Signer | None
    unlisted: tuple[Party, ...] = ()
    of_districts: tuple[DistrictBodies, ...] = ()
