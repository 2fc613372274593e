"""Find administrative areas by what a text calls them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cancu.graph.registry.model import Area
from cancu.graph.registry.wording import Names, Words, is_same, key, same_word, words

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
_LEVEL_ORDER = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place as printed after a name: its last word, its rank if printed, the areas it may name.

    `named` is false for a rank alone («tỉnh»); true with no areas means a name that is not known.
    """

    last: int
    rank: str | None
    named: bool
    areas: tuple[Area, ...]


class Places:
    """The areas, by slug and by name."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self._areas = areas
        self._names: Names[Area] = Names()
        for area in areas.values():
            for name in (area.short_name, *area.aliases):
                self._names.add(name, area)
        self._ranks = {key(word): (words(word), word, rank) for word, rank in RANKS.items()}
        self._rank_openings = {kept.tokens[0] for kept, _, _ in self._ranks.values()}

    def chain(self, place: Area | None) -> tuple[Area, ...]:
        """The place and the areas it lies in, the narrowest first."""
        found: list[Area] = []
        while place is not None:
            found.append(place)
            place = self._areas.get(place.parent) if place.parent else None
        return tuple(found)

    def named(self, surface: str, within: Area | None, on: date | None) -> Area | None:
        """The one area that `surface` names («tỉnh Bình Phước», «Bình Phước»), else None."""
        printed = words(surface)
        if not printed.starts:
            return None
        phrase = self.phrase(printed, 0)
        if phrase is None or phrase.last != len(printed.starts) - 1:
            return None
        return self.choose(phrase.areas, within, on)

    def phrase(self, printed: Words, first: int) -> PlacePhrase | None:
        """Read the place that begins at word `first`: rank, rank and name, or name; None if there is none."""
        rank, after = self._rank(printed, first)
        start = after if rank else first
        touching = start < len(printed.starts) and (start == 0 or _touches(printed, start - 1, bool(rank)))
        if touching:
            for last, entries in self._names.at(printed, start):
                areas = _fitting(printed, start, last, entries, rank)
                if areas:
                    return PlacePhrase(last, rank, named=True, areas=areas)
        if rank is None:
            return None
        return PlacePhrase(after - 1, rank, named=touching and _unknown_name(printed, start, rank), areas=())

    def _rank(self, printed: Words, first: int) -> tuple[str | None, int]:
        if printed.tokens[first] not in self._rank_openings:
            return None, first
        for last in range(first, min(first + _RANK_WORDS, len(printed.tokens))):
            kept, word, rank = self._ranks.get(printed.key(first, last), _NO_RANK)
            if len(kept.tokens) != last - first + 1:
                continue
            same = all(same_word(printed.printed(first + i), kept.printed(i)) for i in range(len(kept.tokens)))
            close = all(printed.gap(i).isspace() for i in range(first, last))
            if same and close and not _is_small(printed, first, word):
                return rank, last + 1
        return None, first

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


def _fitting(
    printed: Words, first: int, last: int, entries: list[tuple[str, Area]], rank: str | None
) -> tuple[Area, ...]:
    """The areas whose name the words are; an area named by a digit («quận 1») needs its rank."""
    initial = printed.printed(first)[0]
    if not (initial.isupper() or initial.isdigit()):
        return ()
    surface = printed.surface(first, last)
    fitting = (
        area
        for name, area in entries
        if (rank == area.rank or (rank is None and not area.short_name.isdigit())) and is_same(surface, name)
    )
    return tuple({area.slug: area for area in fitting}.values())


def _touches(printed: Words, index: int, after_rank: bool) -> bool:
    gap = printed.gap(index)
    return not gap.strip() or (after_rank and gap.strip() == "." and len(printed.printed(index)) == 2) or gap == ""


def _is_small(printed: Words, first: int, word: str) -> bool:
    """Whether an abbreviation of a rank is printed in small letters, where it is likelier something else."""
    return word.isupper() and printed.printed(first).islower()


def _unknown_name(printed: Words, index: int, rank: str) -> bool:
    """Whether a rank is followed on its line by an unknown name; never after «tỉnh», all provinces being known."""
    if rank == "tỉnh" or "\n" in printed.gap(index - 1) or "\f" in printed.gap(index - 1):
        return False
    word = printed.printed(index)
    in_capitals = word.isupper() and printed.printed(index - 1).isupper()
    return word[0].isupper() and (rank in COMMUNE_RANKS or not in_capitals)
