"""Whether a person has seen what the machine read, as pages say it; and how much there is still to see."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from cancu.web import present, words
from cancu.web.site import knowledge, once_a_version

COUNTED_PLANS = 300
"""With more plans than these no page counts what waits for a person, which takes seconds: `cancu review` does."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who saw it and when; `state` is empty where the data do not say."""

    state: str
    by: str
    on: str

    @property
    def done(self) -> bool:
        """Whether a person has seen it."""
        return self.state == "reviewed"

    @property
    def label(self) -> str:
        """«Đã soát», «Chưa soát»."""
        return words.word(words.REVIEWS, self.state or "unreviewed")

    @property
    def told(self) -> str:
        """«Đã soát: Lê Thị Soát, 22/11/2026»."""
        who = ", ".join(part for part in (self.by, present.date(self.on)) if part)
        return f"{self.label}: {who}" if self.done and who else self.label


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kind of doubt and at how many places it waits for a person."""

    topic: str
    label: str
    places: int


def review_of(said: Callable[[str], str]) -> Review:
    """From what is said under the names `reviewState`, `reviewedBy`, `reviewedOn`."""
    return Review(words.local(said("reviewState")), said("reviewedBy"), said("reviewedOn"))


def waiting() -> list[Waiting] | None:
    """What is uncertain and nobody has reviewed, by kind, the most frequent first; None where that is not counted."""
    few = knowledge().version.counts()["plans"] <= COUNTED_PLANS
    return once_a_version("waiting", _waiting) if few else None


def _waiting() -> list[Waiting]:
    # Looking for doubts takes the reader of documents, which no other page needs.
    from cancu.graph.registry import load_registry
    from cancu.graph.uncertain import TOPICS, questions

    counted = Counter(question.topic.name for question in questions(knowledge().engine, load_registry()))
    return [Waiting(name, TOPICS[name].label, places) for name, places in counted.most_common()]
