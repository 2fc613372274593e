"""The form of a query for all focus nodes at once says what the query says that the shape is."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cancu.graph.check.grouped import Constraint, constraints
from cancu.graph.check.load import engine_of
from cancu.graph.names import DCTERMS, ELI, ID, ONTOLOGY, ORG, RDF, REFERENCE_GRAPH, RELATION, TYPE

OF_TWO_FORMS = [constraint for constraint in constraints() if constraint.grouped != constraint.select]
WALKS = ("aa", "bc", "cb", "de", "ef", "fd", "gh", "hi", "ij", "jg", "ka", "kb", "lm", "ln")
"""Who carries out whom: with itself, in two, in three and (too far for the rule) in four steps; onto a cycle; open."""
NUMBERED = (("a", "x", "p"), ("b", "x", "p"), ("c", "x", "q"), ("d", "y", "p"), ("e", "xy", "p"), ("f", "x", "r"))
"""Documents with their bodies and types: those that share a body share a number as well."""


def iri(name: str) -> NamedNode:
    return NamedNode(f"{ID}{name}")


def statement(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, NamedNode(predicate), value, NamedNode(REFERENCE_GRAPH))


def data() -> list[Quad]:
    quads = []
    for at, (citing, cited) in enumerate(WALKS):
        for times in range(2):
            citation = NamedNode(f"{ID}{citing}#cit-{at}-{times}")
            quads += [
                statement(citation, ONTOLOGY + "citingDocument", iri(citing)),
                statement(citation, ONTOLOGY + "citedDocument", iri(cited)),
                statement(citation, ONTOLOGY + "printedNumber", Literal("12/KH" if cited != "f" else "13/KH")),
                statement(citation, ONTOLOGY + "relation", NamedNode(RELATION + ("cites", "implements")[times])),
            ]
    for name, bodies, kind in NUMBERED:
        quads.append(statement(iri(name), ELI + "work_type", NamedNode(TYPE + kind)))
        for body, predicate in zip(bodies, ("issuedBy", "register"), strict=False):
            quads.append(statement(iri(name), ONTOLOGY + predicate, iri(body)))
    for body, end in (("x", "2024-03-01"), ("y", "2025-07-01")):
        quads.append(statement(iri(body), RDF + "type", NamedNode(ORG + "FormalOrganization")))
        quads.append(statement(iri(body), ONTOLOGY + "endedOn", Literal(end)))
    quads.append(statement(iri("a"), DCTERMS + "issued", Literal("2024-05-06")))
    for name, predicate in (("b", "via"), ("f", "reportTo")):
        part = NamedNode(f"{ID}{name}#rep-1")
        quads.append(statement(part, ONTOLOGY + "partOfPlan", iri(name)))
        quads.append(statement(part, ONTOLOGY + predicate, iri("y")))
        quads.append(statement(part, ONTOLOGY + "dueDate", Literal("2025-12-01")))
    return quads


@pytest.mark.parametrize("constraint", OF_TWO_FORMS, ids=lambda constraint: constraint.shape.rpartition("/")[2])
def test_both_forms_say_the_same(constraint: Constraint) -> None:
    engine = engine_of(data())
    one, other = (engine.select(query).values() for query in (constraint.select, constraint.grouped))
    assert one
    assert sorted(map(str, one)) == sorted(map(str, other))


def test_there_is_a_second_form_where_a_rule_compares_any_two_documents() -> None:
    names = {constraint.shape.rpartition("/")[2] for constraint in OF_TWO_FORMS}
    assert names >= {"implements-cycle", "same-number", "same-number-two-types"}
