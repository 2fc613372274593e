"""Replies that several pages share: a page about a thing with links to its data, and files to download."""

from urllib.parse import quote

from flask import Response, make_response

from cancu.web import address, present
from cancu.web.negotiate import RDF_VARIANTS, Variant
from cancu.web.site import knowledge

LICENCE = "CC BY 4.0"
"""Of the data, as people call it."""
TABLE_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "rq": "application/sparql-query; charset=utf-8",
}


def page(iri: str, body: str) -> Response:
    """An HTML page about `iri`, with `Link` headers to the same thing as data."""
    response = make_response(body)
    links = [f'<{address.data(iri, v.ending)}>; rel="alternate"; type="{v.media_type}"' for v in RDF_VARIANTS]
    links.append(f'<{address.page(iri)}>; rel="canonical"')
    response.headers["Link"] = ", ".join(links)
    return response


def typed(variant: Variant) -> str:
    """Content-Type of a variant, with the character set that all its kinds use."""
    return f"{variant.media_type}; charset=utf-8"


def origin() -> dict[str, str]:
    """Where the rows of a workbook come from, for the sheet that tells about it."""
    version = knowledge().version
    return {
        "Phiên bản dữ liệu": version.id,
        "Ngày dựng dữ liệu": present.date(version.built.date().isoformat()),
        "Giấy phép dữ liệu": LICENCE,
    }


def download(body: bytes, content_type: str, name: str) -> Response:
    """A file to keep; the name may hold Vietnamese letters."""
    response = Response(body, content_type=content_type)
    ascii_name = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    return response
