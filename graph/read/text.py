"""A document's text as read: UTF-8, BOM dropped, line ends LF, NFC, form feeds between pages."""

import hashlib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from cancu.graph.fold import folded_letters, letters_of, small_letters
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
    """A document's text as read; all offsets in the system count characters of `content`.

    `small` is a copy of equal length without capitals, `folded` one without capitals and diacritics.
    """

    name: str
    content: str
    small: str
    folded: str
    sha256: str
    pages: tuple[Page, ...]
    quality: str

    def quality_at(self, offset: int) -> str:
        """Quality of the page that holds `offset`."""
        if len(self.pages) == 1:
            return self.quality
        page = self.pages[max(0, bisect_right(self.pages, offset, key=_page_start) - 1)]
        return page.quality if page.start <= offset < page.end else self.quality


_page_start = attrgetter("start")


def text_of(name: str, raw: str) -> Text:
    """Normalise `raw` and measure its pages."""
    content = unicodedata.normalize("NFC", raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    letters = letters_of(content)
    pages = []
    start = 0
    for page in content.split("\f"):
        end = start + len(page)
        pages.append(Page(start, end, page_quality(page, letters[start:end])))
        start = end + 1
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(
        name,
        content,
        small_letters(letters),
        folded_letters(letters),
        digest,
        tuple(pages),
        worst(p.quality for p in pages),
    )
