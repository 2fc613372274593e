"""One document as Turtle: what it is, what it was read from, every mention it makes, and what it plans."""

from cancu.graph import names
from cancu.graph.cite import Mention
from cancu.graph.known import TEXT
from cancu.graph.names import graph_iri, part_iri
from cancu.graph.plan.model import ABSENT, is_plan
from cancu.graph.read import FOREIGN, LAYER, REPEATED, SKIPPED, PageRange, slips
from cancu.graph.reading import Reading
from cancu.graph.registry import Registry, is_normative
from cancu.graph.resolve import Citation
from cancu.graph.review import Decision
from cancu.graph.turtle import Triples, Value, date, iri, node, text, vi, whole
from cancu.graph.write.named import add_named
from cancu.graph.write.planning import add_planning
from cancu.graph.write.shared import (
    REGIME_CLASSES,
    bodies_of,
    bodies_turtle,
    groups_of,
    indicators_turtle,
    instruments_turtle,
    party_iri,
    programmes_turtle,
)

REVIEWED, UNREVIEWED = "reviewed", "unreviewed"
RULE_SET = "14"
"""Number of the reading rules; it changes only when their output does."""


def plan_turtle(reading: Reading) -> str:
    """The document's own graph as Turtle."""
    out = Triples()
    _document(out, reading)
    citations = citation_iris(reading)
    for order, (citation, subject) in enumerate(zip(reading.resolution.citations, citations, strict=True), start=1):
        _citation(out, reading, citation, subject, order, citations)
    add_planning(out, reading, citations)
    add_named(out, reading, citations)
    return out.turtle(
        f"Facts read from {reading.text.name}; the document's text is not part of the record.", reading.iri
    )


def draft_turtle(reading: Reading, registry: Registry) -> str:
    """The document's graph together with every instrument, body and indicator it needs, to be validated by itself."""
    parts = (
        plan_turtle(reading),
        instruments_turtle(i for i in reading.resolution.instruments if i.iri != reading.iri),
        bodies_turtle(bodies_of([reading]), groups_of([reading]), registry),
        indicators_turtle([reading]),
        programmes_turtle([reading]),
    )
    return "\n".join(parts)


def _document(out: Triples, reading: Reading) -> None:
    identity, signer, source = reading.facts.identity, reading.facts.signer, f"{reading.iri}#text"
    number = identity.number
    regime = "party" if identity.issuer and identity.issuer.system == "party" else "administrative"
    register = identity.issuer.register if identity.issuer else None
    if identity.type and is_normative(identity.type, register, identity.number_year, reading.iri):
        regime = "normative"
    kinds = [node("cancu:Instrument"), node(REGIME_CLASSES[regime])]
    out.add(
        reading.iri,
        a=kinds + ([node("cancu:Plan")] if is_plan(identity) else []),
        eli__work_type=node(f"type:{identity.type.slug}") if identity.type else None,
        cancu__documentNumber=text(number) if number else None,
        eli__number=text(identity.digits) if identity.digits else None,
        cancu__symbol=text(identity.symbol) if identity.symbol else None,
        cancu__numberStatus=node(f"number-status:{identity.number_status or ABSENT}"),
        dcterms__issued=date(identity.date) if identity.date else None,
        cancu__year=date(str(identity.year)) if identity.year else None,
        cancu__dateText=text(" ".join(identity.date_text.split()))
        if identity.date_text and len(identity.date or "") < 10
        else None,
        dcterms__title=vi(identity.title) if identity.title else None,
        cancu__issuedBy=iri(identity.issuer.iri) if identity.issuer else None,
        # A name that no register knows stays a name: a body made of it might be another one under a wrong name.
        cancu__printedIssuer=text(identity.issuer_text) if identity.issuer_text and not identity.issuer else None,
        cancu__register=iri(names.body_iri(identity.issuer.register)) if identity.issuer else None,
        cancu__level=node(f"level:{identity.level}") if identity.level else None,
        cancu__system=node(f"system:{identity.issuer.system}") if identity.issuer else None,
        eli__jurisdiction=iri(identity.area.iri) if identity.area else None,
        cancu__issues=iri(reading.issues) if reading.issues else None,
        cancu__held=node(f"held:{TEXT}"),
        cancu__signer=text(signer.name) if signer and signer.name else None,
        cancu__signerPost=text(signer.post) if signer and signer.post else None,
        cancu__signingCapacity=text(signer.capacity) if signer and signer.capacity else None,
        cancu__recipient=[vi(r.name) for r in reading.facts.recipients],
        **_form(reading),
        **_review(reading.confirmed),
        cancu__unmatchedDecision=[text(decision.told()) for decision in reading.unmatched],
        dcterms__temporal=iri(f"{reading.iri}#period") if identity.period else None,
        dcterms__source=iri(source),
    )
    if identity.period:
        first, last = (date(str(y)) for y in identity.period)
        out.add(f"{reading.iri}#period", a=node("dcterms:PeriodOfTime"), dcat__startDate=first, dcat__endDate=last)
    out.add(
        source,
        a=node("cancu:SourceText"),
        cancu__fileName=text(reading.text.name),
        cancu__sha256=text(reading.text.sha256),
        cancu__characterCount=whole(len(reading.text.content)),
        cancu__textQuality=node(f"quality:{reading.text.quality}"),
        dcterms__hasPart=[iri(_pages_iri(reading, pages)) for pages in _pages(reading)],
    )
    for pages in _pages(reading):
        origin = pages.origin
        out.add(
            _pages_iri(reading, pages),
            a=node("cancu:PageRange"),
            cancu__firstPage=whole(pages.first),
            cancu__lastPage=whole(pages.last),
            cancu__textOrigin=node(f"origin:{origin.kind}"),
            cancu__textQuality=node(f"quality:{pages.quality}"),
            cancu__recognitionEngine=text(origin.engine) if origin.engine else None,
            cancu__recognitionLanguage=text(origin.language) if origin.language else None,
            cancu__recognitionDpi=whole(origin.dpi) if origin.dpi else None,
        )
    out.add(graph_iri(reading.iri), prov__wasDerivedFrom=iri(source), cancu__ruleSet=text(RULE_SET))


def _form(reading: Reading) -> dict[str, Value | list[Value] | None]:
    """What is to be looked at again in the form of a plan: its numbering, and whom its recipients leave out."""
    if not is_plan(reading.facts.identity):
        return {}
    found = slips(reading.text, reading.outline)
    area = reading.facts.identity.area
    tasked = {party_iri(a.agency, area) for a in reading.facts.assignments}
    left_out = (party_iri(party, area) for party in reading.facts.unlisted)
    return {
        "cancu__skippedSection": [text(slip.path) for slip in found if slip.kind == SKIPPED],
        "cancu__repeatedSection": [text(slip.path) for slip in found if slip.kind == REPEATED],
        "cancu__foreignSection": [text(slip.path) for slip in found if slip.kind == FOREIGN],
        "cancu__districtBodies": [text(f"{b.section} {b.name}") for b in reading.facts.of_districts],
        "cancu__unlistedAssignee": [iri(party) for party in left_out if party in tasked],
    }


def _pages(reading: Reading) -> tuple[PageRange, ...]:
    """How the text of each page came; nothing where all of it is the file's own."""
    ranges = reading.text.page_ranges()
    return ranges if any(pages.origin.kind != LAYER for pages in ranges) else ()


def _pages_iri(reading: Reading, pages: PageRange) -> str:
    return f"{reading.iri}#pages-{pages.first}-{pages.last}"


def citation_iris(reading: Reading) -> tuple[str, ...]:
    """IRIs of the citations: section, number or name, and which of the equal ones of the section; they outlive new
    ones.
    """
    seen: dict[str, int] = {}
    out = []
    for citation in reading.resolution.citations:
        mention = citation.mention
        stem = part_iri(reading.iri, "cit", mention.section, names.slug(mention.number or mention.name or mention.text))
        seen[stem] = seen.get(stem, 0) + 1
        out.append(f"{stem}-{seen[stem]}")
    return tuple(out)


def _citation(
    out: Triples, reading: Reading, citation: Citation, subject: str, order: int, nodes: tuple[str, ...]
) -> None:
    mention = citation.mention
    out.add(
        subject,
        a=node("cancu:Citation"),
        cancu__citingDocument=iri(reading.iri),
        cancu__citedDocument=iri(citation.instrument) if citation.instrument else None,
        cancu__candidate=[iri(c) for c in citation.candidates],
        cancu__resolution=node(f"resolution:{citation.state}"),
        cancu__relation=node(f"relation:{mention.relation}"),
        cancu__nestedRelation=node(f"relation:{mention.nested_relation}") if mention.nested_relation else None,
        cancu__nestedIn=[iri(nodes[i]) for i in mention.nested_in],
        cancu__basis=node(f"basis:{citation.basis}") if citation.basis else None,
        cancu__order=whole(order),
        cancu__section=text(mention.section),
        cancu__surface=text(" ".join(mention.text.split())),
        cancu__start=whole(mention.start),
        cancu__end=whole(mention.end),
        cancu__printedNumber=text(mention.number) if mention.number else None,
        cancu__numberRaw=text(mention.number_raw) if mention.number_raw else None,
        cancu__printedDate=date(mention.date) if mention.date else None,
        cancu__rawDate=text(mention.date_raw) if mention.date_raw else None,
        cancu__printedIssuer=_issuer_name(mention) if mention.issuer_printed else None,
        cancu__inferredIssuer=None if mention.issuer_printed else _issuer_name(mention),
        cancu__printedType=node(f"type:{mention.type.slug}") if mention.type else None,
        cancu__readingMethod=text(citation.method),
        cancu__changedLetters=whole(mention.distance) if mention.distance else None,
        cancu__numberCandidate=[text(n) for n in mention.spellings],
        cancu__citedPart=text(mention.part) if mention.part else None,
        # Where no title is restored, what stands behind the mention may be any words of the text.
        cancu__rawTitle=text(mention.title_raw) if mention.title_raw and citation.title else None,
        cancu__restoredTitle=vi(citation.title) if mention.title_raw and citation.title else None,
        cancu__resolutionNote=vi(citation.note) if citation.note else None,
        cancu__printedTitle=vi(" ".join(mention.title.split())) if mention.title else None,
        cancu__ordinal=whole(citation.ordinal) if citation.ordinal > 1 else None,
        **_review(reading.review_of(citation)),
    )


def _review(decision: Decision | None) -> dict[str, Value | None]:
    """Whether a person has seen it, who and when."""
    return {
        "cancu__reviewState": node(f"review:{REVIEWED if decision else UNREVIEWED}"),
        "cancu__reviewedBy": text(decision.who) if decision else None,
        "cancu__reviewedOn": date(decision.when) if decision else None,
    }


def _issuer_name(mention: Mention) -> Value | None:
    return text(mention.issuer_name) if mention.issuer_name else None
