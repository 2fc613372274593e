"""Bodies whose first words are said once for all: «các Bộ: Quốc phòng, Công an», «UBND các xã: A, B và C».

Each is a body of its own. A list whose names cannot be told apart is left to the readers of groups.
"""

import re
from collections.abc import Iterator

from cancu.graph.plan.abbreviations import written_out
from cancu.graph.plan.lines import Words, clean
from cancu.graph.plan.model import Party
from cancu.graph.plan.named_bodies import NamedBodies
from cancu.graph.plan.party_words import BODIES_OF_PLACES, POST
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body, Registry

_COMMITTEE = "Ủy ban nhân dân"
_RANK = "(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)"
_OF_KIND = re.compile(
    r"(?P<post>(?:[^\W\d_]+\s+){1,3})?(?<![^\W_])[Cc]ác\s+(?P<head>[Ss]ở|[Bb]ộ|[Cc]ục|[Pp]hòng)"
    r"(?:(?P<colon>\s*:)|(?P<kinds>,\s*(?:ban,?\s*)?ngành(?:\s+(?:tỉnh|thành\s+phố))?\s*:))?[\s*_]*"
)
OF_RANK = Words(
    r"(?P<post>chủ tịch )?(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân) (?:các )?"
    rf"(?P<ranks>{_RANK}(?:(?:,| và) {_RANK})*)\s*:[\s*_]*"
)
_OF_RANKS = Words(
    r"(?P<post>chủ tịch )?(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân) các "
    r"(?P<ranks>tỉnh(?:,? (?:và )?thành phố)?) (?=[^\W\d_])"
)
"""«Chủ tịch UBND các tỉnh Thái Nguyên, Cao Bằng»: without a colon only names that the register knows are a list."""
_FURTHER_RANK = Words(rf"(?P<rank>{_RANK})\s+")
_ITS_RANK = re.compile(rf"(?P<head>(?:Chủ tịch )?{_COMMITTEE}) {_RANK} \w", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"\s+(?:-\s+)?")
_NEXT = re.compile(r"[\s*_]*(?:[,;]\s*(?:v[àa]\s+)?|v[àa]\s+)[\s*_]*")
_NAME = re.compile(r"[^,;:.()\n]+(?:\n[^\S\n]*[^,;:.()\n]+)?")
_OF_OTHER_KIND = Words(
    r"(?:tổng )?công ty|tập đoàn|doanh nghiệp|ngân hàng|hợp tác xã|trường|bệnh viện|trung tâm|hội|liên đoàn|đài|báo"
    r"|uỷ ban|ủy ban|ubnd|ban|công an|bộ chỉ huy|mặt trận|tỉnh đoàn|viện|tòa án|các"
)
"""What opens the name of a body that the words said once for all do not belong to."""
_MAX_NAME = 120
_NEAR = 30
"""Within so many characters «các» of a list with a head stands, a post before it included."""
_HEAD_AHEAD, _HEAD_WITHIN = re.compile(r"ác\s+(?:[Ss]ở|[Bb]ộ|[Cc]ục|[Pp]hòng)"), 400
"""Of what `_OF_KIND` finds the last words, and within how many characters they stand."""

_FIRST = ("ch", "ub", "uy", "uỷ", "ủy")
"""First letters of what a list of committees opens with."""

_HEADS = ("ub", "uỷ", "ủy", "hđ", "hội", "công", "ban", "cấp", "đảng", "đoàn", "trạm", "mặt")
"""First letters of the bodies of which each place has one."""
_POLICE = "công an"
_JOINS = re.compile(r",\s+|\s+và\s+")
_LAST = re.compile(r"\s+v[àa]\s+(?=(?:UBND|Ủy ban|Uỷ ban|[Cc]ác|Công an|Sở|Bộ)\s)")
"""«và» behind the last name of a list."""


def of_one_kind(
    text: Text, registry: Registry, place: Area | None, known: NamedBodies, start: int, end: int
) -> tuple[Party, ...] | None:
    """«Bộ trưởng các Bộ: Quốc phòng, Công an và …», «các sở Tài chính, Nội vụ»; `known` are the registry's bodies."""
    near = text.content.find("ác", start, min(end, start + _NEAR)) >= 0
    if not near or not _HEAD_AHEAD.search(text.content, start, min(end, start + _HEAD_WITHIN)):
        return None
    opening = _OF_KIND.match(text.content, start, end)
    if opening is None:
        return None
    post = opening["post"] or ""
    if post and not _is_post(text, start, opening.end("post")):
        return None
    head = opening["head"].capitalize()
    found: list[Party] = []
    position = opening.end()
    while position < end:
        named = known.get(position)
        if named is None or not named[1].name.startswith(head):
            named = _opening(text, registry, place, head, position, end) or named
        party = _of_head(text, named, head, position, end, unknown=opening["colon"] is not None)
        if party is None:
            break
        found.append(_with_post(party, clean(post)))
        following = _NEXT.match(text.content, party.end, end)
        if following is None:
            break
        position = following.end()
    return tuple(found) or None


def _is_post(text: Text, start: int, stop: int) -> bool:
    found = POST.match(text, start, stop)
    return found is not None and found.end() >= len(text.content[:stop].rstrip())


def _opening(
    text: Text, registry: Registry, place: Area | None, head: str, start: int, end: int
) -> tuple[int, Body] | None:
    """The body whose name without `head` begins at `start`, behind its end; names hold commas and «và» themselves."""
    named = f"{head} {text.content[start : min(end, start + _MAX_NAME)]}"
    found = registry.body_opening(named, 0, len(named), place) if text.content[start].isupper() else None
    return (start + found[0] - len(head) - 1, found[1]) if found and found[1].name.startswith(head) else None


def _of_head(
    text: Text, body: tuple[int, Body] | None, head: str, start: int, end: int, *, unknown: bool
) -> Party | None:
    if body is not None and body[0] <= end and body[1].name.startswith(head):
        return Party(body[1].name, clean(text.content[start : body[0]]), body[1], False, start, body[0])
    if not unknown or body is not None or not text.content[start : start + 1].isupper():
        return None
    other = _OF_OTHER_KIND.match(text, start, end)
    if other is not None and not text.content[other.end() : other.end() + 1].isalnum():
        return None
    # A name that no list knows ends at its punctuation; prose would go on without any.
    name = _NAME.match(text.content, start, end)
    if name is None:
        return None
    last = _LAST.search(name[0])
    if last is None and text.content[name.end() : name.end() + 1] not in (",", ";"):
        return None
    stop = start + (last.start() if last else len(name[0]))
    surface = clean(text.content[start:stop])
    return Party(f"{head} {surface}", surface, None, False, start, stop)


def _with_post(party: Party, post: str) -> Party:
    return party._replace(name=f"{post[:1].upper()}{post[1:]} {party.name}") if post else party


def of_one_rank(text: Text, registry: Registry, place: Area | None, start: int, end: int) -> tuple[Party, ...] | None:
    """«UBND các xã: A, B và C», «Chủ tịch UBND các tỉnh, thành phố: …»: the committee of each place."""
    if not text.small.startswith(_FIRST, start):
        return None
    opening = OF_RANK.match(text, start, end)
    unmarked = None if opening else _OF_RANKS.match(text, start, end)
    opening = opening or unmarked
    if opening is None:
        return None
    ranks = re.findall(_RANK, clean(text.small[slice(*opening.span("ranks"))]))
    post = "Chủ tịch " if opening["post"] else ""
    places = list(_places(text, opening.end(), end))
    found: list[Party] = []
    for first, last in places:
        surface = clean(text.content[first:last])
        named = f"{ranks[0]} {surface}" if len(ranks) == 1 else _ranked(registry, surface)
        if named is None:
            return None
        body = registry.body_named(f"{_COMMITTEE} {named}", place)
        if unmarked and (body is None or len(places) == 1):
            return None
        name = body.name if body else f"{_COMMITTEE} {named}"
        found.append(Party(f"{post}{name}" if post else name, surface, body, False, first, last))
    return tuple(found) or None


def of_same_places(text: Text, start: int, end: int) -> tuple[Party, ...] | None:
    """«Đảng ủy, UBND và Công an các xã, phường»: a group of each; a police with a comma may be that of the province."""
    found = BODIES_OF_PLACES.match(text, start, end) if text.small.startswith(_HEADS, start) else None
    if found is None:
        return None
    first, last = found.span("heads")
    joins = list(_JOINS.finditer(text.small, first, last))
    if text.small.startswith(_POLICE, first) and "," in joins[0][0]:
        return None
    places = clean(text.content[slice(*found.span("places"))])
    begins = [first, *(j.end() for j in joins)]
    stops = [*(j.start() for j in joins), last]
    heads = [clean(text.content[b:s]) for b, s in zip(begins, stops, strict=True)]
    names = [written_out(f"{h[0].upper()}{h[1:]} {places}") for h in heads]
    ends = [*stops[:-1], found.end()]
    return tuple(Party(n, h, None, True, b, e) for n, h, b, e in zip(names, heads, begins, ends, strict=True))


def opens_ranks(text: Text, start: int, end: int) -> bool:
    """Whether a list of committees («UBND các xã: …») begins at `start`."""
    return text.small.startswith(_FIRST, start) and OF_RANK.match(text, start, end) is not None


def _places(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while (stop := _place_end(text, position, end)) > position:
        yield position, stop
        following = _NEXT.match(text.content, stop, end)
        if following is None:
            return
        position = following.end()


def _place_end(text: Text, start: int, end: int) -> int:
    """Where the words with large letters that begin at `start` end; `start` where there is none."""
    stop = start
    position = start
    while (word := _WORD.match(text.content, position, end)) and (word[0][0].isupper() or word[0][0].isdigit()):
        stop = word.end()
        gap = _BETWEEN.match(text.content, stop, end)
        if gap is None:
            break
        position = gap.end()
    return stop


def _ranked(registry: Registry, surface: str) -> str | None:
    area = registry.area_named(surface)
    return area.name if area is not None else None


def of_next_rank(
    text: Text, registry: Registry, place: Area | None, before: Party, start: int, end: int
) -> Party | None:
    """The committee of a further place behind `before`: «UBND thành phố A, thành phố B và tỉnh C»."""
    head = _ITS_RANK.match(before.name)
    rank = _FURTHER_RANK.match(text, start, end) if head else None
    if head is None or rank is None:
        return None
    stop = _place_end(text, rank.end(), end)
    if stop == rank.end():
        return None
    surface = clean(text.content[start:stop])
    body = registry.body_named(f"{_COMMITTEE} {surface}", place)
    post = "Chủ tịch " if head["head"].startswith("Chủ tịch") else ""
    return Party(post + (body.name if body else f"{_COMMITTEE} {surface}"), surface, body, False, start, stop)
