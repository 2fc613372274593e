"""What is offered while somebody types: by any spelling, for every way of typing Vietnamese, by keyboard alone."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

SPELLINGS = """28-CT/TW
28 CT/TW
28CT/TW
28-CT-TW
28 - CT / TW
28/CT-TW
28/CT/TW
28.CT.TW
28–CT/TW
28—CT/TW
28-ct/tw
28ct tw
28cttw
ct 28
CT28
CT-28
ct 28/tw
chi thi 28
Chỉ thị 28
CHỈ THỊ 28
chỉ thị số 28
Chỉ thị số 28-CT/TW
Chỉ thị số: 28-CT/TW
chi thi so 28 ct tw
Chỉ thị số 28-CT/TW ngày 25/12/2023
Chỉ thị số 28-CT/TW ngày 25 tháng 12 năm 2023
Chỉ thị 28-CT/TW của Bộ Chính trị
chi thi 28 bo chinh tri
chỉ thị 28 năm 2023
28-CT/TW@2023
028-CT/TW
chỉ thị 28/2023""".splitlines()
DIRECTIVE = "/instruments/trung-uong-dang/chi-thi/2023/28"


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def offered(client: FlaskClient, typed: str) -> BeautifulSoup:
    response = client.get("/suggest", query_string={"q": typed})
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_number_in_any_spelling_leads_to_the_document(typed: str, real: FlaskClient) -> None:
    first = offered(real, typed).find(role="option")
    assert first is not None
    assert first["data-href"] == DIRECTIVE
    answer = real.get("/", query_string={"q": typed})
    assert (answer.status_code, answer.headers["Location"]) == (303, DIRECTIVE)


def test_words_are_offered_by_kind_with_the_letters_that_fit(real: FlaskClient) -> None:
    found = offered(real, "so y te")
    group = found.find(attrs={"aria-label": "Cơ quan"})
    assert group is not None
    assert [m.get_text() for m in group.find_all("li", role="option")[0].find_all("mark")][:3] == ["Sở", "Y", "tế"]
    assert found.find_all(role="option")[-1]["data-href"] == "/?q=so+y+te&all=1"


def test_pages_of_the_site_are_offered_too(real: FlaskClient) -> None:
    group = offered(real, "luoc do").find(attrs={"aria-label": "Trang"})
    assert group is not None
    assert group.find(role="option")["data-href"] == "/trace"


def test_namesakes_are_told_apart_by_when_they_ended(real: FlaskClient) -> None:
    group = offered(real, "so y te thanh pho ho chi minh").find(attrs={"aria-label": "Cơ quan"})
    assert group is not None
    offers = [option.get_text(" ", strip=True) for option in group.find_all("li", role="option")]
    assert len(offers) > 1
    assert len(set(offers)) == len(offers)


def test_one_letter_or_nothing_known_offers_nothing(real: FlaskClient) -> None:
    assert offered(real, "a").find(role="option") is None
    assert offered(real, "zzzzzz").find(role="option") is None


def test_a_box_of_a_form_is_offered_only_what_it_takes_each_with_the_text_that_means_it(real: FlaskClient) -> None:
    def values(typed: str, taken: str) -> list[str]:
        answer = real.get("/suggest", query_string={"q": typed, "for": taken})
        return [str(o["data-value"]) for o in BeautifulSoup(answer.text, "html.parser").find_all(role="option")]

    assert values("28 ct tw", "instrument")[0] == "28-CT/TW"
    assert "Sở Y tế tỉnh Bình Phước" in values("so y te", "agency")
    assert "28-CT/TW" not in values("28 ct tw", "plan")
    assert values("so y te", "khong-co") == []
    for value in values("tre em", "plan"):
        assert real.get("/compare", query_string={"a": value}).status_code == 200


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base)
    yield context.new_page()
    context.close()


@pytest.mark.row("A3")
def test_arrows_and_enter_choose_and_escape_keeps_the_text(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("chi thi 28")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("28-CT/TW")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", chosen or "")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("chi thi 28")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(DIRECTIVE)


@pytest.mark.row("V7")
def test_nothing_is_chosen_while_a_letter_is_composed(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("chi thi 28")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.evaluate("""box => {
      box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    }""")
    expect(page).to_have_url("/")
    expect(box).to_have_value("chi thi 28")
    box.evaluate("""box => {
      box.value = "sở y tế";
      box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
      box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    }""")
    expect(page.get_by_role("option", name="Sở Y tế tỉnh Bình Phước", exact=False).first).to_be_visible()


def test_keys_open_the_dialogs_except_in_a_field(page: Page) -> None:
    page.goto("/plans")
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Đi tới…")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("luoc do?")
    expect(dialog.get_by_role("combobox")).to_have_value("luoc do?")
    expect(dialog.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("option").first).to_be_hidden()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()


def test_keys_are_heard_in_the_moment_a_dialog_closes(page: Page) -> None:
    page.goto("/plans")
    opened = page.evaluate(
        """() => {
          const [goTo, shortcuts] = ["go-to", "shortcuts"].map((id) => document.getElementById(id));
          goTo.showModal();
          const field = goTo.querySelector("input");
          field.focus();
          goTo.close();
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
          return shortcuts.open;
        }"""
    )
    assert opened


def test_a_choice_fills_the_box_of_a_form_and_a_second_enter_asks(page: Page) -> None:
    page.goto("/calendar?year=2025")
    box = page.get_by_role("combobox", name="Cơ quan (")
    box.press_sequentially("so y te binh phuoc")
    expect(page.get_by_role("option").first).to_contain_text("Sở Y tế tỉnh Bình Phước")
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("Sở Y tế tỉnh Bình Phước")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page).to_have_url("/calendar?year=2025")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sở Y tế tỉnh Bình Phước")
