"""What a new version of a document says otherwise than the one before: gained, lost and changed, by the part."""

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cancu.graph.names import ONTOLOGY

PARTS = {"cit": "viện dẫn", "target": "chỉ tiêu", "duty": "nhiệm vụ", "rep": "chế độ báo cáo"}
"""Parts by the beginning of their name, in Vietnamese."""

_NOT_SAID = {ONTOLOGY + name for name in ("start", "end", "order", "readingMethod")}
_NAMES = ("surface", "measure", "valueText", "section")


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
        changed = tuple(now[name].line for name in both if now[name].facts != was[name].facts)
        if gained or lost or changed:
            found.append(Change(label, gained, lost, changed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Part:
    line: str
    facts: frozenset[tuple[str, str]]


def _parts(turtle: bytes) -> dict[str, _Part]:
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(turtle, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            _, mark, part = quad.subject.value.partition("#")
            if mark and quad.predicate.value not in _NOT_SAID:
                # A part of this document is named alike in both versions, whatever the document's IRI is.
                values[part][quad.predicate.value].append(quad.object.value.rpartition("#")[2])
    return {part: _Part(_line(said), _facts(said)) for part, said in values.items()}


def _facts(said: dict[str, list[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((predicate, value) for predicate, found in said.items() for value in found)


def _line(said: dict[str, list[str]]) -> str:
    told = {name: said[ONTOLOGY + name][0] for name in _NAMES if ONTOLOGY + name in said}
    words = [f"«{told['surface']}»"] if "surface" in told else [told[n] for n in ("measure", "valueText") if n in told]
    place = f"mục {told['section']}" if "section" in told and told["section"] != "preamble" else ""
    return ", ".join(part for part in (" ".join(words), place) if part)
