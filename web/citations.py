"""Mentions: those a document makes, in text order with their evidence, and those made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cancu.graph.catalogue import Mentioned
from cancu.web import address, present, words
from cancu.web.parts import Parts, Thing, things
from cancu.web.refs import DocumentRef, documents, listed
from cancu.web.reviews import Review, review_of
from cancu.web.site import rows


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation as printed, where it stands, what it was taken to mean and how it was read."""

    iri: str
    order: int
    section: str
    surface: str
    start: str
    end: str
    relation: str
    nested_relation: str
    basis: str
    resolution: str
    printed_number: str
    printed_date: str
    raw_date: str
    printed_issuer: str
    method: str
    number_raw: str
    note: str
    cited: DocumentRef | None
    candidates: tuple[DocumentRef, ...]
    outer: tuple[tuple[str, str], ...]
    review: Review

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return self.iri.partition("#")[2]

    @property
    def kind(self) -> str:
        """Last piece of the relation."""
        return words.local(self.relation)

    @property
    def place(self) -> str:
        """Section in words."""
        return present.section(self.section)

    @property
    def says(self) -> str:
        """What the passage does with the instrument, in words."""
        if self.kind == "nested" and self.nested_relation:
            return f"{words.RELATIONS['nested']} ({words.relation(self.nested_relation).lower()})"
        said = words.relation(self.relation, self.section)
        basis = words.BASES.get(words.local(self.basis), "") if self.basis else ""
        return f"{said}: {basis.lower()}" if basis else said

    @property
    def resolution_kind(self) -> str:
        """resolved, ambiguous or unresolved."""
        return words.local(self.resolution)

    @property
    def resolution_label(self) -> str:
        """Resolution in words."""
        return words.word(words.RESOLUTIONS, self.resolution)

    @property
    def method_label(self) -> str:
        """Reading method in words."""
        return words.word(words.METHODS, self.method)

    @property
    def outer_links(self) -> list[tuple[str, str]]:
        """Anchors and surfaces of the citations whose title this one stands in."""
        return [("#" + iri.partition("#")[2], surface) for iri, surface in self.outer]

    @property
    def printed_day(self) -> str:
        """Date as printed, in figures; what was printed when that is no date."""
        return present.date(self.printed_date) or self.raw_date


def made_by(found: Parts) -> list[Mention]:
    """Every citation among the parts of a document, in text order."""
    made = [thing for thing in found.of_kind("Citation") if thing.one("surface")]
    told = documents(iri for thing in made for iri in (thing.one("citedDocument"), *_candidates(thing)))
    return [_mention(thing, told, found) for thing in made]


def _candidates(citation: Thing) -> list[str]:
    """What a citation may mean that is of several instruments with one number."""
    return citation.each("candidate") if words.local(citation.one("resolution")) == "ambiguous" else []


def _mention(thing: Thing, told: Mapping[str, DocumentRef], found: Parts) -> Mention:
    outer = (found.get(iri) for iri in thing.each("nestedIn"))
    return Mention(
        iri=thing.iri,
        order=int(thing.one("order") or 0),
        section=thing.one("section"),
        surface=thing.one("surface"),
        start=thing.one("start"),
        end=thing.one("end"),
        relation=thing.one("relation"),
        nested_relation=thing.one("nestedRelation"),
        basis=thing.one("basis"),
        resolution=thing.one("resolution"),
        printed_number=thing.one("printedNumber"),
        printed_date=thing.one("printedDate"),
        raw_date=thing.one("rawDate"),
        printed_issuer=thing.one("printedIssuer"),
        method=thing.one("readingMethod"),
        number_raw=thing.one("numberRaw"),
        note=thing.one("resolutionNote"),
        cited=told.get(thing.one("citedDocument")),
        candidates=tuple(told[iri] for iri in _candidates(thing)),
        outer=tuple((whole.iri, whole.one("surface")) for whole in outer if whole is not None),
        review=review_of(thing.one),
    )


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of the document at hand in another document."""

    iri: str
    section: str
    surface: str
    relation: str
    basis: str
    resolution: str
    review: Review

    @property
    def href(self) -> str:
        """Its place on the page of the citing document."""
        return address.page(self.iri)

    @property
    def place(self) -> str:
        """Section in words."""
        return present.section(self.section)

    @property
    def says(self) -> str:
        """What the passage does with the document, in words."""
        said = words.relation(self.relation, self.section) if self.relation else ""
        basis = words.BASES.get(words.local(self.basis), "") if self.basis else ""
        return f"{said}: {basis.lower()}" if basis else said

    @property
    def uncertain(self) -> bool:
        """Whether the mention might mean another document of the same number."""
        return words.local(self.resolution) != "resolved"


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that mentions the one at hand, with every mention."""

    document: DocumentRef
    appearances: tuple[Appearance, ...]


def made_of(found: Sequence[Mentioned]) -> list[Citing]:
    """Citations of the catalogue by the document that makes them, with what they say."""
    said = things(rows("document-mentions", citation=[m.citation for m in found]) if found else [])
    citing = {m.document.iri: m.document for m in found}
    by_document: dict[str, list[Appearance]] = {iri: [] for iri in citing}
    for mention in found:
        if mention.citation in said:
            by_document[mention.document.iri].append(_appearance(said[mention.citation]))
    return [Citing(listed(citing[iri]), tuple(of)) for iri, of in by_document.items()]


def _appearance(said: Thing) -> Appearance:
    return Appearance(
        said.iri, said.one("section"), said.one("surface"), said.one("relation"), said.one("basis"),
        said.one("resolution"), review_of(said.one),
    )  # fmt: skip
