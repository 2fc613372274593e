"""Search index: words without diacritics in SQLite, ranked by how well what was typed fits, and a table of numbers.

Three keys are compared. With diacritics typed, the same marks rank first; then, as «near», the same letters with other
tones, and last what fits only without any mark. Without diacritics all three count alike. Equal fits go by popularity.
"""

import re
import sqlite3
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from cancu.graph.index_file import KINDS, popularity
from cancu.graph.matching import FACETS, Matching
from cancu.graph.spelling import (
    Number,
    accented_key,
    folded_words,
    has_marks,
    read_number,
    toneless_key,
    word_spans,
)

Row: TypeAlias = tuple[Any, ...]

_CANDIDATES = 300
"""Matches that are ranked; they come in order of popularity."""
_MAX_WORDS = 12
_NUMBERS = 50
"""Numbers typed last whose documents are kept: a page asks for them again and again."""
_TEXTS = 200
"""Texts typed last whose first results of each kind are kept: who searches comes back to them from what was found."""

_COLUMNS = "item.id, iri, kind, label, detail, number, date, issuer, file, accented, names"


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `marks` are the places of the label to highlight; `near` fits only with other diacritics, or has the
    number typed in another register. `tier` tells how well it fits, 0 best: results of several kinds can be ordered
    by it.
    """

    iri: str
    kind: str
    label: str
    detail: str
    number: str = ""
    date: str = ""
    issuer: str = ""
    file: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    near: bool = False
    tier: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Matched:
    """What fits: documents of the number typed, those of another register, the things that have a name that is the text
    or begins with it, and all with its words.
    """

    numbered: list[Row]
    other_register: list[Row]
    exact: int
    begun: int
    fitting: int


class SearchIndex:
    """An index file opened read-only; each thread gets its own connection."""

    def __init__(self, path: Path) -> None:
        self._address = path.absolute().as_uri() + "?mode=ro&immutable=1"
        self._local = threading.local()
        self._matching = Matching(self._rows)
        self._numbered = lru_cache(_NUMBERS)(self._read_numbered)
        self._each_kind = lru_cache(_TEXTS)(self._rank_each_kind)
        words: dict[str, set[str]] = {}
        for folded, slug in self._rows("SELECT folded, type FROM type_word"):
            words.setdefault(folded, set()).add(slug)
        self._type_words = {folded: frozenset(slugs) for folded, slugs in words.items()}

    def search(
        self,
        text: str,
        kinds: Collection[str] = (),
        limit: int = 20,
        offset: int = 0,
        chosen: Mapping[str, str] = MappingProxyType({}),
    ) -> Found:
        """Things that fit `text`, best first; empty for text without a letter or digit.

        `chosen` are values of facets; documents alone have some.
        """
        words = folded_words(text)[:_MAX_WORDS]
        if not words:
            return Found((), 0)
        wanted, values = _condition(kinds, chosen)
        numbered, other_register = (self._wanted(rows, wanted, values) for rows in self._numbered(text))
        among = self._matching.among(kinds, chosen)
        matched = _Matched(numbered, other_register, *(things & among for things in self._matched(words)))
        return self._ranked(text, words, matched, limit, offset)

    def of_each_kind(self, text: str, limit: int) -> Mapping[str, Found]:
        """What `search` finds of each kind, in one pass."""
        return self._each_kind(text, limit)

    def _rank_each_kind(self, text: str, limit: int) -> Mapping[str, Found]:
        words = folded_words(text)[:_MAX_WORDS]
        if not words:
            return MappingProxyType({})
        numbered = self._numbered(text)
        found_of_all = self._matched(words)
        found = {}
        for kind in KINDS:
            sure, doubtful = ([row for row in rows if row[2] == kind] for rows in numbered)
            among = self._matching.among((kind,), {})
            matched = _Matched(sure, doubtful, *(things & among for things in found_of_all))
            if sure or doubtful or matched.fitting:
                found[kind] = self._ranked(text, words, matched, limit, 0)
        return MappingProxyType(found)

    def _matched(self, words: Sequence[str]) -> tuple[int, int, int]:
        """Things that have a name that is these words, or that goes on after them, and all that fit."""
        return *self._matching.named(" ".join(words)), self._matching.fitting(words)

    def _ranked(self, text: str, words: list[str], matched: "_Matched", limit: int, offset: int) -> Found:
        numbered, other_register, ids = matched.numbered, matched.other_register, self._matching.ids
        seen = {row[0] for row in (*numbered, *other_register)}
        # What is ranked does not depend on the page, so that no result stands on two pages or on none.
        named = [*ids(matched.exact, _CANDIDATES), *ids(matched.begun, _CANDIDATES)][:_CANDIDATES]
        ranking = dict.fromkeys(at for at in (*named, *ids(matched.fitting, _CANDIDATES)) if at not in seen)
        beyond = ids(matched.fitting, max(offset + limit - _CANDIDATES, 0), _CANDIDATES)
        further = [at for at in beyond if at not in seen and at not in ranking]
        rows = self._items([*ranking, *further])
        tier = _tiers(text)
        ranked = sorted(
            ((tier(row), row) for at in ranking if (row := rows.get(at))), key=lambda pair: (pair[0], _popular(pair[1]))
        )
        ranked += [(tier(rows[at]), rows[at]) for at in further]
        found = [(row, False, 0) for row in numbered]
        found += [(row, rank >= _SAME_LETTERS, rank) for rank, row in ranked]
        found += [(row, True, _SAME_WITHOUT_MARKS) for row in other_register]
        total = (matched.fitting | self._matching.of(seen)).bit_count()
        page = found[offset : offset + limit]
        return Found(tuple(_hit(row, words, near=near, tier=rank) for row, near, rank in page), total)

    def _items(self, ids: Sequence[int]) -> dict[int, Row]:
        rows = (
            self._rows(f"SELECT {_COLUMNS} FROM item WHERE id IN ({', '.join(map(str, ids[at : at + _CANDIDATES]))})")
            for at in range(0, len(ids), _CANDIDATES)
        )
        return {row[0]: row for found in rows for row in found}

    def kinds(self, text: str) -> dict[str, int]:
        """How many things of each kind fit `text`; kinds without any are left out."""
        return self._matching.by_kind(self._all(text))

    def facet(self, text: str, name: str, kinds: Collection[str], chosen: Mapping[str, str]) -> list[tuple[str, int]]:
        """Values of one facet among what fits `text` and the other facets, with their counts."""
        others = {key: value for key, value in chosen.items() if key != name}
        things = self._all(text) & self._matching.among(kinds, others)
        return sorted(self._matching.by_value(things, name).items())

    def _all(self, text: str) -> int:
        words = folded_words(text)[:_MAX_WORDS]
        if not words:
            return 0
        numbered = (row[0] for rows in self._numbered(text) for row in rows)
        return self._matching.fitting(words) | self._matching.of(numbered)

    def _wanted(self, rows: list[Row], wanted: str, values: Sequence[str]) -> list[Row]:
        if not rows:
            return []
        ids = ", ".join(str(int(row[0])) for row in rows)
        passing = {row[0] for row in self._rows(f"SELECT id FROM item WHERE id IN ({ids}) AND {wanted}", values)}
        return [row for row in rows if row[0] in passing]

    def instruments(self, typed: str, most: int | None = None) -> list[Hit]:
        """Plans and instruments whose number is the one typed, in any usual spelling; the most cited first."""
        return [_hit(row, folded_words(typed)) for row in self._numbered(typed)[0][:most]]

    def count_instruments(self, typed: str) -> int:
        """How many there are of them."""
        return len(self._numbered(typed)[0])

    def whole(self) -> bool:
        """Whether the file can be read from end to end. Raises sqlite3.Error when it cannot be read at all."""
        return self._rows("PRAGMA quick_check") == [("ok",)]

    def by_iri(self, iri: str) -> Hit | None:
        """The thing with this IRI, or with the IRI that replaced it."""
        replaced = self._rows("SELECT new FROM alias WHERE old = ?", (iri,))
        rows = self._rows(f"SELECT {_COLUMNS} FROM item WHERE iri = ?", (replaced[0][0] if replaced else iri,))
        return _hit(rows[0], []) if rows else None

    def by_file(self, name: str) -> list[Hit]:
        """Documents read from a file of this name."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM item WHERE file <> '' AND lower(file) = lower(?)", (name,))
        return [_hit(row, []) for row in rows]

    def by_name(self, name: str, kind: str) -> list[Hit]:
        """Things of one kind whose full name is `name`, diacritics and case aside; marks typed must agree if any do."""
        rows = self._rows(
            f"SELECT DISTINCT {_COLUMNS} FROM name JOIN item ON item.id = name.item WHERE folded = ? AND kind = ?",
            (" ".join(folded_words(name)), kind),
        )
        key = accented_key(name)
        same = [row for row in rows if key in row[9].split("\n")]
        return [_hit(row, []) for row in sorted(same or rows, key=_popular)]

    def _read_numbered(self, typed: str) -> tuple[list[Row], list[Row]]:
        """Documents of the number typed, and those that have it in another register («26/2021/…» for «26/…»)."""
        number = read_number(typed, self._type_words)
        if number is None:
            return [], []
        rows = self._rows(
            f"SELECT {_COLUMNS}, number_year, year, type, symbol FROM number JOIN item ON item.id = number.item "
            "WHERE digits = ?",
            (number.digits,),
        )
        rows.sort(key=_popular)
        fitting = [row for row in rows if _fits(number, row, self._type_words)]
        if not number.symbol:
            return _one_each(fitting), []
        written = "".join(number.symbol)
        same = [row for row in fitting if "".join(row[-1].split()) == written]
        if same:
            sure = _one_each([row for row in same if row[-4] == number.number_year])
            known = {row[0] for row in sure}
            return sure, [] if sure else _one_each([row for row in same if row[0] not in known])
        if fitting:
            return _one_each(fitting), []
        return _one_each(_with_words(number, rows, self._type_words)), []

    def _rows(self, sql: str, values: Sequence[str] = ()) -> list[Row]:
        return self._connection().execute(sql, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._address, uri=True)
            self._local.connection = connection
        return connection


def _condition(kinds: Collection[str], chosen: Mapping[str, str]) -> tuple[str, list[str]]:
    """SQL that things of these kinds and with these values of facets pass, and its values."""
    wanted = [kind for kind in KINDS if not kinds or kind in kinds]
    parts = [f"kind IN ({', '.join('?' * len(wanted))})", *(f"{FACETS[name]} = ?" for name in chosen)]
    return " AND ".join(parts), [*wanted, *chosen.values()]


def _popular(row: Row) -> tuple[int, str, str]:
    """The most cited first, then plans before instruments and so on, then by name."""
    return popularity(row[0]), row[3], row[1]


_SAME_LETTERS, _SAME_WITHOUT_MARKS = 5, 6


def _tiers(text: str) -> Callable[[Row], int]:
    """How well a row fits: 0 a name of it, 1 the beginning of one, 2 words of one in a row, 3 words of the names, 4
    words beside them; 5, 6 where marks were typed and differ."""
    marked = has_marks(text)
    # The index keeps `accented_key` of every name.
    typed = accented_key(text) if marked else _folded_key(text)
    words_begin, toneless_words_begin = _words_begin(typed), _words_begin(toneless_key(text))

    def tier(row: Row) -> int:
        names = row[9].split("\n")[: row[10]]
        if not marked:
            names = list(map(_folded_key, names))
        if typed in names:
            return 0
        if any(name.startswith(typed) for name in names):
            return 1
        if any(f" {typed}" in name for name in names):
            return 2
        if any(map(words_begin, names)):
            return 3
        if not marked or words_begin(row[9]):
            return 4
        same_letters = toneless_words_begin(toneless_key(row[9]))
        return _SAME_LETTERS if same_letters else _SAME_WITHOUT_MARKS

    return tier


@lru_cache(20_000)
def _folded_key(text: str) -> str:
    return " ".join(folded_words(text))


def _one_each(rows: list[Row]) -> list[Row]:
    """One row for each thing: an instrument that is also cited under another number stands in the table twice."""
    return list({row[0]: row for row in rows}.values())


def _words_begin(typed: str) -> Callable[[str], bool]:
    """Whether a text has words that begin with all of those typed."""
    starts = [re.compile(rf"\b{re.escape(word)}") for word in re.findall(r"\w+", typed)]
    return lambda text: all(start.search(text) for start in starts)


def _with_words(typed: Number, rows: list[Row], type_words: Mapping[str, frozenset[str]]) -> list[Row]:
    """Rows whose number fits the beginning of what follows the digits, and whose words the rest («28 bộ chính trị»)."""
    if not typed.types:
        return []
    for count in range(len(typed.symbol) - 1, -1, -1):
        part = replace(typed, symbol=typed.symbol[:count])
        begins = _words_begin(" ".join(typed.symbol[count:]))
        found = [r for r in rows if _fits(part, r, type_words) and begins(_folded_key(r[9]))]
        if found:
            return found
    return []


def _fits(typed: Number, row: Row, type_words: Mapping[str, frozenset[str]]) -> bool:
    number_year, year, slug, symbol = row[-4:]
    letters = symbol.split()
    if typed.number_year and typed.number_year != number_year and not (not number_year and typed.number_year == year):
        return False
    if typed.year and typed.year not in (year, number_year):
        return False
    meant = type_words.get(letters[0], frozenset()) if letters else frozenset()
    if typed.types and slug not in typed.types and not typed.types & meant:
        return False
    if "".join(letters).startswith("".join(typed.symbol)):
        return True
    remaining = iter(letters)
    return all(any(have.startswith(part) for have in remaining) for part in typed.symbol)


def _hit(row: Row, words: list[str], *, near: bool = False, tier: int = 0) -> Hit:
    _, iri, kind, label, detail, number, date, issuer, file = row[:9]
    return Hit(iri, kind, label, detail, number, date, issuer, file, word_spans(label, words), near, tier)
