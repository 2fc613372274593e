"""The server that `cancu serve` starts: waitress, with the limits that keep slow and huge requests from harm."""

from typing import Any, cast

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask

THREADS = 8
HEADER_BYTES = 2**20
"""Longest request line and headers; beyond what the guard takes, so that a long query gets an answer that explains."""
SILENT_SECONDS = 60
"""A connection that sends nothing for so long is closed."""

_REFUSED = {
    413: ("too-large", "Nội dung gửi lên quá lớn", "Rút ngắn nội dung rồi gửi lại."),
    431: (
        "query-too-long",
        "Địa chỉ quá dài",
        f"Địa chỉ và các đầu mục dài quá {HEADER_BYTES // 2**20} MB. "
        "Gửi câu truy vấn bằng POST, hoặc dán vào trang SPARQL.",
    ),
}
_OTHERWISE = "bad-request", "Yêu cầu không đúng", "Trình duyệt hoặc chương trình gửi lên điều máy chủ không đọc được."
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Căn Cứ</title><link rel="stylesheet" href="/static/site.css"></head>
<body><main><div class="wrap"><div class="page-head"><h1>{title}</h1><p class="lead">{next_step}</p></div>
<p class="spaced"><a href="/">Về trang chủ</a> · <a href="/query">Trang SPARQL</a></p>
<p class="muted small reference" lang="en">{status}</p></div></main></body></html>
"""


class Refusal(ErrorTask):
    """What is said of a request that never reaches the application, in the words of the site instead of waitress'."""

    def execute(self) -> None:
        """Send the page and close the connection."""
        error = cast(Any, self.request).error
        token, title, next_step = _REFUSED.get(error.code, _OTHERWISE)
        self.status = f"{error.code} {error.reason}"
        body = _PAGE.format(title=title, next_step=next_step, status=self.status).encode()
        self.response_headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'self'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
            ("X-Problem", token),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    """A connection whose refusals are pages."""

    error_task_class = Refusal


def server(app: Flask, host: str, port: int, silent_seconds: int = SILENT_SECONDS) -> Any:
    """A server bound to its port. Raises OSError for a port that is taken, ValueError for what is no address."""
    sockets: dict[int, Any] = {}
    bound = create_server(
        app,
        map=sockets,
        host=host,
        port=port,
        threads=THREADS,
        ident="cancu",
        max_request_header_size=HEADER_BYTES,
        channel_timeout=silent_seconds,
        cleanup_interval=max(1, silent_seconds // 4),
        asyncore_use_poll=True,  # a large store has more files open than `select` can count
    )
    for each in sockets.values():
        if isinstance(each, BaseWSGIServer):
            each.channel_class = Channel
    return bound
