"""The lexicon of law names is fit to look mentions up in: well spelt, sorted, and no label stands for two laws."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from cancu.graph import names
from cancu.graph.fold import fold

LAW_NAME = names.ROOT + "law-name/"
CODE = names.TYPE + "bo-luat"


@dataclass(frozen=True, slots=True)
class LawName:
    """One entry; `hidden` holds what is printed wrongly for it and is looked up but never shown."""

    iri: str
    type: str
    preferred: str
    others: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.preferred, *self.others)


def node(suffix: str) -> ox.NamedNode:
    return ox.NamedNode(suffix)


def parse(file: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


def vietnamese(store: ox.Store, subject: ox.NamedNode, term: str) -> list[str]:
    """Values of a SKOS label property, which in this file are all Vietnamese."""
    found = [quad.object for quad in store.quads_for_pattern(subject, node(names.SKOS + term), None)]
    return sorted(o.value for o in found if isinstance(o, ox.Literal) and o.language == "vi")


@pytest.fixture(scope="module")
def file(root: Path) -> Path:
    return root / "graph" / "data" / "laws.ttl"


@pytest.fixture(scope="module")
def store(file: Path) -> ox.Store:
    return parse(file)


@pytest.fixture(scope="module")
def laws(store: ox.Store) -> list[LawName]:
    read = []
    for quad in store.quads_for_pattern(None, node(names.RDF + "type"), node(names.ONTOLOGY + "LawName")):
        assert isinstance(quad.subject, ox.NamedNode)
        (kind,) = store.quads_for_pattern(quad.subject, node(names.ONTOLOGY + "lawType"), None)
        assert isinstance(kind.object, ox.NamedNode)
        (preferred,) = vietnamese(store, quad.subject, "prefLabel")
        others, hidden = (tuple(vietnamese(store, quad.subject, term)) for term in ("altLabel", "hiddenLabel"))
        read.append(LawName(quad.subject.value, kind.object.value, preferred, others, hidden))
    return read


@pytest.fixture(scope="module")
def type_names(root: Path) -> dict[str, str]:
    """Vietnamese name of each document type, by its IRI."""
    types = parse(root / "ontology" / "types.ttl")
    return {
        quad.subject.value: quad.object.value
        for quad in types.quads_for_pattern(None, node(names.SKOS + "prefLabel"), None)
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == "vi"
    }


def test_every_triple_belongs_to_an_entry(store: ox.Store, laws: list[LawName]) -> None:
    """A label without its language tag, or a property of another vocabulary, would be read by nobody."""
    assert len(store) == sum(2 + len(law.labels) + len(law.hidden) for law in laws)


def test_one_entry_a_line_sorted_by_folded_name(file: Path, laws: list[LawName]) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("lawname:")]
    preferred = [re.findall(r'skos:prefLabel "([^"]+)"@vi', line) for line in lines]
    assert all(len(found) == 1 and line.endswith(" .") for found, line in zip(preferred, lines, strict=True))
    order = [found[0] for found in preferred]
    assert sorted(order) == sorted(law.preferred for law in laws)
    assert order == sorted(order, key=fold)


def test_iris_are_the_folded_names(laws: list[LawName]) -> None:
    assert {law.iri for law in laws} == {LAW_NAME + names.slug(law.preferred) for law in laws}
    assert len({law.iri for law in laws}) == len(laws)


def test_no_label_stands_for_two_laws(laws: list[LawName]) -> None:
    counted = Counter(fold(label) for law in laws for label in (*law.labels, *law.hidden))
    assert [label for label, times in counted.items() if times > 1] == []


def test_labels_are_composed_and_trimmed(laws: list[LawName]) -> None:
    labels = [label for law in laws for label in (*law.labels, *law.hidden)]
    assert [label for label in labels if label != unicodedata.normalize("NFC", label)] == []
    assert [label for label in labels if label != " ".join(label.split())] == []
    assert [label for label in labels if "?" in fold(label)] == []


def test_labels_start_with_the_name_of_their_type(laws: list[LawName], type_names: dict[str, str]) -> None:
    wrong = [label for law in laws for label in law.labels if not f"{label} ".startswith(f"{type_names[law.type]} ")]
    assert wrong == []


def test_only_codes_are_printed_under_another_type(laws: list[LawName]) -> None:
    """«Luật Lao động» is printed for «Bộ luật Lao động»; nothing else may hide."""
    for law in laws:
        codes = {f"Bộ l{hidden.removeprefix('L')}" for hidden in law.hidden}
        assert codes <= (set(law.labels) if law.type == CODE else set()), law.preferred


def test_names_carry_no_number_of_an_instrument(laws: list[LawName]) -> None:
    dated = re.compile(r"\d{3}|\d/|\bsố \d|\bnăm \d|\bngày \d")
    assert [label for law in laws for label in law.labels if dated.search(label)] == []
