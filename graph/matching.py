"""Which things of a search index have the words typed: sets of numbers, kept for the beginnings of words asked last.

A word that begins hundreds of thousands of things is read once; what several words have in common, and how many of them
are of which kind or year, is then a matter of bits.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from typing import Any

from cancu.graph.bits import having, having_numbers, marks, numbers, values_of
from cancu.graph.index_file import KINDS, kind_of

FACETS = {"type": "of_type", "level": "of_level", "area": "of_area", "year": "substr(date, 1, 4)"}
"""What documents are filtered by → where the index has it."""
_FEW = 200
"""Values of a facet that are counted one by one."""
_WORDS, _NAMES = 2000, 500
"""Beginnings of words and of names whose sets are kept."""


class Matching:
    """Sets of the things of one index, which are numbered by popularity."""

    def __init__(self, rows: Callable[[str, Sequence[str]], list[tuple[Any, ...]]]) -> None:
        self._rows = rows
        self._having_word = lru_cache(_WORDS)(self._read_word)
        self._having_name = lru_cache(_NAMES)(self._read_name)

    @cached_property
    def _ids(self) -> "array[int]":
        return array("q", (at for (at,) in self._rows("SELECT DISTINCT item FROM name ORDER BY item", ())))

    @cached_property
    def _kinds(self) -> dict[str, int]:
        return having([kind_of(at) for at in self._ids])

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """Of the facets with many values, the value of each thing."""
        size = len(self._ids)
        return {name: values_of(size, found, "") for name, found in self._facets.items() if len(found) > _FEW}

    @cached_property
    def _facets(self) -> dict[str, dict[str, int]]:
        found = self._rows(f"SELECT {', '.join(FACETS.values())} FROM item ORDER BY id", ())
        columns = zip(*found, strict=True) if found else ((),) * len(FACETS)
        return {name: having(values) for name, values in zip(FACETS, columns, strict=True)}

    def ids(self, things: int, most: int, start: int = 0) -> list[int]:
        """The rows of so many things, the most popular first."""
        found: list[int] = []
        for number in numbers(things, start):
            if len(found) == most:
                break
            found.append(self._ids[number])
        return found

    def of(self, ids: Iterable[int]) -> int:
        """The things in these rows."""
        return sum(1 << bisect_left(self._ids, at) for at in set(ids))

    def fitting(self, words: Sequence[str]) -> int:
        """Things that have words that begin with all of these."""
        found = (1 << len(self._ids)) - 1
        for word in words:
            found &= self._having_word(word)
        return found

    def named(self, begin: str) -> tuple[int, int]:
        """Things with a name that is this text, and those with one that goes on after it."""
        return self._having_name(begin)

    def among(self, kinds: Collection[str], chosen: Mapping[str, str]) -> int:
        """Things of these kinds, of all where none is named, with these values of facets."""
        found = 0
        for kind in kinds or KINDS:
            found |= self._kinds.get(kind, 0)
        for name, value in chosen.items():
            found &= self._facets[name].get(value, 0)
        return found

    def by_kind(self, things: int) -> dict[str, int]:
        """How many of the things there are of each kind; kinds without any are left out."""
        counted = {kind: (things & self._kinds.get(kind, 0)).bit_count() for kind in KINDS}
        return {kind: count for kind, count in counted.items() if count}

    def by_value(self, things: int, facet: str) -> dict[str, int]:
        """How many of the things have each value of a facet."""
        if facet in self._values:  # things are looked at once, and not once for each value
            return Counter(compress(self._values[facet], marks(things)))
        counted = {value: (things & having_it).bit_count() for value, having_it in self._facets[facet].items()}
        return {value: count for value, count in counted.items() if count}

    def _read_word(self, word: str) -> int:
        return self._bits(self._rows("SELECT rowid FROM words WHERE words MATCH ?", (f'"{word}"*',)))

    def _read_name(self, begin: str) -> tuple[int, int]:
        exact = self._rows("SELECT item FROM name WHERE folded = ?", (begin,))
        longer = self._rows("SELECT item FROM name WHERE folded > ? AND folded < ?", (begin, begin + "\x7f"))
        return self._bits(exact), self._bits(longer)

    def _bits(self, rows: Collection[tuple[int]]) -> int:
        if len(rows) < len(self._ids) // 100:
            return self.of(at for (at,) in rows)
        found = {at for (at,) in rows}
        return having_numbers(len(self._ids), (number for number, at in enumerate(self._ids) if at in found))
