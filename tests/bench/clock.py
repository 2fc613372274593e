"""How long something takes: several times over, the first time apart, within a budget of seconds."""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SECONDS = float(os.environ.get("CANCU_BENCH_SECONDS", 1.0))
"""What asking one thing again and again may take."""
MOST, LEAST = 40, 3


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds: the first time, when nothing is in any cache, then the middle and the slow end of the others."""

    first: float
    median: float
    p95: float
    times: int


def timed(
    actions: Iterable[Callable[[], object]], seconds: float = SECONDS, clock: Callable[[], float] = time.perf_counter
) -> Timed:
    """Time actions in turn; of the first round only the first is told, the others warm up."""
    listed = list(actions)
    firsts = [once(action, clock) for action in listed]
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while len(taken) < MOST and (len(taken) < LEAST or time.perf_counter() < end):
        taken.append(once(listed[len(taken) % len(listed)], clock))
    return Timed(firsts[0], statistics.median(taken), quantile(taken, 0.95), len(taken))


def quantile(values: Iterable[float], part: float) -> float:
    """The value below which this part of them lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, round(len(ranked) * part))]


def once(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds that an action takes this time."""
    start = clock()
    action()
    return (clock() - start) * 1000
