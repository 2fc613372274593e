"""The part of an instrument that is cited («điểm a khoản 2 Điều 5 Nghị định …»), as a path from the outside in."""

import re

from cancu.graph.read import Text

_NAMES = {
    "phan": "phần", "phu luc": "phụ lục", "chuong": "chương", "muc": "mục", "tieu muc": "tiểu mục", "dieu": "điều",
    "khoan": "khoản", "diem": "điểm", "tiet": "tiết",
}  # fmt: skip
"""Units, the outermost first, folded and as they are written."""

_UNIT = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_NAMES, key=len, reverse=True))
_VALUE = r"(?<![a-z])(?:\d{1,3}[a-z]?|[ivxl]{1,6}|[a-z])(?![\w.])"
_VALUES = rf"{_VALUE}(?:\s*(?:,|va|;)\s*{_VALUE}){{0,9}}"
_STEP = re.compile(rf"\b(?P<unit>{_UNIT})\s+(?P<values>{_VALUES})")
_ONE = re.compile(_VALUE)
_PATH = re.compile(rf"(?:\b(?:{_UNIT})\s+{_VALUES}[\s,]*(?:va\s+)?){{1,6}}(?:cua\s+)?$")
_MARKS = ("dieu", "khoan", "muc", "chuong", "phu luc", "phan ")
_ROMAN = frozenset({"phan", "phu luc", "chuong", "muc"})
_WINDOW = 120
_NEAR = 30


def part_before(text: Text, position: int) -> str | None:
    """The path in front of the mention that begins at `position` («điều 5/khoản 2/điểm a»); None where none stands."""
    near = text.folded[max(0, position - _NEAR) : position]
    for mark in _MARKS:
        if mark in near:
            break
    else:
        return None
    path = _PATH.search(text.folded, max(0, position - _WINDOW), position)
    if path is None:
        return None
    steps: dict[str, list[str]] = {}
    for step in _STEP.finditer(text.folded, *path.span()):
        unit = " ".join(step["unit"].split())
        values = _ONE.finditer(text.folded, *step.span("values"))
        steps.setdefault(unit, []).extend(_spelt(unit, text.content[v.start() : v.end()]) for v in values)
    return "/".join(f"{_NAMES[unit]} {', '.join(steps[unit])}" for unit in _NAMES if unit in steps)


def _spelt(unit: str, value: str) -> str:
    """Roman numerals in capitals, letters of points small."""
    return value.upper() if unit in _ROMAN and value.isalpha() else value.lower()
