"""One writer at a time in a data folder."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

Wait = Callable[[], None]
"""Called once, when a writer has to wait for another one."""

_LOOK_AGAIN = 0.2


class BusyStoreError(Exception):
    """Another process is writing in the same data folder."""


@contextmanager
def only_writer(folder: Path, patience: float = 0.0, on_wait: Wait | None = None) -> Iterator[None]:
    """Holds the folder's lock file; the system frees it when the process dies.

    Waits at most `patience` seconds. Raises BusyStoreError, OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + patience
    with (folder / ".lock").open("w") as lock:
        told = False
        while not _locked(lock):
            if time.monotonic() >= deadline:
                raise BusyStoreError(
                    f"Một lệnh khác đang ghi vào {folder}; chờ lệnh đó xong rồi chạy lại. / "
                    f"Another command is writing in {folder}; wait for it to end and try again."
                )
            if on_wait is not None and not told:
                on_wait()
                told = True
            time.sleep(_LOOK_AGAIN)
        yield


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
