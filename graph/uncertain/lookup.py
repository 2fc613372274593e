"""Finds what a person typed in answer: among the instruments of the store, in a citation in full, in the register."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from cancu.graph.cite import cite
from cancu.graph.known import Known
from cancu.graph.lookup import Candidate, LookupFailedError, Resolver
from cancu.graph.names import ID, slug
from cancu.graph.read import outline, text_of
from cancu.graph.registry import Area, Body, Registry
from cancu.graph.resolve import RESOLVED, resolve
from cancu.graph.review import CITATION
from cancu.graph.uncertain.answer import Answer, BadAnswerError
from cancu.graph.uncertain.question import Question

_LISTED, _WIDTH = 4, 100
_SIMILAR = 70
"""Similarity (0–100) of names from which a body that the index offers is worth telling."""
_BODY = ID + "body/"


class StoreLookUp:
    """Look-ups in a store's search index and in the register of bodies."""

    def __init__(self, resolver: Resolver, registry: Registry) -> None:
        self._resolver, self._registry = resolver, registry

    def instrument(self, typed: str, question: Question) -> Answer:
        """An instrument by IRI or number, or one that the store does not know by a citation in full."""
        try:
            found = self._resolver.instrument(typed)
        except LookupFailedError as error:
            told = self._in_full(typed, question) if error.code == "unknown" else None
            if told is not None:
                return told
            listed = _listed(error.candidates)
            more = (
                " Văn bản chưa có trong kho thì ghi đủ tên loại, số, ngày và cơ quan ban hành."
                if error.code == "unknown"
                else ""
            )
            raise BadAnswerError(f"{error.message_vi}{more}{listed}", error.message_en) from None
        return Answer(CITATION, found.iri, found.line().partition(" <")[0], found.date[:4])

    def body(self, typed: str, question: Question) -> Answer:
        """A body of the register by IRI or name, the place of the question understood."""
        place = self._registry.area_named(question.place) if question.place else None
        named = self._registry.body_named(typed, place) or self._by_iri(typed)
        if named is None:
            try:
                named = self._by_iri(self._resolver.agency(typed).iri)
            except LookupFailedError as error:
                near = [c for c in error.candidates if fuzz.token_set_ratio(slug(c.label), slug(typed)) >= _SIMILAR]
                raise BadAnswerError(f"{error.message_vi}{_listed(near)}", error.message_en) from None
        if named is None:
            raise BadAnswerError(
                f"Danh mục không có cơ quan «{typed}»; ghi tên đầy đủ kèm địa phương, hoặc trả lời «không rõ».",
                f"The register has no body «{typed}»; give its full name with its place, or answer «?».",
            )
        return Answer("", named.iri, named.name)

    def _by_iri(self, iri: str) -> Body | None:
        return self._registry.body_by_slug(iri.removeprefix(_BODY)) if iri.startswith(_BODY) else None

    def _in_full(self, typed: str, question: Question) -> Answer | None:
        """The instrument that `typed` cites, if it identifies one by itself."""
        place: Area | None = self._registry.area_named(question.place) if question.place else None
        text = text_of("", f"Thực hiện {typed}")
        found = resolve(cite(text, outline(text), self._registry, place), self._registry, place, Known()).citations
        if len(found) != 1 or found[0].state != RESOLVED or not found[0].mention.year:
            return None
        mention = found[0].mention
        return Answer(CITATION, typed, f"«{typed}», chưa có trong kho", mention.year or "")


def _listed(candidates: Iterable[Candidate]) -> str:
    """The first few, a line each, short enough for a terminal."""
    told = dict.fromkeys(candidate.line().partition(" <")[0] for candidate in list(candidates)[:_LISTED])
    return "".join(f"\n    gần giống: {line if len(line) <= _WIDTH else line[: _WIDTH - 1] + '…'}" for line in told)
