"""Findings after a change of the data: the rules are asked again about what the change may concern, and about no more.

What a rule says of a thing depends on the thing, on what it names and what names it, on the documents of one chain and
on the instruments that are cited by one number. Every rule has a test that it finds by a change what a whole check
finds; a rule that looks further has to be provided for here.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from cancu.graph.check.findings import Report
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.increment.delta import Delta, TooWideError, of_data, of_subject, referring
from cancu.graph.names import ID, ONTOLOGY, PREFIXES, RDF, graph_iri

MOST = 20_000
"""Things that are asked about again before a whole check is quicker."""

_TYPE, _TARGET = NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Target")
_CITING, _CITED = NamedNode(ONTOLOGY + "citingDocument"), NamedNode(ONTOLOGY + "citedDocument")
_NUMBER, _PRINTED = NamedNode(ONTOLOGY + "documentNumber"), NamedNode(ONTOLOGY + "printedNumber")
_REGISTERS = (NamedNode(ONTOLOGY + "issuedBy"), NamedNode(ONTOLOGY + "register"))
_CITED_AS = NamedNode(ONTOLOGY + "citedAs")
_CITATIONS = (_CITED, NamedNode(ONTOLOGY + "candidate"))
_OF_REFERENCE = tuple(PREFIXES[name] for name in ("body", "body-group", "area", "indicator", "programme", "event"))


def renewed_report(delta: Delta, before: Any, check: Callable[[EmbeddedEngine, set[str]], Report]) -> Report:
    """The report after a change; `before` is what the last one wrote, `check` asks the rules about the things given.

    Raises TooWideError where a whole check is due.
    """
    if before is None:
        raise TooWideError
    again = affected(delta)
    kept = (f for f in Report.from_body(before).findings if f.focus not in again)
    return Report.of((*kept, *check(EmbeddedEngine(delta.after), again).findings))


def affected(delta: Delta) -> set[str]:
    """IRIs of everything of which a rule may now say something else. Raises TooWideError."""
    found: set[str] = set()
    for part in (_described(delta), _of_documents(delta), _named(delta), _naming(delta), _same_number(delta)):
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
    """What the statements are about; of documents that are cited only those that cite in turn, twice over: a chain may
    close there. What else is cited stays as it is, however many cite it.
    """
    named = {(q.predicate, q.object.value) for q in delta.quads if isinstance(q.object, NamedNode)}
    yield from (iri for predicate, iri in named if predicate not in _CITATIONS and iri.startswith(ID))
    documents = {iri for predicate, iri in named if predicate == _CITED}
    for _ in range(3):
        documents = {d for d in documents for store, _ in delta.sides() if next(_subjects(store, _CITING, d), None)}
        yield from documents
        documents = {cited for store, _ in delta.sides() for d in documents for cited in _cites(store, d)}


def _naming(delta: Delta) -> Iterator[str]:
    """What names a thing that is described otherwise; of bodies and the like also what names that in turn."""
    for subject in delta.subjects():
        if "#" in subject:
            continue
        for store, _ in delta.sides():
            for one in referring(store, subject):
                yield from (one, one.partition("#")[0])
                if subject.startswith(_OF_REFERENCE):
                    yield from (name for other in referring(store, one) for name in (other, other.partition("#")[0]))
                elif subject in delta.documents:
                    yield from _targets(store, one.partition("#")[0])


def _targets(store: Store, document: str) -> Iterator[str]:
    """The targets of a document, which may be weaker than those of what it carries out."""
    for quad in store.quads_for_pattern(None, _TYPE, _TARGET, NamedNode(graph_iri(document))):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _same_number(delta: Delta) -> Iterator[str]:
    """Instruments in one register with one that is cited newly, or no longer, by a number of theirs, or is described
    otherwise; a number without its register is of hundreds of places.
    """
    numbered = set()
    for citation in {q.subject.value for q in delta.quads if q.predicate in (_CITED, _PRINTED)}:  # type: ignore[union-attr]
        for store, _ in delta.sides():
            for instrument in _values(store, citation, _CITED):
                for number in _values(store, citation, _PRINTED):
                    if not all(_cited_by(side, instrument, number) for side, _ in delta.sides()):
                        numbered.add((instrument, number))
    for instrument in (s for s in delta.subjects() if "#" not in s and not s.startswith(_OF_REFERENCE)):
        for store, _ in delta.sides():
            numbered.update((instrument, n) for p in (_NUMBER, _CITED_AS) for n in _literals(store, instrument, p))
    registered: dict[str, set[str]] = {}
    for instrument, number in numbered:
        if instrument not in registered:
            registered[instrument] = set(_of_same_register(delta, instrument))
        for store, _ in delta.sides():
            for predicate in (_NUMBER, _CITED_AS):
                for quad in store.quads_for_pattern(None, predicate, Literal(number), None):
                    if isinstance(quad.subject, NamedNode) and quad.subject.value in registered[instrument]:
                        yield quad.subject.value


def _of_same_register(delta: Delta, instrument: str) -> Iterator[str]:
    """The instrument and all that share its issuer or register, before or after."""
    yield instrument
    bodies = {b for store, _ in delta.sides() for p in _REGISTERS for b in _values(store, instrument, p)}
    yield from (i for store, _ in delta.sides() for p in _REGISTERS for b in bodies for i in _subjects(store, p, b))


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
