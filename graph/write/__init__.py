"""From readings to Turtle: one graph a document, and the instruments, bodies and indicators that documents share."""

from cancu.graph.write.document import RULE_SET, draft_turtle, plan_turtle
from cancu.graph.write.shared import (
    bodies_of,
    bodies_turtle,
    groups_of,
    indicators_turtle,
    instruments_turtle,
    programmes_turtle,
)

__all__ = [
    "RULE_SET",
    "bodies_of",
    "bodies_turtle",
    "draft_turtle",
    "groups_of",
    "indicators_turtle",
    "instruments_turtle",
    "plan_turtle",
    "programmes_turtle",
]
