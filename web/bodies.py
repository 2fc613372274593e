"""Pages of agencies, areas, indicators and levels."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from cancu.graph import names
from cancu.graph.catalogue_file import MEASURES, Entry
from cancu.graph.plan_parts import About, Total
from cancu.web import address, bars, planning, present, words
from cancu.web.errors import ProblemError
from cancu.web.lineage import told_ways
from cancu.web.paging import taken
from cancu.web.planning import Item
from cancu.web.refs import BodyRef, body, by_rank, document, first_of, grouped, listed
from cancu.web.replies import page
from cancu.web.site import Row, knowledge, once_a_version, rows
from cancu.web.withdrawn import absent

bodies = Blueprint("bodies", __name__)

TARGETS = 25
"""Targets that the page of an indicator shows at a time."""
LISTED = 50
"""Documents that the page of a level shows of each sort."""


def known(kind: str, slug: str, query: str, parameter: str) -> tuple[str, list[Row]]:
    """IRI and rows of a thing by its slug. Raises ProblemError when the data do not hold it."""
    iri = f"{names.ID}{kind}/{slug}"
    found = rows(query, **{parameter: iri})
    if not found:
        raise absent(iri)
    return iri, found


def refs_of(found: Sequence[Row], role: str) -> list[BodyRef]:
    """References in one column, each once, in Vietnamese order."""
    refs = {row[role]: ref for row in found if (ref := body(row, role)) is not None}
    return sorted(refs.values(), key=lambda ref: present.sort_key(ref.label))


@bodies.get("/areas/<slug>")
def area_page(slug: str) -> Response | str:
    """An area: its plans, its bodies, the instruments a plan carries out there."""
    iri, found = known("area", slug, "area", "area")
    relatives = grouped(rows("area-relatives", area=iri), "relation")
    all_documents = [document(row, "doc") for row in first_of(rows("area-documents", area=iri), "doc")]
    plans = [ref for ref in all_documents if ref.href.startswith("/plans/")]
    reached = [document(row, "doc") for row in first_of(rows("area-instruments", area=iri), "doc")]
    return page(
        iri,
        render_template(
            "area.html",
            iri=iri,
            area=found[0],
            name=found[0]["label"] or present.local_name(iri),
            parents=refs_of(found, "parent"),
            successors=refs_of(found, "successor"),
            parts=refs_of(relatives.get("part", []), "other"),
            predecessors=refs_of(relatives.get("predecessor", []), "other"),
            bodies=refs_of(rows("area-bodies", area=iri), "body"),
            plans=sorted(plans, key=by_rank),
            documents=sorted((ref for ref in all_documents if ref not in plans), key=by_rank),
            reached=sorted(reached, key=by_rank),
            ways={
                doc: told_ways(group, "kế hoạch") for doc, group in grouped(rows("area-ways", area=iri), "doc").items()
            },
        ),
    )


@bodies.get("/indicators/<slug>")
def indicator_page(slug: str) -> Response | str:
    """An indicator: its targets across plans and years."""
    iri, found = known("indicator", slug, "indicator", "indicator")
    of_indicator = [About(iri)]
    total = knowledge().parts.totals(of_indicator).get(MEASURES, Total()).parts
    shown = taken(lambda limit, start: _targets(of_indicator, limit, start), total, TARGETS, address.page(iri))
    return page(
        iri,
        render_template(
            "indicator.html",
            iri=iri,
            name=found[0]["label"] or present.local_name(iri),
            others=sorted({row["alt"] for row in found if row["alt"]}, key=present.sort_key),
            part=shown,
            charts=bars.charts(shown.entries),
        ),
    )


def _targets(of_indicator: Sequence[About], limit: int, start: int) -> list[tuple[Item, BodyRef | None]]:
    """So many targets of an indicator by year and plan, each with the item of the plan that sets it and its area."""
    wanted = knowledge().parts.parts(of_indicator, (MEASURES,), limit, start)
    plans = knowledge().catalogue.entries({target.partition("#")[0] for target in wanted})
    refs = {iri: listed(entry) for iri, entry in plans.items()}
    found = (
        {
            row["target"]: row | {"plan": row["target"].partition("#")[0]}
            for row in rows("indicator-targets", target=wanted)
        }
        if wanted
        else {}
    )
    made = planning.items([found[target] for target in wanted if target in found], (), refs)
    return [(item, _area_of(plans.get(item.iri.partition("#")[0]))) for item in made]


def _area_of(plan: Entry | None) -> BodyRef | None:
    return BodyRef(plan.area, plan.area_label or present.local_name(plan.area)) if plan and plan.area else None


@bodies.get("/levels/<slug>")
def level_page(slug: str) -> Response | str:
    """A level of government: its plans and instruments."""
    if slug not in words.LEVELS:
        raise ProblemError.not_found(slug.replace("-", " "))
    iri = names.LEVEL + slug
    counted = once_a_version(f"level-bodies:{slug}", lambda: rows("level-bodies", level=iri))
    bodies = {words.local(row["system"]): row for row in counted if row["system"]}
    catalogue = knowledge().catalogue
    plans, plan_count = catalogue.documents({"level": iri, "is_plan": 1}, "place", LISTED)
    others, other_count = catalogue.documents({"level": iri, "is_plan": 0}, "place", LISTED)
    return page(
        iri,
        render_template(
            "level.html",
            iri=iri,
            slug=slug,
            name=words.LEVELS[slug],
            meaning=words.LEVEL_MEANINGS[slug],
            bodies=[(key, label, bodies[key]) for key, label in words.SYSTEMS.items() if key in bodies],
            plans=[listed(entry) for entry in plans],
            plan_count=plan_count,
            documents=[listed(entry) for entry in others],
            document_count=other_count,
        ),
    )
