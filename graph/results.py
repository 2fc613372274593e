"""Writes tables: the W3C result formats for the endpoint, plain CSV, JSON and Excel for people, text for a terminal."""

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from cancu.graph.engine import Table, Term, plain
from cancu.graph.names import XSD

_SRX = "http://www.w3.org/2005/sparql-results#"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_JSON_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
SHEET_ROWS = 2**20 - 1
"""Rows below the headings that a sheet of Excel can hold."""
_SPACES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")


def to_csv(table: Table, *, excel: bool = False) -> bytes:
    """Plain values; for Excel with a byte order mark and without cells that it would run as formulas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for cells in (table.columns, *([plain(term) for term in row] for row in table.rows)):
        writer.writerow([_inert(cell) for cell in cells] if excel else cells)
    return text.getvalue().encode("utf-8-sig" if excel else "utf-8")


def to_json(table: Table) -> bytes:
    """A list of objects: numbers and truth values as such, other values as text, null where there is none."""
    rows = [dict(zip(table.columns, map(_json_value, row), strict=True)) for row in table.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def to_xlsx(table: Table, sheet_title: str, about: Mapping[str, str]) -> bytes:
    """A workbook: first the facts about the table, then the table, on as many sheets as Excel needs for its rows;
    numbers as numbers, nothing as a formula.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)

    def cell(sheet: Any, value: str | int | float | None) -> Any:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            # openpyxl takes text that begins with «=» for a formula.
            made.data_type = "s"
        return made

    facts = book.create_sheet("Thông tin")
    for key, value in about.items():
        facts.append([key, cell(facts, _xml_safe(value))])
    for number, at in enumerate(range(0, max(len(table.rows), 1), SHEET_ROWS), 1):
        sheet = book.create_sheet(_sheet_name(sheet_title, number))
        sheet.freeze_panes = "A2"
        heading = [cell(sheet, column) for column in table.columns]
        for made in heading:
            made.font = Font(bold=True)
        sheet.append(heading)
        for row in table.rows[at : at + SHEET_ROWS]:
            sheet.append([cell(sheet, _spreadsheet_value(term)) for term in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sparql_json(answer: Table | bool, *, truncated: bool = False) -> bytes:
    """SPARQL 1.1 Query Results JSON; the head of a result that was cut says so."""
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}).encode()
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    head: dict[str, object] = {"vars": list(answer.columns)}
    if truncated:
        head["truncated"] = len(bindings)
    content = {"head": head, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def sparql_xml(answer: Table | bool) -> bytes:
    """SPARQL Query Results XML."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="', _SRX, '">']
    if isinstance(answer, bool):
        parts.append(f"<head/><boolean>{str(answer).lower()}</boolean></sparql>")
        return "".join(parts).encode()
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.columns)
    parts.append(f"<head>{variables}</head><results>")
    for row in answer.rows:
        bound = zip(answer.columns, row, strict=True)
        cells = [
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound if term is not None
        ]
        parts.append(f"<result>{''.join(cells)}</result>")
    parts.append("</results></sparql>")
    return "".join(parts).encode()


def sparql_csv(answer: Table | bool) -> bytes:
    """SPARQL 1.1 Query Results CSV; an ASK gives one cell."""
    if isinstance(answer, bool):
        return f"boolean\r\n{str(answer).lower()}\r\n".encode()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_csv_term(term) for term in row] for row in answer.rows)
    return text.getvalue().encode()


def sparql_tsv(answer: Table | bool) -> bytes:
    """SPARQL 1.1 Query Results TSV, terms as in Turtle; an ASK gives one cell."""
    if isinstance(answer, bool):
        return f"?boolean\n{str(answer).lower()}\n".encode()
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in answer.rows]
    return ("\n".join(lines) + "\n").encode()


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]], widest: int = 60) -> str:
    """Columns aligned by display width for a terminal; longer cells are cut with «…»."""
    shown = [[_cut(" ".join(cell.split()), widest) for cell in row] for row in [list(headings), *map(list, rows)]]
    widths = [max(map(display_width, column)) for column in zip(*shown, strict=True)]
    lines = ["  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    rule = "  ".join("─" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def display_width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
        if unicodedata.category(c) not in ("Cf", "Cc")
    )


def _cut(text: str, widest: int) -> str:
    clean = "".join(c for c in text if unicodedata.category(c) != "Cc")
    return clean if display_width(clean) <= widest else clean[: widest - 1] + "…"


def _pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _json_value(term: Term | None) -> str | int | float | bool | None:
    if isinstance(term, Literal):
        datatype, text = term.datatype.value, term.value
        if datatype == XSD + "boolean":
            return text in ("true", "1")
        if datatype in _JSON_NUMBERS:
            try:
                number = float(text)
            except ValueError:
                return text
            if math.isfinite(number):
                return int(text) if re.fullmatch(r"[+-]?[0-9]{1,4000}", text) else number
    # An aggregate over nothing gives an empty text.
    return plain(term) or None


def _spreadsheet_value(term: Term | None) -> str | int | float | None:
    if term is None:
        return None
    if isinstance(term, Literal):
        datatype = term.datatype.value
        if datatype == XSD + "integer" and len(term.value) < 16:
            return int(term.value)
        if datatype in (XSD + "decimal", XSD + "double", XSD + "float"):
            try:
                return float(term.value)
            except ValueError:
                return term.value
    return _xml_safe(plain(term))


def _xml_safe(text: str) -> str:
    return text.translate(_NOT_IN_XML)[:32_000]


def _sheet_name(title: str, number: int) -> str:
    name = "".join(c for c in title if c not in "[]:*?/\\")[:31] or "Kết quả"
    return name if number == 1 else f"{name[:26]} ({number})"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        described: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            described["xml:lang"] = term.language
        elif term.datatype.value != XSD + "string":
            described["datatype"] = term.datatype.value
        return described
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, Literal):
        kind = ""
        if term.language:
            kind = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != XSD + "string":
            kind = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{kind}>{escape(term.value.translate(_NOT_IN_XML), _SPACES)}</literal>"
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"


def _csv_term(term: Term | None) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else plain(term)
