"""Which bodies there are, who followed whom, and who belongs to which group: worked out from templates at build."""

from cancu.graph.institutions.derived import institutional, periods

__all__ = ["institutional", "periods"]
