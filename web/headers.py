"""Headers of every response: what a browser may do with a page, how long it may keep it; one spelling a path."""

import hashlib
import time
from functools import cache
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Flask, Response, abort, g, redirect, request, send_from_directory
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as BaseResponse

from cancu.graph.knowledge import Knowledge
from cancu.web import address
from cancu.web.dataset import LICENCE
from cancu.web.errors import ProblemError
from cancu.web.site import site
from cancu.web.transport import compress, refuse_foreign_posts, share

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFETY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_MOVED = Markup(
    '<!doctype html>\n<html lang="vi"><meta charset="utf-8"><title>Chuyển trang</title>'
    '<p>Nội dung ở địa chỉ khác: <a href="{0}">{0}</a></p></html>\n'
)
_OF_QUERIES = frozenset({"/sparql", "/query", "/query/two-way.csv", "/query/two-way.xlsx"})
"""Addresses that may hold the text of a query, which has a limit of its own."""
YEAR = "public, max-age=31536000, immutable"

static = Blueprint("static", __name__)


@cache
def asset(name: str) -> str:
    """Address of a file of the site that changes with its content, so browsers may keep it for good."""
    return f"/static/{name}?h={hashlib.sha256(STATIC.joinpath(name).read_bytes()).hexdigest()[:12]}"


def icon() -> str:
    """The mark of the site within the page: one request less."""
    return "data:image/svg+xml," + quote(STATIC.joinpath("mark.svg").read_text("utf-8").strip())


@static.get("/static/<path:name>")
def static_file(name: str) -> BaseResponse:
    """A file of the site."""
    if "\\" in name or not STATIC.joinpath(name).is_file():
        abort(404)
    response = send_from_directory(STATIC, name, conditional=True)
    response.headers["Cache-Control"] = YEAR if request.args.get("h") else "no-cache"
    return response


def _refuse_long_address() -> None:
    """A page names its own address in many links: a long one would be answered by a page many times as long."""
    length = len(request.environ.get("PATH_INFO", "")) + len(request.query_string)
    if length > address.LONGEST_ADDRESS and request.path not in _OF_QUERIES:
        raise ProblemError(
            414, "Địa chỉ dài hơn mức mà trang này nhận.", "address-too-long",
            next_step="Rút ngắn điều muốn tìm rồi thử lại.",
        )  # fmt: skip


def _refuse_bad_path() -> None:
    raw = request.environ.get("PATH_INFO", "")
    try:
        path = raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise ProblemError(400, "Địa chỉ không phải UTF-8.", token="not-utf-8") from None
    if any(ord(character) < 32 or character == "\x7f" for character in path):
        raise ProblemError(400, "Địa chỉ có ký tự điều khiển.")


def _one_spelling() -> BaseResponse | None:
    """308 to the one spelling of a path: no slash at the end, small letters without marks where an identifier follows.

    Leading slashes are one, so that no path names another host.
    """
    path = request.path
    if not request.environ.get("PATH_INFO"):
        # Werkzeug would send the visitor on to an absolute address made from the Host header.
        return redirect("/", 308)
    target = path if path == "/" else "/" + address.spelled(path).strip("/\\") if _is_misspelt(path) else path
    if target == path or request.method not in ("GET", "HEAD"):
        return None
    query = request.query_string.decode("ascii", "replace")
    return redirect(quote(target, safe="/~_-.") + (f"?{query}" if query else ""), 308)


def _is_misspelt(path: str) -> bool:
    return path.endswith("/") or path.startswith("//") or address.spelled(path) != path


def _start_clock() -> None:
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    for name, value in SAFETY.items():
        response.headers.setdefault(name, value)
    response.headers.pop("Server", None)
    opened: Knowledge | None = g.get("knowledge")
    if response.status_code == 200 and request.method in ("GET", "HEAD") and request.endpoint != "static.static_file":
        _let_revalidate(response, opened)
    elif 300 <= response.status_code < 400:
        response.headers.setdefault("Cache-Control", "no-cache")
        if location := response.headers.get("Location"):
            response.set_data(_MOVED.format(escape(location)))
            response.content_type = "text/html; charset=utf-8"
    compress(response)
    if "began" in g:
        response.headers.add("Server-Timing", f"total;dur={(time.perf_counter() - g.began) * 1000:.0f}")
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        response.make_conditional(request)
    share(response, site().settings.cors_origins)
    return response


def _let_revalidate(response: Response, opened: Knowledge | None) -> None:
    """ETag of data version and content; a page pinned with `?v=` never changes."""
    response.headers.setdefault("Cache-Control", "no-cache")
    if opened is None or response.direct_passthrough or response.is_streamed:
        return
    if request.args.get("v"):
        response.headers["Cache-Control"] = YEAR
    content = hashlib.sha256(response.get_data()).hexdigest()[:20]
    response.set_etag(f"{opened.version.id}-{content}")
    response.last_modified = opened.version.built
    response.headers["X-Data-Version"] = opened.version.id
    if response.mimetype != "text/html":
        response.headers.add("Link", f'<{LICENCE}>; rel="license"')


def register(app: Flask) -> None:
    """Add the headers and the static files to the application."""
    app.register_blueprint(static)
    app.before_request(_start_clock)
    app.before_request(_refuse_long_address)
    app.before_request(_refuse_bad_path)
    app.before_request(_one_spelling)
    app.before_request(refuse_foreign_posts)
    app.after_request(_finish)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["icon"] = icon()
