"""Marks of emphasis that Markdown copies strew into words and numbers: «số **1**52/2025/NĐ-CP», «s****ố****:**».

A copy of a page in which a word begins or ends bold tears it apart: what is read would be another number. The letters
of such a word are put together again, its marks become blanks behind it, and every other character keeps its place.
"""

import re
from collections.abc import Iterator

# Patterns that begin with the star are scanned for fast.
_TORN = re.compile(r"\*(?<=\w\*)\**(?=\w)")
_BEFORE_SIGN = re.compile(r"\*(?<=\w\*)\**[.:]")
_AROUND = re.compile(r"\*(?<=\s\*)\**số\*+(?=\s)")
_INSIDE = re.compile(r"(?<=\w)(\*+)(?=(\w)(\w?))")
_BLANKS, _BLANK = " \n\t\u00a0\f\r", re.compile(r"\s")


def with_whole_words(raw: str) -> str:
    """`raw`, of equal length, without marks of emphasis inside words and numbers, between them and the dot or colon
    behind, or around the word «số» alone.
    """
    if "*" not in raw:
        return raw
    whole = _BEFORE_SIGN.sub(lambda marks: marks[0][-1] + marks[0][:-1], "".join(_put_together(raw)))
    return _AROUND.sub(lambda found: found[0].replace("*", " "), whole)


def _put_together(raw: str) -> Iterator[str]:
    """The text, piece by piece, with every torn word whole."""
    done = 0
    for torn in _TORN.finditer(raw):
        if torn.start() < done:
            continue
        start = max(raw.rfind(blank, done, torn.start()) + 1 for blank in _BLANKS)
        start = max(start, done)
        blank = _BLANK.search(raw, torn.end())
        end = blank.start() if blank else len(raw)
        yield raw[done:start]
        yield _mended(raw[start:end])
        done = end
    yield raw[done:]


def _mended(word: str) -> str:
    mended = _INSIDE.sub(lambda marks: _between(word[marks.start() - 1], marks), word)
    return mended + " " * (len(word) - len(mended))


def _between(before: str, marks: re.Match[str]) -> str:
    """Nothing inside a word, blanks where two words met: «75/2024/TT-BTC****Quy định», «tháng**11**năm»."""
    after, next_after = marks[2], marks[3]
    if before.isdigit() and after.isdigit():
        return marks[1] if marks.string.count("*") == 1 else ""  # one star alone multiplies: «5*3»
    if before.isdigit() or after.isdigit():
        joined = before.isupper()
    else:
        joined = after.islower() or (before.isupper() and not next_after.islower())
    return "" if joined else " " * len(marks[1])
