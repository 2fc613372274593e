"""What a person is asked on a terminal, key by key, without one: answers, reasons, leaving."""

from collections.abc import Callable, Iterator

import click
import pytest

from cancu.graph import command
from cancu.graph.cli.dialogue import Dialogue
from cancu.graph.console import confirmed
from cancu.graph.stopping import INTERRUPTED
from cancu.graph.uncertain import Answer, BadAnswerError, Occurrence, Question
from cancu.graph.uncertain.question import TOPICS

Keys = Callable[..., None]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Keys:
    """Answer all prompts of a test with these lines."""

    def typed(*lines: str) -> None:
        left: Iterator[str] = iter(lines)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: next(left))

    return typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [(("c",), True), (("có",), True), (("y",), True), (("",), False), (("k",), False), (("x", "c"), True)],
)
def test_yes_and_no_are_understood_in_vietnamese(keys: Keys, typed: tuple[str, ...], said: bool) -> None:
    keys(*typed)
    assert confirmed("Bỏ?") is said


class Nothing:
    """Data in which nothing is found."""

    def instrument(self, typed: str, question: Question) -> Answer:
        raise BadAnswerError(f"Không thấy {typed}.", f"No {question.subject}.")

    body = instrument


def asked(keys: Keys, *typed: str) -> tuple[bool, list[str]]:
    question = Question(TOPICS["agency"], "Sở X", "Sở X", "Không có.", "", "", (), (OCCURRENCE,))
    reasons: list[str] = []

    def take(_: Question, __: Answer, why: str) -> str:
        reasons.append(why)
        return "đã ghi"

    keys(*typed)
    return Dialogue([question], Nothing(), lambda *_: [], take).run(), reasons


OCCURRENCE = Occurrence("https://w3id.org/cancu/id/x", "Kế hoạch 1", "2026", "I", "Sở X", 1, 1, None)


def test_q_at_the_reason_leaves_without_recording(keys: Keys) -> None:
    assert asked(keys, "?", "q") == (False, [])


def test_b_at_the_reason_asks_again(keys: Keys) -> None:
    assert asked(keys, "?", "b", "0", "không phải cơ quan") == (True, ["không phải cơ quan"])


def test_q_after_an_answer_that_is_not_understood_leaves(keys: Keys) -> None:
    assert asked(keys, "99", "q") == (False, [])


def test_who_stops_the_command_while_it_loads_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.__import__", stopped)
    with pytest.raises(SystemExit) as left:
        command.main()
    monkeypatch.undo()
    assert left.value.code == INTERRUPTED
    assert "Đã dừng" in capsys.readouterr().err
