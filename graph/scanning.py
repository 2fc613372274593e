"""Patterns in the forms that `re` scans a text for fast: of many words, and of words with a boundary before them."""

import re
from collections.abc import Iterable
from itertools import accumulate, count
from operator import add
from typing import AnyStr


def any_of(words: Iterable[str], between: str = "") -> str:
    """Pattern that matches the longest of `words` that stands at a place, `between` between any two letters.

    It is read letter by letter, where the words of a plain alternation are tried one after the other.
    """
    endings: dict[str, set[str]] = {}
    for word in words:
        endings.setdefault(word[:1], set()).add(word[1:])
    choices = [re.escape(first) + _behind(rest, between) for first, rest in sorted(endings.items()) if first]
    if "" in endings:
        return f"(?:{'|'.join(choices)})?"
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _behind(rest: set[str], between: str) -> str:
    """Pattern of what stands behind a letter: `between` and more letters, or a blank that a word itself holds there,
    which a possessive `between` would take.
    """
    blank = {ending for ending in rest if ending.startswith(" ")} if between else set()
    letters = rest - blank
    if not blank:
        return between + any_of(letters, between) if letters != {""} else ""
    return f"(?:{any_of(blank, between)}{f'|{between}{any_of(letters, between)}' if letters else ''})"


def places(sign: AnyStr, subject: AnyStr) -> list[int]:
    """Where `sign` stands in `subject`: no step of the interpreter is taken for each, as one is for each match."""
    parted = subject.split(sign)
    return list(map(add, accumulate(map(len, parted[:-1])), count(0, len(sign))))


_LETTER = re.compile(r"[^\W\d_](?![?*+{])")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>)")
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


def letters_first(pattern: str) -> str:
    r"""`pattern` with the `\b` that it begins with behind the first letters of its words: `re` scans for letters
    several times as fast as it tries a boundary everywhere. The same pattern where its words begin otherwise.
    """
    if not pattern.startswith(r"\b"):
        return pattern
    return _boundary_behind(pattern.removeprefix(r"\b")) or pattern


def _boundary_behind(pattern: str) -> str | None:
    letter = _LETTER.match(pattern)
    if letter:
        return rf"{letter[0]}(?<=\b{letter[0]}){pattern[1:]}"
    group = _GROUP.match(pattern)
    if group is None:
        return None
    choices, behind = _choices(pattern[group.end() :])
    moved = [_boundary_behind(choice) for choice in choices]
    if behind.startswith(("?", "*", "+", "{")) or None in moved:
        return None
    return f"{group[0]}{'|'.join(_ungrouped(choice or '') for choice in moved)}){behind}"


def _choices(pattern: str) -> tuple[list[str], str]:
    """The choices of a group up to the parenthesis that closes it, and what stands behind it."""
    choices, depth = [""], 0
    for piece in _PIECE.finditer(pattern):
        if piece[0] == ")" and not depth:
            return choices, pattern[piece.end() :]
        if piece[0] == "|" and not depth:
            choices.append("")
            continue
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        choices[-1] += piece[0]
    return choices, ""


def _ungrouped(choice: str) -> str:
    """The choices of one that is nothing but a group: only those of the first rank are scanned for by their letters."""
    inner, behind = _choices(choice.removeprefix("(?:"))
    return "|".join(inner) if choice.startswith("(?:") and not behind else choice


_LOOK = re.compile(r"\(\?<?[=!]")
_LETTERS = re.compile(r"(?:[^\W\d_](?![?*{]))+")
_BETWEEN_WORDS = re.compile(r"(?: |\\s\+)(?![?*+{])")
_OPTIONAL = re.compile(r"(?:[?*]|\{0[^}]*\})\??")


def first_words(pattern: str) -> frozenset[str]:
    """Words, the last of them cut short, with which whatever `pattern` matches begins, a blank between any two; among
    them "" where it may begin otherwise.
    """
    choices, _ = _choices(pattern)
    return frozenset().union(*map(_first_of, choices))


def _first_of(choice: str) -> frozenset[str]:
    letters = _LETTERS.match(choice)
    if letters:
        blank = _BETWEEN_WORDS.match(choice, letters.end())
        further = _first_of(choice[blank.end() :]) if blank else frozenset(("",))
        return frozenset(f"{letters[0]} {words}" if words else letters[0] for words in further)
    if look := _LOOK.match(choice):
        return _first_of(_choices(choice[look.end() :])[1])
    group = _GROUP.match(choice)
    if group is None:
        return frozenset(("",))
    inner, behind = _choices(choice[group.end() :])
    optional = _OPTIONAL.match(behind)
    rest = behind[optional.end() :] if optional else behind
    once = optional is None or optional[0] == "?"
    found: set[str] = set().union(*(_first_of(f"{one}{rest}" if once and one.endswith(" ") else one) for one in inner))
    return frozenset(found | _first_of(rest) if optional else found)
