"""Where a finding stands: the document, the section and the words as printed, and labels for people."""

import re
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from cancu.graph.names import DCTERMS, ELI, ONTOLOGY, SKOS, graph_iri
from cancu.graph.spelling import vi_date

TITLE_LENGTH = 80
"""Characters of a title that stand for a document without a number."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A document and a passage in it, or by its label what else a finding is about; what is unknown is None."""

    plan: str | None
    label: str | None
    section: str | None
    start: int | None
    end: int | None
    surface: str | None


class Facts:
    """Plain look-ups in the data that was checked, whatever graph a statement stands in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _terms(self, subject: str, predicate: str) -> set[NamedNode | BlankNode | Literal]:
        if ":" not in subject:  # a blank node
            return set()
        found = self._store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
        return {q.object for q in found if isinstance(q.object, NamedNode | BlankNode | Literal)}

    def values(self, subject: str, predicate: str) -> list[str]:
        """Values of a property, sorted."""
        return sorted(term.value for term in self._terms(subject, predicate))

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Subjects that have this IRI as a value of a property, sorted; none for what is no IRI, as a planted fault."""
        if ":" not in value:
            return []
        found = self._store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), None)
        return sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})

    def parts_naming(self, document: str, name: str, value: str) -> list[str]:
        """Parts of a document that have this value of a property of the project's ontology, sorted. They stand in its
        graph: thousands of documents may name the same.
        """
        if ":" not in value or ":" not in document:
            return []
        graph = NamedNode(graph_iri(document))
        named = self._store.quads_for_pattern(None, NamedNode(ONTOLOGY + name), NamedNode(value), graph)
        parts = (q.subject.value for q in named if isinstance(q.subject, NamedNode))
        return sorted({part for part in parts if document in self.values(part, ONTOLOGY + "partOfPlan")})

    def with_text(self, predicate: str, text: str) -> list[str]:
        """Subjects that have this Vietnamese text as a value of a property, sorted."""
        found = self._store.quads_for_pattern(None, NamedNode(predicate), Literal(text, language="vi"), None)
        return sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})

    def value(self, subject: str, predicate: str) -> str | None:
        """One value of a property, the first of several."""
        return next(iter(self.values(subject, predicate)), None)

    def own(self, subject: str, name: str) -> str | None:
        """One value of a property of the project's ontology."""
        return self.value(subject, ONTOLOGY + name)

    def number(self, subject: str, name: str) -> int | None:
        """One whole number of the project's ontology; None where it is absent or no number."""
        text = self.own(subject, name)
        return int(text) if text is not None and text.isdecimal() else None

    def named(self, subject: str) -> str:
        """Vietnamese label of a body, area, concept …; its IRI where it has none."""
        terms = self._terms(subject, SKOS + "prefLabel")
        labels = sorted((t.language != "vi", t.value) for t in terms if isinstance(t, Literal))
        return labels[0][1] if labels else subject

    def document(self, node: str) -> str | None:
        """The document a node is, or is a part of; None for bodies, areas and indicators."""
        whole = node.partition("#")[0]
        return whole if self.value(whole, ELI + "work_type") or self.own(whole, "held") else None

    def document_label(self, document: str) -> str:
        """Number (or type and title) and issuer: «884/KH-SGD&ĐT (Sở Giáo dục và Đào tạo tỉnh Hòa Bình)»."""
        name = self.own(document, "documentNumber")
        if name is None:
            kind = self.value(document, ELI + "work_type")
            title = self.value(document, DCTERMS + "title") or document
            name = f"{self.named(kind)} «{_cut(title)}»" if kind else _cut(title)
        issuer = self.own(document, "issuedBy")
        return f"{name} ({self.named(issuer)})" if issuer else name

    def instrument(self, iri: str, language: str) -> str:
        """An instrument in words: «Chỉ thị 28-CT/TW ngày 25/12/2023»."""
        number = self.own(iri, "documentNumber")
        kind = self.value(iri, ELI + "work_type")
        issued = self.value(iri, DCTERMS + "issued")
        if number is None:
            name = self.value(iri, DCTERMS + "title") or iri
        else:
            name = f"{self.named(kind)} {number}" if kind else number
        if issued is None:
            return name
        joint = {"vi": "ngày" if len(issued) == 10 else "", "en": "of"}[language]
        return " ".join(part for part in (name, joint, spoken_date(issued, language)) if part)

    def _label(self, node: str) -> str | None:
        """What a body, area or concept is called; None where it has no name."""
        name = self.named(node)
        return name if name != node else None

    def place(self, focus: str, value: str | None) -> Place:
        """Where a finding stands: at the part its value names, else at the part its focus is."""
        of_value = self.document(value) if value and "#" in value else None
        part = value if value and of_value and of_value == self.document(focus) else focus
        plan = self.document(part)
        return Place(
            plan=plan,
            label=self.document_label(plan) if plan else self._label(focus),
            section=self.own(part, "section"),
            start=self.number(part, "start"),
            end=self.number(part, "end"),
            surface=self.own(part, "surface"),
        )


def _cut(title: str) -> str:
    """The first words of a long title."""
    return title if len(title) <= TITLE_LENGTH else title[:TITLE_LENGTH].rpartition(" ")[0] + " …"


def spoken_date(iso: str, language: str = "vi") -> str:
    """A date as people write it: «01/7/2025», «tháng 4/2024», «năm 2024»; in English ISO as it is."""
    match = _ISO.fullmatch(iso)
    if language == "en" or match is None:
        return iso
    _, month, day = match.groups()
    if month is None:
        return f"năm {iso}"
    return vi_date(iso) if day else f"tháng {vi_date(iso)}"
