"""Sections in the words by which people find them on paper."""

import pytest

from cancu.graph.sections import section_words


@pytest.mark.parametrize(
    ("section", "vietnamese", "english"),
    [("II.1.a", "mục II.1.a", "section II.1.a"), ("part2.II.1", "Phần 2, mục II.1", "Part 2, section II.1"),
     ("part1", "Phần 1", "Part 1"), ("part2.chapter1.I", "Phần 2, Chương 1, mục I", "Part 2, Chapter 1, section I"),
     ("annex.1", "phụ lục 1", "annex 1"), ("preamble", "phần mở đầu", "opening"), ("document", "", "")],
)  # fmt: skip
def test_a_section_is_told_as_on_paper(section: str, vietnamese: str, english: str) -> None:
    assert (section_words(section), section_words(section, "en")) == (vietnamese, english)
