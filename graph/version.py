"""The versions of the store in a data folder: which there are, which is in use, and whether one is whole.

`HOME/versions/<id>/` holds store, search index, counts, findings, and how many findings the versions before it had; the
file `HOME/current` names one. A version is never changed once it has its name: readers of an old one are not disturbed.
"""

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from cancu.graph.catalogue import Catalogue
from cancu.graph.history import Checked, history_from
from cancu.graph.kept_findings import KeptFindings
from cancu.graph.manifest import Manifest
from cancu.graph.plan_parts import PlanParts
from cancu.graph.search import SearchIndex

COUNTED = {
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

"""What is counted in each version: patterns of ?x."""

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


class OutdatedVersionError(DamagedStoreError):
    """What was built has the layout of another program; building again makes it anew."""

    def __init__(self, folder: Path) -> None:
        self.message_vi = f"Dữ liệu trong {folder} do một bản Căn Cứ khác dựng. Chạy `cancu build` để dựng lại."
        self.message_en = f"The data in {folder} were built by another Căn Cứ. Run `cancu build` to build them again."
        NothingBuiltError.__init__(self, f"{self.message_vi} / {self.message_en}")


LAYOUT = 3
"""Number of the layout of a version's files; raised when programs of before and after cannot read each other's."""

_PARTS = {
    "current": ("Tệp «current» (phiên bản đang dùng)", "The file «current» (the version in use)"),
    "store": ("Kho dữ liệu", "The store"),
    "search": ("Chỉ mục tìm kiếm", "The search index"),
    "catalogue": ("Danh mục văn bản (catalogue.sqlite)", "The catalogue of documents (catalogue.sqlite)"),
    "counts": ("Tệp số lượng (counts.json)", "The file of counts (counts.json)"),
    "uses": ("Tệp số lần dùng (uses.json)", "The file of uses (uses.json)"),
    "digests": ("Tệp mã kiểm của kho (digests.json)", "The file of the store's digests (digests.json)"),
    "sources": ("Tệp nguồn của kho (sources.json)", "The file of the store's sources (sources.json)"),
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

    @property
    def catalogue(self) -> Path:
        """File of the catalogue of documents."""
        return self.folder / "catalogue.sqlite"

    @property
    def findings_file(self) -> Path:
        """File of the findings."""
        return self.folder / "findings.json"

    @property
    def layout_file(self) -> Path:
        """File of the number of the layout."""
        return self.folder / "layout.json"

    @property
    def shared(self) -> Path:
        """Folder of the files that all documents shared, as they were, by digest."""
        return self.folder / "shared"

    @property
    def is_readable(self) -> bool:
        """Whether the files have the layout that this program knows."""
        try:
            return bool(json.loads(self.layout_file.read_text("utf-8")) == LAYOUT)
        except (OSError, ValueError):
            return False

    def counts(self) -> dict[str, int]:
        """How much there is of what. Raises DamagedStoreError."""
        read = self._json("counts")
        if not isinstance(read, dict) or not read.keys() >= COUNTED.keys() | {"triples"}:
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

    def manifest(self) -> Manifest:
        """What the version was made of. Raises DamagedStoreError."""
        try:
            return Manifest.from_json((self.folder / "sources.json").read_text("utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            raise DamagedStoreError(self.folder, "sources") from None

    def open_store(self) -> Store:
        """The RDF store, read-only. Raises DamagedStoreError, also where one of its tables is gone."""
        if not all((self.folder / name).exists() for name in self.digests()):
            raise DamagedStoreError(self.folder, "store")
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

    def open_catalogue(self) -> Catalogue:
        """The catalogue of documents. Raises DamagedStoreError."""
        try:
            return Catalogue(self.catalogue)
        except sqlite3.Error:
            raise DamagedStoreError(self.folder, "catalogue") from None

    def open_parts(self) -> PlanParts:
        """The parts of plans in the catalogue. Raises DamagedStoreError."""
        try:
            return PlanParts(self.catalogue)
        except sqlite3.Error:
            raise DamagedStoreError(self.folder, "catalogue") from None

    def open_findings(self) -> KeptFindings:
        """What the check said, to look things up. Raises DamagedStoreError."""
        try:
            return KeptFindings(self.findings_file)
        except (OSError, ValueError, KeyError, TypeError):
            raise DamagedStoreError(self.folder, "findings") from None

    def _json(self, part: str) -> Any:
        try:
            return json.loads((self.folder / f"{part}.json").read_text("utf-8"))
        except (OSError, ValueError):
            raise DamagedStoreError(self.folder, part) from None


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
    if not version.is_readable:
        raise OutdatedVersionError(version.folder)
    counts = version.counts()
    version.uses()
    version.findings()
    version.manifest()
    for name, digest in version.digests().items():
        if file_digest(version.folder / name) != digest:
            raise DamagedStoreError(version.folder, "store")
    store = version.open_store()
    try:
        triples = len(store)
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
    try:
        listed = version.open_catalogue().whole()
    except sqlite3.Error:
        listed = False
    if not listed:
        raise DamagedStoreError(version.folder, "catalogue")


def versions(folder: Path) -> list[Version]:
    """All versions kept, the one in use first, then the newest."""
    current = current_version(folder)
    found = [p for p in (folder / "versions").glob("*") if p.is_dir() and not p.name.startswith(".")]
    found.sort(key=lambda p: (current is None or p.name != current.id, -p.stat().st_mtime_ns))
    return [Version(p.name, p) for p in found]


def file_digest(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
