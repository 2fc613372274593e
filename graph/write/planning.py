"""A plan's own facts as triples: indicators with targets, assignments with duties, reports that are due."""

from collections import Counter

from cancu.graph.names import indicator_iri, part_iri
from cancu.graph.plan.model import Assignment, Deadline, Duty, Indicator, Party, Target
from cancu.graph.reading import Reading
from cancu.graph.registry import Area
from cancu.graph.review import DUTY
from cancu.graph.turtle import Triples, Value, date, decimal, iri, node, text, vi, whole
from cancu.graph.write.due import due_values
from cancu.graph.write.shared import party_iri

_UNITS = {"%": "unit:percent", "‰": "unit:permille", "per 100000": "unit:per-100000", "per 1000": "unit:per-1000"}


def add_planning(out: Triples, reading: Reading, citations: tuple[str, ...]) -> None:
    """Add what the plan sets and orders; `citations` are the IRIs of its citations in text order."""
    for indicator in reading.facts.indicators:
        _indicator(out, reading, indicator)
    _assignments(out, reading, citations)
    ordinals: Counter[str] = Counter()
    for deadline in reading.facts.deadlines:
        ordinals[deadline.section] += 1
        _deadline(out, reading, deadline, ordinals[deadline.section])


def _indicator(out: Triples, reading: Reading, indicator: Indicator) -> None:
    label = f"{indicator.section}-{indicator.number or f'o{indicator.order}'}"
    subject = part_iri(reading.iri, "ind", label)
    area = reading.facts.identity.area
    targets = [part_iri(reading.iri, "target", label, str(k)) for k in range(1, len(indicator.targets) + 1)]
    out.add(
        subject,
        a=node("cancu:PlannedIndicator"),
        cancu__partOfPlan=iri(reading.iri),
        cancu__itemNumber=text(indicator.number) if indicator.number else None,
        skos__prefLabel=vi(indicator.label),
        cancu__leadAgency=[iri(party_iri(p, area)) for p in indicator.lead_agencies],
        cancu__hasTarget=[iri(t) for t in targets],
        cancu__section=text(indicator.section),
        cancu__start=whole(indicator.start),
        cancu__end=whole(indicator.end),
        cancu__order=whole(indicator.order),
    )
    for order, (target, name) in enumerate(zip(indicator.targets, targets, strict=True), start=1):
        _target(out, target, name, order)


def _target(out: Triples, target: Target, subject: str, order: int) -> None:
    unit = _UNITS.get(target.unit or "")
    out.add(
        subject,
        a=node("cancu:Target"),
        cancu__indicator=iri(indicator_iri(target.measure)),
        cancu__measure=vi(target.measure),
        cancu__comparator=text(target.comparator),
        cancu__value=decimal(target.value),
        cancu__valueText=text(target.value_text),
        cancu__valueTo=decimal(target.value_to) if target.value_to is not None else None,
        cancu__unit=node(unit) if unit else None,
        cancu__unitText=text(target.unit) if target.unit and not unit else None,
        cancu__group=vi(target.group) if target.group else None,
        cancu__targetYear=date(str(target.year)) if target.year else None,
        cancu__targetKind=text(target.kind),
        cancu__order=whole(order),
        cancu__start=whole(target.start),
        cancu__end=whole(target.end),
    )


def _assignments(out: Triples, reading: Reading, citations: tuple[str, ...]) -> None:
    labels = {(d.section, d.ordinal): d.decision for d in reading.decisions if d.kind == DUTY}
    area = reading.facts.identity.area
    duties: dict[tuple[int, int], str] = {}
    ordinals: dict[str, int] = {}
    blocks: dict[str, int] = {}
    for assignment in reading.facts.assignments:
        blocks[assignment.section] = blocks.get(assignment.section, 0) + 1
        for duty in assignment.duties:
            if (duty.start, duty.end) not in duties:
                ordinals[duty.section] = ordinals.get(duty.section, 0) + 1
                subject = part_iri(reading.iri, "duty", duty.section, str(ordinals[duty.section]))
                duties[duty.start, duty.end] = subject
                _duty(out, reading, duty, subject, labels.get((duty.section, ordinals[duty.section])), citations)
        _assignment(out, reading, assignment, blocks[assignment.section], duties, area)


def _assignment(
    out: Triples,
    reading: Reading,
    assignment: Assignment,
    ordinal: int,
    duties: dict[tuple[int, int], str],
    area: Area | None,
) -> None:
    out.add(
        part_iri(reading.iri, "asg", assignment.section, str(ordinal)),
        a=node("cancu:Assignment"),
        cancu__partOfPlan=iri(reading.iri),
        cancu__section=text(assignment.section),
        cancu__assignee=iri(party_iri(assignment.agency, area)),
        cancu__role=node(f"role:{assignment.role}"),
        cancu__hasDuty=[iri(duties[d.start, d.end]) for d in assignment.duties],
        cancu__order=whole(assignment.order),
    )


def _duty(
    out: Triples, reading: Reading, duty: Duty, subject: str, label: str | None, citations: tuple[str, ...]
) -> None:
    area = reading.facts.identity.area
    mentioned = [
        iri(n)
        for n, c in zip(citations, reading.resolution.citations, strict=True)
        if duty.start <= c.mention.start < duty.end
    ]
    out.add(
        subject,
        a=node("cancu:Duty"),
        cancu__role=node(f"role:{duty.role}"),
        cancu__partner=[iri(party_iri(p, area)) for p in duty.partners],
        cancu__order=whole(duty.order),
        cancu__section=text(duty.section),
        cancu__start=whole(duty.start),
        cancu__end=whole(duty.end),
        cancu__mentions=mentioned,
        **due_values(duty.due),
        rdfs__label=vi(label) if label else None,
    )


def _deadline(out: Triples, reading: Reading, deadline: Deadline, ordinal: int) -> None:
    area = reading.facts.identity.area

    def each(parties: tuple[Party, ...]) -> list[Value]:
        return [iri(party_iri(p, area)) for p in parties]

    out.add(
        part_iri(reading.iri, "rep", deadline.section, str(ordinal)),
        a=node("cancu:ReportingObligation"),
        cancu__partOfPlan=iri(reading.iri),
        cancu__reporter=each(deadline.who),
        cancu__reportTo=each(deadline.to),
        cancu__via=each(deadline.via),
        **due_values(deadline.due),
        cancu__period=text(deadline.period) if deadline.period else None,
        cancu__section=text(deadline.section),
        cancu__start=whole(deadline.start),
        cancu__end=whole(deadline.end),
        cancu__order=whole(deadline.order),
    )
