"""The ontology declares what is used, says what it means in two languages, and borrows nothing deprecated."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, ORG, PROV, SH, VOID
from rdflib.namespace import SKOS as SKOS_TERMS

from cancu.graph.names import ELI, ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SKOS

_INCLUDES = ("http://schema.org/domainIncludes", "http://schema.org/rangeIncludes")
_ELI_TERMS = {
    *("AdministrativeArea", "LegalResource", "Work"),
    *("amends", "based_on", "cites", "jurisdiction", "number", "repeals", "work_type"),
}
"""ELI terms in use: none deprecated (`implements`), none whose domain would make a plan enacted law (`passed_by`)."""

Declared = dict[str, dict[str, list[str | Literal]]]
Turtle = dict[str, list[tuple[str, str, NamedNode | Literal]]]
Used = set[tuple[str, str]]


@pytest.fixture(scope="module")
def declared(turtle: Turtle) -> Declared:
    """The classes and properties of core.ttl, with what is said of each."""
    found: Declared = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in turtle["ontology/core.ttl"]:
        found[subject][predicate].append(value if isinstance(value, Literal) else value.value)
    return {iri: values for iri, values in found.items() if iri.startswith(ONTOLOGY)}


def test_every_term_used_is_declared(used_terms: Used, declared: Declared) -> None:
    undeclared = {(where, iri) for where, iri in used_terms if iri.startswith(ONTOLOGY) and iri not in declared}
    assert sorted(undeclared) == []


def test_of_eli_only_the_chosen_terms_are_used(used_terms: Used) -> None:
    others = {(where, iri) for where, iri in used_terms if iri.startswith(ELI) and iri[len(ELI) :] not in _ELI_TERMS}
    assert sorted(others) == []


def test_borrowed_terms_exist(turtle: Turtle) -> None:
    predicates = {predicate for statements in turtle.values() for _, predicate, _ in statements}
    vocabularies = (DCAT, DCTERMS, ORG, PROV, SH, SKOS_TERMS, VOID)
    borrowed = [(iri, v) for iri in predicates for v in vocabularies if iri.startswith(str(v))]
    assert [iri for iri, vocabulary in borrowed if URIRef(iri) not in vocabulary] == []


def test_every_term_has_label_and_definition_in_both_languages(declared: Declared) -> None:
    for iri, values in declared.items():
        for predicate in (RDFS + "label", SKOS + "definition"):
            languages = sorted(v.language or "" for v in values[predicate] if isinstance(v, Literal))
            assert languages == ["en", "vi"], (iri, predicate)


def test_terms_are_classes_or_properties_with_soft_domains(declared: Declared) -> None:
    for iri, values in declared.items():
        (kind,) = values[RDF + "type"]
        assert kind in {OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty"}, iri
        assert (iri[len(ONTOLOGY)].isupper()) == (kind == OWL + "Class"), iri
        assert not {RDFS + "domain", RDFS + "range"} & values.keys(), iri
        if kind != OWL + "Class":
            assert all(values[predicate] for predicate in _INCLUDES), iri


def test_domains_and_ranges_are_declared(declared: Declared) -> None:
    ours = [
        v for values in declared.values() for predicate in _INCLUDES for v in values[predicate] if isinstance(v, str)
    ]
    assert {v for v in ours if v.startswith(ONTOLOGY)} <= declared.keys()


def test_labels_are_unique(declared: Declared) -> None:
    by_label: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for iri, values in declared.items():
        for label in values[RDFS + "label"]:
            if isinstance(label, Literal) and label.language == "vi":
                by_label[label.value, iri[len(ONTOLOGY)].isupper()].append(iri)
    assert {label: iris for label, iris in by_label.items() if len(iris) > 1 and label[1]} == {}


def test_the_ontology_has_a_version(turtle: Turtle) -> None:
    header = {predicate for subject, predicate, _ in turtle["ontology/core.ttl"] if subject == ONTOLOGY.rstrip("#")}
    assert OWL + "versionInfo" in header


def test_context_agrees_with_prefixes_and_ranges(root: Path, declared: Declared) -> None:
    context = json.loads((root / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {k: v for k, v in context.items() if isinstance(v, str)} == PREFIXES
    for iri, values in declared.items():
        entry = context.get("cancu:" + iri[len(ONTOLOGY) :], {})
        if values[RDF + "type"] == [OWL + "ObjectProperty"]:
            assert entry.get("@type") == "@id", iri
        ranges = [v for v in values[_INCLUDES[1]] if isinstance(v, str)]
        if values[RDF + "type"] == [OWL + "DatatypeProperty"] and len(ranges) == 1:
            kind = ranges[0].removeprefix(PREFIXES["xsd"])
            expected = {"string": None, RDF + "langString": None}.get(kind, f"xsd:{kind}")
            assert entry.get("@type") == expected, iri
    known = {f"cancu:{iri[len(ONTOLOGY) :]}" for iri in declared}
    assert {k for k in context if k.startswith("cancu:")} <= known


def test_values_are_of_the_declared_kind(turtle: Turtle, declared: Declared) -> None:
    wrong: set[tuple[str, str]] = set()
    for where, statements in turtle.items():
        for _, predicate, value in statements:
            values = declared.get(predicate, {})
            if not values:
                continue
            if isinstance(value, NamedNode):
                fits = values[RDF + "type"] == [OWL + "ObjectProperty"]
            else:
                fits = value.datatype.value in values[_INCLUDES[1]]
            if not fits:
                wrong.add((where, predicate))
    assert wrong == set()
