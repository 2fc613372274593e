"""What a person typed, understood, and the decisions that follow from it, one for each place."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cancu.graph.review import (
    AGENCY,
    CITATION,
    CONFIRMED,
    DATE,
    ISSUER,
    NONE,
    NUMBER,
    TITLE,
    UNKNOWN,
    Decision,
    checked,
    numbered,
)
from cancu.graph.uncertain.question import NONE_WORDS, UNKNOWN_WORDS, Occurrence, Question

_LOCAL_DATE = re.compile(r"(?:(?:ngày\s+)?(?P<day>\d{1,2})\s*[/.-]\s*)?(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})")
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")


class BadAnswerError(ValueError):
    """What was typed is no answer; the message says why and what can be typed, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")
        self.message_vi = vi
        self.message_en = en


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision that was understood, in words for the person who takes it; `year` that of the instrument chosen."""

    kind: str
    value: str
    told: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The decisions that follow, by document, and the places that the answer cannot be true of."""

    decisions: dict[str, tuple[Decision, ...]]
    left_out: tuple[Occurrence, ...]


class LookUp(Protocol):
    """Finds what is named; each raises BadAnswerError where that is nothing, or more than one thing."""

    def instrument(self, typed: str, question: Question) -> Answer:
        """An instrument by IRI, number or citation in full."""
        ...

    def body(self, typed: str, question: Question) -> Answer:
        """A body of the register by IRI or name."""
        ...


def understood(question: Question, typed: str, look_up: LookUp) -> Answer:
    """The answer that `typed` gives. Raises BadAnswerError."""
    text = " ".join(typed.split())
    topic, word = question.topic, text.casefold()
    if word in UNKNOWN_WORDS:
        read = next((c for c in question.choices if c.confirms), None)
        if topic.keeps and read is not None:
            return Answer(CONFIRMED, read.value, topic.unknown)
        return Answer(topic.kind, UNKNOWN, topic.unknown)
    if word in NONE_WORDS and topic.none:
        return Answer(topic.kind, NONE, topic.none)
    if text.isascii() and text.isdigit() and int(text[:6]) <= max(len(question.choices), 20):
        count = len(question.choices)
        if not 1 <= int(text) <= count:
            numbered_choices = f"chỉ có các lựa chọn từ 1 đến {count}" if count > 1 else "chỉ có lựa chọn 1"
            told = numbered_choices if count else "câu này không có lựa chọn đánh số, hãy gõ câu trả lời"
            raise BadAnswerError(f"Không có lựa chọn {text}: {told}.", f"There is no choice {text}.")
        choice = question.choices[int(text) - 1]
        confirms = choice.confirms and topic.kind == CITATION
        return Answer(CONFIRMED if confirms else topic.kind, choice.value, choice.told, choice.year)
    return _typed(question, text, look_up)


def decisions_for(
    question: Question, answer: Answer, who: str, when: date, why: str, only: Callable[[str], bool] = lambda _: True
) -> Answered:
    """The decisions for every place of the question in the documents that `only` lets through.

    An instrument cannot be meant by a document of an earlier year: such places stay open.
    """
    found: dict[str, list[Decision]] = {}
    left_out = []
    for place in question.occurrences:
        if answer.year and place.year and place.year < answer.year:
            left_out.append(place)
        elif only(place.document):
            kind, section, surface, ordinal, field = question.key(place, answer.kind)
            reason = why or _reason(question, answer)
            field = field if kind == question.topic.kind else ""
            decision = Decision(
                kind, section, surface, ordinal, answer.value, reason, who, when.isoformat(), field
            )  # fmt: skip
            found.setdefault(place.document, []).append(checked(decision))
    return Answered({document: tuple(decisions) for document, decisions in found.items()}, tuple(left_out))


def _reason(question: Question, answer: Answer) -> str:
    """Why, where the person gave no reason: the answer's own."""
    if answer.value == UNKNOWN or answer.told == question.topic.unknown:
        return "Đã xem, không rõ"
    if answer.value == NONE:
        return answer.told.partition(":")[0].capitalize()
    confirmed = answer.kind == CONFIRMED or any(c.confirms and c.value == answer.value for c in question.choices)
    return "Đã đối chiếu, máy đọc đúng" if confirmed else f"Người soát chọn: {answer.told}"


def _typed(question: Question, text: str, look_up: LookUp) -> Answer:
    topic = question.topic
    if not topic.typed or not text:
        raise BadAnswerError("Hãy chọn bằng số thứ tự.", "Choose by number.")
    if topic.kind == CITATION:
        found = look_up.instrument(text, question)
        same = next((c for c in question.choices if c.value == found.value and c.confirms), None)
        return Answer(CONFIRMED, same.value, same.told, same.year) if same else found
    if topic.kind == AGENCY or topic.field == ISSUER:
        found = look_up.body(text, question)
        return Answer(topic.kind, found.value, found.told)
    if topic.kind == TITLE:
        return Answer(TITLE, text, f"tên là «{text}»")
    if topic.field == NUMBER:
        if numbered(text) is None:
            raise BadAnswerError(f"«{text}» không phải số, ký hiệu như 206/KH-UBND.", f"«{text}» is no number.")
        return Answer(topic.kind, text, f"số {text}")
    assert topic.field == DATE  # the last of the fields
    return Answer(topic.kind, _date(text), f"ngày {text}")


def _date(text: str) -> str:
    """A day, month or year as people write it, as ISO."""
    local = _LOCAL_DATE.fullmatch(text)
    iso = text
    if local:
        parts = (local["year"], local["month"].zfill(2), local["day"].zfill(2) if local["day"] else None)
        iso = "-".join(part for part in parts if part)
    try:
        if not _ISO.fullmatch(iso):
            raise ValueError(iso)
        date.fromisoformat((iso + "-01-01")[:10])
    except ValueError:
        raise BadAnswerError(f"«{text}» không phải ngày như 14/3/2025.", f"«{text}» is no date.") from None
    return iso
