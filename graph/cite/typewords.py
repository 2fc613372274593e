"""The type word before a number («Kế hoạch số …»), as printed, or as misread letters leave it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from cancu.graph.fold import fold
from cancu.graph.read import Text
from cancu.graph.read.quality import GOOD
from cancu.graph.registry import DocumentType, Registry

_REPORT_KINDS = (
    "tham tra", "tham dinh", "ket qua tham dinh",
    "tiep thu giai trinh", "tiep thu, giai trinh", "giai trinh tiep thu", "giai trinh, tiep thu",
    "thuyet minh",
)  # fmt: skip
"""What a report may be for, between its type word and its number."""
_LOOSE_NUMBER_WORD = r"(?:,?\s*s\S{0,2})?"
CODE_SLUG, LAW = "bo-luat", "Luật"
WINDOW = 80
"""Characters before a number in which its type word stands."""


def type_before(text: Text, registry: Registry, position: int) -> tuple[DocumentType, int] | None:
    """The type whose word stands before the number at `position`, and where that word begins."""
    behind = text.folded[max(0, position - WINDOW) : position][::-1]
    found = _type_words(registry).match(behind)
    if found is None:
        found = _glued_type_words(registry).match(behind)
        start = position - found.end() if found else 0
        if not (text.content[start - 1 : start].islower() and text.content[start : start + 1].isupper()):
            return None
    named = _named_backwards(registry, found["type"]) if found else None
    return (named, position - found.end()) if found and named else None


def printed_type(text: Text, registry: Registry, kind: DocumentType | None, start: int) -> str | None:
    """The word printed at `start` where it is not the type's name: a programme of action, a code called law."""
    if kind is None or text.quality_at(start) != GOOD:
        return None
    longer = _longer_names(registry).get(kind.slug, ())
    if not longer and text.content.startswith(kind.name, start):
        return None
    surface = " ".join(text.content[start : start + WINDOW].split())
    if surface.startswith((kind.name, kind.name.upper())):
        return next((name for name in longer if surface.startswith((name, name.upper()))), None)
    return LAW if kind.slug == CODE_SLUG and surface.startswith(LAW) else None


@lru_cache(maxsize=4)
def _longer_names(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """By type the names that say more than its own («Chương trình hành động»)."""
    longer = ((t.slug, tuple(a for a in t.aliases if a.startswith(t.name))) for t in registry.types.values())
    return {slug: names for slug, names in longer if names}


def misread_types_before(text: Text, registry: Registry, position: int) -> tuple[list[DocumentType], int]:
    """The types that may be meant on a page whose letters cannot be trusted, and where their words begin."""
    before = text.folded[max(0, position - WINDOW) : position]
    found = [
        (kind, position - len(before) + match.start())
        for kind in registry.types.values()
        if kind.symbols and (match := _misread_type(kind.name).search(before))
    ]
    first = min((start for _, start in found), default=position)
    return [kind for kind, start in found if start == first], first


@lru_cache(maxsize=1024)
def _named_backwards(registry: Registry, words: str) -> DocumentType | None:
    return registry.type_named(" ".join(words[::-1].split()))


@lru_cache(maxsize=4)
def _type_words(registry: Registry) -> re.Pattern[str]:
    """What may stand before a number, the type's words last, written backwards: so one look from the number's place
    finds them, where a search forward would try every place before it. The symbol of another number names no type.
    """
    return re.compile(rf"{_before_number(registry)}(?![a-z]|/\d)")


@lru_cache(maxsize=4)
def _glued_type_words(registry: Registry) -> re.Pattern[str]:
    """The same where some copies lose the blank before the type: «Thực hiệnQuyết định số …»."""
    return re.compile(rf"{_before_number(registry)}(?=[a-z])")


def _before_number(registry: Registry) -> str:
    labels = {fold(label) for t in registry.types.values() for label in (t.name, *t.aliases, *t.other_words)}
    words = "|".join(_backwards(label) for label in sorted(labels, key=len, reverse=True))
    kinds = "|".join(_backwards(kind) for kind in _REPORT_KINDS)
    return rf"\s*(?:[:.]?\s*(?:os|[06]s)\s*,?\s*){{0,2}}(?:(?:{kinds})\s+)?(?P<type>{words})"


def _backwards(label: str) -> str:
    return r"\s+".join(re.escape(word[::-1]) for word in reversed(label.split()))


@lru_cache(maxsize=128)
def _misread_type(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){misread(name).pattern}\s*{_LOOSE_NUMBER_WORD}\s*$")


@lru_cache(maxsize=256)
def misread(name: str) -> re.Pattern[str]:
    """A name as misread letters leave it."""
    return re.compile(r"\s*".join(_misread_word(word) for word in fold(name).split()))


def _misread_word(word: str) -> str:
    """Consonants survive misreading (d, p and b stand for one another), vowels do not."""
    return "".join(r"\S{1,2}" if c in "aeiouy" else "[dpb]" if c in "dpb" else re.escape(c) for c in word)
