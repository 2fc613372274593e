"""What a version of the store is made of: its files by their content, so that the next one can tell what changed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cancu.graph.digests import Digests
from cancu.graph.sources import PACKAGE, SourceError, Sources


@dataclass(frozen=True, slots=True)
class Manifest:
    """SHA-256 of everything a version is made of.

    `rules` stands for what makes a store out of data: questions, shapes, the number of the rule set. `shared` has a
    line for each file that all documents share, `plans` the digest of each plan's file by name, `documents` the
    document that it describes.
    """

    rules: str
    shared: tuple[str, ...]
    plans: dict[str, str]
    documents: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that stand for all of it."""
        lines = [f"rules {self.rules}", *self.shared, *(f"{name} {said}" for name, said in sorted(self.plans.items()))]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]

    def to_json(self) -> str:
        """As it is stored with a version."""
        told = {"rules": self.rules, "shared": self.shared, "plans": self.plans, "documents": self.documents}
        return json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """What `to_json` wrote. Raises ValueError, TypeError, KeyError."""
        read = json.loads(text)
        return cls(read["rules"], tuple(read["shared"]), dict(read["plans"]), dict(read["documents"]))


def manifest_of(sources: Sources, rules: str, digests: Digests) -> Manifest:
    """The manifest of these files, without the documents. Raises SourceError for a file that cannot be read."""
    shared = {"reference": sources.reference, "instruments": sources.instruments, "register": sources.register}
    return Manifest(
        rules=rules,
        shared=tuple(
            f"{part}/{path.name} {_digest(digests, path)}" for part, paths in shared.items() for path in paths
        ),
        plans={path.name: _digest(digests, path) for path in sources.plans},
    )


def rules_digest(number: int, files: Iterable[Path], digests: Digests) -> str:
    """Stands for the number of the rule set and these files of the package."""
    told = [f"rules {number}", *(f"{path.relative_to(PACKAGE)} {_digest(digests, path)}" for path in files)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _digest(digests: Digests, path: Path) -> str:
    try:
        return digests.of(path)
    except OSError as error:
        raise SourceError(path, 0, "không đọc được.", f"cannot be read ({error.strerror}).") from None
