"""Parts of plans by the body or the indicator that they are about, a page at a time, and what is due when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cancu.graph.catalogue import ENTRY, entry_of
from cancu.graph.catalogue_file import GIVEN, MEASURES, ORDERED, RECEIVES, SENDS, TIMED, CatalogueReader, Entry

SHARED = (GIVEN, SENDS, RECEIVES, ORDERED, TIMED)
"""What a group is given concerns its members; what it leads or gathers is its own."""
POSSIBLE = (GIVEN,)
"""Kinds that are told of a body that only may belong to the group."""
WITH_DUE = (TIMED, SENDS, ORDERED)


@dataclass(frozen=True, slots=True)
class About:
    """A body or an indicator, or a group that a body belongs to, which it did from one day until another.

    `kinds` are those that concern the body, all where none is named.
    """

    iri: str
    kinds: tuple[int, ...] = ()
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """How many parts of a kind there are, how much they amount to, and in how many plans."""

    parts: int = 0
    amount: int = 0
    plans: int = 0


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many things have the same due; see `catalogue_file.Due`."""

    due: str
    before: bool
    since: str
    until: str
    count: int


class PlanParts(CatalogueReader):
    """The parts of plans in a catalogue."""

    def totals(self, whom: Sequence[About]) -> dict[int, Total]:
        """What there is of each kind."""
        mine, values = _mine(whom)
        rows = self._rows(
            f"SELECT kind, COUNT(*), SUM(amount), COUNT(DISTINCT plan) FROM ({mine}) GROUP BY kind", values
        )
        return {kind: Total(*counts) for kind, *counts in rows}

    def plans(self, whom: Sequence[About], kind: int, limit: int, start: int = 0) -> list[tuple[Entry, list[str]]]:
        """Plans with parts of a kind, the newest first, and the IRIs of those parts."""
        mine, values = _mine(whom, (kind,))
        rows = self._rows(
            f"WITH mine AS ({mine}) SELECT {ENTRY}, piece FROM ("
            "  SELECT plan, COALESCE(NULLIF(year, ''), SUBSTR(issued, 1, 4)) AS of_year FROM ("
            "    SELECT DISTINCT plan FROM mine) JOIN document ON document.id = plan JOIN name ON name.id = plan"
            "  ORDER BY of_year DESC, name.iri LIMIT ? OFFSET ?"
            ") JOIN mine USING (plan) JOIN document ON document.id = plan JOIN name ON name.id = plan "
            "ORDER BY of_year DESC, name.iri, piece",
            (*values, limit, start),
        )
        found: dict[str, tuple[Entry, list[str]]] = {}
        for row in rows:
            found.setdefault(row[0], (entry_of(row), []))[1].append(row[0] + row[-1])
        return list(found.values())

    def parts(self, whom: Sequence[About], kinds: Collection[int], limit: int, start: int = 0) -> list[str]:
        """IRIs of the parts of some kinds, each once, by amount, due and plan."""
        mine, values = _mine(whom, kinds)
        rows = self._rows(
            "SELECT DISTINCT iri, piece, amount, due FROM ("
            f"  SELECT iri, piece, amount, COALESCE(due, '') AS due FROM ({mine}) JOIN name ON name.id = plan"
            "  LEFT JOIN deadline USING (plan, piece)"
            ") ORDER BY amount, due, iri, piece LIMIT ? OFFSET ?",
            (*values, limit, start),
        )
        return [iri + piece for iri, piece, *_ in rows]

    def targets(self, indicator: str, limit: int, start: int = 0) -> list[str]:
        """IRIs of the targets of an indicator, by year, then as lists have their plans.

        A country sets tens of thousands of them: the plans are named once the few are chosen.
        """
        rows = self._rows(
            "SELECT iri || piece FROM ("
            "  SELECT plan, piece, amount FROM part"
            f"  WHERE about = (SELECT id FROM name WHERE iri = ?) AND kind = {MEASURES}"
            "  ORDER BY amount, plan, piece LIMIT ? OFFSET ?"
            ") JOIN name ON name.id = plan ORDER BY amount, plan, piece",
            (indicator, limit, start),
        )
        return [iri for (iri,) in rows]

    def count(self, whom: Sequence[About], kinds: Collection[int]) -> int:
        """How many parts there are of some kinds, each once."""
        mine, values = _mine(whom, kinds)
        ((found,),) = self._rows(f"SELECT COUNT(*) FROM (SELECT DISTINCT plan, piece FROM ({mine}))", values)
        return int(found)

    def most(self, kind: int, limit: int) -> list[str]:
        """The IRIs of what most parts of a kind are about, the first with the most."""
        rows = self._rows(
            "SELECT iri FROM (SELECT about, COUNT(*) AS parts FROM part WHERE kind = ? GROUP BY about)"
            " JOIN name ON name.id = about ORDER BY parts DESC, iri LIMIT ?",
            (kind, limit),
        )
        return [iri for (iri,) in rows]

    def dues(self, whom: Sequence[About] = ()) -> list[DueCount]:
        """What is due, of some bodies or of all, in the order of the text of the due."""
        which, values = _with_due(whom)
        rows = self._rows(
            f"SELECT due, before, since, until, COUNT(*) FROM {which} GROUP BY due, before, since, until "
            "ORDER BY due, before, since, until",
            values,
        )
        return [DueCount(due, bool(before), since, until, n) for due, before, since, until, n in rows]

    def due(self, same: DueCount, whom: Sequence[About], limit: int, start: int = 0) -> list[tuple[str, int]]:
        """The IRIs of the things that have one due, and their kinds."""
        which, values = _with_due(whom)
        return self._rows(
            f"SELECT iri || piece, kind FROM {which} JOIN name ON name.id = plan "
            "WHERE due = ? AND before = ? AND since = ? AND until = ? ORDER BY iri, piece LIMIT ? OFFSET ?",
            (*values, same.due, same.before, same.since, same.until, limit, start),
        )


def _mine(whom: Sequence[About], kinds: Collection[int] = ()) -> tuple[str, list[str | int]]:
    """A query of the parts, each once, with the values for its marks."""
    queries, values = [], list[str | int]()
    for one in whom:
        wanted = [kind for kind in kinds or one.kinds if not one.kinds or kind in one.kinds]
        if one.kinds and not wanted:
            continue
        query = "SELECT kind, plan, piece, amount FROM part"
        conditions = ["about = (SELECT id FROM name WHERE iri = ?)"]
        values.append(one.iri)
        if wanted:
            conditions.append(f"kind IN ({', '.join(map(str, wanted))})")
        if one.since or one.until:
            # A member counts if it existed when the plan was issued, as precisely as that day is known.
            query += " JOIN document ON document.id = plan"
        if one.since:
            conditions.append("SUBSTR(?, 1, LENGTH(issued)) <= issued")
            values.append(one.since)
        if one.until:
            conditions.append("? > issued")
            values.append(one.until)
        queries.append(f"{query} WHERE {' AND '.join(conditions)}")
    return " UNION ".join(queries), values


def _with_due(whom: Sequence[About]) -> tuple[str, list[str | int]]:
    if not whom:
        return "deadline", []
    mine, values = _mine(whom, WITH_DUE)
    return (
        f"(SELECT deadline.* FROM (SELECT DISTINCT plan, piece FROM ({mine})) JOIN deadline USING (plan, piece))",
        values,
    )
