"""Bodies of communes, wards and special zones as the head of a paper names them: by kind and place.

No register lists the communes, nor the districts that ended before the others; their bodies are of the kinds that the
ontology knows, so that a head tells both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cancu.graph.cite.communes import RANKS, kind_called
from cancu.graph.fold import CAPITALS, fold
from cancu.graph.plan.casing import as_in_prose, is_school
from cancu.graph.registry import Area, Body, Registry

_DISTRICT_RANKS = {"huyen": "huyện", "quan": "quận", "thi xa": "thị xã"}


def _place_of(ranks: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|\s)(?<!thi )(?<!tac )(?P<rank>{'|'.join(ranks)})\s+(?!hoi\b)"
        r"(?P<name>[^\W_].*?)(?:\s+[-–/|]\s+[a-z' ]*\b(?:people|committee)\b.*)?$"
    )


_PLACE, _DISTRICT = _place_of(RANKS), _place_of(_DISTRICT_RANKS)
"""The place that ends a line; the same in English may follow it."""
_COMMITTEE_ISSUES = re.compile(
    r"(?<!của )(?:UBND|[ỦU][ỷy]\s+ban\s+nhân\s+dân)\s+(?P<rank>xã|[Pp]hường|đặc\s+khu|thị\s+trấn)\s+"
    rf"(?P<name>[{CAPITALS}\d][^\W_]*(?:\s+[{CAPITALS}\d][^\W_]*){{0,4}})\s+"
    r"(?:(?:ban\s+hành|xây\s+dựng|triển\s+khai)\s+[Kk]ế\s+hoạch|(?:trân\s+trọng\s+)?thông\s+báo)"
)
DIVIDED = date(2025, 7, 1)
"""Since then communes have divisions («Phòng Kinh tế xã …»), as districts had before."""
_ORGAN = re.compile(r"uy ban|ban|van phong|trung tam|phong|tram|truong|hop tac xa")
"""How an organ's name begins below that of the body it belongs to."""
_OF_COMMUNE = re.compile(rf"\s(?<!\bthi )(?<!\btac )(?:{'|'.join(RANKS)}) (?!hoi\b)[^\W_]")
_OF_DISTRICT = re.compile(rf"\s(?:{'|'.join(_DISTRICT_RANKS.values())}) [{CAPITALS}\d]")


_COMMUNE_OF = re.compile(r"\s((?:xã|phường|đặc khu|thị trấn) (?!hội\b)(?P<proper>[^\W_].*))$")
_OWN = re.compile(
    r"(?:(?:Phó )?[Tt]rưởng phòng|"
    r"Phòng|Văn phòng|[Cc]ông chức|Bộ phận|Trung tâm|Ban Chỉ huy|Ban Chỉ đạo|Công an|Trạm|Đoàn Thanh niên|Hội|Mặt trận|"
    r"Ủy ban|Đảng ủy)\b"
)
"""How the names of bodies begin that each commune has."""
_DIVISION = re.compile(r"(?:(?:Phó )?[Tt]rưởng phòng|Phòng) ")
_ABOVE = (" tỉnh", " huyện", " quận", " thị xã", " thành phố", "Huyện ủy", "Quận ủy", "Thị ủy")
"""How the names end of bodies of the district and the province."""
_ELSEWHERE = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|quận|xã(?! hội)|phường|đặc khu|khu vực|trung ương|quốc gia|chính phủ|quốc hội|Sở|Bộ)\b",
    re.IGNORECASE,
)
"""Words in the name of a body of another place or level."""


def commune_body(head: Sequence[str], registry: Registry) -> str | None:
    """Name of the body in the lines of a `head`: «Đảng ủy xã …» below that of the province, «UBND xã …» above its
    division. None where they name no body of a commune, or one of a kind that is not known.
    """
    return _body_of(head, _PLACE, RANKS, registry)


def district_body(head: Sequence[str], registry: Registry) -> str | None:
    """The same of a district that no register knows, since it ended before the districts did: «UBND quận …»."""
    return _body_of(head, _DISTRICT, _DISTRICT_RANKS, registry)


def _body_of(head: Sequence[str], places: re.Pattern[str], ranks: Mapping[str, str], registry: Registry) -> str | None:
    for index, line in enumerate(head):
        place = places.search(fold(line))
        if place is None:
            continue
        name = line[slice(*place.span("name"))]
        if any(word[0].islower() for word in name.split()):
            return None  # a sentence
        place_name = f"{ranks[place['rank']]} {_spelt(name)}"
        words = [*head[:index], line[: place.start()]]
        named = (kind_called(words[first:], registry) for first in range(len(words)))
        body = next(filter(None, named), None)
        below = [words for words in head[index + 1 :] if any(map(str.isalpha, words))]
        if body is not None and below:
            organ = kind_called(below, registry) or kind_called([*below, body.stem], registry)
            if organ is None and _ORGAN.match(fold(below[0])):
                organ_name = " ".join(below)
                own = as_in_prose(organ_name)
                belongs = ranks is RANKS and not is_school(organ_name)
                return f"{own} {body.stem} {place_name}" if belongs else f"{own} {place_name}"
            body = organ
        return f"{body.stem} {place_name}" if body is not None else None
    return None


def commune_issuing(content: str, start: int, end: int) -> str | None:
    """The committee of a commune that «ban hành Kế hoạch» in `start:end`, as the recital names it."""
    found = _COMMITTEE_ISSUES.search(content, start, end)
    return f"Ủy ban nhân dân {found['rank'].lower()} {' '.join(found['name'].split())}" if found else None


def is_of_commune(name: str) -> bool:
    """Whether a body of that name is one of a commune."""
    return _OF_COMMUNE.search(fold(name)) is not None


def is_of_district(name: str) -> bool:
    """The same of a district."""
    return _OF_DISTRICT.search(name) is not None


class Commune(NamedTuple):
    """The commune whose paper it is, with its rank («xã Đại Lộc»), and the district or province that the paper says it
    lies in.

    Its divisions, unions and offices are told apart from those of other communes by its name. Communes have divisions
    since 1 July 2025 (`divided`); before, a «Phòng …» in their papers is the district's.
    """

    name: str
    place: Area | None
    divided: bool = True

    def own(self, name: str) -> str:
        """`name`, completed where it is that of one of the commune's bodies: «Phòng Kinh tế xã Đại Lộc»."""
        rank, _, proper = self.name.partition(" ")
        if proper.lower() in name.lower():
            return name
        if name.endswith(f" {rank}") and not name.endswith("thị xã"):
            return f"{name} {proper}"
        if not self.divided and _DIVISION.match(name):
            known = self.place is not None and self.place.level == "district" and not _ELSEWHERE.search(name)
            return f"{name} {self.place.name}" if known and self.place else name
        return f"{name} {self.name}" if _OWN.match(name) and not _ELSEWHERE.search(name) else name

    def above(self, name: str, registry: Registry) -> Body | None:
        """The body of the district or the province that the paper calls so: «Sở Y tế», «UBND tỉnh»."""
        said = " ".join(name.split())
        if self.place is None:
            return None
        division = not self.divided and said.startswith("Phòng ")
        if not (division or said.startswith("Sở ") or said.endswith(_ABOVE)):
            return None
        return registry.body_named(said, self.place)


def commune_named(issuer: str | None) -> str | None:
    """The commune, with its rank, of whose body an `issuer` has the name."""
    found = _COMMUNE_OF.search(issuer or "")
    return found[1] if found and not found["proper"][0].islower() else None


def _spelt(name: str) -> str:
    """The name of a place as prose writes it: «BẮC CAM RANH» is «Bắc Cam Ranh»."""
    words = name.split()
    return " ".join(word.capitalize() if word.isupper() else word for word in words)
