"""Where there are plans for an instrument, and where the data are silent: for one instrument, and as a matrix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from cancu.graph.engine import plain
from cancu.graph.saved import ParameterError, bind, page_query, today
from cancu.web import address, present, words
from cancu.web.errors import ProblemError
from cancu.web.refs import document, first_of
from cancu.web.site import Row, knowledge, once_a_version, rows

coverage = Blueprint("coverage", __name__)

STATES = {
    "có": ("Có kế hoạch", "●"),
    "có của đơn vị cũ": ("Có kế hoạch của đơn vị cũ", "◐"),
    "được giao, chưa có trong dữ liệu": ("Được giao, chưa có trong dữ liệu", "○"),
    "chưa có trong dữ liệu": ("Chưa có trong dữ liệu", "–"),
}
"""What the saved question «coverage» answers, with the words of a heading and a sign."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area: whether it has a plan for the instrument, how many, and one of them."""

    area: str
    level: str
    state: str
    plans: int
    href: str

    @property
    def heading(self) -> str:
        """State in words."""
        return STATES.get(self.state, (self.state, ""))[0]

    @property
    def sign(self) -> str:
        """State as a sign, beside the words."""
        return STATES.get(self.state, ("", "?"))[1]


@dataclass(frozen=True, slots=True)
class LevelCoverage:
    """The places of one level by state, silent ones included; `universe` is how many there are."""

    level: str
    states: Mapping[str, Sequence[Place]]

    @property
    def label(self) -> str:
        """The level in words."""
        return words.LEVELS_SHORT.get(self.level, self.level)

    @property
    def universe(self) -> int:
        """Places in all."""
        return sum(len(places) for places in self.states.values())


def places(instrument: str, at: str) -> list[Place]:
    """Every province on the day and every other area with a plan, and what is known of each."""
    answer = knowledge().ask_question("coverage", {"instrument": instrument, "at": at})
    made = []
    for row in answer.table.rows:
        area, level, state, plans, plan = map(plain, row)
        made.append(Place(area, level, state, int(plans or 0), address.page(plan) if plan else ""))
    return sorted(made, key=lambda place: present.sort_key(_proper(place.area)))


def _proper(area: str) -> str:
    """The name of an area without «tỉnh», «thành phố»."""
    at = next((i for i, letter in enumerate(area) if letter.isupper() and i), 0)
    return area[at:] if area[:1].islower() else area.split(" ", 2)[-1] if area.startswith("Thành phố") else area


def by_level(found: Sequence[Place]) -> list[LevelCoverage]:
    """Places by level from the centre down, in each by state, the best first."""
    levels: dict[str, dict[str, list[Place]]] = {}
    for place in found:
        states = levels.setdefault(place.level, {state: [] for state in STATES})
        states.setdefault(place.state, []).append(place)
    order = [key for key in words.LEVEL_ORDER if key in levels] + sorted(levels.keys() - set(words.LEVEL_ORDER))
    return [LevelCoverage(key, {state: of for state, of in levels[key].items() if of}) for key in order]


def of_instrument(iri: str) -> list[LevelCoverage]:
    """The coverage of one instrument today."""
    return by_level(places(iri, today()))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Places on a day, and of each instrument the places that have a plan for it or were told to issue one."""

    at: str
    areas: Mapping[str, tuple[str, str]]
    found: Mapping[str, Mapping[str, Place]]

    def of_level(self, level: str) -> dict[str, dict[str, Place]]:
        """The places of one level in Vietnamese order, each with what is known of it by instrument."""
        names = {area: name for area, (name, of) in self.areas.items() if of == level}
        return {
            names[area]: {iri: column[area] for iri, column in self.found.items() if area in column}
            for area in sorted(names, key=lambda area: present.sort_key(_proper(names[area])))
        }

    def without_plan(self, iri: str) -> tuple[int, int]:
        """How many provinces have no plan for an instrument, nor had a unit before them; of how many."""
        provinces = [area for area, (_, level) in self.areas.items() if level == "province"]
        column = self.found.get(iri, {})
        return sum(area not in column or not column[area].plans for area in provinces), len(provinces)

    @property
    def levels(self) -> list[str]:
        """The levels there are, from the centre down."""
        found = {level for _, level in self.areas.values()}
        return [key for key in words.LEVEL_ORDER if key in found]


def matrix(at: str) -> Matrix:
    """What is known on a day of the instruments that most plans carry out. Raises ParameterError for what is no day."""
    opened = knowledge()
    bound = bind(page_query("coverage-places"), {"at": at}, opened.resolver)
    day = str(bound.shown["at"])
    known = {row["area"]: row for row in rows("coverage-areas")}
    found: dict[str, dict[str, Place]] = {}
    for row in opened.engine.select(bound.sparql).values():
        if (area := known.get(row["place"])) is not None:
            found.setdefault(row["instrument"], {})[row["place"]] = _ranked(row, area)
    reached = {place for column in found.values() for place in column}
    areas = {
        iri: (area["label"], words.local(area["level"]))
        for iri, area in known.items()
        if iri in reached or (words.local(area["level"]) == "province" and _exists(area, day))
    }
    return Matrix(day, areas, found)


def matrix_of_today() -> Matrix:
    """The same today, made once for each version."""
    return once_a_version(f"coverage:{today()}", lambda: matrix(today()))


def _ranked(row: Row, area: Row) -> Place:
    """A place by its best rank: the first sign of `best`, which the IRI of a plan follows."""
    rank, plan = int(row["best"][0]), row["best"][1:]
    state = list(STATES)[rank - 1]
    plans = int(row["owned"] if rank == 1 else row["inherited"])
    return Place(area["label"], words.local(area["level"]), state, plans, address.page(plan) if plan else "")


def _exists(area: Row, day: str) -> bool:
    return (not area["from"] or area["from"] <= day) and (not area["ended"] or area["ended"] > day)


@coverage.get("/coverage")
def matrix_page() -> str:
    """Places × the instruments that most plans carry out, on a day; `?all=1` also places without any plan."""
    at = request.args.get("at", "")[:20].strip() or today()
    try:
        made = matrix_of_today() if at == today() else matrix(at)
    except ParameterError as error:
        raise ProblemError(
            400, error.message_vi, f"parameter-{error.code}", title="Tham số không đúng",
            next_step="Ghi ngày như 31/12/2025.", extra={"parameter": "at"},
        ) from None  # fmt: skip
    columns = [document(row, "doc") for row in first_of(rows("home-instruments"), "doc")]
    level = request.args.get("level", "province")
    areas = made.of_level(level)
    everything = request.args.get("all") == "1"
    return render_template(
        "coverage.html",
        columns=columns,
        areas={area: cells for area, cells in areas.items() if everything or cells},
        universe=len(areas),
        totals={ref.iri: sum(ref.iri in cells for cells in areas.values()) for ref in columns},
        at=made.at,
        level=level,
        levels=made.levels,
        everything=everything,
        states=STATES,
    )
