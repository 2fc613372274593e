"""Counts of what stands below instruments that very many documents carry out: made with the catalogue, since no page
can wait until they are counted. Below the others they are counted when asked for, by the same queries.
"""

import sqlite3
from collections.abc import Collection

from cancu.graph.names import BASIS
from cancu.graph.vocabulary import wordings

BASES = tuple(BASIS + name for name in wordings(BASIS))
"""Ways of carrying out, the most telling first; what names none has the rank after the last."""
NAMING = tuple(BASES.index(BASIS + name) for name in ("task", "orders-plan"))
"""Ways of naming an instrument for which no plan was issued."""
MANY = 500
"""With more paths than these the counts below an instrument are kept."""

SCHEMA = """
CREATE TABLE tally(upper INTEGER, relation INTEGER, ways INTEGER, indirect INTEGER, count INTEGER NOT NULL,
    plans INTEGER NOT NULL, first_via INTEGER, last_via INTEGER, PRIMARY KEY(upper, relation, ways, indirect))
    WITHOUT ROWID;
CREATE TABLE tally_area(upper INTEGER, area TEXT, count INTEGER NOT NULL, first TEXT NOT NULL, latest TEXT NOT NULL,
    PRIMARY KEY(upper, area)) WITHOUT ROWID;
CREATE TABLE only_citing(cited INTEGER, citing INTEGER, PRIMARY KEY(cited, citing)) WITHOUT ROWID;
CREATE INDEX only_citing_citing ON only_citing(citing);
"""

WAYS = """
SELECT upper, relation, ways, via IS NOT NULL AS indirect, COUNT(*) AS count, SUM(COALESCE(is_plan, 0)) AS plans,
    MIN(via) AS first_via, MAX(via) AS last_via
FROM (SELECT upper, relation, lower, SUM(1 << basis) AS ways, MAX(via) AS via FROM path WHERE upper IN (%s)
      GROUP BY upper, relation, lower)
LEFT JOIN document ON id = lower GROUP BY upper, relation, ways, indirect
"""
AREAS = f"""
SELECT upper, area, COUNT(*) AS count, MIN(iri) AS first, MAX(issued) AS latest
FROM (SELECT DISTINCT upper, lower FROM path
      WHERE upper IN (%s) AND relation = 0 AND basis NOT IN ({", ".join(map(str, NAMING))}))
JOIN document ON document.id = lower JOIN name ON name.id = lower
WHERE is_plan AND area <> '' %s GROUP BY upper, area
"""
_ONLY = """
INSERT OR IGNORE INTO only_citing SELECT cited, citing FROM mention
WHERE %s NOT EXISTS (SELECT 1 FROM path WHERE upper = cited AND relation IN (0, 1, 2) AND lower = citing)
"""


def tally_all(connection: sqlite3.Connection) -> None:
    """Fill the tables of counts of a catalogue that holds everything else."""
    many = f"SELECT upper FROM path GROUP BY upper HAVING COUNT(*) > {MANY}"
    connection.execute(f"INSERT INTO tally {WAYS % many}")
    connection.execute(f"INSERT INTO tally_area {AREAS % (many, '')}")
    connection.execute(_ONLY % "")


def tally_again(connection: sqlite3.Connection, uppers: Collection[int], citing: Collection[int]) -> None:
    """The same where documents below these were changed, and what these cite."""
    for upper in uppers:
        for table in ("tally", "tally_area"):
            connection.execute(f"DELETE FROM {table} WHERE upper = ?", (upper,))
        ((count,),) = connection.execute("SELECT COUNT(*) FROM path WHERE upper = ?", (upper,)).fetchall()
        if count > MANY:
            connection.execute(f"INSERT INTO tally {WAYS % '?'}", (upper,))
            connection.execute(f"INSERT INTO tally_area {AREAS % ('?', '')}", (upper,))
    for document in citing:
        connection.execute("DELETE FROM only_citing WHERE citing = ?", (document,))
        connection.execute(_ONLY % "citing = ? AND", (document,))
