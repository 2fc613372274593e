"""Patterns that are looked for at the beginnings of lines, without a try at every character between them."""

import re
from collections.abc import Iterator

_MARKUP_WIDTH = 12


class AtLineStart:
    """A pattern that matches only where a line begins.

    `^` with MULTILINE says nearly the same, but is tried at each character; behind a line feed the scan is as fast as
    C. A page begins a line too: its form feed follows the line feed that ends the page before.
    """

    def __init__(self, pattern: str) -> None:
        self._here = re.compile(pattern)
        self._behind_feed = re.compile(rf"\n\f*(?={pattern})")

    def match(self, subject: str, start: int, end: int) -> re.Match[str] | None:
        """Match at `start`."""
        return self._here.match(subject, start, end)

    def search(self, subject: str, start: int, end: int) -> re.Match[str] | None:
        """First match at a beginning of a line in `start:end`."""
        return next(self.finditer(subject, start, end), None)

    def starts(self, subject: str) -> list[int]:
        """Where the pattern matches at the beginning of a line, one match inside another included."""
        first = [0] if self._here.match(subject) else []
        return first + [feed.end() for feed in self._behind_feed.finditer(subject)]

    def finditer(self, subject: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All matches at beginnings of lines in `start:end`."""
        free = start
        begins = start == 0 or subject[start - 1] == "\f"
        if begins and (first := self._here.match(subject, start, end)):
            yield first
            free = first.end()
        for feed in self._behind_feed.finditer(subject, max(0, start - 1), end):
            found = self._here.match(subject, feed.end(), end) if feed.end() >= free else None
            if found:
                yield found
                free = found.end()


def goes_on(content: str, line_break: int, *, bracket: bool = False) -> bool:
    """Whether the line behind `line_break` goes on with the sentence of the line above: «… tại Phụ lục ban hành⏎kèm
    theo …»; or whether a `bracket` that opens there stands amid a sentence, not behind a title in capitals.
    """
    above = content[content.rfind("\n", 0, line_break) + 1 : line_break].rstrip(" \t\n\r\f*_")
    if bracket:
        return above[-1:].islower()
    begins = content[line_break : line_break + _MARKUP_WIDTH].lstrip("\n\t *_|")[:1]
    return begins.islower() and (above[-1:].isalnum() or above.endswith(",")) and not above.isupper()
