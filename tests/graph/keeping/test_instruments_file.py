"""The file of instruments known by citation: what is written anew says the same as a file written as a whole."""

from dataclasses import replace

import pytest

from cancu.graph.keeping.instruments_file import ORIGIN, instruments_file
from cancu.graph.known import CITATION, Instrument
from cancu.graph.names import INSTRUMENTS_GRAPH
from cancu.graph.reading import bundled
from cancu.graph.sources import bundled_sources, cited_quads
from cancu.graph.write import instruments_turtle

EVERY = sorted((i for i in bundled().by_iri.values() if i.held == CITATION), key=lambda i: i.iri)
TOLD_MORE = [replace(i, titles=(*i.titles, "về chăm sóc cây xanh")) if i is EVERY[3] else i for i in EVERY]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([], EVERY),
        (EVERY[:20], EVERY),
        (EVERY[::2], EVERY),
        (EVERY, TOLD_MORE),
        (EVERY, EVERY),
        (EVERY, EVERY[5:]),
    ],
)
def test_the_text_is_that_of_a_whole_file(before: list[Instrument], now: list[Instrument]) -> None:
    earlier = instruments_turtle(before, ORIGIN) if before else None
    was = {i.iri: i for i in before}
    assert instruments_file(now, was, earlier) == instruments_turtle(now, ORIGIN)


def test_a_file_that_lacks_something_is_written_as_a_whole() -> None:
    earlier = instruments_turtle(EVERY[:10], ORIGIN)
    assert instruments_file(EVERY, {i.iri: i for i in EVERY}, earlier) == instruments_turtle(EVERY, ORIGIN)


def test_of_the_instruments_known_by_citation_only_those_asked_for_are_read() -> None:
    wanted = {i.iri for i in EVERY[:3]}
    sources = replace(bundled_sources(), register=())
    some = {q for q in cited_quads(sources, set(), wanted) if q.graph_name.value == INSTRUMENTS_GRAPH}
    every = {q for q in cited_quads(sources, set()) if q.subject.value.partition("#")[0] in wanted}
    assert some == every
    assert {q.subject.value for q in some} == wanted
