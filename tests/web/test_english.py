"""`?lang=en`: the pages in English, with names, titles and what papers print as they are."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from pyoxigraph import Literal, Store

from cancu.graph.version import current_version
from cancu.web.english import carried, in_english
from cancu.web.wording import Wording, catalogue

VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)  # fmt: skip
PLAN = "/plans/ubnd-huyen-son-ha/ke-hoach/2024/_trien-khai-thuc-hien-cong-tac-tre-em-tren-dia-ban-huyen-son"
INSTRUMENT = "/instruments/trung-uong-dang/chi-thi/2023/28"
PAGES = (
    "/",
    "/plans", "/instruments", "/agencies", "/indicators", "/areas", "/queries", "/query", "/quality", "/data",
    "/trace", "/coverage", "/compare", "/calendar?year=2024", "/updates", "/levels", "/levels/province", "/check",
    "/rules", "/ontology", "/agencies/so-y-te-tinh-binh-phuoc", "/areas/tinh-binh-phuoc", "/queries/coverage",
    "/queries/most-cited-instruments", "/queries/most-cited-instruments?down=issuer&across=type&measure=plans",
    "/queries/most-cited-instruments?down=issuer&measure=number", "/queries/plans?down=nothing",
    "/nothing-there", "/?q=zzzz", INSTRUMENT, PLAN, "/trace?of=28-CT/TW",
)  # fmt: skip
HTML = {"Accept": "text/html"}


@pytest.fixture
def real(real_app) -> FlaskClient:  # type: ignore[no-untyped-def]
    """A client over the bundled data."""
    return real_app.test_client()


@pytest.fixture(scope="module")
def said_by_data(cancu_home: Path) -> frozenset[str]:
    """Every literal of the data."""
    version = current_version(cancu_home)
    assert version is not None
    quads = Store.read_only(str(version.store)).quads_for_pattern(None, None, None, None)
    return frozenset(_plain(q.object.value) for q in quads if isinstance(q.object, Literal))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _in_english(path: str) -> str:
    return path + ("&" if "?" in path else "?") + "lang=en"


def _own_texts(page: BeautifulSoup) -> list[str]:
    """The texts that are neither as printed, nor code, nor names that say that they are Vietnamese."""
    for closed in page.select("pre, code, textarea, .quote, .passage, .copied, .mono, .iri, [lang=vi], script"):
        closed.decompose()
    return [_plain(text) for text in page.find_all(string=True) if VIETNAMESE.search(text)]


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_has_no_wording_of_the_site_in_vietnamese(real: FlaskClient, path: str) -> None:
    wording = catalogue()
    page = BeautifulSoup(real.get(_in_english(path), headers=HTML).text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en"
    left = [text for text in _own_texts(page) if _plain(wording.english(text) or text) != text]
    assert left == []


def test_what_stays_vietnamese_on_the_first_pages_is_from_the_data(
    real: FlaskClient, said_by_data: frozenset[str]
) -> None:
    for path in ("/check", "/compare", "/calendar?year=2024", "/updates", "/levels", "/data", "/trace"):
        page = BeautifulSoup(real.get(_in_english(path), headers=HTML).text, "html.parser")
        for link in page.select("a[hreflang]"):
            link.decompose()
        pieces = {piece for text in _own_texts(page) for piece in text.split(" · ") if VIETNAMESE.search(piece)}
        strange = pieces - said_by_data - {"căn cứ", "kế hoạch số"}
        assert strange == set(), path


def test_every_text_of_a_template_that_stands_alone_is_in_the_catalogue(root: Path) -> None:
    wording = catalogue()
    missing = {
        (file.name, text)
        for file in (root / "web" / "templates").glob("*.html")
        for text in re.findall(r">([^<{}]+)<", file.read_text(encoding="utf-8"))
        if VIETNAMESE.search(text)
        and not text.startswith("cancu ")
        and wording.english(text) is None
        and wording.english(text, True) is None
    }
    assert missing == set()


def test_without_the_parameter_pages_are_vietnamese_whatever_the_browser_asks_for(real: FlaskClient) -> None:
    answer = real.get("/plans", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="vi">' in answer.text
    assert "Kế hoạch" in answer.text
    assert "Set-Cookie" not in real.get("/plans?lang=en").headers


def test_links_and_forms_carry_the_choice_and_one_link_leads_back(real: FlaskClient) -> None:
    page = BeautifulSoup(real.get(f"{PLAN}?lang=en").text, "html.parser")
    links = [link for link in page.select("a[href^='/']") if "." not in urlsplit(str(link["href"])).path.split("/")[-1]]
    pages = [link for link in links if not str(link["href"]).startswith("/data/")]
    assert len(pages) > 50
    back = [link for link in pages if "lang" not in parse_qs(urlsplit(str(link["href"])).query)]
    assert {(link["hreflang"], link["href"]) for link in back} == {("vi", PLAN)}
    form = page.select_one("form[role=search]")
    assert isinstance(form, Tag)
    assert form.select_one("input[name=lang][value=en]")
    assert real.get("/?q=28-CT/TW&lang=en").headers["Location"] == f"{INSTRUMENT}?lang=en"


def test_every_text_that_stays_vietnamese_says_so_to_a_screen_reader(real: FlaskClient) -> None:
    before = {_plain(text) for text in BeautifulSoup(real.get(INSTRUMENT).text, "html.parser").find_all(string=True)}
    page = BeautifulSoup(real.get(f"{INSTRUMENT}?lang=en").text, "html.parser")
    for closed in page.select("pre, code, script, .quote, .passage, .copied, .mono, .iri, .wordmark, footer"):
        closed.decompose()
    assert page.body is not None
    stayed = [text for text in page.body.find_all(string=VIETNAMESE) if _plain(text) in before]
    assert len(stayed) > 20
    for text in stayed:
        assert text.find_parent(attrs={"lang": "vi"}) is not None, text


def test_a_citation_as_printed_and_titles_are_the_same_in_both_languages(real: FlaskClient) -> None:
    def printed(path: str) -> list[str]:
        return [q.text for q in BeautifulSoup(real.get(path).text, "html.parser").select(".quote, .copied")]

    assert printed(PLAN) == printed(f"{PLAN}?lang=en")
    assert len(printed(PLAN)) > 20


def test_a_saved_question_an_error_and_a_posted_query_in_english(real: FlaskClient) -> None:
    assert "Where there is a plan for an instrument" in real.get("/queries/coverage?lang=en").text
    assert "Page not found" in real.get("/nothing-there?lang=en", headers=HTML).text
    answer = real.post("/query?lang=en", data={"query": "SELECT * WHERE {"}, headers=HTML)
    assert answer.status_code == 400
    assert 'lang="en"' in answer.text
    assert real.get("/suggest?q=28&lang=en").text.lstrip().startswith("<ul")


def test_addresses_of_files_data_and_other_sites_do_not_carry_it() -> None:
    for address in (
        "/queries/plans.csv",
        "/data/x/y.ttl",
        "/static/site.css?h=1",
        "https://example.org/",
        "#top",
        "/sparql",
    ):
        assert carried(address) == address
    assert carried("/plans?page=2#top") == "/plans?page=2&lang=en#top"


WORDS = Wording(
    {
        "nhiệm vụ": "duty",
        "{n} nhiệm vụ": "{n} duties",
        "mục {s}": "section {s}",
        "tháng {v}": "month {v}",
        "của {a}": "of {a}",
    },
    {"Nhiệm vụ": "duties"},
)


def test_wording_keeps_capitals_numbers_and_edges_and_knows_headings() -> None:
    assert WORDS.english(" Nhiệm vụ\n") == " Duty\n"
    assert WORDS.english("Nhiệm vụ", True) == "Duties"
    assert WORDS.english("· 12 nhiệm vụ ·") == "· 12 duties ·"
    assert WORDS.english("mục IV.1.đ") == "section IV.1.đ"
    assert WORDS.english("12 nhiệm vụ · Sở Y tế") == "12 duties · Sở Y tế"
    assert WORDS.english("12 nhiệm vụ, mục II") == "12 duties, section II"


def test_names_that_begin_like_wording_stay() -> None:
    assert WORDS.english("Tháng hành động vì trẻ em") is None
    assert WORDS.english("mục tiêu chung") is None
    assert WORDS.english("nhiệm vụ, quyền hạn") is None


@pytest.mark.parametrize("text", ["x: y, z; w → v · ", "Báo cáo năm: a, gửi b; (như in: c), qua d · ", "Tìm «"])
def test_a_long_text_of_a_visitor_costs_no_more_than_any_other(text: str) -> None:
    # Each of these took seconds before the depth was bounded; a count of steps says it on any machine.
    wording = catalogue()
    steps = wording._exchanged.cache_info().misses
    wording.english((text * 600)[:590])
    wording.english(text * 600)
    assert wording._exchanged.cache_info().misses - steps < 500


@given(st.text())
def test_any_text_is_exchanged_or_left_without_an_error(text: str) -> None:
    said = WORDS.english(text)
    assert said is None or isinstance(said, str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))))
def test_what_is_printed_is_never_touched(text: str) -> None:
    page = f'<!doctype html><html lang="vi"><body><span class="quote">{escape(text)}</span></body></html>'
    quote = BeautifulSoup(in_english(page, WORDS), "html.parser").find("span")
    before = BeautifulSoup(page, "html.parser").find("span")
    assert quote is not None
    assert before is not None
    assert quote.text.split() == before.text.split()
