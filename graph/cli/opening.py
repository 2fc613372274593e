"""The store as commands find it: built when it is missing, and errors said in words for people."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cancu.graph.console import CommandError, counted, in_both_languages, loaded, notice, system_reason, uploaded
from cancu.graph.engine import EmbeddedEngine, QueryError
from cancu.graph.fulltext import refresh
from cancu.graph.keeping.errors import LostTextError, TextNotHeldError, UnfitDecisionError
from cancu.graph.keeping.transaction import complete, interrupted
from cancu.graph.knowledge import Knowledge
from cancu.graph.lock import BusyStoreError, only_writer
from cancu.graph.remote import Endpoint, EndpointSettingError, RemoteError, changed_graphs, endpoint_from, upload
from cancu.graph.review import ReviewError
from cancu.graph.sources import SourceError, Sources, bundled_sources, record_files, with_record
from cancu.graph.store import (
    DamagedStoreError,
    Version,
    build,
    current_version,
    home,
    verify,
    version_id,
    versions,
)
from cancu.graph.texts import DOCUMENTS

if TYPE_CHECKING:
    from cancu.graph.increment.delta import Delta

PATIENCE = 60.0
"""Seconds a command waits for a build that another one has begun."""


def sources() -> Sources:
    """The bundled data and those of the data folder."""
    return with_record(bundled_sources(), record_files(home()))


def built() -> tuple[Version, bool]:
    """The version of the data as they are now, and whether it had to be built."""
    folder = home()
    with writing(folder):
        if (folder / DOCUMENTS).exists() or interrupted(folder):
            from cancu.graph.keeping.renewing import reapply

            done = reapply(folder, (), PATIENCE, waiting, tell=counted, read=loaded).built
        else:
            done = build(sources(), folder, findings, PATIENCE, waiting, renewed, loaded)
        refresh(folder)
    serve_remotely()
    return done.version, done.new


def serve_remotely() -> None:
    """Bring the SPARQL server, where one is set, to the version in use. Raises CommandError."""
    server, folder = endpoint(), home()
    if server is None:
        return
    with writing(folder), only_writer(folder, PATIENCE, waiting):
        version = current_version(folder)
        if version is None:
            return
        store, since = version.open_store(), partial(_changed, folder, version)
        try:
            new = upload(store, version.id, server, uploaded, since)
        except RemoteError as error:
            raise CommandError(
                f"{error.message_vi} Dữ liệu đã ghi trong {folder} nhưng máy chủ chưa có đủ: khắc phục rồi chạy "
                "`cancu build`.",
                f"{error.message_en} The data are kept in {folder}, but the server is behind: mend it, then run "
                "`cancu build`.",
            ) from None
    if new:
        notice(f"Đã tải kho lên {server.graphs}. / Uploaded the store to {server.graphs}.")


def _changed(folder: Path, version: Version, held: str) -> frozenset[str] | None:
    """The graphs that differ from a version that is still kept; None where it is not."""
    before = next((kept for kept in versions(folder) if kept.id == held), None)
    try:
        return changed_graphs(before.manifest(), version.manifest()) if before else None
    except DamagedStoreError:
        return None


def endpoint() -> Endpoint | None:
    """The SPARQL server that CANCU_ENDPOINT names. Raises CommandError."""
    try:
        return endpoint_from(os.environ)
    except EndpointSettingError as error:
        raise CommandError(error.message_vi, error.message_en) from None


@contextmanager
def answering() -> Iterator[None]:
    """Says in words why a SPARQL server gave no answer. Raises CommandError."""
    try:
        yield
    except RemoteError as error:
        raise CommandError(error.message_vi, error.message_en) from None


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Says in words what keeps a change of the data folder from being made. Raises CommandError."""
    try:
        yield
    except SourceError as error:
        raise CommandError(*_unusable(error, folder)) from None
    except (BusyStoreError, LostTextError, ReviewError, TextNotHeldError, UnfitDecisionError) as error:
        raise CommandError(*in_both_languages(error)) from None
    except (OSError, sqlite3.Error) as error:
        raise CommandError(
            f"Không ghi được vào thư mục dữ liệu {folder}: {system_reason(error)}. Đặt CANCU_HOME sang thư mục khác.",
            f"Cannot write to the data folder {folder} ({error}). Set CANCU_HOME to another one.",
        ) from None


def _unusable(error: SourceError, folder: Path) -> tuple[str, str]:
    """What to do about a file that cannot be used; what `cancu` wrote itself can be made again."""
    vi, en = "Sửa tệp rồi chạy lại.", "Mend the file and try again."
    if error.file.is_relative_to(folder) and (folder / DOCUMENTS).exists():
        vi = "Xóa tệp này rồi chạy `cancu build`: tệp được làm lại từ các văn bản đã giữ."
        en = "Delete the file and run `cancu build`: it is made again from the documents that are held."
    return f"{error.message_vi} {vi}", f"{error.message_en} {en}"


def in_use() -> Version:
    """The version in use; built first where there is none."""
    folder = home()
    if interrupted(folder):
        notice("Lần ghi trước bị ngắt giữa chừng: đang làm nốt … / Completing an interrupted change …")
        with writing(folder), only_writer(folder, PATIENCE, waiting):
            complete(folder)
    try:
        version = current_version(folder)
    except DamagedStoreError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    except OSError as error:
        raise _unreadable(folder, error) from None
    if version is None:
        notice(f"Chưa có kho trong {folder}: đang dựng từ dữ liệu kèm theo … / No store yet: building it …")
        version = built()[0]
    return version


def compare(version: Version) -> None:
    """Say so where the data have changed since the version was built. Raises CommandError."""
    folder = home()
    try:
        expected = version_id(sources(), folder)
    except SourceError as error:
        vi, en = _unusable(error, folder)
        notice(f"{vi} Đang dùng kho dựng lần trước. / {en} The last store is used.")
        return
    except OSError as error:
        raise _unreadable(folder, error) from None
    if version.id != expected:
        notice("Dữ liệu đã đổi từ lần dựng kho trước; chạy `cancu build`. / Data changed: run `cancu build`.")


def _unreadable(folder: Path, error: OSError) -> CommandError:
    return CommandError(
        f"Không đọc được thư mục dữ liệu {folder}: {system_reason(error)}. Đặt CANCU_HOME sang thư mục khác.",
        f"Cannot read the data folder {folder} ({error.strerror}). Set CANCU_HOME to another one.",
    )


def opened(*, compared: bool = True) -> Knowledge:
    """The version in use, opened; whether the data have changed since is told before, unless that is left for later."""
    version = in_use()
    if compared:
        compare(version)
    try:
        with answering():
            return Knowledge(version, endpoint())
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
        with answering():
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


def findings(engine: EmbeddedEngine) -> Any:
    """What the check says of the data, as it is kept with a version."""
    from cancu.graph.check import check_store

    return check_store(engine, counted).body


def renewed(delta: "Delta", before: bytes) -> bytes:
    """The same as a file after a change, from what it was before."""
    from cancu.graph.check import check_changed

    return check_changed(delta, before)
