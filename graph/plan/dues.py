"""Days by which something is due: «trước ngày 30/6/2024», «chậm nhất ngày 17 tháng 12», «trước 01/6 hằng năm»."""

import re
from collections.abc import Iterator
from datetime import date

from cancu.graph.plan.model import Due
from cancu.graph.read import Text

_DAY = (
    r"(?P<d{0}>\d{{1,2}})\s{{0,3}}(?:/|-|thang\s)\s{{0,3}}(?P<m{0}>\d{{1,2}})"
    r"(?:\s{{0,3}}(?:/|-|nam\s)\s{{0,3}}(?P<y{0}>20\d\d))?(?![\d/])"
)
_DUE = re.compile(
    r"\b(?P<word>truoc|cham nhat(?: la)?(?: vao)?(?: truoc)?|muon nhat(?: la)?(?: vao)?|han cuoi(?: la)?|khong qua)"
    r"[\s*_]{1,9}(?:ngay[\s*_]{1,9})?"
    + _DAY.format(1)
    + r"(?:\s{0,3}(?:,|va|;)\s{0,3}(?:truoc\s{1,3})?(?:ngay\s{1,3})?"
    + _DAY.format(2)
    + r")?"
)
_EVERY_YEAR = re.compile(r"\b(?:hang|moi)\s{1,9}nam\b")


def dues(text: Text, start: int, end: int, year: int | None) -> Iterator[Due]:
    """Due days named in `start:end`; `year` completes a day without one where nothing says that it recurs."""
    recurring = _EVERY_YEAR.search(text.folded, start, end) is not None
    for match in _DUE.finditer(text.folded, start, end):
        before = match["word"].endswith("truoc")
        for index in ("1", "2"):
            if match["d" + index] is None:
                continue
            begin = match.start() if index == "1" else match.start("d2")
            stop = match.end("y" + index) if match["y" + index] else match.end("m" + index)
            due = _due(match, index, None if recurring else year, before=before, span=(begin, stop))
            if due is not None:
                yield due


def _due(match: re.Match[str], index: str, year: int | None, *, before: bool, span: tuple[int, int]) -> Due | None:
    """None for a day that no calendar has."""
    day, month = int(match["d" + index]), int(match["m" + index])
    printed = match["y" + index] or (match["y2"] if index == "1" else None)
    full = int(printed) if printed else year
    try:
        known = date(full or 2024, month, day)
    except ValueError:
        return None
    if full is None:
        return Due(None, f"{month:02}-{day:02}", before, *span)
    return Due(known.isoformat(), None, before, *span)
