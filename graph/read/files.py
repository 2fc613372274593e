"""From a file of any known format to its text; the format is told by the content, never by the name."""

from pathlib import Path

from cancu.graph.read import detect
from cancu.graph.read.refusals import broken
from cancu.graph.read.settings import OcrSettings
from cancu.graph.read.text import Origin, Text, UnreadableFile, text_of

MAX_BYTES = 50 * 1024 * 1024
"""Largest file that is read; signed papers measure up to 1 MB a page."""


_OF_OTHER_FORMATS = frozenset((".pdf", ".docx", ".doc", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
"""Endings of names of files that hold no plain text."""


def read_file(path: Path, ocr: OcrSettings | None = None) -> Text:
    """Read a document: plain text, Markdown, HTML, DOCX, PDF, page images, and through LibreOffice DOC, ODT, RTF.

    `ocr` says whether and how pictures of pages are recognised: by default those without usable text, keeping
    nothing and telling nobody. Raises `UnreadableFile`.
    """
    data = _bytes(path)
    kind = detect.kind_of(path, data)
    if kind in (detect.PDF, detect.IMAGE):
        return text_of(path.name, *_pages(path, data, kind, ocr or OcrSettings()))
    return text_of(path.name, _text(path, data, kind))


def _bytes(path: Path) -> bytes:
    if not path.exists():
        raise UnreadableFile(f"{path}: không có tệp này (no such file)")
    if not path.is_file():
        raise UnreadableFile(f"{path}: không phải là tệp; hãy chỉ ra một tệp văn bản (not a file)")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(
                f"{path}: {size:,} byte, quá {MAX_BYTES:,} byte cho phép; hãy chia nhỏ tệp "
                f"(file too large: over {MAX_BYTES:,} bytes, split it)"
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: không mở được: {error.strerror} (cannot open)") from error


def _pages(path: Path, data: bytes, kind: str, ocr: OcrSettings) -> tuple[str, list[Origin]]:
    # The libraries are large and each file needs one of them: they are loaded when used.
    if kind == detect.PDF:
        from cancu.graph.read.pdf import pdf_text

        return pdf_text(path, data, ocr)
    from cancu.graph.read.picture import picture_text

    return picture_text(path, data, ocr)


def _text(path: Path, data: bytes, kind: str) -> str:
    if kind == detect.DOCX:
        from cancu.graph.read.docx import docx_text

        return docx_text(path, data)
    if kind in (detect.DOC, detect.ODT, detect.RTF):
        from cancu.graph.read.docx import docx_text
        from cancu.graph.read.office import to_docx

        return docx_text(path, to_docx(path, data, kind))
    if kind == detect.HTML:
        from cancu.graph.read.webpage import html_text

        return html_text(path, data)
    if path.suffix.lower() in _OF_OTHER_FORMATS and b"\0" in data:
        raise broken(path, f"nội dung không phải là tệp {path.suffix.lower()}")
    from cancu.graph.read.plain import plain_text

    return plain_text(path, data)
