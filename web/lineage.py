"""Who carries out an instrument and what a plan rests on, through every step, as a table and as the same tree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from cancu.graph.catalogue import BASED_ON, IMPLEMENTS, ISSUED_WITH, Below, Group
from cancu.graph.names import ground_path_iri
from cancu.graph.tallying import BASES
from cancu.web import address, present, words
from cancu.web.refs import DocumentRef, by_rank, documents, grouped, listed
from cancu.web.site import Row, knowledge, rows

DRAWN = 60
"""Nodes a tree shows; the table beside it goes on."""
SHOWN = 25
"""Rows of a table below a document; the whole is a page further or in a file."""
_Steps: TypeAlias = dict[str, dict[str, list[Row]]]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a document carries out or rests on another, with the passage that says so.

    `paper` is the paper that says it when that is a third one: its title of the document tells what that one is for.
    """

    relation: str
    basis: str
    section: str
    surface: str
    evidence: str
    paper: DocumentRef | None

    @property
    def implements(self) -> bool:
        """Whether every step is one of carrying out."""
        return words.local(self.relation) == "implements"

    @property
    def rests(self) -> bool:
        """Whether some step only says «Căn cứ»."""
        return words.local(self.relation) == "based_on"

    @property
    def kind(self) -> str:
        """Last piece of the basis: issued-for, task, orders-plan, via, or nothing."""
        return words.local(self.basis)

    @property
    def how(self) -> str:
        """«Ban hành để thực hiện», «Nêu trong nhiệm vụ» …: what it says of the nearest instrument."""
        if self.basis:
            return words.word(words.BASES, self.basis)
        return "Nêu ở phần «Căn cứ»" if self.rests else words.relation(self.relation)

    @property
    def evidence_href(self) -> str:
        """Where the passage stands: the citation on the page of the citing document."""
        return address.page(self.evidence) if self.evidence else ""

    @property
    def place(self) -> str:
        """Section in words."""
        return present.section(self.section) if self.section else ""


@dataclass(frozen=True, slots=True)
class Link:
    """One document above or below another: how far, through what, and in which ways, the first the most telling."""

    document: DocumentRef
    depth: int
    via: DocumentRef | None
    ways: tuple[Way, ...]

    @property
    def implements(self) -> bool:
        """Whether every step is one of carrying out."""
        return any(way.implements for way in self.ways)


@dataclass(frozen=True, slots=True)
class Node:
    """A document in a tree, with how it hangs on the one above it in the drawing."""

    document: DocumentRef
    ways: tuple[Way, ...]
    repeated: bool
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is on one side of a document, by nearness, and the tree with how many nodes it leaves out.

    `links` are all there are, or the first; `counts` how many there are in all, by the rank of their relation, and
    `groups` how many carry the document out in which ways.
    """

    links: tuple[Link, ...]
    tree: tuple[Node, ...]
    left_out: int
    counts: Mapping[int, int] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    through: Mapping[str, DocumentRef] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many documents there are in all."""
        return sum(self.counts.values()) or len(self.links)

    @property
    def implementing(self) -> tuple[Link, ...]:
        """Links of carrying out."""
        return tuple(link for link in self.links if link.implements)

    @property
    def resting(self) -> tuple[Link, ...]:
        """Links in which at least one step only says «Căn cứ»."""
        return tuple(link for link in self.links if not link.implements and any(way.rests for way in link.ways))

    @property
    def implementing_count(self) -> int:
        """How many carry it out in all."""
        return self.counts.get(IMPLEMENTS, 0)

    @property
    def resting_count(self) -> int:
        """How many only rest on it in all."""
        return self.counts.get(BASED_ON, 0)


def _paper(row: Row) -> str:
    """The document that makes the citation of a row."""
    return row["evidence"].partition("#")[0]


def _ways(found: Iterable[Row], speaker: str, told: Mapping[str, DocumentRef]) -> tuple[Way, ...]:
    """The ways that rows about one pair of documents tell, each once, in the order of the wording of the bases."""
    ways: dict[tuple[str, str], Way] = {}
    for row in found:
        paper = told.get(_paper(row)) if _paper(row) != speaker else None
        made = Way(row["relation"], row["basis"], row["section"], row["surface"], row["evidence"], paper)
        ways.setdefault((made.relation, made.basis), made)
    order = list(words.BASES)
    return tuple(sorted(ways.values(), key=lambda w: order.index(w.kind) if w.kind in order else len(order)))


def told_counts(counts: Mapping[int, int], noun: str = "") -> str:
    """How plans carry an instrument out, from how many do by the rank of the way: «1 ban hành để thực hiện, 4 nêu trong
    nhiệm vụ».
    """
    known = enumerate(words.BASES.values())
    said = [f"{counts[at]} {noun} {label.lower()}" for at, label in known if counts.get(at)]
    return " ".join(", ".join(said).split())


def _links(found: Iterable[Row], speaker: str, told: Mapping[str, DocumentRef]) -> list[Link]:
    """One link for each document above the one that makes the citations, however many ways lead to it."""
    by_document = grouped(found, "upper")
    made = [
        Link(
            document=told[iri],
            depth=int(group[0]["depth"]),
            via=told[group[0]["via"]] if group[0]["via"] in by_document else None,
            ways=_ways(group, speaker, told),
        )
        for iri, group in by_document.items()
    ]
    return sorted(made, key=lambda link: (not link.implements, by_rank(link.document)))


def below(iri: str, limit: int = SHOWN, start: int = 0) -> Lineage:
    """What implements or rests on the document: whole counts, the tree, and `limit` links of carrying out from `start`
    on with the first ones of resting on it.
    """
    catalogue = knowledge().catalogue
    counts = catalogue.counts_below(iri)
    if not counts:
        return Lineage((), (), 0)
    found = catalogue.below(iri, (IMPLEMENTS,), limit, start)
    found += catalogue.below(iri, (BASED_ON, ISSUED_WITH), limit)
    drawn: dict[str, list[Below]] = {}
    _draw(iri, iri, drawn, [DRAWN], {iri})
    pairs = [(iri, link) for link in found] + [(upper, link) for upper, links in drawn.items() for link in links]
    ways = _ways_of(pairs)
    groups = catalogue.groups_below(iri)
    between = {link.via for link in found if link.via}
    between.update(group.via for group in groups if group.via)
    papers = {other: listed(entry) for other, entry in catalogue.entries(sorted(between)).items()}
    links = [Link(listed(b.document), b.depth, papers.get(b.via), ways.get((iri, b.document.iri), ())) for b in found]
    shown = {link.document.iri for of in drawn.values() for link in of}
    tree = _drawn(iri, drawn, ways, {iri})
    return Lineage(tuple(links), tree, sum(counts.values()) - len(shown), counts, tuple(groups), papers)


def _draw(root: str, parent: str, drawn: dict[str, list[Below]], budget: list[int], seen: set[str]) -> None:
    """What the tree shows below `parent`; a document that was met already is named again, and not gone into."""
    nearest = knowledge().catalogue.children(parent, budget[0] + 1) if budget[0] else []
    taken = [link for link in nearest if link.document.iri != root][: budget[0]]
    budget[0] -= len(taken)
    new = [link.document.iri for link in taken if link.document.iri not in seen]
    seen.update(new)
    drawn[parent] = taken
    for iri in new:
        _draw(root, iri, drawn, budget, seen)


def _drawn(
    parent: str, drawn: Mapping[str, Sequence[Below]], ways: Mapping[tuple[str, str], tuple[Way, ...]], seen: set[str]
) -> tuple[Node, ...]:
    taken = [(link.document, link.document.iri in seen) for link in drawn.get(parent, ())]
    seen.update(entry.iri for entry, _ in taken)
    return tuple(
        Node(
            listed(entry), ways.get((parent, entry.iri), ()), repeated,
            () if repeated else _drawn(entry.iri, drawn, ways, seen),
        )
        for entry, repeated in taken
    )  # fmt: skip


def _ways_of(pairs: Iterable[tuple[str, Below]]) -> dict[tuple[str, str], tuple[Way, ...]]:
    """How the lower of two documents carries out or rests on the upper one, with the passages that say so."""
    paths = {
        ground_path_iri(link.document.iri, upper, basis): (upper, link.document.iri)
        for upper, link in pairs
        for basis in ("", *(BASES[rank] for rank in link.bases if rank < len(BASES)))
    }
    found = rows("document-links", path=sorted(paths)) if paths else []
    by_pair: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        by_pair.setdefault(paths[row["path"]], []).append(row)
    told = documents(paper for row in found if (paper := _paper(row)) != paths[row["path"]][1])
    return {pair: _ways(group, pair[1], told) for pair, group in by_pair.items()}


def above(iri: str) -> Lineage:
    """What the document implements or rests on, up to the top."""
    found = rows("document-above", doc=iri)
    shown = {row["upper"] for row in found}
    edges = [row | {"lower": iri} for row in found if row["depth"] == "1"]
    edges += rows("document-hops", lower=sorted(shown)) if shown else []
    told = documents((*shown, *(_paper(row) for row in (*found, *edges))))
    links = _links(found, iri, told)
    steps: _Steps = {}
    for edge in edges:
        if edge["upper"] in shown:
            steps.setdefault(edge["lower"], {}).setdefault(edge["upper"], []).append(edge)
    drawn: set[str] = {iri}
    tree = _children(iri, steps, told, drawn, [DRAWN])
    return Lineage(tuple(links), tree, len(shown - drawn))


def _children(
    parent: str,
    steps: _Steps,
    told: Mapping[str, DocumentRef],
    drawn: set[str],
    budget: list[int],
) -> tuple[Node, ...]:
    """Nodes beside `parent` in the drawing; one that was drawn already is named again without its own children."""
    order = sorted(steps.get(parent, {}), key=lambda iri: by_rank(told[iri]))
    taken: list[tuple[str, bool]] = []
    for iri in order:
        if budget[0] <= 0:
            break
        budget[0] -= 1
        taken.append((iri, iri in drawn))
        drawn.add(iri)
    nodes = []
    for iri, repeated in taken:
        below_it = () if repeated else _children(iri, steps, told, drawn, budget)
        nodes.append(
            Node(
                document=told[iri],
                ways=_ways(steps[parent][iri], parent, told),
                repeated=repeated,
                children=below_it,
            )
        )
    return tuple(nodes)
