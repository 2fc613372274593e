"""Lists of bodies and groups of bodies in prose: «Sở Y tế, Công an tỉnh và Ủy ban nhân dân các xã, phường».

Names hold commas and «và» themselves, so a list is read name by name: the registry's bodies first, groups by a grammar
of their own, then names that open like a body's («Trung tâm …»). Abbreviations are written out and the place is added.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cancu.graph.plan.abbreviations import spelt_out, written_out
from cancu.graph.plan.cells import parts
from cancu.graph.plan.communes import Commune
from cancu.graph.plan.lines import Words, clean, words_that_begin
from cancu.graph.plan.model import Party
from cancu.graph.plan.named_bodies import NamedBodies
from cancu.graph.plan.party_words import (
    ACTS,
    ANY_VERB,
    BARE_GROUP,
    BEYOND_NAMES,
    BRANCH,
    COMMITTEE,
    GROUP,
    KIND,
    LEAD_IN,
    LIKE_GROUP,
    OFFICE,
    OFFICIAL,
    POST,
    SEPARATOR,
    VAGUE,
    VERB,
)
from cancu.graph.plan.shared_names import OF_RANK, of_next_rank, of_one_kind, of_one_rank, of_same_places, opens_ranks
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body, Registry

_BEGINNING = words_that_begin(
    *(words.pattern for words in (GROUP, BARE_GROUP, POST, OFFICIAL, OF_RANK, KIND)), "các (?:sở|bộ|cục|phòng)"
)
"""How whatever names a body or group begins that the registry does not know."""

_NAME_END = re.compile(r",|;|:|\.|\(|\)|\"|/|\||\n[ \t]*\n|\s(?=\d{1,2}\s+tháng\b)")
_GAP = re.compile(r"[\s*_]+")
_NO_LETTERS = re.compile(r"[\W_]*")
_COMMITTEE = re.compile(r"(?:hội đồng|[uủ][yỷ] ban) nhân dân(?: (?:tỉnh|thành phố|xã|phường|các cấp)\b)?")
_OF = re.compile(r"[\s*_]+của[\s*_]+")
_ABOUT = Words(r"\b(?:đối với|trách nhiệm của)\b")
"""Lead-ins behind which a heading is nothing but names."""
_AND = re.compile(r"v[àa]\s+")
_LISTED = re.compile(r"(?:,|;|\bvà\b)[\s*_]*")
_NEW_LINE = re.compile(r"[ \t*_]*\n[ \t*_]*")
_SHARED_HEAD = re.compile(r"[Cc]ác (?P<head>Sở|Cục|Vụ|Viện|Ban|Phòng|Trường|Bộ)[\s*_]*:[\s*_]*(?=[^\W\d_])")
_TRAILING = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "*_,;:.–-"
"""Signs that stand, and «và» among them, behind a name before the verb that ends it."""
_REFERENCE = re.compile(r"\s+(?:nêu|nói|kể)\s+trên$")
_REFERRING = "trên"
"""Words behind a name that only refer back, and the last of them."""

_OF_THE_PLACE = re.compile(r"Chi cục (?!.*\bkhu vực\b)|Ban Quản lý (?:các )?[Kk]hu ")
"""How bodies begin that each place has of its own: its name belongs to theirs where it is not printed."""

_PARTED = re.compile(r"(?:[,;]|\sv[àa])[\s*_]*$")
_OF_PLACE = re.compile(r"(?<!\S)(?i:tỉnh|thành phố|xã|phường)(?:\s+(?![_\da-zà-ỹđ])\w+){0,3}$|\skhu vực\s+[IVX\d]+$")
"""Last words of a name that say whose the body is."""
_PLACE_WORDS, _MAX_PLACE = frozenset(("tỉnh", "Tỉnh", "phố", "vực", "xã", "phường")), 30
_INITIALS = re.compile(r"(?P<kind>Vụ|Cục|Phòng|Ban|Viện|Trung tâm) (?P<initials>[A-ZĐ]{3,12})\Z")
_GOES_ON = re.compile(r",\s+[a-zà-ỹđ]+(?:\s+[a-zà-ỹđ]+){0,3}\s*")
_MAX_NAME = 160
_LONG_TITLE = 140
"""A heading with so much behind the first words of a name is a sentence."""
_MAX_WORDS, _MIN_NAME = 14, 4


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Reads parties in one document of `place`; `known` tells where a registry body begins, its end and the body."""

    text: Text
    registry: Registry
    place: Area | None
    known: NamedBodies
    commune: Commune | None = None

    def at(
        self, start: int, end: int, *, title_end: int | None = None, bare: bool = False
    ) -> tuple[tuple[Party, ...], int]:
        """Parties of the list that begins at `start` (lead-ins such as «Đề nghị» skipped), and where the list ends.

        With `title_end` the stretch begins with a heading thought to end there, though its last line may have been
        broken: groups take whatever qualifies them, behind `title_end` only on lines that go on in small letters.
        `bare` also takes words that name a group without «các» («Doanh nghiệp, người dân»), as headings and cells do.
        """
        named = self.known.get(start) is not None
        lead = None if named else LEAD_IN.match(self.text, start, end)
        position = lead.end() if lead else start
        whole = lead is not None and title_end is not None and _ABOUT.search(self.text, start, lead.end()) is not None
        found: list[Party] = []
        stop = start
        named = named or (lead is not None and self.known.get(position) is not None)
        if not named and _BEGINNING.match(self.text, position, end) is None:
            return (), start
        while position < end:
            parties = self._next(position, end, title_end, found[-1] if found else None, whole=whole, bare=bare)
            if not parties:
                break
            found += parties
            stop = parties[-1].end
            separator = SEPARATOR.match(self.text, stop, end)
            if separator is None:
                break
            position = separator.end()
        return tuple(found), stop

    def listed(self, start: int, end: int) -> tuple[Party, ...]:
        """Parties of a stretch that names nothing else, as a cell of a table: each of its parts, parted by «;» or lines
        with a dash, is one even where no list of bodies has its name.
        """
        found: dict[str, Party] = {}
        head = ""
        stretches = parts(self.text.content, start, end)
        for begin, stop in (line for part in stretches for line in self._lines(*part)):
            shared = _SHARED_HEAD.match(self.text.content, begin, stop)
            head = shared["head"] if shared else head
            own = not shared and (not head or self._opens(begin, stop))
            parties = self.at(begin, stop, title_end=stop, bare=True)[0] if own else ()
            # «Các Cục: Du lịch; Báo chí; Vụ Pháp chế»: the word holds until a part has one of its own.
            head = "" if parties else head
            for party in parties or self._named(shared.end() if shared else begin, stop, head):
                found.setdefault(party.name, party)
        return tuple(found.values())

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The lines of a cell where each is the whole name of a body («Sở Y tế⏎Sở Nội vụ»), else the cell."""
        for mark in _NEW_LINE.finditer(self.text.content, start, end):
            inside = (self.known.get(begin) for begin in self.known.within(start, mark.start()))
            if any(name is not None and mark.start() < name[0] for name in inside):
                continue  # «Văn phòng⏎Ủy ban nhân dân tỉnh»
            goes_on = self.text.content[mark.end() : mark.end() + 1].islower()  # «Ban Chấp hành Đoàn⏎các xã»
            parties, stop = ((), start) if goes_on else self.at(start, mark.start(), bare=True)
            if parties and stop == mark.start() and self._opens(mark.end(), end):
                yield start, stop
                start = mark.end()
        yield start, end

    def filling(self, start: int, end: int) -> tuple[Party, ...]:
        """Parties of a stretch that holds nothing but their names, as brackets do: all that qualifies the last, a
        group, belongs to it, and what goes on a name that no list knows («Phòng Chính trị, tư tưởng»).
        """
        parties, stop = self.at(start, end)
        last = parties[-1] if parties else None
        if last is not None and last.group:
            return *parties[:-1], self.titled(last, end)
        if (
            len(parties) == 1
            and last is not None
            and last.body is None
            and _GOES_ON.fullmatch(self.text.content, stop, end)
        ):
            return (self._party(last.start, self._trim(stop, end), None, group=False),)
        return parties

    def _named(self, start: int, end: int, head: str) -> tuple[Party, ...]:
        """A part that no list knows: a body where the word `head` was said for it, else a group with such a name."""
        stop = self._trim(start, end)
        if stop <= start or len(self.text.content[start:stop].split()) > _MAX_WORDS:
            return ()
        if head:
            party = self._party(start, stop, None, group=False)
            return (party._replace(name=f"{head} {party.name}"),)
        return (self._party(start, stop, None, group=True),) if LIKE_GROUP.match(self.text, start, stop) else ()

    def _next(
        self, start: int, end: int, title_end: int | None, before: Party | None, *, whole: bool, bare: bool
    ) -> tuple[Party, ...]:
        """The party at `start`; several where their first words are said once («các Bộ: Quốc phòng, Công an»)."""
        listed = of_one_kind(self.text, self.registry, self.place, self.known, start, end)
        listed = listed or of_one_rank(self.text, self.registry, self.place, start, end)
        listed = listed or of_same_places(self.text, start, end)
        if listed is not None:
            return listed
        party = self._one(start, end, title_end, whole=whole) or (self._bare(start, end) if bare else None)
        if party is None and before is not None:
            party = of_next_rank(self.text, self.registry, self.place, before, start, end)
        return (party,) if party else ()

    def _bare(self, start: int, end: int) -> Party | None:
        official = OFFICIAL.match(self.text, start, end)
        if official is not None:
            return self._party(start, official.end("post"), None, group=False)._replace(end=official.end())
        group = BARE_GROUP.match(self.text, start, end)
        if group is None or VAGUE.fullmatch(self.text.small, start, group.end()):
            return None
        stop = self._with_owner(group.end(), end)
        unsaid = stop == group.end() and self.text.small.endswith("thuộc", 0, stop)
        return None if unsaid else self._party(start, stop, None, group=True)

    def titled(self, party: Party, title_end: int) -> Party:
        """`party`, a group that opens a heading which is nothing but its name: with all that qualifies it there."""
        return self._party(party.start, self._trim(party.end, title_end), None, group=True)

    def _one(self, start: int, end: int, title_end: int | None, *, whole: bool = False) -> Party | None:
        known = self.known.get(start)
        if known is not None and (
            known[0] > end or BRANCH.match(self.text, known[0], end) or self._of_one_zone(start, known[0], end)
        ):
            known = None
        # No group is longer than a name behind which no letters are left.
        alone = known is not None and _NO_LETTERS.fullmatch(self.text.content, known[0], end) is not None
        group = None if alone else GROUP.match(self.text, start, end)
        if known is not None and (group is None or known[0] >= group.end()):
            return self._party(start, known[0], known[1], group=False)
        if group is not None and group.end() > start:
            stop = self._before_known(start, group.end())
            if title_end is not None and stop == group.end():
                tail = self._tail(stop, title_end if whole else end, title_end, verbs=not whole)
                stop = self._fields(stop, tail, title_end)
            return self._party(start, self._with_owner(stop, end), None, group=True)
        post = POST.match(self.text, start, end)
        headed = self.known.get(post.end()) if post else None
        if post is not None and headed is not None and headed[0] <= end:
            title = clean(self.text.content[start : post.end()])
            name, surface = f"{title[:1].upper()}{title[1:]} {headed[1].name}", self.text.content[start : headed[0]]
            return Party(name, clean(surface), headed[1], group=False, start=start, end=headed[0])
        office = OFFICE.match(self.text.content, start, end)
        committee = office or COMMITTEE.match(self.text.content, start, end)
        if committee is not None and (office or self._ends_name(committee.end(), end)):
            return self._party(start, committee.end(), self._above(start, committee.end()), group=False)
        if KIND.match(self.text.content, start, end) or (
            post is not None and KIND.match(self.text.content, post.end(), end)
        ):
            limit = min(end, start + _MAX_NAME)
            if title_end is not None:
                acts = next(BEYOND_NAMES.finditer(self.text, start + 1, limit), None)
                limit = limit if acts is None else acts.start()
            stop = self._tail(start + 1, limit, title_end)
            if title_end is not None:
                stop = self._fields(start, stop, title_end)
            surface = clean(self.text.content[start:stop])
            short = _INITIALS.match(surface)
            full = spelt_out(self.text.content, short["kind"], short["initials"]) if short else None
            if full:
                return Party(full, surface, self._here(full), group=False, start=start, end=stop)
            # In prose a short name («Hội Phụ nữ») may be that of any level.
            own = self._here(surface)
            if own is not None and title_end is None and not own.name.startswith(self._full(surface, group=False)):
                own = None
            named = stop >= start + _MIN_NAME and not VAGUE.fullmatch(self.text.small, start, stop)
            return self._party(start, stop, own, group=False) if named else None
        return None

    def _ends_name(self, stop: int, end: int) -> bool:
        """Whether what stands behind `stop` goes on with no name: a mark, a verb, or nothing."""
        gap = _GAP.match(self.text.content, stop, end)
        after = gap.end() if gap else stop
        return after >= end or self.text.content[after] in ",;:.(" or self._acts(after, end, weak=True)

    def _with_owner(self, stop: int, end: int) -> int:
        """`stop`; behind «thuộc», «của» the end of the body to which the group of that name belongs."""
        of = (_GAP if self.text.small.endswith(("thuộc", "của"), 0, stop) else _OF).match(self.text.small, stop, end)
        owner = self.known.get(of.end()) if of else None
        own = _COMMITTEE.match(self.text.small, of.end(), end) if of and owner is None else None
        behind = owner[0] if owner is not None else own.end() if own else stop
        return behind if behind <= end else stop

    def _of_one_zone(self, start: int, stop: int, end: int) -> bool:
        """Whether a name goes on with that of one of several zones: «Ban Quản lý Khu kinh tế» + «Đông Nam»."""
        gap = _GAP.match(self.text.content, stop, end) if self.text.small.endswith("khu kinh tế", start, stop) else None
        if gap is not None and self.text.small.startswith("cửa khẩu", gap.end(), end):
            return True
        if gap is None or not self.text.content[gap.end() : gap.end() + 2].istitle():
            return False
        return not self._acts(gap.end(), end, weak=True) and not self._opens(gap.end(), end)

    def _before_known(self, start: int, stop: int) -> int:
        """`stop`, or where the words before a body of its own in the group `start:stop` end («…, Hội Nông dân»)."""
        inside = self.known.within(start + 1, stop)
        own = next((at for at in inside if _PARTED.search(self.text.content, start, at)), None)
        return stop if own is None else self._trim(start, own)

    def _tail(self, start: int, end: int, heading_end: int | None, *, verbs: bool = True) -> int:
        """End of a name that begins before `start`: its punctuation, a verb, «và» before another party, a new line.

        Without `verbs` they only qualify it («Đối với các đơn vị thực hiện dịch vụ»).
        """
        mark = _NAME_END.search(self.text.content, start, end)
        limit = mark.start() if mark else end
        title_end = end if heading_end is None else heading_end
        # «trong», «cho» … also qualify a name; in a heading without a verb they do not end it.
        weak = (
            heading_end is None
            or start >= title_end
            or title_end - start > _LONG_TITLE
            or VERB.search(self.text, start, min(limit, title_end)) is not None
        )
        position = start
        placed = False
        while (gap := _GAP.search(self.text.content, position, limit)) is not None:
            after = gap.end()
            placed = placed or self.text.content[position : gap.start()] in _PLACE_WORDS
            new_line = "\n" in gap.group() and gap.start() >= title_end
            if (new_line and self.text.content[after : after + 1].isupper()) or self._joins(after, limit, end):
                return self._trim(start, gap.start())
            # «Quỹ Hỗ trợ nông dân», «Ban Chỉ đạo»: with a large letter such words are part of a name.
            in_name = self.text.content[after : after + 2].istitle() and (
                "\n" not in gap.group() or heading_end is not None
            )
            acts = verbs and not in_name and self._acts(after, limit, weak=weak)
            if acts or (placed and self._acts_whole(gap.start(), after, limit)):
                return self._trim(start, gap.start())
            position = gap.end()
        return self._trim(start, limit)

    def _fields(self, group_end: int, stop: int, title_end: int) -> int:
        """`stop`; or the end of the heading where what qualifies a name is a list («lĩnh vực xây dựng, giao thông»)."""
        rest = self.text.content[stop:title_end].partition("(")[0]
        title_end = stop + len(rest)
        if stop == group_end or not rest.startswith(",") or title_end - group_end > _MAX_NAME:
            return stop
        starts = [stop + m.end() for m in _LISTED.finditer(rest)]
        goes_on = VERB.search(self.text, stop, title_end) or any(self._opens(s, title_end) for s in starts)
        return stop if goes_on else self._trim(stop, title_end)

    def _acts(self, start: int, limit: int, *, weak: bool) -> bool:
        """Whether a verb stands at `start`, where no body is named."""
        found = (ANY_VERB if weak else VERB).match(self.text, start, limit)
        return found is not None and self.known.get(start) is None

    def _acts_whole(self, stop: int, start: int, limit: int) -> bool:
        """Whether the words at `start` are what a body does whose name is whole at `stop`: «Cục X tỉnh kiểm soát»."""
        placed = _OF_PLACE.search(self.text.content, max(0, stop - _MAX_PLACE), stop)
        return placed is not None and ACTS.match(self.text, start, limit) is not None

    def _joins(self, start: int, limit: int, end: int) -> bool:
        """Whether «và» at `start` joins another party."""
        conjunction = _AND.match(self.text.content, start, limit) if self.text.content.startswith("v", start) else None
        return conjunction is not None and self._opens(conjunction.end(), end)

    def _opens(self, start: int, end: int) -> bool:
        """Whether a party begins at `start`."""
        if self.known.get(start) or GROUP.match(self.text, start, end) or opens_ranks(self.text, start, end):
            return True
        post = POST.match(self.text, start, end)
        if post is not None and self.known.get(post.end()):
            return True
        return KIND.match(self.text.content, post.end() if post else start, end) is not None

    def _trim(self, start: int, end: int) -> int:
        words = self.text.content[start:end].rstrip(_TRAILING)
        while words.endswith(("và", "va")) and words[-3:-2].isspace():
            words = words[:-2].rstrip(_TRAILING)
        return start + len(words)

    def _party(self, start: int, end: int, body: Body | None, *, group: bool) -> Party:
        surface = clean(self.text.content[start:end])
        name = body.name if body else self._full(surface, group=group)
        post = POST.match(self.text, start, end) if body else None
        printed = clean(self.text.content[start : post.end()]).capitalize() if post else ""
        if printed and not name.startswith(printed):
            # The registry knows a ministry by its minister's name too; the one who is charged is the minister.
            name = f"{printed} {name}"
        return Party(name, surface, body, group, start, end)

    def _here(self, surface: str) -> Body | None:
        """The body of the document's own place that is called so («Hội Nông dân» in a province's plan)."""
        if self.place is None:
            return self.commune.above(surface, self.registry) if self.commune else None
        own = self.registry.body_named(f"{surface} {self.place.rank}", self.place)
        return own or self.registry.body_named(surface, self.place)

    def _above(self, start: int, end: int) -> Body | None:
        """The body of the province that a commune's paper calls so."""
        return self.commune.above(self.text.content[start:end], self.registry) if self.commune else None

    def _full(self, surface: str, *, group: bool) -> str:
        name = written_out(_REFERENCE.sub("", surface) if surface.endswith(_REFERRING) else surface)
        area = None if group else self._area_called(name.rpartition(" ")[2].lower())
        if area is not None and not name.lower().endswith("hợp tác xã"):
            name = f"{name} {area.short_name}"
        if not group and self.place is not None and _OF_THE_PLACE.match(name) and self.place.short_name not in name:
            name = f"{name} {self.place.name}"
        if group and name.startswith("cơ quan ngành dọc"):
            name = f"các {name}"
        if group and name.endswith(" Tỉnh") and not name.endswith("địa bàn Tỉnh"):
            name = f"{name.removesuffix('Tỉnh')}tỉnh"
        name = name[:1].upper() + name[1:]
        return self.commune.own(name) if self.commune and not group else name

    def _area_called(self, rank: str) -> Area | None:
        """The document's place or the area around it that «tỉnh», «huyện» at the end of a name means."""
        return next((a for a in self.registry.chain(self.place) if a.rank.rpartition(" ")[2] == rank), None)


def party_reader(
    text: Text, registry: Registry, place: Area | None, on: date | None, commune: Commune | None = None
) -> PartyReader:
    """Reads lists anywhere in `text`, of whose bodies each is found once; `commune` where the paper is of one."""
    return PartyReader(text, registry, place, NamedBodies(text, registry, place, on), commune)
