"""The file of the search index: what it holds of each thing, written whole or changed in part.

The number of a row tells how popular the thing is and of which kind, and for the rest depends on the thing alone: a
change of one leaves all other rows as they are, and rows come in order of popularity without sorting.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.spelling import accented_key, folded_words, stored_number

KINDS = ("plan", "instrument", "agency", "indicator", "area", "question")

_SCHEMA = """
CREATE TABLE item(
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, detail TEXT NOT NULL,
    number TEXT NOT NULL, date TEXT NOT NULL, issuer TEXT NOT NULL, file TEXT NOT NULL, accented TEXT NOT NULL,
    names INTEGER NOT NULL, of_type TEXT NOT NULL, of_level TEXT NOT NULL, of_area TEXT NOT NULL);
CREATE INDEX item_iri ON item(iri);
CREATE INDEX item_file ON item(file) WHERE file <> '';
CREATE TABLE name(folded TEXT NOT NULL, item INTEGER NOT NULL);
CREATE INDEX name_folded ON name(folded, item);
CREATE INDEX name_item ON name(item);
CREATE TABLE number(digits TEXT NOT NULL, number_year TEXT NOT NULL, year TEXT NOT NULL, type TEXT NOT NULL,
    symbol TEXT NOT NULL, item INTEGER NOT NULL);
CREATE INDEX number_digits ON number(digits);
CREATE INDEX number_item ON number(item);
CREATE TABLE type_word(folded TEXT NOT NULL, type TEXT NOT NULL);
CREATE TABLE alias(old TEXT PRIMARY KEY, new TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(folded, content='', tokenize='unicode61');
"""
_HEAVIEST = 2**20 - 1
_KIND_BITS, _OWN_BITS = 3, 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find. `names` are further full names, `words` further text; `weight` is its popularity.

    `type` and `level` are slugs, `area` is a name: results are filtered by them.
    `cited_as` are numbers that papers print for it although its own is another: typed, they may mean it too.
    """

    iri: str
    kind: str
    label: str
    detail: str = ""
    number: str = ""
    cited_as: tuple[str, ...] = ()
    date: str = ""
    issuer: str = ""
    file: str = ""
    type: str = ""
    level: str = ""
    area: str = ""
    weight: int = 0
    names: tuple[str, ...] = ()
    words: str = ""


def write_index(
    path: Path, entries: Iterable[Entry], types: Mapping[str, Collection[str]], aliases: Mapping[str, str]
) -> None:
    """Write a new index file. `types` gives the names and symbols of each type slug, `aliases` old IRI → new IRI."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_SCHEMA)
        _insert_all(connection, entries)
        words = {(" ".join(folded_words(name)), slug) for slug, names in types.items() for name in names}
        connection.executemany("INSERT INTO type_word VALUES (?, ?)", sorted(words))
        connection.executemany("INSERT INTO alias VALUES (?, ?)", sorted(aliases.items()))
        connection.commit()
        connection.execute("PRAGMA optimize")


def change_index(path: Path, iris: Iterable[str], entries: Iterable[Entry], aliases: Mapping[str, str]) -> None:
    """Change an index file: of the things `iris` it then holds these entries; `aliases` are all there are."""
    with closing(sqlite3.connect(path)) as connection:
        for iri in iris:
            for at, accented in connection.execute("SELECT id, accented FROM item WHERE iri = ?", (iri,)).fetchall():
                connection.execute(
                    "INSERT INTO words(words, rowid, folded) VALUES ('delete', ?, ?)", (at, _searched(accented))
                )
                for table, column in (("item", "id"), ("name", "item"), ("number", "item")):
                    connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (at,))
        _insert_all(connection, entries)
        connection.execute("DELETE FROM alias")
        connection.executemany("INSERT INTO alias VALUES (?, ?)", sorted(aliases.items()))
        connection.commit()


def popularity(at: int) -> int:
    """What the number of a row tells of the thing: the smaller, the more popular, and plans before instruments."""
    return at >> _OWN_BITS


def kind_of(at: int) -> str:
    """Which kind the number of a row tells."""
    return KINDS[at >> _OWN_BITS & 2**_KIND_BITS - 1]


def _insert_all(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    for entry in sorted(entries, key=lambda e: e.iri):
        at = _place(entry)
        while connection.execute("SELECT 1 FROM item WHERE id = ?", (at,)).fetchone():
            at += 1
        _insert(connection, at, entry)


def _place(entry: Entry) -> int:
    own = int.from_bytes(hashlib.sha256(entry.iri.encode()).digest()[: _OWN_BITS // 8])
    rank = (_HEAVIEST - min(entry.weight, _HEAVIEST)) << _KIND_BITS | KINDS.index(entry.kind)
    return rank << _OWN_BITS | own


def _searched(accented: str) -> str:
    """The words that are searched, from the text as it is kept; an entry is deleted by the same words."""
    return " ".join(folded_words(accented))


def _insert(connection: sqlite3.Connection, at: int, entry: Entry) -> None:
    names = [" ".join(name.split()) for name in (entry.label, *entry.names)]
    accented = "\n".join(map(accented_key, (*names, entry.words, entry.detail)))
    row = (entry.iri, entry.kind, entry.label, entry.detail, entry.number, entry.date, entry.issuer, entry.file)
    connection.execute(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (at, *row, accented, len(names), entry.type, entry.level, entry.area),
    )
    connection.execute("INSERT INTO words(rowid, folded) VALUES (?, ?)", (at, _searched(accented)))
    for name in {" ".join(folded_words(n)) for n in names}:
        connection.execute("INSERT INTO name VALUES (?, ?)", (name, at))
    for printed in (entry.number, *entry.cited_as):
        number = stored_number(printed, entry.date[:4])
        if number is not None:
            connection.execute(
                "INSERT INTO number VALUES (?, ?, ?, ?, ?, ?)",
                (number.digits, number.number_year, number.year, entry.type, " ".join(number.symbol), at),
            )
