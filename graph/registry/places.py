"""Find administrative areas by what a text calls them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cancu.graph.registry.model import Area
from cancu.graph.registry.wording import Names, Printed, is_same, key, printed, same_word, words

RANKS = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "TP": "thành phố",
    "huyện": "huyện",
    "quận": "quận",
    "thị xã": "thị xã",
    "TX": "thị xã",
    "xã": "xã",
    "phường": "phường",
    "thị trấn": "thị trấn",
    "đặc khu": "đặc khu",
}
"""Words for the rank of an area as printed → the rank itself."""

COMMUNE_RANKS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_RANK_WORDS = 2
"""No word for a rank has more parts."""
_NO_RANK = (words(""), "", "")
_REMEMBERED = 256
"""Ways of printing a rank that are kept."""
_LEVEL_ORDER = ("province", "district", "commune")


class PlacePhrase(NamedTuple):
    """A place as printed after a name: where it ends, its rank if printed, the areas it may name.

    `named` is false for a rank alone («tỉnh»); true with no areas means a name that is not known.
    """

    end: int
    rank: str | None
    named: bool
    areas: tuple[Area, ...]


_VERB = re.compile(r"(?:Xây\s+dựng|Ban\s+hành|Thông\s+báo|Yêu\s+cầu|Đề\s+nghị)\b")
"""What a committee does, where a capital letter makes no name of it: «Ủy ban nhân dân huyện Xây dựng Kế hoạch»."""


class Places:
    """The areas, by slug and by name."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self._areas = areas
        self._names: Names[Area, tuple[Area, ...]] = Names(is_same, tuple)
        for area in areas.values():
            for name in (area.short_name, *area.aliases):
                self._names.add(name, area)
        self._ranks = {key(word): (words(word), word, rank) for word, rank in RANKS.items()}
        self._rank_called = lru_cache(_REMEMBERED)(self._find_rank)
        self._around = lru_cache(_REMEMBERED)(self._find_around)
        self._rank_openings = {kept.tokens[0] for kept, _, _ in self._ranks.values()}
        self._rank_initials = {opening[0] for opening in self._rank_openings}

    def area(self, slug: str | None) -> Area | None:
        """The area with this slug."""
        return self._areas.get(slug) if slug else None

    def chain(self, place: Area | None) -> tuple[Area, ...]:
        """The place and the areas it lies in, the narrowest first."""
        return self._around(place.slug) if place else ()

    def _find_around(self, slug: str | None) -> tuple[Area, ...]:
        found: list[Area] = []
        while (place := self.area(slug)) is not None:
            found.append(place)
            slug = place.parent
        return tuple(found)

    def named(self, surface: str, within: Area | None, on: date | None) -> Area | None:
        """The one area that `surface` names («tỉnh Bình Phước», «Bình Phước»), else None."""
        text = printed(surface)
        first = text.following(0)
        phrase = None if first is None else self.phrase(text, first)
        if phrase is None or text.following(phrase.end) is not None:
            return None
        return self.choose(phrase.areas, within, on)

    def phrase(self, printed: Printed, first: int) -> PlacePhrase | None:
        """Read the place that begins at the word `first`: rank, rank and name, or name; None if there is none."""
        if printed.text[first].islower() and printed.spaced[first] not in self._rank_initials:
            return None
        rank, rank_end = self._rank(printed, first)
        if rank is None:
            return self._named_at(printed, first, None)
        start = printed.following(rank_end)
        touching = start is not None and _touches(printed, first, rank_end, start)
        if start is None or not touching:
            return PlacePhrase(rank_end, rank, named=False, areas=())
        named = self._named_at(printed, start, rank)
        if named is not None:
            return named
        return PlacePhrase(rank_end, rank, named=_unknown_name(printed, first, rank_end, start, rank), areas=())

    def _named_at(self, printed: Printed, start: int, rank: str | None) -> PlacePhrase | None:
        """The name at the word `start`; an area named by a digit («quận 1») needs its rank."""
        initial = printed.text[start]
        if not (initial.isupper() or initial.isdigit()):
            return None
        for end, called in self._names.at(printed, start):
            areas = [a for a in called if (rank == a.rank or (rank is None and not a.short_name.isdigit()))]
            if areas:
                return PlacePhrase(end, rank, named=True, areas=tuple({area.slug: area for area in areas}.values()))
        return None

    def _rank(self, printed: Printed, first: int) -> tuple[str | None, int]:
        """The rank printed at the word `first`, and where it ends."""
        end = printed.end(first)
        if printed.spaced[first:end] not in self._rank_openings:
            return None, first
        for _ in range(_RANK_WORDS):
            surface = printed.text[first:end]
            rank = self._rank_called(surface)
            if rank is not None:
                return rank, end
            following = printed.following(end)
            if following is None or not printed.text[end:following].isspace():
                break
            end = printed.end(following)
        return None, first

    def _find_rank(self, surface: str) -> str | None:
        found = words(surface)
        kept, word, rank = self._ranks.get(key(surface), _NO_RANK)
        if len(kept.tokens) != len(found.tokens):
            return None
        same = all(same_word(found.printed(i), kept.printed(i)) for i in range(len(kept.tokens)))
        # An abbreviation in small letters is likelier something else.
        return rank if same and not (word.isupper() and found.printed(0).islower()) else None

    def of_rank(self, rank: str, place: Area | None) -> Area | None:
        """The area of that rank in which `place` lies («tỉnh» said in a district's plan), or `place` itself."""
        return next((area for area in self.chain(place) if area.rank == rank), None)

    def choose(self, areas: Iterable[Area], place: Area | None, on: date | None) -> Area | None:
        """The one area meant: a province before a district of the same name, then one within `place`; None if several.

        Of the life spans of one name, the one that covers `on`, else the last one before it; without a date the one of
        the place's own time, else the earliest.
        """
        candidates = [a for a in areas if on is None or a.exists_from is None or a.exists_from <= on]
        if len(candidates) == 1:
            return candidates[0]
        levels = {a.level for a in candidates}
        level = next((level for level in _LEVEL_ORDER if level in levels), None)
        candidates = [a for a in candidates if a.level == level]
        moment = on or next((a.exists_from for a in self.chain(place) if a.exists_from), None)
        if moment is not None:
            candidates = [a for a in candidates if a.alive(moment)] or candidates
        home = {a.slug for a in self.chain(place)}
        candidates = [a for a in candidates if a.slug in home or a.parent in home] or candidates
        if len({(key(a.short_name), a.parent) for a in candidates}) != 1:
            return None
        ordered = sorted(candidates, key=lambda a: a.exists_from or date.min)
        return ordered[-1] if on else ordered[0]


def _touches(printed: Printed, rank: int, rank_end: int, start: int) -> bool:
    """Whether a name at `start` belongs to the rank before it («TP. Thủ Đức»)."""
    gap = printed.text[rank_end:start].strip()
    return not gap or (gap == "." and len(_last_word(printed, rank, rank_end)) == len("TP"))


def _last_word(printed: Printed, rank: int, rank_end: int) -> str:
    return printed.text[rank:rank_end].split()[-1]


def _unknown_name(printed: Printed, first: int, rank_end: int, start: int, rank: str) -> bool:
    """Whether a rank is followed on its line by an unknown name; never after «tỉnh», all provinces being known."""
    gap = printed.text[rank_end:start]
    if rank == "tỉnh" or "\n" in gap or "\f" in gap:
        return False
    word = printed.text[start : printed.end(start)]
    if _VERB.match(printed.text, start):
        return False
    in_capitals = word.isupper() and _last_word(printed, first, rank_end).isupper()
    return word[0].isupper() and (rank in COMMUNE_RANKS or not in_capitals)
