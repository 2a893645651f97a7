"""The Documents page as people get it: real ingest, store and advisor, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import ui
from advisor.settings import Settings, WebSettings, build_advisor
from ingest.indexing import index
from tests.browser.conftest import free_port
from vectorstore.embedding import load_embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).parents[2] / "corpus"
NURSE = (
    "# AI Triage Nurse\n\n## Pay\n\nJunior AI Triage Nurse\n0-2 years exp. • $61,000-$72,000/yr\n\n"
    "## Tools\n\n- Python\n- <img src=x onerror=window.hacked=1>\n"
)
PHONE = (390, 844)


@pytest.fixture(scope="module")
def shelf_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shelf")
    settings = Settings(
        store=StoreConfig(path=folder / "store", corrections=folder / "corrections.jsonl"),
        web=WebSettings(port=free_port(), addresses=True),
    )
    with Store.open(settings.store, load_embedder(), create=True) as store:
        index(store, [CORPUS])
        page = ui.build_page(build_advisor(settings, store), settings, ui.build_shelf(store, settings))
        yield ui.serve(page, settings.web, block=False)
        page.close(verbose=False)


@pytest.fixture
def shelf(browser: Browser, shelf_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = getattr(request, "param", (1280, 860))
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(20_000)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(shelf_address)
    page.get_by_text("Try one of these").wait_for()
    page.get_by_role("button", name="Documents").click()
    page.locator(".cards li").first.wait_for()
    yield page
    page.close()
    assert problems == []


def send(page: Page, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add files").click()
    chooser.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.locator("#adding .report").wait_for()


def ask(page: Page, question: str) -> None:
    page.get_by_role("button", name="Back to the conversation").click()
    box = page.get_by_role("textbox", name="Your question")
    box.fill(question)
    box.press("Enter")
    page.locator(".turn .tools").last.wait_for()


def test_a_file_added_on_the_page_is_answered_from_corrected_and_removed(shelf: Page) -> None:
    send(shelf, "triage.md", NURSE.encode())
    expect(shelf.locator("#adding")).to_contain_text("AI Triage Nurse was read")
    ask(shelf, "What does the AI Triage Nurse earn?")
    expect(shelf.locator(".answer .body").last).to_contain_text("$61,000–$72,000")
    expect(shelf.locator("#title")).to_contain_text("4 documents")

    shelf.get_by_role("button", name="Documents").click()
    shelf.get_by_role("button", name="AI Triage Nurse", exact=True).click()
    shelf.get_by_text("Correct the title or a name").click()
    shelf.get_by_label("Name", exact=True).fill("Emergency Sorter")
    shelf.get_by_label("Short forms").fill("ES, sorter")
    shelf.get_by_role("button", name="Save corrections").click()
    expect(shelf.get_by_text("Saved.")).to_be_visible()
    expect(shelf.locator(".recognised")).to_contain_text("Also called ES, sorter")
    ask(shelf, "What does an Emergency Sorter earn?")
    expect(shelf.locator(".answer .body").last).to_contain_text("$61,000–$72,000")

    shelf.get_by_role("button", name="Documents").click()
    shelf.get_by_text("Remove this document").click()
    shelf.get_by_role("button", name="Remove it").click()
    expect(shelf.locator(".cards li")).to_have_count(3)
    expect(shelf.locator("#adding")).to_be_empty()
    assert shelf.evaluate("window.hacked") is None


def test_a_file_that_cannot_be_read_is_one_clear_line(shelf: Page) -> None:
    send(shelf, "broken.pdf", b"%PDF-1.7 and nothing more")
    expect(shelf.locator("#adding .bad")).to_contain_text("broken.pdf: it is damaged")
    expect(shelf.locator(".cards li")).to_have_count(3)


def test_an_address_on_this_machine_is_refused(shelf: Page, shelf_address: str) -> None:
    box = shelf.get_by_role("textbox", name="Address of a page or file")
    box.fill(shelf_address)
    box.press("Enter")
    expect(shelf.locator("#adding .bad")).to_contain_text("not on the open internet")


def test_an_empty_title_is_refused_with_a_sentence(shelf: Page) -> None:
    shelf.get_by_role("button", name="AI Clinical Documentation Specialist", exact=True).click()
    shelf.get_by_text("Correct the title or a name").click()
    shelf.get_by_label("Title").fill("  ")
    shelf.get_by_role("button", name="Save corrections").click()
    expect(shelf.get_by_role("alert")).to_have_text("A document needs a title.")


@pytest.mark.parametrize("shelf", [PHONE], indirect=True)
def test_a_phone_shows_everything_and_its_back_button_leads_to_the_conversation(shelf: Page) -> None:
    shelf.get_by_role("button", name="AI Clinical Documentation Specialist", exact=True).click()
    shelf.locator(".opened").wait_for()
    assert shelf.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shelf.get_by_role("button", name="All documents").click()
    shelf.locator(".cards").wait_for()
    shelf.go_back()
    expect(shelf.get_by_role("textbox", name="Your question")).to_be_visible()
    expect(shelf.locator("#shelf")).to_be_hidden()
