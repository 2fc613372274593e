"""Mixed load: requests begun at a fixed pace, whether the ones before are answered or not, as visitors come."""

import http.client
import itertools
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from clock import quantile

VISITORS = 64
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it; milliseconds from the moment at which a request was due."""

    asked: int
    failed: int
    median: float
    p95: float
    slowest: float
    answered_a_second: float


def mixed(port: int, addresses: Sequence[str], a_second: float, seconds: float) -> Load:
    """Ask for the addresses in turn, so many a second; what is not answered with 200 in time has failed."""
    began = time.perf_counter()
    due = [began + n / a_second for n in range(round(a_second * seconds))]
    visitor = threading.local()

    def ask(moment: float, address: str) -> float | None:
        time.sleep(max(0.0, moment - time.perf_counter()))
        try:
            if not hasattr(visitor, "connection"):
                visitor.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            visitor.connection.request("GET", address)
            answer = visitor.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            visitor.connection.close()
            return None
        return (time.perf_counter() - moment) * 1000 if answer.status == 200 else None

    with ThreadPoolExecutor(VISITORS) as visitors:
        outcomes = list(visitors.map(ask, due, itertools.cycle(addresses)))
    taken = time.perf_counter() - began
    times = [outcome for outcome in outcomes if outcome is not None] or [0.0]
    failed = sum(outcome is None for outcome in outcomes)
    return Load(
        len(outcomes), failed, quantile(times, 0.5), quantile(times, 0.95), max(times), (len(outcomes) - failed) / taken
    )
