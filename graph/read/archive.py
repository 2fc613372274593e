"""Zip containers of office documents, opened with limits on what they may unpack to, and their XML parts."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from cancu.graph.read.refusals import broken, encrypted
from cancu.graph.read.text import UnreadableFile

MAX_MEMBERS = 5_000
MAX_UNPACKED = 200 * 1024 * 1024
"""All parts of a document together, pictures included, in bytes."""
MAX_PART = 40 * 1024 * 1024
"""One part that is read, in bytes; real ones take 12 a character, so a plan of 100 pages 4 MB."""
MAX_RATIO = 150
"""Unpacked to packed bytes of the whole; real Word files measure 5 to 10."""
_RATIO_FROM = 4 * 1024 * 1024
"""Below this size no ratio is dangerous."""
_DOCUMENT_TYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened container and the names of its parts."""

    path: Path
    file: zipfile.ZipFile
    names: frozenset[str]

    def read(self, name: str) -> bytes:
        """Bytes of one part, never more than `MAX_PART`. Raises `UnreadableFile`."""
        try:
            with self.file.open(name) as part:
                data = part.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise broken(self.path, f"phần {name} không mở được") from error
        if len(data) > MAX_PART:
            raise _bomb(self.path)
        return data

    def xml(self, name: str) -> etree._Element:
        """Root of one part; a document type, which could hide entities, is refused. Raises `UnreadableFile`."""
        data = self.read(name)
        if any(mark in data for mark in _DOCUMENT_TYPE):
            raise UnreadableFile(
                f"{self.path}: phần {name} khai báo thực thể XML, có thể là tệp độc hại; không đọc; hãy xin lại tệp từ "
                "nơi ban hành (declares XML entities, as hostile files do: not read; ask the issuer for the file)"
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise broken(self.path, f"phần {name} không đúng XML") from error


def open_archive(path: Path, data: bytes) -> Archive:
    """Open the container in `data` after checking its size when unpacked. Raises `UnreadableFile`."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        members = file.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise broken(path, "phần nén không mở được") from error
    if any(member.flag_bits & 0x1 for member in members):
        raise encrypted(path)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise _bomb(path)
    if unpacked > _RATIO_FROM and unpacked > MAX_RATIO * len(data):
        raise _bomb(path)
    return Archive(path, file, frozenset(member.filename for member in members))


def _bomb(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{path}: giải nén ra quá lớn (trên {MAX_UNPACKED // 2**20} MB, hoặc nén bất thường), có thể là tệp độc hại; "
        "không đọc; hãy xin lại tệp từ nơi ban hành (unpacks to far too much, as hostile files do: not read; ask the "
        "issuer for the file)"
    )
