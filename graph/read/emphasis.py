"""Marks of emphasis that Markdown copies strew into words and numbers: «số **1**52/2025/NĐ-CP», «s****ố****:**».

A copy of a page in which a word begins or ends bold tears it apart: what is read would be another number. The letters
of such a word are put together again, its marks become blanks behind it, and every other character keeps its place.
"""

import re

_TORN = re.compile(r"\S*\w\*+\w\S*")
_INSIDE = re.compile(r"(?<=\w)(\*+)(?=(\w)(\w?))")
_BEFORE_SIGN = re.compile(r"(?<=\w)(\*+)([.:])")
_AROUND = re.compile(r"(?<=\s)(\*+)(số)(\*+)(?=\s)")


def with_whole_words(raw: str) -> str:
    """`raw`, of equal length, without marks of emphasis inside words and numbers, between them and the dot or colon
    behind, or around the word «số» alone.
    """
    if "*" not in raw:
        return raw
    raw = _BEFORE_SIGN.sub(r"\2\1", _TORN.sub(_mended, raw))
    return _AROUND.sub(lambda found: " " * len(found[1]) + found[2] + " " * len(found[3]), raw)


def _mended(torn: re.Match[str]) -> str:
    word = torn[0]
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
