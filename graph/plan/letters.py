"""Official letters: their «V/v …», and who wrote one whose head was lost.

Portals and copies often drop a letter's head. Its number, day and issuer may still stand in the line of its annex
(«Kèm theo Công văn số …»), its own words say who «yêu cầu» or «đề nghị», and its signature what office that is of.
What they do not tell stays unknown.
"""

import re
from dataclasses import dataclass
from datetime import date

from cancu.graph.fold import CAPITALS, fold
from cancu.graph.plan.lines import clean
from cancu.graph.read import Outline, Text
from cancu.graph.registry import Area, Body, Registry

_ABOUT = re.compile(
    r"^[ \t|*_#>]*(?:cong van[ \t]+(?=v))?(?P<about>v\s?/\s?v\b|ve\s+(?:viec|huong dan)\b)", re.MULTILINE
)
_ABOUT_END = re.compile(r"\n[ \t]*\n|\n[ \t]*\||\n[^\n]{0,40},[ \t*_]*\n?ngay\s|\n[ \t|*_]*kinh\s+gui|[ \t]{3,}")
_DAY_JOINED = re.compile(rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}][^\n,]{{1,30}},[ \t]*ngày[ \t]+\d)")
"""Where some copies join the line of place and day to the subject: «… cho học sinhHà Nội, ngày 5 …»."""
_OWN_LINE = re.compile(
    r"\bkem\s+theo\s+(?:cong\s+van|van\s+ban)\s+so\s*:?\s*(?P<digits>\d{1,6}[a-z]?)?\s*(?P<mark>/)\s*"
    r"(?P<symbol>[a-z&]{1,16}(?:\s?-\s?[a-z&0-9]{1,16}){0,3})"
    r"(?:\s+ngay\s+(?:(?P<slashed>\d{1,2}/\d{1,2}/20\d\d)"
    r"|(?P<day>\d{1,2})?\s*thang\s+(?:(?P<month>\d{1,2})\s*)?nam\s+(?P<year>20\d\d)))?(?:\s+cua\s+)?"
)
_SAYS = re.compile(
    r"[\s*_]+(?:co\s+y\s+kien\s+)?(?:kinh\s+|tran\s+trong\s+)?(?:yeu\s+cau|de\s+nghi|chi\s+dao|thong\s+bao|co\s+y\s+kien|giao)\b"
)
_OFFICE = re.compile(r"\n[\s*_|]*(?:(?:tl|kt|tuq)[ .]{1,3})?(?P<office>bo|tong\s+cuc|cuc)\s+truong\b")
"""The line of the signature that names the head of a ministry, a general department or a department."""
_WRITES = re.compile(
    rf"{_SAYS.pattern}|[\s*_]+(?:kinh\s+|tran\s+trong\s+|xin\s+)?(?:bao\s+cao|trinh|tra\s+loi|huong\s+dan|co\s+van\s+ban)\b"
)
_NOT_OWN = re.compile(r"\b(?:cua|do|tai|theo|boi|va)[\s*_]{1,9}$")
_WITHIN = re.compile(r"\bđịa bàn\s+(?P<area>(?:[Tt]ỉnh|[Tt]hành phố)\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3})")
CHAIRMAN = "chu-tich-ubnd"


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What the line of a letter's annex says of the letter; `body_at` is where the name of its issuer begins."""

    digits: str | None
    symbol: str
    raw: str
    date: str | None
    date_text: str | None
    end: int
    body_at: int


def about(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The characters of «V/v …» in the head `start:end` of a letter."""
    found = _ABOUT.search(text.folded, start, end)
    if found is None:
        return None
    begin = found.start("about")
    stop = _ABOUT_END.search(text.folded, begin, end)
    last = stop.start() if stop else end
    dated = _DAY_JOINED.search(text.content, begin, end)
    last = dated.start() if dated and (stop is None or dated.start() < stop.end()) else last
    return begin, begin + len(text.content[begin:last].rstrip(" \t\n\u00a0*_|#"))


def own_line(text: Text, outline: Outline) -> OwnLine | None:
    """The line of an annex that says which letter it came with."""
    first = min((start for start, _ in outline.annexes), default=None)
    found = _OWN_LINE.search(text.folded, first) if first is not None else None
    if found is None:
        return None
    symbol = re.sub(r"\s", "", text.content[found.start("symbol") : found.end("symbol")]).replace("Ð", "Đ")
    begin = found.start("digits") if found["digits"] else found.start("mark")
    day = found.start("slashed") if found["slashed"] else found.start("day") if found["day"] else found.start("month")
    return OwnLine(
        digits=found["digits"],
        symbol=symbol,
        raw=clean(text.content[begin : found.end("symbol")]),
        date=_iso(found),
        date_text=clean(text.content[day : found.end()]) if _iso(found) and day >= 0 else None,
        end=found.end(),
        body_at=found.end(),
    )


def letter_issuer(
    text: Text, outline: Outline, registry: Registry, line: OwnLine | None, on: date | None
) -> Body | None:
    """Who wrote a letter without a head: the body in its annex's line, the last that «yêu cầu», «đề nghị» before its
    first section, or the ministry that its minister signs for; None where the words do not tell the place.
    """
    place = _place(text, outline, registry, on)
    if line is not None:
        opening = registry.bodies_in(text.content[line.body_at : line.body_at + 120], place, on)
        if opening and opening[0][0] == 0:
            return opening[0][2]
        writers = registry.bodies_of_code(line.symbol.split("-")[0], place)
        if len(writers) == 1:
            return writers[0]
    said = [
        body
        for start, end, body in registry.bodies_in(text.content[: outline.body_start], place, on)
        if _SAYS.match(text.folded, end, outline.body_start)
        and not _NOT_OWN.search(text.folded, max(0, start - 12), start)
    ]
    return _writing(registry, said[-1]) if said else _signed_for(text, outline, registry, on)


def _signed_for(text: Text, outline: Outline, registry: Registry, on: date | None) -> Body | None:
    """The one ministry or department that speaks in the letter and whose head signs it, or for whom it is signed."""
    office = _OFFICE.search(text.folded, outline.ending_start)
    if office is None:
        return None
    rank = " ".join(office["office"].split()) + " "
    speaking = {
        body.slug: body
        for start, end, body in registry.bodies_in(text.content[: outline.ending_start], None, on)
        if fold(body.name).startswith(rank)
        and _WRITES.match(text.folded, end)
        and not _NOT_OWN.search(text.folded, max(0, start - 12), start)
    }
    return next(iter(speaking.values())) if len(speaking) == 1 else None


def _writing(registry: Registry, body: Body) -> Body:
    """What a chairman has decided is told in a letter of his committee."""
    committee = registry.body_by_slug(body.parent) if CHAIRMAN in body.slug and body.parent else None
    return committee or body


def _place(text: Text, outline: Outline, registry: Registry, on: date | None) -> Area | None:
    """The one province that the letter's bodies and «trên địa bàn …» name; None where they name several or none."""
    end = outline.ending_start
    found = {body.area.slug: body.area for _, _, body in registry.bodies_in(text.content[:end], None, on) if body.area}
    for named in _WITHIN.finditer(text.content, 0, end):
        words = clean(named["area"]).split()
        areas = (registry.area_named(" ".join(words[:i]), on=on) for i in range(len(words), 1, -1))
        area = next((a for a in areas if a is not None), None)
        if area is not None:
            found[area.slug] = area
    provinces = [a for a in found.values() if a.level == "province"]
    return provinces[0] if len(provinces) == 1 else None


def _iso(found: re.Match[str]) -> str | None:
    if found["slashed"]:
        day, month, year = map(int, found["slashed"].split("/"))
    elif found["day"] and found["month"]:
        day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
    elif found["month"]:
        return f"{found['year']}-{int(found['month']):02}"
    else:
        return found["year"]
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return str(year)
