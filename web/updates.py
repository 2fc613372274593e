"""«Mới cập nhật»: how this version of the data differs from the one before it, as a page and as an Atom feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from cancu.graph import names
from cancu.graph.knowledge import Knowledge
from cancu.graph.lookup import LookupFailedError
from cancu.graph.store import versions
from cancu.web import address, present
from cancu.web.agency_news import KINDS as AGENCY_KINDS
from cancu.web.agency_news import agency_news
from cancu.web.atom import Entry, feed_of
from cancu.web.errors import ProblemError
from cancu.web.refs import DocumentRef, document, first_of
from cancu.web.site import Row, knowledge, once_a_version, site

updates = Blueprint("updates", __name__)

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
    earlier = earlier_version(opened)
    if earlier is None:
        return None
    return once_a_version(f"difference:{earlier.version.id}", lambda: compared(earlier, opened))


def earlier_version(opened: Knowledge) -> Knowledge | None:
    """The version kept before this one; None where there is none."""
    home = site().home
    if home is None:
        return None
    built = opened.version.built.timestamp()
    older = [v for v in versions(home) if v.id != opened.version.id and v.folder.stat().st_mtime <= built]
    newest = max(older, key=lambda v: v.folder.stat().st_mtime, default=None)
    return site().source.pinned(newest.id) if newest else None


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
        "updates.html",
        found=difference(),
        kinds=KINDS,
        built=present.date(knowledge().version.built.date().isoformat()),
    )


@updates.get("/updates.atom")
def feed() -> Response:
    """The same to subscribe to: an entry for each document concerned; `?agency=` what concerns one body."""
    typed = " ".join(request.args.get("agency", "")[:500].split())
    if not typed:
        found = difference()
        entries = [
            Entry(
                f"{ref.iri}#{kind}",
                f"{KINDS[kind]}: {ref.name}",
                address.page(ref.iri),
                present.joined([ref.subject, ref.line]) or ref.name,
            )
            for kind, documents in (found.documents.items() if found else ())
            for ref in documents
        ]
        return feed_of(f"{names.ROOT}updates", "Căn Cứ: mới cập nhật", "/updates", "/updates.atom", entries)
    try:
        agency = knowledge().resolver.agency(typed)
    except LookupFailedError as error:
        links = tuple((f"/updates.atom?{urlencode({'agency': c.iri})}", c.label) for c in error.candidates)
        raise ProblemError(
            404 if error.code == "unknown" else 400, error.message_vi, f"parameter-{error.code}", links=links,
            next_step="Dùng liên kết «Theo dõi thay đổi» ở trang của cơ quan.", extra={"parameter": "agency"},
        ) from None  # fmt: skip
    earlier = earlier_version(knowledge())
    entries = [
        Entry(
            f"{agency.iri}#{news.kind}-{present.local_name(news.plan.iri)}",
            f"{AGENCY_KINDS[news.kind]}: {news.plan.name}",
            address.page(news.plan.iri),
            present.joined([news.told, news.plan.subject, news.plan.line]),
        )
        for news in (agency_news(earlier, knowledge(), agency.iri) if earlier else ())
    ]
    here = "/updates.atom?" + urlencode({"agency": agency.iri})
    return feed_of(f"{agency.iri}#updates", f"Căn Cứ: {agency.label}", address.page(agency.iri), here, entries)
