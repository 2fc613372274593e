"""Changes of the data folder that happen whole or not at all, whenever the process is killed.

New files are first written in `.staging`; a journal, put in place by one rename, then says which of them go where and
what is deleted. From that moment the change is decided: whoever opens the folder next carries the journal out again
from its beginning, which does no harm however far it had come.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from cancu.graph.fulltext import drop, refresh
from cancu.graph.store import Version, switch

STAGING = ".staging"
JOURNAL = ".journal.json"

_AT_ONCE = 8


class Untouched:
    """The data folder as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path | None:
        """Where the content of a file is; None where there is none."""
        path = self.folder / name
        return path if path.exists() else None


class Transaction:
    """Files to write and to delete in the data folder; for who holds its lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._staging = folder / STAGING
        self._written: set[str] = set()
        self._deleted: set[str] = set()
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)

    @property
    def empty(self) -> bool:
        """Whether it would change nothing."""
        return not self._written and not self._deleted

    def write(self, name: str, content: bytes) -> bool:
        """Give the file `name` this content; false where it holds just that already."""
        self.forget(name)
        if _holds(self.folder / name, content):
            return False
        self._staged(name).write_bytes(content)
        self._written.add(name)
        return True

    def copy(self, name: str, source: Path) -> str:
        """Give the file `name` the content of `source`; its SHA-256."""
        self.forget(name)
        path = self._staged(name)
        shutil.copyfile(source, path)
        self._written.add(name)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        self.forget(name)
        if (self.folder / name).exists():
            self._deleted.add(name)

    def forget(self, name: str) -> None:
        """Leave a file as it is in the folder."""
        self._deleted.discard(name)
        if name in self._written:
            self._written.discard(name)
            (self._staging / name).unlink()

    def path(self, name: str) -> Path | None:
        """Where the content is that the file will have; None where there will be none."""
        if name in self._written:
            return self._staging / name
        path = self.folder / name
        return path if name not in self._deleted and path.exists() else None

    def names(self, folder: str, ending: str) -> list[str]:
        """Files of a sub-folder as it will be."""
        there = {f"{folder}/{path.name}" for path in (self.folder / folder).glob(f"*{ending}")}
        staged = {n for n in self._written if n.startswith(folder + "/") and n.endswith(ending)}
        return sorted(there - self._deleted | staged)

    def commit(self, version: Version | None = None) -> None:
        """Make the change, and `version` the one in use."""
        with ThreadPoolExecutor(_AT_ONCE) as threads:  # the disk takes many together
            list(threads.map(_sync, (self._staging / name for name in sorted(self._written))))
        order = {
            "write": sorted(self._written),
            "delete": sorted(self._deleted),
            "version": version.id if version else None,
        }
        draft = self._staging / JOURNAL
        draft.write_text(json.dumps(order, ensure_ascii=False), "utf-8")
        _sync(draft)
        draft.replace(self.folder / JOURNAL)
        _sync(self.folder)
        complete(self.folder)

    def close(self) -> None:
        """Drop what was staged, unless it was decided and could not be carried out to its end yet."""
        if not interrupted(self.folder):
            shutil.rmtree(self._staging, ignore_errors=True)

    def _staged(self, name: str) -> Path:
        path = self._staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


@contextmanager
def transaction(folder: Path) -> Iterator[Transaction]:
    """A change of the folder, begun where the last one was completed; for who holds the lock."""
    complete(folder)
    change = Transaction(folder)
    try:
        yield change
    finally:
        change.close()


def interrupted(folder: Path) -> bool:
    """Whether a decided change was not carried out to its end."""
    return (folder / JOURNAL).exists()


def complete(folder: Path) -> None:
    """Carry out a decided change that was interrupted; for who holds the lock."""
    journal = folder / JOURNAL
    if not journal.exists():
        return
    order = json.loads(journal.read_text("utf-8"))
    for name in order["write"]:
        staged, place = folder / STAGING / name, folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if staged.exists():
            staged.replace(place)
    for name in order["delete"]:
        (folder / name).unlink(missing_ok=True)
    for changed in {(folder / name).parent for name in (*order["write"], *order["delete"])}:
        if changed.is_dir():
            _sync(changed)
    if order["version"]:
        switch(Version(order["version"], folder / "versions" / order["version"]), folder)
    try:
        refresh(folder)
    except sqlite3.Error:
        drop(folder)  # a change never waits for the index of texts, which the next one makes again
    journal.unlink()
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _sync(path: Path) -> None:
    """Have the system put it on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
