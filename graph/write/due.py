"""When something is due, as values of a node's properties."""

from pyoxigraph import Literal

from cancu.graph.plan.model import Due
from cancu.graph.turtle import Value, boolean, date, node, text, vi, whole


def due_values(due: Due | None) -> dict[str, Value | None]:
    """Keyword values for `Triples.add`; none where nothing is due."""
    if due is None:
        return {}
    quarter = due.date if due.date and "Q" in due.date else None
    return {
        "cancu__dueDate": date(due.date) if due.date and not quarter else None,
        "cancu__dueQuarter": text(quarter) if quarter else None,
        "cancu__dueMonthDay": month_day(due.month_day) if due.month_day else None,
        "cancu__dueMonth": _typed(due.iso, "gMonth") if due.month else None,
        "cancu__dueDay": _typed(due.iso, "gDay") if due.day else None,
        "cancu__dueWeekday": whole(due.weekday) if due.weekday else None,
        "cancu__dueWithin": _typed(due.within, "duration") if due.within else None,
        "cancu__dueFrom": vi(due.trigger) if due.trigger else None,
        "cancu__workingDays": boolean(True) if due.working_days else None,
        "cancu__impossibleDue": text(due.impossible) if due.impossible else None,
        "cancu__dueBefore": boolean(due.before),
    }


def month_day(value: str) -> Literal:
    """«11-15» as a day of every year."""
    return _typed(f"--{value}", "gMonthDay")


def _typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=node(f"xsd:{kind}"))
