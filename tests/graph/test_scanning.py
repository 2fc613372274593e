"""Patterns rewritten for speed find what the plain ones find."""

import re

import pytest

from cancu.graph.scanning import any_of, first_words, letters_first

TEXT = "trước ngày, (trong)quý; hết trướcmắt _trong_ hoàn thành xong trongtrắng, báo cáo về quỹ đạo | khoảng [x]"


@pytest.mark.parametrize(
    "pattern",
    [
        r"\btrong\b",
        r"\b(?:trước|hết|xong)\b",
        r"\b(?P<cue>(?:trước|hết)|trong|(?:hoàn |báo )(?:thành|cáo))",
        r"\b(?:về|quỹ(?! đạo))",
        r"\b(?:khoảng [\[(]x[\])]|báo)",
        r"\b(?:trong )?trắng",
        r"\b(?:\(|trong)",
        r"\bbáo cáo|\bquý",
        r"(?:trong|về)",
    ],
)
def test_a_boundary_behind_the_first_letters_finds_the_same(pattern: str) -> None:
    plain, fast = re.compile(pattern), re.compile(letters_first(pattern))
    assert [(m.span(), m.groupdict()) for m in fast.finditer(TEXT)] == [
        (m.span(), m.groupdict()) for m in plain.finditer(TEXT)
    ]


def test_only_words_that_all_begin_with_letters_are_rewritten() -> None:
    assert letters_first(r"\b(?:trong )?trắng") == r"\b(?:trong )?trắng"
    assert letters_first(r"\b(?:(?:a|b)|c)d") == r"(?:a(?<=\ba)|b(?<=\bb)|c(?<=\bc))d"


@pytest.mark.parametrize(
    ("text", "found"), [("so y te", "so y te"), ("so x", "so"), ("soy te", "soy te"), ("ban", "ban"), ("s o", None)]
)
def test_the_longest_of_many_words_is_found(text: str, found: str | None) -> None:
    pattern = re.compile(any_of(["so", "so y te", "soy te", "ban"]))
    match = pattern.match(text)
    assert (match[0] if match else None) == found


def test_letters_may_be_parted() -> None:
    pattern = re.compile(any_of(["ubnd", "uyban"], " *") + "$")
    assert all(pattern.match(text) for text in ("ubnd", "u b n d", "uy ban"))
    assert not pattern.match("uy bang")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("sở|ban ngành", {"sở", "ban ngành"}),
        ("(?:các )?(?:sở|phòng(?= tài))", {"các sở", "các phòng", "sở", "phòng"}),
        (r"(?<!\w)(?:giám đốc |trưởng ){0,2}ban", {"giám đốc", "trưởng", "ban"}),
        (r"công\s+(?:an|ty cổ?)\b|chi +cục|tổ ?trưởng", {"công an", "công ty c", "chi", "tổ"}),
        ("các (?:cấp, )?(?:ban|\\d)", {"các cấp", "các ban", "các"}),
        ("bộs?|tỉn[hg]", {"bộ", "tỉn"}),
        (r"[\s*_]*ban", {""}),
        (r"(?:ban|\d)", {"ban", ""}),
        (r"(?P<name>h(?:uyện|ội))", {"h"}),
    ],
)
def test_the_words_with_which_a_pattern_begins(pattern: str, words: set[str]) -> None:
    assert first_words(pattern) == words


@pytest.mark.parametrize(
    ("text", "matches"), [("b o  x", True), ("bo y", True), ("bo", False), ("bot", False), ("c an", True)]
)
def test_a_word_that_ends_in_a_blank_is_one_by_itself(text: str, matches: bool) -> None:
    pattern = re.compile(any_of(["bo ", "bo y", "ca ", "can"], " *+"))
    assert (pattern.match(text) is not None) == matches
