"""Who took the place of a body: for all its work or for one function, step after step.

Three things move work: a transfer of a function, a change that ends a body (or a kind of body everywhere), and the end
of an area, whose offices go to the same offices of the area that came after. A later transfer of one function concerns
only those who hold that function: what went from labour to home affairs never had religion in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cancu.graph.institutions.world import LocalBody, Step, World
from cancu.graph.names import KIND, event_iri
from cancu.graph.registry import Area

_LONGEST = 6
"""No chain of changes is longer; a mistake in the data must not run for ever."""


@dataclass(frozen=True, slots=True)
class Succession:
    """`successor` is empty where nobody in particular came after; `function` is empty for all the work."""

    body: str
    function: str
    successor: str
    day: str
    change: str
    depth: int
    checked: bool


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds the work at a point of the chain; `whole` while it is still the same office with all its work."""

    body: str
    function: str
    day: str
    checked: bool
    whole: bool


def make_heirs(world: World) -> None:
    """Make the bodies that take over from those that the data describe, where every area has such a body."""
    for body in list(world.bodies.values()):
        if not body.asserted:
            continue
        kinds = {body.template.kind.slug}
        kinds |= {s.target.removeprefix(KIND) for s in world.steps if s.source == body.template.kind.iri}
        offices = {world.templates[kind].office for kind in kinds if kind in world.templates}
        area: Area | None = body.area
        while area is not None:
            for slug, template in world.templates.items():
                if template.office in offices:
                    world.make(slug, area)
            area = world.areas.get(area.replaced_by or "")


class Succeeding:
    """Answers for every body of a world; the bodies must be complete."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._local = {b.iri: b for b in world.bodies.values()}
        self._offices = {(b.template.office, b.area.slug): b for b in world.bodies.values()}
        self._steps: dict[str, list[Step]] = defaultdict(list)
        for step in world.steps:
            self._steps[step.source].append(step)

    def of(self, body: str) -> Iterator[Succession]:
        """Everyone who came after `body`, nearest first."""
        holders = [_Holder(body, "", "", checked=True, whole=True)]
        seen: set[tuple[str, str]] = set()
        for depth in range(1, _LONGEST + 1):
            following: list[_Holder] = []
            for holder in holders:
                for step, whole in self._after(holder):
                    function = holder.function or step.function
                    key = function, step.target
                    if key in seen or step.target == body:
                        continue
                    seen.add(key)
                    checked = holder.checked and step.checked
                    yield Succession(body, function, step.target, step.day, step.change, depth, checked)
                    if step.target:
                        following.append(_Holder(step.target, function, step.day, checked, whole))
            holders = following

    def _after(self, holder: _Holder) -> Iterator[tuple[Step, bool]]:
        for step in self._of_changes(holder.body):
            if _before(step.day, holder.day):
                continue
            if (not step.function and not holder.function) or holder.whole or step.function == holder.function:
                yield step, False
        local = self._local.get(holder.body)
        of_area = self._of_area(local) if local is not None else None
        if of_area is not None and not _before(of_area.day, holder.day):
            yield of_area, holder.whole

    def _of_changes(self, body: str) -> Iterator[Step]:
        """Steps that name the body, and those that name its kind and happened while it existed."""
        yield from self._steps[body]
        local = self._local.get(body)
        if local is None:
            return
        for step in self._steps[local.template.kind.iri]:
            target = self._world.body(step.target.removeprefix(KIND), local.area)
            if target is not None and _within(step.day, local) and _within(step.day, target):
                yield Step(body, target.iri, step.function, step.day, step.change, step.checked)

    def _of_area(self, body: LocalBody) -> Step | None:
        """The end of the area, where the body lived to see it."""
        area = body.area
        if area.ended_on is None or body.ended_on != area.ended_on:
            return None
        _, checked = self._world.basis_of_area.get(area.slug, ("", False))
        later = self._world.areas.get(area.replaced_by or "")
        day, change = area.ended_on.isoformat(), change_of_area(area)
        if later is None:
            return Step(body.iri, "", "", day, change, checked)
        _, later_checked = self._world.basis_of_area.get(later.slug, ("", False))
        heir = self._offices.get((body.template.office, later.slug))
        return Step(body.iri, heir.iri if heir else "", "", day, change, checked and later_checked)


def change_of_area(area: Area) -> str:
    """IRI of the change that ended an area."""
    if area.replaced_by:
        return event_iri("sap-xep", area.replaced_by)
    return event_iri("ket-thuc-cap", area.level, (area.ended_on.isoformat() if area.ended_on else "_"))


def changed_areas(areas: Iterable[Area]) -> dict[str, list[Area]]:
    """The areas that each change ended, by the IRI of the change."""
    found: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        if area.ended_on is not None:
            found[change_of_area(area)].append(area)
    return found


def _before(day: str, other: str) -> bool:
    """Whether `day` is surely earlier; dates are compared as precisely as both are known."""
    length = min(len(day), len(other))
    return day[:length] < other[:length]


def _within(day: str, body: LocalBody) -> bool:
    """Whether the body may have existed on that day, or began or ended on it."""
    start, end = body.exists_from, body.ended_on
    return not (start and _before(day, start.isoformat())) and not (end and _before(end.isoformat(), day))
