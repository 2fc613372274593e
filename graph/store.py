"""Builds the store from the Turtle files into a data folder, and finds the version in use.

`HOME/versions/<id>/` holds store, search index, counts, findings, and how many findings the versions before it had; the
file `HOME/current` names one. A version is never changed once it has its name: readers of an old one are not disturbed,
and a build that fails leaves nothing behind.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from cancu.graph.engine import EmbeddedEngine
from cancu.graph.filling import fill, uses
from cancu.graph.history import Checked, extended, history_from
from cancu.graph.indexing import build_index
from cancu.graph.lock import Wait, only_writer
from cancu.graph.saved import QUERIES, saved_queries
from cancu.graph.search import SearchIndex
from cancu.graph.sources import PACKAGE, SourceError, Sources, streamed_quads

SHAPES = PACKAGE / "shapes"

RULE_SET = 7
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
    "reviewed_plans": "?x a cancu:Plan ; cancu:reviewState review:reviewed",
    "reviewed_citations": "?x a cancu:Citation ; cancu:reviewState review:reviewed",
}

Findings = Callable[[], Any]
"""Gives what `findings.json` is to hold; called while a new version is made, never when nothing changed."""

_VERSION_NAME = re.compile(r"[0-9a-f]{12}")


class NothingBuiltError(Exception):
    """The data folder holds no version yet."""


class DamagedStoreError(NothingBuiltError):
    """What was built cannot be read any more; building again mends it."""

    def __init__(self, place: Path, part: str) -> None:
        vi, en = _PARTS[part]
        self.message_vi = f"{vi} trong {place} bị hỏng hoặc thiếu. Chạy `cancu build` để dựng lại."
        self.message_en = f"{en} in {place} is damaged or missing. Run `cancu build` to build it again."
        super().__init__(f"{self.message_vi} / {self.message_en}")


_PARTS = {
    "current": ("Tệp «current» (phiên bản đang dùng)", "The file «current» (the version in use)"),
    "store": ("Kho dữ liệu", "The store"),
    "search": ("Chỉ mục tìm kiếm", "The search index"),
    "counts": ("Tệp số lượng (counts.json)", "The file of counts (counts.json)"),
    "uses": ("Tệp số lần dùng (uses.json)", "The file of uses (uses.json)"),
    "digests": ("Tệp mã kiểm của kho (digests.json)", "The file of the store's digests (digests.json)"),
    "history": ("Tệp kết quả qua các phiên bản (history.json)", "The file of findings by version (history.json)"),
    "findings": ("Tệp kết quả kiểm tra (findings.json)", "The file of findings (findings.json)"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """One built store, named after what went into it."""

    id: str
    folder: Path

    @property
    def built(self) -> datetime:
        """When it was made."""
        return datetime.fromtimestamp(self.folder.stat().st_mtime, UTC)

    @property
    def store(self) -> Path:
        """Folder of the RDF store."""
        return self.folder / "store"

    @property
    def search(self) -> Path:
        """File of the search index."""
        return self.folder / "search.sqlite"

    def counts(self) -> dict[str, int]:
        """How much there is of what. Raises DamagedStoreError."""
        read = self._json("counts")
        if not isinstance(read, dict) or not read.keys() >= _COUNTED.keys() | {"triples"}:
            raise DamagedStoreError(self.folder, "counts")
        counts: dict[str, int] = read
        return counts

    def uses(self) -> dict[str, int]:
        """How often each class and property occurs, by its IRI. Raises DamagedStoreError."""
        read = self._json("uses")
        if not isinstance(read, dict):
            raise DamagedStoreError(self.folder, "uses")
        uses: dict[str, int] = read
        return uses

    def findings(self) -> Any:
        """What the check said when this version was built; None where it was not run. Raises DamagedStoreError."""
        return self._json("findings")

    def history(self) -> tuple[Checked, ...]:
        """Findings by rule of this version and of those before it, oldest first; earlier programs kept none."""
        try:
            return history_from(self._json("history"))
        except DamagedStoreError:
            return ()

    def digests(self) -> dict[str, str]:
        """SHA-256 of the store's tables, by their path in the folder. Raises DamagedStoreError."""
        read = self._json("digests")
        if not isinstance(read, dict):
            raise DamagedStoreError(self.folder, "digests")
        digests: dict[str, str] = read
        return digests

    def open_store(self) -> Store:
        """The RDF store, read-only. Raises DamagedStoreError."""
        try:
            return Store.read_only(str(self.store))
        except (OSError, RuntimeError, ValueError):
            raise DamagedStoreError(self.folder, "store") from None

    def open_search(self) -> SearchIndex:
        """The search index. Raises DamagedStoreError."""
        try:
            return SearchIndex(self.search)
        except sqlite3.Error:
            raise DamagedStoreError(self.folder, "search") from None

    def _json(self, part: str) -> Any:
        try:
            return json.loads((self.folder / f"{part}.json").read_text("utf-8"))
        except (OSError, ValueError):
            raise DamagedStoreError(self.folder, part) from None


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


def current_version(folder: Path) -> Version | None:
    """The version in use; None before the first build.

    Raises DamagedStoreError when `current` is no name of a version, OSError when the folder cannot be read.
    """
    try:
        name = (folder / "current").read_bytes().decode("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    if not _VERSION_NAME.fullmatch(name):
        raise DamagedStoreError(folder, "current")
    version = Version(name, folder / "versions" / name)
    return version if version.folder.is_dir() else None


def verify(version: Version) -> None:
    """Read all of a version. Raises DamagedStoreError naming the part that cannot be read or is not whole."""
    counts = version.counts()
    version.uses()
    version.findings()
    for name, digest in version.digests().items():
        if _digest(version.folder / name) != digest:
            raise DamagedStoreError(version.folder, "store")
    store = version.open_store()
    try:
        triples = sum(1 for _ in store)
    except (OSError, RuntimeError, ValueError):
        triples = -1
    if triples != counts["triples"]:
        raise DamagedStoreError(version.folder, "store")
    try:
        whole = version.open_search().whole()
    except sqlite3.Error:
        whole = False
    if not whole:
        raise DamagedStoreError(version.folder, "search")


def versions(folder: Path) -> list[Version]:
    """All versions kept, the one in use first, then the newest."""
    current = current_version(folder)
    found = [p for p in (folder / "versions").glob("*") if p.is_dir() and not p.name.startswith(".")]
    found.sort(key=lambda p: (current is None or p.name != current.id, -p.stat().st_mtime_ns))
    return [Version(p.name, p) for p in found]


def build(
    sources: Sources,
    folder: Path,
    findings: Findings | None = None,
    patience: float = 0.0,
    on_wait: Wait | None = None,
) -> Built:
    """Make the version of `sources` current, building it unless it exists and is whole.

    Waits at most `patience` seconds for another build. Raises SourceError for broken Turtle, BusyStoreError when
    another process builds longer than that, OSError when the folder cannot be written.
    """
    with only_writer(folder, patience, on_wait):
        built = make_version(sources, folder, findings)
        switch(built.version, folder)
    return built


def make_version(sources: Sources, folder: Path, findings: Findings | None = None) -> Built:
    """The version of `sources`, built unless it exists and is whole, but not yet in use; for who holds the lock."""
    name = version_id(sources)
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    version = Version(name, folder / "versions" / name)
    new = not _is_whole(version)
    if new:
        _write(sources, version, findings)
    return Built(version, new)


def switch(version: Version, folder: Path) -> None:
    """Make a version the one in use, and drop old ones; for who holds the lock."""
    if not _is_current(version, folder):
        draft = folder / f".current.{os.getpid()}"
        draft.write_text(version.id + "\n", "ascii")
        draft.replace(folder / "current")
    _drop_old(folder)


def _is_whole(version: Version) -> bool:
    try:
        verify(version)
    except DamagedStoreError:
        return False
    return True


def _is_current(version: Version, folder: Path) -> bool:
    try:
        return current_version(folder) == version
    except DamagedStoreError:
        return False


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def version_id(sources: Sources) -> str:
    """Twelve hexadecimal digits that stand for all that a version is made of: data, questions, shapes, rules."""
    digest = hashlib.sha256(f"rules {RULE_SET}\n".encode())
    made_of = {
        "reference": sources.reference,
        "instruments": sources.instruments,
        "plans": sources.plans,
        "register": sources.register,
        "saved": sorted((QUERIES / "saved").glob("*.rq")),
        "shapes": sorted(SHAPES.glob("*.ttl")),
    }
    for part, path in ((part, path) for part, paths in made_of.items() for path in paths):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise SourceError(path, 0, "không đọc được.", f"cannot be read ({error.strerror}).") from None
        digest.update(f"{part}/{path.name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def _write(sources: Sources, version: Version, findings: Findings | None) -> None:
    making = version.folder.with_name(f".{version.id}.{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    try:
        draft = Version(version.id, making)
        store = Store(str(draft.store))
        fill(store, streamed_quads(sources))
        engine = EmbeddedEngine(store)
        build_index(draft.search, engine, saved_queries().values())
        counts, found = _counts(engine), findings() if findings else None
        _write_json(making / "counts.json", counts)
        _write_json(making / "uses.json", uses(engine))
        _write_json(making / "findings.json", found)
        _write_json(making / "history.json", extended(_history(version), version.id, counts["plans"], found))
        del engine, store
        tables = sorted(draft.store.glob("*.sst"))
        _write_json(making / "digests.json", {f"store/{table.name}": _digest(table) for table in tables})
        if version.folder.exists():
            # A damaged version makes way; a reader that has it open keeps its files.
            version.folder.rename(making.with_name(making.name + ".damaged"))
        making.rename(version.folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _history(version: Version) -> tuple[Checked, ...]:
    """What the version in use remembers."""
    try:
        before = current_version(version.folder.parent.parent)
    except DamagedStoreError:
        before = None
    return before.history() if before else ()


def _counts(engine: EmbeddedEngine) -> dict[str, int]:
    counts = {"triples": len(engine.store), "graphs": sum(1 for _ in engine.store.named_graphs())}
    for key, pattern in _COUNTED.items():
        row = engine.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}").first() or {}
        counts[key] = int(row.get("n", "0"))
    return counts


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def _drop_old(folder: Path) -> None:
    for version in versions(folder)[KEPT_VERSIONS:]:
        shutil.rmtree(version.folder, ignore_errors=True)
    for left in (folder / "versions").glob(".*"):
        shutil.rmtree(left, ignore_errors=True)
