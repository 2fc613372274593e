"""The findings of a version as they are kept: JSON whose first line tells how many there are, then one finding a line.

A change takes out lines and puts in others, and leaves the rest unread: a country has tens of thousands.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, takewhile
from typing import Any

OPEN, BETWEEN, CLOSE = b'"findings": [\n', b",\n", b"\n]}\n"
"""What stands before the findings, between two of them, and after the last."""
_FOCUS = b'{"focus": "'
"""How the line of a finding begins."""
_COUNTED = {"counts": "rule", "severities": "severity"}


def content_of(body: Any) -> bytes:
    """The file of a report (`Report.body`), or of what else a check gave."""
    if not isinstance(body, dict) or not body.get("findings"):
        return _json(body) + b"\n"
    head = {name: said for name, said in body.items() if name != "findings"}
    return _joined(head, [_line(finding) for finding in body["findings"]])


def head_of(content: bytes) -> Any:
    """What the file tells of all findings together; None where nothing was checked."""
    end = content.find(OPEN)
    return json.loads(content[:end] + b'"findings": []}') if end >= 0 else json.loads(content)


def violations_of(content: bytes) -> list[dict[str, Any]]:
    """The gravest findings, which stand before all others."""
    lines = _Lines(content)
    told = map(lines.finding, range(len(lines.focuses)))
    return list(takewhile(lambda finding: finding.get("severity") == "violation", told))


def renewed(
    content: bytes,
    concerned: Callable[[str], bool],
    again: Callable[[Mapping[str, Any]], Mapping[str, Any] | None],
    found: Iterable[Mapping[str, Any]],
    order: Callable[[Mapping[str, Any]], Any],
) -> bytes:
    """The file after a change.

    Of findings whose focus is `concerned`, `again` gives what becomes of them, None for one that goes; `found` come in.
    All stand by `order`, as they did.
    """
    lines = _Lines(content)
    gone = [at for at, focus in enumerate(lines.focuses) if concerned(focus)]
    left = [finding for at in gone if (finding := again(lines.finding(at))) is not None]
    come = sorted((*found, *left), key=order)
    head = head_of(content)
    for name, key in _COUNTED.items():
        counts = Counter(head[name])
        counts.update(finding[key] for finding in come)
        counts.subtract(lines.finding(at)[key] for at in gone)
        kept = head[name] if name == "severities" else {}
        head[name] = {value: n for value, n in sorted(counts.items()) if n or value in kept}
    head["conforms"] = not head["severities"].get("violation")
    without = set(gone)
    stay = [at for at in range(len(lines.focuses)) if at not in without]
    return _joined(head, list(_merged(lines, stay, come, order)))


class _Lines:
    """The findings of a file, none of them read or copied before it is asked for."""

    def __init__(self, content: bytes) -> None:
        if OPEN not in content:  # as earlier programs wrote it, or without any
            content = content_of(json.loads(content))
        starts = _starts(content)
        self._content = memoryview(content)
        self._ends = [start - len(BETWEEN) for start in starts[1:]] + [len(content) - len(CLOSE)]
        self._starts = starts
        self.focuses = [content[at + len(_FOCUS) : content.index(b'"', at + len(_FOCUS))].decode() for at in starts]

    def finding(self, at: int) -> Any:
        """One finding."""
        return json.loads(bytes(self.between(at, at)))

    def between(self, first: int, last: int) -> memoryview:
        """The lines of findings that follow one another."""
        return self._content[self._starts[first] : self._ends[last]]


def _starts(content: bytes) -> list[int]:
    """Where the lines of findings begin. Sought by the end of the line before, which no finding holds."""
    starts: list[int] = []
    at = content.find(OPEN)
    start = at + len(OPEN) if at >= 0 else len(content)
    while content.startswith(_FOCUS, start):
        starts.append(start)
        start = content.index(b"\n", start) + 1
    return starts


def _merged(
    lines: _Lines,
    stay: list[int],
    come: list[Mapping[str, Any]],
    order: Callable[[Mapping[str, Any]], Any],
) -> Iterator[bytes | memoryview]:
    """The lines that stay with those of what comes, which is in order, at their places."""
    done = 0
    for finding in come:
        at = bisect_right(stay, order(finding), done, key=lambda line: order(lines.finding(line)))
        yield from _unbroken(lines, stay[done:at])
        yield _line(finding)
        done = at
    yield from _unbroken(lines, stay[done:])


def _unbroken(lines: _Lines, stay: list[int]) -> Iterator[memoryview]:
    """Lines as they stand in the file, in as few pieces as they have there."""
    first = 0
    for at in range(1, len(stay) + 1):
        if at == len(stay) or stay[at] != stay[at - 1] + 1:
            yield lines.between(stay[first], stay[at - 1])
            first = at


def _line(finding: Mapping[str, Any]) -> bytes:
    return _json({"focus": finding["focus"], **finding})


def _joined(head: Mapping[str, Any], lines: Sequence[bytes | memoryview]) -> bytes:
    if not lines:
        return _json({**head, "findings": []}) + b"\n"
    told = [b"%s: %s" % (_json(name), _json(said)) for name, said in head.items()]
    parts = chain.from_iterable((line, BETWEEN) for line in lines)
    return b"".join([b"{", b", ".join([*told, OPEN]), *islice(parts, 2 * len(lines) - 1), CLOSE])


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
