"""Write the bundled data: read every plan that has a review file, resolve them together, write the same bytes each
time.

Resolving takes two rounds: the first learns which instruments the papers identify by themselves, the second
resolves every citation against all of them, so that the order of the plans does not matter.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.known import Instrument, Known, each_merged
from cancu.graph.names import plan_file_stem
from cancu.graph.read import UnreadableFile
from cancu.graph.reading import Reading, read_document
from cancu.graph.registry import Registry, load_registry
from cancu.graph.review import REVIEW_SUFFIX, Decision, ReviewError, load_decisions, source_of
from cancu.graph.write import (
    bodies_of,
    bodies_turtle,
    groups_of,
    indicators_turtle,
    instruments_turtle,
    plan_turtle,
    programmes_turtle,
)


class CurationError(Exception):
    """The bundled data cannot be written; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A plan to read with what a person decided about it."""

    file: Path
    review: Path
    decisions: tuple[Decision, ...]


def curate(corpus: Path, data: Path) -> dict[Path, str]:
    """The content of every file that `data` should hold, read from the documents in `corpus`."""
    registry = load_registry()
    sources = tuple(_sources(corpus, data / "plans"))
    known = _known(read_document(s.file, registry, Known(), s.decisions) for s in sources)
    readings = tuple(read_document(s.file, registry, known, s.decisions) for s in sources)
    for source, reading in zip(sources, readings, strict=True):
        _demand_matched(source, reading)
    return dict(_files(data, readings, registry))


def _sources(corpus: Path, plans: Path) -> Iterator[Source]:
    for review in sorted(plans.glob("*" + REVIEW_SUFFIX)):
        name = source_of(review)
        found = sorted(corpus.rglob(name)) if name else []
        if len(found) != 1:
            raise CurationError(
                f"{review}: không tìm thấy đúng một tệp «{name}» trong {corpus} (source document not found)"
            )
        yield Source(found[0], review, load_decisions(review))


def _known(readings: Iterable[Reading]) -> Known:
    known = Known()
    for instrument in _described(readings):
        known.add(instrument)
    return known


def _described(readings: Iterable[Reading]) -> tuple[Instrument, ...]:
    out = each_merged(instrument for reading in readings for instrument in reading.resolution.instruments)
    return tuple(out[iri] for iri in sorted(out))


def _demand_matched(source: Source, reading: Reading) -> None:
    if reading.unmatched:
        entries = "; ".join(decision.told() for decision in reading.unmatched)
        raise CurationError(
            f"{source.review}: mục soát không còn khớp với văn bản: {entries} (decisions match nothing)"
        )
    expected = plan_file_stem(reading.iri) + REVIEW_SUFFIX
    if source.review.name != expected:
        raise CurationError(f"{source.review}: tên tệp phải là «{expected}» (review file must bear the plan's name)")


def _files(data: Path, readings: tuple[Reading, ...], registry: Registry) -> Iterator[tuple[Path, str]]:
    held = {r.iri for r in readings}
    cited = {i for r in readings for c in r.resolution.citations for i in (c.instrument, *c.candidates) if i}
    described = {i.iri: i for i in _described(readings)}
    missing = sorted(cited - held - set(described))
    if missing:
        raise CurationError(
            f"Văn bản được xác định nhưng không có mô tả: {', '.join(missing)} (cited but never described)"
        )
    yield data / "instruments.ttl", instruments_turtle(described[i] for i in sorted(cited - held))
    yield data / "local-bodies.ttl", bodies_turtle(bodies_of(readings), groups_of(readings), registry)
    yield data / "indicators.ttl", indicators_turtle(readings)
    yield data / "programmes.ttl", programmes_turtle(readings)
    for reading in readings:
        yield data / "plans" / f"{plan_file_stem(reading.iri)}.ttl", plan_turtle(reading)


def write_files(contents: dict[Path, str]) -> None:
    """Write each file beside its place, then move it there, so that none is ever half written."""
    for path, content in contents.items():
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_text(content, encoding="utf-8", newline="\n")
        temporary.replace(path)


def main() -> int:
    """`python -m cancu.graph.curate --corpus DIR`: rewrite the bundled data; exit 2 when it cannot be done."""
    parser = argparse.ArgumentParser(
        description="Viết lại dữ liệu đi kèm từ các văn bản gốc (rewrite the bundled data)"
    )
    parser.add_argument("--corpus", type=Path, required=True, help="thư mục chứa văn bản gốc (folder of the documents)")
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).parent / "data", help="thư mục dữ liệu (data folder)"
    )
    arguments = parser.parse_args()
    try:
        contents = curate(arguments.corpus, arguments.data)
    except (CurationError, ReviewError, UnreadableFile) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    write_files(contents)
    sys.stdout.write(f"Đã viết {len(contents)} tệp vào {arguments.data} (files written)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
