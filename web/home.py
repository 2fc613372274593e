"""The first page: search, and what the data hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as BaseResponse

from cancu.graph.search import Hit
from cancu.web import address
from cancu.web.findings import report
from cancu.web.lineage import told_ways
from cancu.web.refs import DocumentRef, document, first_of
from cancu.web.site import knowledge, once_a_version, rows, site

front = Blueprint("front", __name__)

LONGEST = 300
SHOWN = 8
PAGE_SIZE = 25
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
class Group:
    """Hits of one kind; `tier` tells how well the best of them fits, 0 best."""

    kind: str
    label: str
    results: Sequence[Result]
    total: int
    tier: int = 0


def highlighted(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """The text with the marked spans in `<mark>`, everything escaped."""
    made = Markup("")
    at = 0
    for start, end in sorted(marks):
        if start < at or end > len(text):
            continue
        made += escape(text[at:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        at = end
    return made + escape(text[at:])


def target(hit: Hit) -> str:
    """Page of a hit."""
    if hit.iri.startswith("question:"):
        return address.question(hit.iri.removeprefix("question:"))
    return address.page(hit.iri)


def _result(hit: Hit) -> Result:
    return Result(target(hit), highlighted(hit.label, hit.marks), hit.detail, hit.near)


@front.get("/")
def home() -> BaseResponse | str:
    """The overview; with `?q=` the results, or straight to the document when the text is the number of one."""
    typed = " ".join(request.args.get("q", "")[:LONGEST].split())
    if "q" in request.args and typed:
        return search(typed)
    return overview()


def search(typed: str) -> BaseResponse | str:
    """Results by kind; `?kind=` shows one kind in pages, `?all=1` never jumps."""
    index = knowledge().search
    kind = request.args.get("kind", "")
    exact = index.instruments(typed)
    if len(exact) == 1 and not kind and not request.args.get("all"):
        return redirect(target(exact[0]), 303)
    if kind in KINDS:
        wanted = request.args.get("page", "1")
        number = max(int(wanted), 1) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1
        found = index.search(typed, [kind], PAGE_SIZE, (number - 1) * PAGE_SIZE)
        groups = [Group(kind, KINDS[kind], [_result(hit) for hit in found.hits], found.total)]
        pages = max(1, -(-found.total // PAGE_SIZE))
    else:
        kind, number, pages = "", 1, 1
        groups = []
        for name, label in KINDS.items():
            found = index.search(typed, [name], SHOWN)
            if found.hits:
                results = [_result(hit) for hit in found.hits]
                groups.append(Group(name, label, results, found.total, found.hits[0].tier))
        # What was named outright comes first, whatever its kind; kinds that fit equally keep their order.
        groups.sort(key=lambda group: group.tier)
    return render_template(
        "search.html",
        typed=typed,
        kind=kind,
        kinds=KINDS,
        exact=[_result(hit) for hit in exact] if not kind else [],
        groups=[group for group in groups if group.results],
        total=sum(group.total for group in groups),
        number=number,
        pages=pages,
    )


def overview() -> str:
    """Search box, counts, plans, the instruments most carried out, questions."""
    opened = knowledge()
    made = report()
    return render_template(
        "home.html",
        counts=opened.version.counts(),
        plans=[document(row, "plan") for row in first_of(rows("home-plans"), "plan")],
        instruments=once_a_version("home-instruments-told", _most_carried_out),
        questions=list(opened.saved.values()),
        report=made,
    )


def _most_carried_out() -> list[tuple[DocumentRef, int, str]]:
    """The instruments that most plans carry out, with how many and how."""
    return [
        (document(row, "doc"), int(row["implementing"]), told_ways(rows("instrument-ways", doc=row["doc"])))
        for row in first_of(rows("home-instruments"), "doc")
    ]


@front.get("/health")
def health() -> Response:
    """For a supervisor: whether the data can be read, which version it is, how many workers are busy."""
    opened = knowledge()
    response: Response = jsonify({"status": "ok", "version": opened.version.id, "workers": site().workers_state()})
    response.headers["Cache-Control"] = "no-store"
    return response
