"""The text of an HTML page: a line a block, tables cell by cell, nothing that is not shown."""

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from cancu.graph.read.layout import joined, paragraph, table_rows
from cancu.graph.read.refusals import broken, too_deep
from cancu.graph.read.text import UnreadableFile

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD = 8192
_WHITE = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_DROPPED = (
    "head", "title", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "audio", "video", "select", "textarea", "button", "input", "del", "strike", "s", "nav",
)  # fmt: skip
_NAVIGATION = frozenset({"navigation", "search", "menu", "menubar"})
"""Roles of elements that lead to other pages and say nothing of the document."""
_LEAST_LINKS, _LINKED = 3, 0.9
"""A list of so many links that are nearly all its words is a menu."""
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
    )
)  # fmt: skip
_MAX_SPAN = 100
_MARKED = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+\.|[-+•–])")
"""An item that prints its own mark."""
_NOTE_MARK = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?\s*")
_MEASURE = re.compile(r"(?:^|[\s\d/])(?:[kcdmh]?m|10)$")
"""What a raised figure is the power of: «km²», «10⁶»."""


@dataclass(slots=True)
class _Table:
    """A table under construction; `below` counts, per column, the rows a cell above still reaches into."""

    rows: list[list[list[str]]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)

    def open_row(self) -> None:
        self.rows.append([])

    def add(self, cell: list[str], columns: int, rows: int) -> None:
        if not self.rows:
            self.open_row()
        self._reached()
        row = self.rows[-1]
        for column in range(columns):
            if rows > 1:
                self.below[len(row)] = rows - 1
            row.append(cell if column == 0 else [])

    def close_row(self) -> None:
        self._reached()

    def _reached(self) -> None:
        row = self.rows[-1] if self.rows else []
        while self.below.get(len(row), 0) > 0:
            self.below[len(row)] -= 1
            row.append([])


class _Page:
    """Collects the blocks of a page from the starts and ends of its elements."""

    def __init__(self) -> None:
        self.sinks: list[list[str]] = [[]]
        self.tables: list[_Table] = []
        self.run: list[str] = []
        self.lists: list[int | None] = []
        self.verbatim = 0

    def text(self, characters: str | None) -> None:
        if characters:
            self.run.append(characters if self.verbatim else _WHITE.sub(" ", characters))

    def flush(self) -> None:
        # Blanks beside a line break, and doubled ones of the source, are not shown.
        block = paragraph(re.sub(r" {2,}", " ", "".join(self.run)) if not self.verbatim else "".join(self.run))
        self.run.clear()
        if block:
            self.sinks[-1].append(block)

    def number(self, item: etree._Element) -> None:
        """The number that a browser shows before the item of an ordered list, unless it prints one itself."""
        if self.lists and (last := self.lists[-1]) is not None:
            self.lists[-1] = last + 1
            if not _MARKED.match(str(item.xpath("string()"))) and not _is_link(item):
                self.run.append(f"{last + 1}. ")

    def start(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" else None)
        if tag == "br":
            self.run.append("\n")
        elif tag == "table":
            self.flush()
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.flush()
            self.tables[-1].open_row()
        elif tag in ("td", "th") and self.tables:
            self.flush()
            self.sinks.append([])
        elif tag in _BLOCKS:
            self.flush()
            self.verbatim += tag == "pre"

    def end(self, element: etree._Element, tag: str) -> None:
        if tag == "table" and self.tables:
            self.flush()
            table = self.tables.pop()
            if self.tables:
                # A table inside a cell only sets its text: its cells stand for themselves.
                self.sinks[-1] += [block for row in table.rows for cell in row for block in cell]
            else:
                self.sinks[-1] += table_rows(table.rows)
        elif tag == "tr" and self.tables:
            self.tables[-1].close_row()
        elif tag in ("td", "th") and self.tables and len(self.sinks) > 1:
            self.flush()
            self.tables[-1].add(self.sinks.pop(), _span(element, "colspan"), _span(element, "rowspan"))
        elif tag in _BLOCKS:
            self.flush()
            self.verbatim -= tag == "pre"
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()


def html_text(path: Path, data: bytes) -> str:
    """The text of the page in `data`. Raises `UnreadableFile`."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    source = _decoded(path, data).replace("\0", "")
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(path, "HTML") from error
    if root is None:
        raise broken(path, "HTML")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_deep(path)
    _drop_unseen(root)
    _bracket_notes(root)
    page = _Page()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag).rpartition("}")[2].lower()
        if event == "start":
            page.start(tag)
            if tag == "li":
                page.number(element)
            page.text(element.text)
        else:
            page.end(element, tag)
            page.text(element.tail)
    page.flush()
    text = joined([block for sink in page.sinks for block in sink])
    if not text:
        raise UnreadableFile(f"{path}: trang HTML không có chữ nào (the page has no text)")
    return text


def _drop_unseen(root: etree._Element) -> None:
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    for element in list(root.iter()):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if hidden or element.get("role") in _NAVIGATION or _is_menu(element):
            tail = element.tail
            element.clear()
            element.tail = tail


def _bracket_notes(root: etree._Element) -> None:
    """Give raised figures the form that notes of other files have («…[1]»): «28-CT/TW» and its note are no number."""
    for raised in root.iter("sup"):
        mark = _NOTE_MARK.fullmatch(str(raised.xpath("string()")))
        before = raised.getprevious()
        words = (before.tail if before is not None else getattr(raised.getparent(), "text", None)) or ""
        if mark is None or _MEASURE.search(words):
            continue
        tail = raised.tail
        raised.clear()
        raised.text, raised.tail = f"[{mark[1]}]", tail


def _is_menu(element: etree._Element) -> bool:
    if element.tag not in ("ul", "ol"):
        return False
    links = [_letters(link) for link in element.iter("a")]
    return len(links) >= _LEAST_LINKS and sum(links) >= _LINKED * _letters(element)


def _is_link(item: etree._Element) -> bool:
    """Whether an item is nothing but a link, as those of breadcrumbs are."""
    return sum(_letters(link) for link in item.iter("a")) >= _LINKED * _letters(item)


def _letters(element: etree._Element) -> int:
    return len("".join(str(element.xpath("string()")).split()))


def _decoded(path: Path, data: bytes) -> str:
    """Byte order mark first, then what is UTF-8 anyway, then the charset the page declares."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = _CHARSET.search(data, 0, _HEAD)
        name = declared[1].decode("ascii") if declared else "windows-1252"
        try:
            encoding = codecs.lookup(name).name
            return data.decode(encoding, "replace" if encoding != "utf-8" else "strict")
        except (LookupError, UnicodeDecodeError):
            raise UnreadableFile(
                f"{path}: bảng mã «{name}» khai trong trang không đọc được (byte thứ {error.start}); hãy lưu lại trang "
                "với mã hóa UTF-8 (cannot decode the declared charset: save the page as UTF-8)"
            ) from error


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1
