"""Adding documents to the data folder: what is kept, what takes the place of what, and why a file is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cancu.graph.keeping.bundle import bundled_plan, bundled_texts
from cancu.graph.keeping.changes import changes
from cancu.graph.keeping.drafts import drafts_of, signed_of, versions_of
from cancu.graph.keeping.folder import (
    active,
    decisions_in,
    original_name,
    removed_review,
    review_name,
)
from cancu.graph.keeping.holding import Holding, Record
from cancu.graph.keeping.intake import Arrival
from cancu.graph.keeping.ledger import Ledger
from cancu.graph.keeping.lineage import draft_of, issued_anew, later_version, other_version, same_file
from cancu.graph.keeping.naming import named_by_people
from cancu.graph.keeping.outcome import Added, Kept, Options, Outcome
from cancu.graph.keeping.refusing import refused, unclear, violating
from cancu.graph.keeping.rereading import Texts
from cancu.graph.keeping.restricted import keep_apart
from cancu.graph.keeping.settle import (
    Settled,
    base_iri,
    known_of,
    learnt,
    other_day,
    settle,
    with_identity,
)
from cancu.graph.keeping.staging import built_after, checked, faults_of, move_review, sources_after, stage, violations
from cancu.graph.keeping.transaction import Transaction, transaction
from cancu.graph.known import TEXT, Instrument
from cancu.graph.lock import Wait, only_writer
from cancu.graph.names import plan_file_stem
from cancu.graph.read import Text
from cancu.graph.reading import Reading, as_instrument, bundled, resolved_again
from cancu.graph.registry import load_registry
from cancu.graph.sources import BUNDLED_DATA
from cancu.graph.store import Version, current_version, discard, version_id
from cancu.graph.texts import text_bytes, text_name


def add(
    folder: Path,
    arrivals: Sequence[Arrival],
    options: Options | None = None,
    patience: float = 0.0,
    on_wait: Wait | None = None,
    ledger: Ledger | None = None,
) -> Added:
    """Keep the files that were read, each whole or not at all; a document that cannot be told from others stays out.
    Who adds again and again gives the same `ledger` each time.

    Raises BusyStoreError, LostTextError, ReviewError, SourceError, OSError; then nothing has changed.
    """
    chosen = options or Options()
    rejected: dict[Path, _Told] = {}
    with only_writer(folder, patience, on_wait):
        held = ledger or Ledger(folder)
        while True:
            with transaction(folder) as change:
                batch = _Batch(change, chosen, held)
                for arrival in arrivals:
                    batch.take(arrival, rejected.get(arrival.path))
                faults = batch.settle()
                if not faults:
                    return batch.commit()
                rejected |= faults


_Told = Mapping[str, Outcome]
"""What became of the documents of one file, by the SHA-256 of their texts."""

_Place = tuple[Path, str]
"""Of a document that is handed in: its file and the SHA-256 of its text, empty for a file without documents."""


@dataclass(slots=True)
class _New:
    """A document that the batch brings: its file, what it was taken for, and the document it replaces."""

    arrival: Arrival
    reading: Reading
    kind: Kept
    before: bytes | None = None
    official_of: tuple[Instrument, ...] = ()
    restored: bool = False


class _Batch:
    """Files of one change of the data folder."""

    def __init__(self, change: Transaction, options: Options, ledger: Ledger) -> None:
        self.folder, self.change, self.options, self.ledger = ledger.folder, change, options, ledger
        self.held = ledger.now()
        self.before = active(change, self.held)
        self.already = {h.made.iri for h in self.before.values() if h.contribution} | bundled().by_iri.keys()
        self.coming: dict[str, Text] = {}
        self.texts = Texts(self.folder, self.coming)
        self.after = with_identity(self.before, self.texts, decisions_in(change))
        self.new: dict[str, _New] = {}
        self.apart: dict[_Place, tuple[Arrival, Reading]] = {}
        self.told: dict[_Place, Outcome] = {}
        self.order: list[_Place] = []
        self.settled: Settled | None = None
        self.version: Version | None = None
        self.differing: frozenset[str] = frozenset()

    def take(self, arrival: Arrival, rejected: _Told | None) -> None:
        """Judge one file and take in those of its documents that can be kept."""
        whole = refused(arrival, self.options)
        if whole is not None:
            self._tell((arrival.path, ""), whole)
            return
        self.coming.update((reading.text.sha256, reading.text) for reading in arrival.readings)
        for reading in arrival.readings:
            sha = reading.text.sha256
            told = (rejected or {}).get(sha)
            outcome = told or unclear(arrival, reading, self.options) or self._kept(arrival, reading)
            self._tell((arrival.path, sha), outcome)

    def _tell(self, place: _Place, outcome: Outcome | None) -> None:
        self.order.append(place)
        if outcome is not None:
            self.told[place] = outcome

    def settle(self) -> dict[Path, _Told]:
        """Work out everything that follows and check it; files whose facts violate a shape come back refused."""
        self.after = named_by_people(self.change, self.after, self.texts)
        decide = decisions_in(self.change)
        self.settled = settle(self.before, self.after, self.texts, decide, self.ledger, self._fresh())
        gone = [h for sha, h in self.before.items() if sha not in self.after]
        # Texts of decisions are kept even where these are not: date and issuer of their plans stand there.
        for sha in sorted(self.coming.keys() & {h.record.issued_by for h in self.after.values()}):
            self.change.write(text_name(sha), text_bytes(self.coming[sha].content))
        self.differing = stage(self.change, self.before, gone, self.settled)
        self._put_apart(self.settled)
        added = {sha: self.settled.holdings[sha] for sha in self.new}
        if not added and not self.options.build:
            return {}
        sources = sources_after(self.change)
        current = current_version(self.folder) if self.options.build else None
        if current is not None and version_id(sources, self.folder) == current.id:
            return {}
        built = built_after(self.change) if self.options.build else None
        faults = violations(faults_of(built) if built else checked(sources, added), added)
        if faults:
            if built:
                discard(built)
            wrong = {self.new[sha].arrival.path: self.new[sha].arrival for sha in faults}
            return {path: self._rejected(violating(arrival, faults)) for path, arrival in wrong.items()}
        self.version = built.version if built else None
        return {}

    def commit(self) -> Added:
        """Carry the change out; what became of the files, in the order given."""
        assert self.settled is not None  # settled before
        together = self._held_documents()
        new = {(new.arrival.path, sha): self._outcome(sha, new, together) for sha, new in self.new.items()}
        outcomes = {**self.told, **new}
        if not self.change.empty:
            self.change.commit(self.version)
            self.ledger.committed()
        own = {self.settled.holdings[sha].made.iri for sha in self.new}
        return Added(
            tuple(outcomes[place] for place in dict.fromkeys(self.order)),
            tuple(sorted(self.differing - own)),
            known_of(self.ledger, self.settled.holdings, {sha: h.made.iri for sha, h in self.settled.holdings.items()}),
            {**{sha: h for sha, h in self.held.items() if sha not in self.before}, **self.settled.holdings},
        )

    def _fresh(self) -> dict[str, Reading]:
        """The readings that came in, but of plans that another version of their decision issues by now."""
        readings = {sha: new.reading for sha, new in self.new.items()}
        return {sha: r for sha, r in readings.items() if r.issued_by == self.after[sha].record.issued_by}

    def _rejected(self, told: _Told) -> _Told:
        """Of a file that is not kept, what is told of the documents that it would have brought."""
        return {sha: outcome for sha, outcome in told.items() if sha in self.new}

    def _put_apart(self, settled: Settled) -> None:
        """Restricted papers are read with all that is known, but nothing else learns from them."""
        for place, (arrival, reading) in self.apart.items():
            resolved = resolved_again(reading, load_registry(), settled.known)
            new = keep_apart(self.change, arrival, resolved, self._record(arrival, reading))
            self.told[place] = Outcome(
                arrival.path,
                Kept.RESTRICTED if new else Kept.UNCHANGED,
                f"văn bản «{arrival.restricted}»: "
                + ("đã cất riêng" if new else "đã cất riêng từ trước")
                + ", không vào kho",
                f"marked «{arrival.restricted}»: kept apart, not in the store",
                iri=resolved.iri,
                reading=resolved,
            )

    def _kept(self, arrival: Arrival, reading: Reading) -> Outcome | None:
        """Take the document in; an outcome where that is all there is to say of it."""
        sha = reading.text.sha256
        if arrival.restricted:
            self.apart[arrival.path, sha] = arrival, reading
            return None
        if sha in bundled_texts() and sha not in self.after:
            return self._bundled(arrival, reading)
        draft = draft_of(arrival, reading, self.options.official_of.get(arrival.path))
        told = sha in self.after and (draft is None or draft in self.after[sha].record.replaces)
        if told and not issued_anew(self.after[sha], reading, self.texts):
            same = self.new[sha].arrival.path.name if sha in self.new else self.after[sha].record.file
            return Outcome(
                arrival.path,
                Kept.UNCHANGED,
                f"đã có trong kho (tệp «{same}»), không có gì thay đổi",
                f"already held (file «{same}»), nothing changed",
                iri=self.after[sha].made.iri or self.after[sha].made.base,
                reading=reading,
            )
        newer = later_version(self.after, arrival, reading)
        if newer is not None and self.options.forward:
            return Outcome(
                arrival.path,
                Kept.UNCHANGED,
                f"đã có bản mới hơn của văn bản này (tệp «{newer.record.file}»)",
                f"a newer version of the document is held (file «{newer.record.file}»)",
                iri=newer.made.iri or newer.made.base,
            )
        self._take_in(arrival, reading, draft)
        return None

    def _bundled(self, arrival: Arrival, reading: Reading) -> Outcome:
        document, known = bundled_texts()[reading.text.sha256], reading.text.sha256 in self.held
        if not known:
            record = self._record(arrival, reading)
            self._store(record, arrival, reading)
            self.held[record.sha256] = Holding(record)
        return Outcome(
            arrival.path,
            Kept.UNCHANGED if known else Kept.TEXT_STORED,
            "kế hoạch này đi kèm Căn Cứ; "
            + ("toàn văn đã có trong kho" if known else "đã cất toàn văn, dữ kiện giữ nguyên"),
            "this plan comes with Căn Cứ; "
            + ("its text is held already" if known else "its text is stored, no fact changed"),
            iri=document,
            reading=reading,
        )

    def _take_in(self, arrival: Arrival, reading: Reading, draft: str | None) -> None:
        base = base_iri(reading)
        document = as_instrument(reading.facts.identity, base)
        record, new = self._record(arrival, reading), _New(arrival, reading, Kept.ADDED)
        sha = reading.text.sha256
        if sha in self.after:
            record = self._told_more(self.after.pop(sha), record, new)
        old = other_version(self.after, base, document) or same_file(self.after, arrival, document)
        if old is not None:
            held = self.after.pop(old)
            earlier = tuple(dict.fromkeys((*record.earlier, *held.record.earlier, held.record.original_sha256)))
            others = tuple(e for e in earlier if e != arrival.original_sha256)
            replaces = tuple(dict.fromkeys((*held.record.replaces, *record.replaces)))
            record = replace(record, replaces=replaces, named=held.record.named or record.named, earlier=others)
            self._issues_instead(old, sha)
            new.kind = Kept.REPLACED
            record = self._renamed(held, base, record)
            if (came_with := self.new.pop(old, None)) is not None:
                new.kind, new.before = came_with.kind, came_with.before
                self._forget(held, came_with.arrival, arrival)
            else:
                new.before = self._turtle(held)
        elif (rival := bundled_plan(base)) is not None and not other_day(rival, document):
            new.kind = Kept.REPLACED
            new.before = (BUNDLED_DATA / "plans" / f"{plan_file_stem(base)}.ttl").read_bytes()
        if draft is not None and draft != base:
            new.official_of, record = self._take_place(draft, base, record)
        new.restored = self._restore_review(base)
        self.new[sha] = new
        self.after.update(with_identity({sha: Holding(record)}, self.texts, decisions_in(self.change), {sha: reading}))
        self._store(record, arrival, reading)

    def _told_more(self, held: Holding, record: Record, new: _New) -> Record:
        """The record of a text that is held already and of which something is learnt."""
        old, came_with = held.record, self.new.pop(held.record.sha256, None)
        if came_with is not None:
            self._forget(held, came_with.arrival, new.arrival)
            new.kind, new.before = came_with.kind, came_with.before
        if not issued_anew(held, new.reading, self.texts):
            return old
        if came_with is None:
            new.kind, new.before = Kept.REPLACED, self._turtle(held)
            if old.original != record.original:
                self.change.delete(old.original)
        earlier = (*old.earlier, *((old.original_sha256,) if old.original_sha256 != record.original_sha256 else ()))
        record = replace(record, added=old.added, replaces=old.replaces, named=old.named, earlier=earlier)
        return self._renamed(held, base_iri(new.reading), record)

    def _renamed(self, held: Holding, base: str, record: Record) -> Record:
        """The record of a document of which more is known than when it got its identifier: the old one leads to it."""
        if record.named or not held.made.iri or not learnt(held.made.base, base):
            return record
        move_review(self.change, held.made.iri, base)
        return replace(record, replaces=tuple(dict.fromkeys((*record.replaces, held.made.iri))))

    def _issues_instead(self, old: str, new: str) -> None:
        """Plans that came with one version of a decision belong to the version that takes its place."""
        for sha, held in list(self.after.items()):
            if held.record.issued_by == old:
                again = {sha: Holding(replace(held.record, issued_by=new, issuing_pages=self.coming[new].origins))}
                found = with_identity(again, self.texts, decisions_in(self.change))[sha]
                self.after[sha] = found.giving(replace(found.made, iri=held.made.iri))

    def _turtle(self, held: Holding) -> bytes | None:
        path = self.folder / "plans" / f"{plan_file_stem(held.made.iri)}.ttl"
        return path.read_bytes() if path.exists() else None

    def _take_place(self, draft: str, base: str, record: Record) -> tuple[tuple[Instrument, ...], Record]:
        """Put the document in the place of a draft; what people decided about the draft goes along."""
        holder = next((sha for sha, h in self.after.items() if draft in (h.made.iri, h.made.base)), None)
        replaced = [draft]
        told = bundled_plan(draft)
        if holder is not None:
            held = self.after.pop(holder)
            told, replaced = held.made.document, [*replaced, *held.record.replaces]
            move_review(self.change, draft, base)
        replaces = tuple(dict.fromkeys((*record.replaces, *replaced)))
        return ((told,) if told else ()), replace(record, replaces=replaces)

    def _restore_review(self, base: str) -> bool:
        """Put decisions that were kept aside when the document was removed in force again."""
        aside = self.change.path(removed_review(base))
        if aside is None or self.change.path(review_name(base)) is not None:
            return False
        self.change.write(review_name(base), aside.read_bytes())
        self.change.delete(removed_review(base))
        return True

    def _forget(self, held: Holding, earlier: Arrival, later: Arrival) -> None:
        """A file that another one of the same batch took the place of."""
        for name in (held.record.name, held.record.original, text_name(held.record.sha256)):
            self.change.forget(name)
        self.told[earlier.path, held.record.sha256] = Outcome(
            earlier.path,
            Kept.UNCHANGED,
            f"cùng một văn bản với tệp «{later.path.name}» trong lần thêm này; giữ nội dung của tệp ấy",
            f"the same document as «{later.path.name}» of this run, whose content is kept",
            iri=held.made.base,
        )

    def _record(self, arrival: Arrival, reading: Reading) -> Record:
        sha, name = reading.text.sha256, arrival.path.name
        now = datetime.now(UTC).isoformat(timespec="seconds")
        bound = tuple(other for r in arrival.readings if (other := r.text.sha256) != sha)
        return Record(
            sha, name, original_name(sha, arrival.path), arrival.original_sha256, now, bound=bound,
            issued_by=reading.issued_by, pages=reading.text.origins,
            issuing_pages=self.coming[reading.issued_by].origins if reading.issued_by else (),
        )  # fmt: skip

    def _store(self, record: Record, arrival: Arrival, reading: Reading) -> None:
        digest = self.change.copy(record.original, arrival.path)
        self.change.write(text_name(record.sha256), text_bytes(reading.text.content))
        self.change.write(record.name, replace(record, original_sha256=digest).to_json())

    def _outcome(self, sha: str, new: _New, together: Iterable[Instrument]) -> Outcome:
        assert self.settled is not None  # settled before
        document = self.settled.holdings[sha].made.iri
        reading = self.settled.readings[sha]
        name = f"plans/{plan_file_stem(document)}.ttl"
        differing = changes(new.before, self.settled.files[name].encode()) if new.before is not None else ()
        own = self.settled.holdings[sha].made.document._replace(iri=document)
        others = [i for i in together if i.iri != document]
        return Outcome(
            new.arrival.path,
            new.kind,
            iri=document,
            reading=reading,
            changes=differing,
            drafts=drafts_of(own, others),
            signed=signed_of(own, others),
            versions=versions_of(own, (i for i in others if i.iri in self.already)),
            official_of=new.official_of,
            restored=new.restored,
        )

    def _held_documents(self) -> list[Instrument]:
        assert self.settled is not None  # settled before
        replaced = {old for h in self.settled.holdings.values() for old in h.record.replaces}
        own = {h.made.iri: h.made.document._replace(iri=h.made.iri) for h in self.settled.holdings.values()}
        bundle = {i.iri: i for i in bundled().by_iri.values() if i.held == TEXT and i.iri not in replaced}
        return list({**bundle, **own}.values())
