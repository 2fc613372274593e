"""Counts of the derived graph after a change: what was counted before, and what each instrument gained and lost."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from cancu.graph.increment.delta import DERIVED, Delta
from cancu.graph.increment.grounds import CITED, CITING, PATH_FROM, PATH_TO, Grounds, Said, objects, said, subjects
from cancu.graph.names import ELI, ONTOLOGY, RDF, RELATION, XSD, ground_path_iri

_TYPE, _PLAN = NamedNode(RDF + "type"), ONTOLOGY + "Plan"
_AREA = NamedNode(ELI + "jurisdiction")
_NUMBER, _PRINTED = NamedNode(ONTOLOGY + "documentNumber"), NamedNode(ONTOLOGY + "printedNumber")
_PROGRAMME, _APPROVED_IN = NamedNode(ONTOLOGY + "programme"), NamedNode(ONTOLOGY + "approvedIn")
_MENTIONS, _CITING_DOCUMENTS = NamedNode(ONTOLOGY + "citationCount"), NamedNode(ONTOLOGY + "citingDocumentCount")
_PLANS, _REACHES = NamedNode(ONTOLOGY + "implementingPlanCount"), NamedNode(ONTOLOGY + "reachesArea")
_CITED_AS, _APPROVES = NamedNode(ONTOLOGY + "citedAs"), NamedNode(ONTOLOGY + "approves")
_RELATION, _IMPLEMENTS = NamedNode(ONTOLOGY + "relation"), RELATION + "implements"
_CARRIED_OUT = NamedNode(_IMPLEMENTS)
_INTEGER = NamedNode(XSD + "integer")

Change = tuple[set[Triple], set[Triple]]
"""Derived triples that go, and those that come."""


def tallies(delta: Delta, citations: list[str], grounds: Grounds) -> Change:
    """Everything that is counted or joined over all citations, and what the change makes of it."""
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for lost, gained in (
        _mentions(delta, citations),
        _reach(delta, grounds),
        _printed_numbers(delta, citations),
        _approvals(delta, citations),
    ):
        gone |= lost
        come |= gained
    return gone - come, come - gone


def _mentions(delta: Delta, citations: list[str]) -> Change:
    """How often, and in how many documents, an instrument is cited."""
    change: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    for store, _ in delta.sides():
        for citation in _resolved(store, citations):
            change[citation.cited] += 1 if store is delta.after else -1
            pairs.add((citation.citing, citation.cited))
    documents: Counter[str] = Counter()
    own = {document: (_cited(delta.before, document), _cited(delta.after, document)) for document, _ in pairs}
    for document, instrument in pairs:
        was, now = own[document]
        documents[instrument] += (instrument in now) - (instrument in was)
    return _recounted(delta.before, {_MENTIONS: change, _CITING_DOCUMENTS: documents})


def _reach(delta: Delta, grounds: Grounds) -> Change:
    """How many plans carry an instrument out, and in which areas."""
    before, after = _carried(grounds.before), _carried(grounds.after)
    plans: Counter[str] = Counter()
    gained: set[tuple[str, str]] = set()
    lost: set[tuple[str, str]] = set()
    for source in grounds.sources:
        was = before[source] if _PLAN in objects(delta.before, source, _TYPE) else set()
        now = after[source] if _PLAN in objects(delta.after, source, _TYPE) else set()
        plans.update(dict.fromkeys(now - was, 1))
        plans.subtract(dict.fromkeys(was - now, 1))
        lost.update((t, area) for t in was for area in objects(delta.before, source, _AREA))
        gained.update((t, area) for t in now for area in objects(delta.after, source, _AREA))
    left = {(t, area) for t, area in lost - gained if not _reached(delta, grounds, t, area)}
    gone, come = _recounted(delta.before, {_PLANS: plans})
    return gone | _links(left, _REACHES), come | _links(gained, _REACHES)


def _carried(triples: Iterable[Triple]) -> dict[str, set[str]]:
    """What each document carries out, from its ground paths."""
    kept = {t.subject for t in triples if t.predicate == _RELATION and _value(t) == _IMPLEMENTS}
    ends: dict[object, dict[NamedNode, str]] = defaultdict(dict)
    for triple in triples:
        if triple.subject in kept and triple.predicate in (PATH_FROM, PATH_TO):
            ends[triple.subject][triple.predicate] = _value(triple)
    found: dict[str, set[str]] = defaultdict(set)
    for path in ends.values():
        found[path[PATH_FROM]].add(path[PATH_TO])
    return found


def _reached(delta: Delta, grounds: Grounds, instrument: str, area: str) -> bool:
    """Whether a plan of that area that the change does not touch carries the instrument out."""

    def carried_out_by(plan: str) -> bool:
        path = NamedNode(ground_path_iri(plan, instrument))
        return Quad(path, _RELATION, _CARRIED_OUT, DERIVED) in delta.before

    others = (plan for plan in subjects(delta.after, _AREA, area) if plan not in grounds.sources)
    return any(carried_out_by(plan) and _PLAN in objects(delta.after, plan, _TYPE) for plan in others)


def _printed_numbers(delta: Delta, citations: list[str]) -> Change:
    """Numbers that papers print for an instrument although its own is another."""
    pairs = {(c.cited, c.number) for store, _ in delta.sides() for c in _resolved(store, citations) if c.number}
    renamed = {q.subject.value for q in delta.quads if q.predicate == _NUMBER and isinstance(q.subject, NamedNode)}
    for instrument in renamed:
        if objects(delta.before, instrument, _NUMBER) != objects(delta.after, instrument, _NUMBER):
            cited = (said(delta.after, c) for c in subjects(delta.after, CITED, instrument))
            pairs.update((instrument, c.number) for c in cited if c is not None and c.number)
            pairs.update((instrument, number) for number in objects(delta.before, instrument, _CITED_AS))
    now = {pair for pair in pairs if _prints(delta.after, *pair)}
    was = {(i, number) for i, number in pairs if number in objects(delta.before, i, _CITED_AS)}
    return _texts(was - now), _texts(now - was)


def _prints(store: Store, instrument: str, number: str) -> bool:
    if number in objects(store, instrument, _NUMBER):
        return False
    printed = store.quads_for_pattern(None, _PRINTED, Literal(number), None)
    found = (said(store, q.subject.value) for q in printed if isinstance(q.subject, NamedNode))
    return any(c is not None and c.resolved and c.cited == instrument for c in found)


def _approvals(delta: Delta, citations: list[str]) -> Change:
    """Which instrument approves which programme."""
    mentions = {q.subject.value for q in delta.quads if q.predicate in (_PROGRAMME, _APPROVED_IN)}  # type: ignore[union-attr]
    mentions.update(m for iri in citations for store, _ in delta.sides() for m in subjects(store, _APPROVED_IN, iri))
    pairs = {pair for mention in mentions for store, _ in delta.sides() for pair in _approved(store, mention)}
    now = {(i, programme) for i, programme in pairs if _approves(delta.after, i, programme)}
    was = {(i, programme) for i, programme in pairs if programme in objects(delta.before, i, _APPROVES)}
    return _links(was - now, _APPROVES), _links(now - was, _APPROVES)


def _approved(store: Store, mention: str) -> Iterator[tuple[str, str]]:
    """The instrument and the programme that a mention of a programme joins."""
    for programme in objects(store, mention, _PROGRAMME):
        for iri in objects(store, mention, _APPROVED_IN):
            citation = said(store, iri)
            if citation is not None and citation.resolved:
                yield citation.cited, programme


def _approves(store: Store, instrument: str, programme: str) -> bool:
    mentions = subjects(store, _PROGRAMME, programme)
    return any((instrument, programme) in _approved(store, mention) for mention in mentions)


def _resolved(store: Store, citations: Iterable[str]) -> Iterator[Said]:
    return (c for iri in citations if (c := said(store, iri)) is not None and c.resolved)


def _cited(store: Store, document: str) -> set[str]:
    return {c.cited for c in _resolved(store, subjects(store, CITING, document))}


def _recounted(store: Store, changes: dict[NamedNode, Counter[str]]) -> Change:
    """Numbers that were counted, and what they are now; none is written as nothing."""
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for predicate, change in changes.items():
        for subject, by in change.items():
            node = NamedNode(subject)
            known = next(store.quads_for_pattern(node, predicate, None, DERIVED), None)
            was = int(_value(known.triple)) if known is not None else 0
            if by and known is not None:
                gone.add(known.triple)
            if by and was + by:
                come.add(Triple(node, predicate, Literal(str(was + by), datatype=_INTEGER)))
    return gone, come


def _links(pairs: Iterable[tuple[str, str]], predicate: NamedNode) -> set[Triple]:
    return {Triple(NamedNode(subject), predicate, NamedNode(value)) for subject, value in pairs}


def _texts(pairs: Iterable[tuple[str, str]]) -> set[Triple]:
    return {Triple(NamedNode(subject), _CITED_AS, Literal(number)) for subject, number in pairs}


def _value(triple: Triple) -> str:
    return triple.object.value  # type: ignore[union-attr]
