"""How far the letters of a page can be trusted, by two measures that need no dictionary.

Good Vietnamese has about 22 % letters that only Vietnamese uses; text read by an engine of another language has
nearly none and, unlike text typed without diacritics, strews digits and foreign accents inside words.
"""

import re
from collections.abc import Iterable

from cancu.graph.fold import ALPHABET, VIETNAMESE, letters_of

GOOD, UNDIACRITIC, GARBLED = "good", "undiacritic", "garbled"
_ORDER = (GOOD, UNDIACRITIC, GARBLED)

VIETNAMESE_SHARE = 0.12
"""Below this share of letters that only Vietnamese uses a page is not good; good pages measure 0.2 and above."""
DAMAGE_PER_1000_WORDS = 4.0
"""Above this rate of words with a digit or a foreign accent inside a page was misread, not typed without
diacritics.
"""
_MIN_LETTERS = 40

_LETTERS = letters_of("".join(filter(str.isalpha, ALPHABET)))
_ONLY_VIETNAMESE = letters_of(VIETNAMESE + VIETNAMESE.upper())
_WORD = re.compile(r"[^\W_]+")
_DAMAGED = re.compile(r"[^\W\d_]\d[^\W\d_]|[^\W\d_]{2}\d|\d[^\W\d_]{2}|[äåæçëïñöøûüÿ¢§]", re.IGNORECASE)
_ACUTE_E = re.compile(r"[éÉ]")


def page_quality(page: str, coded: bytes | None = None) -> str:
    """Classify a page as good, undiacritic or garbled; a page of a few words counts as good.

    `coded` are its `letters_of` where they are known.
    """
    coded = letters_of(page) if coded is None else coded
    vietnamese = _count(coded, _ONLY_VIETNAMESE)
    if vietnamese >= VIETNAMESE_SHARE * len(coded):
        return GOOD  # of all characters, and so of the letters
    letters = _count(coded, _LETTERS)
    if letters < _MIN_LETTERS or vietnamese / letters >= VIETNAMESE_SHARE:
        return GOOD
    words = _WORD.findall(page)
    damaged = sum(1 for word in words if _DAMAGED.search(word)) + len(_ACUTE_E.findall(page))
    return GARBLED if damaged * 1000 / len(words) > DAMAGE_PER_1000_WORDS else UNDIACRITIC


def _count(coded: bytes, letters: bytes) -> int:
    return len(coded) - len(coded.translate(None, letters))


def better(kept: str, other: str) -> str:
    """The page whose letters can be trusted more; `kept` unless `other` is clearly better and not a mere part."""
    letters = [_count(coded, _LETTERS) for coded in map(letters_of, (kept, other))]
    if letters[1] < letters[0] / 2:
        return kept
    ranks = [_ORDER.index(page_quality(page, letters_of(page))) for page in (kept, other)]
    return other if ranks[1] < ranks[0] else kept


def worst(qualities: Iterable[str]) -> str:
    """The least trustworthy of `qualities`."""
    return max(qualities, key=_ORDER.index, default=GOOD)
