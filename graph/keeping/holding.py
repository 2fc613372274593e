"""A held document: how it came into the data folder, and what it gives to the graph besides its own file."""

import json
from collections.abc import Hashable, Iterable
from dataclasses import asdict, dataclass, replace
from sys import intern
from typing import Any, TypeVar

from cancu.graph.known import Instrument, Key
from cancu.graph.read import Origin
from cancu.graph.texts import DOCUMENTS

DERIVED = "derived"


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


_T = TypeVar("_T", bound=Hashable)


class OneOfEach:
    """Keeps one of all equal things: the documents of a country cite the same few papers in the same words."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def of(self, thing: _T) -> _T:
        """The one that equals this."""
        known: _T = self._known.setdefault(thing, thing)
        return known


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a document gives to the graph besides its own file; made from its text, so it can be made again.

    `base` is its IRI as long as no other document in hand has the same one, `document` the document as an instrument.
    `identified` are the instruments its citations tell by themselves, `asked` the questions about known instruments on
    whose answers its citations depend. The rest is known after resolving: its `iri`, the instruments its citations name
    (`cited`) and describe, by subject the statements (N-Triples) about bodies, groups and indicators, and the plan that
    it `issues`.
    """

    rules: str
    decisions: str
    base: str
    document: Instrument
    identified: tuple[Instrument, ...] = ()
    asked: frozenset[str] = frozenset()
    iri: str = ""
    cited: frozenset[str] = frozenset()
    described: tuple[Instrument, ...] = ()
    shared: dict[str, tuple[str, ...]] | None = None
    issues: str = ""

    def to_json(self) -> bytes:
        """As it is stored."""
        plain = asdict(self)
        return _json({**plain, "asked": sorted(self.asked), "cited": sorted(self.cited)})

    @classmethod
    def from_json(cls, content: bytes, one: "OneOfEach | None" = None) -> "Contribution":
        """What `to_json` wrote; with `one`, what other documents say in the same words is shared with them."""
        read, same = json.loads(content), one or OneOfEach()

        def instruments(told: Iterable[dict[str, Any]]) -> tuple[Instrument, ...]:
            return tuple(same.of(_instrument(instrument, same)) for instrument in told)

        return cls(
            rules=read["rules"],
            decisions=read["decisions"],
            base=read["base"],
            document=_instrument(read["document"], same),
            identified=instruments(read["identified"]),
            asked=same.of(frozenset(map(intern, read["asked"]))),
            iri=read["iri"],
            cited=same.of(frozenset(map(intern, read["cited"]))),
            described=instruments(read["described"]),
            shared={intern(s): same.of(tuple(map(intern, lines))) for s, lines in (read["shared"] or {}).items()},
            issues=read["issues"],
        )


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


def _instrument(read: dict[str, Any], same: OneOfEach) -> Instrument:
    key = same.of(Key(**_interned(read["key"]))) if read["key"] else None
    titles = same.of(tuple(map(intern, read["titles"])))
    return Instrument(**{**_interned(read), "key": key, "titles": titles})


def _interned(read: dict[str, Any]) -> dict[str, Any]:
    """With one string for equal ones: the documents of a country name the same few things again and again."""
    return {name: intern(value) if isinstance(value, str) else value for name, value in read.items()}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def by_sha256(holdings: Iterable[Holding]) -> dict[str, Holding]:
    """Holdings by the SHA-256 of their text, in that order."""
    return {h.record.sha256: h for h in sorted(holdings, key=lambda h: h.record.sha256)}
