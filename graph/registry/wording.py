"""Compare names as printed with names as kept, whatever the blanks, line breaks, hyphens, case and place of tone marks.

A name is found by its letters alone («Sở LĐ-TB&XH» and «Sở LĐTBXH» have the same letters); its diacritics are compared
afterwards, so that «số Y tế» is not «Sở Y tế», while a text without diacritics still finds every name.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, compress, repeat
from operator import add
from typing import Generic, TypeVar

from cancu.graph.fold import fold, parted
from cancu.graph.scanning import any_of

T = TypeVar("T")
S = TypeVar("S")

_WORD = re.compile(r"[a-z0-9]+")
_JOINT = re.compile(r"[\s,./&()-]*")
_FIRST_LETTERS = 8
"""Letters of a name, wherever it is parted, by which words that open none are dismissed."""
_REMEMBERED = 4096
MISSPELT_WORDS = 1
"""Words of a name of three or more that may carry wrong diacritics; the first word never."""


@dataclass(frozen=True, slots=True)
class Words:
    """A name cut into words: each word folded, and where each begins."""

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


def words(text: str) -> Words:
    """Cut `text` (NFC) into words of letters and digits."""
    folded = fold(text)
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
    """Whether words of a name may stand apart so: a point after «TP», a comma in «VH,TT» and where `kept` has one or a
    dash («Bộ Lao động, Thương binh và Xã hội»).
    """
    if not gap.strip():
        return True
    if not _JOINT.fullmatch(gap):
        return False
    if "," in gap and gap != "," and "," not in kept and " - " not in kept:
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


def fits(surface: str, kept: str) -> bool:
    """Whether `surface`, whose letters are those of `kept`, is that name.

    One wrong diacritic is forgiven in a name of three words or more, but never in its first word.
    """
    printed = words(surface)
    if not _close(printed, kept):
        return False
    wrong = _wrong_words(printed, kept)
    return not wrong or (wrong[0] > 0 and len(wrong) <= MISSPELT_WORDS and len(printed.tokens) > 2)


def is_same(surface: str, kept: str) -> bool:
    """Like `fits`, with no misspelling forgiven."""
    printed = words(surface)
    return _close(printed, kept) and not _wrong_words(printed, kept)


def _close(printed: Words, kept: str) -> bool:
    return all(joins(printed.gap(i), kept, printed.printed(i)) for i in range(len(printed.tokens) - 1))


@dataclass(frozen=True, slots=True)
class Printed:
    """A text in which names are looked for; a word is known by where it begins.

    `spaced` is its folded copy with a blank for whatever parts words, and one more at the end.
    """

    text: str
    folded: str
    spaced: str

    def end(self, start: int) -> int:
        """Where the word that begins at `start` ends."""
        return self.spaced.index(" ", start)

    def following(self, end: int) -> int | None:
        """Where the first word behind `end` begins; None where there is none."""
        start, spaced = end, self.spaced
        while spaced.startswith(" ", start):
            start += 1
        return start if start < len(spaced) else None


def printed(text: str) -> Printed:
    """`text` (NFC) to be searched for names."""
    folded = fold(text)
    return Printed(text, folded, parted(folded) + " ")


class Names(Generic[T, S]):
    """Names and what each stands for, found where they begin in a text.

    `agree` tells whether words of a name's letters are that name, `together` makes one of all that is called so.
    """

    def __init__(self, agree: Callable[[str, str], bool], together: Callable[[tuple[T, ...]], S]) -> None:
        self._agree, self._together = agree, together
        self._entries: dict[str, list[tuple[str, T]]] = defaultdict(list)
        # How the letters of names begin, and whether they are those of a whole name.
        self._whole: dict[str, bool] = {}
        # Papers name the same few bodies and places again and again.
        self._called = lru_cache(_REMEMBERED)(self._find_called)

    def add(self, name: str, thing: T) -> None:
        """Let `name` stand for `thing`, among others."""
        letters = key(name)
        self._entries[letters].append((name, thing))
        for length in range(1, len(letters)):
            self._whole.setdefault(letters[:length], False)
        self._whole[letters] = True

    def __iter__(self) -> Iterator[str]:
        return (name for entries in self._entries.values() for name, _ in entries)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        # The blank before a word is found at the speed of C; most words are dismissed by their first letters.
        beginnings = {f"{letters} "[:_FIRST_LETTERS] for letters in self._entries}
        return re.compile(f" (?={any_of(beginnings, ' *+')})")

    def openings(self, printed: Printed, start: int, end: int) -> list[int]:
        """Where names may begin among the words of `start:end`."""
        first = [] if start or printed.spaced.startswith(" ") else [0]
        return first + [blank.end() for blank in self._opening.finditer(printed.spaced, max(0, start - 1), end + 1)]

    def may_begin(self, printed: Printed, start: int) -> bool:
        """Whether a name may begin at `start`, as far as its first letters tell."""
        return start == 0 or self._opening.match(printed.spaced, start - 1) is not None

    def at(self, printed: Printed, start: int) -> Iterator[tuple[int, S]]:
        """The names that begin at the word `start`, longest first: where each ends, and what it may stand for."""
        for end in reversed(self._ends(printed.spaced, start, "")):
            called = self._called(printed.text[start:end], "")
            if called is not None:
                yield end, called

    def longest(self, printed: Printed, start: int, head: str = "") -> tuple[int, S] | None:
        """The first of those `at` the word `start`, if any.

        `head` is a word said once for a list («các Sở: Y tế, Nội vụ»): names are looked up with it.
        """
        for end in reversed(self._ends(printed.spaced, start, key(head) if head else "")):
            called = self._called(printed.text[start:end], head)
            if called is not None:
                return end, called
        return None

    def _ends(self, spaced: str, start: int, letters: str) -> list[int]:
        """Where words end that have, with the word `start` and `letters` before it, the letters of a name."""
        ends: list[int] = []
        position, length = start, len(spaced)
        while position < length:
            end = spaced.index(" ", position)
            letters += spaced[position:end]
            whole = self._whole.get(letters)
            if whole is None:
                break
            if whole and end > position:
                ends.append(end)
            position = end + 1
        return ends

    def _find_called(self, surface: str, head: str) -> S | None:
        entries = self._entries.get(key(head) + key(surface), [])
        if head:
            entries = [(name[len(head) + 1 :], thing) for name, thing in entries if name.startswith(head + " ")]
        things = tuple(thing for name, thing in entries if self._agree(surface, name))
        return self._together(things) if things else None
