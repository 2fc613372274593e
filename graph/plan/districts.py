"""Bodies of the district level that a plan counts on, in whichever section: that level ended on 1 July 2025."""

import re
from collections.abc import Iterable, Iterator

from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import Assignment, DistrictBodies
from cancu.graph.read import Outline, Text

_BODY = (
    r"(?:Tòa án nhân dân|Toà án nhân dân|TAND|Viện [Kk]iểm sát nhân dân|VKSND|Ủy ban nhân dân|Uỷ ban nhân dân|UBND"
    r"|Hội đồng nhân dân|HĐND|Công an)"
).replace(" ", r"\s+")
_NAMED = re.compile(rf"\b{_BODY}(?:(?:,|\s+và)\s+{_BODY})*\s+cấp\s+huyện\b(?!\s*\(?(?:cũ|trước\s+đây))")
_LEVEL = re.compile(r"cấp\s+huyện")
_GROUP = re.compile(r"\bcấp huyện\b|\b(?:các )?huyện, (?:thị xã, )?(?:thành phố|quận)\b")
"""A group with work that is one of districts: «Ủy ban nhân dân các huyện, thị xã, thành phố»."""


def district_bodies(text: Text, outline: Outline, assignments: Iterable[Assignment]) -> tuple[DistrictBodies, ...]:
    """Bodies of districts that get work as a group or are named «cấp huyện», each once a section, by their place."""
    tasked = (
        DistrictBodies(section=a.section, name=a.agency.name, start=a.agency.start, end=a.agency.end)
        for a in assignments
        if a.agency.group and _GROUP.search(a.agency.name)
    )
    found: dict[tuple[str, str], DistrictBodies] = {}
    for bodies in sorted((*tasked, *_named(text, outline)), key=lambda b: b.start):
        found.setdefault((bodies.section, bodies.name), bodies)
    return tuple(found.values())


def _named(text: Text, outline: Outline) -> Iterator[DistrictBodies]:
    # The letters that few papers hold are found many times as fast as the names before them.
    if "huyện" not in text.content or _LEVEL.search(text.content, outline.body_start, outline.ending_start) is None:
        return
    for match in _NAMED.finditer(text.content, outline.body_start, outline.ending_start):
        name = clean(match[0])
        yield DistrictBodies(section=outline.path_at(match.start()), name=name, start=match.start(), end=match.end())
