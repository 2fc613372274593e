"""What a new version of a document says otherwise than the one before: gained, lost and changed, by the part."""

from collections import defaultdict
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cancu.graph.names import ONTOLOGY
from cancu.graph.sections import section_words
from cancu.graph.spelling import vi_date

PARTS = {
    "cit": "viện dẫn",
    "target": "chỉ tiêu",
    "duty": "nhiệm vụ",
    "rep": "chế độ báo cáo",
    "ord": "yêu cầu ban hành kế hoạch",
    "fund": "nguồn kinh phí",
}
"""Parts by the beginning of their name, in Vietnamese."""

_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_NOT_SAID = {ONTOLOGY + name for name in ("start", "end", "order", "readingMethod")}
_COMPARED = {"<": "dưới ", "<=": "tối đa ", ">": "trên ", ">=": "ít nhất ", "=": ""}
_UNITS = {"percent": "%", "permille": "‰"}
_DUES = ("dueDate", "dueQuarter")


@dataclass(frozen=True, slots=True)
class Change:
    """The parts of one kind that a new version gained, lost or changed, each as one line."""

    kind: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    changed: tuple[str, ...]


def changes(before: bytes, after: bytes) -> tuple[Change, ...]:
    """What differs between two Turtle files of one document, position in the text aside."""
    old, new = _parts(before), _parts(after)
    found = []
    for key, label in PARTS.items():
        was = {name: said for name, said in old.items() if name.startswith(key + "-")}
        now = {name: said for name, said in new.items() if name.startswith(key + "-")}
        gained = tuple(now[name].line for name in sorted(now.keys() - was.keys()))
        lost = tuple(was[name].line for name in sorted(was.keys() - now.keys()))
        both = sorted(now.keys() & was.keys())
        changed = tuple(_from_to(was[name], now[name]) for name in both if now[name].facts != was[name].facts)
        if gained or lost or changed:
            found.append(Change(label, gained, lost, changed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part is about, its value or day, and where it stands, as a clerk reads them."""

    subject: str
    value: str
    place: str
    facts: frozenset[tuple[str, str]]

    @property
    def line(self) -> str:
        """All of it."""
        return ", ".join(part for part in (": ".join(filter(None, (self.subject, self.value))), self.place) if part)


def _from_to(old: _Part, new: _Part) -> str:
    """«tỷ lệ trẻ em được tiêm chủng: 90% → 95%»."""
    if old.value == new.value:
        return new.line
    value = f"{old.value or 'không có'} → {new.value or 'không có'}"
    return replace(new, value=value).line


def _parts(turtle: bytes) -> dict[str, _Part]:
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(turtle, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            _, mark, part = quad.subject.value.partition("#")
            if mark and quad.predicate.value not in _NOT_SAID:
                # A part of this document is named alike in both versions, whatever the document's IRI is.
                values[part][quad.predicate.value].append(quad.object.value.rpartition("#")[2])
    return {part: _part(said) for part, said in values.items()}


def _part(said: dict[str, list[str]]) -> _Part:
    told = {name.removeprefix(ONTOLOGY): found[0] for name, found in said.items()}
    subject = f"«{told['surface']}»" if "surface" in told else told.get("measure", told.get(_LABEL, ""))
    section = told.get("section", "preamble")
    return _Part(subject, _value(told), section_words(section) if section != "preamble" else "", _facts(said))


def _value(told: dict[str, str]) -> str:
    """The value of a target, the amount of a source, the day of what is due."""
    if "valueText" in told:
        unit = told.get("unit", "").rpartition("/")[2]
        unit = _UNITS.get(unit) or (f" {unit}" if unit else "")
        return f"{_COMPARED.get(told.get('comparator', ''), '')}{told['valueText']}{unit}"
    if "amount" in told:
        return f"{_grouped(told['amount'])} {told.get('amountUnit', '')}".rstrip()
    due = next((told[name] for name in _DUES if name in told), "")
    return f"{'trước ' if told.get('dueBefore') == 'true' else ''}{vi_date(due)}" if due else ""


def _grouped(amount: str) -> str:
    """An amount as Vietnamese papers print it: «12.500», «3,2»."""
    whole, _, part = amount.partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part.strip("0") else "")


def _facts(said: dict[str, list[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((predicate, value) for predicate, found in said.items() for value in found)
