"""What happens to a text on its way: typed without diacritics, or read by an engine of another language.

The confusions are those counted by aligning pages that tesseract read with its English model (`đ`→`d` always, `ố`→`é`,
`6`, `o` …), the rates those seen in plans. Damage moves characters, so every function returns where each one went.
"""

import random
import unicodedata
from dataclasses import dataclass

LOST_SPACES, ALTERED_HYPHENS, ALTERED_SLASHES, SWAPPED_DIGITS = 0.04, 0.15, 0.03, 0.01

_CONFUSED = {
    "ố": ("é", 27, "6", 11, "o", 6, "d", 3),
    "ộ": ("é", 28, "o", 22, "d", 13, "6", 6),
    "ệ": ("é", 1), "ế": ("é", 1), "ề": ("é", 1), "ể": ("é", 1),
    "ở": ("é", 2, "&", 1, "¢", 1, "6", 1),
    "ư": ("u", 8, "w", 1, "i", 1),
    "ô": ("6", 2, "o", 3, "é", 1), "ơ": ("o", 3, "6", 1), "ợ": ("g", 1, "o", 2),
    "ứ": ("t", 1, "u", 2), "ữ": ("i", 1, "u", 2),
}  # fmt: skip
_HYPHENS = ("–", "_", "~", " - ", ".", "")
_SLASHES = ("l", "|", "1", "\\")
_LOOKALIKES = {"0": "O", "O": "0", "1": "l", "l": "1"}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text, and for each place of the sound one the place in it."""

    content: str
    places: tuple[int, ...]


def _put_together(pieces: list[str]) -> Damaged:
    places = [0]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    return Damaged("".join(pieces), tuple(places))


def _bare(character: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def sound(content: str) -> Damaged:
    """The text as it is."""
    return _put_together(list(content))


def without_diacritics(content: str) -> Damaged:
    """As typed without a Vietnamese keyboard."""
    return _put_together([_bare(c) for c in content])


def misread(content: str, rng: random.Random) -> Damaged:
    """As read by an engine of the wrong language: letters confused, blanks lost, separators and digits altered."""
    return _put_together([_misread(content, i, rng) for i in range(len(content))])


def _misread(content: str, index: int, rng: random.Random) -> str:
    c = content[index]
    confused = _CONFUSED.get(c)
    if confused is not None:
        return rng.choices(confused[::2], weights=confused[1::2])[0]  # type: ignore[arg-type]
    between = 0 < index < len(content) - 1 and content[index - 1].isalnum() and content[index + 1].isalnum()
    if c == " " and between and rng.random() < LOST_SPACES:
        return ""
    if c == "-" and between and rng.random() < ALTERED_HYPHENS:
        return rng.choice(_HYPHENS)
    if c == "/" and between and rng.random() < ALTERED_SLASHES:
        return rng.choice(_SLASHES)
    if c in _LOOKALIKES and rng.random() < SWAPPED_DIGITS:
        return _LOOKALIKES[c]
    return _bare(c)
