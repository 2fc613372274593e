"""What may be decided about files to add beforehand, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cancu.graph.check import Finding
from cancu.graph.keeping.changes import Change
from cancu.graph.keeping.holding import Holding
from cancu.graph.known import Instrument, Known
from cancu.graph.reading import Reading


class Kept(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    TEXT_STORED = "text-stored"
    RESTRICTED = "restricted"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def good(self) -> bool:
        """Whether the document is in the data folder now."""
        return self not in (Kept.REFUSED, Kept.FAILED)


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever adds has decided beforehand.

    `official_of` gives, by file, the IRI of the document whose official or new version is in the file. With `forward` a
    file that was replaced by a newer version stays replaced; without, it takes that one's place again. With `build` the
    store is built along; without, whoever adds many files builds it at the end.
    """

    allow_restricted: bool = False
    allow_unclear: bool = False
    official_of: Mapping[Path, str] = field(default_factory=dict)
    forward: bool = False
    build: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of a file, or of a file as a whole; the two `reason`s say why it was refused or what
    was done instead.

    `drafts` could be earlier drafts of it, `signed` official versions of it, `versions` earlier versions under another
    title; `official_of` are those whose place it took; `restored` tells that decisions kept aside when it was removed
    are in force again.
    """

    file: Path
    kind: Kept
    reason_vi: str = ""
    reason_en: str = ""
    iri: str = ""
    reading: Reading | None = None
    changes: tuple[Change, ...] = ()
    drafts: tuple[Instrument, ...] = ()
    signed: tuple[Instrument, ...] = ()
    versions: tuple[Instrument, ...] = ()
    official_of: tuple[Instrument, ...] = ()
    findings: tuple[Finding, ...] = ()
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the documents, others whose citations changed their meaning, all `known` instruments, and the
    documents in hand by the SHA-256 of their text.
    """

    outcomes: tuple[Outcome, ...]
    others: tuple[str, ...] = ()
    known: Known = field(default_factory=Known)
    holdings: Mapping[str, Holding] = field(default_factory=dict)
