"""Document numbers in every spelling that papers use, and their canonical form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.cite.numbers import STRICT, find_numbers, strict_numbers
from cancu.graph.read import text_of
from cancu.graph.registry import load_registry

REGISTRY = load_registry()


def numbers(content: str) -> list[str]:
    return [n.canonical for n in find_numbers(text_of("a.txt", content), REGISTRY)]


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("28-CT/TW", "28-CT/TW"),
        ("28 CT/TW", "28-CT/TW"),
        ("28/CT-TW", "28-CT/TW"),
        ("240-KH/TU", "240-KH/TU"),
        ("45-KH-TU", "45-KH/TU"),
        ("54-KH/ĐTN", "54-KH/ĐTN"),
        ("54/KH-ĐTN", "54/KH-ĐTN"),
        ("45 – KH – TU", "45-KH/TU"),
        ("206/KH-UBND", "206/KH-UBND"),
        ("206/KH-\n\nUBND", "206/KH-UBND"),
        ("206/KH- UBND", "206/KH-UBND"),
        ("206/KH–UBND", "206/KH-UBND"),
        ("02/KH-UBND", "02/KH-UBND"),
        ("26/2021/NQ-HĐND", "26/2021/NQ-HĐND"),
        ("26/2021/NQ-HÐND", "26/2021/NQ-HĐND"),
        ("26/2021/NQ-HDND", "26/2021/NQ-HĐND"),
        ("121/2020/QH14", "121/2020/QH14"),
        ("28/2019/TT-\nBLĐTBXH", "28/2019/TT-BLĐTBXH"),
        ("1481/BYT-BMTE", "1481/BYT-BMTE"),
        ("23/CT-TTg", "23/CT-TTg"),
        ("71/TTr-LĐTBXH", "71/TTr-LĐTBXH"),
        ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("28-CT/TW1", "28-CT/TW"),
        ("13/KH-UBND12", "13/KH-UBND"),
        ("62/QĐ-BCĐ138", "62/QĐ-BCĐ138"),
        ("08/2008/PL-UBTVQH12", "08/2008/PL-UBTVQH12"),
        ("15/TTr-SNgV", "15/TTr-SNgV"),
        ("12/QĐ-BNgV", "12/QĐ-BNgV"),
        ("26/TB-VP.UBND", "26/TB-VPUBND"),
        ("26/TB-VP.HĐND", "26/TB-VP.HĐND"),
        ("7/BNgV-LS", "7/BNgV-LS"),
        ("214/2025/NĐ-CР", "214/2025/NĐ-CP"),
        ("105/2025/TT-BTС", "105/2025/TT-BTC"),
    ],
)
def test_every_spelling_has_one_canonical_form(printed: str, canonical: str) -> None:
    assert numbers(f"Thực hiện văn bản số {printed} ngày 01/02/2024 của cơ quan có thẩm quyền.") == [canonical]


@pytest.mark.parametrize(
    "sentence",
    [
        "từ ngày 01/6 đến ngày 30/6/2024 - UBND tỉnh báo cáo",
        "tỷ suất 550/100.000 trẻ em",
        "điện thoại (02713. 825.825), tổng đài 111 - Sở Y tế",
        "giai đoạn 2021-2030 - Chương trình",
        "đường liên kết nghi-dinh-56-2017-nd-cp-340397.aspx",
        "Bộ chỉ số SP-RCC/2023 và ISO 9001:2015/TCVN",
        "mã hồ sơ 12/QĐ-BgIX của máy",
    ],
)
def test_other_figures_are_no_document_numbers(sentence: str) -> None:
    assert numbers(sentence) == []


def test_a_figure_with_capitals_before_a_number_does_not_hide_it() -> None:
    assert numbers("có 12 TH-THCS theo số 15/KH-UBND, 1080 TP - HCM và 16-CT/TW") == ["15/KH-UBND", "16-CT/TW"]


def test_what_was_put_right_keeps_its_printed_form() -> None:
    (number,) = find_numbers(text_of("a.txt", "Chỉ thị số 28 CT/TW"), REGISTRY)
    assert number.raw == "28 CT/TW"
    (exact,) = find_numbers(text_of("a.txt", "Chỉ thị số 28-CT/TW"), REGISTRY)
    assert exact.raw is None


def test_a_misread_symbol_is_restored_from_the_registry_and_says_so() -> None:
    page = (
        "Thuc hién Quyét dinh s6 1472/Qb-TTg ngay 28/9/2020 cua Thu tuéng Chinh pha vé viéc trién khai c6ng tac tré em"
    )
    (number,) = find_numbers(text_of("a.txt", page), REGISTRY)
    assert (number.canonical, number.method) == ("1472/QĐ-TTg", "skeleton")


def test_a_misread_symbol_that_the_registry_does_not_hold_is_left_alone() -> None:
    page = "Thuc hién v6n b6n s6 1472/Xk-Wzq ngay 28/9/2020 cua co quan vé viéc trién khai c6ng tac tré em nam h0c nay"
    assert list(find_numbers(text_of("a.txt", page), REGISTRY)) == []


@given(st.text(alphabet="0123456789/-– QĐTgKHUBNDabc\n.", max_size=120))
def test_numbers_lie_inside_any_text(raw: str) -> None:
    text = text_of("a.txt", raw)
    for number in find_numbers(text, REGISTRY):
        assert text.content[number.start].isdigit()
        assert number.start < number.end <= len(text.content)


def may_count(found: re.Match[str]) -> bool:
    """Whether a match has the marks that a number needs: a blank alone does for none without a slash."""
    return found["separator"].strip() != "" or "/" in found["symbol"]


PIECES = ("12", "3456", "/", "-", " - ", "–", "\n", " ", "2024", "QĐ", "TTg", "KH", "UBND", "CT/TW", "a", ". ")


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_numbers_looked_for_around_their_marks_are_those_found_by_looking_everywhere(pieces: list[str]) -> None:
    content = "".join(pieces)
    around, everywhere = (
        [found.span() for found in filter(may_count, numbers)]
        for numbers in (strict_numbers(text_of("", content), 0, len(content)), STRICT.finditer(content))
    )
    assert around == everywhere


def test_the_letter_o_among_the_figures_of_a_number_is_a_nought() -> None:
    (number,) = find_numbers(text_of("a.txt", "Nghị định số 1O5/2O25/NĐ-CP"), REGISTRY)
    assert (number.canonical, number.raw, number.method) == ("105/2025/NĐ-CP", "1O5/2O25/NĐ-CP", "skeleton")
