"""Asks an RDF store: one small interface, and the embedded store behind it.

Trusted queries (saved questions, pages) run here, in process. A visitor's query goes through `workers`, since a query
that has begun cannot be stopped. The default graph is the union of all graphs; a request that names its graphs sees
only those, and an IRI that is no graph of the store is an empty graph, never an address to fetch from.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from cancu.graph.names import PREFIXES
from cancu.graph.tokens import line_and_column, tokens

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Raw: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

_POSITION = re.compile(r"error at (\d+):(\d+):")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_FROM = re.compile(r"(?<![?$\w])from\b", re.IGNORECASE)
"""Most queries have no such word, and need not be taken apart to see it: `cancu:pathFrom` and `?from` are none."""
_BROKEN_IRI = re.compile(r"<[^<>\s?$][^<>\n?$]*>")
_SPARQL_WORDS = """
    a abs add adjust all as asc ask asin atan avg base bind bnode bound by ceil clear coalesce concat construct contains
    copy count create data datatype day default delete desc describe distinct drop encode_for_uri exists false filter
    floor from graph group group_concat having hours if in insert into iri isblank isiri isliteral isnumeric istriple
    isuri lang langdir langmatches lateral lcase limit load max md5 min minus minutes month move named not now object
    offset optional order predicate prefix rand reduced regex replace round sameterm sample seconds select separator
    service sha1 sha256 sha384 sha512 silent str strafter strbefore strdt strends strlang strlangdir strlen strstarts
    struuid subject substr sum then timezone to triple true tz ucase undef union unsaid uri using uuid values version
    where with year haslang haslangdir groupby orderby
    """
_KEYWORDS = frozenset(_SPARQL_WORDS.split())
_CAUSES = {
    "Prefix not found": "this prefix is not declared",
    "IRI parsing failed": "not an absolute IRI",
    "variable that is unbound": "SELECT contains a variable that is not bound or grouped",
}


class QueryError(Exception):
    """A query the engine cannot parse or evaluate; line and column are from 1, 0 where unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(f"{message} (line {line}, column {column})" if line else message)
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Dataset:
    """Graphs a request asks for by protocol (`default-graph-uri`, `named-graph-uri`); they outrank FROM."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a SELECT, in the order of `columns`; an unbound cell is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def values(self) -> list[dict[str, str]]:
        """Plain values by column, "" where unbound."""
        return [{c: plain(t) for c, t in zip(self.columns, row, strict=True)} for row in self.rows]

    def first(self) -> dict[str, str] | None:
        """The first row as plain values."""
        return next(iter(self.values()), None)

    def column(self, name: str) -> list[str]:
        """Plain values of one column."""
        at = self.columns.index(name)
        return [plain(row[at]) for row in self.rows]


def plain(term: Term | None) -> str:
    """The value without its type: text of a literal, IRI of a node."""
    if term is None:
        return ""
    if isinstance(term, NamedNode | Literal | BlankNode):
        return term.value
    return str(term)


class Engine(Protocol):
    """What pages, questions and search ask of a store, embedded or remote."""

    def select(self, query: str, dataset: Dataset | None = None) -> Table:
        """Rows of a SELECT."""
        ...

    def ask(self, query: str, dataset: Dataset | None = None) -> bool:
        """Answer of an ASK."""
        ...

    def construct(self, query: str, dataset: Dataset | None = None) -> tuple[Triple, ...]:
        """Triples of a CONSTRUCT or DESCRIBE."""
        ...


def evaluate(
    store: Store,
    query: str,
    dataset: Dataset | None = None,
    prefixes: Mapping[str, str] = PREFIXES,
    base: str | None = None,
) -> Raw:
    """Run one query with the dataset rules of this project; the result is still lazy. Raises QueryError.

    Without `base`, what relative IRIs of the query belong to, they are an error.
    """
    options: dict[str, Any] = {"prefixes": dict(prefixes), "base_iri": base}
    if dataset is not None and (dataset.default or dataset.named):
        options["default_graph"] = _graphs(dataset.default)
        options["named_graphs"] = _graphs(dataset.named)
    elif not names_its_graphs(query):
        options["use_default_graph_as_union"] = True
    try:
        return store.query(query, **options)
    except SyntaxError as error:
        raise syntax_error(error, query, prefixes, based=base is not None) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(str(error)) from None


def _graphs(iris: Iterable[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(str(error)) from None


def names_its_graphs(query: str) -> bool:
    """Whether the query has a FROM clause: the union must be switched off, or the clause would be ignored."""
    return bool(_FROM.search(query)) and any(t.kind == "word" and t.text.lower() == "from" for t in tokens(query))


def syntax_error(
    error: SyntaxError, query: str, prefixes: Mapping[str, str] = PREFIXES, *, based: bool = False
) -> QueryError:
    """The engine's complaint without its tables of characters: its place, and the cause where it knows one.

    The engine tells how far it came, which is often past the word that it could not use; a word that can be in no query
    is blamed instead.
    """
    text = str(error.args[0]) if error.args else str(error)
    match = _POSITION.match(text)
    if match is None:
        return QueryError(text)
    reached = int(match[1]), int(match[2])
    if culprit := _culprit(query, prefixes, reached, based):
        return culprit
    cause = next((said for found, said in _CAUSES.items() if found in text), "syntax error")
    return QueryError(cause, *reached)


def _culprit(query: str, prefixes: Mapping[str, str], reached: tuple[int, int], based: bool) -> QueryError | None:
    declared = {f"{name}:" for name in prefixes}
    found = list(tokens(query))
    relative_allowed = based or any(t.kind == "word" and t.text.lower() == "base" for t in found)
    for at, token in enumerate(found):
        place = line_and_column(query, token.start)
        if place > reached:
            break
        before = found[at - 1].text.lower() if at else ""
        if token.kind == "name" and before == "prefix":
            declared.add(token.text)
        elif token.kind == "name" and f"{token.text.partition(':')[0]}:" not in declared:
            return QueryError("this prefix is not declared", *place)
        elif token.kind == "word" and token.text.lower() not in _KEYWORDS:
            return QueryError("not a word of SPARQL", *place)
        relative = token.kind == "iri" and not relative_allowed and not _ABSOLUTE.match(token.text)
        if relative or (token.text == "<" and _BROKEN_IRI.match(query, token.start)):
            return QueryError("not an absolute IRI", *place)
    return None


class EmbeddedEngine:
    """Engine over a pyoxigraph store in this process; safe to share between threads as long as nobody writes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def store(self) -> Store:
        """The store itself, for exports and copies."""
        return self._store

    def select(self, query: str, dataset: Dataset | None = None) -> Table:
        """Rows of a SELECT. Raises QueryError, also when the query is of another form."""
        result = evaluate(self._store, query, dataset)
        if not isinstance(result, QuerySolutions):
            raise QueryError("not a SELECT query")
        columns = tuple(variable.value for variable in result.variables)
        try:
            return Table(columns, tuple(tuple(solution) for solution in result))
        except (RuntimeError, OSError) as error:
            raise QueryError(str(error)) from None

    def rows(self, query: str) -> Iterator[tuple[Term | None, ...]]:
        """Rows of a SELECT one by one, for what is too much to be held. Raises QueryError."""
        result = evaluate(self._store, query)
        if not isinstance(result, QuerySolutions):
            raise QueryError("not a SELECT query")
        try:
            for solution in result:
                yield tuple(solution)
        except (RuntimeError, OSError) as error:
            raise QueryError(str(error)) from None

    def ask(self, query: str, dataset: Dataset | None = None) -> bool:
        """Answer of an ASK. Raises QueryError, also when the query is of another form."""
        result = evaluate(self._store, query, dataset)
        if not isinstance(result, QueryBoolean):
            raise QueryError("not an ASK query")
        return bool(result)

    def construct(self, query: str, dataset: Dataset | None = None) -> tuple[Triple, ...]:
        """Triples of a CONSTRUCT or DESCRIBE, each once. Raises QueryError, also when the query is of another form."""
        result = evaluate(self._store, query, dataset)
        if not isinstance(result, QueryTriples):
            raise QueryError("not a CONSTRUCT or DESCRIBE query")
        return tuple(dict.fromkeys(result))
