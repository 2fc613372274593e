"""The first page: search, and what the data hold."""

from collections import Counter

from flask import Blueprint, Response, jsonify, render_template
from werkzeug.wrappers import Response as BaseResponse

from cancu.graph.names import HELD
from cancu.web import searching
from cancu.web.coverage import most_carried_out
from cancu.web.gaps import gaps
from cancu.web.lineage import told_counts
from cancu.web.refs import DocumentRef, listed
from cancu.web.site import knowledge, once_a_version, site

front = Blueprint("front", __name__)

NEWEST = 12
"""Plans that the first page names."""


@front.get("/")
def home() -> BaseResponse | str:
    """The overview; with `?q=` the results, or straight to the document when the text is the number of one."""
    typed = searching.typed_text()
    return searching.results(typed) if typed else overview()


def overview() -> str:
    """Search box, counts, plans, the instruments most carried out, what is missing, questions."""
    opened = knowledge()
    most = once_a_version("home-instruments-told", _most_carried_out)
    return render_template(
        "home.html",
        counts=opened.version.counts(),
        plans=once_a_version("home-plans", _newest_plans),
        instruments=most,
        gaps=gaps([ref for ref, _, _ in most]),
        questions=list(opened.saved.values()),
        severities=opened.findings.severities,
    )


def _most_carried_out() -> list[tuple[DocumentRef, int, str]]:
    """The instruments that most plans carry out, with how many and how."""
    return [(listed(entry), entry.implementing, _told(entry.iri)) for entry in most_carried_out()]


def _newest_plans() -> list[DocumentRef]:
    found, _ = knowledge().catalogue.documents({"is_plan": 1, "held": HELD + "text"}, "newest", NEWEST)
    return [listed(entry) for entry in found]


def _told(iri: str) -> str:
    counts = Counter[int]()
    for group in knowledge().catalogue.groups_below(iri, plans=True):
        counts[group.bases[0]] += group.count
    return told_counts(counts)


@front.get("/health")
def health() -> Response:
    """For a supervisor: whether the data can be read, which version it is, how many workers are busy."""
    opened = knowledge()
    response: Response = jsonify({"status": "ok", "version": opened.version.id, "workers": site().workers_state()})
    response.headers["Cache-Control"] = "no-store"
    return response
