"""What a portal's table above a paper says of it, for a head that lost its day or the place of its body."""

import re
from datetime import date

from cancu.graph.fold import fold
from cancu.graph.plan.lines import clean
from cancu.graph.read import Text
from cancu.graph.registry import Body, Registry

_CELL = r"[ \t*_]*(?:[:|][\s|*_]*)?"
"""Between the name of an attribute and what it is, in one line or, copied from a page, in several."""
_DAY = re.compile(
    rf"^[ \t|*_]*ngay ban hanh{_CELL}(?P<date>(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>(?:19|20)\d\d))\b",
    re.MULTILINE,
)
_AGENCY = re.compile(
    rf"^[ \t|*_]*(?:co quan|noi) ban hanh{_CELL}(?P<who>[^\n|]{{4,80}}?)[ \t*_]*(?=\||\n|nguoi ky\b)", re.MULTILINE
)
_COMMITTEE = re.compile(
    r"^[ \t|*_]*uy\s+ban\s+nhan\s+dan\b[\s*_|]*"
    r"(?P<place>(?:tinh|thanh\s+pho|huyen|quan|thi\s+xa|xa|phuong|thi\s+tran)\b[^|\d]{2,40})?",
    re.MULTILINE,
)


def listed_day(text: Text, end: int) -> tuple[str, str] | None:
    """The day of issue before `end`, as ISO date and as printed."""
    found = _DAY.search(text.folded, 0, end)
    if found is None:
        return None
    try:
        iso = date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return None
    return iso, found["date"]


def listed_issuer(text: Text, end: int, registry: Registry, day: date | None) -> Body | None:
    """The body that issued; a portal's «Tỉnh X» stands for the committee where the head below says that it is one."""
    found = _AGENCY.search(text.folded, 0, end)
    if found is None:
        return None
    who = clean(text.content[slice(*found.span("who"))])
    named = registry.bodies_in(who, None, day)
    if len(named) == 1 and named[0][:2] == (0, len(who)):
        return named[0][2]
    place = registry.area_named(who, on=day)
    head = _COMMITTEE.search(text.folded, found.end(), end)
    if place is None or place.level != "province" or head is None:
        return None
    if head["place"] and not " ".join(head["place"].split()).startswith(fold(place.name)):
        return None  # the committee of a district
    rank = "tỉnh" if place.name.startswith("tỉnh") else "thành phố"
    return registry.body_named(f"Ủy ban nhân dân {rank}", place, day)
