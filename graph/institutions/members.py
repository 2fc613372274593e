"""The members of groups of bodies, from the words of the group and the area whose document names it.

Bounded by the area: the kinds that a word stands for, once in the area or once in each district of the province. A
word that says too little («cơ quan», «đơn vị», «ngành») gives no members, and a group of those «có liên quan» has
possible ones only.
"""

import re
from collections.abc import Iterable, Iterator

from cancu.graph.institutions.world import Group, GroupTerm, LocalBody, World
from cancu.graph.registry import Area

_APPENDED = re.compile(r"\s*\([^()]*\)\s*$")
"""The area in brackets that tells groups of one name apart."""
_CONDITION = re.compile(r"\s*\b(có liên quan|liên quan|khác)\b")
"""Words that leave open who is meant."""
_PLACE = re.compile(r"\s*\b(của|thuộc|trên địa bàn|trực thuộc)?\s*(cấp )?(tỉnh|huyện|thành phố|thị xã|quận)$")
_PLURAL = re.compile(r"^(các|những)\s+")
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+")
_RANK = r"(?:huyện|quận|thị xã|thành phố)"
_EACH_DISTRICT = re.compile(rf"^(?P<name>.+?)\s+(?:các|cấp)\s+(?P<ranks>{_RANK}(?:\s*(?:,|và|/)\s*{_RANK})*)$")


def members(group: Group, world: World) -> Iterator[tuple[LocalBody, bool]]:
    """The bodies of a group, and whether each surely belongs to it."""
    label = _APPENDED.sub("", group.label).lower()
    certain = _CONDITION.search(label) is None
    label = _PLURAL.sub("", _CONDITION.sub("", label).strip())
    of_each = _EACH_DISTRICT.match(label)
    named = _of_each_district(of_each, group.area, world) if of_each else _of_words(label, group.area, world)
    found = {body.iri: body for body in named}
    for iri in sorted(found):
        yield found[iri], certain


def _of_each_district(match: re.Match[str], area: Area, world: World) -> Iterator[LocalBody]:
    """«Ủy ban nhân dân các huyện, thị xã, thành phố»: that kind in every district of the ranks named."""
    if area.level != "province":
        return
    ranks = set(re.findall(_RANK, match["ranks"]))
    for template in world.templates.values():
        if template.kind.level == "district" and template.kind.stem.lower() == match["name"]:
            yield from _made([template.kind.slug], (a for a in _districts(area, world) if a.rank in ranks), world)


def _of_words(label: str, area: Area, world: World) -> Iterator[LocalBody]:
    for part in _parts(label, world.terms):
        for term in world.terms:
            if part not in term.names:
                continue
            if not term.of_districts:
                yield from _made(term.kinds, [area], world)
            elif area.level == "province":
                yield from _made(term.kinds, _districts(area, world), world)


def _parts(label: str, terms: Iterable[GroupTerm]) -> Iterator[str]:
    """The words of a group one by one; a name that holds a comma or «và» itself is kept whole."""
    compound = sorted((n for t in terms for n in t.names if _SEPARATOR.search(n)), key=len, reverse=True)
    for name in compound:
        whole = re.compile(rf"(?:^|(?<=[,;]\s)|(?<=\bvà\s))(?:các\s+)?{re.escape(name)}(?=$|\s*[,;]|\s+và\b)")
        if whole.search(label):
            yield name
            label = whole.sub("", label)
    for part in _SEPARATOR.split(label):
        word = _PLURAL.sub("", part.strip())
        yield word
        bare = _PLACE.sub("", word)
        if bare != word:
            yield bare


def _made(kinds: Iterable[str], areas: Iterable[Area], world: World) -> Iterator[LocalBody]:
    places = list(areas)
    for kind in kinds:
        for area in places:
            body = world.make(kind, area)
            if body is not None:
                yield body


def _districts(province: Area, world: World) -> Iterator[Area]:
    return (a for a in world.areas.values() if a.level == "district" and a.parent == province.slug)
