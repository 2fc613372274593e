"""The rules that the data are checked by, one by one, made from the shapes."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from cancu.graph.check import Rule
from cancu.graph.check.rules import shapes_graph
from cancu.web.findings import SEVERITIES, all_rules, severity_label
from cancu.web.site import knowledge

ruleset = Blueprint("ruleset", __name__)


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules are about, and the rules."""

    label: str
    rules: tuple[Rule, ...]


@ruleset.get("/rules")
def rules_page() -> str:
    """Every rule: what it demands, what it says, why, and how often it found something in this version."""
    return render_template(
        "rules.html",
        severities=[(severity, severity_label(severity), _by_subject(severity)) for severity in SEVERITIES],
        total=len(all_rules()),
        counts=knowledge().findings.counts,
    )


@ruleset.get("/shapes.ttl")
def shapes() -> Response:
    """All shapes as SHACL in Turtle."""
    return Response(
        shapes_graph().serialize(format="turtle", encoding="utf-8"), content_type="text/turtle; charset=utf-8"
    )


_SUBJECTS = {
    "plan": "Kế hoạch", "instrument": "Văn bản", "citation": "Viện dẫn", "chain": "Chuỗi văn bản",
    "assignment": "Phân công, nhiệm vụ",
    "due": "Thời hạn", "reporting": "Chế độ báo cáo", "order": "Giao ban hành kế hoạch", "indicator": "Chỉ tiêu",
    "named": "Sự kiện, chủ đề, đường dây nóng, kinh phí, chương trình", "body": "Cơ quan", "area": "Địa bàn",
    "ended": "Cơ quan đã kết thúc", "change": "Sắp xếp, chuyển giao chức năng", "validity": "Hiệu lực",
    "register": "Kế hoạch biết qua danh mục", "review": "Quyết định rà soát", "dataset": "Bộ dữ liệu",
}  # fmt: skip
"""What the rules of each file of shapes are about, in the order of the page; a file without a name shows its own."""


def _by_subject(severity: str) -> list[Subject]:
    mine: dict[str, list[Rule]] = {}
    for rule in all_rules().values():
        if rule.severity == severity:
            mine.setdefault(rule.subject, []).append(rule)
    order = [*_SUBJECTS, *sorted(mine.keys() - _SUBJECTS.keys())]
    return [Subject(_SUBJECTS.get(name, name), tuple(mine[name])) for name in order if name in mine]
