"""What is kept: made once, the oldest let go, never more than the limit."""

import threading

import pytest

from cancu.graph.kept import Kept


def test_a_value_is_made_once_and_the_one_not_used_longest_is_let_go() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    kept = Kept[str](8, lambda value: 2 * len(value))
    for name in ("aa", "bb", "aa", "cc", "aa", "bb"):
        assert kept.get(name, lambda name=name: make(name)) == name
    assert made == ["aa", "bb", "cc", "bb"]


def test_a_value_beyond_the_limit_is_given_and_not_kept() -> None:
    kept = Kept[list[int]](8, len)
    first = kept.get("x", lambda: [0] * 10)
    assert first == [0] * 10
    assert kept.get("x", lambda: [1]) == [1]


def test_who_asks_for_what_is_being_made_waits_for_it() -> None:
    kept = Kept[int](8, lambda _: 1)
    began, go_on = threading.Event(), threading.Event()
    made: list[int] = []
    found: list[int] = []

    def make() -> int:
        began.set()
        go_on.wait()
        made.append(1)
        return 7

    askers = [threading.Thread(target=lambda: found.append(kept.get("x", make))) for _ in range(3)]
    askers[0].start()
    began.wait()
    for asker in askers[1:]:
        asker.start()
    go_on.set()
    for asker in askers:
        asker.join()
    assert (found, made) == ([7, 7, 7], [1])


def test_what_could_not_be_made_is_tried_again() -> None:
    kept = Kept[int](8, lambda _: 1)

    def fail() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        kept.get("x", fail)
    assert kept.get("x", lambda: 3) == 3
