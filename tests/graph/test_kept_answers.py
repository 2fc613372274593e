"""Answers that are kept: asked once, the oldest let go, never more than the limit."""

from cancu.graph.engine import Table
from cancu.graph.kept_answers import KeptAnswers


def test_an_answer_is_asked_for_once_and_the_one_not_used_longest_is_let_go() -> None:
    asked: list[str] = []

    def ask(query: str) -> Table:
        asked.append(query)
        return Table(("x",), ((None,),) * len(query))

    kept = KeptAnswers(cells=8)
    for query in ("aa", "bb", "aa", "cc", "aa", "bb"):
        assert len(kept.get(query, ask).rows) == 2
    assert asked == ["aa", "bb", "cc", "bb"]


def test_an_answer_beyond_the_limit_is_given_and_not_kept() -> None:
    asked: list[str] = []

    def ask(query: str) -> Table:
        asked.append(query)
        return Table(("x", "y"), ((None, None),) * 10)

    kept = KeptAnswers(cells=8)
    assert kept.get("q", ask) == kept.get("q", ask)
    assert asked == ["q", "q"]
