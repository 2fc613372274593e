"""Axe finds nothing on the pages in their states, and what is copied of a table keeps its borders in Word."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.web import create_app
from cancu.web.site import Settings
from tests.graph.keeping.conftest import DEFAULTS
from tests.graph.keeping.conftest import PLAN as PLAN_TEXT
from tests.web.conftest import Serve

DIRECTIVE = "/instruments/trung-uong-dang/chi-thi/2023/28"
PLAN = "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2025/_thuc-hien-cong-tac-tre-em-nam-2025"
IDENTITY = "https://w3id.org/cancu/id"
SIDES = "a=000_dd4505a89507d750.txt&b=001_4295d422e4411f9f.txt"
PATHS = (
    "/",
    "/?q=tre%20em&all=1",
    "/?q=zzzz",
    "/plans",
    "/plans?level=central",
    "/indicators",
    "/agencies/so-y-te-tinh-binh-phuoc",
    DIRECTIVE,
    PLAN,
    f"/dossier?of={IDENTITY}/trung-uong-dang/chi-thi/2023/28",
    "/calendar?agency=S%E1%BB%9F%20Y%20t%E1%BA%BF%20t%E1%BB%89nh%20B%C3%ACnh%20Ph%C6%B0%E1%BB%9Bc&year=2025",
    "/calendar?year=2019",
    "/calendar?agency=khong-co",
    f"/compare?{SIDES}",
    "/compare",
    "/compare?a=khong-co&b=001_4295d422e4411f9f.txt",
    "/coverage?all=1",
    "/coverage?at=hom-nay",
    "/updates",
    "/?lang=en",
    f"{DIRECTIVE}?lang=en",
    "/queries/most-cited-instruments",
    "/queries/most-cited-instruments?down=issuer&across=type",
    "/?q=tre%20em&kind=document&level=commune",
    "/trace?of=28-CT/TW",
    "/queries/implementing-plans?instrument=28-CT/TW",
    "/query?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%205",
    "/query?query=SELECT%20?a%20?b%20{VALUES(?a%20?b){(1%202)(1%203)(2%203)}}&down=a&across=b",
    "/check",
    "/khong-co",
)
FOUND = """async () => (await axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.map((v) => `${v.id}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 160)}`)"""


@pytest.fixture(scope="module")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, base: str) -> Iterator[Page]:
    width = 1280 if request.param == "light" else 390
    context = browser.new_context(
        base_url=base, viewport={"width": width, "height": 900}, color_scheme=request.param, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.row("A1")
def test_axe_finds_nothing_on_any_page(page: Page, axe: str) -> None:
    for path in PATHS:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        page.evaluate(axe)
        assert page.evaluate(FOUND) == [], path


@pytest.mark.row("A1")
def test_axe_finds_nothing_where_texts_are_held_and_a_version_came_before(
    page: Page, axe: str, serve: Serve, tmp_path: Path
) -> None:
    for number in ("100", "101"):
        path = tmp_path / f"{number}.txt"
        path.write_text(PLAN_TEXT.format(**DEFAULTS | {"number": number}), "utf-8")
        assert add(tmp_path / "home", [arrive(path)], Options()).outcomes[0].kind.good
    app = create_app(tmp_path / "home", Settings(rate_per_minute=100_000))
    place = serve(app).base
    page.goto(f"{place}/?q=chuyen+bien&all=1")
    text = page.locator("a[href^='/text/']").first.get_attribute("href")
    for path in (f"{text}", "/updates", "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/101"):
        page.goto(place + path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        page.evaluate(axe)
        assert page.evaluate(FOUND) == [], path
    app.extensions["cancu"].close()


def test_axe_finds_nothing_in_suggestions_and_dialogs(page: Page, axe: str) -> None:
    page.goto("/plans")
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("combobox").press_sequentially("so y te")
    expect(page.get_by_role("option").first).to_be_visible()
    page.evaluate(axe)
    assert page.evaluate(FOUND) == []
    page.goto("/calendar?year=2025")
    page.get_by_label("Cơ quan (").press_sequentially("so y te")
    expect(page.get_by_role("option").first).to_be_visible()
    page.evaluate(axe)
    assert page.evaluate(FOUND) == []
    page.goto("/plans")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    page.evaluate(axe)
    assert page.evaluate(FOUND) == []


def test_a_copied_table_carries_its_borders(browser: Browser, base: str) -> None:
    context = browser.new_context(base_url=base)
    page = context.new_page()
    page.goto(DIRECTIVE)
    copied = page.evaluate("""() => {
      document.getSelection().selectAllChildren(document.querySelector("main table tbody"));
      const data = new DataTransfer();
      document.querySelector("main table").dispatchEvent(
        new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData("text/html");
    }""")
    context.close()
    assert copied.startswith('<table border="1"')
    assert copied.count("<th style=") == 8
    assert f'href="{base}/' in copied
    assert "<button" not in copied
