"""The findings of a version as they are kept: JSON whose first line tells how many there are, then one finding a line.

A change takes out lines and puts in others, and leaves the rest unread: a country has tens of thousands.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

OPEN, BETWEEN, CLOSE = b'"findings": [\n', b",\n", b"\n]}\n"
"""What stands before the findings, between two of them, and after the last."""
_FOCUS = b'{"focus": "'
_COUNTED = {"counts": "rule", "severities": "severity"}


def content_of(body: Any) -> bytes:
    """The file of a report (`Report.body`), or of what else a check gave."""
    if not isinstance(body, dict) or not body.get("findings"):
        return _json(body) + b"\n"
    head = {name: said for name, said in body.items() if name != "findings"}
    return _joined(head, [_line(finding) for finding in body["findings"]])


def head_of(content: bytes) -> Any:
    """What the file tells of all findings together; None where nothing was checked."""
    head, found, _ = content.partition(OPEN)
    return json.loads(head + b'"findings": []}') if found else json.loads(content)


def violations_of(content: bytes) -> list[dict[str, Any]]:
    """The gravest findings, which stand before all others."""
    found = []
    for line in _lines(content):
        finding = json.loads(line)
        if finding.get("severity") != "violation":
            break
        found.append(finding)
    return found


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
    lines: list[bytes] = []
    gone: list[Mapping[str, Any]] = []
    come = list(found)
    for line in _lines(content):
        if not concerned(_focus(line)):
            lines.append(line)
            continue
        gone.append(before := json.loads(line))
        if (now := again(before)) is not None:
            come.append(now)
    head = head_of(content)
    for name, key in _COUNTED.items():
        counts = Counter(head[name])
        counts.update(finding[key] for finding in come)
        counts.subtract(finding[key] for finding in gone)
        kept = head[name] if name == "severities" else {}
        head[name] = {value: n for value, n in sorted(counts.items()) if n or value in kept}
    head["conforms"] = not head["severities"].get("violation")
    return _joined(head, _merged(lines, sorted(come, key=order), order))


def _merged(
    lines: list[bytes], come: list[Mapping[str, Any]], order: Callable[[Mapping[str, Any]], Any]
) -> list[bytes]:
    """The lines with those of what comes, which is in order, at their places."""
    merged: list[bytes] = []
    done = 0
    for finding in come:
        at = bisect_right(lines, order(finding), done, key=lambda line: order(json.loads(line)))
        merged += lines[done:at]
        merged.append(_line(finding))
        done = at
    return merged + lines[done:]


def _lines(content: bytes) -> list[bytes]:
    _, found, rest = content.partition(OPEN)
    if not found:  # as earlier programs wrote it, or without any
        _, found, rest = content_of(json.loads(content)).partition(OPEN)
    return rest.removesuffix(CLOSE).split(BETWEEN) if found else []


def _focus(line: bytes) -> str:
    start = len(_FOCUS)
    return line[start : line.index(b'"', start)].decode()


def _line(finding: Mapping[str, Any]) -> bytes:
    return _json({"focus": finding["focus"], **finding})


def _joined(head: Mapping[str, Any], lines: list[bytes]) -> bytes:
    if not lines:
        return _json({**head, "findings": []}) + b"\n"
    told = [b"%s: %s" % (_json(name), _json(said)) for name, said in head.items()]
    return b"{" + b", ".join([*told, OPEN]) + BETWEEN.join(lines) + CLOSE


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
