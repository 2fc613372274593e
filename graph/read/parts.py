"""The documents that one file holds: a decision and the plan it issues, a letter and what it forwards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cancu.graph.read.ending import ending_start
from cancu.graph.read.first_article import issued_type
from cancu.graph.read.furniture import furniture_start
from cancu.graph.read.text import Text

_MARKUP = r"[ \t#>*_|]*"
_LINE = rf"(?:^|(?<=\f)){_MARKUP}"
"""A line begins after a page break too."""
_ISSUED_HEAD = re.compile(
    rf"[\n\f](?P<line>{_MARKUP}(?:ke hoach|chuong trinh(?: hanh dong| cong tac)?|de an|phuong an){_MARKUP})$",
    re.MULTILINE,
)
"""The line that is nothing but the type of what a decision issues; it opens a document of its own."""
_ISSUED_BY = re.compile(
    rf"{_LINE}\(?{_MARKUP}(?:ban\s+hanh\s+)?kem\s+theo\s+(?:quyet\s+dinh|nghi\s+quyet|cong\s+van|to\s+trinh)\b",
    re.MULTILINE,
)
_FOLLOWS_WITHIN = 1_500
"""Characters from the end of a decision to what its first article says that it issues."""
_OF_AN_ANNEX = re.compile(r"^[\s#>*_|]*(?:phu\s+luc|mau|bieu|danh\s+muc)\b", re.MULTILINE)
_SIGNED = re.compile(r"[\s*_]*(?:TM|KT|TL|TUQ)\s*\.")
_SHORTEST_TITLE = 4
"""Words of a title whose type word a copy lost."""
_MOTTOES = tuple(
    re.compile(rf"{motto}(?![^\W_])".replace(" ", r"\s+"))
    for motto in ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")
)
_NUMBER = re.compile(rf"{_LINE}so\s*:?{_MARKUP}\d{{1,5}}[ \t]*[/-]", re.MULTILINE)
"""Forms in annexes have the motto too, but their number is left blank."""
_DATE = re.compile(r"ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+n[a-z]m\s+20\d\d")
_ISSUED_WITHIN, _HEAD_WITHIN = 1_500, 1_200
"""Characters from the type line to «(Kèm theo Quyết định …)», and from the motto to number and date."""
_MAX_HEAD_LINES = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file; `issued_before` says that the document before it issues it («Kèm theo Quyết định …»)."""

    text: Text
    issued_before: bool


def parts(text: Text) -> tuple[Part, ...]:
    """The documents in `text`, in order; what follows the last one's signature as an annex stays with it.

    What a web portal printed below them belongs to none.
    """
    end = furniture_start(text, ending_start(text))
    if end < len(text.content):
        text = text.slice(0, end)
    starts = [(0, False), *_further(text)]
    ends = [start for start, _ in starts[1:]] + [len(text.content)]
    if len(starts) == 1:
        return (Part(text, False),)
    return tuple(
        Part(text.slice(start, _page_end(text.content, start, end)), issued)
        for (start, issued), end in zip(starts, ends, strict=True)
    )


def _page_end(content: str, start: int, end: int) -> int:
    """Where the last page of the characters `start:end` ends: no empty page follows it."""
    while end > start and content[end - 1] == "\f":
        end -= 1
    return end


def _further(text: Text) -> Iterator[tuple[int, bool]]:
    position, first = ending_start(text), True
    while position < len(text.content):
        starts = (_issued(text, position), _told(text, position, first), _bound(text, position))
        first = False
        found = [start for start in starts if start is not None]
        if not found:
            return
        start = min(found, key=lambda s: s[0])
        yield start
        after = ending_start(text, start[0] + 1)
        position = max(after, start[0] + 1)


def _issued(text: Text, position: int) -> tuple[int, bool] | None:
    """The next plan that says which decision it came with."""
    for head in _ISSUED_HEAD.finditer(text.folded, max(0, position - 1)):
        printed = text.content[head.start("line") : head.end()]
        if printed.upper() == printed and _ISSUED_BY.search(text.folded, head.end(), head.end() + _ISSUED_WITHIN):
            return head.start("line"), True
    return None


def _told(text: Text, position: int, first: bool) -> tuple[int, bool] | None:
    """What follows a decision that says in its first article which plan it issues: below a line that is nothing but its
    type, or below its title alone, where a copy lost that line.
    """
    if not first or issued_type(text) is None:
        return None
    limit = position + _FOLLOWS_WITHIN
    annex = _OF_AN_ANNEX.search(text.folded, position, limit)
    limit = annex.start() if annex else limit
    for head in _ISSUED_HEAD.finditer(text.folded, max(0, position - 1), limit):
        if text.content[head.start("line") : head.end()].isupper():
            return head.start("line"), True
    issued = _ISSUED_BY.search(text.folded, position, limit)
    start = _title_start(text.content, position, issued.start()) if issued else None
    return None if start is None else (start, True)


def _title_start(content: str, limit: int, end: int) -> int | None:
    """Where the lines of capitals directly above `end` begin; None where there is no title."""
    start = end
    for _ in range(_MAX_HEAD_LINES):
        before = content.rfind("\n", limit, start - 1) + 1 or limit
        line = content[before:start]
        if not line.isupper() or "|" in line or _SIGNED.match(line):
            break
        start = before
    return start if len(content[start:end].split()) >= _SHORTEST_TITLE else None


def _bound(text: Text, position: int) -> tuple[int, bool] | None:
    """The next letterhead with a number and a day of its own."""
    found = [motto for pattern in _MOTTOES for motto in pattern.finditer(text.folded, position)]
    for motto in sorted(found, key=lambda motto: motto.start()):
        inside = motto.start() and text.folded[motto.start() - 1].isalnum()
        if inside or not text.content[motto.start() : motto.end()].isupper():
            continue
        head_end = motto.end() + _HEAD_WITHIN
        number = _NUMBER.search(text.folded, motto.end(), head_end)
        if number and _DATE.search(text.folded, motto.end(), head_end):
            return _head_start(text.content, position, motto.start()), False
    return None


def _head_start(content: str, limit: int, motto: int) -> int:
    """Where the lines of capitals and rules that the motto stands among begin; a signature above has small letters."""
    start = content.rfind("\n", limit, motto) + 1 or limit
    for _ in range(_MAX_HEAD_LINES):
        if start <= limit or content[start - 1] == "\f":
            break
        before = max(content.rfind("\n", limit, start - 1), content.rfind("\f", limit, start - 1)) + 1 or limit
        line = content[before : start - 1]
        if line.upper() != line:
            break
        start = before
    return start
