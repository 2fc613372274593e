"""Builds the store from the Turtle files into a data folder, and puts a version in use.

A build that fails leaves nothing behind, one that is interrupted what the next one goes on from. Readers of an old
version are not disturbed: what is built takes its name when it is complete.
"""

import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.digests import Digests
from cancu.graph.lock import Wait, only_writer
from cancu.graph.making import Checking, Findings, Renewed, make_next, make_whole
from cancu.graph.manifest import Manifest, manifest_of, rules_digest
from cancu.graph.pieces import Tell, untold
from cancu.graph.saved import QUERIES
from cancu.graph.sources import PACKAGE, Sources
from cancu.graph.version import (
    DamagedStoreError,
    NothingBuiltError,
    OutdatedVersionError,
    Version,
    current_version,
    home,
    verify,
    versions,
)

__all__ = [
    "KEPT_VERSIONS",
    "RULE_SET",
    "Built",
    "Checking",
    "DamagedStoreError",
    "Findings",
    "NothingBuiltError",
    "OutdatedVersionError",
    "Renewed",
    "Version",
    "build",
    "current_version",
    "discard",
    "home",
    "make_version",
    "switch",
    "verify",
    "version_id",
    "version_of",
    "versions",
]

SHAPES = PACKAGE / "shapes"

RULE_SET = 9
"""Number of the rules that make a store out of Turtle; raised only when the same Turtle gives another store."""

KEPT_VERSIONS = 2

DIGESTS = ".digests.json"
"""What the data folder remembers of the files in it; it can be deleted at any time."""


@dataclass(frozen=True, slots=True)
class Built:
    """Outcome of a build; `new` is false when the same data had been built before."""

    version: Version
    new: bool


def build(
    sources: Sources,
    folder: Path,
    findings: Findings | None = None,
    patience: float = 0.0,
    on_wait: Wait | None = None,
    renewed: Renewed | None = None,
    tell: Tell = untold,
) -> Built:
    """Make the version of `sources` current, building it unless it exists and is whole.

    Waits at most `patience` seconds for another build. Raises SourceError for broken Turtle, BusyStoreError when
    another process builds longer than that, OSError when the folder cannot be written.
    """
    with only_writer(folder, patience, on_wait):
        built = make_version(sources, folder, findings, renewed, tell)
        switch(built.version, folder)
    return built


def make_version(
    sources: Sources,
    folder: Path,
    findings: Findings | None = None,
    renewed: Renewed | None = None,
    tell: Tell = untold,
) -> Built:
    """The version of `sources`, built unless it exists and is whole, but not yet in use; for who holds the lock.

    It is made of the version in use and what changed since; from all files where there is none to start from, or where
    that was begun already. Without `renewed` the findings, if any, are made anew, and so is everything. `tell` learns
    how many files of how many were read.
    """
    manifest = _manifest(sources, folder)
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    version = Version(manifest.id, folder / "versions" / manifest.id)
    new = not _is_whole(version)
    if new:
        _make(version, _base(folder), sources, manifest, Checking(findings, renewed), tell)
    return Built(version, new)


def _make(
    version: Version, base: Version | None, sources: Sources, manifest: Manifest, checking: Checking, tell: Tell
) -> None:
    begun, changed = (version.folder.with_name(f".{version.id}{part}") for part in ("", ".changed"))
    _drop_drafts(version.folder.parent, begun)
    making = begun
    try:
        if base not in (None, version) and not begun.exists():
            changed.mkdir()
            if make_next(Version(version.id, changed), base, sources, manifest, checking):
                making = changed
            else:
                shutil.rmtree(changed)
        if making == begun:
            _make_whole(Version(version.id, begun), sources, manifest, checking, tell)
        if version.folder.exists():
            # A damaged version makes way; a reader that has it open keeps its files.
            version.folder.rename(making.with_name(making.name + ".damaged"))
        making.rename(version.folder)
    except Exception:  # what is merely interrupted stays, and is gone on with
        for folder in (begun, changed):
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _make_whole(draft: Version, sources: Sources, manifest: Manifest, checking: Checking, tell: Tell) -> None:
    """Go on with what was begun; where that cannot be done, begin anew."""
    if draft.folder.exists():
        try:
            return make_whole(draft, sources, manifest, checking, tell)
        except (DamagedStoreError, OSError, RuntimeError, ValueError, sqlite3.Error):
            shutil.rmtree(draft.folder)
    draft.folder.mkdir()
    return make_whole(draft, sources, manifest, checking, tell)


def switch(version: Version, folder: Path) -> None:
    """Make a version the one in use, and drop old ones; for who holds the lock."""
    if _base(folder) != version:
        draft = folder / f".current.{os.getpid()}"
        draft.write_text(version.id + "\n", "ascii")
        draft.replace(folder / "current")
    _drop_old(folder)


def discard(built: Built) -> None:
    """Drop a version that was made and is not to be used after all; for who holds the lock."""
    if built.new:
        shutil.rmtree(built.version.folder, ignore_errors=True)


def version_id(sources: Sources, folder: Path | None = None) -> str:
    """Twelve hexadecimal digits that stand for all that a version is made of: data, questions, shapes, rules.

    The `folder` of the data remembers which files were read already.
    """
    return _manifest(sources, folder).id


def version_of(sources: Sources, folder: Path) -> Version | None:
    """The version in use, where it was made of just these files by this program. Raises SourceError."""
    version = _base(folder)
    if version is None or not version.is_readable:
        return None
    return version if version.id == _manifest(sources, folder).id else None


def _manifest(sources: Sources, folder: Path | None) -> Manifest:
    index = [PACKAGE / "graph" / name for name in ("index_file.py", "indexing.py")]
    questions = (path for kind in ("saved", "check") for path in sorted((QUERIES / kind).glob("*.rq")))
    files = [*questions, *sorted(SHAPES.glob("*.ttl")), *index]
    digests = Digests(folder / DIGESTS if folder else None)
    manifest = manifest_of(sources, rules_digest(RULE_SET, files, digests), digests)
    digests.keep()
    return manifest


def _is_whole(version: Version) -> bool:
    try:
        verify(version)
    except DamagedStoreError:
        return False
    return True


def _base(folder: Path) -> Version | None:
    """The version in use, where there is one."""
    try:
        return current_version(folder)
    except DamagedStoreError:
        return None


def _drop_old(folder: Path) -> None:
    for version in versions(folder)[KEPT_VERSIONS:]:
        shutil.rmtree(version.folder, ignore_errors=True)
    _drop_drafts(folder / "versions")


def _drop_drafts(folder: Path, kept: Path | None = None) -> None:
    """Drop what interrupted builds left but the one that is gone on with."""
    for left in folder.glob(".*"):
        if left != kept:
            shutil.rmtree(left, ignore_errors=True)
