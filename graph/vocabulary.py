"""The closed vocabularies (relations, levels, roles …) in words for people, as the ontology labels them."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cancu.graph.names import ONTOLOGY, SKOS

SOURCES = ("ontology/vocabularies.ttl", "ontology/levels.ttl")
LABEL = SKOS + "prefLabel"
MEANING = SKOS + "definition"
WORDING = ONTOLOGY + "wording"


def wordings(scheme: str, language: str = "vi") -> Mapping[str, str]:
    """How accounts, questions and pages word the concepts of a scheme (`names.RELATION` …), by the last piece of the
    IRI: the wording where the ontology gives one, else the label. In the order in which the ontology lists them.
    """
    return _words(scheme, language, (WORDING, LABEL))


def labels(scheme: str, language: str = "vi") -> Mapping[str, str]:
    """The full labels of the concepts of a scheme; otherwise as `wordings`."""
    return _words(scheme, language, (LABEL,))


def meanings(scheme: str, language: str = "vi") -> Mapping[str, str]:
    """What the concepts of a scheme mean; otherwise as `wordings`."""
    return _words(scheme, language, (MEANING,))


@cache
def _words(scheme: str, language: str, preferred: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for concept, said in _concepts().items():
        key = concept.removeprefix(scheme)
        if key and key != concept:
            found[key] = next((said[p, language] for p in preferred if (p, language) in said), key)
    return MappingProxyType(found)


@cache
def _concepts() -> dict[str, dict[tuple[str, str], str]]:
    """What is said of each concept, by predicate and language."""
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for name in SOURCES:
        for quad in parse(files("cancu").joinpath(name).read_bytes(), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found[quad.subject.value][quad.predicate.value, quad.object.language or ""] = quad.object.value
    return dict(found)
