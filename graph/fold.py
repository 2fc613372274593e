"""Folding: a copy of a text of the same length in lower-case ASCII, so that offsets found in it hold in the text.

Matching on the copy makes «Ủy ban», «uỷ ban» and «UY BAN» equal without a map of offsets. Keeping the length rules out
Unicode's own decomposition, hence a table of one character to one character.
"""

import codecs
import unicodedata

_SAME = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚′`´", "'"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\u200b\ufeff", " "),
    "đ": "d",
    "Đ": "d",
    "Ð": "d",
    "ð": "d",
    "…": ".",
    "•": "-",
}
_LATIN = (range(0x20, 0x250), range(0x1E00, 0x1F00))


def _base(character: str) -> str:
    return next((c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)), character)


def _table() -> dict[int, int]:
    table = {ord("\n"): ord("\n"), ord("\f"): ord("\f")}
    for block in _LATIN:
        for code in block:
            base = _base(chr(code)).lower()
            if len(base) == 1 and base.isascii():
                table[code] = ord(base)
    table.update({ord(source): ord(target) for source, target in _SAME.items()})
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """Return `text` without diacritics and case, one ASCII character for each character («?» for what has none)."""
    return codecs.charmap_encode(text, "replace", _TABLE)[0].decode("latin-1")
