"""Folding: a copy of a text of the same length in lower-case ASCII, so that offsets found in it hold in the text.

Matching on the copy makes «Ủy ban», «uỷ ban» and «UY BAN» equal without a map of offsets. Keeping the length rules out
Unicode's own decomposition, hence a table of one character to one character. The letters that papers use fit one byte
each, so a text is first put into a single-byte alphabet of its own, at the speed of C, and its bytes are then folded;
the rare character outside the alphabet is looked up by itself.
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
_NOTHING = "?"
"""Stands for a character that has no likeness in ASCII."""


CAPITALS = "A-Z" + "".join(
    letter for letter in map(chr, (*range(0xC0, 0x180), 0x1A0, 0x1AF, *range(0x1EA0, 0x1EFA))) if letter.isupper()
)
"""The capital letters of Vietnamese, to stand between the brackets of a pattern."""


def _base(character: str) -> str:
    return next((c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)), character)


def _table() -> dict[str, str]:
    table = {"\n": "\n", "\f": "\f"}
    for block in _LATIN:
        for character in map(chr, block):
            base = _base(character).lower()
            if len(base) == 1 and base.isascii():
                table[character] = base
    return {**table, **_SAME}


_TABLE = _table()

VIETNAMESE = "ăâđêôơư" + "".join(c for c in map(chr, range(0x1EA0, 0x1EFA)) if c.islower())
"""The small letters that only Vietnamese writes."""

_SHARED = "àáãèéìíĩòóõùúũý"
_SIGNS = "\n\f\t\r\u00a0“”‘’«»–—−‐‑…•‰≥≤Ðð"
_PRINTABLE = "".join(map(chr, range(0x20, 0x80)))
# The map is fast only if the alphabet holds each character once, the NUL in its first place, and no more than 256.
ALPHABET = "".join(
    dict.fromkeys("\0" + _PRINTABLE + _SIGNS + VIETNAMESE + VIETNAMESE.upper() + _SHARED + _SHARED.upper())
)
"""The characters that have a byte of their own in `letters_of`, in the order of their bytes."""

_TO_BYTES = codecs.charmap_build(ALPHABET)
_TO_SMALL = "".join(c.lower() for c in ALPHABET)
_TO_ASCII = "".join(_TABLE.get(c, _NOTHING) for c in ALPHABET).encode("ascii").ljust(256, _NOTHING.encode())


def _outside(error: UnicodeError) -> tuple[str, int]:
    """The likeness of characters outside the alphabet."""
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_TABLE.get(c, _NOTHING) for c in error.object[error.start : error.end]), error.end


codecs.register_error("cancu.fold", _outside)


def letters_of(text: str) -> bytes:
    """`text` with one byte for each character, in an alphabet of this module's own, to be counted and folded fast."""
    return codecs.charmap_encode(text, "cancu.fold", _TO_BYTES)[0]


def composed_letters(text: str) -> bytes | None:
    """`letters_of` a text that holds nothing else than letters and signs of the alphabet, all of them composed (NFC);
    None for any other.
    """
    try:
        return codecs.charmap_encode(text, "strict", _TO_BYTES)[0]
    except UnicodeEncodeError:
        return None


def folded_letters(letters: bytes) -> str:
    """The folded text whose characters are `letters`."""
    return letters.translate(_TO_ASCII).decode("ascii")


def small_letters(letters: bytes) -> str:
    """The text whose characters are `letters`, without capitals."""
    return codecs.charmap_decode(letters, "strict", _TO_SMALL)[0]


_BLANKS = "".join(c if c.isalnum() else " " for c in map(chr, range(0x80))).encode("ascii").ljust(256)


def parted(folded: str) -> str:
    """A folded text with a blank for every character that is neither letter nor digit, hence of the same length."""
    return folded.encode("ascii").translate(_BLANKS).decode("ascii")


def fold(text: str) -> str:
    """Return `text` without diacritics and case, one ASCII character for each character («?» for what has none)."""
    return folded_letters(letters_of(text))
