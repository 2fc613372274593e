"""The text layer of a PDF, page by page, with the numbers and days that signatures lay over it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from cancu.graph.read import overlay
from cancu.graph.read.overlay import Box, Glyph
from cancu.graph.read.refusals import broken, encrypted
from cancu.graph.read.text import UnreadableFile

MAX_PAGES = 1_000
MAX_CHARACTERS = 20_000_000
MIN_LETTERS = 60
"""A document whose pages hold fewer letters than this, stamps of signatures apart, is a scan; so is one
with letters on fewer than half of its pages."""

_LETTER = re.compile(r"[^\W\d_]")
_HYPHEN = re.compile("[\ufffe\x02](?:\r?\n)?")
"""A hyphen that ends a line: pypdfium2 gives a mark for it and joins the lines («84/BC-KTNS»)."""
_NUMBER_END = re.compile(r"\d\S*/\S*-$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?[-–]?\s*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)


def pdf_text(path: Path, data: bytes) -> str:
    """The text of the PDF in `data`, pages parted by form feeds. Raises `UnreadableFile`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise encrypted(path) from error
        raise broken(path, "PDF") from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile(
                f"{path}: {count:,} trang, quá {MAX_PAGES:,} trang cho phép; hãy tách tệp "
                f"({count:,} pages, over the limit of {MAX_PAGES:,}: split the file)"
            )
        pages = _pages(path, document, count)
    except pypdfium2.PdfiumError as error:
        raise broken(path, "PDF") from error
    finally:
        document.close()
    letters = [len(_LETTER.findall(_without_stamps(page))) for page in pages]
    if sum(letters) < MIN_LETTERS or letters.count(0) * 2 > len(pages):
        raise UnreadableFile(
            f"{path}: bản chụp (scan): PDF không có lớp chữ, nếu có thì chỉ là con dấu chữ ký số; phải nhận dạng chữ "
            "(OCR) bằng «--ocr», phiên bản này chưa có; hãy tìm bản Word hoặc PDF có lớp chữ (a scan without a text "
            "layer: it needs OCR, which will come as --ocr; look for a Word file or a PDF with text)"
        )
    return "\f".join(pages)


def _pages(path: Path, document: Any, count: int) -> list[str]:
    pages: list[str] = []
    total = 0
    for index in range(count):
        page = document[index]
        try:
            text = _page(document, page, index)
        finally:
            page.close()
        total += len(text)
        if total > MAX_CHARACTERS:
            raise UnreadableFile(f"{path}: quá {MAX_CHARACTERS:,} ký tự; hãy tách tệp (too much text: split the file)")
        pages.append(text)
    return pages


def _page(document: Any, page: Any, index: int) -> str:
    own = page.get_textpage()
    own_count = own.count_chars()
    boxes = _annotations(page)
    text = None
    if boxes and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        # Only a page loaded anew shows what was flattened into it.
        again = document[index]
        shown = again.get_textpage()
        if shown.count_chars() > own_count:
            glyphs = _glyphs(shown)
            text = overlay.merged(glyphs[:own_count], glyphs[own_count:], boxes)
        shown.close()
        again.close()
    if text is None:
        text = own.get_text_range()
    own.close()
    return _cleaned(text, index + 1)


def _cleaned(text: str, number: int) -> str:
    """`text` with plain line ends and without the page's printed number."""
    text = _CONTROL.sub("", _HYPHEN.sub("-", text).replace("\r\n", "\n").replace("\r", "\n"))
    lines = _whole(line.rstrip() for line in text.split("\n"))
    while lines and not lines[-1]:
        lines.pop()
    for place in (0, -1):
        found = _PAGE_NUMBER.fullmatch(lines[place].strip()) if lines else None
        if found and int(found[1]) == number:
            del lines[place]
            break
    return "\n".join(lines) + "\n"


def _whole(lines: Iterable[str]) -> list[str]:
    """`lines`, those that break a number at its hyphen («12/2024/NĐ-⏎CP») put together."""
    out: list[str] = []
    for line in lines:
        if out and line[:1].isupper() and _NUMBER_END.search(out[-1]):
            out[-1] += line
        else:
            out.append(line)
    return out


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


def _glyphs(textpage: Any) -> list[Glyph]:
    # The box of the font, not that of the ink: all letters of a line then have the same height.
    box = raw.FS_RECTF()
    glyphs = []
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        char = chr(code) if code and not 0xD800 <= code <= 0xDFFF else "\ufffd"
        glyphs.append(Glyph(char, box.left, box.bottom, box.right, box.top))
    return glyphs


def _without_stamps(page: str) -> str:
    return "\n".join(line for line in page.split("\n") if not overlay.is_stamp(line))
