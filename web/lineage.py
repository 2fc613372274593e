"""Who carries out an instrument and what a plan rests on, through every step, as a table and as the same tree."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cancu.web import address, present, words
from cancu.web.refs import DocumentRef, by_rank, document, grouped
from cancu.web.site import Row, rows

DRAWN = 60
"""Nodes a tree shows; the table always shows all."""
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
    """Everything on one side of a document: links by nearness, and the tree with how many nodes it leaves out."""

    links: tuple[Link, ...]
    tree: tuple[Node, ...]
    left_out: int

    @property
    def implementing(self) -> tuple[Link, ...]:
        """Links of carrying out."""
        return tuple(link for link in self.links if link.implements)

    @property
    def resting(self) -> tuple[Link, ...]:
        """Links in which at least one step only says «Căn cứ»."""
        return tuple(link for link in self.links if not link.implements and any(way.rests for way in link.ways))


def _ways(found: Iterable[Row], speaker: str) -> tuple[Way, ...]:
    """The ways that rows about one pair of documents tell, each once, in the order of the wording of the bases."""
    ways: dict[tuple[str, str], Way] = {}
    for row in found:
        paper = document(row, "paper") if row["paper"] and row["paper"] != speaker else None
        made = Way(row["relation"], row["basis"], row["section"], row["surface"], row["evidence"], paper)
        ways.setdefault((made.relation, made.basis), made)
    order = list(words.BASES)
    return tuple(sorted(ways.values(), key=lambda w: order.index(w.kind) if w.kind in order else len(order)))


def told_ways(found: Iterable[Row], noun: str = "") -> str:
    """How plans carry an instrument out, each plan once: «1 ban hành để thực hiện, 4 nêu trong nhiệm vụ»."""
    order = list(words.BASES)
    ranks: dict[str, int] = {}
    for row in found:
        kind = words.local(row["basis"])
        rank = order.index(kind) if kind in order else len(order)
        ranks[row["plan"]] = min(rank, ranks.get(row["plan"], rank))
    counts = Counter(ranks.values())
    said = [f"{counts[at]} {noun} {words.BASES[key].lower()}" for at, key in enumerate(order) if counts[at]]
    return " ".join(", ".join(said).split())


def _links(found: Iterable[Row], role: str, speaker: str = "") -> list[Link]:
    """One link for each document, however many ways lead to it; `speaker` makes the citations, else each for itself."""
    by_document = grouped(found, role)
    documents = {iri: document(group[0], role) for iri, group in by_document.items()}
    made = [
        Link(
            document=documents[iri],
            depth=int(group[0]["depth"]),
            via=documents.get(group[0]["via"]),
            ways=_ways(group, speaker or iri),
        )
        for iri, group in by_document.items()
    ]
    return sorted(made, key=lambda link: (not link.implements, by_rank(link.document)))


def below(iri: str) -> Lineage:
    """What implements or rests on the document, nearest steps inside the tree."""
    links = _links(rows("document-below", doc=iri), "from")
    return _lineage(iri, links, rows("document-below-edges", doc=iri) if links else [], upwards=False)


def above(iri: str) -> Lineage:
    """What the document implements or rests on, up to the top."""
    links = _links(rows("document-above", doc=iri), "to", iri)
    return _lineage(iri, links, rows("document-above-edges", doc=iri) if links else [], upwards=True)


def _lineage(root: str, links: Sequence[Link], edges: Iterable[Row], *, upwards: bool) -> Lineage:
    documents = {link.document.iri: link.document for link in links}
    near, far = ("lower", "upper") if upwards else ("upper", "lower")
    steps: _Steps = {}
    for edge in edges:
        if edge[far] in documents:
            steps.setdefault(edge[near], {}).setdefault(edge[far], []).append(edge)
    budget = [DRAWN]
    drawn: set[str] = {root}
    tree = _children(root, steps, documents, drawn, budget, upwards=upwards)
    return Lineage(tuple(links), tree, len(set(documents) - drawn))


def _children(
    parent: str,
    steps: _Steps,
    documents: dict[str, DocumentRef],
    drawn: set[str],
    budget: list[int],
    *,
    upwards: bool,
) -> tuple[Node, ...]:
    """Nodes below `parent` in the drawing; one that was drawn already is named again without its own children."""
    order = sorted(steps.get(parent, {}), key=lambda iri: by_rank(documents[iri]))
    taken: list[tuple[str, bool]] = []
    for iri in order:
        if budget[0] <= 0:
            break
        budget[0] -= 1
        taken.append((iri, iri in drawn))
        drawn.add(iri)
    nodes = []
    for iri, repeated in taken:
        below_it = () if repeated else _children(iri, steps, documents, drawn, budget, upwards=upwards)
        nodes.append(
            Node(
                document=documents[iri],
                ways=_ways(steps[parent][iri], parent if upwards else iri),
                repeated=repeated,
                children=below_it,
            )
        )
    return tuple(nodes)
