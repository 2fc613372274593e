"""What a check found: findings, the report that holds them, and the error of a check that could not run."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

from cancu.graph.check.ground import Draft
from cancu.graph.findings_file import content_of

Severity: TypeAlias = Literal["violation", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "note")
SEVERITY_LABELS: Mapping[Severity, tuple[str, str]] = {
    "violation": ("Lỗi dữ liệu", "Data error"),
    "warning": ("Điểm cần rà soát", "Point to review"),
    "note": ("Lưu ý", "Note"),
}
"""Vietnamese and English. A fault is only ever in our data; in a signed paper there are points to review."""


class CheckError(Exception):
    """The check could not run: a file that cannot be read, or broken Turtle (the message names file and line)."""

    def __init__(self, message_vi: str, message_en: str) -> None:
        super().__init__(message_vi)
        self.message_vi = message_vi
        self.message_en = message_en


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, with the place in the document it is about.

    `start` and `end` count characters of the text as read. `detail_*` says what exactly, where the rule's sentence
    leaves that open, and is empty otherwise.
    """

    rule: str
    severity: Severity
    message_vi: str
    message_en: str
    detail_vi: str
    detail_en: str
    focus: str
    path: str | None
    value: str | None
    plan: str | None
    plan_label: str | None
    section: str | None
    start: int | None
    end: int | None
    surface: str | None
    source_shape: str
    component: str

    def message(self, language: str = "vi") -> str:
        """The rule's sentence and what it is about here."""
        parts = (self.message_en, self.detail_en) if language == "en" else (self.message_vi, self.detail_vi)
        return " ".join(part for part in parts if part)

    @property
    def order(self) -> tuple[int, str, int, str, str, str]:
        """Where it stands in a report."""
        return order_of(self.told())

    def told(self) -> dict[str, Any]:
        """As an object of JSON. What `asdict` gives, which copies each value: a version has tens of thousands."""
        return {name: getattr(self, name) for name in Finding.__slots__}


def order_of(finding: Mapping[str, Any]) -> tuple[int, str, int, str, str, str]:
    """Where a finding, told as an object of JSON, stands in a report: by severity, document, place in its text."""
    start = -1 if finding["start"] is None else finding["start"]
    plan, value = finding["plan"] or "", finding["value"] or ""
    return SEVERITIES.index(finding["severity"]), plan, start, finding["rule"], finding["focus"], value


Inquiry: TypeAlias = Callable[[], Iterator[Finding]]
"""One part of a check, which can be made by itself. Raises CheckError."""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in reading order; `checked` names the files that were asked for, `drafts` tells the
    citations of those that are no data. `anew` plans had to be read for it, since nothing was built of them.
    """

    findings: tuple[Finding, ...]
    checked: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    anew: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding], checked: tuple[str, ...] = ()) -> "Report":
        """A report in reading order in which a rule says a thing once."""
        kept = {(f.rule, f.focus, f.value): f for f in sorted(findings, key=lambda f: f.order, reverse=True)}
        return cls(tuple(sorted(kept.values(), key=lambda f: f.order)), checked)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; points to review and notes do not count."""
        return not self.count("violation")

    def count(self, severity: Severity) -> int:
        """Number of findings of a severity."""
        return sum(f.severity == severity for f in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """Number of findings of each rule that found something."""
        return dict(Counter(f.rule for f in self.findings))

    def of_plan(self, iri: str) -> tuple[Finding, ...]:
        """Findings about one document."""
        return tuple(f for f in self.findings if f.plan == iri)

    @property
    def content(self) -> bytes:
        """The report as a version keeps it."""
        return content_of(self.body)

    @property
    def body(self) -> dict[str, object]:
        """The report as an object of JSON; `from_body` reads it back."""
        body: dict[str, object] = {
            "conforms": self.conforms,
            "checked": list(self.checked),
            "severities": {severity: self.count(severity) for severity in SEVERITIES},
            "counts": dict(sorted(self.counts.items())),
            "findings": [finding.told() for finding in self.findings],
        }
        if self.drafts:
            body["drafts"] = [draft.told() for draft in self.drafts]
        return body

    def to_json(self) -> str:
        """The report as JSON; `from_json` reads it back."""
        return json.dumps(self.body, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Report":
        """The report that `to_json` wrote."""
        return cls.from_body(json.loads(text))

    @classmethod
    def from_body(cls, body: Any) -> "Report":
        """The report that `body` tells; keys that are not of a finding are ignored."""
        names = {f.name for f in fields(Finding)}
        found = (Finding(**{k: v for k, v in entry.items() if k in names}) for entry in body["findings"])
        return cls(tuple(found), tuple(body["checked"]))
