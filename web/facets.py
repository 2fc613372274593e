"""Filters with their values and counts; which value is in force stands in the address alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from cancu.graph import names
from cancu.graph.matching import FACETS
from cancu.graph.search import SearchIndex
from cancu.web import present, words
from cancu.web.paging import listed_at
from cancu.web.site import labels

LABELS = {"type": "Tên loại", "level": "Cấp", "area": "Địa bàn", "year": "Năm"}

SHOWN = 60
"""Values of a filter that a page shows; the one in force may stand after them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many entries have it, and the address that turns it on or off."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values."""

    label: str
    choices: tuple[Choice, ...]
    further: int = 0
    """How many values there are besides."""

    @property
    def chosen(self) -> Choice | None:
        """The value in force."""
        return next((choice for choice in self.choices if choice.chosen), None)


def chosen_values() -> dict[str, str]:
    """The values of the facets of documents that the address names."""
    given = {name: request.args.get(name, "")[:200] for name in FACETS}
    return {name: value for name, value in given.items() if value}


def of_results(
    index: SearchIndex, typed: str, kinds: Sequence[str], chosen: Mapping[str, str], **page: str | None
) -> list[Facet]:
    """The facets of what was found; every choice leads to the search page with the parameters `page`."""

    def shown(name: str) -> Facet:
        found = index.facet(typed, name, kinds, chosen)
        if name in chosen and chosen[name] not in dict(found):
            found.append((chosen[name], 0))
        ordered = sorted((pair for pair in found if pair[0]), key=lambda pair: _order(name, pair[0]))
        told = [(value, _label(name, value), count) for value, count in ordered]
        return facet(LABELS[name], name, told, chosen.get(name, ""), "/", **page)

    return [shown(name) for name in LABELS]


def facet(
    label: str,
    name: str,
    values: Sequence[tuple[str, str, int]],
    chosen: str,
    path: str,
    **further: str | None,
) -> Facet:
    """A filter with its values in their order: as an address writes each, in words, and how many entries have it."""

    without = listed_at(path, **further, **{name: None})
    begun = without + ("&" if "?" in without else "?")

    def choice(value: str, text: str, count: int) -> Choice:
        href = without if value == chosen else begun + urlencode({name: value})
        return Choice(text, count, href, value == chosen)

    kept = [*values[:SHOWN], *(told for told in values[SHOWN:] if told[0] == chosen)]
    return Facet(label, tuple(choice(*told) for told in kept), len(values) - len(kept))


def _label(name: str, value: str) -> str:
    if name == "type":
        return labels().get(names.TYPE + value) or value
    if name == "level":
        return words.LEVELS_SHORT.get(value) or value
    return value


def _order(name: str, value: str) -> tuple[object, ...]:
    if name == "level":
        return (words.level_rank(value),)
    if name == "year":
        return (-int(value) if value.isdigit() else 0,)
    return (present.sort_key(_label(name, value)),)
