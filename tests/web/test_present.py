"""Values written as a Vietnamese official would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.catalogue import Group
from cancu.web import address, due, present, words
from cancu.web.documents import summary
from cancu.web.lineage import IMPLEMENTS, Lineage
from cancu.web.marking import highlighted


@pytest.mark.row("V8")
def test_vietnamese_order() -> None:
    ordered = [
        "An Giang",
        "Ăn uống",
        "Âm nhạc",
        "Bà Rịa",
        "Bạc Liêu",
        "Bắc Giang",
        "Công an",
        "Dân số",
        "Đà Nẵng",
        "Đất đai",
        "Điện lực",
        "Sở Y tế",
        "Tố tụng",
        "Ủy ban",
        "Vĩnh Long",
    ]
    mixed = ordered[::-1]
    assert sorted(mixed, key=present.sort_key) == ordered
    assert sorted(["mạ", "mã", "mả", "má", "mà", "ma"], key=present.sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_sort_key_orders_any_text(one: str, other: str) -> None:
    assert (present.sort_key(one) < present.sort_key(other)) or (present.sort_key(one) >= present.sort_key(other))


@pytest.mark.row("V9")
def test_days_within_a_sentence_are_written_as_people_do() -> None:
    assert present.days_in("Có hiệu lực từ 2017-06-01, Điều khoản thi hành của Luật 102/2016/QH13") == (
        "Có hiệu lực từ 01/6/2017, Điều khoản thi hành của Luật 102/2016/QH13"
    )
    assert present.days_in("số 2017-06-0123, năm 2016-2020") == "số 2017-06-0123, năm 2016-2020"


@pytest.mark.row("V9")
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2023-12-25", "25/12/2023"),
        ("2024-04", "4/2024"),
        ("2016", "2016"),
        ("03/01/20219", "03/01/20219"),
        ("", ""),
        (None, ""),
    ],
)
def test_dates(value: str | None, shown: str) -> None:
    assert present.date(value) == shown


@pytest.mark.row("V9")
@pytest.mark.parametrize(
    ("value", "shown"),
    [("9.5", "9,5"), ("12.0", "12"), ("1234.50", "1.234,5"), ("-3", "−3"), ("0.12", "0,12"), ("76.9", "76,9")],
)
def test_decimals(value: str, shown: str) -> None:
    assert present.decimal(value) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("II.1.a", "mục II.1.a"),
        ("preamble", "phần mở đầu"),
        ("annex.2", "phụ lục 2"),
        ("recipients", "nơi nhận"),
        (None, "không rõ mục"),
    ],
)
def test_sections(path: str | None, shown: str) -> None:
    assert present.section(path) == shown


def test_only_recital_grounds_the_whole_plan() -> None:
    relation = "https://w3id.org/cancu/relation/based_on"
    assert words.relation(relation, "preamble") == "Căn cứ ban hành"
    assert words.relation(relation, "II.1") != "Căn cứ ban hành"


def test_highlight_escapes_everything_else() -> None:
    assert highlighted("<Đất đai> & đá", [(1, 4)]) == "&lt;<mark>Đất</mark> đai&gt; &amp; đá"
    assert highlighted("abc", [(0, 2), (1, 3), (2, 9)]) == "<mark>ab</mark>c"


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("https://w3id.org/cancu/id/a/ke-hoach/2024/1#cit-II.1-x-1", "/plans/a/ke-hoach/2024/1#cit-II.1-x-1"),
        ("https://w3id.org/cancu/id/a/chi-thi/_/_ten", "/instruments/a/chi-thi/_/_ten"),
        ("https://w3id.org/cancu/id/body/ubnd~2025", "/agencies/ubnd~2025"),
        ("https://w3id.org/cancu/level/province", "/levels/province"),
        ("https://w3id.org/cancu/type/luat", "/resource?iri=https%3A%2F%2Fw3id.org%2Fcancu%2Ftype%2Fluat"),
        ("javascript:alert(1)", "/resource?iri=javascript%3Aalert%281%29"),
        (
            "https://w3id.org/cancu/id/a/b/c/d/e",
            "/resource?iri=https%3A%2F%2Fw3id.org%2Fcancu%2Fid%2Fa%2Fb%2Fc%2Fd%2Fe",
        ),
    ],
)
def test_addresses(iri: str, path: str) -> None:
    assert address.page(iri) == path


def test_a_due_day_that_no_calendar_has_is_shown_as_printed() -> None:
    assert due.shown("31/11/2026", before=True) == "trước ngày 31/11/2026 (không có trên lịch)"


def test_the_sentence_on_who_carries_an_instrument_out_groups_its_digits() -> None:
    groups = (Group((0,), False, "", 2749), Group((1,), True, "", 3509))
    told = summary("Quyết định 9/QĐ-BYT", Lineage((), (), 0, {IMPLEMENTS: 6258}, groups))
    assert told.startswith("Trong dữ liệu này có 6.258 văn bản triển khai, thực hiện Quyết định 9/QĐ-BYT: 2.749 ")
    assert "3.509" in told
