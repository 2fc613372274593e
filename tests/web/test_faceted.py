"""A list with filters keeps and counts what going through its entries one by one would."""

from collections import Counter
from random import Random

import pytest

from cancu.graph.bits import having_numbers, numbers
from cancu.web.faceted import Faceted

LEVELS = (("central", "Trung ương"), ("province", "Cấp tỉnh"), ("", ""))
AREAS = tuple((f"tinh-{at}", f"tỉnh {at % 5}") for at in range(40))


@pytest.fixture(params=[0, 1, 7, 5000])
def entries(request: pytest.FixtureRequest) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    chance = Random(7)
    return [(chance.choice(LEVELS), chance.choice(AREAS)) for _ in range(request.param)]


@pytest.mark.parametrize("level", ["", "province", "nowhere"])
@pytest.mark.parametrize("area", ["", "tinh-3"])
def test_what_is_kept_and_counted(
    entries: list[tuple[tuple[str, str], tuple[str, str]]], level: str, area: str
) -> None:
    levels, areas = [entry[0] for entry in entries], [entry[1] for entry in entries]
    faceted = Faceted(len(entries), {"level": ("Cấp", levels), "area": ("Địa bàn", areas)})
    among = having_numbers(len(entries), range(0, len(entries), 2))
    asked = {"level": level, "area": area}

    def passes(at: int, *, but: str = "") -> bool:
        fits = {"level": levels[at][0] == level or not level, "area": areas[at][0] == area or not area}
        return at % 2 == 0 and all(fit for name, fit in fits.items() if name != but)

    kept = faceted.chosen(asked, among)
    expected = [at for at in range(len(entries)) if passes(at)]
    assert list(numbers(kept)) == expected
    assert kept.bit_count() == len(expected)
    for start in (1, 3, 600, 10_000):
        assert list(numbers(kept, start)) == expected[start:]
    for name, values in (("level", levels), ("area", areas)):
        counted = Counter(values[at] for at in range(len(entries)) if passes(at, but=name))
        assert faceted.counts(name, asked, among) == counted
