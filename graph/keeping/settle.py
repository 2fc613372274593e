"""What the data folder must hold for a given set of documents and decisions, whatever order they came in.

Resolving takes two rounds, as for the bundled data: each document first tells by itself which instruments it names;
then every citation is resolved against all of these, the bundled instruments and the documents in hand. Documents
whose answers cannot have changed are not read again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from cancu.graph.keeping.holding import Contribution, Holding
from cancu.graph.keeping.instruments_file import ORIGIN, instruments_file
from cancu.graph.keeping.rereading import Texts, read_again
from cancu.graph.known import TEXT, Consulted, Instrument, Known, differing, each_merged
from cancu.graph.names import ID, plan_file_stem
from cancu.graph.reading import Reading, as_instrument, bundled, document_iri, resolved_again
from cancu.graph.registry import Registry, load_registry
from cancu.graph.review import DATE, IDENTITY, ISSUER, Decision
from cancu.graph.sources import BUNDLED_DATA, bundled_sources, read_turtle
from cancu.graph.turtle import Triples, iri
from cancu.graph.write import (
    RULE_SET,
    bodies_of,
    bodies_turtle,
    groups_of,
    indicators_turtle,
    plan_turtle,
    programmes_turtle,
)

_INDICATOR, _PROGRAMME = "/id/indicator/", "/id/programme/"

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
    known: Known


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
    fresh: Mapping[str, Reading] | None = None,
) -> Settled:
    """Everything that changes when the documents in hand are `after` instead of `before`.

    `fresh` are readings already made, without decisions and without known instruments.
    """
    work = _Work(texts, decide, dict(fresh or {}), after)
    holdings = {sha: work.based(holding) for sha, holding in sorted(after.items())}
    iris = _iris(holdings.values())
    holdings = {sha: work.identified(holding, iris[sha]) for sha, holding in holdings.items()}
    known, issued = known_of(holdings.values(), iris), issued_in(holdings.values(), iris)
    old = {h.record.sha256: h.made.iri for h in before.values() if h.contribution is not None}
    held = [h for h in before.values() if h.contribution]
    known_before = known_of(held, old)
    changed = differing(known_before, known)
    for sha, holding in holdings.items():
        made = holding.made
        issues = issued.get(sha, "")
        if made.shared is None or (made.iri, made.issues) != (iris[sha], issues) or made.asked & changed:
            holdings[sha] = work.resolved(holding, iris[sha], known, issues)
    moved = {old[sha]: new for sha, new in iris.items() if sha in old and old[sha] != new}
    instruments = instruments_file(_instruments(holdings.values(), known), *_written(held, known_before, texts.folder))
    files = {"instruments.ttl": instruments, **_shared(holdings)} if holdings else {}
    return Settled({**files, **work.plans}, holdings, work.readings, moved, known)


def with_identity(
    holdings: Mapping[str, Holding],
    texts: Texts,
    decide: Decide,
    fresh: Mapping[str, Reading] | None = None,
) -> dict[str, Holding]:
    """The holdings with at least their identity; `fresh` as in `settle`."""
    work = _Work(texts, decide, dict(fresh or {}), holdings)
    return {sha: work.based(holding) for sha, holding in holdings.items()}


@cache
def bundled_texts() -> dict[str, str]:
    """IRIs of the bundled plans by the SHA-256 of the text they were read from."""
    found = {}
    for path in bundled_sources().plans:
        for quad in read_turtle(path):
            if quad.predicate.value.endswith("#sha256"):
                found[quad.object.value] = quad.subject.value.partition("#")[0]  # type: ignore[union-attr]
    return found


class _Work:
    """Reads each document as often as needed, and no oftener."""

    def __init__(
        self, texts: Texts, decide: Decide, plain: dict[str, Reading], together: Mapping[str, Holding]
    ) -> None:
        self._texts, self._decide, self._plain, self._together = texts, decide, plain, together
        self._registry: Registry = load_registry()
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
        return holding.giving(
            replace(
                made,
                decisions=digest,
                identified=alone.instruments,
                asked=frozenset(consulted.asked),
                shared=None,
            )
        )

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
        return holding.giving(
            replace(
                holding.made,
                iri=document,
                cited=frozenset(cited),
                described=resolution.instruments,
                shared=_statements(reading, self._registry),
                issues=issues,
            )
        )

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


def _iris(holdings: Iterable[Holding]) -> dict[str, str]:
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


def bundled_plan(document: str) -> Instrument | None:
    """The bundled plan with this IRI."""
    found = bundled().by_iri.get(document)
    return found if found and found.held == TEXT else None


def other_day(first: Instrument, second: Instrument) -> bool:
    """Whether both are dated in full, and differently: then they are two documents."""
    days = [i.date for i in (first, second) if i.date and len(i.date) == len("2024-01-31")]
    return len(set(days)) == len(days) == 2


def known_of(holdings: Iterable[Holding], iris: Mapping[str, str]) -> Known:
    """All instruments that citations may mean: bundled, named by documents in hand, and these documents."""
    ordered = sorted(holdings, key=lambda h: iris[h.record.sha256])
    own = [replace(h.made.document, iri=iris[h.record.sha256]) for h in ordered]
    gone = {old for h in ordered for old in h.record.replaces} | {
        h.made.base for h in ordered if iris[h.record.sha256] != h.made.base and not bundled_plan(h.made.base)
    }
    held = {i.iri for i in bundled().by_iri.values() if i.held == TEXT} | {i.iri for i in own}
    identified = (i for h in ordered for i in h.made.identified if i.iri not in held)
    found = each_merged((*bundled().by_iri.values(), *identified))
    found.update({i.iri: i for i in own})
    known = Known()
    for name in sorted(found.keys() - gone):
        known.add(found[name])
    return known


def _digest(decisions: tuple[Decision, ...], of_issuing: tuple[Decision, ...]) -> str:
    told = (decisions, of_issuing) if of_issuing else decisions
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _statements(reading: Reading, registry: Registry) -> dict[str, tuple[str, ...]]:
    """What a document says of bodies, groups, indicators and programmes that the bundled data leave out, by subject."""
    registers = (registry.body_by_slug(i.key.register) for i in reading.resolution.instruments if i.key)
    bodies = {b.slug: b for b in (*bodies_of([reading]), *registers) if b is not None}
    turtle = (
        bodies_turtle(bodies.values(), groups_of([reading]), registry),
        indicators_turtle([reading]),
        programmes_turtle([reading]),
    )
    found: dict[str, list[str]] = defaultdict(list)
    for triple in (t.triple for part in turtle for t in parse(part.encode(), format=RdfFormat.TURTLE)):
        subject = triple.subject.value
        if subject not in _bundled_subjects():
            found[subject].append(f"{triple} .")
    return {subject: tuple(sorted(lines)) for subject, lines in sorted(found.items())}


@cache
def _bundled_subjects() -> frozenset[str]:
    files = (path for path in bundled_sources().reference)
    return frozenset(q.subject.value for path in files for q in read_turtle(path))  # type: ignore[union-attr]


def _written(held: Iterable[Holding], known: Known, folder: Path) -> tuple[dict[str, Instrument], str | None]:
    """The instruments that the folder's file describes, and that file; nothing where other rules wrote it."""
    ordered, path = list(held), folder / "instruments.ttl"
    if not path.exists() or any(h.made.rules != rules() or h.made.shared is None for h in ordered):
        return {}, None
    return {i.iri: i for i in _instruments(ordered, known)}, path.read_text("utf-8")


def _shared(holdings: Mapping[str, Holding]) -> dict[str, str]:
    """What all documents share besides the instruments that they cite; each file where there is something to say."""
    ordered = sorted(holdings.values(), key=lambda h: h.made.iri)
    aliases = {old: h.made.iri for h in ordered for old in h.record.replaces}
    statements: dict[str, tuple[str, ...]] = {}
    for holding in ordered:
        for subject, lines in (holding.made.shared or {}).items():
            statements.setdefault(subject, lines)
    register, indicators, programmes, replaced = Triples(), Triples(), Triples(), Triples()
    for subject in sorted(statements):
        home = indicators if _INDICATOR in subject else programmes if _PROGRAMME in subject else register
        home.extend(_parsed(statements[subject]))
    for old, new in sorted(aliases.items()):
        replaced.add(old, dcterms__isReplacedBy=iri(new))
    told = {
        "register.ttl": (register, f"Bodies and groups of bodies that added documents name; {ORIGIN}."),
        "indicators.ttl": (indicators, f"Indicators of added documents, by what they measure; {ORIGIN}."),
        "programmes.ttl": (programmes, f"Programmes that added documents name, by their titles; {ORIGIN}."),
        "aliases.ttl": (replaced, f"Identifiers that were replaced, and by which; {ORIGIN}."),
    }
    return {name: out.turtle(heading) for name, (out, heading) in told.items() if any(out)}


def _parsed(lines: Iterable[str]) -> list[Triple]:
    return [q.triple for q in parse("\n".join(lines).encode(), format=RdfFormat.N_TRIPLES)]


def _instruments(holdings: Iterable[Holding], known: Known) -> list[Instrument]:
    """Instruments known by citation only: the bundled ones and what documents in hand cite."""
    ordered = sorted(holdings, key=lambda h: h.made.iri)
    replaced = {old for h in ordered for old in h.record.replaces}
    known_before = (i for i in bundled().by_iri.values() if i.held != TEXT)
    described = each_merged((*known_before, *(i for h in ordered for i in h.made.described)))
    own = {h.made.iri for h in ordered}
    cited = {i for h in ordered for i in h.made.cited} | _cited_by_bundled(frozenset(replaced | own))
    held = own | {i.iri for i in bundled().by_iri.values() if i.held == TEXT} - replaced
    found = {name: described.get(name) or known.by_iri.get(name) for name in cited - held}
    return [found[name] for name in sorted(found) if found[name] is not None]  # type: ignore[misc]


@cache
def _cited_by_bundled(without: frozenset[str]) -> frozenset[str]:
    """What the bundled plans cite, apart from those that a document in hand took the place of."""
    names = {"citedDocument", "candidate"}
    stems = {plan_file_stem(name) for name in without}
    found = set()
    for path in (p for p in bundled_sources().plans if Path(p).stem not in stems):
        for quad in read_turtle(path):
            if quad.predicate.value.rpartition("#")[2] in names:
                found.add(quad.object.value)  # type: ignore[union-attr]
    return frozenset(found)
