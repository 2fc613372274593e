"""Pages of documents: an instrument answers «ai triển khai?» at once, a plan what it rests on and what it asks for."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from cancu.graph.catalogue import IMPLEMENTS
from cancu.graph.catalogue_file import Entry
from cancu.graph.check import Finding
from cancu.graph.fulltext import sections
from cancu.web import address, citations, lineage, named, passages, planning, present, words
from cancu.web.citations import Mention
from cancu.web.coverage import of_instrument
from cancu.web.findings import SEVERITIES, findings_of, severity_label
from cancu.web.lineage import Lineage, Link
from cancu.web.lineage_picture import picture
from cancu.web.originals import original_href
from cancu.web.paging import Part, first_of_page, page_of
from cancu.web.parts import NO_PARTS, Thing, bodies_named, parts_of, things
from cancu.web.passages import Passage
from cancu.web.refs import BodyRef, DocumentRef, first_of, listed
from cancu.web.refs import documents as documents_of
from cancu.web.replies import page
from cancu.web.reviews import Review, review_of
from cancu.web.site import Row, knowledge, labels, rows, text_of
from cancu.web.withdrawn import absent

documents = Blueprint("documents", __name__)

_DETAILS = (
    "numberStatus", "status", "register", "issues", "signer", "signerPost", "signingCapacity", "reviewState",
    "reviewedBy", "reviewedOn",
)  # fmt: skip
MISTAKEN = 12
"""Documents of the same number that a page names."""
PLACES = 100
"""Places of one level and state that a page names; the question about coverage lists all."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document itself."""

    entry: Entry
    ref: DocumentRef
    row: Row
    recipients: tuple[str, ...]

    @property
    def is_plan(self) -> bool:
        """Whether it is a plan."""
        return self.entry.is_plan

    @property
    def held(self) -> str:
        """text, citation or register."""
        return words.local(self.entry.held)

    @property
    def number_note(self) -> str:
        """Why there is no number."""
        return words.NUMBER_STATUSES.get(words.local(self.row["numberStatus"]), "")

    @property
    def status(self) -> str:
        """Whether it is in force, as far as anybody checked."""
        return words.word(words.STATUSES, self.row["status"] or "unchecked")

    @property
    def review(self) -> Review:
        """Whether a person has confirmed its reading as a whole."""
        return review_of(self.row.__getitem__)

    @property
    def garbled(self) -> bool:
        """Whether its text was damaged in scanning."""
        return self.ref.garbled

    @property
    def level(self) -> str:
        """Level in words."""
        return words.word(words.LEVELS, self.entry.level) if self.entry.level else ""

    @property
    def system(self) -> str:
        """Party, State or Front."""
        return words.word(words.SYSTEMS, self.entry.system) if self.entry.system else ""

    @property
    def issuer(self) -> BodyRef | None:
        """Who issued it, with the day it ended."""
        if not self.entry.issuer:
            return None
        return BodyRef(self.entry.issuer, self.entry.issuer_label, self.row["issuerEnded"])

    @property
    def period(self) -> str:
        """«2024–2026» or «2024»."""
        start, end = present.date(self.row["start"]), present.date(self.row["end"])
        return start if start == end or not end else f"{start} – {end}"

    @property
    def quality(self) -> str:
        """Quality of the text in words."""
        return words.word(words.QUALITIES, self.entry.quality) if self.entry.quality else ""


def tallied(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """How many findings of each severity in words, the most serious first: «6 điểm cần rà soát», «5 lưu ý»."""
    counts = Counter[str](finding.severity for finding in findings)
    return [(key, f"{counts[key]} {severity_label(key).lower()}") for key in SEVERITIES if counts[key]]


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument a plan names in one role, with every mention in that role."""

    document: DocumentRef | None
    mentions: tuple[Mention, ...]

    @property
    def surface(self) -> str:
        """As printed, where the instrument is not known."""
        return self.mentions[0].surface

    @property
    def places(self) -> list[tuple[str, str, int]]:
        """Sections that name it: in words, anchor of the first mention there, how many mentions."""
        found: dict[str, tuple[str, int]] = {}
        for mention in self.mentions:
            anchor, count = found.get(mention.place, (mention.anchor, 0))
            found[mention.place] = (anchor, count + 1)
        return [(place, anchor, count) for place, (anchor, count) in found.items()]

    @property
    def bases(self) -> list[str]:
        """How it is carried out, strongest first."""
        found = {words.local(m.basis) for m in self.mentions if m.basis}
        return [label for key, label in words.BASES.items() if key in found]

    @property
    def rank(self) -> int:
        """Place of the strongest way, for sorting."""
        strength = list(words.BASES)
        return min((strength.index(k) for m in self.mentions if (k := words.local(m.basis)) in strength), default=9)


def facts_of(iri: str) -> Facts | None:
    """Facts of a document, None when the data do not hold it."""
    entry = knowledge().catalogue.entries([iri]).get(iri)
    if entry is None:
        return None
    found = things(rows("document", doc=iri))
    return Facts(entry, listed(entry), _row(iri, found), tuple(found[iri].each("recipient")))


def _row(iri: str, found: Mapping[str, Thing]) -> Row:
    """The details of a document from what is said of it, its source, its period and what it came with."""
    said, nothing = found[iri], Thing("", {})
    text, period, issued = (found.get(said.one(name), nothing) for name in ("source", "temporal", "issues"))
    decision = next((thing for thing in found.values() if iri in thing.each("issues")), nothing)
    bodies = bodies_named([name for role in ("issuedBy", "register") if (name := said.one(role))])
    issuer, register = (bodies.get(said.one(role), BodyRef("", "")) for role in ("issuedBy", "register"))
    return {
        **{name: said.one(name) for name in _DETAILS},
        **{name: text.one(name) for name in ("sha256", "fileName", "characterCount")},
        "start": period.one("startDate"),
        "end": period.one("endDate"),
        "issuerEnded": issuer.ended,
        "registerLabel": register.label,
        "issuesTitle": issued.one("title"),
        "decision": decision.iri,
        "decisionNumber": decision.one("documentNumber"),
        "decisionType": decision.one("work_type"),
        "listedIn": said.one("source") if words.local(said.one("held")) == "register" else "",
    }


def roles(mentions: Sequence[Mention]) -> dict[str, list[Named]]:
    """Instruments a document names, by role: implements, based_on, proposed_by, replaces, amends, repeals, cites.

    Only title and recital give a ground of the whole plan, so «Căn cứ» of the body counts as a reference.
    """
    by_role: dict[str, dict[str, list[Mention]]] = {}
    for mention in mentions:
        role = mention.kind
        if role == "based_on" and mention.section not in ("preamble", "title"):
            role = "cites"
        key = mention.cited.iri if mention.cited else mention.iri
        by_role.setdefault(role, {}).setdefault(key, []).append(mention)
    named = {
        role: [Named(group[0].cited, tuple(group)) for group in groups.values()] for role, groups in by_role.items()
    }
    named.get("implements", []).sort(key=lambda entry: entry.rank)
    return named


def summary(name: str, down: Lineage) -> str:
    """One sentence: how many carry the instrument out, and how."""
    if not down.implementing_count:
        return f"Trong dữ liệu này chưa có văn bản nào triển khai, thực hiện {name}."
    phrases = []
    said_of = [label.lower() for label in words.BASES.values()]
    for rank, label in enumerate(said_of):
        groups = [group for group in down.groups if group.bases[0] == rank]
        total = sum(group.count for group in groups)
        also = Counter[int]()
        for group in groups:
            also.update(dict.fromkeys(group.bases[1:], group.count))
        further = [f"{present.integer(count)} trong số đó còn {said_of[kind]}" for kind, count in also.items()]
        vias = {group.via for group in groups if group.indirect}
        through = {down.through[via].name for via in vias if via in down.through} if len(vias) == 1 else set()
        indirect = sum(group.count for group in groups if group.indirect)
        if len(through) == 1 and indirect == total:
            note = f" (qua {through.pop()})"
        else:
            note = f" (trong đó {present.integer(indirect)} qua văn bản khác)" if indirect else ""
        if groups:
            phrases.append(", ".join([f"{present.integer(total)} {label}{note}", *further]))
    told = present.joined(phrases, "; ")
    said = f"Trong dữ liệu này có {present.integer(down.implementing_count)} văn bản triển khai, thực hiện {name}"
    return said + (f": {told}." if told else ".")


def same_number(entry: Entry) -> tuple[list[tuple[DocumentRef, str]], int]:
    """Instruments easily taken for this one: of the same number (""), or printed with it somewhere (that number).

    The first of them, and how many there are.
    """
    catalogue = knowledge().catalogue
    same, count = catalogue.documents({"number": entry.number}, "place", MISTAKEN + 1) if entry.number else ([], 0)
    others = [(listed(other), "") for other in same if other.iri != entry.iri]
    printed = first_of(rows("document-printed-number", doc=entry.iri), "other")
    told = documents_of(row["other"] for row in printed[:MISTAKEN])
    others += [(told[row["other"]], row["printed"]) for row in printed[:MISTAKEN]]
    return others[:MISTAKEN], max(count - 1, 0) + len(printed)


def find(path: str, family: str) -> tuple[Facts, str] | Response:
    """Facts and IRI of the document that a page path names, or the redirect to its one address. Raises ProblemError."""
    iri = address.document(path)
    facts = facts_of(iri)
    if facts is None:
        successor = rows("replaced", thing=iri)
        if successor:
            return redirect(address.page(successor[0]["successor"]), 301)
        raise absent(iri)
    canonical = address.page(iri)
    if canonical != f"/{family}/{path}":
        query = request.query_string.decode("ascii", "replace")
        return redirect(canonical + (f"?{query}" if query else ""), 308)
    return facts, iri


@documents.get("/plans/<path:path>")
def plan_page(path: str) -> Response | str:
    """A plan."""
    return show(path, "plans")


@documents.get("/instruments/<path:path>")
def instrument_page(path: str) -> Response | str:
    """An instrument that is no plan."""
    return show(path, "instruments")


def _passages(text: str, mentions: Iterable[Mention], tasks: Iterable[planning.Task]) -> dict[str, Passage]:
    """By IRI the passage in which each citation stands, and that of each duty."""
    found = {m.iri: passages.around(text, m.start, m.end) for m in mentions}
    found |= {d.iri: passages.whole(text, d.start, d.end) for t in tasks for d in t.first.duties}
    return {iri: passage for iri, passage in found.items() if passage is not None}


def _text_anchors(text: str, mentions: Iterable[Mention]) -> dict[str, str]:
    """By IRI of a citation the place on the page of the whole text where its section begins."""
    starts = [start for _, start, _ in sections(text)]
    placed = ((m.iri, bisect_right(starts, int(m.start))) for m in mentions if m.start.isdecimal())
    return {iri: f"at-{starts[at - 1]}" for iri, at in placed if at}


def _below(iri: str) -> tuple[Lineage, Part[Link]]:
    """What stands below a document, and the page of those that carry it out which `?page=` names."""
    total = knowledge().catalogue.counts_below(iri).get(IMPLEMENTS, 0)
    start = first_of_page(total, lineage.SHOWN)
    down = lineage.below(iri, start=start)
    return down, page_of(down.implementing, total, lineage.SHOWN, request.path, "#bang")


def show(path: str, family: str) -> Response | str:
    """The page of a document, the same template for plans and instruments: sections follow what the data hold."""
    found = find(path, family)
    if not isinstance(found, tuple):
        return found
    facts, iri = found
    catalogue = knowledge().catalogue
    mistaken, mistaken_count = same_number(facts.entry)
    down, at = _below(iri)
    mention_count, only_count = catalogue.count_mentions(iri)
    held = facts.held == "text"
    found_parts = parts_of(iri) if held or facts.held == "register" else NO_PARTS
    mentions = citations.made_by(found_parts)
    tasks = planning.tasks(found_parts)
    content = text_of(facts.row["sha256"]) if held else None
    findings = findings_of(iri)
    return page(
        iri,
        render_template(
            "document.html",
            facts=facts,
            doc=facts.ref,
            iri=iri,
            down=down,
            at=at,
            down_picture=picture(facts.ref.name, down) if down.tree else None,
            coverage=of_instrument(iri) if down.implementing_count and not held else [],
            places_named=PLACES,
            up=lineage.above(iri),
            citing=citations.made_of(catalogue.mentions(iri, lineage.SHOWN)),
            mention_count=mention_count,
            only_citing=citations.made_of(catalogue.only_citing(iri, lineage.SHOWN)),
            only_count=only_count,
            summary=summary(facts.ref.name, down),
            mentions=mentions,
            listed=mentions if facts.held == "register" else [],
            roles=roles(mentions),
            mistaken=mistaken,
            mistaken_count=mistaken_count,
            items=planning.items(found_parts),
            tasks=tasks,
            text_held=content is not None,
            text_anchors=_text_anchors(content, mentions) if content is not None else {},
            original=original_href(facts.row["sha256"]) if held else "",
            passages=_passages(content, mentions, tasks) if content is not None else {},
            reports=planning.reports(found_parts),
            orders=named.orders(found_parts, iri),
            names=named.names(found_parts),
            findings=findings,
            tallies=tallied(findings),
            labels=labels(),
        ),
    )
