"""The whole reading of one file: text, outline, the plan's own facts, its citations and what they stand for."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cancu.graph import names
from cancu.graph.cite import Mention, cite
from cancu.graph.decided import decided_identity, decided_parties, lost
from cancu.graph.known import TEXT, Instrument, Key, Known, load_known, strip_zeros
from cancu.graph.plan import plan_facts
from cancu.graph.plan.model import Assignment, Deadline, Due, Identity, Indicator, Party, PlanFacts, Target
from cancu.graph.read import Outline, Text, outline, read_file
from cancu.graph.registry import Registry, load_registry
from cancu.graph.resolve import Citation, Resolution, resolve
from cancu.graph.review import CONFIRMED, Decision

UNKNOWN_ISSUER = "_"
"""Stands in a document's IRI for an issuer that the text does not tell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document; `iri` identifies it, `decisions` are those a person took about it, `lost`
    those about other things than citations that match nothing in this reading.
    """

    text: Text
    outline: Outline
    facts: PlanFacts
    mentions: tuple[Mention, ...]
    resolution: Resolution
    iri: str
    decisions: tuple[Decision, ...]
    lost: tuple[Decision, ...] = ()

    @property
    def unmatched(self) -> tuple[Decision, ...]:
        """Decisions that match nothing in this reading."""
        return (*self.resolution.unmatched, *self.lost)

    @property
    def confirmed(self) -> Decision | None:
        """Who confirmed this very text as a whole."""
        whole = [d for d in self.decisions if d.kind == CONFIRMED and d.of_document]
        return next((d for d in whole if d.decision == self.text.sha256), None)

    def review_of(self, citation: Citation) -> Decision | None:
        """Who saw the citation last, by itself or with the whole document."""
        return citation.reviewed or self.confirmed


def read_document(
    path: Path, registry: Registry | None = None, known: Known | None = None, decisions: tuple[Decision, ...] = ()
) -> Reading:
    """Read the file `path`; without `known` citations resolve against the bundled data. Raises `UnreadableFile`."""
    return understand(read_file(path), registry or load_registry(), bundled() if known is None else known, decisions)


def understand(text: Text, registry: Registry, known: Known, decisions: tuple[Decision, ...] = ()) -> Reading:
    """The whole reading of a text."""
    skeleton = outline(text)
    facts = plan_facts(text, skeleton, registry, lambda found: decided_identity(found, decisions, registry))
    facts, other = decided_parties(facts, decisions, registry)
    identity = facts.identity
    mentions = cite(text, skeleton, registry, identity.area, identity.issuer)
    resolution = resolve(mentions, registry, identity.area, known, decisions)
    unmatched = (*other, *lost(facts, text.sha256, decisions, registry))
    return Reading(text, skeleton, facts, mentions, resolution, document_iri(identity), decisions, unmatched)


def resolved_again(reading: Reading, registry: Registry, known: Known) -> Reading:
    """The same reading with its citations resolved against other known instruments."""
    area = reading.facts.identity.area
    return replace(reading, resolution=resolve(reading.mentions, registry, area, known, reading.decisions))


@cache
def bundled() -> Known:
    """The instruments of the bundled data, read once a process."""
    data = Path(str(files("cancu").joinpath("graph", "data")))
    instruments = data / "instruments.ttl"
    return load_known([*([instruments] if instruments.exists() else []), *sorted((data / "plans").glob("*.ttl"))])


def as_instrument(identity: Identity, iri: str) -> Instrument:
    """The document itself as an instrument that others may cite."""
    issuer, kind = identity.issuer, identity.type
    year = identity.number_year or (identity.date[:4] if identity.date else str(identity.year or "") or None)
    key = None
    if issuer and kind and identity.symbol and identity.digits:
        key = Key(issuer.register, kind.slug, identity.symbol, strip_zeros(identity.digits), identity.number_year, year)
    return Instrument(
        iri=iri, type=kind.slug if kind else "", regime=kind.regime if kind else "administrative",
        number=identity.number, symbol=identity.symbol, key=key, year=year, date=identity.date,
        titles=(identity.title,) if identity.title else (),
        issuer=issuer.iri if issuer else None, register=names.body_iri(issuer.register) if issuer else None,
        level=identity.level, system=issuer.system if issuer else None,
        area=identity.area.iri if identity.area else None, held=TEXT,
    )  # fmt: skip


def document_iri(identity: Identity) -> str:
    """IRI of the document that `identity` tells."""
    issuer = identity.issuer.register if identity.issuer else UNKNOWN_ISSUER
    kind = identity.type.slug if identity.type else "van-ban"
    year = identity.date[:4] if identity.date else str(identity.year) if identity.year else None
    number = identity.digits.lstrip("0") or "0" if identity.digits else None
    return names.document_iri(issuer, kind, identity.number_year or year, number, identity.number_year, identity.title)


def records(reading: Reading) -> list[dict[str, Any]]:
    """The reading as the JSON objects of `cancu read --format jsonl`, in text order within each kind."""
    return [
        _document(reading),
        *(_citation(reading, c, i) for i, c in enumerate(reading.resolution.citations, start=1)),
        *(_indicator(i) for i in reading.facts.indicators),
        *(_assignment(a) for a in reading.facts.assignments),
        *(_deadline(d) for d in reading.facts.deadlines),
    ]


def _document(reading: Reading) -> dict[str, Any]:
    identity, signer = reading.facts.identity, reading.facts.signer
    return {
        "kind": "document",
        "type": identity.type.name if identity.type else None,
        "number": identity.number,
        "symbol": identity.symbol,
        "date": identity.date,
        "title": identity.title or None,
        "issuer": identity.issuer.name if identity.issuer else None,
        "level": identity.level,
        "area": identity.area.name if identity.area else None,
        "year": identity.year,
        "signer": signer.name if signer else None,
        "recipients": [r.name for r in reading.facts.recipients],
        "number_status": identity.number_status,
        "period": list(identity.period) if identity.period else None,
        "quality": reading.text.quality,
        "iri": reading.iri,
        "sha256": reading.text.sha256,
        **_review(reading.confirmed),
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
        "type": mention.type.name if mention.type else None,
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
    }


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "kind": "assignment",
        "section": assignment.section,
        "agency": assignment.agency.name,
        "role": assignment.role,
        "duties": len(assignment.duties),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": "deadline",
        "section": deadline.section,
        "who": _named(deadline.who),
        "to": _named(deadline.to),
        "via": _named(deadline.via),
        "date": _day(deadline.due) if deadline.due else None,
        "before": deadline.due.before if deadline.due else False,
        "period": deadline.period,
    }


def _day(due: Due) -> str:
    """In full, or «--11-15» for a day of every year, as `xsd:gMonthDay` has it."""
    return due.date or f"--{due.month_day}"


def _named(parties: tuple[Party, ...]) -> str | None:
    return "; ".join(p.name for p in parties) or None
