"""Patterns of many words, read letter by letter: `re` tries the words of a plain alternation one after the other."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str], between: str = "") -> str:
    """Pattern that matches the longest of `words` that stands at a place, `between` between any two letters."""
    endings: dict[str, set[str]] = {}
    for word in words:
        endings.setdefault(word[:1], set()).add(word[1:])
    choices = [
        re.escape(first) + (between + any_of(rest, between) if rest != {""} else "")
        for first, rest in sorted(endings.items())
        if first
    ]
    if "" in endings:
        return f"(?:{'|'.join(choices)})?"
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
