"""Which format a file has, by its content."""

import re
from pathlib import Path

from cancu.graph.read.refusals import encrypted
from cancu.graph.read.text import UnreadableFile

PLAIN, HTML, DOCX, ODT, DOC, RTF, PDF, IMAGE = "plain", "html", "docx", "odt", "doc", "rtf", "pdf", "image"

_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
_TELEPHONE_IMAGES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S)
_HEAD = 8192
_PDF_HEAD = 1024
"""A PDF may have other bytes before its mark; readers look for it this far."""


def kind_of(path: Path, data: bytes) -> str:
    """Format of a file with the bytes `data`; `path` only names it. Raises `UnreadableFile` for formats not read."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_archive(path, data)
    if data.startswith(_COMPOUND):
        return _of_compound(path, data)
    if data.lstrip()[:5] == b"{\\rtf":
        return RTF
    if _is_image(data):
        return IMAGE
    if data[4:12] in _TELEPHONE_IMAGES:
        raise UnreadableFile(
            f"{path}: ảnh HEIC/AVIF của điện thoại; chưa đọc được định dạng này; hãy lưu thành JPEG, PNG hoặc PDF (an "
            "image of a format not read, HEIC or AVIF: save it as JPEG, PNG or PDF)"
        )
    return HTML if _HTML.match(_head(data)) else PLAIN


def _is_image(data: bytes) -> bool:
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return True
    # «BM» may open a text; a bitmap has bytes that no text has.
    return data.startswith(b"BM") and b"\0" in data[:64]


def _head(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")


def _of_archive(path: Path, data: bytes) -> str:
    # The library behind it takes longer to load than a plain text to read.
    from cancu.graph.read.archive import open_archive

    archive = open_archive(path, data)
    if "word/document.xml" in archive.names:
        return DOCX
    if "mimetype" in archive.names and archive.read("mimetype").startswith(_ODT_TYPE):
        return ODT
    raise UnreadableFile(
        f"{path}: tệp nén không chứa văn bản Word; chưa đọc được định dạng này; hãy lưu thành .docx, .pdf hoặc .txt, "
        "hoặc giải nén rồi đọc từng tệp (an archive without a Word document: save as .docx, .pdf or .txt, or unpack it)"
    )


def _of_compound(path: Path, data: bytes) -> str:
    if _stream("EncryptedPackage") in data:
        raise encrypted(path)
    if _stream("WordDocument") in data:
        return DOC
    raise UnreadableFile(
        f"{path}: tệp Office đời cũ nhưng không phải văn bản Word; chưa đọc được định dạng này; hãy lưu thành .docx, "
        ".pdf hoặc .txt (an old Office file that is no Word document: save as .docx, .pdf or .txt)"
    )


def _stream(name: str) -> bytes:
    """Name of a stream as a compound file's directory holds it."""
    return name.encode("utf-16-le")
