"""A reading as the JSON objects that `cancu read --format jsonl` prints."""

from collections.abc import Iterator
from typing import Any

from cancu.graph.plan.model import (
    CHANGE,
    Assignment,
    Deadline,
    Due,
    Duty,
    Event,
    Funding,
    Hotline,
    Indicator,
    Party,
    Passage,
    PlanOrder,
    Programme,
    Target,
    Theme,
)
from cancu.graph.read import PageRange
from cancu.graph.reading import Reading, approving
from cancu.graph.resolve import Citation
from cancu.graph.review import Decision

THIS = "this"
"""Stands in an order to issue a plan for the document that gives it."""


def records(reading: Reading) -> list[dict[str, Any]]:
    """The reading as the JSON objects of `cancu read --format jsonl`, in text order within each kind; offsets are
    those of the file's text.
    """
    found = [
        _document(reading),
        *(_citation(reading, c, i) for i, c in enumerate(reading.resolution.citations, start=1)),
        *(_indicator(i) for i in reading.facts.indicators),
        *(_assignment(a) for a in reading.facts.assignments),
        *sorted([*map(_deadline, reading.facts.deadlines), *_plans_due(reading)], key=_start),
        *(_plan_order(o, reading) for o in reading.facts.plan_orders),
        *(_event(e) for e in reading.facts.events),
        *(_theme(t) for t in reading.facts.themes),
        *(_hotline(h) for h in reading.facts.hotlines),
        *(_funding(f) for f in reading.facts.funding),
        *(_programme(p, reading) for p in reading.facts.programmes),
    ]
    return [_in_file(record, reading.text.start) for record in found]


def _in_file(record: dict[str, Any], offset: int) -> dict[str, Any]:
    """`record` with the offsets of the document, which begins at `offset`, made those of its file."""
    moved = {place: record[place] + offset for place in ("start", "end") if place in record}
    items = [_in_file(item, offset) for item in record.get("items", ())]
    return record | moved | ({"items": items} if items else {})


def _document(reading: Reading) -> dict[str, Any]:
    known, signer = reading.facts.identity, reading.facts.signer
    return {
        "kind": "document",
        "type": known.type.name if known.type else None,
        "number": known.number,
        "symbol": known.symbol,
        "date": known.date,
        "title": known.title or None,
        "issuer": known.issuer_name,
        "level": known.level,
        "area": known.area.name if known.area else None,
        "year": known.year,
        "signer": signer.name if signer else None,
        "recipients": [r.name for r in reading.facts.recipients],
        "number_status": known.number_status,
        "period": list(known.period) if known.period else None,
        "quality": reading.text.quality,
        "pages": [_page_range(pages) for pages in reading.text.page_ranges()],
        "iri": reading.iri,
        "issues": reading.issues,
        "sha256": reading.text.sha256,
        **_review(reading.confirmed),
    }


def _page_range(pages: PageRange) -> dict[str, Any]:
    origin = pages.origin
    return {
        "first": pages.first,
        "last": pages.last,
        "origin": origin.kind,
        "engine": origin.engine,
        "language": origin.language,
        "dpi": origin.dpi,
        "quality": pages.quality,
    }


def _citation(reading: Reading, citation: Citation, order: int) -> dict[str, Any]:
    mention = citation.mention
    outer = [reading.resolution.citations[i].mention for i in mention.nested_in]
    return {
        "kind": "citation",
        "order": order,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "number": mention.number,
        "type": mention.type_name,
        "date": mention.date,
        "issuer": mention.issuer_name,
        "relation": mention.relation,
        "section": mention.section,
        "nested_in": [m.number or " ".join(m.text.split()) for m in outer] or None,
        "nested_relation": mention.nested_relation,
        "resolution": citation.state,
        "instrument": citation.instrument,
        "candidates": list(citation.candidates),
        "basis": citation.basis,
        "date_raw": mention.date_raw,
        "number_raw": mention.number_raw,
        "method": citation.method,
        "distance": mention.distance,
        "number_candidates": list(mention.spellings),
        "part": mention.part,
        "title": citation.title,
        "title_raw": mention.title_raw,
        "note": citation.note,
        "ordinal": citation.ordinal,
        **_review(reading.review_of(citation)),
    }


def _review(decision: Decision | None) -> dict[str, str | None]:
    """«reviewed» when a person has seen it, with who and when."""
    return {
        "review": "reviewed" if decision else "unreviewed",
        "reviewed_by": decision.who if decision else None,
        "reviewed_on": decision.when if decision else None,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "kind": "indicator",
        "no": indicator.number,
        "label": indicator.label,
        "targets": [_target(t) for t in indicator.targets],
        "lead_agencies": [a.name for a in indicator.lead_agencies],
        "section": indicator.section,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "measure": target.measure,
        "comparator": target.comparator,
        "value": float(target.value),
        "value_to": float(target.value_to) if target.value_to is not None else None,
        "unit": target.unit,
        "group": target.group,
        "year": target.year,
        "change": target.kind == CHANGE,
    }


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "kind": "assignment",
        "section": assignment.section,
        "agency": assignment.agency.name,
        "role": assignment.role,
        "duties": len(assignment.duties),
        "items": [_duty(d) for d in assignment.duties],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "section": duty.section,
        "role": duty.role,
        "partners": _named(duty.partners),
        **_due(duty.due),
        "start": duty.start,
        "end": duty.end,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": "deadline",
        "section": deadline.section,
        "who": _named(deadline.who),
        "to": _named(deadline.to),
        "via": _named(deadline.via),
        **_due(deadline.due),
        "period": deadline.period,
        "start": deadline.start,
        "end": deadline.end,
        "what": "report",
    }


def _plans_due(reading: Reading) -> Iterator[dict[str, Any]]:
    """Plans to be issued by a day: that day is a deadline like that of a report."""
    for order in reading.facts.plan_orders:
        if order.due:
            yield {
                "kind": "deadline",
                "section": order.section,
                "who": _named(order.who),
                "to": _named(order.to),
                "via": _named(order.via),
                **_due(order.due),
                "period": None,
                "start": order.start,
                "end": order.end,
                "what": "plan",
            }


def _start(record: dict[str, Any]) -> int:
    return int(record["start"])


def _plan_order(order: PlanOrder, reading: Reading) -> dict[str, Any]:
    wanted = [c for c in reading.resolution.citations if c.mention.start in order.named_at]
    named = [c.mention.number or c.mention.text for c in wanted]
    papers = [c.instrument for c in wanted if c.instrument] if order.named_at else [reading.iri]
    return {
        "kind": "plan_order",
        **_place(order),
        "who": _named(order.who),
        "for": "; ".join(named) if order.named_at else THIS,
        "instruments": papers,
        "to": _named(order.to),
        "via": _named(order.via),
        **_due(order.due),
    }


def _event(event: Event) -> dict[str, Any]:
    return {"kind": "event", **_place(event), "name": event.name, "date": event.date}


def _theme(theme: Theme) -> dict[str, Any]:
    return {"kind": "theme", **_place(theme), "name": theme.name, "word": theme.word}


def _hotline(line: Hotline) -> dict[str, Any]:
    return {"kind": "hotline", **_place(line), "name": line.name, "label": line.label, "number": line.printed}


def _funding(source: Funding) -> dict[str, Any]:
    amount = float(source.amount) if source.amount is not None else None
    return {"kind": "funding", **_place(source), "name": source.name, "amount": amount, "unit": source.unit}


def _programme(programme: Programme, reading: Reading) -> dict[str, Any]:
    paper = approving(programme, reading)
    return {
        "kind": "programme",
        **_place(programme),
        "name": programme.name,
        "approved_by": (paper.mention.number or paper.mention.text) if paper else None,
        "instrument": paper.instrument if paper else None,
    }


def _place(passage: Passage) -> dict[str, Any]:
    return {"section": passage.section, "start": passage.start, "end": passage.end}


def _due(due: Due | None) -> dict[str, Any]:
    """`date` as precise as printed, or `date_raw` that no calendar has; `within` a time counted `from` an event."""
    return {
        "date": due.iso if due and not due.within and not due.impossible else None,
        **({"date_raw": due.impossible} if due and due.impossible else {}),
        "before": due.before if due else False,
        "within": due.within if due else None,
        "from": due.trigger if due else None,
    }


def _named(parties: tuple[Party, ...]) -> str | None:
    return "; ".join(p.name for p in parties) or None
