"""Bodies of communes, wards and special zones as the head of a paper names them: by kind and place.

No register lists the communes; their bodies are of the kinds that the ontology knows, so that a head tells both.
"""

import re
from collections.abc import Sequence

from cancu.graph.cite.communes import RANKS, kind_called
from cancu.graph.fold import CAPITALS, fold
from cancu.graph.registry import Registry

_PLACE = re.compile(rf"(?:^|\s)(?<!thi )(?<!tac )(?P<rank>{'|'.join(RANKS)})\s+(?!hoi\b)(?P<name>[^\W_].*)$")
_COMMITTEE_ISSUES = re.compile(
    r"(?:UBND|[ỦU][ỷy]\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân)\s+(?P<rank>xã|[Pp]hường|đặc\s+khu|thị\s+trấn)\s+"
    rf"(?P<name>[{CAPITALS}\d][^\W_]*(?:\s+[{CAPITALS}\d][^\W_]*){{0,4}})\s+(?:ban\s+hành|xây\s+dựng)\s+(?:[Kk]ế\s+hoạch)"
)
_ORGAN = re.compile(r"uy ban|ban|van phong|trung tam|phong|tram|truong|hop tac xa")
"""How an organ's name begins below that of the body it belongs to."""
_OF_COMMUNE = re.compile(rf"\s(?<!\bthi )(?<!\btac )(?:{'|'.join(RANKS)}) (?!hoi\b)[^\W_]")


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
                own = f"{' '.join(below).capitalize()} {body.stem}"
                return f"{own} {RANKS[place['rank']]} {_spelt(line[place.start('name') :])}"
            body = organ
        if body is not None:
            return f"{body.stem} {RANKS[place['rank']]} {_spelt(line[place.start('name') :])}"
        return None
    return None


def commune_issuing(content: str, start: int, end: int) -> str | None:
    """The committee of a commune that «ban hành Kế hoạch» in `start:end`, as the recital names it."""
    found = _COMMITTEE_ISSUES.search(content, start, end)
    return f"Ủy ban nhân dân {found['rank'].lower()} {' '.join(found['name'].split())}" if found else None


def is_of_commune(name: str) -> bool:
    """Whether a body of that name is one of a commune."""
    return _OF_COMMUNE.search(fold(name)) is not None


def _spelt(name: str) -> str:
    """The name of a place as prose writes it: «BẮC CAM RANH» is «Bắc Cam Ranh»."""
    words = name.split()
    return " ".join(word.capitalize() if word.isupper() else word for word in words)
