"""Derived edges: which links exist, how short, on what evidence, whatever the order of the statements."""

import random
from collections import defaultdict, deque

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from cancu.graph.derive import derive
from cancu.graph.knowledge import Knowledge
from cancu.graph.names import BASIS, DERIVED_GRAPH, ELI, ID, ONTOLOGY, RDF, RELATION, RESOLUTION
from cancu.graph.sources import Sources, asserted_quads

GRAPH = NamedNode("https://example.org/graph")
DIRECTIVE = f"{ID}ban-bi-thu/chi-thi/2023/99"
PLAN = f"{ID}ubnd-tinh-song-tra/ke-hoach/2024/88"
DISTRICT_PLAN = f"{ID}ubnd-huyen-hoa-trung/ke-hoach/2025/7"
PARTY_PLAN = f"{ID}tinh-uy-song-tra/ke-hoach/2024/240"
LAW = f"{ID}luat/2016/luat-tre-em"


def citation(
    at: int, citing: str, cited: str, relation: str, basis: str = "", section: str = "preamble", **more: str
) -> list[Quad]:
    """Statements of one citation, resolved unless told otherwise."""
    node = NamedNode(f"{citing}#cit-{at}")
    facts: dict[str, NamedNode | Literal] = {
        RDF + "type": NamedNode(ONTOLOGY + "Citation"),
        ONTOLOGY + "citingDocument": NamedNode(citing),
        ONTOLOGY + "citedDocument": NamedNode(cited),
        ONTOLOGY + "relation": NamedNode(RELATION + relation),
        ONTOLOGY + "resolution": NamedNode(RESOLUTION + more.get("resolution", "resolved")),
        ONTOLOGY + "section": Literal(section),
        ONTOLOGY + "order": Literal(at),
    }
    if basis:
        facts[ONTOLOGY + "basis"] = NamedNode(BASIS + basis)
    return [Quad(node, NamedNode(p), o, GRAPH) for p, o in facts.items()]


def plan(iri: str) -> list[Quad]:
    """Says that `iri` is a plan."""
    return [Quad(NamedNode(iri), NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Plan"), GRAPH)]


def paths(triples: list[Triple]) -> dict[tuple[str, str], dict[str, str]]:
    """Ground paths by both ends, as plain values."""
    nodes: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal)
        if "#ground-" in triple.subject.value:
            nodes[triple.subject.value][triple.predicate.value.removeprefix(ONTOLOGY)] = triple.object.value
    return {(n["pathFrom"], n["pathTo"]): n for n in nodes.values()}


def doc(name: str) -> str:
    """An IRI for a made-up document."""
    return f"{ID}x/ke-hoach/2024/{name}"


def test_direct_edges_of_the_fixture(mini: Knowledge) -> None:
    table = mini.engine.select(
        f"SELECT ?p ?o WHERE {{ GRAPH <{DERIVED_GRAPH}> {{ <{PLAN}> ?p ?o }} FILTER(STRSTARTS(STR(?o), '{ID}')) }}"
    )
    edges = {(row["p"].rpartition("#")[2], row["o"].removeprefix(ID)) for row in table.values()}
    assert edges == {
        ("implements", "tinh-uy-song-tra/ke-hoach/2024/240"),
        ("implements", "thu-tuong/quyet-dinh/2021/06"),
        ("based_on", "luat/2016/luat-tre-em"),
        ("proposedBy", "so-y-te-tinh-song-tra/to-trinh/2024/100"),
        ("cites", "ban-bi-thu/chi-thi/2023/99"),
        ("reachesArea", "area/huyen-hoa-trung"),
    }


def test_a_title_ties_two_instruments_nobody_holds(mini_sources: Sources) -> None:
    found = paths(derive(asserted_quads(mini_sources)))
    link = found[PARTY_PLAN, DIRECTIVE]
    assert (link["depth"], link["basis"].rpartition("/")[2]) == ("1", "via")
    assert link["pathEvidence"].startswith(PLAN)
    assert "pathVia" not in link


def test_path_through_a_third_paper(mini_sources: Sources) -> None:
    link = paths(derive(asserted_quads(mini_sources)))[PLAN, DIRECTIVE]
    assert link["depth"] == "2"
    assert link["pathVia"] == PARTY_PLAN
    assert link["relation"] == RELATION + "implements"
    assert link["basis"] == BASIS + "issued-for"
    assert link["section"] == "preamble"


def test_basis_in_the_body_is_no_ground(mini_sources: Sources) -> None:
    triples = derive(asserted_quads(mini_sources))
    assert Triple(NamedNode(DISTRICT_PLAN), NamedNode(ELI + "cites"), NamedNode(LAW)) in triples
    link = paths(triples)[DISTRICT_PLAN, LAW]
    assert (link["depth"], link["pathVia"], link["relation"]) == ("2", PLAN, RELATION + "based_on")


def test_order_of_statements_does_not_matter(mini_sources: Sources) -> None:
    quads = asserted_quads(mini_sources)
    expected = derive(quads)
    for seed in range(3):
        shuffled = list(quads)
        random.Random(seed).shuffle(shuffled)
        assert derive(shuffled) == expected


def test_the_strongest_of_several_mentions_is_the_evidence() -> None:
    quads = [
        *plan(doc("p")),
        *citation(1, doc("p"), doc("x"), "implements", "task", "II.1"),
        *citation(2, doc("p"), doc("x"), "implements", "issued-for"),
        *citation(3, doc("p"), doc("x"), "implements", "orders-plan", "III"),
        *citation(4, doc("p"), doc("x"), "based_on"),
    ]
    link = paths(derive(quads))[doc("p"), doc("x")]
    assert (link["basis"], link["pathEvidence"]) == (BASIS + "issued-for", f"{doc('p')}#cit-2")


def test_what_is_carried_out_counts_before_what_is_recited() -> None:
    quads = [
        *citation(1, doc("p"), doc("law"), "based_on"),
        *citation(2, doc("p"), doc("m"), "implements", "issued-for"),
        *citation(1, doc("m"), doc("law"), "implements", "task"),
    ]
    link = paths(derive(quads))[doc("p"), doc("law")]
    assert (link["relation"], link["depth"], link["pathVia"]) == (RELATION + "implements", "2", doc("m"))


def test_cycles_and_self_mentions_end() -> None:
    quads = [
        *citation(1, doc("a"), doc("b"), "implements", "task"),
        *citation(1, doc("b"), doc("a"), "implements", "task"),
        *citation(2, doc("a"), doc("a"), "implements", "task"),
    ]
    assert set(paths(derive(quads))) == {(doc("a"), doc("b")), (doc("b"), doc("a"))}


def test_unresolved_mentions_give_no_edge() -> None:
    quads = citation(1, doc("a"), doc("b"), "implements", "task", resolution="ambiguous")
    assert derive(quads) == []


def test_counts_on_instruments(mini: Knowledge) -> None:
    row = mini.engine.select(
        f"SELECT ?c ?d ?p WHERE {{ <{DIRECTIVE}> cancu:citationCount ?c ; cancu:citingDocumentCount ?d ; "
        "cancu:implementingPlanCount ?p }"
    ).first()
    assert row == {"c": "4", "d": "3", "p": "4"}
    areas = mini.engine.select(f"SELECT ?a WHERE {{ <{DIRECTIVE}> cancu:reachesArea ?a }} ORDER BY ?a").column("a")
    assert [a.rpartition("/")[2] for a in areas] == ["huyen-hoa-trung", "tinh-nui-lam", "tinh-song-tra"]


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_depth_is_the_shortest(edges: set[tuple[int, int]]) -> None:
    quads = [
        quad
        for at, (a, b) in enumerate(sorted(edges))
        for quad in citation(at, doc(str(a)), doc(str(b)), "implements", "task", "I")
    ]
    found = {ends: int(link["depth"]) for ends, link in paths(derive(quads)).items()}
    expected: dict[tuple[str, str], int] = {}
    for start in range(8):
        distance = {start: 0}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for a, b in edges:
                if a == node and b not in distance:
                    distance[b] = distance[node] + 1
                    queue.append(b)
        expected |= {(doc(str(start)), doc(str(n))): d for n, d in distance.items() if n != start}
    assert found == expected
