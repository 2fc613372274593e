"""References to documents and bodies as pages show them: a name, a date, an issuer and a link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from cancu.graph.catalogue_file import Entry
from cancu.graph.cataloguing import document_name
from cancu.web import address, present, words
from cancu.web.site import Row, knowledge, labels

LONGEST_UNBROKEN = 26
"""Characters of a number that a phone shows in one line; joint symbols may be longer."""
_UNBROKEN, _BROKEN = Markup('<span class="nowrap">'), Markup("</span>")


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body or group of bodies to link to; `ended` is the first day it no longer existed, `since` its first."""

    iri: str
    label: str
    ended: str = ""
    since: str = ""

    @property
    def href(self) -> str:
        """Address of its page."""
        return address.page(self.iri)

    @property
    def note(self) -> str:
        """That it no longer exists, when it does not."""
        return f"Đã kết thúc hoạt động từ {present.date(self.ended)}" if self.ended else ""


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document to link to; `date` as precise as known."""

    iri: str
    type_label: str
    number: str
    symbol: str
    title: str
    issued: str
    date_text: str
    year: str
    level: str
    held: str
    issuer: BodyRef | None
    quality: str = ""

    @property
    def href(self) -> str:
        """Address of its page."""
        return address.page(self.iri)

    @property
    def name(self) -> str:
        """«Chỉ thị 28-CT/TW»; without a number «Kế hoạch số …/KH-SGDĐT» or the title."""
        return document_name(self.type_label, self.number, self.symbol, self.title)

    @property
    def marked(self) -> Markup:
        """The name with its number kept in one line."""
        name = self.name
        for part in (self.number, f"…/{self.symbol}"):
            if part and len(part) <= LONGEST_UNBROKEN and name.endswith(part):
                return escape(name.removesuffix(part)) + _UNBROKEN + escape(part) + _BROKEN
        return escape(name)

    @property
    def subject(self) -> str:
        """The title, unless the name already is the title."""
        shown = self.title[:1].upper() + self.title[1:]
        return "" if not self.title or self.title[1:] in self.name else shown

    @property
    def day(self) -> str:
        """«25/12/2023», «tháng 4/2024», «năm 2016», or what is known when the date is incomplete."""
        shown = present.date(self.issued)
        if not shown:
            return f"năm {self.year}" if self.year else "không rõ ngày"
        return {0: f"năm {shown}", 1: f"tháng {shown}"}.get(shown.count("/"), shown)

    @property
    def issued_day(self) -> str:
        """`day` as a fact: a paper that was read and prints no date has only the year of its title."""
        if self.issued or not self.year or words.local(self.held) != "text":
            return self.day
        source = "số, ký hiệu" if self.year in self.number else f"tên {self.type_label.lower()}"
        return f"không rõ (năm {self.year} theo {source})"

    @property
    def held_label(self) -> str:
        """Where it is known from; a paper damaged in scanning was not read in full."""
        if self.garbled and words.local(self.held) == "text":
            return "Chỉ đọc được một phần"
        return words.word(words.HELD, self.held) if self.held else ""

    @property
    def level_label(self) -> str:
        """Level in words."""
        return words.word(words.LEVELS_SHORT, self.level) if self.level else ""

    @property
    def cited_only(self) -> bool:
        """Whether it is known only because others cite it."""
        return words.local(self.held) == "citation"

    @property
    def garbled(self) -> bool:
        """Whether the text it was read from was damaged in scanning, its title too."""
        return words.local(self.quality) in ("garbled", "undiacritic")

    @property
    def line(self) -> str:
        """Issuer and date in one line."""
        return present.joined([self.issuer.label if self.issuer else "", self.day])


def documents(iris: Iterable[str]) -> dict[str, DocumentRef]:
    """The documents of these IRIs, "" left out; of what the data do not describe the IRI alone is known."""
    wanted = {iri for iri in iris if iri}
    entries = knowledge().catalogue.entries(wanted)
    return {iri: listed(entries.get(iri) or Entry(iri)) for iri in wanted}


def document(row: Row, role: str) -> DocumentRef:
    """The document in the columns `role`, `roleType`, `roleNumber` … of a row."""
    iri = row[role]
    kind = row.get(f"{role}Type", "")
    issuer = row.get(f"{role}Issuer", "")
    return DocumentRef(
        iri=iri,
        type_label=type_label(kind),
        number=row.get(f"{role}Number", ""),
        symbol=row.get(f"{role}Symbol", ""),
        title=row.get(f"{role}Title", ""),
        issued=row.get(f"{role}Issued", ""),
        date_text=row.get(f"{role}DateText", ""),
        year=row.get(f"{role}Year", ""),
        level=row.get(f"{role}Level", ""),
        held=row.get(f"{role}Held", ""),
        issuer=BodyRef(issuer, row.get(f"{role}IssuerLabel", "") or present.local_name(issuer)) if issuer else None,
        quality=row.get(f"{role}Quality", ""),
    )


def listed(entry: Entry) -> DocumentRef:
    """The document of an entry of the catalogue."""
    return DocumentRef(
        iri=entry.iri,
        type_label=type_label(entry.type),
        number=entry.number,
        symbol=entry.symbol,
        title=entry.title,
        issued=entry.issued,
        date_text=entry.date_text,
        year=entry.year,
        level=entry.level,
        held=entry.held,
        issuer=BodyRef(entry.issuer, entry.issuer_label or present.local_name(entry.issuer)) if entry.issuer else None,
        quality=entry.quality,
    )


def type_label(kind: str) -> str:
    """«Kế hoạch», «Chỉ thị»; of a type without name its identifier as words."""
    return labels().get(kind) or (present.local_name(kind).replace("-", " ").capitalize() if kind else "Văn bản")


def body(row: Row, role: str) -> BodyRef | None:
    """The body in the columns `role`, `roleLabel`, `roleEnded`, `roleFrom` of a row."""
    iri = row.get(role, "")
    if not iri:
        return None
    return BodyRef(
        iri,
        row.get(f"{role}Label", "") or present.local_name(iri),
        row.get(f"{role}Ended", ""),
        row.get(f"{role}From", ""),
    )


def by_rank(document_of: DocumentRef) -> tuple[object, ...]:
    """Order of documents in lists: level from the centre down, then issuer and name as in Vietnamese."""
    issuer = document_of.issuer.label if document_of.issuer else ""
    return (
        words.level_rank(document_of.level),
        present.sort_key(issuer),
        document_of.issued,
        present.sort_key(document_of.name),
    )


def first_of(found: Iterable[Row], key: str) -> list[Row]:
    """The first row for each value of a column: optional values that repeat must not repeat a thing."""
    seen: dict[str, Row] = {}
    for row in found:
        seen.setdefault(row[key], row)
    return list(seen.values())


def grouped(found: Iterable[Row], key: str | Callable[[Row], str]) -> dict[str, list[Row]]:
    """Rows by the value of a column, in the order of first appearance, rows without it left out."""
    groups: dict[str, list[Row]] = {}
    for row in found:
        value = row[key] if isinstance(key, str) else key(row)
        if value:
            groups.setdefault(value, []).append(row)
    return groups
