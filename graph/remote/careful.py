"""Keeps questions from a server that would answer them wrongly.

Joining texts of which one is unbound gives nothing in SPARQL; Virtuoso 7.2 gives the rest of the text, so «31/12 hằng
năm» becomes «/ hằng năm» where no day is known. Such a server is recognised by asking it, and what joins texts is asked
of the embedded store instead.
"""

import re

from pyoxigraph import Triple

from cancu.graph.engine import Dataset, Engine, Table

_PROBE = """
SELECT ?joined WHERE { ?s ?p ?o OPTIONAL { ?s <urn:cancu:none> ?none BIND(CONCAT(?none, "x") AS ?joined) } } LIMIT 1
"""
_JOINS_TEXTS = re.compile(r"\bCONCAT\s*\(", re.IGNORECASE)


def keeps_unbound(engine: Engine) -> bool:
    """Whether a text joined with an unbound one is unbound for this engine, as the standard has it."""
    row = engine.select(_PROBE).first()
    return row is None or not row["joined"]


class CarefulEngine:
    """Asks `remote`, but what joins texts of `embedded`."""

    def __init__(self, remote: Engine, embedded: Engine) -> None:
        self.remote, self.embedded = remote, embedded

    def select(self, query: str, dataset: Dataset | None = None) -> Table:
        """Rows of a SELECT."""
        return self._fit(query).select(query, dataset)

    def ask(self, query: str, dataset: Dataset | None = None) -> bool:
        """Answer of an ASK."""
        return self._fit(query).ask(query, dataset)

    def construct(self, query: str, dataset: Dataset | None = None) -> tuple[Triple, ...]:
        """Triples of a CONSTRUCT or DESCRIBE."""
        return self._fit(query).construct(query, dataset)

    def _fit(self, query: str) -> Engine:
        return self.embedded if _JOINS_TEXTS.search(query) else self.remote
