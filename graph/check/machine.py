"""A report for other programs: SARIF 2.1.0 (OASIS) for editors and code hosts, JUnit XML for build servers."""

import json
from importlib.metadata import version
from itertools import groupby
from pathlib import PurePath
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cancu.graph.check.findings import SEVERITY_LABELS, Finding, Report, Severity
from cancu.graph.check.ground import Draft
from cancu.graph.check.rules import Rule, rules
from cancu.graph.names import ROOT

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"violation": "error", "warning": "warning", "note": "note"}


def sarif(report: Report, language: str) -> str:
    """One run with every rule; a finding about a draft stands at its line, another at the thing it is about."""
    known = rules()
    places = {rule.id: index for index, rule in enumerate(known)}
    files = {draft.iri: draft for draft in report.drafts}
    driver = {
        "name": "cancu",
        "version": version("cancu"),
        "informationUri": ROOT,
        "rules": [_rule(rule, language) for rule in known],
    }
    results = [_result(finding, places, files, language) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    body = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    label, message, why = (
        (rule.label_en, rule.message_en, rule.why_en)
        if language == "en"
        else (rule.label_vi, rule.message_vi, rule.why_vi)
    )
    told: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": label or message},
        "fullDescription": {"text": message},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return told | ({"help": {"text": why}} if why else {})


def _result(finding: Finding, places: dict[str, int], files: dict[str, Draft], language: str) -> dict[str, Any]:
    draft = files.get(finding.plan or "")
    name = {"fullyQualifiedName": finding.focus}
    where: dict[str, Any] = {"logicalLocations": [name | ({"name": finding.plan_label} if finding.plan_label else {})]}
    if draft is not None:
        where["physicalLocation"] = _physical(finding, draft)
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message(language)},
        "locations": [where],
    }


def _physical(finding: Finding, draft: Draft) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(draft.file).as_posix())}}
    if finding.start is not None:
        region: dict[str, Any] = {"startLine": draft.line(finding.start)}
        if finding.surface:
            region["snippet"] = {"text": finding.surface}
        location["region"] = region
    return location


def junit(report: Report, language: str) -> str:
    """A suite for each severity, a case for each rule; data errors are failures, other findings only told."""
    found = {rule: list(group) for rule, group in groupby(sorted(report.findings, key=_by_rule), key=_by_rule)}
    whole = Element("testsuites", name="cancu check")
    for severity in _LEVELS:
        mine = [rule for rule in rules() if rule.severity == severity]
        failed = sum(rule.id in found for rule in mine) if severity == "violation" else 0
        name = SEVERITY_LABELS[severity][1 if language == "en" else 0]
        counts = {"tests": str(len(mine)), "failures": str(failed), "errors": "0", "skipped": "0"}
        suite = SubElement(whole, "testsuite", counts, name=name)
        for rule in mine:
            _add_case(suite, rule, found.get(rule.id, []), language)
    for count in ("tests", "failures"):
        whole.set(count, str(sum(int(suite.get(count, "0")) for suite in whole)))
    indent(whole)
    return tostring(whole, encoding="unicode", xml_declaration=True) + "\n"


def _add_case(suite: Element, rule: Rule, findings: list[Finding], language: str) -> None:
    label = rule.label_en if language == "en" else rule.label_vi
    case = SubElement(suite, "testcase", name=label or rule.id, classname=rule.id)
    if not findings:
        return
    if rule.severity == "violation":
        told = SubElement(case, "failure", message=_xml_safe(findings[0].message(language)), type=rule.id)
    else:
        told = SubElement(case, "system-out")
    told.text = _xml_safe("\n".join(_line(finding, language) for finding in findings))


def _line(finding: Finding, language: str) -> str:
    place = " ".join(part for part in (finding.plan_label, finding.section, finding.surface) if part)
    return f"{place or finding.focus}: {finding.message(language)}"


def _xml_safe(text: str) -> str:
    """Without the control characters that XML 1.0 has no way to write."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else " " for letter in text)


def _by_rule(finding: Finding) -> str:
    return finding.rule
