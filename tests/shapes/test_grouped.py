"""The form of a query for all focus nodes at once says what the query says that the shape is."""

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cancu.graph.check.grouped import Constraint, constraints
from cancu.graph.check.load import engine_of
from cancu.graph.names import BASIS, DCTERMS, ELI, ID, ONTOLOGY, ORG, RDF, REFERENCE_GRAPH, RELATION, TYPE

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
                statement(citation, ONTOLOGY + "basis", NamedNode(BASIS + "issued-for")),
                statement(citation, ONTOLOGY + "order", whole(at % 2 + times * (at % 3))),
                statement(citation, ONTOLOGY + "end", whole(90 + at)),
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
    return [*quads, *reports(), *texts(), *targets()]


def reports() -> Iterator[Quad]:
    """What the body to which others report has to report itself: sooner; as soon; and once more, later."""
    for at, (plan, due, period) in enumerate(
        (("b", "2025-11-01", None), ("b", "2025-12-01", None), ("f", "2025-11-01", "year"), ("f", "2025-11", None))
    ):
        report = iri(f"{plan}#sum-{at}")
        yield statement(report, ONTOLOGY + "partOfPlan", iri(plan))
        yield statement(report, ONTOLOGY + "reporter", iri("y" if plan == "f" or at else "z"))
        yield statement(report, ONTOLOGY + "dueDate", Literal(due))
        if period:
            yield statement(report, ONTOLOGY + "period", Literal(period))
    for at, (due, predicate) in enumerate((("2025-10-01", "reporter"), ("2025-10-02", "via"), ("2025-10-01", "via"))):
        yield statement(iri(f"e#rep-{at}"), ONTOLOGY + "partOfPlan", iri("e"))
        yield statement(iri(f"e#rep-{at}"), ONTOLOGY + predicate, iri("z"))
        yield statement(iri(f"e#rep-{at}"), ONTOLOGY + "dueDate", Literal(due))


def texts() -> Iterator[Quad]:
    """Texts with citations, parts, and parts of these that end within and behind them."""
    for name, length in (("a", 91), ("b", 93), ("f", 400)):
        yield statement(iri(name), DCTERMS + "source", iri(f"{name}#text"))
        yield statement(iri(f"{name}#text"), ONTOLOGY + "characterCount", whole(length))
        part = iri(f"{name}#part")
        yield statement(part, ONTOLOGY + "partOfPlan", iri(name))
        yield statement(part, ONTOLOGY + "end", whole(92))
        for at, (owner, predicate) in enumerate(
            ((part, "hasDuty"), (part, "hasTarget"), (iri("ab#cit-0-0"), "hasDuty"))
        ):
            yield statement(owner, ONTOLOGY + predicate, iri(f"{name}#inner-{at}"))
            yield statement(iri(f"{name}#inner-{at}"), ONTOLOGY + "end", whole(91 + at))


def targets() -> Iterator[Quad]:
    """Targets of who carries out and of who is carried out: weaker or not, of one year, group, unit and kind or not."""
    for at, (plan, sign, value, year, more) in enumerate(
        (
            *(("b", ">=", 80, "2025", {}), ("c", ">=", 90, "2025", {}), ("c", ">=", 70, "2025", {})),
            *(("d", "<", 9, "2025", {"unit": "%"}), ("e", "<=", 5, "2025", {"unit": "%"}), ("e", "<", 5, "2025", {})),
            *(("f", ">", 1, "2026", {"targetGroup": "x"}), ("d", ">", 5, "2026", {"targetGroup": "x"})),
            *(("g", ">", 1, "2026", {"targetKind": "change"}), ("h", ">", 5, "2026", {}), ("b", "=", 1, "2025", {})),
        )
    ):
        planned, target = iri(f"{plan}#ind-{at}"), iri(f"{plan}#target-{at}")
        yield statement(planned, ONTOLOGY + "partOfPlan", iri(plan))
        yield statement(planned, ONTOLOGY + "hasTarget", target)
        yield statement(target, ONTOLOGY + "indicator", iri("indicator/one"))
        yield statement(target, ONTOLOGY + "comparator", Literal(sign))
        yield statement(target, ONTOLOGY + "value", whole(value))
        for name, said in {"targetYear": year, **more}.items():
            yield statement(target, ONTOLOGY + name, Literal(said))


def whole(number: int) -> Literal:
    return Literal(number)


@pytest.mark.parametrize("constraint", OF_TWO_FORMS, ids=lambda constraint: constraint.shape.rpartition("/")[2])
def test_both_forms_say_the_same(constraint: Constraint) -> None:
    engine = engine_of(data())
    one, other = (engine.select(query).values() for query in (constraint.select, constraint.grouped))
    assert one
    assert sorted(map(str, one)) == sorted(map(str, other))


def test_there_is_a_second_form_where_a_rule_compares_any_two_documents() -> None:
    names = {constraint.shape.rpartition("/")[2] for constraint in OF_TWO_FORMS}
    assert names >= {"implements-cycle", "same-number", "same-number-two-types"}
