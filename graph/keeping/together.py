"""The documents in hand taken together: which instruments they know of and what is written of them, looked up one by
one. What most documents tell stands in the ledger; those that a change concerns are looked at themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from cancu.graph.keeping.bundle import bundled_plan, bundled_plans, cited_by_bundled
from cancu.graph.keeping.holding import Holding
from cancu.graph.keeping.ledger import Ledger, Variants
from cancu.graph.known import TEXT, Instrument, Key, Known, folded_name, merged_of, number_question, questions_of
from cancu.graph.reading import bundled

_Told = dict[str, list[tuple[str, Instrument]]]
"""Descriptions of instruments, with the documents that give them."""


class Together(Known):
    """All instruments that citations may mean: bundled, named by documents in hand, and these documents.

    `iris` are those of all documents in hand by the SHA-256 of their texts; `near` are the documents that the ledger is
    to leave out: it answers to one such question at a time.
    """

    def __init__(
        self, ledger: Ledger, holdings: Mapping[str, Holding], iris: Mapping[str, str], near: Mapping[str, Holding]
    ) -> None:
        super().__init__(_LookedUp(self._found))
        self._ledger = ledger
        self.own = {iris[sha]: (iris[sha], h.made.document) for sha, h in holdings.items()}
        replacing = ((iris[sha], h) for sha, h in holdings.items() if h.record.replaces)
        ordered = sorted(replacing, key=lambda pair: pair[0])
        self.aliases = {old: iri for iri, h in ordered for old in h.record.replaces}
        bases = ((h.made.base, iris[sha]) for sha, h in holdings.items())
        self._gone = {*self.aliases, *(base for base, iri in bases if base != iri and not bundled_plan(base))}
        self.bundled_gone = bundled_plans() & (self.aliases.keys() | self.own.keys())
        self._answers: dict[str, set[str]] = defaultdict(set)
        self._identified: _Told = defaultdict(list)
        self._described: _Told = defaultdict(list)
        self._cited: set[str] = set()
        self._said: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for sha, holding in near.items():
            self._look_at(iris[sha], holding)
        for iri, document in (*((i.iri, i) for i in bundled().by_iri.values()), *self.own.values()):
            for question in questions_of(document):
                self._answers[question].add(iri)

    def _look_at(self, document: str, holding: Holding) -> None:
        told = holding.made.told
        if told is None:
            return
        for place, instruments in ((self._identified, told.identified), (self._described, told.described)):
            for instrument in instruments:
                place[instrument.iri].append((document, instrument))
        for instrument in told.identified:
            for question in questions_of(instrument):
                self._answers[question].add(instrument.iri)
        self._cited |= told.cited
        for subject, lines in told.shared.items():
            self._said[subject].append((document, lines))

    def of_number(self, key: Key) -> tuple[Instrument, ...]:
        """As in `Known`."""
        asked = number_question(key)
        told = self._answering(asked)
        return tuple(i for i in told if i.key and number_question(i.key) == asked and key.agrees(i.key))

    def of_name(self, name: str) -> tuple[Instrument, ...]:
        """As in `Known`."""
        asked = folded_name(name)
        return tuple(i for i in self._answering(asked) if i.name and folded_name(i.name) == asked)

    def cites(self, iri: str) -> bool:
        """Whether a document in hand cites it."""
        return iri in self._cited or self._ledger.is_cited(iri)

    def known_by_citation(self, iri: str) -> Instrument | None:
        """The description of an instrument that documents cite and none is; None of all else."""
        held = iri in self.own or (iri in bundled_plans() and iri not in self.aliases)
        if held or not (iri in cited_by_bundled(self.bundled_gone) or self.cites(iri)):
            return None
        known = bundled().by_iri.get(iri)
        first = known if known is not None and known.held != TEXT else None
        return _merged(first, self._ledger.described(iri), self._described.get(iri, ())) or self.by_iri.get(iri)

    def statements(self, subject: str) -> tuple[str, ...] | None:
        """What the first document by IRI says of a body, a group, an indicator or a programme."""
        far = self._ledger.lines(subject)
        found = min((*self._said.get(subject, ()), *((far,) if far else ())), default=None)
        return found[1] if found else None

    def instruments(self) -> set[str]:
        """IRIs of everything that is cited or told of as an instrument."""
        near = {*self._described, *self._cited, *self._identified}
        return {*near, *self._ledger.instruments(), *cited_by_bundled(self.bundled_gone)}

    def subjects(self) -> set[str]:
        """What statements are made of besides instruments."""
        return {*self._said, *self._ledger.subjects()}

    def _answering(self, question: str) -> list[Instrument]:
        iris = self._ledger.answering(question) | self._answers.get(question, set())
        return [found for iri in sorted(iris) if (found := self.by_iri.get(iri)) is not None]

    def _found(self, iri: str) -> Instrument | None:
        if iri in self._gone:
            return None
        if iri in self.own:
            return _named(*self.own[iri])
        first = bundled().by_iri.get(iri)
        if first is not None and first.held == TEXT:
            return first
        return _merged(first, self._ledger.identified(iri), self._identified.get(iri, ()))


def _named(iri: str, document: Instrument) -> Instrument:
    return document if document.iri == iri else document._replace(iri=iri)


def _merged(first: Instrument | None, far: Variants, near: Iterable[tuple[str, Instrument]]) -> Instrument | None:
    """One description out of all: the bundled one first, the others in the order of the documents that give them."""
    times = {instrument: many for instrument, many, _ in far}
    by = {instrument: document for instrument, _, document in far}
    for document, instrument in near:
        times[instrument] = times.get(instrument, 0) + 1
        by[instrument] = min(by.get(instrument, document), document)
    ordered = {instrument: times[instrument] for instrument in sorted(times, key=by.__getitem__)}
    if first is not None:
        ordered = {first: ordered.pop(first, 0) + 1, **ordered}
    return merged_of(ordered, _usual_symbols()) if ordered else None


@cache
def _usual_symbols() -> Counter[str | None]:
    """How often bundled instruments bear each symbol: what is usual must not hang on which documents came first."""
    return Counter(instrument.symbol for instrument in bundled().by_iri.values())


class _LookedUp(dict[str, Instrument]):
    """Instruments by IRI, found when one is asked for."""

    def __init__(self, find: Callable[[str], Instrument | None]) -> None:
        super().__init__()
        self._find = cache(find)

    def get(self, iri: str, default: Instrument | None = None) -> Instrument | None:  # type: ignore[override]
        """As of any dictionary."""
        found = self._find(iri)
        return default if found is None else found
