"""A walk through the site in Chromium, as a clerk would take it, and what only a browser can see of the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: pytest.FixtureRequest, browser: Browser, base: str, complaints: list[str]) -> Iterator[Page]:
    """A page that notes every request to another place and every complaint of the browser."""
    context = browser.new_context(
        base_url=base, java_script_enabled=request.param, locale="en-US", accept_downloads=True
    )
    opened = context.new_page()
    opened.on("request", lambda r: complaints.append(f"foreign {r.url}") if not r.url.startswith(base) else None)
    opened.on("console", lambda m: complaints.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()


@pytest.mark.row("O1", "O3")
def test_walk_from_search_to_csv(page: Page, complaints: list[str], tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_label("Tìm văn bản, kế hoạch").fill("chi thi 28")
    page.get_by_role("button", name="Tìm").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Chỉ thị 28-CT/TW")
    answer = page.get_by_role("region", name="Văn bản triển khai, thực hiện Chỉ thị 28-CT/TW")
    expect(answer.locator("tbody tr")).to_have_count(8)
    row = answer.locator("tbody tr", has_text="Ủy ban nhân dân huyện Sơn Hà")
    expect(row).to_contain_text("Giao xây dựng kế hoạch")
    row.get_by_role("rowheader").get_by_role("link").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Sơn Hà")
    page.get_by_role("link", name="Chỉ thị 28-CT/TW").first.click()
    page.locator("tbody tr", has_text="Sơn Hà").get_by_role("link", name="Trích đoạn nguồn").first.click()
    cited = page.locator("li:target")
    expect(cited).to_be_visible()
    expect(cited).to_contain_text("28")
    cited.locator("summary").click()
    expect(cited.locator("details")).to_contain_text("SHA-256")

    page.goto("/instruments/trung-uong-dang/chi-thi/2023/28")
    page.get_by_role("link", name="Câu hỏi «implementing-plans»").click()
    expect(page.get_by_text("8 dòng")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    target = tmp_path / "answer.csv"
    download.value.save_as(target)
    lines = target.read_text("utf-8").splitlines()
    assert lines[0].startswith("plan,number,issuer,level")
    assert len(lines) == 9
    assert complaints == []


@pytest.mark.row("A2")
def test_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/plans")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Bỏ qua tới nội dung")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/plans#main")


def tab_to(page: Page, wanted: str, most: int = 120) -> None:
    """Press Tab until what has this text has the focus, and can be seen to have it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        text, outline = page.evaluate(
            "(() => { const e = document.activeElement; return [(e.value || e.textContent || '').trim(),"
            " getComputedStyle(e).outlineStyle]; })()"
        )
        if text == wanted:
            assert outline != "none", wanted
            return
    raise AssertionError(f"«{wanted}» is not reached by the keyboard")


@pytest.mark.row("A2")
def test_a_clerk_gets_from_a_number_to_its_evidence_and_a_file_by_keyboard_alone(browser: Browser, base: str) -> None:
    context = browser.new_context(base_url=base, accept_downloads=True)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("main").get_by_role("combobox").focus()
    page.keyboard.type("chi thi 28")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chỉ thị 28-CT/TW")
    tab_to(page, "CSV")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "implementing-plans.csv"
    tab_to(page, "Trích đoạn nguồn")
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_visible()
    page.goto("/?q=tre+em&all=1")
    tab_to(page, "Cấp")
    page.keyboard.press("Enter")
    tab_to(page, "Trung ương")
    page.keyboard.press("Enter")
    expect(page.locator("h2 .n").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"level=central"))
    context.close()


PATHS = (
    "/",
    "/?q=tre%20em",
    "/?q=zzzz",
    "/plans",
    "/instruments",
    "/agencies",
    "/areas",
    "/indicators",
    "/levels",
    "/levels/province",
    "/instruments/trung-uong-dang/chi-thi/2023/28",
    "/agencies/so-y-te-tinh-binh-phuoc",
    "/areas/tinh-binh-phuoc",
    "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2025/_thuc-hien-cong-tac-tre-em-nam-2025",
    "/trace?of=28-CT/TW",
    "/calendar?year=2025",
    "/compare?a=000_dd4505a89507d750.txt&b=001_4295d422e4411f9f.txt",
    "/coverage?all=1",
    "/dossier?of=https://w3id.org/cancu/id/trung-uong-dang/chi-thi/2023/28",
    "/queries",
    "/queries/implementing-plans?instrument=28-CT/TW",
    "/query",
    "/quality",
    "/data",
    "/query?query=SELECT%20*%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "/resource?iri=https://w3id.org/cancu/type/chi-thi",
)
CONTRAST = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const linear = (v) => (v / 255 <= 0.03928 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (el) => {
    for (let e = el; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const el of document.querySelectorAll("body *")) {
    if (![...el.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    if (!el.checkVisibility()) continue;
    const a = light(parse(getComputedStyle(el).color)), b = light(ground(el));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${el.tagName} ${el.className} ${ratio.toFixed(2)} ${el.textContent.slice(0, 30)}`);
  }
  return bad;
}"""


@pytest.mark.row("A4", "A5", "O1", "S1")
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_can_be_read(browser: Browser, base: str, width: int, scheme: str) -> None:
    context = browser.new_context(base_url=base, viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("request", lambda r: complaints.append(f"foreign {r.url}") if not r.url.startswith(base) else None)
    for path in PATHS:
        page.goto(path)
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, (path, too_wide)
        assert page.evaluate(CONTRAST) == [], path
    context.close()
    assert complaints == []


MOST_SEEN = ("/", "/?q=tre%20em", "/instruments/trung-uong-dang/chi-thi/2023/28", "/query?query=SELEC")
STATES = (*PATHS, "/nothing-here", "/query?query=SELEC", "/queries/implementing-plans?instrument=khong-co", "/check")


@pytest.mark.row("A1")
@pytest.mark.parametrize("paths", [MOST_SEEN, pytest.param(STATES, marks=pytest.mark.long)], ids=["few", "all"])
def test_axe_finds_nothing(browser: Browser, base: str, paths: tuple[str, ...]) -> None:
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    axe = Axe()
    found = []
    for path in paths:
        page.goto(path)
        results = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]]
    context.close()
    assert found == []


@pytest.mark.row("A6")
def test_a_table_stands_before_each_tree_with_the_same_documents(page: Page) -> None:
    page.goto("/trace?of=28-CT/TW")
    for direction in ("up", "down"):
        section = page.locator(f"section[aria-labelledby={direction}]")
        if section.locator("table").count() == 0:
            continue
        rows = section.locator("tbody th a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        drawn = section.locator("table ~ * a, .tree a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert set(rows) <= set(drawn)
        assert section.evaluate(
            "s => !!(s.querySelector('table').compareDocumentPosition(s.querySelector('.tree')) & 4)"
        )
