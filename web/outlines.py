"""What the page of a saved question needs of an answer: how many rows, the first of them, what sorts and what charts
them all.

An answer may have tens of thousands of rows, of which a page shows a hundred. What it says of the others is worked out
once; of a question about everything it is kept on disk, beside the data of the version, which never change.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from cancu.graph.engine import Table, Term
from cancu.graph.results import sparql_json
from cancu.graph.saved import SavedQuery
from cancu.web.charting import Measured, measured
from cancu.web.pivoting import Sorting, sorting

SHOWN = 100
"""Rows on a page."""
FOLDER = "outlines-1"
"""In the folder of a version; the number is raised when something else is kept, or worked out in another way."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An answer in short."""

    count: int
    first: Table
    sorting: Sorting
    bars: Measured | None


def outline_of(asked: SavedQuery, table: Table) -> Outline:
    """What a page needs of this answer."""
    first = Table(table.columns, table.rows[:SHOWN])
    return Outline(len(table.rows), first, sorting(table), measured(asked, table))


def kept_outline(version: Path, asked: SavedQuery, sparql: str) -> Outline | None:
    """The outline of a question asked in these words, where the folder of a version holds it."""
    try:
        return _read(json.loads(_file(version, asked, sparql).read_bytes()), asked)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep_outline(version: Path, asked: SavedQuery, sparql: str, outline: Outline) -> None:
    """Keep an outline beside the data, of a question that needs no value in place of those of other days; that the
    folder cannot be written is no reason to fail.
    """
    file = _file(version, asked, sparql)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        draft.write_text(json.dumps(_written(outline, asked), ensure_ascii=False), "utf-8")
        draft.replace(file)
        for other in () if asked.required else file.parent.glob(f"{asked.name}.*.json"):
            if other != file:
                other.unlink(missing_ok=True)


def keep_only(version: Path, wanted: Iterable[tuple[SavedQuery, str]]) -> None:
    """Throw away the outlines of questions that are asked in other words: those of other days."""
    files = {_file(version, asked, sparql) for asked, sparql in wanted}
    with suppress(OSError):
        for other in (version / FOLDER).glob("*.json"):
            if other not in files:
                other.unlink(missing_ok=True)


def _file(version: Path, asked: SavedQuery, sparql: str) -> Path:
    return version / FOLDER / f"{asked.name}.{hashlib.sha256(sparql.encode()).hexdigest()[:12]}.json"


def _written(outline: Outline, asked: SavedQuery) -> dict[str, Any]:
    bars = outline.bars
    return {
        "count": outline.count,
        "first": _results(outline.first),
        "sorting": asdict(outline.sorting),
        "bars": bars
        and {
            "things": _results(Table(_by(asked), bars.things)),
            "values": bars.values,
            "count": bars.count,
            "longest": bars.longest,
            "unit": bars.unit,
        },
    }


def _read(told: dict[str, Any], asked: SavedQuery) -> Outline:
    bars, sorted_by = told["bars"], told["sorting"]
    return Outline(
        told["count"],
        Table(asked.columns, _rows(told["first"])),
        Sorting(tuple(sorted_by["apt"]), tuple(sorted_by["by_year"])),
        bars and Measured(_rows(bars["things"]), tuple(bars["values"]), bars["count"], bars["longest"], bars["unit"]),
    )


def _by(asked: SavedQuery) -> tuple[str, ...]:
    return asked.chart.by if asked.chart else ()


def _results(table: Table) -> Any:
    return json.loads(sparql_json(table))


def _rows(results: Any) -> tuple[tuple[Term | None, ...], ...]:
    found = parse_query_results(json.dumps(results).encode(), format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return tuple(tuple(solution) for solution in found)
