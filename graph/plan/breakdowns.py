"""Amounts to reach that are told with their parts: «Trồng mới cây xanh: 60 cây (trong đó: xã A: 20 cây, xã B: 40 cây)».

Such an item states what shall be done outside the sections of targets too: parts that sum up to the amount are no
chance.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from cancu.graph.plan.headings import Section, lineage
from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import LEVEL, Identity, Indicator, Target
from cancu.graph.plan.phrases import Phrases
from cancu.graph.plan.values import decimal
from cancu.graph.read import Outline, Text

_OF_WHICH = Phrases("trong do")
_SIGN = re.compile(r"\(\s*trong\s+do\s*:")
_AMOUNT = r"(?P<value>\d{1,3}(?:\.\d{3})*(?:,\d+)?)\s+(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+)?)"
_ITEM = re.compile(rf"[\n+•-][ \t*_]*(?P<measure>[^\W\d_][^:;.()]{{4,160}}?)\s*:\s*{_AMOUNT}\s*$")
_PART = re.compile(rf"\s*(?P<group>[^:,;()]{{2,60}}?)\s*:\s*{_AMOUNT}\s*(?:[,;]|và\b|\Z)")
_DONE = re.compile(r"\b(?:tinh hinh|thuc trang|hien trang|ket qua|danh gia|dac diem|kinh phi|du toan)\b")
_BEFORE = 260
"""Characters before the bracket in which its item begins."""


def breakdowns(
    text: Text, outline: Outline, headings: tuple[Section, ...], identity: Identity, stated: tuple[Indicator, ...]
) -> Iterator[Indicator]:
    """Amounts with parts that sum up to them, where none of the indicators `stated` stands."""
    start, end = outline.body_start, outline.body_end
    for sign in _SIGN.finditer(text.folded, start, end) if _OF_WHICH.begin_in(text, start, end) else ():
        close = text.content.find(")", sign.end(), outline.body_end)
        item = _ITEM.search(text.content, max(outline.body_start, sign.start() - _BEFORE), sign.start())
        if item is None or close < 0 or any(i.start <= sign.start() < i.end for i in stated):
            continue
        above = [lineage(headings, i) for i, s in enumerate(headings) if s.heading.start <= item.start()][-1:]
        if not above or any(_DONE.search(s.title) for s in above[0]):
            continue
        parts = list(_PART.finditer(text.content, sign.end(), close))
        unit = clean(item["unit"])
        alike = all(clean(p["unit"]) == unit for p in parts)
        if len(parts) > 1 and alike and sum(decimal(p["value"]) for p in parts) == decimal(item["value"]):
            yield _indicator(outline, identity, (item, *parts))


def _indicator(outline: Outline, identity: Identity, found: tuple[re.Match[str], ...]) -> Indicator:
    year = identity.period[1] if identity.period else identity.year
    measure = clean(found[0]["measure"])
    targets = tuple(_target(m, measure, year) for m in found)
    start = found[0].start("measure")
    return Indicator(None, measure, targets, (), outline.path_at(start), 0, start, found[-1].end("unit"))


def _target(amount: re.Match[str], measure: str, year: int | None) -> Target:
    group = clean(amount["group"]) if "group" in amount.re.groupindex else None
    value: Decimal = decimal(amount["value"])
    return Target(
        measure=measure, comparator="=", value=value, value_text=amount["value"], value_to=None,
        unit=clean(amount["unit"]), group=group, year=year, kind=LEVEL, order=0,
        start=amount.start("value"), end=amount.end("unit"),
    )  # fmt: skip
