"""Floors of accuracy on a small fixed sample of the bench; how fast reading is, is measured and not tested."""

import json
from pathlib import Path
from typing import Any

import pytest
from damage import misread, sound, without_diacritics
from reading import SEED, kinds_of_damage, mentions_of, scored
from scans import annotated
from scans import scored as scored_annotated
from synthetic import CLASSES, plans

from cancu.graph.reading import read_document
from cancu.graph.records import records
from cancu.graph.registry import load_registry

REGISTRY = load_registry()
SAMPLE = list(plans(130_000, SEED, CLASSES))


@pytest.mark.parametrize(
    ("damage", "recall", "precision"), [("clean", 0.99, 0.99), ("no diacritics", 0.99, 0.99), ("bad", 0.92, 0.99)]
)
def test_citations_of_a_damaged_text_are_found_and_none_is_invented(
    damage: str, recall: float, precision: float
) -> None:
    score = scored(SAMPLE, kinds_of_damage()[damage], REGISTRY)
    assert score.recall() >= recall, score.missed[:5]
    assert score.precision() >= precision, score.invented[:5]


@pytest.mark.parametrize("kind", sorted({c.kind for plan in SAMPLE for c in plan.cited}))
def test_every_way_of_citing_is_read_in_sound_text(kind: str) -> None:
    score = scored(SAMPLE, sound, REGISTRY)
    assert (score.recall(kind), score.precision(kind), score.complete(kind)) == (1, 1, 1)


def test_our_own_documents_are_read_as_annotated() -> None:
    score = scored_annotated(lambda name, content: mentions_of(name, content, REGISTRY), lambda _, content: content)
    assert (score.missed, score.invented) == ([], [])
    assert score.complete() == 1


KEPT = {
    "document": ("type", "number", "symbol", "date", "issuer", "level", "area", "year", "period"),
    "citation": (
        "number", "type", "date", "issuer", "relation", "section", "nested_in", "resolution", "instrument", "part",
    ),
    "assignment": ("section", "agency", "role", "duties"),
    "deadline": ("section", "date", "before", "period"),
    "indicator": ("no", "section"),
}  # fmt: skip
"""What does not depend on how words are spelt; names of their own are read only where letters can be trusted."""


def facts(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The facts read from a file; of assignments those of bodies that the registry knows, as any may be spelt."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KEPT}
    for record in records(read_document(path, REGISTRY)):
        if record["kind"] in KEPT:  # what is known by its name alone is spelt as it is typed
            found[record["kind"]].append({key: record[key] for key in KEPT[record["kind"]]})
    place = REGISTRY.area_named(found["document"][0]["area"])
    found["assignment"] = [a for a in found["assignment"] if REGISTRY.body_named(a["agency"], place)]
    return found


@pytest.mark.parametrize(
    ("name", "content"), [(name, content) for name, content, _ in annotated()] + [(p.name, p.content) for p in SAMPLE]
)
def test_text_without_diacritics_gives_the_same_facts(name: str, content: str, tmp_path: Path) -> None:
    typed = tmp_path / name
    typed.write_text(content, encoding="utf-8")
    expected = facts(typed)
    typed.write_text(without_diacritics(content).content, encoding="utf-8")
    assert facts(typed) == expected


def test_damage_says_where_every_character_went() -> None:
    import random

    content = SAMPLE[0].content[:4000]
    damaged = misread(content, random.Random(1))
    assert len(damaged.places) == len(content) + 1
    assert damaged.places[-1] == len(damaged.content)
    assert list(damaged.places) == sorted(damaged.places)


def test_annotations_name_documents_that_are_there(root: Path) -> None:
    for path in (root / "tests" / "documents" / "cited").glob("*.json"):
        gold = json.loads(path.read_text(encoding="utf-8"))
        assert (path.parent / gold["file"]).is_file()
