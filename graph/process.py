"""One query process seen from outside: start it, ask it with a deadline, learn how it died."""

import json
import os
import resource
import select
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Literal, TypeAlias

from cancu.graph.program import started
from cancu.graph.worker import HEAD, frame

Cause: TypeAlias = Literal["memory", "time", "depth", "unknown"]

START_SECONDS = 20.0
"""A start that takes longer counts as dead; measured 0.1 to 0.3 s."""
KEPT_MEMORY = 250 * 2**20
"""Bytes a worker may hold above what it held at its start; with more it is replaced after the query."""
_MAX_COMPLAINT = 4096


def _resident(process: int) -> int:
    """Bytes of memory a process holds; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


class LateWorkerError(Exception):
    """No answer by the deadline; the process has been killed."""


class DeadWorkerError(Exception):
    """The process ended before it answered."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause = cause


class WorkerProcess:
    """A process of `cancu.graph.worker`; used by one thread at a time."""

    def __init__(self, store_path: Path, memory: int) -> None:
        self.store_path = store_path
        self._ready = False
        self._resident = 0
        self._process = started(
            "cancu.graph.worker", str(store_path), str(memory), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    @property
    def swollen(self) -> bool:
        """Whether it keeps much more memory than it began with: what a query frees does not always go back."""
        return self._ready and _resident(self._process.pid) - self._resident > KEPT_MEMORY

    def ask(self, request: dict[str, Any], body: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Its answer. Raises LateWorkerError after `seconds`, DeadWorkerError when it ends before."""
        if not self._ready:
            self._read(time.monotonic() + START_SECONDS)
            self._resident = _resident(self._process.pid)
            self._ready = True
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame(request, body))
            self._process.stdin.flush()
        except OSError:
            raise self._dead() from None
        return self._read(time.monotonic() + seconds)

    def end(self) -> None:
        """Kill it, whatever it does, and free its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _read(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        head, body = HEAD.unpack(self._bytes(HEAD.size, deadline))
        return json.loads(self._bytes(head, deadline)), self._bytes(body, deadline)

    def _bytes(self, count: int, deadline: float) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        readable = select.poll()  # which, unlike `select`, any number of open files leaves at work
        readable.register(pipe, select.POLLIN)
        parts: list[bytes] = []
        while count:
            left = deadline - time.monotonic()
            if left <= 0 or not readable.poll(left * 1000):
                self._process.kill()
                self._process.wait()
                raise LateWorkerError
            part = os.read(pipe, min(count, 2**20))
            if not part:
                raise self._dead()
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _dead(self) -> DeadWorkerError:
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        assert self._process.stderr is not None
        complaint = os.read(self._process.stderr.fileno(), _MAX_COMPLAINT).decode("utf-8", "replace").lower()
        if code == -signal.SIGXCPU:
            return DeadWorkerError("time")
        if "overflowed its stack" in complaint or code == -signal.SIGSEGV:
            return DeadWorkerError("depth")
        if "memory allocation" in complaint or "memoryerror" in complaint or code == -signal.SIGKILL:
            return DeadWorkerError("memory")
        return DeadWorkerError("unknown")
