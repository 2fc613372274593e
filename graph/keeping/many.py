"""Adding whole folders: in batches that are kept as they come, so that a run that was stopped goes on from there."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from cancu.graph.keeping.adding import add
from cancu.graph.keeping.errors import LostTextError
from cancu.graph.keeping.holding import Holding
from cancu.graph.keeping.intake import Arrival
from cancu.graph.keeping.ledger import Ledger
from cancu.graph.keeping.outcome import Kept, Options, Outcome
from cancu.graph.keeping.readers import read_files
from cancu.graph.lock import BusyStoreError, Wait
from cancu.graph.read import OcrSettings
from cancu.graph.review import ReviewError
from cancu.graph.sources import SourceError

BATCH = 50
"""The fewest files that are kept together; what a run that is killed has to do again."""

SHARE, MOST = 10, 100
"""Of many documents in hand a tenth is kept together, since each time all files are listed; but no more than so many,
whose readings are all in memory.
"""

COLUMNS = ("file", "outcome", "document", "reason_vi", "reason_en")

_NOT_OF_A_FILE = (BusyStoreError, LostTextError, ReviewError, SourceError, OSError)


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named, and those in the folders named, hidden ones apart, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        names = (p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts))
        found.update(dict.fromkeys(names if path.is_dir() else inside))
    return tuple(found)


def add_many(
    folder: Path,
    paths: Sequence[Path],
    options: Options,
    jobs: int,
    seconds: float,
    patience: float = 0.0,
    on_wait: Wait | None = None,
    on_file: Callable[[], object] = lambda: None,
    ocr: OcrSettings | None = None,
) -> list[Outcome]:
    """Keep many files; the store is not built along.

    What became of each document is told without its reading, in the order of the files given. Raises as `add` does;
    batches kept before stay kept.
    """
    chosen = replace(options, build=False, forward=True)
    folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(folder)
    held = ledger.now()
    told: dict[Path, tuple[Outcome, ...]] = {o.file: (o,) for o in _held_already(held, paths)}
    many = len(held)
    del held
    for _ in told:
        on_file()
    reading = [path for path in paths if path not in told]
    batch: list[Arrival] = []
    for arrival in _in_order(reading, read_files(reading, jobs, seconds, ocr)):
        batch.append(arrival)
        on_file()
        if len(batch) >= min(MOST, max(BATCH, (many + len(told)) // SHARE)):
            told.update(_keep(ledger, batch, chosen, patience, on_wait))
            batch = []
    if batch:
        told.update(_keep(ledger, batch, chosen, patience, on_wait))
    return [outcome for path in paths for outcome in told[path]]


def report(outcomes: Iterable[Outcome]) -> bytes:
    """The outcomes as CSV that spreadsheets open with its diacritics."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for o in outcomes:
        writer.writerow((o.file, o.kind, o.iri, o.reason_vi, o.reason_en))
    return out.getvalue().encode("utf-8-sig", "replace")


def _held_already(held: Mapping[str, Holding], paths: Iterable[Path]) -> Iterator[Outcome]:
    """Files that are held byte for byte with all their documents, or were replaced by a newer version: they need not be
    read.
    """
    now: dict[str, Holding] = {}
    before: dict[str, Holding] = {}
    for holding in held.values():
        if held.keys() >= set(holding.record.bound):
            now[holding.record.original_sha256] = holding
        before.update(dict.fromkeys(holding.record.earlier, holding))
    for path in paths if now else ():
        digest = _digest(path)
        if found := now.get(digest) or before.get(digest):
            newer = digest not in now
            vi, en = ("đã có bản mới hơn", "a newer one is held") if newer else ("đã có trong kho", "already held")
            iri = found.contribution.iri if found.contribution else ""
            yield Outcome(path, Kept.UNCHANGED, vi, en, iri=iri)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = sha256()
            while block := file.read(2**20):
                digest.update(block)
            return digest.hexdigest()
    except OSError:
        return ""


def _in_order(paths: Sequence[Path], arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
    """Arrivals in the order of the paths, whichever process was quicker: the last of two versions is the one kept."""
    early: dict[Path, Arrival] = {}
    for path in paths:
        while path not in early:
            arrival = next(arrivals)
            early[arrival.path] = arrival
        yield early.pop(path)


def _keep(
    ledger: Ledger, batch: Sequence[Arrival], options: Options, patience: float, on_wait: Wait | None
) -> dict[Path, tuple[Outcome, ...]]:
    try:
        kept = add(ledger.folder, batch, options, patience, on_wait, ledger).outcomes
    except _NOT_OF_A_FILE:
        raise
    except Exception as error:
        if len(batch) > 1:  # one of them cannot be dealt with: find it, and keep the others
            half = len(batch) // 2
            first = _keep(ledger, batch[:half], options, patience, on_wait)
            return first | _keep(ledger, batch[half:], options, patience, on_wait)
        name = type(error).__name__
        vi, en = f"lỗi khi ghi nhận ({name}); hãy báo cho người phát triển Căn Cứ", f"could not be kept ({name})"
        return {batch[0].path: (Outcome(batch[0].path, Kept.FAILED, vi, en),)}
    found: dict[Path, tuple[Outcome, ...]] = {}
    for outcome in kept:
        found[outcome.file] = (*found.get(outcome.file, ()), replace(outcome, reading=None, findings=()))
    return found
