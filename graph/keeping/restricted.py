"""Papers that must not become public: kept apart, where neither store nor site nor export looks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cancu.graph.keeping.folder import RESTRICTED
from cancu.graph.keeping.holding import RECORD_NAME, Record
from cancu.graph.keeping.intake import Arrival
from cancu.graph.keeping.transaction import Transaction, transaction
from cancu.graph.lock import Wait, only_writer
from cancu.graph.reading import Reading
from cancu.graph.texts import DOCUMENTS, text_bytes, text_name
from cancu.graph.write import plan_turtle


def restricted_name(name: str) -> str:
    """Path of a restricted document's file in the data folder."""
    return f"{RESTRICTED}/{name}"


def apart_turtle(record: Record) -> str:
    """Path of what was read in a restricted paper, below its folder."""
    return f"plans/{record.sha256}.ttl"


def keep_apart(change: Transaction, arrival: Arrival, reading: Reading, record: Record) -> bool:
    """Put a restricted paper with what was read in it into its own folder; false where it is there already."""
    if change.path(restricted_name(record.name)) is not None:
        return False
    digest = change.copy(restricted_name(record.original), arrival.path)
    change.write(restricted_name(text_name(record.sha256)), text_bytes(reading.text.content))
    change.write(restricted_name(apart_turtle(record)), plan_turtle(reading).encode())
    change.write(restricted_name(record.name), replace(record, original_sha256=digest).to_json())
    return True


def restricted_documents(folder: Path) -> list[Record]:
    """Papers kept apart, in the order of their names."""
    found = (folder / RESTRICTED / DOCUMENTS).glob("*.json")
    records = (Record.from_json(path.read_bytes()) for path in found if RECORD_NAME.fullmatch(path.name))
    return sorted(records, key=lambda record: (record.file, record.sha256))


def remove_restricted(
    folder: Path, records: Iterable[Record], patience: float = 0.0, on_wait: Wait | None = None
) -> None:
    """Take restricted papers out. Raises BusyStoreError, OSError."""
    with only_writer(folder, patience, on_wait), transaction(folder) as change:
        for name in _files(records):
            change.delete(restricted_name(name))
        change.commit()


def _files(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield from (record.name, record.original, text_name(record.sha256), apart_turtle(record))
