"""Mentions: those a document makes, in text order with their evidence, and those made of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cancu.graph.catalogue import Mentioned
from cancu.web import address, present, words
from cancu.web.refs import DocumentRef, documents, first_of, listed
from cancu.web.reviews import Review, review_of
from cancu.web.site import Row, rows


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


def made_by(iri: str) -> list[Mention]:
    """Every citation in a document, in text order."""
    links = rows("document-citation-links", doc=iri)
    made = first_of(rows("document-citations", doc=iri), "citation")
    told = documents([*(row["candidate"] for row in links), *(row["cited"] for row in made)])
    candidates: dict[str, list[DocumentRef]] = {}
    outer: dict[str, list[tuple[str, str]]] = {}
    for row in links:
        if row["candidate"]:
            candidates.setdefault(row["citation"], []).append(told[row["candidate"]])
        elif row["outer"]:
            outer.setdefault(row["citation"], []).append((row["outer"], row["outerSurface"]))
    return [
        _mention(row, told.get(row["cited"]), candidates.get(row["citation"], ()), outer.get(row["citation"], ()))
        for row in made
    ]


def _mention(
    row: Row, cited: DocumentRef | None, candidates: Sequence[DocumentRef], outer: Sequence[tuple[str, str]]
) -> Mention:
    return Mention(
        iri=row["citation"],
        order=int(row["order"]),
        section=row["section"],
        surface=row["surface"],
        start=row["start"],
        end=row["end"],
        relation=row["relation"],
        nested_relation=row["nestedRelation"],
        basis=row["basis"],
        resolution=row["resolution"],
        printed_number=row["printedNumber"],
        printed_date=row["printedDate"],
        raw_date=row["rawDate"],
        printed_issuer=row["printedIssuer"],
        method=row["method"],
        number_raw=row["numberRaw"],
        note=row["note"],
        cited=cited,
        candidates=tuple(candidates),
        outer=tuple(outer),
        review=review_of(row),
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
    said = first_of(rows("document-mentions", citation=[m.citation for m in found]), "citation") if found else []
    appearances = {row["citation"]: _appearance(row) for row in said}
    citing = {m.document.iri: m.document for m in found}
    by_document: dict[str, list[Appearance]] = {iri: [] for iri in citing}
    for mention in found:
        if mention.citation in appearances:
            by_document[mention.document.iri].append(appearances[mention.citation])
    return [Citing(listed(citing[iri]), tuple(of)) for iri, of in by_document.items()]


def _appearance(row: Row) -> Appearance:
    return Appearance(
        row["citation"], row["section"], row["surface"], row["relation"], row["basis"], row["resolution"],
        review_of(row),
    )  # fmt: skip
