"""Reading documents in hand again, from their texts as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cancu.graph.keeping.errors import LostTextError
from cancu.graph.keeping.holding import Holding
from cancu.graph.known import Known
from cancu.graph.read import Origin, Text, text_of
from cancu.graph.reading import Reading, understand
from cancu.graph.registry import load_registry
from cancu.graph.review import Decision
from cancu.graph.texts import held_text, text_name


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of documents in hand; those that come in with a change are in `coming`, by their SHA-256."""

    folder: Path
    coming: Mapping[str, Text] = field(default_factory=dict)

    def own(self, holding: Holding) -> Text:
        """The text of a document. Raises LostTextError."""
        return self._text(holding.record.sha256, holding, holding.record.pages)

    def issuing(self, holding: Holding) -> Text | None:
        """The text of the document that a plan came with, in hand or not. Raises LostTextError."""
        record = holding.record
        return self._text(record.issued_by, holding, record.issuing_pages) if record.issued_by else None

    def _text(self, sha256: str, holding: Holding, pages: tuple[Origin, ...]) -> Text:
        if sha256 in self.coming:
            return self.coming[sha256]
        content = held_text(self.folder, sha256)
        if content is None:
            raise LostTextError(self.folder / text_name(sha256), holding.record.file)
        return text_of(holding.record.file, content, pages)


def read_again(
    holding: Holding,
    texts: Texts,
    known: Known,
    decisions: tuple[Decision, ...] = (),
    of_issuing: tuple[Decision, ...] = (),
) -> Reading:
    """The reading of a document in hand; a plan that came with a decision has date and issuer of what that prints, or
    of what people decided about that (`of_issuing`).

    Raises LostTextError.
    """
    registry, issuing = load_registry(), texts.issuing(holding)
    decision = understand(issuing, registry, Known(), of_issuing) if issuing else None
    return understand(texts.own(holding), registry, known, decisions, decision)
