"""Atom feeds: what is new in the version of the data shown, dated by the day it was built."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from cancu.web.site import knowledge

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    key: str
    title: str
    href: str
    summary: str


def feed_of(identity: str, title: str, page: str, here: str, entries: Sequence[Entry]) -> Response:
    """The feed at `here` that tells what `page` shows."""
    when = knowledge().version.built.isoformat().replace("+00:00", "Z")
    version = knowledge().version.id
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})

    def put(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
        made = ElementTree.SubElement(parent, tag, attributes)
        made.text = text or None
        return made

    put(root, "id", identity)
    put(root, "title", title)
    put(root, "updated", when)
    put(put(root, "author"), "name", "Căn Cứ")
    put(root, "link", rel="self", href=here)
    put(root, "link", rel="alternate", type="text/html", href=page)
    for told in entries:
        entry = put(root, "entry")
        put(entry, "id", f"{told.key}-{version}")
        put(entry, "title", told.title)
        put(entry, "updated", when)
        put(entry, "link", rel="alternate", type="text/html", href=told.href)
        put(entry, "summary", told.summary)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/atom+xml; charset=utf-8")
