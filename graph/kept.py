"""What was worked out before, kept while it is not too much: the data of a version never change."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by name, those asked for last; may be used from many threads, of which one works a value out.

    `most` is how much is kept all in all, `size` how much of that a value is.
    """

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most = most
        self._size = size
        self._held = 0
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._coming: dict[str, Future[Value]] = {}
        self._lock = threading.Lock()

    def get(self, name: str, make: Callable[[], Value]) -> Value:
        """The value of this name, made now where it is not kept. Raises what `make` raises."""
        with self._lock:
            if name in self._values:
                self._values.move_to_end(name)
                return self._values[name]
            coming = self._coming.get(name)
            if coming is None:
                own = self._coming[name] = Future()
        if coming is not None:
            return coming.result()
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                del self._coming[name]
            own.set_exception(error)
            raise
        with self._lock:
            del self._coming[name]
            self._keep(name, value)
        own.set_result(value)
        return value

    def _keep(self, name: str, value: Value) -> None:
        if self._size(value) > self._most:
            return
        self._values[name] = value
        self._held += self._size(value)
        while self._held > self._most:
            _, oldest = self._values.popitem(last=False)
            self._held -= self._size(oldest)
