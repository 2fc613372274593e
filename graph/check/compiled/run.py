"""Runs the compiled shapes over a store: over everything in it, or over a few focus nodes."""

from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice

from pyoxigraph import BlankNode, NamedNode, Store

from cancu.graph.check.chosen import Chosen
from cancu.graph.check.compiled.questions import Inspection, Question, Subclasses, compiled
from cancu.graph.check.details import finding_of
from cancu.graph.check.findings import CheckError, Finding, Inquiry
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import rules_by_iri
from cancu.graph.engine import EmbeddedEngine, QueryError
from cancu.graph.names import RDFS

AT_ONCE = 5_000
"""Focus nodes that one query is asked about."""

_SUBCLASS = NamedNode(RDFS + "subClassOf")


def core_inquiries(engine: EmbeddedEngine, facts: Facts, chosen: Chosen | None = None) -> list[Inquiry]:
    """The core constraints, each inquiry those on the same targets, on all data or on what is chosen.

    Raises CheckError for what cannot be compiled.
    """
    return [partial(_found, engine, facts, inspection, chosen) for inspection in compiled(_subclasses(engine.store))]


def _found(engine: EmbeddedEngine, facts: Facts, inspection: Inspection, chosen: Chosen | None) -> Iterator[Finding]:
    """What is wrong with the targets; who is sound is asked one question only. Raises CheckError."""
    focus = None if chosen is None else chosen.among(named for target in inspection.targets for named in target.named())
    if inspection.screen is not None and focus != []:
        broken = list(dict.fromkeys(this for this, _ in _rows(engine, inspection.screen, focus)))
        unnamed = any(":" not in this for this in broken)  # a query cannot name a blank node: then all are asked about
        focus = focus if unnamed else broken
    for question in inspection.questions if focus != [] else ():
        for this, value in _rows(engine, question, focus):
            rule = rules_by_iri().get(question.shape)
            if rule is None:
                raise CheckError(f"{question.shape} không phải là một luật kiểm tra.", f"{question.shape} is no rule.")
            yield finding_of(facts, rule, this, question.path, value if value != this else None, question.component)


def _rows(
    engine: EmbeddedEngine, question: Question, focus: Collection[str] | None
) -> Iterator[tuple[str, str | None]]:
    """Focus nodes that break a question, with the value where it has one."""
    if focus is None:
        queries = iter([question.query()])
    else:
        nodes = iter(focus)
        queries = (question.query(part) for part in iter(lambda: tuple(islice(nodes, AT_ONCE)), ()))
    for query in queries:
        try:
            found = engine.select(query).values()
        except QueryError as error:
            raise CheckError(
                f"{question.shape}: không chạy được ({error}).", f"{question.shape}: cannot be run ({error})."
            ) from None
        for row in found:
            yield row["this"], row.get("value")


def _subclasses(store: Store) -> Subclasses:
    pairs = {
        (quad.subject.value, quad.object.value)
        for quad in store.quads_for_pattern(None, _SUBCLASS, None, None)
        if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode | BlankNode)
    }
    return tuple(sorted(pairs))
