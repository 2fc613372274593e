"""The page that sets two plans side by side, and the same as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from pyoxigraph import Literal
from werkzeug.wrappers import Response

from cancu.graph.engine import Table
from cancu.graph.lookup import LookupFailedError
from cancu.graph.results import to_xlsx
from cancu.graph.saved import today
from cancu.web import comparison, lineage, lists, named, planning, present
from cancu.web.comparison import STATES, Entry, Line, Named
from cancu.web.documents import Facts, facts_of
from cancu.web.errors import ProblemError
from cancu.web.parts import parts_of
from cancu.web.refs import DocumentRef
from cancu.web.replies import LICENCE, TABLE_TYPES, download
from cancu.web.site import knowledge

comparing = Blueprint("comparing", __name__)

PARTS = {
    "can-cu": "Văn bản được triển khai, căn cứ ban hành",
    "chi-tieu": "Chỉ tiêu",
    "nhiem-vu": "Nhiệm vụ theo cơ quan",
    "thoi-han": "Thời hạn",
}
OFFERED = 30


@dataclass(frozen=True, slots=True)
class Chosen:
    """One side: what was typed, the plan it names or why it names none."""

    name: str
    label: str
    typed: str
    facts: Facts | None
    error: LookupFailedError | None

    @property
    def held(self) -> bool:
        """Whether the plan was read: of another nothing but its existence is known."""
        return self.facts is not None and self.facts.held == "text"


def _chosen(name: str, label: str) -> Chosen:
    typed = " ".join(request.args.get(name, "")[:2000].split())
    if not typed:
        return Chosen(name, label, "", None, None)
    try:
        found = knowledge().resolver.plan(typed)
    except LookupFailedError as error:
        return Chosen(name, label, typed, None, error)
    return Chosen(name, label, typed, facts_of(found.iri), None)


def _entries(plan: str, naming: Named) -> list[list[Entry]]:
    found = parts_of(plan)
    tasks = planning.tasks(found)
    return [
        comparison.grounds(lineage.above(plan)),
        comparison.indicators(planning.items(found)),
        comparison.duties(tasks, naming),
        comparison.deadlines(planning.reports(found), named.orders(found, plan), tasks, naming),
    ]


def compared(first: Facts, second: Facts) -> dict[str, list[Line]]:
    """Lines of every part, by the key of PARTS."""
    elsewhere = first.entry.area != second.entry.area
    naming: Named = (lambda ref: comparison.office(ref.label)) if elsewhere else (lambda ref: ref.label)
    sides = zip(_entries(first.ref.iri, naming), _entries(second.ref.iri, naming), strict=True)
    return {key: comparison.lines(a, b) for key, (a, b) in zip(PARTS, sides, strict=True)}


def _offered(side: Chosen) -> Sequence[DocumentRef]:
    """Plans that were read, to compare with: those of the same issuer and place first, newest first."""
    return lists.newest_read(side.facts.entry if side.facts else None, OFFERED)


@comparing.get("/compare")
def compare_page() -> tuple[str, int] | str:
    """The form; with `?a=` and `?b=` the comparison, `?show=` one kind of line alone."""
    first, second = _chosen("a", "Kế hoạch thứ nhất"), _chosen("b", "Kế hoạch thứ hai")
    ready = first.facts is not None and second.facts is not None
    show = request.args.get("show", "")
    show = show if show in STATES else ""
    parts = compared(first.facts, second.facts) if first.facts and second.facts else {}
    every = [line for found in parts.values() for line in found]
    pair = {"a": first.facts.ref.iri, "b": second.facts.ref.iri} if first.facts and second.facts else {}
    page = render_template(
        "compare.html",
        sides=(first, second),
        ready=ready,
        parts={
            key: (PARTS[key], found, [line for line in found if not show or line.state == show])
            for key, found in parts.items()
        },
        states=STATES,
        counts=comparison.counted(every),
        show=show,
        chips=[
            (label, "/compare?" + urlencode(pair | ({"show": key} if key else {})), key)
            for key, label in (("", "Tất cả"), *STATES.items())
        ],
        workbook="/compare.xlsx?" + urlencode(pair),
        offered=_offered(first if first.facts else second) if not ready else [],
        plan_href=lambda ref: (
            "/compare?"
            + urlencode({"a": first.facts.ref.iri, "b": ref.iri} if first.facts else {"a": ref.iri, "b": second.typed})
        ),
    )
    wrong = next((side.error for side in (first, second) if side.error), None)
    return (page, 404 if wrong.code == "unknown" else 300) if wrong else page


def _row(part: str, line: Line) -> tuple[Literal, ...]:
    sides = ("; ".join(said.text for said in side) for side in (line.first, line.second))
    return tuple(map(Literal, (part, line.label, *sides, STATES[line.state])))


@comparing.get("/compare.xlsx")
def workbook() -> Response:
    """The comparison as a spreadsheet."""
    sides = _chosen("a", "Kế hoạch thứ nhất"), _chosen("b", "Kế hoạch thứ hai")
    first, second = (side.facts for side in sides)
    if first is None or second is None:
        missing = next(side for side in sides if side.facts is None)
        raise ProblemError(
            400, missing.error.message_vi if missing.error else f"Chưa chọn {missing.label.lower()}.",
            "parameter-missing", next_step="Chọn hai kế hoạch ở trang «So sánh hai kế hoạch».",
            extra={"parameter": missing.name}, links=(("/compare", "So sánh hai kế hoạch"),),
        )  # fmt: skip
    table = Table(
        ("Phần", "Nội dung", "Kế hoạch thứ nhất", "Kế hoạch thứ hai", "So sánh"),
        tuple(_row(PARTS[key], line) for key, found in compared(first, second).items() for line in found),
    )
    about = {
        "Kế hoạch thứ nhất": f"{first.ref.name}, {first.ref.line}",
        "Kế hoạch thứ hai": f"{second.ref.name}, {second.ref.line}",
        "Phiên bản dữ liệu": knowledge().version.id,
        "Ngày lập": present.date(today()),
        "Giấy phép dữ liệu": LICENCE,
    }
    return download(to_xlsx(table, "So sánh", about), TABLE_TYPES["xlsx"], "so-sanh-ke-hoach.xlsx")
