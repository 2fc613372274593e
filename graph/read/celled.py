"""Tables whose copy set every cell on a line of its own, as some law sites print them: rows get their bars back.

A table is told by its head, which begins with «TT» or «STT», and by rows that begin with 1, 2 … and have as many cells.
"""

import re

_COUNTER = re.compile(r"^[ \t]*(?:S?TT|Số TT)[ \t]*$", re.MULTILINE)
_HEADS = frozenset(("tt", "stt", "số tt"))
_HEADING = re.compile(r"(?:[IVX]{1,4}|\d{1,2})\.\s")
_FEWEST, _MOST = 3, 9
"""Columns."""
_LEAST_ROWS = 2
_LONGEST = 400
"""Characters of a cell of the last row, whose end no number tells."""


def with_rows(raw: str) -> str:
    """`raw` with «| a | b | c |» for the head and the rows of each such table."""
    if _COUNTER.search(raw) is None:
        return raw
    lines = raw.split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    words = [lines[index].strip() for index in filled]
    out: list[str] = []
    done = at = 0
    while at < len(filled):
        rows = _rows(words, at) if words[at].lower() in _HEADS else []
        if not rows:
            at += 1
            continue
        out += lines[done : filled[at]]
        out += [f"| {' | '.join(row)} |" for row in rows]
        at += sum(map(len, rows))
        done = filled[at - 1] + 1
    return "\n".join([*out, *lines[done:]])


def _rows(words: list[str], start: int) -> list[list[str]]:
    """The head that begins at `start` and the rows below it; none where they are not alike."""
    first = next((at for at in range(start + _FEWEST, start + _MOST + 1) if _counts(words, at, 1)), None)
    if first is None:
        return []
    width = first - start
    number = 1
    while _counts(words, first + number * width, number + 1):
        number += 1
    rows = [words[at : at + width] for at in range(start, first + number * width, width)]
    if len(rows[-1]) < width or any(len(cell) > _LONGEST or _HEADING.match(cell) for cell in rows[-1]):
        rows.pop()
    return rows if len(rows) > _LEAST_ROWS else []


def _counts(words: list[str], at: int, number: int) -> bool:
    return at < len(words) and words[at].rstrip(".").lstrip("0") == str(number)
