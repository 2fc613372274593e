"""Limits how often one visitor may send queries."""

import threading
import time
from collections import OrderedDict

_VISITORS = 10_000
"""Buckets kept; the one longest unused goes first."""


class Rate:
    """A bucket of requests for each visitor, refilled evenly over a minute."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, visitor: str, now: float | None = None) -> float:
        """Take one request; returns 0, or the seconds to wait when the bucket is empty."""
        moment = time.monotonic() if now is None else now
        with self._lock:
            left, since = self._buckets.pop(visitor, (float(self._per_minute), moment))
            left = min(float(self._per_minute), left + (moment - since) * self._per_minute / 60)
            self._buckets[visitor] = (left - 1 if left >= 1 else left, moment)
            while len(self._buckets) > _VISITORS:
                self._buckets.popitem(last=False)
            return 0.0 if left >= 1 else (1 - left) * 60 / self._per_minute
