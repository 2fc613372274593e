"""The original file of a document, as it came into the data folder."""

import re
from pathlib import Path

from flask import Blueprint, send_file
from pyoxigraph import Literal
from werkzeug.wrappers import Response

from cancu.graph.keeping.holding import Record, record_name
from cancu.web.errors import ProblemError
from cancu.web.site import knowledge, site

originals = Blueprint("originals", __name__)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHOWN = {".pdf": "application/pdf", ".txt": "text/plain"}
"""What a browser may show; everything else it keeps as a file, so nothing in it is ever run."""


def original_href(sha256: str) -> str:
    """Address of the original file of the document with this text, "" where it is not held."""
    return f"/files/{sha256}" if _held(sha256) is not None else ""


def _held(sha256: str) -> tuple[Path, str] | None:
    """The file and its own name; restricted papers lie elsewhere and are never found here."""
    home = site().home
    if home is None or not _SHA256.fullmatch(sha256):
        return None
    try:
        record = Record.from_json((home / record_name(sha256)).read_bytes())
    except (OSError, ValueError, TypeError, KeyError):
        return None
    path = home / record.original
    return (path, record.file) if path.is_file() and path.resolve().is_relative_to(home.resolve()) else None


@originals.get("/files/<sha256>")
def original_file(sha256: str) -> Response:
    """The original file, where the data name its text and the data folder holds it."""
    found = _held(sha256)
    if found is None or not knowledge().page("text-document", sha256=Literal(sha256)).rows:
        raise ProblemError.not_found("tệp gốc")
    path, name = found
    kind = _SHOWN.get(path.suffix.lower())
    return send_file(
        path, mimetype=kind or "application/octet-stream", as_attachment=kind is None, download_name=name, max_age=0
    )
