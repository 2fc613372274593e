"""Triples gathered subject by subject and written as Turtle that is the same for the same facts."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from cancu.graph.names import GRAPH, ID, PREFIXES, RDF, XSD, term

_UNABBREVIATED = (ID, GRAPH, RDF)
"""What follows these holds slashes, which an abbreviation would have to escape; rdf:type is written «a»."""
Value = NamedNode | Literal


@lru_cache(maxsize=2048)
def node(curie: str) -> NamedNode:
    """The node of a curie («relation:cites»)."""
    return NamedNode(term(curie))


def iri(value: str) -> NamedNode:
    """The node of a full IRI."""
    return NamedNode(value)


def vi(text: str) -> Literal:
    """A Vietnamese text."""
    return Literal(text, language="vi")


def text(value: str) -> Literal:
    """A plain string: numbers of documents and quoted figures are strings, so that «02» stays «02»."""
    return Literal(value)


def whole(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(value)


def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal(value)


def decimal(value: Decimal) -> Literal:
    """An xsd:decimal with its digits as given."""
    return Literal(format(value, "f"), datatype=NamedNode(XSD + "decimal"))


def date(iso: str) -> Literal:
    """A date as precise as it is: xsd:date, xsd:gYearMonth or xsd:gYear."""
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(iso), "date")
    return Literal(iso, datatype=NamedNode(XSD + kind))


class Triples:
    """Triples in the order of their subjects; absent values (None) are left out."""

    def __init__(self) -> None:
        self._subjects: dict[NamedNode, set[tuple[NamedNode, Value]]] = {}

    def add(self, subject: str, **values: Value | Iterable[Value] | None) -> None:
        """Add values to `subject`; a keyword «cancu__section» is the predicate `cancu:section`, «a» is rdf:type."""
        described = self._subjects.setdefault(NamedNode(subject), set())
        for name, value in values.items():
            if value is None:
                continue
            predicate = node("rdf:type" if name == "a" else name.replace("__", ":"))
            many = (value,) if isinstance(value, NamedNode | Literal) else value
            described.update((predicate, v) for v in many)

    def extend(self, triples: Iterable[Triple]) -> None:
        """Add triples made elsewhere."""
        for triple in triples:
            assert isinstance(triple.subject, NamedNode)
            assert isinstance(triple.object, NamedNode | Literal)
            self._subjects.setdefault(triple.subject, set()).add((triple.predicate, triple.object))

    def __iter__(self) -> Iterator[Triple]:
        for subject, described in self._subjects.items():
            for predicate, value in sorted(described, key=_order):
                yield Triple(subject, predicate, value)

    def turtle(self, header: str, document: str | None = None) -> str:
        """The triples as Turtle under a comment; parts of `document` are written with the empty prefix."""
        return joined_turtle(header, (self,), document)

    def _lines(self, document: str | None) -> tuple[list[str], list[str]]:
        """The prefixes declared and the lines below them."""
        prefixes = {p: i for p, i in PREFIXES.items() if i not in _UNABBREVIATED}
        if document:
            prefixes = {"": document + "#", **prefixes}
        triples = list(self)
        used = {v.value for t in triples for v in (t.subject, t.predicate, t.object) if isinstance(v, NamedNode)}
        used |= {t.object.datatype.value for t in triples if isinstance(t.object, Literal)}
        kept = {p: i for p, i in prefixes.items() if any(u.startswith(i) for u in used)}
        content = serialize(triples, format=RdfFormat.TURTLE, prefixes=kept)
        assert content is not None  # without a target, serialize returns the bytes
        lines = content.decode("utf-8").splitlines()
        declared = [line for line in lines if line.startswith("@prefix ")]
        return declared, lines[len(declared) :]


def joined_turtle(header: str, pieces: Iterable[Triples], document: str | None = None) -> str:
    """The triples of all pieces, each of which has subjects of its own, as one Turtle text: only one piece at a time
    needs to be in memory.
    """
    declared: set[str] = set()
    body: list[str] = []
    for piece in pieces:
        prefixes, lines = piece._lines(document)
        declared.update(prefixes)
        body += (line if line[:1] == "\t" else f"\n{line}" for line in lines)
    # The library writes prefixes in the order of a hash table, different on every run.
    return "\n".join([f"# {header}", *sorted(declared), "\n".join(body)]) + "\n"


def _order(pair: tuple[NamedNode, Value]) -> tuple[bool, str, str, str, str]:
    predicate, value = pair
    language = value.language or "" if isinstance(value, Literal) else ""
    kind = value.datatype.value if isinstance(value, Literal) else ""
    return predicate.value != RDF + "type", predicate.value, value.value, language, kind
