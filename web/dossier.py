"""«Hồ sơ»: what is known of a document on a few sheets to print and file, with its identifier as a QR code."""

import segno
from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from cancu.graph.saved import today
from cancu.web import citations, lineage, planning, present, quoting
from cancu.web.documents import facts_of, roles, summary
from cancu.web.errors import ProblemError
from cancu.web.findings import findings_of
from cancu.web.parts import NO_PARTS, parts_of
from cancu.web.replies import page
from cancu.web.site import labels

dossier = Blueprint("dossier", __name__)

PRINTED = 100
"""Documents below one that a dossier lists at most in each way."""


def qr_code(text: str) -> Markup:
    """A QR code as SVG, made here."""
    # segno writes numbers and path commands alone: nothing of `text` stands in the markup.
    return Markup(segno.make(text, error="m", micro=False).svg_inline(scale=3, svgclass="qr", light="#fff"))


@dossier.get("/dossier")
def dossier_page() -> Response | str:
    """The sheets of one document, named by its IRI."""
    iri = request.args.get("of", "")[:2000]
    facts = facts_of(iri) if iri else None
    if facts is None:
        raise ProblemError.not_found(iri or "văn bản")
    held = facts.held == "text"
    down = lineage.below(iri, PRINTED)
    found = parts_of(iri) if held else NO_PARTS
    return page(
        iri,
        render_template(
            "dossier.html",
            iri=iri,
            facts=facts,
            doc=facts.ref,
            reference=quoting.legal(facts.ref),
            qr=qr_code(iri),
            summary=summary(facts.ref.name, down),
            up=lineage.above(iri),
            down=down,
            roles=roles(citations.made_by(found)),
            items=planning.items(found),
            tasks=planning.tasks(found),
            reports=planning.reports(found),
            findings=findings_of(iri),
            labels=labels(),
            printed=present.date(today()),
        ),
    )
