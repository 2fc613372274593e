"""Find bodies by what a text calls them, in the eyes of the place where the text was written."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cancu.graph.registry.model import Area, Body, BodyKind
from cancu.graph.registry.places import PlacePhrase, Places
from cancu.graph.registry.wording import Names, Printed, fits, printed

_PLURAL = re.compile(r"\s+(cac|cap|moi|tung|nhung|\d+)\b")
"""Words after a bare name that make it a group: «Sở Y tế các tỉnh», «Công an cấp huyện»."""

_RANKS_IN_A_ROW = re.compile(
    r"\s*[,/]\s*(tinh|thanh pho|huyen|thi xa|quan|xa|phuong|thi tran|dac khu)\b(?!\s*(doan|uy)\b)"
)
"""What follows a rank that stands for all places of it: «UBND huyện, thị xã, thành phố»."""

_OUTER = re.compile(
    r"\b(van phong|dang (uy|bo|doan)|cong doan|thanh tra|ban (can su dang|chi dao|dang|xay dung dang)|bao|quy|pho)\s+$"
)
"""Words before a name that make it another's: «Đảng ủy Bộ Y tế» is not the ministry, «Phó Thủ tướng» not the post."""

_LAST_OUTER = ("phong", "uy", "bo", "doan", "tra", "dang", "dao", "bao", "quy", "pho")
"""How the words end of which one is found by `_OUTER`."""

_SYMBOL = re.compile(r"/\s*([a-z&]+\s*-\s*)*$")
"""What precedes an issuer code inside a document's number: «51/QĐ-BCA», «11298/VPCP-KTTH»."""
_BEFORE = 24
"""Characters before a name that are looked at."""

_AND = re.compile(r"\s*(,|va|&|-|/)\s*")
_NEXT_ITEM = re.compile(r"\s*(,(\s*va)?|va)\s*")
_HEADS = {"so": "Sở", "bo": "Bộ", "phong": "Phòng"}
"""Words said once for a list of bodies: «các Sở: Y tế, Nội vụ», «các Bộ Công an, Quốc phòng»."""
_OPENING_HEADS = tuple(f"{head} " for head in _HEADS)
_SEVERAL = re.compile(r"\bcac\s+$")
_COLON = re.compile(r"\W*:\W*")

_BEHIND_NAMES = (
    r"về|ngày|phê\s+duyệt|ban\s+hành|quy\s+định|quy\s+chế|sửa\s+đổi|bổ\s+sung|công\s+bố|thông\s+qua|điều\s+chỉnh|"
    r"triển\s+khai|hướng\s+dẫn|tăng\s+cường|thành\s+lập|nhằm|để|tại|theo|được|đã"
)
"""Words with which titles and dates go on behind a name."""

_REMEMBERED = 4096
_READ_AGAIN = 4
"""Texts kept that are read in the eyes of several places, one after the other."""
_LOWER_CASE_WORDS = 4
"""A name printed without a capital counts from this many words on: not «phi chính phủ», not «cán bộ y tế»."""


_Entry = Body | BodyKind
"""What a name stands for: a central body, or a kind of local ones."""


@dataclass(frozen=True, slots=True, eq=False)
class _Called:
    """What may be called so: a central body, kinds of local ones; `only_with_place` where the name of a place must
    tell which.
    """

    central: Body | None
    kinds: tuple[BodyKind, ...]
    only_with_place: bool


def _called(entries: tuple[_Entry, ...]) -> _Called:
    kinds = {entry.slug: entry for entry in entries if isinstance(entry, BodyKind)}
    central = next((entry for entry in entries if isinstance(entry, Body)), None)
    return _Called(central, tuple(kinds.values()), any(kind.needs_place for kind in kinds.values()))


class _Found(NamedTuple):
    """A name at the characters `start:name_end`, and the place printed after it, if any; `end` is where both end."""

    start: int
    name_end: int
    called: _Called
    phrase: PlacePhrase | None
    end: int


def _end_of_names(names: Iterable[str]) -> re.Pattern[str]:
    """What stands in none of `names` and ends one where it is printed behind it.

    Each alternative begins with a character that is written out: so the places in between are passed over fast.
    """
    inside = [name[word.start() :] for name in names for word in re.finditer(rf"\b(?:{_BEHIND_NAMES})\b", name)]
    kept = "".join("(?!" + r"\s+".join(map(re.escape, rest.split())) + ")" for rest in sorted(set(inside)))
    words = "|".join(rf"{blank}{kept}(?:{_BEHIND_NAMES})(?!\w)" for blank in (" ", r"\n"))
    return re.compile(rf";|\(|“|\"|\||{words}")


class BodyFinder:
    """The names of all bodies, and the reading of a text against them."""

    def __init__(
        self,
        central: Iterable[Body],
        kinds: Iterable[BodyKind],
        places: Places,
        materialise: Callable[[BodyKind, Area], Body],
    ) -> None:
        self._places = places
        self._materialise = materialise
        self._names: Names[_Entry, _Called] = Names(fits, _called)
        # Papers name the same few bodies again and again.
        self._of_place = lru_cache(_REMEMBERED)(self._find_of_place)
        self._made = lru_cache(_REMEMBERED)(self._make)
        # The head of a paper is read for its place, and then in the eyes of that place.
        self._named_in = lru_cache(_READ_AGAIN)(self._find_names)
        for body in central:
            for name in (body.name, *body.aliases):
                self._names.add(name, body)
        for kind in kinds:
            for name in dict.fromkeys((kind.stem, *kind.aliases)):
                self._names.add(name, kind)
        self._ends = _end_of_names(self._names)

    def first_names(self, text: str, start: int, end: int) -> str:
        """The characters of `text` in which any name that begins at `start` lies, and few more."""
        stop = self._ends.search(text, start, end)
        return text[start : stop.start() if stop else end].rstrip(" ,\n")

    def named(self, surface: str, place: Area | None, on: date | None) -> Body | None:
        """The body that the whole of `surface` names, else None."""
        text = printed(surface)
        first = text.following(0)
        if first is None:
            return None
        for found in self._at(text, first):
            if text.following(found.end) is None:
                return self._resolve(text, found, found.phrase, place, on)
        return None

    def find(self, text: str, place: Area | None, on: date | None) -> list[tuple[int, int, Body]]:
        """Every body named in `text`, as (start, end, body), in order and without overlap."""
        return self._resolved(*self._named_in(text), place, on)

    def find_within(
        self, printed: Printed, start: int, end: int, place: Area | None, on: date | None
    ) -> list[tuple[int, int, Body]]:
        """The same of names that begin in `start:end`."""
        return self._resolved(printed, self._all(printed, start, end), place, on)

    def may_begin(self, printed: Printed, start: int) -> bool:
        """Whether one of them may begin at `start`, by its first letters or behind what parts the names of a list."""
        return self._names.may_begin(printed, start) or _parts_names(printed, start)

    def _find_names(self, text: str) -> tuple[Printed, list[_Found]]:
        read = printed(text)
        return read, self._all(read, 0, len(text))

    def opening(self, text: str, place: Area | None) -> tuple[int, Body] | None:
        """The body with whose name `text` begins, and where the name ends."""
        read = printed(text)
        first = [] if read.spaced.startswith(" ") else self._named_from(read, 0)
        if not first:
            return None
        if first[0].phrase is None and first[0].called.only_with_place:
            # Its place may be said once, behind the last of a list.
            first = self._all(read, 0, len(text))
        for start, end, body in self._resolved(read, first, place, None):
            return (end, body) if start == 0 else None
        return None

    def _all(self, printed: Printed, begin: int, end: int) -> list[_Found]:
        """The names among the words of `begin:end`."""
        found: list[_Found] = []
        free = begin
        for start in self._names.openings(printed, begin, end):
            if start >= free and (matches := self._named_from(printed, start)):
                found.extend(matches)
                free = matches[-1].end
        return found

    def _named_from(self, printed: Printed, start: int) -> list[_Found]:
        """The body named at the word `start`, or those of the list that begins there."""
        head = None
        if printed.spaced.startswith(_OPENING_HEADS, start):
            end = printed.end(start)
            head = _HEADS[printed.spaced[start:end]]
            following = printed.following(end) if ":" in printed.text[end : end + _BEFORE] else None
            if following and _COLON.fullmatch(printed.text, end, following):
                return self._items(printed, following, head)
        match = self._longest(printed, start)
        if match is None or not _capital(printed, match):
            return []
        if head and _said_for_several(printed, start):
            return [match, *self._items(printed, _next_item(printed, match), head)]
        return [match]

    def _items(self, printed: Printed, first: int | None, head: str) -> list[_Found]:
        items: list[_Found] = []
        while first is not None:
            match = self._longest(printed, first, head)
            if match is None or printed.text[first].islower():
                break
            items.append(match)
            first = _next_item(printed, match)
        return items

    def _resolved(
        self, printed: Printed, found: list[_Found], place: Area | None, on: date | None
    ) -> list[tuple[int, int, Body]]:
        results: list[tuple[int, int, Body]] = []
        inherited: PlacePhrase | None = None
        follower: _Found | None = None
        for match in reversed(found):
            phrase = match.phrase
            if phrase is None and follower and match.called.only_with_place and _joined(printed, match, follower):
                phrase = inherited
            inherited, follower = phrase, match
            if _of_another(printed, match.start):
                continue
            body = self._resolve(printed, match, phrase, place, on)
            if body is not None:
                results.append((match.start, match.end, body))
        return results[::-1]

    def _at(self, printed: Printed, start: int) -> Iterator[_Found]:
        """The names that begin at the word `start`, longest first, each with the place printed after it."""
        for end, called in self._names.at(printed, start):
            yield self._with_place(printed, start, end, called)

    def _longest(self, printed: Printed, start: int, head: str = "") -> _Found | None:
        """The longest of the names that begin at the word `start`."""
        named = self._names.longest(printed, start, head)
        return self._with_place(printed, start, *named) if named else None

    def _with_place(self, printed: Printed, start: int, end: int, called: _Called) -> _Found:
        phrase = self._place_after(printed, end) if called.kinds else None
        return _Found(start, end, called, phrase, end if phrase is None else phrase.end)

    def _place_after(self, printed: Printed, end: int) -> PlacePhrase | None:
        text = printed.text
        if not text[end : end + 1].isspace():
            return None
        following = end + 1
        if printed.spaced.startswith(" ", following):
            word = printed.following(following)
            if word is None or not text[end:word].isspace():
                return None
            following = word
        phrase = self._places.phrase(printed, following)
        # A bare word behind an empty line opens a sentence: «Chu» is then no town, however it is spelt.
        return None if phrase and phrase.rank is None and text.count("\n", end, following) > 1 else phrase

    def _resolve(
        self, printed: Printed, found: _Found, phrase: PlacePhrase | None, place: Area | None, on: date | None
    ) -> Body | None:
        called = found.called
        if phrase is None:
            return called.central or self._bare(printed, found, place)
        if not phrase.named and _RANKS_IN_A_ROW.match(printed.folded, phrase.end):
            return None
        area = self._area(phrase, called.kinds, place, on)
        return None if area is None else self._made(called, area.slug)

    def _area(self, phrase: PlacePhrase, kinds: Iterable[BodyKind], place: Area | None, on: date | None) -> Area | None:
        if phrase.named:
            levels = {k.level for k in kinds}
            ranks = {k.rank for k in kinds}
            fitting = [a for a in phrase.areas if a.level in levels and (None in ranks or a.rank in ranks)]
            return self._places.choose(fitting, place, on) if fitting else None
        return self._places.of_rank(phrase.rank, place) if phrase.rank else None

    def _bare(self, printed: Printed, found: _Found, place: Area | None) -> Body | None:
        if found.called.only_with_place or _PLURAL.match(printed.folded, found.name_end):
            return None
        return self._of_place(found.called, place.slug if place else None)

    def _find_of_place(self, called: _Called, place: str | None) -> Body | None:
        """The body called so of the place with this slug, or of the areas around it."""
        bodies = (self._made(called, area.slug) for area in self._places.chain(self._places.area(place)))
        return next((body for body in bodies if body is not None), None)

    def _make(self, called: _Called, place: str) -> Body | None:
        """The one body called so of the area with the slug `place`."""
        area = self._places.area(place)
        assert area is not None
        kinds = [k for k in called.kinds if k.level == area.level and k.rank in (None, area.rank)]
        if len(kinds) != 1:
            return None
        ended = kinds[0].ended_on and area.exists_from and kinds[0].ended_on <= area.exists_from
        return None if ended else self._materialise(kinds[0], area)


def _of_another(printed: Printed, start: int) -> bool:
    """Whether the words before the name at `start` make it a part of another name or of a number."""
    before = printed.folded[max(0, start - _BEFORE) : start]
    words = before.rstrip()
    if len(words) < len(before) and words.endswith(_LAST_OUTER) and _OUTER.search(before):
        return True
    return "/" in before and _SYMBOL.search(before) is not None


def _said_for_several(printed: Printed, start: int) -> bool:
    """Whether «các» stands before the word at `start`."""
    before = printed.folded[max(0, start - _BEFORE) : start]
    return before.rstrip().endswith("cac") and _SEVERAL.search(before) is not None


def _parts_names(printed: Printed, start: int) -> bool:
    """Whether `start` may be the second name of a list whose first word is said once."""
    if printed.text[start : start + 1].islower():
        return False
    begin = max(0, start - _BEFORE)
    words = printed.spaced[begin:start].rstrip()
    between = printed.text[begin + len(words) : start]
    return not words or "," in between or ":" in between or words.endswith("va")


def _next_item(printed: Printed, found: _Found) -> int | None:
    """The word at which the next item of a list begins, None when the list ends."""
    item = _NEXT_ITEM.match(printed.folded, found.end)
    return printed.following(item.end()) if item else None


def _capital(printed: Printed, found: _Found) -> bool:
    if not printed.text[found.start].islower():
        return True
    return len(printed.spaced[found.start : found.end].split()) >= _LOWER_CASE_WORDS


def _joined(printed: Printed, match: _Found, follower: _Found) -> bool:
    return bool(_AND.fullmatch(printed.folded, match.end, follower.start))
