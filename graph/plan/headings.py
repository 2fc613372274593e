"""Headings with what readers of plan facts need of them: words without the mark, extent of the block, ancestors."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from cancu.graph.fold import fold
from cancu.graph.plan.lines import clean
from cancu.graph.read import Heading, Outline, Text

_MARK = re.compile(
    r"[\s#>*_|]*(?:(?:[Đđ]iều\s+)?(?:\d+(?:\.\d+)*|[^\W\d]{1,5})[ \t*_]{0,4}[.)/:-]+"
    r"|(?:P(?:hần|HẦN)|C(?:hương|HƯƠNG))\s+(?:(?:thứ|THỨ)\s+)?\w{1,5}\b[ \t*_]{0,4}[.:/–-]?)[\s*_]*"
)
_NEXT_LINE = re.compile(r"[ \t*_]*\n[ \t*_]*(?P<line>[^\n|]{2,80})")
_NEW_LINE = re.compile(r"[ \t*_]*\n[\s*_]*(?=[^\W\d_a-zà-ỹ])")
_ANNOUNCES = re.compile(r"de nghi|giao|doi voi|trach nhiem|nhiem vu")
_MAX_ANNOUNCING = len("trách nhiệm")
_PARAGRAPH = re.compile(r"[\s*_]*:[^\n]*(?:\n[ \t]*[^\s\-+*•][^\n]*){0,3}")
_MAX_LINES = 3


class Section(NamedTuple):
    """A heading; `title` its words folded, at `body:title_end`; `end` ends its block, `parent` is an index or None.

    `above` are the sections that it lies in, innermost first.
    """

    heading: Heading
    title: str
    body: int
    title_end: int
    end: int
    parent: int | None
    above: tuple["Section", ...] = ()

    @property
    def path(self) -> str:
        """The heading's path."""
        return self.heading.path


@lru_cache(maxsize=4)
def sections(text: Text, outline: Outline) -> tuple[Section, ...]:
    """The headings of the body in text order."""
    return _sections(text, outline.headings, outline.body_end)


def annex_sections(text: Text, outline: Outline) -> Iterator[tuple[Section, ...]]:
    """The headings of each annex that has some."""
    starts = [start for start, _ in outline.annexes]
    paths = [path for _, path in outline.annexes]
    ends = dict(zip(paths, [*starts[1:], outline.length], strict=False))
    for path, headings in groupby(outline.annex_headings, key=attrgetter("path")):
        yield _sections(text, tuple(headings), ends[path])


def _sections(text: Text, headings: tuple[Heading, ...], end: int) -> tuple[Section, ...]:
    ends = _ends(headings, end)
    found: list[Section] = []
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and headings[open_[-1]].level >= heading.level:
            open_.pop()
        body = _after_mark(text, heading)
        title_end = _title_end(text, heading, ends[index])
        title = clean(text.folded[body:title_end])
        parent = open_[-1] if open_ else None
        above = () if parent is None else (found[parent], *found[parent].above)
        found.append(Section(heading, title, body, title_end, ends[index], parent, above))
        open_.append(index)
    return tuple(found)


def lineage(found: tuple[Section, ...], index: int) -> list[Section]:
    """The section and its ancestors, innermost first."""
    return [found[index], *found[index].above]


def inherited(found: tuple[Section, ...], said: list[bool]) -> list[bool]:
    """For each of the sections `found` whether what is `said` of each holds of it or of one that it lies in."""
    if True not in said:
        return said
    holds: list[bool] = []
    for section, here in zip(found, said, strict=True):
        holds.append(here or (section.parent is not None and holds[section.parent]))
    return holds


def above(found: tuple[Section, ...], holds: list[bool]) -> list[bool]:
    """For each of the sections `found` whether what `holds` of sections does so of the one directly above it."""
    return [section.parent is not None and holds[section.parent] for section in found]


def _ends(headings: tuple[Heading, ...], end: int) -> list[int]:
    """Where each heading's block ends: at the next heading that is not below it."""
    ends = [end] * len(headings)
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and headings[open_[-1]].level >= heading.level:
            ends[open_.pop()] = heading.start
        open_.append(index)
    return ends


def _after_mark(text: Text, heading: Heading) -> int:
    mark = _MARK.match(text.content, heading.start, heading.end)
    return mark.end() if mark else heading.start


def _title_end(text: Text, heading: Heading, limit: int) -> int:
    """End of the title; in capitals it goes on as long as the lines below do («IV. TỔ CHỨC⏎THỰC HIỆN»)."""
    end = heading.end
    if len(heading.title) <= _MAX_ANNOUNCING and _ANNOUNCES.fullmatch(fold(heading.title)):
        rest = _PARAGRAPH.match(text.content, end, limit)
        return rest.end() if rest else end
    if not _capitals(heading.title):
        return _first_line(text, heading, end)
    for _ in range(_MAX_LINES):
        following = _NEXT_LINE.match(text.content, end, limit)
        if following is None or not _capitals(following["line"]) or _MARK.match(text.content, following.start("line")):
            return end
        end = following.end("line")
    return end


def _first_line(text: Text, heading: Heading, end: int) -> int:
    """`end`, or the first line break before it behind which a sentence begins; in marked titles any break is chance."""
    if text.content.find("\n", heading.start, end) < 0:
        return end
    line = text.content[text.content.rfind("\n", 0, heading.start) + 1 : end]
    if "**" in line or line.lstrip().startswith(("#", "*")):
        return end
    broken = _NEW_LINE.search(text.content, heading.start, end)
    return broken.start() if broken else end


def _capitals(surface: str) -> bool:
    return surface.isupper() and sum(map(str.isalpha, surface)) > 1
