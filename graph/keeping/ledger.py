"""What the documents in hand tell of other things, looked up by the thing: which instruments are named, in what words
and by how many, who asked about them, who says what of a body.

The file `.ledger.sqlite` is made from `documents/` and `derived/` and can be thrown away. It makes keeping one more
document cost what that one costs, however many there are. Documents whose files are others than it knows are read
again; what all share is trusted to be what they tell only while nothing changed but what a change here wrote down.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from cancu.graph.digests import mark_of
from cancu.graph.keeping.holding import (
    DERIVED,
    RECORD_NAME,
    Contribution,
    Holding,
    Record,
    Told,
    by_sha256,
    instrument_from,
)
from cancu.graph.known import Instrument, questions_of
from cancu.graph.names import plan_file_stem
from cancu.graph.sources import RECORD_FILES
from cancu.graph.texts import DOCUMENTS

LEDGER = ".ledger.sqlite"
_FORMAT = 1
_SCHEMA = """
CREATE TABLE document(id INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, marks TEXT, iri TEXT, record BLOB, made TEXT);
CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT UNIQUE);
CREATE TABLE instrument(id INTEGER PRIMARY KEY, iri TEXT, told TEXT UNIQUE);
CREATE INDEX instrument_iri ON instrument(iri);
CREATE TABLE answers(question TEXT, instrument INTEGER, PRIMARY KEY(question, instrument)) WITHOUT ROWID;
CREATE TABLE identified(instrument INTEGER, document INTEGER, PRIMARY KEY(instrument, document)) WITHOUT ROWID;
CREATE TABLE described(instrument INTEGER, document INTEGER, PRIMARY KEY(instrument, document)) WITHOUT ROWID;
CREATE TABLE asked(word INTEGER, document INTEGER, PRIMARY KEY(word, document)) WITHOUT ROWID;
CREATE TABLE cited(word INTEGER, document INTEGER, PRIMARY KEY(word, document)) WITHOUT ROWID;
CREATE TABLE shared(word INTEGER, document INTEGER, lines INTEGER, PRIMARY KEY(word, document)) WITHOUT ROWID;
CREATE TABLE written(name TEXT PRIMARY KEY, mark TEXT);
CREATE INDEX identified_document ON identified(document);
CREATE INDEX described_document ON described(document);
CREATE INDEX asked_document ON asked(document);
CREATE INDEX cited_document ON cited(document);
CREATE INDEX shared_document ON shared(document);
CREATE INDEX shared_lines ON shared(lines);
"""
_INSTRUMENTS_OF = """SELECT instrument FROM identified WHERE document = ?1
    UNION SELECT instrument FROM described WHERE document = ?1"""
_INSTRUMENT_USED = """SELECT 1 FROM identified WHERE instrument = ?1
    UNION ALL SELECT 1 FROM described WHERE instrument = ?1 LIMIT 1"""
_WORDS_OF = """SELECT word FROM asked WHERE document = ?1 UNION SELECT word FROM cited WHERE document = ?1
    UNION SELECT word FROM shared WHERE document = ?1 UNION SELECT lines FROM shared WHERE document = ?1"""
_WORD_USED = """SELECT 1 FROM asked WHERE word = ?1 UNION ALL SELECT 1 FROM cited WHERE word = ?1
    UNION ALL SELECT 1 FROM shared WHERE word = ?1 UNION ALL SELECT 1 FROM shared WHERE lines = ?1 LIMIT 1"""
_TOLD = ("identified", "described", "asked", "cited", "shared")
Variants = tuple[tuple[Instrument, int, str], ...]
"""Descriptions of one instrument, how many documents give each, and the first of these by IRI."""


class Ledger:
    """The documents in hand and what they tell; whoever changes the folder again and again keeps one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[str, tuple[str, Holding]] = {}
        self._connection = _opened(folder)

    def now(self) -> dict[str, Holding]:
        """Every document in hand, restricted ones apart, by the SHA-256 of its text, without what it told."""
        try:
            self._distrust_if(self._renew())
        except sqlite3.DatabaseError as error:
            self._connection.close()
            if isinstance(error, sqlite3.OperationalError):
                self._connection = _in_memory()
            else:
                drop(self.folder)  # damaged: it is made again
                self._connection = _opened(self.folder)
            self._seen = {}
            self._renew()
        return by_sha256(holding for _, holding in self._seen.values())

    def __del__(self) -> None:
        self._connection.close()

    def known(self) -> set[str]:
        """The SHA-256 of the texts that it last knew."""
        return {holding.record.sha256 for _, holding in self._seen.values()}

    def told(self, sha256: str) -> Told:
        """What a document that was resolved told. Raises OSError, ValueError, KeyError, TypeError."""
        return Contribution.from_json((self.folder / DERIVED / f"{sha256}.json").read_bytes()).tells

    def committed(self) -> None:
        """Learn what a change brought; for who made it and holds the lock."""
        try:
            self._renew()
            with self._connection:
                self._connection.execute("DELETE FROM written")
                marks = ((name, _mark(self.folder / name)) for name in RECORD_FILES)
                self._connection.executemany("INSERT INTO written VALUES (?, ?)", marks)
        except sqlite3.Error:
            self._seen = {}  # the change was made; what it brought is learnt the next time

    def trusted(self) -> bool:
        """Whether what all documents share is written as they tell it."""
        written = dict(self._connection.execute("SELECT name, mark FROM written").fetchall())
        return bool(written) and all(written.get(n) == _mark(self.folder / n) for n in RECORD_FILES)

    def leave_out(self, aside: Iterable[str]) -> None:
        """Answer from now on without these documents."""
        run = self._connection.execute
        with self._connection:
            run("DELETE FROM temp.aside")
            for sha256 in aside:
                run("INSERT INTO temp.aside SELECT id FROM document WHERE sha256 = ?", (sha256,))

    def identified(self, iri: str) -> Variants:
        """The descriptions that citations give by themselves."""
        return self._variants("identified", iri)

    def described(self, iri: str) -> Variants:
        """The descriptions of what citations were resolved to."""
        return self._variants("described", iri)

    def _variants(self, table: str, iri: str) -> Variants:
        found = self._connection.execute(
            f"SELECT told, COUNT(*), MIN(document.iri) FROM instrument JOIN {table} ON instrument = instrument.id "
            "JOIN document ON document.id = document WHERE instrument.iri = ? "
            "AND document NOT IN (SELECT document FROM temp.aside) GROUP BY instrument.id",
            (iri,),
        )
        return tuple((instrument_from(json.loads(told)), times, first) for told, times, first in found.fetchall())

    def answering(self, question: str) -> set[str]:
        """IRIs of instruments of which some description answers a question."""
        found = self._connection.execute(
            "SELECT DISTINCT iri FROM answers JOIN instrument ON instrument.id = instrument WHERE question = ?",
            (question,),
        )
        return {iri for (iri,) in found.fetchall()}

    def asking(self, questions: Iterable[str]) -> set[str]:
        """The documents that depend on the answer to one of the questions."""
        query = (
            "SELECT sha256 FROM word JOIN asked ON word = word.id JOIN document ON document.id = document "
            "WHERE text = ? AND document NOT IN (SELECT document FROM temp.aside)"
        )
        return {sha for question in questions for (sha,) in self._connection.execute(query, (question,)).fetchall()}

    def is_cited(self, iri: str) -> bool:
        """Whether a document cites it."""
        found = self._connection.execute(
            "SELECT 1 FROM word JOIN cited ON word = word.id WHERE text = ? "
            "AND document NOT IN (SELECT document FROM temp.aside) LIMIT 1",
            (iri,),
        )
        return found.fetchone() is not None

    def lines(self, subject: str) -> tuple[str, tuple[str, ...]] | None:
        """What the first document by IRI says of a body, a group, an indicator or a programme, with that IRI."""
        found = self._connection.execute(
            "SELECT MIN(iri), said.text FROM word JOIN shared ON word = word.id "
            "JOIN document ON document.id = document JOIN word AS said ON said.id = lines WHERE word.text = ? "
            "AND document NOT IN (SELECT document FROM temp.aside) GROUP BY word",
            (subject,),
        ).fetchone()
        return (found[0], tuple(json.loads(found[1]))) if found else None

    def instruments(self) -> Iterator[str]:
        """IRIs of all instruments that are told of or cited."""
        found = self._connection.execute(
            "SELECT iri FROM instrument UNION SELECT text FROM cited JOIN word ON word.id = word"
        )
        return (iri for (iri,) in found.fetchall())

    def subjects(self) -> Iterator[str]:
        """What statements are made of besides instruments."""
        found = self._connection.execute("SELECT DISTINCT text FROM shared JOIN word ON word.id = word")
        return (subject for (subject,) in found.fetchall())

    def _distrust_if(self, changed: bool) -> None:
        if changed:
            with self._connection:
                self._connection.execute("DELETE FROM written")

    def _renew(self) -> bool:
        """Read what changed in the folder; whether anything had."""
        derived = _marks(self.folder / DERIVED)
        there = {name: f"{mark} {derived.get(name, '')}" for name, mark in _marks(self.folder / DOCUMENTS).items()}
        if not self._seen:
            self._seen = _remembered(self._connection)
        gone = self._seen.keys() - there.keys()
        again = [n for n, marks in there.items() if n not in self._seen or self._seen[n][0] != marks]
        with self._connection:
            self._forget((*gone, *again))
            for name in gone:
                del self._seen[name]
            for name in again:
                self._seen[name] = there[name], self._noted(name, there[name])
        own = {path.name for path in (self.folder / "plans").glob("*.ttl")}
        made = ((name, h.contribution.iri) for name, (_, h) in self._seen.items() if h.contribution)
        lost = [name for name, iri in made if iri and f"{plan_file_stem(iri)}.ttl" not in own]
        with self._connection:  # their own files are lost: they are made again
            self._forget(lost)
            for name in lost:
                self._seen[name] = "", Holding(self._seen[name][1].record)
        return bool(gone or again or lost)

    def _noted(self, name: str, marks: str) -> Holding:
        """A document as its files tell it, written down."""
        content = (self.folder / DOCUMENTS / name).read_bytes()
        record = Record.from_json(content)
        made: Contribution | None = None
        with suppress(OSError, ValueError, KeyError, TypeError):  # else it is made again
            made = Contribution.from_json((self.folder / DERIVED / name).read_bytes())
        brief = replace(made, told=None) if made else None
        row = name.removesuffix(".json"), marks, made.iri if made else "", content, brief and _json(brief.plain())
        run = self._connection.execute
        key = run("INSERT INTO document(sha256, marks, iri, record, made) VALUES (?, ?, ?, ?, ?)", row).lastrowid
        if made is not None:
            self._note(made.tells, key)
        return Holding(record, brief)

    def _note(self, told: Told, key: int | None) -> None:
        """Write down what the document of a row told."""
        for table, instruments in (("identified", told.identified), ("described", told.described)):
            for instrument in instruments:
                row = self._instrument(instrument), key
                self._connection.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", row)
        for table, terms in (("asked", told.asked), ("cited", told.cited)):
            rows = ((self._word(term), key) for term in terms)
            self._connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)
        lines = ((self._word(subject), key, self._word(_json(said))) for subject, said in told.shared.items())
        self._connection.executemany("INSERT INTO shared VALUES (?, ?, ?)", lines)

    def _word(self, text: str) -> int:
        """The number of a question, an IRI, or what is said of one."""
        found = self._connection.execute("SELECT id FROM word WHERE text = ?", (text,)).fetchone()
        if found is None:
            key = self._connection.execute("INSERT INTO word(text) VALUES (?)", (text,)).lastrowid
            assert key is not None
            return key
        return int(found[0])

    def _instrument(self, instrument: Instrument) -> int:
        told, run = _json(instrument.told()), self._connection.execute
        found = run("SELECT id FROM instrument WHERE told = ?", (told,)).fetchone()
        if found:
            return int(found[0])
        key = run("INSERT INTO instrument(iri, told) VALUES (?, ?)", (instrument.iri, told)).lastrowid
        assert key is not None
        for question in questions_of(instrument):
            run("INSERT INTO answers VALUES (?, ?)", (question, key))
        return key

    def _forget(self, names: Iterable[str]) -> None:
        """Drop documents, and the words that only they had: of a paper that goes nothing stays behind."""
        run = self._connection.execute
        for name in names:
            row = run("SELECT id FROM document WHERE sha256 = ?", (name.removesuffix(".json"),)).fetchone()
            if row is None:
                continue
            instruments, words = (run(query, row).fetchall() for query in (_INSTRUMENTS_OF, _WORDS_OF))
            for table in _TOLD:
                run(f"DELETE FROM {table} WHERE document = ?", row)
            run("DELETE FROM document WHERE id = ?", row)
            for one in instruments:
                if run(_INSTRUMENT_USED, one).fetchone() is None:
                    run("DELETE FROM answers WHERE instrument = ?", one)
                    run("DELETE FROM instrument WHERE id = ?", one)
            for word in words:
                if run(_WORD_USED, word).fetchone() is None:
                    run("DELETE FROM word WHERE id = ?", word)


def drop(folder: Path) -> None:
    """Throw the ledger away, with what an interruption left beside it."""
    for name in (LEDGER, f"{LEDGER}-journal"):
        (folder / name).unlink(missing_ok=True)


def _opened(folder: Path) -> sqlite3.Connection:
    """The folder's ledger; one in memory where it cannot be written."""
    try:
        return _ready(_connected(folder / LEDGER))
    except sqlite3.OperationalError:
        return _in_memory()
    except sqlite3.DatabaseError:
        drop(folder)  # damaged: it is made again
        return _ready(_connected(folder / LEDGER))


def _in_memory() -> sqlite3.Connection:
    return _ready(_connected(":memory:"))


def _connected(database: Path | str) -> sqlite3.Connection:
    """A connection that whichever thread lets go of it last may close: one at a time uses it."""
    return sqlite3.connect(database, check_same_thread=False)


def _ready(connection: sqlite3.Connection) -> sqlite3.Connection:
    with connection:
        connection.execute("PRAGMA secure_delete = ON")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _FORMAT:
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                connection.execute(f"DROP TABLE {table}")
            for statement in filter(str.strip, _SCHEMA.split(";\n")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        connection.execute("CREATE TEMP TABLE aside(document INTEGER PRIMARY KEY)")
    return connection


def _remembered(connection: sqlite3.Connection) -> dict[str, tuple[str, Holding]]:
    """The documents that the ledger knows, by the name of their record."""
    found = {}
    for sha256, marks, record, told in connection.execute("SELECT sha256, marks, record, made FROM document"):
        made = None
        if told is not None:
            read = json.loads(told)
            made = Contribution(**{**read, "document": instrument_from(read["document"])})
        found[f"{sha256}.json"] = marks, Holding(Record.from_json(record), made)
    return found


def _marks(folder: Path) -> dict[str, str]:
    """The marks of the files of documents in a folder, by name."""
    try:
        with os.scandir(folder) as entries:
            named = [entry for entry in entries if RECORD_NAME.fullmatch(entry.name)]
            return {entry.name: _written(entry.stat()) for entry in sorted(named, key=lambda entry: entry.name)}
    except FileNotFoundError:
        return {}


def _mark(path: Path) -> str:
    """What tells that a file was written again or put in the place of another; empty where there is none."""
    try:
        return _written(path.stat())
    except OSError:
        return ""


def _written(told: os.stat_result) -> str:
    return ".".join(map(str, mark_of(told)))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True)
