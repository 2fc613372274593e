"""Who carries out an instrument and what a plan rests on, through every step, as a table and as the same tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cancu.web import address, present, words
from cancu.web.refs import DocumentRef, by_rank, document, first_of
from cancu.web.site import Row, rows

DRAWN = 60
"""Nodes a tree shows; the table always shows all."""


@dataclass(frozen=True, slots=True)
class Link:
    """One document above or below another: how far, through what, on whose word."""

    document: DocumentRef
    depth: int
    via: DocumentRef | None
    relation: str
    basis: str
    section: str
    surface: str
    evidence: str

    @property
    def implements(self) -> bool:
        """Whether every step is one of carrying out."""
        return words.local(self.relation) == "implements"

    @property
    def how(self) -> str:
        """«Ban hành để thực hiện», «Nêu trong nhiệm vụ» …: what it says of the nearest instrument (`via`, if any)."""
        if self.basis:
            return words.word(words.BASES, self.basis)
        return words.RELATIONS["implements"] if self.implements else "Nêu ở phần «Căn cứ»"

    @property
    def evidence_href(self) -> str:
        """Where the passage stands: the citation on the page of the citing document."""
        return address.page(self.evidence) if self.evidence else ""

    @property
    def evidence_elsewhere(self) -> bool:
        """Whether a third paper says it: its title of the cited document tells what that one carries out."""
        return bool(self.evidence) and self.evidence.partition("#")[0] != self.document.iri

    @property
    def place(self) -> str:
        """Section in words."""
        return present.section(self.section)


@dataclass(frozen=True, slots=True)
class Node:
    """A document in a tree, with how it hangs on the one above it in the drawing."""

    document: DocumentRef
    how: str
    place: str
    evidence_href: str
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
        return tuple(link for link in self.links if not link.implements)


def _links(found: Iterable[Row], role: str) -> list[Link]:
    kept = first_of(found, role)
    documents = {row[role]: document(row, role) for row in kept}
    made = [
        Link(
            document=documents[row[role]],
            depth=int(row["depth"]),
            via=documents.get(row["via"]),
            relation=row["relation"],
            basis=row["basis"],
            section=row["section"],
            surface=row["surface"],
            evidence=row["evidence"],
        )
        for row in kept
    ]
    return sorted(made, key=lambda link: (not link.implements, by_rank(link.document)))


def below(iri: str) -> Lineage:
    """What implements or rests on the document, nearest steps inside the tree."""
    links = _links(rows("document-below", doc=iri), "from")
    return _lineage(iri, links, rows("document-below-edges", doc=iri) if links else [], upwards=False)


def above(iri: str) -> Lineage:
    """What the document implements or rests on, up to the top."""
    links = _links(rows("document-above", doc=iri), "to")
    return _lineage(iri, links, rows("document-above-edges", doc=iri) if links else [], upwards=True)


def _lineage(root: str, links: Sequence[Link], edges: Iterable[Row], *, upwards: bool) -> Lineage:
    documents = {link.document.iri: link.document for link in links}
    near, far = ("lower", "upper") if upwards else ("upper", "lower")
    steps: dict[str, dict[str, Row]] = {}
    for edge in edges:
        if edge[far] in documents:
            steps.setdefault(edge[near], {}).setdefault(edge[far], edge)
    budget = [DRAWN]
    drawn: set[str] = {root}
    tree = _children(root, steps, documents, drawn, budget, upwards=upwards)
    return Lineage(tuple(links), tree, len(set(documents) - drawn))


def _children(
    parent: str,
    steps: dict[str, dict[str, Row]],
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
        edge = steps[parent][iri]
        below_it = () if repeated else _children(iri, steps, documents, drawn, budget, upwards=upwards)
        nodes.append(
            Node(
                document=documents[iri],
                how=_edge_words(edge, upwards=upwards),
                place=present.section(edge["section"]) if edge["section"] else "",
                evidence_href=address.page(edge["evidence"]) if edge["evidence"] else "",
                repeated=repeated,
                children=below_it,
            )
        )
    return tuple(nodes)


def _edge_words(edge: Row, *, upwards: bool) -> str:
    if words.local(edge["relation"]) == "implements":
        return words.word(words.BASES, edge["basis"]) if edge["basis"] else words.RELATIONS["implements"]
    return words.RELATIONS["based_on"] if upwards else "Nêu ở phần «Căn cứ»"
