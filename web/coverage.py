"""Where there are plans for an instrument, and where the data are silent: for one instrument, and as a matrix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from cancu.graph.catalogue_file import Entry
from cancu.graph.saved import Parameter, ParameterError, date_of, today
from cancu.web import address, present, words
from cancu.web.errors import ProblemError
from cancu.web.refs import grouped, listed
from cancu.web.site import Row, knowledge, once_a_version, rows

coverage = Blueprint("coverage", __name__)

STATES = {
    "có": ("Có kế hoạch", "●"),
    "có của đơn vị cũ": ("Có kế hoạch của đơn vị cũ", "◐"),
    "được giao, chưa có trong dữ liệu": ("Được giao, chưa có trong dữ liệu", "○"),
    "chưa có trong dữ liệu": ("Chưa có trong dữ liệu", "–"),
}
"""What the saved question «coverage» answers, with the words of a heading and a sign."""

COLUMNS = 8
"""Instruments that are set beside places."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area: whether it has a plan for the instrument, how many, and one of them."""

    area: str
    level: str
    state: str
    plans: int
    plan: str

    @property
    def href(self) -> str:
        """Address of the plan."""
        return address.page(self.plan) if self.plan else ""

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
    """Every province on the day and every other area with a plan or told to issue one, and what is known of each.

    The same as the saved question «coverage».
    """
    found = _found(instrument, at, rows("coverage-orders", instrument=instrument))
    return [found.get(iri) or area.place("chưa có trong dữ liệu") for iri, area in _areas().items()
            if iri in found or (area.level == "province" and area.exists(at))]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Area:
    """An area, when it existed, and the areas that it became."""

    label: str
    level: str
    since: str
    ended: str
    successors: tuple[str, ...]

    def over(self, at: str) -> bool:
        return bool(self.ended) and self.ended <= at

    def exists(self, at: str) -> bool:
        return (not self.since or self.since <= at) and not self.over(at)

    def place(self, state: str, plans: int = 0, plan: str = "") -> Place:
        return Place(self.label, self.level, state, plans, plan)


def _areas() -> dict[str, _Area]:
    """All areas in Vietnamese order."""
    return once_a_version("coverage-areas-read", _read_areas)


def _read_areas() -> dict[str, _Area]:
    read = {
        iri: _Area(
            of[0]["label"], words.local(of[0]["level"]), of[0]["from"], of[0]["ended"],
            tuple(row["next"] for row in of if row["next"]),
        )
        for iri, of in grouped(rows("coverage-areas"), "area").items()
    }  # fmt: skip
    return dict(sorted(read.items(), key=lambda item: present.sort_key(_proper(item[1].label))))


def _found(instrument: str, at: str, orders: Iterable[Row]) -> dict[str, Place]:
    """Places with a plan issued for the instrument, of their own or of a unit before them, or told to issue one."""
    known = _areas()
    own: dict[str, tuple[int, str]] = {}
    former: dict[str, tuple[int, str]] = {}
    for area, count, plan in knowledge().catalogue.plans_by_area(instrument, at):
        for place in _at_present(area, at, known):
            side = former if area in known and known[area].over(at) else own
            before = side.get(place, (0, plan))
            side[place] = before[0] + count, min(before[1], plan)
    told = {row["place"] for row in orders if not row["when"] or row["when"] <= at}
    found = {
        iri: known[iri].place("được giao, chưa có trong dữ liệu")
        for iri in told
        if iri in known and not known[iri].over(at)
    }
    found |= {iri: known[iri].place("có của đơn vị cũ", *of) for iri, of in former.items() if iri in known}
    return found | {iri: known[iri].place("có", *of) for iri, of in own.items() if iri in known}


def _at_present(area: str, at: str, known: Mapping[str, _Area]) -> list[str]:
    """What an area has become by a day: itself, what replaced it, or what replaced that."""
    here = known.get(area)
    if here is None or not here.over(at) or not here.successors:
        return [area]
    made: list[str] = []
    for successor in here.successors:
        after = known.get(successor)
        made += after.successors if after and after.over(at) and after.successors else [successor]
    return sorted(set(made))


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


def most_carried_out() -> list[Entry]:
    """The instruments that most plans carry out."""
    return once_a_version("carried-out", _most_carried_out)


def _most_carried_out() -> list[Entry]:
    found, _ = knowledge().catalogue.documents({}, "carried-out", COLUMNS)
    return [entry for entry in found if entry.implementing]


def matrix(at: str) -> Matrix:
    """What is known on a day of the instruments that most plans carry out."""
    columns = [entry.iri for entry in most_carried_out()]
    orders = grouped(rows("coverage-orders", instrument=columns), "instrument") if columns else {}
    found = {iri: _found(iri, at, orders.get(iri, [])) for iri in columns}
    reached = {place for column in found.values() for place in column}
    areas = {
        iri: (area.label, area.level)
        for iri, area in _areas().items()
        if iri in reached or (area.level == "province" and area.exists(at))
    }
    return Matrix(at, areas, {iri: column for iri, column in found.items() if column})


def matrix_of_today() -> Matrix:
    """The same today, made once for each version."""
    return once_a_version(f"coverage:{today()}", lambda: matrix(today()))


def _day() -> Parameter:
    return next(p for p in knowledge().saved["coverage"].parameters if p.name == "at")


@coverage.get("/coverage")
def matrix_page() -> str:
    """Places × the instruments that most plans carry out, on a day; `?all=1` also places without any plan."""
    typed = request.args.get("at", "")[:20].strip()
    try:
        at = date_of(_day(), typed) if typed else today()
    except ParameterError as error:
        raise ProblemError(
            400, error.message_vi, f"parameter-{error.code}", title="Tham số không đúng",
            next_step="Ghi ngày như 31/12/2025.", extra={"parameter": "at"},
        ) from None  # fmt: skip
    made = matrix_of_today() if at == today() else matrix(at)
    columns = [listed(entry) for entry in most_carried_out()]
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
