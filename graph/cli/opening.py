"""The store as commands find it: built when it is missing, and errors said in words for people."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cancu.graph.console import CommandError, in_both_languages, notice, system_reason
from cancu.graph.engine import QueryError
from cancu.graph.knowledge import Knowledge
from cancu.graph.sources import SourceError, bundled_sources
from cancu.graph.store import (
    BusyStoreError,
    DamagedStoreError,
    Version,
    build,
    current_version,
    home,
    verify,
    version_id,
)

PATIENCE = 60.0
"""Seconds a command waits for a build that another one has begun."""


def built() -> tuple[Version, bool]:
    """The version of the data as they are now, and whether it had to be built."""
    folder = home()
    try:
        done = build(bundled_sources(), folder, findings, PATIENCE, waiting)
    except SourceError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    except BusyStoreError as error:
        raise CommandError(*in_both_languages(error)) from None
    except (OSError, sqlite3.Error) as error:
        raise CommandError(
            f"Không ghi được vào thư mục dữ liệu {folder}: {system_reason(error)}. Đặt CANCU_HOME sang thư mục khác.",
            f"Cannot write to the data folder {folder} ({error}). Set CANCU_HOME to another one.",
        ) from None
    return done.version, done.new


def ready() -> Version:
    """The version in use; built first where there is none."""
    folder = home()
    try:
        version = current_version(folder)
        expected = version_id(bundled_sources())
    except DamagedStoreError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    except SourceError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    except OSError as error:
        raise CommandError(
            f"Không đọc được thư mục dữ liệu {folder}: {system_reason(error)}. Đặt CANCU_HOME sang thư mục khác.",
            f"Cannot read the data folder {folder} ({error.strerror}). Set CANCU_HOME to another one.",
        ) from None
    if version is None:
        notice(f"Chưa có kho trong {folder}: đang dựng từ dữ liệu kèm theo … / No store yet: building it …")
        version = built()[0]
    elif version.id != expected:
        notice("Dữ liệu đã đổi từ lần dựng kho trước; chạy `cancu build`. / Data changed: run `cancu build`.")
    return version


def opened() -> Knowledge:
    """The version in use, opened."""
    try:
        return Knowledge(ready())
    except DamagedStoreError as error:
        raise CommandError(error.message_vi, error.message_en) from None


def verified(version: Version) -> None:
    """Reads all of the version: what failed may be the data, not the question. Raises CommandError."""
    try:
        verify(version)
    except DamagedStoreError as error:
        raise CommandError(error.message_vi, error.message_en) from None


@contextmanager
def readable(version: Version) -> Iterator[None]:
    """Tells a failure on questions of our own from what it means: data that cannot be read. Raises CommandError."""
    try:
        yield
    except (QueryError, OSError, sqlite3.Error):
        verified(version)
        raise


def waiting() -> None:
    """Say once that another command holds the data folder."""
    notice(
        f"Một lệnh khác đang dựng kho: chờ tối đa {PATIENCE:.0f} giây … / "
        f"Another command is building the store: waiting up to {PATIENCE:.0f} seconds …"
    )


def findings() -> Any:
    """What the check says of the data, as it is kept with a version."""
    from cancu.graph.check import check_bundled

    return json.loads(check_bundled().to_json())
