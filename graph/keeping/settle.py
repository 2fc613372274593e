"""What the data folder must hold for a given set of documents and decisions, whatever order they came in.

Resolving takes two rounds, as for the bundled data: each document first tells by itself which instruments it names;
then every citation is resolved against all of these, the bundled instruments and the documents in hand. Documents
whose answers cannot have changed are not read again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache

from cancu.graph.keeping.bundle import bundled_plan, cited_by_bundled
from cancu.graph.keeping.holding import Contribution, Holding, Told
from cancu.graph.keeping.ledger import Ledger
from cancu.graph.keeping.rereading import Texts, read_again
from cancu.graph.keeping.shared import Concerned, shared_files, statements
from cancu.graph.keeping.together import Together
from cancu.graph.known import Consulted, Instrument, Known, differing
from cancu.graph.names import ID, plan_file_stem
from cancu.graph.reading import Reading, as_instrument, document_iri, resolved_again
from cancu.graph.registry import Registry, load_registry
from cancu.graph.review import DATE, IDENTITY, ISSUER, Decision
from cancu.graph.sources import BUNDLED_DATA
from cancu.graph.write import RULE_SET, plan_turtle

Decide = Callable[[str, tuple[str, ...]], tuple[Decision, ...]]
"""What people decided about the document of an IRI that took the place of those other IRIs."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Turtle of the data folder by file name, the holdings with what they give, and the readings made on the way.

    `files` has the shared files and those of documents that were resolved anew; `moved` old IRI → new IRI of documents
    that share their number, or do no longer; `known` are all instruments that citations may mean.
    """

    files: dict[str, str]
    holdings: dict[str, Holding]
    readings: dict[str, Reading]
    moved: dict[str, str]
    known: Together


@cache
def rules() -> str:
    """Stands for everything but the document that its reading depends on."""
    digest = hashlib.sha256(RULE_SET.encode())
    for path in (*sorted(BUNDLED_DATA.rglob("*.ttl")), *sorted(BUNDLED_DATA.parent.parent.glob("ontology/*.ttl"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def settle(
    before: Mapping[str, Holding],
    after: Mapping[str, Holding],
    texts: Texts,
    decide: Decide,
    ledger: Ledger,
    fresh: Mapping[str, Reading] | None = None,
) -> Settled:
    """Everything that changes when the documents in hand are `after` instead of `before`.

    `fresh` are readings already made, without decisions and without known instruments. The ledger knows what the
    documents told that stay as they are, and those alone are not looked at.
    """
    work = _Work(texts, decide, dict(fresh or {}), after)
    based = {sha: work.based(holding) for sha, holding in sorted(after.items())}
    iris = iris_of(based.values())
    holdings = {sha: work.identified(holding, iris[sha]) for sha, holding in based.items()}
    was = {sha: holding for sha, holding in before.items() if holding.contribution is not None}
    old = {sha: holding.made.iri for sha, holding in was.items()}
    changed = {sha for sha in before.keys() | holdings if before.get(sha) != holdings.get(sha)}
    changed |= {sha for sha, iri in iris.items() if old.get(sha, iri) != iri}
    both = _Both(ledger, was, old, holdings, iris, changed)
    asked, issued = both.differing(), issued_in(holdings.values(), iris)
    asking = {sha for sha in changed & holdings.keys() if both.holdings[sha].made.tells.asked & asked}
    asking |= {sha for sha, holding in holdings.items() if holding.made.issues != issued.get(sha, "")}
    asking |= {sha for sha, iri in iris.items() if holdings[sha].made.iri != iri}
    for sha in sorted(asking | work.unresolved | ledger.asking(asked)):
        holding = with_told(both.holdings[sha], ledger)
        both.holdings[sha] = work.resolved(holding, iris[sha], both.now, issued.get(sha, ""))
    both = _Both(ledger, was, old, both.holdings, iris, changed | work.readings.keys())
    moved = {old[sha]: new for sha, new in iris.items() if sha in old and old[sha] != new}
    current = bool(was) and all(h.contribution and h.made.rules == rules() for h in before.values())
    trusted = current and ledger.trusted()
    files = shared_files(both.now, both.concerned if trusted else None, texts.folder) if holdings else {}
    return Settled({**files, **work.plans}, both.holdings, work.readings, moved, both.now)


class _Both:
    """The documents in hand before and after a change, which concerns those in `changed`."""

    def __init__(
        self,
        ledger: Ledger,
        was: Mapping[str, Holding],
        old: Mapping[str, str],
        holdings: Mapping[str, Holding],
        iris: Mapping[str, str],
        changed: Set[str],
    ) -> None:
        ledger.leave_out(sorted(ledger.known() - (was.keys() & holdings.keys()) | changed))
        before = {sha: with_told(was[sha], ledger) for sha in sorted(changed & was.keys())}
        after = {sha: with_told(holdings[sha], ledger) for sha in sorted(changed & holdings.keys())}
        self.was = Together(ledger, was, old, before)
        self.now = Together(ledger, holdings, iris, after)
        self.holdings = {**holdings, **after}
        self._near = (*before.values(), *after.values())
        self._named = {*(old[sha] for sha in before), *(iris[sha] for sha in after)}
        self._named |= {iri for h in self._near for iri in (h.made.base, *h.record.replaces)}

    def differing(self) -> set[str]:
        """The questions about instruments that are answered otherwise now."""
        told = {i.iri for h in self._near for i in h.made.tells.identified}
        return differing(self.was, self.now, self._named | told)

    @property
    def concerned(self) -> Concerned:
        """What the documents that changed tell of."""
        tells = [h.made.tells for h in self._near]
        told = {i.iri for t in tells for i in (*t.identified, *t.described)} | {iri for t in tells for iri in t.cited}
        bundled = cited_by_bundled(self.was.bundled_gone) ^ cited_by_bundled(self.now.bundled_gone)
        return Concerned(self._named | told | bundled, {subject for t in tells for subject in t.shared})


def with_told(holding: Holding, ledger: Ledger) -> Holding:
    """The document with what it told, which is looked up where it is not in memory."""
    if holding.made.told is not None:
        return holding
    return holding.giving(replace(holding.made, told=ledger.told(holding.record.sha256)))


def known_of(ledger: Ledger, holdings: Mapping[str, Holding], iris: Mapping[str, str]) -> Together:
    """All instruments that citations may mean where the documents in hand are as the ledger knows them."""
    ledger.leave_out(sorted(ledger.known() - holdings.keys()))
    return Together(ledger, holdings, iris, {})


def with_identity(
    holdings: Mapping[str, Holding],
    texts: Texts,
    decide: Decide,
    fresh: Mapping[str, Reading] | None = None,
) -> dict[str, Holding]:
    """The holdings with at least their identity; `fresh` as in `settle`."""
    work = _Work(texts, decide, dict(fresh or {}), holdings)
    return {sha: work.based(holding) for sha, holding in holdings.items()}


class _Work:
    """Reads each document as often as needed, and no oftener."""

    def __init__(
        self, texts: Texts, decide: Decide, plain: dict[str, Reading], together: Mapping[str, Holding]
    ) -> None:
        self._texts, self._decide, self._plain, self._together = texts, decide, plain, together
        self._registry: Registry = load_registry()
        self.unresolved: set[str] = set()
        self.readings: dict[str, Reading] = {}
        self.plans: dict[str, str] = {}

    def based(self, holding: Holding) -> Holding:
        """With its identity, as it is printed or as people decided."""
        if holding.contribution is not None and holding.contribution.rules == rules():
            return holding
        named = holding.record.named
        reading = self._decided(holding, named) if named else self._undecided(holding)
        base = named or base_iri(reading)
        return holding.giving(Contribution(rules(), "", base, as_instrument(reading.facts.identity, base)))

    def identified(self, holding: Holding, document: str) -> Holding:
        """With the instruments that its citations tell by themselves."""
        made = holding.made
        digest = _digest(self._decisions(holding, document), self._of_issuing(holding))
        if made.decisions == digest:
            return holding
        reading = self._decided(holding, document)
        consulted = Consulted(Known())
        alone = resolved_again(reading, self._registry, consulted).resolution
        self.unresolved.add(holding.record.sha256)
        told = Told(alone.instruments, frozenset(consulted.asked))
        return holding.giving(replace(made, decisions=digest, told=told))

    def resolved(self, holding: Holding, document: str, known: Known, issues: str) -> Holding:
        """With its citations resolved against everything known; its own file is written on the way."""
        reading = replace(
            resolved_again(self._decided(holding, document), self._registry, known),
            iri=document,
            issues=issues or None,
        )
        self.readings[holding.record.sha256] = reading
        self.plans[f"plans/{plan_file_stem(document)}.ttl"] = plan_turtle(reading)
        resolution = reading.resolution
        cited = {i for c in resolution.citations for i in (c.instrument, *c.candidates) if i}
        said = statements(reading, self._registry)
        told = replace(holding.made.tells, cited=frozenset(cited), described=resolution.instruments, shared=said)
        return holding.giving(replace(holding.made, iri=document, issues=issues, told=told))

    def _undecided(self, holding: Holding) -> Reading:
        sha = holding.record.sha256
        if sha not in self._plain:
            self._plain[sha] = read_again(holding, self._texts, Known())
        return self._plain[sha]

    def _decided(self, holding: Holding, document: str) -> Reading:
        decisions, of_issuing = self._decisions(holding, document), self._of_issuing(holding)
        if not decisions and not of_issuing:
            return self._undecided(holding)
        return read_again(holding, self._texts, Known(), decisions, of_issuing)

    def _decisions(self, holding: Holding, document: str) -> tuple[Decision, ...]:
        return self._decide(document, holding.record.replaces)

    def _of_issuing(self, holding: Holding) -> tuple[Decision, ...]:
        return decided_of_issuing(holding, self._together, self._texts, self._decide)


def decided_of_issuing(
    holding: Holding, together: Mapping[str, Holding], texts: Texts, decide: Decide
) -> tuple[Decision, ...]:
    """What people decided about date and issuer of the decision that a plan came with, which are the plan's own too.

    Nothing where the decision is not among the documents in hand.
    """
    issuing = together.get(holding.record.issued_by)
    if issuing is None:
        return ()
    made = issuing.contribution
    named = issuing.record.named or (made and (made.iri or made.base)) or base_iri(read_again(issuing, texts, Known()))
    shared = decide(named, issuing.record.replaces)
    return tuple(d for d in shared if d.kind == IDENTITY and d.field in (DATE, ISSUER))


def base_iri(reading: Reading) -> str:
    """The IRI that a document's own words give it; who has no register to stand in is told apart by the text."""
    identity = reading.facts.identity
    plain = document_iri(identity)
    if identity.issuer is not None and (identity.digits or identity.title):
        return plain
    return f"{plain}~{reading.text.sha256[:12]}"


def learnt(old: str, new: str) -> bool:
    """Whether `new` differs from the IRI `old` only in issuer, year or number that were unknown when that was given."""
    before, after = (iri.removeprefix(ID).split("~")[0].split("/") for iri in (old, new))
    pairs = list(zip(before, after, strict=False))
    return before != after and len(before) == len(after) and all(a == b or a.startswith("_") for a, b in pairs)


def iris_of(holdings: Iterable[Holding]) -> dict[str, str]:
    """IRI of each document, by the SHA-256 of its text: two documents with one number are told apart by their day."""
    same: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        same[holding.made.base].append(holding)
    return {
        h.record.sha256: base if alone(h.made, group) else f"{base}~{h.made.document.date or h.record.sha256[:12]}"
        for base, group in same.items()
        for h in group
    }


def issued_in(holdings: Iterable[Holding], iris: Mapping[str, str]) -> dict[str, str]:
    """IRI of the plan in hand that came with a document, by the SHA-256 of that document's text."""
    plans = [(h.record.issued_by, iris[h.record.sha256]) for h in holdings if h.record.issued_by]
    return dict(sorted(plans, reverse=True))  # of several the first by IRI


def alone(made: Contribution, group: list[Holding]) -> bool:
    """Whether no other document in hand, bundled ones included, has the same number on another day."""
    rival = bundled_plan(made.base)
    return len(group) == 1 and (rival is None or not other_day(rival, made.document))


def other_day(first: Instrument, second: Instrument) -> bool:
    """Whether both are dated in full, and differently: then they are two documents."""
    days = [i.date for i in (first, second) if i.date and len(i.date) == len("2024-01-31")]
    return len(set(days)) == len(days) == 2


def _digest(decisions: tuple[Decision, ...], of_issuing: tuple[Decision, ...]) -> str:
    told = (decisions, of_issuing) if of_issuing else decisions
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
