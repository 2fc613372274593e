"""Adding documents to the data folder: what is kept, what takes the place of what, and why a file is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

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
    text_of_holding,
)
from cancu.graph.keeping.holding import Holding, Record
from cancu.graph.keeping.intake import Arrival, unclear
from cancu.graph.keeping.naming import named_by_people
from cancu.graph.keeping.outcome import Added, Kept, Options, Outcome
from cancu.graph.keeping.restricted import keep_apart
from cancu.graph.keeping.settle import (
    Settled,
    base_iri,
    bundled_plan,
    bundled_texts,
    other_day,
    settle,
    with_identity,
)
from cancu.graph.keeping.staging import built_after, checked, move_review, sources_after, stage, violations
from cancu.graph.keeping.transaction import Transaction, transaction
from cancu.graph.known import TEXT, Instrument
from cancu.graph.lock import Wait, only_writer
from cancu.graph.names import plan_file_stem
from cancu.graph.read import Text, UnreadableFile
from cancu.graph.reading import Reading, as_instrument, bundled, resolved_again
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
    """Keep the files that were read, each whole or not at all.

    Raises BusyStoreError, LostTextError, ReviewError, SourceError, OSError; then nothing has changed.
    """
    chosen = options or Options()
    rejected: dict[Path, Outcome] = {}
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


@dataclass(slots=True)
class _New:
    """A document that the batch brings: its file, what the file was taken for, and the document it replaces."""

    arrival: Arrival
    kind: Kept
    before: bytes | None = None
    old: str = ""
    official_of: tuple[Instrument, ...] = ()
    restored: bool = False


class _Batch:
    """Files of one change of the data folder."""

    def __init__(self, folder: Path, change: Transaction, options: Options) -> None:
        self.folder, self.change, self.options = folder, change, options
        self.held = holdings_of(folder)
        self.before = active(change, self.held)
        self.after = with_identity(self.before, self._text, decisions_in(change))
        self.new: dict[str, _New] = {}
        self.apart: dict[Path, tuple[Arrival, Reading]] = {}
        self.told: dict[Path, Outcome] = {}
        self.order: list[Path] = []
        self.settled: Settled | None = None
        self.version: Version | None = None
        self.differing: frozenset[str] = frozenset()

    def take(self, arrival: Arrival, rejected: Outcome | None) -> None:
        """Judge one file and take it in where it can be kept."""
        self.order.append(arrival.path)
        outcome = rejected or self._refused(arrival)
        if outcome is None:
            assert arrival.reading is not None  # what could not be read was refused
            outcome = self._kept(arrival, arrival.reading)
        if outcome is not None:
            self.told[arrival.path] = outcome

    def settle(self) -> dict[Path, Outcome]:
        """Work out everything that follows and check it; files whose facts violate a shape come back refused."""
        fresh = {sha: new.arrival.reading for sha, new in self.new.items() if new.arrival.reading}
        self.after = named_by_people(self.change, self.after, self._text_at_hand)
        self.settled = settle(self.before, self.after, self._text, decisions_in(self.change), fresh)
        gone = [h for sha, h in self.before.items() if sha not in self.after]
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
            return {
                self.new[sha].arrival.path: Outcome(
                    self.new[sha].arrival.path,
                    Kept.REFUSED,
                    "dữ kiện đọc được vi phạm quy tắc dữ liệu (SHACL), nên không giữ văn bản này",
                    "the facts read violate the data rules (SHACL), so the document is not kept",
                    findings=found,
                )
                for sha, found in faults.items()
            }
        if self.options.build:
            self.version = built_after(self.change, report).version
        return {}

    def commit(self) -> Added:
        """Carry the change out; what became of the files, in the order given."""
        assert self.settled is not None  # settled before
        outcomes = {**self.told, **{new.arrival.path: self._outcome(sha, new) for sha, new in self.new.items()}}
        if not self.change.empty:
            self.change.commit(self.version)
        own = {self.settled.holdings[sha].made.iri for sha in self.new}
        return Added(
            tuple(outcomes[path] for path in dict.fromkeys(self.order)),
            tuple(sorted(self.differing - own)),
            self.settled.known,
        )

    def _text(self, holding: Holding) -> Text:
        return text_of_holding(self.folder, holding)

    def _text_at_hand(self, holding: Holding) -> Text:
        """The text of a document that is held, or comes in with this batch."""
        new = self.new.get(holding.record.sha256)
        return new.arrival.reading.text if new and new.arrival.reading else self._text(holding)

    def _put_apart(self, settled: Settled) -> None:
        """Restricted papers are read with all that is known, but nothing else learns from them."""
        for path, (arrival, reading) in self.apart.items():
            resolved = resolved_again(reading, load_registry(), settled.known)
            new = keep_apart(self.change, arrival, resolved, self._record(arrival))
            self.told[path] = Outcome(
                path,
                Kept.RESTRICTED if new else Kept.UNCHANGED,
                f"văn bản «{arrival.restricted}»: "
                + ("đã cất riêng" if new else "đã cất riêng từ trước")
                + ", không vào kho",
                f"marked «{arrival.restricted}»: kept apart, not in the store",
                iri=resolved.iri,
                reading=resolved,
            )

    def _refused(self, arrival: Arrival) -> Outcome | None:
        if arrival.reading is None:
            return Outcome(arrival.path, Kept.FAILED, *in_both_languages(UnreadableFile(arrival.failure)))
        if arrival.restricted and not self.options.allow_restricted:
            return Outcome(
                arrival.path,
                Kept.REFUSED,
                f"văn bản có dấu «{arrival.restricted}» nên không nhận; nếu được phép giữ trên máy này, thêm lại với "
                "--allow-restricted: văn bản được cất riêng, không vào kho, trang tra cứu, tệp xuất hay điểm truy vấn",
                f"marked «{arrival.restricted}»: refused; with --allow-restricted it is kept apart, never in the store",
            )
        missing = unclear(arrival.reading)
        if missing and not self.options.allow_unclear and not arrival.restricted:
            return Outcome(
                arrival.path,
                Kept.REFUSED,
                f"không đọc ra {', '.join(missing)}, nên không biết đây là văn bản nào; kiểm tra xem có đúng là văn "
                "bản hành chính và đủ phần đầu không; vẫn muốn giữ thì thêm --allow-unclear",
                "type, issuer or number cannot be read, so it is not known which document this is; keep it all the "
                "same with --allow-unclear",
                reading=arrival.reading,
            )
        return None

    def _kept(self, arrival: Arrival, reading: Reading) -> Outcome | None:
        """Take the file in; an outcome where that is all there is to say of it."""
        sha = reading.text.sha256
        if arrival.restricted:
            self.apart[arrival.path] = arrival, reading
            return None
        if sha in bundled_texts() and sha not in self.after:
            return self._bundled(arrival, reading)
        draft = self.options.official_of.get(arrival.path)
        if sha in self.after and (draft is None or draft in self.after[sha].record.replaces):
            same = self.new[sha].arrival.path.name if sha in self.new else self.after[sha].record.file
            return Outcome(
                arrival.path,
                Kept.UNCHANGED,
                f"đã có trong kho (tệp «{same}»), không có gì thay đổi",
                f"already held (file «{same}»), nothing changed",
                iri=self.after[sha].made.iri or self.after[sha].made.base,
                reading=reading,
            )
        newer = next((h for h in self.after.values() if arrival.original_sha256 in h.record.earlier), None)
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
            self._store(self._record(arrival), arrival, reading)
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
        record, new = self._record(arrival), _New(arrival, Kept.ADDED)
        sha = reading.text.sha256
        if sha in self.after:
            record = self.after.pop(sha).record
        old = self._same(base, document)
        if old is not None:
            held = self.after.pop(old)
            earlier = tuple(dict.fromkeys((*held.record.earlier, held.record.original_sha256)))
            others = tuple(e for e in earlier if e != arrival.original_sha256)
            record = replace(record, replaces=held.record.replaces, named=held.record.named, earlier=others)
            new.kind, new.old = Kept.REPLACED, held.made.iri
            if (came_with := self.new.pop(old, None)) is not None:
                new.kind, new.before = came_with.kind, came_with.before
                self._forget(held, came_with.arrival, arrival)
            else:
                path = self.folder / "plans" / f"{plan_file_stem(held.made.iri)}.ttl"
                new.before = path.read_bytes() if path.exists() else None
        elif (rival := bundled_plan(base)) is not None and not other_day(rival, document):
            new.kind = Kept.REPLACED
            new.before = (BUNDLED_DATA / "plans" / f"{plan_file_stem(base)}.ttl").read_bytes()
        if draft is not None and draft != base:
            new.official_of, record = self._take_place(draft, base, record)
        new.restored = self._restore_review(base)
        self.new[sha] = new
        self.after.update(with_identity({sha: Holding(record)}, self._text, decisions_in(self.change), {sha: reading}))
        self._store(record, arrival, reading)

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
        self.told[earlier.path] = Outcome(
            earlier.path,
            Kept.UNCHANGED,
            f"cùng một văn bản với tệp «{later.path.name}» trong lần thêm này; giữ nội dung của tệp ấy",
            f"the same document as «{later.path.name}» of this run, whose content is kept",
            iri=held.made.base,
        )

    def _record(self, arrival: Arrival) -> Record:
        assert arrival.reading is not None  # only what was read is kept
        sha = arrival.reading.text.sha256
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Record(sha, arrival.path.name, original_name(sha, arrival.path), arrival.original_sha256, now)

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
