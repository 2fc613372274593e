"""Bodies that head entries without numbers: «- Sở Y tế: …», a line with nothing but «Sở Y tế» above its duties.

Such entries count where the section says who does what, and elsewhere only in runs of several.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from cancu.graph.plan.blocks import Block, organises, works
from cancu.graph.plan.headings import Section, inherited
from cancu.graph.plan.lines import closing
from cancu.graph.plan.model import Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.read import Text

_LINE = re.compile(r"\n[ \t|]*(?P<emphasis>[*_]{0,3})[ \t]*(?P<mark>[-–+•*](?=\s))?[ \t*_]*(?P<body>[^\W\d_])")
_COLON = re.compile(r"[\s*_]*:")
_ENDS_LINE = re.compile(r"[ \t*_]*\n[\s*_|]*(?P<next>[^\s*_|])")
_STOPPED = re.compile(r"(?:[.;:*_|]|\n[ \t]*\n|\A)[\s*_|]*\Z")
_SAID = 8
"""Characters before a line in which is looked for the end of the sentence above."""
_MIN_RUN = 3


class _Entry(NamedTuple):
    """A line that is an entry: its mark, where it and its words begin, the bodies it names, where their names end."""

    mark: str
    start: int
    body: int
    parties: tuple[Party, ...]
    stop: int


def entries(text: Text, found: tuple[Section, ...], reader: PartyReader, headed: tuple[Block, ...]) -> Iterator[Block]:
    """The entries of the sections `found` that no heading of `headed` covers."""
    starts = [b.section.heading.start for b in headed]
    reached = list(accumulate((b.end for b in headed), max))
    bounds = [*(s.heading.start for s in found[1:]), *(s.end for s in found[-1:])]
    organising = inherited(found, [organises(s.title) for s in found])
    working = inherited(found, [works(s.title) for s in found])
    for section, bound, organised, work in zip(found, bounds, organising, working, strict=True):
        if not organised and not work:
            continue
        above = bisect_right(starts, section.heading.start)
        if above and section.heading.start < reached[above - 1]:
            continue
        end = closing(text, section.title_end, bound)
        listed = _run(_lines(text, reader, section.title_end, end))
        if listed and (organised or len(listed) >= _MIN_RUN):
            yield from _blocks(section, listed, end)


def _lines(text: Text, reader: PartyReader, start: int, end: int) -> Iterator[_Entry]:
    for line in _LINE.finditer(text.content, max(0, start - 1), end):
        line_start, begin = line.start() + 1, line.start("body")
        break_ = text.content.find("\n", begin, end)
        if not text.content[begin].isupper():
            continue
        limit = end if break_ < 0 else break_
        parties, stop = reader.at(begin, end)
        if not parties:
            if line["mark"]:
                yield _Entry(line["mark"], line_start, begin, (), begin)
            continue
        said = _COLON.match(text.content, stop, end)
        below = _ENDS_LINE.match(text.content, stop, end) if stop <= limit else None
        alone = below is not None and not below["next"].islower()
        above = _STOPPED.search(text.content[max(start, line_start - _SAID) : line_start]) is not None
        mark = line["mark"] or line["emphasis"] or ""
        if said or (alone and above):
            yield _Entry(mark, line_start, begin, parties, said.end() if said else stop)
        elif line["mark"]:
            yield _Entry(mark, line_start, begin, (), begin)


def _run(lines: Iterator[_Entry]) -> list[_Entry]:
    """The entries marked like the first that names bodies, those between them that name none included."""
    found = list(lines)
    first = next((e for e in found if e.parties), None)
    if first is None:
        return []
    return [e for e in found if e.mark == first.mark]


def _blocks(section: Section, listed: list[_Entry], end: int) -> Iterator[Block]:
    for entry, stop in ((a, b.start) for a, b in pairwise([*listed, listed[-1]._replace(start=end)])):
        if entry.parties:
            heading = section.heading._replace(start=entry.start)
            own = section._replace(heading=heading, body=entry.body, title_end=entry.stop, end=stop)
            yield Block(own, entry.body, entry.parties, entry.stop, stop, pure=True, announces=False)
