"""The catalogue of documents: lists in order and a page at a time, and what stands below an instrument with counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cancu.graph.catalogue_file import COLUMNS, CatalogueReader, Entry, Row
from cancu.graph.tallying import AREAS, WAYS

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
    """How many documents carry an instrument out in the same ways, at first hand or through other papers; `via` is that
    paper where it is one for all of them.
    """

    bases: tuple[int, ...]
    indirect: bool
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
        return self._rows(f"SELECT {named} FROM document WHERE is_plan = ? ORDER BY id", (int(is_plan),))

    def below(self, iri: str, relations: Iterable[int], limit: int, start: int = 0) -> list[Below]:
        """Documents that carry an instrument out, or rest on it, in the order of lists."""
        return self._below(iri, relations, limit, start)

    def children(self, iri: str, limit: int) -> list[Below]:
        """The same of the nearest step alone, whatever the relation."""
        return self._below(iri, (IMPLEMENTS, BASED_ON, ISSUED_WITH), limit, nearest=True)

    def _below(
        self, iri: str, relations: Iterable[int], limit: int, start: int = 0, *, nearest: bool = False
    ) -> list[Below]:
        # Within one relation the documents stand in their order: of each the first are read, and no others.
        found: dict[int, tuple[int, int, int]] = {}
        for relation in relations:
            for lower, ways, depth, via in self._rows(
                "SELECT lower, SUM(1 << basis), MIN(depth), MAX(via) FROM path"
                f" WHERE upper = {_AT} AND relation = ? {'AND depth = 1' if nearest else ''}"
                " GROUP BY lower ORDER BY lower LIMIT ?",
                (iri, relation, start + limit),
            ):
                known = found.get(lower, (0, depth, 0))
                found[lower] = known[0] | ways, min(known[1], depth), max(known[2], via or 0)
        taken = sorted(found)[start : start + limit]
        vias = self._names({found[at][2] for at in taken} - {0}) if not nearest else {}
        return [
            Below(entry, _bases(found[at][0]), found[at][1], vias.get(found[at][2], ""))
            for at, entry in zip(taken, self.numbered(taken), strict=True)
        ]

    def _names(self, ids: Collection[int]) -> dict[int, str]:
        marks = _marks(tuple(ids))
        return dict(self._rows(f"SELECT id, iri FROM name WHERE id IN ({marks})", tuple(ids)))

    def counts_below(self, iri: str) -> dict[int, int]:
        """How many documents stand below an instrument, by relation."""
        counts: dict[int, int] = {}
        for relation, _, _, count, *_ in self._tally(iri):
            counts[relation] = counts.get(relation, 0) + count
        return counts

    def groups_below(self, iri: str, *, plans: bool = False) -> list[Group]:
        """Those that carry it out by ways and by whether other papers stand between; `plans` counts plans alone."""
        rows = [row for row in self._tally(iri) if row[0] == IMPLEMENTS and (row[4] if plans else row[3])]
        vias = self._names({first for *_, first, last in rows if first is not None and first == last})
        return [
            Group(
                _bases(ways), bool(indirect), vias.get(first, "") if first == last else "", of_plans if plans else count
            )
            for _, ways, indirect, count, of_plans, first, last in rows
        ]

    def _tally(self, iri: str) -> list[Row]:
        columns = "relation, ways, indirect, count, plans, first_via, last_via"
        kept = self._rows(f"SELECT {columns} FROM tally WHERE upper = {_AT} ORDER BY relation, ways, indirect", (iri,))
        return kept or self._rows(f"SELECT {columns} FROM ({WAYS % _AT})", (iri,))

    def plans_by_area(self, iri: str, at: str) -> list[tuple[str, int, str]]:
        """Areas with plans issued by a day for an instrument, not only naming it: how many, the first by IRI."""
        kept = self._rows(f"SELECT area, count, first, latest FROM tally_area WHERE upper = {_AT}", (iri,))
        if kept and all(latest <= at for *_, latest in kept):
            return [(area, count, first) for area, count, first, _ in kept]
        counted = AREAS % (_AT, "AND issued <= ?")
        return self._rows(f"SELECT area, count, first FROM ({counted}) ORDER BY area", (iri, at))

    def carried_out_in(self, area: str) -> dict[int, dict[int, int]]:
        """Numbers of the documents that plans of an area carry out, in the order of lists: how many plans do, by the
        rank of the most telling way.
        """
        rows = self._rows(
            "SELECT upper, rank, COUNT(*) FROM ("
            "  SELECT upper, lower, MIN(basis) AS rank FROM document JOIN path ON lower = document.id"
            f" WHERE area = ? AND is_plan = 1 AND relation = {IMPLEMENTS} GROUP BY upper, lower"
            ") GROUP BY upper, rank ORDER BY upper, rank",
            (area,),
        )
        found: dict[int, dict[int, int]] = {}
        for upper, rank, count in rows:
            found.setdefault(upper, {})[rank] = count
        return found

    def mentions(self, iri: str, limit: int) -> list[Mentioned]:
        """Citations that mean an instrument, or may mean it, in the order of the documents that make them."""
        return self._mentions(iri, "", limit)

    def only_citing(self, iri: str, documents: int) -> list[Mentioned]:
        """The same of documents that neither carry it out nor rest on it: of so many documents."""
        only = f"SELECT citing FROM only_citing WHERE cited = {_AT} ORDER BY citing LIMIT {documents}"
        return self._mentions(iri, f"AND citing IN ({only})", -1, iri)

    def _mentions(self, iri: str, further: str, limit: int, *values: str) -> list[Mentioned]:
        rows = self._rows(
            f"SELECT citing, part FROM mention WHERE cited = {_AT} {further} ORDER BY citing, position, part LIMIT ?",
            (iri, *values, limit),
        )
        citing = list(dict.fromkeys(at for at, _ in rows))
        entries = dict(zip(citing, self.numbered(citing), strict=True))
        return [Mentioned(entries[at], entries[at].iri + part) for at, part in rows]

    def count_mentions(self, iri: str) -> tuple[int, int]:
        """How many citations there are, and how many documents only cite it."""
        ((every,),) = self._rows(f"SELECT COUNT(*) FROM mention WHERE cited = {_AT}", (iri,))
        ((only,),) = self._rows(f"SELECT COUNT(*) FROM only_citing WHERE cited = {_AT}", (iri,))
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
ORDERS = {
    "place": "document.id",
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
