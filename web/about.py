"""`/data`: what the data are, how much of the world they cover, how far to trust them, and how to take them away."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from cancu.graph.sources import PACKAGE
from cancu.web import accuracy, words
from cancu.web.dataset import DUMPS, LARGEST_DUMP
from cancu.web.refs import first_of
from cancu.web.site import knowledge, once_a_version, rows, site

about = Blueprint("about", __name__)


@dataclass(frozen=True, slots=True)
class Scope:
    """Plans by year and level, and the areas of today that have one; a pair without a plan is absent, not zero."""

    years: tuple[str, ...]
    levels: tuple[str, ...]
    plans: dict[tuple[str, str], dict[str, int]]
    places: tuple[tuple[str, int, int], ...]


@about.get("/data")
def data() -> str:
    """The page."""
    opened = knowledge()
    counts = opened.version.counts()
    return render_template(
        "data.html",
        counts=counts,
        scope=once_a_version("scope", _scope),
        measures=accuracy.measures(),
        graphs=[row["graph"] for row in rows("graphs")],
        version=opened.version.id,
        built=opened.version.built.date().isoformat(),
        kept=site().source.kept(),
        dumps=list(DUMPS) if counts.get("triples", 0) <= LARGEST_DUMP else [],
    )


@about.get("/data/CITATION.cff")
def citation() -> Response:
    """How to cite software and data (Citation File Format 1.2)."""
    return Response((PACKAGE / "CITATION.cff").read_bytes(), content_type="text/yaml; charset=utf-8")


def _scope() -> Scope:
    plans: dict[tuple[str, str], dict[str, int]] = {}
    counts = knowledge().catalogue.plan_counts("year", "level", "held", "area")
    for (year, level, held, _), count in counts.items():
        of_held = plans.setdefault((year, words.local(level)), {})
        of_held[words.local(held)] = of_held.get(words.local(held), 0) + count
    known = {level for _, level in plans}
    planned = {area for _, _, _, area in counts}
    today = [
        (row["level"], row["area"]) for row in first_of(rows("areas"), "area") if row["level"] and not row["ended"]
    ]
    places = tuple(
        (
            words.word(words.LEVELS_SHORT, level),
            sum(of == level for of, _ in today),
            sum(of == level and area in planned for of, area in today),
        )
        for level in sorted({level for level, _ in today})
    )
    levels = tuple(level for level in words.LEVEL_ORDER if level in known or level == "commune")
    return Scope(tuple(sorted({year for year, _ in plans}, reverse=True)), levels, plans, places)
