"""The quality report in words: faults of our data apart from points to review in signed papers."""

from flask import Blueprint, render_template

from cancu.web.findings import SEVERITIES, all_rules, grouped, report, severity_label
from cancu.web.reviews import waiting
from cancu.web.site import knowledge

quality = Blueprint("quality", __name__)


@quality.get("/quality")
def quality_page() -> str:
    """Findings grouped by rule."""
    made = report()
    groups = grouped(made.findings) if made else {severity: [] for severity in SEVERITIES}
    return render_template(
        "quality.html",
        report=made,
        severities=[(severity, severity_label(severity), groups[severity]) for severity in SEVERITIES],
        counts={severity: sum(len(g.findings) for g in groups[severity]) for severity in SEVERITIES},
        rules=list(all_rules().values()),
        version=knowledge().version.id,
        held=knowledge().version.counts(),
        waiting=waiting(),
    )
