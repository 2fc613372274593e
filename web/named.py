"""What a plan names and orders: plans to issue, events, themes, hotlines, sources of money, programmes."""

from dataclasses import dataclass

from cancu.web import due, present
from cancu.web.parts import Parts, Thing
from cancu.web.planning import PlanPart
from cancu.web.refs import BodyRef

KINDS = {
    "Event": "Sự kiện",
    "Theme": "Chủ đề, khẩu hiệu, thông điệp",
    "Hotline": "Đường dây nóng",
    "FundingSource": "Nguồn kinh phí",
    "ProgrammeMention": "Chương trình, đề án",
}
"""Headings of the kinds of names, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Order(PlanPart):
    """A plan to be issued: by whom, for this plan or for the instruments cited at `papers`, when."""

    when: str
    bodies: tuple[BodyRef, ...]
    own: bool
    papers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Name(PlanPart):
    """Something named: what it is called, more about it, and the citation of what approves it."""

    name: str
    more: str
    approved: tuple[str, str] | None


def orders(found: Parts, plan: str) -> list[Order]:
    """Plans to issue that a plan orders, in its order."""
    return [
        Order(
            iri=thing.iri,
            section=thing.one("section"),
            when=thing.when or due.UNKNOWN,
            bodies=found.bodies(thing, "orderedBody"),
            own=plan in thing.each("orderedFor"),
            papers=found.passages(thing, "mentions"),
        )
        for thing in found.of_kind("PlanOrder")
    ]


def names(found: Parts) -> list[tuple[str, list[Name]]]:
    """What a plan names, by kind; kinds it does not name are left out."""
    return [
        (
            heading,
            [
                Name(thing.iri, thing.one("section"), thing.one("prefLabel"), _more(thing), approved)
                for thing in named
                for approved in (next(iter(found.passages(thing, "approvedIn")), None),)
            ],
        )
        for kind, heading in KINDS.items()
        if (named := found.of_kind(kind))
    ]


def _more(thing: Thing) -> str:
    """Number, time, amount, as the kind has them."""
    if phone := thing.one("phoneNumber"):
        return f"số {phone}"
    if amount := thing.one("amount"):
        return f"{present.decimal(amount)} {thing.one('amountUnit')}"
    first, last = thing.one("eventDate"), thing.one("eventEnd")
    if first and last:
        return f"từ {_day(first)} đến {_day(last)}"
    return _day(first) if first else thing.one("themeWord")


def _day(value: str) -> str:
    if value.startswith("--"):
        month, _, day = value.removeprefix("--").partition("-")
        return f"ngày {day}/{present.month_digits(month)}"
    return f"năm {value}" if len(value) == len("2025") else f"ngày {present.date(value)}"
