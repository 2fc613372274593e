"""No term is declared for nothing, and those of ELI, ORG, PROV, SKOS and DCAT are used as their own definitions say."""

from collections import defaultdict

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib.namespace import DCAT, DCTERMS, ORG, PROV, SKOS

from cancu.graph.derive import derive
from cancu.graph.institutions import institutional
from cancu.graph.names import ELI, ONTOLOGY, RDF, RDFS
from cancu.graph.sources import asserted_quads, bundled_sources

Types = dict[str, set[str]]

_WORK, _BODY, _AREA = ELI + "Work", str(ORG.Organization), ELI + "AdministrativeArea"
DEFINED = {
    ELI + "work_type": (_WORK, str(SKOS.Concept)),
    ELI + "cites": (_WORK, None),
    ELI + "jurisdiction": (None, _AREA),
    str(ORG.subOrganizationOf): (_BODY, _BODY),
    str(ORG.hasMember): (_BODY, _BODY),
    str(ORG.classification): (_BODY, str(SKOS.Concept)),
    str(ORG.originalOrganization): (str(ORG.ChangeEvent), _BODY),
    str(ORG.resultingOrganization): (str(ORG.ChangeEvent), _BODY),
    str(SKOS.inScheme): (None, str(SKOS.ConceptScheme)),
    str(DCTERMS.temporal): (None, str(DCTERMS.PeriodOfTime)),
    str(PROV.wasDerivedFrom): (None, str(PROV.Entity)),
}
"""Domain and range as the vocabularies define them, where they define one; None for any resource."""
BROADER = {
    str(ORG.FormalOrganization): {_BODY},
    ONTOLOGY + "BodyGroup": {_BODY},
    ONTOLOGY + "Indicator": {str(SKOS.Concept)},
}


@pytest.fixture(scope="module")
def stated() -> list[tuple[str, str, str]]:
    """Every statement between resources that a store of the bundled data holds."""
    asserted = asserted_quads(bundled_sources())
    made = [Quad(t.subject, t.predicate, t.object) for t in (*derive(asserted), *institutional(asserted))]
    return [
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in (*asserted, *made)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    ]


@pytest.fixture(scope="module")
def types(stated: list[tuple[str, str, str]]) -> Types:
    """The classes of each resource, with those above them."""
    above: dict[str, set[str]] = defaultdict(set, BROADER)
    for subject, predicate, value in stated:
        if predicate == RDFS + "subClassOf":
            above[subject].add(value)
    found: Types = defaultdict(set)
    for subject, predicate, value in stated:
        if predicate == RDF + "type":
            found[subject] |= _closure(value, above)
    return found


def _closure(kind: str, above: dict[str, set[str]]) -> set[str]:
    return {kind}.union(*(_closure(wider, above) for wider in above[kind]))


@pytest.mark.parametrize("predicate", DEFINED)
def test_a_borrowed_relation_joins_what_its_definition_says(
    predicate: str, stated: list[tuple[str, str, str]], types: Types
) -> None:
    domain, reach = DEFINED[predicate]
    pairs = [(subject, value) for subject, used, value in stated if used == predicate]
    assert pairs, "a relation that is used nowhere needs no test"
    assert {subject for subject, _ in pairs if domain and domain not in types[subject]} == set()
    assert {value for _, value in pairs if reach and reach not in types[value]} == set()


def test_a_period_has_the_dates_of_dcat_and_nothing_else_has(types: Types) -> None:
    dated = {
        q.subject.value
        for q in asserted_quads(bundled_sources())
        if q.predicate.value in (str(DCAT.startDate), str(DCAT.endDate)) and isinstance(q.subject, NamedNode)
    }
    assert dated
    assert {iri for iri in dated if str(DCTERMS.PeriodOfTime) not in types[iri]} == set()


def test_no_term_is_declared_for_nothing(used_terms: set[tuple[str, str]]) -> None:
    declared = {iri for where, iri in used_terms if where == "ontology/core.ttl" and iri.startswith(ONTOLOGY)}
    elsewhere = {iri for where, iri in used_terms if where != "ontology/core.ttl"}
    assert declared - elsewhere == set()
