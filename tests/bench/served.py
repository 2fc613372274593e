"""The site in a process of its own, as `cancu serve` starts it, asked over a kept-alive connection."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

CLI = [sys.executable, "-c", "from cancu.graph.cli import main; main()"]
_STARTING = 120.0
_SETTLING = 300.0
_QUIET = 3
"""Looks in a row at which it did nothing."""


@dataclass(slots=True)
class Site:
    """A running site; `started` is the seconds from the start of the process to its first answer."""

    port: int
    process: "subprocess.Popen[bytes]"
    started: float
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)

    def get(self, address: str) -> int:
        """Bytes of the page. Raises AssertionError where it is not answered with 200."""
        try:
            answer, body = self._answer(address)
        except http.client.RemoteDisconnected:  # a connection that was silent for a minute is closed
            answer, body = self._answer(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return len(body)

    def _answer(self, address: str) -> tuple[http.client.HTTPResponse, bytes]:
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        return answer, answer.read()

    def memory(self) -> int:
        """Megabytes that the site and its workers hold, what they share counted once."""
        return sum(_proportional(process) for process in (self.process.pid, *_children(self.process.pid))) // 1024

    def processor(self) -> float:
        """Seconds of processor that the site and its workers have used."""
        ticks = sum(_ticks(process) for process in (self.process.pid, *_children(self.process.pid)))
        return ticks / os.sysconf("SC_CLK_TCK")

    def settle(self, seconds: float = _SETTLING) -> None:
        """Wait until it has asked itself what it asks ahead of visitors, at most so long."""
        end = time.perf_counter() + seconds
        used, quiet = -1.0, 0
        while time.perf_counter() < end and quiet < _QUIET:
            before, used = used, self.processor()  # less than before where a process that worked for it ended
            quiet = quiet + 1 if abs(used - before) < 0.05 else 0
            time.sleep(3)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def site(home: Path, port: int) -> Iterator[Site]:
    """`cancu serve` over this data folder."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [*CLI, "serve", "--port", str(port)], env={**os.environ, "CANCU_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(port):
            assert process.poll() is None, "the site ended"
            assert time.perf_counter() - began < _STARTING, "the site does not start"
            time.sleep(0.02)
        with Site(port, process, time.perf_counter() - began) as served:
            yield served
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _proportional(process: int) -> int:
    """Kilobytes of a process, of what it shares its part; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _ticks(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _children(process: int) -> list[int]:
    """The processes that any thread of a process started."""
    named: list[str] = []
    for told in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            named += told.read_text("ascii").split()
    return [int(name) for name in named]
