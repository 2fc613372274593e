"""Findings of the check as pages show them: grouped by rule, each with its place in the text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cancu.graph.check import SEVERITY_LABELS, Finding, Report, Rule, rules
from cancu.web import address, present
from cancu.web.site import knowledge, once_a_version

SEVERITIES = ("violation", "warning", "note")


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A rule with what it found."""

    rule: str
    severity: str
    label: str
    message: str
    why: str
    findings: tuple[Finding, ...]


def report() -> Report | None:
    """The report made when this version was built, None where the check was not run."""
    return once_a_version("report", _read)


def _read() -> Report | None:
    found: Any = knowledge().version.findings()
    return None if found is None else Report.from_body(found)


def all_rules() -> dict[str, Rule]:
    """Every rule by its name."""
    return once_a_version("rules", lambda: {rule.id: rule for rule in rules()})


def findings_of(iri: str) -> tuple[Finding, ...]:
    """Findings about one document."""
    return once_a_version("findings-of", _by_document).get(iri, ())


def _by_document() -> dict[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = {}
    made = report()
    for finding in made.findings if made else ():
        found.setdefault(finding.plan or "", []).append(finding)
    return {iri: tuple(of) for iri, of in found.items()}


def grouped(findings: Iterable[Finding]) -> dict[str, list[RuleGroup]]:
    """Findings by severity and rule, in the order of the report."""
    known = all_rules()
    by_rule: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.severity, finding.rule), []).append(finding)
    groups: dict[str, list[RuleGroup]] = {severity: [] for severity in SEVERITIES}
    for (severity, name), found in by_rule.items():
        rule = known.get(name)
        groups[severity].append(
            RuleGroup(
                rule=name,
                severity=severity,
                label=rule.label_vi if rule else name,
                message=rule.message_vi if rule else found[0].message_vi,
                why=rule.why_vi if rule else "",
                findings=tuple(found),
            )
        )
    return groups


def severity_label(severity: str) -> str:
    """«Lỗi dữ liệu», «Điểm cần rà soát», «Lưu ý»."""
    return SEVERITY_LABELS[severity][0]  # type: ignore[index]


def place(finding: Finding) -> str:
    """Where in the text, in words."""
    return present.section(finding.section) if finding.section else ""


def href(finding: Finding) -> str:
    """Page of what the finding is about."""
    return address.page(finding.focus)
