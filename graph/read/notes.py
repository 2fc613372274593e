"""Notes at the end of a text («[1] Nghị quyết số …»), each with the place in the body that refers to it («…[1];»)."""

import re

from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.text import Text

_NOTE = AtLineStart(r"[ \t*_]*\[(?P<number>\d{1,3})\]")
_REFERENCE = re.compile(r"\[(\d{1,3})\]")


def notes(text: Text, ending: int) -> tuple[tuple[int, int], ...]:
    """Where each note behind `ending` begins, in text order, and the offset of its reference before it.

    Only notes that the body refers to count: figures in brackets stand in tables too.
    """
    listed = list(_NOTE.finditer(text.folded, ending, len(text.folded)))
    if not listed:
        return ()
    references: dict[str, int] = {}
    for reference in _REFERENCE.finditer(text.folded, 0, ending):
        references.setdefault(reference[1], reference.start())
    return tuple((m.start(), references[m["number"]]) for m in listed if m["number"] in references)
