"""The numbered skeleton of a document: headings and lettered items as paths such as «II.5.c».

Plans are numbered I → 1 → a (or A → I → 1 → a, or 1 → 1.1 → a), but the marks survive copying and scanning
unevenly, so a mark counts only where it continues a sequence or opens one. Numbers are kept as numbered, not as
marked up.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import NamedTuple

from cancu.graph.read.divisions import CHAPTER, PART, divisions
from cancu.graph.read.ending import ending_start
from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.notes import notes
from cancu.graph.read.numerals import letter_value, recognised_values, roman, roman_value
from cancu.graph.read.quality import GARBLED
from cancu.graph.read.restarts import begun_anew
from cancu.graph.read.text import Text
from cancu.graph.read.widths import BLANK_LINE, usual_length, wrap_width

PREAMBLE, RECIPIENTS, ANNEX = "preamble", "recipients", "annex"

_MARKUP = r"[ \t#>*_]*"
_MARK = AtLineStart(
    rf"{_MARKUP}(?:"
    r"(?P<article>dieu[ \t\n*_]{1,6}\d{1,3})[ \t]*[.:]"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.)-]?(?=[\s*_]{1,12}[^\W\d])"
    r"|(?P<number>\d{1,2})(?P<number_style>[ \t*_]{0,4}[.)]|/(?=[ \t])|[ \t]?-(?=[ \t*_]+[^\s*_]))(?!\d)"
    r"(?=[\s*_]{0,12}(?:[^\s\d*_]|\d[\d.,]*\s?%))"
    r"|(?P<roman>[ivxl]{1,6}|[i1l]{2,4})[ \t*_]{0,4}[.\-/](?=[\s*_]{0,12}[^\W\d_])"
    r"|(?P<letter>[a-z])[ \t*_]{0,4}(?P<letter_style>[.)])(?=[\s*_]{0,12}(?:[^\W\d_]|\d[\d.,]*\s?%))"
    r"|(?P<strokes>(?=[ihlt])[ihlt|!1]{2,5})[ \t*_]{0,4}\.(?=[\s*_]{0,12}[^\W\d_])"
    r"|(?P<bare>[ivxlh]{1,5})(?=[ \t]{1,3}(?P<bare_title>[^\W\d_]{2,}[ \t]+[^\W\d_]{2,}))"
    r")"
)
_ANNEX = AtLineStart(
    rf"{_MARKUP}phu\s+luc\b[ \t]*(?P<number>[0-9ivxl]{{1,5}})?[ \t]*[.:*]*[ \t]*(?:\n|\(|kem theo|ban hanh)"
)
_ATTACHED = AtLineStart(
    rf"[ \t|(]*{_MARKUP}\(?(?:ban\s+hanh\s+)?kem\s+theo\s+"
    r"(?:quyet\s+dinh|ke\s+hoach|nghi\s+quyet|thong\s+tu|cong\s+van)"
)
_ANNEX_HEAD = 600
"""Characters within which the line «(Kèm theo …)» belongs to the «PHỤ LỤC» above it."""
_EOL = r"[ \t*_]*(?:\n|$)"
# Choices that each begin with one character are scanned for fast.
_TITLE_END = re.compile(rf"\.(?=[ \t]|{_EOL})|:(?=[ \t*_]|{_EOL})|;(?={_EOL})|\n\s*(?=[-+*|][ \t]*\S|https?:)")
_LINE_BREAK = re.compile(r"[ \t*_]*\n\s*")

_MAX_TITLE = 400
_SECOND = 2
_FULL_LINE, _LONGEST_LINE = 64, 128
"""A line of so many characters was broken because it was full; where lines are longer, none was."""
_MAX_SKIP = 3
"""A sequence may skip this far («IV.4» then «IV.6»): papers do, and losing the rest would cost more."""


class Heading(NamedTuple):
    """A numbered heading or lettered item: its path, own mark, title and the characters `start:end` of mark and
    title.
    """

    path: str
    number: str
    title: str
    start: int
    end: int
    level: int
    parent: str | None


_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings in text order and where recital, body, ending and annexes lie.

    `annex_headings` are those of the annexes, each with the path of its annex («annex.1»). `notes` are the starts of
    notes at the end, each with the offset of its reference: a note belongs to the section that refers to it.
    """

    headings: tuple[Heading, ...]
    body_start: int
    body_end: int
    ending_start: int
    annexes: tuple[tuple[int, str], ...]
    length: int
    annex_headings: tuple[Heading, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()

    def __hash__(self) -> int:
        # Tables made once an outline are kept by it: where its parts lie tells outlines apart without every heading.
        return hash((self.length, self.body_start, self.ending_start, len(self.headings)))

    def path_at(self, offset: int) -> str:
        """Section path that holds `offset`: `preamble`, «II.1.a», `recipients` or «annex.1»."""
        if self.notes and offset >= self.notes[0][0]:
            start, reference = self.notes[bisect_right(self.notes, offset, key=itemgetter(0)) - 1]
            if not any(start < annex <= offset for annex, _ in self.annexes):
                return self.path_at(reference)
        if self.annexes and offset >= self.annexes[0][0]:
            return self.annexes[bisect_right(self.annexes, offset, key=itemgetter(0)) - 1][1]
        if offset >= self.ending_start:
            return RECIPIENTS
        heading = self.heading_at(offset)
        return heading.path if heading else PREAMBLE

    def heading_at(self, offset: int) -> Heading | None:
        """The innermost heading whose block holds `offset`."""
        index = bisect_right(self.headings, offset, key=_start)
        return self.headings[index - 1] if index else None

    def children(self, path: str | None) -> tuple[Heading, ...]:
        """Headings directly below `path`; the top ones for None."""
        return tuple(h for h in self.headings if h.parent == path)

    def span(self, path: str) -> tuple[int, int]:
        """Characters of a heading's whole block, its children included. Raises KeyError for an unknown path."""
        index = next((i for i, h in enumerate(self.headings) if h.path == path), None)
        if index is None:
            raise KeyError(path)
        level = self.headings[index].level
        following = (h.start for h in self.headings[index + 1 :] if h.level <= level)
        return self.headings[index].start, next(following, self.body_end)


class _Mark(NamedTuple):
    style: str
    value: int
    label: str
    start: int
    end: int
    doubtful: bool = False
    """Whether the page was recognised from its picture, where strokes get lost: the sequence decides."""


def outline(text: Text) -> Outline:
    """Find the outline of `text`."""
    length = len(text.content)
    ending = ending_start(text)
    annexes = tuple(_annexes(text, ending))
    body_end = min([ending, *(start for start, _ in annexes)])
    width = wrap_width(text)
    headings = tuple(_headings(text, 0, body_end, width))
    body_start = headings[0].start if headings else body_end
    annexed = tuple(_annex_headings(text, annexes, length, width))
    return Outline(headings, body_start, body_end, ending, annexes, length, annexed, notes(text, ending))


def _annexes(text: Text, ending: int) -> Iterator[tuple[int, str]]:
    """Annexes after the signature: each «PHỤ LỤC», or without that word each line that says what it is attached to.

    A text without an ending, as a plan that came with a decision, has annexes where the word stands in capitals.
    """
    unsigned = ending == len(text.content)
    starts = [
        m.start()
        for m in _ANNEX.finditer(text.folded, 0, len(text.folded))
        if m.start() > ending or (unsigned and m.start() and text.content[m.start() : m.end()].isupper())
    ]
    for attached in _ATTACHED.finditer(text.folded, ending, len(text.folded)):
        if not any(0 <= attached.start() - start < _ANNEX_HEAD for start in starts):
            starts.append(attached.start())
    for ordinal, start in enumerate(sorted(starts), start=1):
        yield start, f"{ANNEX}.{ordinal}"


def _annex_headings(
    text: Text, annexes: tuple[tuple[int, str], ...], length: int, width: int | None
) -> Iterator[Heading]:
    starts = [start for start, _ in annexes]
    for (start, path), end in zip(annexes, [*starts[1:], length], strict=False):
        for heading in _headings(text, start, end, width):
            yield heading._replace(path=path)


def _headings(text: Text, start: int, end: int, width: int | None) -> Iterator[Heading]:
    stack: list[tuple[_Mark, str]] = []
    marks = [m for m in _marks(text, start, end) if width is not None or not _inside_paragraph(text, m[0])]
    marks = _divided(text, marks, start, end)
    accepted: list[tuple[_Mark, str, int, str | None]] = []
    for alternatives in _with_inner(marks):
        mark = _chosen(alternatives, stack)
        if mark is None:
            continue
        while stack and not _contains(stack[-1][0], mark, stack):
            stack.pop()
        parent = stack[-1][1] if stack else None
        path = _path(parent, mark)
        stack.append((mark, path))
        accepted.append((mark, path, len(stack), parent))
    for index, (mark, path, level, parent) in enumerate(accepted):
        limit = accepted[index + 1][0].start if index + 1 < len(accepted) else end
        stop = _title_end(text, min(mark.end, limit), limit, width)
        words = text.content[mark.end : stop].replace("*", " ").replace("_", " ").replace("#", " ").split()
        title = " ".join(words).strip(" .:;")
        yield Heading(path, mark.label, title, mark.start, stop, level, parent)


def _divided(text: Text, marks: list[tuple[_Mark, ...]], start: int, end: int) -> list[tuple[_Mark, ...]]:
    """`marks` with those of the parts above them, and of chapters where no articles count on through them."""
    found = list(divisions(text, start, end))
    articles = bool(found) and any(m[0].style == "article" for m in marks)
    above: list[tuple[_Mark, ...]] = [
        (_Mark(kind, value, f"{kind}{value}", begin, stop),)
        for kind, value, begin, stop in found
        if kind == PART or not articles
    ]
    return sorted(marks + above, key=lambda m: m[0].start) if above else marks


def _with_inner(marks: list[tuple[_Mark, ...]]) -> Iterator[tuple[_Mark, ...]]:
    """`marks`, with a style of their own for numbers that begin anew inside a point."""
    anew = begun_anew([m[0].style for m in marks], [m[0].value for m in marks])
    for place, found in enumerate(marks):
        yield (found[0]._replace(style="inner"),) if place in anew else found


def _marks(text: Text, start: int, end: int) -> Iterator[tuple[_Mark, ...]]:
    """Marks at line starts, each with its possible readings («C.» is a letter or a hundred).

    «1-» is a mark where the parts are «I-», as the Party numbers; elsewhere it is a number and a dash.
    """
    dashed = False
    for found in _MARK.finditer(text.folded, start, end):
        begin, stop = found.start(), found.end()
        if found["article"]:
            value = int(re.sub(r"\D", "", found["article"]))
            yield (_Mark("article", value, str(value), begin, stop),)
        elif found["decimal"]:
            parts = found["decimal"].split(".")
            yield (_Mark(f"decimal{len(parts)}", int(parts[-1]), found["decimal"], begin, stop),)
        elif found["number"]:
            if found["number_style"].endswith("-") and not dashed:
                continue
            style = "number)" if ")" in found["number_style"] else "number."
            yield (_Mark(style, int(found["number"]), found["number"].lstrip("0") or "0", begin, stop),)
        else:
            dashed = dashed or (found["roman"] is not None and text.content[stop - 1] == "-")
            readings = tuple(_letter_readings(text, found))
            if readings:
                yield readings


def _inside_paragraph(text: Text, mark: _Mark) -> bool:
    """Whether the line of `mark` goes on with the sentence above («… cấp độ⏎1. Cấp ngay …»); «a) Xây dựng» does not."""
    above = text.content[text.content.rfind("\n", 0, max(0, mark.start - 1)) + 1 : max(0, mark.start - 1)].rstrip()
    goes_on = len(above) >= _FULL_LINE and above[-1].isalpha() and not above.isupper()
    if goes_on and mark.style == "letter)" and text.content[mark.end : mark.end + 4].lstrip()[:1].isupper():
        return False
    return goes_on and usual_length(text) <= _LONGEST_LINE


def _letter_readings(text: Text, found: re.Match[str]) -> Iterator[_Mark]:
    group = next(name for name in ("roman", "letter", "strokes", "bare") if found[name])
    position = found.start(group)
    label = text.content[position : found.end(group)]
    garbled = text.quality_at(position) == GARBLED
    # Of a mark that lost its point only the capitals of its title are left to tell it from a sentence.
    title = text.content[found.start("bare_title") : found.end("bare_title")] if group == "bare" else ""
    if label[0].isupper() and text.recognised_at(position) and (not title or (label + title).isupper()):
        for likely in recognised_values(found[group]):
            yield _Mark("roman", likely, roman(likely), found.start(), found.end(), doubtful=True)
    if group == "bare":
        return
    if group == "roman" or label in "IVXLivxl":
        numeral = roman_value(label.lower(), garbled)
        if numeral is not None and (label.isupper() or garbled):
            yield _Mark("roman", numeral, roman(numeral), found.start(), found.end())
    if len(label) == 1 and label.isalpha():
        folded = found[group]
        if label.isupper():
            yield _Mark("upper", ord(folded) - ord("a") + 1, label, found.start(), found.end())
        else:
            style = "letter" + (found["letter_style"] or ".")
            original = "đ" if label == "đ" else folded
            yield _Mark(style, letter_value(original), original, found.start(), found.end())


def _chosen(alternatives: tuple[_Mark, ...], stack: list[tuple[_Mark, str]]) -> _Mark | None:
    """The reading of a mark that goes on with the open sequences; a doubtful one only as the very next."""
    for mark in alternatives:
        if mark.doubtful and _continues(mark, stack):
            return mark
    for mark in alternatives:
        if _fits(mark, stack):
            return mark
    return None


def _fits(mark: _Mark, stack: list[tuple[_Mark, str]]) -> bool:
    """A mark counts where it continues the open sequence of its style or opens a new one.

    Parts may begin with II, where the mark of the first one was lost, and a number may be used twice.
    """
    before = _last_alike(mark, stack)
    step = 2 if mark.style.startswith("letter") else 1
    if mark.style.startswith("decimal"):
        return any(m.style in ("number.", "roman") or m.style.startswith("decimal") for m, _ in stack)
    part = mark.style == "roman"
    opens = mark.value == step or (part and mark.value == _SECOND and before is None and not mark.doubtful)
    if mark.style.startswith("letter") and opens and not stack:
        return False
    if before is None:
        return opens
    repeats = part and mark.value == before.value > 1
    return opens or repeats or 0 < mark.value - before.value <= _MAX_SKIP * step


def _continues(mark: _Mark, stack: list[tuple[_Mark, str]]) -> bool:
    """Whether a mark is the very next of the open sequence of its style."""
    before = _last_alike(mark, stack)
    return before is not None and mark.value == before.value + 1


def _last_alike(mark: _Mark, stack: list[tuple[_Mark, str]]) -> _Mark | None:
    """The innermost open mark of the style of `mark`."""
    alike = [known for known, _ in stack if known.style == mark.style]
    return alike[-1] if alike else None


def _contains(outer: _Mark, inner: _Mark, stack: list[tuple[_Mark, str]]) -> bool:
    """Whether `inner` stands below the innermost open mark `outer`, given what else is open."""
    if outer.style == inner.style:
        return False
    if inner.style.startswith("decimal"):
        return _decimal_contains(outer, inner)
    if _last_alike(inner, stack) is not None:
        return False
    return _RANK[outer.style.rstrip("0123456789")] < _RANK[inner.style]


_STYLES = (
    (PART,),
    (CHAPTER,),
    ("upper",),
    ("roman", "article"),
    ("number.",),
    ("decimal",),
    ("number)", "inner"),
    ("letter)", "letter."),
)
_RANK = {style: rank for rank, styles in enumerate(_STYLES) for style in styles}


def _decimal_contains(outer: _Mark, inner: _Mark) -> bool:
    if outer.style in (PART, CHAPTER, "upper", "roman", "article"):
        return True
    if outer.style == "number." or outer.style.startswith("decimal"):
        return inner.label.startswith(outer.label + ".")
    return False


def _path(parent: str | None, mark: _Mark) -> str:
    label = mark.label
    if mark.style.startswith("decimal") and parent:
        # «1.2» below «1» adds only «2»; below a Roman heading, where no «1» stood, it adds both numbers.
        last = label.rpartition(".")
        label = last[2] if (parent == last[0] or parent.endswith("." + last[0])) else label
    return f"{parent}.{label}" if parent else label


def _title_end(text: Text, start: int, limit: int, width: int | None) -> int:
    """End of a heading's own text: its punctuation, a blank line, or a line break that no full line forced."""
    stop = min(limit, start + _MAX_TITLE)
    found = _TITLE_END.search(text.folded, start, stop)
    end = found.start() if found else stop
    if width is None:
        blank = BLANK_LINE.search(text.folded, start, end)
        end = blank.start() if blank else end
    else:
        end = _forced_end(text.content, text.folded, start, end, width)
    return start + len(text.content[start:end].rstrip())


def _forced_end(content: str, folded: str, start: int, end: int, width: int) -> int:
    """First line break in `start:end` where the next word would still have fitted on the line; else `end`."""
    line_start = content.rfind("\n", 0, start) + 1
    for line_break in _LINE_BREAK.finditer(folded, start, end):
        next_word = content[line_break.end() : line_break.end() + width].split(maxsplit=1)[:1]
        used = len(content[line_start : line_break.start()].strip())
        if next_word and used and used + 1 + len(next_word[0]) < width - 1:
            return line_break.start()
        line_start = line_break.end()
    return end
