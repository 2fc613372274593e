"""Search in the texts that are held: by section, in any spelling, with the words marked where they stand."""

import sqlite3
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from cancu.graph.fulltext import INDEX, places_of, refresh, search_sections, sections
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.graph.texts import text_bytes, text_name
from cancu.web import create_app
from cancu.web.site import Settings
from tests.graph.keeping.conftest import DEFAULTS, PLAN

HTML = {"Accept": "text/html"}
TASK = "trồng cây hoa giấy <script>alert(1)</script>\n ven đường liên xã"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one plan whose text attacks the page."""
    folder = tmp_path_factory.mktemp("fulltext")
    path = folder / "a.txt"
    path.write_text(PLAN.format(**DEFAULTS | {"task": TASK}), "utf-8")
    (outcome,) = add(folder / "home", [arrive(path)], Options()).outcomes
    assert outcome.kind.good
    return folder / "home"


@pytest.fixture(scope="module")
def client(held: Path) -> FlaskClient:
    return create_app(held, Settings(rate_per_minute=100_000)).test_client()


def found(client: FlaskClient, typed: str) -> list[BeautifulSoup]:
    page = BeautifulSoup(client.get("/", query_string={"q": typed, "all": "1"}, headers=HTML).text, "html.parser")
    heading = page.find(id="trong-toan-van")
    return heading.find_parent("section").select(".rows > li") if heading else []  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["trồng cây hoa giấy", "TRONG CAY HOA GIAY", "hoa giay ven duong", "hoa giấy"])
def test_a_section_is_found_in_any_spelling(client: FlaskClient, typed: str) -> None:
    (result,) = found(client, typed)
    assert "mục" in result.a.get_text()  # type: ignore[union-attr]
    assert result.select("mark")
    assert result.script is None


def test_other_diacritics_stand_below_a_line(client: FlaskClient) -> None:
    lines = found(client, "hòa giấy")
    assert "gần đúng" in lines[0].get_text()


def test_the_result_leads_to_its_place_in_the_whole_text(client: FlaskClient) -> None:
    (result,) = found(client, "hoa giấy")
    path, _, anchor = str(result.a["href"]).partition("#")  # type: ignore[index]
    page = BeautifulSoup(client.get(path, headers=HTML).text, "html.parser")
    part = page.find(id=anchor)
    assert part is not None
    assert [mark.get_text() for mark in part.find_all("mark")] == ["hoa giấy"]  # type: ignore[union-attr]
    assert "<script>alert(1)</script>" in part.get_text()
    assert page.select(".fulltext script") == []
    assert client.get("/text/" + "0" * 64, headers=HTML).status_code == 404


def test_a_citation_opens_the_text_at_its_section(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/101", headers=HTML).text, "html.parser")
    link = page.find("a", string="Mở toàn văn tại chỗ này")
    path, _, anchor = str(link["href"]).partition("#")  # type: ignore[index]
    text = BeautifulSoup(client.get(path, headers=HTML).text, "html.parser")
    surface = page.select_one(".mentions .quote")
    assert surface is not None
    assert text.find(id=anchor).find("mark").get_text() == surface.get_text()  # type: ignore[union-attr]


def test_sections_leave_nothing_out() -> None:
    content = PLAN.format(**DEFAULTS | {"task": TASK})
    parts = list(sections(content))
    assert "".join(content[a:b] for _, a, b in parts).split() == content.split()
    assert parts[0][0] == "preamble"
    assert len({path for path, _, _ in parts}) > 2


def folder_with(tmp_path: Path, *contents: str) -> list[str]:
    import hashlib

    names = []
    (tmp_path / "documents").mkdir(exist_ok=True)
    for content in contents:
        sha256 = hashlib.sha256(text_bytes(content)).hexdigest()
        (tmp_path / text_name(sha256)).write_bytes(text_bytes(content))
        names.append(sha256)
    return names


def test_the_index_follows_the_texts(tmp_path: Path) -> None:
    assert search_sections(tmp_path, "hoa") is None
    first, second = folder_with(tmp_path, "hoa sen", "hoa hồng")
    assert refresh(tmp_path) == 2
    assert {hit.sha256 for hit in search_sections(tmp_path, "hoa") or ()} == {first, second}
    (tmp_path / text_name(first)).unlink()
    assert refresh(tmp_path) == 1
    assert {hit.sha256 for hit in search_sections(tmp_path, "hoa") or ()} == {second}
    assert refresh(tmp_path) == 0


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    folder_with(tmp_path, "hoa sen")
    (tmp_path / INDEX).write_bytes(b"no database at all" * 100)
    assert search_sections(tmp_path, "hoa") is None
    assert refresh(tmp_path) == 1
    assert len(search_sections(tmp_path, "hoa") or ()) == 1


@pytest.mark.parametrize("typed", ['"', "*", "a* OR b", "NEAR(a b)", "folded:x", "-", "\x00", "a " * 500, "';--"])
def test_hostile_text_is_only_text(tmp_path: Path, typed: str) -> None:
    folder_with(tmp_path, "hoa sen")
    refresh(tmp_path)
    try:
        assert search_sections(tmp_path, typed) == []
    except sqlite3.Error as error:
        pytest.fail(str(error))


def test_words_are_marked_in_a_row_or_else_alone() -> None:
    text = "Hoa\n  hồng và hoa sen, hồng sen."
    assert [text[a:b] for a, b in places_of(text, "hoa hong", 0, len(text))] == ["Hoa\n  hồng"]
    assert [text[a:b] for a, b in places_of(text, "sen hoa", 0, len(text))] == ["Hoa", "hoa", "sen", "sen"]


def test_of_a_text_that_is_taken_out_nothing_stays(tmp_path: Path) -> None:
    first, _ = folder_with(tmp_path, "chuyện bimat", "hoa sen")
    refresh(tmp_path)
    assert b"bimat" in (tmp_path / INDEX).read_bytes()
    (tmp_path / text_name(first)).unlink()
    refresh(tmp_path)
    assert b"bimat" not in (tmp_path / INDEX).read_bytes()
