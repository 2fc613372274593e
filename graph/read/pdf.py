"""PDF: the text layer page by page, with the numbers and days that signatures lay over it; pictures recognised.

A page without usable text is a scan, and so is one whose only text is the stamp of a signature. A page whose letters
are garbled is recognised too, and the better of the two texts kept.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from cancu.graph.read import overlay
from cancu.graph.read.drawn import TURNED, UPRIGHT, Matrix, drawn
from cancu.graph.read.footnotes import may_note, noted
from cancu.graph.read.glyphs import ends_above_its_beginning, glyphs, glyphs_on_lines
from cancu.graph.read.grids import Grid, grids, outside
from cancu.graph.read.ocr import DPI, MAX_PIXELS, Picture, Recognised, recognise
from cancu.graph.read.overlay import Box, Glyph, lines_of_glyphs
from cancu.graph.read.pages import Item, page_items, page_texts
from cancu.graph.read.phrases import levels
from cancu.graph.read.printed import cleaned, seam
from cancu.graph.read.quality import GARBLED, GOOD, better, page_quality
from cancu.graph.read.recognised import glyphs_of, handwriting_marked, letters_read, printed
from cancu.graph.read.refusals import broken, encrypted, not_to_be_recognised, nothing_legible, too_large_page
from cancu.graph.read.ruled import tables_and_text
from cancu.graph.read.rulings import Ruling, rulings
from cancu.graph.read.settings import OcrSettings
from cancu.graph.read.shades import grey
from cancu.graph.read.strays import has_strays, in_place, is_scattered
from cancu.graph.read.tesseract import available
from cancu.graph.read.text import UNREAD, Origin, UnreadableFile
from cancu.graph.read.unruled import Open, may_hold_tables, unruled

MAX_PAGES = 1_000
MAX_CHARACTERS = 20_000_000
MIN_LETTERS = 60
"""A page with a picture and fewer letters than this, stamps of signatures apart, is a scan: what it has is a number, a
date or the mark of a scanner."""
MAX_EMBEDDED_PIXELS = 160_000_000
"""Dots of one picture inside a page: A4 at 1,200 dpi. It is unpacked whole however coarse the page is drawn."""
_MIN_DPI = 100
"""A page that would have to be drawn coarser than this to stay within the limit on dots is too large."""
_COVERED = 0.3
"""Share of the page that its pictures cover at least if it is a scan; an emblem or a seal covers less."""

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class _Layer:
    """What a page's text layer gives; `laid` are the characters that its annotations at `boxes` show."""

    items: list[Item]
    letters: int
    laid: list[Glyph] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    corner: tuple[float, float] = (0.0, 0.0)
    """Left and top of the page as shown, in points."""
    pictured: bool = False
    empty: bool = False
    notes: list[str] = field(default_factory=list)
    note_goes_on: str = ""
    """What the last note of the pages before goes on with."""
    table_goes_on: Open | None = None
    """A table without upright lines that goes on over leaf."""

    @cached_property
    def text(self) -> str:
        """The page's text, were it alone."""
        return page_texts([self.items])[0]

    @property
    def scan(self) -> bool:
        """Whether the page is a picture, or drawn letters, that no text stands for."""
        return not self.empty and (self.letters == 0 or (self.pictured and self.letters < MIN_LETTERS))

    @property
    def doubtful(self) -> bool:
        """Whether recognition may give a better text: letters misread, or a scanner's own text without diacritics."""
        quality = page_quality(self.text)
        return quality == GARBLED or (quality != GOOD and self.pictured)


def pdf_text(path: Path, data: bytes, settings: OcrSettings) -> tuple[str, list[Origin]]:
    """The text of the PDF in `data`, pages parted by form feeds, and how each came. Raises `UnreadableFile`."""
    document = _opened(path, data)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile(
                f"{path}: {count:,} trang, quá {MAX_PAGES:,} trang cho phép; hãy tách tệp "
                f"({count:,} pages, over the limit of {MAX_PAGES:,}: split the file)"
            )
        layers = _layers(path, document, count)
        recognised = _recognised(path, data, layers, settings)
    except pypdfium2.PdfiumError as error:
        raise broken(path, "PDF") from error
    finally:
        document.close()
    pages = [_page(index, layer, recognised.get(index + 1), settings) for index, layer in enumerate(layers)]
    kept = [layer for layer, (items, _) in zip(layers, pages, strict=True) if items is layer.items]
    texts = page_texts([items for items, _ in pages], _notes(kept))
    if not any(_LETTER.search(text) for text in texts):
        raise nothing_legible(path)
    return "\f".join(texts), [origin for _, origin in pages]


def _opened(path: Path, data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise encrypted(path) from error
        raise broken(path, "PDF") from error


def _layers(path: Path, document: Any, count: int) -> list[_Layer]:
    layers: list[_Layer] = []
    total = 0
    for index in range(count):
        page = document[index]
        try:
            layer = _layer(document, page, index, layers)
        finally:
            page.close()
        total += len(layer.text)
        if total > MAX_CHARACTERS:
            raise UnreadableFile(f"{path}: quá {MAX_CHARACTERS:,} ký tự; hãy tách tệp (too much text: split the file)")
        layers.append(layer)
    return layers


def _layer(document: Any, page: Any, index: int, before: Sequence[_Layer]) -> _Layer:
    own = page.get_textpage()
    pictured, empty = _pictured(page), raw.FPDFPage_CountObjects(page) == 0
    boxes = _annotations(page)
    turn = TURNED[page.get_rotation()]
    ruled = rulings(page, turn)
    tables = grids(ruled)
    lines, laid = _with_laid(document, page, index, own.count_chars(), boxes)
    text = own.get_text_range() if lines is None else overlay.surface(lines)
    columned, table_goes_on = _unruled(own, turn, text, ruled.level, tables, before)
    tables = sorted([*tables, *columned], key=lambda table: -table.rows[0])
    alone = outside(ruled.level, tables)
    head_last = lines is None and turn is UPRIGHT and ends_above_its_beginning(own)
    if lines is None and is_scattered(text):
        lines = overlay.set_anew([g for g in glyphs_on_lines(own, turn) if g.drawn])
    elif lines is None and has_strays(text):
        lines = in_place(glyphs(own, turn))
    elif lines is None and (tables or may_note(alone) or head_last):
        lines = lines_of_glyphs(glyphs(own, turn))
    elif turn is not UPRIGHT:
        # What lies over the page is found where it would stand were the page not turned.
        laid, tables = [], []
    if lines is not None and head_last:
        lines = overlay.in_reading_order(lines)
    own.close()
    notes_before = sum(len(layer.notes) for layer in before)
    with_notes = noted(lines, alone, notes_before + 1) if lines is not None else None
    lines, notes, rest = with_notes or (lines, [], "")
    items = page_items([text] if lines is None else tables_and_text(lines, tables), index + 1)
    letters = len(_LETTER.findall(_without_stamps(text)))
    left, _, _, top = page.get_cropbox()
    blank = empty and not boxes
    return _Layer(items, letters, laid, boxes, (left, top), pictured, blank, notes, rest, table_goes_on)


def _unruled(
    textpage: Any, turn: Matrix, text: str, level: Sequence[Ruling], tables: Sequence[Grid], before: Sequence[_Layer]
) -> tuple[list[Grid], Open | None]:
    """The tables of a page that no upright lines rule, apart from those that the lines do."""
    broken = before[-1].table_goes_on if before and not before[-1].scan else None
    if broken is None and not may_hold_tables(text):
        return [], None
    lines = lines_of_glyphs(glyphs_on_lines(textpage, turn))
    free = [
        [g for g in line if not any(table.cell_at((g.left + g.right) / 2, g.middle) for table in tables)]
        for line in lines
    ]
    return unruled(levels(free), level, broken)


def _with_laid(
    document: Any, page: Any, index: int, own_count: int, boxes: list[Box]
) -> tuple[list[list[Glyph]] | None, list[Glyph]]:
    """The page's lines with what its annotations show, and that alone; None where they show no characters."""
    if not boxes or raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return None, []
    # Only a page loaded anew shows what was flattened into it.
    again = document[index]
    shown = again.get_textpage()
    try:
        if shown.count_chars() <= own_count:
            return None, []
        found = glyphs(shown)
        laid = found[own_count:]
        return overlay.merged(found[:own_count], laid, boxes), laid
    finally:
        shown.close()
        again.close()


def _recognised(path: Path, data: bytes, layers: Sequence[_Layer], settings: OcrSettings) -> dict[int, Recognised]:
    """What was recognised, by page from 1, on the pages that need it or may gain by it."""
    numbered = list(enumerate(layers, start=1))
    scans = [number for number, layer in numbered if layer.scan]
    doubtful = [number for number, layer in numbered if not layer.scan and layer.doubtful]
    letters = [layer.letters for layer in layers]
    if settings.mode == "never":
        if sum(letters) < MIN_LETTERS or letters.count(0) * 2 > len(layers):
            raise not_to_be_recognised(path)
        return {}
    if settings.mode == "always":
        wanted = [number for number, layer in numbered if not layer.empty]
    else:
        # Without the program a garbled text is still a text; a scan is nothing, and `recognise` will say so.
        wanted = sorted([*scans, *(doubtful if doubtful and available() else ())])
    if not wanted:
        return {}
    # Annotations were flattened into the pages of the other one: here they are still apart.
    document = _opened(path, data)
    try:
        found = recognise(path, _pictures(path, document, layers, wanted), len(wanted), settings)
    finally:
        document.close()
    if len(wanted) == len(layers) and sum(letters_read(page.lines) for page in found) < MIN_LETTERS > sum(letters):
        raise nothing_legible(path)
    return {page.page: page for page in found}


def _pictures(path: Path, document: Any, layers: Sequence[_Layer], numbers: Sequence[int]) -> Iterator[Picture]:
    for number in numbers:
        page = document[number - 1]
        try:
            dpi = _resolution(path, page, number)
            # What annotations lay over the page as text is known exactly and not read from the picture.
            drawn = not layers[number - 1].laid
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True, draw_annots=drawn, may_draw_forms=drawn)
            yield Picture(number, grey(bitmap.to_pil()), dpi)
        finally:
            page.close()


def _resolution(path: Path, page: Any, number: int) -> int:
    """Dots per inch to draw a page with, fewer for large pages. Raises `UnreadableFile` for too large ones."""
    width, height = page.get_size()
    most = (MAX_PIXELS / max(1.0, width * height)) ** 0.5 * 72
    embedded = (image.get_px_size() for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    if most < _MIN_DPI or any(across * down > MAX_EMBEDDED_PIXELS for across, down in embedded):
        raise too_large_page(path, number, MAX_PIXELS)
    return min(DPI, int(most))


def _page(index: int, layer: _Layer, found: Recognised | None, settings: OcrSettings) -> tuple[list[Item], Origin]:
    """What stands on the page and how it came."""
    if found is None:
        return layer.items, Origin(UNREAD) if layer.scan else Origin()
    lines = handwriting_marked(found.lines) if index == 0 else found.lines
    if layer.laid:
        own = list(glyphs_of(lines, 72 / (found.origin.dpi or DPI), layer.corner))
        text = overlay.surface(overlay.merged(own, layer.laid, layer.boxes))
    else:
        text = "\n".join(printed(lines))
    text = cleaned(text, index + 1)
    if not layer.scan and settings.mode != "always" and better(layer.text, text) == layer.text:
        return layer.items, Origin()
    return [*text.removesuffix("\n").split("\n")], found.origin


def _notes(layers: Iterable[_Layer]) -> list[str]:
    notes: list[str] = []
    for layer in layers:
        if layer.note_goes_on and notes:
            notes[-1] = seam(notes[-1], layer.note_goes_on)
        notes += layer.notes
    return notes


def _pictured(page: Any) -> bool:
    """Whether pictures cover so much of the page that it may be a scan."""
    width, height = page.get_size()
    covered = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for image, _ in drawn(page, raw.FPDF_PAGEOBJ_IMAGE):
        if raw.FPDFPageObj_GetBounds(image, left, bottom, right, top):
            covered += max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
    return bool(covered > _COVERED * width * height)


def _annotations(page: Any) -> list[Box]:
    boxes = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        rectangle = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_LINK and raw.FPDFAnnot_GetRect(annotation, rectangle):
            boxes.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        raw.FPDFPage_CloseAnnot(annotation)
    return boxes


def _without_stamps(page: str) -> str:
    return "\n".join(line for line in page.split("\n") if not overlay.is_stamp(line))
