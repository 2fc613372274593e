"""Reads what is asked of the findings of a version where they lie: a country has hundreds of thousands of them.

The file (`findings_file`) has a finding a line, by severity, document and place in its text.
"""

import json
import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cancu.graph.findings_file import BETWEEN, CLOSE, OPEN

_RULE = re.compile(rb'"rule": "([^"\\]*)"')
SEVERITIES = ("violation", "warning", "note")
"""In the order in which they stand."""


class KeptFindings:
    """The findings of one version; safe to share between threads. Raises OSError, ValueError for a damaged file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        found = self._data.find(OPEN)
        if found >= 0:
            if self._data[-len(CLOSE) :] != CLOSE:
                raise ValueError(f"not whole: {path}")
            self._start, self._end = found + len(OPEN), len(self._data) - len(CLOSE)
            head = json.loads(self._data[: found + len(OPEN)] + b"]}")
        else:
            self._start = self._end = 0
            head = json.loads(self._data[:])
            if head and head["findings"]:
                raise ValueError(f"not whole: {path}")
        self._head: dict[str, Any] | None = head

    @property
    def was_checked(self) -> bool:
        """Whether this version was checked at all."""
        return self._head is not None

    @property
    def severities(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        return dict(self._head["severities"]) if self._head else {}

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each rule that found something."""
        return dict(self._head["counts"]) if self._head else {}

    def of_document(self, iri: str) -> list[dict[str, Any]]:
        """Findings about one document."""
        return [finding for severity in SEVERITIES for finding in self._from(severity, iri)]

    def first_of_rules(self, most: int) -> list[dict[str, Any]]:
        """So many findings of each rule, the first ones, in their order."""
        left = {rule.encode(): min(count, most) for rule, count in self.counts.items()}
        waiting = sum(left.values())
        found = []
        for start, end in self._lines(self._start):
            if not waiting:
                break
            rule = _RULE.search(self._data, start, end)
            if rule and left.get(rule[1]):
                left[rule[1]] -= 1
                waiting -= 1
                found.append(json.loads(self._data[start:end]))
        return found

    def _from(self, severity: str, iri: str) -> Iterator[dict[str, Any]]:
        """Findings of one severity about one document, found by halving."""
        wanted = SEVERITIES.index(severity), iri
        low, high = self._start, self._end
        while low < high:
            start, end = self._line_at((low + high) // 2)
            if self._key(start, end) < wanted:
                low = min(end + len(BETWEEN), self._end)
            else:
                high = start
        for start, end in self._lines(low):
            if self._key(start, end) != wanted:
                break
            yield json.loads(self._data[start:end])

    def _key(self, start: int, end: int) -> tuple[int, str]:
        finding = json.loads(self._data[start:end])
        return SEVERITIES.index(finding["severity"]), finding["plan"] or ""

    def _line_at(self, at: int) -> tuple[int, int]:
        """Where the line begins and ends in which a byte stands; what stands between two lines belongs to the first."""
        before = self._data.rfind(BETWEEN, self._start, at)
        start = self._start if before < 0 else before + len(BETWEEN)
        return start, self._end_of(max(start, at - len(BETWEEN) + 1))

    def _lines(self, start: int) -> Iterator[tuple[int, int]]:
        while start < self._end:
            end = self._end_of(start)
            yield start, end
            start = end + len(BETWEEN)

    def _end_of(self, start: int) -> int:
        end = self._data.find(BETWEEN, start, self._end)
        return self._end if end < 0 else end
