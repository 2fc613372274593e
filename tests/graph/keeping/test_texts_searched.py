"""The index of texts beside changes of the data folder: it follows each of them, and none of them hangs on it."""

import hashlib
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cancu.graph.fulltext import INDEX, refresh, search_sections
from cancu.graph.keeping import removing
from cancu.graph.keeping import transaction as transactions
from cancu.graph.keeping.outcome import Kept
from cancu.graph.texts import text_bytes, text_name
from tests.graph.keeping.conftest import Write, keep

KILLED = """
import os, signal, sys
from pathlib import Path
from cancu.graph import fulltext

original, calls = fulltext._insert, iter(range(9))

def insert(connection, *given):
    original(connection, *given)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 1")  # what is not decided yet is on the disk too
    if next(calls) == 1:
        os.kill(os.getpid(), signal.SIGKILL)

fulltext._insert = insert
fulltext.refresh(Path(sys.argv[1]))
"""
"""Takes texts into the index, and kills itself (kill -9) after the second."""


def found(home: Path, word: str) -> int:
    hits = search_sections(home, word)
    assert hits is not None
    return len(hits)


def test_the_index_has_what_is_held_and_nothing_else(write: Write, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removing, "built_after", lambda _change: SimpleNamespace(version=None))
    kept = keep(home, write("a.txt", task="trồng hoa mộclan"), write("b.txt", number="102", task="trồng hoa huệ"))
    secret = write("m.txt", number="103", mark="MẬT", task="trồng hoa kínđáo")
    (apart,) = keep(home, secret, allow_restricted=True).outcomes
    assert apart.kind is Kept.RESTRICTED
    assert (found(home, "moclan"), found(home, "hue"), found(home, "kindao")) == (1, 1, 0)
    keep(home, write("a2.txt", task="trồng hoa cúcquỳ"))
    assert (found(home, "moclan"), found(home, "cucquy")) == (0, 1)
    removing.remove(home, kept.outcomes[1].iri)
    assert found(home, "hue") == 0
    stored = (home / INDEX).read_bytes()
    assert b"cucquy" in stored
    assert not [word for word in (b"moclan", b"kindao") if word in stored]


def test_a_change_is_made_also_where_the_index_cannot_be(
    write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, write("a.txt", task="trồng hoa mộclan"))

    def full(_folder: Path) -> int:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(transactions, "refresh", full)
        (outcome,) = keep(home, write("b.txt", number="102", task="trồng hoa huệ")).outcomes
    assert outcome.kind is Kept.ADDED
    assert not transactions.interrupted(home)
    assert search_sections(home, "hue") is None, "an index that lags behind would show what is gone"
    keep(home, write("c.txt", number="103"))
    assert (found(home, "hue"), found(home, "moclan")) == (1, 1)


def test_an_index_whose_making_was_killed_is_completed(write: Write, home: Path) -> None:
    (kept,) = keep(home, write("a.txt", task="trồng hoa mộclan")).outcomes
    assert kept.reading is not None
    for at in range(3):
        content = f"{kept.reading.text.content}\nlượt {at}\n" * 20
        sha256 = hashlib.sha256(text_bytes(content)).hexdigest()
        (home / text_name(sha256)).write_bytes(text_bytes(content))
    before = found(home, "moclan")
    done = subprocess.run([sys.executable, "-c", KILLED, str(home)], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert refresh(home) == 3
    assert found(home, "moclan") > before
    assert refresh(home) == 0
