"""How near a reading comes to what people annotated: shares over all documents of a folder of gold files.

A citation is found where the spans overlap; its fields count among those found. A fact is right where all its fields
are. `python tests/gold/scoring.py FOLDER` (with CANCU_CORPUS set) prints the shares; without a folder it writes what
the site tells of them, `graph/data/accuracy.json` (`make accuracy`).
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cancu.graph.known import Known
from cancu.graph.reading import read_documents
from cancu.graph.records import records

Record = dict[str, Any]
FIELDS = ("number", "type", "date", "issuer", "relation", "section")
IDENTITY = ("type", "number", "symbol", "date", "title", "issuer", "level", "year")
ASSIGNMENT = ("section", "agency", "role", "duties")
DEADLINE = ("section", "who", "to", "via", "date", "before", "period")


def shares(gold: Iterable[Path], corpus: Path) -> dict[str, float]:
    """Precision, recall and shares of right fields over the documents that the files of `gold` annotate."""
    return _shares(counted(gold, corpus))


def counted(gold: Iterable[Path], corpus: Path) -> Counter[str]:
    """What was annotated, read, found and right, by kind; «papers of KIND» is how many annotate it."""
    count: Counter[str] = Counter()
    for annotated in _annotated(gold):
        readings = read_documents(corpus / annotated["file"], known=Known())
        found = [record for reading in readings for record in records(reading)]
        if "document" in annotated:
            count["papers of identity"] += 1
            count += _identity(annotated["document"], found[0])
        if "citations" in annotated:
            count["papers of citation"] += 1
            count += _citations(annotated["citations"], [r for r in found if r["kind"] == "citation"])
        for kind, (key, fields) in FACTS.items():
            if key in annotated:
                count[f"papers of {kind}"] += 1
                count += _exact(kind, annotated[key], found, fields)
    return count


def _shares(count: Counter[str]) -> dict[str, float]:
    return {
        "recall": _share(count, "found", "gold"),
        "precision": _share(count, "found", "read"),
        **{field: _share(count, field, "found") for field in FIELDS},
        "identity": _share(count, "identity right", "identity"),
        **{f"{k} precision": _share(count, f"{k} right", f"{k} read") for k in FACTS},
        **{f"{k} recall": _share(count, f"{k} right", f"{k} gold") for k in FACTS},
    }


def _annotated(gold: Iterable[Path]) -> list[Record]:
    """What is annotated of each document; what `NAME.json` leaves out may stand in `NAME.named.json` and the like."""
    documents: dict[str, Record] = {}
    for file in gold:
        document = documents.setdefault(file.name.split(".")[0], {})
        for key, value in json.loads(file.read_text(encoding="utf-8")).items():
            document[key] = [*document.get(key, []), *value] if isinstance(value, list) else value
    return list(documents.values())


def _share(count: Counter[str], part: str, whole: str) -> float:
    return count[part] / count[whole] if count[whole] else 1.0


def _identity(gold: Record, found: Record) -> Counter[str]:
    fields = [f for f in IDENTITY if f in gold]
    return Counter({"identity": len(fields), "identity right": sum(found[f] == gold[f] for f in fields)})


def _citations(gold: list[Record], found: list[Record]) -> Counter[str]:
    count = Counter({"gold": len(gold), "read": len(found)})
    left = list(found)
    for expected in gold:
        match = next((f for f in left if f["start"] < expected["end"] and expected["start"] < f["end"]), None)
        if match is None:
            continue
        left.remove(match)
        count["found"] += 1
        count.update(field for field in FIELDS if match[field] == expected[field])
    return count


def _exact(
    kind: str, gold: list[Record], found: list[Record], key: Callable[[Record], tuple[object, ...]]
) -> Counter[str]:
    expected, read = Counter(map(key, gold)), Counter(key(r) for r in found if r["kind"] == kind)
    right = (expected & read).total()
    return Counter({f"{kind} gold": expected.total(), f"{kind} read": read.total(), f"{kind} right": right})


def _indicator(record: Record) -> tuple[object, ...]:
    targets = tuple((t["comparator"], t["value"], t["value_to"], t["unit"], t["group"]) for t in record["targets"])
    return record["no"], targets


def _plan_order(record: Record) -> tuple[object, ...]:
    return record["section"], record["who"], record["for"], record["date"]


def _name(record: Record) -> tuple[object, ...]:
    """Section and name; capitals at its beginning and quotation marks are a matter of taste."""
    return record["section"], re.sub(r"[\W_]+", " ", record["name"].lower()).strip()


FACTS: dict[str, tuple[str, Callable[[Record], tuple[object, ...]]]] = {
    "assignment": ("assignments", lambda r: tuple(r[k] for k in ASSIGNMENT)),
    "deadline": ("deadlines", lambda r: tuple(r[k] for k in DEADLINE)),
    "indicator": ("indicators", _indicator),
    "plan_order": ("plan_orders", _plan_order),
    "event": ("events", _name),
    "theme": ("themes", _name),
    "hotline": ("hotlines", _name),
    "funding": ("funding", _name),
    "programme": ("programmes", _name),
}
"""Kinds of facts with the key of each in a gold file and what is compared; a file may leave kinds out."""


PUBLISHED = Path(__file__).resolve().parents[2] / "graph" / "data" / "accuracy.json"
"""What the site tells of how far a reading can be trusted."""


def published(judged: Counter[str], others: Counter[str]) -> list[Record]:
    """The measures by kind of fact: of each how many were annotated, read, and right in every field.

    Citations and identity come from papers that no rule was made or mended on (`judged`), other facts from papers that
    rules have since been mended on.
    """
    told: list[Record] = [
        _measure("citation", judged, "gold", "read", "found", held_out=True),
        *(
            _measure(f"citation-{field}", judged, "found", "found", field, "citation", held_out=True)
            for field in FIELDS
        ),
        _measure("identity", judged, "identity", "identity", "identity right", held_out=True),
    ]
    told += [
        _measure(kind, others, f"{kind} gold", f"{kind} read", f"{kind} right", held_out=False)
        for kind in FACTS
        if others[f"{kind} gold"]
    ]
    return told


def _measure(
    fact: str, count: Counter[str], gold: str, read: str, right: str, papers: str = "", *, held_out: bool
) -> Record:
    numbers = {"annotated": count[gold], "read": count[read], "right": count[right]}
    return {"fact": fact, "papers": count[f"papers of {papers or fact}"], **numbers, "held_out": held_out}


def _main(folders: list[str]) -> None:
    corpus, here = Path(os.environ["CANCU_CORPUS"]), Path(__file__).parent
    if folders:
        for name, share in shares(sorted(Path(folders[0]).glob("*.json")), corpus).items():
            sys.stdout.write(f"{name:22} {share:.3f}\n")
        return
    judged, others = (counted(sorted((here / folder).glob("*.json")), corpus) for folder in ("judged", "others"))
    PUBLISHED.write_text(json.dumps(published(judged, others), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
