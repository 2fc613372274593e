"""The Vietnamese order of texts, as a key to compare in a program or to keep in a table."""

import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_RANK = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = "\u0306\u0302\u031b"


@lru_cache(20_000)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Key of the Vietnamese order: letters (a ă â … d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng)."""
    ranks = [_ranks(character) for character in unicodedata.normalize("NFC", text).casefold()]
    return tuple(letter for letter, _ in ranks), tuple(tone for _, tone in ranks), text


@lru_cache(4096)
def _ranks(character: str) -> tuple[int, int]:
    """Rank of a letter and of its tone; there are few, and lists have many words."""
    decomposed = unicodedata.normalize("NFD", character)
    tone = next((mark for mark in decomposed[1:] if mark in _TONE_RANK), "")
    letter = unicodedata.normalize("NFC", "".join(c for c in decomposed if c == decomposed[0] or c in _LETTER_MARKS))
    position = _ALPHABET.find(letter) if len(letter) == 1 else -1
    return 1000 + position if position >= 0 else min(ord(letter[0]), 999), _TONE_RANK[tone]


def sort_text(text: str) -> str:
    """The same key as a text, to be compared character by character."""
    letters, tones, plain = sort_key(text)
    ranked = ("".join(chr(_FIRST + rank) for rank in ranks) for ranks in (letters, tones))
    return _END.join((*ranked, plain))


_FIRST, _END = 0x100, "\x01"
"""Characters of a key come after the one that ends a part of it: the shorter of two texts that begin alike is first."""
