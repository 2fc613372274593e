"""From a document's text and outline to the facts it states about itself."""

from collections.abc import Callable
from datetime import date

from cancu.graph.plan.assignments import assignments
from cancu.graph.plan.blocks import blocks
from cancu.graph.plan.deadlines import deadlines
from cancu.graph.plan.ending import ending
from cancu.graph.plan.headings import sections
from cancu.graph.plan.identity import identity
from cancu.graph.plan.indicators import indicators
from cancu.graph.plan.leads import with_leads
from cancu.graph.plan.model import (
    Assignment,
    Deadline,
    Due,
    Duty,
    Identity,
    Indicator,
    Party,
    PlanFacts,
    Recipient,
    Signer,
    Target,
)
from cancu.graph.plan.parties import party_reader
from cancu.graph.plan.table_indicators import merged, table_indicators
from cancu.graph.read import Outline, Text
from cancu.graph.registry import Registry

__all__ = [
    "Assignment",
    "Deadline",
    "Due",
    "Duty",
    "Identity",
    "Indicator",
    "Party",
    "PlanFacts",
    "Recipient",
    "Signer",
    "Target",
    "plan_facts",
]


def plan_facts(
    text: Text, outline: Outline, registry: Registry, settle: Callable[[Identity], Identity] = lambda found: found
) -> PlanFacts:
    """Find identity, indicators, duties, reporting days, recipients and signer of a document.

    `settle` puts the identity right, as people decided, before the rest is read with its place and year.
    """
    found = settle(identity(text, outline, registry))
    day = date(found.year, 1, 1) if found.year else None
    reader = party_reader(text, registry, found.area, day)
    headings = sections(text, outline)
    named = blocks(text, headings, reader)
    duties = assignments(text, outline, headings, named, found, reader)
    stated = indicators(text, outline, headings, found)
    recipients, signer = ending(text, outline)
    return PlanFacts(
        identity=found,
        indicators=with_leads(text, merged(stated, table_indicators(text, outline, found, reader)), duties),
        assignments=duties,
        deadlines=deadlines(text, outline, found, reader, named, headings),
        recipients=recipients,
        signer=signer,
    )
