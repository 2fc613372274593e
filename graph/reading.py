"""The whole reading of one file: text, outline, the plan's own facts, its citations and what they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from cancu.graph import names
from cancu.graph.cite import Mention, cite
from cancu.graph.cite.communes import COMMUNE, commune_of
from cancu.graph.decided import decided_identity, decided_parties, lost
from cancu.graph.known import TEXT, Instrument, Key, Known, load_known, strip_zeros
from cancu.graph.plan import identity, issued_with, plan_facts
from cancu.graph.plan.grounds import with_columns_of_grounds
from cancu.graph.plan.heads import province_of_commune
from cancu.graph.plan.model import PLAN_TYPE, Identity, PlanFacts, Programme, day_of
from cancu.graph.read import OcrSettings, Outline, Text, issued_type, outline, parts, read_file
from cancu.graph.registry import Registry, load_registry
from cancu.graph.resolve import Citation, Resolution, resolve
from cancu.graph.review import CONFIRMED, Decision

UNKNOWN_ISSUER = "_"
"""Stands in a document's IRI for an issuer that the text does not tell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document; `iri` identifies it, `decisions` are those a person took about it, `lost`
    those about other things than citations that match nothing in this reading.

    `issues` is the IRI of the plan that comes with this document, which issues it; `issued_by` the SHA-256 of the text
    of the document that this one came with, which tells its date and issuer.
    """

    text: Text
    outline: Outline
    facts: PlanFacts
    mentions: tuple[Mention, ...]
    resolution: Resolution
    iri: str
    decisions: tuple[Decision, ...]
    lost: tuple[Decision, ...] = ()
    issues: str | None = None
    issued_by: str = ""

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


def read_documents(
    path: Path,
    registry: Registry | None = None,
    known: Known | None = None,
    decisions: tuple[Decision, ...] = (),
    ocr: OcrSettings | None = None,
) -> tuple[Reading, ...]:
    """Read every document in the file `path`, its pictures as `ocr` says.

    Without `known` citations resolve against the bundled data. Raises `UnreadableFile`.
    """
    registry = registry or load_registry()
    out: list[Reading] = []
    issuer = 0
    for index, part in enumerate(parts(read_file(path, ocr))):
        issuing = out[issuer] if part.issued_before and out else None
        reading = understand(part.text, registry, bundled() if known is None else known, decisions, issuing)
        if issuing is None:
            issuer = index
        elif issuing.issues is None:
            out[issuer] = replace(issuing, issues=reading.iri)
        out.append(reading)
    return tuple(out)


def main_document(readings: Sequence[Reading]) -> Reading:
    """The document that a file is about: its one plan, else the document that opens it."""
    plans = [r for r in readings if r.facts.identity.type and r.facts.identity.type.slug == PLAN_TYPE]
    return plans[0] if len(plans) == 1 else readings[0]


def read_document(
    path: Path,
    registry: Registry | None = None,
    known: Known | None = None,
    decisions: tuple[Decision, ...] = (),
    ocr: OcrSettings | None = None,
) -> Reading:
    """The document that opens the file `path`; see `read_documents`."""
    return read_documents(path, registry, known, decisions, ocr)[0]


def understand(
    text: Text,
    registry: Registry,
    known: Known,
    decisions: tuple[Decision, ...] = (),
    issuing: Reading | None = None,
) -> Reading:
    """The whole reading of a text; `issuing` is the document that it came with, if any."""
    skeleton = outline(text)
    found = identity(text, skeleton, registry)
    if issuing is not None:
        told = issued_type(issuing.text) if found.type is None else None
        found = issued_with(found, issuing.facts.identity, registry.type_named(told) if told else None)
    found = decided_identity(found, decisions, registry)
    day = day_of(found)
    of_commune = found.area is None and found.level == COMMUNE
    place = province_of_commune(text, skeleton, registry, day) if of_commune else found.area
    mentions = cite(text, skeleton, registry, place, found.issuer, found.number or "", commune_of(found.issuer_text))
    mentions = with_columns_of_grounds(text, mentions)
    facts, other = decided_parties(plan_facts(text, skeleton, registry, found, mentions), decisions, registry)
    resolution = resolve(mentions, registry, found.area, known, decisions)
    unmatched = (*other, *lost(facts, text.sha256, decisions, registry))
    return Reading(
        text, skeleton, facts, mentions, resolution, document_iri(facts.identity), decisions, unmatched,
        issued_by=issuing.text.sha256 if issuing else "",
    )  # fmt: skip


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


def document_iri(known: Identity) -> str:
    """IRI of the document that `known` tells."""
    issuer = known.issuer.register if known.issuer else UNKNOWN_ISSUER
    kind = known.type.slug if known.type else "van-ban"
    year = known.date[:4] if known.date else str(known.year) if known.year else None
    number = known.digits.lstrip("0") or "0" if known.digits else None
    return names.document_iri(issuer, kind, known.number_year or year, number, known.number_year, known.title)


def approving(programme: Programme, reading: Reading) -> Citation | None:
    """The citation of the paper that approves a programme; None where none is printed or a person removed it."""
    return next((c for c in reading.resolution.citations if c.mention.start == programme.approved_at), None)
