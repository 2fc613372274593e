"""From a document's text and outline to the facts it states about itself."""

from cancu.graph.cite import Mention
from cancu.graph.collecting import uncollected
from cancu.graph.plan.assignments import assignments
from cancu.graph.plan.blocks import annex_blocks, blocks
from cancu.graph.plan.breakdowns import breakdowns
from cancu.graph.plan.communes import DIVIDED, Commune, commune_named
from cancu.graph.plan.deadlines import deadlines
from cancu.graph.plan.distribution import unlisted
from cancu.graph.plan.districts import district_bodies
from cancu.graph.plan.each_party import with_issuer_in_full
from cancu.graph.plan.ending import ending
from cancu.graph.plan.entries import entries
from cancu.graph.plan.events import events
from cancu.graph.plan.funding import funding
from cancu.graph.plan.headings import annex_sections, sections
from cancu.graph.plan.heads import place_named, place_of_commune
from cancu.graph.plan.hotlines import hotlines
from cancu.graph.plan.identity import identity, issued_with
from cancu.graph.plan.indicators import indicators
from cancu.graph.plan.leads import with_leads
from cancu.graph.plan.model import (
    Assignment,
    Deadline,
    Due,
    Duty,
    Event,
    Funding,
    Hotline,
    Identity,
    Indicator,
    Party,
    PlanFacts,
    PlanOrder,
    Programme,
    Recipient,
    Signer,
    Target,
    Theme,
    day_of,
    is_plan,
)
from cancu.graph.plan.orders import plan_orders
from cancu.graph.plan.parties import party_reader
from cancu.graph.plan.programmes import programmes
from cancu.graph.plan.table_indicators import merged, table_indicators
from cancu.graph.plan.themes import themes
from cancu.graph.read import GOOD, Outline, Text
from cancu.graph.registry import Registry

__all__ = [
    "Assignment",
    "Deadline",
    "Due",
    "Duty",
    "Event",
    "Funding",
    "Hotline",
    "Identity",
    "Indicator",
    "Party",
    "PlanFacts",
    "PlanOrder",
    "Programme",
    "Recipient",
    "Signer",
    "Target",
    "Theme",
    "identity",
    "issued_with",
    "plan_facts",
]


@uncollected
def plan_facts(
    text: Text, outline: Outline, registry: Registry, found: Identity, mentions: tuple[Mention, ...]
) -> PlanFacts:
    """Find what the document `found` states: indicators, duties, reports, plans to issue, names, recipients, signer.

    `mentions` are the instruments it names, of which some shall be carried out by a plan or approve a programme.
    """
    day = day_of(found)
    place = found.area or place_named(text, registry, day)
    named = commune_named(found.issuer_text) if place is None else None
    lies_in = place_of_commune(text, outline, registry, day) if named else None
    commune = Commune(named, lies_in, divided=day is None or day >= DIVIDED) if named else None
    reader = party_reader(text, registry, place, day, commune)
    headings = sections(text, outline)
    headed = blocks(text, headings, reader)
    charging = tuple(sorted((*headed, *entries(text, headings, reader, headed)), key=lambda b: b.section.heading.start))
    annexed = tuple(b for annex in annex_sections(text, outline) for b in annex_blocks(text, annex, reader))
    duties = assignments(text, outline, headings, (*charging, *annexed), found, reader)
    stated = indicators(text, outline, headings, found)
    further = (*table_indicators(text, outline, found, reader), *breakdowns(text, outline, headings, found, stated))
    recipients, signer = ending(text, outline)
    facts = PlanFacts(
        identity=found,
        indicators=with_leads(text, merged(stated, further), duties),
        assignments=duties,
        deadlines=deadlines(text, outline, found, reader, charging),
        plan_orders=plan_orders(text, outline, charging, found, reader, duties, mentions),
        events=events(text, outline, found.title_end),
        themes=themes(text, outline, found.title_end),
        hotlines=hotlines(text, outline, found.title_end),
        funding=funding(text, outline, headings),
        programmes=programmes(text, outline, mentions, found.title_end),
        recipients=recipients,
        signer=signer,
        unlisted=unlisted(duties, recipients, reader) if text.quality == GOOD and is_plan(found) else (),
        of_districts=district_bodies(text, outline, duties),
    )
    return with_issuer_in_full(facts, found)
