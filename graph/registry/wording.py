"""Compare names as printed with names as kept, whatever the blanks, line breaks, hyphens, case and place of tone marks.

A name is found by its letters alone («Sở LĐ-TB&XH» and «Sở LĐTBXH» have the same letters); its diacritics are compared
afterwards, so that «số Y tế» is not «Sở Y tế», while a text without diacritics still finds every name.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import Generic, TypeVar

from cancu.graph.fold import fold

T = TypeVar("T")

_WORD = re.compile(r"[a-z0-9]+")
_JOINT = re.compile(r"[\s,./&()-]*")
MISSPELT_WORDS = 1
"""Words of a name of three or more that may carry wrong diacritics; the first word never."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words: their offsets, their letters folded, and the letters before each word in one string."""

    text: str
    folded: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    letters: str
    before: tuple[int, ...]

    def key(self, first: int, last: int) -> str:
        """The folded letters of the words `first` to `last`, both included."""
        return self.letters[self.before[first] : self.before[last + 1]]

    def gap(self, index: int) -> str:
        """What stands between the word `index` and the next."""
        return self.text[self.ends[index] : self.starts[index + 1]]

    def printed(self, index: int) -> str:
        """The word `index` as printed."""
        return self.text[self.starts[index] : self.ends[index]]


def words(text: str) -> Words:
    """Cut `text` (NFC) into words of letters and digits."""
    folded = fold(text)
    spans = [m.span() for m in _WORD.finditer(folded)]
    before = [0]
    for start, end in spans:
        before.append(before[-1] + end - start)
    return Words(
        text=text,
        folded=folded,
        starts=tuple(s for s, _ in spans),
        ends=tuple(e for _, e in spans),
        letters="".join(folded[s:e] for s, e in spans),
        before=tuple(before),
    )


def key(text: str) -> str:
    """The letters and digits of `text`, folded: what two writings of one name share."""
    return "".join(_WORD.findall(fold(text)))


def _marks(text: str) -> list[str]:
    return sorted(unicodedata.normalize("NFD", text.lower().replace("ð", "đ")))


def same_word(printed: str, kept: str) -> bool:
    """Whether two words of equal letters agree in diacritics, wherever the tone mark stands; a bare word does."""
    lowered = printed.lower()
    return lowered == kept.lower() or (lowered.isascii() and lowered.isalnum()) or _marks(printed) == _marks(kept)


def agrees(printed: Words, first: int, last: int, kept: str) -> bool:
    """Whether the words `first` to `last` may be the name `kept`, whose letters are the same.

    One wrong diacritic is forgiven in a name of three words or more, but never in its first word.
    """
    letters = "".join(c for c in kept if c.isalnum())
    wrong = 0
    at = 0
    for index in range(first, last + 1):
        word = printed.printed(index)
        if not same_word(word, letters[at : at + len(word)]):
            if index == first:
                return False
            wrong += 1
        at += len(word)
    return wrong == 0 or (wrong <= MISSPELT_WORDS and last - first >= 2)


def joins(gap: str, kept: str, word: str) -> bool:
    """Whether words of a name may stand apart so: a point after «TP», a comma in «VH,TT» and where `kept` has one."""
    if not gap.strip():
        return True
    if not _JOINT.fullmatch(gap):
        return False
    if "," in gap and gap != "," and "," not in kept:
        return False
    if "." in gap and not (len(word) <= 2 and word[:1].isupper()):
        return False
    return not ("(" in gap or ")" in gap)


def fits(printed: Words, first: int, last: int, kept: str) -> bool:
    """Whether the words `first` to `last`, whose letters are those of `kept`, are that name."""
    close = all(joins(printed.gap(i), kept, printed.printed(i)) for i in range(first, last))
    return close and agrees(printed, first, last, kept)


class Names(Generic[T]):
    """Names and what each stands for, found where they begin in a text."""

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[str, T]]] = defaultdict(list)
        self._beginnings: set[str] = set()

    def add(self, name: str, thing: T) -> None:
        """Let `name` stand for `thing`, among others."""
        letters = key(name)
        self._entries[letters].append((name, thing))
        self._beginnings.update(letters[:length] for length in range(1, len(letters) + 1))

    def may_begin(self, printed: Words, index: int) -> bool:
        """Whether some name has the first letters of the word `index`; most words are dismissed here."""
        start = printed.starts[index]
        return printed.folded[start : min(start + 3, printed.ends[index])] in self._beginnings

    def at(self, printed: Words, first: int, head: str = "") -> list[tuple[int, list[tuple[str, T]]]]:
        """The names of equal letters that begin at word `first`, longest first: (last word, [(name, thing)]).

        `head` is a word said once for a list («các Sở: Y tế, Nội vụ»): names are looked up with it and given without.
        """
        found: list[tuple[int, list[tuple[str, T]]]] = []
        before = key(head) if head else ""
        for last in range(first, len(printed.starts)):
            letters = before + printed.key(first, last)
            if letters not in self._beginnings:
                break
            entries = self._entries.get(letters, [])
            if head:
                entries = [(name[len(head) + 1 :], thing) for name, thing in entries if name.startswith(head + " ")]
            if entries:
                found.append((last, entries))
        return found[::-1]
