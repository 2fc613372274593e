"""The text of a Word file (DOCX) as it prints: numbers of lists, tables, text boxes and notes in place, tracked
changes accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from cancu.graph.read.archive import Archive, open_archive
from cancu.graph.read.layout import LETTERHEAD, joined, paragraph, table_rows
from cancu.graph.read.numbering import Numbering, W, numbering, on
from cancu.graph.read.refusals import too_deep
from cancu.graph.read.text import UnreadableFile

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TAB = "    "
"""Wide enough to part two columns that are set with tabs."""
_CHARACTERS = {
    f"{W}tab": _TAB,
    f"{W}ptab": _TAB,
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{W}rPr", f"{W}pPr", f"{W}sdtPr"})
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_MAX_CHARACTERS = 20_000_000


@dataclass(slots=True)
class _Reader:
    numbers: Numbering
    capitals: frozenset[str]
    hidden: frozenset[str]
    notes: dict[tuple[str, str], etree._Element]
    cited: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[list[str]] = field(default_factory=list)

    def blocks(self, container: etree._Element) -> list[str]:
        """Paragraphs and table rows below `container`, in order."""
        found: list[str] = []
        carried = ""
        for child in _children(container):
            if child.tag == f"{W}p":
                surface = carried + self.paragraph(child)
                carried = ""
                if _mark_deleted(child):
                    carried = surface
                    continue
                found += [block] if (block := paragraph(surface)) else []
                found += self._boxes()
            elif child.tag == f"{W}tbl":
                found += table_rows(self.rows(child))
        found += [block] if (block := paragraph(carried)) else []
        return found

    def paragraph(self, element: etree._Element) -> str:
        """Text of one paragraph with its number; text boxes anchored in it wait in `boxes`."""
        properties = element.find(f"{W}pPr")
        style = _style(properties)
        text = "".join(self._runs(element, style in self.capitals, style in self.hidden))
        # An empty paragraph of a list counts too, but a number alone says nothing.
        label = self.numbers.label(properties)
        return f"{label} {text.lstrip()}" if label and text.strip() else text

    def rows(self, table: etree._Element) -> list[list[list[str]]]:
        """Cells of each row; columns that a cell spans beyond its first are empty ones."""
        found = []
        for row in _children(table):
            if row.tag != f"{W}tr" or row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells: list[list[str]] = []
            for cell in _children(row):
                if cell.tag != f"{W}tc" or cell.find(f"{W}tcPr/{W}cellDel") is not None:
                    continue
                cells.append([piece for piece in self._cell(cell) if piece])
                cells += [[] for _ in range(_columns(cell) - 1)]
            found.append(cells)
        return found

    def _cell(self, cell: etree._Element) -> list[str]:
        pieces: list[str] = []
        for child in _children(cell):
            if child.tag == f"{W}p":
                pieces.append(paragraph(self.paragraph(child)))
                pieces += self._boxes()
            elif child.tag == f"{W}tbl":
                pieces += [piece for row in self.rows(child) for inner in row for piece in inner]
        return pieces

    def _boxes(self) -> list[str]:
        waiting, self.boxes = self.boxes, []
        return [block for box in waiting for block in box]

    def _runs(self, element: etree._Element, capitals: bool, hidden: bool) -> Iterator[str]:
        for child in element:
            if child.tag in _GONE or _prompts(child):
                continue
            if child.tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                if not _set(properties, "vanish", hidden, self.hidden):
                    yield from self._runs(child, _set(properties, "caps", capitals, self.capitals), hidden=False)
            elif child.tag == f"{W}t":
                yield (child.text or "").upper() if capitals else child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag in _NOTES:
                note = (_NOTES[child.tag], child.get(f"{W}id", ""))
                if note in self.notes:
                    self.cited.append(note)
                    yield f"[{len(self.cited)}]"
            elif child.tag == f"{W}txbxContent":
                waiting, self.boxes = self.boxes, []
                inner = self.blocks(child)
                self.boxes = [*waiting, inner]
            elif child.tag == f"{_MC}AlternateContent":
                # The same drawing twice, for new and for old programs.
                chosen = child.find(f"{_MC}Choice")
                yield from self._runs(chosen if chosen is not None else child, capitals, hidden)
            elif isinstance(child.tag, str):
                yield from self._runs(child, capitals, hidden)


def docx_text(path: Path, data: bytes) -> str:
    """The text of the Word file in `data`. Raises `UnreadableFile`."""
    archive = open_archive(path, data)
    document = archive.xml("word/document.xml")
    styles = _part(archive, "word/styles.xml")
    reader = _Reader(
        numbering(_part(archive, "word/numbering.xml"), styles),
        _styles_with("caps", styles),
        _styles_with("vanish", styles),
        {**_notes(archive, "footnote"), **_notes(archive, "endnote")},
    )
    body = document.find(f"{W}body")
    try:
        blocks = [*_letterhead(archive, document, reader), *(reader.blocks(body) if body is not None else [])]
        for index, note in enumerate(reader.cited[: len(reader.notes)], start=1):
            blocks.append(f"[{index}] " + " ".join(reader.blocks(reader.notes[note])))
    except RecursionError:
        raise too_deep(path) from None
    text = joined(blocks)
    if not text:
        raise UnreadableFile(
            f"{path}: tệp Word không có chữ nào, có thể chỉ có ảnh chụp; khi đó phải nhận dạng chữ (OCR) "
            "(no text in this Word file; if it holds only pictures, it needs OCR)"
        )
    if len(text) > _MAX_CHARACTERS:
        raise UnreadableFile(
            f"{path}: {len(text):,} ký tự, quá {_MAX_CHARACTERS:,}; hãy chia nhỏ tệp (too much text: split the file)"
        )
    return text


def _letterhead(archive: Archive, document: etree._Element, reader: _Reader) -> list[str]:
    """Page headers of the first section that hold number, date or motto."""
    section = next(document.iter(f"{W}sectPr"), None)
    relations = _part(archive, "word/_rels/document.xml.rels")
    if section is None or relations is None:
        return []
    targets = {r.get("Id"): r.get("Target", "") for r in relations.iter(_RELATION)}
    found: list[str] = []
    for reference in section.iterfind(f"{W}headerReference"):
        if reference.get(f"{W}type") == "even":
            continue
        root = _part(archive, "word/" + (targets.get(reference.get(f"{_R}id")) or "").lstrip("/").removeprefix("word/"))
        blocks = reader.blocks(root) if root is not None else []
        if any(LETTERHEAD.search(block) for block in blocks):
            found += [block for block in blocks if block not in found]
    return found


def _part(archive: Archive, name: str) -> etree._Element | None:
    return archive.xml(name) if name in archive.names else None


def _notes(archive: Archive, kind: str) -> dict[tuple[str, str], etree._Element]:
    """Notes by number; the lines that part them from the text are left out."""
    root = _part(archive, f"word/{kind}s.xml")
    notes = root.iterfind(f"{W}{kind}") if root is not None else iter(())
    return {(kind, n.get(f"{W}id", "")): n for n in notes if n.get(f"{W}type") in (None, "normal")}


def _children(container: etree._Element) -> Iterator[etree._Element]:
    """Children, those in content controls and accepted insertions included."""
    for child in container:
        if _prompts(child):
            continue
        if child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from _children(child)
        elif child.tag not in _GONE:
            yield child


def _prompts(element: etree._Element) -> bool:
    """Whether it is a field of a form that still shows what to fill in."""
    return element.tag == f"{W}sdt" and on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _mark_deleted(element: etree._Element) -> bool:
    """Whether the end of the paragraph was deleted, so that the next one goes on with it."""
    return element.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() else 1


def _style(properties: etree._Element | None, kind: str = "pStyle") -> str:
    style = properties.find(f"{W}{kind}") if properties is not None else None
    return style.get(f"{W}val", "") if style is not None else ""


def _set(properties: etree._Element | None, name: str, before: bool, styles: frozenset[str]) -> bool:
    """Whether a run has the property `name`: its own word first, then that of its style, then the paragraph's."""
    own = properties.find(f"{W}{name}") if properties is not None else None
    return on(own) if own is not None else before or _style(properties, "rStyle") in styles


def _styles_with(name: str, styles: etree._Element | None) -> frozenset[str]:
    found = styles.iterfind(f"{W}style") if styles is not None else iter(())
    return frozenset(s.get(f"{W}styleId", "") for s in found if on(s.find(f"{W}rPr/{W}{name}")))
