"""Lines of text from what a recognition engine saw on a page: words with their boxes and how sure it was of each."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from cancu.graph.fold import fold
from cancu.graph.read.overlay import Glyph

SURE = 80.0
"""Below this confidence, out of 100, digits are not believed where a hand may have written them: printed words of the
scans that were measured have 85 and more, handwriting up to 68.
"""
_SURE_GLUED = 40.0
"""The same where digits and symbol are one word («45/KH-UBND»): handwriting in a printed gap stands apart."""
ILLEGIBLE = "\ufffd"
"""Stands for ink that could not be read."""

_MIN_CONFIDENCE = 50.0
_COLUMN = 1.4
"""Gap, in heights of the line's words, that parts two columns: justified text leaves up to 1, letterheads 1.6 and
more.
"""
_NO_BLANK, _NO_BLANK_SHARE = 0.22, 0.5
"""Gap, in heights and as a share of the line's usual one, that is none: digits of one number seen as two words."""
_SPECK = 0.55
"""Height, as a share of the page's usual one, of lines that are only marks of the letters below them, or dust."""
_SAME_CHARACTER = str.maketrans({"⁄": "/", "Ð": "Đ"})
_TWICE = re.compile("ĐÐ|ÐĐ")
"""The engine may give one letter in both its forms («QĐÐ»)."""
_GLUED = re.compile(r"(?<=[0-9A-ZĐ])(?=ngày$)")
"""Where the engine missed the blank behind a number («163/2024/QH15ngày»)."""
_HEADER_LINES = 12
_NUMBER_LABEL = re.compile(r"s[o06]\s?(?:[:.]|(?=\d|$))")
_DAY_LABEL = re.compile(r"ngay\S{0,3}$")
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its box, in dots from the page's upper left, with the engine's confidence (0 to 100)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float

    @property
    def height(self) -> int:
        return self.bottom - self.top


Line = Sequence[Word]


def lines_of(tsv: str) -> list[list[Word]]:
    """The lines of a page, in reading order, from tesseract's table of words; specks of dirt are left out."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in tsv.split("\n"):
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == _WORD_LEVEL and cells[11].strip():
            lines.setdefault(tuple(cells[1:5]), []).append(_word(cells))
    found = [_mended(line) for line in lines.values()]
    usual = median(w.height for line in found for w in line) if found else 0
    return [line for line in found if median(w.height for w in line) > _SPECK * usual]


def _word(cells: Sequence[str]) -> Word:
    left, top, width, height = (int(cell) for cell in cells[6:10])
    surface = _TWICE.sub("Đ", unicodedata.normalize("NFC", cells[11].strip())).translate(_SAME_CHARACTER)
    surface = _GLUED.sub(" ", surface)
    return Word(surface, left, top, left + width, top + height, float(cells[10]))


def _mended(line: list[Word]) -> list[Word]:
    """The line with the pieces of a number («1 01/2024/NĐ- CP») put together; their gaps are no blanks."""
    gaps = [after.left - before.right for before, after in pairwise(line)]
    usual = median(gaps) if len(gaps) > 2 else 0
    out = line[:1]
    for word, gap in zip(line[1:], gaps, strict=True):
        last = out[-1]
        inside = gap < min(_NO_BLANK * last.height, _NO_BLANK_SHARE * usual)
        if (
            inside
            and (last.text[-1].isdigit() or last.text[-1] in "/-")
            and (word.text[0].isalnum() or word.text[0] in "/-")
        ):
            out[-1] = replace(
                last,
                text=last.text + word.text,
                right=word.right,
                top=min(last.top, word.top),
                bottom=max(last.bottom, word.bottom),
                confidence=min(last.confidence, word.confidence),
            )
        else:
            out.append(word)
    return out


def surface(line: Line) -> str:
    """The characters of a line, its columns parted by several blanks."""
    height = median(w.height for w in line)
    pieces = [line[0].text]
    for before, after in pairwise(line):
        pieces += ["    " if after.left - before.right > _COLUMN * height else " ", after.text]
    return "".join(pieces)


def letters_read(lines: Sequence[Line]) -> int:
    """Letters of the words that the engine was fairly sure of; next to none where the page holds no legible text."""
    return sum(sum(c.isalpha() for c in w.text) for line in lines for w in line if w.confidence >= _MIN_CONFIDENCE)


def upright(lines: Sequence[Line]) -> bool:
    """Whether the page seems to lie the right way: sideways its words stand on end, upside down hardly one is sure."""
    words = [w for line in lines for w in line if sum(c.isalpha() for c in w.text) >= 3]
    if not words:
        return True
    on_end = sum(w.height > w.right - w.left for w in words)
    unsure = sum(w.confidence < _MIN_CONFIDENCE for w in words)
    return max(on_end, unsure) * 2 < len(words)


def handwriting_marked(lines: Sequence[list[Word]]) -> list[list[Word]]:
    """The lines of a first page, number and day that the engine was not sure of as `ILLEGIBLE`.

    They are written by hand into a printed letterhead; what was recognised there looks like a number and is none.
    """
    out = list(lines)
    for marked in (_number_marked, _day_marked):
        # The first line of its kind is the letterhead's; sentences below speak of the numbers and days of others.
        for index, line in enumerate(out[:_HEADER_LINES]):
            changed = marked(line)
            if changed is not None:
                out[index] = changed
                break
    return out


def _number_marked(line: list[Word]) -> list[Word] | None:
    """«Số: 8? /QĐ-UBND»: what stands between the word and the symbol; None for a line of another kind."""
    label = _NUMBER_LABEL.match(fold(line[0].text))
    if label is None or not line[0].text[0].isupper():
        return None
    rest = line[0].text[label.end() :]
    words = [replace(line[0], text=line[0].text[: label.end()])]
    words += [*([replace(line[0], text=rest)] if rest else []), *line[1:]]
    end = next((i for i, w in enumerate(words[1:], start=1) if _is_symbol(w.text)), None)
    if end is None:
        return None
    digits, slash, symbol = words[end].text.partition("/")
    between = words[1:end]
    if digits and (between or not _believed([replace(words[end], text=digits)], _SURE_GLUED)):
        between = [*between, replace(words[end], text=digits)]
    if not between or _believed(between):
        return line
    return [words[0], replace(between[0], text=ILLEGIBLE), replace(words[end], text=slash + symbol), *words[end + 1 :]]


def _is_symbol(word: str) -> bool:
    slash, letters = word.find("/"), word.rpartition("/")[2]
    return slash >= 0 and letters[:1].isalpha() and letters[:2].isupper()


def _day_marked(line: list[Word]) -> list[Word] | None:
    """«ngày ?? tháng 02 năm 2025»: what stands between the words; None for a line without all three."""
    names = [fold(w.text) for w in line]
    day = next((i for i, name in enumerate(names) if _DAY_LABEL.match(name)), None)
    month = next((i for i, name in enumerate(names) if name == "thang"), None)
    year = next((i for i, name in enumerate(names) if name == "nam"), None)
    if day is None or month is None or year is None or not day < month < year:
        return None
    label, glued = line[day].text[:4], line[day].text[4:]
    days = [*([replace(line[day], text=glued)] if glued else []), *line[day + 1 : month]]
    months = line[month + 1 : year]
    return [*line[:day], replace(line[day], text=label), *_gap(days), line[month], *_gap(months), *line[year:]]


def _gap(words: list[Word]) -> list[Word]:
    return words if not words or _believed(words) else [replace(words[0], text=ILLEGIBLE)]


def _believed(words: Sequence[Word], sure: float = SURE) -> bool:
    return all(w.text.replace("/", "").isdecimal() and w.confidence >= sure for w in words)


def printed(lines: Sequence[Line]) -> Iterator[str]:
    """The lines as text."""
    return (surface(line) for line in lines)


def glyphs_of(lines: Sequence[Line], scale: float, corner: tuple[float, float]) -> Iterator[Glyph]:
    """The lines as characters in boxes, in points: `scale` points a dot, from the page's upper left `corner`."""
    left, top = corner
    for index, line in enumerate(lines):
        if index:
            yield Glyph("\n", 0, 0, 0, 0)
        end = 0
        text = surface(line)
        for word in line:
            # Blanks have no box; a word's letters share its own evenly.
            start = text.index(word.text, end)
            yield from (Glyph(" ", 0, 0, 0, 0) for _ in range(start - end))
            end = start + len(word.text)
            width = (word.right - word.left) / len(word.text)
            for place, character in enumerate(word.text):
                yield Glyph(
                    character,
                    left + (word.left + place * width) * scale,
                    top - word.bottom * scale,
                    left + (word.left + (place + 1) * width) * scale,
                    top - word.top * scale,
                )
