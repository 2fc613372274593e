"""A digest is remembered only of a file that was surely not written since."""

import hashlib
import os
from pathlib import Path

import pytest

from cancu.graph.digests import Digests


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cancu.graph.digests._MANY", 1)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cancu.graph.digests._SETTLED", -1)


def reads(path: Path, monkeypatch: pytest.MonkeyPatch, memory: Path) -> tuple[str, int]:
    """The digest of a file, and how many times it was read for that."""
    read: list[object] = []
    original = hashlib.file_digest
    with monkeypatch.context() as patched:
        patched.setattr(hashlib, "file_digest", lambda *given: read.append(given) or original(*given))
        digests = Digests(memory)
        digest = digests.of(path)
        digests.keep()
    return digest, len(read)


@pytest.mark.usefixtures("settled")
def test_a_file_is_read_again_only_after_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, memory = tmp_path / "a.ttl", tmp_path / "memory"
    file.write_text("một", "utf-8")
    first = reads(file, monkeypatch, memory)
    assert first == (hashlib.sha256("một".encode()).hexdigest(), 1)
    assert reads(file, monkeypatch, memory) == (first[0], 0)
    other = tmp_path / "b"
    other.write_text("hai", "utf-8")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)  # of the same time, as `cp -p` makes it
    assert reads(file, monkeypatch, memory) == (hashlib.sha256(b"hai").hexdigest(), 1)


def test_a_file_that_was_just_written_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, memory = tmp_path / "a.ttl", tmp_path / "memory"
    file.write_text("một", "utf-8")
    assert [reads(file, monkeypatch, memory)[1] for _ in range(2)] == [1, 1]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("damage", ["", "null", "[1]", '{"a": 1}', '{"a": []}'])
def test_a_damaged_memory_is_made_anew(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, memory = tmp_path / "a.ttl", tmp_path / "memory"
    file.write_text("một", "utf-8")
    memory.write_text(damage.replace('"a"', f'"{file}"'), "utf-8")
    assert [reads(file, monkeypatch, memory)[1] for _ in range(2)] == [1, 0]
