"""The SPARQL page in a browser: terms while typing, the place of an error, and the same without script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

BROKEN = "/query?query=SELECT%20%3Fs%0AWHERE%20%7B%20%3Fs%20foo%3Abar%20%3Fo%20%7D"


@pytest.fixture(scope="module")
def base(mini_app, serve) -> str:  # type: ignore[no-untyped-def]
    return str(serve(mini_app).base)


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base)
    yield context.new_page()
    context.close()


def editor(page: Page, text: str) -> None:
    """The editor with this text and the cursor at its end, once the terms are there."""
    page.goto("/query")
    with page.expect_response("**/query/terms.json*"):
        page.locator("#query").focus()
    page.locator("#query").fill("")
    page.locator("#query").press_sequentially(text)


def test_a_term_is_completed_with_its_prefix(page: Page) -> None:
    editor(page, "SELECT * WHERE { ?s cancu:implem")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("cancu:implements")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator("#query")).to_have_attribute("aria-activedescendant", "term-0")
    page.keyboard.press("Enter")
    text = page.locator("#query").input_value()
    assert text == "PREFIX cancu: <https://w3id.org/cancu/ontology#>\nSELECT * WHERE { ?s cancu:implements "
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_term_is_found_by_its_vietnamese_label(page: Page) -> None:
    editor(page, "kế hoạch"[:3])
    editor(page, "?s a hoạch")
    expect(page.get_by_role("option").filter(has_text="cancu:Plan").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.locator("#query").input_value() == "?s a hoạch"


@pytest.mark.row("V7")
def test_an_input_method_keeps_its_keys(page: Page) -> None:
    editor(page, "cancu:imp")
    expect(page.get_by_role("option").first).to_be_visible()
    kept = page.locator("#query").evaluate(
        """box => ["ArrowDown", "Enter"].every(key => box.dispatchEvent(
             new KeyboardEvent("keydown", {key, isComposing: true, bubbles: true, cancelable: true})))"""
    )
    assert kept
    assert page.locator("#query").input_value() == "cancu:imp"
    assert page.get_by_role("option", selected=True).count() == 0


def test_an_error_leads_to_its_place(page: Page) -> None:
    page.goto(BROKEN)
    page.get_by_role("link", name="Tới dòng 2").click()
    chosen = page.locator("#query").evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert chosen == "foo:bar"


@pytest.mark.row("O3")
def test_the_page_is_whole_without_script(browser: Browser, base: str) -> None:
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto(BROKEN)
    expect(page.get_by_role("alert")).to_contain_text("foo:bar")
    page.locator("#query").fill("SELECT ?plan WHERE { ?plan a cancu:Plan } LIMIT 3")
    page.get_by_role("button", name="Chạy", exact=True).click()
    expect(page.locator("table tbody tr")).to_have_count(3)
    page.locator("summary", has_text="Lưu thành câu hỏi mẫu").click()
    page.get_by_label("Tên câu hỏi").fill("Ba kế hoạch")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp .rq").click()
    assert download.value.suggested_filename == "ba-ke-hoach.rq"
    context.close()
