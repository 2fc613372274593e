"""The counts kept with a version after a change, from those of the version before."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from cancu.graph.engine import EmbeddedEngine, plain
from cancu.graph.names import RDF

_TYPE = NamedNode(RDF + "type")
_AT_ONCE = 2_000


def counted(
    engine: EmbeddedEngine, patterns: Mapping[str, str], among: Collection[str] | None = None
) -> dict[str, int]:
    """How many things fit each pattern of ?x, among all or among these IRIs."""
    if among is None:
        parts = [""]
    else:
        names = [f"<{iri}>" for iri in sorted(among)]
        parts = [f"VALUES ?x {{ {' '.join(names[at : at + _AT_ONCE])} }}" for at in range(0, len(names), _AT_ONCE)]
    counts = dict.fromkeys(patterns, 0)
    for key, pattern in patterns.items():
        for values in parts:
            row = engine.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {values} {pattern} }}").first() or {}
            counts[key] += int(row.get("n", "0"))
    return counts


def uses(quads: Iterable[Quad]) -> Counter[str]:
    """How often each property occurs, and each class as a type."""
    found: Counter[str] = Counter()
    for quad in quads:
        found[quad.predicate.value] += 1
        if quad.predicate == _TYPE:
            found[plain(quad.object)] += 1
    return found


def changed(before: Mapping[str, int], lost: Mapping[str, int], gained: Mapping[str, int]) -> dict[str, int]:
    """Counts after a change."""
    names = before.keys() | lost.keys() | gained.keys()
    return {name: before.get(name, 0) - lost.get(name, 0) + gained.get(name, 0) for name in names}
