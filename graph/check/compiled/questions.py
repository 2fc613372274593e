"""Every constraint of the shapes as one SELECT of the focus nodes, and value nodes, that break it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pyoxigraph import NamedNode

from cancu.graph.check.compiled.conditions import Conditions, component
from cancu.graph.check.compiled.paths import path_of
from cancu.graph.check.findings import CheckError
from cancu.graph.check.rules import all_shapes
from cancu.graph.check.shapes import TARGETS, Node, Shapes, refuse

Subclasses = tuple[tuple[str, str], ...]
"""Pairs of a class and the class above it, as the data have them."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a shape is about: `kind` is the local name of a SHACL target, `classes` a class with all below it."""

    kind: str
    iri: str
    classes: tuple[str, ...] = ()

    def named(self) -> Iterator[tuple[str, str]]:
        """The kind of target with its IRI, or with those of all classes."""
        yield from ((self.kind, iri) for iri in self.classes or (self.iri,))

    def patterns(self) -> Iterator[str]:
        """Patterns that bind ?this, together to each focus node once."""
        match self.kind:
            case "targetClass":
                top, *below = self.classes
                yield f"?this a <{top}> ."
                for at, one in enumerate(below):
                    others = "".join(f" FILTER NOT EXISTS {{ ?this a <{c}> }}" for c in (top, *below[:at]))
                    yield f"?this a <{one}> .{others}"
            case "targetSubjectsOf":
                yield f"{{ SELECT DISTINCT ?this WHERE {{ ?this <{self.iri}> ?any }} }}"
            case "targetObjectsOf":
                yield f"{{ SELECT DISTINCT ?this WHERE {{ ?any <{self.iri}> ?this }} }}"
            case _:
                yield f"VALUES ?this {{ <{self.iri}> }}"


@dataclass(frozen=True, slots=True)
class Question:
    """One constraint of one shape: `where` and `having` select what breaks it among its targets.

    `shape` is the rule that speaks, `path` the predicate where the path is one; `valued` says whether ?value is told.
    """

    shape: str
    component: str
    path: str | None
    targets: tuple[Target, ...]
    where: str
    having: str = ""
    valued: bool = True

    def query(self, focus: tuple[str, ...] | None = None) -> str:
        """The SELECT, for all targets or for these focus nodes, which must be targets."""
        value = " ?value" if self.valued else ""
        return f"SELECT ?this{value} WHERE {{ {_rows(self.targets, self.where, focus)} }}{self.having}"


@dataclass(frozen=True, slots=True)
class Screen:
    """Who is sound, in one pass over the targets: a row of ?this and ?sound for each, one after the other; who has more
    rows has several values of what there should be one of.
    """

    targets: tuple[Target, ...]
    where: str
    only: tuple[str, ...] = ()
    """Predicates without which whoever is of the targeted classes is sound."""

    def query(self, focus: tuple[str, ...] | None = None) -> str:
        """The SELECT, for all targets or for these focus nodes, which must be targets."""
        rows = self._rows_of_few() if self.only and focus is None else _rows(self.targets, self.where, focus)
        return f"SELECT ?this ?sound WHERE {{ {rows} }}"

    def _rows_of_few(self) -> str:
        classes = ", ".join(f"<{iri}>" for target in self.targets for _, iri in target.named())
        target = f"FILTER EXISTS {{ ?this a ?type FILTER(?type IN ({classes})) }}"
        return " UNION ".join(
            f"{{ {{ SELECT DISTINCT ?this WHERE {{ ?this <{iri}> ?any }} }} {target} {self.where} }}"
            for iri in self.only
        )


@dataclass(frozen=True, slots=True)
class Look:
    """Who has a thing as value of a property that is not what it should be, whoever has the property.

    Asked from the values, which the store has in order: to look up each value from who has it would be a jump on the
    disk for each, which of millions takes most of a check.
    """

    path: str
    condition: str

    def query(self) -> str:
        """The SELECT."""
        return f"SELECT DISTINCT ?this WHERE {{ ?this {self.path} ?value FILTER(!({self.condition})) }}"


def _rows(targets: tuple[Target, ...], where: str, focus: tuple[str, ...] | None) -> str:
    if focus is None:
        bound = [pattern for target in targets for pattern in target.patterns()]
    else:
        bound = [f"VALUES ?this {{ {' '.join(f'<{iri}>' for iri in focus)} }}"]
    return " UNION ".join(f"{{ {pattern} {where} }}" for pattern in bound)


@dataclass(frozen=True, slots=True)
class Inspection:
    """All constraints on the same targets. `screen` and `looks` tell who breaks any of them, so that `questions`, which
    tell what is broken, are asked about these few; None where there is no such query.
    """

    targets: tuple[Target, ...]
    screen: Screen | None
    looks: tuple[Look, ...]
    questions: tuple[Question, ...]


def compiled(subclasses: Subclasses) -> tuple[Inspection, ...]:
    """All core constraints of the project's shapes. Raises CheckError for what cannot be compiled."""
    return _compiled_once(subclasses)


@lru_cache(maxsize=4)
def _compiled_once(subclasses: Subclasses) -> tuple[Inspection, ...]:
    return tuple(inspections_of(all_shapes(), subclasses))


def inspections_of(shapes: Shapes, subclasses: Subclasses = ()) -> Iterator[Inspection]:
    """The constraints of shapes by their targets. Raises CheckError."""
    asked: dict[tuple[Target, ...], list[Question]] = {}
    for question in questions_of(shapes, subclasses):
        asked.setdefault(question.targets, []).append(question)
    conditions = Conditions(shapes, _below(subclasses))
    about: dict[tuple[Target, ...], list[Node]] = {}
    for shape in shapes.targeted():
        about.setdefault(_targets(shapes, shape, conditions), []).append(shape)
    for targets, questions in asked.items():
        screen, looks = _screened(conditions, targets, about[targets])
        yield Inspection(targets, screen, looks, tuple(questions))


def _screened(
    conditions: Conditions, targets: tuple[Target, ...], about: list[Node]
) -> tuple[Screen | None, tuple[Look, ...]]:
    """Who is sound; None for shapes that count further than a condition can."""
    by_class = all(target.kind == "targetClass" for target in targets)
    only = conditions.needing(about) if by_class else None
    looks: dict[str, list[str]] = {}
    try:
        bound, sound = conditions.in_one_row(about, looks if by_class and not only else None)
    except CheckError:  # the questions could be made: what is refused here they can say
        return None, ()
    screen = Screen(targets, f"{bound} BIND({sound} AS ?sound)", tuple(sorted(only or ())))
    return screen, tuple(Look(path, " && ".join(wanted)) for path, wanted in looks.items())


def questions_of(shapes: Shapes, subclasses: Subclasses = ()) -> Iterator[Question]:
    """Questions for all core constraints of shapes; sh:sparql is left to `grouped`. Raises CheckError."""
    conditions = Conditions(shapes, _below(subclasses))
    for shape in shapes.targeted():
        targets = _targets(shapes, shape, conditions)
        for question in _of_shape(shapes, conditions, shape, shape.value):
            yield replace(question, targets=targets)


def _targets(shapes: Shapes, shape: Node, conditions: Conditions) -> tuple[Target, ...]:
    return tuple(
        _target(shapes, shape, kind, value, conditions) for kind in TARGETS for value in shapes.values(shape, kind)
    )


def _target(shapes: Shapes, shape: Node, kind: str, value: Node, conditions: Conditions) -> Target:
    if not isinstance(value, NamedNode):
        raise refuse(shapes.named(shape), f"{kind} «{value.value}»")
    return Target(kind, value.value, conditions.classes(value.value) if kind == "targetClass" else ())


def _of_shape(shapes: Shapes, conditions: Conditions, shape: Node, rule: str) -> Iterator[Question]:
    """Questions of a shape on ?this and of its property shapes; an unnamed one speaks for the rule around it."""
    path = shapes.value(shape, "path")
    if path is not None:
        yield from _of_property(shapes, conditions, shape, rule)
        return
    # Raises for what a node shape cannot say.
    conditions.only_of_properties(shape)
    for name, condition in conditions.of_value(shape):
        where = f"FILTER(!{condition('?this')})"
        yield Question(rule, name, None, (), where, valued=False)
    for inner in shapes.values(shape, "property"):
        if shapes.value(inner, "path") is None:
            raise refuse(shapes.named(inner), "property")
        yield from _of_property(shapes, conditions, inner, inner.value if isinstance(inner, NamedNode) else rule)


def _of_property(shapes: Shapes, conditions: Conditions, shape: Node, rule: str) -> Iterator[Question]:
    node = shapes.value(shape, "path")
    assert node is not None  # a property shape has one
    path = path_of(shapes, node)
    predicate = node.value if isinstance(node, NamedNode) else None
    if "property" in shapes.constraints(shape):
        raise refuse(shapes.named(shape), "property (sh:PropertyShape)")
    for name, condition in conditions.of_value(shape):
        yield Question(rule, name, predicate, (), f"?this {path} ?value FILTER(!{condition('?value')})")
    for name, rows, valued in conditions.of_set(shape, "?this", path):
        yield Question(rule, name, predicate, (), rows, valued=valued)
    least, most = shapes.whole_number(shape, "minCount"), shapes.whole_number(shape, "maxCount")
    if least == 1:
        where = f"FILTER NOT EXISTS {{ ?this {path} ?any }}"
        yield Question(rule, component("minCount"), predicate, (), where, valued=False)
    elif least:
        having = f" GROUP BY ?this HAVING(COUNT(DISTINCT ?any) < {least})"
        where = f"OPTIONAL {{ ?this {path} ?any }}"
        yield Question(rule, component("minCount"), predicate, (), where, having, valued=False)
    if most is not None and most <= 1:
        where = conditions.several("?this", path, most + 1)
        yield Question(rule, component("maxCount"), predicate, (), where, valued=False)
    elif most is not None:
        having = f" GROUP BY ?this HAVING(COUNT(DISTINCT ?any) > {most})"
        yield Question(rule, component("maxCount"), predicate, (), f"?this {path} ?any", having, valued=False)


def _below(subclasses: Subclasses) -> dict[str, tuple[str, ...]]:
    """All classes below each class, through any number of steps."""
    direct: dict[str, set[str]] = {}
    for lower, upper in subclasses:
        direct.setdefault(upper, set()).add(lower)
    found = {}
    for upper in direct:
        seen: set[str] = set()
        waiting = [upper]
        while waiting:
            for lower in direct.get(waiting.pop(), ()):
                if lower not in seen:
                    seen.add(lower)
                    waiting.append(lower)
        found[upper] = tuple(sorted(seen - {upper}))
    return found
