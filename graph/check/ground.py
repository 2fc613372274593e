"""What a check says of a draft's citations, beside what the data know of the documents they stand for."""

from bisect import bisect_right
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from cancu.graph.check.standing import Standing

Agreement: TypeAlias = Literal["agrees", "differs", "not-printed", "unknown"]
"""What is printed beside what the data say; `unknown` where the data say nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One citation of a draft. `instrument` is the IRI of the document it stands for, None where that is open.

    `in_data` says whether the data describe that document apart from this draft, `held` how: `text`, `register` or
    `citation`. `known_date` and `issuer` are what the data say; `issuer_ended` the first day without that body.
    `years` are those of the laws of this name in the data where a law is cited without its year. `line` and `page`
    count from 1. `stood` and `stands` tell whether the document stood on the draft's day and stands today.
    """

    order: int
    section: str
    surface: str
    relation: str
    resolution: str
    line: int | None
    page: int | None
    start: int | None
    end: int | None
    instrument: str | None
    label: str | None
    in_data: bool
    years: tuple[str, ...]
    held: str | None
    number: Agreement
    date: Agreement
    printed_date: str | None
    known_date: str | None
    issuer_agrees: Agreement
    issuer: str | None
    issuer_ended: str | None
    stood: Standing | None = None
    stands: Standing | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One document of a checked file: what it is, its citations, and where its lines begin in the file's text."""

    file: str
    iri: str
    label: str
    date: str | None
    grounds: tuple[Ground, ...]
    line_starts: tuple[int, ...]
    page_starts: tuple[int, ...]

    def line(self, start: int) -> int:
        """Line of a character of the document, counted from 1 in the file."""
        return bisect_right(self.line_starts, start)

    def page(self, start: int) -> int:
        """Page of a character of the document, counted from 1 in the document."""
        return bisect_right(self.page_starts, start)

    def told(self) -> dict[str, object]:
        """The document and its citations, to be written as JSON."""
        return {
            "file": self.file,
            "iri": self.iri,
            "label": self.label,
            "date": self.date,
            "citations": [asdict(ground) for ground in self.grounds],
        }
