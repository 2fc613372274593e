"""What the Turtle of the package states, and which terms data, queries, templates and code use."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cancu.graph.names import ELI, ONTOLOGY

_CURIE = re.compile(r"(?<![\w:/.-])(cancu|eli):([A-Za-z]\w*)")
_KEYWORD = re.compile(r"\b(cancu|eli)__([A-Za-z]\w*)")
_CONSTANT = re.compile(r"\b(ONTOLOGY|ELI) \+ \"(\w+)\"|\{(ONTOLOGY|ELI)\}(\w+)")
_NAMESPACES = {"cancu": ONTOLOGY, "ONTOLOGY": ONTOLOGY, "eli": ELI, "ELI": ELI}
_COMMENT = re.compile(r"(?m)^\s*#.*$")
_FOLDERS = ("graph", "ontology", "queries", "shapes", "web")
_TEXTS = (".html", ".py", ".rq")


Statement = tuple[str, str, NamedNode | Literal]
"""Subject, predicate, object."""


def _statements(path: Path) -> Iterator[Statement]:
    for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.predicate.value, quad.object


@pytest.fixture(scope="session")
def turtle(root: Path) -> dict[str, list[Statement]]:
    """The statements of each Turtle file of the package, blank nodes left out, by its path in the tree."""
    paths = sorted(path for folder in _FOLDERS for path in (root / folder).rglob("*.ttl"))
    return {path.relative_to(root).as_posix(): list(_statements(path)) for path in paths}


@pytest.fixture(scope="session")
def used_terms(root: Path) -> set[tuple[str, str]]:
    """Each (file, IRI) of a term of our ontology or of ELI that data, queries, templates or code use."""
    return {*_in_turtle(root), *_in_text(root)}


def _in_turtle(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(path for folder in _FOLDERS for path in (root / folder).rglob("*.ttl")):
        where = path.relative_to(root).as_posix()
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            for term in (quad.subject, quad.predicate, quad.object):
                if isinstance(term, NamedNode) and term.value.startswith((ONTOLOGY, ELI)):
                    yield where, term.value


def _in_text(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(p for folder in _FOLDERS for p in (root / folder).rglob("*") if p.suffix in _TEXTS):
        where = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        text = _COMMENT.sub("", text) if path.suffix == ".rq" else text
        for found in (*_CURIE.finditer(text), *_KEYWORD.finditer(text)):
            yield where, _NAMESPACES[found[1]] + found[2]
        for found in _CONSTANT.finditer(text):
            yield where, _NAMESPACES[found[1] or found[3]] + (found[2] or found[4])
