"""A resolution of the National Assembly is normative only where the record says so; else the number tells."""

import pytest

from cancu.graph.reading import bundled
from cancu.graph.registry import is_normative, load_registry, norms

RESOLUTION = "https://w3id.org/cancu/id/quoc-hoi/nghi-quyet/2020/121-2020"


@pytest.mark.parametrize(
    ("kind", "register", "year", "normative"),
    [
        ("nghi-quyet", "quoc-hoi", "2020", False),
        ("nghi-quyet", "uy-ban-thuong-vu-quoc-hoi", "2020", False),
        ("nghi-quyet", "hdnd-tinh-binh-phuoc", "2021", True),
        ("nghi-quyet", "chinh-phu", None, False),
        ("luat", "quoc-hoi", None, True),
        ("quyet-dinh", "thu-tuong-chinh-phu", "2019", True),
    ],
)
def test_the_number_tells_but_for_resolutions_of_the_assembly(
    kind: str, register: str, year: str | None, normative: bool
) -> None:
    assert is_normative(load_registry().types[kind], register, year, RESOLUTION) is normative


def test_what_was_decided_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(norms, "_decided", lambda: frozenset({RESOLUTION}))
    assert is_normative(load_registry().types["nghi-quyet"], "quoc-hoi", "2020", RESOLUTION)


def test_the_resolution_behind_the_plans_is_not_taken_for_a_norm() -> None:
    assert bundled().by_iri[RESOLUTION].regime == "administrative"
