"""A report as text for people, and as JSON, CSV and Turtle for programs."""

import csv
import io
from itertools import groupby

from cancu.graph.check.draft_table import draft_text
from cancu.graph.check.findings import SEVERITIES, SEVERITY_LABELS, Finding, Report
from cancu.graph.check.machine import junit, sarif
from cancu.graph.check.rules import rules
from cancu.graph.names import ROOT, SH
from cancu.graph.sections import section_words

FORMATS = ("text", "json", "csv", "ttl", "sarif", "junit")

CSV_COLUMNS = (
    "severity",
    "rule",
    "document",
    "section",
    "start",
    "end",
    "surface",
    "message",
    "detail",
    "value",
    "focus",
    "path",
)

_WORDS = {
    "vi": {
        "preamble": "tên, phần căn cứ",
        "recipients": "nơi nhận",
        "characters": "ký tự",
        "data": "Dữ liệu chung",
        "conforms": "Đạt: không có lỗi dữ liệu.",
        "fails": "Không đạt: có lỗi dữ liệu.",
        "nothing": "Không có gì phải rà soát.",
    },
    "en": {
        "preamble": "title, preamble",
        "recipients": "recipients",
        "characters": "characters",
        "data": "Shared data",
        "conforms": "Conforms: no data error.",
        "fails": "Does not conform: there are data errors.",
        "nothing": "Nothing to review.",
    },
}
_SH_SEVERITY = {"violation": "Violation", "warning": "Warning", "note": "Info"}


def render(report: Report, form: str = "text", language: str = "vi") -> str:
    """The report in one of FORMATS (KeyError for another); `language` («vi», «en») counts for text and CSV."""
    writers = {"text": _text, "json": _json, "csv": _csv, "ttl": _turtle, "sarif": sarif, "junit": junit}
    return writers[form](report, language)


def _json(report: Report, _language: str) -> str:
    return report.to_json()


def _text(report: Report, language: str) -> str:
    """The citations of drafts, then findings by severity and rule: the rule's sentence once, below it every place."""
    words = _WORDS[language]
    names = {rule.id: rule.label_en if language == "en" else rule.label_vi for rule in rules()}
    lines: list[str] = [draft_text(draft, language) for draft in report.drafts]
    for severity in SEVERITIES:
        found = sorted((f for f in report.findings if f.severity == severity), key=lambda f: f.rule)
        if not found:
            continue
        lines.append(f"{_severity(found[0], language)} ({len(found)})")
        for rule, group in groupby(found, key=lambda f: f.rule):
            places = sorted(group, key=lambda f: f.order)
            message = places[0].message_en if language == "en" else places[0].message_vi
            lines += ["", f"  {names.get(rule, rule)} [{rule}]", f"  {message}"]
            for place in places:
                lines += _place_lines(place, language)
        lines.append("")
    if not report.findings:
        lines.append(words["nothing"])
    lines.append(words["conforms"] if report.conforms else words["fails"])
    totals = [f"{_label(s, language)}: {report.count(s)}" for s in SEVERITIES]
    lines.append(" · ".join(totals))
    return "\n".join(lines) + "\n"


def _place_lines(finding: Finding, language: str) -> list[str]:
    words = _WORDS[language]
    where = [finding.plan_label or (words["data"] if finding.plan is None else finding.plan)]
    if finding.section:
        where.append(_section(finding.section, language))
    if finding.start is not None and finding.end is not None:
        where.append(f"{words['characters']} {finding.start}–{finding.end}")
    lines = ["    - " + ", ".join(where)]
    if finding.surface:
        lines.append(f"      «{' '.join(finding.surface.split())}»")
    detail = finding.detail_en if language == "en" else finding.detail_vi
    if detail:
        lines.append(f"      {detail}")
    if finding.severity == "violation":
        lines.append("      " + " ".join(part for part in (finding.focus, finding.path, finding.value) if part))
    return lines


def _section(section: str, language: str) -> str:
    words = _WORDS[language]
    if section in ("preamble", "recipients"):
        return words[section]
    return section_words(section, language)


def _severity(finding: Finding, language: str) -> str:
    return _label(finding.severity, language)


def _label(severity: str, language: str) -> str:
    labels = next(labels for name, labels in SEVERITY_LABELS.items() if name == severity)
    return labels[1] if language == "en" else labels[0]


def _csv(report: Report, language: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for f in report.findings:
        message, detail = (f.message_en, f.detail_en) if language == "en" else (f.message_vi, f.detail_vi)
        place = (f.plan_label, f.section, f.start, f.end, f.surface)
        writer.writerow((f.severity, f.rule, *place, message, detail, f.value, f.focus, f.path))
    return out.getvalue()


def _turtle(report: Report, _language: str) -> str:
    """A SHACL validation report. By the standard sh:conforms is false as soon as there is any result, even a note."""
    from rdflib import BNode, Graph, Literal, URIRef
    from rdflib.namespace import RDF

    def sh(name: str) -> URIRef:
        return URIRef(SH + name)

    graph = Graph()
    graph.bind("sh", SH)
    top = BNode()
    graph.add((top, RDF.type, sh("ValidationReport")))
    graph.add((top, sh("conforms"), Literal(not report.findings)))
    for f in report.findings:
        node = BNode()
        graph.add((top, sh("result"), node))
        graph.add((node, RDF.type, sh("ValidationResult")))
        graph.add((node, sh("focusNode"), URIRef(f.focus) if ":" in f.focus else BNode(f.focus)))
        graph.add((node, sh("resultSeverity"), sh(_SH_SEVERITY[f.severity])))
        graph.add((node, sh("sourceShape"), URIRef(f.source_shape)))
        graph.add((node, sh("sourceConstraintComponent"), URIRef(f.component)))
        for language in ("vi", "en"):
            graph.add((node, sh("resultMessage"), Literal(f.message(language), lang=language)))
        if f.path:
            graph.add((node, sh("resultPath"), URIRef(f.path)))
        if f.value is not None:
            value = URIRef(f.value) if f.value.startswith(ROOT) else Literal(f.value)
            graph.add((node, sh("value"), value))
    return graph.serialize(format="turtle")
