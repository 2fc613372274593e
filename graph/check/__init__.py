"""Checks the record against the shapes: structure as violations, form of signed papers as points to review, notes.

The shapes (`shapes/*.ttl`) and the queries over named graphs (`queries/check/*.rq`) are the only authority; this
package runs them and says for each finding where in which document it stands.
"""

from cancu.graph.check.findings import SEVERITY_LABELS, CheckError, Finding, Report, Severity
from cancu.graph.check.render import FORMATS, render
from cancu.graph.check.rules import Rule, rules
from cancu.graph.check.run import (
    Outcome,
    Tell,
    check_bundled,
    check_changed,
    check_documents,
    check_files,
    check_sources,
    check_store,
    run,
)
from cancu.graph.check.validate import check_graph

__all__ = [
    "FORMATS",
    "SEVERITY_LABELS",
    "CheckError",
    "Finding",
    "Outcome",
    "Report",
    "Rule",
    "Severity",
    "Tell",
    "check_bundled",
    "check_changed",
    "check_documents",
    "check_files",
    "check_graph",
    "check_sources",
    "check_store",
    "render",
    "rules",
    "run",
]
