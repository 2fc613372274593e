"""«Biểu tổng hợp chỉ tiêu»: the targets of a plan as a form to fill in, in the layout that offices send around."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from cancu.graph.lookup import LookupFailedError
from cancu.web import address, planning
from cancu.web.documents import facts_of
from cancu.web.errors import ProblemError
from cancu.web.parts import parts_of
from cancu.web.replies import TABLE_TYPES, download
from cancu.web.site import knowledge

indicator_form = Blueprint("indicator_form", __name__)


@indicator_form.get("/forms/indicators.xlsx")
def form() -> Response:
    """The form of the plan that `?plan=` names."""
    from cancu.web.indicator_workbook import workbook  # Only who asks for the form waits for the library.

    typed = request.args.get("plan", "")[:2000].strip()
    try:
        plan = knowledge().resolver.plan(typed)
    except LookupFailedError as error:
        links = tuple((f"/forms/indicators.xlsx?plan={c.iri}", c.label) for c in error.candidates)
        raise ProblemError(
            404 if error.code == "unknown" else 400, error.message_vi, f"parameter-{error.code}", links=links,
            next_step="Mở trang của kế hoạch rồi chọn «Biểu tổng hợp chỉ tiêu».", extra={"parameter": "plan"},
        ) from None  # fmt: skip
    facts = facts_of(plan.iri)
    items = planning.items(parts_of(plan.iri))
    if facts is None or not items:
        raise ProblemError(
            404, "Không đọc thấy chỉ tiêu nào trong kế hoạch này.", "no-indicators",
            links=((address.page(plan.iri), "Trang của kế hoạch"),),
        )  # fmt: skip
    return download(workbook(facts.ref, items), TABLE_TYPES["xlsx"], "bieu-tong-hop-chi-tieu.xlsx")
