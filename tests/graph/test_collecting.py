"""The collector of garbage pauses during a reading and runs again behind it."""

import gc
from collections.abc import Iterator

import pytest

from cancu.graph.collecting import uncollected


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    if not was_enabled:
        gc.disable()


def test_the_collector_pauses_during_a_call_and_runs_again_behind_it() -> None:
    assert not uncollected(gc.isenabled)()
    assert gc.isenabled()


def test_the_collector_runs_again_behind_a_call_that_fails() -> None:
    with pytest.raises(ValueError, match="abc"):
        uncollected(int)("abc")
    assert gc.isenabled()


def test_a_collector_that_was_switched_off_stays_off() -> None:
    gc.disable()
    uncollected(gc.isenabled)()
    assert not gc.isenabled()
