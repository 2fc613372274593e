"""«Mới cập nhật»: how this version of the data differs from the one before it, as a page and as an Atom feed."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, render_template

from cancu.graph import names
from cancu.graph.knowledge import Knowledge
from cancu.graph.store import versions
from cancu.web import address, present
from cancu.web.refs import DocumentRef, document, first_of
from cancu.web.site import Row, knowledge, once_a_version, site

updates = Blueprint("updates", __name__)

ATOM = "http://www.w3.org/2005/Atom"
KINDS = {
    "added": "Văn bản mới",
    "reread": "Văn bản có bản mới của toàn văn",
    "reviewed": "Văn bản vừa được soát",
    "removed": "Văn bản đã đưa ra khỏi dữ liệu",
}
COUNTED = {
    "plans": "kế hoạch đã đọc toàn văn",
    "instruments": "văn bản",
    "citations": "lần viện dẫn",
    "resolved": "viện dẫn đã xác định",
    "targets": "mức chỉ tiêu",
    "duties": "nhiệm vụ",
    "reports": "chế độ báo cáo",
    "reviewed_citations": "viện dẫn đã soát",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many there were and are."""

    label: str
    before: int
    now: int

    @property
    def difference(self) -> str:
        """«+12», «−3», «không đổi»."""
        change = self.now - self.before
        return "không đổi" if not change else f"{'+' if change > 0 else '−'}{present.integer(abs(change))}"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions compared: documents by what happened to them, and counts."""

    before: str
    now: str
    documents: Mapping[str, tuple[DocumentRef, ...]]
    counts: tuple[Count, ...]

    @property
    def total(self) -> int:
        """Documents concerned."""
        return sum(map(len, self.documents.values()))


def difference() -> Difference | None:
    """What changed since the version kept before the one shown; None where there is none."""
    opened = knowledge()
    earlier = _earlier(opened)
    if earlier is None:
        return None
    return once_a_version(f"difference:{earlier.version.id}", lambda: compared(earlier, opened))


def _earlier(opened: Knowledge) -> Knowledge | None:
    home = site().home
    if home is None:
        return None
    built = _built(opened)
    older = [v for v in versions(home) if v.id != opened.version.id and v.folder.stat().st_mtime <= built.timestamp()]
    newest = max(older, key=lambda v: v.folder.stat().st_mtime, default=None)
    return site().source.pinned(newest.id) if newest else None


def _built(opened: Knowledge) -> datetime:
    return datetime.fromtimestamp(opened.version.folder.stat().st_mtime, UTC)


def compared(earlier: Knowledge, opened: Knowledge) -> Difference:
    """The difference of two versions."""
    old, new = _held(earlier), _held(opened)
    counts, before = opened.version.counts(), earlier.version.counts()
    both = [iri for iri in new if iri in old]
    by_kind = {
        "added": [new[iri] for iri in new if iri not in old],
        "reread": [new[iri] for iri in both if new[iri]["sha256"] != old[iri]["sha256"]],
        "reviewed": [new[iri] for iri in both if new[iri]["review"] != old[iri]["review"]],
        "removed": [old[iri] for iri in old if iri not in new],
    }
    return Difference(
        earlier.version.id,
        opened.version.id,
        {kind: tuple(document(row, "doc") for row in found) for kind, found in by_kind.items() if found},
        tuple(Count(label, before.get(key, 0), counts.get(key, 0)) for key, label in COUNTED.items()),
    )


def _held(opened: Knowledge) -> dict[str, Row]:
    return {row["doc"]: row for row in first_of(opened.page("held-documents").values(), "doc")}


@updates.get("/updates")
def updates_page() -> str:
    """The differences."""
    return render_template(
        "updates.html", found=difference(), kinds=KINDS, built=present.date(_built(knowledge()).date().isoformat())
    )


@updates.get("/updates.atom")
def feed() -> Response:
    """The same to subscribe to: an entry for each document concerned."""
    found = difference()
    when = _built(knowledge()).isoformat().replace("+00:00", "Z")
    version = knowledge().version.id
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})

    def put(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
        made = ElementTree.SubElement(parent, tag, attributes)
        made.text = text or None
        return made

    put(root, "id", f"{names.ROOT}updates")
    put(root, "title", "Căn Cứ: mới cập nhật")
    put(root, "updated", when)
    put(put(root, "author"), "name", "Căn Cứ")
    put(root, "link", rel="self", href="/updates.atom")
    put(root, "link", rel="alternate", type="text/html", href="/updates")
    for kind, documents in found.documents.items() if found else ():
        for ref in documents:
            entry = put(root, "entry")
            put(entry, "id", f"{ref.iri}#{kind}-{version}")
            put(entry, "title", f"{KINDS[kind]}: {ref.name}")
            put(entry, "updated", when)
            put(entry, "link", rel="alternate", type="text/html", href=address.page(ref.iri))
            put(entry, "summary", present.joined([ref.subject, ref.line]) or ref.name)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/atom+xml; charset=utf-8")
