"""Lists of bodies and groups of bodies in prose: «Sở Y tế, Công an tỉnh và Ủy ban nhân dân các xã, phường».

Names hold commas and «và» themselves, so a list is read name by name: the registry's bodies first, groups by a grammar
of their own, then names that open like a body's («Trung tâm …»). Abbreviations are written out and the place is added.
"""

import re
from dataclasses import dataclass
from datetime import date

from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import Party
from cancu.graph.plan.party_words import BRANCH, GROUP, LEAD_IN, POST, SEPARATOR, VERB, WEAK_VERB, one_of
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body, Registry

_KIND = re.compile(
    one_of(
        """Sở, Phòng, phòng(?= [A-ZĐ]), Ban(?! hành),
        Văn phòng, Trung tâm, Báo(?! cáo), Đài, Cục(?! trưởng), Chi cục, Công an, Bộ, Toà án,
        Tòa án, Viện, Hội, Liên đoàn, Liên hiệp, Liên minh, Hiệp hội, Tỉnh đoàn, Tỉnh Đoàn, Thành đoàn,
        Thành Đoàn, Huyện đoàn, Huyện Đoàn, Đoàn, Uỷ ban, Ủy ban, Mặt trận, Kho bạc, Bảo hiểm, Ngân hàng,
        Trường(?! hợp), Bệnh viện, Thanh tra, Công ty, Tổng công ty, Tổng Công ty, Bưu điện, Quỹ, UBND, HĐND,
        Chi nhánh, Điện lực, Thường trực, Đảng ủy, Thành ủy, Tỉnh ủy, Huyện ủy, Kiểm toán, Thuế, Hải quan,
        Bộ đội, BCH, Cảng, Vườn, Tập đoàn, Viễn thông"""
    ).replace(" ", r"\s+")
    + r"(?=\s+[^\W\d_])(?!\s+(?:chống|ngừa)\b)"
)
"""First words of the name of a single body the registry does not know."""

_NAME_END = re.compile(r"[,;:.()\"/]|\n[ \t]*\n")
_GAP = re.compile(r"[\s*_]+")
_AND = re.compile(r"v[àa]\s+")
_FIELD = re.compile(r"\blinh\s+vuc\s[^,;:.]{1,60}$")
_LISTED = re.compile(r"(?:,|;|\bvà\b)[\s*_]*")
_MARKS = "*_#"
_ABBREVIATIONS = (
    (re.compile(r"\bUBND\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bHĐND\b"), "Hội đồng nhân dân"),
    (re.compile(r"\bUBMTTQ\s?VN\b"), "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (re.compile(r"\bMTTQ\b(?=\s+Việt Nam)"), "Mặt trận Tổ quốc"),
    (re.compile(r"\bUỷ ban\b"), "Ủy ban"),
    (re.compile(r"\bchính trị\s?[–-]\s?xã hội\b"), "chính trị - xã hội"),
)
_DIVISIONS = ("Phòng", "Ban")
_TRAILING = re.compile(r"(?:[\s*_,;:.–-]|(?<=\s)v[àa])*$")
"""What stands behind a name before the verb that ends it."""
_PIECE = re.compile(r"[^;\n|]+(?:\n(?![ \t]*[-+•])[^;\n|]+)*")
_NO_NAME = re.compile(r"(?:Theo|Như|Thường|Hằng|Hàng|Tất cả|Năm|Quý|Tháng|Từ|Không)\b")
"""What may stand in a column of names and is none."""
_MAX_UNKNOWN = 60
_MAX_NAME = 160
_MIN_NAME = 4


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Reads parties in one document of `place`; `known` maps where a registry body begins to its end and the body."""

    text: Text
    registry: Registry
    place: Area | None
    known: dict[int, tuple[int, Body]]

    def at(self, start: int, end: int, *, title_end: int | None = None) -> tuple[tuple[Party, ...], int]:
        """Parties of the list that begins at `start` (lead-ins such as «Đề nghị» skipped), and where the list ends.

        With `title_end` the stretch begins with a heading thought to end there, though its last line may have been
        broken: groups take whatever qualifies them, behind `title_end` only on lines that go on in small letters.
        """
        lead = LEAD_IN.match(self.text, start, end)
        position = lead.end() if lead else start
        found: list[Party] = []
        stop = start
        while position < end:
            party = self._one(position, end, title_end)
            if party is None:
                break
            found.append(party)
            stop = party.end
            separator = SEPARATOR.match(self.text, stop, end)
            if separator is None:
                break
            position = separator.end()
        return tuple(found), stop

    def listed(self, start: int, end: int) -> tuple[Party, ...]:
        """Parties of a stretch that holds nothing but names, such as a cell «cơ quan phối hợp».

        What cannot be read there («Viện, Trường», «Doanh nghiệp») is a group all the same.
        """
        found: list[Party] = []
        for piece in _PIECE.finditer(self.text.content, start, end):
            position = piece.start()
            while position < piece.end():
                parties, stop = self.at(position, piece.end())
                if not parties:
                    stop = self._unknown_end(position, piece.end())
                    parties = self._unknown(position, stop)
                found += parties
                separator = SEPARATOR.match(self.text, stop, piece.end())
                if separator is None:
                    break
                position = separator.end()
        return tuple({p.name: p for p in found}.values())

    def _unknown_end(self, start: int, end: int) -> int:
        """Where a name that cannot be read ends: before a name that can, else with the stretch."""
        commas = (m for m in _LISTED.finditer(self.text.content, start, end))
        return next((m.start() for m in commas if self.at(m.end(), end)[0]), end)

    def _unknown(self, start: int, end: int) -> tuple[Party, ...]:
        surface = clean(self.text.content[start:end]).strip(" .,-–")
        named = _MIN_NAME <= len(surface) <= _MAX_UNKNOWN and surface[0].isupper() and not _NO_NAME.match(surface)
        return (self._party(start, self._trim(start, end), None, group=True),) if named else ()

    def _one(self, start: int, end: int, title_end: int | None) -> Party | None:
        group = GROUP.match(self.text, start, end)
        known = self.known.get(start)
        if known is not None and (known[0] > end or BRANCH.match(self.text, known[0], end)):
            known = None
        if known is not None and (group is None or known[0] >= group.end()):
            return self._party(start, known[0], known[1], group=False)
        if group is not None and group.end() > start:
            stop = (
                group.end() if title_end is None else self._fields(self._tail(group.end(), end, title_end), title_end)
            )
            return self._party(start, stop, None, group=True)
        post = POST.match(self.text, start, end)
        headed = self.known.get(post.end()) if post else None
        if post is not None and headed is not None and headed[0] <= end:
            surface = clean(self.text.content[start : headed[0]])
            title = clean(self.text.content[start : post.end()])
            name = f"{title[:1].upper()}{title[1:]} {headed[1].name}"
            return Party(name, surface, headed[1], group=False, start=start, end=headed[0])
        if _KIND.match(self.text.content, start, end):
            stop = self._tail(start + 1, min(end, start + _MAX_NAME), end if title_end is None else title_end)
            return self._party(start, stop, None, group=False) if stop >= start + _MIN_NAME else None
        return None

    def _tail(self, start: int, end: int, title_end: int) -> int:
        """End of a name that begins before `start`: its punctuation, a verb, «và» before another party, a new line."""
        mark = _NAME_END.search(self.text.content, start, end)
        limit = mark.start() if mark else end
        # «trong», «cho» … also qualify a name; in a heading without a verb they do not end it.
        weak = start >= title_end or VERB.search(self.text, start, min(limit, title_end)) is not None
        position = start
        while (gap := _GAP.search(self.text.content, position, limit)) is not None:
            # «Phòng Tham mưu»: a large letter behind the first word makes a name of what is a verb elsewhere.
            first = self.text.content[start - 1 : gap.start()] in _DIVISIONS
            named = first and self.text.content[gap.end() : gap.end() + 2].istitle()
            if not named and self._ends_name(gap, limit, end, weak=weak, title_end=title_end):
                return self._trim(start, gap.start())
            position = gap.end()
        return self._trim(start, limit)

    def _fields(self, stop: int, title_end: int) -> int:
        """`stop`; or the end of the heading where a list of fields goes on («… lĩnh vực xây dựng, giao thông»)."""
        rest = self.text.content[stop:title_end]
        if not _FIELD.search(self.text.folded, max(0, stop - _MAX_NAME), stop) or not rest.startswith(","):
            return stop
        starts = [stop + m.end() for m in _LISTED.finditer(rest)]
        return stop if any(self._opens(s, title_end) for s in starts) else self._trim(stop, title_end)

    def _ends_name(self, gap: re.Match[str], limit: int, end: int, *, weak: bool, title_end: int) -> bool:
        after = gap.end()
        if "\n" in gap.group() and gap.start() >= title_end and self.text.content[after : after + 1].isupper():
            return True
        if after not in self.known:
            verb = VERB.match(self.text, after, limit) or (WEAK_VERB.match(self.text, after, limit) if weak else None)
            if verb:
                return True
        conjunction = _AND.match(self.text.content, after, limit)
        return conjunction is not None and self._opens(conjunction.end(), end)

    def _opens(self, start: int, end: int) -> bool:
        """Whether a party begins at `start`."""
        if start in self.known or GROUP.match(self.text, start, end):
            return True
        post = POST.match(self.text, start, end)
        if post is not None and post.end() in self.known:
            return True
        return _KIND.match(self.text.content, start, end) is not None

    def _trim(self, start: int, end: int) -> int:
        return start + len(_TRAILING.sub("", self.text.content[start:end]))

    def _party(self, start: int, end: int, body: Body | None, *, group: bool) -> Party:
        surface = clean(self.text.content[start:end])
        if body is None and not group:
            body = self._here(surface)
        return Party(body.name if body else self._full(surface, group=group), surface, body, group, start, end)

    def _here(self, surface: str) -> Body | None:
        """The body of the document's own place that is called so («Hội Nông dân» in a province's plan)."""
        if self.place is None:
            return None
        own = self.registry.body_named(f"{surface} {self.place.rank}", self.place)
        return own or self.registry.body_named(surface, self.place)

    def _full(self, surface: str, *, group: bool) -> str:
        name = surface
        for pattern, replacement in _ABBREVIATIONS:
            name = pattern.sub(replacement, name)
        area = None if group else self._area_called(name.rpartition(" ")[2].lower())
        if area is not None and not name.lower().endswith("hợp tác xã"):
            name = f"{name} {area.short_name}"
        if group and name.endswith(" Tỉnh") and not name.endswith("địa bàn Tỉnh"):
            name = f"{name.removesuffix('Tỉnh')}tỉnh"
        return name[:1].upper() + name[1:]

    def _area_called(self, rank: str) -> Area | None:
        """The document's place or the area around it that «tỉnh», «huyện» at the end of a name means."""
        return next((a for a in self.registry.chain(self.place) if a.rank.rpartition(" ")[2] == rank), None)


def party_reader(text: Text, registry: Registry, place: Area | None, on: date | None) -> PartyReader:
    """Find every body the registry knows in `text` once, so that lists can be read anywhere in it."""
    known: dict[int, tuple[int, Body]] = {}
    content = text.content
    for mark in _MARKS:
        content = content.replace(mark, " ")
    for start, end, body in registry.bodies_in(content, place, on):
        if start not in known or known[start][0] < end:
            known[start] = (end, body)
    return PartyReader(text, registry, place, known)
