"""What every page holds: the settings, the current version of the data, and the workers for visitors' queries."""

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from flask import current_app, g, request
from pyoxigraph import Literal, NamedNode

from cancu.graph.engine import Table
from cancu.graph.knowledge import CurrentKnowledge, Knowledge, NothingBuiltError
from cancu.graph.remote import Endpoint
from cancu.graph.texts import held_text
from cancu.graph.workers import Limits, Workers
from cancu.web import present
from cancu.web.errors import ProblemError
from cancu.web.rate import Rate

Row = dict[str, str]
_VERSION_NAME = re.compile(r"[0-9a-f]{12}")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of the site: seconds, rows and bytes; origins whose pages may read the answers, none unless named.

    An answer of more than `rows_held` rows is made by a process of its own.
    """

    query_seconds: float = 10.0
    page_seconds: float = 5.0
    page_rows: int = 100
    result_rows: int = 10_000
    result_bytes: int = 20 * 2**20
    rows_held: int = 50_000
    body_bytes: int = 2**20
    workers: int = 3
    rate_per_minute: int = 60
    cors_origins: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings with those of `CANCU_QUERY_SECONDS`, `CANCU_WORKERS` … that are set. Raises ValueError."""
        given: dict[str, Any] = {}
        for name, default in ((n, getattr(cls(), n)) for n in cls.__slots__):
            text = environment.get(f"CANCU_{name.upper()}")
            if text:
                given[name] = type(default)(text)
        return cls(**given)


class Source(Protocol):
    """Where versions of the data come from; `CurrentKnowledge` in the running site."""

    def get(self) -> Knowledge:
        """The current version. Raises when nothing has been built."""
        ...

    def pinned(self, version_id: str) -> Knowledge | None:
        """A version that is still kept."""
        ...

    def kept(self) -> list[str]:
        """Identifiers of the versions that are kept, the current one first."""
        ...


class Site:
    """State shared by all requests; safe between threads."""

    def __init__(self, source: Source, settings: Settings, home: Path | None = None) -> None:
        self.source = source
        self.home = home
        self.settings = settings
        self.rate = Rate(settings.rate_per_minute)
        self._lock = threading.Lock()
        self._workers: Workers | None = None
        self._store: Path | None = None
        self._kept: dict[str, dict[str, Any]] = {}

    def kept(self, version_id: str) -> dict[str, Any]:
        """Values made once for a version; those of versions no longer asked for are let go."""
        with self._lock:
            if version_id not in self._kept:
                while len(self._kept) >= 2:
                    del self._kept[next(iter(self._kept))]
                self._kept[version_id] = {}
            return self._kept[version_id]

    def workers(self, knowledge: Knowledge) -> Workers:
        """The workers, started at the first query and moved to a new version when there is one."""
        store = knowledge.version.store
        with self._lock:
            if self._workers is None:
                limits = Limits(self.settings.query_seconds, self.settings.result_rows, self.settings.result_bytes)
                self._workers = Workers(store, self.settings.workers, limits)
            elif store != self._store:
                self._workers.reopen(store)
            self._store = store
            return self._workers

    def workers_state(self) -> dict[str, int]:
        """How many workers there are and how many are busy."""
        with self._lock:
            return self._workers.state() if self._workers else {"count": self.settings.workers, "busy": 0}

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            if self._workers is not None:
                self._workers.close()
                self._workers = None


def open_site(home: Path, settings: Settings, endpoint: Endpoint | None = None) -> Site:
    """The site over a data folder, whose questions a SPARQL server may answer."""
    return Site(CurrentKnowledge(home, endpoint), settings, home)


def site() -> Site:
    """The site of this request's application."""
    return cast(Site, current_app.extensions["cancu"])


def knowledge() -> Knowledge:
    """The version this request reads: the current one, or the one that `?v=` pins."""
    if "knowledge" not in g:
        wanted = _wanted_version() if request.endpoint else ""
        try:
            current = site().source.get()
        except NothingBuiltError:
            raise ProblemError(
                503,
                "Chưa có dữ liệu: kho chưa được dựng.",
                "no-data",
                next_step="Chạy «cancu build» rồi tải lại trang.",
            ) from None
        if wanted and wanted != current.version.id:
            pinned = site().source.pinned(wanted)
            if pinned is None:
                raise ProblemError.gone(wanted, site().source.kept())
            current = pinned
        g.knowledge = current
    return cast(Knowledge, g.knowledge)


def _wanted_version() -> str:
    """The version that the address pins, "" where it pins none. Raises ProblemError for what is no version's name."""
    given = request.args.getlist("v")
    if not given:
        return ""
    if len(given) > 1 or not _VERSION_NAME.fullmatch(given[0]):
        raise ProblemError(
            400,
            "«v» phải là một phiên bản dữ liệu: 12 chữ số và chữ cái a–f, như ở cuối mỗi trang.",
            "parameter-malformed",
            extra={"parameter": "v"},
        )
    return given[0]


def text_of(sha256: str) -> str | None:
    """The text that the data name by its SHA-256, where the data folder holds it."""
    home = site().home
    return held_text(home, sha256) if home is not None else None


def table(name: str, **iris: str | Sequence[str]) -> Table:
    """Rows of one page query; every parameter is an IRI, or several."""
    if not iris:
        return once_a_version(f"table:{name}", lambda: knowledge().page(name))
    try:
        return knowledge().page(name, **iris)
    except ValueError:
        raise ProblemError.not_found(present.local_name(str(next(iter(iris.values()))))) from None


def rows(name: str, **iris: str | Sequence[str]) -> list[Row]:
    """Plain values of the rows of one page query, "" where unbound."""
    return table(name, **iris).values()


def once_a_version(key: str, make: Callable[[], Made]) -> Made:
    """Make a value once for each version of the data: lists and labels that do not depend on the request."""
    kept = site().kept(knowledge().version.id)
    if key not in kept:
        kept[key] = make()
    return cast(Made, kept[key])


def labels() -> dict[str, str]:
    """Label of every concept of the vocabularies, in Vietnamese where there is one."""
    return once_a_version("labels", lambda: _chosen(knowledge().page("vocabulary")))


def term_labels() -> dict[str, str]:
    """Label of every class and property."""
    return once_a_version("term-labels", lambda: _chosen(knowledge().page("terms")))


_LANGUAGES = ("vi", None, "en")


def _chosen(found: Table) -> dict[str, str]:
    """One label a thing: Vietnamese, then without language, then English, then any."""
    best: dict[str, tuple[int, str]] = {}
    for thing, label, *_ in found.rows:
        if not isinstance(thing, NamedNode) or not isinstance(label, Literal):
            continue
        rank = _LANGUAGES.index(label.language) if label.language in _LANGUAGES else len(_LANGUAGES)
        if thing.value not in best or rank < best[thing.value][0]:
            best[thing.value] = (rank, label.value)
    return {iri: text for iri, (_, text) in best.items()}
