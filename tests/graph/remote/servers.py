"""Real SPARQL servers on loopback ports, each in a folder of its own, ended with the test that started it."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cancu.graph.remote import Endpoint

VIRTUOSO = shutil.which("virtuoso-t")
_STARTING = 90.0

_VIRTUOSO_INI = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = v-temp.db
TransactionFile = v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ServerThreads = 20
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers anything."""
    end = time.monotonic() + _STARTING
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError as answered:
            answered.close()
        except OSError:
            if process.poll() is not None:
                raise AssertionError(f"the server at {address} ended with {process.returncode}") from None
            time.sleep(0.1)
            continue
        return
    raise AssertionError(f"nobody answers at {address}")


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        wait_for(address, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(folder: Path, *, union: bool = True, port: int | None = None) -> Iterator[Endpoint]:
    """The Oxigraph server over a store in this folder."""
    chosen = port or free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    options = ["--union-default-graph"] if union else []
    command = [program, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{chosen}", *options]
    base = f"http://127.0.0.1:{chosen}"
    with _running(command, folder, f"{base}/query?query=ASK%7B%7D"):
        yield Endpoint(f"{base}/query", f"{base}/store")


@contextmanager
def virtuoso(folder: Path, buffers: int = 20_000) -> Iterator[Endpoint]:
    """Virtuoso with an empty database in this folder, 8 kB for each buffer; its log-in is that of a new database."""
    assert VIRTUOSO is not None
    http = free_port()
    settings = _VIRTUOSO_INI.format(sql=free_port(), http=http, buffers=buffers, dirty=buffers // 2)
    (folder / "virtuoso.ini").write_text(settings, "ascii")
    base = f"http://127.0.0.1:{http}"
    with _running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{base}/sparql"):
        yield Endpoint(f"{base}/sparql", f"{base}/sparql-graph-crud-auth", "dba", "dba", 60.0)
