"""What is asked of a store of any size: every kind of page, every saved question, and the queries behind them."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, urlencode

import flask.templating
from flask import Flask

from cancu.graph.engine import EmbeddedEngine
from cancu.graph.knowledge import Knowledge
from cancu.graph.saved import saved_queries
from cancu.web import create_app, overviews
from cancu.web.address import page
from cancu.web.apart import ALL_IN_ONE
from cancu.web.site import Settings

THINGS = {
    "plan": "SELECT ?x { ?x a cancu:Plan ; cancu:held held:text } ORDER BY ?x LIMIT 5",
    "instrument": "SELECT ?x { ?x cancu:citationCount ?n } ORDER BY DESC(?n) LIMIT 5",
    "agency": "SELECT ?x { ?x a org:FormalOrganization . ?t cancu:assignee ?x } "
    "GROUP BY ?x ORDER BY DESC(COUNT(?t)) ?x LIMIT 5",
    "indicator": "SELECT ?x { ?t cancu:indicator ?x } GROUP BY ?x ORDER BY DESC(COUNT(?t)) ?x LIMIT 5",
    "area": "SELECT ?x { ?p a cancu:Plan ; eli:jurisdiction ?x } GROUP BY ?x ORDER BY DESC(COUNT(?p)) ?x LIMIT 5",
}
"""The most cited instruments, the bodies with the most assignments, the indicators with the most targets, the areas
with the most plans: pages that are full whatever the number of plans, so that their growth compares like with like.
"""
LISTS = (
    "/", "/plans", "/instruments", "/agencies", "/areas", "/indicators", "/levels", "/queries", "/quality",
    "/calendar", "/data", "/?q=9001-CT/TW&all=1", "/?q=ke+hoach+chuyen+doi+so", "/?q=so+y+te",
)  # fmt: skip
TYPED = ("ke", "kế hoạch ch", "so y t", "900")
"""What somebody has typed when results are offered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of question: the addresses that ask it, and the queries that the first of them needs."""

    name: str
    addresses: tuple[str, ...]
    queries: tuple[str, ...] = ()


def everything(knowledge: Knowledge) -> list[Asked]:
    """Pages and questions with values that the data have."""
    things = {kind: knowledge.engine.select(query).column("x") for kind, query in THINGS.items()}
    asked = [Asked(address, (address,)) for address in LISTS]
    asked.append(Asked("search as you type", tuple(f"/suggest?q={quote(typed)}" for typed in TYPED)))
    asked += [Asked(f"page of {kind}", tuple(map(page, iris))) for kind, iris in things.items()]
    return asked + questions(things)


def questions(things: dict[str, list[str]]) -> list[Asked]:
    """Every saved question, with what it requires."""
    values = {**things, "body": things["agency"], "date": ["2023-06-01"]}
    found = []
    for question in saved_queries().values():
        given = urlencode({p.name: values[p.type][0] for p in question.parameters if p.required})
        found.append(Asked(f"question {question.name}", (f"/queries/{question.name}?{given}",)))
    return found


def with_queries(home: Path, asked: list[Asked]) -> list[Asked]:
    """The same with the queries that each asks of the store, answered in this process, nothing being kept on disk."""
    client, found = create_app(home, Settings(rows_held=ALL_IN_ONE)).test_client(), []
    for one in asked:
        with patch.object(overviews, "kept_outline", return_value=None), _recorded() as queries:
            answer = client.get(one.addresses[0], follow_redirects=True)
            assert answer.status_code == 200, f"{one.addresses[0]}: {answer.status_code}"
        found.append(Asked(one.name, one.addresses, tuple(dict.fromkeys(queries))))
    return found


def page_work(home: Path, asked: list[Asked], rounds: int = 8) -> dict[str, float]:
    """Milliseconds of processor that a request takes besides what its view works out and what the template still asks
    of the data: Flask and the template.
    """
    app = create_app(home, Settings(rate_per_minute=1_000_000))
    client = app.test_client()
    asking = _Spent(EmbeddedEngine.select)
    viewing, rendering = _Spent(Flask.dispatch_request), _Spent(flask.templating._render, asking)
    found = {}
    with (
        patch.object(EmbeddedEngine, "select", lambda *given, **named: asking(*given, **named)),
        patch.object(Flask, "dispatch_request", lambda *given: viewing(*given)),
        patch.object(flask.templating, "_render", rendering),
    ):
        for one in asked:
            for address in one.addresses:
                client.get(address, follow_redirects=True)
            gc.freeze()  # as the site does after it asked ahead: a walk over all that stays is no page's work
            viewing.seconds = rendering.seconds = 0.0
            start = time.process_time()
            for _ in range(rounds):
                for address in one.addresses:
                    client.get(address, follow_redirects=True)
            spent = time.process_time() - start - viewing.seconds + rendering.seconds
            found[one.name] = spent * 1000 / rounds / len(one.addresses)
    return found


class _Spent:
    """A function that adds up the seconds of processor that it takes, without those of another that it calls."""

    def __init__(self, function: Callable[..., Any], without: "_Spent | None" = None) -> None:
        self._function, self._without = function, without
        self.seconds = 0.0

    def __call__(self, *given: Any, **named: Any) -> Any:
        start, other = time.process_time(), self._others()
        try:
            return self._function(*given, **named)
        finally:
            self.seconds += time.process_time() - start - (self._others() - other)

    def _others(self) -> float:
        return self._without.seconds if self._without else 0.0


@contextmanager
def _recorded() -> Iterator[list[str]]:
    queries: list[str] = []
    select = EmbeddedEngine.select

    def recorded(engine: EmbeddedEngine, query: str, *more: object, **named: object) -> object:
        queries.append(query)
        return select(engine, query, *more, **named)  # type: ignore[arg-type]

    EmbeddedEngine.select = recorded  # type: ignore[method-assign,assignment]
    try:
        yield queries
    finally:
        EmbeddedEngine.select = select  # type: ignore[method-assign]
