"""Builds the store from the Turtle files into a data folder, and finds the version in use.

`HOME/versions/<id>/` holds store, search index, counts and findings; the file `HOME/current` names one. A version is
never changed once it has its name: readers of an old one are not disturbed, and a build that fails leaves nothing
behind.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from cancu.graph.derive import derive
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.indexing import build_index
from cancu.graph.names import DERIVED_GRAPH
from cancu.graph.saved import QUERIES, saved_queries
from cancu.graph.sources import PACKAGE, SourceError, Sources, asserted_quads

SHAPES = PACKAGE / "shapes"

RULE_SET = 4
"""Number of the rules that make a store out of Turtle; raised only when the same Turtle gives another store."""

KEPT_VERSIONS = 2

_COUNTED = {
    "plans": "?x a cancu:Plan ; cancu:held held:text",
    "instruments": "?x a cancu:Instrument",
    "citations": "?x a cancu:Citation",
    "resolved": "?x a cancu:Citation ; cancu:resolution resolution:resolved",
    "ambiguous": "?x a cancu:Citation ; cancu:resolution resolution:ambiguous",
    "unresolved": "?x a cancu:Citation ; cancu:resolution resolution:unresolved",
    "bodies": "?x a org:FormalOrganization",
    "areas": "?x a eli:AdministrativeArea",
    "indicators": "?x a cancu:PlannedIndicator",
    "targets": "?x a cancu:Target",
    "assignments": "?x a cancu:Assignment",
    "duties": "?x a cancu:Duty",
    "reports": "?x a cancu:ReportingObligation",
}

Findings = Callable[[], Any]
"""Gives what `findings.json` is to hold; called while a new version is made, never when nothing changed."""


class BusyStoreError(Exception):
    """Another process is building in the same data folder."""


@dataclass(frozen=True, slots=True)
class Version:
    """One built store, named after what went into it."""

    id: str
    folder: Path

    @property
    def store(self) -> Path:
        """Folder of the RDF store."""
        return self.folder / "store"

    @property
    def search(self) -> Path:
        """File of the search index."""
        return self.folder / "search.sqlite"

    def counts(self) -> dict[str, int]:
        """How much there is of what."""
        counts: dict[str, int] = json.loads((self.folder / "counts.json").read_text("utf-8"))
        return counts

    def findings(self) -> Any:
        """What the check said when this version was built; None where it was not run."""
        return json.loads((self.folder / "findings.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Built:
    """Outcome of a build; `new` is false when the same data had been built before."""

    version: Version
    new: bool


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder: CANCU_HOME, else cancu in XDG_DATA_HOME, else in ~/.local/share."""
    named = environ.get("CANCU_HOME")
    if named:
        return Path(named).expanduser().absolute()
    data = environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "cancu"


def memory_engine(sources: Sources) -> EmbeddedEngine:
    """Asserted and derived triples in memory, for tests and checks of small data."""
    store = Store()
    store.bulk_extend(_all_quads(sources))
    return EmbeddedEngine(store)


def current_version(folder: Path) -> Version | None:
    """The version in use; None before the first build."""
    try:
        name = (folder / "current").read_text("ascii").strip()
    except FileNotFoundError:
        return None
    version = Version(name, folder / "versions" / name)
    return version if version.store.is_dir() else None


def versions(folder: Path) -> list[Version]:
    """All versions kept, the one in use first, then the newest."""
    current = current_version(folder)
    found = [p for p in (folder / "versions").glob("*") if p.is_dir() and not p.name.startswith(".")]
    found.sort(key=lambda p: (current is None or p.name != current.id, -p.stat().st_mtime_ns))
    return [Version(p.name, p) for p in found]


def build(sources: Sources, folder: Path, findings: Findings | None = None) -> Built:
    """Make the version of `sources` current, building it unless it exists.

    Raises SourceError for broken Turtle, BusyStoreError when another process builds, OSError when the folder cannot be
    written.
    """
    name = version_id(sources)
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    with _only_writer(folder):
        version = Version(name, folder / "versions" / name)
        new = not version.store.is_dir()
        if new:
            _write(sources, version, findings)
        if new or current_version(folder) != version:
            _point(folder, name)
        _drop_old(folder)
    return Built(version, new)


def version_id(sources: Sources) -> str:
    """Twelve hexadecimal digits that stand for all that a version is made of: data, questions, shapes, rules."""
    digest = hashlib.sha256(f"rules {RULE_SET}\n".encode())
    for path in (*sources.files(), *sorted((QUERIES / "saved").glob("*.rq")), *sorted(SHAPES.glob("*.ttl"))):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise SourceError(path, 0, f"không đọc được ({error}).", f"cannot be read ({error}).") from None
        digest.update(f"{path.parent.name}/{path.name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def _all_quads(sources: Sources) -> list[Quad]:
    asserted = asserted_quads(sources)
    graph = NamedNode(DERIVED_GRAPH)
    return [*asserted, *(Quad(t.subject, t.predicate, t.object, graph) for t in derive(asserted))]


def _write(sources: Sources, version: Version, findings: Findings | None) -> None:
    making = version.folder.with_name(f".{version.id}.{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    try:
        draft = Version(version.id, making)
        quads = _all_quads(sources)
        store = Store(str(draft.store))
        store.bulk_extend(quads)
        store.flush()
        engine = EmbeddedEngine(store)
        build_index(draft.search, engine, saved_queries().values())
        _write_json(making / "counts.json", _counts(engine, quads))
        _write_json(making / "findings.json", findings() if findings else None)
        del engine, store
        making.rename(version.folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _counts(engine: EmbeddedEngine, quads: Sequence[Quad]) -> dict[str, int]:
    counts = {"triples": len(quads), "graphs": len({quad.graph_name for quad in quads})}
    for key, pattern in _COUNTED.items():
        row = engine.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}").first() or {}
        counts[key] = int(row.get("n", "0"))
    return counts


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def _point(folder: Path, name: str) -> None:
    draft = folder / f".current.{os.getpid()}"
    draft.write_text(name + "\n", "ascii")
    draft.replace(folder / "current")


def _drop_old(folder: Path) -> None:
    for version in versions(folder)[KEPT_VERSIONS:]:
        shutil.rmtree(version.folder, ignore_errors=True)
    for left in (folder / "versions").glob(".*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    """Holds the lock file; the system frees it when the process dies."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyStoreError(
                f"Một lệnh khác đang dựng kho trong {folder}; chờ lệnh đó xong rồi chạy lại. / "
                f"Another command is building in {folder}; wait for it to end and try again."
            ) from None
        yield
