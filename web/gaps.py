"""What is still missing, on the first page: instruments and places without a plan, unclear citations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cancu.web import address
from cancu.web.coverage import matrix_of_today
from cancu.web.refs import DocumentRef
from cancu.web.site import knowledge, once_a_version

INSTRUMENTS = 3
"""Of how many instruments the places without a plan are counted."""
COUNTED_PLANS = 1_000
"""With more plans than these the instruments without one are not counted for a page, only linked."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How many things are missing, of how many, and the question that lists them; the count may be unknown."""

    label: str
    href: str
    count: int | None
    of: int | None = None


def gaps(instruments: Sequence[DocumentRef]) -> list[Gap]:
    """The gaps there are; those of places for the first of `instruments`."""
    return [gap for gap in _gaps(instruments) if gap.count != 0]


def _gaps(instruments: Sequence[DocumentRef]) -> Iterator[Gap]:
    counts = knowledge().version.counts()
    few = counts.get("plans", 0) <= COUNTED_PLANS
    yield Gap(
        "văn bản được kế hoạch nêu trong nhiệm vụ mà chưa có kế hoạch triển khai",
        address.question("instruments-without-plan"),
        once_a_version("instruments-without-plan", _instruments_without_plan) if few else None,
    )
    for ref in instruments[:INSTRUMENTS]:
        without, universe = matrix_of_today().without_plan(ref.iri)
        yield Gap(
            f"tỉnh, thành phố chưa có kế hoạch triển khai {ref.name}",
            address.question("areas-without-plan", instrument=ref.iri),
            without,
            universe,
        )
    yield Gap(
        "viện dẫn chưa rõ là văn bản nào",
        address.question("unresolved-citations"),
        counts.get("unresolved", 0),
    )


def _instruments_without_plan() -> int:
    return len(knowledge().ask_question("instruments-without-plan", {}).table.rows)
