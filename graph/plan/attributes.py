"""What a web page says above a paper of it, for a head that lost its day, the place of its body or all: its table, or
the line of its name («Hướng dẫn số 12/HD-TLĐ ngày 5/3/2024 của …»).
"""

import re
from dataclasses import dataclass
from datetime import date

from cancu.graph.cite.dates import DATE, DATE_GAP, read_date
from cancu.graph.fold import fold
from cancu.graph.plan.lines import clean
from cancu.graph.plan.titles import LETTER
from cancu.graph.read import Text
from cancu.graph.registry import Body, DocumentType, Registry

DIGITS_AND_SYMBOL = (
    r"(?P<illegible>\?)?(?P<digits>\d{1,5}[a-z]?)?[ \t]{0,40}"
    r"(?P<year>/[ \t]?20\d\d(?=[ \t]?/))?[ \t]?(?P<mark>[/-])[ \t]?"
    r"(?P<symbol>[a-z&]{1,12}(?:[ \t]?[-–/][ \t]?[a-z&0-9]{1,16}){0,9})"
)
"""The number of a paper, folded."""
_NAME_LINE = re.compile(
    rf"\s*(?P<type>[a-z]+ [a-z]+(?: [a-z]+){{0,2}}?)[ \t]+(?:so[ \t]*:?[ \t]*)?{DIGITS_AND_SYMBOL}(?P<rest>[^\n]*)\n\s*"
    r"(?=(?:[-+•][ \t]*)?(?:can cu|thuc hien|xet|kinh gui|trien khai|de|trong|ngay|i\s?[.-]|dieu\s+1|phan)\b)"
)
"""The first line of a page, above the recital of a paper that has no head."""
_ANNOUNCED = re.compile(
    r"(?:(?P<on>\bngay [^\n,]{6,26}),\s)?(?P<who>[^\n.;:]{0,90}?)[ \t]+(?:da |vua )?(?:ky )?ban hanh[ \t]+"
    rf"(?P<type>[a-z]+ [a-z]+(?: [a-z]+){{0,2}}?)[ \t]+so[ \t]*:?[ \t]*{DIGITS_AND_SYMBOL}(?P<rest>[^\n]*)"
)
_ANNOUNCED_WITHIN = 1_200
_ANY_PAPER = "van ban"
_ANNEXED = re.compile(
    r"^[ \t*_|]*\(\s*(?:ban\s+hanh\s+)?kem\s+theo\s+(?P<type>[a-z]+ [a-z]+(?: [a-z]+){0,2}?)\s+(?:so\s*:?\s*)?"
    rf"{DIGITS_AND_SYMBOL}(?P<rest>[^()]{{0,200}})\)",
    re.MULTILINE,
)
"""What an annex says of its own paper below its title."""
_GIVES_ALL = re.compile(r"\btoan van\b|\bnhu sau[ \t*_]*:?[ \t*_]*\Z")
_BY_ANOTHER = re.compile(
    r"\b(?:ban hanh|xay dung|thuc hien|trien khai)\s+(?:ke hoach|huong dan|chuong trinh)\b|\bubnd\b|\buy ban nhan dan\b"
)
"""Behind the paper that is announced: another one, which follows it."""
_TITLE_ENDS = re.compile(r",?\s+(?:cu the|voi (?:cac )?noi dung)\b|\.\s|\.?\s*\Z")
_OF = re.compile(r"[\s,]*cua\s+")
_ISSUER_WITHIN = 120
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


@dataclass(frozen=True, slots=True)
class NameLine:
    """What the line of a paper's name says; `number` has the groups of `DIGITS_AND_SYMBOL`, `start:end` is what is
    left of the line: the title.
    """

    type: DocumentType
    number: re.Match[str]
    date: str | None
    date_text: str | None
    issuer: Body | None
    start: int
    end: int


def named_above(text: Text, registry: Registry) -> NameLine | None:
    """What the first line says of a paper without a head, if that line is its name."""
    found = _NAME_LINE.match(text.folded)
    kind = registry.type_named(found["type"]) if found else None
    if found is None or kind is None or found["rest"].rstrip().endswith((";", ",", ":")):
        return None
    start, end = found.span("rest")
    day = _day_behind(text, start, end)
    dated = read_date(day, text.content) if day else None
    start = dated.end if dated else start
    of = _OF.match(text.folded, start, end)
    issuer = registry.body_opening(text.content, of.end(), min(end, of.end() + _ISSUER_WITHIN), None) if of else None
    start = of.end() + issuer[0] if of and issuer else start
    return NameLine(
        kind, found, dated.iso if dated else None, clean(text.content[day.start() : day.end()]) if day else None,
        issuer[1] if issuer else None, start, end,
    )  # fmt: skip


def announced(text: Text, end: int, registry: Registry) -> NameLine | None:
    """What a page says of the paper without a head whose whole text it gives: «Ban Tuyên giáo ban hành Hướng dẫn số …
    Chúng tôi giới thiệu toàn văn».
    """
    found = _ANNOUNCED.search(text.folded, 0, min(end, _ANNOUNCED_WITHIN))
    if found is None or not _GIVES_ALL.search(found["rest"]) or _BY_ANOTHER.search(found["rest"]):
        return None
    untold = found["type"] == _ANY_PAPER and "/" not in found["symbol"]
    kind = registry.types.get(LETTER) if untold else registry.type_named(found["type"])
    if kind is None:
        return None
    day = _day_behind(text, found.start("rest"), found.end())
    day = day or (DATE.match(text.folded, found.start("on")) if found["on"] else None)
    dated = read_date(day, text.content) if day else None
    who = text.content[slice(*found.span("who"))]
    bodies = registry.bodies_in(who, None, None)
    start = found.start("rest") if day is None or day.start() < found.start("rest") else day.end()
    title_ends = _TITLE_ENDS.search(text.folded, start, found.end())
    return NameLine(
        kind, found, dated.iso if dated else None, clean(text.content[day.start() : day.end()]) if day else None,
        bodies[-1][2] if bodies and bodies[-1][1] == len(who) else None,
        start, title_ends.start() if title_ends else found.end(),
    )  # fmt: skip


def annexed(text: Text, start: int, kind: DocumentType, registry: Registry) -> NameLine | None:
    """What the annexes behind `start` say of the paper of that type whose head is lost: «(Kèm theo Quyết định số …
    ngày … của …)», as long as they all name the same number.
    """
    found = [
        line
        for line in _ANNEXED.finditer(text.folded, start)
        if line["digits"] and registry.type_named(line["type"]) == kind
    ]
    if not found or len({(line["digits"], line["year"], line["symbol"]) for line in found}) > 1:
        return None
    day = _day_behind(text, *found[0].span("rest"))
    dated = read_date(day, text.content) if day else None
    of = _OF.match(text.folded, dated.end if dated else found[0].start("rest"), found[0].end())
    issuer = registry.body_opening(text.content, of.end(), found[0].end(), None) if of else None
    return NameLine(
        kind, found[0], dated.iso if dated else None, clean(text.content[day.start() : day.end()]) if day else None,
        issuer[1] if issuer else None, start, start,
    )  # fmt: skip


def _day_behind(text: Text, start: int, end: int) -> re.Match[str] | None:
    """The day that stands directly at `start`."""
    gap = DATE_GAP.match(text.folded, start, end)
    return DATE.match(text.folded, gap.end(), end) if gap else None
