"""Numbers that order things stay where they can, and make room for what comes between."""

import random

import pytest

from cancu.graph.spacing import SPACE, NoRoomError, numbered


def test_things_numbered_at_once_are_spaced() -> None:
    assert numbered([None] * 3, 0, None) == [SPACE, 2 * SPACE, 3 * SPACE]


def test_a_thing_keeps_its_number_where_that_fits() -> None:
    assert numbered([7, None, 9, 5], 3, 20)[:1] == [7]
    assert numbered([7, 9], 3, 20) == [7, 9]
    assert numbered([40, 9], 3, 20)[1] == 9


def test_what_comes_one_by_one_at_the_end_of_its_like_finds_room_for_long() -> None:
    low, high = SPACE, 2 * SPACE
    for _ in range(2000):
        (low,) = numbered([None], low, high)
    assert low < high


@pytest.mark.parametrize("seed", range(20))
def test_numbers_ascend_between_the_two_others(seed: int) -> None:
    chance = random.Random(seed)
    known = [chance.choice((None, chance.randrange(10**9))) for _ in range(30)]
    found = numbered(known, 100, 9 * 10**8)
    assert found == sorted(set(found))
    assert found[0] > 100
    assert found[-1] < 9 * 10**8


def test_where_there_is_no_room_that_is_said() -> None:
    with pytest.raises(NoRoomError):
        numbered([None, None], 5, 7)
