"""Runs a visitor's query in the workers, under the limits, and turns every way it can fail into one problem."""

import hashlib
import logging
import time
from dataclasses import replace

from flask import request

from cancu.graph.engine import Dataset
from cancu.graph.guard import Guarded, RefusedError, guard
from cancu.graph.tokens import word_at
from cancu.graph.workers import (
    BusyError,
    Limits,
    MalformedError,
    Outcome,
    TimedOutError,
    TooLargeError,
    UnsupportedError,
    WorkerError,
)
from cancu.web import present
from cancu.web.errors import ProblemError
from cancu.web.site import knowledge, site

log = logging.getLogger("cancu.web.queries")

_REFUSED = {"query-too-long": 413, "federation-disabled": 403}
_DUMP = ("/data", "Tải toàn bộ dữ liệu")


def visitor() -> str:
    """Who asks, for limits only: the address of the connection; forwarding headers are not believed."""
    return request.remote_addr or "unknown"


def check_rate() -> None:
    """Raises ProblemError 429 when this visitor asks too often."""
    wait = site().rate.take(visitor())
    if wait:
        per_minute = site().settings.rate_per_minute
        seconds = max(1, round(wait))
        raise ProblemError(
            429,
            f"Mỗi địa chỉ được gửi tối đa {present.integer(per_minute)} câu truy vấn một phút.",
            headers={"Retry-After": str(seconds), "RateLimit": f"limit={per_minute}, remaining=0, reset={seconds}"},
        )


def guarded(text: str) -> Guarded:
    """The query once the guard lets it pass. Raises ProblemError."""
    try:
        return guard(text)
    except RefusedError as error:
        status = _REFUSED.get(error.code, 400)
        if error.code == "query-too-long" and request.method in ("GET", "HEAD"):
            status = 414
        place: dict[str, int | str] = {"line": error.line, "column": error.column} if error.line else {}
        if place:
            place["near"] = word_at(text, error.line, error.column)
        raise ProblemError(
            status, error.message_vi, error.code, title="Không chạy câu truy vấn này", query=text,
            next_step="Sửa câu truy vấn rồi chạy lại.", extra={"detail_en": error.message_en, **place},
        ) from None  # fmt: skip


def limits(*, seconds: float | None = None, rows: int | None = None, truncate: bool = False) -> Limits:
    """The limits of the site, lowered as asked and never raised."""
    settings = site().settings
    return replace(
        Limits(),
        seconds=min(seconds or settings.query_seconds, settings.query_seconds),
        rows=rows or settings.result_rows,
        bytes=settings.result_bytes,
        truncate=truncate,
    )


def run(query: Guarded, kind: str, dataset: Dataset | None, allowed: Limits) -> Outcome:
    """Run a query in the workers. Raises ProblemError."""
    started = time.monotonic()
    status = "ok"
    rows = 0
    try:
        outcome = site().workers(knowledge()).run(query, client=visitor(), format=kind, dataset=dataset, limits=allowed)
        rows = outcome.rows
        return outcome
    except WorkerError as error:
        status = error.code
        raise _problem(error, query, allowed) from None
    finally:
        digest = hashlib.sha256(query.text.encode()).hexdigest()[:12]
        log.info("query %s %d ms %d rows %s", digest, (time.monotonic() - started) * 1000, rows, status)


def _problem(error: WorkerError, query: Guarded, allowed: Limits) -> ProblemError:
    made = ProblemError(503, error.message_vi, error.code, links=(_DUMP,), query=query.text)
    made.extra["detail_en"] = error.message_en
    match error:
        case BusyError():
            made.title = "Máy chủ đang bận"
            made.next_step = "Thử lại sau vài giây; câu truy vấn chưa được chạy."
            made.headers["Retry-After"] = str(max(1, round(error.retry_after)))
            made.links = ()
        case TimedOutError():
            made.title = "Câu truy vấn chạy quá lâu"
            made.next_step = "Thêm LIMIT, nối các mẫu bằng biến chung, hoặc tải toàn bộ dữ liệu về để hỏi tại chỗ."
            made.extra |= {"limit_ms": error.limit_ms, "elapsed_ms": error.elapsed_ms}
        case TooLargeError():
            made.status = 422
            made.title = "Kết quả quá lớn"
            made.next_step = "Thêm LIMIT và OFFSET, thêm «truncate=1» để nhận phần đầu, hoặc tải toàn bộ dữ liệu về."
            made.extra |= {"rows_limit": allowed.rows, "bytes_limit": allowed.bytes}
        case MalformedError():
            made.status = 400
            made.title = "Câu truy vấn sai cú pháp"
            made.next_step = "Sửa chỗ được chỉ ra rồi chạy lại."
            made.extra |= {"line": error.line, "column": error.column, "near": error.near}
            made.links = ()
        case UnsupportedError():
            made.status = 406
            made.links = ()
        case _:
            made.title = "Câu truy vấn bị dừng"
            made.next_step = "Câu truy vấn cần nhiều bộ nhớ hơn mức cho phép; thêm LIMIT hoặc thu hẹp lại."
    return made
