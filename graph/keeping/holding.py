"""A held document: how it came into the data folder, and what it gives to the graph besides its own file."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from cancu.graph.known import Instrument, Key
from cancu.graph.read import Origin
from cancu.graph.texts import DOCUMENTS

DERIVED = "derived"
RECORD_NAME = re.compile(r"[0-9a-f]{64}\.json")
"""What the record of a document is called in its folder."""


def record_name(sha256: str) -> str:
    """Path in the data folder of the record of the document with this text."""
    return f"{DOCUMENTS}/{sha256}.json"


@dataclass(frozen=True, slots=True)
class Record:
    """How a document came into the data folder.

    `sha256` is of its text as read. `replaces` are the IRIs of drafts whose official version it is; `earlier` the
    SHA-256 of files that were held as this document before. `named` is the IRI that people's decisions about number,
    date or issuer give it, empty where its own words do.

    Of a file with several documents each has a record of its own: `bound` are the SHA-256 of the others' texts, and
    `issued_by` is that of the text of the decision that a plan came with. That text is kept as long as the plan is.
    `pages` and `issuing_pages` say of both texts how each page came, where some were recognised from pictures.
    """

    sha256: str
    file: str
    original: str
    original_sha256: str
    added: str
    replaces: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    named: str = ""
    bound: tuple[str, ...] = ()
    issued_by: str = ""
    pages: tuple[Origin, ...] = ()
    issuing_pages: tuple[Origin, ...] = ()

    @property
    def name(self) -> str:
        """Path of the record in the data folder."""
        return record_name(self.sha256)

    def to_json(self) -> bytes:
        """As it is stored."""
        return _json(asdict(self))

    @classmethod
    def from_json(cls, content: bytes) -> "Record":
        """What `to_json` wrote."""
        read = json.loads(content)
        lists = {name: tuple(read.get(name, ())) for name in ("replaces", "earlier", "bound")}
        pages = {name: tuple(Origin(**p) for p in read.get(name, ())) for name in ("pages", "issuing_pages")}
        return cls(**{**read, **lists, **pages})


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells of other things.

    `identified` are the instruments its citations tell by themselves, `asked` the questions about known instruments on
    whose answers its citations depend. The rest is known after resolving: the instruments its citations name (`cited`)
    and describe, and by subject the statements (N-Triples) about bodies, groups and indicators.
    """

    identified: tuple[Instrument, ...] = ()
    asked: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()
    described: tuple[Instrument, ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a document gives to the graph besides its own file; made from its text, so it can be made again.

    `base` is its IRI as long as no other document in hand has the same one, `document` the document as an instrument.
    Its `iri` and the plan that it `issues` are known after resolving. Of the many documents in hand what they have
    `told` is not in memory: it is looked up as it is needed (`Ledger`).
    """

    rules: str
    decisions: str
    base: str
    document: Instrument
    iri: str = ""
    issues: str = ""
    told: Told | None = None

    @property
    def tells(self) -> Told:
        """What it told, where that is known to be in memory."""
        assert self.told is not None
        return self.told

    def to_json(self) -> bytes:
        """As it is stored."""
        tells = self.tells
        told = {
            "identified": [i.told() for i in tells.identified],
            "asked": sorted(tells.asked),
            "cited": sorted(tells.cited),
            "described": [i.told() for i in tells.described],
            "shared": tells.shared,
        }
        return _json({**self.plain(), **told})

    def plain(self) -> dict[str, Any]:
        """Its values by name, as they are stored, without what it told."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "told"}
        return {**values, "document": self.document.told()}

    @classmethod
    def from_json(cls, content: bytes) -> "Contribution":
        """What `to_json` wrote."""
        read = json.loads(content)
        told = Told(
            tuple(map(instrument_from, read["identified"])),
            frozenset(read["asked"]),
            frozenset(read["cited"]),
            tuple(map(instrument_from, read["described"])),
            {subject: tuple(lines) for subject, lines in (read["shared"] or {}).items()},
        )
        document = instrument_from(read["document"])
        return cls(read["rules"], read["decisions"], read["base"], document, read["iri"], read["issues"], told)


@dataclass(frozen=True, slots=True)
class Holding:
    """A document in hand; `contribution` is None where it has to be made (again)."""

    record: Record
    contribution: Contribution | None = None

    @property
    def derived_name(self) -> str:
        """Path of what is derived from it in the data folder."""
        return f"{DERIVED}/{self.record.sha256}.json"

    @property
    def made(self) -> Contribution:
        """Its contribution, where it is known to have been made."""
        assert self.contribution is not None
        return self.contribution

    def giving(self, contribution: Contribution) -> "Holding":
        """The same document with this contribution."""
        return replace(self, contribution=contribution)


def instrument_from(read: dict[str, Any]) -> Instrument:
    """The instrument that was `told`."""
    return Instrument(**{**read, "key": Key(**read["key"]) if read["key"] else None, "titles": tuple(read["titles"])})


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def by_sha256(holdings: Iterable[Holding]) -> dict[str, Holding]:
    """Holdings by the SHA-256 of their text, in that order."""
    return {h.record.sha256: h for h in sorted(holdings, key=lambda h: h.record.sha256)}
