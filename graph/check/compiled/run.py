"""Runs the compiled shapes over a store: over everything in it, or over a few focus nodes."""

from collections.abc import Collection, Iterator
from functools import partial
from itertools import groupby, islice
from operator import itemgetter

from pyoxigraph import BlankNode, NamedNode, Store

from cancu.graph.check.chosen import Chosen, Nodes
from cancu.graph.check.compiled.questions import Inspection, Question, Screen, Subclasses, compiled
from cancu.graph.check.details import finding_of
from cancu.graph.check.findings import CheckError, Finding, Inquiry
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import rules_by_iri
from cancu.graph.check.shapes import Node
from cancu.graph.engine import EmbeddedEngine, QueryError, plain
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
    # Of a few things the questions themselves are quicker: the screen reads all that there is of their kind.
    if inspection.screen is not None and chosen is None:
        broken = list(dict.fromkeys((*_doubtful(engine, inspection, focus), *_seen(engine, inspection))))
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
    for query in _queries(question, focus):
        try:
            found = engine.select(query).values()
        except QueryError as error:
            raise _not_run(question.shape, error) from None
        for row in found:
            yield row["this"], row.get("value")


def _doubtful(engine: EmbeddedEngine, inspection: Inspection, focus: Collection[str] | None) -> Iterator[str]:
    """Who is not surely sound; who is sound is not held in memory. Raises CheckError."""
    assert inspection.screen is not None
    for query in _queries(inspection.screen, focus):
        try:
            for this, rows in groupby(engine.rows(query), itemgetter(0)):
                if [plain(sound) for _, sound in rows] != ["true"]:
                    yield plain(this)
        except QueryError as error:
            raise _not_run(inspection.targets[0].iri, error) from None


def _seen(engine: EmbeddedEngine, inspection: Inspection) -> Iterator[str]:
    """Targets of which a look at some value shows that it is not what it should be. Raises CheckError."""
    for look in inspection.looks:
        try:
            found = Nodes(engine.store, [node for (node,) in engine.rows(look.query()) if isinstance(node, Node)])
        except QueryError as error:
            raise _not_run(inspection.targets[0].iri, error) from None
        for target in inspection.targets:
            for kind, iri in target.named():
                yield from found.of(kind, iri)


def _queries(asked: Question | Screen, focus: Collection[str] | None) -> Iterator[str]:
    if focus is None:
        yield asked.query()
        return
    nodes = iter(focus)
    yield from (asked.query(part) for part in iter(lambda: tuple(islice(nodes, AT_ONCE)), ()))


def _not_run(name: str, error: QueryError) -> CheckError:
    return CheckError(f"{name}: không chạy được ({error}).", f"{name}: cannot be run ({error}).")


def _subclasses(store: Store) -> Subclasses:
    pairs = {
        (quad.subject.value, quad.object.value)
        for quad in store.quads_for_pattern(None, _SUBCLASS, None, None)
        if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode | BlankNode)
    }
    return tuple(sorted(pairs))
