"""The registry: document types, places and bodies, read from the Turtle that keeps them, found by name or code."""

from cancu.graph.registry.load import areas_and_kinds, load_registry
from cancu.graph.registry.lookup import Registry, body_slug
from cancu.graph.registry.model import Area, Body, BodyKind, DocumentType
from cancu.graph.registry.norms import is_normative
from cancu.graph.registry.wording import Printed

__all__ = [
    "Area", "Body", "BodyKind", "DocumentType", "Printed", "Registry", "areas_and_kinds", "body_slug",
    "is_normative", "load_registry",
]  # fmt: skip
