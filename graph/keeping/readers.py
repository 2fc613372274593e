"""Reads many files in processes of their own: one that crashes or hangs its process does not stop the rest."""

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from cancu.graph.keeping.intake import Arrival, arrive
from cancu.graph.sandbox import limit_memory

MEMORY = 2 * 2**30
"""Bytes that reading one file may take."""

_START_SECONDS = 60.0

Read = Callable[[Path], Arrival]


def read_files(paths: Iterable[Path], jobs: int, seconds: float, read: Read = arrive) -> Iterator[Arrival]:
    """Read files with `jobs` processes, each file within `seconds`; in the order in which they are done."""
    waiting = iter(paths)
    context = multiprocessing.get_context("spawn")
    readers: list[_Reader] = []
    try:
        for path in waiting:
            readers.append(_Reader.start(context, path, seconds, read))
            if len(readers) == jobs:
                break
        while readers:
            for reader in _ready(readers):
                yield reader.answer()
                following = next(waiting, None)
                readers.remove(reader)
                if following is not None:
                    readers.append(reader.go_on(context, following))
                else:
                    reader.end()
    finally:
        for reader in readers:
            reader.end()


def _ready(readers: list["_Reader"]) -> list["_Reader"]:
    """Readers that have answered, died or run out of time; waits for the first."""
    soonest = min(reader.deadline for reader in readers)
    answered = wait([reader.pipe for reader in readers], max(0.0, soonest - time.monotonic()))
    return [r for r in readers if r.pipe in answered or time.monotonic() >= r.deadline]


@dataclass(slots=True, eq=False)
class _Reader:
    """A process that reads one file at a time."""

    process: SpawnProcess
    pipe: "Connection[Path, Arrival]"
    path: Path
    seconds: float
    read: Read
    deadline: float

    @classmethod
    def start(cls, context: multiprocessing.context.SpawnContext, path: Path, seconds: float, read: Read) -> "_Reader":
        """A new process, at work on `path`."""
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, read), daemon=True)
        process.start()
        theirs.close()
        ours.send(path)
        return cls(process, ours, path, seconds, read, time.monotonic() + _START_SECONDS + seconds)

    def answer(self) -> Arrival:
        """What became of its file."""
        try:
            if self.pipe.poll():
                return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            return Arrival(
                self.path,
                "",
                failure=f"{self.path}: tiến trình đọc bị dừng đột ngột (có thể do tệp hỏng hoặc quá nặng) / "
                f"{self.path}: the reading process died (exit code {self.process.exitcode})",
            )
        self.process.kill()
        return Arrival(
            self.path,
            "",
            failure=f"{self.path}: đọc quá {self.seconds:.0f} giây nên bỏ qua / "
            f"{self.path}: reading took longer than {self.seconds:.0f} seconds",
        )

    def go_on(self, context: multiprocessing.context.SpawnContext, path: Path) -> "_Reader":
        """At work on another file, in a new process where this one has ended."""
        try:
            if self.process.is_alive():
                self.pipe.send(path)
                return replace(self, path=path, deadline=time.monotonic() + self.seconds)
        except OSError:
            pass
        self.end()
        return self.start(context, path, self.seconds, self.read)

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(pipe: "Connection[Arrival, Path]", read: Read) -> None:
    """Read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us decides
    limit_memory(MEMORY)
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        pipe.send(read(path))
