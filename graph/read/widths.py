"""How wide the lines of a text are, and where they were broken."""

import re
from functools import lru_cache

BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BREAK = re.compile(r"\n\s*")


def wrap_width(content: str) -> int | None:
    """Column at which the lines of `content` were broken; None where blank lines part the paragraphs."""
    inside = content.strip()
    breaks = len(_BREAK.findall(inside))
    if breaks and 0.1 < len(BLANK_LINE.findall(inside)) / breaks < 0.9:
        return None
    return usual_length(content)


@lru_cache(maxsize=2)
def usual_length(content: str) -> int:
    """What nine in ten lines of `content` do not exceed, in characters."""
    lengths = sorted(filter(None, map(len, map(str.strip, content.split("\n")))))
    return lengths[len(lengths) * 9 // 10] if lengths else 0
