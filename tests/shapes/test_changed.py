"""After a change of the data every rule finds by asking about the change what it finds by asking about everything."""

import pytest
from pyoxigraph import Quad, Store

from cancu.graph.check import Report, check_changed
from cancu.graph.check.run import check_quads
from cancu.graph.derive import derive
from cancu.graph.increment.delta import Delta, TooWideError, in_derived, of_data
from tests.shapes.test_rules import CONFORMING, FAILING, changed, quads


def store_of(asserted: set[Quad]) -> Store:
    store = Store()
    store.bulk_extend([*asserted, *in_derived(derive(asserted))])
    return store


def after(old: set[Quad], new: set[Quad], before: Report) -> Report:
    """The report on `new`, worked out from the one on `old`; whole where the change is one of a vocabulary."""
    delta = Delta(store_of(old), store_of(new), frozenset(old - new), frozenset(new - old), frozenset())
    try:
        return Report.from_json(check_changed(delta, before.content).decode())
    except TooWideError:
        assert not all(of_data(subject) for subject in delta.subjects())
        return check_quads(list(new))


@pytest.mark.parametrize("rule", FAILING)
def test_a_fault_that_comes_or_goes_is_noticed(rule: str) -> None:
    sound, broken = set(quads(CONFORMING)), set(quads(changed(FAILING[rule])))
    whole = check_quads(list(broken))
    assert after(sound, broken, Report(())) == whole
    assert after(broken, sound, whole).findings == ()
