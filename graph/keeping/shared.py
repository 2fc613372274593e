"""What all documents of a data folder share: the instruments that they cite, bodies and groups, indicators, programmes,
replaced identifiers. Each file is written anew as far as it differs from what it says already.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from cancu.graph.blocks import says_something, spliced
from cancu.graph.keeping.together import Together
from cancu.graph.reading import Reading
from cancu.graph.registry import Registry
from cancu.graph.sources import bundled_sources, read_turtle
from cancu.graph.turtle import Triples, iri
from cancu.graph.write import (
    bodies_of,
    bodies_turtle,
    groups_of,
    indicators_turtle,
    instruments_turtle,
    programmes_turtle,
)

ORIGIN = "written by `cancu add`"
_INDICATOR, _PROGRAMME = "/id/indicator/", "/id/programme/"
_HEADINGS = {
    "register.ttl": f"Bodies and groups of bodies that added documents name; {ORIGIN}.",
    "indicators.ttl": f"Indicators of added documents, by what they measure; {ORIGIN}.",
    "programmes.ttl": f"Programmes that added documents name, by their titles; {ORIGIN}.",
}


@dataclass(frozen=True, slots=True)
class Concerned:
    """The instruments, and the other subjects, of which a change may tell otherwise than before."""

    instruments: set[str]
    subjects: set[str]


def shared_files(now: Together, concerned: Concerned | None, folder: Path) -> dict[str, str]:
    """Turtle by file name, each file where there is something to say.

    Where the files of the folder say just what the documents told before, only what is `concerned` is looked at.
    """
    instruments = concerned.instruments if concerned else now.instruments()
    described = list(filter(None, map(now.known_by_citation, sorted(instruments))))
    fresh = {"instruments.ttl": (instruments, instruments_turtle(described, ORIGIN))}
    subjects: dict[str, set[str]] = {name: set() for name in _HEADINGS}
    for subject in concerned.subjects if concerned else now.subjects():
        subjects[_home(subject)].add(subject)
    fresh |= {name: (told, _statements_turtle(now, told, _HEADINGS[name])) for name, told in subjects.items()}
    files = {}
    for name, (changed, turtle) in fresh.items():
        path = folder / name
        spared = concerned is not None and path.exists()
        files[name] = spliced(path.read_text("utf-8"), changed, turtle) if spared else turtle
    aliases = Triples()
    for old, new in sorted(now.aliases.items()):
        aliases.add(old, dcterms__isReplacedBy=iri(new))
    files["aliases.ttl"] = aliases.turtle(f"Identifiers that were replaced, and by which; {ORIGIN}.")
    return {name: turtle for name, turtle in files.items() if name == "instruments.ttl" or says_something(turtle)}


def _statements_turtle(now: Together, subjects: Iterable[str], heading: str) -> str:
    out = Triples()
    lines = (line for subject in sorted(subjects) for line in now.statements(subject) or ())
    out.extend(q.triple for q in parse("\n".join(lines).encode(), format=RdfFormat.N_TRIPLES))
    return out.turtle(heading)


def _home(subject: str) -> str:
    """The file that tells of a subject."""
    if _INDICATOR in subject:
        return "indicators.ttl"
    return "programmes.ttl" if _PROGRAMME in subject else "register.ttl"


def statements(reading: Reading, registry: Registry) -> dict[str, tuple[str, ...]]:
    """What a document says of bodies, groups, indicators and programmes that the bundled data leave out, by subject."""
    registers = (registry.body_by_slug(i.key.register) for i in reading.resolution.instruments if i.key)
    bodies = {b.slug: b for b in (*bodies_of([reading]), *registers) if b is not None}
    turtle = (
        bodies_turtle(bodies.values(), groups_of([reading]), registry),
        indicators_turtle([reading]),
        programmes_turtle([reading]),
    )
    found: dict[str, list[str]] = defaultdict(list)
    for triple in (t.triple for part in turtle for t in parse(part.encode(), format=RdfFormat.TURTLE)):
        subject = triple.subject.value
        if subject not in _bundled_subjects():
            found[subject].append(f"{triple} .")
    return {subject: tuple(sorted(lines)) for subject, lines in sorted(found.items())}


@cache
def _bundled_subjects() -> frozenset[str]:
    files = (path for path in bundled_sources().reference)
    return frozenset(q.subject.value for path in files for q in read_turtle(path))  # type: ignore[union-attr]
