"""Two minutes of visitors, some of them hostile: no good request fails, memory stays flat, the workers come back."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

SECONDS = int(os.environ.get("SOAK_SECONDS", "120"))
GROWTH = 120 * 2**20
"""Bytes that server and workers together may grow by after they are warm."""
GOOD = (
    "/", "/?q=tre+em", "/plans", "/instruments", "/agencies", "/areas", "/indicators", "/queries", "/quality", "/data",
    "/instruments/trung-uong-dang/chi-thi/2023/28", "/agencies/so-y-te-tinh-binh-phuoc", "/trace?of=28-CT/TW@2023",
    "/queries/implementing-plans.json?instrument=28-CT/TW@2023", "/query?query=ASK%7B%7D", "/api/openapi.json",
    "/data/trung-uong-dang/chi-thi/2023/28.ttl", "/?q=tre+em&kind=document&level=province", "/?lang=en",
    "/suggest?q=so+y+te&for=agency", "/queries/most-cited-instruments", "/updates.atom?agency=S%E1%BB%9F+Y+t%E1%BA%BF+"
    "t%E1%BB%89nh+B%C3%ACnh+Ph%C6%B0%E1%BB%9Bc",
)  # fmt: skip
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(12)) + " }"
HOSTILE = (
    CROSS,
    'SELECT * WHERE { ?s ?p ?o FILTER(REGEX(STR(?o), "(a+)+(a+)+(a+)+$")) } ORDER BY ?o',
    "SELECT * WHERE { ?s (<urn:a>|!<urn:a>)* ?o }",
    "ASK { FILTER(" + "(" * 10_000,
    "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT ?x WHERE { VALUES ?x { " + "<urn:x> " * 9_000 + "} ?a ?b ?c . ?d ?e ?f }",
    "not a query",
)
ANSWERED = HOSTILE[1]
"""Heavy, but a quick machine may answer it in time."""
HONEST = "SELECT ?plan WHERE { ?plan a cancu:Plan } LIMIT 20"
SCRIPT = """
local at = 0
local paths = {%s}
request = function()
  at = at + 1
  return wrk.format("GET", paths[at %% #paths + 1], {["Host"] = "127.0.0.1"})
end
"""
SERVE = """
import sys
from pathlib import Path
from cancu.web import create_app
from cancu.web.serving import server
from cancu.web.site import Settings
bound = server(create_app(Path(sys.argv[1]), Settings(query_seconds=2.0, rate_per_minute=10**9)), "127.0.0.1", 0)
print(bound.effective_port, flush=True)
try:
    bound.run()
except KeyboardInterrupt:
    pass
"""


@pytest.fixture
def serving(cancu_home: Path) -> Iterator[tuple[int, int]]:
    """Process and port of a server of its own, so that its memory is its alone."""
    started = subprocess.Popen([sys.executable, "-c", SERVE, str(cancu_home)], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    port = int(started.stdout.readline())
    yield started.pid, port
    started.send_signal(signal.SIGINT)  # as Ctrl+C ends `cancu serve`: the workers end with it
    started.wait(60)
    started.stdout.close()


def ask(port: int, path: str) -> tuple[int, bytes]:
    """Status and body."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def memory(process: int) -> int:
    """Bytes that a process and its workers hold."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        fields = dict(re.findall(r"^(Pid|PPid|VmRSS):\s+(\d+)", text, re.MULTILINE))
        if str(process) in (fields["Pid"], fields["PPid"]):
            total += int(fields.get("VmRSS", 0)) * 1024
    return total


def visit(port: int, until: float, statuses: dict[str, set[int]]) -> None:
    """One visitor who asks in turn what is hostile and what is honest."""
    at = 0
    while time.monotonic() < until:
        query = HOSTILE[at % len(HOSTILE)]
        statuses.setdefault(query[:40], set()).add(ask(port, "/sparql?query=" + quote(query))[0])
        statuses.setdefault(HONEST, set()).add(ask(port, "/sparql?query=" + quote(HONEST))[0])
        at += 1


@pytest.mark.long
@pytest.mark.row("L2", "L3")
def test_two_minutes_of_mixed_visitors(serving: tuple[int, int], tmp_path: Path) -> None:
    process, port = serving
    wrk = shutil.which("wrk")
    assert wrk is not None, "run `.ci/setup load` first, as `make test-all` does"
    for path in GOOD:
        assert ask(port, path)[0] in (200, 303), path
    for query in HOSTILE:
        ask(port, "/sparql?query=" + quote(query))
    before = memory(process)
    script = tmp_path / "visitors.lua"
    script.write_text(SCRIPT % ", ".join(json.dumps(path) for path in GOOD))
    until = time.monotonic() + SECONDS
    statuses: dict[str, set[int]] = {}
    hostile = threading.Thread(target=visit, args=(port, until, statuses))
    hostile.start()
    sent = ["--threads", "1", "--connections", "4", "--duration", f"{SECONDS}s", "--timeout", "30s", "--script", script]
    told = subprocess.run(
        [wrk, *sent, f"http://127.0.0.1:{port}"], capture_output=True, text=True, timeout=SECONDS + 120, check=True
    ).stdout
    hostile.join()
    assert int(re.search(r"(\d+) requests in", told)[1]) > 0
    assert "Non-2xx" not in told, told
    assert "Socket errors" not in told, told
    assert statuses.pop(HONEST) == {200}
    statuses[ANSWERED[:40]].discard(200)
    assert all(status in (400, 403, 413, 414, 422, 503) for found in statuses.values() for status in found), statuses
    while (workers := json.loads(ask(port, "/health")[1])["workers"])["busy"]:
        time.sleep(0.1)
    assert workers == {"count": 3, "busy": 0}
    grown = memory(process) - before
    assert grown < GROWTH, f"{grown / 2**20:.0f} MiB more after {told}"
