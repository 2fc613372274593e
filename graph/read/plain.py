"""Plain text and Markdown: UTF-8, or UTF-16 with a byte order mark."""

from pathlib import Path

from cancu.graph.read.text import UnreadableFile


def plain_text(path: Path, data: bytes) -> str:
    """The characters of a text file. Raises `UnreadableFile`."""
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
