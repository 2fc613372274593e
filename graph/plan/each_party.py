"""Every party in what a paper states, changed by one rule: as people decided, or to the issuer's whole name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from cancu.graph.plan.model import Assignment, Duty, Identity, Indicator, Party, PlanFacts, Target

Change = Callable[[Party, str], Party | None]
"""The party as it shall stand in a section; None where it goes."""

_Named = Assignment | Duty | Indicator | Target
"""The tuples of what a paper states whose values have names."""

_OF_WHOM = re.compile(
    r"\s(?:Hội đồng nhân dân|Ủy ban nhân dân|Tỉnh ủy|Thành ủy|tỉnh|thành phố|huyện|xã|phường|đặc khu)\b"
)
"""What an issuer's name goes on with where its own paper leaves it out."""


def with_parties(facts: PlanFacts, change: Change) -> PlanFacts:
    """The facts with every party changed; what lost a party that it cannot be without goes too."""
    changed = {name: _settled(value, "", change) for name, value in _values(facts) if isinstance(value, tuple)}
    return replace(facts, **changed)


def with_issuer_in_full(facts: PlanFacts, identity: Identity) -> PlanFacts:
    """The facts with the issuer also where its paper prints the first words of its name alone: «Ban Văn hóa - Xã hội»
    is that of the council whose paper it is.
    """
    whole = identity.issuer_name
    if whole is None:
        return facts

    def is_short(party: Party) -> bool:
        own = party.body is None and not party.group and whole.startswith(party.name)
        return own and _OF_WHOM.match(whole, len(party.name)) is not None

    def in_full(party: Party, _: str) -> Party:
        return party._replace(name=whole, body=identity.issuer) if is_short(party) else party

    # Few papers do so: a look at who they name spares going through all that they state.
    return with_parties(facts, in_full) if any(map(is_short, charged(facts))) else facts


def charged(facts: PlanFacts) -> Iterator[Party]:
    """Whoever work, reports and plans to issue are about: partners, recipients and who gathers reports among them."""
    for assignment in facts.assignments:
        yield assignment.agency
        for duty in assignment.duties:
            yield from duty.partners
    for report in facts.deadlines:
        yield from (*report.who, *report.to, *report.via)
    for order in facts.plan_orders:
        yield from (*order.who, *order.to, *order.via)


def _settled(value: Any, section: str, change: Change) -> Any:
    """`value` with every party in it changed; what lost a party that it cannot be without is None."""
    if isinstance(value, Party):
        return change(value, section)
    if isinstance(value, tuple) and not isinstance(value, _Named):
        return tuple(after for item in value if (after := _settled(item, section, change)) is not None)
    if not isinstance(value, _Named) and (not is_dataclass(value) or isinstance(value, type)):
        return value
    own = getattr(value, "section", section)
    after = {name: _settled(held, own, change) for name, held in _values(value)}
    if any(after[name] is None and held is not None for name, held in _values(value)):
        return None
    return value._replace(**after) if isinstance(value, _Named) else replace(value, **after)


def _values(of: Any) -> list[tuple[str, Any]]:
    if isinstance(of, _Named):
        return list(of._asdict().items())
    return [(f.name, getattr(of, f.name)) for f in fields(of)]
