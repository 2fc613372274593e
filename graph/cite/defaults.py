"""Whose paper a number is where no issuer is printed: what its symbol says in a document of that place."""

import re

from cancu.graph.cite.joint import is_joint
from cancu.graph.cite.numbers import Number
from cancu.graph.fold import CAPITALS
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body, Registry

_BODY = {"ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân"}
_RANK = r"tỉnh|thành\s+phố|huyện|quận|thị\s+xã|thị\s+trấn|xã(?!\s+hội)|phường|đặc\s+khu"
_RANKED = re.compile(
    r"(?i:(?:(?P<chair>chủ\s+tịch\s+)?(?:(?P<ubnd>ubnd|[uủ][yỷ]\s+ban\s+nhân\s+dân)|"
    rf"(?P<hđnd>hđnd|hội\s+đồng\s+nhân\s+dân))\s+)?(?P<rank>(?:các\s+)?(?:{_RANK})))\b"
    rf"(?P<name>(?:\s+(?!(?:Về|Ngày|Kế|Quyết|Xây|Ban|Thực|Triển|Theo|Để|Căn)\s)[{CAPITALS}\d][^\W_]*){{1,4}})?"
)
_COMMITTEE = re.compile(rf"(?:Chủ tịch )?(?:{'|'.join(_BODY.values())}) ")
_PROVINCE = "tỉnh"


def default_issuer(
    number: Number, registry: Registry, place: Area | None, issuer: Body | None, own: str
) -> Body | None:
    """The only body that the symbol can mean in a document with that `place`, `issuer` and number (`own`); several
    candidates mean none.

    A Party symbol (TW, TU) is shared by committee, standing board and secretariat, so it names none of them. Of bodies
    of one name at several levels it is that of the document's own («UBND»); a code that is a ministry's too is a local
    body's only where its own papers bear it.
    """
    if not number.issuer_codes or number.party:
        return None
    kind = registry.type_of_symbol(number.type_code, number.party) if number.type_code else None
    if is_joint(kind):
        return None
    code = number.issuer_codes[0]
    bodies = registry.bodies_of_code(code, place)
    if len(bodies) > 1 and issuer is not None:
        shared = any(body.area is None for body in bodies) and code not in re.split(r"[-/]", own)
        own_level = [b for b in bodies if b.level == issuer.level and not shared]
        bodies = tuple(own_level) if len(own_level) == 1 else bodies
    return bodies[0] if len(bodies) == 1 else None


def of_other_place(
    text: Text, start: int, number: Number, place: Area | None, commune: str | None
) -> tuple[str, int] | None:
    """The committee or council named at `start` and where its name ends, where no register knows its place or it is of
    another rank than the paper's own: the «UBND huyện» in a province's or a commune's paper is not its own.

    A province that became a city still cites what «UBND tỉnh» issued. A rank alone («của huyện») is that of the body
    for which the symbol stands.
    """
    named = _RANKED.match(text.content, start)
    if named is None or not (place or commune or named["ubnd"] or named["hđnd"]):
        return None
    rank = " ".join(named["rank"].lower().split())
    own = commune or (place.rank if place else "")
    if own and (own == rank or own.startswith(f"{rank} ")):
        return None
    if commune is None and place is not None and place.level == "province" and rank == _PROVINCE:
        return None
    said = next((body for code, body in _BODY.items() if named[code]), None)
    body = said or _BODY.get(number.issuer_codes[0].lower() if number.issuer_codes else "")
    if body is None:
        return None
    name = f"{'Chủ tịch ' if named['chair'] else ''}{body} {rank} {named['name'] or ''}"
    return " ".join(name.split()), named.end()


def is_committee(name: str) -> bool:
    """Whether that is the name of a committee or council, which no register knows if it is not a body of one."""
    return _COMMITTEE.match(name) is not None
