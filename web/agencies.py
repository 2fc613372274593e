"""The page of a body or group of bodies: duties across plans, indicators it leads, reports it sends and receives."""

from datetime import date

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from cancu.web import present, words
from cancu.web.agency_work import Work
from cancu.web.bodies import known, refs_of
from cancu.web.findings import findings_of
from cancu.web.refs import grouped
from cancu.web.replies import page
from cancu.web.site import labels, rows
from cancu.web.succession import line_of

agencies = Blueprint("agencies", __name__)


@agencies.get("/agencies/<slug>")
def agency_page(slug: str) -> Response | str:
    """A body."""
    return show_agency("body", slug)


@agencies.get("/agencies/groups/<slug>")
def group_page(slug: str) -> Response | str:
    """A group of bodies."""
    return show_agency("body-group", slug)


def show_agency(kind: str, slug: str) -> Response:
    """The page of a body or group: duties across plans, indicators it leads, reports it sends and receives."""
    iri, found = known(kind, slug, "agency", "body")
    relatives = grouped(rows("agency-relatives", body=iri), "relation")
    elected = is_committee(found[0]["kind"])
    peers = [row for row in relatives.get("child", []) if is_committee(row["otherKind"])]
    today = date.today().isoformat()
    return page(
        iri,
        render_template(
            "agency.html",
            iri=iri,
            body=found[0],
            is_group=present.is_true(found[0]["isGroup"]),
            name=found[0]["label"] or present.local_name(iri),
            others=sorted({row["alt"] for row in found if row["alt"]}, key=present.sort_key),
            ended=found[0]["ended"] if found[0]["ended"] and found[0]["ended"] <= today else "",
            succession=line_of(iri, today),
            parents=[] if elected else refs_of(found, "parent"),
            peers=refs_of(found, "parent") if elected else refs_of(peers, "other"),
            areas=refs_of(found, "area"),
            work=Work(iri),
            children=refs_of([r for r in relatives.get("child", []) if r not in peers], "other"),
            members=refs_of(relatives.get("member", []), "other"),
            groups=refs_of(relatives.get("group", []), "other"),
            findings=findings_of(iri),
            labels=labels(),
        ),
    )


def is_committee(kind: str) -> bool:
    """Whether a body is a Ủy ban nhân dân: the council elects it and is not above it as an agency is above another."""
    return words.local(kind).startswith("ubnd")
