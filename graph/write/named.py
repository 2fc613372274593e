"""What a plan names and orders as triples: events, themes, hotlines, sources of money, programmes, plans to issue."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from cancu.graph.names import part_iri, programme_iri
from cancu.graph.plan.model import Passage
from cancu.graph.reading import Reading, approving
from cancu.graph.turtle import Triples, Value, date, decimal, iri, node, text, vi, whole
from cancu.graph.write.due import due_values, month_day
from cancu.graph.write.shared import party_iri

Fact = TypeVar("Fact", bound=Passage)


def add_named(out: Triples, reading: Reading, citations: tuple[str, ...]) -> None:
    """Add what the plan names and the plans it orders; `citations` are the IRIs of its citations in text order."""
    facts, area = reading.facts, reading.facts.identity.area
    cited = list(zip(citations, reading.resolution.citations, strict=True))
    for subject, order in _subjects(reading, "ord", facts.plan_orders):
        wanted = [(name, c) for name, c in cited if c.mention.start in order.named_at]
        papers = [iri(c.instrument) for _, c in wanted if c.instrument]
        out.add(
            subject,
            a=node("cancu:PlanOrder"),
            cancu__orderedBody=[iri(party_iri(p, area)) for p in order.who],
            cancu__orderedFor=papers if order.named_at else iri(reading.iri),
            cancu__mentions=[iri(name) for name, _ in wanted],
            cancu__reportTo=[iri(party_iri(p, area)) for p in order.to],
            cancu__via=[iri(party_iri(p, area)) for p in order.via],
            **due_values(order.due),
            **_place(reading, order),
        )
    for subject, event in _subjects(reading, "event", facts.events):
        first, _, last = (event.date or "").partition("/")
        out.add(
            subject,
            a=node("cancu:Event"),
            skos__prefLabel=vi(event.name),
            cancu__eventDate=_day(first) if first else None,
            cancu__eventEnd=_day(last) if last else None,
            **_place(reading, event),
        )
    for subject, theme in _subjects(reading, "theme", facts.themes):
        out.add(
            subject,
            a=node("cancu:Theme"),
            skos__prefLabel=vi(theme.name),
            cancu__themeWord=text(theme.word),
            **_place(reading, theme),
        )
    for subject, line in _subjects(reading, "hotline", facts.hotlines):
        out.add(
            subject,
            a=node("cancu:Hotline"),
            skos__prefLabel=vi(line.label),
            cancu__phoneNumber=text(line.name),
            **_place(reading, line),
        )
    for subject, source in _subjects(reading, "fund", facts.funding):
        out.add(
            subject,
            a=node("cancu:FundingSource"),
            skos__prefLabel=vi(source.name),
            cancu__amount=decimal(source.amount) if source.amount is not None else None,
            cancu__amountUnit=text(source.unit) if source.unit else None,
            **_place(reading, source),
        )
    names = {id(c): name for name, c in cited}
    for subject, programme in _subjects(reading, "prog", facts.programmes):
        paper = approving(programme, reading)
        out.add(
            subject,
            a=node("cancu:ProgrammeMention"),
            skos__prefLabel=vi(programme.name),
            cancu__programme=iri(programme_iri(programme.name)),
            cancu__approvedIn=iri(names[id(paper)]) if paper else None,
            **_place(reading, programme),
        )


def _subjects(reading: Reading, kind: str, found: Iterable[Fact]) -> Iterator[tuple[str, Fact]]:
    """Each fact with its IRI: section, and which of its kind it is there."""
    ordinals: Counter[str] = Counter()
    for fact in found:
        ordinals[fact.section] += 1
        yield part_iri(reading.iri, kind, fact.section, str(ordinals[fact.section])), fact


def _place(reading: Reading, passage: Passage) -> dict[str, Value]:
    return {
        "cancu__partOfPlan": iri(reading.iri),
        "cancu__section": text(passage.section),
        "cancu__start": whole(passage.start),
        "cancu__end": whole(passage.end),
        "cancu__order": whole(passage.order),
    }


def _day(value: str) -> Value:
    return month_day(value.removeprefix("--")) if value.startswith("--") else date(value)
