"""Adding documents to the data folder: what is kept, what takes the place of what, and why a file is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cancu.graph.check import Finding
from cancu.graph.console import in_both_languages
from cancu.graph.keeping.changes import changes
from cancu.graph.keeping.drafts import drafts_of, signed_of
from cancu.graph.keeping.folder import (
    active,
    decisions_in,
    holdings_of,
    original_name,
    removed_review,
    review_name,
)
from cancu.graph.keeping.holding import Holding, Record
from cancu.graph.keeping.intake import Arrival, unclear
from cancu.graph.keeping.naming import named_by_people
from cancu.graph.keeping.outcome import Added, Kept, Options, Outcome
from cancu.graph.keeping.rereading import Texts
from cancu.graph.keeping.restricted import keep_apart
from cancu.graph.keeping.settle import (
    Settled,
    base_iri,
    bundled_plan,
    bundled_texts,
    learnt,
    other_day,
    settle,
    with_identity,
)
from cancu.graph.keeping.staging import built_after, checked, move_review, sources_after, stage, violations
from cancu.graph.keeping.transaction import Transaction, transaction
from cancu.graph.known import TEXT, Instrument, Known
from cancu.graph.lock import Wait, only_writer
from cancu.graph.names import plan_file_stem
from cancu.graph.read import Text, UnreadableFile
from cancu.graph.reading import Reading, as_instrument, bundled, resolved_again, understand
from cancu.graph.registry import load_registry
from cancu.graph.sources import BUNDLED_DATA
from cancu.graph.store import Version, current_version, version_id
from cancu.graph.texts import text_bytes, text_name


def add(
    folder: Path,
    arrivals: Sequence[Arrival],
    options: Options | None = None,
    patience: float = 0.0,
    on_wait: Wait | None = None,
) -> Added:
    """Keep the files that were read, each whole or not at all; a document that cannot be told from others stays out.

    Raises BusyStoreError, LostTextError, ReviewError, SourceError, OSError; then nothing has changed.
    """
    chosen = options or Options()
    rejected: dict[Path, _Told] = {}
    with only_writer(folder, patience, on_wait):
        while True:
            with transaction(folder) as change:
                batch = _Batch(folder, change, chosen)
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

    def __init__(self, folder: Path, change: Transaction, options: Options) -> None:
        self.folder, self.change, self.options = folder, change, options
        self.held = holdings_of(folder)
        self.before = active(change, self.held)
        self.coming: dict[str, Text] = {}
        self.texts = Texts(folder, self.coming)
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
        refused = self._refused(arrival)
        if refused is not None:
            self._tell((arrival.path, ""), refused)
            return
        self.coming.update((reading.text.sha256, reading.text) for reading in arrival.readings)
        for reading in arrival.readings:
            sha = reading.text.sha256
            told = (rejected or {}).get(sha)
            self._tell((arrival.path, sha), told or self._unclear(arrival, reading) or self._kept(arrival, reading))

    def _tell(self, place: _Place, outcome: Outcome | None) -> None:
        self.order.append(place)
        if outcome is not None:
            self.told[place] = outcome

    def settle(self) -> dict[Path, _Told]:
        """Work out everything that follows and check it; files whose facts violate a shape come back refused."""
        self.after = named_by_people(self.change, self.after, self.texts)
        self.settled = settle(self.before, self.after, self.texts, decisions_in(self.change), self._fresh())
        gone = [h for sha, h in self.before.items() if sha not in self.after]
        # Texts of decisions are kept even where these are not: date and issuer of their plans stand there.
        for sha in sorted(self.coming.keys() & {h.record.issued_by for h in self.after.values()}):
            self.change.write(text_name(sha), text_bytes(self.coming[sha].content))
        self.differing = stage(self.change, self.before, gone, self.settled)
        self._put_apart(self.settled)
        sources = sources_after(self.change)
        current = current_version(self.folder)
        if current is not None and version_id(sources) == current.id:
            return {}
        added = {sha: self.settled.holdings[sha] for sha in self.new}
        report = checked(sources, added, whole=self.options.build)
        faults = violations(report, added)
        if faults:
            wrong = {self.new[sha].arrival.path: self.new[sha].arrival for sha in faults}
            return {path: self._rejected(arrival, faults) for path, arrival in wrong.items()}
        if self.options.build:
            self.version = built_after(self.change, report).version
        return {}

    def commit(self) -> Added:
        """Carry the change out; what became of the files, in the order given."""
        assert self.settled is not None  # settled before
        new = {(new.arrival.path, sha): self._outcome(sha, new) for sha, new in self.new.items()}
        outcomes = {**self.told, **new}
        if not self.change.empty:
            self.change.commit(self.version)
        own = {self.settled.holdings[sha].made.iri for sha in self.new}
        return Added(
            tuple(outcomes[place] for place in dict.fromkeys(self.order)),
            tuple(sorted(self.differing - own)),
            self.settled.known,
        )

    def _fresh(self) -> dict[str, Reading]:
        """The readings that came in, but of plans that another version of their decision issues by now."""
        readings = {sha: new.reading for sha, new in self.new.items()}
        return {sha: r for sha, r in readings.items() if r.issued_by == self.after[sha].record.issued_by}

    def _rejected(self, arrival: Arrival, faults: Mapping[str, tuple[Finding, ...]]) -> _Told:
        """A file is kept whole or not at all: what is told of its documents when some violate a shape."""
        told = {}
        for sha in (reading.text.sha256 for reading in arrival.readings):
            if sha in faults:
                vi, en = (
                    "dữ kiện đọc được vi phạm quy tắc dữ liệu (SHACL), nên không giữ văn bản này",
                    "the facts read violate the data rules (SHACL), so the document is not kept",
                )
            else:
                vi, en = (
                    "văn bản khác trong cùng tệp vi phạm quy tắc dữ liệu (SHACL), nên không giữ cả tệp",
                    "another document of the file violates the data rules (SHACL), so none is kept",
                )
            if sha in self.new:
                told[sha] = Outcome(arrival.path, Kept.REFUSED, vi, en, findings=faults.get(sha, ()))
        return told

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

    def _refused(self, arrival: Arrival) -> Outcome | None:
        if not arrival.readings:
            return Outcome(arrival.path, Kept.FAILED, *in_both_languages(UnreadableFile(arrival.failure)))
        if arrival.restricted and not self.options.allow_restricted:
            return Outcome(
                arrival.path,
                Kept.REFUSED,
                f"văn bản có dấu «{arrival.restricted}» nên không nhận; nếu được phép giữ trên máy này, thêm lại với "
                "--allow-restricted: văn bản được cất riêng, không vào kho, trang tra cứu, tệp xuất hay điểm truy vấn",
                f"marked «{arrival.restricted}»: refused; with --allow-restricted it is kept apart, never in the store",
            )
        return None

    def _unclear(self, arrival: Arrival, reading: Reading) -> Outcome | None:
        missing = unclear(reading)
        if missing and not self.options.allow_unclear and not arrival.restricted:
            return Outcome(
                arrival.path,
                Kept.REFUSED,
                f"không đọc ra {', '.join(missing)}, nên không biết đây là văn bản nào; kiểm tra xem có đúng là văn "
                "bản hành chính và đủ phần đầu không; vẫn muốn giữ thì thêm --allow-unclear",
                "type, issuer or number cannot be read, so it is not known which document this is; keep it all the "
                "same with --allow-unclear",
                reading=reading,
            )
        return None

    def _kept(self, arrival: Arrival, reading: Reading) -> Outcome | None:
        """Take the document in; an outcome where that is all there is to say of it."""
        sha = reading.text.sha256
        if arrival.restricted:
            self.apart[arrival.path, sha] = arrival, reading
            return None
        if sha in bundled_texts() and sha not in self.after:
            return self._bundled(arrival, reading)
        draft = self._draft(arrival, reading)
        told = sha in self.after and (draft is None or draft in self.after[sha].record.replaces)
        if told and not self._learns(self.after[sha], reading):
            same = self.new[sha].arrival.path.name if sha in self.new else self.after[sha].record.file
            return Outcome(
                arrival.path,
                Kept.UNCHANGED,
                f"đã có trong kho (tệp «{same}»), không có gì thay đổi",
                f"already held (file «{same}»), nothing changed",
                iri=self.after[sha].made.iri or self.after[sha].made.base,
                reading=reading,
            )
        newer = self._newer(arrival, reading)
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
            self._store(self._record(arrival, reading), arrival, reading)
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
        old = self._same(base, document) or self._same_file(arrival, document)
        if old is not None:
            held = self.after.pop(old)
            earlier = tuple(dict.fromkeys((*held.record.earlier, held.record.original_sha256)))
            others = tuple(e for e in earlier if e != arrival.original_sha256)
            record = replace(record, replaces=held.record.replaces, named=held.record.named, earlier=others)
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

    def _draft(self, arrival: Arrival, reading: Reading) -> str | None:
        """The draft whose official version this is; of a file with several documents the one of the draft's type."""
        draft = self.options.official_of.get(arrival.path)
        if draft is None or len(arrival.readings) == 1:
            return draft
        alike = [r for r in arrival.readings if f"/{as_instrument(r.facts.identity, '').type}/" in draft]
        return draft if reading in alike[:1] else None

    def _newer(self, arrival: Arrival, reading: Reading) -> Holding | None:
        """The later version of this document that took the place of this very file."""
        found = (h for h in self.after.values() if arrival.original_sha256 in h.record.earlier)
        one = len(arrival.readings) == 1
        return next((h for h in found if one or h.made.base == base_iri(reading)), None)

    def _learns(self, held: Holding, reading: Reading) -> bool:
        """Whether a text that is held comes with the decision that issues it, as it did not before.

        Of two decisions that come with one text, the first by IRI counts, whichever was added first.
        """
        now, before = reading.issued_by, self.texts.issuing(held)
        if not now or now == held.record.issued_by:
            return False
        return before is None or _told_by(self.coming[now]) <= _told_by(before)

    def _told_more(self, held: Holding, record: Record, new: _New) -> Record:
        """The record of a text that is held already and of which something is learnt."""
        old, came_with = held.record, self.new.pop(held.record.sha256, None)
        if came_with is not None:
            self._forget(held, came_with.arrival, new.arrival)
            new.kind, new.before = came_with.kind, came_with.before
        if not self._learns(held, new.reading):
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

    def _same(self, base: str, document: Instrument) -> str | None:
        """The held document of which this is another version."""
        same = {
            sha: h
            for sha, h in self.after.items()
            if base == h.made.base or (h.record.named and base in h.record.replaces)
        }
        alike = [sha for sha, h in same.items() if not other_day(h.made.document, document)]
        dated = [sha for sha in alike if same[sha].made.document.date == document.date]
        found = alike if len(alike) == 1 else dated
        return found[0] if len(found) == 1 else None

    def _same_file(self, arrival: Arrival, document: Instrument) -> str | None:
        """The document that was read from this very file before, whose text came out otherwise."""
        coming = {r.text.sha256: as_instrument(r.facts.identity, "").type for r in arrival.readings}
        held = [
            sha
            for sha, h in self.after.items()
            if sha not in coming
            and h.record.original_sha256 == arrival.original_sha256
            and h.made.document.type == document.type
        ]
        return held[0] if len(held) == 1 == list(coming.values()).count(document.type) else None

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

    def _outcome(self, sha: str, new: _New) -> Outcome:
        assert self.settled is not None  # settled before
        document = self.settled.holdings[sha].made.iri
        reading = self.settled.readings[sha]
        name = f"plans/{plan_file_stem(document)}.ttl"
        differing = changes(new.before, self.settled.files[name].encode()) if new.before is not None else ()
        own = replace(self.settled.holdings[sha].made.document, iri=document)
        others = [i for i in self._held_documents() if i.iri != document]
        return Outcome(
            new.arrival.path,
            new.kind,
            iri=document,
            reading=reading,
            changes=differing,
            drafts=drafts_of(own, others),
            signed=signed_of(own, others),
            official_of=new.official_of,
            restored=new.restored,
        )

    def _held_documents(self) -> list[Instrument]:
        assert self.settled is not None  # settled before
        replaced = {old for h in self.settled.holdings.values() for old in h.record.replaces}
        own = {h.made.iri: replace(h.made.document, iri=h.made.iri) for h in self.settled.holdings.values()}
        bundle = {i.iri: i for i in bundled().by_iri.values() if i.held == TEXT and i.iri not in replaced}
        return list({**bundle, **own}.values())


def _told_by(decision: Text) -> tuple[str, str]:
    """By what a decision that issues plans is known."""
    reading = understand(decision, load_registry(), Known())
    return base_iri(reading), reading.facts.identity.date or ""
