"""Numbers that begin anew inside a point: «2. Phòng A» above «1. … 2. … 3. …», then «3. Phòng B».

The numbers inside count for themselves only where the point's own sequence is taken up again behind them: papers whose
numbers begin anew below each unnumbered title have no such sequence.
"""

from collections.abc import Iterator, Sequence

_COUNTED = "number."
_PARTS = frozenset(("part", "chapter", "upper", "roman", "article"))


def begun_anew(styles: Sequence[str], values: Sequence[int]) -> set[int]:
    """The places, among marks of these `styles` and `values`, of the numbers that stand inside a point."""
    parts: list[list[int]] = [[]]
    for place, style in enumerate(styles):
        if style in _PARTS:
            parts.append([])
        elif style == _COUNTED:
            parts[-1].append(place)
    return {place for part in parts for place in _inside(values, part)}


def _inside(values: Sequence[int], part: list[int]) -> Iterator[int]:
    sequence = [values[place] for place in part]
    certain = list(_runs(sequence, learnt=False))
    for begin, end in _runs(sequence, learnt=True) if certain else ():
        yield from part[begin:end]


def _runs(sequence: list[int], *, learnt: bool) -> Iterator[tuple[int, int]]:
    """Runs 1, 2 … inside a point. Where one could also go on itself with the number that follows the point's, it ends
    there only if the part is `learnt` to have such runs.
    """
    last = place = 0
    while place < len(sequence):
        end = place
        while end < len(sequence) and sequence[end] == end - place + 1:
            end += 1
        taken_up = end < len(sequence) and sequence[end] == last + 1
        if not taken_up and learnt and end - place > last:
            end, taken_up = place + last, True
        if last and sequence[place] == 1 and taken_up:
            yield place, end
            place = end
        last = sequence[place]
        place += 1
