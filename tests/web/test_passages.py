"""Where the text is held, the plan's page shows the passage of each citation and duty, highlighted and escaped."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.graph.texts import held_text
from cancu.web import create_app
from cancu.web.passages import around, whole
from cancu.web.site import Settings
from tests.graph.keeping.conftest import DEFAULTS, PLAN

PAGE = "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/101"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one plan whose text attacks the page."""
    folder = tmp_path_factory.mktemp("passages")
    path = folder / "a.txt"
    cited = "Kế hoạch số 206/KH-UBND ngày 04/6/2024 của Ủy ban nhân dân tỉnh"
    task = f"thực hiện <script>alert(1)</script>\n {cited} | **ngay**"
    path.write_text(PLAN.format(**DEFAULTS | {"task": task}), "utf-8")
    (outcome,) = add(folder / "home", [arrive(path)], Options()).outcomes
    assert outcome.kind.good
    return folder / "home"


def shown(home: Path) -> BeautifulSoup:
    client = create_app(home, Settings(rate_per_minute=100_000)).test_client()
    return BeautifulSoup(client.get(PAGE, headers={"Accept": "text/html"}).text, "html.parser")


def test_each_citation_stands_in_its_sentence(held: Path) -> None:
    page = shown(held)
    passages = page.select(".mentions blockquote")
    assert page.select(".mentions mark")[0].get_text() == "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Ban Bí thư"
    assert passages[0].get_text().startswith("Thực hiện Chỉ thị số 28-CT/TW")
    last = passages[-1].get_text()
    assert "thực hiện <script>alert(1)</script> Kế hoạch số 206/KH-UBND ngày 04/6/2024" in last
    assert "|" not in last
    assert "**" not in last
    assert not page.select(".mentions script")
    assert "Chưa có toàn văn" not in page.get_text()
    assert [b.get_text() for b in page.select(".duties blockquote") if "Chủ trì, phối hợp" in b.get_text()]


def test_without_the_text_the_page_says_how_to_add_it(held: Path, tmp_path: Path) -> None:
    (text,) = (p for p in (held / "documents").glob("*.txt") if ".original" not in p.name)
    moved = text.rename(tmp_path / text.name)
    try:
        page = shown(held)
        assert page.select(".mentions blockquote") == []
        assert "thêm bằng cancu add" in page.get_text()
    finally:
        moved.rename(text)


def test_a_text_that_was_changed_is_not_shown(held: Path) -> None:
    (text,) = (p for p in (held / "documents").glob("*.txt") if ".original" not in p.name)
    content = text.read_bytes()
    try:
        text.write_bytes(content.replace(b"28-CT/TW", b"29-CT/TW"))
        assert held_text(held, text.stem) is None
        assert shown(held).select(".mentions blockquote") == []
    finally:
        text.write_bytes(content)


@pytest.mark.parametrize("name", ["../current", "", "0" * 63, "/etc/passwd", "A" * 64])
def test_only_digests_name_texts(held: Path, name: str) -> None:
    assert held_text(held, name) is None


def test_passages_end_where_sentences_and_items_end() -> None:
    text = "Câu một. Thực hiện Kế\nhoạch số 5 về việc; câu ba.\n- Mục sau"
    found = around(text, str(text.index("Kế")), str(text.index(" về")))
    assert found is not None
    assert (found.before, found.marked, found.after) == ("Thực hiện ", "Kế hoạch số 5", " về việc;")
    assert around(text, "5", "5000") is None
    assert around(text, "", "") is None
    long = "từ " * 1000
    cut = whole(long, "0", str(len(long)))
    assert cut is not None
    assert cut.cut == (False, True)
    assert len(cut.marked) <= 720
