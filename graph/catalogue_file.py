"""The file of the catalogue: each document in a row, who carries out or rests on whom, who mentions whom, which part of
a plan is about which body or indicator, what is due.

Documents are numbered in the order of lists, other things below zero: what is kept by the numbers of documents stands
in that order, and the first of thousands are found without looking at the others.

A page shows a few rows of what may be thousands, in order and with whole counts; a table with keys gives both at once,
where a graph would have to be walked. It is derived from the store and made, changed and thrown away with it.
"""

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from cancu.graph.spacing import numbered
from cancu.graph.tallying import SCHEMA, tally_again, tally_all

Row: TypeAlias = tuple[Any, ...]

GIVEN, LEADS, PARTNER, SENDS, RECEIVES, GATHERS, ORDERED, TIMED, MEASURES = range(9)
"""What a part is to what it is about: work given to a body, an indicator that it leads, a duty it is a partner in, a
report that it sends, receives or gathers, a plan it is told to issue, a duty with a date, a target of an indicator.
"""

_SCHEMA = f"""
CREATE TABLE name(id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE document(id INTEGER PRIMARY KEY, place TEXT NOT NULL, %s);
CREATE INDEX document_place ON document(place);
CREATE INDEX document_level ON document(is_plan, level);
CREATE INDEX document_area ON document(area, is_plan);
CREATE INDEX document_number ON document(number);
CREATE INDEX document_issuer ON document(issuer, issued);
CREATE TABLE path(upper INTEGER, relation INTEGER, lower INTEGER, basis INTEGER, depth INTEGER NOT NULL, via INTEGER,
    PRIMARY KEY(upper, relation, lower, basis)) WITHOUT ROWID;
CREATE INDEX path_lower ON path(lower);
CREATE TABLE mention(cited INTEGER, citing INTEGER, position INTEGER, part TEXT,
    PRIMARY KEY(cited, citing, position, part)) WITHOUT ROWID;
CREATE INDEX mention_citing ON mention(citing);
CREATE TABLE part(about INTEGER, kind INTEGER, plan INTEGER, piece TEXT, amount INTEGER NOT NULL,
    PRIMARY KEY(about, kind, plan, piece)) WITHOUT ROWID;
CREATE INDEX part_plan ON part(plan);
CREATE INDEX part_target ON part(about, amount, plan, piece) WHERE kind = {MEASURES};
CREATE TABLE deadline(plan INTEGER, piece TEXT, kind INTEGER NOT NULL, due TEXT NOT NULL, before INTEGER NOT NULL,
    since TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY(plan, piece)) WITHOUT ROWID;
CREATE INDEX deadline_due ON deadline(due, before, since, until);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists show of a document; vocabulary terms, bodies and areas as IRIs, "" where unknown."""

    iri: str
    is_plan: bool = False
    type: str = ""
    number: str = ""
    symbol: str = ""
    title: str = ""
    issued: str = ""
    date_text: str = ""
    year: str = ""
    level: str = ""
    quality: str = ""
    held: str = ""
    issuer: str = ""
    issuer_label: str = ""
    system: str = ""
    area: str = ""
    area_label: str = ""
    mentions: int = 0
    implementing: int = 0


@dataclass(frozen=True, slots=True)
class LineagePath:
    """One way in which `lower` carries out or rests on `upper`; relation and basis by their rank."""

    upper: str
    lower: str
    relation: int
    basis: int
    depth: int
    via: str = ""


@dataclass(frozen=True, slots=True)
class MentionOf:
    """A citation of `cited` in `citing`; `part` is its IRI after that of the citing document."""

    cited: str
    citing: str
    position: int
    part: str


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of a plan that is about a body or an indicator; `kind` is its rank, `amount` how much work or which year.

    `part` is its IRI after that of the plan.
    """

    about: str
    kind: int
    plan: str
    part: str
    amount: int


@dataclass(frozen=True, slots=True)
class Due:
    """When a part of a plan is due, as the data write it; one that recurs does so from one year until another, "" where
    that is unknown.
    """

    plan: str
    part: str
    kind: int
    due: str
    before: bool
    since: str = ""
    until: str = ""


_OF_DOCUMENT = (
    ("document", "id"), ("path", "lower"), ("mention", "citing"), ("part", "plan"), ("deadline", "plan"),
    ("only_citing", "citing"),
)  # fmt: skip
"""Where a document is told of, by the column of its number."""
_NAMING = (
    ("path", "upper"), ("path", "lower"), ("path", "via"), ("mention", "cited"), ("mention", "citing"),
    ("only_citing", "cited"), ("tally", "upper"), ("tally", "first_via"), ("tally", "last_via"),
    ("tally_area", "upper"), ("part", "about"),
)  # fmt: skip
"""Where others name a document, whose own rows are made anew."""
COLUMNS = tuple(field.name for field in fields(Entry) if field.name != "iri")


class CatalogueWriter:
    """Fills a file; rows name documents by number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}
        self._forgotten: dict[str, int] = {}
        self._uppers: set[str] = set()

    def documents(self, entries: Iterable[tuple[Entry, str]]) -> None:
        """Documents, each with its place in the order of lists. Raises NoRoomError."""
        placed = sorted(((f"{place}\x00{entry.iri}", entry) for entry, place in entries), key=lambda pair: pair[0])
        numbers = self._numbers(placed)
        kept = {entry.iri: number for number, (_, entry) in zip(numbers, placed, strict=True)}
        for iri, before in self._forgotten.items():
            if before > 0 and kept.get(iri) != before:  # no document any more, or to get another number
                self._renumber(before, self._below_zero())
        self._forgotten.clear()
        marks = ", ".join("?" * (len(COLUMNS) + 2))
        made = (
            (self._numbered(entry.iri, number), place, *astuple(entry)[1:])
            for number, (place, entry) in zip(numbers, placed, strict=True)
        )
        self._connection.executemany(f"INSERT INTO document VALUES ({marks})", made)

    def _numbers(self, placed: Sequence[tuple[str, Entry]]) -> list[int]:
        """Numbers for documents in their order, between those of the documents that stand already."""
        nearest = "SELECT id FROM document WHERE place %s ? ORDER BY place %s LIMIT 1"
        found: list[int] = []
        for high, run in groupby(placed, key=lambda pair: self._one(nearest % (">", "ASC"), pair[0])):
            together = list(run)
            low = self._one(nearest % ("<", "DESC"), together[0][0]) or 0
            found += numbered([self._positive(entry.iri) for _, entry in together], low, high)
        return found

    def _numbered(self, iri: str, number: int) -> int:
        """Give a document this number."""
        before = self._number(iri)
        if before is None:
            self._connection.execute("INSERT INTO name VALUES (?, ?)", (number, iri))
        elif before != number:
            self._renumber(before, number)
        self._known[iri] = number
        return number

    def _renumber(self, before: int, number: int) -> None:
        for table, column in (("name", "id"), *_NAMING):
            self._connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (number, before))

    def _below_zero(self) -> int:
        """A number that nothing has."""
        (least,) = self._connection.execute("SELECT MIN(id) FROM name").fetchone()
        return min(least or 0, 0) - 1

    def _positive(self, iri: str) -> int | None:
        found = self._number(iri)
        return found if found is not None and found > 0 else None

    def _number(self, iri: str) -> int | None:
        return self._one("SELECT id FROM name WHERE iri = ?", iri)

    def _one(self, query: str, value: str) -> int | None:
        row = self._connection.execute(query, (value,)).fetchone()
        return int(row[0]) if row else None

    def tally(self, changed: Collection[str] | None = None) -> None:
        """Count what is kept counted, when all else is written; where documents were changed, only about them."""
        if changed is None:
            tally_all(self._connection)
            return
        documents = self._numbers_of(changed)
        for at in documents:
            self._uppers.update(self._uppers_of(at))
        tally_again(self._connection, self._numbers_of(self._uppers), documents)

    def _numbers_of(self, iris: Iterable[str]) -> list[int]:
        return [number for iri in sorted(iris) if (number := self._number(iri)) is not None]

    def _uppers_of(self, lower: int) -> set[str]:
        found = self._connection.execute("SELECT iri FROM path JOIN name ON name.id = upper WHERE lower = ?", (lower,))
        return {iri for (iri,) in found}

    def paths(self, paths: Iterable[LineagePath]) -> None:
        """Ways of carrying out and resting on."""
        made = (
            (self._id(p.upper), p.relation, self._id(p.lower), p.basis, p.depth, self._id(p.via) if p.via else None)
            for p in paths
        )
        self._connection.executemany("INSERT OR REPLACE INTO path VALUES (?, ?, ?, ?, ?, ?)", made)

    def mentions(self, mentions: Iterable[MentionOf]) -> None:
        """Citations."""
        made = ((self._id(m.cited), self._id(m.citing), m.position, m.part) for m in mentions)
        self._connection.executemany("INSERT OR REPLACE INTO mention VALUES (?, ?, ?, ?)", made)

    def parts(self, parts: Iterable[PartOf]) -> None:
        """Parts of plans by what they are about."""
        made = ((self._id(p.about), p.kind, self._id(p.plan), p.part, p.amount) for p in parts)
        self._connection.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", made)

    def deadlines(self, dues: Iterable[Due]) -> None:
        """What is due."""
        made = ((self._id(d.plan), d.part, d.kind, d.due, d.before, d.since, d.until) for d in dues)
        self._connection.executemany("INSERT OR REPLACE INTO deadline VALUES (?, ?, ?, ?, ?, ?, ?)", made)

    def forget(self, iri: str) -> None:
        """Take out a document with what it carries out, rests on and mentions, and with its parts."""
        number = self._number(iri)
        if number is None:
            return
        self._forgotten[iri] = number
        self._uppers.update(self._uppers_of(number))
        for table, column in _OF_DOCUMENT:
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))

    def _id(self, iri: str) -> int:
        known = self._known.get(iri)
        if known is None:
            known = self._number(iri)
            if known is None:
                known = self._below_zero()
                self._connection.execute("INSERT INTO name VALUES (?, ?)", (known, iri))
            self._known[iri] = known
        return known


class CatalogueReader:
    """A file opened read-only; each thread gets its own connection. Raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self._address = path.absolute().as_uri() + "?mode=ro&immutable=1"
        self._local = threading.local()
        self._rows("SELECT 1 FROM document LIMIT 1")

    def _rows(self, sql: str, values: Sequence[str | int] = ()) -> list[Row]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._address, uri=True)
            self._local.connection = connection
        return connection.execute(sql, values).fetchall()


@contextmanager
def writing(path: Path, *, new: bool) -> Iterator[CatalogueWriter]:
    """A writer of a new or of an existing file; what it was given is kept when nothing went wrong."""
    with closing(sqlite3.connect(path)) as connection:
        if new:
            connection.executescript((_SCHEMA % ", ".join(f"{name} NOT NULL" for name in COLUMNS)) + SCHEMA)
        yield CatalogueWriter(connection)
        connection.commit()
        connection.execute("PRAGMA optimize")
