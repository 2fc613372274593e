"""Codes in symbols: look-alikes are known, and a damaged print that may be two of them is neither."""

from collections import Counter

import pytest

from cancu.graph.cite.symbols import codes_of, read_damaged, skeleton
from cancu.graph.registry import load_registry

REGISTRY = load_registry()
CODES = codes_of(REGISTRY)


def anything(*_: object) -> bool:
    return True


def spelt(printed: str) -> tuple[str, str] | None:
    symbol = read_damaged(printed, CODES, anything)
    if symbol is None or symbol.candidates:
        return None
    return "-".join(filter(None, (symbol.type_code, *symbol.issuers))), symbol.method


def test_every_code_has_a_skeleton_of_its_own_or_is_known_to_have_lookalikes() -> None:
    """A new code that looks like another after misreading must be listed here: neither is then ever chosen."""
    types = {codes for codes in CODES.types_by_skeleton.values() if len(codes) > 1}
    issuers = {codes for codes in CODES.issuers_by_skeleton.values() if len(codes) > 1}
    assert types == {("BC", "PC"), ("DA", "PA", "ĐA"), ("HD", "HĐ")}
    assert issuers == {
        ("BCT", "ĐCT"), ("BDT", "PDT"), ("BDTTG", "PDTTG"), ("BGDĐT", "PGDĐT"), ("BLĐTBXH", "PLĐTBXH"),
        ("BNNMT", "PNNMT"), ("BNNPTNT", "PNNPTNT"), ("BNV", "PNV"), ("BTNMT", "PTNMT"), ("BTP", "PTP"),
        ("BVHTT", "PVHTT"), ("BVHXH", "PVHXH"), ("BYT", "PYT"), ("HĐBT", "HĐDT"), ("TP", "TĐ"), ("TU", "TƯ"),
    }  # fmt: skip


@pytest.mark.parametrize("codes", [*CODES.types_by_skeleton.values(), *CODES.issuers_by_skeleton.values()])
def test_lookalikes_share_a_skeleton(codes: tuple[str, ...]) -> None:
    assert Counter(map(skeleton, codes)).most_common(1)[0][1] == len(codes)


@pytest.mark.parametrize(
    ("printed", "symbol", "method"),
    [
        ("KH-UBND", "KH-UBND", "exact"),
        ("QD-TTg", "QĐ-TTg", "folded"),
        ("Qb-TTg", "QĐ-TTg", "skeleton"),
        ("NDCP", "NĐ-CP", "folded"),
        ("KH.UBND", "KH-UBND", "exact"),
        ("KH~UBNDngay", "KH-UBND", "exact"),
        ("QD-TTgve", "QĐ-TTg", "folded"),
        ("CT/TVV", "CT-TW", "skeleton"),
        ("KH-UENDngay", "KH-UBND", "nearest"),
        ("TTLI-BYT-BNV", "TTLT-BYT-BNV", "nearest"),
        ("BYT-BMTE", "BYT-BMTE", "exact"),
    ],
)
def test_damaged_symbols_are_restored_and_say_how(printed: str, symbol: str, method: str) -> None:
    assert spelt(printed) == (symbol, method)


@pytest.mark.parametrize("printed", ["Xk-Wzq", "KHOACH", "K-U", "ABCDE-FGHIJ"])
def test_what_is_near_no_code_is_left_alone(printed: str) -> None:
    assert spelt(printed) is None


def test_a_print_that_may_be_two_codes_keeps_both_and_chooses_none() -> None:
    undecided = read_damaged("TB-8NV", CODES, anything)
    assert undecided is not None
    assert {"TB-BNV", "TB-PNV"} <= set(undecided.candidates)
    assert (undecided.method, undecided.distance) == ("nearest", 1)


def test_the_words_around_decide_between_lookalikes() -> None:
    symbol = read_damaged("DA-UBND", CODES, lambda kind, _: kind == "ĐA")
    assert symbol is not None
    assert (symbol.type_code, symbol.candidates) == ("ĐA", ())
    alone = read_damaged("DA-UBND", CODES, anything)
    assert alone is not None
    assert set(alone.candidates) == {"DA-UBND", "ĐA-UBND"}


def test_a_letter_changed_counts_only_where_the_words_around_agree() -> None:
    assert read_damaged("KH-UENDngay", CODES, lambda *_: False) is None
