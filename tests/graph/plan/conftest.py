"""Plans to read: the real ones of the corpus and those written for these tests."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from cancu.graph.cite import cite
from cancu.graph.plan import PlanFacts, identity, plan_facts
from cancu.graph.read import Text, outline, read_file
from cancu.graph.read.text import text_of
from cancu.graph.registry import Registry, load_registry

OWN = Path(__file__).resolve().parents[2] / "documents" / "plans"

Facts = Callable[[str], tuple[Text, PlanFacts]]


@cache
def loaded() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The bundled registry."""
    return loaded()


def facts_of(text: Text) -> PlanFacts:
    skeleton, registry = outline(text), loaded()
    found = identity(text, skeleton, registry)
    mentions = cite(text, skeleton, registry, found.area, found.issuer, found.number or "")
    return plan_facts(text, skeleton, registry, found, mentions)


@pytest.fixture(scope="session")
def own() -> Facts:
    """Read a plan of ours by its file name."""

    def read(name: str) -> tuple[Text, PlanFacts]:
        text = read_file(OWN / name)
        return text, facts_of(text)

    return read


@pytest.fixture(scope="session")
def seed(corpus: Path) -> Facts:
    """Read a real plan by the number its file name begins with."""

    def read(number: str) -> tuple[Text, PlanFacts]:
        text = read_file(next((corpus / "seeds").glob(f"{number}_*")))
        return text, facts_of(text)

    return read


@pytest.fixture(scope="session")
def prose() -> Facts:
    """Read a text given as a string."""

    def read(content: str) -> tuple[Text, PlanFacts]:
        text = text_of("prose.txt", content)
        return text, facts_of(text)

    return read
