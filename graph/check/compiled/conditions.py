"""What a value node must be, as SPARQL expressions that are true or false and never an error.

A comparison that SPARQL cannot make (a text with a number, a value that is no date) is an error there and a result in
SHACL: such expressions are false. Terms are compared as terms, as SHACL wants it, not by what they are worth.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, count

from pyoxigraph import NamedNode

from cancu.graph.check.compiled.paths import path_of, steps_of
from cancu.graph.check.shapes import Node, Shapes, refuse
from cancu.graph.names import RDF, SH, XSD

_KIND = {
    SH + "IRI": "isIRI({0})",
    SH + "BlankNode": "isBlank({0})",
    SH + "Literal": "isLiteral({0})",
    SH + "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    SH + "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    SH + "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
}
_PARSED = frozenset(
    XSD + name for name in ("boolean", "integer", "decimal", "float", "double", "date", "dateTime", "time", "duration")
)
"""Datatypes whose texts must be values; those of gYear and the like are not looked into, as SHACL has it."""
_TAKEN = frozenset(
    [
        RDF + "langString",
        *(XSD + name for name in ("string", "gYear", "gYearMonth", "gMonthDay", "gMonth", "gDay", "anyURI")),
    ]
)
_BOUNDS = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}
_ORDERS = {"lessThan": "<", "lessThanOrEquals": "<="}
MANY = 4
"""The highest sh:minCount and sh:maxCount inside sh:or and the like, where nothing can be counted."""

_LOOKS = "EXISTS {"
"""Stands in a condition that looks up what is said of a value."""

Condition = tuple[str, Callable[[str], str]]
"""A constraint component by its local name, and the expression that says a variable satisfies it."""


def component(name: str) -> str:
    """The constraint component of a parameter: `minCount` belongs to `sh:MinCountConstraintComponent`."""
    return f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent"


class Conditions:
    """Conditions of shapes; `below` gives the classes that the data put under a class."""

    def __init__(self, shapes: Shapes, below: Mapping[str, tuple[str, ...]]) -> None:
        self._shapes, self._below = shapes, below
        self._names = count(1)
        self._open: list[Node] = []
        self._bound: dict[str, str] = {}
        self._direct: Node | None = None
        self._looks: dict[str, list[str]] | None = None

    def classes(self, iri: str) -> tuple[str, ...]:
        """A class and all below it."""
        return (iri, *self._below.get(iri, ()))

    def variable(self) -> str:
        """A variable that is used nowhere else."""
        return f"?v{next(self._names)}"

    def of_value(self, shape: Node) -> Iterator[Condition]:
        """Conditions on each value node by itself; sh:property is left to the caller."""
        for name in sorted(self._shapes.constraints(shape)):
            for text in self._of_value(shape, name):
                yield component(name), text

    def _of_value(self, shape: Node, name: str) -> Iterator[Callable[[str], str]]:
        shapes = self._shapes
        values = shapes.values(shape, name)
        match name:
            case "class":
                for value in values:
                    yield self._class(value.value)
            case "datatype":
                yield _datatype(shapes, shape)
            case "nodeKind":
                kind = _KIND.get(values[0].value) if len(values) == 1 else None
                if kind is None:
                    raise refuse(shapes.named(shape), name)
                yield kind.format
            case "in":
                members = [term for value in values for term in shapes.members(value)]
                yield lambda v: "(" + (" || ".join(f"sameTerm({v}, {m})" for m in members) or "false") + ")"
            case "hasValue" if shapes.value(shape, "path") is None:
                for value in values:
                    yield _said(f"sameTerm({{0}}, {value})")
            case "pattern":
                flags = shapes.value(shape, "flags")
                for value in values:
                    said = f", {flags}" if flags is not None else ""
                    yield _said(f"COALESCE(REGEX(STR({{0}}), {value}{said}), false)")
            case "minLength" | "maxLength":
                sign = ">=" if name == "minLength" else "<="
                yield _said(f"COALESCE(STRLEN(STR({{0}})) {sign} {shapes.whole_number(shape, name)}, false)")
            case "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive":
                for value in values:
                    yield _said(f"COALESCE({{0}} {_BOUNDS[name]} {value}, false)")
            case "languageIn":
                tags = [str(tag) for value in values for tag in shapes.members(value)]
                one_of = " || ".join(f"LANGMATCHES(LANG({{0}}), {tag})" for tag in tags) or "false"
                yield _said(f"COALESCE({one_of}, false)")
            case "or" | "and" | "xone":
                for value in values:
                    yield self._list(name, shapes.members(value))
            case "not":
                for value in values:
                    yield self._negated(value)
            case "node":
                for value in values:
                    yield self._conforming(value)

    def conforms(self, shape: Node, node: str, apart_from: str = "") -> str:
        """That `node` conforms to a shape, `apart_from` one of its constraint parameters.

        Raises CheckError for a shape that refers to itself.
        """
        shapes = self._shapes
        if shape in self._open:
            raise refuse(shapes.named(shape), "node (recursive)")
        if "sparql" in shapes.constraints(shape) - {apart_from}:
            raise refuse(shapes.named(shape), "sparql (nested)")
        self._open.append(shape)
        try:
            return self._conforms(shape, node)
        finally:
            self._open.pop()

    def in_one_row(self, about: list[Node], looks: dict[str, list[str]] | None = None) -> tuple[str, str]:
        """What binds the properties that ?this may have once, and the expression that it conforms to all these shapes
        where that gives a single row.

        Each of the properties is looked up once, in place of once for every constraint on it. With `looks`, what a
        property demands of things that are its values is put there, by path, and is no part of the expression.
        """
        once = (self._shapes.values(one, "path") for shape in about for one in self._once_at_most(shape))
        self._bound = {str(path): self.variable() for (path,) in once if isinstance(path, NamedNode)}
        self._looks = looks
        try:
            sound = _all([self.conforms(shape, "?this", apart_from="sparql") for shape in about])
        finally:
            bound, self._bound, self._looks = self._bound, {}, None
        return "".join(f" OPTIONAL {{ ?this {path} {value} }}" for path, value in bound.items()), sound

    def _conforms(self, shape: Node, node: str) -> str:
        shapes = self._shapes
        path = shapes.value(shape, "path")
        if node == "?this" and str(path) in self._bound:
            return _all(self._of_bound(shape, str(path)))
        wanted = self._in_row(shape, [condition for _, condition in self.of_value(shape)])
        wanted += [self._of_property(shape, inner) for inner in shapes.values(shape, "property")]
        if path is None:
            self.only_of_properties(shape)
            return _all(condition(node) for condition in wanted)
        parts = []
        if wanted:
            rows = self.reaching(node, path, lambda value: f" FILTER(!{_all(met(value) for met in wanted)})")
            parts.append(f"NOT EXISTS {{ {rows} }}")
        parts += [f"{'' if wish else 'NOT '}EXISTS {{ {rows} }}" for wish, rows in self._of_all(shape, node, path)]
        return _all(parts)

    def needing(self, about: list[Node]) -> set[str] | None:
        """Predicates without which a node conforms to all these shapes; None where it would not always."""
        shapes = self._shapes
        found: set[str] = set()
        for shape in about:
            if shapes.value(shape, "path") is not None or shapes.constraints(shape) - {"property", "sparql"}:
                return None
            for inner in shapes.values(shape, "property"):
                path = shapes.value(inner, "path")
                wants = {"hasValue", "equals"} & shapes.constraints(inner) or shapes.whole_number(inner, "minCount")
                if not isinstance(path, NamedNode) or wants:
                    return None
                found.add(path.value)
        return found

    def _of_property(self, shape: Node, inner: Node) -> Callable[[str], str]:
        """That a node conforms to a property shape of a shape. Of ?this itself the values may be asked apart."""

        def condition(node: str) -> str:
            self._direct = inner if self._open == [shape] and node == "?this" else None
            return self.conforms(inner, node)

        return condition

    def _in_row(self, shape: Node, wanted: list[Callable[[str], str]]) -> list[Callable[[str], str]]:
        """Those of the conditions on values of a property that the row of ?this itself tells."""
        direct, self._direct = self._direct, None
        path = self._shapes.value(shape, "path")
        if self._looks is None or shape != direct or not isinstance(path, NamedNode):
            return wanted
        far = [met for met in wanted if _LOOKS in met("?value")]
        if far:
            self._looks.setdefault(str(path), []).extend(met("?value") for met in far)
        return [met for met in wanted if met not in far]

    def _once_at_most(self, shape: Node) -> Iterator[Node]:
        """The property shapes in a shape, at any depth, that want one value at most."""
        shapes = self._shapes
        if shapes.value(shape, "path") is not None:
            if shapes.whole_number(shape, "maxCount") in (0, 1):
                yield shape
            return
        inner = [one for name in ("property", "not", "node") for one in shapes.values(shape, name)]
        lists = (shapes.members(one) for name in ("or", "and", "xone") for one in shapes.values(shape, name))
        for one in (*inner, *(member for members in lists for member in members)):
            yield from self._once_at_most(one)

    def _of_bound(self, shape: Node, path: str) -> Iterator[str]:
        """That the only value of a property conforms to a property shape, where there is one."""
        shapes, value = self._shapes, self._bound[path]
        wanted = [met(value) for met in self._in_row(shape, [met for _, met in self.of_value(shape)])]
        wanted += [self.conforms(inner, value) for inner in shapes.values(shape, "property")]
        if wanted:
            yield f"(!BOUND({value}) || {_all(wanted)})"
        for name in sorted(shapes.constraints(shape)):
            for said in shapes.values(shape, name):
                other = self._bound.get(str(said))
                if name in _ORDERS and other is not None:
                    yield f"(!BOUND({value}) || !BOUND({other}) || {_ordered(value, _ORDERS[name], other)})"
                elif name == "hasValue":
                    yield f"COALESCE(sameTerm({value}, {said}), false)"
                elif name in _ORDERS or name in ("equals", "disjoint"):
                    yield from (
                        f"NOT EXISTS {{ {rows.replace('?value', self.variable())} }}"
                        for component_name, rows, _ in self.of_set(shape, "?this", path)
                        if component_name == component(name)
                    )
        if least := shapes.whole_number(shape, "minCount"):
            yield f"BOUND({value})" if least == 1 else "false"
        if shapes.whole_number(shape, "maxCount") == 0:
            yield f"!BOUND({value})"

    def reaching(self, node: str, path: Node, rest: Callable[[str], str]) -> str:
        """Rows inside EXISTS: from `node` along a path to a value node, and what `rest` says of that.

        Each step stands in an EXISTS of its own: the engine plans the inside of one as if nothing were bound there, and
        would begin a sequence at its far end, anew for every row.
        """
        first, *further = steps = steps_of(self._shapes, path)
        if node == "?this" and further and (value := self._bound.get(first)):
            return f"FILTER(BOUND({value})) FILTER EXISTS {{ {self._stepwise(value, further, rest)} }}"
        return self._stepwise(node, steps, rest)

    def _stepwise(self, node: str, steps: list[str], rest: Callable[[str], str]) -> str:
        value = self.variable()
        step, *further = steps
        then = f" FILTER EXISTS {{ {self._stepwise(value, further, rest)} }}" if further else rest(value)
        return f"{node} {step} {value}{then}"

    def of_set(self, shape: Node, node: str, path: str) -> Iterator[tuple[str, str, bool]]:
        """Conditions on the value nodes together: component, the rows that break it, and whether ?value is in them."""
        shapes = self._shapes
        for name in sorted(shapes.constraints(shape)):
            if name in _ORDERS:
                for other in shapes.values(shape, name):
                    than = self.variable()
                    yield (
                        component(name),
                        f"{node} {path} ?value . {node} {other} {than} "
                        f"FILTER(!{_ordered('?value', _ORDERS[name], than)})",
                        True,
                    )
            elif name == "disjoint":
                for other in shapes.values(shape, name):
                    yield component(name), f"{node} {path} ?value . {node} {other} ?value", True
            elif name == "equals":
                for other in shapes.values(shape, name):
                    for here, there in ((path, str(other)), (str(other), path)):
                        yield (
                            component(name),
                            f"{node} {here} ?value FILTER NOT EXISTS {{ {node} {there} ?value }}",
                            True,
                        )
            elif name == "hasValue":
                for value in shapes.values(shape, name):
                    yield component(name), f"FILTER NOT EXISTS {{ {node} {path} {value} }}", False
            elif name == "uniqueLang" and [value.value for value in shapes.values(shape, name)] == ["true"]:
                yield component(name), self._same_language(node, path), False

    def _of_all(self, shape: Node, node: str, path: Node) -> Iterator[tuple[bool, str]]:
        """Rows that must be there (true) or must not (false) for all value nodes of a nested shape to conform."""
        shapes = self._shapes
        for _, rows, _ in self.of_set(shape, node, path_of(shapes, path)):
            if rows.startswith("FILTER NOT EXISTS {"):
                yield True, rows.removeprefix("FILTER NOT EXISTS {").removesuffix("}")
            else:
                yield False, rows.replace("?value", self.variable())
        least, most = shapes.whole_number(shape, "minCount"), shapes.whole_number(shape, "maxCount")
        if max(least or 0, most or 0) > MANY:
            raise refuse(shapes.named(shape), f"minCount, sh:maxCount > {MANY}")
        if least:
            yield True, self._several_reached(node, path, least)
        if most is not None:
            yield False, self._several_reached(node, path, most + 1)

    def _several_reached(self, node: str, path: Node, number: int, others: tuple[str, ...] = ()) -> str:
        """The same inside EXISTS, one EXISTS for each value node."""

        def rest(value: str) -> str:
            unlike = "".join(f" FILTER(!sameTerm({value}, {other}))" for other in others)
            if number == 1:
                return unlike
            return f"{unlike} FILTER EXISTS {{ {self._several_reached(node, path, number - 1, (*others, value))} }}"

        return self.reaching(node, path, rest)

    def several(self, node: str, path: str, number: int) -> str:
        """`number` value nodes that are not the same."""
        names = [self.variable() for _ in range(number)]
        rows = " . ".join(f"{node} {path} {name}" for name in names)
        return rows + "".join(f" FILTER(!sameTerm({a}, {b}))" for a, b in combinations(names, 2))

    def _same_language(self, node: str, path: str) -> str:
        one, two = self.variable(), self.variable()
        return (
            f"{node} {path} {one} . {node} {path} {two} FILTER(!sameTerm({one}, {two}) && isLiteral({one}) && "
            f'isLiteral({two}) && LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({two})))'
        )

    def only_of_properties(self, shape: Node) -> None:
        """Refuse on a node shape what is said of a property only."""
        only = {"minCount", "maxCount", "uniqueLang", "equals", "disjoint", *_ORDERS}
        for name in sorted(self._shapes.constraints(shape) & only):
            raise refuse(self._shapes.named(shape), f"{name} (sh:NodeShape)")

    def _class(self, iri: str) -> Callable[[str], str]:
        classes = self.classes(iri)
        if len(classes) == 1:
            return _said(f"EXISTS {{ {{0}} a <{iri}> }}")
        among = ", ".join(f"<{c}>" for c in classes)

        def condition(value: str) -> str:
            kind = self.variable()
            return f"EXISTS {{ {value} a {kind} FILTER({kind} IN ({among})) }}"

        return condition

    def _conforming(self, shape: Node) -> Callable[[str], str]:
        return lambda v: self.conforms(shape, v)

    def _negated(self, shape: Node) -> Callable[[str], str]:
        return lambda v: f"(!{self.conforms(shape, v)})"

    def _list(self, name: str, members: list[Node]) -> Callable[[str], str]:
        if name == "xone":
            return lambda v: "(" + " + ".join(f"IF({self.conforms(m, v)}, 1, 0)" for m in members) + " = 1)"
        sign = " || " if name == "or" else " && "
        return lambda v: "(" + sign.join(self.conforms(m, v) for m in members) + ")"


def _datatype(shapes: Shapes, shape: Node) -> Callable[[str], str]:
    named = shapes.value(shape, "datatype")
    iri = "" if named is None else named.value
    if iri in _PARSED:
        return _said(f"COALESCE(DATATYPE({{0}}) = <{iri}> && DATATYPE(<{iri}>(STR({{0}}))) = <{iri}>, false)")
    if iri in _TAKEN:
        return _said(f"COALESCE(DATATYPE({{0}}) = <{iri}>, false)")
    raise refuse(shapes.named(shape), f"datatype <{iri}>")


def _ordered(one: str, sign: str, other: str) -> str:
    """That two values are in order, and of what SPARQL does not compare what pySHACL says.

    It puts values of unlike types in the order of their types, so that an end that is no date is one finding, about
    the end, and not a second one about the start; texts it compares with texts only.
    """
    texts = [f"(DATATYPE({v}) IN (<{XSD}string>, <{RDF}langString>))" for v in (one, other)]
    of_texts = f"{' && '.join(texts)} && STR({one}) {sign} STR({other})"
    of_types = f"STR(DATATYPE({one})) {sign} STR(DATATYPE({other}))"
    same_type = f"DATATYPE({one}) = DATATYPE({other})"
    otherwise = f"IF({same_type}, STR({one}) {sign} STR({other}), {of_types})"
    return f"COALESCE({one} {sign} {other}, IF({' || '.join(texts)}, {of_texts}, {otherwise}), false)"


def _said(text: str) -> Callable[[str], str]:
    """The text with a variable for each `{0}`; other braces may stand in it."""
    return lambda variable: text.replace("{0}", variable)


def _all(parts: Iterator[str] | list[str]) -> str:
    """That all hold; brackets around, so that a sign of negation may stand before."""
    return "(" + (" && ".join(parts) or "true") + ")"
