"""Where there are plans for an instrument, and where the data are silent: for one instrument, and as a matrix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from cancu.graph.engine import plain
from cancu.graph.saved import ParameterError, today
from cancu.web import address, present, words
from cancu.web.errors import ProblemError
from cancu.web.refs import DocumentRef, document, first_of
from cancu.web.site import knowledge, once_a_version, rows

coverage = Blueprint("coverage", __name__)

STATES = {
    "có": ("Có kế hoạch", "●"),
    "có của đơn vị cũ": ("Có kế hoạch của đơn vị cũ", "◐"),
    "được giao, chưa có trong dữ liệu": ("Được giao, chưa có trong dữ liệu", "○"),
    "chưa có trong dữ liệu": ("Chưa có trong dữ liệu", "–"),
}
"""What the saved question «coverage» answers, with the words of a heading and a sign."""
SILENT = "chưa có trong dữ liệu"


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


@coverage.get("/coverage")
def matrix_page() -> str:
    """Places × the instruments that most plans carry out, on a day; `?all=1` also places without any plan."""
    at = request.args.get("at", "")[:20].strip() or today()
    columns = [document(row, "doc") for row in first_of(rows("home-instruments"), "doc")]
    try:
        found = (
            once_a_version("coverage-today", lambda: _columns(columns, at)) if at == today() else _columns(columns, at)
        )
    except ParameterError as error:
        raise ProblemError(
            400, error.message_vi, f"parameter-{error.code}", title="Tham số không đúng",
            next_step="Ghi ngày như 31/12/2025.", extra={"parameter": "at"},
        ) from None  # fmt: skip
    level = request.args.get("level", "province")
    areas: dict[str, dict[str, Place]] = {}
    for iri, of_column in found.items():
        for place in of_column:
            if place.level == level:
                areas.setdefault(place.area, {})[iri] = place
    everything = request.args.get("all") == "1"
    shown = {
        area: cells for area, cells in areas.items() if everything or any(c.state != SILENT for c in cells.values())
    }
    levels = {place.level for of_column in found.values() for place in of_column}
    return render_template(
        "coverage.html",
        columns=columns,
        areas={area: shown[area] for area in sorted(shown, key=lambda a: present.sort_key(_proper(a)))},
        universe=len(areas),
        totals={
            ref.iri: sum(1 for cells in areas.values() if ref.iri in cells and cells[ref.iri].state != SILENT)
            for ref in columns
        },
        at=at,
        level=level,
        levels=[key for key in words.LEVEL_ORDER if key in levels],
        everything=everything,
        states=STATES,
    )


def _columns(columns: Sequence[DocumentRef], at: str) -> dict[str, list[Place]]:
    return {ref.iri: places(ref.iri, at) for ref in columns}
