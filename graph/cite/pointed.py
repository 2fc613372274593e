"""What is said before a paper of who issued it and when: «đề nghị của Sở Y tế tại Tờ trình số …», «Ngày 01/3/2024, Bộ
Y tế ban hành Thông tư số …».
"""

import re

from cancu.graph.cite.dates import DATE, PrintedDate, read_date
from cancu.graph.cite.issuers import unregistered_issuer
from cancu.graph.cite.numbers import Number
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body, Registry

_POINTS_TO = re.compile(r"\btai\s+(?:cac\s+)?$")
_WHOSE = re.compile(r"cua(?<!\wcua)\s+(?:giam\s+doc\s+(?=so\s))?")
_ISSUES = ("ban hanh", "ban\nhanh", "da co", "da ky", "da phe duyet")
_AMID = (
    r",\s+(?=ngay\s[^,.;:]{6,30},\s+(?:bo|so|uy\s+ban|ubnd|chinh\s+phu|thu\s+tuong|hoi\s+dong|hdnd|tinh\s+uy|thanh\s+uy)\s"
    r"[^.;:]{1,120}\bda\s)"
)
"""Before the day that amid a sentence begins a clause with a body that did something: «…, ngày 10/01/2025, Bộ Y tế đã
có Văn bản số …».
"""
_DAY_OPENS = re.compile(
    rf"(?:\A|[.:]\s|\n|{_AMID})[\s*_+–-]*"
    r"(?P<on>ngay\s[^,.;:]{6,30}),[^.;:]{3,120}?\b(?:ban\s+hanh|da\s+(?:co|ky|phe\s+duyet))\s*\Z"
)
_NEAR, _WINDOW = 24, 160


def issuer_before(text: Text, registry: Registry, place: Area | None, start: int, number: Number) -> Body | None:
    """The body whose paper begins at `start` («chỉ đạo của Bộ Chính trị tại …»).

    A symbol that names another body says more than the words before it.
    """
    if not text.folded[max(0, start - _NEAR) : start].rstrip().endswith(("tai", "cac")):
        return None
    window_start = max(0, start - _WINDOW)
    window = text.folded[window_start:start]
    asked = list(_WHOSE.finditer(window)) if _POINTS_TO.search(window) else []
    for whose in reversed(asked):
        begin = window_start + whose.end()
        opening = registry.body_opening(text.content, begin, start, place)
        if opening is None:
            continue
        between = text.folded[begin + opening[0] : start]
        if not _POINTS_TO.fullmatch(between.lstrip()):
            return None
        return opening[1] if _may_issue(registry, place, opening[1], number) else None
    return None


def day_before(text: Text, start: int) -> PrintedDate | None:
    """The day that opens a sentence which says that the paper at `start` was issued on it."""
    if not text.folded[max(0, start - _NEAR) : start].rstrip().endswith(_ISSUES):
        return None
    opens = _DAY_OPENS.search(text.folded, max(0, start - _WINDOW), start)
    found = DATE.match(text.folded, opens.start("on")) if opens else None
    return read_date(found, text.content) if found else None


def unregistered_before(text: Text, place: Area | None, start: int) -> str | None:
    """The body that no register knows whose paper begins at `start` («đề xuất của Chi cục Thủy lợi tại …»)."""
    window_start = max(0, start - _WINDOW)
    points = _POINTS_TO.search(text.folded, max(0, start - _NEAR), start)
    if points is None:
        return None
    whose = list(_WHOSE.finditer(text.folded, window_start, points.start()))
    named = unregistered_issuer(text, whose[-1].end(), place) if whose else None
    if named is None or text.content[named[1] : start].strip() != text.content[points.start() : start].strip():
        return None
    return named[0]


def _may_issue(registry: Registry, place: Area | None, body: Body, number: Number) -> bool:
    if number.party:
        return body.system == "party"
    known = [b for code in number.issuer_codes for b in registry.bodies_of_code(code, place)]
    return not known or body in known or any(b.register == body.register for b in known)
