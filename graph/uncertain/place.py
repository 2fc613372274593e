"""Where in a text something stands, as a person finds it again: page, line, the words around it."""

import re

_AROUND = 90


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
