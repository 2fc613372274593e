"""Parts and chapters («PHẦN I», «Phần thứ hai», «Chương 3»), below which the numbers of headings begin anew."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.numerals import roman_value
from cancu.graph.read.text import Text

PART, CHAPTER = "part", "chapter"

_KINDS = {"phan": PART, "chuong": CHAPTER}
_WORDS = {
    word: value
    for value, words in enumerate(("nhat mot", "hai", "ba", "tu bon", "nam", "sau", "bay", "tam", "chin"), start=1)
    for word in words.split()
}
_DIVISION = AtLineStart(
    r"[ \t#>*_]*(?P<kind>phan|chuong)[ \t]+(?:thu[ \t]+)?"
    rf"(?P<number>\d{{1,2}}|[ivx]{{1,5}}|{'|'.join(_WORDS)})(?!\w)"
    r"(?P<mark>[ \t*_]*(?:[.:/\-]|(?=\n)))?[ \t*_]*(?:\n\s*[*_#]*)?"
)


class Division(NamedTuple):
    """A part or chapter: PART or CHAPTER, its number, and the characters `start:end` up to its title."""

    kind: str
    value: int
    start: int
    end: int


def divisions(text: Text, start: int, end: int) -> Iterator[Division]:
    """Parts and chapters in `start:end`, where there are two or more, counted from 1 without a gap.

    A line that names a part of another paper («Phần II của Đề án …») has words behind it that are no title: those count
    that end with a sign or with the line, or stand in capitals.
    """
    found = [division for m in _DIVISION.finditer(text.folded, start, end) if (division := _division(text, m))]
    for kind in (PART, CHAPTER):
        alike = [division for division in found if division.kind == kind]
        if _counted([division.value for division in alike]):
            yield from alike


def _division(text: Text, found: re.Match[str]) -> Division | None:
    word = text.content[found.start("kind") : found.end("kind")]
    line_end = text.content.find("\n", found.start("kind"))
    line = text.content[found.start("kind") : line_end if line_end >= 0 else len(text.content)]
    value = _value(found["number"])
    if not word[0].isupper() or value is None or (found["mark"] is None and not line.isupper()):
        return None
    return Division(_KINDS[found["kind"]], value, found.start(), found.end())


def _value(number: str) -> int | None:
    if number.isdigit():
        return int(number)
    return _WORDS.get(number) or roman_value(number, garbled=False)


def _counted(values: Sequence[int]) -> bool:
    return len(values) > 1 and list(values) == list(range(1, len(values) + 1))
