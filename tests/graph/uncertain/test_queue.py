"""Equal questions are one; what is decided is not asked again; an answer becomes a decision at every place."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cancu.graph.names import ID
from cancu.graph.review import CITATION, CONFIRMED
from cancu.graph.uncertain import (
    TOPICS,
    Answer,
    BadAnswerError,
    Choice,
    Occurrence,
    Question,
    asked,
    decisions_for,
    grouped,
    understood,
)

OLD, NEW = ID + "chinh-phu/nghi-quyet/2019/48", ID + "chinh-phu/nghi-quyet/2023/48"
DAY = date(2026, 11, 22)
A, B, C = (f"{ID}ubnd-tinh-{name}/ke-hoach/2024/1" for name in ("a", "b", "c"))


class NoLookUp:
    """Knows one instrument and one body."""

    def instrument(self, typed: str, question: Question) -> Answer:  # noqa: ARG002
        if typed != "48/NQ-CP@2023":
            raise BadAnswerError("Không thấy.", "Not found.")
        return Answer(CITATION, NEW, "Nghị quyết 48/NQ-CP", "2023")

    def body(self, typed: str, question: Question) -> Answer:  # noqa: ARG002
        return Answer("", ID + "body/so-y-te-tinh-a", typed)


def place(document: str, **changed: object) -> Occurrence:
    made = Occurrence(document, "Kế hoạch 1/KH-UBND", "2024", "II.1", "Nghị quyết 48/NQ-CP", 1, 3, 120)
    return replace(made, **changed)  # type: ignore[arg-type]


def question(document: str = A, topic: str = "ambiguous", **changed: object) -> Question:
    choices = (Choice(OLD, "Nghị quyết 48/NQ-CP năm 2019", year="2019"), Choice(NEW, "… năm 2023", year="2023"))
    made = Question(
        TOPICS[topic], "Nghị quyết 48/NQ-CP", "48/NQ-CP", "Không in ngày.", "", "Chính phủ", choices, (place(document),)
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_equal_questions_of_several_documents_are_one_the_most_frequent_first() -> None:
    rare = question(C, subject="Nghị quyết 99/NQ-CP", read="99/NQ-CP")
    queue = grouped([rare, question(A), question(B, subject="NGHỊ QUYẾT số 48/NQ-CP")])
    assert [len(q.occurrences) for q in queue] == [2, 1]
    assert queue[0].documents == (A, B)


@pytest.mark.parametrize(
    "changed",
    [
        {"read": "49/NQ-CP"},
        {"place": "Ủy ban nhân dân tỉnh A"},
        {"beside": "về cải cách hành chính"},
        {"choices": ()},
        {"topic": "unresolved"},
    ],
)
def test_another_number_place_title_candidate_or_doubt_is_another_question(changed: dict[str, Any]) -> None:
    assert len(grouped([question(A), question(B, **changed)])) == 2


def test_the_order_of_documents_does_not_matter() -> None:
    several = [question(d) for d in (A, B, C)] + [question(B, topic="repaired", subject="x")]
    assert grouped(several) == grouped(several[::-1])
    assert len({q.id for q in grouped(several)}) == 2


def test_a_place_with_a_decision_is_not_asked_again() -> None:
    queue = grouped([question(A), question(B)])
    key = queue[0].key(queue[0].occurrences[0])
    (left,) = asked(queue, lambda document: [key] if document == A else [])
    assert left.documents == (B,)
    confirmed = (CONFIRMED, *key[1:])
    assert asked(queue, lambda _: [confirmed]) == ()
    elsewhere = (*key[:3], 2, "")
    assert asked(queue, lambda _: [elsewhere]) == queue


def test_one_answer_is_a_decision_at_every_place() -> None:
    (both,) = grouped([question(A), question(B)])
    answered = decisions_for(both, understood(both, "2", NoLookUp()), "Lê Thị Soát", DAY, "đã xem bản giấy")
    assert set(answered.decisions) == {A, B}
    (decision,) = answered.decisions[A]
    assert decision.key == ("citation", "II.1", "Nghị quyết 48/NQ-CP", 1, "")
    assert (decision.decision, decision.why, decision.who, decision.when) == (
        NEW, "đã xem bản giấy", "Lê Thị Soát", "2026-11-22",
    )  # fmt: skip


def test_what_was_issued_later_is_not_put_into_an_older_document() -> None:
    old = question(B, occurrences=(place(B, year="2020"),))
    (both,) = grouped([question(A), old])
    answered = decisions_for(both, understood(both, "48/NQ-CP@2023", NoLookUp()), "A", DAY, "")
    assert set(answered.decisions) == {A}
    assert [o.document for o in answered.left_out] == [B]


@pytest.mark.parametrize("typed", ["?", "không rõ", "Không rõ", " khong ro "])
def test_unknown_is_an_answer(typed: str) -> None:
    assert understood(question(), typed, NoLookUp()).value == "unknown"


def test_unknown_keeps_a_link_of_which_only_the_year_is_open() -> None:
    law = question(topic="law-undated", choices=(Choice(OLD, "Luật X", confirms=True),))
    answer = understood(law, "?", NoLookUp())
    assert (answer.kind, answer.value) == ("confirmed", OLD)


def test_choosing_what_the_machine_read_confirms_it() -> None:
    repaired = question(topic="repaired", choices=(Choice(NEW, "Nghị quyết 48/NQ-CP", confirms=True),))
    assert understood(repaired, "1", NoLookUp()).kind == CONFIRMED
    assert understood(repaired, "48/NQ-CP@2023", NoLookUp()).kind == CONFIRMED
    assert understood(repaired, "không phải viện dẫn", NoLookUp()).value == "none"


@pytest.mark.parametrize(
    ("topic", "typed", "value"),
    [
        ("date", "14/3/2025", "2025-03-14"),
        ("date", "ngày 5/12/2024", "2024-12-05"),
        ("date", "3/2025", "2025-03"),
        ("date", "2025-03-14", "2025-03-14"),
        ("date", "2025", "2025"),
        ("number", "206/KH-UBND", "206/KH-UBND"),
        ("title", "Thực hiện công tác trẻ em", "Thực hiện công tác trẻ em"),
        ("issuer", "Sở Y tế tỉnh A", ID + "body/so-y-te-tinh-a"),
    ],
)
def test_identity_is_typed_as_a_clerk_writes_it(topic: str, typed: str, value: str) -> None:
    about = question(topic=topic, choices=(), occurrences=(place(A, section="document", surface=""),))
    answer = understood(about, typed, NoLookUp())
    assert answer.value == value
    (decision,) = decisions_for(about, answer, "A", DAY, "").decisions[A]
    assert decision.section == "document"
    assert decision.field == TOPICS[topic].field


@pytest.mark.parametrize(
    ("topic", "typed"),
    [("ambiguous", "7"), ("ambiguous", "chưa biết"), ("date", "31/2/2025"), ("date", "hôm qua"), ("number", "abc"),
     ("relation", "thực hiện"), ("relation", "0")],
)  # fmt: skip
def test_what_is_no_answer_is_said_in_both_languages(topic: str, typed: str) -> None:
    with pytest.raises(BadAnswerError) as error:
        understood(question(topic=topic), typed, NoLookUp())
    assert error.value.message_vi
    assert error.value.message_en
