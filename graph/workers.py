"""Runs visitors' queries in processes that can be killed, under limits of time, memory, rows and bytes.

A thread cannot be stopped and a deep query ends its process, so every query runs in a fresh program (never a fork of
one with an open store). One visitor never holds all workers. A worker that dies is replaced and its cause told.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cancu.graph.engine import Dataset
from cancu.graph.guard import Guarded
from cancu.graph.process import DeadWorkerError, LateWorkerError, WorkerProcess
from cancu.graph.tokens import word_at
from cancu.graph.worker import GRAPH_FORMATS, TABLE_FORMATS

FORMATS: dict[str, str] = {
    **{name: media_type for name, (media_type, _) in TABLE_FORMATS.items()},
    **{name: media_type for name, (media_type, _) in GRAPH_FORMATS.items()},
}
"""Media type of each result format; the first four are for tables and ASK, the others for graphs."""

PATIENCE = 0.4
"""Seconds a query waits for a free worker before it is told to come back."""
RETRY_AFTER = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use; `memory` is what a worker may grow by, in bytes, and holds for its whole life."""

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 20 * 2**20
    memory: int = 1536 * 2**20
    truncate: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result as it is to be sent."""

    body: bytes
    media_type: str
    rows: int
    truncated: bool
    elapsed_ms: int


class WorkerError(Exception):
    """A query that gave no result; `code` is stable, the messages are for people."""

    code = "query-failed"

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")
        self.message_vi = vi
        self.message_en = en


class BusyError(WorkerError):
    """All workers this visitor may use are at work."""

    code = "busy"
    retry_after = RETRY_AFTER


class TimedOutError(WorkerError):
    """Stopped at the time limit."""

    code = "query-timeout"

    def __init__(self, limit_ms: int, elapsed_ms: int) -> None:
        seconds = f"{limit_ms / 1000:g}"
        super().__init__(
            f"Truy vấn dừng sau {seconds} giây, là giới hạn của máy chủ. Thử thêm LIMIT, hoặc nối các mẫu với nhau.",
            f"The query was stopped after {seconds} seconds, the server's limit. Add LIMIT, or join its patterns.",
        )
        self.limit_ms = limit_ms
        self.elapsed_ms = elapsed_ms


class TooLargeError(WorkerError):
    """More rows or bytes than the limits allow."""

    code = "result-too-large"

    def __init__(self, limits: Limits) -> None:
        size = limits.bytes // 2**20
        super().__init__(
            f"Kết quả vượt giới hạn {limits.rows} dòng hoặc {size} MiB. Thêm LIMIT và OFFSET, hoặc tải cả bộ dữ liệu.",
            f"The result exceeds {limits.rows} rows or {size} MiB. Add LIMIT and OFFSET, or download the whole data.",
        )
        self.rows_limit = limits.rows
        self.bytes_limit = limits.bytes


class OutOfMemoryError(WorkerError):
    """The worker ran out of the memory it may use."""

    code = "query-memory"


class CrashedError(WorkerError):
    """The worker ended by a fault of the engine, or the engine gave up."""

    code = "query-crashed"


class MalformedError(WorkerError):
    """The engine does not understand the query; line and column are from 1, 0 where unknown."""

    code = "query-malformed"

    def __init__(self, text: str, line: int, column: int, message: str) -> None:
        self.line = line
        self.column = column
        self.near = word_at(text, line, column)
        place = (f" ở dòng {line}, cột {column}", f" at line {line}, column {column}") if line else ("", "")
        near = (f", gần «{self.near}»", f", near «{self.near}»") if self.near else ("", "")
        super().__init__(
            f"Câu truy vấn sai{place[0]}{near[0]} ({_CAUSES_VI.get(message, 'bộ máy không nhận')}).",
            f"The query is wrong{place[1]}{near[1]} ({message}).",
        )


class UnsupportedError(WorkerError):
    """The result format does not fit the form of the query."""

    code = "not-acceptable"


_CAUSES_VI = {
    "syntax error": "sai cú pháp",
    "this prefix is not declared": "tiền tố chưa khai báo",
    "not an absolute IRI": "không phải IRI tuyệt đối",
    "not a word of SPARQL": "không phải từ khóa của SPARQL",
    "SELECT contains a variable that is not bound or grouped": "SELECT có biến không được gán hoặc gộp nhóm",
}


class Workers:
    """A pool of query processes over one store; its methods may be called from many threads."""

    def __init__(self, store_path: Path, count: int = 3, limits: Limits | None = None) -> None:
        self._store_path = store_path
        self._count = max(1, count)
        self._share = max(1, self._count - 1)
        self._limits = limits or Limits()
        self._changed = threading.Condition()
        self._idle: list[WorkerProcess] = []
        self._busy = 0
        self._held: Counter[str] = Counter()
        self._closed = False

    @property
    def limits(self) -> Limits:
        """Limits that hold where a request asks for no tighter ones."""
        return self._limits

    def state(self) -> dict[str, int]:
        """How many workers there are and how many are at work."""
        with self._changed:
            return {"count": self._count, "busy": self._busy}

    def run(
        self,
        query: Guarded,
        *,
        client: str,
        format: str,  # noqa: A002
        dataset: Dataset | None = None,
        limits: Limits | None = None,
    ) -> Outcome:
        """Result of one query, or a WorkerError that says why there is none. `client` stands for the visitor."""
        fitting = TABLE_FORMATS if query.form in ("select", "ask") else GRAPH_FORMATS
        if format not in fitting:
            raise UnsupportedError(
                f"Truy vấn {query.form.upper()} không cho kết quả dạng {format}; chọn {', '.join(fitting)}.",
                f"{query.form.upper()} gives no {format}; choose {', '.join(fitting)}.",
            )
        wanted = limits or self._limits
        started = time.monotonic()
        worker = self._take(client)
        try:
            head, body = worker.ask(_request(format, dataset, wanted), query.text.encode(), wanted.seconds)
        except LateWorkerError:
            elapsed = time.monotonic() - started
            raise TimedOutError(int(wanted.seconds * 1000), int(elapsed * 1000)) from None
        except DeadWorkerError as error:
            raise _death(error, wanted, time.monotonic() - started) from None
        finally:
            self._give_back(worker, client)
        if head["status"] != "ok":
            raise _failure(head, query.text, wanted)
        elapsed = int((time.monotonic() - started) * 1000)
        return Outcome(body, head["media_type"], head["rows"], head["truncated"], elapsed)

    def reopen(self, store_path: Path) -> None:
        """Use another store from now on; queries under way end on the old one."""
        with self._changed:
            if store_path == self._store_path:
                return
            self._store_path = store_path
            retired, self._idle = self._idle, []
        for worker in retired:
            worker.end()

    def close(self) -> None:
        """End all workers."""
        with self._changed:
            self._closed = True
            retired, self._idle = self._idle, []
            self._changed.notify_all()
        for worker in retired:
            worker.end()

    def _take(self, client: str) -> WorkerProcess:
        deadline = time.monotonic() + PATIENCE
        with self._changed:
            while not self._closed and (self._busy >= self._count or self._held[client] >= self._share):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise BusyError(
                        f"Máy chủ đang bận trả lời các truy vấn khác; thử lại sau {RETRY_AFTER} giây.",
                        f"The server is busy with other queries; try again in {RETRY_AFTER} seconds.",
                    )
                self._changed.wait(left)
            if self._closed:
                raise BusyError("Máy chủ đang dừng.", "The server is shutting down.")
            for worker in [w for w in self._idle if not w.alive]:
                worker.end()
                self._idle.remove(worker)
            while len(self._idle) + self._busy < self._count:
                self._idle.append(WorkerProcess(self._store_path, self._limits.memory))
            self._busy += 1
            self._held[client] += 1
            return self._idle.pop(0)

    def _give_back(self, worker: WorkerProcess, client: str) -> None:
        with self._changed:
            self._busy -= 1
            self._held[client] -= 1
            if self._held[client] <= 0:
                del self._held[client]
            fit = worker.alive and not worker.swollen
            keep = fit and worker.store_path == self._store_path and not self._closed
            if keep:
                self._idle.append(worker)
            elif not self._closed:
                self._idle.append(WorkerProcess(self._store_path, self._limits.memory))
            self._changed.notify()
        if not keep:
            worker.end()


def _request(name: str, dataset: Dataset | None, limits: Limits) -> dict[str, Any]:
    return {
        "format": name,
        "dataset": {"default": dataset.default, "named": dataset.named} if dataset else None,
        "seconds": limits.seconds,
        "rows": limits.rows,
        "bytes": limits.bytes,
        "truncate": limits.truncate,
    }


def _failure(head: dict[str, Any], text: str, limits: Limits) -> WorkerError:
    match head["status"]:
        case "malformed":
            return MalformedError(text, head["line"], head["column"], head["message"])
        case "too-large":
            return TooLargeError(limits)
        case "memory":
            return _out_of_memory()
        case _:
            message = head.get("message", "")
            return CrashedError(
                "Bộ máy báo lỗi khi chạy truy vấn, nên không có kết quả.", f"The query could not be run: {message}"
            )


def _death(error: DeadWorkerError, limits: Limits, elapsed: float) -> WorkerError:
    match error.cause:
        case "memory":
            return _out_of_memory()
        case "time":
            return TimedOutError(int(limits.seconds * 1000), int(elapsed * 1000))
        case "depth":
            return CrashedError(
                "Câu truy vấn quá phức tạp: bộ máy hết ngăn xếp khi phân tích. Chia nhỏ câu truy vấn.",
                "The query is too complex: the engine ran out of stack on it. Split it up.",
            )
        case _:
            return CrashedError(
                "Tiến trình chạy truy vấn đã dừng đột ngột; đã thay tiến trình mới.",
                "The process that ran the query ended abruptly; a new one has replaced it.",
            )


def _out_of_memory() -> OutOfMemoryError:
    return OutOfMemoryError(
        "Truy vấn cần nhiều bộ nhớ hơn giới hạn. Thử thêm LIMIT, bỏ ORDER BY hoặc DISTINCT.",
        "The query needs more memory than allowed. Add LIMIT, drop ORDER BY or DISTINCT.",
    )
