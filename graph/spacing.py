"""Numbers that order things: spaced, so that what comes between two others gets a number between theirs."""

from collections.abc import Sequence

SPACE = 2**28
"""Between the numbers of things that are all numbered at once."""
_STEP = 2**16
"""How far behind the one before a thing stands: most that come later stand at the end of what is like them."""


class NoRoomError(Exception):
    """There is no number left between two others: all things must be numbered anew."""


def numbered(known: Sequence[int | None], low: int, high: int | None) -> list[int]:
    """Ascending numbers for things in order, between two others; a thing keeps the number it has where that fits."""
    found: list[int] = []
    waiting = 0
    last = low
    for number in known:
        if number is None or number <= last + waiting or (high is not None and number >= high):
            waiting += 1
            continue
        found += [*_between(waiting, last, number), number]
        last, waiting = number, 0
    return [*found, *_between(waiting, last, high)]


def _between(count: int, low: int, high: int | None) -> list[int]:
    if not count:
        return []
    step = SPACE if high is None else (high - low) // (count + 1)
    if not step:
        raise NoRoomError
    step = step if high is None else min(step, _STEP)
    return [low + step * at for at in range(1, count + 1)]
