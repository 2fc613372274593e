"""Roman numerals as headings bear them."""

import re
from collections.abc import Iterator

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_STROKES = str.maketrans({"h": "ii", "l": "i", "t": "i", "|": "i", "!": "i", "1": "i"})
"""What the strokes of Roman numerals are recognised as: «II.» becomes «H.» or «I.», «III.» «HI.», «I.» «IL.»."""


def roman_value(label: str, garbled: bool) -> int | None:
    """Value of a Roman numeral; on garbled pages «I1», «l1l» stand for II, III."""
    if garbled and re.fullmatch(r"[il1]{1,3}", label):
        return len(label)
    if not re.fullmatch(r"(?=[ivxl])(?:x{0,3})(?:ix|iv|v?i{0,3})", label):
        return None
    total = 0
    for here, after in zip(label, [*label[1:], ""], strict=True):
        value = _ROMAN[here]
        total += -value if after and _ROMAN[after] > value else value
    return total


def roman(value: int) -> str:
    """`value` as a Roman numeral in capitals."""
    out = ""
    for number, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= number:
            out += sign
            value -= number
    return out


def recognised_values(label: str) -> Iterator[int]:
    """The Roman numerals that may have been recognised as `label`, the likeliest first: a stroke less, or one more."""
    strokes = re.sub("^i{4,}", "iii", label.translate(_STROKES))
    value = roman_value(strokes, garbled=False)
    if value is None:
        return
    yield value
    if roman(value + 1) == roman(value) + "I":
        yield value + 1
    if value > 1 and label.strip("ivxh"):
        yield value - 1


def letter_value(letter: str) -> int:
    """Position in the alphabet as plans use it, on a scale where «đ» stands between d and e."""
    return 2 * (ord("d") - ord("a") + 1) + 1 if letter == "đ" else 2 * (ord(letter) - ord("a") + 1)
