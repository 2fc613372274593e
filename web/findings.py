"""Findings of the check as pages show them: grouped by rule, each with its place in the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cancu.graph.check import SEVERITY_LABELS, Finding, Rule, rules
from cancu.web import address, present
from cancu.web.site import knowledge, once_a_version

SEVERITIES = ("violation", "warning", "note")


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A rule with what it found: the first findings, and how many there are."""

    rule: str
    severity: str
    label: str
    message: str
    why: str
    findings: tuple[Finding, ...]
    count: int


def all_rules() -> dict[str, Rule]:
    """Every rule by its name."""
    return once_a_version("rules", lambda: {rule.id: rule for rule in rules()})


def findings_of(iri: str) -> tuple[Finding, ...]:
    """Findings about one document."""
    return tuple(Finding(**told) for told in knowledge().findings.of_document(iri))


def grouped(findings: Iterable[Finding], counts: Mapping[str, int] | None = None) -> dict[str, list[RuleGroup]]:
    """Findings by severity and rule, in the order of the report; `counts` tells how many of a rule there are where
    these are only the first.
    """
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
                count=counts[name] if counts else len(found),
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
