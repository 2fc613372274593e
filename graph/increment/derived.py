"""All of the derived graph after a change: what goes and what comes."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store, Triple

from cancu.graph.increment.delta import DERIVED, Delta, bodies_changed, in_derived, of_subject
from cancu.graph.increment.grounds import changed_citations, grounds
from cancu.graph.increment.tallies import tallies
from cancu.graph.institutions import of_reference, periods
from cancu.graph.names import ONTOLOGY, ORG, RDF, REFERENCE_GRAPH

_TYPE = NamedNode(RDF + "type")
_TYPES = tuple(NamedNode(iri) for iri in (ORG + "FormalOrganization", ORG + "ChangeEvent", ONTOLOGY + "Succession"))
_MEMBERS = tuple(NamedNode(iri) for iri in (ORG + "hasMember", ONTOLOGY + "possibleMember"))


def derived_change(delta: Delta) -> tuple[frozenset[Quad], frozenset[Quad]]:
    """Statements of the derived graph that go and come with a change of asserted ones."""
    citations = changed_citations(delta)
    found = grounds(delta, citations)
    gone, come = tallies(delta, citations, found)
    was, now = set(found.before), set(found.after)
    if bodies_changed(delta):
        was.update(_institutions(delta.before))
        reference = delta.after.quads_for_pattern(None, None, None, NamedNode(REFERENCE_GRAPH))
        now.update(of_reference(reference))
    changed = sorted(delta.subjects())
    was.update(periods(_asserted(delta.before, changed)))
    now.update(periods(_asserted(delta.after, changed)))
    lost, gained = in_derived((was - now) | gone), in_derived((now - was) | come)
    there = {quad for quad in lost | gained if quad in delta.before}
    return lost & there, gained - there


def _institutions(store: Store) -> Iterator[Triple]:
    """What was worked out of the reference graph before: of bodies, groups, successions and changes of areas."""
    typed = (store.quads_for_pattern(None, _TYPE, kind, DERIVED) for kind in _TYPES)
    grouped = (store.quads_for_pattern(None, predicate, None, DERIVED) for predicate in _MEMBERS)
    for subject in {quad.subject for quads in (*typed, *grouped) for quad in quads}:
        yield from (quad.triple for quad in store.quads_for_pattern(subject, None, None, DERIVED))


def _asserted(store: Store, subjects: list[str]) -> Iterator[Quad]:
    for subject in subjects:
        if "#" not in subject:
            yield from of_subject(store, subject)
