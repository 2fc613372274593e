"""Search: results by kind, straight to the document whose number was typed, and what to offer while somebody types."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from cancu.graph.fold import fold
from cancu.graph.search import Hit
from cancu.graph.spelling import folded_words, word_spans
from cancu.web import address
from cancu.web.facets import LABELS, Choice, Facet, chosen_values, of_results
from cancu.web.fulltext import found_sections
from cancu.web.marking import highlighted
from cancu.web.menu import MENU, MORE
from cancu.web.paging import listed_at
from cancu.web.site import knowledge

searching = Blueprint("searching", __name__)

LONGEST = 300
SHOWN = 8
OFFERED = 4
"""Results of one kind on the page of results, and while somebody types."""
VALUES = 8
"""Options that fill a box of a form."""
PASSAGES = 5
PAGE_SIZE = 25
TAKEN = {
    "plan": ("plan",),
    "instrument": ("plan", "instrument"),
    "agency": ("agency",),
    "body": ("agency",),
    "indicator": ("indicator",),
    "area": ("area",),
}
"""What the boxes of forms take → kinds of things."""
DOCUMENT = "document"
DOCUMENTS = {"plan": ("plan",), "instrument": ("instrument",), DOCUMENT: ("plan", "instrument")}
"""Kinds of results that have facets → kinds of things."""
TEXT = "text"
"""Kind of the results that are sections of texts."""
KINDS = {
    "plan": "Kế hoạch",
    "instrument": "Văn bản",
    "agency": "Cơ quan",
    "indicator": "Chỉ tiêu",
    "area": "Địa bàn",
    "question": "Câu hỏi",
}


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as shown: where it leads, its name with the matching letters marked."""

    href: str
    label: Markup
    detail: str
    near: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A hit that fills a box: its name with the matching letters marked, and what the box then holds."""

    label: Markup
    detail: str
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind; `tier` tells how well the best of them fits, 0 best."""

    kind: str
    label: str
    results: Sequence[Result]
    total: int
    tier: int = 0


def target(hit: Hit) -> str:
    """Page of a hit."""
    if hit.iri.startswith("question:"):
        return address.question(hit.iri.removeprefix("question:"))
    return address.page(hit.iri)


def typed_text() -> str:
    """What was typed, white space collapsed."""
    return " ".join(request.args.get("q", "")[:LONGEST].split())


def _result(hit: Hit) -> Result:
    return Result(target(hit), *_shown(hit), hit.near)


def _shown(hit: Hit) -> tuple[Markup, str]:
    return highlighted(hit.label, hit.marks), hit.detail


def _groups(typed: str, limit: int) -> list[Group]:
    """Results of every kind that has some; what was named outright first, kinds that fit equally in their order."""
    found = knowledge().search.of_each_kind(typed, limit)
    made = [
        Group(kind, label, [_result(hit) for hit in hits.hits], hits.total, hits.hits[0].tier)
        for kind, label in KINDS.items()
        if (hits := found.get(kind)) and hits.hits
    ]
    return sorted(made, key=lambda group: group.tier)


def results(typed: str) -> Response | str:
    """The page of results; `?kind=` shows one kind in pages, `?all=1` never goes straight to the one document."""
    index = knowledge().search
    chosen = chosen_values()
    kind = request.args.get("kind", "")
    if chosen and kind not in DOCUMENTS:
        kind = DOCUMENT
    exact = index.instruments(typed, PAGE_SIZE)
    if len(exact) == 1 and not kind and not request.args.get("all"):
        return redirect(target(exact[0]), 303)
    number, groups, passages = _page_number(), [], None
    if kind in (*KINDS, DOCUMENT):
        kinds = DOCUMENTS.get(kind, (kind,))
        found = index.search(typed, kinds, PAGE_SIZE, (number - 1) * PAGE_SIZE, chosen)
        groups = [Group(kind, KINDS.get(kind, "Kế hoạch, văn bản"), [_result(hit) for hit in found.hits], found.total)]
        total = found.total
    elif kind == TEXT:
        passages = found_sections(typed, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        total = passages.total
    else:
        kind, number, total = "", 1, 1
        groups = _groups(typed, SHOWN)
        passages = found_sections(typed, PASSAGES)
    return render_template(
        "search.html",
        typed=typed,
        kind=kind,
        exact=[_result(hit) for hit in exact] if not kind else [],
        exact_count=index.count_instruments(typed),
        groups=[group for group in groups if group.results],
        passages=passages,
        facets=_facets(typed, kind, chosen),
        number=number,
        pages=max(1, -(-total // PAGE_SIZE)),
        page_href=lambda other: listed_at("/", page=str(other)),
    )


def _facets(typed: str, kind: str, chosen: Mapping[str, str]) -> list[Facet]:
    """Kinds of things first; then what documents can be told apart by, also before a kind was chosen."""
    index = knowledge().search
    away = dict.fromkeys(LABELS)
    counts = index.kinds(typed)
    kinds = [
        Choice(label, counts[key], listed_at("/", **(away | _kind(None if key == kind else key))), key == kind)
        for key, label in KINDS.items()
        if key in counts
    ]
    made = [Facet("Loại kết quả", tuple(kinds))]
    if kind in DOCUMENTS or not kind:
        asked = kind or DOCUMENT
        made += of_results(index, typed, DOCUMENTS[asked], chosen, **_kind(asked))
    return made


def _kind(kind: str | None) -> dict[str, str | None]:
    return {"kind": kind, "all": None if kind else "1"}


def _values(typed: str, kinds: Sequence[str]) -> str:
    """Options that fill a box."""
    knowing = knowledge()
    numbered = [hit for hit in knowing.search.instruments(typed) if hit.kind in kinds]
    found = [*numbered, *(knowing.search.search(typed, kinds, VALUES).hits if kinds else ())]
    hits = list({hit.iri: hit for hit in found}.values())[:VALUES]
    options = [Option(*_shown(hit), knowing.resolver.typed_form(hit)) for hit in hits]
    return render_template("suggested-values.html", options=options)


def _page_number() -> int:
    wanted = request.args.get("page", "1")
    return max(int(wanted), 1) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1


def _pages(typed: str) -> Iterator[Result]:
    """Pages of the site whose name has every word typed."""
    words = folded_words(typed)
    for href, label in (*MENU, *MORE):
        if words and all(any(have.startswith(word) for have in folded_words(label)) for word in words):
            yield Result(href, highlighted(label, word_spans(label, words)), "", False)


@searching.get("/suggest")
def suggestions() -> str:
    """Options for a box while somebody types, as a piece of HTML: a few of each kind, numbers first.

    `?for=` names what a box of a form takes (`agency`, `plan` …): then things of that kind alone, each with the text
    that means it there.
    """
    typed = typed_text()
    if len(fold(typed)) < 2:
        return render_template("suggestions.html", typed=typed, groups=[], more="", count=0)
    if taken := request.args.get("for", ""):
        return _values(typed, TAKEN.get(taken, ()))
    exact = {target(hit): _result(hit) for hit in knowledge().search.instruments(typed, OFFERED)}
    groups = [Group("number", "Đúng số, ký hiệu", list(exact.values()), len(exact))] if exact else []
    for group in _groups(typed, OFFERED):
        further = [result for result in group.results if result.href not in exact]
        if further:
            groups.append(Group(group.kind, group.label, further, group.total, group.tier))
    # Near matches stand below every good one, as on the page of results.
    groups.sort(key=lambda group: group.results[0].near)
    pages = list(_pages(typed))[:OFFERED]
    if pages:
        groups.append(Group("page", "Trang", pages, len(pages)))
    return render_template(
        "suggestions.html",
        typed=typed,
        groups=groups,
        more="/?" + urlencode({"q": typed, "all": "1"}),
        count=sum(len(group.results) for group in groups),
    )
