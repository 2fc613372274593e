"""Which bodies there are, who followed whom, and who belongs to which group: worked out from templates at build."""

from cancu.graph.institutions.derived import institutional, of_reference, periods

__all__ = ["institutional", "of_reference", "periods"]
