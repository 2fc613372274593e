"""The words between two marks of a list or heading, with the titles they stand under: where subjects are looked for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cancu.graph.plan.blocks import organises
from cancu.graph.plan.headings import Section, inherited
from cancu.graph.plan.lines import all_items, closing, quiet_until
from cancu.graph.read import Text
from cancu.graph.read.widths import parts_paragraphs

_ARTICLE = re.compile(r"[\s#>*_]*dieu\s")
_PARAGRAPH = re.compile(r"\n[ \t*_]*\n[\s*_]*")

_OUTSIDE: tuple[tuple[str, ...], bool, bool] = ((), False, False)


class Stretch(NamedTuple):
    """Words between two marks under `titles`, innermost first; `organised` where one says who does what.

    `section_end` is where the words under the innermost title end, before the next heading; `block_end` where all below
    that title ends.
    """

    start: int
    end: int
    section_end: int
    block_end: int
    titles: tuple[str, ...]
    organised: bool
    article: bool


def stretches(text: Text, headings: tuple[Section, ...], start: int, end: int) -> Iterator[Stretch]:
    """Items and headings of `start:end` with the words up to the next mark; where one says who does what, and in
    sections of prose alone, each paragraph.
    """
    starts = [s.heading.start for s in headings]
    marks = [(i.start, i.body) for i in all_items(text, start, end)]
    marks += [(s.heading.start, s.body) for s in headings]
    ordered = list(dict(sorted(marks)).items())
    ends = [first for first, _ in ordered[1:]] + [end]
    (gaps, begins), quiet = _paragraphs(text), quiet_until(text, start, end)
    titled: list[tuple[str, ...]] = []
    for section in headings:
        titled.append((section.title, *(() if section.parent is None else titled[section.parent])))
    articles = inherited(headings, [is_article(text, s) for s in headings])
    organising = inherited(headings, [organises(s.title) for s in headings])
    for (first, body), stop in zip(ordered, ends, strict=False):
        place = bisect_right(starts, first) - 1
        titles, organised, article = (titled[place], organising[place], articles[place]) if place >= 0 else _OUTSIDE
        section_end = starts[place + 1] if place + 1 < len(starts) else end
        block_end = max(section_end, headings[place].end) if place >= 0 else section_end
        last = max(body, stop)
        if last > quiet:
            last = closing(text, body, last)
        breaks = begins[bisect_left(gaps, body) : bisect_left(begins, last)]
        for begin, limit in zip([body, *breaks], [*breaks, last], strict=True):
            if begin < limit:
                yield Stretch(begin, limit, section_end, block_end, titles, organised, article)


@lru_cache(maxsize=4)
def _paragraphs(text: Text) -> tuple[list[int], list[int]]:
    """Where blank lines stand before paragraphs, and where these begin; none where blank lines part no paragraphs."""
    found = list(_PARAGRAPH.finditer(text.content)) if parts_paragraphs(text) else []
    return [gap.start() for gap in found], [gap.end() for gap in found]


def is_article(text: Text, section: Section) -> bool:
    """Whether the heading is an article («Điều 5»)."""
    return _ARTICLE.match(text.folded, section.heading.start) is not None
