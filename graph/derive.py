"""Derives from the resolved citations what pages must not compute: direct edges, every ground of a document, counts.

One pass over the asserted triples, of which little more than the citations is kept; no property paths. The result is a
function of the triples alone, whatever their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from cancu.graph.names import BASIS, ELI, ONTOLOGY, RDF, RELATION, RESOLUTION, XSD, ground_path_iri

_TYPE = RDF + "type"
_IMPLEMENTS = RELATION + "implements"
_BASED_ON = RELATION + "based_on"
_NESTED = RELATION + "nested"
_ISSUED_WITH = RELATION + "issued_with"
_VIA = BASIS + "via"
_PREAMBLE = "preamble"

_BASIS_RANK = {
    BASIS + token: rank for rank, token in enumerate(("issued-for", "register", "orders-plan", "task", "via"))
}
_UNRANKED = len(_BASIS_RANK)
_FIRST = -1

_EDGE_OF = {
    _IMPLEMENTS: ONTOLOGY + "implements",
    RELATION + "proposed_by": ONTOLOGY + "proposedBy",
    RELATION + "replaces": ONTOLOGY + "replaces",
    RELATION + "amends": ELI + "amends",
    RELATION + "repeals": ELI + "repeals",
}
_CITES = ELI + "cites"

_CITATION_TERMS = {
    ONTOLOGY + "citingDocument": "citing",
    ONTOLOGY + "citedDocument": "cited",
    ONTOLOGY + "relation": "relation",
    ONTOLOGY + "nestedRelation": "nested_relation",
    ONTOLOGY + "basis": "basis",
    ONTOLOGY + "section": "section",
    ONTOLOGY + "resolution": "resolution",
    ONTOLOGY + "order": "order",
    ONTOLOGY + "printedNumber": "printed_number",
}


_TOLD = frozenset(_CITATION_TERMS) | {
    _TYPE,
    ELI + "jurisdiction",
    *(ONTOLOGY + name for name in ("issues", "documentNumber", "programme", "approvedIn", "nestedIn")),
}


@dataclass(slots=True)
class _Citation:
    iri: str
    citing: str = ""
    cited: str = ""
    relation: str = ""
    nested_relation: str = ""
    basis: str = ""
    section: str = ""
    resolution: str = ""
    order: str = "0"
    printed_number: str = ""
    nested_in: tuple[str, ...] = ()

    @property
    def resolved(self) -> bool:
        return bool(self.cited) and self.resolution in ("", RESOLUTION + "resolved")


@dataclass(slots=True)
class _Approval:
    """A programme as a document names it, and the citation of the instrument that approves it."""

    programme: str = ""
    citation: str = ""


@dataclass(slots=True)
class Asserted:
    """What is kept of the asserted triples while they pass by."""

    citations: dict[str, _Citation] = field(default_factory=dict)
    approvals: dict[str, _Approval] = field(default_factory=dict)
    plans: set[str] = field(default_factory=set)
    issued_with: dict[str, str] = field(default_factory=dict)
    areas: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)

    def note(self, quad: Quad) -> None:
        """Keep what this triple tells; one that comes twice tells no more than once."""
        predicate = quad.predicate.value
        if predicate not in _TOLD or not isinstance(quad.subject, NamedNode):
            return
        if not isinstance(quad.object, NamedNode | Literal):
            return
        subject, value = quad.subject.value, quad.object.value
        if predicate == _TYPE:
            if value == ONTOLOGY + "Plan":
                self.plans.add(subject)
            elif value == ONTOLOGY + "Citation":
                self._citation(subject)
        elif predicate == ONTOLOGY + "issues":
            # Of several decisions the first by IRI, whatever the order of the triples.
            self.issued_with[value] = min(subject, self.issued_with.get(value, subject))
        elif predicate == ELI + "jurisdiction":
            self.areas.setdefault(subject, []).append(value)
        elif predicate == ONTOLOGY + "documentNumber":
            self.numbers[subject] = value
        elif predicate == ONTOLOGY + "programme":
            if isinstance(quad.object, NamedNode):
                self.approvals.setdefault(subject, _Approval()).programme = value
        elif predicate == ONTOLOGY + "approvedIn":
            self.approvals.setdefault(subject, _Approval()).citation = value
        elif predicate == ONTOLOGY + "nestedIn":
            citation = self._citation(subject)
            if value not in citation.nested_in:
                citation.nested_in += (value,)
        elif "#cit-" in subject:
            # Documents, sections and relations come again and again: one string each.
            setattr(self._citation(subject), _CITATION_TERMS[predicate], self._same.setdefault(value, value))

    def _citation(self, iri: str) -> _Citation:
        known = self.citations.get(iri)
        if known is None:
            known = self.citations[iri] = _Citation(iri)
        return known


@dataclass(frozen=True, slots=True, order=True)
class _Hop:
    """One edge of the chain with its best evidence; the order of the fields is the order of preference.

    From a plan to the decision that it came with there is no citation: `evidence` is "".
    """

    rank: int
    position: int
    evidence: str
    basis: str
    section: str


@dataclass(frozen=True, slots=True, order=True)
class _Route:
    """How a document reaches an instrument; the smaller the better. `via` is "" at depth 1."""

    depth: int
    hop: _Hop
    via: str


def derive(quads: Iterable[Quad]) -> list[Triple]:
    """Triples of the derived graph, sorted, from all asserted quads."""
    asserted = Asserted()
    for quad in quads:
        asserted.note(quad)
    return sorted(set(derived(asserted)), key=str)


def derived(asserted: Asserted) -> Iterator[Triple]:
    """Triples of the derived graph, in no order; a few come more than once."""
    implements, based_on, further = _hops(asserted.citations)
    attached = {plan: {decision: _Hop(_FIRST, 0, "", "", "")} for plan, decision in asserted.issued_with.items()}
    yield from _direct_edges(asserted.citations.values(), implements)
    yield from _approvals(asserted)
    reached: dict[str, set[str]] = defaultdict(set)
    for source in sorted(implements.keys() | based_on.keys() | attached.keys()):
        carried = _routes(source, [implements, attached])
        rested = _routes(source, [implements, based_on, attached])
        for target, route in carried.items():
            if not route.hop.evidence:
                yield from _path(source, target, route, _ISSUED_WITH)
                continue
            if source in asserted.plans:
                reached[target].add(source)
            yield from _path(source, target, route, _IMPLEMENTS)
            for basis, hop in further.get((source, target), {}).items():
                if basis != route.hop.basis and route.depth == 1:
                    yield from _path(source, target, _Route(1, hop, ""), _IMPLEMENTS, basis)
        for target, route in rested.items():
            if target not in carried:
                yield from _path(source, target, route, _BASED_ON)
    yield from _counts(asserted, reached)


def strengths(quads: Iterable[Quad], document: str) -> set[tuple[str, str, str]]:
    """What a document carries out and what it rests on by its own citations, which are `quads`, each with its basis:
    all that the chains of others depend on.
    """
    asserted = Asserted()
    for quad in quads:
        asserted.note(quad)
    implements, based_on, _ = _hops(asserted.citations)
    layers = ((_IMPLEMENTS, implements), (_BASED_ON, based_on))
    return {(name, to, hop.basis) for name, edges in layers for to, hop in edges.get(document, {}).items()}


_Edges: TypeAlias = dict[str, dict[str, _Hop]]
_ByBasis: TypeAlias = dict[tuple[str, str], dict[str, _Hop]]


def _hops(citations: dict[str, _Citation]) -> tuple[_Edges, _Edges, _ByBasis]:
    """The implements edges and the plan-level based_on edges, each with its strongest citation.

    A plan may carry an instrument out in several ways («nêu trong nhiệm vụ», «giao xây dựng kế hoạch»): the third part
    holds the first citation of each.
    """
    implements: _Edges = defaultdict(dict)
    based_on: _Edges = defaultdict(dict)
    by_basis: _ByBasis = defaultdict(dict)
    for citation in citations.values():
        if not citation.resolved:
            continue
        if citation.relation == _IMPLEMENTS:
            hop = _keep(implements, citation.citing, citation.cited, citation, citation.basis)
            ways = by_basis[citation.citing, citation.cited]
            if hop is not None and (citation.basis not in ways or hop < ways[citation.basis]):
                ways[citation.basis] = hop
        elif citation.relation == _BASED_ON and citation.section == _PREAMBLE:
            _keep(based_on, citation.citing, citation.cited, citation, "")
        elif citation.relation == _NESTED and citation.nested_relation == _IMPLEMENTS:
            for outer in citation.nested_in:
                holder = citations.get(outer)
                if holder is not None and holder.resolved:
                    _keep(implements, holder.cited, citation.cited, citation, _VIA)
    return implements, based_on, by_basis


def _keep(edges: _Edges, source: str, target: str, citation: _Citation, basis: str) -> _Hop | None:
    if not source or source == target:
        return None
    rank = _BASIS_RANK.get(basis, _UNRANKED)
    hop = _Hop(rank, int(citation.order), citation.iri, basis, citation.section)
    known = edges[source].get(target)
    if known is None or hop < known:
        edges[source][target] = hop
    return hop


def _routes(source: str, layers: list[_Edges]) -> dict[str, _Route]:
    """Best route from `source` to everything it reaches over the edges of all layers; breadth first, so cycles end."""
    first: dict[str, _Route] = {}
    for layer in layers:
        for target, hop in layer.get(source, {}).items():
            route = _Route(1, hop, "")
            if target not in first or route < first[target]:
                first[target] = route
    found = dict(first)
    frontier = first
    while frontier:
        following: dict[str, _Route] = {}
        for node, route in frontier.items():
            for target, hop in (pair for layer in layers for pair in layer.get(node, {}).items()):
                if target == source or target in found:
                    continue
                step = _Route(route.depth + 1, _onward(route.hop, hop), route.via or node)
                if target not in following or step < following[target]:
                    following[target] = step
        found.update(following)
        frontier = following
    return found


def _onward(first: _Hop, then: _Hop) -> _Hop:
    """The evidence of a chain is that of its first hop, but it is no stronger than its weakest one.

    What is issued for a plan that merely names an instrument among its tasks was not issued for the instrument. What is
    known from a title («via») says why the paper in between was issued, so it weakens nothing. A plan rests on what the
    decision that issues it cites, in that one's words.
    """
    if not first.evidence:
        return then
    if not then.evidence or then.basis == _VIA or then.rank <= first.rank:
        return first
    return replace(first, rank=then.rank, basis=then.basis)


def _direct_edges(citations: Iterable[_Citation], implements: _Edges) -> Iterator[Triple]:
    for citation in citations:
        if not citation.resolved or citation.citing in ("", citation.cited):
            continue
        edge = _EDGE_OF.get(citation.relation, _CITES)
        if citation.relation == _BASED_ON and citation.section == _PREAMBLE:
            edge = ELI + "based_on"
        yield _link(citation.citing, edge, citation.cited)
    for source, targets in implements.items():
        for target in targets:
            yield _link(source, ONTOLOGY + "implements", target)


def _approvals(asserted: Asserted) -> Iterator[Triple]:
    """Which instrument approves which programme, where the citation that says so is resolved."""
    for approval in asserted.approvals.values():
        citation = asserted.citations.get(approval.citation)
        if citation is not None and citation.resolved and approval.programme:
            yield _link(citation.cited, ONTOLOGY + "approves", approval.programme)


def _path(source: str, target: str, route: _Route, relation: str, further_basis: str = "") -> Iterator[Triple]:
    node = ground_path_iri(source, target, further_basis)
    yield _link(node, _TYPE, ONTOLOGY + "GroundPath")
    yield _link(node, ONTOLOGY + "pathFrom", source)
    yield _link(node, ONTOLOGY + "pathTo", target)
    yield _number(node, ONTOLOGY + "depth", route.depth)
    yield _link(node, ONTOLOGY + "relation", relation)
    if route.hop.evidence:
        yield _link(node, ONTOLOGY + "pathEvidence", route.hop.evidence)
    if route.hop.section:
        yield Triple(NamedNode(node), NamedNode(ONTOLOGY + "section"), Literal(route.hop.section))
    if route.via:
        yield _link(node, ONTOLOGY + "pathVia", route.via)
    if route.hop.basis:
        yield _link(node, ONTOLOGY + "basis", route.hop.basis)


def _counts(asserted: Asserted, reached: dict[str, set[str]]) -> Iterator[Triple]:
    mentions: dict[str, int] = defaultdict(int)
    documents: dict[str, set[str]] = defaultdict(set)
    for citation in asserted.citations.values():
        if citation.resolved:
            mentions[citation.cited] += 1
            documents[citation.cited].add(citation.citing)
            if citation.printed_number not in ("", asserted.numbers.get(citation.cited)):
                yield Triple(
                    NamedNode(citation.cited), NamedNode(ONTOLOGY + "citedAs"), Literal(citation.printed_number)
                )
    for instrument, count in mentions.items():
        yield _number(instrument, ONTOLOGY + "citationCount", count)
        yield _number(instrument, ONTOLOGY + "citingDocumentCount", len(documents[instrument]))
    for instrument, plans in reached.items():
        yield _number(instrument, ONTOLOGY + "implementingPlanCount", len(plans))
        for area in {area for plan in plans for area in asserted.areas.get(plan, ())}:
            yield _link(instrument, ONTOLOGY + "reachesArea", area)


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _number(subject: str, predicate: str, value: int) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(str(value), datatype=NamedNode(XSD + "integer")))
