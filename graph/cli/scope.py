"""What a review is about: everything in the store, or one document, held or read from its file for this."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from cancu.graph.cli.opening import sources
from cancu.graph.console import CommandError, in_both_languages, ocr_settings
from cancu.graph.engine import EmbeddedEngine, Engine
from cancu.graph.knowledge import Knowledge
from cancu.graph.lookup import LookupFailedError
from cancu.graph.registry import load_registry
from cancu.graph.review import CONFIRMED, Decision, ReviewError
from cancu.graph.saved import bind_terms, review_query
from cancu.graph.sources import SourceError, asserted_quads
from cancu.graph.store import home
from cancu.graph.texts import held_text
from cancu.graph.uncertain import Question, StoreLookUp, asked, every_question, grouped, questions

if TYPE_CHECKING:
    from cancu.graph.keeping.holding import Holding


@dataclass(frozen=True, slots=True)
class Scope:
    """What is reviewed: everything in the store, or one document; a file that is not held is read for this."""

    folder: Path
    engine: Engine
    look_up: StoreLookUp
    document: str | None
    texts: dict[str, str]
    successors: dict[str, str]
    own_text: str | None = None

    def queue(self, every: bool) -> tuple[Question, ...]:
        """The questions that nobody has answered yet, equal ones as one."""
        found = self._open(every)
        return _about(found, self.document) if self.document else grouped(found)

    def answerable(self, every: bool) -> dict[str, Question]:
        """The questions that a sheet may answer, by their id: of the queue, and of each document's own queue."""
        found = self._open(every)
        documents = [self.document] if self.document else sorted({q.occurrences[0].document for q in found})
        queues = [() if self.document else grouped(found), *(_about(found, document) for document in documents)]
        return {question.id: question for queue in queues for question in queue}

    def _open(self, every: bool) -> list[Question]:
        registry = load_registry()
        if every and self.document:
            found = every_question(self.engine, registry, self.document)
        else:
            found = questions(self.engine, registry, self.document)
        confirmed = set(filter(self.confirmed, {q.occurrences[0].document for q in found}))
        open_ = [q for q in found if q.occurrences[0].document not in confirmed]
        return list(asked(open_, lambda document: [d.key for d in self.decided(document)]))

    def confirmed(self, document: str) -> bool:
        """Whether a person confirmed the whole reading of the text that the data were read from."""
        whole = [d.decision for d in self.decided(document) if d.kind == CONFIRMED and d.of_document]
        return bool(whole) and self.told(document).get("sha256") in whole

    def decided(self, document: str) -> tuple[Decision, ...]:
        """What people decided about a document."""
        from cancu.graph.keeping.reviewing import decided

        try:
            return decided(self.folder, document, self.successors)
        except ReviewError as error:
            raise CommandError(*in_both_languages(error)) from None

    def text(self, document: str) -> str | None:
        """The text of a document, where it is held."""
        if self.own_text is not None and document == self.document:
            return self.own_text
        return held_text(self.folder, self.texts[document]) if document in self.texts else None

    def told(self, document: str) -> dict[str, str]:
        """The document as the data describe it."""
        found = self.engine.select(bind_terms(review_query("instrument"), {"doc": NamedNode(document)})).values()
        return found[0] if found else {}


def _about(found: Iterable[Question], document: str) -> tuple[Question, ...]:
    """The queue of one document, whose answers are for that one alone."""
    return grouped(replace(q, only=document) for q in found if q.occurrences[0].document == document)


def scope_of(knowledge: Knowledge, document: str | None, holdings: "Mapping[str, Holding] | None" = None) -> Scope:
    """The whole store, or the document that is named; `holdings` are the documents in hand, where they were read
    already. Raises CommandError.
    """
    from cancu.graph.keeping.folder import holdings_of
    from cancu.graph.keeping.reviewing import held_texts, successors

    folder = home()
    held = holdings_of(folder) if holdings is None else holdings
    look_up = StoreLookUp(knowledge.resolver, load_registry())
    everything = Scope(folder, knowledge.engine, look_up, None, held_texts(folder, held), successors(folder, held))
    if document is None:
        return everything
    if _is_file(document):
        return _of_file(knowledge, everything, Path(document))
    try:
        return replace(everything, document=knowledge.resolver.instrument(document).iri)
    except LookupFailedError as error:
        raise CommandError(error.message_vi, error.message_en, error.candidates, error.code) from None


def _of_file(knowledge: Knowledge, everything: Scope, file: Path) -> Scope:
    """The document of a file: as it is held, else as it is read now; decisions wait until it is added."""
    from cancu.graph.keeping.reviewing import identifier
    from cancu.graph.read import UnreadableFile
    from cancu.graph.reading import bundled, main_document, read_documents, understand
    from cancu.graph.write import draft_turtle

    registry = load_registry()
    try:
        readings = read_documents(file, registry, ocr=ocr_settings(None, everything.folder))
        plain = main_document(readings)
        issuing = next((r for r in readings if r.text.sha256 == plain.issued_by), None)
        sha256 = plain.text.sha256
        held = {sha: iri for iri, sha in everything.texts.items()}.get(sha256) or _with_text(knowledge, sha256)
        if held:
            return replace(everything, document=held)
        iri = identifier(plain)
        reading = replace(understand(plain.text, registry, bundled(), everything.decided(iri), issuing), iri=iri)
        quads = asserted_quads(sources())
    except UnreadableFile as error:
        raise CommandError(*in_both_languages(error)) from None
    except SourceError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    store = Store()
    known = {quad.subject for quad in quads}
    store.bulk_extend(quads)
    drafted = parse(draft_turtle(reading, registry).encode(), format=RdfFormat.TURTLE)
    store.bulk_extend([q for q in drafted if q.subject not in known])
    return replace(everything, engine=EmbeddedEngine(store), document=iri, own_text=reading.text.content)


def _with_text(knowledge: Knowledge, sha256: str) -> str | None:
    """The document of the store that was read from this text."""
    found = knowledge.engine.select(
        f'SELECT ?doc WHERE {{ ?doc dcterms:source ?text . ?text cancu:sha256 "{sha256}" }}'
    ).first()
    return found["doc"] if found else None


def _is_file(path: str) -> bool:
    with suppress(OSError):
        return Path(path).is_file()
    return False
