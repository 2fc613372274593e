"""The files that all documents share: what is written anew says the same as a file written as a whole."""

from dataclasses import replace

import pytest

from cancu.graph.blocks import says_something, spliced
from cancu.graph.keeping.shared import ORIGIN
from cancu.graph.known import CITATION, Instrument
from cancu.graph.names import INSTRUMENTS_GRAPH
from cancu.graph.reading import bundled
from cancu.graph.sources import BUNDLED_DATA, bundled_sources, cited_quads, read_turtle
from cancu.graph.turtle import Triples
from cancu.graph.write import instruments_turtle

EVERY = sorted((i for i in bundled().by_iri.values() if i.held == CITATION), key=lambda i: i.iri)
TOLD_MORE = [i._replace(titles=(*i.titles, "về chăm sóc cây xanh: level:x")) if i is EVERY[3] else i for i in EVERY]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([], EVERY),
        (EVERY[:20], EVERY),
        (EVERY[::2], EVERY),
        (EVERY, TOLD_MORE),
        (EVERY, EVERY),
        (EVERY, EVERY[5:]),
        (TOLD_MORE, TOLD_MORE[3:4]),
    ],
)
def test_the_text_is_that_of_a_whole_file(before: list[Instrument], now: list[Instrument]) -> None:
    changed = {*before, *now} - ({*before} & {*now})
    fresh = instruments_turtle([i for i in now if i in changed], ORIGIN)
    text = spliced(instruments_turtle(before, ORIGIN), {i.iri for i in changed}, fresh)
    assert text == instruments_turtle(now, ORIGIN)


@pytest.mark.parametrize("name", ["bodies.ttl", "programmes.ttl", "indicators.ttl"])
def test_subjects_with_a_prefix_are_found_again(name: str) -> None:
    quads = read_turtle(BUNDLED_DATA / name)
    subjects = sorted({q.subject.value for q in quads})
    assert len(subjects) > 2

    def text(wanted: list[str]) -> str:
        out = Triples()
        out.extend(q.triple for q in sorted(quads, key=lambda q: q.subject.value) if q.subject.value in wanted)
        return out.turtle("heading")

    half = subjects[::2]
    assert spliced(text(subjects), set(subjects) - set(half), text([])) == text(half)
    assert spliced(text(half), set(subjects[:5]), text(subjects[:5])) == text(sorted({*half, *subjects[:5]}))
    nothing = spliced(text(half), set(half), text([]))
    assert says_something(text(half))
    assert not says_something(nothing)


def test_of_the_instruments_known_by_citation_only_those_asked_for_are_read() -> None:
    wanted = {i.iri for i in EVERY[:3]}
    sources = replace(bundled_sources(), register=())
    some = {q for q in cited_quads(sources, set(), wanted) if q.graph_name.value == INSTRUMENTS_GRAPH}
    every = {q for q in cited_quads(sources, set()) if q.subject.value.partition("#")[0] in wanted}
    assert some == every
    assert {q.subject.value for q in some} == wanted
