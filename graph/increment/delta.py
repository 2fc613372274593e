"""The statements that a change of files takes away and brings, found without reading the files that stayed."""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, Triple

from cancu.graph.increment.retold import retold
from cancu.graph.manifest import Manifest
from cancu.graph.names import DERIVED_GRAPH, GRAPH, ID, INSTRUMENTS_GRAPH, PREFIXES, REFERENCE_GRAPH, graph_iri
from cancu.graph.sources import Sources, cited_quads, document_of, plan_quads, reference_quads, shared_quads

DERIVED = NamedNode(DERIVED_GRAPH)
_REFERENCE = NamedNode(REFERENCE_GRAPH)

MOST_PLANS = 0.5
"""Part of the plans from which on it is quicker to build everything anew."""


class TooWideError(Exception):
    """The change reaches so far that everything had better be built anew."""


@dataclass(frozen=True, slots=True)
class Delta:
    """A change of asserted statements between two stores; `after` has the new statements already.

    `documents` are those whose own file changed, came or went.
    """

    before: Store
    after: Store
    removed: frozenset[Quad]
    added: frozenset[Quad]
    documents: frozenset[str]

    @property
    def quads(self) -> Iterator[Quad]:
        """All statements that came or went."""
        yield from self.removed
        yield from self.added

    def subjects(self, predicates: Collection[str] | None = None) -> set[str]:
        """What is described otherwise than before, in these respects if any are given, whatever graph describes it."""
        gone, come = ({q.triple for q in quads} for quads in (self.removed, self.added))
        told = (t for t in gone ^ come if predicates is None or t.predicate.value in predicates)
        return {t.subject.value for t in told if isinstance(t.subject, NamedNode)}

    def sides(self) -> Iterator[tuple[Store, frozenset[Quad]]]:
        """Each store with the statements that only it has."""
        yield self.before, self.removed
        yield self.after, self.added


def asserted_change(
    before: Store, sources: Sources, old: Manifest, new: Manifest, kept: Path
) -> tuple[frozenset[Quad], frozenset[Quad], frozenset[str], dict[str, str]]:
    """Statements that go and come, the documents concerned, and the document of each plan file, by name.

    Plans are compared by file; what all documents share by subject where its files of before, which are `kept`, tell
    who is concerned, else as a whole. Raises TooWideError when most of the plans or what is no part of the data
    changed, SourceError.
    """
    paths = {path.name: path for path in sources.plans}
    gone = {name for name in old.plans if old.plans[name] != new.plans.get(name)}
    come = {name for name in new.plans if new.plans[name] != old.plans.get(name)}
    if len(gone | come) > MOST_PLANS * max(len(old.plans), 1):
        raise TooWideError
    documents = {name: document for name, document in old.documents.items() if name not in gone}
    added: set[Quad] = set()
    for name in sorted(come):
        documents[name], found = plan_quads(paths[name])
        added.update(found)
    held_before, held = set(old.documents.values()), set(documents.values())
    removed = {q for name in gone for q in _graph(before, graph_iri(old.documents[name]))}
    concerned = retold(sources, old, new, kept)
    if concerned is None:
        parts = _shared_as_a_whole(before, sources, old, new, held_before, held)
    else:
        parts = _shared_about(
            before, sources, {document_of(subject) for subject in concerned} | (held_before ^ held), held_before, held
        )
    removed |= parts[0]
    added |= parts[1]
    changed = {old.documents[name] for name in gone} | {documents[name] for name in come}
    return frozenset(removed - added), frozenset(added - removed), frozenset(changed), documents


def _shared_about(
    before: Store, sources: Sources, about: Set[str], held_before: Set[str], held: Set[str]
) -> tuple[set[Quad], set[Quad]]:
    """What was said, and what is said now, of these subjects where all documents are described together."""
    was: set[Quad] = set()
    for subject in about:
        for graph in (REFERENCE_GRAPH, INSTRUMENTS_GRAPH):
            was.update(before.quads_for_pattern(NamedNode(subject), None, None, NamedNode(graph)))
        if subject not in held_before:  # else that graph is the document's own
            was.update(_graph(before, graph_iri(subject)))
    return was, set(shared_quads(sources, held, about))


def _shared_as_a_whole(
    before: Store, sources: Sources, old: Manifest, new: Manifest, held_before: Set[str], held: Set[str]
) -> tuple[set[Quad], set[Quad]]:
    """All that was said, and is said now, in the graphs that something changed in, where all documents are described
    together.
    """
    was: set[Quad] = set()
    now: set[Quad] = set()
    if _reference(old) != _reference(new):
        was.update(_graph(before, REFERENCE_GRAPH))
        now.update(reference_quads(sources))
    if old.shared != new.shared or held_before != held:
        was.update(q for graph in _cited_graphs(before, held_before) for q in _graph(before, graph))
        now.update(cited_quads(sources, held))
    return was, now


def _graph(store: Store, graph: str) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, NamedNode(graph))


def _reference(manifest: Manifest) -> list[str]:
    return [line for line in manifest.shared if not line.startswith("instruments/")]


def _cited_graphs(store: Store, held: Set[str]) -> list[str]:
    """The graphs of documents that nobody here has read: of those known by citation, and one for each register row."""
    others = {REFERENCE_GRAPH, DERIVED_GRAPH, *(graph_iri(document) for document in held)}
    return [g.value for g in store.named_graphs() if isinstance(g, NamedNode) and g.value not in others]


def apply(store: Store, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
    """Take the statements out of the store and put the others in; graphs that nothing is left in go."""
    emptied = set()
    for quad in removed:
        store.remove(quad)
        emptied.add(quad.graph_name)
    store.extend(added)
    for graph in emptied:
        if isinstance(graph, NamedNode) and next(_graph(store, graph.value), None) is None:
            store.remove_graph(graph)


def in_derived(triples: Iterable[Triple]) -> frozenset[Quad]:
    """The triples as statements of the derived graph."""
    return frozenset(Quad(t.subject, t.predicate, t.object, DERIVED) for t in triples)


def of_subject(store: Store, subject: str) -> Iterator[Quad]:
    """What is asserted of a subject, in whatever graph."""
    found = store.quads_for_pattern(NamedNode(subject), None, None, None)
    return (quad for quad in found if quad.graph_name != DERIVED)


def referring(store: Store, subject: str) -> Iterator[str]:
    """The subjects of asserted statements about this one."""
    for quad in store.quads_for_pattern(None, None, NamedNode(subject), None):
        if quad.graph_name != DERIVED and isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def of_data(subject: str) -> bool:
    """Whether this is a thing of the data, not a term of the ontology or of a vocabulary, which everything hangs on."""
    return subject.startswith((ID, GRAPH))


def bodies_changed(delta: Delta) -> bool:
    """Whether anything changed of what bodies, areas and groups follow from."""
    own = tuple(PREFIXES[prefix] for prefix in ("body", "body-group", "area", "event"))
    changed = {q.subject.value for q in delta.quads if q.graph_name == _REFERENCE and isinstance(q.subject, NamedNode)}
    return any(subject.startswith(own) or not of_data(subject) for subject in changed)
