"""The rules, as the shapes and the check queries state them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from cancu.graph.check.findings import SEVERITIES, CheckError, Severity
from cancu.graph.check.shapes import Shapes, statements
from cancu.graph.names import RDFS, SH, SHAPE

if TYPE_CHECKING:
    from rdflib import Graph

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
    shapes = all_shapes()
    stems = {quad.subject: stem for stem, quads in _statements().items() for quad in quads}
    speaking = [node for node in shapes.described("message") if isinstance(node, NamedNode)]
    found = [_shape_rule(stems[node], shapes, node) for node in speaking]
    found += [_query_rule(path) for path in sorted(QUERIES.glob("*.rq"))]
    return tuple(sorted(found, key=lambda r: (SEVERITIES.index(r.severity), r.subject, r.id)))


@cache
def rules_by_iri() -> dict[str, Rule]:
    """The same rules by the IRI of their shape."""
    return {rule.iri: rule for rule in rules()}


@cache
def all_shapes() -> Shapes:
    """All shapes, to be looked up."""
    return Shapes(quad for quads in _statements().values() for quad in quads)


@cache
def shapes_graph() -> "Graph":
    """All shapes in one graph of rdflib; treat it as read-only."""
    from rdflib import Graph

    union = Graph()
    for path in _files():
        union.parse(path, format="turtle")
    return union


@cache
def _statements() -> dict[str, list[Quad]]:
    """Statements of each file of shapes, by the name of the file."""
    return {path.stem: statements(path.read_bytes()) for path in _files()}


def _files() -> list[Path]:
    return sorted(SHAPES.glob("*.ttl"))


def _shape_rule(stem: str, shapes: Shapes, node: NamedNode) -> Rule:
    def said(predicate: str, language: str) -> str:
        texts = (o for o in shapes.objects(node, predicate) if isinstance(o, Literal) and o.language == language)
        return next((text.value for text in texts), "")

    severity = shapes.value(node, "severity")
    return Rule(
        id=node.value.removeprefix(SHAPE),
        iri=node.value,
        severity="violation" if severity is None else _SEVERITY[severity.value],
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
