"""The whole reading of one file: text, outline, the plan's own facts, its citations and what they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cancu.graph import names
from cancu.graph.cite import Mention, cite
from cancu.graph.known import Known, load_known
from cancu.graph.plan import identity, issued_with, plan_facts
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
    Passage,
    PlanFacts,
    PlanOrder,
    Programme,
    Target,
    Theme,
)
from cancu.graph.read import Outline, Text, outline, parts, read_file
from cancu.graph.registry import Registry, load_registry
from cancu.graph.resolve import Citation, Resolution, resolve
from cancu.graph.review import DOCUMENT, TITLE, Decision

THIS = "this"
"""Stands in an order to issue a plan for the document that gives it."""

UNKNOWN_ISSUER = "_"
"""Stands in a document's IRI for an issuer that the text does not tell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document; `iri` identifies it, `decisions` are those a person took about it.

    `approves` is the IRI of the plan that comes with this document, which issues it.
    """

    text: Text
    outline: Outline
    facts: PlanFacts
    mentions: tuple[Mention, ...]
    resolution: Resolution
    iri: str
    decisions: tuple[Decision, ...]
    approves: str | None = None


def read_documents(
    path: Path, registry: Registry | None = None, known: Known | None = None, decisions: tuple[Decision, ...] = ()
) -> tuple[Reading, ...]:
    """Read every document in the file `path`; without `known` citations resolve against the bundled data.

    Raises `UnreadableFile`.
    """
    registry = registry or load_registry()
    out: list[Reading] = []
    for part in parts(read_file(path)):
        issuing = out[-1] if part.issued_before and out else None
        reading = _read(part.text, registry, bundled() if known is None else known, decisions, issuing)
        if issuing is not None:
            out[-1] = replace(issuing, approves=reading.iri)
        out.append(reading)
    return tuple(out)


def read_document(
    path: Path, registry: Registry | None = None, known: Known | None = None, decisions: tuple[Decision, ...] = ()
) -> Reading:
    """The document that opens the file `path`; see `read_documents`."""
    return read_documents(path, registry, known, decisions)[0]


def _read(
    text: Text, registry: Registry, known: Known, decisions: tuple[Decision, ...], issuing: Reading | None
) -> Reading:
    skeleton = outline(text)
    found = identity(text, skeleton, registry)
    if issuing is not None:
        found = issued_with(found, issuing.facts.identity)
    mentions = cite(text, skeleton, registry, found.area, found.issuer)
    facts = _reviewed(plan_facts(text, skeleton, registry, found, mentions), decisions)
    resolution = resolve(mentions, registry, found.area, known, decisions)
    return Reading(text, skeleton, facts, mentions, resolution, document_iri(facts.identity), decisions)


def _reviewed(facts: PlanFacts, decisions: tuple[Decision, ...]) -> PlanFacts:
    """The facts with the document's own title as a person read it where the letters could not be trusted."""
    title = next((d.decision for d in decisions if d.kind == TITLE and d.section == DOCUMENT), None)
    return replace(facts, identity=replace(facts.identity, title=title)) if title else facts


@cache
def bundled() -> Known:
    """The instruments of the bundled data, read once a process."""
    data = Path(str(files("cancu").joinpath("graph", "data")))
    instruments = data / "instruments.ttl"
    return load_known([*([instruments] if instruments.exists() else []), *sorted((data / "plans").glob("*.ttl"))])


def document_iri(known: Identity) -> str:
    """IRI of the document that `known` tells."""
    issuer = known.issuer.register if known.issuer else UNKNOWN_ISSUER
    kind = known.type.slug if known.type else "van-ban"
    year = known.date[:4] if known.date else str(known.year) if known.year else None
    number = known.digits.lstrip("0") or "0" if known.digits else None
    return names.document_iri(issuer, kind, known.number_year or year, number, known.number_year, known.title)


def records(reading: Reading) -> list[dict[str, Any]]:
    """The reading as the JSON objects of `cancu read --format jsonl`, in text order within each kind; offsets are
    those of the file's text.
    """
    citations, facts = reading.resolution.citations, reading.facts
    placed = [
        *(_assignment(a) for a in facts.assignments),
        *sorted([*map(_deadline, facts.deadlines), *_plans_due(reading)], key=_start),
        *(_plan_order(o, reading) for o in facts.plan_orders),
        *(_event(e) for e in facts.events),
        *(_theme(t) for t in facts.themes),
        *(_hotline(h) for h in facts.hotlines),
        *(_funding(f) for f in facts.funding),
        *(_programme(p, reading) for p in facts.programmes),
    ]
    return [
        _document(reading),
        *(_citation(c, i, citations, reading.text.start) for i, c in enumerate(citations, start=1)),
        *(_indicator(i) for i in facts.indicators),
        *(_in_file(record, reading.text.start) for record in placed),
    ]


def _in_file(record: dict[str, Any], offset: int) -> dict[str, Any]:
    """`record` with the offsets of the document, which begins at `offset`, made those of its file."""
    moved = {k: record[k] + offset for k in ("start", "end") if k in record}
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
        "issuer": known.issuer.name if known.issuer else None,
        "level": known.level,
        "area": known.area.name if known.area else None,
        "year": known.year,
        "signer": signer.name if signer else None,
        "recipients": [r.name for r in reading.facts.recipients],
        "number_status": known.number_status,
        "period": list(known.period) if known.period else None,
        "quality": reading.text.quality,
        "iri": reading.iri,
        "approves": reading.approves,
        "sha256": reading.text.sha256,
    }


def _citation(citation: Citation, order: int, citations: tuple[Citation, ...], offset: int) -> dict[str, Any]:
    mention = citation.mention
    outer = [citations[i].mention for i in mention.nested_in]
    return {
        "kind": "citation",
        "order": order,
        "start": mention.start + offset,
        "end": mention.end + offset,
        "text": mention.text,
        "number": mention.number,
        "type": mention.type_name,
        "date": mention.date,
        "issuer": mention.issuer_name,
        "relation": mention.relation,
        "section": mention.section,
        "nested_in": [m.number or m.text for m in outer] or None,
        "nested_relation": mention.nested_relation,
        "resolution": citation.state,
        "instrument": citation.instrument,
        "candidates": list(citation.candidates),
        "basis": citation.basis,
        "date_raw": mention.date_raw,
        "number_raw": mention.number_raw,
        "method": citation.method,
        "note": citation.note,
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


def approving(programme: Programme, reading: Reading) -> Citation | None:
    """The citation of the paper that approves a programme; None where none is printed or a person removed it."""
    return next((c for c in reading.resolution.citations if c.mention.start == programme.approved_at), None)


def _place(passage: Passage) -> dict[str, Any]:
    return {"section": passage.section, "start": passage.start, "end": passage.end}


def _due(due: Due | None) -> dict[str, Any]:
    """`date` as precise as printed; `within` a time counted `from` an event instead."""
    return {
        "date": due.iso if due and not due.within else None,
        "before": due.before if due else False,
        "within": due.within if due else None,
        "from": due.trigger if due else None,
    }


def _named(parties: tuple[Party, ...]) -> str | None:
    return "; ".join(p.name for p in parties) or None
