"""`/data`: what the data are, how much of the world they cover, how far to trust them, and how to take them away."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from cancu.graph.sources import PACKAGE
from cancu.web import accuracy, words
from cancu.web.dataset import DUMPS, LARGEST_DUMP
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
    for row in rows("data-plans"):
        level = words.local(row["level"])
        plans.setdefault((row["year"], level), {})[words.local(row["held"])] = int(row["plans"])
    known = {level for _, level in plans}
    places = tuple(
        (words.word(words.LEVELS_SHORT, row["level"]), int(row["areas"]), int(row["withPlans"]))
        for row in rows("data-places")
    )
    levels = tuple(level for level in words.LEVEL_ORDER if level in known or level == "commune")
    return Scope(tuple(sorted({year for year, _ in plans}, reverse=True)), levels, plans, places)
