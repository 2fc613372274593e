"""The small invented data set, built once, for tests of the store and what asks it."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from cancu.graph.derive import derive
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.knowledge import Knowledge
from cancu.graph.names import DERIVED_GRAPH
from cancu.graph.sources import Sources, asserted_quads, sources_of
from cancu.graph.store import Version, build

MINI = Path(__file__).resolve().parent.parent / "fixtures" / "mini"


def memory_engine(sources: Sources) -> EmbeddedEngine:
    """Asserted and derived triples in memory: what a build would put on disk."""
    store, asserted, derived = Store(), asserted_quads(sources), NamedNode(DERIVED_GRAPH)
    store.bulk_extend([*asserted, *(Quad(t.subject, t.predicate, t.object, derived) for t in derive(asserted))])
    return EmbeddedEngine(store)


@pytest.fixture(scope="session")
def mini_sources() -> Sources:
    """Turtle of three invented plans with the ontology of the project."""
    return sources_of(MINI)


@pytest.fixture(scope="session")
def mini_version(mini_sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> Version:
    """A version built from it; treat it as read-only."""
    return build(mini_sources, tmp_path_factory.mktemp("mini")).version


@pytest.fixture(scope="session")
def mini(mini_version: Version) -> Knowledge:
    """That version, opened."""
    return Knowledge(mini_version)
