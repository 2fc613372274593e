"""Parts of documents with all that is said of them, read in one way whatever the part is.

A row a part with a column for each detail would cost a look into the index of the store for every detail, had or not,
and a row a statement a look for the name of the part in each: for a long plan four times and twice as much.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cancu.graph.names import graph_iri
from cancu.web import due, present, words
from cancu.web.refs import BodyRef, first_of
from cancu.web.site import Row, rows

Told: TypeAlias = Mapping[str, Sequence[str]]

_DUES = (
    "dueDate", "dueQuarter", "dueMonthDay", "dueMonth", "dueDay", "dueWeekday", "dueWithin", "impossibleDue",
)  # fmt: skip
_NEXT, _VALUE = "\x1e", "\x1f"
"""What the queries set between statements, and between a property and its value: the separators of records and units,
which no text that was read holds, so that no paper can pass its words off for statements.
"""
_BODIES = ("assignee", "leadAgency", "partner", "reporter", "reportTo", "via", "orderedBody")


@dataclass(frozen=True, slots=True)
class Thing:
    """What is said of one thing: the values of each property, called by the last piece of its name."""

    iri: str
    told: Told

    def one(self, name: str) -> str:
        """The value of a property, the first by its text where there are several, "" where there is none."""
        return min(self.told.get(name, ("",)))

    def each(self, name: str) -> list[str]:
        """All values of a property in the order of their text."""
        return sorted(self.told.get(name, ()))

    @property
    def place(self) -> tuple[int, int, str]:
        """Sorts things as their document has them, those without a number first."""
        return int(self.one("order") or -1), int(self.one("start") or -1), self.iri

    @property
    def when(self) -> str:
        """When it is due in words, "" where no time is told."""
        found = next((name for name in _DUES if name in self.told), "")
        if not found:
            return ""
        return due.shown(
            f"W{self.one(found)}" if found == "dueWeekday" else self.one(found),
            before=present.is_true(self.one("dueBefore")),
            start=self.one("dueFrom"),
            working_days=present.is_true(self.one("workingDays")),
        )


def things(found: Iterable[Row]) -> dict[str, Thing]:
    """The things of rows that tell, in one text each, the properties of a thing with their values."""
    made: dict[str, Thing] = {}
    for row in found:
        told: dict[str, list[str]] = {}
        for statement in row["told"].split(_NEXT):
            name, _, value = statement.partition(_VALUE)
            told.setdefault(name, []).append(value)
        made[row["thing"]] = Thing(row["thing"], told)
    return made


class Parts:
    """Parts of documents by their IRIs, with the bodies that they name."""

    def __init__(self, found: Iterable[Row]) -> None:
        self._things = things(found)
        self._kinds: dict[str, list[Thing]] = {}
        for thing in self._things.values():
            for kind in thing.told.get("type", ()):
                self._kinds.setdefault(words.local(kind), []).append(thing)
        named = {iri for thing in self._things.values() for name in _BODIES for iri in thing.told.get(name, ())}
        self._bodies = bodies_named(named)

    def get(self, iri: str) -> Thing | None:
        """One part, None where nothing is said of it."""
        return self._things.get(iri)

    def of_kind(self, kind: str) -> list[Thing]:
        """Parts of a class, as their plan has them."""
        return _ordered(self._kinds.get(kind, ()))

    def of(self, whole: Thing, name: str) -> list[Thing]:
        """The parts that a property of another part names, in their order there."""
        return _ordered(self._things[iri] for iri in whole.told.get(name, ()) if iri in self._things)

    def bodies(self, thing: Thing, name: str) -> tuple[BodyRef, ...]:
        """The bodies that a property of a part names, by name."""
        found = {self._bodies[iri] for iri in thing.told.get(name, ()) if iri in self._bodies}
        return tuple(sorted(found, key=lambda ref: (ref.label, ref.iri)))

    def passages(self, thing: Thing, name: str) -> tuple[tuple[str, str], ...]:
        """Places on the page of the plan and wording of the citations that a property names, each wording once."""
        found: dict[str, str] = {}
        for iri in thing.each(name):
            if cited := self._things.get(iri):
                found.setdefault(cited.one("surface"), "#" + iri.partition("#")[2])
        return tuple((anchor, surface) for surface, anchor in found.items())


def _ordered(found: Iterable[Thing]) -> list[Thing]:
    return sorted(found, key=lambda thing: thing.place)


def bodies_named(iris: Iterable[str]) -> dict[str, BodyRef]:
    """Bodies and groups by their IRIs, with the day on which they ended."""
    wanted = sorted(set(iris))
    return {
        row["body"]: BodyRef(row["body"], row["label"] or present.local_name(row["body"]), row["ended"])
        for row in first_of(rows("bodies", body=wanted) if wanted else [], "body")
    }


NO_PARTS = Parts(())


def parts_of(iri: str) -> Parts:
    """All parts of a document: the citations it makes, and what a plan sets, gives to do and names."""
    return Parts(rows("document-parts", graph=graph_iri(iri)))


def parts_named(iris: Sequence[str]) -> Parts:
    """Some parts of any plans, with the duties and targets that belong to them."""
    return Parts(rows("parts", part=iris)) if iris else NO_PARTS


def parts_of_targets(iris: Sequence[str]) -> Parts:
    """Some targets of any plans, and the indicators that have them."""
    return Parts(rows("indicator-targets", target=iris)) if iris else NO_PARTS
