"""Reads many files in processes of their own: one that crashes or hangs its process does not stop the rest."""

import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from cancu.graph.keeping.intake import Arrival, arrive
from cancu.graph.read import OcrSettings
from cancu.graph.sandbox import limit_memory

MEMORY = 2 * 2**30
"""Bytes that reading one file may take."""

_START_SECONDS = 60.0

Read = Callable[[Path, OcrSettings], Arrival]


@dataclass(frozen=True, slots=True)
class _Pages:
    """How far a file is that is read by recognising pictures."""

    done: int
    total: int


def read_files(
    paths: Iterable[Path], jobs: int, seconds: float, ocr: OcrSettings | None = None, read: Read = arrive
) -> Iterator[Arrival]:
    """Read files with `jobs` processes, in the order in which they are done.

    Each file may take `seconds`, and as long again for each page that is recognised; `ocr` is told of these pages.
    """
    settings = ocr or OcrSettings()
    waiting = iter(paths)
    context = multiprocessing.get_context("spawn")
    readers: list[_Reader] = []
    try:
        for path in waiting:
            readers.append(_Reader.start(context, path, seconds, settings, read))
            if len(readers) == jobs:
                break
        while readers:
            for reader in _ready(readers):
                arrival = reader.answer()
                if arrival is None:
                    continue
                yield arrival
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
    pipe: "Connection[Path, Arrival | _Pages]"
    path: Path
    seconds: float
    ocr: OcrSettings
    read: Read
    deadline: float

    @classmethod
    def start(
        cls, context: multiprocessing.context.SpawnContext, path: Path, seconds: float, ocr: OcrSettings, read: Read
    ) -> "_Reader":
        """A new process, at work on `path`."""
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, replace(ocr, jobs=1, progress=None), read), daemon=True)
        with _to_this_process_alone():
            process.start()
        theirs.close()
        ours.send(path)
        return cls(process, ours, path, seconds, ocr, read, time.monotonic() + _START_SECONDS + seconds)

    def answer(self) -> Arrival | None:
        """What became of its file; None where it is only a page further."""
        try:
            if self.pipe.poll():
                told = self.pipe.recv()
                if not isinstance(told, _Pages):
                    return told
                self.deadline = time.monotonic() + self.seconds
                if self.ocr.progress is not None:
                    self.ocr.progress(told.done, told.total)
                return None
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
        return self.start(context, path, self.seconds, self.ocr, self.read)

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@contextmanager
def _to_this_process_alone() -> Iterator[None]:
    """Within it, processes are started to whom Ctrl-C on the terminal says nothing, not even while they load: they
    would answer it with a traceback.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _serve(pipe: "Connection[Arrival | _Pages, Path]", ocr: OcrSettings, read: Read) -> None:
    """Read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us decides
    limit_memory(MEMORY)
    telling = replace(ocr, progress=lambda done, total: pipe.send(_Pages(done, total)))
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        pipe.send(read(path, telling))
