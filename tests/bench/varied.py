"""Many different things of each kind, drawn with a fixed seed: what the first visitor of each waits for."""

import random
from collections.abc import Iterable
from urllib.parse import urlencode

from asked import Asked

from cancu.graph.knowledge import Knowledge
from cancu.graph.saved import SavedQuery, saved_queries
from cancu.web.address import page

SEED = 20261123
DRAWN = 40
_ALL = {
    "plan": "SELECT ?x { ?x a cancu:Plan ; cancu:held held:text }",
    "instrument": "SELECT ?x { ?x cancu:citationCount ?n }",
    "agency": "SELECT DISTINCT ?x { ?t cancu:assignee ?x . ?x a org:FormalOrganization }",
    "indicator": "SELECT DISTINCT ?x { ?t cancu:indicator ?x }",
    "area": "SELECT DISTINCT ?x { ?p a cancu:Plan ; eli:jurisdiction ?x }",
}


def varied(knowledge: Knowledge, drawn: int = DRAWN) -> list[Asked]:
    """Pages of things drawn from all that there are, and the questions that want such a thing."""
    rng = random.Random(SEED)
    found = {kind: sorted(knowledge.engine.select(query).column("x")) for kind, query in _ALL.items()}
    things = {kind: rng.sample(iris, min(drawn, len(iris))) for kind, iris in found.items()}
    asked = [Asked(f"page of {kind}", tuple(map(page, iris))) for kind, iris in things.items()]
    return asked + [
        Asked(f"question {q.name}", tuple(_of_each(q, things))) for q in saved_queries().values() if q.required
    ]


def _of_each(question: SavedQuery, things: dict[str, list[str]]) -> Iterable[str]:
    values = {**things, "body": things["agency"]}
    wanted = [(p.name, values[p.type]) for p in question.required]
    # Where a question wants two of a kind, they are two different ones.
    for at in range(min(len(iris) for _, iris in wanted)):
        given = {name: iris[(at + shift) % len(iris)] for shift, (name, iris) in enumerate(wanted)}
        yield f"/queries/{question.name}?{urlencode(given)}"
