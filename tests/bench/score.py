"""Compares what was read with what was written, class by class."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from damage import Damaged
from synthetic import Cited

from cancu.graph.cite import Mention

NOTHING = "(nothing there)"
"""The class of mentions where the text cites nothing."""


@dataclass(slots=True)
class Score:
    """Counts by class: what was there, what was found (place and number), what of it with type and date as well.

    `wrong` are mentions whose number is not the one that stands there, and mentions where nothing stands.
    """

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    def add(self, damaged: Damaged, cited: Sequence[Cited], mentions: Iterable[Mention]) -> None:
        """Count one document."""
        open_ones = list(mentions)
        for gold in cited:
            start, end = damaged.places[gold.start], damaged.places[gold.end]
            self.there[gold.kind] += 1
            here = [m for m in open_ones if m.start < end and start < m.end]
            right = next((m for m in here if _same(m, gold)), None)
            if right is None:
                self.missed.append(damaged.content[start:end])
                continue
            open_ones.remove(right)
            self.found[gold.kind] += 1
            named = right.type is not None and right.type.name == gold.type
            part = gold.part is None or right.part == gold.part
            self.whole[gold.kind] += named and right.date == gold.date and part
        spans = [(damaged.places[g.start], damaged.places[g.end], g.kind) for g in cited]
        for mention in open_ones:
            if mention.spellings:
                # Read as one of several, chosen as none of them.
                continue
            kind = next((k for start, end, k in spans if mention.start < end and start < mention.end), NOTHING)
            self.wrong[kind] += 1
            self.invented.append(f"{mention.text} → {mention.number}")

    def recall(self, kind: str | None = None) -> float:
        """Share of what was there that was found."""
        return _share(self.found, self.there, kind)

    def precision(self, kind: str | None = None) -> float:
        """Share of what was read that is right."""
        return _share(self.found, self.found + self.wrong, kind)

    def complete(self, kind: str | None = None) -> float:
        """Share of what was found whose type, date and part are right as well."""
        return _share(self.whole, self.found, kind)


def _same(mention: Mention, gold: Cited) -> bool:
    if gold.number is not None:
        return mention.number == gold.number
    return mention.number is None and mention.type is not None and mention.type.name == gold.type


def _share(part: Counter[str], whole: Counter[str], kind: str | None) -> float:
    of, among = (part.total(), whole.total()) if kind is None else (part[kind], whole[kind])
    return of / among if among else 1.0
