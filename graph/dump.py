"""Writes a whole store out, graph by graph, always in the same order."""

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from cancu.graph.names import PREFIXES

DUMP_FORMATS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}

_LICENCE = "# Căn Cứ. Dữ liệu: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/ . Data: CC BY 4.0.\n"


def dump(store: Store, name: str) -> bytes:
    """All quads of `store` in the format `name` of DUMP_FORMATS; the same quads give the same bytes."""
    quads = sorted(store, key=_order)
    form = DUMP_FORMATS[name]
    if form == RdfFormat.TRIG:
        return _LICENCE.encode() + (serialize(quads, format=form, prefixes=dict(PREFIXES)) or b"")
    content = serialize(quads, format=form) or b""
    return _LICENCE.encode() + content if form == RdfFormat.N_QUADS else content


def _order(quad: Quad) -> tuple[str, str, str, str]:
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)
