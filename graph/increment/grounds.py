"""Direct edges and ground paths after a change: worked out anew for the documents whose chains the change touches.

What a document reaches depends on its own citations and on those of everything it reaches. So a change concerns the
documents whose citations changed, those that reached one of them, and papers of which another document's title now
tells otherwise what they carry out. For these `derive` runs on a part of the data that holds all their chains.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from cancu.graph.derive import derive, strengths
from cancu.graph.increment.delta import DERIVED, Delta, of_subject
from cancu.graph.names import BASIS, ELI, ONTOLOGY, RDF, RELATION, RESOLUTION, ground_path_iri

CITED, CITING = NamedNode(ONTOLOGY + "citedDocument"), NamedNode(ONTOLOGY + "citingDocument")
PATH_FROM, PATH_TO = NamedNode(ONTOLOGY + "pathFrom"), NamedNode(ONTOLOGY + "pathTo")
_EVIDENCE = NamedNode(ONTOLOGY + "pathEvidence")
_ISSUES, _NESTED_IN = NamedNode(ONTOLOGY + "issues"), NamedNode(ONTOLOGY + "nestedIn")
_BASIS, _VIA = NamedNode(ONTOLOGY + "basis"), NamedNode(BASIS + "via")
_EDGES = {
    *(ONTOLOGY + name for name in ("implements", "proposedBy", "replaces")),
    *(ELI + name for name in ("amends", "repeals", "based_on", "cites")),
}
"""Predicates of the direct edges, each between a document and one that it names."""
_OF_CITATIONS = frozenset(
    ONTOLOGY + name
    for name in (
        *("citingDocument", "citedDocument", "relation", "nestedRelation", "nestedIn", "basis", "section"),
        *("resolution", "order", "printedNumber"),
    )
)
_OF_CHAINS = frozenset((RDF + "type", ONTOLOGY + "issues", ELI + "jurisdiction"))
_OF_NODES = tuple(NamedNode(iri) for iri in sorted(_OF_CHAINS))


@dataclass(frozen=True, slots=True)
class Said:
    """One citation as a store has it."""

    iri: str
    citing: str
    cited: str
    relation: str
    nested_relation: str
    resolution: str
    order: int
    number: str
    nested_in: tuple[str, ...]

    @property
    def resolved(self) -> bool:
        """Whether it stands for one document."""
        return bool(self.cited) and self.resolution in ("", RESOLUTION + "resolved")


@dataclass(frozen=True, slots=True)
class Grounds:
    """Derived triples of the documents `sources` before and after a change."""

    sources: frozenset[str]
    before: frozenset[Triple]
    after: frozenset[Triple]


def said(store: Store, citation: str) -> Said | None:
    """The citation of this IRI; None where the store has none."""
    values: dict[str, list[str]] = defaultdict(list)
    for quad in of_subject(store, citation):
        if isinstance(quad.object, NamedNode | Literal):
            values[quad.predicate.value.removeprefix(ONTOLOGY)].append(quad.object.value)
    if "citingDocument" not in values and "citedDocument" not in values:
        return None

    def one(name: str) -> str:
        return min(values.get(name, ("",)))

    return Said(
        citation, one("citingDocument"), one("citedDocument"), one("relation"), one("nestedRelation"),
        one("resolution"), int(one("order") or 0), one("printedNumber"), tuple(sorted(values["nestedIn"])),
    )  # fmt: skip


def changed_citations(delta: Delta) -> list[str]:
    """The citations of which something changed that chains or counts depend on."""
    return sorted({
        q.subject.value
        for q in delta.quads
        if isinstance(q.subject, NamedNode) and q.predicate.value in _OF_CITATIONS and "#cit-" in q.subject.value
    })  # fmt: skip


def grounds(delta: Delta, citations: list[str]) -> Grounds:
    """Edges and paths of every document whose chains the change may touch."""
    touched = _touched(delta, citations)
    sources = touched.nodes | touched.reworded
    for node in touched.nodes:
        sources.update(
            v for path in subjects(delta.before, PATH_TO, node) for v in objects(delta.before, path, PATH_FROM)
        )
    for node in touched.reworded:  # a plan that came with a decision speaks in the decision's words
        sources.update(objects(delta.before, node, _ISSUES))
    before = frozenset(t for source in sources for t in _derived_of(delta.before, source))
    found = derive(_Chains(delta, touched).of(sources))
    return Grounds(frozenset(sources), before, frozenset(_about(found, sources)))


@dataclass(slots=True)
class _Touched:
    """Documents whose edges may have changed, and in `reworded` those where only the evidence did.

    Of those in `whole` every witness must be looked for anew; `more` are new witnesses of what others carry out.
    """

    nodes: set[str] = field(default_factory=set)
    reworded: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    more: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def _touched(delta: Delta, citations: list[str]) -> _Touched:
    found = _Touched()
    for quad in delta.quads:
        if isinstance(quad.subject, NamedNode) and quad.predicate.value in _OF_CHAINS:
            found.nodes.add(quad.subject.value.partition("#")[0])
            if quad.predicate == _ISSUES and isinstance(quad.object, NamedNode):
                found.nodes.add(quad.object.value)
    known = [(c, store) for store, _ in delta.sides() for iri in citations if (c := said(store, iri))]
    for document in {citation.citing for citation, _ in known} - found.nodes:
        same = _strengths(delta.before, document) == _strengths(delta.after, document)
        (found.reworded if same else found.nodes).add(document)
    found.whole.update(found.nodes)
    for citation, store in known:
        for outer, inner in _witnessed(store, citation):
            if store is delta.before:
                _lose(delta, found, outer.cited, inner)
            else:
                _gain(delta, found, outer.cited, inner)
    return found


def _strengths(store: Store, document: str) -> set[tuple[str, str, str]]:
    own = (quad for citation in subjects(store, CITING, document) for quad in of_subject(store, citation))
    return strengths(own, document)


def _witnessed(store: Store, citation: Said) -> Iterator[tuple[Said, Said]]:
    """Pairs of an outer citation and the one in its title, of which this citation is one."""
    for iri in citation.nested_in:
        outer = said(store, iri)
        if outer is not None and _witness(outer, citation):
            yield outer, citation
    for quad in store.quads_for_pattern(None, _NESTED_IN, NamedNode(citation.iri), None):
        inner = said(store, quad.subject.value) if isinstance(quad.subject, NamedNode) else None
        if inner is not None and _witness(citation, inner):
            yield citation, inner


def _witness(outer: Said, inner: Said) -> bool:
    """Whether the title in `outer` says that what it cites carries out what `inner` cites."""
    nested = inner.relation == RELATION + "nested" and inner.nested_relation == RELATION + "implements"
    return nested and outer.resolved and inner.resolved and outer.cited != inner.cited


def _gain(delta: Delta, found: _Touched, paper: str, inner: Said) -> None:
    """Take note of a witness that came, unless a better one was there."""
    best = _best(delta.before, paper, inner.cited)
    if best is None:
        found.nodes.add(paper)
    elif (inner.order, inner.iri) < (best.order, best.iri):
        found.reworded.add(paper)
    else:
        return
    found.more[paper].add(inner.iri)


def _lose(delta: Delta, found: _Touched, paper: str, inner: Said) -> None:
    """Take note of a witness that went or changed, if it was the best."""
    best = _best(delta.before, paper, inner.cited)
    if best is not None and best.iri == inner.iri:
        found.nodes.add(paper)
        found.whole.add(paper)


def _best(store: Store, paper: str, target: str) -> Said | None:
    """The citation in a title that tells best that `paper` carries out `target`; None where it is told otherwise."""
    path = ground_path_iri(paper, target)
    if _VIA.value not in objects(store, path, _BASIS):
        return None
    found = (said(store, evidence) for evidence in objects(store, path, _EVIDENCE))
    return next((c for c in found if c is not None and c.cited == target), None)


class _Chains:
    """Collects the statements that the chains of some documents are made of, after the change."""

    def __init__(self, delta: Delta, touched: _Touched) -> None:
        self._before, self._after, self._touched = delta.before, delta.after, touched

    def of(self, sources: set[str]) -> Iterator[Quad]:
        """The statements; what stands further down than the chains go is left out."""
        seen, waiting = set(sources), sorted(sources)
        told: set[str] = set()
        while waiting:
            node = waiting.pop()
            citations = {*subjects(self._after, CITING, node)}
            for inner in self._witnesses(node):
                citations.update((inner.iri, *inner.nested_in))
            following: set[str] = set()
            for iri in citations - told:
                quads = [*of_subject(self._after, iri)]
                yield from quads
                following.update(q.object.value for q in quads if q.predicate == CITED)  # type: ignore[union-attr]
            told |= citations
            for quad in self._after.quads_for_pattern(None, _ISSUES, NamedNode(node), None):
                yield quad
                following.update((quad.subject.value,) if isinstance(quad.subject, NamedNode) else ())
            for predicate in _OF_NODES:
                yield from self._after.quads_for_pattern(NamedNode(node), predicate, None, None)
            waiting += sorted(following - seen)
            seen |= following

    def _witnesses(self, node: str) -> Iterator[Said]:
        """The citations in titles that tell what `node` carries out; where nothing changed, the one that was best."""
        if node in self._touched.whole:
            for outer in subjects(self._after, CITED, node):
                known = said(self._after, outer)
                for iri in subjects(self._after, _NESTED_IN, outer) if known is not None else ():
                    inner = said(self._after, iri)
                    if inner is not None and known is not None and _witness(known, inner):
                        yield inner
            return
        for path in subjects(self._before, PATH_FROM, node):
            if _VIA.value in objects(self._before, path, _BASIS):
                for evidence in objects(self._before, path, _EVIDENCE):
                    if (inner := said(self._after, evidence)) is not None and inner.relation == RELATION + "nested":
                        yield inner
        for iri in self._touched.more.get(node, ()):
            if (inner := said(self._after, iri)) is not None:
                yield inner


def _derived_of(store: Store, source: str) -> Iterator[Triple]:
    for quad in store.quads_for_pattern(NamedNode(source), None, None, DERIVED):
        if quad.predicate.value in _EDGES:
            yield quad.triple
    for path in subjects(store, PATH_FROM, source):
        yield from (q.triple for q in store.quads_for_pattern(NamedNode(path), None, None, DERIVED))


def _about(triples: list[Triple], sources: set[str]) -> Iterator[Triple]:
    """Those of the triples that are edges or paths of these documents."""
    paths = {t.subject for t in triples if t.predicate == PATH_FROM and t.object.value in sources}  # type: ignore[union-attr]
    for triple in triples:
        edge = triple.predicate.value in _EDGES and triple.subject.value in sources  # type: ignore[union-attr]
        if edge or triple.subject in paths:
            yield triple


def subjects(store: Store, predicate: NamedNode, value: str) -> list[str]:
    """Subjects that have this IRI as a value."""
    found = store.quads_for_pattern(None, predicate, NamedNode(value), None)
    return [q.subject.value for q in found if isinstance(q.subject, NamedNode)]


def objects(store: Store, subject: str, predicate: NamedNode) -> set[str]:
    """Values of a property."""
    found = store.quads_for_pattern(NamedNode(subject), predicate, None, None)
    return {q.object.value for q in found if isinstance(q.object, NamedNode | Literal)}
