"""Who succeeded a body, who holds its functions today, and whose work it took over."""

from dataclasses import dataclass

from cancu.web import words
from cancu.web.refs import BodyRef, body
from cancu.web.site import Row, rows


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a succession: `other` took over, or gave up, all the work or one function, from a day on.

    `other` is None where nobody in particular came after; `checked` whether original papers were compared.
    """

    other: BodyRef | None
    function: str
    since: str
    event: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The steps after a body and before it, nearest first, and those whose body there is `today`."""

    after: tuple[Step, ...]
    before: tuple[Step, ...]
    today: tuple[Step, ...]


def line_of(iri: str, today: str) -> Line:
    """What is known of the succession of a body; `today` in ISO form tells which successors still exist."""
    found = rows("agency-succession", body=iri)
    after = tuple(_step(row) for row in found if row["side"] == "after")
    before = tuple(_step(row) for row in found if row["side"] == "before")
    living = (step for step in after if step.other is not None and not (step.other.ended and step.other.ended <= today))
    holders = {(step.function, step.other): step for step in living}
    return Line(after, before, tuple(sorted(holders.values(), key=lambda step: (step.function == "", step.function))))


def _step(row: Row) -> Step:
    return Step(
        other=body(row, "other"),
        function=row["functionLabel"],
        since=row["date"],
        event=row["eventLabel"],
        checked=words.local(row["verification"]) == "checked",
    )
