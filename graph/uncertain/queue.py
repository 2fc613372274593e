"""One queue over many documents: equal questions are asked once, the most frequent first, none that is decided."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from cancu.graph.review import CITATION, CONFIRMED, RELATION, Key
from cancu.graph.uncertain.question import TOPICS, Occurrence, Question

_ORDER = tuple(TOPICS)
_ALSO = {CITATION: (CONFIRMED,), RELATION: (CONFIRMED,)}
"""Kinds of decision that settle a question besides the one its answer becomes."""


def grouped(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Equal questions as one, with all their places: the same doubt about the same words, number and title, with the
    same candidates, about the paper of the same body or place.
    """
    groups: dict[str, list[Question]] = {}
    for question in questions:
        groups.setdefault(question.id, []).append(question)
    merged = [_merged(group) for group in groups.values()]
    return tuple(sorted(merged, key=lambda q: (-len(q.occurrences), _ORDER.index(q.topic.name), q.subject, q.id)))


def asked(questions: Iterable[Question], decided: Callable[[str], Iterable[Key]]) -> tuple[Question, ...]:
    """The questions without the places that `decided` knows for their document; those without a place left go."""
    known: dict[str, frozenset[Key]] = {}

    def is_open(question: Question, place: Occurrence) -> bool:
        if place.document not in known:
            known[place.document] = frozenset(decided(place.document))
        kinds = (question.topic.kind, *_ALSO.get(question.topic.kind, ()))
        return not any(question.key(place, kind) in known[place.document] for kind in kinds)

    left = [replace(q, occurrences=tuple(o for o in q.occurrences if is_open(q, o))) for q in questions]
    return tuple(q for q in left if q.occurrences)


def _merged(group: list[Question]) -> Question:
    places = {(o.document, o.order, o.section, o.surface, o.ordinal): o for q in group for o in q.occurrences}
    first = min(group, key=lambda q: (q.subject, q.why, q.beside))
    return replace(first, occurrences=tuple(places[key] for key in sorted(places)))
