"""Pages of agencies, areas, indicators and levels."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from cancu.graph import names
from cancu.graph.catalogue_file import MEASURES, Entry
from cancu.graph.kept import Kept
from cancu.graph.plan_parts import About
from cancu.web import address, bars, planning, present, words
from cancu.web.errors import ProblemError
from cancu.web.lineage import told_counts
from cancu.web.paging import Part, taken
from cancu.web.parts import parts_of_targets
from cancu.web.planning import Item
from cancu.web.refs import BodyRef, DocumentRef, body, grouped, listed
from cancu.web.replies import page
from cancu.web.site import Row, knowledge, once_a_version, rows
from cancu.web.withdrawn import absent

bodies = Blueprint("bodies", __name__)

TARGETS = 25
"""Targets that the page of an indicator shows at a time."""
OF_AREA = 25
"""Documents that the page of an area shows of each sort at a time."""
REMEMBERED = 100_000
"""Bodies, and instruments carried out, of the areas asked about last: some tens of megabytes."""
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
    reached, ways = _carried_out_in(iri)
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
            bodies=_bodies_of(iri),
            plans=_of_area(iri, 1, "#plans", "page"),
            documents=_of_area(iri, 0, "#documents", "documents"),
            reached=reached,
            ways=ways,
        ),
    )


def _of_area(iri: str, is_plan: int, anchor: str, name: str) -> Part[DocumentRef]:
    """A page of the plans of an area, or of its other documents."""
    wanted: dict[str, str | int] = {"area": iri, "is_plan": is_plan}
    _, total = knowledge().catalogue.documents(wanted, "place", 0)

    def take(limit: int, start: int) -> list[DocumentRef]:
        return [listed(entry) for entry in knowledge().catalogue.documents(wanted, "place", limit, start)[0]]

    return taken(take, total, OF_AREA, address.page(iri), anchor, name)


def _bodies_of(iri: str) -> list[BodyRef]:
    """Bodies of an area, told once a version."""
    kept = once_a_version("bodies of areas", lambda: Kept[list[BodyRef]](REMEMBERED, len))
    return kept.get(iri, lambda: refs_of(rows("area-bodies", area=iri), "body"))


def _carried_out_in(iri: str) -> tuple[Part[DocumentRef], dict[str, str]]:
    """A page of the instruments that plans of an area carry out; and of each how many do, and how."""
    kept = once_a_version("carried out in areas", lambda: Kept[dict[int, dict[int, int]]](REMEMBERED, len))
    counted = kept.get(iri, lambda: knowledge().catalogue.carried_out_in(iri))
    ways: dict[str, str] = {}

    def take(limit: int, start: int) -> list[DocumentRef]:
        wanted = list(counted)[start : start + limit]
        entries = knowledge().catalogue.numbered(wanted)
        ways.update({e.iri: told_counts(counted[at], "kế hoạch") for at, e in zip(wanted, entries, strict=True)})
        return [listed(entry) for entry in entries]

    return taken(take, len(counted), OF_AREA, address.page(iri), "#reached", "reached"), ways


@bodies.get("/indicators/<slug>")
def indicator_page(slug: str) -> Response | str:
    """An indicator: its targets across plans and years."""
    iri, found = known("indicator", slug, "indicator", "indicator")
    total = knowledge().parts.count([About(iri)], (MEASURES,))
    shown = taken(lambda limit, start: _targets(iri, limit, start), total, TARGETS, address.page(iri))
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


def _targets(indicator: str, limit: int, start: int) -> list[tuple[Item, BodyRef | None]]:
    """So many targets of an indicator by year and plan, each with the item of the plan that sets it and its area."""
    wanted = knowledge().parts.targets(indicator, limit, start)
    plans = knowledge().catalogue.entries({target.partition("#")[0] for target in wanted})
    refs = {iri: listed(entry) for iri, entry in plans.items()}
    found = {target.iri: item for item in planning.items(parts_of_targets(wanted)) for target in item.targets}
    made = {item.iri: (item, item.iri.partition("#")[0]) for target in wanted if (item := found.get(target))}
    return [(replace(item, plan=refs.get(plan)), _area_of(plans.get(plan))) for item, plan in made.values()]


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
