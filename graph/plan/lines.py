"""Lines, items, sentences and clean surfaces of a stretch of text: what the readers of plan facts share."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cancu.graph.fold import fold
from cancu.graph.read import Text
from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.quality import GOOD
from cancu.graph.read.widths import parts_paragraphs
from cancu.graph.scanning import any_of, first_words, letters_first

MARKUP = r"[ \t#>*_|]*"
"""What may stand between the start of a line and its first word: blanks and Markdown."""

_LOOSE = " \t\n\f\u00a0*_#|"
_EMPTY = " \t\n\f.;*_"
_POINT, _SEMICOLON = (re.compile(rf"{mark}(?=[\s*_)\]])") for mark in (r"\.", ";"))
_BLANK = re.compile(r"[\s*_]*")
_GOES_ON = re.compile(r"(?:\b(?:TP|Tp|TX|TT|P|Q)|\b(?:[Mm]ục|[Pp]hần)\s[IVX]{1,5})\Z")
"""Before a full stop that ends no sentence: «TP. Hà Nội», «mục III. Phát triển hạ tầng»."""
_ABBREVIATED = frozenset("PpQTXIV")
_ABBREVIATION = 12
"""Last letters, and most characters, of what `_GOES_ON` finds."""
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{1,2})?\s?%|\d{1,3}(?:\.\d{3})+\s")
"""Figures that open an item below a line of words: «- 100% …», «- 70.000 …»."""
_YEAR_ENDS = re.compile(r"(?<![\d/])20\d\d\Z")
_YEAR_OPENS = re.compile(r"20\d\d\b")
"""A line that ends in one and goes on with the other was broken inside a period."""
_PARTING = re.compile(r"\n(?=(?P<blank>[ \t]*\n))")
_BELOW_TABLE = re.compile(r"(?<=\|)\n(?=(?P<blank>[ \t]*\n))")
"""What ends a table parts sentences, whether blank lines part paragraphs or not."""
_UNMARKED = 30
"""No stretch of so many characters is without diacritics where the others have them."""
_ITEM = AtLineStart(
    rf"{MARKUP}(?:(?P<letter>[a-z])(?:[ \t]?\)|\.(?=[ \t*_]+[^\W\d_]))|(?P<paren>\(\d{{1,2}}\))"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2})*)[*_]{0,3}[.)](?=[ \t*_])"
    r"|(?P<dash>-)(?=[ \t*_]*[^\s\-|])|(?P<plus>\+)(?=[ \t*_]*[^\s]))"
)
_CLOSING = AtLineStart(
    rf"{MARKUP}(?:tren day la"
    rf"|(?P<ends>(?:(?:bai|huy) bo|thay the) (?:cac |toan bo )?(?:ke hoach|quyet dinh|cong van):?[ \t]so\b"
    r"|(?:ke hoach|chuong trinh(?: hanh dong)?|de an|cong van|chi thi) nay (?:thay the|co hieu luc) )"
    rf"|(?:trong )?qua trinh (?:[a-z]+ ){{0,6}}?(?:thuc hien|trien khai)\b"
    r"|yeu cau (?:cac|thu truong|giam doc)|de nghi (?:cac|thu truong|quy) [^.]{0,120}?nghiem tuc"
    r"|de nghi (?:cac|thu truong|quy) [^.;:]{0,80}?(?:quan tam|khan truong|phoi hop)"
    r"(?:,? (?:chi dao|to chuc|trien khai))*,? thuc hien"
    r"(?: theo dung thoi gian)?[ .]*/"
    r"|(?:uy\sban\snhan\sdan|ubnd|so [a-z, ]{3,40}?)\s(?:[a-z]+\s){0,4}?(?:yeu\scau|de\snghi)\s(?:cac|thu\struong))"
)

_LAST_WORDS = re.compile(
    r"(?<=[^\s*_:])[\s*_]{0,8}\n[ \t]{0,8}\n[ \t*_]{0,8}(?:Các|Thủ trưởng|Giám đốc|Chủ tịch)\s"
    r"(?:[^\n./]|[./](?!/)|\n(?![ \t]*\n)){20,900}\.\s?/\.?[\s|*_]{0,80}$"
)
"""The paragraph below the last item, up to «./.», in which everybody is told to carry out the whole."""

_LAST_MARK = re.compile(r"\.\s?/\.?[\s|*_]{0,80}$")
_MARK = re.compile(r"\.\s?/")
_MARK_WITHIN, _LAST_WITHIN = 90, 1_100
"""So near to the end stand the «./.» of `_LAST_WORDS` and all that it finds."""


class Words:
    """A pattern over Vietnamese words, matched with diacritics where the page has them and without where it lost them.

    Folding makes «hơn» and «hôn», «đạt» and «đất» equal; where the letters can be trusted that is an error one can
    avoid. A blank in the pattern stands for any white space, as lines are broken anywhere; «ủy» also for «uỷ».
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._pattern = letters_first(pattern).replace(" ", r"\s+")
        self._exact: re.Pattern[str] | None = None
        self._folded: re.Pattern[str] | None = None

    def _with_diacritics(self) -> re.Pattern[str]:
        """Compiled when first asked for."""
        self._exact = self._exact or re.compile(self._pattern.replace("ủy", "(?:ủy|uỷ)"))
        return self._exact

    def _without_diacritics(self) -> re.Pattern[str]:
        if self._folded is None:
            letters = (fold(c) if c.isalpha() and not c.isascii() else c for c in self._pattern)
            self._folded = re.compile("".join(letters))
        return self._folded

    def search(self, text: Text, start: int, end: int) -> re.Match[str] | None:
        """First match in `start:end`."""
        if text.quality == GOOD:
            return (self._exact or self._with_diacritics()).search(text.small, start, end)
        pattern, subject = self._at(text, start)
        return pattern.search(subject, start, end)

    def search_as_printed(self, text: Text, start: int, end: int) -> re.Match[str] | None:
        """First match in `start:end`, without diacritics where this stretch alone has none: a line from elsewhere."""
        found = self.search(text, start, end)
        if found is None and end - start >= _UNMARKED and text.content[start:end].isascii():
            return self._without_diacritics().search(text.folded, start, end)
        return found

    def match(self, text: Text, start: int, end: int) -> re.Match[str] | None:
        """Match at `start`."""
        if text.quality == GOOD:
            return (self._exact or self._with_diacritics()).match(text.small, start, end)
        pattern, subject = self._at(text, start)
        return pattern.match(subject, start, end)

    def finditer(self, text: Text, start: int, end: int) -> Iterator[re.Match[str]]:
        """All matches in `start:end`."""
        pattern, subject = self._at(text, start)
        return pattern.finditer(subject, start, end)

    def _at(self, text: Text, offset: int) -> tuple[re.Pattern[str], str]:
        # A text is of the quality of its worst page: nearly all are good throughout.
        if text.quality == GOOD or text.quality_at(offset) == GOOD:
            return self._exact or self._with_diacritics(), text.small
        return self._without_diacritics(), text.folded


def words_that_begin(*patterns: str) -> Words:
    """The words, in any case, with which whatever one of `patterns` matches begins: most places are passed over by
    them alone.
    """
    words = {words.lower() for pattern in patterns for words in first_words(pattern)}
    return Words(any_of(words).replace(r"\ ", " "))


class Item(NamedTuple):
    """One item of a list: the kind of its mark, the mark as printed; `start` with the mark, `body` after it."""

    kind: str
    label: str
    start: int
    body: int
    end: int


_PLAIN = str.maketrans("*_#|Ðð", "    Đđ")


def clean(surface: str) -> str:
    """`surface` with Markdown dropped, white space collapsed, and Đ where the Icelandic letter of its looks stands."""
    # Few surfaces hold any of it; sign by sign it is looked for faster than a pattern would find it.
    marked = "*" in surface or "_" in surface or "#" in surface or "|" in surface
    if marked or "Ð" in surface or "ð" in surface:
        surface = surface.translate(_PLAIN)
    return " ".join(surface.split())


def ends_with_colon(content: str, start: int, end: int) -> bool:
    """Whether the last sign of `start:end` but blanks and Markdown is a colon."""
    colon = content.rfind(":", start, end)
    return colon >= 0 and _BLANK.fullmatch(content, colon + 1, end) is not None


def trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    """`start:end` without the blanks, Markdown and bars at its ends; the same where nothing else is there."""
    words = text.content[start:end].rstrip(_LOOSE)
    right = start + len(words)
    return (right - len(words.lstrip(_LOOSE)), right) if words else (start, end)


def quiet_until(text: Text, start: int, end: int) -> int:
    """Where in `start:end` words may first stand that close a plan, else `end`: nothing before has a `closing`."""
    _, _, places = _closing_places(text)
    first = bisect_left(places, start)
    return min(end, places[first]) if first < len(places) else end


def closing(text: Text, start: int, end: int) -> int:
    """Where the words that close a plan («Trên đây là …», «Trong quá trình …») begin in `start:end`, else `end`."""
    lines, marks, places = _closing_places(text)
    first = bisect_left(places, start)
    if first == len(places) or places[first] >= end:
        return end
    for index in range(bisect_left(lines, start), bisect_left(lines, end)):
        # The stretch may end before what tells that the line is one.
        closes = _CLOSING.match(text.folded, lines[index], end)
        if closes and not (closes["ends"] and text.content[closes.start("ends")].islower()):
            return lines[index]
    found = None
    if bisect_left(marks, tail := max(start, end - _MARK_WITHIN)) < bisect_left(marks, end) and _LAST_MARK.search(
        text.content, tail, end
    ):
        found = _LAST_WORDS.search(text.content, max(start, end - _LAST_WITHIN), end)
    return found.start() if found else end


@lru_cache(maxsize=4)
def _closing_places(text: Text) -> tuple[list[int], list[int], list[int]]:
    """Where lines begin that may close a plan, where «./.» may stand, and both: few a text, looked for in many
    stretches.
    """
    lines, marks = _CLOSING.starts(text.folded), [mark.start() for mark in _MARK.finditer(text.content)]
    return lines, marks, sorted([*lines, *marks])


def first_item(text: Text, start: int, end: int) -> Item | None:
    """The mark of the first item of `start:end`; None where the stretch is plain prose."""
    lines, marks = _marked_lines(text)
    first = bisect_left(lines, start)
    if first + 1 < len(lines) and lines[first + 1] < end:
        return marks[first]
    return next(iter(_marks(text, start, end)), None)


def items(text: Text, start: int, end: int) -> tuple[Item, ...]:
    """Items of the outermost list in `start:end`; empty where the stretch is plain prose."""
    marks = _marks(text, start, end)
    return _closed(text, [m for m in marks if m.kind == marks[0].kind], end)


@lru_cache(maxsize=32)
def all_items(text: Text, start: int, end: int) -> tuple[Item, ...]:
    """Every item of every list in `start:end`, each ending where the next mark stands."""
    return _closed(text, _marks(text, start, end), end)


def _closed(text: Text, marks: list[Item], end: int) -> tuple[Item, ...]:
    content, ends = text.content, [*[m.start for m in marks[1:]], end]
    return tuple(
        [
            Item(kind, label, start, body, body + len(content[body:stop].rstrip(_LOOSE)))
            for (kind, label, start, body, _), stop in zip(marks, ends, strict=False)
        ]
    )


def _marks(text: Text, start: int, end: int) -> list[Item]:
    """The marks at the beginnings of lines in `start:end`."""
    lines, marks = _marked_lines(text)
    first, last = bisect_left(lines, start), bisect_left(lines, end)
    if first >= last or text.folded.find("\n", lines[last - 1], end) >= 0:
        return marks[first:last]
    # The last line may be cut before what tells that its mark is one.
    cut = _ITEM.match(text.folded, lines[last - 1], end)
    mark = _mark(text, cut) if cut else None
    return [*marks[first : last - 1], *([mark] if mark else [])]


@lru_cache(maxsize=4)
def _marked_lines(text: Text) -> tuple[list[int], list[Item]]:
    """Every mark of the text, and where their lines begin: all lists are read from this one scan."""
    lines: list[int] = []
    marks: list[Item] = []
    for found in _ITEM.finditer(text.folded, 0, len(text.folded)):
        mark = _mark(text, found)
        if mark:
            lines.append(found.start())
            marks.append(mark)
    return lines, marks


def _mark(text: Text, found: re.Match[str]) -> Item | None:
    kind = found.lastgroup or ""
    begin, stop = found.span(kind)
    if kind == "letter" and text.content[begin].isupper():
        return None
    if kind == "dash" and not _opens_item(text, found.start(), stop):
        return None
    body = found.end()
    return Item(kind, text.content[begin:stop].strip(" \t()."), begin, body, body)


def _opens_item(text: Text, line: int, after: int) -> bool:
    """A dash at a line start opens an item unless a line was broken there («2021⏎- 2030», «kinh tế⏎- xã hội»); below
    a year that is no day's («Năm 2025⏎- 100% …») it does.
    """
    rest = text.content[after : after + 40].lstrip(" \t*_")
    if not rest:
        return False
    if rest[0].isdigit():
        before = text.content[max(0, line - 40) : line].rstrip(_LOOSE)
        if not before or before[-1] in ".;:,":
            return True
        if _YEAR_ENDS.search(before):
            return _YEAR_OPENS.match(rest) is None
        return before[-1].isalpha() and _AMOUNT.match(rest) is not None
    return not rest[0].islower()


def sentences(text: Text, start: int, end: int, *, semicolons: bool = True) -> Iterator[tuple[int, int]]:
    """Sentences of `start:end`; with `semicolons`, «;» ends one too."""
    content, begin = text.content, start
    every, points, blank_lines = _sentence_ends(text)
    ends = every if semicolons else points
    for index in range(bisect_right(ends, start), bisect_right(ends, end)):
        stop = ends[index]
        if content[stop - 1] == "\n" and blank_lines[stop] > end:
            continue
        if content[stop - 1] == "." and content[stop - 2 : stop - 1] in _ABBREVIATED and _goes_on(content, begin, stop):
            continue
        if content[begin] not in _EMPTY or content[begin:stop].strip(_EMPTY):
            yield begin, stop
        begin = stop
    if content[begin:end].strip(_EMPTY):
        yield begin, end


def stops(text: Text) -> list[int]:
    """Where signs end behind which a new sentence may begin, «;» among them, in order."""
    return _sentence_ends(text)[0]


def _goes_on(content: str, begin: int, stop: int) -> bool:
    """Whether the full stop that ends at `stop` only ends an abbreviation or a number of the sentence."""
    return _GOES_ON.search(content[max(begin, stop - 1 - _ABBREVIATION) : stop - 1]) is not None


@lru_cache(maxsize=4)
def _sentence_ends(text: Text) -> tuple[list[int], list[int], dict[int, int]]:
    """Where sentences end in the whole text, with «;» and without, and where the blank line ends that parts two."""
    parting = _PARTING if parts_paragraphs(text) else _BELOW_TABLE
    blank_lines = {m.end(): m.end("blank") for m in parting.finditer(text.content)}
    points = sorted([*map(re.Match.end, _POINT.finditer(text.content)), *blank_lines])
    return sorted([*points, *map(re.Match.end, _SEMICOLON.finditer(text.content))]), points, blank_lines
