"""Bodies that a plan gives work to and that its list of recipients («Nơi nhận») leaves out.

Only what is sure counts: where a line may mean the body, by whatever collective word, the body is taken for named.
"""

import re
from collections.abc import Iterable, Iterator

from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import Assignment, Party, Recipient
from cancu.graph.plan.parties import PartyReader
from cancu.graph.registry import Area, Body

_FRONT = "front"
_JUDICIAL = ("tand", "vksnd")
"""Kinds of bodies that are under no People's Committee, so that «các sở, ban, ngành» does not mean them."""
_SERVICE = "trung-tam"
"""Units that serve, which are neither «phòng» nor «ban», «ngành»."""
_ANYBODY = re.compile(
    r"\b(?:như|cơ quan|đơn vị|thành viên|hội viên|đại biểu dự|liên quan|nêu (?:trên|tại)|có tên|theo danh sách|các cấp|"
    r"mục|điều|khoản|phần)\b"
)
"""Lines that may mean any body («Như trên», «Các cơ quan, đơn vị liên quan»)."""
_STATE = re.compile(r"\b(?:ngành|sở|phòng|ban|uỷ ban|ủy ban|ubnd|viện|tòa|toà)\b")
_JUDICIARY = re.compile(r"\b(?:viện|tòa|toà|tand|vks\w*|tư pháp|tố tụng|nội chính|khối)\b")
_UNITS = re.compile(r"\b(?:đơn vị|trung tâm|tt(?!đt)\w*|sự nghiệp|cơ sở|đài|trạm|khối)\b")
_DIVISIONS = re.compile(r"^các phòng\b(?=.*\bthuộc sở$)|^các phòng (?:chuyên môn|nghiệp vụ|chức năng)\b")
"""The divisions of the issuer itself: «Các phòng thuộc Sở»."""
_ANY_DIVISION = re.compile(r"\bphòng\b(?!\s+(?:gd|gi[aá]o dục|y tế|lđ|lao động|nội vụ|văn hóa))")
_MASS = re.compile(
    r"\b(?:đoàn thể|tổ chức (?:chính trị|đoàn|hội|chính trị xã)|khối|đoàn(?! đại biểu)|(?<!xã )hội(?! đồng))\b"
)
_FATHERLAND_FRONT = re.compile(r"mttq|\bmặt trận\b|\bmt\b|đoàn thể")
_COMMUNES = re.compile(r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu|địa phương|cấp xã)\b")
_OF_COMMUNES = re.compile(r"^ủy ban nhân dân (?:các )?(?:xã|phường|thị trấn|cấp xã)\b")
_OTHER_RANK = re.compile(r"\b(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường)$")


def unlisted(
    assignments: Iterable[Assignment], recipients: tuple[Recipient, ...], reader: PartyReader
) -> tuple[Party, ...]:
    """The bodies with work that no recipient can mean, each once, in the order of the text."""
    if not recipients:
        return ()
    lines = [clean(r.name).lower() for r in recipients]
    vague = [line for line in lines if _ANYBODY.search(line)]
    named = {body.slug for body in _named(recipients, reader)}
    parties = tuple(a.agency for a in assignments)
    groups = [p.name.lower() for p in parties if p.group]
    found: dict[str, Party] = {}
    for party in parties:
        if _DIVISIONS.match(party.name.lower()):
            # «Các đơn vị trực thuộc» are others where the plan gives work to them beside its divisions.
            meant = any(not _is_one_of(line, groups) for line in vague) or any(map(_ANY_DIVISION.search, lines))
        else:
            meant = bool(vague) or _is_meant(party, lines, named, reader.place)
        if not meant:
            found.setdefault(party.name, party)
    return tuple(found.values())


def _is_one_of(line: str, groups: list[str]) -> bool:
    """Whether a line names one of the groups with work, be it without what qualifies it at its end."""
    name = line.partition("(")[0].strip()
    return any(group.startswith(name) for group in groups)


def _named(recipients: Iterable[Recipient], reader: PartyReader) -> Iterator[Body]:
    for recipient in recipients:
        inside = (reader.known.get(at) for at in reader.known.within(recipient.start, recipient.end))
        yield from (name[1] for name in inside if name is not None)


def _is_meant(party: Party, lines: list[str], named: set[str], place: Area | None) -> bool:
    """Whether some line names the party or may mean it; parties of which nothing is known always count as meant."""
    if party.group or party.body is None:
        return _OF_COMMUNES.match(party.name.lower()) is None or any(_COMMUNES.search(line) for line in lines)
    body = party.body
    if body.slug in named or place is None or body.area is None or body.area.slug != place.slug:
        return True
    if body.kind is not None and body.kind.startswith(_JUDICIAL):
        return any(_JUDICIARY.search(line) for line in lines)
    if body.kind is not None and body.kind.startswith(_SERVICE):
        return any(_UNITS.search(line) for line in lines)
    if body.system != _FRONT:
        return any(_STATE.search(line) for line in lines)
    if body.kind is not None and body.kind.startswith("ubmttqvn"):
        return any(_FATHERLAND_FRONT.search(line) for line in lines)
    return any(_MASS.search(line) and not _of_another_rank(line, place) for line in lines)


def _of_another_rank(line: str, place: Area) -> bool:
    """Whether a line ends in the rank of another area than the plan's («các tổ chức chính trị - xã hội tỉnh»)."""
    rank = _OTHER_RANK.search(line)
    return rank is not None and rank.group() != place.rank
