"""Figures are found where they begin, at the edges of a text too."""

from cancu.graph.plan.figures import figures, has_figure
from cancu.graph.read.text import text_of

TEXT = text_of("x", "30 xã, 1.250 hộ đạt 9,5%\nnăm 2025")


def test_figures_begin_where_digits_do() -> None:
    whole = len(TEXT.content)
    assert [TEXT.content[at] for at in figures(TEXT, 0, whole)] == ["3", "1", "2", "9", "5", "2"]
    assert figures(TEXT, 3, 10) == [7, 9]


def test_a_stretch_may_hold_none() -> None:
    assert has_figure(TEXT, 0, 1)
    assert not has_figure(TEXT, 3, 6)
    assert not has_figure(text_of("x", "không có số"), 0, 11)
