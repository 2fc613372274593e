"""Marks the words that were looked for."""

from collections.abc import Sequence

from markupsafe import Markup, escape


def highlighted(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """The text with the marked spans in `<mark>`, everything escaped."""
    made = Markup("")
    at = 0
    for start, end in sorted(marks):
        if start < at or end > len(text):
            continue
        made += escape(text[at:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        at = end
    return made + escape(text[at:])
