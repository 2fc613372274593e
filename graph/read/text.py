"""A document's text as read: UTF-8, BOM dropped, line ends LF, NFC, form feeds between pages."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cancu.graph.fold import fold
from cancu.graph.read.quality import page_quality, worst


class UnreadableFile(Exception):
    """A file that cannot be read as a text document; the message says which, why and what to do, in Vietnamese and
    English.
    """


LAYER, RECOGNISED, UNREAD = "text-layer", "ocr", "unread"
"""Where a page's text comes from: the file's own characters, recognition of its picture, or nowhere, the page being a
picture that was not to be recognised.
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """How the text of a page came; of a recognised page with what: engine and version, language, dots per inch."""

    kind: str = LAYER
    engine: str | None = None
    language: str | None = None
    dpi: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its characters `start:end`, how far its letters can be trusted (good | undiacritic | garbled), and how
    its text came.
    """

    start: int
    end: int
    quality: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages `first` to `last`, counted from 1, whose text came the same way and is of one quality."""

    first: int
    last: int
    quality: str
    origin: Origin


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

    def recognised_at(self, offset: int) -> bool:
        """Whether the page that holds `offset` was recognised from its picture."""
        return any(p.origin.kind == RECOGNISED for p in self.pages if p.start <= offset < p.end)

    def page_ranges(self) -> tuple[PageRange, ...]:
        """The pages in order, neighbours that are alike as one."""
        ranges: list[PageRange] = []
        for number, page in enumerate(self.pages, start=1):
            last = ranges[-1] if ranges else None
            if last is not None and (last.quality, last.origin) == (page.quality, page.origin):
                ranges[-1] = PageRange(last.first, number, page.quality, page.origin)
            else:
                ranges.append(PageRange(number, number, page.quality, page.origin))
        return tuple(ranges)


def text_of(name: str, raw: str, origins: Sequence[Origin] = ()) -> Text:
    """Normalise `raw` and measure its pages; `origins` tells of each page how it came, none of them its characters."""
    content = unicodedata.normalize("NFC", raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    pages = []
    start = 0
    for index, page in enumerate(content.split("\f")):
        origin = origins[index] if index < len(origins) else Origin()
        pages.append(Page(start, start + len(page), page_quality(page), origin))
        start += len(page) + 1
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(name, content, fold(content), digest, tuple(pages), worst(p.quality for p in pages))
