"""Small bar charts of targets across plans and years, laid out here and drawn by the page as SVG with real links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cancu.web import address, present
from cancu.web.planning import Item, Target
from cancu.web.refs import BodyRef

ROW = 46
"""Pixels from bar to bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One target: what it says, where it stands, how long its bar is in per cent of the chart."""

    label: str
    value: str
    href: str
    length: float
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Targets that can be compared: of one unit, one group, all levels or all changes."""

    title: str
    scale: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """Height of the picture in pixels."""
        return len(self.bars) * ROW


def charts(items: Sequence[tuple[Item, BodyRef | None]]) -> list[Chart]:
    """A chart for each unit and group of which there are two targets or more; those with the most targets first."""
    found: dict[tuple[str, str, bool], list[tuple[Target, BodyRef | None]]] = {}
    for item, area in items:
        for target in item.targets:
            if _number(target.value) is not None:
                found.setdefault((target.unit_shown, target.group, target.is_change), []).append((target, area))
    made = [_chart(key, targets) for key, targets in found.items() if len(targets) > 1]
    return sorted(made, key=lambda chart: -len(chart.bars))


def _chart(key: tuple[str, str, bool], targets: Iterable[tuple[Target, BodyRef | None]]) -> Chart:
    unit, group, is_change = key
    ordered = sorted(targets, key=lambda pair: (present.sort_key(pair[1].label if pair[1] else ""), pair[0].year))
    most = max(abs(_number(target.value) or 0.0) for target, _ in ordered)
    full = 100.0 if unit == "%" and most <= 100 else most or 1.0
    bars = tuple(
        Bar(
            present.joined([area.label if area else "không rõ địa bàn", f"năm {target.year}" if target.year else ""]),
            target.shown,
            address.page(target.iri),
            round(100 * abs(_number(target.value) or 0.0) / full, 2),
            at * ROW,
        )
        for at, (target, area) in enumerate(ordered)
    )
    title = present.joined(["Mức thay đổi" if is_change else "Mức đạt tới", group])
    return Chart(title, f"{present.decimal(f'{full:g}')}{unit}", bars)


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
