"""Search: diacritics optional but honoured, numbers in any spelling first, hostile text inert."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph import matching
from cancu.graph.index_file import Entry, write_index
from cancu.graph.knowledge import Knowledge
from cancu.graph.search import Hit, SearchIndex
from cancu.graph.spelling import accented_key, read_number, toneless_key, vi_date, word_spans

TYPES = {
    "nghi-dinh": ["Nghị định", "NĐ"],
    "luat": ["Luật"],
    "chi-thi": ["Chỉ thị", "CT"],
    "ke-hoach": ["Kế hoạch", "KH"],
}


def entry(label: str, kind: str = "instrument", **more: object) -> Entry:
    """Something to find."""
    return Entry(iri=f"https://e/{kind}/{label}", kind=kind, label=label, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """A small index of look-alikes."""
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    entries = [
        entry("Luật Đất đai", type="luat", weight=3),
        entry("Nghị định 08/2022/NĐ-CP", type="nghi-dinh", number="08/2022/NĐ-CP", date="2022-01-10", weight=5),
        entry("Nghị định 8/NĐ-CP", type="nghi-dinh", number="8/NĐ-CP", date="2010-01-10"),
        entry("đường", kind="area", weight=1),
        entry("dương", kind="area", weight=9),
        entry("đương", kind="area"),
        entry("Ủy ban nhân dân tỉnh", kind="agency"),
        entry("hòa giải", kind="indicator"),
        entry("thủy lợi", kind="indicator"),
        entry("Đường đất", kind="indicator"),
    ]
    write_index(path, entries, TYPES, {})
    return SearchIndex(path)


def labels(hits: tuple[Hit, ...]) -> list[str]:
    """What was found, in order."""
    return [hit.label for hit in hits]


@pytest.mark.row("V1")
@pytest.mark.parametrize("typed", ["dat dai", "đất đai", "Dat Đai", "đa\u0302\u0301t đai", "ĐẤT  ĐAI", "luat dat dai"])
def test_the_law_is_on_top_however_typed(typed: str, index: SearchIndex) -> None:
    assert labels(index.search(typed).hits)[0] == "Luật Đất đai"


@pytest.mark.row("V2")
def test_typed_marks_count(index: SearchIndex) -> None:
    hits = index.search("đường").hits
    assert [(h.label, h.near) for h in hits] == [
        ("đường", False),
        ("Đường đất", False),
        ("đương", True),
        ("dương", True),
    ]


@pytest.mark.row("V3")
def test_without_marks_all_count_by_popularity(index: SearchIndex) -> None:
    hits = index.search("duong", kinds=("area",)).hits
    assert [(h.label, h.near) for h in hits] == [("dương", False), ("đường", False), ("đương", False)]


@pytest.mark.row("V4")
@pytest.mark.parametrize(("one", "other"), [("uỷ ban", "ủy ban"), ("hoà giải", "hòa giải"), ("thuỷ lợi", "thủy lợi")])
def test_both_places_of_the_tone_find_the_same(one: str, other: str, index: SearchIndex) -> None:
    assert index.search(one) == index.search(other)
    assert not index.search(one).hits[0].near


@pytest.mark.row("V5")
def test_the_match_is_marked_in_the_original(index: SearchIndex) -> None:
    hit = index.search("dat dai").hits[0]
    assert [hit.label[a:b] for a, b in hit.marks] == ["Đất", "đai"]
    assert [hit.label[a:b] for a, b in index.search("dat da").hits[0].marks] == ["Đất", "đa"]
    assert word_spans("Sở Y tế tỉnh Sông Trà", ["so", "y", "te"]) == ((0, 2), (3, 4), (5, 7))


@pytest.mark.row("V6")
@pytest.mark.parametrize(
    "typed",
    [
        "08/2022",
        "8/2022",
        "nd 08-2022",
        "Nghị định số 08/2022/NĐ-CP",
        "08/2022/ND-CP",
        "NĐ 08/2022",
        "nghi dinh 8/2022",
    ],
)
def test_a_number_is_found_first_in_any_spelling(typed: str, index: SearchIndex) -> None:
    assert labels(index.search(typed).hits)[0] == "Nghị định 08/2022/NĐ-CP"
    assert [h.number for h in index.instruments(typed)] == ["08/2022/NĐ-CP"]


def test_a_bare_number_lists_all_that_have_it(index: SearchIndex) -> None:
    assert [h.number for h in index.instruments("8")] == ["08/2022/NĐ-CP", "8/NĐ-CP"]
    assert [h.number for h in index.instruments("8/NĐ-CP")] == ["8/NĐ-CP"]
    assert [h.number for h in index.instruments("08 ndcp")] == ["8/NĐ-CP"]
    assert [h.number for h in index.instruments("8/NĐ-CP@2010")] == ["8/NĐ-CP"]
    assert index.instruments("kh 8") == []
    assert index.instruments("9999") == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "*",
        "a* OR b*",
        "NEAR(x y)",
        "folded:x",
        "-x",
        "^x",
        "x AND",
        "(",
        "';--",
        "\x00",
        "%",
        "\ud7ff",
        "-" * 5000,
        "a " * 5000,
    ],
)
def test_hostile_text_is_only_text(typed: str, index: SearchIndex) -> None:
    found = index.search(typed)
    assert found.total >= len(found.hits)


@given(st.text(max_size=60))
def test_any_text_is_answered(index: SearchIndex, text: str) -> None:
    found = index.search(text)
    assert all(0 <= a < b <= len(hit.label) for hit in found.hits for a, b in hit.marks)


def test_pages_and_kinds(index: SearchIndex) -> None:
    every = index.search("d", limit=50)
    assert every.total == len(every.hits)
    pages = [index.search("d", limit=2, offset=at).hits for at in range(0, every.total, 2)]
    assert [hit for page in pages for hit in page] == list(every.hits)
    assert {hit.kind for hit in index.search("d", kinds=("area",), limit=50).hits} == {"area"}
    assert index.search("").total == 0


def test_threads_share_an_index(index: SearchIndex) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        assert len({repr(found) for found in pool.map(index.search, ["dat dai"] * 20)}) == 1


def test_an_index_is_opened_read_only(index: SearchIndex) -> None:
    import sqlite3

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index._rows("DELETE FROM item")


@pytest.mark.parametrize(
    ("iso", "written"),
    [("2025-07-01", "01/7/2025"), ("2023-12-25", "25/12/2023"), ("2021-01-07", "07/01/2021"), ("2019-02", "02/2019"),
     ("2019-09", "9/2019"), ("2024", "2024"), ("", ""), ("2025-07-01T00:00:00Z", "01/7/2025")],
)  # fmt: skip
def test_dates_are_written_as_in_official_papers(iso: str, written: str) -> None:
    assert vi_date(iso) == written


def test_names_go_before_phrases_before_scattered_words(tmp_path: Path) -> None:
    entries = [
        entry("Kế hoạch về luật cho trẻ nhỏ em ruột", weight=9),
        entry("Nghị định chi tiết Luật Trẻ em", weight=8),
        entry("Nghị định khác", words="luật trẻ em", weight=7),
        entry("Luật Trẻ em sửa đổi", weight=6),
        entry("Luật 102/2016/QH13", names=("Luật Trẻ em",), weight=1),
    ]
    write_index(tmp_path / "x", entries, TYPES, {})
    found = SearchIndex(tmp_path / "x").search("luat tre em").hits
    assert [(hit.label, hit.tier) for hit in found] == [
        ("Luật 102/2016/QH13", 0),
        ("Luật Trẻ em sửa đổi", 1),
        ("Nghị định chi tiết Luật Trẻ em", 2),
        ("Kế hoạch về luật cho trẻ nhỏ em ruột", 3),
        ("Nghị định khác", 4),
    ]


def test_keys() -> None:
    assert accented_key("  Thuỷ–Lợi ") == "thủy lợi"
    assert accented_key("quý hoá toàn") == "quý hóa toàn"
    assert toneless_key("Đường Ủy") == "đương uy"


@pytest.mark.parametrize("text", ["không có số", "luật trẻ em", "", "số", "chỉ thị"])
def test_text_without_a_number_is_none(text: str) -> None:
    assert read_number(text, {"chi thi": frozenset({"chi-thi"})}) is None


def test_everything_of_the_fixture_can_be_found(mini: Knowledge) -> None:
    wanted = {
        "88/KH-UBND": "plan", "99-CT/TW": "instrument", "so y te tinh song tra": "agency", "tiem chung": "indicator",
        "huyện Hòa Trung": "area", "hạn báo cáo": "question",
    }  # fmt: skip
    for typed, kind in wanted.items():
        hits = mini.search.search(typed, kinds=(kind,)).hits
        assert hits, typed
        assert hits[0].kind == kind
    assert mini.search.search("hạn báo cáo", kinds=("question",)).hits[0].iri == "question:reporting-deadlines"


def test_an_index_file_is_not_written_twice(tmp_path: Path) -> None:
    import sqlite3

    write_index(tmp_path / "x", [entry("a")], {}, {})
    with pytest.raises(sqlite3.OperationalError):
        write_index(tmp_path / "x", [entry("a")], {}, {})


@pytest.fixture(scope="module")
def many_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of seven hundred plans of two levels, three areas and two years."""
    path = tmp_path_factory.mktemp("many") / "search.sqlite"
    entries = [
        entry(
            f"Kế hoạch trẻ em {at:03}",
            kind="plan",
            type="ke-hoach",
            level="province" if at % 2 else "commune",
            area=f"tỉnh {at % 3}",
            date=f"202{at % 2}-01-01",
        )
        for at in range(700)
    ]
    write_index(path, entries, TYPES, {})
    return path


@pytest.fixture(scope="module")
def many(many_file: Path) -> SearchIndex:
    """That index."""
    return SearchIndex(many_file)


def test_every_result_stands_on_one_page(many: SearchIndex) -> None:
    pages = [many.search("tre em", ["plan"], 25, at) for at in range(0, 700, 25)]
    assert {page.total for page in pages} == {700}
    assert len({hit.iri for page in pages for hit in page.hits}) == 700


def test_facets_count_what_the_filter_then_finds(many: SearchIndex) -> None:
    chosen = {"level": "commune", "area": "tỉnh 1"}
    for name in ("type", "level", "area", "year"):
        for value, count in many.facet("tre em", name, ["plan"], chosen):
            assert many.search("tre em", ["plan"], chosen=chosen | {name: value}).total == count
    assert dict(many.facet("tre em", "level", ["plan"], {})) == {"commune": 350, "province": 350}
    assert many.kinds("tre em") == {"plan": 700}


def test_a_facet_of_very_many_values_counts_as_one_of_few(
    many: SearchIndex, many_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [(text, name) for text in ("tre em", "tre em 00", "tre em 699", "dat") for name in ("area", "year")]
    counted = [many.facet(text, name, ["plan"], {}) for text, name in asked]
    assert counted[0] == [("tỉnh 0", 234), ("tỉnh 1", 233), ("tỉnh 2", 233)]
    monkeypatch.setattr(matching, "_FEW", 1)
    assert [SearchIndex(many_file).facet(text, name, ["plan"], {}) for text, name in asked] == counted
