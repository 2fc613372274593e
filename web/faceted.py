"""Lists with filters: which entries pass, and how many each value of a filter would leave.

Entries are numbered in the order of the list; those with one value are the bits of one number, so that a list of a
hundred thousand is filtered and counted as a whole, and of its entries only those of one page are fetched.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from flask import request

from cancu.graph.bits import having
from cancu.web import present
from cancu.web.facets import Facet, facet

Value = tuple[str, str]
"""A value of a filter as an address writes it, and in words."""
_COUNTED = 64
"""Counts that are kept: most visitors look at a whole list, or at what one common filter leaves."""


class Faceted:
    """The values that the entries of a list have, by filter; made once for each version."""

    def __init__(self, size: int, filters: Mapping[str, tuple[str, Sequence[Value]]]) -> None:
        self.size = size
        self.labels = {name: label for name, (label, _) in filters.items()}
        self.having = {name: _in_order(having(values)) for name, (_, values) in filters.items()}
        self._counted = lru_cache(_COUNTED)(self._count)

    @property
    def everything(self) -> int:
        """All entries."""
        return (1 << self.size) - 1

    def chosen(self, asked: Mapping[str, str], among: int) -> int:
        """The entries that have every value asked for."""
        for name, wanted in asked.items():
            if wanted:
                among &= self.with_value(name, wanted)
        return among

    def with_value(self, name: str, wanted: str) -> int:
        """The entries that have one value of a filter."""
        found = 0
        for (key, _), bits in self.having[name].items():
            found |= bits if key == wanted else 0
        return found

    def counts(self, name: str, asked: Mapping[str, str], among: int) -> dict[Value, int]:
        """How many entries have each value of a filter, where the other filters are in force."""
        left = self.chosen({other: wanted for other, wanted in asked.items() if other != name}, among)
        return self._counted(name, left)

    def _count(self, name: str, left: int) -> dict[Value, int]:
        counted = ((value, (bits & left).bit_count()) for value, bits in self.having[name].items())
        return {value: count for value, count in counted if count}

    def filtered(self, path: str, order: Mapping[str, Sequence[str]], among: int) -> tuple[int, list[Facet]]:
        """Entries that pass every filter in the address; each filter counts what the others leave."""
        asked = {name: request.args.get(name, "") for name in self.labels}
        shown = []
        for name, label in self.labels.items():
            counts = self.counts(name, asked, among)
            rank = {key: at for at, key in enumerate(order.get(name, ()))}
            ordered = sorted(counts, key=lambda value: rank.get(value[0], len(rank)))
            told = [(key, text, counts[key, text]) for key, text in ordered if key]
            shown.append(facet(label, name, told, asked[name], path))
        return self.chosen(asked, among), shown


def _in_order(found: Mapping[Value, int]) -> dict[Value, int]:
    """Values in Vietnamese order."""
    return {value: found[value] for value in sorted(found, key=lambda value: (present.sort_key(value[1]), value[0]))}
