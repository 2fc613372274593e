"""One built version, opened: what the site and the command line ask their questions of."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from cancu.graph.engine import EmbeddedEngine, Engine, Table, Term
from cancu.graph.kept import Kept
from cancu.graph.lookup import Resolver
from cancu.graph.remote import Endpoint, RemoteEngine, held_version
from cancu.graph.remote.careful import CarefulEngine, keeps_unbound
from cancu.graph.remote.errors import other_version
from cancu.graph.saved import Bound, SavedQuery, bind, bind_terms, page_query, saved_queries
from cancu.graph.store import (
    DamagedStoreError,
    NothingBuiltError,
    OutdatedVersionError,
    Version,
    current_version,
    versions,
)

__all__ = [
    "Answer",
    "CurrentKnowledge",
    "DamagedStoreError",
    "Knowledge",
    "NothingBuiltError",
    "UnknownQuestionError",
]


CELLS = 300_000
"""Cells of all answers that are kept, some tens of megabytes."""


class UnknownQuestionError(KeyError):
    """There is no saved question of this name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, the query that ran, and its rows."""

    query: SavedQuery
    bound: Bound
    table: Table


class Knowledge:
    """Store, search index, catalogue and questions of one version; read-only, safe to share between threads.

    With an `endpoint`, questions and pages are asked of that server, which must hold this version; search index, counts
    and visitors' own queries stay with the embedded store. Raises DamagedStoreError when the version cannot be opened,
    RemoteError when the server is not there or holds another version.
    """

    def __init__(self, version: Version, endpoint: Endpoint | None = None) -> None:
        self.version = version
        if not version.is_readable:
            raise OutdatedVersionError(version.folder)
        version.counts()
        self.findings = version.open_findings()
        self.store = version.open_store()
        embedded = EmbeddedEngine(self.store)
        self.engine: Engine = embedded if endpoint is None else _remote(endpoint, version, embedded)
        self.search = version.open_search()
        self.catalogue = version.open_catalogue()
        self.parts = version.open_parts()
        self.resolver = Resolver(self.search)
        self._answers = Kept[Table](CELLS, _cells)

    @cached_property
    def saved(self) -> dict[str, SavedQuery]:
        """The saved questions by name."""
        return saved_queries()

    def ask_question(self, name: str, values: Mapping[str, str]) -> Answer:
        """Answer a saved question. Raises UnknownQuestionError, ParameterError."""
        bound = self.bind_question(name, values)
        return Answer(self.saved[name], bound, self.rows(bound))

    def bind_question(self, name: str, values: Mapping[str, str]) -> Bound:
        """A saved question ready to be asked. Raises UnknownQuestionError, ParameterError."""
        query = self.saved.get(name)
        if query is None:
            raise UnknownQuestionError(name)
        return bind(query, values, self.resolver)

    def rows(self, bound: Bound) -> Table:
        """The rows of a question."""
        if not self.answers_stay:
            return self.engine.select(bound.sparql)
        return self._answers.get(bound.sparql, lambda: self.engine.select(bound.sparql))

    @property
    def answers_stay(self) -> bool:
        """Whether the same question has the same answer from now on; a server may be given other data meanwhile, and
        its errors are to be told each time.
        """
        return isinstance(self.engine, EmbeddedEngine)

    def page(self, name: str, /, **terms: Term | str | Sequence[str] | None) -> Table:
        """Rows of a query in `queries/page`; a text given for a parameter is the IRI of a node, several are as many."""
        return self.engine.select(bind_terms(page_query(name), {key: _nodes(term) for key, term in terms.items()}))


def _cells(table: Table) -> int:
    return (len(table.rows) + 1) * len(table.columns)


def _nodes(term: Term | str | Sequence[str] | None) -> Term | list[Term] | None:
    if isinstance(term, str):
        return NamedNode(term)
    return [NamedNode(iri) for iri in term] if isinstance(term, Sequence) else term


def _remote(endpoint: Endpoint, version: Version, embedded: Engine) -> Engine:
    engine = RemoteEngine(endpoint)
    found = held_version(engine)
    if found != version.id:
        raise other_version(endpoint.query, version.id, found)
    return engine if keeps_unbound(engine) else CarefulEngine(engine, embedded)


class CurrentKnowledge:
    """The version in use, looked up at each call and opened anew when it has changed."""

    def __init__(self, folder: Path, endpoint: Endpoint | None = None) -> None:
        self._folder = folder
        self._endpoint = endpoint
        self._lock = threading.Lock()
        self._open: dict[str, tuple[int, Knowledge]] = {}

    def get(self) -> Knowledge:
        """The version in use. Raises NothingBuiltError before the first build and when it is damaged."""
        version = current_version(self._folder)
        if version is None:
            raise NothingBuiltError(str(self._folder))
        return self._opened(version)

    def pinned(self, version_id: str) -> Knowledge | None:
        """A version that is still kept; a server holds only the current one."""
        version = next((v for v in versions(self._folder) if v.id == version_id and v.is_readable), None)
        return self._opened(version) if version and self._endpoint is None else None

    def kept(self) -> list[str]:
        """Identifiers of the versions that are kept and can be read, the one in use first."""
        return [version.id for version in versions(self._folder) if version.is_readable]

    def _opened(self, version: Version) -> Knowledge:
        # A version built again after damage has the name of the old one, but is another folder.
        folder = version.folder.stat().st_ino
        with self._lock:
            known = self._open.get(version.id)
            if known is None or known[0] != folder:
                known = folder, Knowledge(version, self._endpoint)
                kept = {v.id for v in versions(self._folder)}
                self._open = {i: k for i, k in self._open.items() if i in kept} | {version.id: known}
            return known[1]
