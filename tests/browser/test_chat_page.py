from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Observed
from ui import SORRY

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
VIEWS = [{}, {"scheme": "dark"}, PHONE, PHONE | {"scheme": "dark"}]
NAMES = ["desktop", "desktop-dark", "phone", "phone-dark"]


def ask(page: Page, question: str) -> None:
    """Types a question, sends it with Enter, and waits for the finished answer."""
    turns = page.locator(".turn").count()
    box = page.get_by_role("textbox", name="Your question")
    box.fill(question)
    box.press("Enter")
    page.locator(".turn").nth(turns).locator(".tools, .failure").first.wait_for()


def test_asking_streams_an_answer_and_a_citation_opens_its_passage(page: Page) -> None:
    ask(page, "What does a senior CDS specialist earn?")
    expect(page.locator(".answer")).to_contain_text("$70,000–$95,000")
    page.get_by_role("link", name=re.compile("Source 1: AI Clinical Decision Support")).first.click()
    passage = page.locator("mark.active")
    expect(passage).to_have_text("Senior CDS Specialist / Clinical AI Scientist")
    expect(passage).to_be_in_viewport()
    expect(page.get_by_role("heading", name="AI Clinical Decision Support Specialist")).to_be_visible()


def test_an_answer_appears_sentence_by_sentence(page: Page) -> None:
    page.evaluate("""() => {
      window.seen = [];
      new MutationObserver(() => window.seen.push(document.querySelector(".answer .body")?.textContent ?? ""))
        .observe(document.getElementById("transcript"), {childList: true, subtree: true, characterData: true});
    }""")
    ask(page, "What does a senior CDS specialist earn?")
    seen: list[str] = page.evaluate("window.seen")
    whole = page.locator(".answer .body").inner_text()
    assert any("$70,000" in text and "begins at nine" not in text for text in seen)
    assert "begins at nine" in whole


@pytest.mark.parametrize("page", VIEWS, indirect=True, ids=NAMES)
def test_nothing_is_cut_off_and_nothing_leaves_the_machine(page: Page, observed: Observed) -> None:
    ask(page, "Compare the two careers")
    page.get_by_role("link", name=re.compile("Source 2")).first.click()
    expect(page.locator("mark.active")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert observed.outside == []
    assert observed.console == []


@pytest.mark.parametrize("page", VIEWS, indirect=True, ids=NAMES)
def test_text_stands_out_from_its_background(page: Page) -> None:
    ask(page, "I'm an ICU nurse who can't code; which suits me?")
    page.get_by_role("link", name=re.compile("Source 1")).first.click()
    page.locator("mark.active").wait_for()
    selectors = [".question", ".answer .body", ".searched", ".cite", ".asks button", ".person li", "mark.active"]
    selectors += [".source .place", "#title p", ".writer", "#question .submit-button"]
    low = {name: ratio for name in selectors if (ratio := contrast(page, name)) < 4.5}
    assert low == {}


def contrast(page: Page, selector: str) -> float:
    """The WCAG 2.2 contrast ratio of an element's text against the first opaque background behind it."""
    measured: float = page.evaluate(
        """(selector) => {
          const read = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
          const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const element = document.querySelector(selector);
          let behind = element, ground = [255, 255, 255];
          for (; behind; behind = behind.parentElement) {
            const color = read(getComputedStyle(behind).backgroundColor);
            if (color.length === 3 || color[3] === 1) { ground = color; break; }
          }
          const [a, b] = [light(read(getComputedStyle(element).color)), light(ground)];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }""",
        selector,
    )
    return measured


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_the_sources_cover_part_of_the_screen_and_close(page: Page) -> None:
    ask(page, "What does a senior CDS specialist earn?")
    page.get_by_role("link", name=re.compile("Source 1")).first.click()
    panel = page.get_by_role("region", name="Source", exact=True)
    expect(panel).to_be_in_viewport()
    page.get_by_role("button", name="Close the source panel").click()
    expect(panel).to_be_hidden()


def test_the_keyboard_alone_opens_a_source_and_comes_back(page: Page) -> None:
    ask(page, "What does a senior CDS specialist earn?")
    link = page.get_by_role("link", name=re.compile("Source 2")).first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark.active")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".source")).to_be_hidden()
    expect(link).to_be_focused()


def test_the_same_citation_opens_again_after_it_was_closed(page: Page) -> None:
    ask(page, "What does a senior CDS specialist earn?")
    link = page.get_by_role("link", name=re.compile("Source 1")).first
    link.click()
    page.get_by_role("button", name="Close the source panel").click()
    link.click()
    expect(page.locator("mark.active")).to_be_in_viewport()


def test_citations_of_an_earlier_answer_still_open_their_own_passage(page: Page) -> None:
    ask(page, "What does a senior CDS specialist earn?")
    ask(page, "Compare the two careers")
    page.locator(".turn").nth(0).get_by_role("link", name=re.compile("Source 1")).first.click()
    expect(page.locator("mark.active")).to_have_text("Senior CDS Specialist / Clinical AI Scientist")
    page.locator(".turn").nth(1).get_by_role("link", name=re.compile("Source 2")).first.click()
    expect(page.locator("mark.active")).to_contain_text("Time to learn")


def test_the_panel_moves_between_the_sources_of_one_answer(page: Page) -> None:
    ask(page, "What does a senior CDS specialist earn?")
    page.get_by_role("link", name=re.compile("Source 1")).first.click()
    page.locator(".source").get_by_role("button", name=re.compile("Source 2")).click()
    expect(page.locator("mark.active")).to_have_text("A Typical Day Looks Like")


def test_shift_enter_starts_a_new_line(page: Page) -> None:
    box = page.get_by_role("textbox", name="Your question")
    box.fill("Compare")
    box.press("Shift+Enter")
    box.press_sequentially("the two")
    expect(box).to_have_value("Compare\nthe two")
    expect(page.locator(".turn")).to_have_count(0)


def test_an_example_a_choice_and_an_offer_each_ask_their_question(page: Page) -> None:
    page.get_by_role("button", name="How long does it take?").click()
    page.get_by_role("button", name="How long does documentation take?").wait_for()
    ask(page, "What does a senior CDS specialist earn?")
    page.get_by_role("button", name="Compare the two careers").click()
    expect(page.locator(".turn").nth(2).locator("table")).to_be_visible()


def test_what_is_remembered_is_shown_and_can_be_forgotten(page: Page) -> None:
    ask(page, "I'm an ICU nurse who can't code; which suits me?")
    remembered = page.get_by_role("list", name="What I remember about you:")
    expect(remembered.get_by_role("listitem")).to_have_count(3)
    page.get_by_role("button", name="Forget: does not program").click()
    expect(remembered.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Forget all").click()
    expect(remembered).to_be_hidden()


def test_a_new_conversation_starts_empty(page: Page) -> None:
    ask(page, "I'm an ICU nurse who can't code; which suits me?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_text("Try one of these")).to_be_visible()
    expect(page.locator(".person")).to_have_count(0)


def test_why_a_statement_was_held_back_can_be_read(page: Page) -> None:
    ask(page, "What does a senior CDS specialist earn?")
    page.get_by_text("1 statement was held back: why?").click()
    expect(page.get_by_text("no cited passage says “twice”")).to_be_visible()


def test_a_failure_is_one_fixed_sentence_and_the_next_question_works(page: Page) -> None:
    ask(page, "something outside the script")
    expect(page.get_by_role("alert")).to_have_text(SORRY)
    ask(page, "Compare the two careers")
    expect(page.locator("table")).to_be_visible()


def test_markup_in_documents_and_questions_is_shown_and_never_run(page: Page) -> None:
    ask(page, '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> ${1+1} {{value}}')
    page.get_by_role("link", name=re.compile("Source 1")).first.click()
    expect(page.locator("mark.active")).to_contain_text("<script>window.hacked=1</script>")
    expect(page.locator("mark.active")).to_contain_text("{{value}} ${1+1}")
    expect(page.locator(".question")).to_contain_text("${1+1} {{value}}")
    assert page.locator("#transcript img, #source img, #transcript script, #source script").count() == 0
    assert page.evaluate("window.hacked") is None


def test_the_page_says_that_no_language_model_is_connected(page: Page) -> None:
    expect(page.get_by_text("No language model is connected")).to_be_visible()


def test_copying_an_answer_gives_plain_text_with_its_sources(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "What does a senior CDS specialist earn?")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("It is $70,000–$95,000 a year at the entry [1].")
    assert "[2] AI Clinical Decision Support Specialist – A section" in copied
