"""`?lang=en`: the page in English.

Pages are written in Vietnamese alone. When the address asks for English, the finished page has its wording exchanged
by the catalogue (`english.toml`), in this one place: what has no English stays Vietnamese and says so (`lang="vi"`),
and what a paper prints is never touched. The links of the page carry the choice; nothing is kept about the visitor.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from flask import Flask, Response, request
from lxml import etree, html

from cancu.web.address import LONGEST_ADDRESS
from cancu.web.wording import Wording, catalogue

_AS_PRINTED = frozenset({"quote", "passage", "as-read", "copied", "mono", "iri"})
"""Classes of what stands as a paper prints it."""
_LEFT_ALONE = frozenset({"pre", "code", "textarea", "script", "style", "kbd"})
_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "data-label")
_HEADINGS = frozenset({"h1", "h2", "title", "nav"})
_VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
_FILE = re.compile(r"\.[a-z]{2,6}(\.gz)?$")
_NO_PAGE = ("/static/", "/sparql", "/api/", "/health", "/data/")


def is_english() -> bool:
    """Whether this request asks for English."""
    return request.args.get("lang") == "en"


def carried(address: str) -> str:
    """The address with the choice of English; files, data and other sites as they are."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith(_NO_PAGE):
        return address
    if _FILE.search(parts.path) or "lang=" in parts.query:
        return address
    return urlunsplit(parts._replace(query=f"{parts.query}&lang=en" if parts.query else "lang=en"))


def other_language() -> tuple[str, str, str]:
    """Address of this page in the other language, that language's name for itself, and its tag."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    if is_english():
        return _address(kept), "Tiếng Việt", "vi"
    return _address([*kept, ("lang", "en")]), "English", "en"


def _address(given: list[tuple[str, str]]) -> str:
    page = quote(request.path) + (f"?{urlencode(given)}" if given else "")
    return page if len(page) <= LONGEST_ADDRESS else "/"


def in_english(page: str, wording: Wording) -> str:
    """A whole page, or a piece of one, with its wording exchanged and its links carried."""
    whole = page.lstrip()[:9].lower() == "<!doctype"
    root = html.document_fromstring(page) if whole else html.fragment_fromstring(page, create_parent="div")
    if whole:
        root.set("lang", "en")
    for element, place in _places(root):
        _exchange(element, place, wording)
        _carry(element)
    if whole:
        return _written(root, doctype="<!doctype html>") + "\n"
    return "".join(_written(child) for child in root)


def _written(element: html.HtmlElement, doctype: str | None = None) -> str:
    return str(html.tostring(element, doctype=doctype, encoding="unicode"))


class Place(NamedTuple):
    """Where a text stands: in a heading or a menu; among what is printed elsewhere or is code, and so left alone."""

    is_heading: bool = False
    is_closed: bool = False


def _places(root: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, Place]]:
    waiting = [(root, Place())]
    while waiting:
        element, above = waiting.pop()
        here = Place(
            above.is_heading or element.tag in _HEADINGS,
            above.is_closed or _is_closed(element),
        )
        waiting += [(child, here) for child in element if isinstance(child.tag, str)]
        yield element, here


def _is_closed(element: html.HtmlElement) -> bool:
    return (
        element.tag in _LEFT_ALONE or not _AS_PRINTED.isdisjoint(element.get("class", "").split()) or _is_name(element)
    )


def _is_name(element: html.HtmlElement) -> bool:
    """Whether it is a name with the words searched marked, or that of a document: a type and its number."""
    return element.find("mark") is not None or element.find("span[@class='nowrap']") is not None


def _exchange(element: html.HtmlElement, place: Place, wording: Wording) -> None:
    for name in _ATTRIBUTES:
        if (value := element.get(name)) and (said := wording.english(value, place.is_heading)):
            element.set(name, said)
    if place.is_closed:
        if _is_name(element):
            element.set("lang", "vi")
        return
    left = _put(element, "text", place, wording)
    for child in element:
        left = _put(child, "tail", place, wording) or left
    if left and element.tag != "body":
        element.set("lang", "vi")


def _put(node: html.HtmlElement, where: str, place: Place, wording: Wording) -> bool:
    """Exchange one text; whether it stays Vietnamese."""
    text = getattr(node, where)
    if not text or not text.strip():
        return False
    said = wording.english(text, place.is_heading)
    if said is not None:
        setattr(node, where, said)
    return said in (None, text) and bool(_VIETNAMESE.search(text))


def _carry(element: html.HtmlElement) -> None:
    if element.get("hreflang") == "vi":
        return
    for name in ("href", "data-href"):
        if element.tag != "link" and (address := element.get(name)):
            element.set(name, carried(address))
    if element.tag == "form" and element.get("method", "get").lower() != "dialog":
        if element.get("method", "get").lower() == "get":
            hidden = etree.SubElement(element, "input", type="hidden", name="lang", value="en")
            element.insert(0, hidden)
        else:
            element.set("action", carried(element.get("action") or request.full_path))


def register(app: Flask) -> None:
    """Answer `?lang=en`; to be registered after the headers, since what runs last here runs first."""

    def _english(response: Response) -> Response:
        if not is_english():
            return response
        if response.mimetype == "text/html" and not response.direct_passthrough and response.status_code != 304:
            if page := response.get_data(as_text=True).strip():
                response.set_data(in_english(page, catalogue()))
            response.headers["Content-Language"] = "en"
        if 300 <= response.status_code < 400 and (location := response.headers.get("Location")):
            response.headers["Location"] = carried(location)
        return response

    app.jinja_env.globals.update(other_language=other_language, is_english=is_english)
    app.after_request(_english)
