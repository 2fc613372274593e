"""Themes, slogans and messages: what stands in quotation marks behind «chủ đề», «khẩu hiệu», «thông điệp».

Slogans also stand as lines of their own below such a heading, each with an exclamation mark. Words that only tell what
a message is about («thông điệp bảo vệ môi trường») are no wording.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from cancu.graph.plan.lines import Words, clean
from cancu.graph.plan.model import Theme
from cancu.graph.plan.naming import Openings, legible, once_a_section, quoted
from cancu.graph.read import Outline, Text

_OPENINGS = Openings("chu de, khau hieu, thong diep", r"(?=\s+(?:de|hieu|diep)\b)")
_WORD = Words(r"(?P<word>chủ đề|khẩu hiệu|thông điệp)\b")
_BETWEEN = re.compile(r"[^.;!?“”\"«»|]{0,140}(?=[“\"«])")
_LIST = re.compile(r"[\s*_]*(?:,|;|\.(?=\s*[-+])|va\b|hoac\b|-)?[\s*_+-]*(?=[“\"«])")
_ANNOUNCED = re.compile(r"[^\n.;!?:“”\"«»|]{0,80}[:\n]")
_SHOUTED = re.compile(
    r"[\s*_#]*(?:(?:\d{1,2}[ \t]*[.)]|[-+•–])[\s*_]*)?"
    r"(?P<words>[^\W\d_](?:[^\n.;:!?|“”\"]|\n(?![ \t]*(?:\n|[-+•|]|\d{1,2}[.)]))){8,300}!)"
)
"""A line of its own with an exclamation mark, with the mark of an item before it."""

_NOT_A_WORDING = re.compile(r"[\d\s.,/%-]*$")
_MIN, _MAX = 8, 300


def themes(text: Text, outline: Outline, start: int) -> tuple[Theme, ...]:
    """Themes named behind `start`, where the title ends; one of each wording a section."""
    found = ((t.name, t) for t in _all(text, outline, start))
    return tuple(replace(t, order=order) for order, t in enumerate(once_a_section(found, outline), start=1))


def _all(text: Text, outline: Outline, start: int) -> Iterator[Theme]:
    for offset in _OPENINGS.among(text, start, outline.length):
        match = _WORD.match(text, offset, outline.length)
        if match is None or not legible(text, offset):
            continue
        between = _BETWEEN.match(text.content, match.end(), outline.length)
        position = between.end() if between else -1
        while position >= 0 and (inside := quoted(text, position, outline.length)) is not None:
            name = clean(text.content[inside[0] : inside[1]]).strip(" ,;.")
            if _MIN <= len(name) <= _MAX and not _NOT_A_WORDING.match(name):
                word = clean(match["word"]).lower()
                yield Theme(
                    section=outline.path_at(match.start()), start=match.start(), end=inside[1] + 1, name=name, word=word
                )
            more = _LIST.match(text.folded, inside[1] + 1, outline.length)
            position = more.end() if more and _opens(text, more.end()) else -1
        if between is None:
            yield from _shouted(text, outline, match)


def _shouted(text: Text, outline: Outline, match: re.Match[str]) -> Iterator[Theme]:
    """The lines with exclamation marks below or behind «khẩu hiệu …»."""
    announced = _ANNOUNCED.match(text.content, match.end(), outline.length)
    position = announced.end() if announced else outline.length
    while (line := _SHOUTED.match(text.content, position, outline.length)) and legible(text, line.start("words")):
        start, position = line.span("words")
        yield Theme(
            section=outline.path_at(start), start=start, end=position, name=clean(line["words"]),
            word=clean(match["word"]).lower(),
        )  # fmt: skip


def _opens(text: Text, offset: int) -> bool:
    return text.content[offset : offset + 1] in '“«"' and text.content[offset : offset + 1] != ""
