"""The server that `cancu serve` starts: waitress, with the limits that keep slow and huge requests from harm."""

from typing import Any

from flask import Flask
from waitress.server import create_server

THREADS = 8
HEADER_BYTES = 2**20
"""Longest request line and headers; beyond what the guard takes, so that a long query gets an answer that explains."""
SILENT_SECONDS = 60
"""A connection that sends nothing for so long is closed."""


def server(app: Flask, host: str, port: int, silent_seconds: int = SILENT_SECONDS) -> Any:
    """A server bound to its port. Raises OSError for a port that is taken, ValueError for what is no address."""
    return create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident="cancu",
        max_request_header_size=HEADER_BYTES,
        channel_timeout=silent_seconds,
        cleanup_interval=max(1, silent_seconds // 4),
    )
