"""Answers that were given before, kept while they are not too many: the data of a version never change."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from cancu.graph.engine import Table

CELLS = 300_000
"""Cells of all answers that are kept, some tens of megabytes."""


class KeptAnswers:
    """Tables by the query that gave them, those asked for last; may be used from many threads."""

    def __init__(self, cells: int = CELLS) -> None:
        self._most = cells
        self._cells = 0
        self._tables: OrderedDict[str, Table] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, query: str, ask: Callable[[str], Table]) -> Table:
        """The answer to a query, asked now where it is not kept."""
        with self._lock:
            known = self._tables.get(query)
            if known is not None:
                self._tables.move_to_end(query)
                return known
        made = ask(query)
        with self._lock:
            if query not in self._tables and _size(made) <= self._most:
                self._tables[query] = made
                self._cells += _size(made)
                while self._cells > self._most:
                    _, oldest = self._tables.popitem(last=False)
                    self._cells -= _size(oldest)
        return made


def _size(table: Table) -> int:
    return (len(table.rows) + 1) * len(table.columns)
