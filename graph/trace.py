"""The chain of a document, up to what it rests on and down to what carries it out, as a tree a person can read.

Follows the citations themselves, one level at a time, so that every branch shows the words it stands on: «triển khai»
edges and the «căn cứ» of the recital, which many plans write for what they plainly carry out. Between a plan and the
decision that it came with no citation is needed: they are one act.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cancu.graph.engine import Engine
from cancu.graph.sections import section_words
from cancu.graph.spelling import vi_date

Direction: TypeAlias = Literal["up", "down"]

_EDGES = """
SELECT ?from ?to ?relation ?basis ?section ?surface ?order ?in WHERE {
  {
    VALUES ?%(end)s { %(iris)s }
    ?citation cancu:citingDocument ?from ; cancu:citedDocument ?to ; cancu:relation relation:implements .
    BIND("implements" AS ?relation)
    OPTIONAL { ?citation cancu:basis ?basisNode BIND(REPLACE(STR(?basisNode), "^.*/", "") AS ?basis) }
  } UNION {
    VALUES ?%(end)s { %(iris)s }
    ?citation cancu:citingDocument ?from ; cancu:citedDocument ?to ; cancu:relation relation:based_on ;
      cancu:section "preamble" .
    BIND("based_on" AS ?relation)
  } UNION {
    VALUES ?%(end)s { %(iris)s }
    ?outer cancu:citedDocument ?from .
    ?citation cancu:nestedIn ?outer ; cancu:citedDocument ?to ; cancu:nestedRelation relation:implements ;
      cancu:citingDocument ?in .
    BIND("implements" AS ?relation)
    BIND("via" AS ?basis)
  }
  ?citation cancu:surface ?surface ; cancu:order ?order ; cancu:resolution resolution:resolved .
  OPTIONAL { ?citation cancu:section ?section }
  FILTER(?from != ?to)
} ORDER BY ?from ?to ?order ?citation
"""
_ISSUED_WITH = """
SELECT ?from ?to WHERE { VALUES ?%(end)s { %(iris)s } ?to cancu:issues ?from FILTER(?from != ?to) } ORDER BY ?from ?to
"""
_LABELS = """
SELECT ?iri ?type ?number ?title ?issuer ?date WHERE {
  VALUES ?iri { %(iris)s }
  OPTIONAL { ?iri eli:work_type ?kind . ?kind skos:prefLabel ?type FILTER(LANG(?type) = "vi") }
  OPTIONAL { ?iri cancu:documentNumber ?number }
  OPTIONAL { ?iri dcterms:title ?title }
  OPTIONAL { ?iri cancu:issuedBy ?body . ?body skos:prefLabel ?issuer FILTER(LANG(?issuer) = "vi") }
  OPTIONAL { ?iri dcterms:issued ?date }
} ORDER BY ?iri
"""
_RANK = {"issued_with": -1, "issued-for": 0, "register": 1, "orders-plan": 2, "task": 3, "via": 4, "based_on": 5}
_WORDS = {
    ("up", "issued_with"): "được ban hành kèm theo",
    ("down", "issued_with"): "ban hành kèm theo văn bản này",
    ("up", "issued-for"): "được ban hành để triển khai",
    ("up", "register"): "triển khai, theo danh mục",
    ("up", "orders-plan"): "giao ban hành kế hoạch triển khai",
    ("up", "task"): "nêu trong nhiệm vụ",
    ("up", "via"): "triển khai, biết qua trích yếu",
    ("up", "implements"): "triển khai",
    ("up", "based_on"): "căn cứ ban hành",
    ("down", "issued-for"): "được triển khai bởi",
    ("down", "register"): "được triển khai bởi (theo danh mục, chưa đọc văn bản)",
    ("down", "orders-plan"): "được giao triển khai bằng kế hoạch, tại",
    ("down", "task"): "được nêu trong nhiệm vụ của",
    ("down", "via"): "được triển khai bởi (biết qua trích yếu)",
    ("down", "implements"): "được triển khai bởi",
    ("down", "based_on"): "là căn cứ ban hành của",
}
_TITLE_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a document rests on another: the first citation that says so, none for a plan and its decision.

    `kind` is the basis, or the relation where there is none; `told_in` is the third document whose title tells it.
    """

    kind: str
    section: str
    surface: str
    told_in: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One link, with all its ways, the strongest first."""

    other: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A chain read from the store: links by document, and how each document is named."""

    root: str
    direction: Direction
    edges: dict[str, tuple[Edge, ...]]
    names: dict[str, str]


def trace(engine: Engine, root: str, direction: Direction, depth: int) -> Tree:
    """Follow the chain from `root`, at most `depth` levels; cycles end where they close."""
    edges: dict[str, tuple[Edge, ...]] = {}
    frontier = [root]
    for _ in range(depth):
        found = _edges(engine, frontier, direction)
        edges.update({iri: found.get(iri, ()) for iri in frontier})
        frontier = sorted({edge.other for links in found.values() for edge in links} - edges.keys())
        if not frontier:
            break
    linked = [edge for links in edges.values() for edge in links]
    told_in = {way.told_in for edge in linked for way in edge.ways if way.told_in}
    named = {root} | {edge.other for edge in linked} | told_in
    return Tree(root, direction, edges, _names(engine, sorted(named)))


def render(tree: Tree) -> str:
    """The tree as text, one line a document and one for the citation."""
    return "\n".join([tree.names[tree.root], *_lines(tree, tree.root, "", {tree.root})]) + "\n"


def _edges(engine: Engine, iris: list[str], direction: Direction) -> dict[str, tuple[Edge, ...]]:
    end, other = ("from", "to") if direction == "up" else ("to", "from")
    found: dict[str, dict[str, dict[str, Way]]] = defaultdict(lambda: defaultdict(dict))
    for row in engine.select(_EDGES % {"end": end, "iris": _values(iris)}).values():
        way = Way(row["basis"] or row["relation"], row["section"], row["surface"], row["in"])
        found[row[end]][row[other]].setdefault(way.kind, way)
    for row in engine.select(_ISSUED_WITH % {"end": end, "iris": _values(iris)}).values():
        found[row[end]][row[other]].setdefault("issued_with", Way("issued_with", "", "", ""))
    edges: dict[str, tuple[Edge, ...]] = {}
    for iri, links in found.items():
        sorted_ways = {far: tuple(sorted(ways.values(), key=_rank)) for far, ways in links.items()}
        ordered = sorted(sorted_ways.items(), key=lambda link: (_rank(link[1][0]), link[0]))
        edges[iri] = tuple(Edge(far, ways) for far, ways in ordered)
    return edges


def _rank(way: Way) -> int:
    return _RANK.get(way.kind, _RANK["via"])


def _names(engine: Engine, iris: list[str]) -> dict[str, str]:
    names = dict.fromkeys(iris, "")
    for row in engine.select(_LABELS % {"iris": _values(iris)}).values():
        if names[row["iri"]]:
            continue
        title = row["title"]
        shown = title if len(title) <= _TITLE_WIDTH else title[: _TITLE_WIDTH - 1] + "…"
        begins = row["type"] and title.lower().startswith(row["type"].lower())
        head = (row["number"] and f"{row['type']} {row['number']}") or ("" if begins else row["type"])
        named = ": ".join(part for part in (head, shown) if part)
        told = (named, row["issuer"], vi_date(row["date"]))
        names[row["iri"]] = " · ".join(part for part in told if part) or row["iri"]
    return names


def _values(iris: list[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _lines(tree: Tree, iri: str, indent: str, opened: set[str]) -> Iterator[str]:
    """Lines below `iri`: each document, its citations one a way; opened once, since shared branches would multiply."""
    links = tree.edges.get(iri, ())
    for at, edge in enumerate(links):
        last = at == len(links) - 1
        words = [_WORDS[(tree.direction, way.kind)] for way in edge.ways]
        leads_on = bool(tree.edges.get(edge.other))
        again = leads_on and edge.other in opened
        seen = "  (xem ở trên)" if again else ""
        yield f"{indent}{'└─' if last else '├─'} {words[0]}: {tree.names[edge.other]}{seen}"
        below = indent + ("   " if last else "│  ")
        opens = leads_on and not again
        cited_ways = [(word, way) for word, way in zip(words, edge.ways, strict=True) if way.surface]
        for word, way in cited_ways:
            also = "" if way is edge.ways[0] else f"và {word.removesuffix(', tại').removesuffix(' của')}: "
            where = f", trích yếu nêu tại {_brief(tree.names[way.told_in])}" if way.told_in else ""
            cited = f"«{' '.join(way.surface.split())}» ({section_words(way.section) or 'không rõ mục'}{where})"
            yield f"{below}{'│' if opens else ' '}  {also}{cited}"
        if opens:
            opened.add(edge.other)
            yield from _lines(tree, edge.other, below, opened)


def _brief(name: str) -> str:
    """A name without its title: «Kế hoạch 88/KH-UBND · Ủy ban nhân dân …»."""
    head, *rest = name.split(" · ")
    return " · ".join([head.split(":")[0], *rest])
