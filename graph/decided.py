"""A plan's own facts as people decided them: who it is of, its number and date, its title, which bodies it means."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from cancu.graph.names import ID, slug
from cancu.graph.plan.each_party import with_parties
from cancu.graph.plan.model import GIVEN, Deadline, Identity, Party, PlanFacts
from cancu.graph.plan.titles import period_of
from cancu.graph.registry import Registry
from cancu.graph.review import (
    AGENCY,
    CONFIRMED,
    DATE,
    DUTY,
    IDENTITY,
    ISSUER,
    NONE,
    NUMBER,
    REPORTER,
    TITLE,
    UNKNOWN,
    Decision,
    numbered,
)

_BODY = ID + "body/"


def decided_identity(identity: Identity, decisions: Iterable[Decision], registry: Registry) -> Identity:
    """The identity with the fields that people decided; issuer first, since level and area follow from it."""
    values = {d.field: d.decision for d in decisions if d.kind == IDENTITY and d.decision != UNKNOWN}
    issuer = registry.body_by_slug(values.get(ISSUER, "").removeprefix(_BODY))
    if issuer is not None:
        identity = replace(identity, issuer=issuer, level=issuer.level, area=issuer.area)
    if DATE in values:
        identity = replace(identity, date=values[DATE], date_text=None, year=int(values[DATE][:4]))
    number = numbered(values[NUMBER]) if NUMBER in values else None
    if number is not None:
        identity = replace(
            identity, number=values[NUMBER], digits=number.digits, number_year=number.year, symbol=number.symbol,
            number_status=GIVEN, year=identity.year or (int(number.year) if number.year else None),
        )  # fmt: skip
    title = next((d.decision for d in decisions if d.kind == TITLE and d.of_document), UNKNOWN)
    if title != UNKNOWN:
        identity = replace(identity, title=title)
    return replace(identity, period=identity.period or period_of(identity.title, identity.year))


def decided_parties(
    facts: PlanFacts, decisions: Iterable[Decision], registry: Registry
) -> tuple[PlanFacts, tuple[Decision, ...]]:
    """The facts with the bodies that people named, and the decisions that match nothing.

    What is no body goes, and what it alone stood for.
    """
    facts, unsent = _with_reporters(facts, [d for d in decisions if d.field == REPORTER], registry)
    chosen = {(d.section, d.surface): d for d in decisions if d.kind == AGENCY and d.field != REPORTER}
    used: set[tuple[str, str]] = set()

    def settled(party: Party, section: str) -> Party | None:
        decision = chosen.get((section, party.name))
        if decision is None:
            return party
        body = registry.body_by_slug(decision.decision.removeprefix(_BODY))
        if body is not None or decision.decision in (NONE, UNKNOWN) or _names(decision, party.name):
            used.add((section, party.name))
        if decision.decision == NONE:
            return None
        return party._replace(name=body.name, body=body, group=False) if body else party

    if not chosen:
        return facts, unsent
    return with_parties(facts, settled), (*unsent, *(d for place, d in chosen.items() if place not in used))


def _with_reporters(
    facts: PlanFacts, decisions: Iterable[Decision], registry: Registry
) -> tuple[PlanFacts, tuple[Decision, ...]]:
    """The reports due with who must send them where nobody was read, and the decisions that match none."""
    chosen = {(d.section, d.ordinal): d for d in decisions}
    seen: Counter[str] = Counter()
    kept: list[Deadline] = []
    for report in facts.deadlines:
        seen[report.section] += 1
        decision = None if report.who else chosen.pop((report.section, seen[report.section]), None)
        body = registry.body_by_slug(decision.decision.removeprefix(_BODY)) if decision else None
        if body is not None:
            report = replace(report, who=(Party(body.name, "", body, False, report.start, report.start),))
        if decision is None or decision.decision != NONE:
            kept.append(report)
    return replace(facts, deadlines=tuple(kept)), tuple(chosen.values())


def lost(facts: PlanFacts, sha256: str, decisions: Iterable[Decision], registry: Registry) -> tuple[Decision, ...]:
    """Decisions about duties, identity and the document as a whole that match nothing in this reading."""
    return tuple(d for d in decisions if not _matches(facts, sha256, d, registry))


def _matches(facts: PlanFacts, sha256: str, decision: Decision, registry: Registry) -> bool:
    if decision.kind == DUTY:
        duties = {(d.start, d.end) for a in facts.assignments for d in a.duties if d.section == decision.section}
        return decision.ordinal <= len(duties)
    if decision.kind == CONFIRMED and decision.of_document:
        return decision.decision in (sha256, UNKNOWN)
    if decision.kind == IDENTITY and decision.field == ISSUER and decision.decision != UNKNOWN:
        known = registry.body_by_slug(decision.decision.removeprefix(_BODY)) is not None
        return known or _names(decision, facts.identity.issuer_text)
    return True


def _names(decision: Decision, printed: str | None) -> bool:
    """Whether the decision confirms a body that no register knows, by the IRI that it has from its printed name."""
    return bool(printed) and decision.decision.removeprefix(_BODY).startswith(slug(printed or ""))
