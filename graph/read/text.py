"""A document's text as read: UTF-8, BOM dropped, line ends LF, NFC, form feeds between pages; and how to get it
from a file.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.fold import fold
from cancu.graph.read.quality import page_quality, worst

MAX_BYTES = 20 * 1024 * 1024
"""Largest file that is read; the longest real plan seen is 140 kB."""

SUFFIXES = (".txt", ".md")


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
    content = unicodedata.normalize("NFC", raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    pages = []
    start = 0
    for page in content.split("\f"):
        pages.append(Page(start, start + len(page), page_quality(page)))
        start += len(page) + 1
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(name, content, fold(content), digest, tuple(pages), worst(p.quality for p in pages))


def read_file(path: Path) -> Text:
    """Read a plain-text or Markdown file. Raises `UnreadableFile`."""
    if not path.exists():
        raise UnreadableFile(f"{path}: không có tệp này (no such file)")
    if not path.is_file():
        raise UnreadableFile(f"{path}: không phải là tệp; hãy chỉ ra một tệp .txt hoặc .md (not a file)")
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFile(
            f"{path}: chưa đọc được định dạng «{path.suffix or 'không đuôi'}»; hãy lưu thành .txt (UTF-8) hoặc .md "
            "(unsupported format: save as UTF-8 .txt or .md)"
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(f"{path}: {size:,} byte, quá {MAX_BYTES:,} byte cho phép (file too large)")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: không mở được: {error.strerror} (cannot open)") from error
    return text_of(path.name, _decode(path, data))


def _decode(path: Path, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        raw = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"{path}:{line}: byte thứ {error.start} không phải {encoding.upper()}; hãy lưu lại tệp với mã hóa UTF-8 "
            f"(not {encoding.upper()}: save the file as UTF-8)"
        ) from error
    if "\0" in raw:
        line = raw.count("\n", 0, raw.index("\0")) + 1
        raise UnreadableFile(f"{path}:{line}: tệp nhị phân, không phải văn bản (binary file, not text)")
    if not raw.strip("\ufeff \t\r\n\f"):
        raise UnreadableFile(f"{path}: tệp không có chữ nào (empty file)")
    return raw
