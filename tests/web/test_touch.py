"""On a phone: what a finger touches is high enough, and the box for a file speaks the language of the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

TOUCHED = "button, summary, select, .downloads a, .pager a, .tools a, .facets a, footer li a"
LOW = f"""() => [...document.querySelectorAll({TOUCHED!r})]
  .map((element) => [element.outerHTML.slice(0, 100), element.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height && box.height < 43.5).map(([html]) => html)"""


@pytest.fixture
def phone(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base, viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path",
    ["/plans", "/instruments/trung-uong-dang/chi-thi/2023/28", "/queries/most-cited-instruments?down=type", "/check"],
)
def test_what_is_touched_is_high_enough(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate(LOW) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_box_for_a_file_says_in_our_words_what_was_chosen(phone: Page, tmp_path: Path) -> None:
    path = tmp_path / "dự thảo.txt"
    path.write_text("KẾ HOẠCH", "utf-8")
    for address, words in (
        ("/check", ["Chọn tệp", "Chưa chọn tệp"]),
        ("/check?lang=en", ["Choose a file", "No file chosen"]),
    ):
        phone.goto(address)
        expect(phone.locator(".file-box > span")).to_have_text(words)
        phone.locator("#file").set_input_files(path)
        expect(phone.locator(".file-box")).to_contain_text("dự thảo.txt")
        phone.locator("#file").focus()
        expect(phone.locator("#file")).to_be_focused()
