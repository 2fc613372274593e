"""The shapes as SPARQL: each constraint one query for all its focus nodes at once, or for the few that changed.

pySHACL looks at one focus node after the other, about a second for a plan. Here every constraint of the shapes becomes
one SELECT of what breaks it. The shapes stay the only authority: a feature of SHACL that is not covered is refused, by
the name of the shape, and never skipped. Tests compare the findings with those of plain pySHACL.
"""

from cancu.graph.check.compiled.run import core_inquiries

__all__ = ["core_inquiries"]
