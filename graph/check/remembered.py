"""What the core constraints found before, by what they looked at: data that stay the same are not checked again.

pySHACL needs about a second for a plan, so that adding one plan to two thousand would take most of an hour. What it
finds about a document, or another thing, follows from the shapes, from the statements about it and from those about
what it points to (inverse paths of the shapes stay within a document).
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from cancu.graph.engine import plain
from cancu.graph.names import RDFS

FILE = ".checked.jsonl"
"""In the data folder; it can be deleted at any time."""
_SUBCLASS = NamedNode(RDFS + "subClassOf")


@dataclass(frozen=True, slots=True)
class Result:
    """A validation result as pySHACL gives it, not yet in words."""

    rule: str
    focus: str
    path: str | None
    value: str | None
    component: str


class Remembered:
    """Results by the digest of what they are about; kept in `file`, or for this check alone."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._found: dict[str, tuple[Result, ...]] = {}
        self._used: set[str] = set()
        with suppress(OSError, ValueError, TypeError):
            for line in file.read_text("utf-8").splitlines() if file else ():
                digest, results = json.loads(line)
                self._found[digest] = tuple(Result(*result) for result in results)

    def of(self, digest: str) -> tuple[Result, ...] | None:
        """What was found then; None where this was never checked."""
        self._used.add(digest)
        return self._found.get(digest)

    def keep(self, digest: str, results: Iterable[Result]) -> None:
        """Remember what was found now."""
        self._used.add(digest)
        self._found[digest] = tuple(results)

    def save(self, *, whole: bool) -> None:
        """Write it down; after a check of all data, only what it came across."""
        if self._file is None or not self._file.parent.is_dir():
            return
        kept = sorted(self._used if whole else self._found)
        lines = (json.dumps([d, [astuple(r) for r in self._found[d]]], ensure_ascii=False) for d in kept)
        draft = self._file.with_name(f"{self._file.name}.new")
        with suppress(OSError):  # only time is lost
            draft.write_text("".join(f"{line}\n" for line in lines), "utf-8")
            draft.replace(self._file)


class Digests:
    """Stands for everything that the core constraints look at, thing by thing."""

    def __init__(self, shared: Iterable[Quad]) -> None:
        self._about: dict[object, list[Quad]] = defaultdict(list)
        classes = []
        for quad in shared:
            self._about[quad.subject].append(quad)
            if quad.predicate == _SUBCLASS:
                classes.append(quad)
        self._every = f"{_shapes()} {_hash(classes)}"
        self._of_subject: dict[object, str] = {}

    def of(self, own: Iterable[Quad]) -> str:
        """The digest for the thing or document whose statements `own` are."""
        quads = list(own)
        pointed_at = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
        near = sorted(self._subject(thing) for thing in pointed_at if thing in self._about)
        return hashlib.sha256(" ".join((self._every, _hash(quads), *near)).encode()).hexdigest()[:32]

    def _subject(self, thing: object) -> str:
        if thing not in self._of_subject:
            self._of_subject[thing] = _hash(self._about[thing])
        return self._of_subject[thing]


def owner(quad: Quad) -> str:
    """The document or thing that a statement, perhaps about a part, belongs to."""
    return plain(quad.subject).partition("#")[0]


@cache
def _shapes() -> str:
    """Stands for the rules and the program that runs them."""
    digest = hashlib.sha256(version("pyshacl").encode())
    for file in sorted(files("cancu").joinpath("shapes").iterdir(), key=lambda file: file.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _hash(quads: Iterable[Quad]) -> str:
    said = sorted({f"{q.subject} {q.predicate} {q.object}" for q in quads})
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
