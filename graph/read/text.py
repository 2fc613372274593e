"""A document's text as read: UTF-8, BOM dropped, line ends LF, NFC, form feeds between pages."""

import hashlib
import unicodedata
from dataclasses import dataclass

from cancu.graph.fold import fold
from cancu.graph.read.quality import page_quality, worst


class UnreadableFile(Exception):
    """A file that cannot be read as a text document; the message says which, why and what to do, in Vietnamese and
    English.
    """


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its characters `start:end` and how far its letters can be trusted (good | undiacritic | garbled)."""

    start: int
    end: int
    quality: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text as read; all offsets in the system count characters of `content`."""

    name: str
    content: str
    folded: str
    sha256: str
    pages: tuple[Page, ...]
    quality: str

    def quality_at(self, offset: int) -> str:
        """Quality of the page that holds `offset`."""
        return next((p.quality for p in self.pages if p.start <= offset < p.end), self.quality)


def text_of(name: str, raw: str) -> Text:
    """Normalise `raw` and measure its pages."""
    content = unicodedata.normalize("NFC", raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    pages = []
    start = 0
    for page in content.split("\f"):
        pages.append(Page(start, start + len(page), page_quality(page)))
        start += len(page) + 1
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(name, content, fold(content), digest, tuple(pages), worst(p.quality for p in pages))
