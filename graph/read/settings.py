"""Whether pages are recognised, and where what was recognised is kept."""

import contextlib
import os
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

Mode = Literal["auto", "always", "never"]


class PageCache(Protocol):
    """Keeps what was recognised, by a key that names picture, engine and settings."""

    def get(self, key: str) -> str | None:
        """What was kept under `key`, if anything."""

    def put(self, key: str, table: str) -> None:
        """Keep `table` under `key` if that is possible."""


class NoCache:
    """Keeps nothing."""

    def get(self, key: str) -> str | None:  # noqa: ARG002
        return None

    def put(self, key: str, table: str) -> None:
        pass


@dataclass(frozen=True, slots=True)
class FolderCache:
    """Keeps each page as a file in `folder`. Where it cannot be written nothing is kept: reading goes on."""

    folder: Path

    def get(self, key: str) -> str | None:
        try:
            return zlib.decompress(self._file(key).read_bytes()).decode("utf-8")
        except (OSError, zlib.error, UnicodeDecodeError):
            return None

    def put(self, key: str, table: str) -> None:
        file = self._file(key)
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
            try:
                with os.fdopen(descriptor, "wb") as out:
                    out.write(zlib.compress(table.encode("utf-8")))
                Path(name).replace(file)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.tsv.z"


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """Whether pages are recognised (`auto`: those without usable text), where results are kept, who is told."""

    mode: Mode = "auto"
    cache: PageCache = field(default_factory=NoCache)
    progress: Callable[[int, int], None] | None = None
    """Called with the pages done and their total: before the first page and after each."""
    jobs: int = 2
    page_seconds: float = 60.0
