"""Whose work a body's page and calendar tell: its own, and that of the groups it was a member of."""

from cancu.graph.plan_parts import POSSIBLE, SHARED, About
from cancu.web import present
from cancu.web.site import rows


def whom_of(iri: str) -> list[About]:
    """The body itself, then each group it belongs or may belong to, for plans issued while the body existed."""
    groups = {row["group"]: row for row in rows("agency-groups", body=iri)}
    return [
        About(iri),
        *(
            About(group, SHARED if present.is_true(row["certain"]) else POSSIBLE, row["from"], row["ended"])
            for group, row in groups.items()
        ),
    ]
