"""Findings after a change of the data: the rules are asked again about what the change may concern, and about no more.

What a rule says of a thing depends on the thing, on what it names and what names it, on the documents of one chain and
on the instruments that are cited by one number. Every rule has a test that it finds by a change what a whole check
finds; a rule that looks further has to be provided for here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from cancu.graph.check.grouped import looking_beyond
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.increment.delta import Delta, TooWideError, of_data, of_subject, referring
from cancu.graph.names import DCTERMS, ELI, ID, ONTOLOGY, PREFIXES, RDF, graph_iri

MOST = 20_000
"""Things that are asked about again before a whole check is quicker."""

_TYPE = NamedNode(RDF + "type")
_CITING, _CITED = NamedNode(ONTOLOGY + "citingDocument"), NamedNode(ONTOLOGY + "citedDocument")
_LINKS = (_CITED, *(NamedNode(ONTOLOGY + name) for name in ("candidate", "orderedFor", "affects", "issues")))
"""What names another document."""
_NUMBER, _PRINTED = NamedNode(ONTOLOGY + "documentNumber"), NamedNode(ONTOLOGY + "printedNumber")
_CITED_AS = NamedNode(ONTOLOGY + "citedAs")
_OF_NUMBERS = frozenset(
    (_NUMBER.value, ONTOLOGY + "issuedBy", ONTOLOGY + "register", ELI + "work_type", DCTERMS + "issued")
)
"""What rules about equal numbers look at and tell."""
_OF_SAME_REGISTER = """
SELECT DISTINCT ?other WHERE {{
  VALUES (?this ?number) {{ {} }}
  ?this cancu:issuedBy|cancu:register ?body .
  ?other cancu:issuedBy|cancu:register ?body ; cancu:documentNumber|cancu:citedAs ?number .
}}"""
_OF_TARGETS = frozenset(
    ONTOLOGY + name
    for name in (
        *("hasTarget", "indicator", "comparator", "value"),
        *("unit", "targetYear", "targetGroup", "targetKind"),
    )
)
_COMPARABLE = """
SELECT DISTINCT ?target WHERE {{
  VALUES ?parent {{ {} }}
  ?citation cancu:citedDocument ?parent ; cancu:relation relation:implements ; cancu:citingDocument ?plan .
  ?above cancu:partOfPlan ?parent ; cancu:hasTarget/cancu:indicator ?indicator .
  ?planned cancu:partOfPlan ?plan ; cancu:hasTarget ?target .
  ?target cancu:indicator ?indicator .
}}"""
_CITATIONS = _LINKS[:2]
_OF_REFERENCE = tuple(PREFIXES[name] for name in ("body", "body-group", "area", "indicator", "programme", "event"))


@dataclass(frozen=True, slots=True)
class Affected:
    """IRIs of everything of which any rule may now say something else, and of what merely names a changed document: of
    that only the rules look again that look beyond one document.
    """

    whole: frozenset[str]
    beyond: frozenset[str]

    def concerns(self, focus: str) -> bool:
        """Whether a finding about this may be another now, or be told in other words."""
        return focus in self.whole or focus in self.beyond

    def stands(self, focus: str, shape: str) -> bool:
        """Whether a finding of this rule about this is not looked for again."""
        return focus not in self.whole and not (focus in self.beyond and shape in looking_beyond())


def affected(delta: Delta) -> Affected:
    """What a change concerns. Raises TooWideError."""
    whole = _few((_described(delta), _of_documents(delta), _named(delta), _of_reference(delta), _of_class(delta)))
    beyond = _few((_naming(delta), _comparable(delta), _cited_in_turn(delta), _same_number(delta)))
    return Affected(frozenset(whole), frozenset(beyond - whole))


def _few(parts: Iterable[Iterator[str]]) -> set[str]:
    found: set[str] = set()
    for part in parts:
        for iri in part:
            found.add(iri)
            if len(found) > MOST:
                raise TooWideError
    return found


def _described(delta: Delta) -> Iterator[str]:
    """What is described otherwise, or in another graph."""
    for quad in delta.quads:
        if isinstance(quad.subject, NamedNode):
            if not of_data(quad.subject.value):
                raise TooWideError
            yield quad.subject.value


def _of_documents(delta: Delta) -> Iterator[str]:
    """Documents of which anything changed, with all their parts: a rule may compare these, and a finding tells its
    document.
    """
    changed = {subject.partition("#")[0] for subject in delta.subjects() if not subject.startswith(_OF_REFERENCE)}
    for document in changed | delta.documents:
        yield document
        for store, _ in delta.sides():
            for quad in store.quads_for_pattern(None, None, None, NamedNode(graph_iri(document))):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject.value


def _named(delta: Delta) -> Iterator[str]:
    """What the statements are about. What a document cites stays as it is, however many cite it; so do bodies and the
    like, whose rules are about what is said of them.
    """
    named = {q.object.value for q in delta.quads if isinstance(q.object, NamedNode) and q.predicate not in _CITATIONS}
    return (iri for iri in named if iri.startswith(ID) and not iri.startswith(_OF_REFERENCE))


def _of_reference(delta: Delta) -> Iterator[str]:
    """What names a body or the like that is described otherwise, with its document, and what names that in turn."""
    for subject in delta.subjects():
        for store, _ in delta.sides() if subject.startswith(_OF_REFERENCE) else ():
            for one in referring(store, subject):
                yield from (
                    name for other in (one, *referring(store, one)) for name in (other, other.partition("#")[0])
                )


def _of_class(delta: Delta) -> Iterator[str]:
    """What names a document that is of another class than before, or is described for the first or the last time."""
    for subject in delta.subjects((_TYPE.value,)):
        for store, _ in delta.sides() if "#" not in subject else ():
            yield from referring(store, subject)


def _naming(delta: Delta) -> Iterator[str]:
    """What names a document of which anything changed, and the document that this is a part of."""
    changed = {subject.partition("#")[0] for subject in delta.subjects()} | delta.documents
    for store, _ in delta.sides():
        for one in {one for document in changed for name in _LINKS for one in _subjects(store, name, document)}:
            yield from (one, one.partition("#")[0])


def _comparable(delta: Delta) -> Iterator[str]:
    """Targets of the same measure, where the document carries out one whose targets changed."""
    changed = {subject.partition("#")[0] for subject in delta.subjects(_OF_TARGETS)}
    documents = " ".join(str(NamedNode(document)) for document in sorted(changed))
    for store, _ in delta.sides() if changed else ():
        yield from EmbeddedEngine(store).select(_COMPARABLE.format(documents)).column("target")


def _cited_in_turn(delta: Delta) -> Iterator[str]:
    """Of the documents that are cited newly, or no longer, those that cite in turn, twice over: a chain may close."""
    documents = {q.object.value for q in delta.quads if q.predicate == _CITED and isinstance(q.object, NamedNode)}
    for _ in range(3):
        documents = {d for d in documents for store, _ in delta.sides() if next(_subjects(store, _CITING, d), None)}
        yield from documents
        documents = {cited for store, _ in delta.sides() for d in documents for cited in _cites(store, d)}


def _same_number(delta: Delta) -> Iterator[str]:
    """Instruments in one register with one that is cited newly, or no longer, by a number of theirs, or is described
    otherwise where that matters; a number without its register is of hundreds of places.
    """
    numbered = set()
    for citation in {q.subject.value for q in delta.quads if q.predicate in (_CITED, _PRINTED)}:  # type: ignore[union-attr]
        for store, _ in delta.sides():
            for instrument in _values(store, citation, _CITED):
                for number in _values(store, citation, _PRINTED):
                    if not all(_cited_by(side, instrument, number) for side, _ in delta.sides()):
                        numbered.add((instrument, number))
    for instrument in delta.subjects(_OF_NUMBERS):
        for store, _ in delta.sides():
            numbered.update((instrument, n) for p in (_NUMBER, _CITED_AS) for n in _literals(store, instrument, p))
    pairs = " ".join(f"({NamedNode(instrument)} {Literal(number)})" for instrument, number in sorted(numbered))
    if pairs:
        yield from (instrument for instrument, _ in numbered)
        for store, _ in delta.sides():
            yield from EmbeddedEngine(store).select(_OF_SAME_REGISTER.format(pairs)).column("other")


def _cited_by(store: Store, instrument: str, number: str) -> bool:
    citations = _subjects(store, _CITED, instrument)
    return any(number in _values(store, citation, _PRINTED) for citation in citations)


def _cites(store: Store, document: str) -> Iterator[str]:
    for citation in _subjects(store, _CITING, document):
        yield from _values(store, citation, _CITED)


def _subjects(store: Store, predicate: NamedNode, value: str) -> Iterator[str]:
    found = store.quads_for_pattern(None, predicate, NamedNode(value), None)
    return (quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))


def _values(store: Store, subject: str, predicate: NamedNode) -> Iterator[str]:
    found = (quad for quad in of_subject(store, subject) if quad.predicate == predicate)
    return (quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal))


def _literals(store: Store, subject: str, predicate: NamedNode) -> Iterator[str]:
    found = store.quads_for_pattern(NamedNode(subject), predicate, None, None)
    return (quad.object.value for quad in found if isinstance(quad.object, Literal))
