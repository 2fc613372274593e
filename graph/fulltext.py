"""The words of the texts in a data folder, by section, so that a clerk finds the passage and not only the document.

The file `.fulltext.sqlite` is made from `documents/` and can be thrown away. It holds the folded words of each section
and where the section stands; what is shown is always cut from the text itself.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.fold import fold
from cancu.graph.read import outline, text_of
from cancu.graph.spelling import accented_key, folded_words, has_marks
from cancu.graph.texts import DOCUMENTS, held_text

INDEX = ".fulltext.sqlite"
_FORMAT = 1
_MAX_WORDS = 12
_CANDIDATES = 400
_TEXT = re.compile(r"[0-9a-f]{64}\.txt")
_SCHEMA = """
CREATE TABLE section(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, path TEXT NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL);
CREATE INDEX section_text ON section(sha256);
CREATE TABLE text(sha256 TEXT PRIMARY KEY);
CREATE VIRTUAL TABLE words USING fts5(folded, tokenize='unicode61');
"""


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section of a text that has all the words; `near` where it has them only with other diacritics."""

    sha256: str
    path: str
    start: int
    stop: int
    near: bool = False


def refresh(folder: Path) -> int:
    """Take texts that are new into the index and drop those that are gone; how many changed.

    For who holds the lock of the data folder. Nothing is half written: an interruption leaves the index as it was.
    """
    held = {path.stem for path in (folder / DOCUMENTS).glob("*.txt") if _TEXT.fullmatch(path.name)}
    place = folder / INDEX
    if not held and not place.exists():
        return 0
    try:
        return _refresh(folder, place, held)
    except sqlite3.DatabaseError:
        drop(folder)  # damaged: it is made again
        return _refresh(folder, place, held)


def drop(folder: Path) -> None:
    """Throw the index away, with what an interruption left beside it; for who holds the lock."""
    for name in (INDEX, f"{INDEX}-journal"):
        (folder / name).unlink(missing_ok=True)


def _refresh(folder: Path, place: Path, held: set[str]) -> int:
    with closing(sqlite3.connect(place)) as connection, connection:
        # Of a paper that is taken out nothing stays behind in the file.
        connection.execute("PRAGMA secure_delete = ON")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _FORMAT:
            for table in ("words", "section", "text"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in filter(str.strip, _SCHEMA.split(";\n")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        known = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM text")}
        for sha256 in sorted(known - held):
            ids = connection.execute("SELECT id FROM section WHERE sha256 = ?", (sha256,)).fetchall()
            connection.executemany("DELETE FROM words WHERE rowid = ?", ids)
            connection.execute("DELETE FROM section WHERE sha256 = ?", (sha256,))
            connection.execute("DELETE FROM text WHERE sha256 = ?", (sha256,))
        if known - held:
            connection.execute("INSERT INTO words(words) VALUES ('optimize')")
        for sha256 in sorted(held - known):
            content = held_text(folder, sha256)
            if content is not None:
                _insert(connection, sha256, content)
        return len(known ^ held)


def _insert(connection: sqlite3.Connection, sha256: str, content: str) -> None:
    connection.execute("INSERT INTO text VALUES (?)", (sha256,))
    for path, start, stop in sections(content):
        added = connection.execute(
            "INSERT INTO section(sha256, path, start, stop) VALUES (?, ?, ?, ?)", (sha256, path, start, stop)
        )
        words = " ".join(folded_words(content[start:stop]))
        connection.execute("INSERT INTO words(rowid, folded) VALUES (?, ?)", (added.lastrowid, words))


def sections(content: str) -> Iterator[tuple[str, int, int]]:
    """The parts of a text without a heading inside, each with its path, start and end; nothing is left out."""
    skeleton = outline(text_of("", content))
    starts = {0, skeleton.ending_start, *(heading.start for heading in skeleton.headings)}
    starts |= {start for start, _ in skeleton.annexes}
    places = sorted(start for start in starts if 0 <= start < len(content))
    for start, stop in zip(places, [*places[1:], len(content)], strict=True):
        if content[start:stop].strip():
            yield skeleton.path_at(start), start, stop


def search_sections(folder: Path, typed: str) -> list[SectionHit] | None:
    """Sections that have every word typed, best first, some hundreds at most; None where there is no index yet.

    Words typed with diacritics rank what has the same ones first.
    """
    words = folded_words(typed)[:_MAX_WORDS]
    place = folder / INDEX
    if not place.is_file():
        return None
    if not words:
        return []
    match = " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*'
    try:
        with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute(
                "SELECT sha256, path, start, stop FROM words JOIN section ON section.id = words.rowid "
                f"WHERE words MATCH ? ORDER BY bm25(words), section.id LIMIT {_CANDIDATES}",
                (match,),
            ).fetchall()
    except sqlite3.DatabaseError:
        return None
    return [SectionHit(*row) for row in found]


def ranked(hits: list[SectionHit], typed: str, texts: dict[str, str]) -> list[SectionHit]:
    """Hits whose text is held: first those with the words in a row, last those that have them with other diacritics."""
    key = accented_key if has_marks(typed) else lambda text: " ".join(folded_words(text))
    phrase, words = key(typed), key(typed).split()

    def rank(hit: SectionHit) -> tuple[int, SectionHit]:
        text = key(texts[hit.sha256][hit.start : hit.stop])
        if phrase in text:
            return 0, hit
        near = has_marks(typed) and not all(word in text for word in words)
        return (2, SectionHit(hit.sha256, hit.path, hit.start, hit.stop, near=True)) if near else (1, hit)

    return [hit for _, hit in sorted((rank(h) for h in hits if h.sha256 in texts), key=lambda pair: pair[0])]


def places_of(content: str, typed: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Where between `start` and `stop` the words typed stand; as a phrase where they stand in a row."""
    words = folded_words(typed)[:_MAX_WORDS]
    folded = fold(content[start:stop])
    if not words or len(folded) != stop - start:
        return []
    gap = r"[^a-z0-9]{1,3}"
    phrase = re.compile(r"(?<![a-z0-9])" + gap.join(map(re.escape, words)))
    found = [match.span() for match in phrase.finditer(folded)]
    if not found:
        alone = "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
        found = [match.span() for match in re.finditer(rf"(?<![a-z0-9])(?:{alone})(?![a-z0-9])", folded)]
    return [(start + a, start + b) for a, b in found]
