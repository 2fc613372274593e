"""Plants a fault of every rule in a made-up country: the failing examples of the rules, each as a document of its own.

An example is complete in itself (its plan, bodies and areas) and breaks its rule and no other; a copy has names of its
own, so that what is found tells which copy it belongs to. Faults that no file of a data folder can hold are planted
beside the files, among their statements.
"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from cancu.graph.check.findings import Finding
from cancu.graph.names import (
    FUNCTION,
    HELD,
    ID,
    INSTRUMENTS_GRAPH,
    ONTOLOGY,
    REFERENCE_GRAPH,
    graph_iri,
    plan_file_stem,
)

SHAPES = Path(__file__).parent.parent / "shapes"
CONFORMING = (SHAPES / "conforming.ttl").read_text("utf-8")
FAILING = tomllib.loads((SHAPES / "failing.toml").read_text("utf-8"))

_OWN = (
    "song-mo", "luat-cay-xanh", "ty-le-che-phu", "huyen-doi-cu", "trong-mot-nghin-cay", "body:quoc-hoi a org:",
    "sap-xep-so-cu", "event:Sap_Xep", "id:ke-hoach-12", "ty-le-song",
)  # fmt: skip
_DESCRIBED = re.compile(rf"^<({re.escape(ID)}|{re.escape(FUNCTION)})")
"""What an example may describe; the words of other vocabularies are in the bundled data."""
_COPY = re.compile(r"-copy-([0-9]+)")


def plantable() -> list[str]:
    """Rules of which a fault can stand in a folder: one document that a file can hold, with all its parts."""
    sound = set(_copied(CONFORMING, 0))
    found = ((rule, _turtle(rule, 0)) for rule in sorted(FAILING))
    return [rule for rule, triples in found if _stands_alone(triples) and set(triples) != sound]


def plant(folder: Path, count: int) -> set[tuple[int, str]]:
    """Write `count` faulty plans into a data folder, rule by rule; (copy, rule) of all that must be found."""
    rules = plantable()
    expected: set[tuple[int, str]] = set()
    shared: dict[Triple, None] = {}
    for copy in range(count):
        rule = rules[copy % len(rules)]
        triples = _turtle(rule, copy)
        document = _document(triples)
        assert document is not None
        own = [t for t in triples if _is_of(t, document)]
        path = folder / "plans" / f"{plan_file_stem(document)}.ttl"
        path.write_bytes(serialize(own, format=RdfFormat.TURTLE) or b"")
        others = (t for t in triples if not _is_of(t, document))
        shared.update(dict.fromkeys(t for t in others if _DESCRIBED.search(str(t.subject))))
        expected |= {(copy, broken) for broken in (rule, *FAILING[rule].get("also", ()))}
    with (folder / "instruments.ttl").open("ab") as instruments:
        serialize(shared, instruments, format=RdfFormat.N_TRIPLES)
    return expected


def beside(first: int) -> tuple[list[Quad], set[tuple[int, str]]]:
    """Statements with a fault of each rule that `plant` cannot plant, copied from `first` on; what must be found.

    Documents of two kinds in one example, rows of a register, and statements in a graph that is not theirs.
    """
    quads: list[Quad] = []
    expected: set[tuple[int, str]] = set()
    for copy, rule in enumerate(sorted(FAILING.keys() - plantable()), first):
        quads += _at_home(_turtle(rule, copy, rows=True))
        expected |= {(copy, broken) for broken in (rule, *FAILING[rule].get("also", ()))}
    for copy, (rule, moved) in enumerate((("part-outside-home", True), ("two-homes", False)), max(expected)[0] + 1):
        sound = _at_home(_copied(CONFORMING, copy))
        one = next(quad for quad in sound if ("#cit-" in str(quad.subject)) == moved)
        quads += [quad for quad in sound if not moved or quad != one]
        elsewhere = INSTRUMENTS_GRAPH if moved else graph_iri(_document(sound) or "")
        quads.append(Quad(one.subject, one.predicate, one.object, NamedNode(elsewhere)))
        expected.add((copy, rule))
    return quads, expected


def _at_home(triples: Iterable[Triple | Quad]) -> list[Quad]:
    """What a copy has of its own: parts in the graph of their document, all else in that of what documents share."""
    quads = []
    for triple in triples:
        document, _, part = str(triple.subject).strip("<>").partition("#")
        if _COPY.search(str(triple.subject)):
            home = graph_iri(document) if part else REFERENCE_GRAPH
            quads.append(Quad(triple.subject, triple.predicate, triple.object, NamedNode(home)))
    return quads


def found(findings: Iterable[Finding]) -> set[tuple[int, str]]:
    """(copy, rule) of findings about planted plans."""
    return {(int(match[1]), f.rule) for f in findings if (match := _COPY.search(f.focus))}


def is_planted(finding: Finding) -> bool:
    """Whether a finding is about a planted plan or its bodies."""
    return _COPY.search(finding.focus) is not None


def _turtle(rule: str, copy: int, *, rows: bool = False) -> list[Triple]:
    case = FAILING[rule]
    if "append" in case:
        turtle = CONFORMING + case["append"]
    else:
        old, new = case["old"].strip("\n"), case["new"].strip("\n")
        turtle = CONFORMING.replace(old, new, -1 if case.get("every") else 1)
    return _copied(turtle, copy, rows=rows)


def _copied(turtle: str, copy: int, *, rows: bool = False) -> list[Triple]:
    """The statements under names of the copy's own; rows of a register, which no data folder holds, if asked for."""
    for name in _OWN:
        own, blank, rest = name.partition(" ")
        turtle = turtle.replace(name, f"{own}-copy-{copy}{blank}{rest}")
    triples = [quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)]
    told = (t for t in triples if t.predicate.value == ONTOLOGY + "held")
    left_out = [] if rows else [t.subject.value for t in told if t.object.value == HELD + "register"]
    return [t for t in triples if not any(_is_of(t, row) for row in left_out)]


def _stands_alone(triples: list[Triple]) -> bool:
    document = _document(triples)
    parts = (t for t in triples if "#" in str(t.subject))
    return document is not None and all(_is_of(t, document) for t in parts)


def _document(triples: Iterable[Triple | Quad]) -> str | None:
    held = [
        t.subject.value for t in triples if t.predicate.value == ONTOLOGY + "held" and t.object.value == HELD + "text"
    ]
    return held[0] if len(held) == 1 and held[0].startswith(ID) else None


def _is_of(triple: Triple, document: str) -> bool:
    return str(triple.subject).strip("<>").partition("#")[0] == document
