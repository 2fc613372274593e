"""Cells of a result table: IRIs become names with links, dates and numbers are written as in Vietnamese."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from cancu.graph import names
from cancu.graph.engine import Table, Term, plain
from cancu.web import address, present, words
from cancu.web.refs import document
from cancu.web.site import knowledge, labels, term_labels

LONGEST = 2000
NAMED = 20
"""Things that one cell names; a number like 01/KH-UBND is that of hundreds of papers, all of which a file has."""
_NUMERIC = frozenset(names.XSD + kind for kind in ("integer", "decimal", "double", "float", "int", "long"))
DATES = frozenset(names.XSD + kind for kind in ("date", "gYear", "gYearMonth"))
_HEADINGS = {
    "plan": "Kế hoạch", "number": "Số, ký hiệu", "symbol": "Ký hiệu", "title": "Trích yếu",
    "issuer": "Cơ quan ban hành", "level": "Cấp", "area": "Địa bàn", "date": "Ngày ban hành", "year": "Năm",
    "source": "Tệp nguồn", "order": "Thứ tự", "type": "Tên loại", "relation": "Quan hệ", "section": "Mục",
    "text": "Như in trong văn bản", "start": "Từ ký tự", "end": "Đến ký tự", "instrument": "Văn bản",
    "resolution": "Xác định", "depth": "Số bậc", "via": "Qua", "basis": "Cách nêu", "held": "Nguồn",
    "system": "Hệ thống", "no": "Số thứ tự", "label": "Tên chỉ tiêu", "measure": "Nội dung đo",
    "comparator": "So sánh", "value": "Giá trị", "value_to": "Đến", "unit": "Đơn vị", "group": "Nhóm",
    "lead": "Cơ quan chủ trì", "role": "Vai trò", "duties": "Số nhiệm vụ", "due": "Thời hạn", "period": "Kỳ",
    "reporter": "Cơ quan báo cáo", "recipient": "Nơi nhận báo cáo", "instruments": "Văn bản",
    "dates": "Ngày ban hành", "mentions": "Số lần viện dẫn", "plans": "Số kế hoạch", "candidates": "Có thể là",
    "as": "Với tư cách", "since": "Từ", "ended": "Kết thúc từ", "instrument_level": "Cấp của văn bản", "step": "Bước",
    "what": "Việc", "who": "Cơ quan", "programme": "Chương trình", "approved_by": "Văn bản phê duyệt", "from": "Từ",
    "to": "Đến", "indicator": "Chỉ tiêu",
    "in_a": "Ở kế hoạch A", "in_b": "Ở kế hoạch B", "body": "Cơ quan", "parent": "Cơ quan cấp trên",
    "event": "Lần sắp xếp", "successor": "Cơ quan kế tục", "function": "Mảng nhiệm vụ", "checked": "Đối chiếu",
    "state": "Tình hình", "status": "Tình trạng", "reason": "Lý do", "ordered_by": "Văn bản giao",
    "membership": "Thuộc nhóm", "within": "Trực thuộc", "reviewer": "Người soát", "reviewed": "Ngày soát",
}  # fmt: skip
_HEADINGS_OF = {
    ("succession", "date"): "Từ ngày",
    ("plan-programmes", "label"): "Tên như in",
    ("ground-status", "source"): "Nguồn",
    ("instruments-without-plan", "plans"): "Số kế hoạch nêu",
    ("instruments-without-plan", "plan"): "Một kế hoạch nêu",
}
"""Where a column means something else than in other questions."""
_WORDS = {
    "level": words.LEVELS_SHORT, "instrument_level": words.LEVELS_SHORT,
    "as": {"to": "nơi nhận", "via": "nơi tổng hợp"}, "relation": words.RELATIONS, "resolution": words.RESOLUTIONS,
    "basis": words.BASES,
    "held": words.HELD, "system": words.SYSTEMS, "role": words.ROLES, "comparator": present.COMPARATORS,
    "status": words.STATUSES, "checked": words.VERIFICATIONS, "membership": words.MEMBERSHIPS,
}  # fmt: skip
_LISTS = frozenset({"instruments", "candidates"})
_WHOLE = frozenset({"number", "symbol", "via", "date", "due"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, where it leads, language or datatype to show; `whole` keeps it in one line."""

    text: str
    href: str = ""
    note: str = ""
    title: str = ""
    numeric: bool = False
    whole: bool = False
    cut: bool = False
    parts: tuple[tuple[str, str], ...] = ()
    """Text and address of each thing, where one cell names several."""
    more: int = 0
    """Further things, which are not named."""


def heading(column: str, question: str) -> str:
    """Vietnamese heading of a column of a saved question."""
    return _HEADINGS_OF.get((question, column)) or _HEADINGS.get(column, column)


def cells_of(table: Table, limit: int) -> list[list[Cell]]:
    """The first rows of a saved question's answer."""
    kept = table.rows[:limit]
    named = [t.value for row in kept for t in row if isinstance(t, NamedNode)]
    lists = [at for at, column in enumerate(table.columns) if column in _LISTS]
    named += [
        iri for row in kept for at in lists for iri in plain(row[at]).split()[:NAMED] if iri.startswith(names.ROOT)
    ]
    known = names_of(named)
    return [[_spoken(column, term, known) for column, term in zip(table.columns, row, strict=True)] for row in kept]


def _spoken(column: str, term: Term | None, known: dict[str, str]) -> Cell:
    """A cell in words where the column is one of our own closed vocabularies."""
    value = plain(term)
    if column in _WORDS and value:
        key = words.local(value)
        if key in _WORDS[column]:
            return Cell(_WORDS[column][key], title=value)
    if column == "reason" and value:
        return Cell(present.days_in(value), title=value)
    if column == "section" and value:
        return Cell(present.section(value), title=value)
    if column in _LISTS and isinstance(term, Literal):
        iris = value.split()
        parts = tuple((known.get(iri) or _short(iri), address.page(iri)) for iri in iris[:NAMED])
        more = max(len(iris) - NAMED, 0)
        return Cell(_listed((text for text, _ in parts), more), parts=parts, more=more)
    if column == "dates":
        days = value.split(" ")
        return Cell(
            _listed((present.date(day) or "không rõ ngày" for day in days[:NAMED]), len(days) - NAMED), title=value
        )
    made = cell(term, known)
    return replace(made, whole=True) if column in _WHOLE and len(made.text) < 40 else made


def _listed(texts: Iterable[str], more: int) -> str:
    return ", ".join(texts) + (", …" if more > 0 else "")


def cell(term: Term | None, known: dict[str, str]) -> Cell:
    """Any term as a cell; `known` holds the names of the IRIs that have one."""
    if term is None:
        return Cell("")
    if isinstance(term, NamedNode):
        iri = term.value
        ours = iri.startswith(names.ROOT)
        href = address.page(iri) if ours or iri in known else ""
        return Cell(known.get(iri) or _short(iri), href, title=iri)
    if isinstance(term, Literal):
        return _literal(term)
    return Cell(str(term)[:LONGEST])


def _literal(term: Literal) -> Cell:
    datatype = term.datatype.value
    value = term.value
    if datatype in DATES:
        return Cell(present.date(value), title=value)
    if datatype in _NUMERIC:
        shown = present.decimal(value) if value.lstrip("-").replace(".", "", 1).isdigit() else value
        return Cell(shown, title=value, numeric=True)
    note = term.language or ("" if datatype == names.XSD + "string" else present.local_name(datatype))
    return Cell(value[:LONGEST], note="" if note == "vi" else note, cut=len(value) > LONGEST)


def _short(iri: str) -> str:
    for prefix, base in sorted(names.PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def names_of(iris: Iterable[str]) -> dict[str, str]:
    """Names of the IRIs that have one, in one query: documents by type and number, the rest by label."""
    asked = {iri for iri in iris if len(iri) < LONGEST}
    vocabulary, terms = labels(), term_labels()
    found = {iri: name for iri in asked if (name := vocabulary.get(iri) or terms.get(iri))}
    missing = sorted(asked - found.keys())
    if not missing:
        return found
    # Serialised terms: an IRI that could end the clause is refused when the node is made.
    values = " ".join(str(NamedNode(iri)) for iri in missing)
    query = f"""SELECT ?thing ?label ?surface ?thingType ?thingNumber ?thingSymbol ?thingTitle WHERE {{
      VALUES ?thing {{ {values} }}
      OPTIONAL {{ ?thing skos:prefLabel ?vi FILTER(LANG(?vi) = "vi") }}
      OPTIONAL {{ ?thing skos:prefLabel ?other FILTER(LANG(?other) != "vi") }}
      BIND(COALESCE(?vi, ?other) AS ?label)
      OPTIONAL {{ ?thing cancu:surface ?surface }}
      OPTIONAL {{ ?thing eli:work_type ?thingType }}
      OPTIONAL {{ ?thing cancu:documentNumber ?thingNumber }}
      OPTIONAL {{ ?thing cancu:symbol ?thingSymbol }}
      OPTIONAL {{ ?thing dcterms:title ?thingTitle }}
    }}"""
    for row in knowledge().engine.select(query).values():
        name = row["label"] or (document(row, "thing").name if row["thingType"] else "")
        name = name or (f"«{row['surface']}»" if row["surface"] else "")
        if name:
            found.setdefault(row["thing"], name)
    return found
