"""Pages of agencies, areas, indicators and levels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from cancu.graph import names
from cancu.web import bars, planning, present, words
from cancu.web.errors import ProblemError
from cancu.web.findings import findings_of
from cancu.web.lineage import told_ways
from cancu.web.planning import Assignment, Duty, Item
from cancu.web.refs import BodyRef, DocumentRef, body, by_rank, document, first_of, grouped, listed
from cancu.web.replies import page
from cancu.web.site import Row, knowledge, labels, rows
from cancu.web.succession import line_of
from cancu.web.withdrawn import absent

bodies = Blueprint("bodies", __name__)

LISTED = 50
"""Documents that the page of a level shows of each sort."""


@dataclass(frozen=True, slots=True)
class PlanShare:
    """What one plan gives a body, by role."""

    plan: DocumentRef
    by_role: dict[str, list[Assignment]]

    @property
    def duties(self) -> int:
        """Items in all."""
        return sum(max(len(a.duties), 1) for group in self.by_role.values() for a in group)


@dataclass(frozen=True, slots=True)
class Partnership:
    """A duty of somebody else in which the body takes part."""

    plan: DocumentRef
    duty: str
    section: str
    label: str
    leads: tuple[BodyRef, ...]


def known(kind: str, slug: str, query: str, parameter: str) -> tuple[str, list[Row]]:
    """IRI and rows of a thing by its slug. Raises ProblemError when the data do not hold it."""
    iri = f"{names.ID}{kind}/{slug}"
    found = rows(query, **{parameter: iri})
    if not found:
        raise absent(iri)
    return iri, found


def by_plan(assignments: Sequence[Assignment]) -> list[PlanShare]:
    """Assignments by plan, newest plan first, and in it by role from lead to other."""
    order = list(words.ROLES)
    plans: dict[str, tuple[DocumentRef, list[Assignment]]] = {}
    for assignment in assignments:
        if assignment.plan is not None:
            plans.setdefault(assignment.plan.iri, (assignment.plan, []))[1].append(assignment)
    shares = []
    for plan, group in plans.values():
        by_role = grouped_by_role(group)
        shares.append(PlanShare(plan, {role: by_role[role] for role in sorted(by_role, key=order.index)}))
    return sorted(shares, key=lambda share: share.plan.year or share.plan.issued[:4], reverse=True)


def items_by_plan(items: Sequence[Item]) -> list[tuple[DocumentRef, list[Item]]]:
    """Indicators by plan."""
    plans: dict[str, tuple[DocumentRef, list[Item]]] = {}
    for item in items:
        if item.plan is not None:
            plans.setdefault(item.plan.iri, (item.plan, []))[1].append(item)
    for _, group in plans.values():
        group.sort(key=lambda item: (len(item.no), item.no))
    return sorted(plans.values(), key=lambda pair: pair[0].year or pair[0].issued[:4], reverse=True)


def grouped_by_role(assignments: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    """Assignments by the last piece of their role, one whose items have labels split by the roles of its items."""
    groups: dict[str, list[Assignment]] = {}
    for assignment in assignments:
        parts = _by_duty_role(assignment) if any(duty.label for duty in assignment.duties) else {}
        for role, part in (parts or {words.local(assignment.role): assignment}).items():
            groups.setdefault(role if role in words.ROLES else "other", []).append(part)
    return groups


def _by_duty_role(assignment: Assignment) -> dict[str, Assignment]:
    roles: dict[str, list[Duty]] = {}
    for duty in assignment.duties:
        roles.setdefault(words.local(duty.role), []).append(duty)
    return {role: replace(assignment, duties=tuple(duties)) for role, duties in roles.items()}


@bodies.get("/agencies/<slug>")
def agency_page(slug: str) -> Response | str:
    """A body."""
    return show_agency("body", slug)


@bodies.get("/agencies/groups/<slug>")
def group_page(slug: str) -> Response | str:
    """A group of bodies."""
    return show_agency("body-group", slug)


def show_agency(kind: str, slug: str) -> Response:
    """The page of a body or group: duties across plans, indicators it leads, reports it sends and receives."""
    iri, found = known(kind, slug, "agency", "body")
    relatives = grouped(rows("agency-relatives", body=iri), "relation")
    elected = is_committee(found[0]["kind"])
    peers = [row for row in relatives.get("child", []) if is_committee(row["otherKind"])]
    plans = {row["plan"]: document(row, "plan") for row in rows("agency-plans", body=iri)}
    reports = planning.reports(rows("agency-reports", agency=iri), plans)
    today = date.today().isoformat()
    partnerships = [
        Partnership(
            plans[group[0]["plan"]],
            duty,
            group[0]["section"],
            group[0]["label"],
            tuple(dict.fromkeys(b for row in group if (b := body(row, "assignee")) is not None)),
        )
        for duty, group in grouped(rows("agency-partnerships", body=iri), "duty").items()
        if group[0]["plan"] in plans
    ]
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
            shares=by_plan(planning.assignments_to(iri, plans)),
            partnerships=partnerships,
            items=items_by_plan(planning.items(rows("agency-indicators", body=iri), (), plans)),
            sends=[r for r in reports if "reporter" in r.own],
            receives=[r for r in reports if r.own & {"reportTo", "via"}],
            issued=[document(r, "doc") for r in first_of(rows("agency-documents", body=iri), "doc")],
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
    targets = rows("indicator-targets", indicator=iri)
    items = [(item, area_of(targets, item.iri)) for item in planning.items(targets)]
    return page(
        iri,
        render_template(
            "indicator.html",
            iri=iri,
            name=found[0]["label"] or present.local_name(iri),
            others=sorted({row["alt"] for row in found if row["alt"]}, key=present.sort_key),
            items=items,
            charts=bars.charts(items),
        ),
    )


def area_of(found: Sequence[Row], item: str) -> BodyRef | None:
    """Area of the plan that holds an indicator."""
    return next((body(row, "area") for row in found if row["item"] == item), None)


@bodies.get("/levels/<slug>")
def level_page(slug: str) -> Response | str:
    """A level of government: its plans and instruments."""
    if slug not in words.LEVELS:
        raise ProblemError.not_found(slug.replace("-", " "))
    iri = names.LEVEL + slug
    bodies = {words.local(row["system"]): row for row in rows("level-bodies", level=iri) if row["system"]}
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
