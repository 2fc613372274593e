"""Two plans side by side: for each ground, indicator, body and deadline what either says, and whether they agree."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cancu.graph.fold import fold
from cancu.web import present
from cancu.web.lineage import Lineage
from cancu.web.named import Order
from cancu.web.planning import Item, Report, Task
from cancu.web.refs import BodyRef

STATES = {
    "changed": "Khác nhau",
    "added": "Chỉ có ở kế hoạch thứ hai",
    "dropped": "Chỉ có ở kế hoạch thứ nhất",
    "common": "Giống nhau",
}
Thing = TypeVar("Thing")
_PLACE = re.compile(r"\s+\(?(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+[A-ZÀ-ỸĐ].*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What one plan says: text, and the place in its page."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing compared; a side is empty where the plan does not name it."""

    label: str
    href: str
    first: tuple[Said, ...]
    second: tuple[Said, ...]
    same: bool

    @property
    def state(self) -> str:
        """Key of STATES."""
        if not self.second:
            return "dropped"
        if not self.first:
            return "added"
        return "common" if self.same else "changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that one plan says: what makes it the same thing as in the other plan, and what is compared."""

    key: str
    label: str
    said: Said
    compared: str
    href: str = ""


def lines(first: Iterable[Entry], second: Iterable[Entry]) -> list[Line]:
    """The entries of both plans, those with one key together, what differs first."""
    a, b = _by_key(first), _by_key(second)
    made = []
    for key in dict.fromkeys((*a, *b)):
        either = (a.get(key) or b[key])[0]
        one, other = a.get(key, []), b.get(key, [])
        made.append(
            Line(
                either.label,
                either.href,
                tuple(e.said for e in one),
                tuple(e.said for e in other),
                {e.compared for e in one} == {e.compared for e in other},
            )
        )
    order = list(STATES)
    return sorted(made, key=lambda line: (order.index(line.state), present.sort_key(line.label)))


def _by_key(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.key, []).append(entry)
    return found


def counted(found: Sequence[Line]) -> Mapping[str, int]:
    """How many lines of each state there are, states without any left out."""
    return {state: count for state in STATES if (count := sum(line.state == state for line in found))}


def office(label: str) -> str:
    """A body without its place: «Sở Y tế tỉnh A» and «Sở Y tế tỉnh B» are the same office in two places."""
    return _PLACE.sub("", label)


Named = Callable[[BodyRef], str]
"""What names a body when two plans are compared: itself, or its office where the plans are of two places."""


def grounds(up: Lineage) -> list[Entry]:
    """What a plan itself carries out or rests on, by instrument."""
    return [
        Entry(
            link.document.iri,
            link.document.name,
            Said("; ".join(dict.fromkeys(way.how for way in link.ways)), link.ways[0].evidence_href),
            "implements" if link.implements else "based_on",
            link.document.href,
        )
        for link in up.links
        if link.depth == 1 and link.ways
    ]


def indicators(items: Iterable[Item]) -> list[Entry]:
    """Targets by indicator and group; the same value for another year is the same."""
    return [
        Entry(
            f"{target.indicator or fold(target.measure)} {fold(target.group)} {target.kind}",
            present.capital(target.measure) + (f" ({target.group})" if target.group else ""),
            Said(target.shown + (f" (năm {target.year})" if target.year else ""), f"#{item.anchor}"),
            target.shown,
            target.indicator,
        )
        for item in items
        for target in item.targets
    ]


def duties(tasks: Iterable[Task], named: Named) -> list[Entry]:
    """Work by body and role; compared is how many pieces of work there are."""
    given: dict[tuple[str, str, str], list[Task]] = {}
    for task in tasks:
        for ref in task.assignees:
            given.setdefault((named(ref), ref.label, task.first.role_label), []).append(task)
    return [
        Entry(
            f"{key} {role}",
            f"{key}: {role.lower()}",
            Said(_work(group), f"#{group[0].anchors[0]}"),
            str(_pieces(group)),
        )
        for (key, _, role), group in given.items()
    ]


def _pieces(tasks: Iterable[Task]) -> int:
    return sum(max(len(task.first.duties), 1) for task in tasks)


def _work(tasks: Sequence[Task]) -> str:
    labels = [text for task in tasks if (text := task.first.label)]
    labels += [duty.label for task in tasks for duty in task.first.duties if duty.label]
    places = ", ".join(dict.fromkeys(task.first.place for task in tasks))
    told = "; ".join(dict.fromkeys(labels))
    return f"{_pieces(tasks)} nhiệm vụ, {places}" + (f": {told}" if told else "")


def deadlines(reports: Iterable[Report], orders: Iterable[Order], tasks: Iterable[Task], named: Named) -> list[Entry]:
    """Dues by what is due and who must act."""
    made = []
    for report in reports:
        who, to = _names(report.reporters, named), _names((*report.recipients, *report.via), named)
        what = f"Báo cáo {report.period}".strip()
        label = f"{what}: {who or 'không rõ cơ quan'}" + (f", gửi {to}" if to else "")
        made.append(
            Entry(f"report {who} {to} {report.period}", label, Said(report.when, f"#{report.anchor}"), report.when)
        )
    for order in orders:
        who = _names(order.bodies, named)
        made.append(
            Entry(f"order {who}", f"Ban hành kế hoạch: {who}", Said(order.when, f"#{order.anchor}"), order.when)
        )
    for task in tasks:
        who = _names(task.assignees, named)
        made += [
            Entry(
                f"duty {who} {fold(duty.label)}",
                f"{duty.label or 'Nhiệm vụ'}: {who}",
                Said(duty.when, f"#{duty.anchor}"),
                duty.when,
            )
            for duty in task.first.duties
            if duty.when
        ]
    return made


def _names(refs: Iterable[BodyRef], named: Named) -> str:
    return ", ".join(sorted({named(ref) for ref in refs}))
