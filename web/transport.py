"""How answers travel: compressed where the client takes it, readable by other sites only where the keeper allows it."""

import gzip

from flask import Response, request

from cancu.web.errors import ProblemError

_SMALLEST = 1024
"""Bytes below which packing gains nothing."""
_PACKED = frozenset(
    {
        "application/json", "application/ld+json", "application/n-triples", "application/problem+json",
        "application/rdf+xml", "application/sparql-query", "application/sparql-results+json",
        "application/sparql-results+xml", "image/svg+xml",
    }
)  # fmt: skip
_DAY = "86400"


def compress(response: Response) -> None:
    """Pack text for a client that takes gzip; the packed form has an ETag of its own, as HTTP asks."""
    kind = response.mimetype or ""
    if not (kind.startswith("text/") or kind in _PACKED):
        return
    response.headers.add("Vary", "Accept-Encoding")
    if not request.accept_encodings["gzip"] or response.status_code == 304 or "Content-Encoding" in response.headers:
        return
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _SMALLEST:
        return
    response.set_data(gzip.compress(body, compresslevel=5, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, weak = response.get_etag()
    if tag is not None:
        response.set_etag(f"{tag}-gzip", bool(weak))


def refuse_foreign_posts() -> None:
    """Forms answer only to this site's own pages; programs, which send no such header, and `/sparql` are free."""
    if request.method != "POST" or request.path == "/sparql":
        return
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        raise ProblemError(403, "Biểu mẫu này chỉ nhận từ chính trang này, không nhận từ trang khác.", "cross-site")


def share(response: Response, origins: str) -> None:
    """Let pages of the named origins («*» for all) read what machines read; never with credentials."""
    origin = request.headers.get("Origin")
    if not origins or not origin or not _for_machines(response):
        return
    allowed = origins.split()
    if "*" in allowed:
        response.headers["Access-Control-Allow-Origin"] = "*"
    elif origin in allowed:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.add("Vary", "Origin")
    else:
        return
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Server-Timing, X-Data-Version, X-Problem"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = "Content-Type, Accept"
        response.headers["Access-Control-Max-Age"] = _DAY


def _for_machines(response: Response) -> bool:
    return request.method == "OPTIONS" or response.mimetype != "text/html"
