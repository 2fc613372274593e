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
_ANYBODY = re.compile(
    r"\b(?:như|cơ quan|đơn vị|thành viên|hội viên|đại biểu dự|liên quan|nêu (?:trên|tại)|có tên|theo danh sách|các cấp|"
    r"mục|điều|khoản|phần)\b"
)
"""Lines that may mean any body («Như trên», «Các cơ quan, đơn vị liên quan»)."""
_STATE = re.compile(r"\b(?:ngành|sở|phòng|ban|uỷ ban|ủy ban|ubnd|viện|tòa|toà)\b")
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
    if any(_ANYBODY.search(line) for line in lines):
        return ()
    named = {body.slug for body in _named(recipients, reader)}
    found: dict[str, Party] = {}
    for party in (a.agency for a in assignments):
        if not _is_meant(party, lines, named, reader.place):
            found.setdefault(party.name, party)
    return tuple(found.values())


def _named(recipients: Iterable[Recipient], reader: PartyReader) -> Iterator[Body]:
    for recipient in recipients:
        inside = (at for at in reader.starts if recipient.start <= at < recipient.end)
        yield from (reader.known[at][1] for at in inside)


def _is_meant(party: Party, lines: list[str], named: set[str], place: Area | None) -> bool:
    """Whether some line names the party or may mean it; parties of which nothing is known always count as meant."""
    if party.group or party.body is None:
        return _OF_COMMUNES.match(party.name.lower()) is None or any(_COMMUNES.search(line) for line in lines)
    body = party.body
    if body.slug in named or place is None or body.area is None or body.area.slug != place.slug:
        return True
    if body.system != _FRONT:
        return any(_STATE.search(line) for line in lines)
    if body.kind is not None and body.kind.startswith("ubmttqvn"):
        return any(_FATHERLAND_FRONT.search(line) for line in lines)
    return any(_MASS.search(line) and not _of_another_rank(line, place) for line in lines)


def _of_another_rank(line: str, place: Area) -> bool:
    """Whether a line ends in the rank of another area than the plan's («các tổ chức chính trị - xã hội tỉnh»)."""
    rank = _OTHER_RANK.search(line)
    return rank is not None and rank.group() != place.rank
