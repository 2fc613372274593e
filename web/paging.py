"""Lists a page at a time: `?page=` names the page, every other parameter of the address stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from flask import request

PAGE_SIZE = 50
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Part(Generic[Entry]):
    """One page of a list."""

    entries: Sequence[Entry]
    total: int
    number: int
    pages: int
    before: str
    after: str


def part(entries: Sequence[Entry], path: str) -> Part[Entry]:
    """The page of `entries` that `?page=` names, the nearest one there is."""
    start = first_of_page(len(entries), PAGE_SIZE)
    return page_of(entries[start : start + PAGE_SIZE], len(entries), PAGE_SIZE, path)


def taken(
    take: Callable[[int, int], Sequence[Entry]], total: int, size: int, path: str, anchor: str = "", name: str = "page"
) -> Part[Entry]:
    """The page of a list of which only that is fetched: `take` gives so many entries, from so many on."""
    return page_of(take(size, first_of_page(total, size, name)), total, size, path, anchor, name)


def first_of_page(total: int, size: int, name: str = "page") -> int:
    """How many entries stand before the page that `?page=` names, or another parameter."""
    return (_number(_pages(total, size), name) - 1) * size


def page_of(
    entries: Sequence[Entry], total: int, size: int, path: str, anchor: str = "", name: str = "page"
) -> Part[Entry]:
    """That page, of which these are the entries; `anchor` («#…») is the place of the list on a longer page."""
    pages = _pages(total, size)
    number = _number(pages, name)
    return Part(
        entries,
        total,
        number,
        pages,
        listed_at(path, **{name: str(number - 1) if number > 2 else None}) + anchor if number > 1 else "",
        listed_at(path, **{name: str(number + 1)}) + anchor if number < pages else "",
    )


def listed_at(path: str, **changed: str | None) -> str:
    """The address of a list with these parameters changed, from its first page on."""
    kept = {key: value for key, value in request.args.items() if value and key not in ("page", *changed)}
    kept |= {key: value for key, value in changed.items() if value}
    return path + (f"?{urlencode(kept)}" if kept else "")


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))


def _number(pages: int, name: str) -> int:
    wanted = request.args.get(name, "1")
    return min(max(int(wanted), 1), pages) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1
