"""What the registry holds: document types, areas, kinds of bodies and bodies, as plain values."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from cancu.graph.names import area_iri, body_iri


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document («Kế hoạch»).

    `regime` is «party», «normative», «administrative», «treaty» or «by-number» (normative when the number carries its
    year, administrative otherwise); the papers of a Party body are under the Party's regime whatever their type.
    `other_words` are read for its name but say nothing more (skos:hiddenLabel). `shared_symbols` belong first of all
    to another type («QĐ» of a Party Quy định): the printed type word decides.
    """

    slug: str
    iri: str
    name: str
    aliases: tuple[str, ...]
    other_words: tuple[str, ...]
    symbols: tuple[str, ...]
    shared_symbols: tuple[str, ...]
    systems: frozenset[str]
    regime: str
    cited_by_name: bool


@cache
def _rank(name: str, short_name: str) -> str:
    return name.removesuffix(short_name).strip().lower()


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area during one life span; `ended_on` is the first day on which it no longer exists."""

    slug: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    level: str
    code: str
    parent: str | None
    exists_from: date | None
    ended_on: date | None
    replaced_by: str | None

    @property
    def iri(self) -> str:
        """IRI of the area."""
        return area_iri(self.slug)

    @property
    def rank(self) -> str:
        """The word before the name: «tỉnh», «thành phố», «huyện», «quận», «thị xã»; in small letters, though that of
        Thành phố Hồ Chí Minh is written with a capital (Nghị định 30/2020/NĐ-CP, Phụ lục II).
        """
        return _rank(self.name, self.short_name)

    def alive(self, on: date) -> bool:
        """Whether the area exists on the day `on`."""
        return (self.exists_from is None or self.exists_from <= on) and (self.ended_on is None or on < self.ended_on)


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of local body; with an area it makes a body.

    `template` holds «{area}» (area with its rank) or «{name}» (without). `rank`: the only rank of area with one.
    `needs_place`: without a place the name says too little («UBND»); a kind without it, named bare, is the body of the
    place where the document was issued («Sở Y tế»).
    """

    slug: str
    iri: str
    name: str
    aliases: tuple[str, ...]
    template: str
    base: str
    symbol_codes: tuple[str, ...]
    level: str
    system: str
    parent: str | None
    numbers_for: str | None
    rank: str | None
    needs_place: bool
    ended_on: date | None

    @property
    def stem(self) -> str:
        """The name without its place: «Ủy ban nhân dân»."""
        return self.template.removesuffix("{area}").removesuffix("{name}").strip()


@dataclass(frozen=True, slots=True)
class Body:
    """A body: a central one, or a local one made of kind and area.

    `register` is the slug of the body whose register counts its papers (itself by default); `ended_on` the first day on
    which it no longer exists, the earlier of its kind's and its area's.
    """

    slug: str
    name: str
    aliases: tuple[str, ...]
    kind: str | None
    level: str
    system: str
    area: Area | None
    parent: str | None
    register: str
    symbol_codes: tuple[str, ...]
    exists_from: date | None
    ended_on: date | None

    @property
    def iri(self) -> str:
        """IRI of the body."""
        return body_iri(self.slug)
