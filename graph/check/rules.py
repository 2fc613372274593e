"""The rules, as the shapes and the check queries state them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cancu.graph.check.findings import SEVERITIES, CheckError, Severity
from cancu.graph.names import RDFS, SH, SHAPE

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

PACKAGE = Path(__file__).resolve().parent.parent.parent
SHAPES = PACKAGE / "shapes"
QUERIES = PACKAGE / "queries" / "check"

_SEVERITY: dict[str, Severity] = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "note"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it demands (label), what it says when that is not so (message), and why it matters."""

    id: str
    iri: str
    severity: Severity
    label_vi: str
    label_en: str
    message_vi: str
    message_en: str
    why_vi: str
    why_en: str
    subject: str
    query: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, gravest first, then by what they are about."""
    found = [_shape_rule(stem, graph, node) for stem, graph in _shape_files() for node in _rule_nodes(graph)]
    found += [_query_rule(path) for path in sorted(QUERIES.glob("*.rq"))]
    return tuple(sorted(found, key=lambda r: (SEVERITIES.index(r.severity), r.subject, r.id)))


@cache
def rules_by_iri() -> dict[str, Rule]:
    """The same rules by the IRI of their shape."""
    return {rule.iri: rule for rule in rules()}


@cache
def shapes_graph() -> "Graph":
    """All shapes in one graph; treat it as read-only."""
    from rdflib import Graph

    union = Graph()
    for _, graph in _shape_files():
        union += graph
    return union


@cache
def _shape_files() -> list[tuple[str, "Graph"]]:
    from rdflib import Graph

    return [(path.stem, Graph().parse(path, format="turtle")) for path in sorted(SHAPES.glob("*.ttl"))]


def _rule_nodes(graph: "Graph") -> list["Node"]:
    """The shapes that speak: those with a message of their own."""
    from rdflib import URIRef

    speaking = {s for s in graph.subjects(URIRef(SH + "message")) if isinstance(s, URIRef)}
    return sorted(speaking, key=str)


def _shape_rule(stem: str, graph: "Graph", node: "Node") -> Rule:
    from rdflib import Literal, URIRef

    def said(predicate: str, language: str) -> str:
        texts = [o for o in graph.objects(node, URIRef(predicate)) if isinstance(o, Literal) and o.language == language]
        return str(texts[0]) if texts else ""

    severity = _SEVERITY[str(graph.value(node, URIRef(SH + "severity"), default=URIRef(SH + "Violation")))]
    return Rule(
        id=str(node).removeprefix(SHAPE),
        iri=str(node),
        severity=severity,
        label_vi=said(RDFS + "label", "vi"),
        label_en=said(RDFS + "label", "en"),
        message_vi=said(SH + "message", "vi"),
        message_en=said(SH + "message", "en"),
        why_vi=said(RDFS + "comment", "vi"),
        why_en=said(RDFS + "comment", "en"),
        subject=stem.partition("-")[0],
    )


def _query_rule(path: Path) -> Rule:
    """A query over the named graphs; its head says in `#+ key: value` lines what a shape says in Turtle."""
    text = path.read_text(encoding="utf-8")
    lines = [line[2:].partition(":") for line in text.splitlines() if line.startswith("#+")]
    head = {key.strip(): value.strip() for key, _, value in lines}
    keys = ("severity", "label.vi", "label.en", "message.vi", "message.en", "why.vi", "why.en")
    severity = next((s for s in SEVERITIES if s == head.get("severity")), None)
    if severity is None or any(not head.get(key) for key in keys):
        raise CheckError(f"{path}: phần đầu thiếu một trong {keys}.", f"{path}: its head lacks one of {keys}.")
    return Rule(
        id=path.stem,
        iri=SHAPE + path.stem,
        severity=severity,
        label_vi=head["label.vi"],
        label_en=head["label.en"],
        message_vi=head["message.vi"],
        message_en=head["message.en"],
        why_vi=head["why.vi"],
        why_en=head["why.en"],
        subject="dataset",
        query=text,
    )
