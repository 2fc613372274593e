"""The file of the catalogue: each document in a row, who carries out or rests on whom, who mentions whom, which part of
a plan is about which body or indicator, what is due.

A page shows a few rows of what may be thousands, in order and with whole counts; a table with keys gives both at once,
where a graph would have to be walked. It is derived from the store and made, changed and thrown away with it.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = tuple[Any, ...]

_SCHEMA = """
CREATE TABLE name(id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE document(id INTEGER PRIMARY KEY, place TEXT NOT NULL, %s);
CREATE INDEX document_level ON document(is_plan, level, place);
CREATE INDEX document_area ON document(id, is_plan, area, issued);
CREATE TABLE rank(id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
CREATE INDEX document_number ON document(number, place);
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
CREATE TABLE deadline(plan INTEGER, piece TEXT, kind INTEGER NOT NULL, due TEXT NOT NULL, before INTEGER NOT NULL,
    since TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY(plan, piece)) WITHOUT ROWID;
CREATE INDEX deadline_due ON deadline(due, before, since, until);
"""


GIVEN, LEADS, PARTNER, SENDS, RECEIVES, GATHERS, ORDERED, TIMED, MEASURES = range(9)
"""What a part is to what it is about: work given to a body, an indicator that it leads, a duty it is a partner in, a
report that it sends, receives or gathers, a plan it is told to issue, a duty with a date, a target of an indicator.
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


COLUMNS = tuple(field.name for field in fields(Entry) if field.name != "iri")


class CatalogueWriter:
    """Fills a file; rows name documents by number, which a document gets when it is first named."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def documents(self, entries: Iterable[tuple[Entry, str]]) -> None:
        """Documents, each with its place in the order of lists."""
        marks = ", ".join("?" * (len(COLUMNS) + 2))
        made = ((self._id(entry.iri), place, *astuple(entry)[1:]) for entry, place in entries)
        self._connection.executemany(f"INSERT OR REPLACE INTO document VALUES ({marks})", made)

    def rank(self) -> None:
        """Number all documents by their place: to order thousands of them, numbers are read in place of long keys."""
        self._connection.execute("DELETE FROM rank")
        self._connection.execute(
            "INSERT INTO rank SELECT id, ROW_NUMBER() OVER (ORDER BY place, iri) FROM document JOIN name USING (id)"
        )

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
        columns = (("document", "id"), ("path", "lower"), ("mention", "citing"), ("part", "plan"), ("deadline", "plan"))
        for table, column in columns:
            statement = f"DELETE FROM {table} WHERE {column} = (SELECT id FROM name WHERE iri = ?)"
            self._connection.execute(statement, (iri,))

    def _id(self, iri: str) -> int:
        known = self._known.get(iri)
        if known is None:
            self._connection.execute("INSERT OR IGNORE INTO name(iri) VALUES (?)", (iri,))
            known = int(self._connection.execute("SELECT id FROM name WHERE iri = ?", (iri,)).fetchone()[0])
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
            connection.executescript(_SCHEMA % ", ".join(f"{name} NOT NULL" for name in COLUMNS))
        yield CatalogueWriter(connection)
        connection.commit()
        connection.execute("PRAGMA optimize")
