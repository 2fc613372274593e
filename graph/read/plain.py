"""Plain text and Markdown: UTF-8, or UTF-16 with a byte order mark.

What copies lose is put back: bars of tables that were pasted with tabs or cell by cell, line ends of a paper in one
line, blanks in dates and numbers, signs of the motto.
"""

import re
from pathlib import Path

from cancu.graph.read.celled import with_rows
from cancu.graph.read.emphasis import with_whole_words
from cancu.graph.read.oneline import with_lines
from cancu.graph.read.text import UnreadableFile

_TABBED = re.compile(r"^[^\t\n\f|]*(?:\t[^\t\n\f|]*){2,20}$", re.MULTILINE)
_LEAST_ROWS = 2
_GLUED_AHEAD = re.compile(
    r"[ygmMốỐ](?:(?<=\b[Nn]gày)|(?<=\btháng)|(?<=\b[Nn]ăm)|(?<=\bNĂM)|(?<=\b[Ss]ố)|(?<=\bSỐ))(?=\d)"
)
_GLUED_BEHIND = re.compile(r"\d(?:(?=(?:tháng|năm)\s?\d)|(?<=\b[Nn]ăm (?:19|20)\d\d)(?=[a-zà-ỹ]{2}))")
"""Figures of a date or a number that lost the blank beside them: «số5/QĐ-TTg ngày 05tháng 6 năm2014của»."""
_WORN = (("XàHỘI", "XÃ HỘI"), ("Độc lập  Tự do  Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"))
"""The motto where a copy lost signs."""


def plain_text(path: Path, data: bytes) -> str:
    """The characters of a text file. Raises `UnreadableFile`."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        raw = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"{path}, dòng {line}: có ký tự không theo mã {encoding.upper()}; hãy mở tệp và lưu lại với mã hóa UTF-8 "
            f"(not {encoding.upper()}: save the file as UTF-8)"
        ) from error
    if "\0" in raw:
        line = raw.count("\n", 0, raw.index("\0")) + 1
        raise UnreadableFile(f"{path}:{line}: tệp nhị phân, không phải văn bản (binary file, not text)")
    if not raw.strip("\ufeff \t\r\n\f"):
        raise UnreadableFile(f"{path}: tệp không có chữ nào (empty file)")
    raw = raw.replace("\\r\\n", "\n")  # line ends that a portal printed as it wrote them down
    raw = with_whole_words(raw)
    for worn, motto in _WORN:
        raw = raw.replace(worn, motto)
    raw = _GLUED_BEHIND.sub(r"\g<0> ", _GLUED_AHEAD.sub(r"\g<0> ", raw))
    return with_rows(with_lines(_with_bars(raw) if "\t" in raw else raw))


def _with_bars(raw: str) -> str:
    """`raw` with «| a | b | c |» for the rows of a table copied from Word or a page, where tabs part the cells.

    Rows are neighbouring lines of equally many cells, at least three; less may be a letterhead or an indent.
    """
    lines = raw.replace("\r\n", "\n").split("\n")
    widths = [line.count("\t") if _TABBED.match(line) and line[:1] != "\t" else 0 for line in lines]
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and widths[end] == widths[start]:
            continue
        if widths[start] and end - start >= _LEAST_ROWS:
            for row in range(start, end):
                lines[row] = "| " + " | ".join(" ".join(cell.split()) for cell in lines[row].split("\t")) + " |"
        start = end
    return "\n".join(lines)
