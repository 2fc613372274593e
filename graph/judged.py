"""What people decided about one document's citations, each decision with the mention it is about."""

from collections.abc import Iterable, Mapping

from cancu.graph.cite import Mention
from cancu.graph.review import CITATION, CONFIRMED, RELATION, TITLE, UNKNOWN, Decision


class Judged:
    """Decisions by kind and mention, the mentions as these change them, and decisions that match none.

    `ordinals` tell mentions of one surface in one section apart; `any` whether a decision is about one at all.
    """

    def __init__(self, mentions: tuple[Mention, ...], decisions: Iterable[Decision]) -> None:
        about = [d for d in decisions if d.kind in (CITATION, TITLE, RELATION, CONFIRMED) and not d.of_document]
        self.any = bool(about)
        self.ordinals = _ordinals(mentions)
        places = (
            {
                (m.section, " ".join(m.text.split()), ordinal): i
                for i, (m, ordinal) in enumerate(zip(mentions, self.ordinals, strict=True))
            }
            if about
            else {}
        )
        self.chosen: dict[str, dict[int, Decision]] = {k: {} for k in (CITATION, TITLE, RELATION, CONFIRMED)}
        self.unmatched: list[Decision] = []
        for decision in about:
            index = places.get((decision.section, decision.surface, decision.ordinal))
            if index is None:
                self.unmatched.append(decision)
            else:
                self.chosen[decision.kind][index] = decision
        self.mentions = tuple(self._changed(i, mention) for i, mention in enumerate(mentions)) if about else mentions

    def _changed(self, index: int, mention: Mention) -> Mention:
        title, relation = self.chosen[TITLE].get(index), self.chosen[RELATION].get(index)
        if title is not None and title.decision != UNKNOWN:
            mention = mention._replace(title=title.decision)
        if relation is not None and relation.decision not in (UNKNOWN, mention.relation):
            mention = mention._replace(relation=relation.decision, nested_in=(), nested_relation=None)
        return mention

    def reviewed(self, index: int, instrument: str | None) -> Decision | None:
        """The decision of who saw the citation last; what was confirmed counts only while it is still read so."""
        if not self.any:
            return None
        about = [self.chosen[kind].get(index) for kind in (CITATION, RELATION, CONFIRMED)]
        seen = [decision for decision in about if decision is not None and _holds(decision, instrument)]
        return max(seen, key=lambda d: (d.when, d.who, d.kind), default=None)

    def outdated(self, read: Mapping[int, str | None]) -> tuple[Decision, ...]:
        """Confirmations of what is not read any more; `read` is the instrument of each mention that stayed."""
        return tuple(
            decision
            for index, decision in self.chosen[CONFIRMED].items()
            if index not in read or not _holds(decision, read[index])
        )


def _holds(decision: Decision, instrument: str | None) -> bool:
    return decision.kind != CONFIRMED or decision.decision == (instrument or UNKNOWN)


def _ordinals(mentions: Iterable[Mention]) -> tuple[int, ...]:
    """For each mention, which of its surface in its section it is, from 1."""
    seen: dict[tuple[str, str], int] = {}
    out = []
    for mention in mentions:
        place = mention.section, " ".join(mention.text.split())
        seen[place] = ordinal = seen.get(place, 0) + 1
        out.append(ordinal)
    return tuple(out)
