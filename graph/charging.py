"""Reads from the store which parts of plans are about which body or indicator, and what is due when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from pyoxigraph import QuerySolution

from cancu.graph.catalogue_file import (
    GATHERS,
    GIVEN,
    LEADS,
    MEASURES,
    ORDERED,
    PARTNER,
    RECEIVES,
    SENDS,
    TIMED,
    Due,
    PartOf,
)
from cancu.graph.engine import plain

Ask: TypeAlias = Callable[[str, str], Iterable[QuerySolution]]
"""Asks a query of the store; for AMONG in it stands the given pattern with IRIs, where not all of them are meant."""

_NAMED = {
    LEADS: "leadAgency", PARTNER: "partner", SENDS: "reporter", RECEIVES: "reportTo", GATHERS: "via",
    ORDERED: "orderedBody",
}  # fmt: skip
_GIVEN = """
SELECT ?about ?thing (COUNT(?duty) AS ?amount) WHERE {
  AMONG
  ?thing cancu:assignee ?about OPTIONAL { ?thing cancu:hasDuty ?duty }
} GROUP BY ?about ?thing
"""
_OTHERS = "SELECT ?about ?thing WHERE { AMONG ?thing cancu:%s ?about }"
_MEASURES = """
SELECT ?about ?thing ?year WHERE { AMONG ?thing cancu:indicator ?about OPTIONAL { ?thing cancu:targetYear ?year } }
"""
_OF_PLAN = "VALUES ?plan { %s } ?thing cancu:partOfPlan ?plan ."
_OF_DUTY = "VALUES ?plan { %s } ?whole cancu:partOfPlan ?plan ; cancu:hasDuty ?thing ."
_OF_TARGET = "VALUES ?plan { %s } ?whole cancu:partOfPlan ?plan ; cancu:hasTarget ?thing ."
_TOLD = "|".join(
    f"cancu:{name}"
    for name in ("dueDate", "dueQuarter", "dueMonthDay", "dueMonth", "dueDay", "dueWeekday", "dueWithin")
)
_DUE = """
SELECT ?about ?due ?told ?before WHERE {
  AMONG
  DATED
  WHO
  OPTIONAL { ?due cancu:dueBefore ?before }
}
"""
_DATED = f"?due {_TOLD} ?told ."
_DATED_FIRST = f"{{ SELECT ?due ?told WHERE {{ {_DATED} }} }}"
"""Of all plans at once what is dated is found first, since most duties are not."""
_WHO = {
    TIMED: "?thing cancu:hasDuty ?due ; cancu:assignee ?about .",
    SENDS: "?due cancu:reporter ?about .",
    ORDERED: "?due cancu:orderedBody ?about .",
}
_TRUE = ("true", "1")
_YEARS = """
SELECT ?plan ?issued ?year ?start ?end WHERE {
  VALUES ?plan { %s }
  OPTIONAL { ?plan dcterms:issued ?issued }
  OPTIONAL { ?plan cancu:year ?year }
  OPTIONAL { ?plan dcterms:temporal ?time . ?time dcat:startDate ?start }
  OPTIONAL { ?plan dcterms:temporal ?span . ?span dcat:endDate ?end }
}
"""


def parts(ask: Ask) -> Iterator[PartOf]:
    """Parts of plans by body and by indicator."""
    for row in ask(_GIVEN, _OF_PLAN):
        about, thing, amount = map(plain, row)
        yield _part(about, GIVEN, thing, max(int(amount), 1))
    for kind, name in _NAMED.items():
        for row in ask(_OTHERS % name, _OF_DUTY if kind == PARTNER else _OF_PLAN):
            yield _part(plain(row[0]), kind, plain(row[1]), 1)
    for row in ask(_MEASURES, _OF_TARGET):
        about, thing, year = map(plain, row)
        yield _part(about, MEASURES, thing, int(year[:4]) if year[:4].isdigit() else 0)


def dues(ask: Ask, *, of_all: bool) -> tuple[list[Due], list[PartOf]]:
    """What is due, each thing once, and the duties among it by body: of all plans, or of those that are asked about."""
    found: dict[str, tuple[int, str, bool]] = {}
    timed = []
    for kind, who in _WHO.items():
        of_plan = _OF_PLAN if kind == TIMED else _OF_PLAN.replace("?thing", "?due")
        for row in ask(_DUE.replace("DATED", _DATED_FIRST if of_all else _DATED).replace("WHO", who), of_plan):
            about, thing, told, before = map(plain, row)
            said = kind, f"W{told}" if len(told) == 1 else told, before in _TRUE
            found[thing] = min(said, found.get(thing, said))
            if kind == TIMED:
                timed.append(_part(about, TIMED, thing, 1))
    recurring = {thing.partition("#")[0] for thing, (_, due, _) in found.items() if recurs(due)}
    years = _years(ask, sorted(recurring))
    return [_due(thing, *said, years) for thing, said in found.items()], timed


def recurs(due: str) -> bool:
    """Whether something is due again and again: «--11-15», «---20», «W5»."""
    return due.startswith(("-", "W"))


def _years(ask: Ask, plans: Sequence[str]) -> dict[str, tuple[str, str]]:
    """From which year to which one plans hold, so far as that is known."""
    known: dict[str, tuple[str, str]] = {}
    for row in ask(_YEARS % " ".join(f"<{plan}>" for plan in plans), "") if plans else ():
        plan, issued, year, start, end = map(plain, row)
        years = tuple(text if text.isdigit() else "" for text in ((start or issued or year)[:4], end[:4]))
        known[plan] = min((years[0], years[1]), known.get(plan, (years[0], years[1])))
    return known


def _due(thing: str, kind: int, due: str, before: bool, years: dict[str, tuple[str, str]]) -> Due:
    plan, _, name = thing.partition("#")
    return Due(plan, f"#{name}", kind, due, before, *(years.get(plan, ("", "")) if recurs(due) else ("", "")))


def _part(about: str, kind: int, thing: str, amount: int) -> PartOf:
    plan, _, name = thing.partition("#")
    return PartOf(about, kind, plan, f"#{name}", amount)
