"""Where in a text something stands, as a person finds it again: page, line, the words around it."""

import re

_AROUND = 90
_BEFORE, _BEYOND = 600, 1500
"""Characters around an item in which the body that it names is looked for: its heading stands before it."""


def place_words(text: str, start: int) -> str:
    """«trang 2, dòng 15»; without the page where there is but one."""
    page, line = line_of(text, start)
    return f"trang {page}, dòng {line}" if "\f" in text else f"dòng {line}"


def printed_at(text: str, words: str, near: int) -> int | None:
    """Where `words` stand in the text, upper case and line breaks aside, nearest to `near`; None if not around it."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    around = pattern.finditer(text, max(0, near - _BEFORE), min(len(text), near + _BEYOND)) if words.strip() else ()
    return min((m.start() for m in around), key=lambda at: abs(at - near), default=None)


def line_of(text: str, start: int) -> tuple[int, int]:
    """Page and line on it, from 1; pages end with a form feed."""
    page = text.rfind("\f", 0, start) + 1
    return text.count("\f", 0, start) + 1, text.count("\n", page, start) + 1


def passage_of(text: str, start: int, length: int) -> str:
    """The words around `length` characters from `start`, in one line, cut between words."""
    first, last = max(0, start - _AROUND), min(len(text), start + length + _AROUND)
    before = text[first:start].partition(" ")[2] if first else text[:start]
    after = text[start + length : last].rpartition(" ")[0] if last < len(text) else text[start + length :]
    itself = f"«{text[start : start + length]}»" if length else ""
    shown = f"{'…' if first else ''}{before}{itself}{after}{'…' if last < len(text) else ''}"
    return re.sub(r"\s+", " ", shown).strip()
