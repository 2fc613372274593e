"""Papers that must not become public: kept apart, where neither store nor site nor export looks."""

from dataclasses import replace

from cancu.graph.keeping.folder import RESTRICTED
from cancu.graph.keeping.holding import Record
from cancu.graph.keeping.intake import Arrival
from cancu.graph.keeping.transaction import Transaction
from cancu.graph.names import plan_file_stem
from cancu.graph.reading import Reading
from cancu.graph.texts import text_bytes, text_name
from cancu.graph.write import plan_turtle


def restricted_name(name: str) -> str:
    """Path of a restricted document's file in the data folder."""
    return f"{RESTRICTED}/{name}"


def keep_apart(change: Transaction, arrival: Arrival, reading: Reading, record: Record) -> bool:
    """Put a restricted paper with what was read in it into its own folder; false where it is there already."""
    if change.path(restricted_name(record.name)) is not None:
        return False
    digest = change.copy(restricted_name(record.original), arrival.path)
    change.write(restricted_name(text_name(record.sha256)), text_bytes(reading.text.content))
    change.write(restricted_name(f"plans/{plan_file_stem(reading.iri)}.ttl"), plan_turtle(reading).encode())
    change.write(restricted_name(record.name), replace(record, original_sha256=digest).to_json())
    return True
