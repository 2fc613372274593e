"""The catalogue of documents: lists in order and a page at a time, and what stands below an instrument with counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cancu.graph.catalogue_file import COLUMNS, CatalogueReader, Entry, Row

IMPLEMENTS, BASED_ON, ISSUED_WITH = range(3)
"""Relations of a path."""

ENTRY = ", ".join(("name.iri", *(f"document.{column}" for column in COLUMNS)))
"""Columns of a document, its IRI first."""
_LISTED = "document JOIN name ON name.id = document.id"


@dataclass(frozen=True, slots=True)
class Below:
    """A document that carries out or rests on another; `bases` are the ranks of the ways, the most telling first."""

    document: Entry
    bases: tuple[int, ...]
    depth: int
    via: str


@dataclass(frozen=True, slots=True)
class Group:
    """How many documents carry an instrument out in the same ways, through the same paper."""

    bases: tuple[int, ...]
    via: str
    count: int


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A citation of an instrument, and the document that makes it."""

    document: Entry
    citation: str


class Catalogue(CatalogueReader):
    """The documents of a catalogue, and what stands below and mentions them."""

    def whole(self) -> bool:
        """Whether the file can be read from end to end."""
        return self._rows("PRAGMA quick_check") == [("ok",)]

    def entries(self, iris: Iterable[str]) -> dict[str, Entry]:
        """The documents of these IRIs that there are."""
        found = (self._rows(f"SELECT {ENTRY} FROM {_LISTED} WHERE name.iri = ?", (iri,)) for iri in iris)
        return {rows[0][0]: entry_of(rows[0]) for rows in found if rows}

    def numbered(self, ids: Sequence[int]) -> list[Entry]:
        """The documents of these numbers, in their order."""
        marks = _marks(tuple(ids))
        rows = self._rows(f"SELECT document.id, {ENTRY} FROM {_LISTED} WHERE document.id IN ({marks})", ids)
        found = {row[0]: entry_of(row[1:]) for row in rows}
        return [found[at] for at in ids]

    def in_order(self, is_plan: bool, *columns: str) -> list[Row]:
        """The numbers of all plans, or of all others, in the order of lists, each with the values of these columns."""
        named = ", ".join(("document.id", *columns))
        return self._rows(
            f"SELECT {named} FROM document JOIN rank USING (id) WHERE is_plan = ? ORDER BY at", (int(is_plan),)
        )

    def below(self, iri: str, relations: Iterable[int], limit: int, start: int = 0) -> list[Below]:
        """Documents that carry an instrument out, or rest on it, in the order of lists."""
        wanted = tuple(relations)
        rows = self._rows(
            f"SELECT {ENTRY}, ways, depth, (SELECT iri FROM name WHERE id = via) FROM ("
            "  SELECT lower, ways, depth, via FROM ("
            "    SELECT lower, SUM(1 << basis) AS ways, MIN(depth) AS depth, MAX(via) AS via FROM path"
            f"  WHERE upper = {_AT} AND relation IN ({_marks(wanted)}) GROUP BY lower"
            f"  {_FIRST} OFFSET ?) {_IN_ORDER}",
            (iri, *wanted, limit, start),
        )
        return [_below(row) for row in rows]

    def children(self, iri: str, limit: int) -> list[Below]:
        """The same of the nearest step alone, whatever the relation."""
        rows = self._rows(
            f"SELECT {ENTRY}, ways, 1, NULL FROM ("
            "  SELECT lower, ways FROM (SELECT lower, SUM(DISTINCT 1 << basis) AS ways FROM path"
            f"  WHERE upper = {_AT} AND depth = 1 GROUP BY lower"
            f"  {_FIRST}) {_IN_ORDER}",
            (iri, limit),
        )
        return [_below(row) for row in rows]

    def counts_below(self, iri: str) -> dict[int, int]:
        """How many documents stand below an instrument, by relation."""
        counted = f"SELECT relation, COUNT(DISTINCT lower) FROM path WHERE upper = {_AT} GROUP BY relation"
        return dict(self._rows(counted, (iri,)))

    def groups_below(self, iri: str, *, plans: bool = False) -> list[Group]:
        """Those that carry it out by ways and by the first paper between; `plans` counts plans alone."""
        rows = self._rows(
            "SELECT ways, (SELECT iri FROM name WHERE id = via), COUNT(*) FROM ("
            "  SELECT lower, SUM(1 << basis) AS ways, MAX(via) AS via FROM path"
            f"  WHERE upper = {_AT} AND relation = {IMPLEMENTS} GROUP BY lower"
            f"){' JOIN document ON document.id = lower AND is_plan' if plans else ''} GROUP BY ways, via",
            (iri,),
        )
        return [Group(_bases(ways), via or "", count) for ways, via, count in rows]

    def plans_by_area(self, iri: str, but_for: Collection[int], at: str) -> list[tuple[str, int, str]]:
        """Areas with plans issued by a day that carry an instrument out in other ways than these: how many, the first
        by IRI."""
        return self._rows(
            "SELECT area, COUNT(*), MIN(iri) FROM ("
            f"  SELECT DISTINCT lower FROM path WHERE upper = {_AT} AND relation = {IMPLEMENTS}"
            f"  AND basis NOT IN ({_marks(tuple(but_for))})"
            ") JOIN document ON document.id = lower JOIN name ON name.id = lower "
            "WHERE is_plan AND area <> '' AND issued <= ? GROUP BY area",
            (iri, *but_for, at),
        )

    def mentions(self, iri: str, limit: int) -> list[Mentioned]:
        """Citations that mean an instrument, or may mean it, in the order of the documents that make them."""
        return self._mentions(iri, "", limit)

    def only_citing(self, iri: str, documents: int) -> list[Mentioned]:
        """The same of documents that neither carry it out nor rest on it: of so many documents."""
        only = f"SELECT citing FROM ({_ONLY_CITING}) JOIN rank ON rank.id = citing ORDER BY at LIMIT {documents}"
        return self._mentions(iri, f"AND citing IN ({only})", -1)

    def _mentions(self, iri: str, further: str, limit: int) -> list[Mentioned]:
        found = self._rows("SELECT id FROM name WHERE iri = ?", (iri,))
        rows = found and self._rows(
            f"SELECT {ENTRY}, part FROM ("
            "  SELECT citing AS lower, position, part FROM mention JOIN rank ON rank.id = citing"
            f"  WHERE cited = ?1 {further}"
            f"  ORDER BY at, position, part LIMIT ?2) {_IN_ORDER}, position, part",
            (found[0][0], limit),
        )
        return [Mentioned(entry_of(row), row[0] + row[-1]) for row in rows]

    def count_mentions(self, iri: str) -> tuple[int, int]:
        """How many citations there are, and how many documents only cite it."""
        found = self._rows("SELECT id FROM name WHERE iri = ?", (iri,))
        if not found:
            return 0, 0
        ((every,),) = self._rows("SELECT COUNT(*) FROM mention WHERE cited = ?1", found[0])
        ((only,),) = self._rows(f"SELECT COUNT(*) FROM ({_ONLY_CITING})", found[0])
        return every, only

    def levels(self) -> dict[str, tuple[int, int]]:
        """How many documents and how many plans there are of each level."""
        rows = self._rows("SELECT level, COUNT(*), SUM(is_plan) FROM document WHERE level <> '' GROUP BY level")
        return {level: (every, plans) for level, every, plans in rows}

    def plan_counts(self, *columns: str) -> dict[tuple[str, ...], int]:
        """How many plans there are by the values of these columns."""
        named = ", ".join(columns)
        return {
            tuple(values): count
            for *values, count in self._rows(f"SELECT {named}, COUNT(*) FROM document WHERE is_plan GROUP BY {named}")
        }

    def documents(
        self, wanted: Mapping[str, str | int], order: str, limit: int = -1, start: int = 0
    ) -> tuple[list[Entry], int]:
        """Documents whose columns have these values, in the order named (a key of ORDERS), and how many there are."""
        conditions = " AND ".join(f"{column} = ?" for column in wanted)
        where, values = f"WHERE {conditions}" if wanted else "", tuple(wanted.values())
        rows = self._rows(
            f"SELECT {ENTRY} FROM {_LISTED} {where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?", (*values, limit, start)
        )
        ((total,),) = self._rows(f"SELECT COUNT(*) FROM document {where}", values)
        return [entry_of(row) for row in rows], total


_AT = "(SELECT id FROM name WHERE iri = ?)"
_FIRST = ") JOIN rank ON rank.id = lower ORDER BY at LIMIT ?"
"""Ends a list of numbers of documents: the first ones alone, before anything else is read of them."""
_IN_ORDER = "JOIN document ON document.id = lower JOIN name ON name.id = lower ORDER BY place"
_ONLY_CITING = (
    "SELECT DISTINCT citing FROM mention WHERE cited = ?1 AND citing NOT IN (SELECT lower FROM path WHERE upper = ?1)"
)
ORDERS = {
    "place": "place",
    "newest": "year DESC, name.iri",
    "latest": "issued DESC, name.iri",
    "carried-out": "implementing DESC, name.iri",
}
"""Orders of a list: from the centre down; the newest first by year, or by day; those that most plans carry out."""


def _marks(values: tuple[int, ...]) -> str:
    return ", ".join("?" * len(values))


def _bases(ways: int) -> tuple[int, ...]:
    return tuple(rank for rank in range(ways.bit_length()) if ways >> rank & 1)


def entry_of(row: Row) -> Entry:
    """The document in a row that begins with ENTRY."""
    iri, is_plan, *rest = row[: len(COLUMNS) + 1]
    return Entry(iri, bool(is_plan), *rest)


def _below(row: Row) -> Below:
    ways, depth, via = row[-3:]
    return Below(entry_of(row), _bases(ways), depth, via or "")
