"""Bodies of communes, wards and special zones as the head of a paper names them: by kind and place.

No register lists the communes; their bodies are of the kinds that the ontology knows, so that a head tells both.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cancu.graph.cite.communes import RANKS, kind_called
from cancu.graph.fold import CAPITALS, fold
from cancu.graph.plan.casing import as_in_prose, is_school
from cancu.graph.registry import Area, Body, Registry

_PLACE = re.compile(
    rf"(?:^|\s)(?<!thi )(?<!tac )(?P<rank>{'|'.join(RANKS)})\s+(?!hoi\b)"
    r"(?P<name>[^\W_].*?)(?:\s+[-–/|]\s+[a-z' ]*\b(?:people|committee)\b.*)?$"
)
"""The place that ends a line; the same in English may follow it."""
_COMMITTEE_ISSUES = re.compile(
    r"(?:UBND|[ỦU][ỷy]\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân)\s+(?P<rank>xã|[Pp]hường|đặc\s+khu|thị\s+trấn)\s+"
    rf"(?P<name>[{CAPITALS}\d][^\W_]*(?:\s+[{CAPITALS}\d][^\W_]*){{0,4}})\s+(?:ban\s+hành|xây\s+dựng)\s+(?:[Kk]ế\s+hoạch)"
)
_ORGAN = re.compile(r"uy ban|ban|van phong|trung tam|phong|tram|truong|hop tac xa")
"""How an organ's name begins below that of the body it belongs to."""
_OF_COMMUNE = re.compile(rf"\s(?<!\bthi )(?<!\btac )(?:{'|'.join(RANKS)}) (?!hoi\b)[^\W_]")


_COMMUNE_OF = re.compile(r"\s((?:xã|phường|đặc khu|thị trấn) (?!hội\b)(?P<proper>[^\W_].*))$")
_OWN = re.compile(
    r"(?:(?:Phó )?[Tt]rưởng phòng|"
    r"Phòng|Văn phòng|Trung tâm|Ban Chỉ huy|Ban Chỉ đạo|Công an|Trạm|Đoàn Thanh niên|Hội|Mặt trận|Ủy ban|Đảng ủy)\b"
)
"""How the names of bodies begin that each commune has."""
_ELSEWHERE = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|quận|xã(?! hội)|phường|đặc khu|khu vực|trung ương|quốc gia|chính phủ|quốc hội|Sở|Bộ)\b",
    re.IGNORECASE,
)
"""Words in the name of a body of another place or level."""


def commune_body(head: Sequence[str], registry: Registry) -> str | None:
    """Name of the body in the lines of a `head`: «Đảng ủy xã …» below that of the province, «UBND xã …» above its
    division. None where they name no body of a commune, or one of a kind that is not known.
    """
    for index, line in enumerate(head):
        place = _PLACE.search(fold(line))
        if place is None:
            continue
        words = [*head[:index], line[: place.start()]]
        named = (kind_called(words[first:], registry) for first in range(len(words)))
        body = next(filter(None, named), None)
        below = [words for words in head[index + 1 :] if any(map(str.isalpha, words))]
        if body is not None and below:
            organ = kind_called(below, registry) or kind_called([*below, body.stem], registry)
            if organ is None and _ORGAN.match(fold(below[0])):
                name = " ".join(below)
                own = as_in_prose(name) if is_school(name) else f"{as_in_prose(name)} {body.stem}"
                return f"{own} {RANKS[place['rank']]} {_spelt(line[slice(*place.span('name'))])}"
            body = organ
        if body is not None:
            return f"{body.stem} {RANKS[place['rank']]} {_spelt(line[slice(*place.span('name'))])}"
        return None
    return None


def commune_issuing(content: str, start: int, end: int) -> str | None:
    """The committee of a commune that «ban hành Kế hoạch» in `start:end`, as the recital names it."""
    found = _COMMITTEE_ISSUES.search(content, start, end)
    return f"Ủy ban nhân dân {found['rank'].lower()} {' '.join(found['name'].split())}" if found else None


def is_of_commune(name: str) -> bool:
    """Whether a body of that name is one of a commune."""
    return _OF_COMMUNE.search(fold(name)) is not None


class Commune(NamedTuple):
    """The commune whose paper it is, with its rank («xã Đại Lộc»), and the province that the paper says it lies in.

    Its divisions, unions and offices are told apart from those of other communes by its name.
    """

    name: str
    province: Area | None

    def own(self, name: str) -> str:
        """`name`, completed where it is that of one of the commune's bodies: «Phòng Kinh tế xã Đại Lộc»."""
        rank, _, proper = self.name.partition(" ")
        if proper.lower() in name.lower():
            return name
        if name.endswith(f" {rank}") and not name.endswith("thị xã"):
            return f"{name} {proper}"
        return f"{name} {self.name}" if _OWN.match(name) and not _ELSEWHERE.search(name) else name

    def above(self, name: str, registry: Registry) -> Body | None:
        """The body of the province that the paper calls so: «Sở Y tế», «UBND tỉnh»."""
        said = " ".join(name.split())
        if self.province is None or not (said.startswith("Sở ") or said.endswith(" tỉnh")):
            return None
        return registry.body_named(said, self.province)


def commune_named(issuer: str | None) -> str | None:
    """The commune, with its rank, of whose body an `issuer` has the name."""
    found = _COMMUNE_OF.search(issuer or "")
    return found[1] if found and not found["proper"][0].islower() else None


def _spelt(name: str) -> str:
    """The name of a place as prose writes it: «BẮC CAM RANH» is «Bắc Cam Ranh»."""
    words = name.split()
    return " ".join(word.capitalize() if word.isupper() else word for word in words)
