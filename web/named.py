"""What a plan names and orders: plans to issue, events, themes, hotlines, sources of money, programmes."""

from dataclasses import dataclass

from cancu.web import present
from cancu.web.planning import PlanPart, due_of
from cancu.web.refs import BodyRef, body, grouped
from cancu.web.site import Row, rows
from cancu.web.words import local

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


def orders_of_plan(iri: str) -> list[Order]:
    """Plans to issue that a plan orders, in its order."""
    made = []
    for name, group in grouped(rows("plan-orders", plan=iri), "order").items():
        first = group[0]
        made.append(
            Order(
                iri=name,
                section=first["section"],
                when=due_of(first),
                bodies=tuple(dict.fromkeys(ref for row in group if (ref := body(row, "body")) is not None)),
                own=present.is_true(first["own"]),
                papers=tuple(dict.fromkeys((_anchor(r["citation"]), r["surface"]) for r in group if r["citation"])),
            )
        )
    return made


def names_of_plan(iri: str) -> list[tuple[str, list[Name]]]:
    """What a plan names, by kind; kinds it does not name are left out."""
    found: dict[str, list[Name]] = {kind: [] for kind in KINDS}
    for row in rows("plan-named", plan=iri):
        approved = (_anchor(row["citation"]), row["surface"]) if row["citation"] else None
        found[local(row["kind"])].append(Name(row["named"], row["section"], row["name"], _more(row), approved))
    return [(KINDS[kind], names) for kind, names in found.items() if names]


def _more(row: Row) -> str:
    """Number, time, amount, as the kind has them."""
    if row["phone"]:
        return f"số {row['phone']}"
    if row["amount"]:
        return f"{present.decimal(row['amount'])} {row['unit']}"
    if row["date"] and row["last"]:
        return f"từ {_day(row['date'])} đến {_day(row['last'])}"
    return _day(row["date"]) if row["date"] else row["word"]


def _day(value: str) -> str:
    if value.startswith("--"):
        month, _, day = value.removeprefix("--").partition("-")
        return f"ngày {day}/{present.month_digits(month)}"
    return f"năm {value}" if len(value) == len("2025") else f"ngày {present.date(value)}"


def _anchor(citation: str) -> str:
    return "#" + citation.partition("#")[2]
