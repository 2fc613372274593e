"""The parts of a cell that names bodies, one by one."""

import re
from collections.abc import Iterator

_PART = re.compile(r";|\.\s+(?=[A-ZĐ])|\n[\s*_]*[-+•](?=\s)|<br>")
"""What parts the bodies of a cell."""
_BLANKS = " \t\n\f\u00a0*_"


def parts(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the marks that part `start:end`, without the blanks and dashes around them."""
    position = start
    for mark in [*_PART.finditer(content, start, end), None]:
        stop = mark.start() if mark else end
        words = content[position:stop]
        begin = position + len(words) - len(words.lstrip(_BLANKS + "-+•–"))
        last = position + len(words.rstrip(_BLANKS + ".,"))
        if begin < last:
            yield begin, last
        position = mark.end() if mark else end
