"""How many findings of each rule the versions of a data folder had, oldest first; it outlives the versions."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LONGEST = 50
"""Versions that are remembered."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A version with the number of its plans, and of its findings by severity and by rule."""

    version: str
    plans: int
    severities: Mapping[str, int]
    rules: Mapping[str, int]

    def changes_since(self, before: "Checked") -> dict[str, int]:
        """By how much the findings of each rule became more or fewer; rules that found as many are left out."""
        both = sorted({*self.rules, *before.rules})
        changes = {rule: self.rules.get(rule, 0) - before.rules.get(rule, 0) for rule in both}
        return {rule: change for rule, change in changes.items() if change}


def extended(earlier: Sequence[Checked], version: str, plans: int, findings: Any) -> list[dict[str, Any]]:
    """The history with one more version, as JSON takes it; a version that was not checked adds nothing."""
    kept = [entry for entry in earlier if entry.version != version]
    if isinstance(findings, dict) and "counts" in findings:
        kept.append(Checked(version, plans, findings["severities"], findings["counts"]))
    return [asdict(entry) for entry in kept[-LONGEST:]]


def history_from(entries: Any) -> tuple[Checked, ...]:
    """What `extended` wrote; nothing of what is in another form."""
    names = set(Checked.__slots__)
    told = entries if isinstance(entries, list) else []
    return tuple(Checked(**entry) for entry in told if isinstance(entry, dict) and entry.keys() == names)
