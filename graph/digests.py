"""SHA-256 of files, remembered while a file keeps its size, its times and its place on the disk.

Ten thousand plans are a second's reading, and every command asks whether they are what was built.
"""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path

Mark = tuple[int, ...]
"""Size, times and place of a file."""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written again has another time, whatever the disk's clock."""


_MANY = 500
"""Fewer files are read as quickly as it is remembered that they were."""


def mark_of(told: os.stat_result) -> Mark:
    """What tells that a file was written again, or put in the place of another."""
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


class Digests:
    """Digests of files by path, some of them remembered in a file; what cannot be read there is made anew."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known = _read(file) if file is not None else {}
        self._asked: dict[str, tuple[Mark, str]] = {}

    def of(self, path: Path) -> str:
        """The digest of a file. Raises OSError."""
        told = path.stat()
        mark = mark_of(told)
        known = self._known.get(str(path))
        if known is not None and known[0] == mark:
            digest = known[1]
        else:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        if max(told.st_mtime_ns, told.st_ctime_ns) < time.time_ns() - _SETTLED:
            self._asked[str(path)] = mark, digest
        return digest

    def keep(self) -> None:
        """Remember what was asked, if it was much; where that cannot be written, the next one reads the files again."""
        if self._file is None or len(self._asked) < _MANY or self._asked == self._known:
            return
        lines = {path: [*mark, digest] for path, (mark, digest) in self._asked.items()}
        with suppress(OSError):
            draft = self._file.with_name(f"{self._file.name}.draft")
            draft.write_text(json.dumps(lines, ensure_ascii=False), "utf-8")
            draft.replace(self._file)


def _read(file: Path) -> dict[str, tuple[Mark, str]]:
    try:
        told = json.loads(file.read_text("utf-8"))
        return {path: ((*map(int, mark),), str(digest)) for path, (*mark, digest) in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
