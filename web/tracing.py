"""«Lược đồ văn bản»: everything above and below one document, as a tree and as the same links in a table."""

from flask import Blueprint, render_template, request

from cancu.graph.lookup import Candidate, LookupFailedError
from cancu.web import lineage
from cancu.web.documents import facts_of
from cancu.web.errors import ProblemError
from cancu.web.site import knowledge

tracing = Blueprint("tracing", __name__)

DIRECTIONS = {"up": "Căn cứ, văn bản cấp trên", "down": "Văn bản triển khai, thực hiện", "both": "Cả hai chiều"}


@tracing.get("/trace")
def trace() -> tuple[str, int] | str:
    """The trace of the document that `?of=` names by number, IRI or file; without it, a form."""
    typed = request.args.get("of", "")[:300].strip()
    direction = request.args.get("direction", "both")
    if direction not in DIRECTIONS:
        raise ProblemError(
            400,
            "Chiều của lược đồ (direction) phải là một trong: " + ", ".join(DIRECTIONS) + ".",
            "parameter-malformed",
        )
    if not typed:
        return _page("", direction)
    try:
        found = knowledge().resolver.instrument(typed)
    except LookupFailedError as error:
        status = 404 if error.code == "unknown" else 300
        return _page(typed, direction, message=error.message_vi, candidates=error.candidates), status
    facts = facts_of(found.iri)
    if facts is None:
        raise ProblemError.not_found(typed)
    return render_template(
        "trace.html",
        typed=typed,
        direction=direction,
        directions=DIRECTIONS,
        doc=facts.ref,
        iri=found.iri,
        up=lineage.above(found.iri) if direction != "down" else None,
        down=lineage.below(found.iri) if direction != "up" else None,
        message="",
        candidates=(),
    )


def _page(typed: str, direction: str, message: str = "", candidates: tuple[Candidate, ...] = ()) -> str:
    return render_template(
        "trace.html", typed=typed, direction=direction, directions=DIRECTIONS, doc=None, message=message,
        candidates=candidates,
    )  # fmt: skip
