"""The five plans read by people: what two readers independent of each other found is what the reader finds."""

import json
from pathlib import Path
from typing import Any

import pytest

from cancu.graph.reading import read_document
from cancu.graph.records import records

GOLD = sorted((Path(__file__).parent / "seeds").glob("*.json"))
Record = dict[str, Any]


@pytest.fixture(params=GOLD, ids=lambda p: p.stem)
def gold(request: pytest.FixtureRequest) -> Record:
    return dict(json.loads(request.param.read_text(encoding="utf-8")))


@pytest.fixture
def found(gold: Record, corpus: Path) -> list[Record]:
    reading = read_document(corpus / "seeds" / gold["file"])
    assert reading.text.sha256 == gold["sha256"], "the gold was annotated on another text"
    return records(reading)


def of_kind(found: list[Record], kind: str) -> list[Record]:
    return [r for r in found if r["kind"] == kind]


CITATION_FIELDS = (
    "start", "end", "number", "type", "date", "date_raw", "issuer", "relation", "section",
    "nested_in", "nested_relation",
)  # fmt: skip


def test_citations_are_exactly_those_that_people_found(gold: Record, found: list[Record]) -> None:
    expected = [{k: c[k] for k in CITATION_FIELDS} for c in gold["citations"]]
    assert [{k: c[k] for k in CITATION_FIELDS} for c in of_kind(found, "citation")] == expected


def test_the_document_is_identified(gold: Record, found: list[Record]) -> None:
    (document,) = of_kind(found, "document")
    assert {k: document[k] for k in gold["document"]} == gold["document"]


def test_indicators_and_targets_are_exact(gold: Record, found: list[Record]) -> None:
    def targets(indicator: Record) -> list[Record]:
        return [
            {k: t[k] for k in ("measure", "comparator", "value", "value_to", "unit", "group")}
            for t in indicator["targets"]
        ]

    got = [
        {"no": i["no"], "targets": targets(i), "lead_agencies": i["lead_agencies"]} for i in of_kind(found, "indicator")
    ]
    assert got == gold["indicators"]


def test_assignments_are_exact(gold: Record, found: list[Record]) -> None:
    """On a garbled page the reader may miss a body, never invent one."""
    got = [{k: a[k] for k in ("section", "agency", "role", "duties")} for a in of_kind(found, "assignment")]
    if of_kind(found, "document")[0]["quality"] == "garbled":
        assert all(a in gold["assignments"] for a in got)
    else:
        assert sorted(got, key=str) == sorted(gold["assignments"], key=str)


def test_dated_reports_are_exact(gold: Record, found: list[Record]) -> None:
    def plain(deadline: Record) -> Record:
        return {k: deadline[k] for k in ("section", "who", "to", "via", "date", "before", "period")}

    dated = [plain(d) for d in of_kind(found, "deadline") if d["date"]]
    assert sorted(dated, key=str) == sorted(gold["deadlines"], key=str)
