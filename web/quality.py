"""The quality report in words: faults of our data apart from points to review in signed papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template

from cancu.graph.check import Finding, Rule
from cancu.graph.history import Checked
from cancu.web.findings import SEVERITIES, all_rules, grouped, severity_label
from cancu.web.reviews import waiting
from cancu.web.site import knowledge, once_a_version

quality = Blueprint("quality", __name__)
SHOWN_VERSIONS = 10
SHOWN = 25
"""Findings of each rule that the page shows."""


@quality.get("/quality")
def quality_page() -> str:
    """Findings grouped by rule."""
    kept = knowledge().findings
    groups = grouped(once_a_version("first-findings", _first), kept.counts)
    return render_template(
        "quality.html",
        checked=kept.was_checked,
        severities=[(severity, severity_label(severity), groups[severity]) for severity in SEVERITIES],
        counts={severity: kept.severities.get(severity, 0) for severity in SEVERITIES},
        rules=list(all_rules().values()),
        version=knowledge().version.id,
        held=knowledge().version.counts(),
        waiting=waiting(),
        trend=trend(knowledge().version.history(), all_rules()),
    )


def _first() -> tuple[Finding, ...]:
    return tuple(Finding(**told) for told in knowledge().findings.first_of_rules(SHOWN))


@dataclass(frozen=True, slots=True)
class Since:
    """A checked version, and by how much each rule found more or less than in the one before, by the rule's label."""

    checked: Checked
    changes: tuple[tuple[str, int], ...]


def trend(history: Sequence[Checked], known: Mapping[str, Rule]) -> list[Since]:
    """The last versions, newest first, each with what changed since the one before."""
    pairs = zip(history, [None, *history], strict=False)
    told = [Since(now, _labelled(now.changes_since(before), known) if before else ()) for now, before in pairs]
    return told[: -SHOWN_VERSIONS - 1 : -1]


def _labelled(changes: Mapping[str, int], known: Mapping[str, Rule]) -> tuple[tuple[str, int], ...]:
    return tuple((known[rule].label_vi if rule in known else rule, change) for rule, change in changes.items())
