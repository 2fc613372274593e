"""Decisions of people in the data folder: recorded one by one, taken back, and applied to the documents in hand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cancu.graph.keeping.bundle import bundled_texts
from cancu.graph.keeping.folder import holdings_of, review_name
from cancu.graph.keeping.holding import Holding
from cancu.graph.keeping.renewing import reapply
from cancu.graph.keeping.settle import base_iri
from cancu.graph.keeping.transaction import Transaction, transaction
from cancu.graph.lock import Wait, only_writer
from cancu.graph.reading import Reading
from cancu.graph.review import (
    CITATION,
    CONFIRMED,
    RELATION,
    Decision,
    Key,
    load_decisions,
    says_nothing,
    winning,
    with_decisions,
    without_decisions,
)
from cancu.graph.sources import BUNDLED_DATA

LOG = "reviews.jsonl"
"""What was decided in which order, a line for each answer, so that the last one can be taken back."""

_INSTEAD = {CITATION: (CONFIRMED,), RELATION: (CONFIRMED,), CONFIRMED: (CITATION, RELATION)}
"""Decisions that contradict one of this kind about the same reading, and go when it is taken."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of decisions: documents that were read again, those whose text is not held, others that changed."""

    read_again: tuple[str, ...]
    waiting: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """An answer that was taken back: how many entries of which documents."""

    entries: int
    documents: tuple[str, ...]
    told: str


def decided(folder: Path, document: str, known: Mapping[str, str] | None = None) -> tuple[Decision, ...]:
    """What people decided about a document, bundled or in the data folder, whose word wins; `known` are the
    `successors`, where they were read already. Raises ReviewError.
    """
    earlier = [old for old, new in (successors(folder) if known is None else known).items() if new == document]
    bundled = (BUNDLED_DATA / review_name(iri) for iri in (*reversed(earlier), document))
    return winning(*map(load_decisions, bundled), load_decisions(folder / review_name(document)))


def successors(folder: Path, holdings: Mapping[str, Holding] | None = None) -> dict[str, str]:
    """Identifiers that documents in hand had before, and those that they have now; `holdings` where they were read
    already.
    """
    among = holdings_of(folder) if holdings is None else holdings
    named = (h for h in among.values() if h.contribution and h.made.iri)
    return {old: h.made.iri for h in named for old in h.record.replaces}


def identifier(reading: Reading) -> str:
    """The IRI under which a document that is not held would be kept."""
    return base_iri(reading)


def held_texts(folder: Path, holdings: Mapping[str, Holding] | None = None) -> dict[str, str]:
    """SHA-256 of the text of each document whose text is held, by the document's IRI; `holdings` as above."""
    bundled = bundled_texts()
    found = {}
    for sha, holding in (holdings_of(folder) if holdings is None else holdings).items():
        iri = holding.made.iri if holding.contribution and holding.made.iri else bundled.get(sha)
        if iri:
            found[iri] = sha
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """One answer: what it says in words, and the decisions it becomes, by document."""

    told: str
    decisions: Mapping[str, tuple[Decision, ...]]


def record(
    folder: Path,
    answers: Iterable[Taken],
    sources: Mapping[str, str],
    patience: float = 0.0,
    on_wait: Wait | None = None,
) -> None:
    """Write the decisions of these answers into the review files of their documents, all or none.

    `sources` are the names of the documents' files. Raises ReviewError, BusyStoreError, OSError.
    """
    with only_writer(folder, patience, on_wait), transaction(folder) as change:
        lines = _lines(folder)
        for answer in answers:
            entries = []
            for document, taken in answer.decisions.items():
                new = {d.key: d for d in taken}
                gone = {(kind, *d.key[1:4], "") for d in taken for kind in _INSTEAD.get(d.kind, ())}
                before = _now(change, document)
                entries += [_entry(document, k, before.get(k), new.get(k)) for k in (*new, *(gone & before.keys()))]
                _rewrite(change, document, sources.get(document, ""), taken, gone)
            lines.append(json.dumps({"told": answer.told, "entries": entries}, ensure_ascii=False))
        _log(change, lines)
        change.commit()


def undo(folder: Path, patience: float = 0.0, on_wait: Wait | None = None) -> Undone | None:
    """Take the last answer back; None where there is none left. An entry changed by hand since then stays."""
    with only_writer(folder, patience, on_wait), transaction(folder) as change:
        lines = _lines(folder)
        if not lines:
            return None
        last = json.loads(lines[-1])
        documents: dict[str, list[dict[str, Any]]] = {}
        now_named = successors(folder)
        for entry in last["entries"]:
            document = entry["document"]
            documents.setdefault(now_named.get(document, document), []).append(entry)
        count = 0
        for document, entries in documents.items():
            now = _now(change, document)
            same = [e for e in entries if _plain(now.get(_key(e))) == e["after"]]
            back = [Decision(**e["before"]) for e in same if e["before"]]
            gone = {_key(e) for e in same if not e["before"]}
            _rewrite(change, document, "", back, gone)
            count += len(same)
        _log(change, lines[:-1])
        change.commit()
        return Undone(count, tuple(documents), str(last["told"]))


def apply(folder: Path, documents: Iterable[str], patience: float = 0.0, on_wait: Wait | None = None) -> Applied:
    """Have decisions take effect on the documents whose text is held, whole or not at all.

    Raises UnfitDecisionError, LostTextError, ReviewError, BusyStoreError, SourceError, OSError.
    """
    asked = set(documents)
    changed = set(reapply(folder, (), patience, on_wait, strict=True).changed)
    holdings = holdings_of(folder)
    now_named, held = successors(folder, holdings), set(held_texts(folder, holdings))
    wanted = {now_named.get(document, document) for document in asked}
    return Applied(tuple(sorted(wanted & held)), tuple(sorted(wanted - held)), tuple(sorted(changed - wanted)))


def _rewrite(change: Transaction, document: str, source: str, new: Iterable[Decision], gone: Iterable[Key]) -> None:
    name = review_name(document)
    file, path = change.folder / name, change.path(name)
    text = path.read_text("utf-8") if path else ""
    text = without_decisions(file, text, set(gone)) if text and gone else text
    taken = tuple(new)
    text = with_decisions(file, text, source, taken) if taken else text
    if taken or (text and not says_nothing(text)):
        change.write(name, text.encode())
    else:
        change.delete(name)


def _now(change: Transaction, document: str) -> dict[Key, Decision]:
    """What the document's review file holds in the change as it stands."""
    path = change.path(review_name(document))
    return {d.key: d for d in load_decisions(path)} if path else {}


def _log(change: Transaction, lines: Iterable[str]) -> None:
    change.write(LOG, "".join(f"{line}\n" for line in lines).encode())


def _lines(folder: Path) -> list[str]:
    try:
        return [line for line in (folder / LOG).read_text("utf-8").splitlines() if line.strip()]
    except FileNotFoundError:
        return []


def _entry(document: str, key: Key, before: Decision | None, after: Decision | None) -> dict[str, Any]:
    return {"document": document, "key": list(key), "before": _plain(before), "after": _plain(after)}


def _key(entry: dict[str, Any]) -> Key:
    kind, section, surface, ordinal, field = entry["key"]
    return kind, section, surface, ordinal, field


def _plain(decision: Decision | None) -> dict[str, Any] | None:
    return asdict(decision) if decision else None
