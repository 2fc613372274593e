"""«Truy vấn này hỏi gì?»: a saved question in sentences, from its own words and the labels of the terms it uses."""

from dataclasses import dataclass

from cancu.graph import names
from cancu.graph.saved import SavedQuery
from cancu.graph.tokens import tokens
from cancu.web import address
from cancu.web.site import labels, term_labels


@dataclass(frozen=True, slots=True)
class Term:
    """A class, relation or value that a query speaks of."""

    label: str
    href: str


def terms_of(text: str) -> list[Term]:
    """The terms of the vocabularies that a query uses, each once, in its order; those without a label are left out."""
    known = {**labels(), **term_labels()}
    found: dict[str, Term] = {}
    for token in tokens(text):
        if token.kind != "name":
            continue
        prefix, _, local = token.text.partition(":")
        iri = names.PREFIXES.get(prefix, "") + local
        if local and prefix in names.PREFIXES and iri in known:
            found.setdefault(iri, Term(known[iri], address.page(iri)))
    return list(found.values())


def sentences(asked: SavedQuery) -> list[str]:
    """What the question answers and what it needs, as sentences."""
    told = [asked.answer_vi]
    required = [p.label_vi.lower() for p in asked.parameters if p.required]
    further = [p.label_vi.lower() for p in asked.parameters if not p.required]
    if required:
        told.append(f"Cần biết: {', '.join(required)}.")
    if further:
        told.append(f"Có thể hỏi hẹp hơn theo: {', '.join(further)}.")
    if not asked.parameters:
        told.append("Không cần nhập gì: câu hỏi xét toàn bộ dữ liệu này.")
    return [sentence for sentence in told if sentence]
