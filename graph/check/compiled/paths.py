"""SHACL property paths as SPARQL property paths."""

from pyoxigraph import NamedNode

from cancu.graph.check.shapes import Node, Shapes, refuse

_REPEATED = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def steps_of(shapes: Shapes, path: Node) -> list[str]:
    """The SPARQL texts of the steps of a path that is a sequence, else of the path itself. Raises CheckError."""
    if not shapes.is_list(path):
        return [path_of(shapes, path)]
    return [text for step in shapes.members(path) for text in steps_of(shapes, step)]


def path_of(shapes: Shapes, path: Node) -> str:
    """The SPARQL text of a path. Raises CheckError for a form that is not known."""
    if isinstance(path, NamedNode):
        return str(path)
    if shapes.is_list(path):
        return "(" + "/".join(path_of(shapes, step) for step in shapes.members(path)) + ")"
    if (inverse := shapes.value(path, "inversePath")) is not None:
        return f"^{path_of(shapes, inverse)}"
    if (choice := shapes.value(path, "alternativePath")) is not None:
        return "(" + "|".join(path_of(shapes, one) for one in shapes.members(choice)) + ")"
    for name, sign in _REPEATED.items():
        if (repeated := shapes.value(path, name)) is not None:
            return f"({path_of(shapes, repeated)}){sign}"
    raise refuse(shapes.named(path), "path")
