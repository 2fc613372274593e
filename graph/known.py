"""The instruments already known: what identifies one, and how a citation's parts lead to candidates."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph

from cancu.graph import names
from cancu.graph.names import DCTERMS, ELI, ONTOLOGY, RDF

TEXT, CITATION, REGISTER = "text", "citation", "register"


class Key(NamedTuple):
    """The register entry that an instrument is: whose register, type, symbol, number without leading zeros, and years.

    `number_year` is the year that the number itself carries: `06/2019/QĐ-TTg` and `06/QĐ-TTg` stand in two registers.
    """

    register: str
    type: str
    symbol: str
    digits: str
    number_year: str | None
    year: str | None

    def agrees(self, other: "Key") -> bool:
        """Whether both can be the same entry when a missing year counts as any."""
        if (self.register, self.type, self.symbol, self.digits, self.number_year) != (
            other.register, other.type, other.symbol, other.digits, other.number_year,
        ):  # fmt: skip
            return False
        return self.year is None or other.year is None or self.year == other.year


class Instrument(NamedTuple):
    """One instrument, described as far as its citations tell; what they do not is None.

    `date` is ISO as precise as known; `issuer`, `register` and `area` are IRIs, `level` and `system` names of concepts;
    `titles` holds every title printed for it, repeats included, in alphabetical order.
    """

    iri: str
    type: str
    regime: str
    number: str | None = None
    symbol: str | None = None
    key: Key | None = None
    name: str | None = None
    year: str | None = None
    date: str | None = None
    titles: tuple[str, ...] = ()
    issuer: str | None = None
    register: str | None = None
    level: str | None = None
    system: str | None = None
    area: str | None = None
    held: str = CITATION

    @property
    def title(self) -> str | None:
        """The title most often printed; of equally frequent ones the longest."""
        printed = Counter(self.titles)
        folded = {title: names.slug(title) for title in printed}
        counts: Counter[str] = Counter()
        for title, times in printed.items():
            counts[folded[title]] += times
        return max(printed, key=lambda t: (counts[folded[t]], len(t), t), default=None)

    def told(self) -> dict[str, Any]:
        """Its values by name, as they are stored."""
        return {**self._asdict(), "key": self.key and self.key._asdict()}


@dataclass(slots=True)
class Known:
    """Instruments found by identity, by number whatever the year, and by a law's name."""

    by_iri: dict[str, Instrument] = field(default_factory=dict)
    _by_number: dict[tuple[str, str, str, str, str | None], list[str]] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    def add(self, instrument: Instrument) -> None:
        """Add an instrument; one that is known already keeps its place."""
        if instrument.iri in self.by_iri:
            return
        self.by_iri[instrument.iri] = instrument
        if instrument.key:
            self._by_number.setdefault(_bucket(instrument.key), []).append(instrument.iri)
        if instrument.name:
            self._by_name.setdefault(folded_name(instrument.name), []).append(instrument.iri)

    def replace(self, instrument: Instrument) -> None:
        """Take a better description of a known instrument."""
        if instrument.iri not in self.by_iri:
            self.add(instrument)
        self.by_iri[instrument.iri] = instrument

    def of_number(self, key: Key) -> tuple[Instrument, ...]:
        """Instruments that `key` can mean, in the order of their IRIs."""
        iris = self._by_number.get(_bucket(key), [])
        return tuple(self.by_iri[iri] for iri in sorted(iris) if key.agrees(_key(self.by_iri[iri])))

    def of_name(self, name: str) -> tuple[Instrument, ...]:
        """Laws of that name, in the order of their IRIs."""
        return tuple(self.by_iri[iri] for iri in sorted(self._by_name.get(folded_name(name), [])))

    def copy(self) -> "Known":
        """An independent copy."""
        out = Known()
        for instrument in self.by_iri.values():
            out.add(instrument)
        return out


class Consulted(Known):
    """Known instruments that remember what they were asked: a citation can only be affected by these answers."""

    def __init__(self, known: Known) -> None:
        super().__init__(known.by_iri, known._by_number, known._by_name)
        self.asked: set[str] = set()

    def of_number(self, key: Key) -> tuple[Instrument, ...]:
        """As in `Known`."""
        self.asked.add(number_question(key))
        return Known.of_number(self, key)

    def of_name(self, name: str) -> tuple[Instrument, ...]:
        """As in `Known`."""
        self.asked.add(folded_name(name))
        return Known.of_name(self, name)


def questions_of(instrument: Instrument) -> set[str]:
    """The questions (as `Consulted` writes them down) that an instrument is an answer to."""
    found = {_question(_bucket(instrument.key))} if instrument.key else set()
    return found | {folded_name(instrument.name)} if instrument.name else found


def differing(first: Known, second: Known, among: Iterable[str]) -> set[str]:
    """The questions about these IRIs that the two answer differently."""
    found: set[str] = set()
    for iri in among:
        one, other = first.by_iri.get(iri), second.by_iri.get(iri)
        if _answer(one) != _answer(other):
            for instrument in (one, other):
                found |= questions_of(instrument) if instrument is not None else set()
    return found


def _answer(instrument: Instrument | None) -> tuple[object, ...] | None:
    """What resolving looks at."""
    if instrument is None:
        return None
    return instrument.key, instrument.name, instrument.year, instrument.date, instrument.title


def number_question(key: Key) -> str:
    """The question what stands in a register under a number, whatever the year."""
    return _question(_bucket(key))


def _question(bucket: tuple[str, str, str, str, str | None]) -> str:
    return "|".join(part or "" for part in bucket)


def _key(instrument: Instrument) -> Key:
    assert instrument.key is not None  # only keyed instruments stand in the number index
    return instrument.key


def _bucket(key: Key) -> tuple[str, str, str, str, str | None]:
    return key.register, key.type, key.symbol, key.digits, key.number_year


def folded_name(name: str) -> str:
    """A law's name as compared: without diacritics, case and punctuation."""
    return names.slug(unicodedata.normalize("NFC", name))


def strip_zeros(digits: str) -> str:
    """The running number as compared: «02» is 2."""
    return digits.lstrip("0") or "0"


def load_known(files: Iterable[Path]) -> Known:
    """Read the instruments described in Turtle files (`instruments.ttl`, `plans/*.ttl`)."""
    known = Known()
    for instrument in _instruments(files):
        known.add(instrument)
    return known


def _instruments(files: Iterable[Path]) -> Iterator[Instrument]:
    described: dict[str, dict[str, list[str]]] = {}
    for file in files:
        for quad in pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TURTLE):
            if isinstance(quad.subject, pyoxigraph.NamedNode) and not isinstance(quad.object, pyoxigraph.Triple):
                values = described.setdefault(quad.subject.value, {})
                values.setdefault(quad.predicate.value, []).append(quad.object.value)
    for iri in sorted(described):
        values = described[iri]
        if ONTOLOGY + "Instrument" in values.get(RDF + "type", ()):
            yield instrument_of(iri, values)


_REGIMES = {
    "NormativeInstrument": "normative",
    "AdministrativeInstrument": "administrative",
    "PartyInstrument": "party",
    "Treaty": "treaty",
}


def instrument_of(iri: str, values: Mapping[str, Sequence[str]]) -> Instrument:
    """The instrument of this IRI, from the values that the data give for each property."""

    def one(predicate: str) -> str | None:
        return next(iter(sorted(values.get(predicate, ()))), None)

    def tail(predicate: str) -> str | None:
        value = one(predicate)
        return value.rpartition("/")[2] if value else None

    classes = {c.rpartition("#")[2] for c in values[RDF + "type"]}
    number, digits, symbol = one(ONTOLOGY + "documentNumber"), one(ELI + "number"), one(ONTOLOGY + "symbol")
    year, register, kind = one(ONTOLOGY + "year"), tail(ONTOLOGY + "register"), tail(ELI + "work_type") or ""
    key = None
    if number and digits and symbol and register:
        number_year = next((part for part in number.split("/")[1:2] if part.isdigit() and len(part) == 4), None)
        key = Key(register, kind, symbol, strip_zeros(digits), number_year, year)
    return Instrument(
        iri=iri, type=kind, regime=next((_REGIMES[c] for c in sorted(classes) if c in _REGIMES), "administrative"),
        number=number, symbol=symbol, key=key, name=None if number else one(ONTOLOGY + "citedName"), year=year,
        date=one(DCTERMS + "issued"), titles=tuple(sorted(values.get(DCTERMS + "title", ()))),
        issuer=one(ONTOLOGY + "issuedBy"),
        register=one(ONTOLOGY + "register"), level=tail(ONTOLOGY + "level"), system=tail(ONTOLOGY + "system"),
        area=one(ELI + "jurisdiction"), held=tail(ONTOLOGY + "held") or CITATION,
    )  # fmt: skip


def merged(first: Instrument, second: Instrument) -> Instrument:
    """One description out of two of the same instrument, the same whichever comes first.

    The more precise date and the issuer that is not merely the keeper of the register win.
    """

    def longer(a: str | None, b: str | None) -> str | None:
        return max((v for v in (a, b) if v is not None), key=lambda v: (len(v), v), default=None)

    def issuer(i: Instrument) -> tuple[bool, str]:
        return i.issuer is not None and i.issuer != i.register, i.issuer or ""

    by = max(first, second, key=issuer)
    return first._replace(
        key=first.key or second.key,
        symbol=first.symbol or second.symbol,
        name=first.name or second.name,
        date=longer(first.date, second.date),
        titles=tuple(sorted((*first.titles, *second.titles))),
        year=longer(first.year, second.year),
        number=longer(first.number, second.number),
        issuer=by.issuer,
        register=first.register or second.register,
        level=by.level,
        system=by.system,
        area=by.area,
        held=min(first.held, second.held, key=(TEXT, REGISTER, CITATION).index),
    )


def each_merged(described: Iterable[Instrument]) -> dict[str, Instrument]:
    """One description of each instrument, by IRI, out of all that are given; many may tell the same of one."""
    told: dict[str, Counter[Instrument]] = defaultdict(Counter)
    for instrument in described:
        told[instrument.iri][instrument] += 1
    usual = Counter(i.symbol for each in told.values() for i in each)
    return {iri: merged_of(times, usual) for iri, times in told.items()}


def merged_of(told: Mapping[Instrument, int], usual: Mapping[str | None, int]) -> Instrument:
    """One description out of several of one instrument, each told so many times; `usual` is how often instruments bear
    each symbol.
    """
    one = reduce(merged, told)
    if sum(told.values()) > len(told):
        titles = (title for instrument, n in told.items() for title in instrument.titles * n)
        one = one._replace(titles=tuple(sorted(titles)))
    if len({i.symbol for i in told if i.symbol}) > 1:
        one = _as_mostly_spelt(one, told, usual)
    return one


def _as_mostly_spelt(one: Instrument, times: Mapping[Instrument, int], usual: Mapping[str | None, int]) -> Instrument:
    """`one` with the symbol that most descriptions print, of equally many the more `usual` one: a misprint of a single
    paper («28-CT/TVV») is not how the instrument is called.
    """
    votes: Counter[str] = Counter()
    for instrument, n in times.items():
        if instrument.symbol:
            votes[instrument.symbol] += n
    symbol = max(votes, key=lambda s: (votes[s], usual.get(s, 0), len(s), s))
    alike = [i for i in times if i.symbol == symbol and i.number]
    best = max(alike, key=lambda i: (len(i.number or ""), i.number), default=one)
    return one._replace(symbol=symbol, number=best.number, key=best.key or one.key)
