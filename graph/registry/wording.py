"""Compare names as printed with names as kept, whatever the blanks, line breaks, hyphens, case and place of tone marks.

A name is found by its letters alone («Sở LĐ-TB&XH» and «Sở LĐTBXH» have the same letters); its diacritics are compared
afterwards, so that «số Y tế» is not «Sở Y tế», while a text without diacritics still finds every name.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count, repeat
from operator import add
from typing import Generic, TypeVar

from cancu.graph.fold import fold, parted

T = TypeVar("T")

_WORD = re.compile(r"[a-z0-9]+")
_JOINT = re.compile(r"[\s,./&()-]*")
MISSPELT_WORDS = 1
"""Words of a name of three or more that may carry wrong diacritics; the first word never."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words: each word folded, and where each begins in the text."""

    text: str
    folded: str
    tokens: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        """Where the word `index` ends."""
        return self.starts[index] + len(self.tokens[index])

    def key(self, first: int, last: int) -> str:
        """The folded letters of the words `first` to `last`, both included."""
        return "".join(self.tokens[first : last + 1])

    def gap(self, index: int) -> str:
        """What stands between the word `index` and the next."""
        return self.text[self.end(index) : self.starts[index + 1]]

    def printed(self, index: int) -> str:
        """The word `index` as printed."""
        return self.text[self.starts[index] : self.end(index)]

    def surface(self, first: int, last: int) -> str:
        """The words `first` to `last`, both included, as printed."""
        return self.text[self.starts[first] : self.end(last)]


def words(text: str, folded: str | None = None) -> Words:
    """Cut `text` (NFC) into words of letters and digits; `folded` is its folded copy where that is known."""
    folded = fold(text) if folded is None else folded
    # Whatever parts words becomes one blank for each character, so that lengths alone tell where words begin.
    pieces = parted(folded).split(" ")
    lengths = list(map(len, pieces))
    starts = accumulate(map(add, lengths, repeat(1)), initial=0)
    return Words(text, folded, list(compress(pieces, lengths)), list(compress(starts, lengths)))


def key(text: str) -> str:
    """The letters and digits of `text`, folded: what two writings of one name share."""
    return "".join(_WORD.findall(fold(text)))


def _marks(text: str) -> list[str]:
    return sorted(unicodedata.normalize("NFD", text.lower().replace("ð", "đ")))


def same_word(printed: str, kept: str) -> bool:
    """Whether two words of equal letters agree in diacritics, wherever the tone mark stands; a bare word does."""
    lowered = printed.lower()
    return lowered == kept.lower() or (lowered.isascii() and lowered.isalnum()) or _marks(printed) == _marks(kept)


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


def _wrong_words(printed: Words, kept: str) -> list[int]:
    """The words of `printed` whose diacritics are not those of `kept`, whose letters are the same."""
    letters = "".join(c for c in kept if c.isalnum())
    wrong = []
    at = 0
    for index in range(len(printed.tokens)):
        word = printed.printed(index)
        if not same_word(word, letters[at : at + len(word)]):
            wrong.append(index)
        at += len(word)
    return wrong


@lru_cache(maxsize=8192)
def fits(surface: str, kept: str) -> bool:
    """Whether `surface`, whose letters are those of `kept`, is that name.

    One wrong diacritic is forgiven in a name of three words or more, but never in its first word.
    """
    printed = words(surface)
    if not _close(printed, kept):
        return False
    wrong = _wrong_words(printed, kept)
    return not wrong or (wrong[0] > 0 and len(wrong) <= MISSPELT_WORDS and len(printed.tokens) > 2)


@lru_cache(maxsize=8192)
def is_same(surface: str, kept: str) -> bool:
    """Like `fits`, with no misspelling forgiven."""
    printed = words(surface)
    return _close(printed, kept) and not _wrong_words(printed, kept)


def _close(printed: Words, kept: str) -> bool:
    return all(joins(printed.gap(i), kept, printed.printed(i)) for i in range(len(printed.tokens) - 1))


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

    def openings(self, printed: Words) -> list[int]:
        """The words at which a name may begin, by their letters and those of the next word; most are dismissed here."""
        beginnings, entries = self._beginnings, self._entries
        tokens = printed.tokens
        last = len(tokens) - 1
        return [
            index
            for index in compress(count(), map(beginnings.__contains__, tokens))
            if tokens[index] in entries or (index < last and tokens[index] + tokens[index + 1] in beginnings)
        ]

    def at(self, printed: Words, first: int, head: str = "") -> list[tuple[int, list[tuple[str, T]]]]:
        """The names of equal letters that begin at word `first`, longest first: (last word, [(name, thing)]).

        `head` is a word said once for a list («các Sở: Y tế, Nội vụ»): names are looked up with it and given without.
        """
        found: list[tuple[int, list[tuple[str, T]]]] = []
        letters = key(head) if head else ""
        for last in range(first, len(printed.tokens)):
            letters += printed.tokens[last]
            if letters not in self._beginnings:
                break
            entries = self._entries.get(letters)
            if entries is None:
                continue
            if head:
                entries = [(name[len(head) + 1 :], thing) for name, thing in entries if name.startswith(head + " ")]
            if entries:
                found.append((last, entries))
        return found[::-1]
