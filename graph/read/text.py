"""A document's text as read: what cannot be seen dropped, line ends LF, NFC, form feeds between pages."""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from cancu.graph.fold import ALPHABET, composed_letters, folded_letters, letters_of, parted, small_letters
from cancu.graph.read.quality import GOOD, page_quality, worst


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


@dataclass(frozen=True, eq=False)
class Text:
    """A document's text as read; all offsets in the system count characters of `content`.

    Copies of equal length: `small` without capitals, `folded` without diacritics too; `letters` is what they are made
    of, `small` where it is asked for. `start` is where it begins in its file, which may hold several documents.
    """

    name: str
    content: str
    letters: bytes = field(repr=False)
    folded: str = field(repr=False)
    pages: tuple[Page, ...]
    quality: str
    start: int = 0

    @cached_property
    def small(self) -> str:
        """The copy without capitals, which keeps the diacritics."""
        return small_letters(self.letters)

    @cached_property
    def spaced(self) -> str:
        """The folded copy with a blank for whatever parts words, and one more at either end."""
        return f" {parted(self.folded)} "

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of `content`."""
        return hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def origins(self) -> tuple[Origin, ...]:
        """How the text of each page came, for `text_of`; nothing where all are the file's own characters."""
        found = tuple(page.origin for page in self.pages)
        return found if any(origin != Origin() for origin in found) else ()

    def slice(self, start: int, end: int) -> "Text":
        """The characters `start:end` as a text of their own, the same that `text_of` makes of them."""
        pages = tuple(
            self._cut(page, max(page.start, start), min(page.end, end), start)
            for page in self.pages
            if max(page.start, start) <= min(page.end, end)
        )
        return Text(
            self.name, self.content[start:end], self.letters[start:end], self.folded[start:end],
            pages, worst(p.quality for p in pages), self.start + start,
        )  # fmt: skip

    def _cut(self, page: Page, start: int, end: int, origin: int) -> Page:
        whole = (start, end) == (page.start, page.end)
        quality = page.quality if whole else page_quality(self.content[start:end])
        return replace(page, start=start - origin, end=end - origin, quality=quality)

    def quality_at(self, offset: int) -> str:
        """Quality of the page that holds `offset`."""
        if self.quality == GOOD or len(self.pages) == 1:
            return self.quality
        page = self.pages[max(0, bisect_right(self.pages, offset, key=_page_start) - 1)]
        return page.quality if page.start <= offset < page.end else self.quality

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


_page_start = attrgetter("start")

_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\x1e\x1f"
"""Characters without width that web pages and chat programs strew into text, which part no word and no number; and the
separators of records and units, which part what the site reads of a plan.
"""
_NO_UNSEEN = str.maketrans("", "", _UNSEEN)
_UNBREAKING = "\u2010\u2011\u202f"
_AS_USUAL = str.maketrans(_UNBREAKING, "-- ")
"""Hyphens and blanks of word processors that only forbid a line's end («296‑QĐ/TW»)."""
_LOOKALIKES = str.maketrans("АВСЕНІЈКМОРЅТХасеіјорѕух", "ABCEHIJKMOPSTXaceijopsyx")
"""Cyrillic letters that a keyboard or a recogniser of another language put for Latin ones: «TT-BTС», «NĐ-CР»."""
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD, _LATIN = re.compile(r"\S+"), re.compile(r"[A-Za-z0-9]")
_SOFT = "\u00ad"
_SYMBOL_HYPHEN = re.compile(rf"(?<=[0-9A-ZĐ]){_SOFT}(?=[A-ZĐ])")
"""A soft hyphen that prints: some writers set «QĐ-UBND» so. Elsewhere it only allows a break, and is not seen."""


_O = letters_of("O")
_ZERO = re.compile(r"O(?<=\dO)(?=[\dO]|/\d)|O(?<=[\s(/]O)(?=\d/[\dO])", re.ASCII)
"""A nought that was typed, or recognised, as the letter: «25/12/2O23», «3O/6/2027». In the copies it is a figure."""


_UNUSUAL = letters_of("\r" + "".join(set(_UNSEEN + _UNBREAKING + _SOFT) & set(ALPHABET)))
"""What is written otherwise in a text as read, of the signs that have a byte of their own: few texts hold any."""


def _as_usual(raw: str) -> str:
    """`raw` without what cannot be seen, with the hyphens, blanks and line ends that all texts have."""
    # Looking for a sign is many times as fast as putting it right.
    if any(character in raw for character in _UNSEEN):
        raw = raw.translate(_NO_UNSEEN)
    if any(character in raw for character in _UNBREAKING):
        raw = raw.translate(_AS_USUAL)
    if _CYRILLIC.search(raw):
        # A word all in Cyrillic letters is one of another language.
        raw = _WORD.sub(lambda word: word[0].translate(_LOOKALIKES) if _LATIN.search(word[0]) else word[0], raw)
    if _SOFT in raw:
        raw = _SYMBOL_HYPHEN.sub("-", raw).replace(_SOFT, "")
    return raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw


def _with_noughts(content: str, letters: bytes) -> bytes:
    """`letters` with a figure where `content` has a letter for a nought."""
    noughts = []
    # A letter is found in bytes many times as fast as a pattern finds it.
    place = letters.find(_O)
    while place >= 0:
        if _ZERO.match(content, place):
            noughts.append(place)
        place = letters.find(_O, place + 1)
    if not noughts:
        return letters
    mended = bytearray(letters)
    for place in noughts:
        mended[place : place + 1] = letters_of("0")
    return bytes(mended)


def text_of(name: str, raw: str, origins: Sequence[Origin] = ()) -> Text:
    """Normalise `raw` and measure its pages; `origins` tells of each page how it came, none of them its characters."""
    letters = composed_letters(raw)
    if letters is None or any(sign in letters for sign in _UNUSUAL):
        raw = _as_usual(raw)
        letters = composed_letters(raw)
    content = raw if letters is not None else unicodedata.normalize("NFC", raw)
    letters = _with_noughts(content, letters_of(content) if letters is None else letters)
    pages = []
    start = 0
    for index, page in enumerate(content.split("\f")):
        end = start + len(page)
        origin = origins[index] if index < len(origins) else Origin()
        pages.append(Page(start, end, page_quality(page, letters[start:end]), origin))
        start = end + 1
    quality = worst(p.quality for p in pages)
    return Text(name, content, letters, folded_letters(letters), tuple(pages), quality)
